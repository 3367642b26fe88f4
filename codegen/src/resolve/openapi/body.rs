//! Request bodies: what they add to the inputs of a call.
//!
//! The properties of an object are inputs of their own, in JSON and in forms; an object that is a
//! component can be given whole as well. What inputs one by one cannot say is one input: what is no
//! object, a choice between objects, an object with properties that are not described one by one.
//! What is neither JSON nor a form is text or bytes that the caller brings.

mod field;
mod properties;
mod upload;

use field::{encodings, fields};
use properties::{Several, alternatives, inputs};
pub(super) use upload::holds_files;
use upload::is_binary;

use super::identity::Called;
use super::media::{self, Chosen};
use super::{Document, inline_names, is, schema, shown, widen};
use crate::keywords::Keyword;
use crate::model::{
    Body, BodyFormat, Example, Input, Location, Operation, Presence, Shape, Switch, Type, Wire,
};
use crate::openapi::{Id, MediaType, RequestBody, Use};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::syntax::object::head;

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
pub(super) fn body<'d>(
    document: &Document<'_, 'd>,
    described: Id<RequestBody<'d>>,
    adding: &mut Adding<'_>,
    report: &mut Report,
) -> Option<Body> {
    // A component is named after its key, not after its first user.
    let meant = document.context.objects.meant(described)?;
    let docs = meant.description().to_owned();
    let owner = match (meant.called, &adding.called.variant) {
        (Some(own), Some(variant)) if variant.sends => variant.named(&own),
        (Some(own), _) => own,
        (None, _) => adding.called.id.clone(),
    };
    let owner = owner.as_str();
    let described = meant.object;
    let variant = adding.called.variant.as_ref();
    let chosen = media::choose(document, &described.content, variant, report)?;
    check(&chosen, report);
    let media = chosen.entry.value;
    let required = is(described.required);
    let at = described.at();
    let described = document.schema(&media.schema);
    let whole = described.and_then(SchemaRef::followed);
    let mut body = Body {
        media_type: chosen.media_type,
        format: chosen.format,
        root: match chosen.format {
            BodyFormat::Xml => media::xml_root(document, &chosen.entry).map(Box::new),
            BodyFormat::Json
            | BodyFormat::Form
            | BodyFormat::Parts
            | BodyFormat::Text
            | BodyFormat::Bytes => None,
        },
        required,
        record: None,
        encodings: Default::default(),
    };
    let several = match (body.format, described) {
        (BodyFormat::Json | BodyFormat::Form | BodyFormat::Parts, Some(schema)) => {
            inputs(document, schema, body.format)
        }
        (BodyFormat::Xml | BodyFormat::Text | BodyFormat::Bytes, _) | (_, None) => None,
    };
    if let (Some(several), Some(whole), Some(schema)) = (several, whole, described) {
        let mut owner = owner.to_owned();
        if several == Several::Component {
            let used = schema::used(document, schema, &owner, adding.types, report);
            // Inline types of a component are named after it, not after its users.
            if let Type::Named(id) = &used.ty {
                owner.clone_from(&adding.types.definition(*id).name);
            }
            body.record = Some(used.ty);
        }
        let properties = match several {
            Several::Component | Several::Inline => schema::properties(whole, report),
            Several::Alternatives => alternatives(whole, adding.types, report),
        };
        let shown = shown(document.context, media.example, &media.examples).next();
        if let Some(referred) = inline_names::referred(schema, adding.types) {
            owner = referred;
        }
        fields(
            document, whole, properties, media, shown, &owner, &mut body, adding, report,
        );
        return Some(body);
    }
    if let (BodyFormat::Form | BodyFormat::Parts, Some(whole)) = (body.format, whole) {
        encodings(document, whole, media, &mut body, report);
    }
    let used = match (body.format, described) {
        (
            BodyFormat::Json | BodyFormat::Xml | BodyFormat::Form | BodyFormat::Parts,
            Some(schema),
        ) => {
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
                BodyFormat::Json | BodyFormat::Xml => Type::Json,
                BodyFormat::Form | BodyFormat::Parts => Type::Map(Box::new(Type::Json)),
                BodyFormat::Text => match text(document, described, owner, adding.types, report) {
                    Some(ty) => ty,
                    None => Type::Text,
                },
                BodyFormat::Bytes => Type::Upload,
            };
            let item = document.schema(&media.item_schema);
            let item = item.and_then(SchemaRef::followed);
            let item = item.filter(|_| matches!(format, BodyFormat::Text | BodyFormat::Bytes));
            let whole = whole.filter(|_| ty == Type::Upload);
            if let Some(schema) = item.or(whole) {
                let is_text = ty != Type::Upload;
                structured(schema, &chosen.entry, is_text, adding.types, report);
            }
            schema::Used::plain(ty)
        }
    };
    // Neither text nor a form has a null, nor has XML.
    let nullable = used.nullable && used.ty != Type::Nothing && body.format == BodyFormat::Json;
    if let Some(schema) = described.filter(|_| used.nullable && body.format == BodyFormat::Xml) {
        report
            .error(
                Code::Ignored,
                schema.head(),
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
            .origin(at, &format!("{}.body", adding.called.id)),
        place: Location::Body,
        style: None,
        docs: if docs.is_empty() { used.docs } else { docs },
        deprecated: used.deprecated,
        ty: if nullable && required {
            Type::Optional(Box::new(used.ty))
        } else {
            used.ty
        },
        presence: match (required, nullable) {
            // The type of an argument says so itself.
            (true, _) => Presence::Required,
            (false, false) => Presence::Optional,
            (false, true) => Presence::OptionalNullable,
        },
        facts: used.facts,
    });
    Some(body)
}

