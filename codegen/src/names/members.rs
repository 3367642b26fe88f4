//! The names of the parts of types: fields, values, variants.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Case, Given, Ledger, LedgerKey, Reserved, Wanted, assign, single, wanted, words};
use crate::model::{Api, Presence, Shape, Type, TypeDefinition, Union, Variant};
use crate::source::Span;

/// A member of a type whose name is to be given.
struct Member<'a> {
    span: Span,
    /// The Rust name that the description asks for.
    asked: Option<&'a str>,
    /// The text that decides where it asks for none.
    text: Cow<'a, str>,
    /// What the description says in other words.
    title: &'a str,
    /// The text without the words of the type; empty where it has none of them.
    short: String,
    /// Below the type, the steps by which the member is known; the first are the latest.
    known: Vec<Vec<Cow<'a, str>>>,
}

impl<'a> Member<'a> {
    /// A member that is known by its text.
    fn of(span: Span, asked: Option<&'a str>, text: Cow<'a, str>) -> Self {
        let known = vec![vec![text.clone()]];
        Self {
            span,
            asked,
            text,
            title: "",
            short: String::new(),
            known,
        }
    }

    /// The places that it has below a type.
    fn places(&self, owner: &LedgerKey) -> impl Iterator<Item = LedgerKey> {
        let steps = self.known.iter();
        steps.map(move |steps| steps.iter().fold(owner.clone(), |at, step| at.then(step)))
    }
}

/// The members of a type.
fn texts<'a>(api: &Api, definition: &'a TypeDefinition) -> (Case, Reserved, Vec<Member<'a>>) {
    match &definition.shape {
        Shape::Record(record) => {
            let members = record.fields.iter().map(|field| {
                let text = Cow::Borrowed(field.wire.as_str());
                Member::of(field.origin.span, field.rust_name.as_deref(), text)
            });
            (Case::Snake, Reserved::Fields, members.collect())
        }
        Shape::Enumeration(values) => {
            let members = values.iter().map(|value| Member {
                title: &value.title,
                ..Member::of(
                    value.origin.span,
                    value.rust_name.as_deref(),
                    Cow::Borrowed(value.label()),
                )
            });
            (Case::Pascal, Reserved::Variants, members.collect())
        }
        Shape::Union(union) => {
            let shorts = shorts(api, definition.called(), &union.variants);
            let members = union.variants.iter().zip(shorts).map(|(variant, short)| {
                let mut member = alternative(union, variant);
                if member.text == variant.name {
                    member.short = short;
                }
                member
            });
            (Case::Pascal, Reserved::Variants, members.collect())
        }
        Shape::Alias(_) => (Case::Snake, Reserved::Fields, Vec::new()),
    }
}

/// A variant of a union. Its format is in its name only where others have the name, and always in
/// its place: another variant that comes takes no name away.
fn alternative<'a>(union: &'a Union, variant: &'a Variant) -> Member<'a> {
    let asked = variant.rust_name.as_deref();
    let name = Cow::Borrowed(variant.name.as_str());
    if variant.format.is_empty() {
        return Member::of(variant.origin.span, asked, name);
    }
    let of_name = union
        .variants
        .iter()
        .filter(|other| other.name == variant.name);
    let format = Cow::Borrowed(variant.format.as_str());
    let full = vec![name.clone(), format];
    if of_name.count() == 1 {
        Member {
            span: variant.origin.span,
            asked,
            known: vec![full, vec![name.clone()]],
            text: name,
            title: "",
            short: String::new(),
        }
    } else {
        // `uint64_list` for `integer_list`.
        let (_, more) = variant.name.split_once('_').unwrap_or_default();
        Member {
            span: variant.origin.span,
            asked,
            text: Cow::Owned(format!("{} {more}", variant.format)),
            title: "",
            short: String::new(),
            known: vec![full],
        }
    }
}

