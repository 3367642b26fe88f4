//! Unions: enums of what their values can be, and what tells those apart.

// A type that is added is decided on here, and not forgotten.
#![warn(clippy::wildcard_enum_match_arm)]

use std::collections::HashSet;

use super::Context;
use super::docs::{Docs, code};
use super::imports::Imports;
use super::types::{forget, literal};
use crate::model::{Shape, Type, TypeDefinition, TypeId, Union, Values};
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
            let constant = constant(&variant.ty);
            let ty = if constant.is_some() {
                Ty::Unit
            } else {
                context.ty(&variant.ty)
            };
            let mut uses = ty.clone();
            forget(&mut uses, own);
            imports.ty("super", &uses);
            let decides = union.tag.is_none()
                || variant.untagged
                || variant.tags.iter().any(|tag| shared.contains(tag.as_str()));
            let kind = Some(kind(context, &variant.ty)).filter(|_| constant.is_none());
            UnionVariant {
                docs: Docs::of(
                    &variant.docs,
                    context.links(&definition.origin.file),
                    &described(context, &variant.ty),
                )
                .finish(),
                name: name.clone(),
                // No variant is far larger than the others.
                boxed: context.api.is_record(&variant.ty),
                ty,
                required: if decides && kind == Some("record") {
                    required(context, &variant.ty)
                } else {
                    Vec::new()
                },
                kind: kind.filter(|_| decides),
                constant,
                tags: variant.tags.clone(),
                untagged: union.tag.is_some() && variant.untagged,
            }
        })
        .collect();
    UnionType {
        docs,
        deprecated: definition.deprecated,
        name: own.to_owned(),
        tag: union.tag.clone(),
        variants,
        text,
    }
}

/// The only value of a variant, as a literal.
fn constant(ty: &Type) -> Option<String> {
    ty.constant().map(literal)
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
fn described(context: &Context<'_>, ty: &Type) -> String {
    let text = match ty {
        Type::Boolean => "True or false",
        Type::Int32 | Type::Int64 | Type::Integer(_) => "An integer",
        Type::Float32 | Type::Float64 => "A number",
        Type::Decimal => "A number with all its digits",
        Type::Text => "Text",
        Type::Secret => "A secret",
        Type::DateTime => "A date and time",
        Type::Date => "A date",
        Type::Base64 => "Bytes, as base64",
        Type::Json => "Any JSON",
        Type::Upload => "Bytes",
        Type::Nothing => "Nothing",
        Type::Constant(constant) if constant.wire.is_empty() => "The empty text",
        Type::Constant(constant) => return format!("{}.", code(&constant.wire)),
        Type::Tuple(_) => "Several values",
        Type::Named(id) => return format!("A [`{}`].", context.type_name(*id)),
        Type::Optional(inner) => return described(context, inner),
        Type::List(inner, _) => return format!("A list of {}.", several(context, inner)),
        Type::Map(inner) => return format!("A map of {}.", several(context, inner)),
    };
    format!("{text}.")
}

/// What several values of a type are.
fn several(context: &Context<'_>, ty: &Type) -> String {
    let text = match ty {
        Type::Boolean => "booleans",
        Type::Int32 | Type::Int64 | Type::Integer(_) => "integers",
        Type::Float32 | Type::Float64 => "numbers",
        Type::Decimal => "numbers with all their digits",
        Type::Text => "texts",
        Type::Secret => "secrets",
        Type::DateTime => "dates and times",
        Type::Date => "dates",
        Type::Base64 => "bytes, as base64",
        Type::Json => "any JSON",
        Type::Upload => "bytes",
        Type::Nothing => "nothing",
        Type::Constant(_) => "constants",
        Type::Tuple(_) => "tuples",
        Type::Named(id) => return format!("[`{}`]", context.type_name(*id)),
        Type::Optional(inner) => return several(context, inner),
        Type::List(inner, _) => return format!("lists of {}", several(context, inner)),
        Type::Map(inner) => return format!("maps of {}", several(context, inner)),
    };
    text.to_owned()
}

/// The word of the table for what values look like.
fn kind(context: &Context<'_>, ty: &Type) -> &'static str {
    match context.api.resolved(ty) {
        Type::Boolean => "boolean",
        Type::Int32 | Type::Int64 | Type::Integer(_) => "integer",
        Type::Float32 | Type::Float64 | Type::Decimal => "number",
        // Every text that is base64 may be meant as text.
        Type::Text | Type::Secret | Type::Base64 => "text",
        Type::DateTime => "formatted",
        Type::Date => "date",
        Type::List(..) | Type::Tuple(_) => "list",
        Type::Map(_) => "map",
        Type::Named(id) => match &context.api.definition(*id).shape {
            Shape::Record(_) => "record",
            Shape::Enumeration(values) => match Values::of(values) {
                Values::Texts => "choice",
                Values::Integers => "integer",
                Values::Mixed => "any",
            },
            Shape::Union(_) => "union",
            Shape::Alias(_) => "any",
        },
        Type::Json | Type::Upload | Type::Nothing | Type::Constant(_) | Type::Optional(_) => "any",
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
    let required = fields.filter(|field| field.presence.is_required());
    required.map(|field| field.wire.clone()).collect()
}

/// The variants in the order in which a text is read, where all of them are single values: what
/// takes the fewest texts comes first.
fn text(
    context: &Context<'_>,
    union: &Union,
    names: &[String],
) -> Option<Vec<(String, Option<String>)>> {
    let mut ranked = Vec::new();
    for (at, variant) in union.variants.iter().enumerate() {
        if context.api.is_made_of_secrets(&variant.ty) {
            return None;
        }
        ranked.push((text_rank(context, &variant.ty)?, at));
    }
    ranked.sort_unstable();
    Some(
        ranked
            .into_iter()
            .map(|(_, at)| (names[at].clone(), constant(&union.variants[at].ty)))
            .collect(),
    )
}

/// Where a type stands among those that a text is read as, the one that takes the fewest texts
/// first; none for what is no single value.
fn text_rank(context: &Context<'_>, ty: &Type) -> Option<u8> {
    match context.api.resolved(ty) {
        Type::Boolean | Type::Constant(_) => Some(0),
        Type::Int32 | Type::Int64 | Type::Integer(_) => Some(1),
        Type::Float32 | Type::Float64 | Type::Decimal => Some(2),
        Type::DateTime => Some(3),
        Type::Date => Some(4),
        Type::Named(id) => match &context.api.definition(*id).shape {
            Shape::Enumeration(values) => Some(match Values::of(values) {
                Values::Integers => 4,
                Values::Texts | Values::Mixed => 5,
            }),
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => None,
        },
        Type::Text | Type::Secret | Type::Base64 => Some(6),
        Type::Json
        | Type::Upload
        | Type::Nothing
        | Type::Optional(_)
        | Type::List(..)
        | Type::Tuple(_)
        | Type::Map(_) => None,
    }
}
