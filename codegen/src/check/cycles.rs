//! Types that lead to themselves: an alias of itself names nothing, and a record that requires
//! itself has no value.

use crate::graph::{components, named};
use crate::model::{Api, Presence, Shape, Type, TypeId};
use crate::report::{Code, Report};

pub(super) fn check(api: &Api, report: &mut Report) {
    let values = components(&edges(api, false));
    let aliases = components(&edges(api, true));
    for index in 0..api.types.len() {
        let definition = api.definition(TypeId::new(index));
        match &definition.shape {
            Shape::Alias(_) if aliases.leads_back(index) => {
                report
                    .error(
                        Code::ReferenceCycle,
                        definition.origin.span,
                        format!("`{}` is described by nothing but itself", definition.name),
                    )
                    .help("a type may hold itself only as a property of an object");
            }
            Shape::Union(_) if aliases.leads_back(index) => {
                report
                    .error(
                        Code::ReferenceCycle,
                        definition.origin.span,
                        format!("`{}` is one of its own alternatives", definition.name),
                    )
                    .help("a type may hold itself only as a property of an object");
            }
            Shape::Record(record) if values.leads_back(index) => {
                let requires = record.fields.iter().find(|field| {
                    field.presence == Presence::Required
                        && matches!(&field.ty, Type::Named(next) if values.at(index) == values.of(*next))
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
            _ => {}
        }
    }
}

/// The types that a value of each cannot be without; of aliases only, those that they are made of.
fn edges(api: &Api, aliases_only: bool) -> Vec<Vec<usize>> {
    api.types
        .iter()
        .map(|definition| match &definition.shape {
            Shape::Alias(ty) if aliases_only => named(ty, true),
            // What stands in a list or a map may be a union again.
            Shape::Union(union) if aliases_only => {
                let types = union.variants.iter().map(|variant| &variant.ty);
                types.flat_map(|ty| named(ty, false)).collect()
            }
            Shape::Alias(Type::Named(id)) => vec![id.index()],
            Shape::Record(record) if !aliases_only => record
                .fields
                .iter()
                .filter(|field| field.presence == Presence::Required)
                .filter_map(|field| match &field.ty {
                    Type::Named(id) => Some(id.index()),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        })
        .collect()
}
