//! Brings the parts of a schema together: what holds for a value is what all of them say.

use std::collections::{BTreeMap, HashSet};

use super::leaves::{Leaf, Part};
use super::plan::{Key, Plan, Planner, Value, word};
use super::{alternatives, walk};
use crate::report::Report;
use crate::source::{FileId, Span};
use crate::syntax::NodeId;
use crate::syntax::{Entry, Kind, Node};

/// A schema whose parts are to be brought together.
pub(super) struct Task<'t> {
    /// The schema, where it stands in a document.
    pub(super) own: Option<NodeId>,
    /// The document that it is put into.
    pub(super) file: FileId,
    /// Where keys stand that nobody wrote.
    pub(super) at: Span,
    /// What it is made of directly.
    pub(super) parts: &'t [Part],
    /// What it is made of in the end.
    pub(super) leaves: Vec<Leaf>,
}

/// Why parts are not one description.
pub(super) type Failure = &'static str;

/// That the whole would be far larger than the documents.
pub(super) const TOO_MANY: Failure = "has too many parts";

/// Keys that say something of the place where they stand, and nothing of the values.
const LOCAL: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "summary",
    "title",
    "xml",
];

/// Bounds of which the larger value says more, and those of which the smaller does.
const LOWER: &[&str] = &[
    "exclusiveMinimum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
];
const UPPER: &[&str] = &[
    "exclusiveMaximum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
];

/// Keys that hold for a value as soon as one part says so.
const MARKS: &[&str] = &["readOnly", "uniqueItems", "writeOnly", "x-bindery-secret"];

/// What the keys of a schema become.
pub(super) fn merge(
    planner: &mut Planner<'_>,
    mut task: Task<'_>,
    report: &mut Report,
) -> Result<Plan, Failure> {
    if task.leaves.is_empty() || !planner.leaves.spend(task.leaves.len()) {
        return Err(TOO_MANY);
    }
    let is_child = alternatives::strip(planner, &mut task);
    let nodes: Vec<(Leaf, Node<'_>)> = task
        .leaves
        .iter()
        .filter_map(|leaf| Some((leaf.clone(), planner.leaves.node(leaf.place)?)))
        .collect();
    if nodes.iter().any(|(_, node)| node.as_bool() == Some(false)) {
        return Err("has a part that no value is of");
    }
    let mut plan = Plan {
        at: task.at,
        entries: Vec::new(),
        dropped: vec!["$ref"],
    };
    let kinds = kinds(&nodes)?;
    if !is_child && let Some(whole) = whole(planner, &task, &nodes) {
        local(planner, &task, &nodes, &mut plan);
        plan.dropped.clear();
        let link = Value::LinkText(whole.place, whole.name.unwrap_or_default().to_string());
        plan.entries.push((word("$ref", task.at), link));
        return Ok(plan);
    }
    let (unions, restricting) = alternatives::of(&task, &nodes, kinds.as_deref(), report);
    // Alone they stay, where they were reported: what reads the schema knows them, too.
    if !unions.is_empty() {
        plan.dropped.extend(restricting);
    }
    let typed = typed(planner, &task, &nodes, kinds);
    if let Some(value) = typed {
        plan.entries.push((word("type", task.at), value));
        plan.dropped.push("nullable");
    }
    let mut structure = Structure::default();
    for (leaf, node) in &nodes {
        for entry in node.entries() {
            structure.add(planner, leaf, entry)?;
        }
    }
    match &unions[..] {
        [] => {}
        [union] => {
            let value = alternatives::distributed(planner, &task, &nodes, union, report)?;
            plan.entries.push((word(union.key, union.span), value));
        }
        _ => return Err("has alternatives in several of its parts"),
    }
    structure.write(planner, &task, &mut plan, report);
    local(planner, &task, &nodes, &mut plan);
    Ok(plan)
}

/// The part that says everything that all parts say of the structure, where it is a schema with a
/// name: then the schema is nothing but that one, described again.
fn whole(planner: &Planner<'_>, task: &Task<'_>, nodes: &[(Leaf, Node<'_>)]) -> Option<Part> {
    let structured = |keys: &[&str]| -> HashSet<NodeId> {
        let has = |node: &Node<'_>| keys.iter().any(|key| node.get(key).is_some());
        let nodes = nodes.iter().filter(|(_, node)| has(node));
        nodes.map(|(leaf, _)| leaf.place).collect()
    };
    let mut keys = walk::STRUCTURE.to_vec();
    keys.extend(["oneOf", "anyOf", "$dynamicRef", "not"]);
    let mut needed = structured(&keys);
    if needed.is_empty() {
        needed = structured(&["type"]);
    }
    if needed.is_empty() {
        return None;
    }
    let named = task.parts.iter().filter(|part| part.name.is_some());
    for part in named {
        let leaves = planner.leaves.of(part.place);
        let held: HashSet<NodeId> = leaves.iter().map(|leaf| leaf.place).collect();
        // What the schema is a part of in turn says nothing but the schema.
        let is_circle = task.own.is_some_and(|own| held.contains(&own));
        if !is_circle && needed.iter().all(|place| held.contains(place)) {
            return Some(part.clone());
        }
    }
    None
}

/// The names of kinds that all parts allow; nothing where none says any.
fn kinds<'d>(nodes: &[(Leaf, Node<'d>)]) -> Result<Option<Vec<&'d str>>, Failure> {
    let mut common: Option<Vec<&str>> = None;
    for (_, node) in nodes {
        let own = names(*node);
        if own.is_empty() {
            continue;
        }
        common = Some(match common {
            None => own,
            Some(known) => {
                let has = |list: &[&str], kind: &str| {
                    list.contains(&kind) || (kind == "integer" && list.contains(&"number"))
                };
                let mut both: Vec<&str> = known
                    .iter()
                    .chain(&own)
                    .copied()
                    .filter(|kind| has(&known, kind) && has(&own, kind))
                    .collect();
                let mut seen = HashSet::new();
                both.retain(|kind| seen.insert(*kind));
                if both.contains(&"integer") {
                    both.retain(|kind| *kind != "number");
                }
                both
            }
        });
    }
    match common {
        Some(kinds) if kinds.is_empty() => Err("has parts of different types"),
        other => Ok(other),
    }
}

