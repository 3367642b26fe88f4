//! What is to be written into the documents: decided first, for all of them, because a document
//! that is being changed cannot be read.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::leaves::{Leaf, Leaves, Part};
use super::merge;
use super::merge::TOO_MANY;
use crate::documents::Composed;
use crate::documents::position::{Object, Position};
use crate::documents::referred_name;
use crate::report::{Code, Report};
use crate::source::{FileId, Span};
use crate::syntax::NodeId;
use crate::syntax::{Entry, Kind, Node};

/// Keys of schemas that are referred to rather than copied where they stand in another file.
const SCHEMAS: &[&str] = &[
    "anyOf",
    "oneOf",
    "prefixItems",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// A value that is to be written.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A schema of the documents, or any node of the document that is written.
    Node(NodeId),
    /// A scalar of another document, which is copied.
    Scalar(NodeId),
    /// A schema that is made, by its number.
    Made(usize),
    /// A reference to a schema, and the name that it is referred to by.
    Link(NodeId, String),
    /// The text of such a reference.
    LinkText(NodeId, String),
    Text(String),
    Flag(bool),
    List(Vec<Value>),
    Map(Vec<(Key, Value)>),
}

/// A key that is to be written.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The keys of a schema: set, whatever it had there before.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Where keys stand that nobody wrote.
    pub(super) at: Span,
    pub(super) entries: Vec<(Key, Value)>,
    /// Keys that are not kept.
    pub(super) dropped: Vec<&'static str>,
}

/// Everything that is to be written.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub(super) existing: BTreeMap<NodeId, Plan>,
    pub(super) made: Vec<Made>,
}

/// A schema that stands nowhere: of several schemas of one property, or of an alternative and what
/// stands beside it.
#[derive(Debug)]
pub(super) struct Made {
    /// The document that it is put into.
    pub(super) file: FileId,
    /// What it is called among the alternatives.
    pub(super) label: Option<String>,
    /// The schema that it is as one of several alternatives, which has what stands beside them.
    pub(super) stands_for: Option<NodeId>,
    /// What it is called by the schema that describes it last.
    pub(super) home: Option<String>,
    pub(super) plan: Option<Plan>,
}