/// What the variants of a union are called in short: without the words that all alternatives begin
/// or end with, and without those of the union. Empty where that is the name of the alternative.
fn shorts(api: &Api, union: &str, variants: &[Variant]) -> Vec<String> {
    let union = words::split(union);
    let names: Vec<_> = variants.iter().map(|one| words::split(&one.name)).collect();
    let named: Vec<&[String]> = names
        .iter()
        .zip(variants)
        .filter(|(_, variant)| !variant.unnamed)
        .map(|(name, _)| name.as_slice())
        .collect();
    let are_called_so = |names: &[&[String]]| {
        // An inline union begins with the words of its owner.
        (0..union.len()).any(|start| {
            let mut behind = names.iter().map(|name| name.strip_prefix(&union[start..]));
            behind.all(|behind| behind.is_some_and(|behind| !says_something(behind)))
        })
    };
    let are_several = named.len() == variants.len() && named.len() > 1;
    if are_several && are_called_so(&named) {
        return kinds(api, variants);
    }
    let mut own = without_union(&union, &named);
    if are_several {
        own = without_shared(&own);
    }
    let mut own = own.into_iter();
    let names = names.iter().zip(variants).map(|(name, variant)| {
        let own = if variant.unnamed {
            without_union(&union, &[name]).pop()
        } else {
            own.next()
        };
        let own = own.filter(|own| own.len() < name.len());
        own.map(|own| own.join(" ")).unwrap_or_default()
    });
    names.collect()
}

/// The words of alternatives without those that all of them begin and end with, where each of them
/// is a name then.
fn without_shared<'w>(names: &[&'w [String]]) -> Vec<&'w [String]> {
    let first = names[0];
    let most = |shares: &dyn Fn(usize) -> bool| (1..=first.len()).rev().find(|at| shares(*at));
    let start = most(&|count| names.iter().all(|name| name.starts_with(&first[..count])));
    let end = most(&|count| {
        let end = &first[first.len() - count..];
        names.iter().all(|name| name.ends_with(end))
    });
    let (start, end) = (start.unwrap_or(0), end.unwrap_or(0));
    let mut cuts = [(start, end), (start, 0), (0, end)].into_iter();
    let found = cuts.find_map(|(start, end)| {
        let kept = |name: &&'w [String]| name.get(start..name.len().saturating_sub(end));
        let kept: Option<Vec<_>> = names.iter().map(kept).collect();
        kept.filter(|kept| kept.iter().all(|kept| says_something(kept)))
    });
    found.unwrap_or_else(|| names.to_vec())
}

/// The words of alternatives without those that the union begins or ends with as well. All that it
/// ends with falls at the front of each of them, or of none: `Track::Full` would not tell what
/// beside `Track::Episode`.
fn without_union<'w>(union: &[String], names: &[&'w [String]]) -> Vec<&'w [String]> {
    let starts = |words: &[String]| words.len() < union.len() && union.starts_with(words);
    let most = |name: &[String], is: &dyn Fn(usize) -> bool| {
        let found = (1..=name.len()).rev().find(|count| is(*count));
        found.filter(|count| *count < name.len())
    };
    let cuts = names.iter().map(|name| {
        let end = most(name, &|count| union.ends_with(&name[name.len() - count..]));
        let own = match end.map(|count| &name[..name.len() - count]) {
            Some(own) if says_something(own) => own,
            _ => name,
        };
        let is_whole = union.ends_with(own) || union.starts_with(own);
        let start = most(own, &|count| {
            starts(&own[..count]) || union.ends_with(&own[..count])
        });
        let start = start.filter(|count| !is_whole && says_something(&own[*count..]));
        (own, start)
    });
    let cuts: Vec<_> = cuts.collect();
    let is_all = cuts.iter().all(|(_, start)| start.is_some());
    let cuts = cuts.into_iter().map(|(own, start)| match start {
        Some(count) if is_all || starts(&own[..count]) => &own[count..],
        Some(_) | None => own,
    });
    cuts.collect()
}

