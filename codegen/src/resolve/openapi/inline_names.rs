//! Where inline schemas stand, and what their types are called by it.
//!
//! The reading of whatever holds an inline schema names its type. A reference may lead to such a
//! schema before that; what it is called is found out ahead of all calls then, so that no user of a
//! schema names its type.

use std::collections::BTreeMap;

use super::identity::Called;
use super::schema::{self, kind};
use super::{Document, contents, envelope};
use crate::keywords::Keyword;
use crate::model::{Holder, Inline};
use crate::report::Report;
use crate::resolve::{InlineName, TypeSource, Types};
use crate::schemas::{SchemaId, SchemaRef};
use crate::syntax::{Kind, Node};

/// What the type of an inline schema is called, and where it stands. `name` is what the reading of
/// its holder calls it.
pub(super) fn of(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &Types,
) -> InlineName {
    if let Some(placed) = types.inline_name(schema.id) {
        return placed.clone();
    }
    // The name of a schema is for the one that has it.
    let mut yielded = name.to_owned();
    while types.is_reserved(&yielded) {
        yielded = format!("{yielded}_{}", kind(schema));
    }
    let called = types.called(name);
    InlineName {
        name: yielded,
        inline: stands(document, schema, called),
    }
}

/// What the properties of a schema are called after that another one refers to: the schema, as if
/// its type were read.
pub(super) fn referred(schema: SchemaRef<'_>, types: &Types) -> Option<String> {
    let target = schema.target()?;
    if let Some(placed) = types.inline_name(target.id) {
        return Some(placed.name.clone());
    }
    let name = schema.reference()?.name.as_deref()?.to_owned();
    let (meant, name) = schema::renamed(target, name);
    Some(types.indexed(meant.id).map_or(name, str::to_owned))
}

/// Where an inline schema of this name stands.
fn stands(document: &Document<'_, '_>, schema: SchemaRef<'_>, called: String) -> Inline {
    let documents = document.context.documents;
    let location = schema
        .schema()
        .written
        .and_then(|node| documents.location(node));
    let Some((root, pointer)) = location else {
        // A schema that composing made.
        let (holder, owner) = composed(document, schema);
        return Inline {
            holder,
            owner,
            place: vec![called.clone()],
            name: called,
        };
    };
    let steps: Vec<String> = steps(&pointer);
    let at: Vec<&str> = steps.iter().map(String::as_str).collect();
    let (owner, user, below): (&str, Vec<String>, &[&str]) = match at.as_slice() {
        ["components", "schemas", owner, below @ ..]
        | ["definitions" | "$defs", owner, below @ ..] => (owner, Vec::new(), below),
        ["paths", path, method, below @ ..] => {
            let item = root.get("paths").and_then(|paths| paths.get(path));
            let operation = item.and_then(|item| item.get(method));
            let id = operation.and_then(|operation| operation.get("operationId")?.as_str());
            let mut user = match id {
                Some(id) => vec![id.to_owned()],
                None => vec![(*path).to_owned(), (*method).to_owned()],
            };
            let below = match below {
                ["parameters", at, below @ ..] => {
                    user.extend(parameter(operation, at));
                    below
                }
                below => below,
            };
            ("", user, below)
        }
        ["components", below @ ..] => ("", Vec::new(), below),
        below => ("", Vec::new(), below),
    };
    let (before, inside) = if owner.is_empty() {
        let start = below.iter().position(|step| *step == "schema");
        start.map_or((&below[..0], below), |at| (&below[..at], &below[at + 1..]))
    } else {
        (&below[..0], below)
    };
    let holder = holder(&at, user.first());
    let mut place = user;
    let said = |step: &&&str| !matches!(**step, "content" | "application/json");
    place.extend(before.iter().filter(said).map(|step| (*step).to_owned()));
    // Alternatives have no names but those that their types have.
    match alternatives(inside) {
        Some(at) => {
            place.extend(inside[..=at].iter().map(|step| (*step).to_owned()));
            place.push(called.clone());
        }
        None => place.extend(inside.iter().map(|step| (*step).to_owned())),
    }
    Inline {
        holder,
        owner: owner.to_owned(),
        place,
        name: called,
    }
}

