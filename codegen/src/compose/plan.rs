//! What each schema becomes. Decided for all schemas first, because each is read as it is written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::leaves::{Leaf, Leaves, Part};
use super::merge;
use super::merge::TOO_MANY;
use crate::keywords::Keyword;
use crate::report::{Code, Report};
use crate::schemas::{Composed, Reference, Said, Schema, SchemaId, Value};
use crate::source::Span;

/// The keywords of a schema: set, whatever it had there before.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan<'d> {
    pub(super) says: Vec<Said<'d>>,
    /// Keywords that are not kept.
    pub(super) dropped: Vec<Keyword>,
}

impl<'d> Plan<'d> {
    pub(super) fn says(&mut self, said: Said<'d>) {
        self.says.push(said);
    }

    /// What a schema says then.
    fn applied(self, schema: &Schema<'d>) -> Vec<Said<'d>> {
        let own = schema.says.iter().filter(|said| {
            said.keyword
                .is_none_or(|keyword| !self.dropped.contains(&keyword))
        });
        let mut says: Vec<_> = own.cloned().collect();
        let held = says.iter().enumerate();
        let mut places: HashMap<_, _> = held.map(|(at, said)| (said.key, at)).collect();
        for said in self.says {
            let at = *places.entry(said.key).or_insert(says.len());
            match says.get_mut(at) {
                Some(known) => {
                    *known = Said {
                        span: known.span,
                        ..said
                    }
                }
                None => says.push(said),
            }
        }
        says
    }
}

/// What made schemas are made of: the leaves, and those of them that lose their alternatives.
type Ingredients = (Vec<SchemaId>, Vec<SchemaId>);

/// A made schema whose keywords are still to be found out.
struct Pending {
    made: usize,
    parts: Vec<Part>,
    leaves: Vec<Leaf>,
    at: Span,
}

/// Decides what schemas become.
pub(super) struct Planner<'a, 'd> {
    pub(super) leaves: Leaves<'a, 'd>,
    /// The children of parents, each with its name.
    pub(super) children: BTreeMap<SchemaId, Vec<(Rc<str>, SchemaId)>>,
    /// What parts of schemas are a choice between, once somebody asked.
    pub(super) chosen: HashMap<SchemaId, Rc<HashSet<SchemaId>>>,
    /// Schemas whose parts could not be brought together, and why.
    pub(super) failed: HashMap<SchemaId, merge::Failure>,
    /// What schemas are called by those that describe them.
    homes: HashMap<SchemaId, Rc<str>>,
    plans: BTreeMap<SchemaId, Plan<'d>>,
    /// Schemas that stand nowhere: of several schemas of one property, or of an alternative and what
    /// stands beside it.
    made: Vec<Schema<'d>>,
    /// How many schemas there were before.
    written: usize,
    /// Schemas as one text each, once they were compared.
    texts: HashMap<SchemaId, Rc<str>>,
    known: HashMap<Ingredients, SchemaId>,
    pending: Vec<Pending>,
}

impl<'a, 'd> Planner<'a, 'd> {
    pub(super) fn new(leaves: Leaves<'a, 'd>) -> Self {
        Self {
            written: leaves.schemas.ids().len(),
            leaves,
            children: BTreeMap::new(),
            chosen: HashMap::new(),
            failed: HashMap::new(),
            homes: HashMap::new(),
            plans: BTreeMap::new(),
            made: Vec::new(),
            texts: HashMap::new(),
            known: HashMap::new(),
            pending: Vec::new(),
        }
    }

    /// Plans a schema of the documents.
    pub(super) fn schema(&mut self, id: SchemaId, report: &mut Report) {
        let schema = self.leaves.schemas.get(id);
        let keywords = [
            Keyword::AllOf,
            Keyword::OneOf,
            Keyword::AnyOf,
            Keyword::Reference,
        ];
        let composing = keywords
            .into_iter()
            .find_map(|keyword| schema.said(keyword));
        let Some(composing) = composing else { return };
        let leaves = self.leaves.of(id);
        let parts = self.leaves.parts(id);
        let task = merge::Task {
            own: Some(id),
            at: composing.span,
            node: composing.node,
            parts: &parts,
            leaves: leaves.to_vec(),
        };
        let (at, node) = (composing.span, composing.node);
        match merge::merge(self, task, report) {
            Ok(mut plan) => {
                if self.children.contains_key(&id) {
                    let children = self.links(id);
                    plan.says(Said::of(Keyword::OneOf, at, node, children));
                }
                self.plans.insert(id, plan);
            }
            Err(why) => {
                self.failed.insert(id, why);
            }
        }
    }

