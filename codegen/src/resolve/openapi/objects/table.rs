//! The objects of OpenAPI that are not schemas: the keys of each, and what they hold.

use Holds::{Flag, List, Named, One, Requirements, Schema, Text, Texts, Word};

use super::super::keys;
use crate::syntax::object::Keys;

/// A kind of object.
pub(super) struct Object {
    /// Its keys, as each reader of it knows them.
    pub(super) keys: &'static [Keys],
    /// Keys that it must have.
    pub(super) required: &'static [&'static str],
    /// Keys that it must have as well, by the value of another key.
    pub(super) required_by: Option<RequiredBy>,
    /// Whether a reference may stand in its place.
    pub(super) refers: bool,
    /// What the values of its keys are. A key without a row holds data.
    pub(super) rows: &'static [(&'static str, Holds)],
    /// What stands under every other key, where keys are names of the API.
    pub(super) others: Option<&'static Object>,
}

/// A key, and what must stand beside each of its values.
pub(super) type RequiredBy = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
);

impl Object {
    /// An object with these keys and nothing else to say of it.
    const fn of(keys: &'static [Keys], rows: &'static [(&'static str, Holds)]) -> Self {
        Self {
            keys,
            required: &[],
            required_by: None,
            refers: false,
            rows,
            others: None,
        }
    }

    /// An object whose keys are names of the API.
    const fn by_name(keys: &'static [Keys], others: &'static Self) -> Self {
        Self {
            refers: true,
            others: Some(others),
            ..Self::of(keys, &[])
        }
    }

    /// What it is, for people.
    pub(super) fn what(&self) -> &'static str {
        self.keys.first().map_or("an object", |keys| keys.what)
    }

    /// What the value of a key is; nothing where that is data.
    pub(super) fn holds(&self, key: &str) -> Option<Holds> {
        let row = self.rows.iter().find(|(of, _)| *of == key);
        row.map(|(_, holds)| *holds)
    }
}

/// What a key holds.
#[derive(Clone, Copy)]
pub(super) enum Holds {
    Text,
    Flag,
    Schema,
    /// One of these texts.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A mapping of names to texts.
    NamedTexts,
    /// A mapping of names to data or schemas.
    NamedData,
    One(&'static Object),
    List(&'static Object),
    /// A mapping of names to objects.
    Named(&'static Object),
    /// A list of mappings of names to lists of texts.
    Requirements,
}

const fn keys_of(what: &'static str, read: &'static [&'static str]) -> Keys {
    Keys {
        what,
        read,
        unsupported: &[],
        ignored: &[],
        extensible: true,
    }
}

const STYLES: &[&str] = &[
    "cookie",
    "deepObject",
    "form",
    "label",
    "matrix",
    "pipeDelimited",
    "simple",
    "spaceDelimited",
];

pub(super) static DOCUMENT: Object = Object::of(
    &[keys::DOCUMENT],
    &[
        ("info", One(&INFO)),
        ("servers", List(&SERVER)),
        ("security", Requirements),
        ("tags", List(&TAG)),
        ("paths", One(&PATHS)),
        ("webhooks", Named(&PATH_ITEM)),
        ("components", One(&COMPONENTS)),
        ("externalDocs", One(&EXTERNAL_DOCS)),
        ("jsonSchemaDialect", Text),
    ],
);

static INFO: Object = Object::of(
    &[keys::INFO],
    &[
        ("title", Text),
        ("version", Text),
        ("description", Text),
        ("summary", Text),
        ("termsOfService", Text),
        ("contact", One(&CONTACT)),
        ("license", One(&LICENSE)),
    ],
);

static CONTACT: Object = Object::of(
    &[keys_of("`contact`", &["name", "url", "email"])],
    &[("name", Text), ("url", Text), ("email", Text)],
);

static LICENSE: Object = Object::of(
    &[keys_of("`license`", &["name", "identifier", "url"])],
    &[("name", Text), ("identifier", Text), ("url", Text)],
);

static EXTERNAL_DOCS: Object = Object {
    required: &["url"],
    ..Object::of(
        &[keys_of("`externalDocs`", &["description", "url"])],
        &[("description", Text), ("url", Text)],
    )
};

static SERVER: Object = Object {
    required: &["url"],
    ..Object::of(
        &[keys::SERVER],
        &[
            ("url", Text),
            ("description", Text),
            ("name", Text),
            ("variables", Named(&SERVER_VARIABLE)),
        ],
    )
};

static SERVER_VARIABLE: Object = Object {
    ..Object::of(
        &[keys::SERVER_VARIABLE],
        &[("default", Text), ("description", Text), ("enum", Texts)],
    )
};

static TAG: Object = Object {
    required: &["name"],
    ..Object::of(
        &[keys::TAG],
        &[
            ("name", Text),
            ("description", Text),
            ("summary", Text),
            ("parent", Text),
            ("kind", Text),
            ("externalDocs", One(&EXTERNAL_DOCS)),
        ],
    )
};

static COMPONENTS: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::COMPONENTS],
        &[
            ("schemas", Holds::NamedData),
            ("responses", Named(&RESPONSE)),
            ("parameters", Named(&PARAMETER)),
            ("requestBodies", Named(&REQUEST_BODY)),
            ("headers", Named(&HEADER)),
            ("securitySchemes", Named(&SECURITY_SCHEME)),
            ("examples", Named(&EXAMPLE)),
            ("callbacks", Named(&CALLBACK)),
            ("links", Named(&LINK)),
            ("pathItems", Named(&PATH_ITEM)),
            ("mediaTypes", Named(&MEDIA_TYPE)),
        ],
    )
};

static PATH_ITEM: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::PATH_ITEM],
        &[
            ("summary", Text),
            ("description", Text),
            ("servers", List(&SERVER)),
            ("parameters", List(&PARAMETER)),
            ("get", One(&OPERATION)),
            ("put", One(&OPERATION)),
            ("post", One(&OPERATION)),
            ("delete", One(&OPERATION)),
            ("options", One(&OPERATION)),
            ("head", One(&OPERATION)),
            ("patch", One(&OPERATION)),
            ("trace", One(&OPERATION)),
            ("query", One(&OPERATION)),
            ("additionalOperations", Named(&OPERATION)),
        ],
    )
};

