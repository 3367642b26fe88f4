//! Changes to a parsed tree: those of overlays and of lifting, and no others.
//!
//! Nodes are added and never moved, so that every node keeps its number and its span. A node with
//! several aliases is copied before it is changed, because a change applies to one place of the
//! document. Written nodes are counted, and the caller limits their number.

mod graft;
mod make;
mod slots;

use super::document::{Content, Document};
use super::node::Kind;
use crate::source::Span;
pub(crate) use graft::Graft;
use slots::Slot;

/// A document that is being changed.
#[derive(Debug)]
pub(crate) struct Editor {
    document: Document,
    /// For each node, whether more than one place holds it.
    shared: Vec<bool>,
    work: u64,
}

/// Two values that cannot be merged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mismatch {
    /// Where the value of the document stands.
    pub(crate) target: Span,
    /// What it is, in words.
    pub(crate) target_is: &'static str,
    /// Where the value that should be merged into it stands.
    pub(crate) update: Span,
    /// What it is, in words.
    pub(crate) update_is: &'static str,
}

impl Editor {
    /// Starts to change a document.
    pub(crate) fn new(document: Document) -> Self {
        let mut seen = vec![false; document.nodes.len()];
        let mut shared = seen.clone();
        let values = document.entries.iter().map(|pair| pair.value);
        for id in document.items.iter().copied().chain(values) {
            let id = id as usize;
            shared[id] = seen[id];
            seen[id] = true;
        }
        Self {
            document,
            shared,
            work: 0,
        }
    }

    /// The document as it is now.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// The changed document.
    pub(crate) fn finish(self) -> Document {
        self.document
    }

    /// How many nodes were written since this was last asked.
    pub(crate) fn take_work(&mut self) -> u64 {
        std::mem::take(&mut self.work)
    }

    /// Applies a value to a place: merges it into a mapping, appends it to a list, or puts it in
    /// the stead of a scalar. A path names, from the root, the position of each item or entry.
    pub(crate) fn update(&mut self, path: &[u32], update: Graft) -> Result<(), Mismatch> {
        let slot = self.slot(path);
        let target = self.read(slot);
        match (self.kind(target), self.kind(update.id)) {
            (Kind::Mapping, Kind::Mapping) => {
                let target = self.own(slot);
                self.merge(target, update.id)
            }
            (Kind::Sequence, _) => {
                let target = self.own(slot);
                self.append(target, &[update.id]);
                Ok(())
            }
            _ => self.replace(slot, update.id),
        }
    }

    /// Takes entries or items out of the collection at a place, by their positions in ascending
    /// order.
    pub(crate) fn remove(&mut self, path: &[u32], positions: &[u32]) {
        let slot = self.slot(path);
        let id = self.own(slot);
        let stays = |at: usize| positions.binary_search(&to_u32(at)).is_err();
        let content = match self.content(id) {
            Content::Sequence { first, count } => {
                let mut kept = 0;
                for at in 0..count as usize {
                    if stays(at) {
                        self.document.items[first as usize + kept] =
                            self.document.items[first as usize + at];
                        kept += 1;
                    }
                }
                self.work += u64::from(count);
                Content::Sequence {
                    first,
                    count: to_u32(kept),
                }
            }
            Content::Mapping { first, count, .. } => {
                let mut kept = 0;
                for at in 0..count as usize {
                    if stays(at) {
                        self.document.entries[first as usize + kept] =
                            self.document.entries[first as usize + at];
                        kept += 1;
                    }
                }
                self.work += u64::from(count);
                self.settled(first as usize, kept)
            }
            scalar @ Content::Scalar { .. } => scalar,
        };
        self.document.nodes[id as usize].content = content;
    }

    fn merge(&mut self, target: u32, update: u32) -> Result<(), Mismatch> {
        let mut added = Vec::new();
        for pair in self.pairs(update) {
            self.work += 1;
            let Some(slot) = self.entry(target, pair.key) else {
                self.share(pair.value);
                added.push(pair);
                continue;
            };
            let old = self.read(slot);
            match (self.kind(old), self.kind(pair.value)) {
                (Kind::Mapping, Kind::Mapping) => {
                    let owned = self.own(slot);
                    self.merge(owned, pair.value)?;
                }
                (Kind::Sequence, Kind::Sequence) => {
                    let owned = self.own(slot);
                    let items = self.items(pair.value);
                    self.append(owned, &items);
                }
                _ => self.replace(slot, pair.value)?,
            }
        }
        if !added.is_empty() {
            let mut pairs = self.pairs(target);
            pairs.append(&mut added);
            let content = self.append_mapping(&pairs);
            self.document.nodes[target as usize].content = content;
        }
        Ok(())
    }

    /// A scalar takes the place of a scalar; anything takes the place of nothing.
    fn replace(&mut self, slot: Slot, update: u32) -> Result<(), Mismatch> {
        let target = self.read(slot);
        let (old, new) = (self.node(target), self.node(update));
        if old.is_null() || (old.kind(), new.kind()) == (Kind::Scalar, Kind::Scalar) {
            self.share(update);
            self.write(slot, update);
            return Ok(());
        }
        Err(Mismatch {
            target: old.span(),
            target_is: old.describe(),
            update: new.span(),
            update_is: new.describe(),
        })
    }

    fn append(&mut self, target: u32, added: &[u32]) {
        let mut items = self.items(target);
        items.extend(added);
        for id in added {
            self.share(*id);
        }
        self.work += items.len() as u64;
        let first = to_u32(self.document.items.len());
        self.document.items.extend(&items);
        self.document.nodes[target as usize].content = Content::Sequence {
            first,
            count: to_u32(items.len()),
        };
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
