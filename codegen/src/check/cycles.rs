//! Types that lead to themselves: an alias of itself names nothing, and a record that requires
//! itself has no value.

use crate::model::{Api, Presence, Shape, Type, TypeId};
use crate::report::{Code, Report};

pub(super) fn check(api: &Api, report: &mut Report) {
    for index in 0..api.types.len() {
        let id = TypeId::new(index);
        let definition = api.definition(id);
        if !leads_back(api, id) {
            continue;
        }
        match &definition.shape {
            Shape::Alias(_) => {
                report
                    .error(
                        Code::ReferenceCycle,
                        definition.origin.span,
                        format!("`{}` is described by nothing but itself", definition.name),
                    )
                    .help("a type may hold itself only as a property of an object");
            }
            Shape::Record(record) => {
                let requires = record.fields.iter().find(|field| {
                    field.presence == Presence::Required
                        && matches!(&field.ty, Type::Named(next) if *next == id || reaches(api, *next, id, false))
                });
                let finding = report
                    .error(
                        Code::ReferenceCycle,
                        definition.origin.span,
                        format!("a value of `{}` would never end: it requires another one", definition.name),
                    )
                    .help("leave one of the properties in between out of `required`, or make it a list");
                if let Some(field) = requires {
                    finding.label(field.origin.span, "by this property");
                }
            }
            Shape::Enumeration(_) => {}
        }
    }
}

/// Whether every value of a type holds another value of it, or an alias leads to itself.
fn leads_back(api: &Api, start: TypeId) -> bool {
    reaches(
        api,
        start,
        start,
        matches!(api.definition(start).shape, Shape::Alias(_)),
    )
}

/// Whether a step or more leads from one type to another.
fn reaches(api: &Api, start: TypeId, end: TypeId, aliases_only: bool) -> bool {
    let mut seen = vec![false; api.types.len()];
    let mut pending = next(api, start, aliases_only);
    while let Some(id) = pending.pop() {
        if id == end {
            return true;
        }
        if !std::mem::replace(&mut seen[id.index()], true) {
            pending.extend(next(api, id, aliases_only));
        }
    }
    false
}

/// The types that a value cannot be without; for an alias, those that it is made of.
fn next(api: &Api, id: TypeId, aliases_only: bool) -> Vec<TypeId> {
    match &api.definition(id).shape {
        Shape::Alias(ty) if aliases_only => anywhere(ty).into_iter().collect(),
        Shape::Alias(Type::Named(id)) => vec![*id],
        Shape::Record(record) if !aliases_only => record
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
            .filter_map(|field| {
                if let Type::Named(id) = &field.ty {
                    Some(*id)
                } else {
                    None
                }
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The named type inside of lists, maps and options.
fn anywhere(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Optional(inner) | Type::List(inner, _) | Type::Map(inner) => anywhere(inner),
        _ => None,
    }
}