static OPERATION: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::OPERATION],
        &[
            ("operationId", Text),
            ("tags", Texts),
            ("summary", Text),
            ("description", Text),
            ("externalDocs", One(&EXTERNAL_DOCS)),
            ("parameters", List(&PARAMETER)),
            ("requestBody", One(&REQUEST_BODY)),
            ("responses", One(&RESPONSES)),
            ("callbacks", Named(&CALLBACK)),
            ("deprecated", Flag),
            ("security", Requirements),
            ("servers", List(&SERVER)),
        ],
    )
};

static PARAMETER: Object = Object {
    required: &["name", "in"],
    refers: true,
    ..Object::of(
        &[keys::PARAMETER],
        &[
            ("name", Text),
            (
                "in",
                Word(&["cookie", "header", "path", "query", "querystring"]),
            ),
            ("required", Flag),
            ("description", Text),
            ("deprecated", Flag),
            ("style", Word(STYLES)),
            ("explode", Flag),
            ("allowReserved", Flag),
            ("allowEmptyValue", Flag),
            ("schema", Schema),
            ("content", Named(&MEDIA_TYPE)),
            ("examples", Named(&EXAMPLE)),
        ],
    )
};

static HEADER: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::HEADER],
        &[
            ("required", Flag),
            ("description", Text),
            ("deprecated", Flag),
            ("style", Word(&["simple"])),
            ("explode", Flag),
            ("allowReserved", Flag),
            ("allowEmptyValue", Flag),
            ("schema", Schema),
            ("content", Named(&MEDIA_TYPE)),
            ("examples", Named(&EXAMPLE)),
        ],
    )
};

static REQUEST_BODY: Object = Object {
    required: &["content"],
    refers: true,
    ..Object::of(
        &[keys::REQUEST_BODY],
        &[
            ("description", Text),
            ("required", Flag),
            ("content", Named(&MEDIA_TYPE)),
        ],
    )
};

