//! Edits of order: what has none, and what has.

use serde_yaml::{Mapping, Value};

use super::Touch::Owner;
use super::{Edit, Owners, Pick, edit};
use crate::description::{Base, Description, entries, type_file};

pub(super) const EDITS: &[Edit] = &[
    edit("reorder paths", &[], 0, paths),
    edit(
        "reorder the operations of a path, and what each says",
        &[],
        0,
        operations,
    ),
    edit("reorder schemas, and what each says", &[], 0, schemas),
    edit("reorder responses", &[], 0, responses),
    edit("reorder tags", &[], 0, tags),
    edit("reorder components", &[], 0, components),
    edit("reorder the document", &[], 0, document),
    edit("reorder what is required", &[], 0, required),
    edit("swap two fields", &[Owner], 3, fields),
    edit("swap two values", &[Owner], 2, values),
    edit("swap two optional parameters", &[Owner], 4, parameters),
];

fn shuffle(mapping: &mut Mapping, pick: &mut Pick) {
    let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
    pick.shuffle(&mut entries);
    *mapping = entries.into_iter().collect();
}

fn nothing() -> Option<Owners> {
    Some(Owners::default())
}

fn paths(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    shuffle(edited.mapping(&["paths"]), pick);
    nothing()
}

fn operations(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    for (_, item) in edited.mapping(&["paths"]).iter_mut() {
        let item = item.as_mapping_mut()?;
        shuffle(item, pick);
        for (_, said) in item.iter_mut() {
            if let Some(said) = said.as_mapping_mut() {
                shuffle(said, pick);
            }
        }
    }
    nothing()
}

fn schemas(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let schemas = edited.mapping(&["components", "schemas"]);
    shuffle(schemas, pick);
    for (_, schema) in schemas.iter_mut() {
        shuffle(schema.as_mapping_mut()?, pick);
    }
    nothing()
}

fn responses(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    for operation in edited.operations() {
        if let Some(responses) = edited.operation(&operation).get_mut("responses") {
            shuffle(responses.as_mapping_mut()?, pick);
        }
    }
    nothing()
}

fn tags(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    pick.shuffle(edited.api_mut().get_mut("tags")?.as_sequence_mut()?);
    nothing()
}

fn components(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let components = edited.mapping(&["components"]);
    shuffle(components, pick);
    for (_, kind) in components.iter_mut() {
        shuffle(kind.as_mapping_mut()?, pick);
    }
    nothing()
}

fn document(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    shuffle(edited.api_mut().as_mapping_mut()?, pick);
    nothing()
}

fn required(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    for (_, schema) in edited.mapping(&["components", "schemas"]).iter_mut() {
        if let Some(required) = schema.get_mut("required").and_then(Value::as_sequence_mut) {
            pick.shuffle(required);
        }
    }
    nothing()
}

fn fields(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let several = |name: &&String| {
        let fields = base
            .description
            .schema(name)
            .get("properties")
            .and_then(Value::as_mapping);
        fields.is_some_and(|fields| fields.len() > 1)
    };
    let fitting: Vec<_> = base.records().iter().filter(several).collect();
    let name = (*pick.of(&fitting)?).clone();
    let fields = edited.mapping(&["components", "schemas", &name, "properties"]);
    let mut entries: Vec<_> = std::mem::take(fields).into_iter().collect();
    let at = pick.below(entries.len() - 1)?;
    entries.swap(at, at + 1);
    *fields = entries.into_iter().collect();
    Some(Owners::of(type_file(&name)))
}

/// Not the first one: where the description has no example, the documentation of calls shows it.
fn values(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let mut fitting = Vec::new();
    for key in ["oneOf", "enum"] {
        fitting.extend(
            base.enumerations(key, 3)
                .into_iter()
                .map(|name| (key, name)),
        );
    }
    let (key, name) = pick.of(&fitting)?.clone();
    let values = edited.schema_mut(&name).get_mut(key)?.as_sequence_mut()?;
    let at = 1 + pick.below(values.len() - 2)?;
    values.swap(at, at + 1);
    Some(Owners::of(type_file(&name)))
}

fn parameters(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let optional = |parameter: &Value| {
        parameter.get("in").and_then(Value::as_str) == Some("query")
            && parameter.get("required").is_none()
    };
    let mut fitting = Vec::new();
    for operation in base.operations() {
        let list = base
            .description
            .said(operation)
            .get("parameters")
            .and_then(Value::as_sequence);
        for (at, two) in list.map_or(&[][..], Vec::as_slice).windows(2).enumerate() {
            let pointer = format!("{}/parameters", operation.pointer());
            if two.iter().all(optional) && !base.degraded(&pointer) {
                fitting.push((operation, at));
            }
        }
    }
    if fitting.is_empty() {
        // Those of a body have an order, too.
        return properties(base, edited, pick);
    }
    let (operation, at) = *pick.of(&fitting)?;
    edited.operation(operation)["parameters"]
        .as_sequence_mut()?
        .swap(at, at + 1);
    Some(Owners::of(operation.file()))
}

/// Two optional properties of a body, or a required and an optional one, which move no argument.
fn properties(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let path = ["requestBody", "content", "application/json", "schema"];
    let mut fitting = Vec::new();
    for operation in base.operations() {
        let mut said = Some(base.description.said(operation));
        for key in path {
            said = said.and_then(|said| said.get(key));
        }
        let required = said.and_then(|said| said.get("required")?.as_sequence());
        let fields = entries(said.and_then(|said| said.get("properties"))).count();
        if fields == 2 && required.is_some_and(|names| names.len() < 2) {
            fitting.push(operation);
        }
    }
    let operation = *pick.of(&fitting)?;
    let mut said = &mut edited.operation(operation)[path[0]];
    for key in &path[1..] {
        said = said.get_mut(*key)?;
    }
    let fields = said.get_mut("properties")?.as_mapping_mut()?;
    let mut entries: Vec<_> = std::mem::take(fields).into_iter().collect();
    entries.reverse();
    *fields = entries.into_iter().collect();
    Some(Owners::of(operation.file()))
}
