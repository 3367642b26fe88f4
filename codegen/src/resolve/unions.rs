//! What is known of unions once every type is: which alternatives are the same, what those without
//! a name are called, and the tags of unions inside of unions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Presence, Shape, Type, TypeDefinition, TypeId, Union, Variant, resolved};

/// How deep names and types are looked into.
const DEEPEST: usize = 64;

/// Simplifies the unions among all types.
pub(super) fn simplify(types: &mut [TypeDefinition]) {
    let mut changes: Vec<(usize, Shape, String)> = Vec::new();
    for (index, definition) in types.iter().enumerate() {
        if let Shape::Union(union) = &definition.shape {
            let (shape, docs) = simplified(types, union);
            changes.push((index, shape, docs));
        }
    }
    for (index, shape, docs) in changes {
        types[index].shape = shape;
        let paragraphs = [std::mem::take(&mut types[index].docs), docs];
        let said = paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
        types[index].docs = said.map(String::as_str).collect::<Vec<_>>().join("\n\n");
    }
    nest(types);
}

/// The documentation of a variant that is several alternatives: of each, what is documented of it.
fn listed(said: &[String]) -> String {
    let said = said.iter().filter(|docs| !docs.is_empty());
    let items = said.map(|docs| format!("- {}", docs.trim().replace('\n', "\n  ")));
    items.collect::<Vec<_>>().join("\n")
}

/// What is documented of an alternative: by itself, and by the component that it is. Beside what is
/// said of a use, the documentation of a component is left to its own item, if it has one.
fn docs_of(types: &[TypeDefinition], variant: &Variant) -> String {
    let mut said = vec![variant.docs.as_str()];
    if let Type::Named(id) = &variant.ty {
        let TypeDefinition { docs, shape, .. } = &types[id.index()];
        if variant.docs.is_empty() || matches!(shape, Shape::Alias(_)) {
            said.push(docs);
        }
    }
    said.retain(|docs| !docs.is_empty());
    said.dedup();
    said.join("\n\n")
}

/// A union without alternatives that are the same; where that is all there is, one type, and the
/// documentation of the alternatives.
fn simplified(types: &[TypeDefinition], union: &Union) -> (Shape, String) {
    let mut result = Union {
        tag: union.tag.clone(),
        variants: Vec::new(),
    };
    // Most alternatives have a name, of which there may be thousands.
    let mut named: HashMap<TypeId, usize> = HashMap::new();
    let mut others: Vec<usize> = Vec::new();
    let mut normal: Vec<Type> = Vec::new();
    let mut said: Vec<Vec<String>> = Vec::new();
    for variant in &union.variants {
        let ty = plain(types, &variant.ty, 0);
        if ty == Type::Json && union.tag.is_none() {
            return (Shape::Alias(Type::Json), String::new());
        }
        let known = if let Type::Named(id) = &ty {
            named.get(id).copied()
        } else {
            others.iter().copied().find(|at| normal[*at] == ty)
        };
        if let Some(at) = known {
            let docs = docs_of(types, variant);
            if !said[at].contains(&docs) {
                said[at].push(docs);
            }
            let same = &mut result.variants[at];
            // No component is the type of the others.
            if same.ty != variant.ty {
                same.ty.clone_from(&normal[at]);
            }
            same.tags.extend(variant.tags.iter().cloned());
            same.tags.sort();
            same.tags.dedup();
            same.untagged |= variant.untagged;
            continue;
        }
        if let Type::Named(id) = &ty {
            named.insert(*id, normal.len());
        } else {
            others.push(normal.len());
        }
        normal.push(ty);
        said.push(vec![docs_of(types, variant)]);
        result.variants.push(Variant {
            name: variant.name.clone(),
            unnamed: variant.unnamed,
            format: String::new(),
            rust_name: variant.rust_name.clone(),
            origin: variant.origin.clone(),
            docs: variant.docs.clone(),
            ty: variant.ty.clone(),
            tags: variant.tags.clone(),
            untagged: variant.untagged,
        });
    }
    for (variant, said) in result.variants.iter_mut().zip(&said) {
        if said.len() > 1 {
            variant.docs = listed(said);
        }
    }
    if let [only] = &result.variants[..]
        && result.tag.is_none()
    {
        return (Shape::Alias(only.ty.clone()), only.docs.clone());
    }
    for (variant, ty) in result.variants.iter_mut().zip(&normal) {
        if variant.name.is_empty() {
            variant.name = called(types, ty, 0);
            format_of(types, ty).clone_into(&mut variant.format);
        }
    }
    apart(types, &mut result);
    (Shape::Union(result), String::new())
}