/// Decides what is written.
pub(super) struct Planner<'a> {
    pub(super) leaves: Leaves<'a>,
    /// The children of parents, each with its name.
    pub(super) children: BTreeMap<NodeId, Vec<(String, NodeId)>>,
    /// What parts of schemas are a choice between, once somebody asked.
    pub(super) chosen: HashMap<NodeId, Rc<HashSet<NodeId>>>,
    pub(super) composed: Composed,
    plans: Plans,
    /// Schemas as one text each, once they were compared.
    texts: HashMap<NodeId, Rc<str>>,
    /// Made schemas by what they are made of.
    known: HashMap<(FileId, Vec<NodeId>, Vec<NodeId>), usize>,
    pending: Vec<(usize, Vec<Part>, Vec<Leaf>, Span)>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(leaves: Leaves<'a>) -> Self {
        Self {
            leaves,
            children: BTreeMap::new(),
            chosen: HashMap::new(),
            texts: HashMap::new(),
            composed: Composed::default(),
            plans: Plans::default(),
            known: HashMap::new(),
            pending: Vec::new(),
        }
    }

    /// Plans a schema of the documents.
    pub(super) fn schema(&mut self, place: NodeId, report: &mut Report) {
        let Some(node) = self.leaves.node(place) else {
            return;
        };
        let at = ["allOf", "oneOf", "anyOf", "$ref"]
            .into_iter()
            .find_map(|key| node.entry(key))
            .map_or_else(|| crate::syntax::object::head(node), |entry| entry.key_span);
        let leaves = self.leaves.of(place);
        let parts = self.leaves.parts(place);
        let task = merge::Task {
            own: Some(place),
            file: place.0,
            at,
            parts: &parts,
            leaves: leaves.to_vec(),
        };
        match merge::merge(self, task, report) {
            Ok(mut plan) => {
                if let Some(children) = self.children.get(&place) {
                    plan.entries.push((word("oneOf", at), links(children)));
                }
                self.plans.existing.insert(place, plan);
            }
            Err(why) => {
                self.composed.failed.insert(place, why);
            }
        }
    }

    /// Plans the schemas that are made, and the parents that are made of nothing else.
    pub(super) fn finish(mut self, report: &mut Report) -> (Composed, Plans) {
        while let Some((number, parts, leaves, at)) = self.pending.pop() {
            let task = merge::Task {
                own: None,
                file: self.plans.made[number].file,
                at,
                parts: &parts,
                leaves,
            };
            match merge::merge(&mut self, task, report) {
                Ok(plan) => self.plans.made[number].plan = Some(plan),
                Err(TOO_MANY) => too_many(at, report),
                Err(_) => {
                    let file = self.plans.made[number].file;
                    self.plans.made[number].plan = self.last(file, &parts, at, report);
                }
            }
        }
        for (parent, children) in &self.children {
            if self.plans.existing.contains_key(parent) {
                continue;
            }
            let Some(node) = self.leaves.node(*parent) else {
                continue;
            };
            let at = crate::syntax::object::head(node);
            self.plans.existing.insert(
                *parent,
                Plan {
                    at,
                    entries: vec![(word("oneOf", at), links(children))],
                    dropped: Vec::new(),
                },
            );
        }
        (self.composed, self.plans)
    }

    /// The last of several descriptions that contradict each other: it says the most of the whole.
    fn last(
        &mut self,
        file: FileId,
        parts: &[Part],
        at: Span,
        report: &mut Report,
    ) -> Option<Plan> {
        let part = parts.last()?;
        self.contradiction(part.place, report);
        let entries = match &part.name {
            Some(name) => vec![(
                word("$ref", at),
                Value::LinkText(part.place, name.to_string()),
            )],
            None => {
                let node = self.leaves.node(part.place)?;
                node.entries()
                    .map(|entry| self.copied_into(file, entry))
                    .collect()
            }
        };
        Some(Plan {
            at,
            entries,
            dropped: Vec::new(),
        })
    }

    /// Adds a schema that stands nowhere and is described already.
    pub(super) fn add(&mut self, file: FileId, plan: Plan) -> Value {
        self.plans.made.push(Made {
            file,
            label: None,
            stands_for: None,
            home: None,
            plan: Some(plan),
        });
        Value::Made(self.plans.made.len() - 1)
    }

    /// Plans a schema whose keys are known.
    pub(super) fn set(&mut self, place: NodeId, plan: Plan) {
        self.plans.existing.insert(place, plan);
    }

    /// Calls an alternative that stands nowhere like what it was made of.
    pub(super) fn stands_for(&mut self, value: &Value, schema: NodeId, label: Option<String>) {
        if let Value::Made(number) = value {
            let made = &mut self.plans.made[*number];
            made.label = label;
            made.stands_for = Some(schema);
        }
    }

    /// Names a schema that several hold by the one that describes it last.
    pub(super) fn name(&mut self, value: &Value, home: Option<String>) {
        let Some(home) = home else { return };
        match value {
            Value::Made(number) => {
                self.plans.made[*number].home.get_or_insert(home);
            }
            Value::Node(place) => {
                self.composed.homes.entry(*place).or_insert(home);
            }
            _ => {}
        }
    }

    /// An entry of a schema as it stands in a document, for a schema of a file.
    pub(super) fn copied_into(&mut self, file: FileId, entry: Entry<'_>) -> (Key, Value) {
        let value = self.copy(file, entry.key, entry.value);
        (word(entry.key, entry.key_span), value)
    }

    /// What a key of a schema says, for a schema of a file. Of another file it is copied, unless it
    /// is a schema, which is referred to.
    pub(super) fn copy(&mut self, file: FileId, key: &str, node: Node<'_>) -> Value {
        self.copy_of(file, key, Position::One(Object::Schema).below(key), node)
    }

    fn copy_of(&mut self, file: FileId, key: &str, position: Position, node: Node<'_>) -> Value {
        let place = node.identity();
        let is_schema = node.kind() == Kind::Mapping
            && position == Position::One(Object::Schema)
            && SCHEMAS.contains(&key);
        if place.0 == file || is_schema || !self.leaves.spend(1 + node.len()) {
            return Value::Node(place);
        }
        match node.kind() {
            Kind::Scalar => Value::Scalar(place),
            Kind::Sequence => Value::List(
                node.items()
                    .map(|item| self.copy_of(file, key, position, item))
                    .collect(),
            ),
            Kind::Mapping => {
                let mut entries = Vec::with_capacity(node.len());
                for entry in node.entries() {
                    // A reference is relative to its file.
                    let refers = match position {
                        Position::One(Object::Mapping) => true,
                        Position::One(_) => entry.key == "$ref",
                        Position::Named(_) | Position::Data => false,
                    };
                    let link = refers.then(|| self.link(entry.value)).flatten();
                    let value = link.unwrap_or_else(|| {
                        let position = position.below(entry.key);
                        self.copy_of(file, entry.key, position, entry.value)
                    });
                    entries.push((word(entry.key, entry.key_span), value));
                }
                Value::Map(entries)
            }
        }
    }

    /// A reference that means the same in every file.
    fn link(&self, reference: Node<'_>) -> Option<Value> {
        let target = self
            .leaves
            .documents
            .target(self.leaves.sources, reference)?;
        let name = referred_name(reference).unwrap_or_default();
        Some(Value::LinkText(target.identity(), name))
    }

    /// The schema of something that is described several times.
    pub(super) fn combined(
        &mut self,
        file: FileId,
        sources: &[NodeId],
        at: Span,
        report: &mut Report,
    ) -> Value {
        let distinct = self.distinct(sources);
        if let [only] = distinct[..] {
            return Value::Node(only);
        }
        let parts: Vec<Part> = distinct.iter().map(|place| self.part(*place)).collect();
        self.make(file, parts, Vec::new(), at, report)
    }

    /// A schema that stands nowhere, of parts and of what stands beside them.
    pub(super) fn make(
        &mut self,
        file: FileId,
        parts: Vec<Part>,
        beside: Vec<Leaf>,
        at: Span,
        report: &mut Report,
    ) -> Value {
        let mut leaves = beside;
        let held = leaves.iter().enumerate();
        let mut known: HashMap<NodeId, usize> = held.map(|(at, leaf)| (leaf.place, at)).collect();
        let mut is_enough = true;
        for part in &parts {
            self.leaves.settle(part.place, report);
            is_enough &= !self.leaves.are_too_many(part.place);
            for leaf in self.leaves.of(part.place).iter() {
                let at = *known.entry(leaf.place).or_insert(leaves.len());
                if let Some(known) = leaves.get_mut(at) {
                    known.stripped |= leaf.stripped;
                } else {
                    let mut leaf = leaf.clone();
                    leaf.name = leaf.name.or_else(|| part.name.clone());
                    leaves.push(leaf);
                }
            }
        }
        let mut places: Vec<NodeId> = leaves.iter().map(|leaf| leaf.place).collect();
        places.sort_unstable();
        let mut stripped: Vec<NodeId> = leaves
            .iter()
            .filter(|leaf| leaf.stripped)
            .map(|leaf| leaf.place)
            .collect();
        stripped.sort_unstable();
        if let Some(known) = self.known.get(&(file, places.clone(), stripped.clone())) {
            return Value::Made(*known);
        }
        if !is_enough || !self.leaves.spend(leaves.len()) {
            too_many(at, report);
            return Value::Flag(true);
        }
        let number = self.plans.made.len();
        self.known.insert((file, places, stripped), number);
        self.plans.made.push(Made {
            file,
            label: None,
            stands_for: None,
            home: None,
            plan: None,
        });
        self.pending.push((number, parts, leaves, at));
        Value::Made(number)
    }

    /// A schema as a part: what it refers to, where it is a reference.
    pub(super) fn part(&self, place: NodeId) -> Part {
        let reference = self
            .leaves
            .node(place)
            .filter(|node| !super::walk::has_beside_reference(*node))
            .and_then(|node| node.get("$ref"));
        reference
            .and_then(|reference| {
                let target = self
                    .leaves
                    .documents
                    .target(self.leaves.sources, reference)?;
                Some(Part {
                    place: target.identity(),
                    name: crate::documents::referred_name(reference).map(Rc::from),
                })
            })
            .unwrap_or(Part { place, name: None })
    }

    /// Reports a schema that contradicts another one of the same thing.
    fn contradiction(&self, place: NodeId, report: &mut Report) {
        let Some(node) = self.leaves.node(place) else {
            return;
        };
        report
            .error(
                Code::Ignored,
                crate::syntax::object::head(node),
                "two parts describe the same and contradict each other: only this one has a part in the code",
            )
            .help("describe it once, or acknowledge it in `bindery.yaml`");
    }

    /// Schemas without those that say the same as one before them.
    fn distinct(&mut self, sources: &[NodeId]) -> Vec<NodeId> {
        let mut places = HashSet::new();
        let mut distinct: Vec<NodeId> = sources
            .iter()
            .copied()
            .filter(|source| places.insert(*source))
            .collect();
        if distinct.len() > 1 {
            let mut texts = HashSet::new();
            // A relative reference means something else in another file.
            distinct.retain(|place| texts.insert((place.0, self.text(*place))));
        }
        distinct
    }

    /// A schema as one text.
    fn text(&mut self, place: NodeId) -> Rc<str> {
        let node = self.leaves.node(place);
        let text = self.texts.entry(place).or_insert_with(|| {
            let text = node.map(crate::syntax::canonical);
            Rc::from(text.unwrap_or_default())
        });
        Rc::clone(text)
    }
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

/// A key of our own.
pub(super) fn word(text: &str, span: Span) -> Key {
    Key {
        text: text.to_owned(),
        span,
    }
}

/// An entry as it stands in the document that is written.
pub(super) fn copied(entry: Entry<'_>) -> (Key, Value) {
    (
        word(entry.key, entry.key_span),
        Value::Node(entry.value.identity()),
    )
}

fn links(children: &[(String, NodeId)]) -> Value {
    let link = |(name, place): &(String, NodeId)| Value::Link(*place, name.clone());
    Value::List(children.iter().map(link).collect())
}
