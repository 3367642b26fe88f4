//! The names of types, and their modules.
//!
//! A component is in the module `types`, below the modules of the dots in its key. A type that is
//! inline in it is in a module with its name; a type that is inline in a call is with the calls of
//! its group.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::equal::first_equals;
use super::members::{constructors, former_members, members};
use super::owners::{Owned, Owner, Owners, modules};
use super::shorter::shorter;
use super::{
    Case, FormerNames, Given, Home, Ledger, LedgerKey, REQUIRED, Reserved, ServiceNames, TypeNames,
    Wanted, assign, file_stem, plain, single, wanted, words, yielding,
};
use crate::model::{Api, Inline, Shape, TypeDefinition, TypeId};
use crate::rust::Start;
use crate::usage::Usage;

/// The module of components.
const TYPES: &str = "types";

/// The names of types while they are chosen: those of components come before those of calls, which
/// yield to them, and those of what is inline in calls come last.
pub(super) struct Types<'a> {
    api: &'a Api,
    ledger: &'a Ledger,
    places: Vec<TypeKeys>,
    /// What owns each type that is emitted.
    owned: Vec<Option<Owned>>,
    /// Whether callers begin each type with a struct of what it requires.
    requires: Vec<bool>,
    /// What each name is made from.
    texts: Vec<String>,
    names: Vec<TypeNames>,
    homes: Vec<Home>,
}

/// Where a type is described.
struct TypeKeys {
    key: LedgerKey,
    /// Where it was before.
    before: LedgerKey,
    /// Whether no other type is described there: no line tells two of them apart.
    is_alone: bool,
    /// The words in front of its name where another file has the name.
    file: String,
    /// The place of the struct of what it requires.
    required: LedgerKey,
    /// The name that this was given before.
    required_before: Option<String>,
}

/// A name to be given to a type.
struct Asked {
    index: usize,
    text: String,
    /// The same without words that repeat others; empty where none does.
    short: String,
    /// The steps to an inline type; empty for a component.
    stands: String,
}

/// Chooses the names of components and of what is inline in them. `taken` are the names that
/// requests and handles were given before.
pub(super) fn choose<'a>(
    api: &'a Api,
    usage: &Usage,
    ledger: &'a Ledger,
    taken: &BTreeSet<String>,
    given: &mut Given,
) -> Types<'a> {
    let owners = Owners::of(api);
    // Types that nothing uses have no part in the names of the others.
    let is_emitted = |index: usize| usage.emitted(TypeId::new(index));
    let owned = api.types.iter().enumerate().map(|(index, definition)| {
        let owned = || owners.owned(definition);
        is_emitted(index).then(owned)
    });
    let mut types = Types {
        api,
        ledger,
        places: places(api, ledger, is_emitted),
        owned: owned.collect(),
        requires: (api.types.iter().enumerate())
            .map(|(index, definition)| is_emitted(index) && requires(definition, index, usage))
            .collect(),
        texts: vec![String::new(); api.types.len()],
        names: vec![TypeNames::default(); api.types.len()],
        homes: Vec::new(),
    };
    types.members(given);
    types.equal();
    types.components(taken);
    types
}

