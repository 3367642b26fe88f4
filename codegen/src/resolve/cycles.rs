//! Types that lead to themselves: a name for itself names nothing, one of its own alternatives says
//! nothing, and a record that requires itself has no value.
//!
//! JSON Schema allows all of it. Each is read in the one way that a type can be, which is to be
//! acknowledged.

use crate::graph::{Components, components, named};
use crate::model::{Presence, Shape, Type, TypeDefinition};
use crate::report::{Code, Report};

/// Reports types that lead to themselves, and reads them as something that does not.
pub(super) fn break_all(types: &mut [TypeDefinition], report: &mut Report) {
    aliases(types, report);
    unions(types, report);
    records(types, report);
}

/// Names for themselves, be it in a list or a map of themselves, become any JSON.
fn aliases(types: &mut [TypeDefinition], report: &mut Report) {
    let leads = components(&edges(types, |shape| match shape {
        Shape::Alias(ty) => named(ty, true),
        Shape::Record(_) | Shape::Union(_) | Shape::Enumeration(_) => Vec::new(),
    }));
    let bare = components(&edges(types, |shape| match shape {
        Shape::Alias(Type::Named(id)) => vec![id.index()],
        Shape::Alias(_) | Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => Vec::new(),
    }));
    for (index, definition) in types.iter_mut().enumerate() {
        if !leads.leads_back(index) {
            continue;
        }
        if bare.leads_back(index) {
            report
                .error(
                    Code::ReferenceCycle,
                    definition.origin.span,
                    format!("`{}` is described by nothing but itself", definition.name),
                )
                .help("a type may hold itself only as a property of an object")
                .assume("it is any JSON");
        } else {
            report
                .error(
                    Code::Widened,
                    definition.origin.span,
                    format!(
                        "`{}` is made of nothing but itself: it becomes any JSON",
                        definition.name
                    ),
                )
                .help("make it a property of an object, or acknowledge it in `bindery.yaml`");
        }
        definition.shape = Shape::Alias(Type::Json);
    }
}

/// A union that is one of its own alternatives goes without that one.
fn unions(types: &mut [TypeDefinition], report: &mut Report) {
    let by_value = |types: &[TypeDefinition]| {
        components(&edges(types, |shape| match shape {
            Shape::Union(union) => {
                let variants = union.variants.iter();
                variants
                    .flat_map(|variant| named(&variant.ty, false))
                    .collect()
            }
            Shape::Alias(ty) => named(ty, false),
            Shape::Record(_) | Shape::Enumeration(_) => Vec::new(),
        }))
    };
    let leads = by_value(types);
    for (index, definition) in types.iter_mut().enumerate() {
        let Shape::Union(union) = &mut definition.shape else {
            continue;
        };
        if !leads.leads_back(index) {
            continue;
        }
        report
            .error(
                Code::ReferenceCycle,
                definition.origin.span,
                format!("`{}` is one of its own alternatives", definition.name),
            )
            .help("a type may hold itself only as a property of an object")
            .assume("it is one of the others");
        union
            .variants
            .retain(|variant| !is_inside(&leads, index, &variant.ty));
        if union.variants.is_empty() {
            definition.shape = Shape::Alias(Type::Json);
        }
    }
}

/// A record whose values would never end may end where it holds another one.
fn records(types: &mut [TypeDefinition], report: &mut Report) {
    let leads = components(&edges(types, |shape| match shape {
        Shape::Alias(Type::Named(id)) => vec![id.index()],
        Shape::Record(record) => {
            let required = record
                .fields
                .iter()
                .filter(|field| field.presence == Presence::Required);
            required
                .filter_map(|field| {
                    let Type::Named(id) = &field.ty else {
                        return None;
                    };
                    Some(id.index())
                })
                .collect()
        }
        Shape::Alias(_) | Shape::Enumeration(_) | Shape::Union(_) => Vec::new(),
    }));
    for (index, definition) in types.iter_mut().enumerate() {
        let Shape::Record(record) = &mut definition.shape else {
            continue;
        };
        if !leads.leads_back(index) {
            continue;
        }
        let mut requires = record
            .fields
            .iter_mut()
            .filter(|field| {
                field.presence == Presence::Required
                    && matches!(&field.ty, Type::Named(_))
                    && is_inside(&leads, index, &field.ty)
            })
            .peekable();
        let finding = report.error(
            Code::ReferenceCycle,
            definition.origin.span,
            format!(
                "a value of `{}` would never end: it requires another one",
                definition.name
            ),
        );
        finding.help("leave one of the properties in between out of `required`, or make it a list");
        finding.assume("the property need not be there");
        if let Some(field) = requires.peek() {
            finding.label(field.origin.span, "by this property");
        }
        for field in requires {
            field.presence = Presence::Optional;
        }
    }
}

/// Whether a type is in the same circle as the one at an index.
fn is_inside(leads: &Components, index: usize, ty: &Type) -> bool {
    let mut held = named(ty, false).into_iter();
    held.any(|held| leads.at(held) == leads.at(index))
}

fn edges(types: &[TypeDefinition], of: impl Fn(&Shape) -> Vec<usize>) -> Vec<Vec<usize>> {
    types
        .iter()
        .map(|definition| of(&definition.shape))
        .collect()
}
