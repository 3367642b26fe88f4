//! Unions: enums of what their values can be, and what tells those apart.

use std::collections::HashSet;

use super::Context;
use super::docs::Docs;
use super::imports::Imports;
use super::types::forget;
use crate::model::{Shape, Type, TypeDefinition, TypeId, Union};
use crate::rust::{Ty, UnionType, UnionVariant};

/// The enum of a union.
pub(super) fn union(
    context: &Context<'_>,
    id: TypeId,
    (definition, docs): (&TypeDefinition, Vec<String>),
    union: &Union,
    imports: &mut Imports,
) -> UnionType {
    imports.add("bindery_runtime::v1", "union");
    let names = &context.names.types[id.index()].members;
    let own = context.type_name(id);
    let text = text(context, union, names);
    if text.is_some() {
        imports.add("bindery_runtime::v1", "union_text");
    }
    let shared = shared_tags(union);
    let variants = union
        .variants
        .iter()
        .zip(names)
        .map(|(variant, name)| {
            let ty = context.ty(&variant.ty);
            let mut uses = ty.clone();
            forget(&mut uses, own);
            imports.ty("super", &uses);
            let decides = union.tag.is_none()
                || variant.untagged
                || variant.tags.iter().any(|tag| shared.contains(tag.as_str()));
            let kind = kind(context, &variant.ty);
            UnionVariant {
                docs: match variant.docs.trim() {
                    "" => Docs::from_ours(&described(&ty)),
                    docs => Docs::of(docs, ""),
                }
                .finish(),
                name: name.clone(),
                // No variant is far larger than the others.
                boxed: context.api.is_record(&variant.ty),
                ty,
                required: if decides && kind == "record" {
                    required(context, &variant.ty)
                } else {
                    Vec::new()
                },
                kind: decides.then_some(kind),
                tags: variant.tags.clone(),
                untagged: union.tag.is_some() && variant.untagged,
            }
        })
        .collect();
    UnionType {
        docs,
        deprecated: definition.deprecated,
        name: own.to_owned(),
        direction: context.use_of.conversions(id, context.options.edition),
        tag: union.tag.clone(),
        variants,
        text,
    }
}

/// The tags that several variants have; each variant has a tag once.
fn shared_tags(union: &Union) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let tags = union.variants.iter().flat_map(|variant| &variant.tags);
    tags.map(String::as_str)
        .filter(|tag| !seen.insert(*tag))
        .collect()
}

/// What a variant without documentation holds.
fn described(ty: &Ty) -> String {
    match ty {
        Ty::Named(name) => format!("A [`{name}`]."),
        Ty::String => "Text.".to_owned(),
        Ty::Bool => "True or false.".to_owned(),
        Ty::I32 | Ty::I64 => "An integer.".to_owned(),
        Ty::F32 | Ty::F64 => "A number.".to_owned(),
        Ty::Vec(_) => "A list.".to_owned(),
        Ty::Tuple(_) => "Several values.".to_owned(),
        Ty::Map(_) => "A map.".to_owned(),
        Ty::Secret => "A secret.".to_owned(),
        _ => "A value.".to_owned(),
    }
}

/// The word of the table for what values look like.
fn kind(context: &Context<'_>, ty: &Type) -> &'static str {
    match context.api.resolved(ty) {
        Type::Boolean => "boolean",
        Type::Int32 | Type::Int64 => "integer",
        Type::Float32 | Type::Float64 => "number",
        Type::Text | Type::Secret => "text",
        Type::DateTime => "formatted",
        Type::List(..) | Type::Tuple(_) => "list",
        Type::Map(_) => "map",
        Type::Named(id) => match &context.api.definition(*id).shape {
            Shape::Record(_) => "record",
            Shape::Enumeration(_) => "choice",
            Shape::Union(_) => "union",
            Shape::Alias(_) => "any",
        },
        _ => "any",
    }
}

/// The keys that a record cannot be without.
fn required(context: &Context<'_>, ty: &Type) -> Vec<String> {
    let Type::Named(id) = context.api.resolved(ty) else {
        return Vec::new();
    };
    let Shape::Record(record) = &context.api.definition(*id).shape else {
        return Vec::new();
    };
    let fields = record.fields.iter();
    let required = fields.filter(|field| {
        matches!(
            field.presence,
            crate::model::Presence::Required | crate::model::Presence::Nullable
        )
    });
    required.map(|field| field.wire.clone()).collect()
}

/// The variants in the order in which a text is read, where all of them are single values: what
/// takes the fewest texts comes first.
fn text(context: &Context<'_>, union: &Union, names: &[String]) -> Option<Vec<String>> {
    let mut ranked = Vec::new();
    for (at, variant) in union.variants.iter().enumerate() {
        if context.api.is_made_of_secrets(&variant.ty) {
            return None;
        }
        let rank = match kind(context, &variant.ty) {
            "boolean" => 0,
            "integer" => 1,
            "number" => 2,
            "formatted" => 3,
            "choice" => 4,
            "text" => 5,
            _ => return None,
        };
        ranked.push((rank, at));
    }
    ranked.sort_unstable();
    Some(
        ranked
            .into_iter()
            .map(|(_, at)| names[at].clone())
            .collect(),
    )
}