    /// Plans the schemas that are made, and the parents that are made of nothing else: the schemas
    /// that are replaced, and those that are new.
    pub(super) fn finish(
        mut self,
        report: &mut Report,
    ) -> (Vec<(SchemaId, Schema<'d>)>, Vec<Schema<'d>>) {
        while let Some(Pending {
            made,
            parts,
            leaves,
            at,
        }) = self.pending.pop()
        {
            let first = leaves
                .first()
                .map(|leaf| self.leaves.schemas.get(leaf.schema));
            let node = first.and_then(|first| Some(first.says.first()?.node));
            let task = node.map(|node| merge::Task {
                own: None,
                at,
                node,
                parts: &parts,
                leaves,
            });
            // Of parts that say nothing it says nothing.
            let Some(task) = task else { continue };
            match merge::merge(&mut self, task, report) {
                Ok(plan) => self.made[made].says = plan.says,
                Err(TOO_MANY) => too_many(at, report),
                Err(_) => self.made[made].says = self.last(&parts, at, report),
            }
        }
        for parent in self.children.keys().copied().collect::<Vec<_>>() {
            if self.plans.contains_key(&parent) {
                continue;
            }
            let schema = self.leaves.schemas.get(parent);
            let Some(node) = schema.data(Keyword::Discriminator) else {
                continue;
            };
            let children = self.links(parent);
            let mut plan = Plan::default();
            plan.says(Said::of(Keyword::OneOf, schema.head(), node, children));
            self.plans.insert(parent, plan);
        }
        self.written()
    }

    /// Everything that was planned, as schemas.
    fn written(mut self) -> (Vec<(SchemaId, Schema<'d>)>, Vec<Schema<'d>>) {
        let schemas = self.leaves.schemas;
        let plans = self.plans.keys().chain(self.failed.keys());
        let mut changed: HashSet<SchemaId> = plans.chain(self.homes.keys()).copied().collect();
        changed.retain(|id| id.index() < self.written);
        let replaced = changed.into_iter().map(|id| {
            let mut schema = schemas.get(id).clone();
            if let Some(plan) = self.plans.remove(&id) {
                schema.says = plan.applied(&schema);
            }
            let composed = Composed {
                home: self.homes.remove(&id),
                failure: self.failed.get(&id).copied(),
                ..Composed::default()
            };
            schema.composed = Some(Box::new(composed));
            (id, schema)
        });
        let replaced = replaced.collect();
        (replaced, self.made)
    }

    /// The last of several descriptions that contradict each other: it says the most of the whole.
    fn last(&mut self, parts: &[Part], at: Span, report: &mut Report) -> Vec<Said<'d>> {
        let Some(part) = parts.last() else {
            return Vec::new();
        };
        let schema = self.leaves.schemas.get(part.schema);
        report
            .error(
                Code::Ignored,
                schema.head(),
                "two parts describe the same and contradict each other: only this one has a part in the code",
            )
            .help("describe it once, or acknowledge it in `bindery.yaml`");
        match (&part.name, schema.written) {
            (Some(_), Some(node)) => vec![reference(part, at, node)],
            _ => schema.says.clone(),
        }
    }

    /// Adds a schema that stands nowhere and is described already.
    pub(super) fn add(&mut self, schema: Schema<'d>) -> SchemaId {
        self.made.push(schema);
        SchemaId::of_index(self.written + self.made.len() - 1)
    }

    /// Plans a schema whose keywords are known.
    pub(super) fn set(&mut self, id: SchemaId, plan: Plan<'d>) {
        self.plans.insert(id, plan);
    }

    /// What is known of a schema that stands nowhere.
    fn made(&mut self, id: SchemaId) -> Option<&mut Composed> {
        let made = self.made.get_mut(id.index().checked_sub(self.written)?)?;
        Some(made.composed.get_or_insert_default())
    }

    /// Calls an alternative that stands nowhere like what it was made of.
    pub(super) fn stands_for(
        &mut self,
        id: SchemaId,
        alternative: SchemaId,
        label: Option<Rc<str>>,
    ) {
        if let Some(made) = self.made(id) {
            made.label = label;
            made.alternative = Some(alternative);
        }
    }

    /// Names a schema that several hold by the one that describes it last.
    pub(super) fn name(&mut self, id: SchemaId, home: Option<Rc<str>>) {
        let Some(home) = home else { return };
        match self.made(id) {
            Some(made) => {
                made.home.get_or_insert(home);
            }
            None => {
                self.homes.entry(id).or_insert(home);
            }
        }
    }

    /// The children of a parent, as alternatives.
    fn links(&mut self, parent: SchemaId) -> Value<'d> {
        let children = self.children.get(&parent).cloned().unwrap_or_default();
        let links = children.into_iter().map(|(name, schema)| {
            let child = self.leaves.schemas.get(schema);
            let part = Part {
                schema,
                name: Some(name),
            };
            let says = child
                .written
                .map(|node| reference(&part, child.head(), node));
            self.add(Schema::made(child.head(), says.into_iter().collect()))
        });
        Value::Schemas(links.collect())
    }

