//! Merges the parts of a schema: a value has to match all of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::leaves::{Leaf, Part};
use super::plan::{Plan, Planner, reference};
use super::{alternatives, kinds, walk};
use crate::keywords::{Keyword, Merge, Role};
use crate::report::{Code, Report};
use crate::schemas::{Named, Said, Schema, SchemaId, Value};
use crate::source::Span;
use crate::syntax::{Node, canonical, number};

/// A schema whose parts are to be brought together.
pub(super) struct Task<'t, 'd> {
    /// The schema, where it stands in a document.
    pub(super) own: Option<SchemaId>,
    /// Where keywords stand that nobody wrote, and what they are taken from.
    pub(super) at: Span,
    pub(super) node: Node<'d>,
    /// What it is made of directly.
    pub(super) parts: &'t [Part],
    /// What it is made of in the end.
    pub(super) leaves: Vec<Leaf>,
}

/// Why parts are not one description.
pub(super) type Failure = &'static str;

/// That the whole would be far larger than the documents.
pub(super) const TOO_MANY: Failure = "has too many parts";

/// A schema that another one is made of.
pub(super) type Ingredient<'a, 'd> = (Leaf, &'a Schema<'d>);

/// What the keywords of a schema become.
pub(super) fn merge<'d>(
    planner: &mut Planner<'_, 'd>,
    mut task: Task<'_, 'd>,
    report: &mut Report,
) -> Result<Plan<'d>, Failure> {
    if task.leaves.is_empty() || !planner.leaves.spend(task.leaves.len()) {
        return Err(TOO_MANY);
    }
    let is_child = alternatives::strip(planner, &mut task);
    let schemas = planner.leaves.schemas;
    let leaves = task.leaves.iter().cloned();
    let all: Vec<Ingredient<'_, 'd>> = leaves
        .map(|leaf| {
            let schema = schemas.get(leaf.schema);
            (leaf, schema)
        })
        .collect();
    if all
        .iter()
        .any(|(_, schema)| schema.as_bool() == Some(false))
    {
        return Err("has a part that no value is of");
    }
    let mut plan = Plan::default();
    let kinds = types(&all)?;
    if !is_child && let Some(whole) = whole(planner, &task, &all) {
        local(&task, &all, &mut plan);
        plan.says(reference(&whole, task.at, task.node));
        return Ok(plan);
    }
    plan.dropped.push(Keyword::Reference);
    let (unions, restricting) = alternatives::of(planner, &task, &all, kinds.as_deref(), report);
    // Alone they stay, where they were reported: what reads the schema knows them, too.
    if !unions.is_empty() {
        plan.dropped.extend(restricting);
    }
    if let Some(said) = typed(&task, &all, kinds) {
        plan.says(said);
        plan.dropped.push(Keyword::Nullable);
    }
    let mut structure = Structure::default();
    for (leaf, schema) in &all {
        for said in &schema.says {
            structure.add(planner, leaf, said)?;
        }
    }
    match &unions[..] {
        [] => {}
        [union] => {
            let members = alternatives::distributed(planner, &task, &all, union, report)?;
            let said = union.said.clone();
            plan.says(Said {
                value: Value::Schemas(members),
                ..said
            });
        }
        _ => return Err("has alternatives in several of its parts"),
    }
    structure.write(planner, &task, &mut plan, report);
    local(&task, &all, &mut plan);
    Ok(plan)
}

/// The part that says everything that all parts say of the structure, where it is a schema with a
/// name: then the schema is nothing but that one, described again.
fn whole(
    planner: &Planner<'_, '_>,
    task: &Task<'_, '_>,
    all: &[Ingredient<'_, '_>],
) -> Option<Part> {
    const CHOOSING: &[Keyword] = &[
        Keyword::OneOf,
        Keyword::AnyOf,
        Keyword::DynamicReference,
        Keyword::Not,
    ];
    let that = |says: fn(&Schema<'_>) -> bool| -> HashSet<SchemaId> {
        let all = all.iter().filter(|(_, schema)| says(schema));
        all.map(|(leaf, _)| leaf.schema).collect()
    };
    let mut needed = that(|schema| walk::is_structured(schema) || schema.has_any(CHOOSING));
    if needed.is_empty() {
        needed = that(|schema| schema.has(Keyword::Type));
    }
    if needed.is_empty() {
        return None;
    }
    let named = task.parts.iter().filter(|part| part.name.is_some());
    for part in named {
        let leaves = planner.leaves.of(part.schema);
        let held: HashSet<SchemaId> = leaves.iter().map(|leaf| leaf.schema).collect();
        // What the schema is a part of in turn says nothing but the schema.
        let is_circle = task.own.is_some_and(|own| held.contains(&own));
        if !is_circle && needed.iter().all(|schema| held.contains(schema)) {
            return Some(part.clone());
        }
    }
    None
}

