//! The keys of the SOAP description, by object.

use crate::syntax::object::Keys;

const fn keys(what: &'static str, read: &'static [&'static str]) -> Keys {
    Keys {
        what,
        read,
        extensible: false,
    }
}

pub(super) const DOCUMENT: Keys = keys(
    "the description",
    &[
        "soap",
        "service",
        "release",
        "status",
        "docs",
        "source",
        "endpoint",
        "wire",
        "session",
        "faults",
        "tags",
        "types",
        "operations",
        "conflicts",
    ],
);

pub(super) const SOURCE: Keys = keys("`source`", &["build", "sha256", "left_out"]);

pub(super) const WIRE: Keys = keys(
    "`wire`",
    &[
        "namespace",
        "versions",
        "action",
        "request",
        "response",
        "result",
    ],
);

pub(super) const SESSION: Keys = keys("`session`", &["field", "secret", "api_key", "docs"]);

pub(super) const FAULT: Keys = keys("a fault", &["at", "docs", "fields", "type", "values"]);

pub(super) const TYPE: Keys = keys(
    "a type",
    &["docs", "renamed_from", "enum", "fields", "$ref"],
);

pub(super) const FIELD: Keys = keys("a field", &["type", "secret", "docs"]);

pub(super) const OPERATION: Keys = keys(
    "an operation",
    &[
        "wire",
        "renamed_from",
        "tag",
        "effect",
        "session",
        "summary",
        "docs",
        "rest",
        "in",
        "out",
        "example",
    ],
);

pub(super) const EXAMPLE: Keys = keys("an example", &["in", "out"]);

pub(super) const CONFLICT: Keys = keys(
    "a conflict",
    &["id", "wire", "operations", "says", "use", "docs"],
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{CONFLICT, DOCUMENT, FAULT, FIELD, OPERATION, SESSION, SOURCE, WIRE};
    use crate::syntax::object::Keys;

    fn properties(schema: &Value, pointer: &str) -> BTreeSet<String> {
        let node = schema
            .pointer(pointer)
            .and_then(|node| node.get("properties"))
            .and_then(Value::as_object);
        node.into_iter()
            .flat_map(|node| node.keys().cloned())
            .collect()
    }

    #[test]
    fn the_schema_for_editors_has_the_same_keys() {
        let schema: Value =
            serde_json::from_str(crate::schema::soap()).expect("the schema is JSON");
        let objects: [(&str, &Keys); 8] = [
            ("", &DOCUMENT),
            ("/properties/source", &SOURCE),
            ("/properties/wire", &WIRE),
            ("/properties/session", &SESSION),
            ("/definitions/fault", &FAULT),
            ("/definitions/element", &FIELD),
            ("/definitions/operation", &OPERATION),
            ("/definitions/conflict", &CONFLICT),
        ];
        for (pointer, keys) in objects {
            let read: BTreeSet<String> = keys.read.iter().map(|key| (*key).to_owned()).collect();
            assert_eq!(properties(&schema, pointer), read, "{}", keys.what);
        }
    }
}
