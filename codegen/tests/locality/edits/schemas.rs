//! Edits of named schemas, their fields and values.

use std::collections::BTreeSet;

use serde_yaml::{Mapping, Value};

use super::Touch::{Lock, NewType, Owner, Types, Users};
use super::{Edit, Owners, Pick, edit};
use crate::description::{
    Base, Description, LOCK, entries, is_plain, json, module, references, step, type_file,
};

pub(super) const EDITS: &[Edit] = &[
    edit("add an optional field", &[Owner], 3, add_field),
    edit("add a required field", &[Owner], 3, add_required_field),
    edit(
        "add a field whose name is made",
        &[Owner, Lock],
        3,
        add_made_field,
    ),
    edit(
        "add a field that differs from another by case",
        &[Owner, Lock],
        3,
        add_twin_field,
    ),
    edit("remove a field", &[Owner, Users], 3, remove_field),
    edit("rename a field", &[Owner, Lock], 3, rename_field),
    edit("change the type of a field", &[Owner], 3, change_type),
    edit("make a required field optional", &[Owner], 1, relax_field),
    edit(
        "change the description of a field",
        &[Owner],
        1,
        describe_field,
    ),
    edit("change a bound of a field", &[Owner], 1, bound_field),
    edit("change the description of a schema", &[Owner], 1, describe),
    edit("add a value", &[Owner, Lock], 2, add_value),
    edit(
        "add a described value",
        &[Owner, Lock],
        2,
        add_described_value,
    ),
    edit(
        "change the description of a value",
        &[Owner],
        1,
        describe_value,
    ),
    edit(
        "rename a schema",
        &[Owner, Users, Types, Lock],
        // As many as a file has uses of the name; a large one has more.
        8,
        rename,
    ),
    edit(
        "rename a schema, with its former name",
        &[Owner, Users, Types, Lock],
        8,
        rename_with_alias,
    ),
    edit("move a schema to another file", &[Owner, Lock], 2, relocate),
    edit("add a schema that nothing uses", &[], 0, add_unused),
    edit(
        "add a schema that differs from another by case",
        &[Owner, NewType, Types, Lock],
        3,
        add_twin,
    ),
    edit(
        "add a schema that is called like a request",
        &[Owner, NewType, Types, Lock],
        3,
        add_namesake,
    ),
];

/// How often a schema is used that is renamed.
const MOST_USES: usize = 3;

fn record(base: &Base, pick: &mut Pick) -> Option<String> {
    pick.of(base.records()).cloned()
}

fn owner(name: &str) -> Option<Owners> {
    Some(Owners::of(type_file(name)))
}

fn properties<'d>(edited: &'d mut Description, name: &str) -> &'d mut Mapping {
    edited.mapping(&["components", "schemas", name, "properties"])
}

/// A record, and a field of it.
fn field(
    base: &Base,
    pick: &mut Pick,
    wanted: impl Fn(&Value) -> bool,
) -> Option<(String, String)> {
    let mut fitting = Vec::new();
    for record in base.records() {
        let schema = base.description.schema(record);
        for (field, said) in entries(schema.get("properties")) {
            if wanted(said) && is_plain(field) && !base.degraded(&pointer(record, field)) {
                fitting.push((record.clone(), field.to_owned()));
            }
        }
    }
    pick.of(&fitting).cloned()
}

fn pointer(record: &str, field: &str) -> String {
    format!(
        "/components/schemas/{}/properties/{}",
        step(record),
        step(field)
    )
}

fn requires(schema: &Value, field: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_sequence);
    required.is_some_and(|names| names.iter().any(|name| name.as_str() == Some(field)))
}

fn add_named(
    base: &Base,
    edited: &mut Description,
    pick: &mut Pick,
    name: &str,
) -> Option<(String, Owners)> {
    let record = record(base, pick)?;
    let fields = properties(edited, &record);
    let at = pick.below(fields.len() + 1)?;
    let mut entries: Vec<_> = std::mem::take(fields).into_iter().collect();
    let said = json(r#"{"type": "string", "description": "Where it is."}"#);
    entries.insert(at, (name.into(), said));
    *fields = entries.into_iter().collect();
    let owners = Owners::of(type_file(&record));
    Some((record, owners))
}

fn add_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    add_named(base, edited, pick, "locality").map(|(_, owners)| owners)
}

fn add_required_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (record, owners) = add_named(base, edited, pick, "locality")?;
    let schema = edited.schema_mut(&record);
    let required = schema
        .entry("required".into())
        .or_insert_with(|| Value::Sequence(Vec::new()));
    required.as_sequence_mut()?.push("locality".into());
    Some(owners)
}

