//! Which thing of the old description is which of the new one.
//!
//! Names decide, then what the description says was renamed, then places that can be of nothing
//! else. Everything is looked up, nothing is searched for.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::renamed;
use super::side::View;
use crate::model::{Operation, Protocol, Service, Shape, Type, TypeId, Wire};

/// Types, services and calls that stand on both sides.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    new_of: Vec<Option<TypeId>>,
    old_of: Vec<Option<TypeId>>,
    /// By their places in the two lists.
    pub(super) services: Vec<(usize, usize)>,
    /// Each as service and place, in the order of the old description.
    pub(super) operations: Vec<((usize, usize), (usize, usize))>,
    /// Calls that are only in the old description.
    pub(super) removed: Vec<(usize, usize)>,
    /// Calls that are only in the new description.
    pub(super) added: Vec<(usize, usize)>,
}

impl Pairs {
    /// The type of the new description that an old one became.
    pub(super) fn new_of(&self, old: TypeId) -> Option<TypeId> {
        self.new_of[old.index()]
    }

    /// The type of the old description that a new one was.
    pub(super) fn old_of(&self, new: TypeId) -> Option<TypeId> {
        self.old_of[new.index()]
    }

    fn bind(&mut self, old: TypeId, new: TypeId) {
        self.new_of[old.index()] = Some(new);
        self.old_of[new.index()] = Some(old);
    }
}

/// Finds what is on both sides.
pub(super) fn pair(old: &View<'_>, new: &View<'_>) -> Pairs {
    let mut pairs = Pairs {
        new_of: vec![None; old.side.api.types.len()],
        old_of: vec![None; new.side.api.types.len()],
        ..Pairs::default()
    };
    // What is inline is known by what holds it, and no component is it by chance of its name.
    let stands = |view: &View<'_>, id| {
        let definition = view.definition(id);
        let name = definition.inline.is_none().then(|| definition.name.clone());
        (definition.inline.clone(), name)
    };
    types_by(&mut pairs, old, new, stands);
    let names = |view: &View<'_>, id| view.definition(id).name.clone();
    types_by(&mut pairs, old, new, names);
    let places = |view: &View<'_>, id| {
        let definition = view.definition(id);
        (definition.origin.file.clone(), definition.name.clone())
    };
    types_by(&mut pairs, old, new, places);
    let rust = |view: &View<'_>, id| view.type_path(id);
    types_by(&mut pairs, old, new, rust);
    declared_types(&mut pairs, old, new);
    services(&mut pairs, old, new);
    types_by_use(&mut pairs, old, new);
    pairs
}

