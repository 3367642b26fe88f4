//! What a `format` says: which type holds the values, or what people should know of them.
//!
//! A format never stops anything: an unknown one is documentation, and only one that looks like a
//! slip of the fingers is a finding.

use crate::keywords::Keyword;
use crate::model::{Type, Width};
use crate::report::{Code, Repair, Report};
use crate::schemas::{Schema, SchemaRef};
use crate::syntax::Node;

/// Formats that a type or its documentation reflects, or that tell people what a text is.
pub(super) const FORMATS: &[(&str, &[&str])] = &[
    (
        "integer",
        &[
            "int16", "int32", "int64", "int8", "uint16", "uint32", "uint64", "uint8",
        ],
    ),
    ("number", &["decimal", "double", "float"]),
    (
        "string",
        &[
            "binary",
            "byte",
            "date",
            "date-time",
            "duration",
            "email",
            "guid",
            "hostname",
            "idn-email",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "iri",
            "iri-reference",
            "json-pointer",
            "password",
            "regex",
            "relative-json-pointer",
            "time",
            "uri",
            "uri-reference",
            "uri-template",
            "uuid",
        ],
    ),
];

/// Formats that are no slips of the fingers, however near they come to one of [`FORMATS`].
const OTHERS: &[&str] = &[
    "base64",
    "base64url",
    "bigint",
    "char",
    "cidr",
    "color",
    "country",
    "currency",
    "date-time-rfc-2822",
    "decimal",
    "decimal128",
    "double",
    "float",
    "float32",
    "float64",
    "html",
    "http-date",
    "id",
    "int",
    "integer",
    "ip",
    "iso-date-time",
    "json",
    "jwt",
    "language",
    "long",
    "mac",
    "markdown",
    "money",
    "name",
    "number",
    "percent",
    "phone",
    "short",
    "string",
    "text",
    "timestamp",
    "timezone",
    "unix-time",
    "unixtime",
    "url",
    "uuid4",
    "version",
    "xml",
    "year",
];

/// Reports a format that looks like another one: it is probably misspelled.
pub(super) fn check(schema: SchemaRef<'_>, kind: &str, format: &str, report: &mut Report) {
    let known = FORMATS
        .iter()
        .find(|(of, _)| *of == kind)
        .map_or(&[][..], |(_, formats)| formats);
    let is_known = format.is_empty()
        || known.contains(&format)
        || OTHERS.contains(&format)
        || (kind == "integer" && width(format).is_some())
        || FORMATS.iter().any(|(_, formats)| formats.contains(&format));
    let Some(meant) = crate::report::suggest(format, known.iter().copied()).filter(|_| !is_known)
    else {
        return;
    };
    let said = schema.data(Keyword::Format);
    let at = said.map_or_else(|| schema.head(), Node::span);
    let finding = report
        .error(
            Code::Ignored,
            at,
            format!("the format `{format}` has no meaning for the type `{kind}`"),
        )
        .help(format!("did you mean `{meant}`?"));
    if let Some(node) = schema.written {
        let meant = serde_json::json!({ "format": meant });
        finding.repair(Repair::update(node.identity(), &meant));
    }
}

/// Whether nothing but documentation says the format of a schema.
pub(in crate::resolve::openapi) fn is_documentation(schema: &Schema<'_>, format: &str) -> bool {
    const SEEN: &[&str] = &[
        "base64",
        "base64url",
        "byte",
        "date",
        "date-time",
        "double",
        "float",
        "int32",
        "int64",
        "password",
    ];
    let is_number = !schema.types().contains(&"string");
    let is_seen =
        SEEN.contains(&format) || (is_number && (is_decimal(format) || width(format).is_some()));
    !format.is_empty() && !is_seen
}

/// The type of integers of a format.
pub(super) fn integer(format: &str) -> Type {
    width(format).map_or(Type::Int64, Type::Integer)
}

/// The type of integers without a format: 64 bits, unless their bounds need more. Bounds are
/// compared as floating-point numbers, because many tools write them rounded.
pub(super) fn bounded_integer(schema: SchemaRef<'_>) -> Type {
    const I64: f64 = -(i64::MIN as f64);
    const U64: f64 = 2.0 * I64;
    const I128: f64 = -(i128::MIN as f64);
    let bound = |keywords: [Keyword; 2]| {
        let mut keywords = keywords.into_iter();
        keywords.find_map(|keyword| schema.float(keyword))
    };
    let least = bound([Keyword::Minimum, Keyword::ExclusiveMinimum]);
    let most = bound([Keyword::Maximum, Keyword::ExclusiveMaximum]).unwrap_or(0.0);
    if most <= I64 && least.is_none_or(|least| least >= -I64) {
        Type::Int64
    } else if least.is_none_or(|least| least < 0.0) {
        Type::Integer(Width::I128)
    } else if most <= U64 {
        Type::Integer(Width::U64)
    } else if most <= I128 {
        Type::Integer(Width::I128)
    } else {
        Type::Integer(Width::U128)
    }
}

/// Whether a format asks for every digit of a number.
pub(super) fn is_decimal(format: &str) -> bool {
    matches!(
        format,
        "decimal" | "decimal128" | "bigdecimal" | "big-decimal"
    )
}

/// Whether a schema of texts says that they are bytes in base64.
pub(super) fn is_base64(schema: SchemaRef<'_>, format: &str) -> bool {
    let encoding = schema.text(Keyword::ContentEncoding);
    matches!(format, "byte" | "base64" | "base64url")
        || matches!(encoding, Some("base64" | "base64url"))
}

/// The width that a format names, in any of the ways that generators of descriptions write it:
/// `uint64`, `u-int64`, `u64`, `unsigned-int64`, `uint`. `int32` and `int64` are types of their own.
fn width(format: &str) -> Option<Width> {
    let plain: String = format
        .chars()
        .filter(|character| !matches!(character, '-' | '_' | ' '))
        .map(|character| character.to_ascii_lowercase())
        .collect();
    Some(match plain.as_str() {
        "int8" | "i8" | "sbyte" => Width::I8,
        "int16" | "i16" | "short" => Width::I16,
        "uint8" | "u8" | "unsignedint8" => Width::U8,
        "uint16" | "u16" | "ushort" | "unsignedint16" => Width::U16,
        "uint32" | "u32" | "unsignedint32" => Width::U32,
        "uint64" | "u64" | "uint" | "usize" | "ulong" | "unsigned" | "unsignedint"
        | "unsignedint64" | "unsignedlong" => Width::U64,
        "int128" | "i128" => Width::I128,
        "uint128" | "u128" | "unsignedint128" => Width::U128,
        _ => return None,
    })
}