/// What holds an inline schema at these steps; `user` is what its operation is known by.
fn holder(at: &[&str], user: Option<&String>) -> Holder {
    match at {
        ["components", "schemas", ..] | ["definitions" | "$defs", ..] => Holder::Schema,
        ["paths", _, _, "callbacks", name, ..] => {
            let user = user.map_or("", String::as_str);
            Holder::Part(format!("{user}_{name}"))
        }
        ["paths", ..] => Holder::Operation,
        ["webhooks", name, ..] | ["components", _, name, ..] => Holder::Part((*name).to_owned()),
        // In another file, a name with an object below it.
        [name, below, ..] if !is_key(name) && (is_key(below) || below.starts_with('{')) => {
            Holder::Part((*name).to_owned())
        }
        _ => Holder::File,
    }
}

/// Whether a step of a pointer is a key of a schema, or of an object that leads to one.
fn is_key(step: &str) -> bool {
    const METHODS: [&str; 9] = [
        "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
    ];
    METHODS.contains(&step)
        || matches!(
            step,
            "content" | "headers" | "parameters" | "requestBody" | "responses" | "schema"
        )
        || Keyword::ALL.iter().any(|keyword| keyword.name() == step)
}

/// The steps of a JSON pointer.
fn steps(pointer: &str) -> Vec<String> {
    let steps = pointer.split('/').skip(1);
    steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// Where the first list of alternatives stands among the steps inside of a schema.
fn alternatives(steps: &[&str]) -> Option<usize> {
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        match *step {
            "oneOf" | "anyOf" | "allOf" => return Some(at),
            // What follows is a name.
            "properties" | "patternProperties" | "$defs" | "definitions" => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// A parameter of an operation by where it travels and its name, and not by its place in the list.
fn parameter(operation: Option<Node<'_>>, at: &str) -> Vec<String> {
    let listed = operation.and_then(|operation| operation.get("parameters"));
    let at = at.parse::<usize>().ok();
    let found = listed.and_then(|listed| listed.items().nth(at?));
    let word = |key: &str| found?.get(key)?.as_str().map(str::to_owned);
    ["in", "name"].into_iter().filter_map(word).collect()
}

/// In whose text a schema stands that composing made, and the name of the component.
fn composed(document: &Document<'_, '_>, schema: SchemaRef<'_>) -> (Holder, String) {
    let pointer = document.context.documents.pointer(schema.head());
    let steps = pointer.map_or_else(Vec::new, |(_, pointer)| steps(&pointer));
    let at: Vec<&str> = steps.iter().map(String::as_str).collect();
    let owner = match at.as_slice() {
        ["components", "schemas", owner, ..] | ["definitions" | "$defs", owner, ..] => *owner,
        _ => "",
    };
    (holder(&at, None), owner.to_owned())
}

/// Finds out what the inline schemas are called that references lead to.
pub(super) fn name_referenced(
    document: &Document<'_, '_>,
    calls: &[Called<'_>],
    types: &mut Types,
) {
    let targets = inline(document);
    if targets.is_empty() {
        return;
    }
    let mut reading = types.apart(targets.keys().copied());
    let mut found = Report::new();
    let described = document.api.and_then(|api| api.envelope);
    let envelope =
        described.and_then(|said| envelope(document, said.node, &mut reading, &mut found));
    let document = &Document {
        envelope: envelope.as_ref(),
        ..*document
    };
    contents(document, calls, &mut reading, &mut found);
    let holders: BTreeMap<SchemaId, &str> = targets
        .values()
        .filter_map(|target| target.holder.as_ref())
        .map(|(holder, name)| (*holder, name.as_str()))
        .collect();
    for (holder, name) in holders {
        let holder = document.context.schemas.refer(holder);
        schema::named(document, holder, name, false, &mut reading);
    }
    schema::read_pending(document, &mut reading, &mut found);
    for (target, Target { name, .. }) in targets {
        let known = reading.at(TypeSource::Schema(target));
        let known = known.map(|id| reading.definition(id));
        let known = known.and_then(|known| Some((known.name.clone(), known.inline.clone()?)));
        let placed = match known {
            Some((name, inline)) => InlineName { name, inline },
            // A single value, or a list: its holder needs no type for it.
            None => of(
                document,
                document.context.schemas.refer(target),
                &name,
                &reading,
            ),
        };
        types.name_inline(target, placed);
    }
}

/// An inline schema that a reference leads to.
struct Target {
    /// The outermost schema around it, and its name.
    holder: Option<(SchemaId, String)>,
    /// What it is called where it has no type but for the reference.
    name: String,
}

/// The inline schemas that references lead to.
fn inline(document: &Document<'_, '_>) -> BTreeMap<SchemaId, Target> {
    let documents = &document.context.documents;
    let schemas = document.context.schemas;
    let schema = |node: Node<'_>| schemas.id(node).filter(|_| node.kind() == Kind::Mapping);
    let is_schema = |node: Node<'_>| schema(node).is_some();
    let mut found = BTreeMap::new();
    for target in documents.targets(document.context.sources) {
        let Some(id) = schema(target).filter(|id| !found.contains_key(id)) else {
            continue;
        };
        let Some((root, pointer)) = documents.location(target) else {
            continue;
        };
        let steps = steps(&pointer);
        let at: Vec<&str> = steps.iter().map(String::as_str).collect();
        let below = match at.as_slice() {
            [] | ["components", "schemas", _] | ["definitions" | "$defs", _] => continue,
            ["components", "schemas", _, ..] => 3,
            ["definitions" | "$defs", _, ..] => 2,
            ["paths" | "webhooks" | "components", ..] => at.len(),
            // Schemas of a file that is no API stand anywhere.
            _ => match (0..at.len()).find(|length| holds(root, &pointer, *length, is_schema)) {
                Some(length) => length,
                None => continue,
            },
        };
        let holder = ancestor(root, &pointer, below).filter(|_| below < at.len());
        let file = document.context.sources.name(root.identity().0);
        let named = at[..below].last().map_or_else(
            || {
                let file = file.rsplit('/').next().unwrap_or_default();
                file.split('.').next().unwrap_or_default().to_owned()
            },
            |name| (*name).to_owned(),
        );
        found.insert(
            id,
            Target {
                name: words(
                    if holder.is_some() { Some(&named) } else { None },
                    &at,
                    below,
                ),
                holder: holder.and_then(|holder| Some((schema(holder)?, named))),
            },
        );
    }
    found
}

/// What a schema is called by the steps to it, from its holder or from the root.
fn words(holder: Option<&String>, steps: &[&str], below: usize) -> String {
    let rest = if holder.is_some() {
        &steps[below..]
    } else {
        steps
    };
    let mut words: Vec<&str> = holder.into_iter().map(String::as_str).collect();
    words.extend(rest.iter().filter_map(|step| match *step {
        "properties" | "$defs" | "definitions" | "paths" | "content" | "schema"
        | "application/json" => None,
        "items" => Some("item"),
        step => Some(step),
    }));
    words.join("_")
}

/// Whether a node around the one at a pointer is a schema.
fn holds(
    root: Node<'_>,
    pointer: &str,
    length: usize,
    is_schema: impl Fn(Node<'_>) -> bool,
) -> bool {
    ancestor(root, pointer, length).is_some_and(is_schema)
}

/// The node so many steps from the root on the way to a pointer.
fn ancestor<'d>(root: Node<'d>, pointer: &str, length: usize) -> Option<Node<'d>> {
    let ends = pointer.match_indices('/').map(|(at, _)| at);
    let end = ends.chain([pointer.len()]).nth(length)?;
    root.pointer(&pointer[..end])
}
