//! Schemas: the differences of Swagger 2.0 and its common extensions. The rest is the same in 3.0.

use super::part::{Changes, Key, Map, Part};
use crate::syntax::{Kind, Node};

/// What a schema gets; it is changed where it stands.
pub(super) fn changes(schema: Node<'_>) -> Changes {
    let mut changes = Vec::new();
    for entry in schema.entries() {
        let at = entry.value.span();
        let text = entry.value.text();
        match entry.key {
            // In 2.0 the name of the property is all that there is.
            "discriminator" if entry.value.kind() == Kind::Scalar && !entry.value.is_null() => {
                let mut discriminator = Map::new(at);
                discriminator.add("propertyName", at, Part::written(entry.value));
                changes.push((Key::new(entry.key, entry.key_span), discriminator.into()));
            }
            "type" if text == Some("file") => changes.extend(bytes(entry.key_span, at)),
            "x-nullable" if text == Some("true") && schema.get("nullable").is_none() => {
                changes.push((Key::new("nullable", entry.key_span), Part::Flag(true, at)));
            }
            "x-example" if schema.get("example").is_none() => {
                let value = Part::written(entry.value);
                changes.push((Key::new("example", entry.key_span), value));
            }
            _ => {}
        }
    }
    changes
}

/// What `type: file` is: bytes as they are.
pub(super) fn bytes(key: crate::source::Span, at: crate::source::Span) -> [(Key, Part); 2] {
    [
        (Key::new("type", key), Part::text("string", at)),
        (Key::new("format", key), Part::text("binary", at)),
    ]
}
