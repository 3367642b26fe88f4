//! The names of types, their files and their members.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{
    Case, Given, Ledger, LedgerKey, REQUIRED, Reserved, TypeNames, Wanted, assign, file_stem,
    plain, single, suffixed, wanted, words, yielding,
};
use crate::model::{Api, Presence, Shape, TypeDefinition, TypeId, Union, Variant};
use crate::rust::Start;
use crate::source::Span;
use crate::usage::Usage;

/// Settles the names of all types. `taken` are the names that requests and handles were given
/// before.
pub(super) fn settle(
    api: &Api,
    usage: &Usage,
    ledger: &Ledger,
    taken: &BTreeSet<String>,
    given: &mut Given,
) -> Vec<TypeNames> {
    let places: Vec<LedgerKey> = api.types.iter().map(place).collect();
    let present: BTreeSet<LedgerKey> = places.iter().cloned().collect();
    let before: Vec<LedgerKey> = places
        .iter()
        .map(|place| ledger.before(place, &present))
        .collect();
    let required_before = |definition: &TypeDefinition| ledger.get(&required_place(definition));
    let held = api.types.iter().filter_map(required_before);
    let held: BTreeSet<&str> = held.collect();
    // Types that nothing uses have no part in the names of the others.
    let emitted: Vec<usize> = (0..api.types.len())
        .filter(|&index| usage.emitted(TypeId::new(index)))
        .collect();
    let mut times = BTreeMap::<&LedgerKey, usize>::new();
    for &index in &emitted {
        *times.entry(&places[index]).or_default() += 1;
    }
    // Two that are described in place may come by one name; no line tells them apart.
    let is_alone = |index: usize| times.get(&places[index]) == Some(&1);
    let files = qualifiers(emitted.iter().map(|&index| &api.types[index]));
    let mut by_type = vec![""; api.types.len()];
    for (&index, file) in emitted.iter().zip(&files) {
        by_type[index] = file;
    }
    let stands: Vec<String> = emitted
        .iter()
        .map(|&index| stands(&api.types[index]))
        .collect();
    let shorts: Vec<String> = emitted
        .iter()
        .map(|&index| short(&api.types[index]))
        .collect();
    let all: Vec<_> = emitted
        .iter()
        .zip(&files)
        .zip(stands.iter().zip(&shorts))
        .map(|((&index, file), (stands, short))| {
            let ty = &api.types[index];
            Wanted {
                short,
                qualifier: file,
                place: stands,
                ..wanted(ty.rust_name.as_deref(), &ty.name, || {
                    ledger.get(&before[index]).filter(|_| is_alone(index))
                })
            }
        })
        .collect();
    let plain_names = plain(Case::Pascal, Reserved::Types, &all);
    let settled = yielding(
        assign(Case::Pascal, Reserved::Types, &all),
        &all,
        "Schema",
        |name| taken.contains(name) || held.contains(name),
    );
    let settled_modules = modules(&all, &plain_names, &settled);
    let all_names: BTreeSet<String> = settled.iter().cloned().collect();
    let mut names = vec![String::new(); api.types.len()];
    let mut modules = names.clone();
    for ((index, name), module) in emitted.iter().zip(settled).zip(settled_modules) {
        names[*index] = name;
        modules[*index] = module;
    }
    names
        .into_iter()
        .zip(modules)
        .enumerate()
        .map(|(index, (name, module))| {
            let definition = &api.types[index];
            let emitted = usage.emitted(TypeId::new(index)) && is_alone(index);
            if emitted {
                given.add(&places[index], &name);
            }
            given.look_at(
                definition.origin.span,
                by_type[index],
                &definition.name,
                &name,
            );
            let required = required(definition, TypeId::new(index), usage).then(|| {
                let mut required = suffixed(&name, REQUIRED);
                while all_names.contains(&required) || taken.contains(&required) {
                    required = suffixed(&required, "Fields");
                }
                let before = required_before(definition).filter(|_| emitted);
                let required = before.map_or(required, str::to_owned);
                if emitted {
                    given.add(&required_place(definition), &required);
                }
                required
            });
            let former = definition
                .renamed_from
                .as_ref()
                .map(|former| LedgerKey::new(&definition.origin.file, "types", former));
            let former_name = former.as_ref().map(|place| {
                let name = ledger.get(place).map_or_else(
                    || {
                        let text = definition.renamed_from.as_deref().unwrap_or_default();
                        single(Case::Pascal, Reserved::Types, text)
                    },
                    str::to_owned,
                );
                given.add(place, &name);
                name
            });
            let members = members(
                definition,
                &places[index],
                &[Some(&before[index]), former.as_ref()],
                ledger,
                emitted.then_some(&mut *given),
            );
            TypeNames {
                former: former_name.filter(|former| *former != name),
                required,
                name,
                module,
                former_members: former_members(definition, &members),
                members,
            }
        })
        .collect()
}

