//! What has one value alone, once every type and call is known: required properties and parameters,
//! alternatives of unions, and the tags of what a discriminator tells apart. No type is needed for
//! it, and nobody is asked for it.
//!
//! What may be left out is a choice, and keeps its enumeration; so do lists, and everything that
//! travels over SOAP as an argument. Required values that start at a default are found here, too.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Access, Api, Constant, Facts, Field, Location, Operation, Presence, Protocol, Record, Scalar,
    Shape, Type, TypeDefinition, TypeId, XmlName, XmlNode, only, resolved, start,
};

/// Finds constants and starting values.
pub(super) fn find(api: &mut Api) {
    let tags = tags(&api.types);
    let mut shapes = Vec::new();
    for (index, definition) in api.types.iter().enumerate() {
        match &definition.shape {
            Shape::Record(record) => {
                for (at, field) in record.fields.iter().enumerate() {
                    if field.presence == Presence::Required {
                        let found = only(&api.types, &field.ty, &field.facts);
                        shapes.extend(found.map(|found| (index, at, found)));
                    }
                }
            }
            Shape::Union(union) => {
                for (at, variant) in union.variants.iter().enumerate() {
                    let found = only(&api.types, &variant.ty, &Facts::default());
                    shapes.extend(found.map(|found| (index, at, found)));
                }
            }
            Shape::Enumeration(_) | Shape::Alias(_) => {}
        }
    }
    for (index, at, found) in shapes {
        match &mut api.types[index].shape {
            Shape::Record(record) => record.fields[at].ty = Type::Constant(found),
            Shape::Union(union) => {
                union.variants[at].ty = Type::Constant(found);
            }
            Shape::Enumeration(_) | Shape::Alias(_) => {}
        }
    }
    for ((id, tag), texts) in tags {
        let [text] = &Vec::from_iter(texts)[..] else {
            continue;
        };
        tagged(&mut api.types, id, &tag, text);
    }
    starts(&mut api.types);
    for service in &mut api.services {
        if matches!(service.protocol, Protocol::Rest(_)) {
            for operation in &mut service.operations {
                inputs(&api.types, operation);
            }
        }
    }
}

/// The texts by which unions tell each record, by the property that holds them.
fn tags(types: &[TypeDefinition]) -> BTreeMap<(TypeId, String), BTreeSet<String>> {
    let mut tags = BTreeMap::<(TypeId, String), BTreeSet<String>>::new();
    for definition in types {
        let Shape::Union(union) = &definition.shape else {
            continue;
        };
        let Some(tag) = &union.tag else { continue };
        for variant in &union.variants {
            if let Type::Named(id) = resolved(types, &variant.ty) {
                let texts = tags.entry((*id, tag.clone())).or_default();
                texts.extend(variant.tags.iter().cloned());
            }
        }
    }
    tags
}

/// Lets a record write the text that tells it, wherever it is sent.
fn tagged(types: &mut [TypeDefinition], id: TypeId, tag: &str, text: &str) {
    let definition = &types[id.index()];
    let Shape::Record(record) = &definition.shape else {
        return;
    };
    let known = record
        .fields
        .iter()
        .position(|field| field.presence != Presence::Further && field.wire == tag);
    if known.is_some_and(|at| !is_text(types, &record.fields[at].ty)) {
        return;
    }
    let constant = Type::Constant(Constant {
        scalar: Scalar::Text,
        wire: text.to_owned(),
    });
    let origin = definition.origin.clone();
    let Shape::Record(record) = &mut types[id.index()].shape else {
        return;
    };
    if let Some(at) = known {
        let field = &mut record.fields[at];
        field.ty = constant;
        if field.presence != Presence::Required {
            field.presence = Presence::Optional;
        }
        return;
    }
    let field = Field {
        wire: tag.to_owned(),
        xml: XmlNode::Element(XmlName::plain(tag)),
        rust_name: None,
        origin,
        docs: String::new(),
        deprecated: false,
        ty: constant,
        presence: Presence::Optional,
        access: Access::Any,
        facts: Facts::default(),
    };
    // What keeps the rest stays the last one.
    let end = record.fields.len() - usize::from(keeps_rest(record));
    record.fields.insert(end, field);
}

fn keeps_rest(record: &Record) -> bool {
    let last = record.fields.last();
    last.is_some_and(|field| field.presence == Presence::Further)
}

/// Whether values of a type are texts that a discriminator can be.
fn is_text(types: &[TypeDefinition], ty: &Type) -> bool {
    match resolved(types, ty) {
        Type::Text => true,
        Type::Constant(constant) => constant.scalar == Scalar::Text,
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Enumeration(values) => values.iter().all(|value| value.scalar == Scalar::Text),
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Type::Optional(_)
        | Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Integer(_)
        | Type::Float32
        | Type::Float64
        | Type::Decimal
        | Type::Secret
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::Upload
        | Type::Nothing
        | Type::List(..)
        | Type::Tuple(_)
        | Type::Map(_) => false,
    }
}

/// Lets required fields start at their defaults.
fn starts(types: &mut [TypeDefinition]) {
    let mut found = Vec::new();
    for (index, definition) in types.iter().enumerate() {
        if let Shape::Record(record) = &definition.shape {
            for (at, field) in record.fields.iter().enumerate() {
                if field.presence == Presence::Required
                    && start(types, &field.ty, &field.facts).is_some()
                {
                    found.push((index, at));
                }
            }
        }
    }
    for (index, at) in found {
        if let Shape::Record(record) = &mut types[index].shape {
            record.fields[at].presence = Presence::Defaulted;
        }
    }
}

/// Takes out of the inputs of a call what has one value, and lets the required others start at
/// their defaults.
fn inputs(types: &[TypeDefinition], operation: &mut Operation) {
    let pagination = operation.pagination.as_ref();
    let paged = pagination.and_then(|pages| pages.next.input());
    let mut paged_now = 0;
    let body = operation.body();
    let needs_body = body.is_some_and(|body| body.required);
    let record = body.and_then(|body| body.record.as_ref());
    let record = record.and_then(|record| {
        let Type::Named(id) = resolved(types, record) else {
            return None;
        };
        match &types[id.index()].shape {
            Shape::Record(record) => Some(record),
            Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => None,
        }
    });
    let (mut kept, mut constants) = (Vec::new(), Vec::new());
    for (at, mut input) in std::mem::take(&mut operation.inputs)
        .into_iter()
        .enumerate()
    {
        // The pages set it themselves.
        if paged == Some(at) {
            paged_now = kept.len();
            kept.push(input);
            continue;
        }
        let is_field = input.place == Location::BodyField;
        if let Some(record) = record.filter(|_| is_field) {
            let mut fields = record.fields.iter();
            let field = fields.find(|field| field.wire == input.wire);
            // The record writes it.
            if field.is_some_and(|field| field.constant().is_some()) {
                continue;
            }
        }
        if input.presence == Presence::Required {
            if let Some(found) = only(types, &input.ty, &input.facts) {
                input.ty = Type::Constant(found);
                constants.push(input);
                continue;
            }
            let may_start = match input.place {
                Location::BodyField => needs_body,
                Location::Query | Location::Header | Location::Cookie => true,
                Location::Path | Location::QueryString | Location::Body | Location::Child => false,
            };
            if may_start && start(types, &input.ty, &input.facts).is_some() {
                input.presence = Presence::Defaulted;
            }
        }
        kept.push(input);
    }
    operation.inputs = kept;
    operation.constants = constants;
    let pagination = operation.pagination.as_mut();
    if let Some(input) = pagination.and_then(|pages| pages.next.input_mut()) {
        *input = paged_now;
    }
}
