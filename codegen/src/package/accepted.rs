//! What was accepted without anybody having looked at it, told in a few lines.

use std::collections::BTreeMap;

use crate::describe::Described;
use crate::report::Code;

/// What the code does not support, and that was accepted; by file and line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted(Vec<Acceptance>);

/// One thing that the code does not support.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acceptance {
    /// The kind of finding.
    pub code: Code,
    /// The file, as people see it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is so, in one sentence.
    pub message: String,
}

impl Accepted {
    pub(super) fn of(described: &Described) -> Self {
        let sources = &described.sources;
        let mut found: Vec<_> = described.degradations.iter().collect();
        found.sort_by_key(|one| {
            (
                sources.name(one.span.file),
                one.span,
                one.code,
                &one.message,
            )
        });
        // What several calls share is said once.
        found.dedup_by_key(|one| (one.span, one.code, &one.message));
        Self(
            found
                .into_iter()
                .map(|one| Acceptance {
                    code: one.code,
                    file: sources.name(one.span.file).to_owned(),
                    line: sources.line_column(one.span).0,
                    message: crate::report::visible(&one.message),
                })
                .collect(),
        )
    }

    /// All of it, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Acceptance> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of each kind.
    pub fn counts(&self) -> BTreeMap<Code, usize> {
        let mut counts = BTreeMap::new();
        for one in &self.0 {
            *counts.entry(one.code).or_default() += 1;
        }
        counts
    }
}

impl<'a> IntoIterator for &'a Accepted {
    type Item = &'a Acceptance;
    type IntoIter = std::slice::Iter<'a, Acceptance>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
