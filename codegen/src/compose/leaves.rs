//! The schemas that a schema is made of, however deep its parts lie.
//!
//! Each schema is taken apart once; parts that come by several ways count once. A chain of parts is
//! a stack of our own, never the program's.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::walk;
use crate::documents::{Documents, referred_name};
use crate::report::{Code, Report};
use crate::source::Sources;
use crate::syntax::Node;
use crate::syntax::NodeId;

/// A schema that others are made of: what it says itself, without its parts.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) place: NodeId,
    /// What it is called, where it was referred to.
    pub(super) name: Option<Rc<str>>,
    /// Whether its alternatives are left out: it is a part of one of them.
    pub(super) stripped: bool,
}

/// A part of a schema: the schema, and its name where it is referred to.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) place: NodeId,
    pub(super) name: Option<Rc<str>>,
}

pub(super) struct Leaves<'a> {
    pub(super) documents: &'a Documents,
    pub(super) sources: &'a Sources,
    /// Nothing for a schema that was too much, or is made of one.
    known: HashMap<NodeId, Option<Rc<[Leaf]>>>,
    open: HashSet<NodeId>,
    /// How many more leaves may be kept.
    left: usize,
}

/// How many times as many leaves there may be as nodes. Large real documents have a tenth of this
/// at most.
const MOST_GROWTH: usize = 2;

/// How many leaves any document may have.
const ALWAYS: usize = 100_000;

impl<'a> Leaves<'a> {
    pub(super) fn new(documents: &'a Documents, sources: &'a Sources, size: usize) -> Self {
        Self {
            documents,
            sources,
            known: HashMap::new(),
            open: HashSet::new(),
            left: ALWAYS.saturating_add(size.saturating_mul(MOST_GROWTH)),
        }
    }

    pub(super) fn node(&self, place: NodeId) -> Option<Node<'a>> {
        self.documents.node(place)
    }

    /// Spends some of the work that composing may be. What is too much spends nothing, so that it
    /// takes nothing from smaller schemas.
    pub(super) fn spend(&mut self, work: usize) -> bool {
        match self.left.checked_sub(work) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// What a schema is made of; nothing where that was too much.
    pub(super) fn of(&self, place: NodeId) -> Rc<[Leaf]> {
        self.known
            .get(&place)
            .cloned()
            .flatten()
            .unwrap_or_default()
    }

    /// Whether what a schema is made of was too much.
    pub(super) fn are_too_many(&self, place: NodeId) -> bool {
        self.known.get(&place).is_some_and(Option::is_none)
    }

    /// The parts of a schema: what it refers to, and what stands under `allOf`.
    pub(super) fn parts(&self, place: NodeId) -> Vec<Part> {
        let Some(node) = self.node(place) else {
            return Vec::new();
        };
        let referred = node
            .get("$ref")
            .into_iter()
            .filter_map(|it| self.target(it));
        let inline = node.get("allOf").into_iter().flat_map(|list| {
            list.items().filter_map(|item| match item.get("$ref") {
                Some(reference) if !walk::has_beside_reference(item) => self.target(reference),
                _ => Some(Part {
                    place: item.identity(),
                    name: None,
                }),
            })
        });
        referred.chain(inline).collect()
    }

    fn target(&self, reference: Node<'_>) -> Option<Part> {
        let target = self.documents.target(self.sources, reference)?;
        Some(Part {
            place: target.identity(),
            name: referred_name(reference).map(Rc::from),
        })
    }

    /// Takes a schema apart.
    pub(super) fn settle(&mut self, place: NodeId, report: &mut Report) {
        let mut pending = vec![(place, false)];
        while let Some((place, is_done)) = pending.pop() {
            if is_done {
                self.open.remove(&place);
                self.collect(place);
                continue;
            }
            if self.known.contains_key(&place) || !self.open.insert(place) {
                continue;
            }
            pending.push((place, true));
            for part in self.parts(place) {
                if self.open.contains(&part.place) {
                    self.report_cycle(place, report);
                } else {
                    pending.push((part.place, false));
                }
            }
        }
    }

    fn collect(&mut self, place: NodeId) {
        let parts = self.parts(place);
        let most = parts.iter().map(|part| self.of(part.place).len()).sum();
        let is_enough = !parts.iter().any(|part| self.are_too_many(part.place)) && self.spend(most);
        let leaves = is_enough.then(|| self.collected(place, &parts));
        self.known.insert(place, leaves.map(Rc::from));
    }

    fn collected(&self, place: NodeId, parts: &[Part]) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        let mut seen = HashSet::new();
        for part in parts {
            for leaf in self.of(part.place).iter() {
                if seen.insert(leaf.place) {
                    let mut leaf = leaf.clone();
                    leaf.name = leaf.name.or_else(|| part.name.clone());
                    leaves.push(leaf);
                }
            }
        }
        let is_reference =
            |node: Node<'_>| node.get("$ref").is_some() && !walk::has_beside_reference(node);
        if !self.node(place).is_some_and(is_reference) {
            leaves.push(Leaf {
                place,
                name: None,
                stripped: false,
            });
        }
        leaves
    }

    /// A circle of references alone is reported where types are checked.
    fn report_cycle(&self, place: NodeId, report: &mut Report) {
        let Some(entry) = self.node(place).and_then(|node| node.entry("allOf")) else {
            return;
        };
        report
            .error(
                Code::ReferenceCycle,
                entry.key_span,
                "the schema is a part of itself",
            )
            .help("take the part that leads back to it out of `allOf`")
            .assume("it is a part once");
    }
}
