//! The parts of a schema, at any depth.
//!
//! Each schema is taken apart once; a part that is reached in several ways counts once. Recursion
//! uses an explicit stack.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::walk;
use crate::keywords::Keyword;
use crate::report::{Code, Report};
use crate::schemas::{Schema, SchemaId, Schemas};

/// A schema that others are made of: what it says itself, without its parts.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) schema: SchemaId,
    /// What it is called, where it was referred to.
    pub(super) name: Option<Rc<str>>,
    /// Whether its alternatives are left out: it is a part of one of them.
    pub(super) stripped: bool,
}

/// A part of a schema: the schema, and its name where it is referred to.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) schema: SchemaId,
    pub(super) name: Option<Rc<str>>,
}

pub(super) struct Leaves<'a, 'd> {
    pub(super) schemas: &'a Schemas<'d>,
    /// Nothing for a schema that was too much, or is made of one.
    known: HashMap<SchemaId, Option<Rc<[Leaf]>>>,
    open: HashSet<SchemaId>,
    /// How many more leaves may be kept.
    left: usize,
}

/// How many times as many leaves there may be as nodes. Large real documents have a tenth of this
/// at most.
const MOST_GROWTH: usize = 2;

/// How many leaves any document may have.
const ALWAYS: usize = 100_000;

impl<'a, 'd> Leaves<'a, 'd> {
    /// `size` is that of the documents, in nodes.
    pub(super) fn new(schemas: &'a Schemas<'d>, size: usize) -> Self {
        Self {
            schemas,
            known: HashMap::new(),
            open: HashSet::new(),
            left: ALWAYS.saturating_add(size.saturating_mul(MOST_GROWTH)),
        }
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
    pub(super) fn of(&self, schema: SchemaId) -> Rc<[Leaf]> {
        let known = self.known.get(&schema);
        known.cloned().flatten().unwrap_or_default()
    }

    /// Whether what a schema is made of was too much.
    pub(super) fn are_too_many(&self, schema: SchemaId) -> bool {
        self.known.get(&schema).is_some_and(Option::is_none)
    }

    /// The parts of a schema: what it refers to, and what stands under `allOf`.
    pub(super) fn parts(&self, schema: SchemaId) -> Vec<Part> {
        let schema = self.schemas.get(schema);
        let own = referred(schema).into_iter();
        let inline = schema.schemas(Keyword::AllOf).iter();
        let inline = inline.filter_map(|part| {
            let own = self.schemas.get(*part);
            if own.has(Keyword::Reference) && !walk::has_beside_reference(own) {
                return referred(own);
            }
            Some(Part {
                schema: *part,
                name: None,
            })
        });
        own.chain(inline).collect()
    }

    /// A schema as a part: what it refers to, where it is a reference.
    pub(super) fn part(&self, schema: SchemaId) -> Part {
        let own = self.schemas.get(schema);
        let referred = referred(own).filter(|_| !walk::has_beside_reference(own));
        referred.unwrap_or(Part { schema, name: None })
    }

    /// Takes a schema apart.
    pub(super) fn take_apart(&mut self, schema: SchemaId, report: &mut Report) {
        let mut pending = vec![(schema, false)];
        while let Some((schema, is_done)) = pending.pop() {
            if is_done {
                self.open.remove(&schema);
                self.collect(schema);
                continue;
            }
            if self.known.contains_key(&schema) || !self.open.insert(schema) {
                continue;
            }
            pending.push((schema, true));
            for part in self.parts(schema) {
                if self.open.contains(&part.schema) {
                    self.report_cycle(schema, report);
                } else {
                    pending.push((part.schema, false));
                }
            }
        }
    }

    fn collect(&mut self, schema: SchemaId) {
        let parts = self.parts(schema);
        let most = parts.iter().map(|part| self.of(part.schema).len()).sum();
        let is_enough =
            !parts.iter().any(|part| self.are_too_many(part.schema)) && self.spend(most);
        let leaves = is_enough.then(|| self.collected(schema, &parts));
        self.known.insert(schema, leaves.map(Rc::from));
    }

    fn collected(&self, schema: SchemaId, parts: &[Part]) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        let mut seen = HashSet::new();
        for part in parts {
            for leaf in self.of(part.schema).iter() {
                if seen.insert(leaf.schema) {
                    let mut leaf = leaf.clone();
                    leaf.name = leaf.name.or_else(|| part.name.clone());
                    leaves.push(leaf);
                }
            }
        }
        let own = self.schemas.get(schema);
        if !own.has(Keyword::Reference) || walk::has_beside_reference(own) {
            leaves.push(Leaf {
                schema,
                name: None,
                stripped: false,
            });
        }
        leaves
    }

    /// A circle of references alone is reported where types are checked.
    fn report_cycle(&self, schema: SchemaId, report: &mut Report) {
        let Some(said) = self.schemas.get(schema).said(Keyword::AllOf) else {
            return;
        };
        report
            .error(
                Code::ReferenceCycle,
                said.span,
                "the schema is a part of itself",
            )
            .help("take the part that leads back to it out of `allOf`")
            .assume("it is a part once");
    }
}

/// What a schema refers to.
fn referred(schema: &Schema<'_>) -> Option<Part> {
    let reference = schema.reference()?;
    Some(Part {
        schema: reference.target?,
        name: reference.name.clone(),
    })
}