/// Pairs the types that are alone on both sides with what is found out about them.
fn types_by<K: Eq + Hash>(
    pairs: &mut Pairs,
    old: &View<'_>,
    new: &View<'_>,
    key: impl Fn(&View<'_>, TypeId) -> K,
) {
    let olds = old.emitted().filter(|id| pairs.new_of(*id).is_none());
    let olds = unique(olds.map(|id| (key(old, id), id)));
    let news = new.emitted().filter(|id| pairs.old_of(*id).is_none());
    let news = unique(news.map(|id| (key(new, id), id)));
    for id in old.emitted() {
        let key = key(old, id);
        if olds.get(&key) == Some(&Some(id))
            && let Some(Some(other)) = news.get(&key)
        {
            pairs.bind(id, *other);
        }
    }
}

/// The thing of each key; `None` for a key of several.
fn unique<K: Eq + Hash, T>(things: impl Iterator<Item = (K, T)>) -> HashMap<K, Option<T>> {
    let mut found = HashMap::new();
    for (key, thing) in things {
        found
            .entry(key)
            .and_modify(|known| *known = None)
            .or_insert(Some(thing));
    }
    found
}

/// Pairs types by what the new description says they were called.
fn declared_types(pairs: &mut Pairs, old: &View<'_>, new: &View<'_>) {
    let olds = old.emitted().filter(|id| pairs.new_of(*id).is_none());
    let olds = unique(olds.map(|id| (old.definition(id).name.as_str(), id)));
    for id in new.emitted() {
        if pairs.old_of(id).is_none()
            && let Some(before) = renamed::definition(new.definition(id))
            && let Some(Some(before)) = olds.get(before)
            && pairs.new_of(*before).is_none()
        {
            pairs.bind(*before, id);
        }
    }
}

fn services(pairs: &mut Pairs, old: &View<'_>, new: &View<'_>) {
    let protocol = |service: &Service| matches!(service.protocol, Protocol::Rest(_));
    for (at, service) in old.side.api.services.iter().enumerate() {
        let same = |other: &Service| protocol(other) == protocol(service);
        if let Some(other) = new.side.api.services.iter().position(same) {
            pairs.services.push((at, other));
            operations(pairs, old, new, at, other);
        }
    }
}

fn operations(pairs: &mut Pairs, old: &View<'_>, new: &View<'_>, at: usize, other: usize) {
    let olds = &old.service(at).operations;
    let news = &new.service(other).operations;
    let mut new_of: Vec<Option<usize>> = vec![None; olds.len()];
    let mut taken = vec![false; news.len()];
    let by_id: HashMap<&str, usize> = olds
        .iter()
        .enumerate()
        .map(|(at, operation)| (operation.id.as_str(), at))
        .collect();
    for (at, operation) in news.iter().enumerate() {
        if let Some(&before) = by_id.get(operation.id.as_str()) {
            new_of[before] = Some(at);
            taken[at] = true;
        }
    }
    for (at, operation) in news
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken[*at])
        .collect::<Vec<_>>()
    {
        if let Some(&before) = renamed::operation(operation).and_then(|id| by_id.get(id))
            && new_of[before].is_none()
        {
            new_of[before] = Some(at);
            taken[at] = true;
        }
    }
    // The same request under another id is the same call.
    let before = unique(
        olds.iter()
            .enumerate()
            .filter(|(at, _)| new_of[*at].is_none())
            .map(|(at, operation)| (request(operation), at)),
    );
    let after = unique(
        news.iter()
            .enumerate()
            .filter(|(at, _)| !taken[*at])
            .map(|(at, operation)| (request(operation), at)),
    );
    for (index, operation) in olds.iter().enumerate() {
        let key = request(operation);
        if let (Some(Some(same)), Some(Some(found))) = (before.get(&key), after.get(&key))
            && *same == index
        {
            new_of[index] = Some(*found);
            taken[*found] = true;
        }
    }
    for (index, found) in new_of.into_iter().enumerate() {
        match found {
            Some(found) => pairs.operations.push(((at, index), (other, found))),
            None => pairs.removed.push((at, index)),
        }
    }
    pairs.added.extend(
        (0..news.len())
            .filter(|index| !taken[*index])
            .map(|index| (other, index)),
    );
}

/// What tells a call from others on the wire: method and path, or the element.
fn request(operation: &Operation) -> (String, String) {
    match &operation.wire {
        Wire::Rest(rest) => (rest.method.clone(), template(&rest.path)),
        Wire::Soap(soap) => (String::new(), soap.element.clone()),
    }
}

/// A path without the names of its parameters, which no server sees.
pub(super) fn template(path: &str) -> String {
    let mut parts = path.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("{}");
        text.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    text
}

