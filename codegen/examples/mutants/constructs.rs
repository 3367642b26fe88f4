//! Which construct of OpenAPI a value of a document is: `operation parameter[query] schema[string]/maxLength`.
//!
//! It is a reader of its own, so that what the generator passes over is a construct here all the same.

use serde_json::Value;

/// What a key of a construct holds.
#[derive(Clone, Copy)]
enum Holds {
    One(&'static str),
    List(&'static str),
    Map(&'static str),
    /// The sections of `components`.
    Sections,
}

use Holds::{List, Map, One, Sections};

/// The constructs by the key that they stand under. Everything else is a value that has no constructs within.
#[rustfmt::skip]
const GRAMMAR: &[(&str, &[(&str, Holds)])] = &[
    ("document", &[
        ("info", One("info")), ("servers", List("server")), ("paths", Map("path")), ("webhooks", Map("path")),
        ("components", Sections), ("security", List("needs")), ("tags", List("tag")), ("externalDocs", One("docs")),
    ]),
    ("tag", &[("externalDocs", One("docs"))]),
    ("info", &[("contact", One("contact")), ("license", One("license"))]),
    ("server", &[("variables", Map("variable"))]),
    ("variable", &[("enum", List("value"))]),
    ("path", &[
        ("servers", List("server")), ("parameters", List("parameter")), ("get", One("operation")), ("put", One("operation")),
        ("post", One("operation")), ("delete", One("operation")), ("options", One("operation")), ("head", One("operation")),
        ("patch", One("operation")), ("trace", One("operation")), ("query", One("operation")),
        ("additionalOperations", Map("operation")),
    ]),
    ("operation", &[
        ("tags", List("name")), ("parameters", List("parameter")), ("requestBody", One("body")), ("responses", Map("response")),
        ("callbacks", Map("callback")), ("security", List("needs")), ("servers", List("server")), ("externalDocs", One("docs")),
    ]),
    ("needs", &[("*", List("value"))]),
    ("callback", &[("*", One("path"))]),
    ("parameter", &[("schema", One("schema")), ("content", Map("media")), ("examples", Map("example"))]),
    ("header", &[("schema", One("schema")), ("content", Map("media")), ("examples", Map("example"))]),
    ("body", &[("content", Map("media"))]),
    ("response", &[("headers", Map("header")), ("content", Map("media")), ("links", Map("link"))]),
    ("link", &[("parameters", Map("value")), ("server", One("server"))]),
    ("media", &[
        ("schema", One("schema")), ("itemSchema", One("schema")), ("encoding", Map("encoding")), ("examples", Map("example")),
    ]),
    ("encoding", &[("headers", Map("header"))]),
    ("scheme", &[("flows", One("flows"))]),
    ("flows", &[
        ("implicit", One("flow")), ("password", One("flow")), ("clientCredentials", One("flow")), ("authorizationCode", One("flow")),
    ]),
    ("flow", &[("scopes", Map("value"))]),
    ("schema", &[
        ("allOf", List("schema")), ("anyOf", List("schema")), ("oneOf", List("schema")), ("not", One("schema")),
        ("items", One("schema")), ("prefixItems", List("schema")), ("contains", One("schema")), ("properties", Map("schema")),
        ("patternProperties", Map("schema")), ("additionalProperties", One("schema")), ("propertyNames", One("schema")),
        ("unevaluatedItems", One("schema")), ("unevaluatedProperties", One("schema")), ("if", One("schema")),
        ("then", One("schema")), ("else", One("schema")), ("dependentSchemas", Map("schema")), ("$defs", Map("schema")),
        ("contentSchema", One("schema")), ("required", List("name")), ("enum", List("value")), ("type", List("value")),
        ("discriminator", One("discriminator")), ("xml", One("xml")),
    ]),
    ("discriminator", &[("mapping", Map("value"))]),
    // Swagger 2.0.
    ("2.0", &[
        ("info", One("info")), ("schemes", List("value")), ("consumes", List("value")), ("produces", List("value")),
        ("paths", Map("2.0-path")), ("definitions", Map("schema")), ("parameters", Map("2.0-parameter")),
        ("responses", Map("2.0-response")), ("securityDefinitions", Map("2.0-scheme")), ("security", List("needs")),
        ("tags", List("tag")), ("externalDocs", One("docs")),
    ]),
    ("2.0-path", &[
        ("parameters", List("2.0-parameter")), ("get", One("2.0-operation")), ("put", One("2.0-operation")),
        ("post", One("2.0-operation")), ("delete", One("2.0-operation")), ("options", One("2.0-operation")),
        ("head", One("2.0-operation")), ("patch", One("2.0-operation")),
    ]),
    ("2.0-operation", &[
        ("tags", List("name")), ("consumes", List("value")), ("produces", List("value")), ("schemes", List("value")),
        ("parameters", List("2.0-parameter")), ("responses", Map("2.0-response")), ("security", List("needs")),
        ("externalDocs", One("docs")),
    ]),
    ("2.0-parameter", &[("schema", One("schema")), ("items", One("2.0-items")), ("enum", List("value"))]),
    ("2.0-items", &[("items", One("2.0-items")), ("enum", List("value"))]),
    ("2.0-response", &[("schema", One("schema")), ("headers", Map("2.0-header"))]),
    ("2.0-header", &[("items", One("2.0-items")), ("enum", List("value"))]),
    ("2.0-scheme", &[("scopes", Map("value"))]),
];

/// What a section of `components` holds.
const SECTIONS: &[(&str, &str)] = &[
    ("schemas", "schema"),
    ("responses", "response"),
    ("parameters", "parameter"),
    ("requestBodies", "body"),
    ("headers", "header"),
    ("securitySchemes", "scheme"),
    ("links", "link"),
    ("callbacks", "callback"),
    ("pathItems", "path"),
    ("mediaTypes", "media"),
    ("examples", "example"),
];

/// A value of a document.
pub(crate) struct Place {
    /// The keys and indices that lead to it.
    pub(crate) way: Vec<Step>,
    /// What it is.
    pub(crate) kind: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

/// Every value of a document that is a construct, or a key of one.
pub(crate) fn places(document: &Value) -> Vec<Place> {
    let mut walk = Walk {
        envelope: envelope(document),
        way: Vec::new(),
        found: Vec::new(),
    };
    let is_older = document.get("swagger").is_some();
    let name = if is_older { "2.0" } else { "document" };
    walk.construct(name, "", document);
    walk.found
}

/// The JSON pointer of a way.
pub(crate) fn pointer(way: &[Step]) -> String {
    way.iter()
        .map(|step| match step {
            Step::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => format!("/{index}"),
        })
        .collect()
}

/// The names of the keys of the envelope around answers.
fn envelope(document: &Value) -> Vec<&str> {
    let named = document.get("x-bindery-envelope");
    let name = |key: &str| named?.get(key)?.as_str();
    ["success", "data"].into_iter().filter_map(name).collect()
}

struct Walk<'v> {
    envelope: Vec<&'v str>,
    way: Vec<Step>,
    found: Vec<Place>,
}

impl Walk<'_> {
    /// A construct: `context` says what it stands in.
    fn construct(&mut self, name: &'static str, context: &str, value: &Value) {
        let Some(entries) = value.as_object() else {
            return;
        };
        let name = match entries.get("$ref") {
            // Schemas and paths may say more than they refer to; nothing else does.
            Some(Value::String(_)) if !matches!(name, "schema" | "path") => "reference",
            _ if name == "schema" && self.is_envelope(value) => "envelope",
            _ => name,
        };
        let label = format!("{context}{}", label(name, value));
        let rows = GRAMMAR
            .iter()
            .find(|(of, _)| *of == name || (name == "envelope" && *of == "schema"));
        let rows = rows.map_or(&[][..], |(_, rows)| rows);
        for (key, value) in entries {
            // The value of an extension is free; so is whatever is not listed.
            let row = rows.iter().find(|(of, _)| of == key || *of == "*");
            let holds = row
                .filter(|_| !key.starts_with("x-"))
                .map(|(_, holds)| *holds);
            let word = if rows.first().is_some_and(|(of, _)| *of == "*") {
                "*"
            } else if key.starts_with("x-") && !key.starts_with("x-bindery-") {
                "x-"
            } else {
                key
            };
            let kind = format!("{label}/{word}");
            let within = within(name, &label, context, word);
            self.step(Step::Key(key.clone()), kind.clone(), |walk| {
                walk.held(holds, &kind, &within, value);
            });
        }
    }

    fn is_envelope(&self, schema: &Value) -> bool {
        let has = |name: &&str| {
            schema
                .get("properties")
                .and_then(|all| all.get(name))
                .is_some()
        };
        !self.envelope.is_empty() && self.envelope.iter().all(has)
    }

    fn held(&mut self, holds: Option<Holds>, kind: &str, within: &str, value: &Value) {
        match (holds, value) {
            (Some(One(name)), _) => self.construct(name, within, value),
            (Some(List(name)), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.step(Step::Index(index), format!("{kind}/#"), |walk| {
                        walk.construct(name, within, item);
                    });
                }
            }
            (Some(Map(name)), Value::Object(entries)) => {
                for (key, item) in entries {
                    let kind = format!("{kind}/{}", word(key));
                    // A body that is not JSON is read by its media type rather than by its schema.
                    let raw = name == "media" && !key.contains("json");
                    let within = if raw {
                        format!("{within}{key} ")
                    } else {
                        within.to_owned()
                    };
                    self.step(Step::Key(key.clone()), kind, |walk| {
                        walk.construct(name, &within, item);
                    });
                }
            }
            (Some(Sections), Value::Object(entries)) => {
                for (section, items) in entries {
                    let row = SECTIONS.iter().find(|(of, _)| of == section);
                    let kind = format!("{kind}/{section}");
                    self.step(Step::Key(section.clone()), kind.clone(), |walk| {
                        walk.held(row.map(|(_, name)| Map(name)), &kind, "component ", items);
                    });
                }
            }
            (_, _) => {}
        }
    }

    fn step(&mut self, step: Step, kind: String, inner: impl FnOnce(&mut Self)) {
        self.way.push(step);
        self.found.push(Place {
            way: self.way.clone(),
            kind,
        });
        inner(self);
        self.way.pop();
    }
}

/// Keys of maps that mean something by themselves.
fn word(key: &str) -> &str {
    if key == "default" || key.contains('/') && !key.starts_with('/') {
        key
    } else {
        "*"
    }
}

/// A construct with what decides how its keys are read.
fn label(name: &str, value: &Value) -> String {
    let deciding = match name {
        "parameter" | "2.0-parameter" => "in",
        "schema" | "scheme" | "2.0-scheme" => "type",
        _ => return name.to_owned(),
    };
    let decided = match value.get(deciding) {
        Some(Value::String(_)) if is_spoken_for(value) => "spoken for",
        Some(Value::String(text)) => text,
        Some(Value::Array(_)) => "several",
        _ if value.get("$ref").is_some() => "$ref",
        _ => "",
    };
    format!("{name}[{decided}]")
}

/// Whether a parameter is one of the headers that OpenAPI says are not to be read.
fn is_spoken_for(parameter: &Value) -> bool {
    let name = parameter
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let names = ["accept", "content-type", "authorization"];
    parameter.get("in").is_some_and(|place| place == "header")
        && names.contains(&name.to_ascii_lowercase().as_str())
}

/// The context of the parts of a construct: the innermost schema for schemas within schemas, else the enclosing object.
fn within(name: &str, label: &str, context: &str, key: &str) -> String {
    let outer = if context.starts_with("webhook ") {
        "webhook "
    } else {
        ""
    };
    match name {
        "schema" | "envelope" => {
            let outer = context
                .split_once("schema")
                .map_or(context, |(outer, _)| outer);
            format!("{outer}{name}.{key} ")
        }
        "document" if key == "webhooks" => "webhook ".to_owned(),
        // A callback is all that a webhook is.
        "callback" => "webhook ".to_owned(),
        "document" | "path" | "operation" | "media" | "2.0" | "2.0-path" | "2.0-operation" => {
            context.to_owned()
        }
        _ => format!("{outer}{} ", label.rsplit(' ').next().unwrap_or(label)),
    }
}
