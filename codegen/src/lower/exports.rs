//! The types of the runtime that occur in signatures, which the root module re-exports.

use std::collections::BTreeSet;

use super::{Context, sending};
use crate::model::{Content, Operation, Presence, Shape, Type, TypeId};

/// Their names, in alphabetical order; those that every client needs aside.
pub(super) fn met(context: &Context<'_>) -> BTreeSet<&'static str> {
    let mut met = BTreeSet::new();
    for operation in context
        .api
        .services
        .iter()
        .flat_map(|service| &service.operations)
    {
        for input in &operation.inputs {
            presence(input.presence, &mut met);
            if sending::is_upload(&input.ty) {
                met.insert("Upload");
            }
            named(&input.ty, &mut met);
        }
        operation
            .response_types()
            .for_each(|ty| named(ty, &mut met));
        responses(operation, &mut met);
    }
    for (index, definition) in context.api.types.iter().enumerate() {
        if !context.use_of.emitted(TypeId::new(index)) {
            continue;
        }
        match &definition.shape {
            Shape::Record(record) => {
                for field in &record.fields {
                    presence(field.presence, &mut met);
                    named(&field.ty, &mut met);
                }
            }
            Shape::Union(union) => {
                met.insert("UnknownVariant");
                for variant in &union.variants {
                    named(&variant.ty, &mut met);
                }
            }
            Shape::Alias(ty) => named(ty, &mut met),
            Shape::Enumeration(_) => {}
        }
    }
    met
}

fn presence(presence: Presence, met: &mut BTreeSet<&'static str>) {
    if presence == Presence::OptionalNullable {
        met.insert("Maybe");
    }
}

/// What a response is read as beside its type.
fn responses(operation: &Operation, met: &mut BTreeSet<&'static str>) {
    let output = &operation.output;
    let choices = output.choices.iter().map(|choice| choice.content);
    if output.stream.is_some() {
        met.insert("Streaming");
    }
    if let Some(pagination) = &operation.pagination {
        met.insert("Pages");
        if pagination.list.is_some() {
            met.insert("Items");
        }
    }
    let streams = output.stream.iter().map(|stream| stream.content);
    for content in streams.chain([output.content]) {
        match content {
            Content::Document | Content::Xml | Content::Text => {}
            Content::Bytes => {
                met.insert("ByteStream");
            }
            Content::Events(_) => {
                met.extend(["Event", "EventStream"]);
            }
            Content::Lines => {
                met.insert("JsonLines");
            }
        }
    }
    if choices
        .into_iter()
        .any(|content| !matches!(content, Content::Document | Content::Xml | Content::Text))
    {
        met.insert("Bytes");
    }
}

/// The types of the runtime in a type.
fn named(ty: &Type, met: &mut BTreeSet<&'static str>) {
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        pending.extend(ty.parts());
        match ty {
            Type::Base64 => {
                met.insert("Base64");
            }
            Type::Date => {
                met.insert("Date");
            }
            Type::Decimal => {
                met.insert("Decimal");
            }
            Type::Json => {
                met.insert("JsonValue");
            }
            // Named for their inputs, or by every crate.
            Type::Upload | Type::DateTime | Type::Secret => {}
            // Types of Rust, and of the crate.
            Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Integer(_)
            | Type::Float32
            | Type::Float64
            | Type::Text
            | Type::Nothing
            | Type::Constant(_)
            | Type::Named(_)
            | Type::Optional(_)
            | Type::List(..)
            | Type::Tuple(_)
            | Type::Map(_) => {}
        }
    }
}
