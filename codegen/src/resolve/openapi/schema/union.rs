//! Values of one of several types: `oneOf` and `anyOf`.
//!
//! What is one type after all becomes that type: an alternative that is null, texts that are
//! listed, numbers of several widths. Everything else is a union, whose variants are told apart by a
//! property where the description names one, or where each of them has one text of its own there.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::enumeration::values;
use super::{further, is_enumeration, is_nullable, is_record, kinds, nameless, rust_name, used};
use crate::compose::{describes, is_null, only_restricts, report_restricting};
use crate::keywords::Keyword;
use crate::model::{EnumValue, Type, Union, Variant};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, docs, widen};
use crate::schemas::{SchemaId, SchemaRef};
use crate::syntax::{Entry, Node, object};

/// What alternatives are together.
pub(super) enum Reading<'d> {
    /// Nothing but null.
    Nothing,
    /// Any value: this alternative chooses no type, beside others that do.
    Anything(SchemaRef<'d>),
    /// One alternative, beside null.
    One(SchemaRef<'d>),
    /// Texts that are listed, or any.
    Texts(Vec<SchemaRef<'d>>),
    /// Single values that one type holds.
    Scalar(Type),
    Union(Vec<SchemaRef<'d>>),
}

/// The keyword that the alternatives of a schema stand under.
pub(in crate::resolve::openapi) fn key(schema: SchemaRef<'_>) -> Option<Keyword> {
    let has_any = |keyword: &Keyword| schema.listed(*keyword).any(|member| member.is_object());
    [Keyword::OneOf, Keyword::AnyOf].into_iter().find(has_any)
}

/// The alternatives of a schema that choose its type. Where the schema says it itself, and they
/// only restrict it, there are none: then they are reported.
pub(super) fn choosing(schema: SchemaRef<'_>, report: &mut Report) -> Option<Keyword> {
    let keyword = key(schema)?;
    let mut kinds = kinds(schema);
    if kinds.is_empty() {
        if is_open(schema, true) {
            return Some(keyword);
        }
        // Properties tell an object where no type is said.
        kinds.push("object");
    }
    if !(schema.listed(keyword)).all(|member| only_restricts(member, &kinds)) {
        return Some(keyword);
    }
    // Where more than the type stands beside them, they were reported when that was composed.
    if let Some(said) = schema.said(keyword).filter(|_| !describes(&schema)) {
        report_restricting(said, schema.listed(keyword), report);
    }
    None
}

/// Whether the values of a schema are those of its alternatives.
pub(in crate::resolve::openapi) fn is_choice(schema: SchemaRef<'_>) -> bool {
    choosing(schema, &mut Report::new()).is_some()
}

/// Whether a schema chooses no type, but for its alternatives where these are left out.
fn is_open(schema: SchemaRef<'_>, without_alternatives: bool) -> bool {
    if let Some(all) = schema.as_bool() {
        return all;
    }
    let telling = [
        Keyword::Reference,
        Keyword::Type,
        Keyword::Items,
        Keyword::PrefixItems,
    ];
    schema.is_object()
        && !schema.has_any(&telling)
        && (without_alternatives || key(schema).is_none())
        && widen::key(&schema).is_none()
        && !is_enumeration(schema)
        && !is_record(schema)
        && !further::tells_an_object(schema)
}

/// Whether one of the alternatives of a schema is null.
pub(super) fn allows_null(schema: SchemaRef<'_>) -> bool {
    // Alternatives stand inside each other as deep as the document is.
    key(schema).is_some_and(|keyword| {
        schema.listed(keyword).any(|member| {
            is_null(member.whole()) || (!member.has(Keyword::Reference) && is_nullable(member))
        })
    })
}

/// The alternatives of a schema but null, those inside of alternatives included.
fn members(schema: SchemaRef<'_>) -> Vec<SchemaRef<'_>> {
    let mut found = Vec::new();
    let mut pending = vec![schema];
    while let Some(one) = pending.pop() {
        let is_inner = !one.has_any(&[Keyword::Reference, Keyword::Discriminator]);
        let inner = (is_inner || one.id == schema.id)
            .then(|| key(one))
            .flatten()
            .filter(|_| !is_enumeration(one));
        match inner {
            Some(keyword) => pending.extend(one.listed(keyword).rev()),
            None if one.as_bool() == Some(true) => found.push(one),
            None if !one.is_object() || is_null(one.whole()) => {}
            None => found.push(one),
        }
    }
    found
}

/// What the alternatives of a schema are together.
pub(super) fn reading<'d>(
    document: &Document<'_, 'd>,
    schema: SchemaRef<'d>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Reading<'d> {
    let members = members(schema);
    match members[..] {
        [] => return Reading::Nothing,
        // Told by a tag, it is one of those that are described so far.
        [only] if !schema.has(Keyword::Discriminator) => return Reading::One(only),
        _ => {}
    }
    let wholes: Vec<_> = members.iter().map(|member| member.whole()).collect();
    let mut all = members.iter().zip(&wholes);
    if let Some((member, _)) = all.find(|(_, whole)| is_open(**whole, false))
        && !schema.has(Keyword::Discriminator)
    {
        return Reading::Anything(*member);
    }
    let all = members.iter().zip(&wholes);
    let listed: Vec<_> = all
        .filter(|(_, whole)| is_enumeration(**whole))
        .map(|(member, _)| *member)
        .collect();
    let are_texts = |whole: &SchemaRef<'_>| is_enumeration(*whole) || is_text(whole);
    if !listed.is_empty() && wholes.iter().all(are_texts) {
        let is_open = wholes.iter().any(|whole| !is_enumeration(*whole));
        let (reading, place) = match listed[..] {
            [only] => (Reading::One(only), only.whole().id),
            _ => (Reading::Texts(listed), schema.id),
        };
        if is_open {
            types.stands_beside_text(place);
        }
        return reading;
    }
    if members.iter().all(is_single) {
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

/// Whether a schema is any text.
fn is_text(schema: &SchemaRef<'_>) -> bool {
    !schema.has(Keyword::Reference)
        && schema.data(Keyword::Format).and_then(Node::text) != Some("password")
        && kinds(*schema) == ["string"]
}

/// Whether a schema lists texts and allows any other beside them.
pub(in crate::resolve::openapi) fn is_open_list(schema: SchemaRef<'_>) -> bool {
    !is_enumeration(schema)
        && key(schema).is_some()
        && members(schema).iter().any(|member| {
            let whole = member.whole();
            is_text(&whole) && !is_enumeration(whole)
        })
}

/// Whether a schema describes single values in place, by their type.
fn is_single(schema: &SchemaRef<'_>) -> bool {
    let kinds = kinds(*schema);
    !schema.has_any(&[Keyword::Reference, Keyword::Enum, Keyword::Const])
        && key(*schema).is_none()
        && matches!(kinds[..], ["string" | "integer" | "number" | "boolean"])
}

/// The alternatives of a schema, where they are single values that one type may hold.
pub(in crate::resolve::openapi) fn single_alternatives(
    schema: SchemaRef<'_>,
) -> Option<Vec<SchemaRef<'_>>> {
    key(schema)?;
    let members = members(schema);
    let numbers = |member: &SchemaRef<'_>| matches!(kinds(*member)[..], ["integer" | "number"]);
    let texts = |member: &SchemaRef<'_>| kinds(*member) == ["string"];
    let are_alike = members.iter().all(numbers) || members.iter().all(texts);
    (members.len() > 1 && are_alike && members.iter().all(is_single)).then_some(members)
}

/// The alternatives, of which texts that are listed in place are one: callers choose among all of
/// them in one enumeration.
fn joined<'d>(
    schema: SchemaRef<'d>,
    mut members: Vec<SchemaRef<'d>>,
    types: &mut Types,
) -> Vec<SchemaRef<'d>> {
    let is_anonymous = |member: &SchemaRef<'_>| {
        is_enumeration(*member)
            && kinds(*member) == ["string"]
            && !member.has_any(&[Keyword::Reference, Keyword::Title, Keyword::RustName])
    };
    let listed = members.iter().filter(|member| is_anonymous(member));
    let listed: Vec<_> = listed.map(|member| member.id).collect();
    if let [first, others @ ..] = listed.as_slice()
        && !others.is_empty()
        && !schema.has(Keyword::Discriminator)
    {
        members.retain(|member| !others.contains(&member.id));
        types.read_together(*first, others.to_vec());
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

/// The values of enumerations that stand side by side.
pub(super) fn texts(
    document: &Document<'_, '_>,
    listed: &[SchemaRef<'_>],
    name: &str,
    report: &mut Report,
) -> Vec<EnumValue> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for member in listed {
        // Each list is read by itself: what two of them have is no mistake.
        let listed = member.whole();
        let mut own = values(document, listed, name, report);
        // What is said of a list of one is said of the value.
        if let [only] = own.as_mut_slice()
            && only.docs.is_empty()
        {
            only.docs = docs::of(listed, name, report);
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
    /// What a value is that has no tag, where the description says so.
    without: Option<SchemaId>,
}

/// A union of alternatives.
pub(super) fn union(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    members: &[SchemaRef<'_>],
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Union {
    let tag = declared(document, schema, members, report).or_else(|| detected(members));
    let told = apart(members);
    let mut variants = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let labels: Vec<_> = members
        .iter()
        .enumerate()
        .map(|(at, member)| label(*member, tag.as_ref().map(|tag| &tag.texts[at])))
        .collect();
    for (at, (member, label)) in members.iter().zip(&labels).enumerate() {
        // A title that several have is not enough to tell them apart.
        let is_alone =
            label.is_some() && labels.iter().filter(|other| *other == label).count() == 1;
        let place = label.as_deref().filter(|_| is_alone).or(told[at]);
        let place = match place {
            Some(place) => place.to_owned(),
            None => {
                let kind = kind(*member);
                let time = times.entry(kind).or_insert(0);
                *time += 1;
                let value = first_value(*member).filter(|_| kind == "choice");
                match (*time, value) {
                    (2.., Some(value)) => format!("{kind}_of_{value}"),
                    (2.., None) if TYPES.contains(&kind) && !member.has(Keyword::Reference) => {
                        report
                            .assumed(
                                member.head(),
                                "two alternatives differ only in their order",
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
        if !member.has(Keyword::Reference) && label.is_none() {
            nameless(*member, report);
        }
        let used = used(document, *member, &place, types, report);
        let untagged = tag.as_ref().is_some_and(|tag| {
            let whole = member.whole();
            tag.without == Some(whole.id)
                || !whole.has(Keyword::Properties)
                || (whole.property(&tag.property).is_some() && !whole.requires(&tag.property))
        });
        variants.push(Variant {
            name: label.clone().unwrap_or_default(),
            unnamed: label.is_none(),
            format: String::new(),
            rust_name: if !member.has(Keyword::Reference) {
                rust_name(*member, report)
            } else {
                None
            },
            origin: document.context.origin(member.head(), &place),
            docs: if types.together(member.id).is_empty() {
                titled(*member, used.docs)
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

/// For each inline alternative, what distinguishes it from all others: of a record a property, of a
/// list a property of its items.
fn apart<'d>(members: &[SchemaRef<'d>]) -> Vec<Option<&'d str>> {
    let items: Vec<_> = members.iter().map(|member| inline_items(*member)).collect();
    let records = told(members);
    let listed: Vec<_> = items.iter().flatten().copied().collect();
    let mut lists = told(&listed).into_iter();
    records
        .into_iter()
        .zip(items)
        .map(|(record, items)| record.or(items.and_then(|_| lists.next().flatten())))
        .collect()
}

/// The items of an inline list, where they are, too.
fn inline_items(member: SchemaRef<'_>) -> Option<SchemaRef<'_>> {
    let items = member.under(Keyword::Items);
    let items = items.filter(|_| !member.has(Keyword::Reference))?;
    (!items.has(Keyword::Reference) && items.has(Keyword::Properties)).then_some(items)
}

/// For each inline record, what distinguishes it from all others.
fn told<'d>(members: &[SchemaRef<'d>]) -> Vec<Option<&'d str>> {
    let mut holders: HashMap<Mark<'_>, usize> = HashMap::new();
    for mark in members.iter().flat_map(|member| Mark::of(*member)) {
        *holders.entry(mark).or_default() += 1;
    }
    let in_place = members
        .iter()
        .filter(|member| !member.has(Keyword::Reference) && member.has(Keyword::Properties));
    let is_alone = in_place.count() < 2;
    let own = |member: &SchemaRef<'d>| {
        let mut marks = Mark::of(*member).into_iter();
        Some(marks.find(|mark| holders[mark] == 1)?.text())
    };
    let told = members.iter().map(own);
    told.map(|text| text.filter(|_| !is_alone)).collect()
}

/// What may distinguish a record from others.
#[derive(PartialEq, Eq, Hash)]
enum Mark<'d> {
    /// A property that it has.
    Has(&'d str),
    /// One that it is not without.
    Requires(&'d str),
    /// The first value of one that lists its values.
    Is(&'d str),
}

impl<'d> Mark<'d> {
    /// Those of a record, the best first.
    fn of(member: SchemaRef<'d>) -> Vec<Self> {
        let whole = member.whole();
        let properties = whole.schema().named(Keyword::Properties);
        let names = || properties.iter().map(|property| property.name);
        let required = names().filter(|name| whole.requires(name));
        let values = names().filter_map(|name| first_value(whole.property(name)?));
        let found = names().map(Self::Has).chain(required.map(Self::Requires));
        found.chain(values.map(Self::Is)).collect()
    }

    fn text(self) -> &'d str {
        match self {
            Self::Has(text) | Self::Requires(text) | Self::Is(text) => text,
        }
    }
}

/// The first value of an enumeration, as it is written.
fn first_value<'d>(member: SchemaRef<'d>) -> Option<&'d str> {
    let whole = member.whole().schema();
    let listed = whole.list(Keyword::Enum);
    let first = listed.and_then(|values| values.first().copied());
    first.or_else(|| whole.data(Keyword::Const))?.text()
}

/// What an alternative is called: by its reference, its title, or its tag.
fn label(member: SchemaRef<'_>, tags: Option<&BTreeSet<String>>) -> Option<String> {
    if member.has(Keyword::Reference) {
        return member.reference()?.name.as_deref().map(str::to_owned);
    }
    if let Some(label) = member.label() {
        return Some(label.to_owned());
    }
    let title = title(member).filter(|title| title.len() <= 60);
    title
        .map(str::to_owned)
        .or_else(|| tags.and_then(|tags| tags.first().cloned()))
        .or_else(|| member.home().map(str::to_owned))
}

/// The title of an alternative. What generators of descriptions call every list is `array`.
fn title(member: SchemaRef<'_>) -> Option<&str> {
    let title = member.data(Keyword::Title).and_then(Node::as_str)?.trim();
    let is_kind = KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(title));
    (!title.is_empty() && !is_kind).then_some(title)
}

/// The documentation of an alternative, with the title if there is no description: it distinguishes
/// alternatives that become the same type. A variant that is named after it does not repeat it.
fn titled(member: SchemaRef<'_>, docs: String) -> String {
    match title(member).filter(|_| !member.has(Keyword::Description)) {
        Some(title) if docs.is_empty() => title.to_owned(),
        Some(title) if !docs.starts_with(title) => format!("{title}\n\n{docs}"),
        Some(_) | None => docs,
    }
}

/// What JSON Schema calls the kinds of values.
const KINDS: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// The kinds of values that have a type of their own.
const TYPES: &[&str] = &["alternatives", "choice", "object"];

/// What the values of a schema are, where nothing else calls it.
pub(in crate::resolve::openapi) fn kind(member: SchemaRef<'_>) -> &'static str {
    let whole = member.whole();
    if is_enumeration(whole) {
        "choice"
    } else if is_record(whole) {
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

/// The texts that a property of a schema can be, where it lists them.
fn listed(member: SchemaRef<'_>, property: &str) -> BTreeSet<String> {
    let Some(schema) = member.whole().property(property) else {
        return BTreeSet::new();
    };
    let schema = schema.whole();
    let values = match schema.list(Keyword::Enum) {
        Some(values) => values.to_vec(),
        None => schema.data(Keyword::Const).into_iter().collect(),
    };
    let texts = values.into_iter().filter_map(Node::as_str);
    texts.map(str::to_owned).collect()
}

/// The tag that the description names.
fn declared(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    members: &[SchemaRef<'_>],
    report: &mut Report,
) -> Option<Tag> {
    let discriminator = schema.said(Keyword::Discriminator)?;
    let node = object::mapping_or_empty(discriminator.node, "discriminator", report)?;
    let property = object::text_of(node, "propertyName", report)?.to_owned();
    let mapping: Vec<_> = node
        .get("mapping")
        .into_iter()
        .flat_map(Node::entries)
        .filter_map(|entry| {
            let target = mapped(document, discriminator.node, entry.value)?;
            Some((entry, target))
        })
        .collect();
    let mut used = HashSet::new();
    let texts: Vec<BTreeSet<String>> = members
        .iter()
        .map(|member| {
            let whole = member.whole();
            let mapped = mapping.iter().filter(|(_, target)| {
                *target == Some(whole.id) || (target.is_some() && *target == whole.alternative())
            });
            let mut texts: BTreeSet<String> = mapped
                .map(|(entry, _)| {
                    used.insert(entry.key);
                    entry.key.to_owned()
                })
                .collect();
            texts.extend(listed(*member, &property));
            if texts.is_empty() {
                let reference = member.reference();
                let name = reference.and_then(|reference| reference.name.as_deref());
                texts.extend(name.map(str::to_owned));
            }
            if texts.is_empty() && whole.alternative().is_some() {
                texts.extend(whole.label().map(str::to_owned));
            }
            texts
        })
        .collect();
    for (entry, _) in &mapping {
        if !used.contains(entry.key) {
            report_unmapped(entry, report);
        }
    }
    let without = node.entry("defaultMapping");
    let without = without.and_then(|entry| {
        let target = mapped(document, discriminator.node, entry.value)??;
        let is_it = |member: &&SchemaRef<'_>| {
            let whole = member.whole();
            whole.id == target || whole.alternative() == Some(target)
        };
        let found = members.iter().find(is_it).map(|member| member.whole().id);
        if found.is_none() {
            report_unmapped(&entry, report);
        }
        found
    });
    let is_object = |member: &SchemaRef<'_>| member.whole().has(Keyword::Properties);
    let lacks = members
        .iter()
        .zip(&texts)
        .any(|(member, texts)| texts.is_empty() && is_object(member));
    if lacks {
        report
            .error(
                Code::Ignored,
                discriminator.span,
                "the discriminator has no value for one of the alternatives: they are distinguished by their structure",
            )
            .help("add a `mapping`, or acknowledge it in `bindery.yaml`");
        return None;
    }
    Some(Tag {
        property,
        texts,
        without,
    })
}

/// Reports a value of a discriminator that leads to no alternative.
fn report_unmapped(entry: &Entry<'_>, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            entry.key_span,
            format!("`{}` names none of the alternatives", entry.key),
        )
        .help("list the schema among them, or acknowledge it in `bindery.yaml`");
}

/// The schema that a discriminator means by the name or the reference of a mapping; nothing inside
/// where there is none, and nothing at all where no text stands there.
fn mapped(
    document: &Document<'_, '_>,
    discriminator: Node<'_>,
    value: Node<'_>,
) -> Option<Option<SchemaId>> {
    let text = value.text()?;
    let context = document.context;
    // In the file of the discriminator, or else in the document that is resolved.
    let homes = [context.documents.home(discriminator), Some(document.root)];
    let by_name = homes.into_iter().flatten().find_map(|root| {
        let components = context.member(root, "components")?;
        context.member(components, "schemas")?.get(text)
    });
    let target = by_name.or_else(|| document.target(value));
    let target = target.and_then(|target| context.schemas.at(target));
    Some(target.map(|target| target.whole().id))
}

/// The property that every alternative requires, with one text that no other has.
fn detected(members: &[SchemaRef<'_>]) -> Option<Tag> {
    let first = members.first()?.whole();
    let mut properties = first.schema().named(Keyword::Properties).iter();
    properties.find_map(|property| {
        let mut seen = HashSet::new();
        let mut texts = Vec::new();
        for member in members {
            if !member.whole().requires(property.name) {
                return None;
            }
            let own = listed(*member, property.name);
            let only = own.first().filter(|_| own.len() == 1)?;
            if !seen.insert(only.clone()) {
                return None;
            }
            texts.push(own);
        }
        Some(Tag {
            property: property.name.to_owned(),
            texts,
            without: None,
        })
    })
}
