//! The merge key of YAML 1.1: a mapping takes over the entries of others.
//!
//! The value of `<<` is a mapping or a list of mappings. A key of the mapping itself takes
//! precedence over a merged one, and an earlier merged mapping over a later one. Merged entries
//! keep their spans, and are at the position of `<<`. Their number is limited like that of aliases.

use std::collections::HashSet;

use super::super::document::{Content, Pair};
use super::super::limits::MAXIMUM_ALIASED;
use super::Builder;
use crate::report::Code;

impl Builder<'_> {
    /// Whether a key is `<<`, without quotes.
    pub(super) fn is_merge_key(&self, id: u32) -> bool {
        let content = self.document.nodes[id as usize].content;
        matches!(content, Content::Scalar { plain: true, .. }) && self.key_text(id) == "<<"
    }

    /// The entries of a mapping, and in the place of its merge keys what they name; none where
    /// that is too much.
    pub(super) fn merged(&mut self, written: &[Pair]) -> Option<Vec<Pair>> {
        let own = written.iter().filter(|pair| !self.is_merge_key(pair.key));
        let mut known: HashSet<String> =
            own.map(|pair| self.key_text(pair.key).to_owned()).collect();
        let mut pairs = Vec::with_capacity(written.len());
        for pair in written {
            if !self.is_merge_key(pair.key) {
                pairs.push(*pair);
                continue;
            }
            for mapping in self.named_by_merge_key(pair.value) {
                let Content::Mapping { first, count, .. } =
                    self.document.nodes[mapping as usize].content
                else {
                    self.not_merged(mapping);
                    continue;
                };
                self.merged += u64::from(count);
                if self.merged > MAXIMUM_ALIASED {
                    self.too_much_merged(pair.key);
                    return None;
                }
                for entry in self.document.pairs(first, count) {
                    let key = self.key_text(entry.key);
                    if !known.contains(key) {
                        known.insert(key.to_owned());
                        pairs.push(*entry);
                    }
                }
            }
        }
        Some(pairs)
    }

    /// The items of a list, or the value itself.
    fn named_by_merge_key(&self, value: u32) -> Vec<u32> {
        match self.document.nodes[value as usize].content {
            Content::Sequence { first, count } => {
                self.document.items[first as usize..(first + count) as usize].to_vec()
            }
            Content::Scalar { .. } | Content::Mapping { .. } => vec![value],
        }
    }

    fn not_merged(&mut self, value: u32) {
        let span = self.document.span(value);
        self.report
            .error(Code::MergeKey, span, "`<<` names no mapping here")
            .help("`<<` takes the alias of a mapping, or a list of such aliases")
            .assume("nothing is merged");
    }

    fn too_much_merged(&mut self, key: u32) {
        let span = self.document.span(key);
        self.report
            .error(
                Code::AliasBomb,
                span,
                format!("merge keys make more than {MAXIMUM_ALIASED} entries"),
            )
            .help("describe shared parts once under `components` and refer to them with `$ref`");
    }

    fn key_text(&self, id: u32) -> &str {
        self.document.scalar_text(id).unwrap_or("")
    }
}
