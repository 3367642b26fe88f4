//! Values of one of several types: `oneOf` and `anyOf`.
//!
//! What is one type after all becomes that type: an alternative that is null, texts that are
//! listed, numbers of several widths. Everything else is a union, whose variants are told apart by a
//! property where the description names one, or where each of them has one text of its own there.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::enumeration::values;
use super::{further, is_enumeration, is_nullable, is_record, kinds, nameless, used};
use crate::compose::{describes, is_null, only_restricts, report_restricting};
use crate::documents::referred_name;
use crate::model::{EnumValue, Type, Union, Variant};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, docs, rust_name, widen};
use crate::syntax::object::{self, head};
use crate::syntax::{Entry, Kind, Node};

/// What alternatives are together.
pub(super) enum Reading<'d> {
    /// Nothing but null.
    Nothing,
    /// Any value: this alternative chooses no type, beside others that do.
    Anything(Node<'d>),
    /// One alternative, beside null.
    One(Node<'d>),
    /// Texts that are listed, or any.
    Texts(Vec<Node<'d>>),
    /// Single values that one type holds.
    Scalar(Type),
    Union(Vec<Node<'d>>),
}

/// The alternatives of a schema: the key that they stand under.
pub(in crate::resolve::openapi) fn key<'d>(schema: Node<'d>) -> Option<Entry<'d>> {
    let has_any = |entry: &Entry<'_>| {
        let list = entry.value.as_sequence();
        list.is_some_and(|list| list.items().any(|item| item.kind() == Kind::Mapping))
    };
    ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|key| schema.entry(key))
        .find(has_any)
}

/// The alternatives of a schema that choose its type. Where the schema says it itself, and they
/// only restrict it, there are none: then they are reported.
pub(super) fn choosing<'d>(
    document: &Document<'_, 'd>,
    schema: Node<'d>,
    report: &mut Report,
) -> Option<Entry<'d>> {
    let entry = key(schema)?;
    let mut kinds = kinds(schema);
    if kinds.is_empty() {
        if is_open(document, schema, true) {
            return Some(entry);
        }
        // Properties tell an object where no type is said.
        kinds.push("object");
    }
    if !entry.value.items().all(|item| only_restricts(item, &kinds)) {
        return Some(entry);
    }
    // Where more than the type stands beside them, they were reported when that was composed.
    if !describes(schema) {
        report_restricting(&entry, report);
    }
    None
}

/// Whether a schema chooses no type, but for its alternatives where these are left out.
fn is_open(document: &Document<'_, '_>, schema: Node<'_>, without_alternatives: bool) -> bool {
    if let Some(all) = schema.as_bool() {
        return all;
    }
    let telling = ["$ref", "type", "items", "prefixItems"];
    schema.kind() == Kind::Mapping
        && telling.iter().all(|key| schema.get(key).is_none())
        && (without_alternatives || key(schema).is_none())
        && widen::key(document, schema).is_none()
        && !is_enumeration(schema)
        && !is_record(schema)
        && !further::tells_an_object(schema)
}

/// Whether one of the alternatives of a schema is null.
pub(super) fn allows_null(document: &Document<'_, '_>, schema: Node<'_>) -> bool {
    // Alternatives stand inside each other as deep as the document is.
    key(schema).is_some_and(|entry| {
        entry.value.items().any(|item| {
            is_null(whole(document, item))
                || (item.get("$ref").is_none() && is_nullable(document, item))
        })
    })
}

/// The alternatives of a schema but null, those inside of alternatives included.
fn members<'d>(document: &Document<'_, 'd>, schema: Node<'d>) -> Vec<Node<'d>> {
    let mut found = Vec::new();
    let mut pending = vec![schema];
    while let Some(node) = pending.pop() {
        let inner = (node.get("$ref").is_none() && node.get("discriminator").is_none()
            || node.identity() == schema.identity())
        .then(|| key(node))
        .flatten()
        .filter(|_| !is_enumeration(node));
        match inner {
            Some(entry) => pending.extend(entry.value.items().rev()),
            None if node.as_bool() == Some(true) => found.push(node),
            None if node.kind() != Kind::Mapping || is_null(whole(document, node)) => {}
            None => found.push(node),
        }
    }
    found
}