fn add_made_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    add_named(base, edited, pick, "localityOfThat").map(|(_, owners)| owners)
}

fn add_twin_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (record, field) = field(base, pick, |_| true)?;
    let twin = field.to_uppercase();
    if properties(edited, &record).contains_key(twin.as_str()) || twin == field {
        return None;
    }
    let said = json(r#"{"type": "string", "description": "A twin."}"#);
    let fields = properties(edited, &record);
    let mut entries: Vec<_> = std::mem::take(fields).into_iter().collect();
    // In front: it is not the order that lets a name stay.
    entries.insert(0, (twin.into(), said));
    *fields = entries.into_iter().collect();
    owner(&record)
}

/// One whose type another field has, too, or that is no named type.
fn remove_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let plain = |said: &Value| {
        let mut used = BTreeSet::new();
        references(said, &mut used);
        used.is_empty()
    };
    let (record, field) = field(base, pick, plain)?;
    let schema = edited.schema_mut(&record);
    if schema.get("properties")?.as_mapping()?.len() < 2 {
        return None;
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_sequence_mut) {
        required.retain(|name| name.as_str() != Some(&field));
        if required.is_empty() {
            schema.remove("required");
        }
    }
    properties(edited, &record).remove(field.as_str());
    let mut owners = Owners::of(type_file(&record));
    // The ledger keeps what is not named by its very text.
    let line = format!("#types/{}/{} ", step(&record), step(&field));
    if base
        .lock()
        .lines()
        .any(|known| known.starts_with("name ") && known.contains(&line))
    {
        owners.users.insert(LOCK.to_owned());
    }
    Some(owners)
}

fn rename_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (record, field) = field(base, pick, |_| true)?;
    let renamed = format!("{field}Anew");
    let schema = edited.schema_mut(&record);
    if let Some(required) = schema.get_mut("required").and_then(Value::as_sequence_mut) {
        for name in required
            .iter_mut()
            .filter(|name| name.as_str() == Some(&field))
        {
            *name = renamed.as_str().into();
        }
    }
    let fields = properties(edited, &record);
    *fields = std::mem::take(fields)
        .into_iter()
        .map(|(key, value)| {
            let key = if key.as_str() == Some(&field) {
                renamed.as_str().into()
            } else {
                key
            };
            (key, value)
        })
        .collect();
    owner(&record)
}

fn is_text(said: &Value) -> bool {
    said.get("type").and_then(Value::as_str) == Some("string")
        && said.get("nullable").is_none()
        && ["enum", "const", "format", "x-bindery-secret"]
            .iter()
            .all(|key| said.get(*key).is_none())
}

fn change_type(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (record, field) = field(base, pick, is_text)?;
    let said = properties(edited, &record)
        .get_mut(field.as_str())?
        .as_mapping_mut()?;
    said.insert("type".into(), "integer".into());
    for key in [
        "example",
        "examples",
        "default",
        "pattern",
        "maxLength",
        "minLength",
    ] {
        said.remove(key);
    }
    owner(&record)
}

fn relax_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let mut fitting = Vec::new();
    for record in base.records() {
        let schema = base.description.schema(record);
        for (field, said) in entries(schema.get("properties")) {
            if is_text(said) && requires(schema, field) && !base.degraded(&pointer(record, field)) {
                fitting.push((record.clone(), field.to_owned()));
            }
        }
    }
    let (record, field) = pick
        .of(&fitting)
        .cloned()
        .or_else(|| first_required(base))?;
    let schema = edited.schema_mut(&record);
    let required = schema.get_mut("required")?.as_sequence_mut()?;
    required.retain(|name| name.as_str() != Some(&field));
    if required.is_empty() {
        schema.remove("required");
    }
    owner(&record)
}

/// A required number, where no text is required.
fn first_required(base: &Base) -> Option<(String, String)> {
    base.records().iter().find_map(|record| {
        let schema = base.description.schema(record);
        let mut fields = entries(schema.get("properties"));
        let (field, _) = fields.find(|(field, said)| {
            said.get("type").and_then(Value::as_str) == Some("integer") && requires(schema, field)
        })?;
        Some((record.clone(), field.to_owned()))
    })
}

fn describe_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    // Beside a reference, 3.0 reads nothing.
    let (record, field) = field(base, pick, |said| said.get("$ref").is_none())?;
    properties(edited, &record).get_mut(field.as_str())?["description"] = "Another text.".into();
    owner(&record)
}

