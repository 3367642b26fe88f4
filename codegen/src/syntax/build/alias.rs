//! Anchors and aliases: an alias is the same node again, limited in depth and in number.

use std::ops::Range;

use super::super::limits::{MAXIMUM_ALIASED, MAXIMUM_DEPTH, MAXIMUM_GROWTH};
use super::{Builder, EMPTY, LEAF, Measure, to_u32};
use crate::report::Code;

/// A node that aliases can name.
pub(super) struct Anchor {
    id: u32,
    /// Absent while the node is being read.
    measure: Option<Measure>,
}

impl Builder<'_> {
    /// The node that an alias names; none where reading must end.
    pub(super) fn alias(&mut self, anchor: usize, range: Range<u32>) -> Option<(u32, Measure)> {
        let span = self.place(&range);
        let Some(Anchor {
            id,
            measure: Some(measure),
        }) = self.anchors.get(&anchor)
        else {
            self.report
                .error(
                    Code::RecursiveAlias,
                    span,
                    "the alias is inside the value that it names",
                )
                .help("a value cannot hold itself: refer to it with `$ref`");
            self.unsound = true;
            return Some((self.push(range, EMPTY), LEAF));
        };
        let (id, measure) = (*id, *measure);
        self.aliases += 1;
        if to_u32(self.open.len()) + measure.height > MAXIMUM_DEPTH {
            self.too_deep(&range);
            return None;
        }
        if self
            .heaviest_alias
            .is_none_or(|(weight, _)| weight < measure.weight)
        {
            self.heaviest_alias = Some((measure.weight, span));
        }
        Some((id, measure))
    }

    /// Remembers a node that has an anchor, measured once it is complete.
    pub(super) fn anchor(&mut self, anchor: usize, id: u32, measure: Option<Measure>) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor { id, measure });
        }
    }

    /// Whether aliases make far more values than the file holds; says so.
    pub(super) fn is_bomb(&mut self, root: u32, measure: Measure) -> bool {
        let written = self.document.nodes.len() as u64 + self.aliases;
        let allowed = written + MAXIMUM_ALIASED.min(written * MAXIMUM_GROWTH);
        if measure.weight > allowed {
            let (_, span) = self.heaviest_alias.unwrap_or((0, self.document.span(root)));
            self.report
                .error(
                    Code::AliasBomb,
                    span,
                    format!("aliases make more than {allowed} values of {written}"),
                )
                .help(
                    "describe shared parts once under `components` and refer to them with `$ref`",
                );
            return true;
        }
        false
    }
}
