//! Request bodies: what they add to the inputs of a call.
//!
//! The properties of an object are inputs of their own, in JSON and in forms; what is no object is
//! one input. What is neither JSON nor a form is text or bytes that the caller brings.

mod field;
mod upload;

use field::fields;
pub(super) use upload::holds_files;
use upload::is_binary;

use super::identity::Called;
use super::media::{self, Chosen};
use super::{Context, Document, Meant, keys, schema, widen};
use crate::model::{Body, BodyFormat, Example, Input, Location, Presence, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// What a body is read into.
pub(super) struct Adding<'a> {
    /// The operation.
    pub(super) called: &'a Called<'a>,
    pub(super) types: &'a mut Types,
    pub(super) inputs: &'a mut Vec<Input>,
    pub(super) example: &'a mut Example,
}

/// What the body adds to the inputs: its properties one by one when it is an object, itself
/// otherwise; and how it is sent.
pub(super) fn body(
    document: &Document<'_, '_>,
    node: Node<'_>,
    adding: &mut Adding<'_>,
    report: &mut Report,
) -> Option<Body> {
    // What stands under a name of its own is named by it, whoever refers to it first.
    let meant = document.meant(node, "request body", report)?;
    let docs = meant.docs(report);
    let Meant {
        node, name: own, ..
    } = meant;
    let owner = match (own, &adding.called.otherwise) {
        (Some(own), Some(otherwise)) if otherwise.sends => otherwise.named(&own),
        (Some(own), _) => own,
        (None, _) => adding.called.id.clone(),
    };
    let owner = owner.as_str();
    let node = object::mapping_or_empty(node, "a request body", report)?;
    object::check_keys(node, &keys::REQUEST_BODY, report);
    let mark = report.mark();
    let content = object::required(node, "content", "the request body", head(node), report);
    report.guess_since(mark, "nothing is sent");
    let content = content?;
    let chosen = media::choose(document, content, adding.called.otherwise.as_ref(), report)?;
    let media = check(&chosen, report)?;
    let required = object::flag(node, "required", report);
    let described = media.get("schema");
    let whole = described.and_then(|schema| document.follow(schema));
    let mut body = Body {
        media_type: chosen.media_type,
        format: chosen.format,
        optional: false,
        encodings: Default::default(),
    };
    if let Some(whole) = whole
        && matches!(
            body.format,
            BodyFormat::Json | BodyFormat::Form | BodyFormat::Parts
        )
        && schema::is_record(whole)
        && widen::key(document, whole).is_none()
        // Arguments one by one have no place for what is not described, nor for what a record that
        // was read kept of it.
        && (body.format != BodyFormat::Json
            || (schema::keeps_further(whole).is_none()
                && !(described.is_some_and(|schema| schema.get("$ref").is_some())
                    && schema::always_keeps_undescribed(document, whole))))
    {
        let shown = shown(document.context, media);
        let before = adding.inputs.len();
        fields(
            document, whole, media, shown, owner, &mut body, adding, report,
        );
        // `required` of JSON says nothing: it is always sent, and a server that can do without
        // takes it too.
        body.optional = body.format != BodyFormat::Json
            && !required
            && (adding.inputs[before..].iter()).all(|input| input.presence != Presence::Required);
        return Some(body);
    }
    let used = match (body.format, described) {
        (BodyFormat::Json | BodyFormat::Form | BodyFormat::Parts, Some(schema)) => {
            schema::nameless(schema, report);
            schema::used(
                document,
                schema,
                &format!("{owner}_body"),
                adding.types,
                report,
            )
        }
        (format, described) => {
            let ty = match format {
                BodyFormat::Json => Type::Json,
                BodyFormat::Form | BodyFormat::Parts => Type::Map(Box::new(Type::Json)),
                BodyFormat::Text => match text(document, described, owner, adding.types, report) {
                    Some(ty) => ty,
                    None => Type::Text,
                },
                BodyFormat::Bytes => Type::Upload,
            };
            if let (true, Some(schema)) = (chosen.is_xml || ty == Type::Upload, whole) {
                structured(
                    document,
                    schema,
                    &chosen.entry,
                    chosen.is_xml,
                    adding.types,
                    report,
                );
            }
            schema::Used::plain(ty)
        }
    };
    if let Some(schema) = described.filter(|_| used.nullable && body.format == BodyFormat::Json) {
        report
            .error(
                Code::Ignored,
                head(schema),
                "a body that may be null is never sent as null",
            )
            .help("acknowledge it in `bindery.yaml`");
    }
    adding.inputs.push(Input {
        wire: "body".to_owned(),
        rust_name: None,
        renamed_from: None,
        origin: document
            .context
            .origin(head(node), &format!("{}.body", adding.called.id)),
        place: Location::Body,
        style: None,
        docs: if docs.is_empty() { used.docs } else { docs },
        deprecated: used.deprecated,
        ty: used.ty,
        presence: if required || body.format == BodyFormat::Json {
            Presence::Required
        } else {
            Presence::Optional
        },
        facts: used.facts,
    });
    Some(body)
}