fn bound_field(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let number = |said: &Value| said.get("type").and_then(Value::as_str) == Some("integer");
    let (record, field) = field(base, pick, number)?;
    properties(edited, &record).get_mut(field.as_str())?["maximum"] = 4711.into();
    owner(&record)
}

fn describe(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let name = pick.of(&base.emitted(Value::is_mapping))?.clone();
    edited
        .schema_mut(&name)
        .insert("description".into(), "Another text.".into());
    owner(&name)
}

fn values<'d>(edited: &'d mut Description, name: &str, key: &str) -> Option<&'d mut Vec<Value>> {
    edited.schema_mut(name).get_mut(key)?.as_sequence_mut()
}

fn add_value(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let name = pick.of(&base.enumerations("enum", 1))?.clone();
    values(edited, &name, "enum")?.push("locality_of_that".into());
    owner(&name)
}

fn add_described_value(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let name = pick.of(&base.enumerations("oneOf", 1))?.clone();
    let values = values(edited, &name, "oneOf")?;
    let at = pick.below(values.len())? + 1;
    values.insert(
        at,
        json(r#"{"const": "locality", "description": "Where it is."}"#),
    );
    owner(&name)
}

fn describe_value(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let name = pick.of(&base.enumerations("oneOf", 1))?.clone();
    let values = values(edited, &name, "oneOf")?;
    let at = pick.below(values.len())?;
    values[at]["description"] = "Another text.".into();
    owner(&name)
}

/// Every reference to a schema, to another place.
fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping.iter_mut() {
                if key.as_str() == Some("$ref") && value.as_str() == Some(from) {
                    *value = to.into();
                } else {
                    redirect(value, from, to);
                }
            }
        }
        Value::Sequence(list) => list.iter_mut().for_each(|value| redirect(value, from, to)),
        _ => {}
    }
}

/// The files that write a schema's name: of the records that have it as a field's type or that of
/// its items, and of the operations that do; none where it is used in another way.
fn users(base: &Base, name: &str) -> Option<BTreeSet<String>> {
    let expected_in_all = base.uses(name);
    if expected_in_all > MOST_USES || mentioned_elsewhere(base, name) {
        return None;
    }
    let target = format!("#/components/schemas/{name}");
    let is = |value: &Value| value.get("$ref").and_then(Value::as_str) == Some(&target);
    let direct = |value: &Value| is(value) || value.get("items").is_some_and(is);
    let mut found = BTreeSet::new();
    let mut expected = 0;
    for (other, schema) in base.description.schemas() {
        let times = entries(schema.get("properties"))
            .filter(|(_, said)| direct(said))
            .count();
        expected += times;
        if times > 0 && base.files.contains_key(&type_file(other)) && is_plain(other) {
            found.insert(type_file(other));
        } else if times > 0 {
            return None;
        }
    }
    for operation in base.description.operations() {
        let said = base.description.said(&operation);
        let mut times = 0;
        for (status, answer) in entries(said.get("responses")) {
            let schema = answer.get("content").and_then(|content| {
                content
                    .get("application/json")
                    .and_then(|content| content.get("schema"))
            });
            let payload = schema.and_then(|schema| schema.get("properties")?.get("data"));
            let uses = [schema, payload]
                .into_iter()
                .flatten()
                .filter(|said| direct(said))
                .count();
            if uses > 0 && !status.starts_with('2') {
                return None;
            }
            times += uses;
        }
        expected += times;
        if times > 0 {
            found.insert(operation.file());
            if base.first_call().as_ref() == Some(&operation.id) {
                found.insert("lib.rs".to_owned());
            }
        }
    }
    (expected == expected_in_all).then_some(found)
}

/// Whether another file, or something that is no reference, names a schema.
fn mentioned_elsewhere(base: &Base, name: &str) -> bool {
    let target = format!("#/components/schemas/{name}");
    let envelope = base.description.api().get("x-bindery-envelope");
    let codes = envelope.and_then(|envelope| envelope.get("codes")?.as_str());
    codes == Some(&target)
        || base.description.soap().is_some_and(|soap| {
            let types = entries(soap.get("types"));
            types.into_iter().any(|(_, ty)| {
                let target = ty.get("$ref").and_then(Value::as_str);
                target.is_some_and(|target| target.ends_with(&format!("/{name}")))
            })
        })
}

/// A schema that is used a few times, so that a change is still a small one.
fn used(base: &Base, pick: &mut Pick) -> Option<(String, BTreeSet<String>)> {
    let all = base.emitted(Value::is_mapping);
    let from = pick.below(all.len())?;
    all.iter()
        .cycle()
        .skip(from)
        .take(all.len())
        .find_map(|name| Some((name.clone(), users(base, name)?)))
}

