//! The names of the parts of types: fields, values, variants.

use std::borrow::Cow;

use super::{Case, Given, Ledger, LedgerKey, Reserved, Wanted, assign, single, wanted, words};
use crate::model::{Presence, Shape, TypeDefinition, Union, Variant};
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
fn texts(definition: &TypeDefinition) -> (Case, Reserved, Vec<Member<'_>>) {
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
            let members = union.variants.iter().map(|variant| {
                let mut member = alternative(union, variant);
                if member.text == variant.name {
                    member.short = without(definition.called(), &variant.name);
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

/// What a variant is called without the words of its union: those that it begins or ends with, and
/// the union begins or ends with as well. Nothing where all of it is, or none of it.
fn without(union: &str, variant: &str) -> String {
    let (union, words) = (words::split(union), words::split(variant));
    let starts =
        |count: usize| union.starts_with(&words[..count]) || union.ends_with(&words[..count]);
    let ends = |count: usize| union.ends_with(&words[words.len() - count..]);
    let most = words.len().min(union.len());
    let end = (1..=most).rev().find(|count| ends(*count)).unwrap_or(0);
    let start = (1..=most).rev().find(|count| starts(*count)).unwrap_or(0);
    let kept = if start + end < words.len() {
        start..words.len() - end
    } else if end < words.len() {
        0..words.len() - end
    } else {
        return String::new();
    };
    let kept = &words[kept];
    let is_word = kept[0].starts_with(char::is_alphabetic);
    if kept.len() == words.len() || !is_word {
        return String::new();
    }
    kept.join(" ")
}

/// The names of a type's members; `owners` are the places under which the type was known, the
/// latest first.
pub(super) fn members(
    definition: &TypeDefinition,
    place: &LedgerKey,
    owners: &[Option<&LedgerKey>],
    ledger: &Ledger,
    given: Option<&mut Given>,
) -> Vec<String> {
    let (case, reserved, members) = texts(definition);
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