impl Types<'_> {
    /// The names that calls have to yield to.
    pub(super) fn taken(&self) -> BTreeSet<&str> {
        let inline = |index: usize| match self.owned[index].as_ref()?.owner {
            Owner::Group { .. } => self.given(index),
            Owner::Component { .. } => None,
        };
        let components = self.homes.iter().flat_map(|home| &home.components);
        components
            .map(|id| self.names[id.index()].name.as_str())
            .chain((0..self.names.len()).filter_map(inline))
            .chain((0..self.names.len()).filter_map(|index| self.required_before(index)))
            .collect()
    }

    /// The name that a type was given before.
    fn given(&self, index: usize) -> Option<&str> {
        let place = &self.places[index];
        self.ledger
            .get(&place.before)
            .filter(|_| place.is_alone && self.owned[index].is_some())
    }

    /// The name that the struct of what a type requires was given before.
    fn required_before(&self, index: usize) -> Option<&str> {
        let place = &self.places[index];
        let is_known = place.is_alone && self.requires[index];
        place.required_before.as_deref().filter(|_| is_known)
    }

    /// What is inline at a place is known by the place, a component by its key.
    fn stands(&self, index: usize) -> String {
        let Some(inline) = &self.api.types[index].inline else {
            return String::new();
        };
        let owner = Some(&inline.owner).filter(|owner| !owner.is_empty());
        let steps: Vec<_> = owner.into_iter().chain(&inline.place).collect();
        let steps: Vec<_> = steps.iter().map(|step| step.replace('/', " ")).collect();
        steps.join("/")
    }

    /// Names what types are made of, and what they were called before they were renamed.
    fn members(&mut self, given: &mut Given) {
        for (index, definition) in self.api.types.iter().enumerate() {
            let place = &self.places[index];
            let is_known = place.is_alone && self.owned[index].is_some();
            let renamed = definition.renamed_from.as_deref();
            let former =
                renamed.map(|former| LedgerKey::new(&definition.origin.file, "types", former));
            let former_name = former.as_ref().zip(renamed).map(|(place, renamed)| {
                let text = modules(renamed).1;
                let name = self.ledger.get(place).map_or_else(
                    || single(Case::Pascal, Reserved::Types, text),
                    str::to_owned,
                );
                given.add(place, &name);
                name
            });
            let members = members(
                self.api,
                definition,
                &place.key,
                &[Some(&place.before), former.as_ref()],
                self.ledger,
                is_known.then_some(&mut *given),
            );
            self.names[index] = TypeNames {
                former: former_name,
                former_members: former_members(definition, &members),
                members,
                ..TypeNames::default()
            };
        }
    }

    /// Finds the equal types of each owner, and which of them the others are names for: one that
    /// was it before, else one that is known, the shortest first, else that of the fewest steps.
    fn equal(&mut self) {
        let mut numbers = BTreeMap::new();
        let owners: Vec<_> = self
            .owned
            .iter()
            .map(|owned| {
                let owned = owned.as_ref().filter(|owned| !owned.is_component())?;
                let next = numbers.len();
                Some(*numbers.entry(&owned.owner).or_insert(next))
            })
            .collect();
        let firsts = first_equals(self.api, &owners, &self.names);
        let mut classes = BTreeMap::<TypeId, Vec<usize>>::new();
        for (index, first) in firsts.into_iter().enumerate() {
            // What is a name for another type anyway stays one for that.
            if owners[index].is_some() && !matches!(self.api.types[index].shape, Shape::Alias(_)) {
                classes.entry(first).or_default().push(index);
            }
        }
        for class in classes.into_values() {
            let Some(&definition) = class.iter().min_by_key(|&&index| self.rank(index)) else {
                unreachable!("a class has the first of its types");
            };
            for index in class {
                let is_other = index != definition;
                self.names[index].same_as = is_other.then(|| TypeId::new(definition));
            }
        }
    }

    /// Which of several equal types is the one that the others are names for: the least.
    fn rank(&self, index: usize) -> (bool, bool, usize, usize, &str) {
        let TypeKeys { key, before, .. } = &self.places[index];
        let inline = self.api.types[index].inline.as_ref();
        let given = self.given(index);
        (
            given.is_none(),
            self.ledger.is_alias(before),
            // A name without a method before it is nobody's.
            given.map_or(0, str::len),
            inline.map_or(0, |inline| inline.place.len()),
            key.as_str(),
        )
    }

    /// Names components, by the modules that they stand in, and what is inline in them.
    fn components(&mut self, taken: &BTreeSet<String>) {
        let mut owners = BTreeMap::<&Owner, (Vec<usize>, Vec<usize>)>::new();
        for (index, owned) in self.owned.iter().enumerate() {
            if let Some(owned) = owned {
                let (components, inline) = owners.entry(&owned.owner).or_default();
                let list = if owned.is_component() {
                    components
                } else {
                    inline
                };
                list.push(index);
            }
        }
        let mut spaces = BTreeMap::<Vec<String>, Vec<_>>::new();
        for (owner, (mut components, inline)) in owners {
            let Owner::Component { key, .. } = owner else {
                continue;
            };
            // The module is called like the schema.
            components.sort_by_key(|&index| self.api.types[index].inline.is_some());
            let (path, last) = modules(key);
            let path = path.into_iter();
            let path = path.map(|word| single(Case::Snake, Reserved::Modules, word));
            let space = spaces.entry(path.collect()).or_default();
            space.push((last.to_owned(), components, inline));
        }
        let mut nested = Vec::new();
        for (space, owners) in spaces {
            let space = [vec![TYPES.to_owned()], space].concat();
            nested.extend(self.space(&space, owners, taken));
        }
        let mut below = HashMap::<Vec<String>, Vec<String>>::new();
        for id in self.homes.iter().flat_map(|home| &home.components) {
            let names = &self.names[id.index()];
            let list = below.entry(names.modules.clone()).or_default();
            list.push(names.name.clone());
        }
        for (home, inline) in nested {
            let Home {
                modules,
                components,
                ..
            } = &self.homes[home];
            let mut fixed = below.get(modules).cloned().unwrap_or_default();
            fixed.extend(
                components
                    .iter()
                    .map(|id| self.names[id.index()].name.clone()),
            );
            let asked = inline.into_iter().map(|index| {
                let below = self.below(index);
                self.asked(index, below.to_owned(), &shorter(below))
            });
            let asked = asked.collect();
            self.name_inline(home, &fixed, asked);
        }
    }

    /// Names the components of a module of types; returns their homes, with the inline types of each.
    fn space(
        &mut self,
        space: &[String],
        owners: Vec<(String, Vec<usize>, Vec<usize>)>,
        taken: &BTreeSet<String>,
    ) -> Vec<(usize, Vec<usize>)> {
        let components = owners
            .iter()
            .flat_map(|(last, components, _)| components.iter().map(move |&index| (last, index)));
        let asked: Vec<_> = components
            .map(|(last, index)| {
                let definition = &self.api.types[index];
                // What yielded its name to a component is called otherwise.
                let is_own = definition.called() == definition.name;
                let text = if is_own { last } else { &definition.name };
                self.asked(index, text.clone(), &[])
            })
            .collect();
        // What is inline in a component whose key the dots begin with was there before.
        let above = self.homes.iter().filter(|home| home.modules == space);
        let above: BTreeSet<_> = above.flat_map(|home| &home.inline).collect();
        let mut above: BTreeSet<_> = above
            .iter()
            .filter_map(|id| self.given(id.index()))
            .collect();
        let beside = asked.iter().map(|asked| asked.index);
        above.extend(beside.filter_map(|index| self.required_before(index)));
        let is_root = space.len() == 1;
        let is_taken = |name: &str| is_root && taken.contains(name) || above.contains(name);
        let all: Vec<_> = asked.iter().map(|asked| self.wanted(asked)).collect();
        let plain_names = plain(Case::Pascal, Reserved::Types, &all);
        let names = assign(Case::Pascal, Reserved::Types, &all);
        let names = yielding(names, &all, "Schema", is_taken);
        // An owner that is no type itself has a module as well.
        let others = owners
            .iter()
            .filter(|(_, components, _)| components.is_empty());
        let others: Vec<_> = others.map(|(last, ..)| Wanted::of(last)).collect();
        let other_names = plain(Case::Pascal, Reserved::Types, &others);
        let all = [all, others].concat();
        let plain_names = [plain_names, other_names.clone()].concat();
        let files = files(&all, &plain_names, &[names.clone(), other_names].concat());
        let (own, mut others) = files.split_at(asked.len());
        let modules: HashMap<usize, String> = asked
            .iter()
            .map(|asked| asked.index)
            .zip(own.iter().cloned())
            .collect();
        for (asked, name) in asked.into_iter().zip(names) {
            self.texts[asked.index] = asked.text;
            self.names[asked.index].name = name;
            self.names[asked.index].modules = space.to_vec();
        }
        let mut nested = Vec::new();
        for (key, components, inline) in owners {
            let module = match components.first() {
                Some(first) => modules[first].clone(),
                None => {
                    let Some((first, rest)) = others.split_first() else {
                        unreachable!("an owner that is no type has a module");
                    };
                    others = rest;
                    first.clone()
                }
            };
            let home = self.homes.len();
            for &index in components.iter().chain(&inline) {
                self.names[index].home = home;
            }
            let ids = |list: &[usize]| list.iter().copied().map(TypeId::new).collect();
            self.homes.push(Home {
                owner: key,
                modules: [space, &[module]].concat(),
                group: None,
                components: ids(&components),
                inline: ids(&inline),
            });
            nested.push((home, inline));
        }
        nested
    }

    /// Names what is inline in calls, by their groups.
    pub(super) fn groups(&mut self, services: &[ServiceNames]) {
        let mut groups = BTreeMap::<(usize, usize), Vec<usize>>::new();
        for (index, owned) in self.owned.iter().enumerate() {
            if let Some(owned) = owned
                && let Owner::Group { service, tag } = owned.owner
            {
                groups.entry((service, tag)).or_default().push(index);
            }
        }
        for ((service, tag), inline) in groups {
            let names = &services[service];
            let described = &self.api.services[service];
            let fixed: Vec<_> = self.beside(names, service, tag).cloned().collect();
            let home = self.homes.len();
            for &index in &inline {
                self.names[index].home = home;
            }
            self.homes.push(Home {
                owner: described.tags[tag].name.clone(),
                modules: [described.protocol.module(), names.tags[tag].module.as_str()]
                    .map(str::to_owned)
                    .to_vec(),
                group: Some((service, tag)),
                components: Vec::new(),
                inline: inline.iter().copied().map(TypeId::new).collect(),
            });
            let asked = self.of_group(names, inline);
            self.name_inline(home, &fixed, asked);
        }
    }

    /// The names of calls of a group, which its types stand beside.
    fn beside<'n>(
        &self,
        names: &'n ServiceNames,
        service: usize,
        tag: usize,
    ) -> impl Iterator<Item = &'n String> {
        let operations = &self.api.services[service].operations;
        let operations = operations.iter().zip(&names.operations);
        operations
            .filter(move |(operation, _)| operation.tag == tag)
            .flat_map(|(_, names)| {
                let former = names.former.iter().flat_map(FormerNames::types);
                let own = [Some(&names.request), names.holder.as_ref()];
                let own = own.into_iter().chain([names.response.as_ref()]);
                own.flatten().chain(former)
            })
            .chain([&names.tags[tag].handle])
    }

    /// What the types of a group are to be called: by the steps below their calls, with the method
    /// before them where those steps lead to several types.
    fn of_group(&self, names: &ServiceNames, inline: Vec<usize>) -> Vec<Asked> {
        let mut steps = BTreeMap::<Vec<String>, Vec<usize>>::new();
        for index in inline {
            steps
                .entry(shorter(self.below(index)))
                .or_default()
                .push(index);
        }
        let mut asked = Vec::new();
        for (short, indices) in steps {
            let definition = |index: usize| self.names[index].same_as.unwrap_or(TypeId::new(index));
            let first = definition(indices[0]);
            let is_one = indices.iter().all(|&index| definition(index) == first);
            let neutral = indices
                .iter()
                .copied()
                .min_by_key(|&index| self.rank(index));
            let neutral = neutral.filter(|_| is_one);
            for index in indices {
                let below = self.below(index);
                if neutral == Some(index) {
                    asked.push(self.asked(index, below.to_owned(), &short));
                    continue;
                }
                let owned = self.owned[index].as_ref();
                let operation = owned.map_or(0, |owned| owned.operation);
                let method = &names.operations[operation].method;
                let text = format!("{method}_{below}");
                let short = shorter(&text);
                asked.push(self.asked(index, text, &short));
            }
        }
        asked
    }

    /// The words of the steps from the owner of a type to it.
    fn below(&self, index: usize) -> &str {
        let owned = self.owned[index].as_ref();
        owned.map_or("", |owned| &owned.below)
    }

    fn asked(&self, index: usize, text: String, short: &[String]) -> Asked {
        let is_shorter = !short.is_empty() && *short != *words::split(&text);
        Asked {
            index,
            text,
            short: if is_shorter {
                short.join(" ")
            } else {
                String::new()
            },
            stands: self.stands(index),
        }
    }

    fn wanted<'w>(&'w self, asked: &'w Asked) -> Wanted<'w> {
        let rust_name = self.api.types[asked.index].rust_name.as_deref();
        Wanted {
            short: &asked.short,
            qualifier: &self.places[asked.index].file,
            place: &asked.stands,
            ..wanted(rust_name, &asked.text, || self.given(asked.index))
        }
    }

    /// Names what is inline in an owner; what is fixed stands in the module beside it.
    fn name_inline(&mut self, home: usize, fixed: &[String], asked: Vec<Asked>) {
        let held = self.homes[home].types();
        let held: Vec<_> = held
            .filter_map(|id| self.required_before(id.index()))
            .collect();
        let fixed: Vec<_> = fixed.iter().map(String::as_str).chain(held).collect();
        let beside = fixed.iter().map(|name| Wanted {
            given: Some(name),
            ..Wanted::of(name)
        });
        let wanted = asked.iter().map(|asked| Wanted {
            // One owner is described in one file.
            qualifier: "",
            ..self.wanted(asked)
        });
        let all: Vec<_> = beside.chain(wanted).collect();
        let mut names = assign(Case::Pascal, Reserved::Types, &all).split_off(fixed.len());
        drop(all);
        drop(fixed);
        let modules = self.homes[home].modules.clone();
        for (asked, name) in asked.into_iter().zip(names.drain(..)) {
            self.texts[asked.index] = asked.text;
            self.names[asked.index].name = name;
            self.names[asked.index].modules.clone_from(&modules);
        }
    }

    /// Names the structs of what types require: by the type, in the module of it.
    fn required(&mut self, services: &[ServiceNames], given: &mut Given) {
        if !self.requires.contains(&true) {
            return;
        }
        let mut by_home = vec![BTreeSet::new(); self.homes.len()];
        let mut by_module = HashMap::<Vec<String>, BTreeSet<String>>::new();
        for (home, taken) in self.homes.iter().zip(&mut by_home) {
            for id in home.types() {
                let names = &self.names[id.index()];
                let module = by_module.entry(names.modules.clone()).or_default();
                for name in names.all().map(|name| name.to_lowercase()) {
                    module.insert(name.clone());
                    taken.insert(name);
                }
            }
            if let Some((service, tag)) = home.group {
                let calls = self.beside(&services[service], service, tag);
                taken.extend(calls.map(|name| name.to_lowercase()));
            }
        }
        // Equal types begin with one struct.
        let requires: BTreeSet<usize> = (0..self.names.len())
            .filter(|&index| self.requires[index])
            .map(|index| self.names[index].same_as.map_or(index, TypeId::index))
            .collect();
        for index in requires {
            let (names, place) = (&self.names[index], &self.places[index]);
            let is_free = |name: &str| {
                let name = name.to_lowercase();
                let module = by_module.get(&names.modules);
                !by_home[names.home].contains(&name)
                    && module.is_none_or(|module| !module.contains(&name))
            };
            let name = self.required_before(index).filter(|name| is_free(name));
            let name = name.map_or_else(
                || {
                    let mut name = single(
                        Case::Pascal,
                        Reserved::Types,
                        &format!("{} {REQUIRED}", names.name),
                    );
                    while !is_free(&name) {
                        name.push_str("Fields");
                    }
                    name
                },
                str::to_owned,
            );
            if place.is_alone {
                given.add(&place.required, &name);
            }
            by_home[names.home].insert(name.to_lowercase());
            self.names[index].required = Some(name);
        }
    }

    /// The names of types, and the homes of those that are emitted.
    pub(super) fn finish(
        mut self,
        services: &[ServiceNames],
        given: &mut Given,
    ) -> (Vec<TypeNames>, Vec<Home>) {
        self.required(services, given);
        for (index, definition) in self.api.types.iter().enumerate() {
            let (place, names) = (&self.places[index], &mut self.names[index]);
            if names.former.as_ref() == Some(&names.name) {
                names.former = None;
            }
            if self.owned[index].is_none() {
                continue;
            }
            names.constructors = constructors(definition, &names.name, &names.members);
            if place.is_alone {
                given.add(&place.key, &names.name);
                if names.same_as.is_some() {
                    given.alias(&place.key);
                }
            }
            let span = definition.origin.span;
            given.look_at(span, &place.file, &self.texts[index], &names.name);
        }
        let names = self.names;
        for home in &mut self.homes {
            home.inline
                .sort_by(|one, other| names[one.index()].name.cmp(&names[other.index()].name));
        }
        (names, self.homes)
    }
}

