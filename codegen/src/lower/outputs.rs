//! What a call returns: its type, its enumeration by status, and how the body is decoded.

use super::calls::Call;
use super::docs::Docs;
use super::imports::Imports;
use super::responses::said;
use super::{Context, example};
use crate::model::{
    Choice, Content, EventValue, Location, Output, Shape, Switch, Type, XmlNode, XmlRoot,
};
use crate::names::status_variant;
use crate::rust::{ResponseEnum, ResponseVariant, Root, Setting, StreamMethod, Ty};

/// What a call returns.
pub(super) fn ty(context: &Context<'_>, call: Call<'_>) -> Ty {
    let output = &call.operation.output;
    match &call.names.response {
        Some(name) => Ty::Own(name.clone()),
        None => content_type(context, output.content, &output.ty),
    }
}

/// The type of a body's value.
fn content_type(context: &Context<'_>, content: Content, ty: &Type) -> Ty {
    match content {
        Content::Document | Content::Xml | Content::Text => context.ty(ty),
        Content::Bytes => context.runtime("ByteStream"),
        Content::Events(_) => {
            let item = if *ty == Type::Nothing {
                context.runtime("Event")
            } else {
                context.ty(ty)
            };
            context.runtime_of("EventStream", item)
        }
        Content::Lines => context.runtime_of("JsonLines", context.ty(ty)),
    }
}

/// Imports what the responses of a call are written with.
pub(super) fn imports(context: &Context<'_>, call: Call<'_>, imports: &mut Imports) {
    const MACROS: &str = "bindery_runtime::v1::rest";
    imports.ty(&ty(context, call));
    if call.names.response.is_some() {
        imports.add(MACROS, "responses");
    }
    for choice in &call.operation.output.choices {
        if let Some(ty) = choice_type(context, choice) {
            imports.ty(&ty);
        }
    }
    if let Some(method) = streams(context, call) {
        imports.add(MACROS, "streams");
        imports.ty(&method.ty);
    }
}

/// What a caller would call the response.
pub(super) fn variable(context: &Context<'_>, output: &Output) -> Option<String> {
    if !output.choices.is_empty() {
        return Some("response".to_owned());
    }
    match output.content {
        Content::Bytes => Some("content".to_owned()),
        Content::Text => Some("text".to_owned()),
        Content::Events(_) => Some("events".to_owned()),
        Content::Lines => Some("lines".to_owned()),
        Content::Document | Content::Xml => example::response_name(context, &output.ty),
    }
}

/// What a caller should know of the response beside its type.
pub(super) fn notes(context: &Context<'_>, call: Call<'_>, docs: &mut Docs) {
    let output = &call.operation.output;
    let links = context.links(&call.operation.origin.file);
    if output.redirects {
        docs.ours(
            "The response is a redirect, which is not followed: `.with_response()` returns its header `Location`.",
        );
    }
    if output.statuses.len() > 1 {
        docs.ours("The status code is one of:");
        for (status, text) in &output.statuses {
            docs.described(status, said(text), links);
        }
    }
    if let Some(method) = streams(context, call) {
        docs.ours(&format!(
            "[`{}::{}`] returns a stream instead.",
            method.request, method.name
        ));
    }
}

/// The method that returns a stream, where there is one.
pub(super) fn streams(context: &Context<'_>, call: Call<'_>) -> Option<StreamMethod> {
    let stream = call.operation.output.stream.as_ref()?;
    let sets = call
        .operation
        .output
        .switch
        .as_ref()
        .map(|switch| match switch {
            Switch::Input { input, .. }
                if input.place == Location::BodyField && call.names.whole.is_some() =>
            {
                Setting::Member(vec![input.wire.clone()])
            }
            Switch::Input { .. } => Setting::Field(switch_field(call)),
            Switch::Member(keys) => Setting::Member(keys.clone()),
        });
    Some(StreamMethod {
        request: call.names.request.clone(),
        name: "events".to_owned(),
        ty: content_type(context, stream.content, &stream.ty),
        accept: stream.accept.clone(),
        sets,
    })
}

/// The field of a request that asks for the stream: nobody else sets it.
pub(super) fn switch_field(call: Call<'_>) -> String {
    let mut name = "stream".to_owned();
    while call.names.inputs.contains(&name) {
        name.push('_');
    }
    name
}