    /// The schema of something that is described several times.
    pub(super) fn combined(
        &mut self,
        sources: &[SchemaId],
        at: Span,
        report: &mut Report,
    ) -> SchemaId {
        let distinct = self.distinct(sources);
        if let [only] = distinct[..] {
            return only;
        }
        let parts = distinct.iter().map(|id| self.leaves.part(*id)).collect();
        self.make(parts, Vec::new(), at, report)
    }

    /// A schema that stands nowhere, of parts and of what stands beside them.
    pub(super) fn make(
        &mut self,
        parts: Vec<Part>,
        beside: Vec<Leaf>,
        at: Span,
        report: &mut Report,
    ) -> SchemaId {
        let mut leaves = beside;
        let held = leaves.iter().enumerate();
        let mut known: HashMap<_, _> = held.map(|(at, leaf)| (leaf.schema, at)).collect();
        let mut is_enough = true;
        for part in &parts {
            self.leaves.take_apart(part.schema, report);
            is_enough &= !self.leaves.are_too_many(part.schema);
            for leaf in self.leaves.of(part.schema).iter() {
                let at = *known.entry(leaf.schema).or_insert(leaves.len());
                if let Some(known) = leaves.get_mut(at) {
                    known.stripped |= leaf.stripped;
                } else {
                    let mut leaf = leaf.clone();
                    leaf.name = leaf.name.or_else(|| part.name.clone());
                    leaves.push(leaf);
                }
            }
        }
        let sorted = |only_stripped: bool| {
            let leaves = leaves.iter().filter(|leaf| leaf.stripped || !only_stripped);
            let mut schemas: Vec<_> = leaves.map(|leaf| leaf.schema).collect();
            schemas.sort_unstable();
            schemas
        };
        let ingredients = (sorted(false), sorted(true));
        if let Some(known) = self.known.get(&ingredients) {
            return *known;
        }
        let id = self.add(Schema::made(at, Vec::new()));
        if !is_enough || !self.leaves.spend(leaves.len()) {
            too_many(at, report);
            return id;
        }
        self.known.insert(ingredients, id);
        self.pending.push(Pending {
            made: self.made.len() - 1,
            parts,
            leaves,
            at,
        });
        id
    }

    /// Schemas without those that say the same as one before them.
    fn distinct(&mut self, sources: &[SchemaId]) -> Vec<SchemaId> {
        let mut ids = HashSet::new();
        let mut distinct: Vec<SchemaId> = sources
            .iter()
            .copied()
            .filter(|source| ids.insert(*source))
            .collect();
        if distinct.len() > 1 {
            let mut texts = HashSet::new();
            // A relative reference means something else in another file.
            distinct.retain(|id| {
                let file = self.leaves.schemas.get(*id).at.file;
                texts.insert((file, self.text(*id)))
            });
        }
        distinct
    }

    /// A schema as one text.
    fn text(&mut self, id: SchemaId) -> Rc<str> {
        let written = self.leaves.schemas.get(id).written;
        let text = self.texts.entry(id).or_insert_with(|| {
            let text = written.map(crate::syntax::canonical);
            Rc::from(text.unwrap_or_default())
        });
        Rc::clone(text)
    }
}

/// The keyword that refers to a part.
pub(super) fn reference<'d>(part: &Part, at: Span, node: crate::syntax::Node<'d>) -> Said<'d> {
    let reference = Reference {
        target: Some(part.schema),
        name: part.name.clone(),
    };
    Said::of(Keyword::Reference, at, node, Value::Reference(reference))
}

/// Reports something that no schema of its own describes and that would be far larger than the
/// documents.
fn too_many(at: Span, report: &mut Report) {
    report
        .error(
            Code::Widened,
            at,
            format!("what is described here {TOO_MANY}: it becomes any JSON"),
        )
        .help("describe it with fewer, or acknowledge it in `bindery.yaml`");
}