/// The types that all parts allow, but null; nothing where none names any.
fn types<'d>(all: &[Ingredient<'_, 'd>]) -> Result<Option<Vec<Node<'d>>>, Failure> {
    let mut common: Option<Vec<Node<'d>>> = None;
    let mut is_null_alone = false;
    for (_, schema) in all {
        let own = kinds::names(schema);
        if own.is_empty() {
            is_null_alone |= schema.types().contains(&"null");
            continue;
        }
        common = Some(match common {
            None => own,
            Some(known) => {
                let has = |list: &[Node<'_>], name: &str| {
                    list.iter().any(|node| {
                        node.text() == Some(name)
                            || (name == "integer" && node.text() == Some("number"))
                    })
                };
                let mut seen = HashSet::new();
                let mut both: Vec<_> = known.iter().chain(&own).copied().collect();
                both.retain(|node| {
                    let name = node.text().unwrap_or_default();
                    has(&known, name) && has(&own, name) && seen.insert(name)
                });
                if seen.contains("integer") {
                    both.retain(|node| node.text() != Some("number"));
                }
                both
            }
        });
    }
    match common {
        Some(types) if types.is_empty() || is_null_alone => Err("has parts of different types"),
        other => Ok(other),
    }
}

/// Whether a schema says that its values may be null.
fn allows_null(schema: &Schema<'_>) -> bool {
    schema.is(Keyword::Nullable) || schema.types().contains(&"null")
}

/// The `type` of all parts. It allows null where the schema itself does, or all of its parts do.
fn typed<'d>(
    task: &Task<'_, 'd>,
    all: &[Ingredient<'_, 'd>],
    types: Option<Vec<Node<'d>>>,
) -> Option<Said<'d>> {
    let Some(names) = types else {
        // Of types without a name that is not null only null alone is left.
        let null = all
            .iter()
            .find_map(|(_, schema)| schema.said(Keyword::Type))?;
        return Some(Said::of(
            Keyword::Type,
            task.at,
            null.node,
            null.value.clone(),
        ));
    };
    let own = all.iter().filter(|(leaf, _)| leaf.name.is_none());
    let mut said = all
        .iter()
        .filter(|(_, schema)| schema.has_any(&[Keyword::Type, Keyword::Nullable]));
    let or_null = own.map(|(_, schema)| schema).any(|own| allows_null(own))
        || said.all(|(_, schema)| allows_null(schema));
    let node = *names.first()?;
    let types = Value::Types { names, or_null };
    Some(Said::of(Keyword::Type, task.at, node, types))
}

/// Whether a keyword says something of the place where it stands, and nothing of the values.
fn is_local(said: &Said<'_>) -> bool {
    match said.keyword {
        Some(keyword) => keyword.row().merge == Merge::Local,
        None => said.key.starts_with("x-"),
    }
}

/// Adds what the parts that stand in the schema itself say to people.
fn local<'d>(task: &Task<'_, 'd>, all: &[Ingredient<'_, 'd>], plan: &mut Plan<'d>) {
    let own = all.iter().find(|(leaf, _)| Some(leaf.schema) == task.own);
    let own = own.into_iter().flat_map(|(_, own)| &own.says);
    let mut known: HashSet<&str> = own.chain(&plan.says).map(|said| said.key).collect();
    let mut found = Vec::new();
    for (leaf, schema) in all.iter().rev() {
        if leaf.name.is_none() && Some(leaf.schema) != task.own {
            // Without its alternatives a part has nothing to tell apart.
            let tells =
                |said: &&Said<'_>| !leaf.stripped || said.keyword != Some(Keyword::Discriminator);
            let local = schema.says.iter().filter(|said| is_local(said));
            let local = local.filter(tells);
            found.extend(local.filter(|said| known.insert(said.key)).cloned());
        }
    }
    plan.says.extend(found);
}

/// A property with every schema that describes it, and what the last of them is called.
type Described<'d> = (Named<'d>, Vec<SchemaId>, Option<Rc<str>>);