/// Checks a body that no operation may refer to.
pub(super) fn unused(document: &Document<'_, '_>, content: Node<'_>, report: &mut Report) {
    if let Some(chosen) = media::choose(document, content, None, report) {
        check(&chosen, report);
    }
}

/// The media type with its keys checked.
fn check<'d>(chosen: &Chosen<'d>, report: &mut Report) -> Option<Node<'d>> {
    let media = object::mapping_or_empty(chosen.entry.value, "a media type", report)?;
    let known = match chosen.format {
        BodyFormat::Form | BodyFormat::Parts => &keys::FORM_MEDIA_TYPE,
        BodyFormat::Json | BodyFormat::Text | BodyFormat::Bytes => &keys::MEDIA_TYPE,
    };
    object::check_keys(media, known, report);
    Some(media)
}

/// Whether a media type that may be anything describes values, and not bytes.
pub(super) fn describes_values(document: &Document<'_, '_>, media: Node<'_>) -> bool {
    let schema = media
        .get("schema")
        .and_then(|schema| document.follow(schema));
    schema.is_some_and(|schema| !is_binary(schema))
}

/// The type of a text: a single value, where its schema describes one.
fn text(
    document: &Document<'_, '_>,
    described: Option<Node<'_>>,
    owner: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    let schema = document.follow(described?)?;
    let single = ["boolean", "integer", "number", "string"];
    let kinds = schema::kinds(schema);
    if is_binary(schema) || kinds.is_empty() || !kinds.iter().all(|kind| single.contains(kind)) {
        return None;
    }
    let used = schema::used(
        document,
        described?,
        &format!("{owner}_body"),
        types,
        report,
    );
    schema::settle(document, types, report);
    let is_single = !matches!(
        types.resolved(&used.ty),
        Type::List(..)
            | Type::Tuple(_)
            | Type::Map(_)
            | Type::Json
            | Type::Optional(_)
            | Type::Nothing
    );
    is_single.then_some(used.ty)
}

/// Reports a structure that the caller has to write.
fn structured(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    media: &crate::syntax::Entry<'_>,
    is_xml: bool,
    types: &mut Types,
    report: &mut Report,
) {
    let kinds = schema::kinds(schema);
    let is_text = kinds.iter().all(|kind| *kind == "string")
        && widen::key(document, schema).is_none()
        && schema.get("properties").is_none();
    if is_text {
        return;
    }
    types.mark_read(schema.identity());
    let form = if is_xml { "text" } else { "bytes" };
    widen::report_widened(
        document,
        schema,
        media.key_span,
        &format!(
            "a body of the media type `{}` becomes {form} that the caller writes",
            media.key
        ),
        report,
    );
}

/// The example of a media type: its own, or the first of several.
fn shown<'d>(context: &Context<'d>, media: Node<'d>) -> Option<Node<'d>> {
    media.get("example").or_else(|| {
        let first = media.get("examples")?.entries().next()?;
        context.behind(first.value).get("value")
    })
}

/// Reports what cannot be sent beside the described properties.
fn further(whole: Node<'_>, report: &mut Report) {
    let Some(more) = whole
        .get("additionalProperties")
        .filter(|node| node.as_bool() != Some(false))
    else {
        return;
    };
    // What a part says by the way was never said to be left out.
    if more.as_bool() == Some(true) && whole.get("allOf").is_some() {
        return;
    }
    report
        .error(
            Code::Ignored,
            head(more),
            "further properties of a request body cannot be sent",
        )
        .help("leave `additionalProperties` out, or acknowledge it in `bindery.yaml`");
}