/// Whether the description lists events called `error`: values whose property `event` or `type`, or
/// whose discriminator, says so.
fn lists_error(context: &Context<'_>, ty: &Type, depth: usize) -> bool {
    const ERROR: &str = "error";
    let Type::Named(id) = context.api.resolved(ty) else {
        return false;
    };
    match &context.api.definition(*id).shape {
        Shape::Union(union) => union.variants.iter().any(|variant| {
            variant.tags.iter().any(|tag| tag == ERROR)
                || (depth > 0 && lists_error(context, &variant.ty, depth - 1))
        }),
        Shape::Record(record) => record
            .fields
            .iter()
            .filter(|field| matches!(field.wire.as_str(), "event" | "type"))
            .any(|field| {
                let Type::Named(id) = context.api.resolved(&field.ty) else {
                    return false;
                };
                match &context.api.definition(*id).shape {
                    Shape::Enumeration(values) => values.iter().any(|value| value.wire == ERROR),
                    Shape::Alias(_) | Shape::Record(_) | Shape::Union(_) => false,
                }
            }),
        Shape::Alias(_) | Shape::Enumeration(_) => false,
    }
}

/// How many unions, one in another, are looked into for the names of events.
const DEEPEST: usize = 4;

/// The root of a document in XML.
pub(super) fn root(described: &XmlRoot) -> Root {
    let (name, item) = match &described.node {
        XmlNode::Element(name) => (name.written(), None),
        XmlNode::List { name, item } => (name.written(), Some(item.written())),
        XmlNode::Attribute(_)
        | XmlNode::Text
        | XmlNode::CData
        | XmlNode::Items(_)
        | XmlNode::Unsaid(_) => unreachable!("`resolve` makes text of what is no element"),
    };
    Root { name, item }
}

/// How the response of a call is asked for and read, as steps of its constant.
pub(super) fn modifiers(
    context: &Context<'_>,
    call: Call<'_>,
) -> Vec<(&'static str, Option<String>)> {
    let output = &call.operation.output;
    let mut modifiers = Vec::new();
    if let Some(accept) = &output.accept {
        modifiers.push(("accepts", Some(format!("{accept:?}"))));
    }
    if output.choices.is_empty() && output.content == Content::Text {
        modifiers.push(("text", None));
    }
    if output.redirects {
        modifiers.push(("redirects", None));
    }
    let streams = output
        .stream
        .iter()
        .map(|stream| (stream.content, &stream.ty));
    for (content, ty) in streams.chain([(output.content, &output.ty)]) {
        let Content::Events(value) = content else {
            continue;
        };
        match value {
            EventValue::Data => {}
            EventValue::Event => modifiers.push(("whole_events", None)),
            EventValue::EventOfText => modifiers.push(("whole_text_events", None)),
        }
        if lists_error(context, ty, DEEPEST) {
            modifiers.push(("error_events", None));
        }
    }
    modifiers
}

/// The enumeration of what a call returns, when the status decides.
pub(super) fn by_status(
    context: &Context<'_>,
    call: Call<'_>,
    handle: &str,
) -> Option<ResponseEnum> {
    let name = call.names.response.clone()?;
    let choices = &call.operation.output.choices;
    let links = context.links(&call.operation.origin.file);
    let variants = choices
        .iter()
        .map(|choice| ResponseVariant {
            docs: Docs::of(said(&choice.docs), links).finish(),
            name: status_variant(&choice.status),
            status: choice.status.clone(),
            ty: choice_type(context, choice),
            form: match choice.content {
                Content::Document | Content::Xml => None,
                Content::Text => Some("text"),
                // What could be read while it comes is taken as a whole where the status decides.
                Content::Bytes | Content::Events(_) | Content::Lines => Some("bytes"),
            },
            root: choice.root.as_ref().map(root),
        })
        .collect();
    Some(ResponseEnum {
        docs: Docs::from_ours(&format!(
            "What [`{handle}::{}`] returns, by status code.",
            call.names.method
        ))
        .finish(),
        name,
        variants,
    })
}

fn choice_type(context: &Context<'_>, choice: &Choice) -> Option<Ty> {
    if !matches!(
        choice.content,
        Content::Document | Content::Xml | Content::Text
    ) {
        return Some(context.runtime("Bytes"));
    }
    if choice.ty == Type::Nothing {
        return None;
    }
    let ty = context.ty(&choice.ty);
    // No variant is far larger than the others.
    let is_record = matches!(context.api.resolved(&choice.ty), Type::Named(id)
        if matches!(context.api.definition(*id).shape, Shape::Record(_)));
    Some(if is_record {
        Ty::Boxed(Box::new(ty))
    } else {
        ty
    })
}
