//! Turns YAML or JSON text into a tree whose every key and value knows its place.
//!
//! It knows neither OpenAPI nor Rust, and it never reads the disk. What it hands on has bounded
//! depth, bounded size and resolved aliases; what else is wrong, such as a key given twice, is in
//! the findings. Scalars keep their text as written, because only the schema decides what `1.10`
//! or `yes` is.

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
