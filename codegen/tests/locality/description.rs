//! A description that can be edited, and what it generated before.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bindery::Files;
use serde_yaml::{Mapping, Value};

use crate::support::{generate, put};

/// The ledger, which every edit that gives or takes a name touches.
pub(crate) const LOCK: &str = "bindery.lock";

/// The files of a description, without their configuration.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    /// The crate that the configuration names.
    pub(crate) name: &'static str,
    /// Lines of the configuration that go with the description.
    pub(crate) settings: String,
    /// The inputs, the OpenAPI document first; and files that they refer to.
    pub(crate) files: BTreeMap<String, Value>,
    /// The inputs, in their order.
    pub(crate) inputs: Vec<String>,
}

/// Where an operation stands, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Operation {
    pub(crate) path: String,
    pub(crate) verb: String,
    pub(crate) id: String,
    pub(crate) tag: String,
}

impl Operation {
    /// The file of its tag.
    pub(crate) fn file(&self) -> String {
        format!("rest/{}.rs", module(&self.tag))
    }

    /// Its JSON pointer.
    pub(crate) fn pointer(&self) -> String {
        format!("/paths/{}/{}", step(&self.path), self.verb)
    }
}

impl Description {
    /// The OpenAPI document.
    pub(crate) fn api(&self) -> &Value {
        &self.files[&self.inputs[0]]
    }

    /// The same, to edit.
    pub(crate) fn api_mut(&mut self) -> &mut Value {
        let name = self.inputs[0].clone();
        self.files.get_mut(&name).expect("the input is there")
    }

    /// The SOAP description, where there is one.
    pub(crate) fn soap(&self) -> Option<&Value> {
        self.inputs.get(1).map(|name| &self.files[name])
    }

    /// The same, to edit.
    pub(crate) fn soap_mut(&mut self) -> Option<&mut Value> {
        let name = self.inputs.get(1)?.clone();
        self.files.get_mut(&name)
    }

    /// A mapping of the OpenAPI document, to edit.
    pub(crate) fn mapping(&mut self, path: &[&str]) -> &mut Mapping {
        descend(self.api_mut(), path)
            .as_mapping_mut()
            .unwrap_or_else(|| panic!("{path:?} is not a mapping"))
    }

    /// An operation, to edit.
    pub(crate) fn operation(&mut self, operation: &Operation) -> &mut Mapping {
        self.mapping(&["paths", &operation.path, &operation.verb])
    }

    /// Every operation that has an id and one tag.
    pub(crate) fn operations(&self) -> Vec<Operation> {
        let verbs = ["get", "put", "post", "delete", "patch", "head", "options"];
        let mut found = Vec::new();
        for (path, item) in entries(self.api().get("paths")) {
            for (verb, operation) in entries(Some(item)) {
                let id = operation.get("operationId").and_then(Value::as_str);
                let tag = operation.get("tags").and_then(|tags| tags.get(0)?.as_str());
                if let (true, Some(id), Some(tag)) = (verbs.contains(&verb), id, tag) {
                    found.push(Operation {
                        path: path.to_owned(),
                        verb: verb.to_owned(),
                        id: id.to_owned(),
                        tag: tag.to_owned(),
                    });
                }
            }
        }
        found
    }

    /// The named schemas that an operation takes (false) and answers (true).
    pub(crate) fn reachable(&self, operation: &Operation) -> BTreeSet<(bool, String)> {
        let mut found = BTreeSet::new();
        for (key, value) in entries(Some(self.said(operation))) {
            let answers = key == "responses";
            found.extend(self.reached(value).into_iter().map(|name| (answers, name)));
        }
        found
    }

    /// The named schemas that a part of the description and they refer to.
    fn reached(&self, part: &Value) -> BTreeSet<String> {
        let mut pending = BTreeSet::new();
        references(part, &mut pending);
        let mut found = BTreeSet::new();
        while let Some(name) = pending.pop_first() {
            let schemas = &self.api()["components"]["schemas"];
            if let Some(schema) = schemas
                .get(name.as_str())
                .filter(|_| found.insert(name.clone()))
            {
                references(schema, &mut pending);
                pending.retain(|name| !found.contains(name));
            }
        }
        found
    }

    /// What an operation says.
    pub(crate) fn said(&self, operation: &Operation) -> &Value {
        &self.api()["paths"][operation.path.as_str()][operation.verb.as_str()]
    }

    /// The named schemas.
    pub(crate) fn schemas(&self) -> Vec<(&str, &Value)> {
        let components = self.api().get("components");
        entries(components.and_then(|components| components.get("schemas"))).collect()
    }

