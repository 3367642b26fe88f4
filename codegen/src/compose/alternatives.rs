//! Alternatives of a schema with other keywords: each alternative gets the keywords beside `oneOf`
//! or `anyOf`.

use std::collections::HashSet;
use std::rc::Rc;

use super::kinds;
use super::leaves::Leaf;
use super::merge::{Failure, Ingredient, TOO_MANY, Task};
use super::plan::Planner;
use super::restricts::{is_null, only_restricts};
use crate::keywords::{Keyword, Role};
use crate::report::{Code, Report};
use crate::schemas::{Said, Schema, SchemaId, SchemaRef, Value};
use crate::syntax::canonical;

/// The alternatives of one of the parts of a schema.
pub(super) struct Union<'d> {
    pub(super) said: Said<'d>,
    /// The parts that have them: several where they say the same.
    parts: Vec<SchemaId>,
    members: Vec<SchemaId>,
}

const KEYWORDS: [Keyword; 2] = [Keyword::OneOf, Keyword::AnyOf];

/// Leaves out the alternatives of a part that has the schema itself, or a part of it, among them;
/// whether there are any. A parent that is a choice between its children is a part of each child,
/// without the choice.
pub(super) fn strip(planner: &mut Planner<'_, '_>, task: &mut Task<'_, '_>) -> bool {
    let held: HashSet<SchemaId> = task.leaves.iter().map(|leaf| leaf.schema).collect();
    let mut any = false;
    for leaf in &mut task.leaves {
        if Some(leaf.schema) == task.own {
            continue;
        }
        let chosen = planner.chosen(leaf.schema);
        if !held.is_disjoint(&chosen) {
            // The choice between children is added to the parent itself only.
            leaf.stripped |= !planner.children.contains_key(&leaf.schema);
            any = true;
        }
    }
    any
}

impl Planner<'_, '_> {
    /// The schemas that a schema is a choice between; found out once.
    fn chosen(&mut self, schema: SchemaId) -> Rc<HashSet<SchemaId>> {
        if let Some(known) = self.chosen.get(&schema) {
            return Rc::clone(known);
        }
        let chosen: HashSet<SchemaId> = match self.children.get(&schema) {
            Some(children) => children.iter().map(|(_, child)| *child).collect(),
            None => {
                let own = self.leaves.schemas.get(schema);
                let members = KEYWORDS.iter().flat_map(|keyword| own.schemas(*keyword));
                members
                    .map(|member| self.leaves.part(*member).schema)
                    .collect()
            }
        };
        let chosen = Rc::new(chosen);
        self.chosen.insert(schema, Rc::clone(&chosen));
        chosen
    }
}

/// The alternatives of the parts, and the keywords of those of the schema itself that are none:
/// they only restrict what stands beside them, and are reported.
pub(super) fn of<'d>(
    planner: &Planner<'_, 'd>,
    task: &Task<'_, 'd>,
    all: &[Ingredient<'_, 'd>],
    kinds: Option<&[crate::syntax::Node<'d>]>,
    report: &mut Report,
) -> (Vec<Union<'d>>, Vec<Keyword>) {
    let mut found: Vec<Union<'d>> = Vec::new();
    let mut restricting = Vec::new();
    let is_described = all.iter().any(|(_, schema)| describes(schema));
    // Properties tell an object where no type is said.
    let kinds: Vec<&str> = match kinds {
        Some(kinds) => kinds.iter().filter_map(|node| node.text()).collect(),
        None => vec!["object"],
    };
    for (leaf, schema) in all.iter().filter(|(leaf, _)| !leaf.stripped) {
        for keyword in KEYWORDS {
            let Some(said) = schema.said(keyword) else {
                continue;
            };
            let Value::Schemas(members) = &said.value else {
                continue;
            };
            let restricts =
                |id: &SchemaId| only_restricts(planner.leaves.schemas.refer(*id), &kinds);
            if !members.is_empty() && is_described && members.iter().all(restricts) {
                let members = members.iter().map(|id| planner.leaves.schemas.refer(*id));
                report_restricting(said, members, report);
                if Some(leaf.schema) == task.own {
                    restricting.push(keyword);
                }
                continue;
            }
            let says_the_same = |known: &&mut Union<'d>| {
                (known.said.key, known.said.span.file) == (said.key, said.span.file)
                    && canonical(known.said.node) == canonical(said.node)
            };
            if let Some(known) = found.iter_mut().find(says_the_same) {
                known.parts.push(leaf.schema);
                continue;
            }
            found.push(Union {
                said: said.clone(),
                parts: vec![leaf.schema],
                members: members.clone(),
            });
        }
    }
    let (union, others) = narrowest(found, report);
    for other in &others {
        if other.parts.iter().any(|part| Some(*part) == task.own) {
            restricting.extend(other.said.keyword);
        }
    }
    (union, restricting)
}

