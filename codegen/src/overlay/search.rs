//! Finds the matches of a target, with an explicit stack instead of recursion.
//!
//! A query is evaluated one node at a time, depth first, so that memory is needed only for the
//! matches, and a test stops at the first node that passes it. Every visited node is counted.

use std::collections::BTreeSet;

use super::budget::{Budget, Exhausted, MAXIMUM_MATCHES};
use super::filter::Expressions;
use super::query::{Query, Segment, Selector};
use crate::syntax::{Kind, Node};

/// The positions of a place in its collections, from the root on.
pub(super) type Path = Vec<u32>;

/// What is done with a node that a query names; false to stop.
pub(super) type Visit<'v, 'd> = dyn FnMut(Node<'d>, &[u32]) -> bool + 'v;

/// A search in one document.
pub(super) struct Search<'d, 'b> {
    pub(super) root: Node<'d>,
    pub(super) budget: &'b mut Budget,
    pub(super) expressions: Expressions,
}

/// The places that a query names, each once, in the order of the document.
pub(super) fn search(
    root: Node<'_>,
    query: &Query,
    budget: &mut Budget,
) -> Result<BTreeSet<Path>, Exhausted> {
    let mut found = BTreeSet::new();
    let mut search = Search {
        root,
        budget,
        expressions: Expressions::default(),
    };
    let finished = search.follow(root, &query.segments, &mut Vec::new(), &mut |_, path| {
        found.insert(path.to_vec());
        found.len() <= MAXIMUM_MATCHES
    })?;
    if finished { Ok(found) } else { Err(Exhausted) }
}

impl<'d> Search<'d, '_> {
    /// Visits what a query names below a node; whether it went to the end.
    pub(super) fn follow(
        &mut self,
        node: Node<'d>,
        query: &[Segment],
        path: &mut Path,
        visit: &mut Visit<'_, 'd>,
    ) -> Result<bool, Exhausted> {
        self.budget.spend(1)?;
        let Some((segment, rest)) = query.split_first() else {
            return Ok(visit(node, path));
        };
        if segment.descends {
            return self.descend(node, segment, rest, path, visit);
        }
        self.select_all(node, segment, rest, path, visit)
    }

    /// Follows a segment from a node and from everything below it.
    fn descend(
        &mut self,
        node: Node<'d>,
        segment: &Segment,
        rest: &[Segment],
        path: &mut Path,
        visit: &mut Visit<'_, 'd>,
    ) -> Result<bool, Exhausted> {
        self.budget.spend(1)?;
        if !self.select_all(node, segment, rest, path, visit)? {
            return Ok(false);
        }
        for (position, child) in children(node) {
            path.push(position);
            let goes_on = self.descend(child, segment, rest, path, visit)?;
            path.pop();
            if !goes_on {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn select_all(
        &mut self,
        node: Node<'d>,
        segment: &Segment,
        rest: &[Segment],
        path: &mut Path,
        visit: &mut Visit<'_, 'd>,
    ) -> Result<bool, Exhausted> {
        for selector in &segment.selectors {
            if !self.select(node, selector, rest, path, visit)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn select(
        &mut self,
        node: Node<'d>,
        selector: &Selector,
        rest: &[Segment],
        path: &mut Path,
        visit: &mut Visit<'_, 'd>,
    ) -> Result<bool, Exhausted> {
        let mut step = |search: &mut Self, position: u32, child: Node<'d>| {
            path.push(position);
            let goes_on = search.follow(child, rest, path, visit);
            path.pop();
            goes_on
        };
        match selector {
            Selector::Name(name) => match node.position(name).and_then(|at| child(node, at)) {
                Some((position, child)) => step(self, position, child),
                None => Ok(true),
            },
            Selector::Index(index) => match place(*index, node).and_then(|at| child(node, at)) {
                Some((position, child)) => step(self, position, child),
                None => Ok(true),
            },
            Selector::Wildcard => {
                for (position, child) in children(node) {
                    if !step(self, position, child)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Selector::Slice {
                start,
                end,
                step: by,
            } => {
                for at in slice(node, *start, *end, *by) {
                    if let Some((position, child)) = child(node, at)
                        && !step(self, position, child)?
                    {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Selector::Filter(filter) => {
                for (position, child) in children(node) {
                    if self.passes(child, filter)? && !step(self, position, child)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        }
    }
}

/// The children of a node with their positions.
fn children<'d>(node: Node<'d>) -> impl Iterator<Item = (u32, Node<'d>)> {
    let values = node.entries().map(|entry| entry.value);
    (0..).zip(values.chain(node.items()))
}

/// The child at a position.
pub(super) fn child(node: Node<'_>, at: usize) -> Option<(u32, Node<'_>)> {
    let found = match node.kind() {
        Kind::Mapping => node.entries().nth(at).map(|entry| entry.value),
        Kind::Sequence => node.items().nth(at),
        Kind::Scalar => None,
    };
    Some((u32::try_from(at).ok()?, found?))
}

/// The position of an index of a list; one below zero counts from the end.
pub(super) fn place(index: i64, node: Node<'_>) -> Option<usize> {
    let length = node.as_sequence()?.len();
    let index = if index < 0 {
        index.checked_add(i64::try_from(length).ok()?)?
    } else {
        index
    };
    usize::try_from(index).ok().filter(|index| *index < length)
}

/// The positions of a slice, in its order.
fn slice(node: Node<'_>, start: Option<i64>, end: Option<i64>, by: i64) -> Vec<usize> {
    let Some(list) = node.as_sequence() else {
        return Vec::new();
    };
    let length = i64::try_from(list.len()).unwrap_or(i64::MAX);
    if by == 0 {
        return Vec::new();
    }
    let normal = |index: i64| {
        if index < 0 {
            index.saturating_add(length)
        } else {
            index
        }
    };
    let (lower, upper) = if by > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let bound = |index: i64| normal(index).clamp(lower, upper);
    let (mut at, end) = if by > 0 {
        (start.map_or(0, bound), end.map_or(length, bound))
    } else {
        (start.map_or(length - 1, bound), end.map_or(-1, bound))
    };
    let mut found = Vec::new();
    while if by > 0 { at < end } else { at > end } {
        found.extend(usize::try_from(at));
        at = at.saturating_add(by);
    }
    found
}