    /// A named schema.
    pub(crate) fn schema(&self, name: &str) -> &Value {
        &self.api()["components"]["schemas"][name]
    }

    /// A named schema, to edit.
    pub(crate) fn schema_mut(&mut self, name: &str) -> &mut Mapping {
        self.mapping(&["components", "schemas", name])
    }

    /// Writes the files, with the ledger that an earlier run left, and generates them.
    pub(crate) fn generate(&self, lock: Option<&str>) -> Files {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        if let Some(lock) = lock {
            put(folder.path(), &format!("generated/{LOCK}"), lock);
        }
        generate(&self.write(folder.path())).unwrap_or_else(|findings| panic!("{findings}"))
    }

    /// Writes the files below `spec/` of a folder; the path of the configuration.
    pub(crate) fn write(&self, folder: &Path) -> std::path::PathBuf {
        for (name, value) in &self.files {
            let text = serde_json::to_string(value).expect("the keys of a description are text");
            put(folder, &format!("spec/{name}"), text);
        }
        let config = format!(
            "edition: 1\ncrate: {}\ninputs: [{}]\noutput: ../generated\n{}",
            self.name,
            self.inputs.join(", "),
            self.settings
        );
        put(folder, "spec/bindery.yaml", config);
        folder.join("spec/bindery.yaml")
    }
}

/// A description, and what it generated.
#[derive(Debug)]
pub(crate) struct Base {
    pub(crate) description: Description,
    pub(crate) files: Files,
    names: BTreeSet<String>,
    degradations: BTreeSet<String>,
    uses: BTreeMap<String, usize>,
    operations: OnceCell<Vec<Operation>>,
    records: OnceCell<Vec<String>>,
}

impl Base {
    /// Generates a description.
    pub(crate) fn new(description: Description) -> Self {
        let files = description.generate(None);
        let mut uses = BTreeMap::new();
        count(description.api(), &mut uses);
        Self {
            names: places(&files[LOCK], "name", 0),
            degradations: places(&files[LOCK], "degradation", 1),
            uses,
            description,
            files,
            operations: OnceCell::new(),
            records: OnceCell::new(),
        }
    }

    /// The ledger.
    pub(crate) fn lock(&self) -> &str {
        &self.files[LOCK]
    }

    /// The operations that can be called, without the one that `lib.rs` shows.
    pub(crate) fn operations(&self) -> &[Operation] {
        self.operations.get_or_init(|| {
            let all = self.description.operations();
            let first = self.first_call();
            all.into_iter()
                .filter(|operation| self.called(operation) && Some(&operation.id) != first.as_ref())
                .collect()
        })
    }

    /// The operation that `lib.rs` shows, by its id: one that takes the least.
    pub(crate) fn first_call(&self) -> Option<String> {
        let library = self.files.get("lib.rs")?;
        let call = library.lines().find(|line| line.contains(".await?"))?;
        let handle = call.split_once("client.")?.1.split_once("()")?;
        let method = handle.1.trim_start_matches('.').split('(').next()?;
        let rust = format!(" {method}");
        self.lock()
            .lines()
            .filter(|line| line.ends_with(&rust))
            .filter_map(|line| line.split_once("#operations/")?.1.split_once(' '))
            .map(|(place, _)| place.replace("~1", "/").replace("~0", "~"))
            .find(|id| !id.is_empty())
    }

    /// The named records that are emitted, are no body that is taken apart into inputs, and whose
    /// file is plain to see.
    pub(crate) fn records(&self) -> &[String] {
        self.records.get_or_init(|| {
            let bodies = self.bodies();
            self.emitted(|schema| {
                schema.get("type").and_then(Value::as_str) == Some("object")
                    && schema.get("properties").is_some_and(Value::is_mapping)
                    && !["allOf", "oneOf", "anyOf", "additionalProperties"]
                        .iter()
                        .any(|key| schema.get(*key).is_some())
            })
            .into_iter()
            .filter(|name| !bodies.contains(name))
            .collect()
        })
    }

    /// The named enumerations that are emitted: the key of their values, and how many there are.
    pub(crate) fn enumerations(&self, key: &str, least: usize) -> Vec<String> {
        self.emitted(|schema| {
            let values = schema.get(key).and_then(Value::as_sequence);
            values.is_some_and(|values| {
                let texts = values.iter().all(|value| {
                    value.is_string() || value.get("const").is_some_and(Value::is_string)
                });
                texts && values.len() >= least
            })
        })
    }

