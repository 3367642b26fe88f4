//! Documents made of the words of OpenAPI, put together as the fuzzer likes.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

/// The deepest that values are put into each other.
const DEEPEST: usize = 12;

const KEYS: &[&str] = &[
    "$ref", "$defs", "$anchor", "$dynamicRef", "type", "format", "nullable", "enum", "const", "allOf", "oneOf", "anyOf", "not",
    "properties", "required", "additionalProperties", "patternProperties", "prefixItems", "items", "discriminator", "propertyName",
    "mapping", "default", "example", "examples", "title", "description", "deprecated", "readOnly", "writeOnly", "minimum", "if", "then",
    "contentEncoding", "name", "in", "schema", "content", "style", "explode", "application/json", "multipart/form-data",
    "application/x-www-form-urlencoded", "text/event-stream", "encoding", "headers", "links", "parameters", "requestBody", "responses",
    "200", "4XX", "default", "operationId", "tags", "security", "servers", "url", "variables", "callbacks", "get", "post", "/a/{b}",
    "a", "b", "A", "self", "type_", "Self", "x-bindery-secret", "x-bindery-name", "x-bindery-pagination",
];

const TEXTS: &[&str] = &[
    "object", "string", "array", "integer", "number", "boolean", "null", "date-time", "int64", "uint64", "byte", "binary", "password",
    "path", "query", "header", "cookie", "form", "simple", "deepObject", "matrix", "a", "b", "A", "", "self", "😀",
    "#/components/schemas/a", "#/components/schemas/b", "#/components/schemas/A/allOf/0", "#/components/schemas/a/properties/b",
    "#/components/parameters/a", "#/paths/~1a~1{b}/get", "#", "#a", "other.yaml#/a", "api.json", "https://example.org/{a}",
];

/// A whole document.
pub fn document(input: &mut Unstructured<'_>) -> Result<Value> {
    let mut schemas = Map::new();
    for name in ["a", "b", "A"] {
        schemas.insert(name.to_owned(), value(input, DEEPEST)?);
    }
    Ok(json!({
        "openapi": if input.arbitrary()? { "3.1.0" } else { "3.0.3" },
        "info": { "title": "Fuzzed", "version": "1" },
        "servers": [{ "url": "https://example.org" }],
        "paths": {
            "/a/{b}": {
                "post": {
                    "operationId": "a",
                    "parameters": [value(input, 4)?, { "name": "b", "in": "path", "required": true, "schema": value(input, 4)? }],
                    "requestBody": { "content": { "application/json": { "schema": value(input, 4)? } } },
                    "responses": { "200": { "description": "a", "content": { "application/json": { "schema": {
                        "type": "object",
                        "properties": { "a": { "$ref": "#/components/schemas/a" }, "b": { "$ref": "#/components/schemas/b" } },
                    } } } }, "4XX": value(input, 4)? },
                },
                "get": value(input, 6)?,
            },
        },
        "components": { "schemas": schemas, "parameters": { "a": value(input, 4)? } },
    }))
}

fn value(input: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    Ok(match input.int_in_range(0..=9)? {
        _ if depth == 0 || input.is_empty() => Value::from(*input.choose(TEXTS)?),
        0 => Value::Null,
        1 => Value::from(input.arbitrary::<bool>()?),
        2 => Value::from(input.arbitrary::<i64>()?),
        3 | 4 => Value::from(*input.choose(TEXTS)?),
        5 => {
            let mut items = Vec::new();
            for _ in 0..input.int_in_range(0..=4)? {
                items.push(value(input, depth - 1)?);
            }
            Value::from(items)
        }
        _ => {
            let mut entries = Map::new();
            for _ in 0..input.int_in_range(0..=5)? {
                let key = (*input.choose(KEYS)?).to_owned();
                entries.insert(key, value(input, depth - 1)?);
            }
            Value::from(entries)
        }
    })
}

/// A document whose one call returns the schema that is all of these parts.
pub fn composed(parts: &[Value]) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Fuzzed", "version": "1" },
        "servers": [{ "url": "https://example.org" }],
        "paths": { "/whole": { "get": { "operationId": "getWhole", "responses": { "200": {
            "description": "The whole.",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Whole" } } },
        } } } } },
        "components": { "schemas": {
            "A": { "type": "object", "required": ["a"], "properties": { "a": { "type": "string", "minLength": 2 } } },
            "B": { "allOf": [{ "$ref": "#/components/schemas/A" }, { "properties": { "b": { "type": ["integer", "null"] } } }] },
            "C": { "type": "string", "enum": ["x", "y", "z"] },
            "Whole": { "allOf": parts },
        } },
    })
}

/// Parts of a schema, each of them valid.
pub fn parts(input: &mut Unstructured<'_>) -> Result<Vec<Value>> {
    let mut parts = Vec::new();
    for _ in 0..input.int_in_range(1..=4)? {
        parts.push(part(input, 4)?);
    }
    Ok(parts)
}

const NAMES: &[&str] = &["a", "b", "c"];

fn part(input: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let most = if depth == 0 { 3 } else { 8 };
    let mut part = match input.int_in_range(0..=most)? {
        0 => json!({ "$ref": format!("#/components/schemas/{}", input.choose(&["A", "B", "C"])?) }),
        1 => json!({ "type": input.choose(&["integer", "number"])?, "minimum": input.int_in_range(-3..=3)? }),
        2 => json!({ "type": "string", "maxLength": input.int_in_range(0..=3)?, "pattern": input.choose(&["^a", "b$"])? }),
        3 => json!({ "enum": [input.choose(NAMES)?, input.choose(NAMES)?, "x"] }),
        4 => json!({ "type": "array", "items": self::part(input, depth - 1)? }),
        5 => json!({ "allOf": [self::part(input, depth - 1)?, self::part(input, depth - 1)?] }),
        6 => json!({ "oneOf": [self::part(input, depth - 1)?, self::part(input, depth - 1)?] }),
        _ => {
            let mut properties = Map::new();
            for _ in 0..input.int_in_range(0..=3)? {
                let name = (*input.choose(NAMES)?).to_owned();
                properties.insert(name, self::part(input, depth - 1)?);
            }
            json!({ "type": "object", "properties": properties, "required": [input.choose(NAMES)?] })
        }
    };
    match input.int_in_range(0..=9)? {
        0 => part["description"] = Value::from("A part."),
        1 => part["readOnly"] = Value::from(true),
        2 => part["additionalProperties"] = Value::from(input.arbitrary::<bool>()?),
        3 => part["format"] = Value::from(*input.choose(&["int32", "date-time", "uuid"])?),
        _ => {}
    }
    Ok(part)
}
