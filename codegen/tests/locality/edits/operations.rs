//! Edits of operations, what they take, and tags.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::Touch::{Lock, Owner, Service, Users};
use super::{Edit, Owners, Pick, edit};
use crate::description::{Base, Description, Operation, entries, json, module, step};

/// Hunks of a call that comes, goes or has another name: its method, its request, the import of a
/// type; and its constants, which only edition 2 keeps behind the request.
const CALL: usize = 3;

/// Hunks of a name that changes: the example, the method, the request and its settings, the wire
/// table, the constants; and the struct of inputs, where there are many.
const RENAMED: usize = 8;

/// Hunks of an optional input: what the method sets it to, the field, the setter, the wire line.
const SETTER: usize = 4;

/// Hunks of a required input: its sentence, the example, the argument, the field, the wire line.
const ARGUMENT: usize = 5;

pub(super) const EDITS: &[Edit] = &[
    edit("add an operation", &[Owner, Lock], CALL, add),
    edit("remove an operation", &[Owner, Lock], CALL, remove),
    edit(
        "rename an operation",
        &[Owner, Lock, Users],
        RENAMED,
        rename,
    ),
    edit(
        "rename an operation, with its former id",
        &[Owner, Lock, Users],
        RENAMED,
        rename_with_alias,
    ),
    edit(
        "change the description of an operation",
        &[Owner],
        1,
        describe,
    ),
    edit("change the summary of an operation", &[Owner], 1, summarise),
    edit(
        "change the description of a parameter",
        &[Owner],
        3,
        describe_parameter,
    ),
    edit(
        "change the description of an answer",
        &[Owner],
        1,
        describe_answer,
    ),
    edit(
        "change the description of an answer that operations share",
        &[Owner],
        3,
        describe_shared_answer,
    ),
    edit(
        "change the description of a tag",
        &[Owner, Service],
        1,
        describe_tag,
    ),
    edit(
        "change the description of the API",
        &[Service],
        1,
        describe_api,
    ),
    edit(
        "add an optional parameter",
        &[Owner, Lock],
        SETTER,
        add_parameter,
    ),
    edit(
        "add a required parameter",
        &[Owner, Users],
        ARGUMENT,
        add_required_parameter,
    ),
    edit(
        "make a required parameter optional",
        &[Owner, Users],
        ARGUMENT,
        relax_parameter,
    ),
    edit("change a path", &[Owner], 2, change_path),
    edit("change an effect", &[Owner], 2, change_effect),
    edit("deprecate an operation", &[Owner], 2 * CALL, deprecate),
    edit("change an example", &[Owner], 1, change_example),
    edit("add a tag that no operation has", &[], 0, add_tag),
    edit(
        "add a tag with an operation",
        &[Owner, Service, Lock],
        3,
        add_used_tag,
    ),
    edit(
        "add an operation without a tag",
        &[Owner, Service, Lock],
        3,
        add_untagged,
    ),
    edit(
        "move an operation to another tag",
        &[Owner, Users],
        CALL,
        change_tag,
    ),
];

/// Another text than any description has.
const TEXT: &str = "Another text.";

fn said(base: &Base, pick: &mut Pick, wanted: impl Fn(&Value) -> bool) -> Option<Operation> {
    let fitting: Vec<_> = base
        .operations()
        .iter()
        .filter(|operation| wanted(base.description.said(operation)))
        .collect();
    pick.of(&fitting).map(|operation| (*operation).clone())
}

fn owner(operation: &Operation) -> Option<Owners> {
    Some(Owners::of(operation.file()))
}