/// What the parts say of the structure of values, keyword by keyword.
#[derive(Default)]
struct Structure<'d> {
    /// By name, in the order of the parts.
    properties: Vec<Described<'d>>,
    positions: HashMap<&'d str, usize>,
    required: Vec<Node<'d>>,
    /// Schemas of items and of further properties, of which all hold.
    inside: BTreeMap<Keyword, (Said<'d>, Vec<SchemaId>)>,
    closed: Option<Said<'d>>,
    /// That there may be further properties, without a word on what they are.
    open: Option<Said<'d>>,
    /// The schemas of further properties by their patterns, of which all hold.
    patterns: BTreeMap<&'d str, (Named<'d>, Vec<SchemaId>)>,
    patterned: Option<Said<'d>>,
    /// Listed values, and whether they are what several lists have in common.
    values: Option<(Said<'d>, Vec<Node<'d>>, bool)>,
    others: BTreeMap<&'d str, Said<'d>>,
    /// The different values of keywords that have a single one, each with its place.
    differing: BTreeMap<&'d str, Vec<(String, Span)>>,
}

impl<'d> Structure<'d> {
    fn add(
        &mut self,
        planner: &mut Planner<'_, 'd>,
        leaf: &Leaf,
        said: &Said<'d>,
    ) -> Result<(), Failure> {
        let mut spend = |work: usize| {
            if planner.leaves.spend(work) {
                Ok(())
            } else {
                Err(TOO_MANY)
            }
        };
        match (said.keyword, &said.value) {
            (
                Some(
                    Keyword::AllOf
                    | Keyword::Reference
                    | Keyword::OneOf
                    | Keyword::AnyOf
                    | Keyword::Type,
                ),
                _,
            ) => {}
            (Some(Keyword::Properties), Value::Named(properties)) => {
                spend(properties.len())?;
                for property in properties {
                    let at = *self.positions.entry(property.name).or_insert_with(|| {
                        self.properties.push((property.clone(), Vec::new(), None));
                        self.properties.len() - 1
                    });
                    let home = leaf.name.as_ref();
                    let home = home.map(|name| format!("{name}_{}", property.name));
                    self.properties[at].1.push(property.schema);
                    self.properties[at].2 = home.map(Rc::from);
                }
            }
            (Some(Keyword::Required), Value::List(names)) => {
                spend(names.len())?;
                self.required.extend(names);
            }
            (Some(Keyword::AdditionalProperties), Value::Schema(id)) => {
                match planner.leaves.schemas.get(*id).as_bool() {
                    Some(false) => self.closed = Some(said.clone()),
                    Some(true) => self.open = Some(said.clone()),
                    None => self.inside(Keyword::AdditionalProperties, said, *id),
                }
            }
            (Some(Keyword::Items), Value::Schema(id)) => self.inside(Keyword::Items, said, *id),
            (Some(Keyword::PatternProperties), Value::Named(patterns)) => {
                spend(patterns.len())?;
                self.patterned.get_or_insert_with(|| said.clone());
                for pattern in patterns {
                    let known = self.patterns.entry(pattern.name);
                    let known = known.or_insert_with(|| (pattern.clone(), Vec::new()));
                    known.1.push(pattern.schema);
                }
            }
            (Some(Keyword::Enum), Value::List(values)) => {
                spend(values.len())?;
                self.listed(said, values.clone())?;
            }
            (Some(Keyword::Const), _) => self.listed(said, vec![said.node])?,
            _ if is_local(said) => {}
            _ => {
                let known = self.others.get(said.key);
                if let Some(known) = known
                    && has_one_value(said, known)
                {
                    let value = |said: &Said<'_>| (canonical(said.node), said.span);
                    let values = self.differing.entry(said.key);
                    let values = values.or_insert_with(|| vec![value(known)]);
                    let new = value(said);
                    if values.iter().all(|(text, _)| *text != new.0) {
                        values.push(new);
                    }
                }
                if known.is_none_or(|known| says_more(said, known)) {
                    self.others.insert(said.key, said.clone());
                }
            }
        }
        Ok(())
    }

    fn inside(&mut self, keyword: Keyword, said: &Said<'d>, schema: SchemaId) {
        let inside = self.inside.entry(keyword);
        let inside = inside.or_insert_with(|| (said.clone(), Vec::new()));
        inside.1.push(schema);
    }