/// What the alternatives of a schema are together.
pub(super) fn reading<'d>(
    document: &Document<'_, 'd>,
    schema: Node<'d>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Reading<'d> {
    let members = members(document, schema);
    match members[..] {
        [] => return Reading::Nothing,
        [only] => return Reading::One(only),
        _ => {}
    }
    let all: Vec<_> = members
        .iter()
        .map(|member| (*member, whole(document, *member)))
        .collect();
    let mut open = all
        .iter()
        .filter(|(_, whole)| is_open(document, *whole, false));
    if let Some((member, _)) = open.next()
        && schema.get("discriminator").is_none()
    {
        return Reading::Anything(*member);
    }
    let is_text = |node: Node<'_>| {
        node.get("$ref").is_none()
            && node.get("format").and_then(Node::text) != Some("password")
            && kinds(node) == ["string"]
    };
    let listed: Vec<Node<'d>> = all
        .iter()
        .filter(|(_, whole)| is_enumeration(*whole))
        .map(|(member, _)| *member)
        .collect();
    if !listed.is_empty()
        && all
            .iter()
            .all(|(_, whole)| is_enumeration(*whole) || is_text(*whole))
    {
        return match listed[..] {
            [only] => Reading::One(only),
            _ => Reading::Texts(listed),
        };
    }
    let is_single = |node: Node<'_>| {
        let kinds = kinds(node);
        node.get("$ref").is_none()
            && node.get("enum").is_none()
            && node.get("const").is_none()
            && key(node).is_none()
            && matches!(kinds[..], ["string" | "integer" | "number" | "boolean"])
    };
    if members.iter().all(|member| is_single(*member)) {
        let mut found: Vec<Type> = Vec::new();
        for member in &members {
            let ty = used(document, *member, name, types, report).ty;
            if !found.contains(&ty) {
                found.push(ty);
            }
        }
        if let Some(ty) = one_of(&found) {
            return Reading::Scalar(ty);
        }
    }
    Reading::Union(joined(schema, members, types))
}

/// The alternatives, of which texts that are listed in place are one: callers choose among all of
/// them in one enumeration.
fn joined<'d>(schema: Node<'d>, mut members: Vec<Node<'d>>, types: &mut Types) -> Vec<Node<'d>> {
    let is_anonymous = |node: &Node<'_>| {
        is_enumeration(*node)
            && kinds(*node) == ["string"]
            && ["$ref", "title", "x-bindery-name"]
                .iter()
                .all(|key| node.get(key).is_none())
    };
    let listed: Vec<_> = members.iter().copied().filter(is_anonymous).collect();
    if let [first, others @ ..] = listed.as_slice()
        && !others.is_empty()
        && schema.get("discriminator").is_none()
    {
        let others: Vec<_> = others.iter().map(|node| node.identity()).collect();
        members.retain(|node| !others.contains(&node.identity()));
        types.read_together(first.identity(), others);
    }
    members
}

/// The type that holds what all of these do.
fn one_of(types: &[Type]) -> Option<Type> {
    if let [only] = types {
        return Some(only.clone());
    }
    let integers = |ty: &Type| matches!(ty, Type::Int32 | Type::Int64);
    let numbers = |ty: &Type| integers(ty) || matches!(ty, Type::Float32 | Type::Float64);
    let texts = |ty: &Type| matches!(ty, Type::Text | Type::DateTime);
    if types.iter().all(integers) {
        return Some(Type::Int64);
    }
    if types.iter().all(numbers) {
        return Some(Type::Float64);
    }
    (types.contains(&Type::Text) && types.iter().all(texts)).then_some(Type::Text)
}

