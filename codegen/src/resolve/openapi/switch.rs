//! What asks for a stream where a call can be answered otherwise as well: an input or a property of
//! the body that is called `stream` and may be true.
//!
//! It is nobody's choice beside the method that returns the stream, and so no input of the
//! call: the plain call says false, or nothing.

use std::collections::HashSet;

use crate::model::{
    BodyFormat, Content, Form, Input, Location, Operation, Presence, Scalar, Shape, Switch, Type,
    Wire,
};
use crate::report::{Code, Report};
use crate::resolve::Types;

/// What it is always called.
const NAME: &str = "stream";

/// Finds it for each call that can return a stream, and takes it out of the inputs.
pub(super) fn extract(operations: &mut [Operation], types: &Types, report: &mut Report) {
    for operation in operations {
        let output = &operation.output;
        let always = matches!(output.content, Content::Events(_) | Content::Lines);
        if !always && output.stream.is_none() {
            continue;
        }
        operation.output.switch = match input(operation) {
            Some(at) => own(operation, at, always, types, report),
            None => member(operation, types),
        };
    }
}

/// The input of that name; the name of something in the path is another's.
fn input(operation: &Operation) -> Option<usize> {
    let mut inputs = operation.inputs.iter();
    inputs.position(|input| {
        input.wire == NAME
            && match input.place {
                Location::Query | Location::Header | Location::Cookie | Location::BodyField => true,
                Location::Path | Location::QueryString | Location::Body | Location::Child => false,
            }
    })
}

/// Takes an input out that asks for the stream.
fn own(
    operation: &mut Operation,
    at: usize,
    always: bool,
    types: &Types,
    report: &mut Report,
) -> Option<Switch> {
    let input = &operation.inputs[at];
    let values = booleans(types, &input.ty, input.facts.always);
    if !values.truth {
        // Text of that name, say: what it is for is unknown. False alone is known, and contradicts.
        if values.falsehood && !always {
            report
                .error(
                    Code::Ignored,
                    input.origin.span,
                    format!("`{NAME}` can only be false: the call is not offered as a stream"),
                )
                .help("let it be true, or acknowledge it in `bindery.yaml`");
            operation.output.stream = None;
        }
        return None;
    }
    let plain = match input.presence {
        _ if always => Some(true),
        Presence::Required | Presence::Defaulted | Presence::Nullable => Some(!values.falsehood),
        Presence::Optional | Presence::OptionalNullable | Presence::Further => None,
    };
    let input = operation.inputs.remove(at);
    let input = Box::new(Input {
        ty: Type::Boolean,
        presence: Presence::Optional,
        style: None,
        ..input
    });
    Some(Switch::Input { input, plain })
}

/// A property of a body that is given as a whole, or of an object that is an input, which asks for
/// the stream: the one that stands the least deep.
fn member(operation: &Operation, types: &Types) -> Option<Switch> {
    let Wire::Rest(rest) = &operation.wire else {
        return None;
    };
    if rest.body.as_ref()?.format != BodyFormat::Json {
        return None;
    }
    let mut level: Vec<(Vec<String>, Type)> = Vec::new();
    for input in &operation.inputs {
        match input.place {
            Location::Body => level.push((Vec::new(), input.ty.clone())),
            Location::BodyField => level.push((vec![input.wire.clone()], input.ty.clone())),
            Location::Path
            | Location::Query
            | Location::QueryString
            | Location::Header
            | Location::Cookie
            | Location::Child => {}
        }
    }
    let mut seen = HashSet::new();
    for _ in 0..DEEPEST {
        let mut found = Vec::new();
        let mut next = Vec::new();
        for (keys, ty) in &level {
            for (wire, ty, always) in properties(types, ty, &mut seen) {
                let keys: Vec<_> = keys.iter().cloned().chain([wire.clone()]).collect();
                if wire == NAME && booleans(types, &ty, always).truth {
                    if !found.contains(&keys) {
                        found.push(keys);
                    }
                } else {
                    next.push((keys, ty));
                }
            }
        }
        match found.len() {
            0 => level = next,
            1 => return found.pop().map(Switch::Member),
            // Nothing says which of them it is.
            _ => return None,
        }
    }
    None
}

/// How deep objects are looked into.
const DEEPEST: usize = 3;

/// The properties of an object, or of the alternatives that are objects: each once.
fn properties(
    types: &Types,
    ty: &Type,
    seen: &mut HashSet<usize>,
) -> Vec<(String, Type, Option<bool>)> {
    let mut found = Vec::new();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match types.resolved(ty).form() {
            Form::Optional(inner) => pending.push(inner),
            Form::Named(id) if seen.insert(id.index()) => match &types.definition(id).shape {
                Shape::Record(record) => found.extend(
                    record
                        .fields
                        .iter()
                        .filter(|field| field.presence != Presence::Further)
                        .map(|field| (field.wire.clone(), field.ty.clone(), field.facts.always)),
                ),
                Shape::Union(union) => {
                    pending.extend(union.variants.iter().map(|variant| &variant.ty));
                }
                Shape::Alias(_) | Shape::Enumeration(_) => {}
            },
            Form::Named(_) | Form::List(_) | Form::Map(_) | Form::Tuple(_) => {}
            Form::Scalar | Form::Json | Form::Upload | Form::Nothing => {}
        }
    }
    found
}

/// Which booleans a value may be.
#[derive(Clone, Copy, Default)]
struct Booleans {
    truth: bool,
    falsehood: bool,
}

fn booleans(types: &Types, ty: &Type, always: Option<bool>) -> Booleans {
    let mut found = Booleans::default();
    let mut seen = HashSet::new();
    let mut pending = vec![(ty, always)];
    while let Some((ty, always)) = pending.pop() {
        let behind = if let Type::Named(id) = ty {
            types.definition(*id).facts.always
        } else {
            None
        };
        let always = always.or(behind);
        let ty = types.resolved(ty);
        match ty.form() {
            Form::Scalar if *ty != Type::Boolean => {}
            Form::Scalar | Form::Json => {
                found.truth |= always != Some(false);
                found.falsehood |= always != Some(true);
            }
            Form::Optional(inner) => pending.push((inner, always)),
            Form::Named(id) if seen.insert(id.index()) => match &types.definition(id).shape {
                Shape::Enumeration(values) => {
                    for value in values {
                        let is_boolean = value.scalar == Scalar::Boolean;
                        found.truth |= is_boolean && value.wire == "true";
                        found.falsehood |= is_boolean && value.wire == "false";
                    }
                }
                Shape::Union(union) => {
                    pending.extend(union.variants.iter().map(|variant| (&variant.ty, None)));
                }
                Shape::Alias(_) | Shape::Record(_) => {}
            },
            Form::Named(_) | Form::List(_) | Form::Map(_) | Form::Tuple(_) => {}
            Form::Upload | Form::Nothing => {}
        }
    }
    found
}