    /// The named schemas that have a file of their own name.
    pub(crate) fn emitted(&self, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
        self.description
            .schemas()
            .into_iter()
            .filter(|(name, schema)| {
                wanted(schema)
                    && is_plain(name)
                    && self.named(&format!("types/{name}"))
                    && self.files.contains_key(&type_file(name))
            })
            .map(|(name, _)| name.to_owned())
            .collect()
    }

    /// The schemas that are bodies as a whole, or that an operation refers to as one.
    fn bodies(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for operation in self.description.operations() {
            let body = self.description.said(&operation).get("requestBody");
            references(body.unwrap_or(&Value::Null), &mut found);
        }
        let shared = self.description.api().get("components");
        let shared = shared.and_then(|components| components.get("requestBodies"));
        references(shared.unwrap_or(&Value::Null), &mut found);
        found
    }

    /// Whether an operation is one that can be called.
    pub(crate) fn called(&self, operation: &Operation) -> bool {
        self.named(&format!("operations/{}", step(&operation.id)))
            && self.files.contains_key(&operation.file())
    }

    /// How often the document refers to a named schema.
    pub(crate) fn uses(&self, name: &str) -> usize {
        self.uses.get(name).copied().unwrap_or_default()
    }

    /// Whether a place has a name.
    fn named(&self, place: &str) -> bool {
        self.names.contains(place)
    }

    /// Whether something at or below a JSON pointer is left out or widened, which the ledger has a
    /// line for.
    pub(crate) fn degraded(&self, pointer: &str) -> bool {
        let place = pointer.replace(' ', "%20");
        let below = format!("{place}/");
        let mut behind = self.degradations.range(below.clone()..);
        self.degradations.contains(&place)
            || behind.next().is_some_and(|next| next.starts_with(&below))
    }
}

/// The places that lines of a kind name, without their files.
fn places(lock: &str, kind: &str, word: usize) -> BTreeSet<String> {
    lock.lines()
        .filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' '))
        .filter_map(|line| line.split(' ').nth(word)?.split_once('#'))
        .map(|(_, place)| place.to_owned())
        .collect()
}

/// The entries of a mapping.
pub(crate) fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value
        .and_then(Value::as_mapping)
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((key.as_str()?, value)))
}

/// The value at a path, to edit.
pub(crate) fn descend<'v>(mut value: &'v mut Value, path: &[&str]) -> &'v mut Value {
    for key in path {
        value = value
            .get_mut(*key)
            .unwrap_or_else(|| panic!("there is no `{key}` on the way to {path:?}"));
    }
    value
}

/// Counts the references to each named schema.
fn count(value: &Value, uses: &mut BTreeMap<String, usize>) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                match (key.as_str(), value.as_str()) {
                    (Some("$ref"), Some(target)) => {
                        if let Some((_, name)) = target.split_once("#/components/schemas/") {
                            *uses.entry(name.to_owned()).or_default() += 1;
                        }
                    }
                    _ => count(value, uses),
                }
            }
        }
        Value::Sequence(list) => list.iter().for_each(|value| count(value, uses)),
        _ => {}
    }
}

/// The named schemas that a part of a description refers to.
pub(crate) fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                match (key.as_str(), value.as_str()) {
                    (Some("$ref"), Some(target)) => {
                        if let Some((_, name)) = target.split_once("#/components/schemas/") {
                            found.insert(name.to_owned());
                        }
                    }
                    _ => references(value, found),
                }
            }
        }
        Value::Sequence(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// Whether a name is split into words in one way only.
pub(crate) fn is_plain(name: &str) -> bool {
    let mut before = '_';
    let plain = name.chars().all(|one| {
        let fits = one.is_ascii_lowercase()
            || (one.is_ascii_uppercase() && !before.is_ascii_uppercase())
            || matches!(one, '-' | '_');
        before = one;
        fits
    });
    plain && name.starts_with(|one: char| one.is_ascii_alphabetic())
}

/// The file of a schema whose name is plain.
pub(crate) fn type_file(name: &str) -> String {
    format!("types/{}.rs", module(name))
}

/// A plain name as a module.
pub(crate) fn module(name: &str) -> String {
    let mut out = String::new();
    for one in name.chars() {
        if one.is_ascii_uppercase() && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.push(if matches!(one, '-' | ' ') {
            '_'
        } else {
            one.to_ascii_lowercase()
        });
    }
    out
}

/// A step of a JSON pointer.
pub(crate) fn step(text: &str) -> String {
    text.replace('~', "~0").replace('/', "~1")
}

/// A value from JSON.
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}
