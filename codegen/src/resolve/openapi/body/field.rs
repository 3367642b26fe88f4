//! The properties of an object body: an input each.

use super::properties::{is_described, keeps_further};
use super::upload::{self, Several};
use super::{Adding, further};
use crate::keywords::Keyword;
use crate::model::{
    Access, Body, BodyFormat, Encoding, Facts, Input, Location, Presence, Type, Value,
};
use crate::report::{Code, Report};
use crate::resolve::openapi::{Document, docs, keys, parameter, schema};
use crate::schemas::SchemaRef;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// Adds the properties of an object.
#[expect(
    clippy::too_many_arguments,
    reason = "each is another part of the document"
)]
pub(super) fn fields(
    document: &Document<'_, '_>,
    whole: SchemaRef<'_>,
    properties: Vec<schema::Property<'_>>,
    media: Node<'_>,
    shown: Option<Node<'_>>,
    owner: &str,
    body: &mut Body,
    adding: &mut Adding<'_>,
    report: &mut Report,
) {
    adding.types.mark_read(whole.id);
    schema::check(whole, report);
    further(whole, report);
    let encodings = described_encodings(media, body.format, report);
    for entry in encodings.into_iter().flat_map(Node::entries) {
        if !properties.iter().any(|property| property.name == entry.key) {
            report_undescribed(&entry, report);
        }
    }
    for property in properties {
        // What only answers hold is nothing to send.
        if property.access() == Access::ReadOnly {
            continue;
        }
        let encoded = encodings
            .and_then(|encodings| encodings.get(property.name))
            .and_then(|node| object::mapping_or_empty(node, "an encoding", report));
        let media_type = encoded.and_then(|node| object::text_of(node, "contentType", report));
        let described = property.schema.filter(|_| body.format == BodyFormat::Parts);
        let files = described.and_then(|it| Some((it, upload::files(it, media_type)?)));
        let used = match files {
            Some((described, files)) => {
                upload::check(described, adding.types, report);
                schema::Used {
                    ty: match files {
                        Several::One => Type::Upload,
                        Several::List => {
                            Type::List(Box::new(Type::Upload), crate::model::Item::Member)
                        }
                    },
                    nullable: false,
                    docs: docs::of(described, report),
                    deprecated: schema::flag(described, Keyword::Deprecated, report),
                    facts: Facts::default(),
                }
            }
            None => property.used(
                document,
                &format!("{owner}_{}", property.name),
                adding.types,
                report,
            ),
        };
        let value = shown
            .and_then(|shown| shown.get(property.name))
            .and_then(parameter::value);
        let value: Option<Value> =
            value.or_else(|| parameter::example(document.context, property.schema?.written?));
        (adding.example.inputs).extend(value.map(|value| (property.name.to_owned(), value)));
        if let Some(encoded) = encoded {
            let written = encoding(encoded, media_type, body.format, files.is_some(), report);
            // Only what has members can spread them.
            let written = written.filter(|written| {
                *written != Encoding::Spread
                    || matches!(used.ty, Type::Named(_) | Type::Map(_) | Type::Json)
            });
            body.encodings
                .extend(written.map(|written| (property.name.to_owned(), written)));
        }
        adding.inputs.push(Input {
            wire: property.name.to_owned(),
            rust_name: property
                .schema
                .and_then(|schema| schema::rust_name(schema, report)),
            renamed_from: property
                .schema
                .and_then(|schema| schema::renamed_from(schema, report)),
            origin: document.context.origin(
                property.span,
                &format!("{}.{}", adding.called.id, property.name),
            ),
            place: Location::BodyField,
            style: None,
            docs: used.docs,
            deprecated: used.deprecated,
            ty: if used.nullable && property.required && used.ty != Type::Nothing {
                Type::Optional(Box::new(used.ty))
            } else {
                used.ty
            },
            // A form has no null.
            presence: match schema::presence(
                property.required,
                used.nullable && body.format == BodyFormat::Json,
            ) {
                // The type of an argument says so itself.
                Presence::Nullable => Presence::Required,
                presence => presence,
            },
            facts: used.facts,
        });
    }
}

/// Remembers how the fields of a form are written that is given whole.
pub(super) fn encodings(
    whole: SchemaRef<'_>,
    media: Node<'_>,
    body: &mut Body,
    report: &mut Report,
) {
    let encodings = described_encodings(media, body.format, report);
    for entry in encodings.into_iter().flat_map(Node::entries) {
        if !is_described(whole, entry.key) && !keeps_further(whole) {
            report_undescribed(&entry, report);
            continue;
        }
        let Some(encoded) = object::mapping_or_empty(entry.value, "an encoding", report) else {
            continue;
        };
        let media_type = object::text_of(encoded, "contentType", report);
        let written = encoding(encoded, media_type, body.format, false, report);
        body.encodings
            .extend(written.map(|written| (entry.key.to_owned(), written)));
    }
}

/// What a form says of how its fields are written.
fn described_encodings<'d>(
    media: Node<'d>,
    format: BodyFormat,
    report: &mut Report,
) -> Option<Node<'d>> {
    match format {
        BodyFormat::Form | BodyFormat::Parts => media
            .get("encoding")
            .and_then(|node| object::mapping_or_empty(node, "encoding", report)),
        BodyFormat::Json | BodyFormat::Xml | BodyFormat::Text | BodyFormat::Bytes => None,
    }
}

/// Reports how a field is written that no schema knows.
fn report_undescribed(entry: &Entry<'_>, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            entry.key_span,
            format!(
                "`{}` has an encoding and is not defined under `properties`",
                entry.key
            ),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// How a field is written, where that is not as usual.
fn encoding(
    node: Node<'_>,
    media_type: Option<&str>,
    format: BodyFormat,
    is_file: bool,
    report: &mut Report,
) -> Option<Encoding> {
    object::check_keys(node, &keys::ENCODING, report);
    if let Some(headers) = node
        .entry("headers")
        .filter(|headers| headers.value.entries().next().is_some())
    {
        report
            .error(
                Code::Ignored,
                headers.key_span,
                "the headers of a part are not supported and are ignored",
            )
            .help("leave them out, or acknowledge it in `bindery.yaml`");
    }
    if format == BodyFormat::Parts {
        if !is_file && node.get("style").and_then(Node::text) == Some("deepObject") {
            return Some(Encoding::Deep);
        }
        // Of several types or a range of them, the caller knows which one it is.
        let one = media_type.filter(|text| !text.contains([',', '*']))?.trim();
        let usual = if is_file {
            "application/octet-stream"
        } else {
            "text/plain"
        };
        return (!one.is_empty() && one != usual).then(|| Encoding::MediaType(one.to_owned()));
    }
    let explode = node
        .get("explode")
        .and_then(|node| object::boolean(node, "explode", report));
    let style = node.get("style");
    let word = style.and_then(|node| {
        object::word(
            node,
            "style",
            &["deepObject", "form", "pipeDelimited", "spaceDelimited"],
            report,
        )
    });
    match word {
        Some("deepObject") => Some(Encoding::Deep),
        Some("pipeDelimited") if explode != Some(true) => Some(Encoding::Pipes),
        Some("spaceDelimited") if explode != Some(true) => Some(Encoding::Spaces),
        _ if explode == Some(false) => Some(Encoding::Commas),
        Some("form") => Some(Encoding::Spread),
        _ if explode == Some(true) => Some(Encoding::Spread),
        _ => media_type
            .filter(|text| text.trim().eq_ignore_ascii_case("application/json"))
            .map(|_| Encoding::Json),
    }
}
