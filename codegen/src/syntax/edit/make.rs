//! New nodes, with the spans of the nodes that they are made from.

use super::super::document::{Content, Data, Pair, Text};
use super::super::scalar::Core;
use super::{Editor, to_u32};
use crate::source::Span;

impl Editor {
    /// The keys and values of a mapping, by number.
    pub(crate) fn entries_of(&self, mapping: u32) -> Vec<(u32, u32)> {
        let pairs = self.pairs(mapping);
        pairs.iter().map(|pair| (pair.key, pair.value)).collect()
    }

    /// The text of a scalar.
    pub(crate) fn text_of(&self, scalar: u32) -> &str {
        self.document.scalar_text(scalar).unwrap_or_default()
    }

    /// Adds a text.
    pub(crate) fn add_text(&mut self, text: &str, place: Span) -> u32 {
        self.add_scalar(text, Core::Text, place)
    }

    /// Adds `true` or `false`.
    pub(crate) fn add_flag(&mut self, flag: bool, place: Span) -> u32 {
        self.add_scalar(if flag { "true" } else { "false" }, Core::Boolean, place)
    }

    /// Adds a list of nodes.
    pub(crate) fn add_sequence(&mut self, items: &[u32], place: Span) -> u32 {
        let first = to_u32(self.document.items.len());
        self.document.items.extend(items);
        let content = Content::Sequence {
            first,
            count: to_u32(items.len()),
        };
        self.add(content, place)
    }

    /// Adds a mapping.
    pub(crate) fn add_mapping(&mut self, entries: &[(u32, u32)], place: Span) -> u32 {
        let content = self.mapping_of(entries);
        self.add(content, place)
    }

    /// Gives a node other entries. Whoever holds it sees them.
    pub(crate) fn become_mapping(&mut self, node: u32, entries: &[(u32, u32)]) {
        let content = self.mapping_of(entries);
        self.document.nodes[node as usize].content = content;
    }

    /// Makes a node the outermost one.
    pub(crate) fn become_root(&mut self, node: u32) {
        self.document.root = node;
    }

    fn mapping_of(&mut self, entries: &[(u32, u32)]) -> Content {
        let pairs: Vec<Pair> = entries
            .iter()
            .map(|(key, value)| Pair {
                key: *key,
                value: *value,
            })
            .collect();
        self.append_mapping(&pairs)
    }

    fn add_scalar(&mut self, text: &str, core: Core, place: Span) -> u32 {
        self.document.owned.push(text.into());
        let content = Content::Scalar {
            text: Text::Owned(to_u32(self.document.owned.len() - 1)),
            core,
            plain: false,
        };
        self.add(content, place)
    }

    fn add(&mut self, content: Content, place: Span) -> u32 {
        let data = Data {
            start: place.start,
            end: place.end,
            content,
        };
        self.push(data, place)
    }
}