/// Where types are described.
fn places(api: &Api, ledger: &Ledger, is_emitted: impl Fn(usize) -> bool) -> Vec<TypeKeys> {
    let keys: Vec<LedgerKey> = api.types.iter().map(|one| place(one, None)).collect();
    let present: BTreeSet<LedgerKey> = keys.iter().cloned().collect();
    let emitted: Vec<usize> = (0..api.types.len()).filter(|at| is_emitted(*at)).collect();
    let mut times = BTreeMap::<LedgerKey, usize>::new();
    for &index in &emitted {
        *times.entry(keys[index].clone()).or_default() += 1;
    }
    let required: Vec<LedgerKey> = (api.types.iter())
        .map(|one| required_place(one, None))
        .collect();
    let present_required: BTreeSet<LedgerKey> = required.iter().cloned().collect();
    let mut files = vec![String::new(); api.types.len()];
    let qualifiers = qualifiers(emitted.iter().map(|&index| &api.types[index]));
    for (index, file) in emitted.into_iter().zip(qualifiers) {
        files[index] = file;
    }
    // What is inline in an operation keeps its name when the operation is renamed.
    let operations = api.services.iter().flat_map(|service| &service.operations);
    let renamed: BTreeMap<&str, &str> = operations
        .filter_map(|operation| Some((&*operation.id, operation.renamed_from.as_deref()?)))
        .collect();
    let before = |key: &LedgerKey, former: Option<LedgerKey>, present: &BTreeSet<LedgerKey>| {
        let is_known = |key: &LedgerKey| ledger.get(key).is_some();
        let before = ledger.before(key, present);
        let former = former.filter(|former| is_known(former) && !present.contains(former));
        former.filter(|_| !is_known(&before)).unwrap_or(before)
    };
    keys.into_iter()
        .zip(files)
        .zip(required)
        .zip(&api.types)
        .map(|(((key, file), required), definition)| {
            let inline = definition.inline.as_ref();
            let inline = inline.filter(|inline| inline.owner.is_empty());
            let operation = inline.and_then(|inline| inline.place.first());
            let former = operation.and_then(|id| renamed.get(id.as_str()).copied());
            let former = |place: fn(&TypeDefinition, Option<&str>) -> LedgerKey| {
                former.map(|id| place(definition, Some(id)))
            };
            let required_before = before(&required, former(required_place), &present_required);
            TypeKeys {
                before: before(&key, former(place), &present),
                is_alone: times.get(&key) == Some(&1),
                key,
                file,
                required_before: ledger.get(&required_before).map(str::to_owned),
                required,
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
/// takes nothing from it. `operation` is the id of the operation that holds it, where another one is
/// meant.
fn place(definition: &TypeDefinition, operation: Option<&str>) -> LedgerKey {
    let file = &definition.origin.file;
    match &definition.inline {
        None => LedgerKey::new(file, "types", &definition.name),
        Some(inline) => {
            let owner = LedgerKey::new(file, "inline", &inline.owner);
            steps(inline, operation).fold(owner, |at, step| at.then(step))
        }
    }
}

/// The steps to an inline type, of which the first may be another.
fn steps<'a>(inline: &'a Inline, first: Option<&'a str>) -> impl Iterator<Item = &'a str> {
    let rest = inline.place.iter().skip(usize::from(first.is_some()));
    first.into_iter().chain(rest.map(String::as_str))
}

/// Where the ledger has the name of the struct of what a type requires.
fn required_place(definition: &TypeDefinition, operation: Option<&str>) -> LedgerKey {
    let file = &definition.origin.file;
    match &definition.inline {
        None => LedgerKey::new(file, "required", "types").then(&definition.name),
        Some(inline) => {
            let owner = LedgerKey::new(file, "required", "inline").then(&inline.owner);
            steps(inline, operation).fold(owner, |at, step| at.then(step))
        }
    }
}

/// Whether callers begin a type with a struct of what it requires.
fn requires(definition: &TypeDefinition, index: usize, usage: &Usage) -> bool {
    match &definition.shape {
        Shape::Record(record) => usage.start(TypeId::new(index), record) == Start::Required,
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}

/// The files of types: like the type where its text gave the name, else from the name itself.
fn files(wanted: &[Wanted<'_>], plain_names: &[String], names: &[String]) -> Vec<String> {
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