/// The SOAP calls that name an operation as their equivalent.
fn equivalents(description: &Description, id: &str) -> Vec<(String, String)> {
    let operations = description.soap().and_then(|soap| soap.get("operations"));
    entries(operations)
        .filter(|(_, call)| call.get("rest").and_then(Value::as_str) == Some(id))
        .map(|(name, call)| {
            (
                name.to_owned(),
                call["tag"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect()
}

fn put(operation: &mut Mapping, key: &str, value: impl Into<Value>) {
    operation.insert(key.into(), value.into());
}

/// A call that takes one thing and answers what a named record is.
fn probe(base: &Base, pick: &mut Pick, tag: &str) -> Option<Value> {
    let record = pick.of(base.records())?.clone();
    let answer = if base.description.api().get("x-bindery-envelope").is_some() {
        format!(
            r##"{{"type": "object", "required": ["success", "data"], "properties": {{"success": {{"type": "boolean"}}, "data": {{"$ref": "#/components/schemas/{record}"}}}}}}"##
        )
    } else {
        format!(r##"{{"$ref": "#/components/schemas/{record}"}}"##)
    };
    Some(json(&format!(
        r#"{{"operationId": "findLocality", "tags": ["{tag}"], "summary": "Finds where something is.",
        "parameters": [
            {{"name": "place", "in": "path", "required": true, "schema": {{"type": "string"}}}},
            {{"name": "one", "in": "query", "schema": {{"type": "string"}}}},
            {{"name": "other", "in": "query", "schema": {{"type": "string"}}}},
            {{"name": "third", "in": "query", "schema": {{"type": "string"}}}}],
        "responses": {{"200": {{"description": "What is there.", "content": {{"application/json": {{"schema": {answer}}}}}}}}}}}"#
    )))
}

fn add(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let beside = said(base, pick, |_| true)?;
    let call = probe(base, pick, &beside.tag)?;
    let mut item = Mapping::new();
    put(&mut item, "get", call);
    put(edited.mapping(&["paths"]), "/locality/{place}", item);
    owner(&beside)
}

/// One whose answers others answer, and whose inputs others take, too, and that leaves its tag with
/// another one.
fn remove(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let mut users = BTreeMap::<(bool, String), usize>::new();
    let mut members = BTreeMap::<String, usize>::new();
    for operation in edited.operations() {
        for used in base.description.reachable(&operation) {
            *users.entry(used).or_default() += 1;
        }
        *members.entry(operation.tag).or_default() += 1;
    }
    let fitting: Vec<_> = base
        .operations()
        .iter()
        .filter(|operation| {
            let reachable = base.description.reachable(operation);
            reachable.iter().all(|used| users[used] > 1)
                && members[&operation.tag] > 1
                && equivalents(edited, &operation.id).is_empty()
        })
        .collect();
    let gone = (*pick.of(&fitting)?).clone();
    edited
        .mapping(&["paths", &gone.path])
        .remove(gone.verb.as_str());
    owner(&gone)
}

fn rename_as(
    base: &Base,
    edited: &mut Description,
    pick: &mut Pick,
    alias: bool,
) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    let id = format!("{}Anew", operation.id);
    let method_stays = base
        .description
        .said(&operation)
        .get("x-bindery-name")
        .is_some();
    let mut owners = Owners::of(operation.file());
    for (name, tag) in equivalents(edited, &operation.id) {
        let soap = edited.soap_mut()?;
        soap["operations"][name.as_str()]["rest"] = id.as_str().into();
        if !method_stays {
            owners.users.insert(format!("soap/{}.rs", module(&tag)));
        }
    }
    let said = edited.operation(&operation);
    put(said, "operationId", id);
    if alias {
        put(said, "x-bindery-renamed-from", operation.id);
    }
    Some(owners)
}

fn rename(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    rename_as(base, edited, pick, false)
}

fn rename_with_alias(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    rename_as(base, edited, pick, true)
}

fn describe(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    put(edited.operation(&operation), "description", TEXT);
    owner(&operation)
}

fn summarise(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    put(edited.operation(&operation), "summary", TEXT);
    owner(&operation)
}

/// The parameters that an operation describes itself, with their places in its list.
fn parameters<'v>(base: &'v Base, operation: &Operation) -> Vec<(usize, &'v Value)> {
    let list = base
        .description
        .said(operation)
        .get("parameters")
        .and_then(Value::as_sequence);
    list.into_iter()
        .flatten()
        .enumerate()
        .filter(|(at, parameter)| {
            let pointer = format!("{}/parameters/{at}", operation.pointer());
            parameter.get("name").is_some()
                && parameter.get("in").and_then(Value::as_str) != Some("cookie")
                && !base.degraded(&pointer)
        })
        .collect()
}

/// An operation of at most this many required inputs, and a parameter of it.
fn parameter(
    base: &Base,
    pick: &mut Pick,
    wanted: impl Fn(&Value) -> bool,
) -> Option<(Operation, usize, Value)> {
    let mut fitting = Vec::new();
    for operation in base.operations() {
        for (at, parameter) in parameters(base, operation) {
            if wanted(parameter) {
                fitting.push((operation, at, parameter));
            }
        }
    }
    let (operation, at, parameter) = pick.of(&fitting)?;
    Some(((*operation).clone(), *at, (*parameter).clone()))
}

fn edit_parameter(
    edited: &mut Description,
    operation: &Operation,
    at: usize,
    key: &str,
    value: impl Into<Value>,
) {
    edited.operation(operation)["parameters"][at][key] = value.into();
}

fn describe_parameter(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let (operation, at, _) = parameter(base, pick, |_| true)?;
    edit_parameter(edited, &operation, at, "description", TEXT);
    owner(&operation)
}

fn describe_answer(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let good = |status: &str| status.starts_with('2');
    let inline = |call: &Value| {
        let answers = || entries(call.get("responses")).filter(|(status, _)| good(status));
        // Where several answers are good, the first decides.
        answers().count() == 1 && answers().all(|(_, answer)| answer.get("description").is_some())
    };
    let operation = said(base, pick, inline)?;
    let responses = &mut edited.operation(&operation)["responses"];
    for (status, answer) in responses.as_mapping_mut()? {
        if status.as_str().is_some_and(good) {
            answer["description"] = TEXT.into();
        }
    }
    owner(&operation)
}

/// Such an answer is said once and shown by every operation that refers to it.
fn describe_shared_answer(
    base: &Base,
    edited: &mut Description,
    pick: &mut Pick,
) -> Option<Owners> {
    let shared = base.description.api().get("components")?.get("responses");
    let names: Vec<_> = entries(shared).map(|(name, _)| name.to_owned()).collect();
    let name = pick.of(&names)?.clone();
    let target = format!("#/components/responses/{name}");
    let mut owners = Owners::default();
    let mut times = BTreeMap::<String, usize>::new();
    for operation in base.description.operations() {
        let answers = entries(base.description.said(&operation).get("responses"));
        let uses = answers
            .filter(|(status, _)| !status.starts_with('3'))
            .filter(|(_, answer)| answer.get("$ref").and_then(Value::as_str) == Some(&target))
            .count();
        if uses > 0 && base.called(&operation) {
            *times.entry(operation.file()).or_default() += uses;
            owners.owners.insert(operation.file());
        }
    }
    owners.hunks = Some(times.values().copied().max().unwrap_or_default());
    put(
        edited.mapping(&["components", "responses", &name]),
        "description",
        TEXT,
    );
    Some(owners)
}

fn describe_tag(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    let tags = edited.api_mut().get_mut("tags")?.as_sequence_mut()?;
    let tag = tags
        .iter_mut()
        .find(|tag| tag["name"].as_str() == Some(operation.tag.as_str()))?;
    tag["description"] = TEXT.into();
    owner(&operation)
}

fn describe_api(_: &Base, edited: &mut Description, _: &mut Pick) -> Option<Owners> {
    put(edited.mapping(&["info"]), "description", TEXT);
    Some(Owners::default())
}

fn push_parameter(edited: &mut Description, operation: &Operation, text: &str) {
    let said = edited.operation(operation);
    let list = said
        .entry("parameters".into())
        .or_insert_with(|| Value::Sequence(Vec::new()));
    if let Some(list) = list.as_sequence_mut() {
        list.push(json(text));
    }
}

fn add_parameter(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    let parameter = r#"{"name": "locality", "in": "query", "description": "Where.", "schema": {"type": "string"}}"#;
    push_parameter(edited, &operation, parameter);
    owner(&operation)
}

/// How many inputs of an operation may be required at most, bodies among them.
fn required(base: &Base, operation: &Operation) -> usize {
    let item = &base.description.api()["paths"][operation.path.as_str()];
    let said = base.description.said(operation);
    let of = |said: &Value| {
        said.get("parameters")
            .and_then(Value::as_sequence)
            .map_or(0, Vec::len)
    };
    // A body may be taken apart.
    of(item)
        + of(said)
        + if said.get("requestBody").is_some() {
            9
        } else {
            0
        }
}

/// The order of arguments is in the ledger where there are two.
fn add_required_parameter(
    base: &Base,
    edited: &mut Description,
    pick: &mut Pick,
) -> Option<Owners> {
    let few = |operation: &&Operation| (1..=3).contains(&required(base, operation));
    let fitting: Vec<_> = base.operations().iter().filter(few).collect();
    let operation = (*pick.of(&fitting)?).clone();
    let parameter = r#"{"name": "locality", "in": "query", "required": true, "description": "Where.", "schema": {"type": "string"}}"#;
    push_parameter(edited, &operation, parameter);
    let mut owners = Owners::of(operation.file());
    let list = edited.operation(&operation)["parameters"]
        .as_sequence()?
        .clone();
    let mut known: Vec<_> = list
        .iter()
        .map(|one| is_required(&base.description, one))
        .collect();
    let item = &base.description.api()["paths"][operation.path.as_str()];
    let above = item.get("parameters").and_then(Value::as_sequence);
    known.extend(
        above
            .into_iter()
            .flatten()
            .map(|one| is_required(&base.description, one)),
    );
    if known.iter().filter(|required| **required).count() > 1 {
        owners.users.insert(crate::description::LOCK.to_owned());
    }
    Some(owners)
}

/// Whether a parameter, or the one that it refers to, is required.
fn is_required(description: &Description, parameter: &Value) -> bool {
    let target = parameter.get("$ref").and_then(Value::as_str);
    let name = target.and_then(|target| target.strip_prefix("#/components/parameters/"));
    let parameter = match name {
        Some(name) => &description.api()["components"]["parameters"][name],
        None => parameter,
    };
    parameter
        .get("required")
        .and_then(Value::as_bool)
        .unwrap_or_default()
}

/// A required parameter of the query or a header, where it is the only required one, or leaves the
/// others in an order that the ledger has.
fn relax_parameter(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let query = |parameter: &Value| {
        parameter.get("in").and_then(Value::as_str) != Some("path")
            && parameter.get("required").and_then(Value::as_bool) == Some(true)
    };
    let (operation, at, _) = parameter(base, pick, query)?;
    if required(base, &operation) > 4 {
        return None;
    }
    edit_parameter(edited, &operation, at, "required", false);
    let mut owners = Owners::of(operation.file());
    let line = format!("#operations/{} ", step(&operation.id));
    if base
        .lock()
        .lines()
        .any(|known| known.starts_with("arguments ") && known.contains(&line))
    {
        owners.users.insert(crate::description::LOCK.to_owned());
    }
    Some(owners)
}

fn change_path(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    let path = operation.path.as_str();
    // What a path says for all of its operations goes along, and so do those.
    let mut item = edited.mapping(&["paths"]).remove(path)?;
    let shared = Mapping::from_iter(
        item.as_mapping()?
            .iter()
            .filter(|(key, _)| key.as_str().is_some_and(|key| key == "parameters"))
            .map(|(key, value)| (key.clone(), value.clone())),
    );
    let mut moved = shared;
    let call = item.as_mapping_mut()?.remove(operation.verb.as_str())?;
    put(&mut moved, &operation.verb, call);
    let paths = edited.mapping(&["paths"]);
    put(paths, path, item);
    put(paths, &format!("/elsewhere{path}"), moved);
    owner(&operation).map(|owners| owners.with_degraded(base.degraded(&operation.pointer())))
}

fn change_effect(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |_| true)?;
    let said = edited.operation(&operation);
    let before = said
        .get("x-bindery-effect")
        .and_then(Value::as_str)
        .unwrap_or("none");
    let default = match operation.verb.as_str() {
        "put" | "delete" => "idempotent",
        "get" | "head" | "options" => "read",
        _ => "write",
    };
    let now = ["read", "idempotent", "write"]
        .into_iter()
        .find(|effect| *effect != before && *effect != default)?;
    put(said, "x-bindery-effect", now);
    owner(&operation)
}

