//! The positions in a document that is changed, and the other users of the node in each.

use super::super::document::{Content, Data, Pair};
use super::super::limits::SEARCHED_LINEARLY;
use super::super::node::{Kind, Node};
use super::{Editor, to_u32};
use crate::source::Span;

/// A place that holds a node: the root, or an index into the document's items or entries.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    Root,
    Item(usize),
    Entry(usize),
}

impl Editor {
    /// The slot at the end of a path; every collection on the way belongs to this path alone then.
    pub(super) fn slot(&mut self, path: &[u32]) -> Slot {
        let mut slot = Slot::Root;
        for position in path {
            let id = self.own(slot);
            slot = match self.content(id) {
                Content::Sequence { first, .. } => Slot::Item((first + position) as usize),
                Content::Mapping { first, .. } => Slot::Entry((first + position) as usize),
                Content::Scalar { .. } => unreachable!("a path leads through collections"),
            };
        }
        slot
    }

    /// The node of a slot, copied if other places hold it too.
    pub(super) fn own(&mut self, slot: Slot) -> u32 {
        let id = self.read(slot);
        if !self.shared[id as usize] {
            return id;
        }
        let span = self.node(id).span();
        let mut data = self.document.nodes[id as usize];
        data.content = match data.content {
            Content::Sequence { count, .. } => {
                let items = self.items(id);
                self.work += u64::from(count);
                items.iter().for_each(|item| self.share(*item));
                let first = to_u32(self.document.items.len());
                self.document.items.extend(&items);
                Content::Sequence { first, count }
            }
            Content::Mapping { .. } => {
                let pairs = self.pairs(id);
                pairs.iter().for_each(|pair| self.share(pair.value));
                self.append_mapping(&pairs)
            }
            scalar @ Content::Scalar { .. } => scalar,
        };
        let copy = self.push(data, span);
        self.write(slot, copy);
        copy
    }

    pub(super) fn append_mapping(&mut self, pairs: &[Pair]) -> Content {
        let first = self.document.entries.len();
        self.document.entries.extend(pairs);
        self.work += pairs.len() as u64;
        self.settled(first, pairs.len())
    }

    /// The mapping of some entries, with their order where it is large.
    pub(super) fn settled(&mut self, first: usize, count: usize) -> Content {
        let sorted = (count > SEARCHED_LINEARLY).then(|| {
            let document = &self.document;
            let key = |index: &u32| {
                let pair = document.entries[first + *index as usize];
                document.scalar_text(pair.key).unwrap_or("")
            };
            let mut order: Vec<u32> = (0..to_u32(count)).collect();
            order.sort_by(|one, other| key(one).cmp(key(other)).then(one.cmp(other)));
            let start = to_u32(self.document.sorted.len());
            self.document.sorted.extend(order);
            start
        });
        Content::Mapping {
            first: to_u32(first),
            count: to_u32(count),
            sorted,
        }
    }

    /// The slot of the entry of `mapping` that has the same key.
    pub(super) fn entry(&self, mapping: u32, key: u32) -> Option<Slot> {
        let Content::Mapping { first, .. } = self.content(mapping) else {
            return None;
        };
        let key = self.document.scalar_text(key)?;
        let position = self.node(mapping).position(key)?;
        Some(Slot::Entry(first as usize + position))
    }

    pub(super) fn push(&mut self, data: Data, place: Span) -> u32 {
        let id = to_u32(self.document.nodes.len());
        if self.document.file_of(id) != place.file {
            self.document.runs.push((id, place.file));
        }
        self.document.nodes.push(data);
        self.shared.push(false);
        self.work += 1;
        id
    }

    pub(super) fn share(&mut self, id: u32) {
        self.shared[id as usize] = true;
    }

    pub(super) fn read(&self, slot: Slot) -> u32 {
        match slot {
            Slot::Root => self.document.root,
            Slot::Item(at) => self.document.items[at],
            Slot::Entry(at) => self.document.entries[at].value,
        }
    }

    /// The key of an entry stays: it says where the document has the place that is changed.
    pub(super) fn write(&mut self, slot: Slot, id: u32) {
        match slot {
            Slot::Root => self.document.root = id,
            Slot::Item(at) => self.document.items[at] = id,
            Slot::Entry(at) => self.document.entries[at].value = id,
        }
    }

    pub(super) fn node(&self, id: u32) -> Node<'_> {
        Node {
            document: &self.document,
            id,
        }
    }

    pub(super) fn kind(&self, id: u32) -> Kind {
        self.node(id).kind()
    }

    pub(super) fn content(&self, id: u32) -> Content {
        self.document.nodes[id as usize].content
    }

    pub(super) fn items(&self, id: u32) -> Vec<u32> {
        match self.content(id) {
            Content::Sequence { first, count } => {
                self.document.items[first as usize..(first + count) as usize].to_vec()
            }
            Content::Scalar { .. } | Content::Mapping { .. } => Vec::new(),
        }
    }

    pub(super) fn pairs(&self, id: u32) -> Vec<Pair> {
        match self.content(id) {
            Content::Mapping { first, count, .. } => self.document.pairs(first, count).to_vec(),
            Content::Scalar { .. } | Content::Sequence { .. } => Vec::new(),
        }
    }
}