/// Lets the properties of a body be given one by one alone where a record could not hold them: where
/// either was read as something else, and where what asks for the next page stands in a body that
/// need not be there.
pub(super) fn flatten_only(operations: &mut [Operation], types: &Types) {
    for operation in operations {
        let is_held = operation
            .record()
            .is_none_or(|record| holds(types, record, operation) && !turns_pages(operation));
        if let (false, Wire::Rest(rest)) = (is_held, &mut operation.wire)
            && let Some(body) = &mut rest.body
        {
            body.record = None;
        }
    }
}

/// Whether a type is a record that has a field for each property that a call sends.
fn holds(types: &Types, record: &Type, operation: &Operation) -> bool {
    let Type::Named(id) = types.resolved(record) else {
        return false;
    };
    let Shape::Record(record) = &types.definition(*id).shape else {
        return false;
    };
    let switch = match &operation.output.switch {
        Some(Switch::Input { input, .. }) => Some(&**input),
        Some(Switch::Member(_)) | None => None,
    };
    let inputs = operation.inputs.iter().chain(switch);
    let mut sent = inputs.filter(|input| input.place == Location::BodyField);
    sent.all(|input| {
        let mut fields = record.fields.iter();
        fields.any(|field| field.wire == input.wire && field.ty.present() == input.ty.present())
    })
}

/// Whether a property asks for the next page, of a body that the call can do without.
fn turns_pages(operation: &Operation) -> bool {
    let pagination = operation.pagination.as_ref();
    let input = pagination.and_then(|pages| operation.inputs.get(pages.next.input()?));
    operation.may_lack_body() && input.is_some_and(|input| input.place == Location::BodyField)
}

/// Checks a body that no operation may refer to.
pub(super) fn unused<'d>(
    document: &Document<'_, 'd>,
    content: &'d media::Content<'d>,
    report: &mut Report,
) {
    if let Some(chosen) = media::choose(document, content, None, report) {
        check(&chosen, report);
    }
}

/// Checks the keys of the media type.
fn check(chosen: &Chosen<'_>, report: &mut Report) {
    let of = match chosen.format {
        BodyFormat::Form | BodyFormat::Parts => Use::Form,
        BodyFormat::Json | BodyFormat::Xml => Use::Any,
        BodyFormat::Text | BodyFormat::Bytes => Use::Stream,
    };
    chosen.entry.value.check_use(of, report);
}

/// Whether a media type that may be anything describes values, and not bytes.
pub(super) fn describes_values<'d>(document: &Document<'_, 'd>, media: &MediaType<'d>) -> bool {
    let schema = document.schema(&media.schema).and_then(SchemaRef::followed);
    schema.is_some_and(|schema| !is_binary(schema))
}

/// The type of a text: a single value, where its schema describes one.
fn text(
    document: &Document<'_, '_>,
    described: Option<SchemaRef<'_>>,
    owner: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    let schema = described?.followed()?;
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
    schema::read_pending(document, types, report);
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
    schema: SchemaRef<'_>,
    media: &media::Media<'_>,
    is_text: bool,
    types: &mut Types,
    report: &mut Report,
) {
    let kinds = schema::kinds(schema);
    let is_plain = kinds.iter().all(|kind| *kind == "string")
        && widen::key(&schema).is_none()
        && !schema.has(Keyword::Properties);
    if is_plain {
        return;
    }
    types.mark_read(schema.id);
    let form = if is_text { "text" } else { "bytes" };
    widen::report_widened(
        schema,
        media.span,
        &format!(
            "a body of the media type `{}` becomes {form} that the caller writes",
            media.name
        ),
        report,
    );
}

/// Reports what cannot be sent beside the described properties.
fn further(whole: SchemaRef<'_>, report: &mut Report) {
    let Some(more) = whole
        .data(Keyword::AdditionalProperties)
        .filter(|node| node.as_bool() != Some(false))
    else {
        return;
    };
    // What a part says by the way was never said to be left out.
    if more.as_bool() == Some(true) && whole.has(Keyword::AllOf) {
        return;
    }
    report
        .error(
            Code::Ignored,
            head(more),
            "additional properties of a request body cannot be sent",
        )
        .help("leave `additionalProperties` out, or acknowledge it in `bindery.yaml`");
}
