//! The call that the documentation shows first: one that only reads, so that trying it changes
//! nothing.
//!
//! It is chosen here because the lock file remembers it, like names. A call that was shown before
//! stays as long as it may be shown and there is none of a better kind, so that an added call does
//! not change it.

use std::collections::HashSet;

use super::{Given, Ledger, MOST_ARGUMENTS, calls};
use crate::model::{
    Api, Content, Effect, Form, Input, Needs, Operation, Presence, Protocol, Service, Shape, Type,
    Wire,
};

/// Chooses the call: its service and its place there. None where no call may be shown.
pub(super) fn choose(api: &Api, ledger: &Ledger, given: &mut Given) -> Option<(usize, usize)> {
    let mut candidates = Vec::new();
    for (at, service) in api.services.iter().enumerate() {
        let known = calls::before(service, ledger);
        for (index, (operation, known)) in service.operations.iter().zip(&known).enumerate() {
            if let Some(telling) = telling(api, operation) {
                let kind = (operation.deprecated, telling == Telling::Little);
                let is_new = !ledger.shows(known);
                let rank = rank(api, service, operation, telling);
                candidates.push((kind, is_new, at, rank, index));
            }
        }
    }
    let (.., service, _, index) = candidates.into_iter().min()?;
    given.example = Some(calls::place(&api.services[service].operations[index]));
    Some((service, index))
}

/// How much the response of a call tells; the least tells the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    /// A record, or a list of records.
    Records,
    /// Another type than any JSON.
    Typed,
    /// Any JSON.
    Little,
}

/// What the response of a call tells, where the call may be shown: it only reads, its arguments can
/// be written without a value to build first, and its response is a value to print.
fn telling(api: &Api, operation: &Operation) -> Option<Telling> {
    let is_writable = required(operation).count() <= MOST_ARGUMENTS
        && required(operation).all(|input| !is_built(api, &input.ty));
    if operation.effect != Effect::Read || !is_writable {
        return None;
    }
    let output = &operation.output;
    if !output.choices.is_empty() {
        return Some(Telling::Typed);
    }
    match output.content {
        Content::Document | Content::Xml | Content::Text => value(api, &output.ty),
        Content::Bytes | Content::Events(_) | Content::Lines => None,
    }
}

/// What a value tells.
fn value(api: &Api, ty: &Type) -> Option<Telling> {
    match api.resolved(ty).form() {
        Form::Nothing => None,
        Form::Json => Some(Telling::Little),
        Form::Named(id) => Some(match api.definition(id).shape {
            Shape::Record(_) => Telling::Records,
            Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => Telling::Typed,
        }),
        Form::Optional(inner) | Form::List(inner) => item(api, inner),
        Form::Map(inner) => item(api, inner).map(|telling| telling.max(Telling::Typed)),
        Form::Scalar | Form::Upload | Form::Tuple(_) => Some(Telling::Typed),
    }
}

/// What an item of a list tells.
fn item(api: &Api, ty: &Type) -> Option<Telling> {
    let ty = api.resolved(ty);
    if *ty == Type::Nothing {
        None
    } else if *ty == Type::Json {
        Some(Telling::Little)
    } else if api.is_record(ty) {
        Some(Telling::Records)
    } else {
        Some(Telling::Typed)
    }
}

/// The inputs that a call cannot be made without.
fn required(operation: &Operation) -> impl Iterator<Item = &Input> {
    let inputs = operation.inputs.iter();
    inputs.filter(|input| input.presence == Presence::Required)
}

/// Whether a value of this type, or one inside of it, has to be built before the call can be made.
fn is_built(api: &Api, ty: &Type) -> bool {
    // An alias may lead back to itself through a list.
    let mut pending = vec![ty];
    let mut seen = HashSet::new();
    while let Some(ty) = pending.pop() {
        if let Type::Named(id) = ty
            && !seen.insert(*id)
        {
            continue;
        }
        let ty = api.resolved(ty);
        if let Type::Named(id) = ty {
            match api.definition(*id).shape {
                Shape::Record(_) | Shape::Union(_) => return true,
                Shape::Enumeration(_) | Shape::Alias(_) => {}
            }
        } else if !matches!(ty, Type::Optional(_)) {
            pending.extend(ty.parts());
        }
    }
    false
}

/// Whether an example can pass a value that the server takes: one that the description shows, or
/// one of a few.
fn is_known(api: &Api, operation: &Operation, input: &Input) -> bool {
    let mut shown = operation.example.inputs.iter();
    let is_listed = |ty: &Type| {
        matches!(ty, Type::Named(id)
            if matches!(api.definition(*id).shape, Shape::Enumeration(_)))
    };
    let ty = api.resolved(&input.ty);
    shown.any(|(wire, _)| *wire == input.wire)
        || matches!(ty, Type::Boolean | Type::Date | Type::DateTime)
        || is_listed(ty)
}

/// What is compared between calls that may be shown, the first to tell them apart decides: nothing
/// of it is where a call stands in the description.
type Rank<'a> = (usize, usize, Telling, bool, usize, usize, &'a str, &'a str);

fn rank<'a>(
    api: &Api,
    service: &'a Service,
    operation: &'a Operation,
    telling: Telling,
) -> Rank<'a> {
    let unknown = required(operation).filter(|input| !is_known(api, operation, input));
    let (own_credentials, segments) = match (&service.protocol, &operation.wire) {
        (Protocol::Rest(rest), Wire::Rest(call)) => {
            let own = call.needs.as_ref().map(Needs::credentials);
            let segments = call.path.split('/').filter(|segment| !segment.is_empty());
            (
                own.is_some_and(|own| own != rest.needs.credentials()),
                segments.count(),
            )
        }
        (Protocol::Rest(_) | Protocol::Soap(_), Wire::Rest(_) | Wire::Soap(_)) => (false, 0),
    };
    (
        unknown.count(),
        required(operation).count(),
        telling,
        own_credentials,
        segments,
        operation.inputs.len(),
        &service.tags[operation.tag].name,
        &operation.id,
    )
}
