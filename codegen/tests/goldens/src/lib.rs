//! What bindery generates from the descriptions in `specs/`: expected output that compiles.
//!
//! Each module is a folder that `BLESS=1 cargo test --package bindery-goldens` rewrites; a test fails when one is stale,
//! and others call what is here over the network. Nothing in the modules is written by hand.

#![allow(
    missing_docs,
    reason = "the descriptions do not document everything, and no sentence stands in for one"
)]

// Names that are too long for a line are broken in another place than rustfmt would.
#[rustfmt::skip]
pub mod names;
pub mod apart;
pub mod arguments;
pub mod bodies;
pub mod constants;
pub mod gated;
pub mod keeping;
pub mod later;
pub mod media;
pub mod nullable;
pub mod open;
pub mod pages;
pub mod plain;
pub mod programs;
pub mod records;
pub mod renamed;
pub mod security;
pub mod streams;
pub mod swagger;
pub mod warehouse;
pub mod xml;