fn deprecate(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let operation = said(base, pick, |call| call.get("deprecated").is_none())?;
    put(edited.operation(&operation), "deprecated", true);
    owner(&operation)
}

/// The example of a required parameter: what the documentation shows.
fn change_example(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let number = |parameter: &Value| {
        let schema = parameter.get("schema");
        let ty = schema.and_then(|schema| schema.get("type")?.as_str());
        let plain = schema.is_some_and(|schema| schema.get("format").is_none());
        parameter.get("examples").is_none()
            && ty == Some("integer")
            && (plain || parameter.get("example").is_some())
            && parameter.get("in").and_then(Value::as_str) == Some("path")
    };
    let (operation, at, _) = parameter(base, pick, number)?;
    edit_parameter(edited, &operation, at, "example", 4711);
    owner(&operation)
}

fn new_tag(edited: &mut Description) -> Option<()> {
    let tags = edited.api_mut().get_mut("tags")?.as_sequence_mut()?;
    tags.push(json(
        r#"{"name": "locality", "description": "Where things are."}"#,
    ));
    Some(())
}

fn add_tag(_: &Base, edited: &mut Description, _: &mut Pick) -> Option<Owners> {
    new_tag(edited)?;
    Some(Owners::default())
}

fn add_used_tag(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    new_tag(edited)?;
    let call = probe(base, pick, "locality")?;
    let mut item = Mapping::new();
    put(&mut item, "get", call);
    put(edited.mapping(&["paths"]), "/locality/{place}", item);
    Some(Owners::of("rest/locality.rs"))
}

