//! Damages places of a document, whatever they are.

use serde_json::{Map, Value};

use crate::Dice;

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

/// The value with this number, in the order of the document.
fn nth<'v>(value: &'v mut Value, number: &mut usize) -> Option<&'v mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, number)),
        Value::Object(entries) => entries.values_mut().find_map(|item| nth(item, number)),
        _ => None,
    }
}

/// A value from somewhere else in the document.
fn elsewhere(root: &mut Value, dice: &mut Dice) -> Value {
    let mut number = dice.below(count(root));
    nth(root, &mut number).map_or(Value::Null, |value| value.clone())
}

const TEXTS: &[&str] = &[
    "",
    "null",
    "object",
    "string",
    "array",
    "integer",
    "#",
    "#/",
    "#/components",
    "#/components/schemas/",
    "#/paths",
    "document.json",
    "../x",
    "http://example.org/",
    "\u{202e}",
    "{id}",
    "/{",
    "/{}",
    "-",
    "'",
    "\"\\\n\t",
    "*/",
    "```",
    "<div>",
    "[x",
    "]]>",
    "self",
    "Self",
    "crate",
    "type",
    "r#type",
    "Option",
    "String",
    "Vec",
    "Box",
    "Result",
    "None",
    "_",
    "1st",
    "É",
    "☃",
    "👩‍👩‍👧",
    "a b",
    "A",
    "a",
    "aux",
    "timeout",
    "header",
    "unknown",
    "default",
    "200",
    "2XX",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "deepObject",
    "cookie",
    "9999999999999999999999",
];

/// A key to be: of the specification, or like nothing in it.
const KEYS: &[&str] = &[
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "$ref",
    "type",
    "items",
    "properties",
    "additionalProperties",
    "required",
    "enum",
    "const",
    "format",
    "nullable",
    "discriminator",
    "propertyName",
    "mapping",
    "schema",
    "content",
    "parameters",
    "requestBody",
    "responses",
    "default",
    "security",
    "servers",
    "tags",
    "operationId",
    "in",
    "name",
    "style",
    "explode",
    "patternProperties",
    "prefixItems",
    "$defs",
    "$anchor",
    "$dynamicRef",
    "minimum",
    "maxLength",
    "pattern",
    "example",
    "x-bindery-name",
    "x-bindery-renamed-from",
    "x-bindery-envelope",
    "x-bindery-effect",
    "x-bindery-pagination",
];

pub(crate) fn stranger(dice: &mut Dice) -> Value {
    match dice.below(10) {
        0 => Value::Null,
        1 => Value::Bool(dice.below(2) == 0),
        2 => Value::from(i64::MIN),
        3 => Value::from(u64::MAX),
        4 => Value::from(1e300),
        5 => Value::Array(Vec::new()),
        6 => Value::Object(Map::new()),
        7 => Value::String("x".repeat(300)),
        _ => Value::String(TEXTS[dice.below(TEXTS.len())].to_owned()),
    }
}

/// Damages one place of a document.
pub(crate) fn mutate(root: &mut Value, dice: &mut Dice) {
    let other = elsewhere(root, dice);
    let mut number = dice.below(count(root));
    let Some(node) = nth(root, &mut number) else {
        return;
    };
    match (dice.below(8), &mut *node) {
        (0, Value::Object(entries)) if !entries.is_empty() => {
            let key = entries.keys().nth(dice.below(entries.len())).cloned();
            key.and_then(|key| entries.remove(&key));
        }
        (0, Value::Array(items)) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
        }
        (1, Value::Object(entries)) if !entries.is_empty() => {
            let key = entries.keys().nth(dice.below(entries.len())).cloned();
            let name = if dice.below(2) == 0 {
                KEYS[dice.below(KEYS.len())]
            } else {
                TEXTS[dice.below(TEXTS.len())]
            };
            if let Some(value) = key.and_then(|key| entries.remove(&key)) {
                entries.insert(name.to_owned(), value);
            }
        }
        (2, Value::Object(entries)) => {
            entries.insert(KEYS[dice.below(KEYS.len())].to_owned(), other);
        }
        (2 | 3, Value::Array(items)) if !items.is_empty() => {
            let item = items[dice.below(items.len())].clone();
            items.push(item);
        }
        (3, Value::Object(entries)) if !entries.is_empty() => {
            let value = entries.values().nth(dice.below(entries.len())).cloned();
            let name = TEXTS[dice.below(TEXTS.len())].to_owned();
            entries.insert(name, value.unwrap_or_default());
        }
        (4, Value::Array(items)) if items.len() > 1 => {
            let (one, two) = (dice.below(items.len()), dice.below(items.len()));
            items.swap(one, two);
        }
        (4 | 5, _) => *node = other,
        _ => *node = stranger(dice),
    }
}
