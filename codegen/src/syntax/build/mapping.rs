//! Mappings: what can be a key, and which keys are given twice.

use super::super::document::{Content, Pair};
use super::{Builder, SEARCHED_LINEARLY, to_u32};
use crate::report::Code;

impl Builder<'_> {
    /// Settles the children of a mapping, keys and values in turn.
    pub(super) fn mapping(&mut self, children: &[u32]) -> Content {
        let first = self.document.entries.len();
        for pair in children.chunks_exact(2) {
            if self.is_key(pair[0]) {
                self.document.entries.push(Pair {
                    key: pair[0],
                    value: pair[1],
                });
            }
        }
        let pairs = &self.document.entries[first..];
        let count = pairs.len();
        let key = |index: &u32| {
            self.document
                .scalar_text(pairs[*index as usize].key)
                .unwrap_or("")
        };
        let mut order: Vec<u32> = (0..to_u32(count)).collect();
        order.sort_by(|one, other| key(one).cmp(key(other)).then(one.cmp(other)));
        let mut first_of_run = 0;
        for at in 1..count {
            if key(&order[at]) != key(&order[first_of_run]) {
                first_of_run = at;
                continue;
            }
            let place = |index: u32| self.document.span(pairs[index as usize].key);
            self.report
                .error(
                    Code::DuplicateKey,
                    place(order[at]),
                    format!("the key `{}` is given twice", key(&order[at])),
                )
                .label(place(order[first_of_run]), "first given here");
        }
        let sorted = (count > SEARCHED_LINEARLY).then(|| {
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

    /// Whether a node can be a key; says why not.
    fn is_key(&mut self, id: u32) -> bool {
        let data = self.document.nodes[id as usize];
        let span = self.document.span(id);
        match data.content {
            Content::Scalar { plain: true, .. } if data.start == data.end => {
                self.report
                    .error(Code::ComplexKey, span, "a key is missing before `:`");
                false
            }
            Content::Scalar { plain: true, .. } if self.document.scalar_text(id) == Some("<<") => {
                self.report
                    .error(
                        Code::MergeKey,
                        span,
                        "the merge key `<<` is no part of YAML 1.2",
                    )
                    .help("write the keys out, or describe the shared part once and refer to it");
                false
            }
            Content::Scalar { .. } => true,
            Content::Sequence { .. } | Content::Mapping { .. } => {
                self.report
                    .error(
                        Code::ComplexKey,
                        span,
                        "a list or a mapping cannot be a key",
                    )
                    .help("put text that starts with `[` or `{` in quotes");
                false
            }
        }
    }
}
