//! Every key of OpenAPI 3.0, 3.1 and 3.2, by object: what is read or is for people, and what is not
//! supported yet.

use crate::syntax::object::Keys;

pub(super) const DOCUMENT: Keys = Keys {
    what: "the document",
    read: &[
        "openapi",
        "$self",
        "info",
        "servers",
        "security",
        "tags",
        "paths",
        "webhooks",
        "components",
        "externalDocs",
        "x-bindery-envelope",
    ],
    unsupported: &[],
    ignored: &["jsonSchemaDialect"],
    extensible: true,
};

pub(super) const INFO: Keys = Keys {
    what: "`info`",
    read: &[
        "title",
        "version",
        "description",
        "summary",
        "termsOfService",
        "contact",
        "license",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const SERVER: Keys = Keys {
    what: "a server",
    read: &["url", "name", "description", "variables"],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const SERVER_VARIABLE: Keys = Keys {
    what: "a variable of a server",
    read: &["default", "enum", "description"],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const TAG: Keys = Keys {
    what: "a tag",
    read: &[
        "name",
        "summary",
        "description",
        "externalDocs",
        "kind",
        "parent",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const ENVELOPE: Keys = Keys {
    what: "`x-bindery-envelope`",
    read: &["success", "data", "code", "message", "codes"],
    unsupported: &[],
    ignored: &[],
    extensible: false,
};

pub(super) const PATH_ITEM: Keys = Keys {
    what: "a path",
    read: &[
        "get",
        "put",
        "post",
        "delete",
        "options",
        "head",
        "patch",
        "trace",
        "query",
        "additionalOperations",
        "parameters",
        "summary",
        "description",
        "servers",
        "$ref",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const OPERATION: Keys = Keys {
    what: "an operation",
    read: &[
        "operationId",
        "tags",
        "summary",
        "description",
        "externalDocs",
        "parameters",
        "requestBody",
        "responses",
        "callbacks",
        "deprecated",
        "security",
        "servers",
        "x-bindery-name",
        "x-bindery-renamed-from",
        "x-bindery-effect",
        "x-bindery-pagination",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

/// An operation of the caller's: what is sent there is read, and callbacks of it are none of ours.
pub(super) const RECEIVED: Keys = Keys {
    what: "an operation",
    read: &[
        "operationId",
        "tags",
        "summary",
        "description",
        "externalDocs",
        "parameters",
        "requestBody",
        "responses",
        "deprecated",
        "security",
        "x-bindery-name",
    ],
    unsupported: &[],
    ignored: &["callbacks", "servers"],
    extensible: true,
};

pub(super) const PAGINATION: Keys = Keys {
    what: "`x-bindery-pagination`",
    read: &["items", "next"],
    unsupported: &[],
    ignored: &[],
    extensible: false,
};

pub(super) const NEXT_PAGE: Keys = Keys {
    what: "`next`",
    read: &["input", "from", "first", "address"],
    unsupported: &[],
    ignored: &[],
    extensible: false,
};

pub(super) const PARAMETER: Keys = Keys {
    what: "a parameter",
    read: &[
        "name",
        "in",
        "required",
        "description",
        "schema",
        "example",
        "examples",
        "deprecated",
        "style",
        "explode",
        "allowReserved",
        "allowEmptyValue",
        "content",
        "x-bindery-secret",
        "x-bindery-name",
        "x-bindery-renamed-from",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const REQUEST_BODY: Keys = Keys {
    what: "a request body",
    read: &["description", "required", "content"],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const MEDIA_TYPE: Keys = Keys {
    what: "a media type",
    read: &["schema", "example", "examples"],
    unsupported: &[],
    ignored: &["encoding", "itemEncoding", "itemSchema", "prefixEncoding"],
    extensible: true,
};

/// A media type whose items may be described one by one.
pub(super) const SEQUENTIAL_MEDIA_TYPE: Keys = Keys {
    what: "a media type",
    read: &["schema", "itemSchema", "example", "examples"],
    unsupported: &[],
    ignored: &["encoding", "itemEncoding", "prefixEncoding"],
    extensible: true,
};

/// A component, which is of any media type: what is read of it depends on where it is used.
pub(super) const ANY_MEDIA_TYPE: Keys = Keys {
    what: "a media type",
    read: &[
        "schema",
        "itemSchema",
        "example",
        "examples",
        "encoding",
        "itemEncoding",
        "prefixEncoding",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

/// A media type of a form, which says how its fields are written.
pub(super) const FORM_MEDIA_TYPE: Keys = Keys {
    what: "a media type",
    read: &["schema", "example", "examples", "encoding"],
    unsupported: &[],
    ignored: &["itemEncoding", "itemSchema", "prefixEncoding"],
    extensible: true,
};

pub(super) const ENCODING: Keys = Keys {
    what: "an encoding",
    // Characters that are left as they are mean the same encoded.
    read: &[
        "contentType",
        "headers",
        "style",
        "explode",
        "allowReserved",
    ],
    unsupported: &[],
    ignored: &["encoding", "itemEncoding", "prefixEncoding"],
    extensible: true,
};

pub(super) const RESPONSE: Keys = Keys {
    what: "a response",
    read: &["summary", "description", "headers", "content", "links"],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const HEADER: Keys = Keys {
    what: "a header",
    read: &[
        "description",
        "required",
        "deprecated",
        "schema",
        "example",
        "examples",
        "style",
        "explode",
        "content",
        "allowEmptyValue",
        "allowReserved",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const LINK: Keys = Keys {
    what: "a link",
    read: &[
        "operationRef",
        "operationId",
        "parameters",
        "requestBody",
        "description",
        "server",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const COMPONENTS: Keys = Keys {
    what: "`components`",
    read: &[
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "securitySchemes",
        "examples",
        "callbacks",
        "links",
        "pathItems",
        "mediaTypes",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const SECURITY_SCHEME: Keys = Keys {
    what: "a security scheme",
    read: &[
        "type",
        "description",
        "name",
        "in",
        "scheme",
        "bearerFormat",
        "flows",
        "openIdConnectUrl",
        "oauth2MetadataUrl",
        "deprecated",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

pub(super) const DISCRIMINATOR: Keys = Keys {
    what: "a discriminator",
    read: &["propertyName", "mapping", "defaultMapping"],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};

/// A value of an enumeration: a member of `oneOf`.
pub(super) const ENUM_VALUE: Keys = Keys {
    what: "a value of an enumeration",
    read: &[
        "const",
        "title",
        "description",
        "type",
        "deprecated",
        "x-bindery-name",
        "x-bindery-renamed-from",
    ],
    unsupported: &[],
    ignored: &[],
    extensible: true,
};