    /// Values are listed: those stay that every list has.
    fn listed(&mut self, said: &Said<'d>, items: Vec<Node<'d>>) -> Result<(), Failure> {
        self.values = Some(match self.values.take() {
            None => (said.clone(), items, false),
            Some((_, mut known, _)) => {
                let texts: HashSet<_> = items.into_iter().map(canonical).collect();
                let mut seen = HashSet::new();
                known.retain(|item| {
                    let text = canonical(*item);
                    texts.contains(&text) && seen.insert(text)
                });
                if known.is_empty() {
                    return Err("has parts that list different values");
                }
                (said.clone(), known, true)
            }
        });
        Ok(())
    }

    fn write(
        self,
        planner: &mut Planner<'_, 'd>,
        task: &Task<'_, 'd>,
        plan: &mut Plan<'d>,
        report: &mut Report,
    ) {
        let made =
            |keyword: Keyword, value: Value<'d>| Said::of(keyword, task.at, task.node, value);
        if !self.properties.is_empty() {
            let mut properties = Vec::new();
            for (property, sources, home) in self.properties {
                let schema = planner.combined(&sources, property.span, report);
                planner.name(schema, home);
                properties.push(Named { schema, ..property });
            }
            plan.says(made(Keyword::Properties, Value::Named(properties)));
        }
        if !self.required.is_empty() {
            let mut seen = HashSet::new();
            let mut names = self.required;
            names.retain(|node| node.text().is_none_or(|name| seen.insert(name)));
            plan.says(made(Keyword::Required, Value::List(names)));
        }
        if let Some(said) = self.patterned.filter(|_| !self.patterns.is_empty()) {
            let patterns = self.patterns.into_values().map(|(pattern, sources)| Named {
                schema: planner.combined(&sources, pattern.span, report),
                ..pattern
            });
            let patterns = Value::Named(patterns.collect());
            plan.says(Said {
                value: patterns,
                ..said
            });
        }
        let is_described = self.inside.contains_key(&Keyword::AdditionalProperties);
        let is_closed = self.closed.is_some();
        for (keyword, (said, sources)) in self.inside {
            // What is excluded is not described.
            if !(is_closed && keyword == Keyword::AdditionalProperties) {
                let value = Value::Schema(planner.combined(&sources, said.span, report));
                plan.says(Said { value, ..said });
            }
        }
        match self.closed {
            Some(closed) => plan.says(closed),
            None => plan.says.extend(self.open.filter(|_| !is_described)),
        }
        match self.values {
            Some((said, items, true)) => {
                plan.dropped.push(Keyword::Const);
                let values = Value::List(items);
                plan.says(Said::of(Keyword::Enum, said.span, said.node, values));
            }
            Some((said, _, false)) => plan.says(said),
            None => {}
        }
        for (key, values) in self.differing {
            for (_, at) in values.into_iter().skip(1) {
                report
                    .error(
                        Code::Ignored,
                        at,
                        format!("`{key}` differs in the parts of the schema: the last one counts"),
                    )
                    .help("describe it once, or acknowledge it in `bindery.yaml`");
            }
        }
        plan.says.extend(self.others.into_values());
    }
}

/// Whether two different values of a keyword cannot both hold in a single schema.
fn has_one_value(said: &Said<'_>, known: &Said<'_>) -> bool {
    let Some(row) = said.keyword.map(Keyword::row) else {
        return false;
    };
    match row.merge {
        Merge::Last => row.role != Role::Annotation,
        Merge::Larger | Merge::Smaller => bound(said).is_none() || bound(known).is_none(),
        Merge::Own | Merge::Local | Merge::True => false,
    }
}

/// The number of a keyword that bounds values.
fn bound(said: &Said<'_>) -> Option<f64> {
    match said.value {
        Value::Number(text) => number(text),
        Value::Data
        | Value::Malformed
        | Value::Flag(_)
        | Value::Text(_)
        | Value::Types { .. }
        | Value::List(_)
        | Value::Schema(_)
        | Value::Schemas(_)
        | Value::Named(_)
        | Value::Reference(_) => None,
    }
}

/// Whether one of two values of a keyword says more than the other, or as much and later.
fn says_more(said: &Said<'_>, known: &Said<'_>) -> bool {
    let both = bound(known).zip(bound(said));
    match said.keyword.map(|keyword| keyword.row().merge) {
        Some(Merge::Larger) => both.is_none_or(|(old, new)| new > old),
        Some(Merge::Smaller) => both.is_none_or(|(old, new)| new < old),
        Some(Merge::True) => known.node.as_bool() != Some(true),
        Some(Merge::Own | Merge::Local | Merge::Last) | None => true,
    }
}