/// The words in front of names that stand in several files: what the files are called, and as many
/// of their folders as it takes to tell them apart.
fn qualifiers<'a>(types: impl Iterator<Item = &'a TypeDefinition> + Clone) -> Vec<String> {
    let mut files = BTreeMap::<(&str, &str), BTreeSet<&str>>::new();
    for ty in types.clone() {
        let file = ty.origin.file.as_str();
        let twins = files.entry((&ty.name, file_stem(file))).or_default();
        twins.insert(file);
    }
    types
        .map(|ty| {
            let file = ty.origin.file.as_str();
            let stem = file_stem(file);
            let twins = &files[&(ty.name.as_str(), stem)];
            let folders: Vec<_> = file.rsplit('/').skip(1).collect();
            let tail = |file: &str, length: usize| -> Vec<String> {
                let folders = file.rsplit('/').skip(1).take(length);
                folders.map(str::to_owned).collect()
            };
            let is_alone = |length: &usize| {
                let own = tail(file, *length);
                let mut others = twins.iter().filter(|other| **other != file);
                others.all(|other| tail(other, *length) != own)
            };
            let length = (0..=folders.len()).find(is_alone).unwrap_or(folders.len());
            let mut words: Vec<&str> = folders[..length].iter().rev().copied().collect();
            // A file that is called like its only type adds nothing.
            if words.is_empty() || stem != ty.name {
                words.push(stem);
            }
            words.join("/")
        })
        .collect()
}

/// A component is known by its name, and an inline type by what holds it: a component that comes
/// takes nothing from it.
fn place(definition: &TypeDefinition) -> LedgerKey {
    let file = &definition.origin.file;
    match &definition.inline {
        None => LedgerKey::new(file, "types", &definition.name),
        Some(inline) => {
            let owner = LedgerKey::new(file, "inline", &inline.owner);
            inline.place.iter().fold(owner, |at, step| at.then(step))
        }
    }
}

/// Where the ledger has the name of the struct of what a type requires.
fn required_place(definition: &TypeDefinition) -> LedgerKey {
    LedgerKey::new(&definition.origin.file, "required", &definition.name)
}

/// Whether callers begin a type with a struct of what it requires.
fn required(definition: &TypeDefinition, id: TypeId, usage: &Usage) -> bool {
    match &definition.shape {
        Shape::Record(record) => usage.emitted(id) && usage.start(id, record) == Start::Required,
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}

/// The steps to an inline type; nothing for a component.
fn stands(definition: &TypeDefinition) -> String {
    let Some(inline) = &definition.inline else {
        return String::new();
    };
    let owner = Some(&inline.owner).filter(|owner| !owner.is_empty());
    let steps: Vec<_> = owner.into_iter().chain(&inline.place).collect();
    let steps: Vec<_> = steps.iter().map(|step| step.replace('/', " ")).collect();
    steps.join("/")
}

/// What an inline type is called without words that repeat those before them: the items of
/// `line_items` are `LineItem`s. The words of what holds it stay, as in the name of that.
fn short(definition: &TypeDefinition) -> String {
    let Some(inline) = &definition.inline else {
        return String::new();
    };
    let holders = [&inline.owner]
        .into_iter()
        .chain(inline.place.iter().take(2));
    let below = holders.filter_map(|holder| {
        let below = definition.name.strip_prefix(holder.as_str())?;
        (!holder.is_empty() && below.starts_with('_')).then_some((holder, below))
    });
    let Some((holder, below)) = below.max_by_key(|(holder, _)| holder.len()) else {
        return String::new();
    };
    let mut kept = words::split(holder);
    let (own, below) = (kept.len(), words::split(below));
    let all = own + below.len();
    for word in below {
        let last = kept.last().map_or("", String::as_str);
        if !word.contains(char::is_alphabetic) {
            kept.push(word);
        } else if last.strip_suffix('s') == Some(word.as_str()) && kept.len() > own {
            kept.pop();
            kept.push(word);
        } else if last != word {
            kept.push(word);
        }
    }
    if kept.len() == all {
        String::new()
    } else {
        kept.join(" ")
    }
}

/// The files of types: like the type where its text gave the name, else from the name itself.
fn modules(wanted: &[Wanted<'_>], plain_names: &[String], names: &[String]) -> Vec<String> {
    let texts = plain(Case::Snake, Reserved::Modules, wanted);
    let mut modules: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            if *name == plain_names[index] {
                texts[index].clone()
            } else {
                single(Case::Snake, Reserved::Modules, name)
            }
        })
        .collect();
    let mut times = BTreeMap::<String, usize>::new();
    for module in &modules {
        *times.entry(module.clone()).or_default() += 1;
    }
    let repeated = |module: &String| times[module] > 1;
    if modules.iter().any(repeated) {
        // The names of the types differ, if only in what their files cannot show.
        let all: Vec<_> = names.iter().map(|name| Wanted::of(name)).collect();
        let apart = assign(Case::Snake, Reserved::Modules, &all);
        for (module, apart) in modules.iter_mut().zip(apart) {
            if times[module] > 1 {
                *module = apart;
            }
        }
    }
    modules
}

/// A member of a type whose name is to be given.
struct Member<'a> {
    span: Span,
    /// The Rust name that the description asks for.
    asked: Option<&'a str>,
    /// The text that decides where it asks for none.
    text: Cow<'a, str>,
    /// What the description says in other words.
    title: &'a str,
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
            let members = union
                .variants
                .iter()
                .map(|variant| alternative(union, variant));
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
        }
    } else {
        // `uint64_list` for `integer_list`.
        let (_, more) = variant.name.split_once('_').unwrap_or_default();
        Member {
            span: variant.origin.span,
            asked,
            text: Cow::Owned(format!("{} {more}", variant.format)),
            title: "",
            known: vec![full],
        }
    }
}

/// The names of a type's members; `owners` are the places under which the type was known, the
/// latest first.
fn members(
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
            Wanted {
                title,
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

/// The names of values before they were renamed, where nothing else has them now.
fn former_members(definition: &TypeDefinition, members: &[String]) -> Vec<Option<String>> {
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