/// The schema behind references.
fn whole<'d>(document: &Document<'_, 'd>, node: Node<'d>) -> Node<'d> {
    let mut at = node;
    let mut seen = HashSet::new();
    while seen.insert(at.identity()) {
        match document.follow(at) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// The values of enumerations that stand side by side.
pub(super) fn texts(
    document: &Document<'_, '_>,
    listed: &[Node<'_>],
    name: &str,
    report: &mut Report,
) -> Vec<EnumValue> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for member in listed {
        // Each list is read by itself: what two of them have is no mistake.
        let listed = whole(document, *member);
        let mut own = values(document, listed, name, report);
        // What is said of a list of one is said of the value.
        if let [only] = own.as_mut_slice()
            && only.docs.is_empty()
        {
            only.docs = docs::of(listed, report);
        }
        for value in own {
            if seen.insert(value.wire.clone()) {
                found.push(value);
            }
        }
    }
    found
}

/// What tells the variants apart.
struct Tag {
    property: String,
    /// The texts for each member.
    texts: Vec<BTreeSet<String>>,
}

/// A union of alternatives.
pub(super) fn union(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    members: &[Node<'_>],
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Union {
    let tag = declared(document, schema, members, report).or_else(|| detected(document, members));
    let told = apart(document, members);
    let mut variants = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let labels: Vec<_> = members
        .iter()
        .enumerate()
        .map(|(at, member)| label(document, *member, tag.as_ref().map(|tag| &tag.texts[at])))
        .collect();
    for (at, (member, label)) in members.iter().zip(&labels).enumerate() {
        // A title that several have is not enough to tell them apart.
        let is_alone =
            label.is_some() && labels.iter().filter(|other| *other == label).count() == 1;
        let place = label.as_deref().filter(|_| is_alone).or(told[at]);
        let place = match place {
            Some(place) => place.to_owned(),
            None => {
                let kind = kind(document, *member);
                let time = times.entry(kind).or_insert(0);
                *time += 1;
                let value = first_value(document, *member).filter(|_| kind == "choice");
                match (*time, value) {
                    (2.., Some(value)) => format!("{kind}_of_{value}"),
                    (2.., None) if TYPES.contains(&kind) && member.get("$ref").is_none() => {
                        report
                            .assumed(
                                head(*member),
                                "nothing but their order tells two alternatives apart",
                                "their types are numbered",
                            )
                            .help("a `title` names an alternative");
                        format!("{kind}_{time}")
                    }
                    _ => kind.to_owned(),
                }
            }
        };
        let place = match label {
            Some(label) if !is_alone => format!("{label}_{place}"),
            _ => place,
        };
        let place = format!("{name}_{place}");
        if member.get("$ref").is_none() && label.is_none() {
            nameless(*member, report);
        }
        let used = used(document, *member, &place, types, report);
        let untagged = tag.as_ref().is_some_and(|tag| {
            let whole = whole(document, *member);
            whole.get("properties").is_none()
                || (whole
                    .get("properties")
                    .is_some_and(|list| list.get(&tag.property).is_some())
                    && !requires(whole, &tag.property))
        });
        variants.push(Variant {
            name: label.clone().unwrap_or_default(),
            format: String::new(),
            rust_name: if member.get("$ref").is_none() {
                rust_name(*member, report)
            } else {
                None
            },
            origin: document.context.origin(head(*member), &place),
            docs: if types.together(member.identity()).is_empty() {
                used.docs
            } else {
                String::new()
            },
            ty: used.ty,
            tags: tag
                .as_ref()
                .map(|tag| tag.texts[at].iter().cloned().collect())
                .unwrap_or_default(),
            untagged,
        });
    }
    Union {
        tag: tag.map(|tag| tag.property),
        variants,
    }
}

/// For each alternative that is described in place, a property that no other one has: the first.
/// Records are told apart so, and lists by what their items have.
fn apart<'d>(document: &Document<'_, 'd>, members: &[Node<'d>]) -> Vec<Option<&'d str>> {
    let items: Vec<_> = members.iter().map(|member| inline_items(*member)).collect();
    let records = told(document, members);
    let mut lists = told(
        document,
        &items.iter().flatten().copied().collect::<Vec<_>>(),
    )
    .into_iter();
    records
        .into_iter()
        .zip(items)
        .map(|(record, items)| record.or(items.and_then(|_| lists.next().flatten())))
        .collect()
}

