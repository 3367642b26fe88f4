//! The tree of a file.
//!
//! Nodes are in one vector and refer to each other by number: dropping a document frees vectors and
//! never recurses, and an alias is a number that occurs twice.

use std::sync::Arc;

use super::node::Node;
use super::scalar::Core;
use crate::source::{FileId, Span};

/// The tree of one file, with the text that it borrows from.
#[derive(Debug)]
pub(crate) struct Document {
    pub(super) file: FileId,
    pub(super) text: Arc<str>,
    pub(super) nodes: Vec<Data>,
    pub(super) items: Vec<u32>,
    pub(super) entries: Vec<Pair>,
    /// For each large mapping, its entries in the order of their keys.
    pub(super) sorted: Vec<u32>,
    pub(super) owned: Vec<Box<str>>,
    pub(super) root: u32,
    /// Where nodes of another file start: the first node of a run, and the file of its nodes.
    /// Empty for a document as it was read.
    pub(super) runs: Vec<(u32, FileId)>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Data {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) content: Content,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Scalar {
        text: Text,
        core: Core,
        plain: bool,
    },
    Sequence {
        first: u32,
        count: u32,
    },
    Mapping {
        first: u32,
        count: u32,
        sorted: Option<u32>,
    },
}

/// Where a scalar's text lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text {
    Source { start: u32, end: u32 },
    Owned(u32),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) key: u32,
    pub(super) value: u32,
}

impl Document {
    /// The outermost node.
    pub(crate) fn root(&self) -> Node<'_> {
        Node {
            document: self,
            id: self.root,
        }
    }

    /// How many nodes there are, those included that no place holds any more.
    pub(crate) fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The node with the number that [`Node::identity`] returns.
    pub(crate) fn node(&self, id: u32) -> Option<Node<'_>> {
        ((id as usize) < self.nodes.len()).then_some(Node { document: self, id })
    }

    pub(super) fn scalar_text(&self, id: u32) -> Option<&str> {
        match self.nodes[id as usize].content {
            Content::Scalar {
                text: Text::Source { start, end },
                ..
            } => self.text.get(start as usize..end as usize),
            Content::Scalar {
                text: Text::Owned(index),
                ..
            } => self.owned.get(index as usize).map(AsRef::as_ref),
            Content::Sequence { .. } | Content::Mapping { .. } => None,
        }
    }

    pub(super) fn span(&self, id: u32) -> Span {
        let data = self.nodes[id as usize];
        Span::new(self.file_of(id), data.start, data.end)
    }

    /// The file that a node was read from.
    pub(super) fn file_of(&self, id: u32) -> FileId {
        let run = self.runs.partition_point(|(first, _)| *first <= id);
        run.checked_sub(1).map_or(self.file, |run| self.runs[run].1)
    }

    pub(super) fn pairs(&self, first: u32, count: u32) -> &[Pair] {
        &self.entries[first as usize..(first + count) as usize]
    }
}
