//! Parses YAML or JSON text into a tree in which every key and value has a span.
//!
//! It knows neither OpenAPI nor Rust, and never reads the disk. The tree has bounded depth and
//! size, and resolved aliases; other mistakes, such as a duplicate key, are findings. Scalars keep
//! their text, because only the schema decides what `1.10` or `yes` means.

mod build;
mod canonical;
mod document;
mod edit;
mod events;
mod limits;
mod node;
pub(crate) mod object;
mod pointer;
mod quoted;
mod scalar;

pub(crate) use build::read;
pub(crate) use canonical::canonical;
pub(crate) use document::Document;
pub(crate) use edit::Editor;
pub(crate) use limits::{MAXIMUM_ALIASED, MAXIMUM_DEPTH, MAXIMUM_GROWTH};
pub(crate) use node::{Entry, Kind, Node, NodeId};
pub(crate) use pointer::escaped;
pub(crate) use scalar::{Core, number};

#[cfg(test)]
mod tests;