/// The items of a list that is described in place, where they are, too.
fn inline_items(member: Node<'_>) -> Option<Node<'_>> {
    let items = member.get("items").filter(|_| member.get("$ref").is_none());
    items.filter(|items| items.get("$ref").is_none() && items.get("properties").is_some())
}

/// For each record that is described in place, a property that no other one has: the first.
fn told<'d>(document: &Document<'_, 'd>, members: &[Node<'d>]) -> Vec<Option<&'d str>> {
    let fields = |member: &Node<'d>| {
        let properties = whole(document, *member).get("properties");
        properties.into_iter().flat_map(Node::entries)
    };
    let mut holders: HashMap<&str, usize> = HashMap::new();
    for entry in members.iter().flat_map(fields) {
        *holders.entry(entry.key).or_default() += 1;
    }
    let in_place = members
        .iter()
        .filter(|member| member.get("$ref").is_none() && member.get("properties").is_some());
    let is_alone = in_place.count() < 2;
    members
        .iter()
        .map(|member| {
            let mut own = fields(member).filter(|entry| holders[entry.key] == 1);
            own.next().map(|entry| entry.key).filter(|_| !is_alone)
        })
        .collect()
}

/// The first value of an enumeration, as it is written.
fn first_value<'d>(document: &Document<'_, 'd>, member: Node<'d>) -> Option<&'d str> {
    let whole = whole(document, member);
    let listed = whole.get("enum").and_then(|list| list.items().next());
    listed.or_else(|| whole.get("const"))?.text()
}

/// What an alternative is called: by its reference, its title, or its tag.
fn label(
    document: &Document<'_, '_>,
    member: Node<'_>,
    tags: Option<&BTreeSet<String>>,
) -> Option<String> {
    if let Some(reference) = member.get("$ref") {
        return referred_name(reference);
    }
    if let Some(label) = document.composed().label(member.identity()) {
        return Some(label.to_owned());
    }
    let title = member.get("title").and_then(Node::as_str);
    let title = title.filter(|title| !title.trim().is_empty() && title.len() <= 60);
    title
        .map(str::to_owned)
        .or_else(|| tags.and_then(|tags| tags.first().cloned()))
        .or_else(|| {
            document
                .composed()
                .home(member.identity())
                .map(str::to_owned)
        })
}

/// The kinds of values that have a type of their own.
const TYPES: &[&str] = &["alternatives", "choice", "object"];

/// What the values of a schema are, where nothing else calls it.
pub(in crate::resolve::openapi) fn kind(
    document: &Document<'_, '_>,
    member: Node<'_>,
) -> &'static str {
    let whole = whole(document, member);
    if is_enumeration(whole) {
        "choice"
    } else if super::is_record(whole) {
        "object"
    } else if key(whole).is_some() {
        "alternatives"
    } else {
        match kinds(whole)[..] {
            ["array"] => "list",
            ["object"] => "map",
            _ => "value",
        }
    }
}

fn requires(whole: Node<'_>, property: &str) -> bool {
    whole
        .get("required")
        .is_some_and(|list| list.items().any(|item| item.text() == Some(property)))
}