/// Tells variants apart that come by one name and one format: records by a property that the others
/// do not have, do not require, or have other values or another type for; enumerations by their
/// first value.
fn apart(types: &[TypeDefinition], union: &mut Union) {
    let times = times(union);
    if times.values().all(|times| *times == 1) {
        return;
    }
    let mut holders: HashMap<(Mark, String), usize> = HashMap::new();
    for mark in (union.variants.iter()).flat_map(|variant| marks(types, &variant.ty)) {
        *holders.entry(mark).or_default() += 1;
    }
    let mut seen = BTreeSet::new();
    for variant in &mut union.variants {
        let is_first = seen.insert(known(variant));
        if times[&known(variant)] == 1 {
            continue;
        }
        let own = marks(types, &variant.ty);
        let alone = own.iter().find(|mark| holders[*mark] == 1);
        if let Some((_, text)) = alone.or(own.first()) {
            variant.name = format!("{}_{text}", variant.name);
        } else if let Some(Shape::Enumeration(values)) = shape(types, &variant.ty)
            && let Some(value) = values.first().filter(|_| !is_first)
        {
            variant.name = format!("{}_of_{}", variant.name, value.label());
        }
    }
    // Nothing but their order is left to tell those apart that still share a name.
    let mut times = BTreeMap::new();
    for variant in &mut union.variants {
        let time = times.entry(known(variant)).or_insert(0);
        *time += 1;
        if *time > 1 {
            variant.name = format!("{}_{time}", variant.name);
        }
    }
}

/// What may distinguish a record from others, the best first.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    Has,
    Requires,
    Is,
    Holds,
}

/// What may distinguish a record from others, in words: a property, a required one, the first value of one,
/// and one with what its type is called.
fn marks(types: &[TypeDefinition], ty: &Type) -> Vec<(Mark, String)> {
    let Some(Shape::Record(record)) = shape(types, ty) else {
        return Vec::new();
    };
    let fields = || {
        let fields = record.fields.iter();
        fields.filter(|field| field.presence != Presence::Further)
    };
    let value = |ty: &Type| match shape(types, ty) {
        Some(Shape::Enumeration(values)) => Some(values.first()?.label().to_owned()),
        Some(Shape::Record(_) | Shape::Union(_) | Shape::Alias(_)) | None => {
            ty.constant().map(|constant| constant.wire.clone())
        }
    };
    let has = fields().map(|field| (Mark::Has, field.wire.clone()));
    let required = fields().filter(|field| field.presence.is_required());
    let requires = required.map(|field| (Mark::Requires, field.wire.clone()));
    let is = fields().filter_map(|field| Some((Mark::Is, value(&field.ty)?)));
    let holds = fields().map(|field| {
        let called = kind_of(types, &field.ty, 0);
        (Mark::Holds, format!("{}_{called}", field.wire))
    });
    has.chain(requires).chain(is).chain(holds).collect()
}

/// What values of a type are, without the names of types.
fn kind_of(types: &[TypeDefinition], ty: &Type, depth: usize) -> String {
    let ty = resolved(types, ty);
    if let Type::List(inner, _) = ty
        && depth < DEEPEST
    {
        return format!("{}_list", kind_of(types, inner, depth + 1));
    }
    called(types, ty, 0)
}

/// What a variant is known by among the others.
fn known(variant: &Variant) -> (String, String) {
    (variant.name.clone(), variant.format.clone())
}

/// How many variants there are of a name and a format.
fn times(union: &Union) -> BTreeMap<(String, String), usize> {
    let mut times = BTreeMap::new();
    for variant in &union.variants {
        *times.entry(known(variant)).or_default() += 1;
    }
    times
}

/// The shape of a named type behind its aliases.
fn shape<'t>(types: &'t [TypeDefinition], ty: &Type) -> Option<&'t Shape> {
    let Type::Named(id) = resolved(types, ty) else {
        return None;
    };
    Some(&types[id.index()].shape)
}