static MEDIA_TYPE: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::MEDIA_TYPE, keys::FORM_MEDIA_TYPE],
        &[
            ("schema", Schema),
            ("itemSchema", Schema),
            ("encoding", Named(&ENCODING)),
            ("examples", Named(&EXAMPLE)),
        ],
    )
};

static ENCODING: Object = Object::of(
    &[keys::ENCODING],
    &[
        ("contentType", Text),
        ("headers", Named(&HEADER)),
        (
            "style",
            Word(&["deepObject", "form", "pipeDelimited", "spaceDelimited"]),
        ),
        ("explode", Flag),
        ("allowReserved", Flag),
    ],
);

static EXAMPLE: Object = Object {
    refers: true,
    ..Object::of(
        &[keys_of(
            "an example",
            &[
                "summary",
                "description",
                "value",
                "externalValue",
                "dataValue",
                "serializedValue",
            ],
        )],
        &[
            ("summary", Text),
            ("description", Text),
            ("externalValue", Text),
            ("serializedValue", Text),
        ],
    )
};

static RESPONSE: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::RESPONSE],
        &[
            ("description", Text),
            ("summary", Text),
            ("headers", Named(&HEADER)),
            ("content", Named(&MEDIA_TYPE)),
            ("links", Named(&LINK)),
        ],
    )
};

static LINK: Object = Object {
    refers: true,
    ..Object::of(
        &[keys::LINK],
        &[
            ("operationRef", Text),
            ("operationId", Text),
            ("parameters", Holds::NamedData),
            ("description", Text),
            ("server", One(&SERVER)),
        ],
    )
};

static SECURITY_SCHEME: Object = Object {
    required: &["type"],
    refers: true,
    required_by: Some((
        "type",
        &[
            ("apiKey", &["name", "in"]),
            ("http", &["scheme"]),
            ("oauth2", &["flows"]),
            ("openIdConnect", &["openIdConnectUrl"]),
        ],
    )),
    ..Object::of(
        &[keys::SECURITY_SCHEME],
        &[
            (
                "type",
                Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
            ),
            ("description", Text),
            ("name", Text),
            ("in", Word(&["cookie", "header", "query"])),
            ("scheme", Text),
            ("bearerFormat", Text),
            ("flows", One(&FLOWS)),
            ("openIdConnectUrl", Text),
            ("oauth2MetadataUrl", Text),
            ("deprecated", Flag),
        ],
    )
};

static FLOWS: Object = Object::of(
    &[keys_of(
        "`flows`",
        &[
            "implicit",
            "password",
            "clientCredentials",
            "authorizationCode",
            "deviceAuthorization",
        ],
    )],
    &[
        ("implicit", One(&IMPLICIT)),
        ("password", One(&TOKEN)),
        ("clientCredentials", One(&TOKEN)),
        ("authorizationCode", One(&AUTHORIZATION_CODE)),
        ("deviceAuthorization", One(&DEVICE_AUTHORIZATION)),
    ],
);

static PATHS: Object = Object::by_name(&[keys_of("`paths`", &[])], &PATH_ITEM);
static RESPONSES: Object = Object::by_name(&[keys_of("`responses`", &[])], &RESPONSE);
static CALLBACK: Object = Object::by_name(&[keys_of("a callback", &[])], &PATH_ITEM);

const FLOW: &[Keys] = &[keys_of(
    "a flow",
    &[
        "authorizationUrl",
        "deviceAuthorizationUrl",
        "tokenUrl",
        "refreshUrl",
        "scopes",
    ],
)];

const fn flow(required: &'static [&'static str]) -> Object {
    Object {
        required,
        ..Object::of(
            FLOW,
            &[
                ("authorizationUrl", Text),
                ("deviceAuthorizationUrl", Text),
                ("tokenUrl", Text),
                ("refreshUrl", Text),
                ("scopes", Holds::NamedTexts),
            ],
        )
    }
}

static IMPLICIT: Object = flow(&["authorizationUrl", "scopes"]);
static TOKEN: Object = flow(&["tokenUrl", "scopes"]);
static AUTHORIZATION_CODE: Object = flow(&["authorizationUrl", "tokenUrl", "scopes"]);
static DEVICE_AUTHORIZATION: Object = flow(&["deviceAuthorizationUrl", "tokenUrl", "scopes"]);