/// The kinds of a schema, but null.
pub(super) fn names(node: Node<'_>) -> Vec<&str> {
    let Some(value) = node.get("type") else {
        return Vec::new();
    };
    let names: Vec<&str> = match value.kind() {
        Kind::Sequence => value.items().filter_map(Node::text).collect(),
        _ => value.text().into_iter().collect(),
    };
    names.into_iter().filter(|name| *name != "null").collect()
}

/// Whether a schema says that its values may be null.
fn allows_null(node: Node<'_>) -> bool {
    let is_null = |item: Node<'_>| item.text() == Some("null");
    node.get("nullable").and_then(Node::as_bool) == Some(true)
        || node
            .get("type")
            .is_some_and(|value| is_null(value) || value.items().any(is_null))
}

/// The `type` of all parts. It allows null where the schema itself does, or all of its parts do.
fn typed(
    planner: &mut Planner<'_>,
    task: &Task<'_>,
    nodes: &[(Leaf, Node<'_>)],
    kinds: Option<Vec<&str>>,
) -> Option<Value> {
    let kinds = kinds?;
    let is_own = |leaf: &Leaf| leaf.name.is_none();
    let mut said = nodes
        .iter()
        .filter(|(_, node)| node.get("type").is_some() || node.get("nullable").is_some());
    let nullable = nodes
        .iter()
        .any(|(leaf, node)| is_own(leaf) && allows_null(*node))
        || said.all(|(_, node)| allows_null(*node));
    if let ([kind], false) = (&kinds[..], nullable) {
        let same = nodes.iter().find_map(|(_, node)| {
            let value = node.get("type")?;
            (value.text() == Some(*kind)).then_some(value)
        });
        if let Some(value) = same {
            return Some(planner.copy(task.file, "type", value));
        }
    }
    let mut names: Vec<Value> = kinds
        .iter()
        .map(|kind| Value::Text((*kind).to_owned()))
        .collect();
    if nullable {
        names.push(Value::Text("null".to_owned()));
    }
    Some(Value::List(names))
}

/// Adds what the parts that stand in the schema itself say to people.
fn local(planner: &mut Planner<'_>, task: &Task<'_>, nodes: &[(Leaf, Node<'_>)], plan: &mut Plan) {
    let own = nodes.iter().find(|(leaf, _)| Some(leaf.place) == task.own);
    let has = |key: &str| own.is_some_and(|(_, node)| node.get(key).is_some());
    let said = plan.entries.iter().map(|(key, _)| key.text.as_str());
    let mut known: HashSet<&str> = said.collect();
    let mut found: Vec<(Key, Value)> = Vec::new();
    for (leaf, node) in nodes.iter().rev() {
        if leaf.name.is_some() || Some(leaf.place) == task.own {
            continue;
        }
        for entry in node.entries() {
            let of_place = LOCAL.contains(&entry.key) || entry.key.starts_with("x-");
            if of_place && !has(entry.key) && known.insert(entry.key) {
                found.push(planner.copied_into(task.file, entry));
            }
        }
    }
    plan.entries.extend(found);
}

/// What the parts say of the structure of values, key by key.
#[derive(Default)]
struct Structure<'d> {
    /// By name, in the order of the parts; each with every schema that describes it, and what the
    /// last of them is called.
    properties: Vec<(Entry<'d>, Vec<NodeId>, Option<String>)>,
    positions: BTreeMap<&'d str, usize>,
    required: Vec<Node<'d>>,
    /// Schemas of members and of further properties, of which all hold.
    inside: BTreeMap<&'d str, (Span, Vec<NodeId>)>,
    closed: Option<Entry<'d>>,
    /// That there may be further properties, without a word on what they are.
    open: Option<Entry<'d>>,
    /// The schemas of further properties by their patterns, of which all hold.
    patterns: BTreeMap<&'d str, (Entry<'d>, Vec<NodeId>)>,
    patterned: Option<Span>,
    values: Option<(Entry<'d>, Vec<Node<'d>>, bool)>,
    others: BTreeMap<&'d str, Entry<'d>>,
}

impl<'d> Structure<'d> {
    fn add(
        &mut self,
        planner: &mut Planner<'_>,
        leaf: &Leaf,
        entry: Entry<'d>,
    ) -> Result<(), Failure> {
        let value = entry.value;
        match entry.key {
            "allOf" | "$ref" | "oneOf" | "anyOf" | "type" => {}
            "properties" => {
                if !planner.leaves.spend(value.len()) {
                    return Err(TOO_MANY);
                }
                for property in value.entries() {
                    let at = *self.positions.entry(property.key).or_insert_with(|| {
                        self.properties.push((property, Vec::new(), None));
                        self.properties.len() - 1
                    });
                    self.properties[at].1.push(property.value.identity());
                    let home = leaf
                        .name
                        .as_ref()
                        .map(|name| format!("{name}_{}", property.key));
                    self.properties[at].2 = home;
                }
            }
            "required" if value.as_sequence().is_some() => {
                if !planner.leaves.spend(value.len()) {
                    return Err(TOO_MANY);
                }
                self.required.extend(value.items());
            }
            "additionalProperties" if value.as_bool() == Some(false) => self.closed = Some(entry),
            "additionalProperties" if value.as_bool() == Some(true) => self.open = Some(entry),
            "patternProperties" => {
                if !planner.leaves.spend(value.len()) {
                    return Err(TOO_MANY);
                }
                self.patterned.get_or_insert(entry.key_span);
                for pattern in value.entries() {
                    let known = self.patterns.entry(pattern.key);
                    let known = known.or_insert((pattern, Vec::new()));
                    known.1.push(pattern.value.identity());
                }
            }
            "items" | "additionalProperties" if value.kind() == Kind::Mapping => {
                let inside = self
                    .inside
                    .entry(entry.key)
                    .or_insert((entry.key_span, Vec::new()));
                inside.1.push(value.identity());
            }
            "enum" | "const" => {
                if !planner.leaves.spend(value.len()) {
                    return Err(TOO_MANY);
                }
                self.listed(entry)?;
            }
            key if LOCAL.contains(&key) || (key.starts_with("x-") && key != "x-bindery-secret") => {
            }
            key => {
                let wins = match self.others.get(key) {
                    None => true,
                    Some(known) => {
                        let (old, new) = (known.value.as_f64(), value.as_f64());
                        match (old, new) {
                            (Some(old), Some(new)) if LOWER.contains(&key) => new > old,
                            (Some(old), Some(new)) if UPPER.contains(&key) => new < old,
                            // True says more.
                            _ if MARKS.contains(&key) => known.value.as_bool() != Some(true),
                            _ => true,
                        }
                    }
                };
                if wins {
                    self.others.insert(key, entry);
                }
            }
        }
        Ok(())
    }

    /// Values are listed: those stay that every list has.
    fn listed(&mut self, entry: Entry<'d>) -> Result<(), Failure> {
        let is_const = entry.key == "const";
        let items: Vec<Node<'d>> = if is_const {
            vec![entry.value]
        } else {
            entry.value.items().collect()
        };
        self.values = Some(match self.values.take() {
            None => (entry, items, false),
            Some((_, known, _)) => {
                let texts: HashSet<String> = items
                    .iter()
                    .map(|item| crate::syntax::canonical(*item))
                    .collect();
                let both: Vec<_> = known
                    .into_iter()
                    .filter(|item| texts.contains(&crate::syntax::canonical(*item)))
                    .collect();
                if both.is_empty() {
                    return Err("has parts that list different values");
                }
                (entry, both, true)
            }
        });
        Ok(())
    }

    fn write(
        self,
        planner: &mut Planner<'_>,
        task: &Task<'_>,
        plan: &mut Plan,
        report: &mut Report,
    ) {
        if !self.properties.is_empty() {
            let mut entries = Vec::new();
            for (entry, sources, home) in self.properties {
                let value = planner.combined(task.file, &sources, entry.key_span, report);
                planner.name(&value, home);
                let key = Key {
                    text: entry.key.to_owned(),
                    span: entry.key_span,
                };
                entries.push((key, value));
            }
            plan.entries
                .push((word("properties", task.at), Value::Map(entries)));
        }
        if !self.required.is_empty() {
            let mut seen = HashSet::new();
            let names = self
                .required
                .into_iter()
                .filter(|node| node.text().is_none_or(|name| seen.insert(name)))
                .map(|node| planner.copy(task.file, "required", node));
            plan.entries
                .push((word("required", task.at), Value::List(names.collect())));
        }
        if let Some(at) = self.patterned.filter(|_| !self.patterns.is_empty()) {
            let mut entries = Vec::new();
            for (entry, sources) in self.patterns.into_values() {
                let value = planner.combined(task.file, &sources, entry.key_span, report);
                entries.push((word(entry.key, entry.key_span), value));
            }
            plan.entries
                .push((word("patternProperties", at), Value::Map(entries)));
        }
        let is_described = self.inside.contains_key("additionalProperties");
        if let Some(entry) = self.open.filter(|_| !is_described) {
            plan.entries.push(planner.copied_into(task.file, entry));
        }
        for (key, (span, sources)) in self.inside {
            let value = planner.combined(task.file, &sources, span, report);
            plan.entries.push((word(key, span), value));
        }
        if let Some(entry) = self.closed {
            plan.entries
                .retain(|(key, _)| key.text != "additionalProperties");
            plan.entries.push(planner.copied_into(task.file, entry));
        }
        if let Some((entry, items, is_both)) = self.values {
            if is_both {
                let items = items
                    .iter()
                    .map(|item| planner.copy(task.file, entry.key, *item));
                plan.dropped.push("const");
                plan.entries
                    .push((word("enum", entry.key_span), Value::List(items.collect())));
            } else {
                plan.entries.push(planner.copied_into(task.file, entry));
            }
        }
        let others = self.others.into_values();
        plan.entries
            .extend(others.map(|entry| planner.copied_into(task.file, entry)));
    }
}
