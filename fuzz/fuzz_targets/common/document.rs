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