/// Pairs types that stand at the same place of the same call or record and hold the same: a type
/// inline is called after the call, and is renamed with it.
fn types_by_use(pairs: &mut Pairs, old: &View<'_>, new: &View<'_>) {
    let mut pending: Vec<(&Type, &Type)> = Vec::new();
    for &(one, other) in &pairs.operations {
        let (one, other) = (old.operation(one), new.operation(other));
        pending.push((&one.output.ty, &other.output.ty));
        let inputs: HashMap<&str, &Type> = one
            .inputs
            .iter()
            .map(|input| (input.wire.as_str(), &input.ty))
            .collect();
        for input in &other.inputs {
            if let Some(ty) = inputs.get(input.wire.as_str()) {
                pending.push((ty, &input.ty));
            }
        }
        pending.extend(one.record().zip(other.record()));
    }
    for id in old.emitted() {
        if let Some(other) = pairs.new_of(id) {
            pending.extend(members(old, new, id, other));
        }
    }
    // A type may be used in many places; whether it is another one is asked once.
    let mut asked = HashSet::new();
    let (mut old_names, mut new_names) = (HashMap::new(), HashMap::new());
    while let Some((mut one, mut other)) = pending.pop() {
        loop {
            match (one, other) {
                (Type::Tuple(places), Type::Tuple(places_other)) => {
                    pending.extend(places.iter().zip(places_other));
                    break;
                }
                (Type::Optional(inner), Type::Optional(inner_other))
                | (Type::List(inner, _), Type::List(inner_other, _))
                | (Type::Map(inner), Type::Map(inner_other)) => {
                    one = inner;
                    other = inner_other;
                }
                (Type::Optional(inner), _) => one = inner,
                (_, Type::Optional(inner)) => other = inner,
                _ => break,
            }
        }
        if let (Type::Named(one), Type::Named(other)) = (one, other)
            && pairs.new_of(*one).is_none()
            && pairs.old_of(*other).is_none()
            && asked.insert((*one, *other))
            && member_names(&mut old_names, old, *one) == member_names(&mut new_names, new, *other)
        {
            pairs.bind(*one, *other);
            pending.extend(members(old, new, *one, *other));
        }
    }
}

/// The types at the same places of two types.
fn members<'a>(
    old: &View<'a>,
    new: &View<'a>,
    one: TypeId,
    other: TypeId,
) -> Vec<(&'a Type, &'a Type)> {
    match (&old.definition(one).shape, &new.definition(other).shape) {
        (Shape::Record(one), Shape::Record(other)) => {
            let fields: HashMap<&str, &Type> = one
                .fields
                .iter()
                .map(|field| (field.wire.as_str(), &field.ty))
                .collect();
            other
                .fields
                .iter()
                .filter_map(|field| Some((*fields.get(field.wire.as_str())?, &field.ty)))
                .collect()
        }
        (Shape::Union(one), Shape::Union(other)) => {
            let variants = other.variants.iter();
            variants
                .filter_map(|variant| Some((&one.counterpart(other, variant)?.ty, &variant.ty)))
                .collect()
        }
        (Shape::Alias(one), Shape::Alias(other)) => vec![(one, other)],
        _ => Vec::new(),
    }
}

/// The sorted names of what a record, an enumeration or a union holds.
#[derive(PartialEq, Eq)]
enum MemberNames<'a> {
    Fields(Vec<&'a str>),
    Values(Vec<&'a str>),
    Variants(Vec<&'a str>),
    None,
}

/// The names of a type, which may be in many places, collected once.
fn member_names<'k, 'a>(
    known: &'k mut HashMap<TypeId, MemberNames<'a>>,
    view: &View<'a>,
    id: TypeId,
) -> &'k MemberNames<'a> {
    known.entry(id).or_insert_with(|| {
        let sorted = |mut names: Vec<&'a str>| {
            names.sort_unstable();
            names
        };
        match &view.definition(id).shape {
            Shape::Record(record) => {
                let fields = record.fields.iter();
                MemberNames::Fields(sorted(fields.map(|field| field.wire.as_str()).collect()))
            }
            Shape::Enumeration(values) => {
                let values = values.iter();
                MemberNames::Values(sorted(values.map(|value| value.wire.as_str()).collect()))
            }
            Shape::Union(union) => {
                let variants = union.variants.iter();
                let names = variants.map(|variant| variant.name.as_str()).collect();
                MemberNames::Variants(sorted(names))
            }
            Shape::Alias(_) => MemberNames::None,
        }
    })
}
