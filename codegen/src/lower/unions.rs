//! Unions: Rust enumerations of their alternatives, and what distinguishes these.

use std::collections::HashSet;

use super::Context;
use super::imports::Imports;
use super::types::{self, literal};
use crate::conversions::{self, Conversion, Source};
use crate::model::{Shape, Type, TypeDefinition, TypeId, Union, Values};
use crate::rust::{Alternative, Argument, Made, Taken, Ty, UnionType, UnionVariant};
use crate::usage::Direction;

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
            imports.ty(&ty);
            let decides = union.tag.is_none()
                || variant.untagged
                || variant.tags.iter().any(|tag| shared.contains(tag.as_str()));
            let kind = Some(kind(context, &variant.ty)).filter(|_| constant.is_none());
            let links = context.links(&definition.origin.file);
            UnionVariant {
                docs: context
                    .documented(types::beside_name(&variant.docs, name), &variant.ty, links)
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
        name: context.type_name(id).to_owned(),
        tag: union.tag.clone(),
        variants,
        text,
        alternatives: if context.use_of.direction(id) == Direction::Read {
            Vec::new()
        } else {
            alternatives(context, id, union, imports)
        },
    }
}

/// How callers make each variant: by a constructor that takes what the value of the variant is, or
/// of a record what its `new` takes; and by what converts into it.
fn alternatives(
    context: &Context<'_>,
    id: TypeId,
    union: &Union,
    imports: &mut Imports,
) -> Vec<Alternative> {
    imports.add("bindery_runtime::v1", "alternatives");
    let names = &context.names.types[id.index()];
    let conversions = conversions::of(context.api, union);
    let variants = union.variants.iter().zip(&names.members);
    variants
        .zip(&names.constructors)
        .zip(conversions)
        // What has one value is made by its name alone.
        .filter(|(((variant, _), _), _)| variant.ty.constant().is_none())
        .map(|(((variant, member), constructor), conversions)| {
            let ty = context.ty(&variant.ty);
            let (arguments, made) = match types::started(context, &variant.ty) {
                Some(arguments) if arguments.is_empty() => (arguments, Made::Default(ty.clone())),
                Some(arguments) => (arguments, Made::New(ty.clone())),
                None => {
                    let taken = context.taken(&variant.ty);
                    imports.conversion(&taken);
                    let name = match &taken {
                        Taken::Value(_) | Taken::Into(_) => "value",
                        Taken::Each(_) => "values",
                        Taken::Entries { .. } => "entries",
                    };
                    let argument = Argument {
                        name: name.to_owned(),
                        taken,
                    };
                    let made = if context.api.is_record(&variant.ty) {
                        Made::Boxed(ty.clone())
                    } else {
                        Made::Value
                    };
                    (vec![argument], made)
                }
            };
            for argument in &arguments {
                imports.taken(&argument.taken);
            }
            let inner = |ty: &Type| {
                let resolved = context.api.resolved(ty);
                context.ty(resolved.parts().first().unwrap_or(resolved))
            };
            let from = conversions
                .into_iter()
                .filter_map(|Source { conversion, ty }| match conversion {
                    // A record converts by the way in which it is made.
                    Conversion::Value if context.api.is_record(&variant.ty) => None,
                    Conversion::Value => Some(("value", Some(context.ty(&ty)))),
                    Conversion::Text => Some(("text", None)),
                    Conversion::List => Some(("list", Some(inner(&ty)))),
                    Conversion::Texts => Some(("texts", None)),
                    Conversion::Map => Some(("map", Some(inner(&ty)))),
                    Conversion::TextMap => Some(("text_map", None)),
                });
            let from: Vec<_> = from.collect();
            for ty in from.iter().filter_map(|(_, ty)| ty.as_ref()) {
                imports.ty(ty);
            }
            Alternative {
                name: constructor.clone(),
                variant: member.clone(),
                arguments,
                made,
                from,
            }
        })
        .collect()
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
