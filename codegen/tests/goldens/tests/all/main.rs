//! One program, so that the crates it stands on are linked once.

mod apart;
mod arguments;
mod bodies;
mod constants;
mod freshness;
mod keeping;
mod later;
mod media;
mod mistakes;
mod pages;
mod programs;
mod records;
mod renamed;
mod rest;
mod security;
mod soap;
mod streams;
mod support;
mod swagger;
mod xml;