/// The alternatives that all others list as well, and the others; all of them where no list is part
/// of every other one.
fn narrowest<'d>(
    mut found: Vec<Union<'d>>,
    report: &mut Report,
) -> (Vec<Union<'d>>, Vec<Union<'d>>) {
    if found.len() < 2 {
        return (found, Vec::new());
    }
    let listed: Vec<HashSet<String>> = found
        .iter()
        .map(|union| union.said.node.items().map(canonical).collect())
        .collect();
    let least = (0..found.len()).find(|at| listed.iter().all(|all| listed[*at].is_subset(all)));
    let Some(at) = least else {
        return (found, Vec::new());
    };
    let mut union = found.swap_remove(at);
    for other in &found {
        union.parts.extend(&other.parts);
        if other.members.len() > union.members.len() {
            let (key, narrower) = (other.said.key, union.said.key);
            report
                .error(
                    Code::Ignored,
                    other.said.span,
                    format!(
                        "`{key}` has alternatives that the narrower `{narrower}` does not have"
                    ),
                )
                .help("leave them out, or acknowledge it in `bindery.yaml`");
        }
    }
    (vec![union], found)
}

/// Whether a schema says what its values are, by more than a type.
pub(crate) fn describes(schema: &Schema<'_>) -> bool {
    let mut said = schema.says.iter().filter_map(|said| said.keyword);
    said.any(|keyword| keyword.row().role == Role::Structure)
}

/// Reports alternatives that only restrict what stands beside them.
pub(crate) fn report_restricting<'d>(
    said: &Said<'_>,
    mut members: impl Iterator<Item = SchemaRef<'d>>,
    report: &mut Report,
) {
    let message = if members.any(|member| member.has(Keyword::Required)) {
        "tells which properties go together, which no type says"
    } else {
        "only restricts the value, which no type says"
    };
    report
        .error(
            Code::Ignored,
            said.span,
            format!("`{}` {message}", said.key),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// The alternatives with what stands beside them.
pub(super) fn distributed<'d>(
    planner: &mut Planner<'_, 'd>,
    task: &Task<'_, 'd>,
    all: &[Ingredient<'_, 'd>],
    union: &Union<'d>,
    report: &mut Report,
) -> Result<Vec<SchemaId>, Failure> {
    let says_something = |said: &Said<'_>| match &said.value {
        Value::List(items) => !items.is_empty(),
        Value::Schemas(schemas) => !schemas.is_empty(),
        Value::Named(named) => !named.is_empty(),
        Value::Schema(_) | Value::Malformed | Value::Data => {
            said.node.len() > 0 || said.node.text().is_some()
        }
        Value::Flag(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::Types { .. }
        | Value::Reference(_) => true,
    };
    let structured = |schema: &Schema<'_>| {
        let mut says = schema.says.iter();
        says.any(|said| said.keyword.is_some_and(Keyword::is_structure) && says_something(said))
    };
    let beside: Vec<SchemaId> = all
        .iter()
        .filter(|(_, schema)| structured(schema))
        .map(|(leaf, _)| leaf.schema)
        .collect();
    if beside.is_empty() {
        return Ok(union.members.clone());
    }
    let kinds = all
        .iter()
        .map(|(_, schema)| kinds::names(schema))
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let rest: Vec<Leaf> = task
        .leaves
        .iter()
        .map(|leaf| Leaf {
            stripped: leaf.stripped || union.parts.contains(&leaf.schema),
            ..leaf.clone()
        })
        .collect();
    let mut members = Vec::new();
    for id in &union.members {
        let member = planner.leaves.schemas.refer(*id);
        if !member.is_object() {
            continue;
        }
        if is_null(member) {
            members.push(*id);
            continue;
        }
        let part = planner.leaves.part(*id);
        planner.leaves.take_apart(part.schema, report);
        if planner.leaves.are_too_many(part.schema) {
            return Err(TOO_MANY);
        }
        let leaves = planner.leaves.of(part.schema);
        let held: HashSet<SchemaId> = leaves.iter().map(|leaf| leaf.schema).collect();
        if beside.iter().all(|schema| held.contains(schema)) {
            members.push(*id);
            continue;
        }
        let own = kinds::names(&member);
        let is_kind = |name: Option<&str>| kinds.iter().any(|kind| kind.text() == name);
        if !kinds.is_empty() && !own.is_empty() && !own.iter().any(|own| is_kind(own.text())) {
            report
                .error(
                    Code::Ignored,
                    member.head(),
                    "no value of this alternative is of the type that all of them are",
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
            continue;
        }
        if !planner.leaves.spend(rest.len()) {
            return Err("has too many alternatives");
        }
        let label = part.name.clone();
        let described_as = part.schema;
        let at = member.head();
        let made = planner.make(vec![part], rest.clone(), at, report);
        planner.stands_for(made, described_as, label);
        members.push(made);
    }
    if members.is_empty() {
        return Err("has no alternative that any value is of");
    }
    Ok(members)
}