/// What alternatives are by their types, where that tells all of them apart.
fn kinds(api: &Api, variants: &[Variant]) -> Vec<String> {
    let kind = |variant: &Variant| {
        let Type::Named(id) = api.resolved(&variant.ty) else {
            return "";
        };
        match api.definition(*id).shape {
            Shape::Record(_) => "object",
            Shape::Enumeration(_) => "choice",
            Shape::Union(_) => "alternatives",
            Shape::Alias(_) => "",
        }
    };
    let kinds: Vec<_> = variants.iter().map(kind).map(str::to_owned).collect();
    let apart: BTreeSet<&String> = kinds.iter().collect();
    if apart.len() == kinds.len() {
        kinds
    } else {
        vec![String::new(); kinds.len()]
    }
}

/// Whether words are a name that says more of an alternative than that it is one.
fn says_something(words: &[String]) -> bool {
    match words {
        [] => false,
        [only] if GENERIC.contains(&only.as_str()) => false,
        [first, ..] => first.starts_with(char::is_alphabetic),
    }
}

/// Words that only say of an alternative that it is one.
const GENERIC: &[&str] = &[
    "array", "dto", "enum", "list", "map", "model", "object", "schema", "type", "unknown",
];

/// The names of a type's members; `owners` are the places under which the type was known, the
/// latest first.
pub(super) fn members(
    api: &Api,
    definition: &TypeDefinition,
    place: &LedgerKey,
    owners: &[Option<&LedgerKey>],
    ledger: &Ledger,
    given: Option<&mut Given>,
) -> Vec<String> {
    let (case, reserved, members) = texts(api, definition);
    let mut all: Vec<_> = members
        .iter()
        .map(|member| {
            let title = if member.asked.is_none() {
                member.title
            } else {
                ""
            };
            let short = if member.asked.is_none() {
                &*member.short
            } else {
                ""
            };
            Wanted {
                title,
                short,
                ..wanted(member.asked, &member.text, || {
                    let mut places = owners
                        .iter()
                        .flatten()
                        .flat_map(|owner| member.places(owner));
                    places.find_map(|place| ledger.get(&place))
                })
            }
        })
        .collect();
    let further = is_further(definition) && all.pop().is_some();
    let mut names = assign(case, reserved, &all);
    if let Some(given) = given {
        for (member, name) in members.iter().zip(&names) {
            given.look_at(member.span, "", &member.text, name);
            if let Some(place) = member.places(place).next() {
                given.member(&place, &member.text, name);
            }
        }
    }
    if further {
        let name = further_name(&names);
        names.push(name);
    }
    names
}

/// Whether the last member of a type keeps what the others are not for.
fn is_further(definition: &TypeDefinition) -> bool {
    match &definition.shape {
        Shape::Record(record) => {
            let last = record.fields.last();
            last.is_some_and(|field| field.presence == Presence::Further)
        }
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}

/// The name of the field that keeps what no other one is for: it yields to all of them.
fn further_name(names: &[String]) -> String {
    let mut name = "additional_properties".to_owned();
    while names.contains(&name) {
        name.insert_str(0, "more_");
    }
    name
}

/// The functions that make the variants of a union, named like them; `new` makes the one that has
/// the name of the union.
pub(super) fn constructors(
    definition: &TypeDefinition,
    union: &str,
    members: &[String],
) -> Vec<String> {
    match &definition.shape {
        Shape::Union(_) => {
            let wanted = members.iter().map(|name| {
                Wanted::of(if name.eq_ignore_ascii_case(union) {
                    "new"
                } else {
                    name
                })
            });
            let wanted: Vec<_> = wanted.collect();
            assign(Case::Snake, Reserved::Constructors, &wanted)
        }
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Alias(_) => Vec::new(),
    }
}

/// The names of values before they were renamed, where nothing else has them now.
pub(super) fn former_members(
    definition: &TypeDefinition,
    members: &[String],
) -> Vec<Option<String>> {
    let Shape::Enumeration(values) = &definition.shape else {
        return Vec::new();
    };
    values
        .iter()
        .map(|value| {
            let text = value.renamed_from.as_deref()?;
            let name = single(Case::Pascal, Reserved::Variants, text);
            (!members.contains(&name)).then_some(name)
        })
        .collect()
}