fn rename_as(
    base: &Base,
    edited: &mut Description,
    pick: &mut Pick,
    alias: bool,
) -> Option<Owners> {
    let (name, users) = used(base, pick)?;
    let renamed = if name.contains('-') {
        format!("{name}-anew")
    } else {
        format!("{name}Anew")
    };
    redirect(
        edited.api_mut(),
        &format!("#/components/schemas/{name}"),
        &format!("#/components/schemas/{renamed}"),
    );
    let schemas = edited.mapping(&["components", "schemas"]);
    let mut schema = schemas.remove(name.as_str())?;
    if holds_types(&schema) {
        return None;
    }
    if alias {
        schema["x-bindery-renamed-from"] = name.as_str().into();
    }
    schemas.insert(renamed.as_str().into(), schema);
    let mut owners = Owners::of(type_file(&name));
    owners.owners.insert(type_file(&renamed));
    owners.users = users;
    Some(owners)
}

fn rename(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    rename_as(base, edited, pick, false)
}

fn rename_with_alias(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    rename_as(base, edited, pick, true)
}

/// One that refers to nothing, so that it can stand alone.
fn relocate(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let alone = base.emitted(|schema| {
        let mut used = BTreeSet::new();
        references(schema, &mut used);
        used.is_empty()
    });
    let fitting: Vec<_> = alone
        .into_iter()
        .filter(|name| !mentioned_elsewhere(base, name))
        .collect();
    let name = pick.of(&fitting)?.clone();
    redirect(
        edited.api_mut(),
        &format!("#/components/schemas/{name}"),
        &format!("parts.json#/components/schemas/{name}"),
    );
    let schema = edited
        .mapping(&["components", "schemas"])
        .remove(name.as_str())?;
    let mut parts = json(r#"{"components": {"schemas": {}}}"#);
    parts["components"]["schemas"][name.as_str()] = schema;
    edited.files.insert("parts.json".to_owned(), parts);
    // What the ledger has on it is acknowledged for the other file only.
    let pointer = format!("/components/schemas/{}", step(&name));
    let alone = !holds_types(&edited.files["parts.json"]);
    (alone && !base.degraded(&pointer)).then(|| Owners::of(type_file(&name)))
}

/// Whether a schema describes types in place, which are renamed and moved with it.
fn holds_types(schema: &Value) -> bool {
    let said = serde_json::to_string(schema).unwrap_or_default();
    said.matches("\"properties\":{").count() > 1 || said.contains("\"enum\":")
}

fn twin_of(name: &str) -> String {
    // `KeyInfo` and `Keyinfo`: one name but for case.
    let (first, rest) = name.split_at(1);
    let rest: String = rest
        .chars()
        .filter(|one| !matches!(one, '-' | '_'))
        .collect();
    format!("{}{}", first.to_uppercase(), rest.to_lowercase())
}

fn add_schema(edited: &mut Description, name: &str) {
    let said = json(
        r#"{"type": "object", "description": "A newcomer.", "properties": {"text": {"type": "string", "description": "What it says."}}}"#,
    );
    edited
        .mapping(&["components", "schemas"])
        .insert(name.into(), said);
}

fn add_unused(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let twin = twin_of(&record(base, pick)?);
    let known = base.description.schemas();
    if known.iter().any(|(name, _)| *name == twin) {
        return None;
    }
    add_schema(edited, &twin);
    Some(Owners::default())
}

/// As a field of a record, so that it is emitted.
fn add_used(base: &Base, edited: &mut Description, pick: &mut Pick, name: &str) -> Option<Owners> {
    let user = record(base, pick)?;
    add_schema(edited, name);
    let said = json(&format!(r##"{{"$ref": "#/components/schemas/{name}"}}"##));
    properties(edited, &user).insert("locality".into(), said);
    owner(&user)
}

fn add_twin(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let two_words = base.emitted(|schema| schema.get("properties").is_some());
    let fitting: Vec<_> = two_words
        .into_iter()
        .filter(|name| module(name).contains('_'))
        .collect();
    let twin = twin_of(pick.of(&fitting)?);
    let known = base.description.schemas();
    if known.iter().any(|(name, _)| *name == twin) {
        return None;
    }
    add_used(base, edited, pick, &twin)
}

fn add_namesake(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = pick.of(base.operations())?;
    let request: String = operation
        .id
        .split(|one: char| !one.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..]))
        .collect();
    let known = base.description.schemas();
    if known
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case(&request))
    {
        return None;
    }
    add_used(base, edited, pick, &request)
}