/// A type with no alias in it.
fn plain(types: &[TypeDefinition], ty: &Type, depth: usize) -> Type {
    let ty = resolved(types, ty);
    if depth > DEEPEST {
        return ty.clone();
    }
    let mut plain = ty.clone();
    for part in plain.parts_mut() {
        *part = self::plain(types, part, depth + 1);
    }
    plain
}

/// What values of a type without a name are called.
fn called(types: &[TypeDefinition], ty: &Type, depth: usize) -> String {
    let name = match resolved(types, ty) {
        Type::Boolean => "boolean",
        Type::Int32 | Type::Int64 | Type::Integer(_) => "integer",
        Type::Float32 | Type::Float64 => "number",
        Type::Decimal => "decimal",
        Type::Text => "text",
        Type::Secret => "secret",
        Type::DateTime => "date_time",
        Type::Date => "date",
        Type::Base64 => "base64",
        Type::Upload => "upload",
        Type::Nothing => "nothing",
        Type::Json => "json",
        Type::Constant(_) => "constant",
        Type::Optional(inner) if depth < DEEPEST => return called(types, inner, depth + 1),
        Type::List(inner, _) if depth < DEEPEST => {
            return format!("{}_list", called(types, inner, depth + 1));
        }
        Type::Map(inner) if depth < DEEPEST && **inner != Type::Json => {
            return format!("{}_map", called(types, inner, depth + 1));
        }
        Type::Optional(_) => "value",
        Type::List(..) => "list",
        Type::Map(_) => "map",
        Type::Tuple(_) => "tuple",
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Record(_) if depth == 0 => "object",
            Shape::Enumeration(values) if depth == 0 => match values.as_slice() {
                [only] => return only.label().to_owned(),
                _ => "choice",
            },
            Shape::Union(_) if depth == 0 => "alternatives",
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => {
                return types[id.index()].name.clone();
            }
        },
    };
    name.to_owned()
}

/// What tells values of a type without a name from others that are called so: how their numbers
/// are stored.
fn format_of(types: &[TypeDefinition], ty: &Type) -> &'static str {
    // An alias may lead back to itself through a list.
    let mut ty = ty;
    for _ in 0..DEEPEST {
        ty = match resolved(types, ty) {
            Type::Int32 => return "int32",
            Type::Int64 => return "int64",
            Type::Integer(width) => return width.format(),
            Type::Float32 => return "float",
            Type::Float64 => return "double",
            Type::Optional(inner) | Type::List(inner, _) | Type::Map(inner) => inner,
            Type::Boolean
            | Type::Decimal
            | Type::Text
            | Type::Secret
            | Type::DateTime
            | Type::Date
            | Type::Base64
            | Type::Json
            | Type::Upload
            | Type::Nothing
            | Type::Constant(_)
            | Type::Named(_)
            | Type::Tuple(_) => return "",
        };
    }
    ""
}

/// Unions that are variants of others with the same tag lend them their texts.
fn nest(types: &mut [TypeDefinition]) {
    // A union inside of a union inside of a union: real ones stop at three.
    for _ in 0..8 {
        let mut lent: Vec<(usize, usize, Vec<String>)> = Vec::new();
        for (index, definition) in types.iter().enumerate() {
            let Shape::Union(outer) = &definition.shape else {
                continue;
            };
            for (at, variant) in outer.variants.iter().enumerate() {
                let itself = Type::Named(TypeId::new(index));
                if *resolved(types, &variant.ty) == itself {
                    continue;
                }
                let Some(Shape::Union(inner)) = shape(types, &variant.ty) else {
                    continue;
                };
                if outer.tag.is_none() || inner.tag != outer.tag {
                    continue;
                }
                let tags = inner.variants.iter().flat_map(|variant| &variant.tags);
                let new: Vec<String> = tags
                    .filter(|tag| !variant.tags.contains(tag))
                    .cloned()
                    .collect();
                if !new.is_empty() {
                    lent.push((index, at, new));
                }
            }
        }
        if lent.is_empty() {
            return;
        }
        for (index, at, tags) in lent {
            if let Shape::Union(outer) = &mut types[index].shape {
                outer.variants[at].tags.extend(tags);
                outer.variants[at].tags.sort();
                outer.variants[at].tags.dedup();
            }
        }
    }
}
