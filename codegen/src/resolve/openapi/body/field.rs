//! The properties of an object body: an input each.

use super::properties::{described, keeps_further};
use super::upload::{self, Several};
use super::{Adding, further};
use crate::keywords::Keyword;
use crate::model::{
    Access, Body, BodyFormat, Encoding, Facts, Input, Location, Presence, Type, Value,
};
use crate::openapi::{self, FormStyle, MediaType, Use};
use crate::report::{Code, Report};
use crate::resolve::openapi::response::{Kind, kind};
use crate::resolve::openapi::{Document, Named, docs, parameter, schema};
use crate::schemas::SchemaRef;
use crate::syntax::Node;

/// Adds the properties of an object.
#[expect(
    clippy::too_many_arguments,
    reason = "each is another part of the document"
)]
pub(super) fn fields<'d>(
    document: &Document<'_, 'd>,
    whole: SchemaRef<'_>,
    properties: Vec<schema::Property<'_>>,
    media: &'d MediaType<'d>,
    shown: Option<Node<'_>>,
    owner: &str,
    body: &mut Body,
    adding: &mut Adding<'_>,
    report: &mut Report,
) {
    adding.types.mark_read(whole.id);
    further(whole, report);
    let encodings = described_encodings(document, media, body.format);
    for entry in &encodings {
        if !properties
            .iter()
            .any(|property| property.name == entry.name)
        {
            report_undescribed(entry, report);
        }
    }
    for property in properties {
        // What only responses hold is nothing to send.
        if property.access() == Access::ReadOnly {
            continue;
        }
        let encoded = encodings.iter().find(|entry| entry.name == property.name);
        let encoded = encoded.map(|entry| entry.value);
        let media_type = encoded.and_then(|encoded| encoded.content_type);
        let media_type = media_type.map(|said| said.value);
        let described = property.schema.filter(|_| body.format == BodyFormat::Parts);
        let files = described.and_then(|it| Some((it, upload::files(it, media_type)?)));
        let used = match files {
            Some((described, files)) => {
                upload::mark_read(described, adding.types);
                schema::Used {
                    ty: match files {
                        Several::One => Type::Upload,
                        Several::List => {
                            Type::List(Box::new(Type::Upload), crate::model::Item::Member)
                        }
                    },
                    nullable: false,
                    docs: docs::of(described, property.name, report),
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
        let value: Option<Value> = value.or_else(|| parameter::example(property.schema?));
        (adding.example.inputs).extend(value.map(|value| (property.name.to_owned(), value)));
        if let Some(encoded) = encoded {
            let held = match files {
                Some(_) => Held::File,
                None => Held::of(property.schema),
            };
            let written = encoding(encoded, body.format, held, report);
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
                kept @ (Presence::Required
                | Presence::Defaulted
                | Presence::Optional
                | Presence::OptionalNullable
                | Presence::Further) => kept,
            },
            facts: used.facts,
        });
    }
}

/// Remembers how the fields of a form are written that is given whole.
pub(super) fn encodings<'d>(
    document: &Document<'_, 'd>,
    whole: SchemaRef<'_>,
    media: &'d MediaType<'d>,
    body: &mut Body,
    report: &mut Report,
) {
    for entry in described_encodings(document, media, body.format) {
        let property = described(whole, entry.name);
        if property.is_none() && !keeps_further(whole) {
            report_undescribed(&entry, report);
            continue;
        }
        let held = Held::of(property);
        let written = encoding(entry.value, body.format, held, report);
        body.encodings
            .extend(written.map(|written| (entry.name.to_owned(), written)));
    }
}

/// What a form says of how its fields are written.
fn described_encodings<'d>(
    document: &Document<'_, 'd>,
    media: &'d MediaType<'d>,
    format: BodyFormat,
) -> Vec<Named<'d, openapi::Encoding<'d>>> {
    let objects = document.context.objects;
    let named = |media: &'d MediaType<'d>| {
        let named = objects.named(&media.encoding);
        let named = named.filter_map(|member| member.map(|meant| Some(meant.object)));
        named.collect()
    };
    match format {
        BodyFormat::Form | BodyFormat::Parts => named(media),
        BodyFormat::Json | BodyFormat::Xml | BodyFormat::Text | BodyFormat::Bytes => Vec::new(),
    }
}

/// Reports how a field is written that no schema knows.
fn report_undescribed(entry: &Named<'_, openapi::Encoding<'_>>, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            entry.span,
            format!(
                "`{}` has an encoding and is not defined under `properties`",
                entry.name
            ),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// What a field holds, where that decides how it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    File,
    /// An object or the like, which is written as JSON.
    Structure,
    Single,
}

impl Held {
    fn of(schema: Option<SchemaRef<'_>>) -> Self {
        match schema {
            Some(schema) if upload::is_structure(schema) => Self::Structure,
            Some(_) | None => Self::Single,
        }
    }
}

/// How a field is written, where that is not as usual.
fn encoding<'d>(
    described: &openapi::Object<'d, openapi::Encoding<'d>>,
    format: BodyFormat,
    held: Held,
    report: &mut Report,
) -> Option<Encoding> {
    described.check_use(Use::Any, report);
    let headers = described.headers.as_ref();
    if let Some(headers) = headers.filter(|headers| !headers.value.is_empty()) {
        report
            .error(
                Code::Ignored,
                headers.key,
                "the headers of a part are not supported and are ignored",
            )
            .help("leave them out, or acknowledge it in `bindery.yaml`");
    }
    let style = described.style.map(|style| style.value);
    let media_type = described.content_type;
    if format == BodyFormat::Parts {
        if held != Held::File && style == Some(FormStyle::DeepObject) {
            return Some(Encoding::Deep);
        }
        // Of several types or a range of them, the caller knows which one it is.
        let said = media_type.filter(|said| !said.value.contains([',', '*']))?;
        let one = said.value.trim();
        let usual = match held {
            Held::File => "application/octet-stream",
            Held::Structure | Held::Single => "text/plain",
        };
        if one.is_empty() || one == usual {
            return None;
        }
        if held == Held::Structure && kind(one) != Kind::Json {
            report
                .error(
                    Code::Ignored,
                    said.key,
                    format!("a field that is an object cannot be sent as `{one}`: it is sent as JSON"),
                )
                .help("describe it as a string, which callers write, or acknowledge it in `bindery.yaml`");
            return None;
        }
        return Some(Encoding::MediaType(one.to_owned()));
    }
    let is_json = |text: &str| text.trim().eq_ignore_ascii_case("application/json");
    match (style, described.explode.map(|explode| explode.value)) {
        (Some(FormStyle::DeepObject), _) => Some(Encoding::Deep),
        (Some(FormStyle::PipeDelimited), None | Some(false)) => Some(Encoding::Pipes),
        (Some(FormStyle::SpaceDelimited), None | Some(false)) => Some(Encoding::Spaces),
        (Some(FormStyle::Form) | None, Some(false)) => Some(Encoding::Commas),
        (Some(FormStyle::Form), None) | (_, Some(true)) => Some(Encoding::Spread),
        (None, None) => media_type
            .filter(|said| is_json(said.value))
            .map(|_| Encoding::Json),
    }
}