/// The texts that a property of a schema can be, where it lists them.
fn listed(document: &Document<'_, '_>, node: Node<'_>, property: &str) -> BTreeSet<String> {
    let Some(schema) = whole(document, node)
        .get("properties")
        .and_then(|properties| properties.get(property))
    else {
        return BTreeSet::new();
    };
    let schema = whole(document, document.context.documents.linked(schema));
    let values = schema.get("enum").map(|list| list.items().collect());
    let values: Vec<_> = values
        .or_else(|| schema.get("const").map(|only| vec![only]))
        .unwrap_or_default();
    values
        .into_iter()
        .filter_map(Node::as_str)
        .map(str::to_owned)
        .collect()
}

/// The tag that the description names.
fn declared(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    members: &[Node<'_>],
    report: &mut Report,
) -> Option<Tag> {
    let discriminator = schema.entry("discriminator")?;
    let node = object::mapping_or_empty(discriminator.value, "discriminator", report)?;
    let property = object::text_of(node, "propertyName", report)?.to_owned();
    let mapping: Vec<_> = node
        .get("mapping")
        .into_iter()
        .flat_map(Node::entries)
        .filter_map(|entry| {
            let text = entry.value.text()?;
            let context = document.context;
            // In the file of the discriminator, or else in the document that is resolved.
            let homes = [context.documents.home(schema), Some(document.root)];
            let by_name = homes.into_iter().flatten().find_map(|root| {
                let components = context.member(root, "components")?;
                context.member(components, "schemas")?.get(text)
            });
            let target = by_name.or_else(|| document.target(entry.value));
            Some((
                entry,
                target.map(|target| whole(document, target).identity()),
            ))
        })
        .collect();
    let mut used = HashSet::new();
    let texts: Vec<BTreeSet<String>> = members
        .iter()
        .map(|member| {
            let place = whole(document, *member).identity();
            let described_as = document.composed().alternative(place);
            let mapped = mapping.iter().filter(|(_, target)| {
                *target == Some(place) || (target.is_some() && *target == described_as)
            });
            let mut texts: BTreeSet<String> = mapped
                .map(|(entry, _)| {
                    used.insert(entry.key);
                    entry.key.to_owned()
                })
                .collect();
            texts.extend(listed(document, *member, &property));
            if texts.is_empty() {
                texts.extend(member.get("$ref").and_then(referred_name));
            }
            if texts.is_empty() && described_as.is_some() {
                texts.extend(document.composed().label(place).map(str::to_owned));
            }
            texts
        })
        .collect();
    for (entry, _) in &mapping {
        if !used.contains(entry.key) {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("`{}` names none of the alternatives", entry.key),
                )
                .help("list the schema among them, or acknowledge it in `bindery.yaml`");
        }
    }
    let is_object = |member: &Node<'_>| whole(document, *member).get("properties").is_some();
    let lacks = members
        .iter()
        .zip(&texts)
        .any(|(member, texts)| texts.is_empty() && is_object(member));
    if lacks {
        report
            .error(
                Code::Ignored,
                discriminator.key_span,
                "the discriminator does not tell what stands for one of the alternatives: they are told apart by their shapes",
            )
            .help("add a `mapping`, or acknowledge it in `bindery.yaml`");
        return None;
    }
    Some(Tag { property, texts })
}

/// The property that every alternative requires, with one text that no other has.
fn detected(document: &Document<'_, '_>, members: &[Node<'_>]) -> Option<Tag> {
    let first = whole(document, *members.first()?);
    let properties: Vec<_> = first.get("properties")?.entries().collect();
    properties.into_iter().find_map(|property| {
        let mut seen = HashSet::new();
        let mut texts = Vec::new();
        for member in members {
            if !requires(whole(document, *member), property.key) {
                return None;
            }
            let own = listed(document, *member, property.key);
            let only = own.first().filter(|_| own.len() == 1)?;
            if !seen.insert(only.clone()) {
                return None;
            }
            texts.push(own);
        }
        Some(Tag {
            property: property.key.to_owned(),
            texts,
        })
    })
}