/// Its path says what group it belongs to.
fn add_untagged(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let mut call = probe(base, pick, "")?;
    call.as_mapping_mut()?.remove("tags");
    let mut item = Mapping::new();
    put(&mut item, "get", call);
    put(edited.mapping(&["paths"]), "/v2/locality/{place}", item);
    Some(Owners::of("rest/locality.rs"))
}

fn change_tag(base: &Base, edited: &mut Description, pick: &mut Pick) -> Option<Owners> {
    let all = edited.operations();
    let several = |operation: &&Operation| {
        let same = all.iter().filter(|other| other.tag == operation.tag);
        same.count() > 1 && equivalents(edited, &operation.id).is_empty()
    };
    let fitting: Vec<_> = base.operations().iter().filter(several).collect();
    let operation = (*pick.of(&fitting)?).clone();
    let others: Vec<_> = base
        .operations()
        .iter()
        .filter(|other| other.tag != operation.tag)
        .collect();
    let to = (*pick.of(&others)?).clone();
    put(
        edited.operation(&operation),
        "tags",
        Value::Sequence(vec![to.tag.as_str().into()]),
    );
    let mut owners = Owners::of(operation.file());
    owners.users.insert(to.file());
    // A call keeps its name where no other call of its new group has it.
    let name = method(base, &operation.id);
    let mut there = base.operations().iter().filter(|other| other.tag == to.tag);
    if there.any(|other| method(base, &other.id) == name) {
        owners.degraded = true;
        owners.moved = Some(operation.id);
    }
    Some(owners)
}

/// The method of an operation, as the lock file has it.
fn method<'b>(base: &'b Base, id: &str) -> Option<&'b str> {
    let place = format!("#operations/{id}");
    let mut names = base
        .lock()
        .lines()
        .filter_map(|line| line.strip_prefix("name "));
    names.find_map(|line| {
        let (at, name) = line.split_once(' ')?;
        at.ends_with(&place).then_some(name)
    })
}
