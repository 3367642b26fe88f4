//! The keys of Swagger 2.0, by object.

use crate::syntax::object::Keys;

const fn keys(what: &'static str, read: &'static [&'static str]) -> Keys {
    Keys {
        what,
        read,
        extensible: true,
    }
}

/// A list of keys, and behind them the keys with which a parameter, a header and the items of a list
/// restrict their values.
macro_rules! with_rules {
    ($($key:literal),* $(,)?) => {
        &[
            $($key,)*
            "default",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "enum",
            "multipleOf",
        ]
    };
}

/// The keys that restrict values.
pub(super) const RULES: &[&str] = with_rules![];

pub(super) const DOCUMENT: Keys = keys(
    "a Swagger document",
    &[
        "swagger",
        "info",
        "host",
        "basePath",
        "schemes",
        "consumes",
        "produces",
        "paths",
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
        "security",
        "tags",
        "externalDocs",
        "x-bindery-envelope",
    ],
);

pub(super) const PATH_ITEM: Keys = keys(
    "a path",
    &[
        "$ref",
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "parameters",
    ],
);

pub(super) const OPERATION: Keys = keys(
    "an operation",
    &[
        "tags",
        "summary",
        "description",
        "externalDocs",
        "operationId",
        "consumes",
        "produces",
        "parameters",
        "responses",
        "schemes",
        "deprecated",
        "security",
        "x-bindery-name",
        "x-bindery-renamed-from",
        "x-bindery-effect",
        "x-bindery-pagination",
    ],
);

pub(super) const BODY: Keys = keys(
    "a body parameter",
    &["name", "in", "description", "required", "schema"],
);

pub(super) const PARAMETER: Keys = keys(
    "a parameter",
    with_rules![
        "name",
        "in",
        "description",
        "required",
        "type",
        "format",
        "allowEmptyValue",
        "items",
        "collectionFormat",
        "x-bindery-secret",
        "x-bindery-name",
        "x-bindery-renamed-from",
    ],
);

/// A parameter that is described as OpenAPI 3 does it.
pub(super) const PARAMETER_WITH_SCHEMA: Keys = keys(
    "a parameter",
    &[
        "name",
        "in",
        "description",
        "required",
        "allowEmptyValue",
        "schema",
        "x-bindery-secret",
        "x-bindery-name",
        "x-bindery-renamed-from",
    ],
);

pub(super) const HEADER: Keys = keys(
    "a header",
    with_rules!["description", "type", "format", "items", "collectionFormat"],
);

pub(super) const ITEMS: Keys = keys(
    "the items of a list",
    with_rules!["type", "format", "items", "collectionFormat"],
);

pub(super) const RESPONSE: Keys = keys(
    "a response",
    &["description", "schema", "headers", "examples"],
);

pub(super) const SECURITY_SCHEME: Keys = keys(
    "a security scheme",
    &[
        "type",
        "description",
        "name",
        "in",
        "flow",
        "authorizationUrl",
        "tokenUrl",
        "scopes",
    ],
);

/// Whether a key is one of an extension, and none of ours.
pub(super) fn is_extension(key: &str) -> bool {
    key.starts_with("x-") && !key.starts_with("x-bindery-")
}
