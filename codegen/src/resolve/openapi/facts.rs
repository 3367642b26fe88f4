//! What a schema says of its values beyond their type, for comparing descriptions.
//!
//! The documentation that callers read is made elsewhere, from the same keys.

use std::collections::HashMap;

use super::Document;
use crate::documents::position::{Object, Position};
use crate::model::{Bound, BoundKind, Facts, Type};
use crate::syntax::{Kind, Node};

/// The facts of a schema, and of the members of a list or a map that it describes in place.
pub(super) fn of(schema: Node<'_>) -> Facts {
    let mut facts = Facts {
        default: schema.get("default").map(crate::syntax::canonical),
        always: always(schema),
        ..Facts::default()
    };
    let mut at = Some(schema);
    let mut inside = String::new();
    while let Some(schema) = at {
        bounds(schema, &inside, &mut facts.bounds);
        // What stands behind a reference, or has properties of its own, is a type with facts of
        // its own.
        let own = |node: &Node<'_>| {
            node.kind() == Kind::Mapping
                && ["$ref", "properties", "enum", "oneOf", "const"]
                    .iter()
                    .all(|key| node.get(key).is_none())
        };
        let (mark, inner) = match schema.get("items") {
            Some(items) => ("[]", Some(items)),
            None => ("{}", schema.get("additionalProperties")),
        };
        inside.push_str(mark);
        at = inner.filter(own);
    }
    facts
}

/// The only boolean that a schema allows.
fn always(schema: Node<'_>) -> Option<bool> {
    let listed = schema.get("enum").filter(|list| list.len() == 1);
    let only = listed.and_then(|list| list.items().next());
    only.or_else(|| schema.get("const"))?.as_bool()
}

/// The facts of a schema that is of a type: where that is any JSON, what the schema says instead.
pub(super) fn with_type(document: &Document<'_, '_>, schema: Node<'_>, ty: &Type) -> Facts {
    let mut inner = ty;
    while let Type::Optional(ty) | Type::List(ty, _) | Type::Map(ty) = inner {
        inner = ty;
    }
    Facts {
        widened: (*inner == Type::Json).then(|| digest(document, schema)),
        ..of(schema)
    }
}

fn bounds(schema: Node<'_>, inside: &str, found: &mut Vec<Bound>) {
    const NUMBERS: &[(&str, BoundKind)] = &[
        ("minimum", BoundKind::Minimum),
        ("exclusiveMinimum", BoundKind::ExclusiveMinimum),
        ("maximum", BoundKind::Maximum),
        ("exclusiveMaximum", BoundKind::ExclusiveMaximum),
        ("multipleOf", BoundKind::MultipleOf),
        ("minLength", BoundKind::MinLength),
        ("maxLength", BoundKind::MaxLength),
        ("minItems", BoundKind::MinItems),
        ("maxItems", BoundKind::MaxItems),
        ("minProperties", BoundKind::MinProperties),
        ("maxProperties", BoundKind::MaxProperties),
    ];
    let mut add = |kind, value: &str| {
        found.push(Bound {
            inside: inside.to_owned(),
            kind,
            value: value.to_owned(),
        });
    };
    let is_exclusive = |key: &str| schema.get(key).and_then(Node::as_bool) == Some(true);
    for (key, kind) in NUMBERS {
        let Some(value) = schema.get(key).and_then(Node::number_text) else {
            continue;
        };
        // 3.0 makes a bound exclusive by a second key that is true.
        let kind = match kind {
            BoundKind::Minimum if is_exclusive("exclusiveMinimum") => BoundKind::ExclusiveMinimum,
            BoundKind::Maximum if is_exclusive("exclusiveMaximum") => BoundKind::ExclusiveMaximum,
            kind => *kind,
        };
        add(kind, value);
    }
    if let Some(pattern) = schema.get("pattern").and_then(Node::as_str) {
        add(BoundKind::Pattern, pattern);
    }
    if schema.get("uniqueItems").and_then(Node::as_bool) == Some(true) {
        add(BoundKind::UniqueItems, "true");
    }
    // Formats that choose a type are seen in the type.
    let chooses = ["date-time", "password", "int32", "int64", "float", "double"];
    if let Some(format) = schema
        .get("format")
        .and_then(Node::as_str)
        .filter(|format| !chooses.contains(format))
    {
        add(BoundKind::Format, format);
    }
}

/// Keys of a schema that only people read.
const PROSE: &[&str] = &[
    "$comment",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// The most values that a digest goes into.
const MOST_DIGESTED: usize = 2_000;

/// A digest of a schema and of those that it refers to, without what only people read. It stays
/// when keys change places, and when references lead elsewhere to the same.
fn digest(document: &Document<'_, '_>, schema: Node<'_>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    let mut seen = HashMap::new();
    let schemas = Position::One(Object::Schema);
    let mut pending = vec![(schema, schemas)];
    let mut left = MOST_DIGESTED;
    while let Some((node, position)) = pending.pop() {
        if left == 0 {
            break;
        }
        left -= 1;
        let known = seen.len();
        if let Some(before) = seen.get(&node.identity()) {
            add(&format!("again {before}"));
            continue;
        }
        seen.insert(node.identity(), known);
        match node.kind() {
            Kind::Scalar => {
                add(if node.as_str().is_some() {
                    "text"
                } else {
                    "value"
                });
                add(node.text().unwrap_or_default());
            }
            Kind::Sequence => {
                add(&format!("list {}", node.len()));
                pending.extend(node.items().rev().map(|item| (item, position)));
            }
            Kind::Mapping => {
                let is_schema = position == schemas;
                let reference = node.get("$ref").filter(|_| is_schema);
                if let Some(target) = reference.and_then(|it| document.target(it)) {
                    pending.push((target, schemas));
                }
                let mut entries: Vec<_> = node
                    .entries()
                    .filter(|entry| {
                        !is_schema || (entry.key != "$ref" && !PROSE.contains(&entry.key))
                    })
                    .collect();
                entries.sort_by_key(|entry| std::cmp::Reverse(entry.key));
                for entry in entries {
                    add(entry.key);
                    pending.push((entry.value, position.below(entry.key)));
                }
                add("end");
            }
        }
    }
    format!("{hash:016x}")
}
