//! Which inline types of one owner are equal: one of them is emitted, and the others are aliases of
//! it.
//!
//! Types are equal if their generated code is, apart from documentation. Recursive types are equal
//! to none, and neither are two alternatives of one union, which are distinguished by their types.

use std::collections::{HashMap, HashSet};

use super::TypeNames;
use crate::graph::{self, Components};
use crate::model::{Api, Presence, Shape, Type, TypeId};

/// For each type the first one that is equal to it, itself where none before it is. `owners` says
/// what owns each inline type that is emitted; nothing of the others.
pub(super) fn first_equals(
    api: &Api,
    owners: &[Option<usize>],
    names: &[TypeNames],
) -> Vec<TypeId> {
    let holding = graph::holding(api, true);
    let circles = graph::components(&holding);
    let boxes = graph::by_value(api);
    let mut order: Vec<usize> = (0..api.types.len())
        .filter(|&at| owners[at].is_some() && !circles.leads_back(at))
        .collect();
    // The innermost first.
    order.sort_by_key(|&at| (circles.at(at), at));
    let mut apart = HashSet::new();
    let firsts = firsts(api, owners, names, &boxes, &order, &apart);
    for definition in &api.types {
        if let Shape::Union(union) = &definition.shape {
            let mut seen = Vec::new();
            for variant in &union.variants {
                let first = replaced(&variant.ty, &firsts);
                if seen.contains(&first) {
                    apart.extend(graph::named(&variant.ty, true));
                }
                seen.push(first);
            }
        }
    }
    if apart.is_empty() {
        firsts
    } else {
        self::firsts(api, owners, names, &boxes, &order, &apart)
    }
}

fn firsts(
    api: &Api,
    owners: &[Option<usize>],
    names: &[TypeNames],
    boxes: &Components,
    order: &[usize],
    apart: &HashSet<usize>,
) -> Vec<TypeId> {
    let mut firsts: Vec<TypeId> = (0..api.types.len()).map(TypeId::new).collect();
    let mut known = HashMap::new();
    for &at in order.iter().filter(|at| !apart.contains(at)) {
        let emitted = emitted(api, TypeId::new(at), &names[at], boxes, &firsts);
        let first = known.entry((owners[at], emitted)).or_insert(at);
        firsts[at] = TypeId::new(*first);
    }
    firsts
}

/// What would be emitted of a type, but for its name and its documentation.
fn emitted(
    api: &Api,
    id: TypeId,
    names: &TypeNames,
    boxes: &Components,
    firsts: &[TypeId],
) -> String {
    let definition = api.definition(id);
    let members = &names.members;
    let shape = match &definition.shape {
        Shape::Record(record) => {
            let fields = record.fields.iter().zip(members);
            let fields = fields.map(|(field, name)| {
                let ty = replaced(&field.ty, firsts);
                let boxed = boxes.is_endless(id, &field.ty);
                let travels = (field.presence, field.access, field.deprecated);
                let start = field.facts.default.as_ref();
                let start = start.filter(|_| field.presence == Presence::Defaulted);
                let emitted = (name, &field.wire, &field.xml, ty, boxed, travels, start);
                format!("{emitted:?}")
            });
            let fields: Vec<_> = fields.collect();
            format!("{:?}", (fields, record.keeps_undescribed))
        }
        Shape::Enumeration(values) => {
            let values = values.iter().zip(members);
            let values = values.map(|(value, name)| (name, &value.wire, value.scalar));
            let values: Vec<_> = values.collect();
            format!("{:?}", (values, &names.former_members))
        }
        Shape::Union(union) => {
            let variants = union.variants.iter().zip(members);
            let variants = variants.map(|(variant, name)| {
                let ty = replaced(&variant.ty, firsts);
                (name, ty, &variant.tags, variant.untagged)
            });
            let variants: Vec<_> = variants.collect();
            format!("{:?}", (&union.tag, variants))
        }
        Shape::Alias(ty) => format!("{:?}", replaced(ty, firsts)),
    };
    let kind = std::mem::discriminant(&definition.shape);
    format!("{kind:?} {} {shape}", definition.deprecated)
}

/// A type with the first of its equals for each type that it names.
fn replaced(ty: &Type, firsts: &[TypeId]) -> Type {
    let inside = |inner: &Type| Box::new(replaced(inner, firsts));
    match ty {
        Type::Named(id) => Type::Named(firsts[id.index()]),
        Type::Optional(inner) => Type::Optional(inside(inner)),
        Type::List(inner, item) => Type::List(inside(inner), item.clone()),
        Type::Map(inner) => Type::Map(inside(inner)),
        Type::Tuple(places) => {
            let places = places.iter().map(|place| replaced(place, firsts));
            Type::Tuple(places.collect())
        }
        Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Integer(_)
        | Type::Float32
        | Type::Float64
        | Type::Decimal
        | Type::Text
        | Type::Secret
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::Upload
        | Type::Nothing
        | Type::Constant(_) => ty.clone(),
    }
}
