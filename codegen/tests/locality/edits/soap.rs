//! Edits of a SOAP description.

use serde_yaml::{Mapping, Value};

use super::Touch::{Lock, Owner, Types, Users};
use super::{Edit, Owners, Pick, edit};
use crate::description::{Base, Description, entries, json, module, type_file};

pub(super) const EDITS: &[Edit] = &[
    edit("SOAP: add an operation", &[Owner, Lock], 3, add),
    edit(
        "SOAP: change the documentation of an operation",
        &[Owner],
        1,
        describe,
    ),
    edit("SOAP: add an optional child", &[Owner, Lock], 3, add_child),
    edit("SOAP: add an element", &[Owner, Lock], 3, add_element),
    edit(
        "SOAP: change the documentation of a type",
        &[Owner],
        1,
        describe_type,
    ),
    edit("SOAP: add a value", &[Owner, Lock], 2, add_value),
    edit("SOAP: reorder operations, types and tags", &[], 0, reorder),
    edit(
        "SOAP: leave a shared type to the REST API",
        &[Owner, Types, Users],
        4,
        unshare,
    ),
];

const OPERATION: &str = r#"{"tag": "keys", "effect": "read", "summary": "Finds where something is.",
    "in": {"Place": {"type": "int", "docs": "Where to look."}},
    "out": {"type": "KeyValue", "docs": "What is there."}}"#;

fn operation(base: &Base, pick: &mut Pick) -> Option<(String, String)> {
    let soap = base.description.soap()?;
    let all: Vec<_> = entries(soap.get("operations")).collect();
    let (name, said) = pick.of(&all)?;
    Some((
        (*name).to_owned(),
        format!("soap/{}.rs", module(said.get("tag")?.as_str()?)),
    ))
}

/// A type that the file describes itself, with this key, and its file.
fn described(base: &Base, pick: &mut Pick, key: &str) -> Option<(String, String)> {
    let soap = base.description.soap()?;
    let fitting: Vec<_> = entries(soap.get("types"))
        .filter(|(_, said)| said.get(key).is_some())
        .map(|(name, _)| name.to_owned())
        .collect();
    let name = pick.of(&fitting)?.clone();
    let file = type_file(&name.replace("ID", "Id"));
    Some((name, file))
}

fn at<'d>(edited: &'d mut Description, kind: &str, name: &str) -> Option<&'d mut Value> {
    edited.soap_mut()?.get_mut(kind)?.get_mut(name)
}

fn add(_: &Base, edited: &mut Description, _: &mut Pick) -> Option<Owners> {
    let operations = edited.soap_mut()?.get_mut("operations")?.as_mapping_mut()?;
    operations.insert("key_find".into(), json(OPERATION));
    Some(Owners::of("soap/keys.rs"))
}

fn describe(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (name, file) = operation(base, pick)?;
    at(edited, "operations", &name)?["docs"] = "Another text.".into();
    Some(Owners::of(file))
}

fn add_child(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (name, file) = operation(base, pick)?;
    let children = at(edited, "operations", &name)?
        .get_mut("in")?
        .as_mapping_mut()?;
    children.insert(
        "Locality".into(),
        json(r#"{"type": "int?", "docs": "Where."}"#),
    );
    Some(Owners::of(file))
}

fn add_element(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (name, file) = described(base, pick, "fields")?;
    let fields = at(edited, "types", &name)?
        .get_mut("fields")?
        .as_mapping_mut()?;
    fields.insert(
        "Locality".into(),
        json(r#"{"type": "int", "docs": "Where."}"#),
    );
    Some(Owners::of(file))
}

fn describe_type(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (name, file) = described(base, pick, "docs")?;
    at(edited, "types", &name)?["docs"] = "Another text.".into();
    Some(Owners::of(file))
}

fn add_value(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (name, file) = described(base, pick, "enum")?;
    let values = at(edited, "types", &name)?
        .get_mut("enum")?
        .as_mapping_mut()?;
    values.insert("a_locality".into(), "Where it is.".into());
    Some(Owners::of(file))
}

fn reorder(_: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let soap = edited.soap_mut()?;
    for kind in ["operations", "types", "tags"] {
        let mapping = soap.get_mut(kind)?.as_mapping_mut()?;
        let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
        pick.shuffle(&mut entries);
        *mapping = entries.into_iter().collect::<Mapping>();
    }
    Some(Owners::default())
}

/// An enumeration that both APIs had, in one of them only: from then on it is gated.
fn unshare(base: &Base, edited: &mut Description, _: &mut Pick) -> Option<Owners> {
    let shared = "KeyVisibility";
    let mut owners = Owners::default();
    let soap = base.description.soap()?;
    for (name, said) in entries(soap.get("types")) {
        let fields = entries(said.get("fields"));
        for (field, _) in fields.filter(|(_, said)| said["type"] == shared) {
            at(edited, "types", name)?["fields"][field]["type"] = "string".into();
            owners.owners.insert(type_file(&name.replace("ID", "Id")));
        }
    }
    for (name, said) in entries(soap.get("operations")) {
        let children = entries(said.get("in"));
        for (child, _) in children.filter(|(_, said)| said["type"] == shared) {
            at(edited, "operations", name)?["in"][child]["type"] = "string".into();
            owners
                .users
                .insert(format!("soap/{}.rs", module(said["tag"].as_str()?)));
        }
    }
    edited
        .soap_mut()?
        .get_mut("types")?
        .as_mapping_mut()?
        .remove(shared)?;
    Some(owners)
}
