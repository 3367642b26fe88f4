//! Mappings: what can be a key, what is merged, and which keys are duplicates.

use super::super::document::{Content, Pair};
use super::{Builder, SEARCHED_LINEARLY, to_u32};
use crate::report::Code;

impl Builder<'_> {
    /// Settles the children of a mapping, keys and values in turn; none where reading must end.
    pub(super) fn mapping(&mut self, children: &[u32]) -> Option<Content> {
        let mut written = Vec::with_capacity(children.len() / 2);
        let mut merges = false;
        for pair in children.chunks_exact(2) {
            let (key, value) = (pair[0], pair[1]);
            if self.is_key(key) {
                merges |= self.is_merge_key(key);
                written.push(Pair { key, value });
            }
        }
        if merges {
            written = self.merged(&written)?;
        }
        let first = self.document.entries.len();
        self.document.entries.extend(written);
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
        Some(Content::Mapping {
            first: to_u32(first),
            count: to_u32(count),
            sorted,
        })
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
