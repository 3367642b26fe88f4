//! The Cargo features on which the items of the output depend.
//!
//! By tags, a type exists with every feature whose calls use it, and with no other: the sets of
//! features are passed on from the types that calls name to the types that those contain, 64 tags
//! at a time, which is linear in the size of the description for each 64 of them. A type that very
//! many tags use always exists: naming them all would make the output grow with their product.
//!
//! A file exists as a whole, so its module depends on features: a call that uses one of its types
//! enables all of them, and with a type of a group the calls of that group.
//!
//! This module chooses no name: the feature of a tag comes from [`names`](crate::names).

use std::collections::{BTreeMap, HashMap};

use crate::config::Features;
use crate::graph;
use crate::model::{Api, Operation, Service, TypeId, Wire};
use crate::names::{MESSAGES, Names, TagNames, feature};
use crate::rust::Gate;
use crate::usage::{self, Usage};

/// The most features that a type names before it is there always.
const MOST: usize = 128;

/// The features that each item depends on.
#[derive(Debug)]
pub(crate) struct Gates {
    features: Features,
    /// Of types, by their homes: what stands in a file depends on the same.
    homes: Vec<Gate>,
    /// Of tags whose types other tags reach, by the feature of the tag.
    tags: BTreeMap<String, Gate>,
}

impl Gates {
    /// Follows the calls of each protocol or tag to the types that they reach.
    pub(crate) fn of(features: Features, api: &Api, usage: &Usage, names: &Names) -> Self {
        let (known, seeds) = match features {
            Features::None => (Vec::new(), Vec::new()),
            Features::Protocols => by_protocols(api),
            Features::Tags => {
                let features = of_tags(names);
                let seeds = by_tags(api, names, &features);
                (features, seeds)
            }
        };
        let homes = if features == Features::None {
            vec![Gate::default(); names.homes.len()]
        } else {
            gates(api, usage, names, &known, &seeds)
        };
        let tags = names.homes.iter().zip(&homes).filter_map(|(home, gate)| {
            let (service, tag) = home.group.filter(|_| features == Features::Tags)?;
            let tag = &names.services[service].tags[tag];
            Some((feature(&tag.module), gate.clone()))
        });
        Self {
            features,
            tags: tags.collect(),
            homes,
        }
    }

    /// What a type depends on.
    pub(crate) fn ty(&self, names: &Names, id: TypeId) -> Gate {
        let names = names.types.get(id.index());
        names.map_or_else(Gate::default, |names| self.home(names.home))
    }

    /// What the types of a home depend on.
    pub(crate) fn home(&self, at: usize) -> Gate {
        self.homes.get(at).cloned().unwrap_or_default()
    }

    /// What the module of a service depends on.
    pub(crate) fn service(&self, service: &Service) -> Gate {
        match self.features {
            Features::Protocols => Gate::one(protocol(service)),
            Features::None | Features::Tags => Gate::default(),
        }
    }

    /// What the calls of a tag depend on within the module of their service.
    pub(crate) fn tag(&self, tag: &TagNames) -> Gate {
        match self.features {
            Features::Tags => {
                let feature = feature(&tag.module);
                let known = self.tags.get(&feature).cloned();
                known.unwrap_or_else(|| Gate::one(&feature))
            }
            Features::None | Features::Protocols => Gate::default(),
        }
    }

    /// What the names depend on of what the services send.
    pub(crate) fn messages(&self, services: &[Service]) -> Gate {
        let sending = services.iter().find(|one| !one.messages.is_empty());
        match (self.features, sending) {
            (Features::Tags, _) => Gate::one(&feature(MESSAGES)),
            (Features::Protocols, Some(service)) => Gate::one(protocol(service)),
            _ => Gate::default(),
        }
    }

    /// What the calls of a service depend on together that something is true of.
    pub(crate) fn calls(
        &self,
        service: &Service,
        tags: &[TagNames],
        wanted: impl Fn(&Operation) -> bool,
    ) -> Gate {
        if self.features != Features::Tags {
            return Gate::default();
        }
        let wanted = service
            .operations
            .iter()
            .filter(|operation| wanted(operation));
        let mut names: Vec<_> = wanted
            .filter_map(|operation| tags.get(operation.tag))
            .map(|tag| feature(&tag.module))
            .collect();
        names.sort();
        names.dedup();
        Gate::any(names)
    }
}

/// The module and feature of a service.
pub(crate) fn protocol(service: &Service) -> &'static str {
    service.protocol.module()
}

/// Whether a response is wrapped in the envelope of its service.
pub(crate) fn is_enveloped(operation: &Operation) -> bool {
    matches!(&operation.wire, Wire::Rest(rest) if rest.enveloped)
}

/// The features of all tags and of what the services send, sorted.
pub(crate) fn of_tags(names: &Names) -> Vec<String> {
    let tags = names.services.iter().flat_map(|service| &service.tags);
    let mut features: Vec<_> = tags.map(|tag| feature(&tag.module)).collect();
    if (names.services.iter()).any(|service| !service.messages.is_empty()) {
        features.push(feature(MESSAGES));
    }
    features.sort();
    features.dedup();
    features
}

/// What each home depends on. A file is there with all that is in it, and so is what that names.
fn gates(
    api: &Api,
    usage: &Usage,
    names: &Names,
    features: &[String],
    seeds: &[(usize, usize)],
) -> Vec<Gate> {
    let holding = holding(api, names);
    let reached = reached(&holding, features.len(), seeds);
    let alone = (0..api.types.len()).filter(|&at| usage.stands_alone(TypeId::new(at)));
    let always = graph::reached(&holding, alone);
    let mut known = BTreeMap::<&[u32], Gate>::new();
    let mut gates = Vec::with_capacity(names.homes.len());
    for home in &names.homes {
        if home.is_in_index(api, usage) {
            // It depends on nothing, and costs nothing.
            gates.push(Gate::default());
            continue;
        }
        // All of them are reached alike.
        let Some(first) = home.types().next() else {
            gates.push(Gate::default());
            continue;
        };
        let set = &reached[first.index()];
        let everywhere = set.len() == features.len() || set.len() > MOST;
        if everywhere || always[first.index()] {
            gates.push(Gate::default());
            continue;
        }
        let gate = known.entry(set).or_insert_with_key(|set| {
            let names = set.iter().map(|&at| features[at as usize].clone());
            Gate::any(names.collect())
        });
        gates.push(gate.clone());
    }
    gates
}

/// What each type cannot be there without: what it holds, what stands in its file, and of a group
/// what its calls name.
fn holding(api: &Api, names: &Names) -> Vec<Vec<usize>> {
    let mut holding = graph::holding(api, true);
    let firsts = names.homes.iter().filter_map(|home| {
        let first = home.types().next()?.index();
        Some((home.modules.as_slice(), first))
    });
    let firsts: HashMap<_, _> = firsts.collect();
    for home in &names.homes {
        let types: Vec<usize> = home.types().map(TypeId::index).collect();
        let next = types.iter().cycle().skip(1);
        for (&one, &next) in types.iter().zip(next) {
            holding[one].push(next);
        }
        // A file is declared by that of the component above it.
        let above = (1..home.modules.len()).filter_map(|end| firsts.get(&home.modules[..end]));
        if let Some(&first) = types.first() {
            holding[first].extend(above.filter(|_| home.group.is_none()));
        }
        if let (Some(&first), Some((service, tag))) = (types.first(), home.group) {
            let calls = api.services[service].operations.iter();
            let types = calls
                .filter(|call| call.tag == tag)
                .flat_map(usage::types_of);
            holding[first].extend(types.flat_map(|ty| graph::named(ty, true)));
        }
    }
    holding
}

/// The features of protocols, each with each type that its calls name.
fn by_protocols(api: &Api) -> (Vec<String>, Vec<(usize, usize)>) {
    let features = ["rest", "soap"].map(str::to_owned).to_vec();
    let mut seeds = Vec::new();
    for service in &api.services {
        let at = usize::from(protocol(service) != "rest");
        let called = service.operations.iter().flat_map(usage::types_of);
        let sent = service.messages.iter().filter_map(|one| one.ty.as_ref());
        let types = called.chain(sent).flat_map(|ty| graph::named(ty, true));
        seeds.extend(types.map(|ty| (at, ty)));
    }
    seeds.sort_unstable();
    seeds.dedup();
    (features, seeds)
}

/// The features that reach each type, by their place in the list; one more than [`MOST`] where
/// they are more than that.
fn reached(holding: &[Vec<usize>], features: usize, mut seeds: &[(usize, usize)]) -> Vec<Vec<u32>> {
    let components = graph::components(holding);
    // The outermost first.
    let mut order: Vec<usize> = (0..holding.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(components.at(at)));
    let mut sets = vec![Vec::new(); holding.len()];
    let mut masks = vec![0_u64; components.count()];
    for block in 0..features.div_ceil(64) {
        masks.fill(0);
        let end = seeds.partition_point(|(feature, _)| feature / 64 == block);
        for (feature, ty) in &seeds[..end] {
            masks[components.at(*ty)] |= 1 << (feature % 64);
        }
        seeds = &seeds[end..];
        for &at in &order {
            let mask = masks[components.at(at)];
            if mask == 0 {
                continue;
            }
            for &inner in &holding[at] {
                masks[components.at(inner)] |= mask;
            }
        }
        for (at, set) in sets.iter_mut().enumerate() {
            let mask = masks[components.at(at)];
            for bit in (0..64).filter(|bit| mask & (1 << bit) != 0) {
                if set.len() <= MOST {
                    set.push(u32::try_from(block * 64 + bit).unwrap_or(u32::MAX));
                }
            }
        }
    }
    sets
}

/// Each feature with each type that its calls name, sorted.
fn by_tags(api: &Api, names: &Names, features: &[String]) -> Vec<(usize, usize)> {
    let mut seeds = Vec::new();
    for (service, names) in api.services.iter().zip(&names.services) {
        let numbers: Vec<_> = names
            .tags
            .iter()
            .map(|tag| features.binary_search(&feature(&tag.module)).ok())
            .collect();
        for operation in &service.operations {
            let Some(Some(number)) = numbers.get(operation.tag) else {
                continue;
            };
            let types = usage::types_of(operation).flat_map(|ty| graph::named(ty, true));
            seeds.extend(types.map(|ty| (*number, ty)));
        }
        if let Ok(number) = features.binary_search(&feature(MESSAGES)) {
            let sent = service.messages.iter().filter_map(|one| one.ty.as_ref());
            let types = sent.flat_map(|ty| graph::named(ty, true));
            seeds.extend(types.map(|ty| (number, ty)));
        }
    }
    // The types of a group are in the module of its calls, even if only other groups use them.
    for home in &names.homes {
        if let (Some((service, tag)), Some(first)) = (home.group, home.types().next()) {
            let tag = &names.services[service].tags[tag];
            let number = features.binary_search(&feature(&tag.module)).ok();
            seeds.extend(number.map(|number| (number, first.index())));
        }
    }
    seeds.sort_unstable();
    seeds.dedup();
    seeds
}

#[cfg(test)]
mod tests {

    use super::{Features, Gates};
    use crate::describe::{Accept, Described, Request, Settings, describe};
    use crate::lone::Lone;
    use crate::output::Lock;
    use crate::source::Root;

    /// The features of each emitted type of a description whose tags each name these types.
    fn gates(tags: &[(String, &[&str])], types: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
        let mut text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nservers: [{url: 'https://e.com'}]\nsecurity: [{k: []}]\ntags:\n".to_owned();
        for (tag, _) in tags {
            text.push_str(&format!("  - name: {tag}\n"));
        }
        text.push_str("paths:\n");
        for (tag, named) in tags {
            for (at, ty) in named.iter().enumerate() {
                text.push_str(&format!(
                    "  /{tag}{at}:\n    get:\n      operationId: get{tag}{at}\n      tags: [{tag}]\n      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{ty}'}}}}}}}}}}\n"
                ));
            }
        }
        text.push_str("components:\n  securitySchemes: {k: {type: apiKey, in: header, name: X}}\n  schemas:\n");
        for (ty, held) in types {
            text.push_str(&format!(
                "    {ty}:\n      type: object\n      properties:\n        own: {{type: string}}\n"
            ));
            for inner in *held {
                text.push_str(&format!("        f{inner}: {{type: array, items: {{$ref: '#/components/schemas/{inner}'}}}}\n"));
            }
        }
        let described = described(&text);
        let gates = Gates::of(
            Features::Tags,
            &described.api,
            &described.usage,
            &described.names,
        );
        named(&described, &gates)
    }

    fn described(text: &str) -> Described {
        let request = Request {
            root: Root::memory("", [("api.yaml".to_owned(), text.into())].into()),
            settings: Settings::Lone(Box::new(Lone::new("api.yaml").config(None))),
            accept: Accept::All,
        };
        describe(request, |_| Ok(Lock::default())).expect("the description is right")
    }

    /// The emitted types, each with what it depends on.
    fn named(described: &Described, gates: &Gates) -> Vec<(String, Vec<String>)> {
        let names = described.names.types.iter();
        let mut found: Vec<_> = names
            .filter(|names| !names.name.is_empty())
            .map(|names| (names.name.clone(), gates.home(names.home).names().to_vec()))
            .collect();
        found.sort();
        found
    }

    fn set(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_type_is_there_with_the_tags_that_reach_it_and_no_other() {
        let tags = [
            ("one".to_owned(), &["A"][..]),
            ("two".to_owned(), &["B"][..]),
            ("three".to_owned(), &["D", "Everywhere"][..]),
        ];
        let found = gates(
            &tags,
            &[
                ("A", &["Shared", "Everywhere"]),
                // A circle, one of which leads out of it.
                ("B", &["C"]),
                ("C", &["B", "Shared", "Everywhere"]),
                ("D", &[]),
                ("Everywhere", &[]),
                ("Shared", &[]),
            ],
        );
        let expected = [
            ("A", set(&["one"])),
            ("B", set(&["two"])),
            ("C", set(&["two"])),
            ("D", set(&["three"])),
            ("Everywhere", set(&[])),
            ("Shared", set(&["one", "two"])),
        ];
        assert_eq!(found, expected.map(|(name, set)| (name.to_owned(), set)));
    }

    /// A call refers to what is inline in one of another tag: its file is there with both, and so is
    /// everything that the calls beside it name.
    #[test]
    fn a_group_is_there_with_whoever_reaches_its_types() {
        let text = "openapi: 3.1.0
info: {title: t, version: '1'}
servers: [{url: 'https://e.com'}]
security: [{k: []}]
paths:
  /a:
    get:
      operationId: getA
      tags: [one]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}}}}}
    post:
      operationId: postA
      tags: [one]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/C'}}}}}
  /b:
    get:
      operationId: getB
      tags: [two]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'}}}}}
  /c:
    get:
      operationId: getC
      tags: [three]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/D'}}}}}
components:
  securitySchemes: {k: {type: apiKey, in: header, name: X}}
  schemas:
    B: {type: object, properties: {b: {type: string}}}
    C: {type: object, properties: {c: {type: string}}}
    D: {type: object, properties: {d: {type: string}}}
";
        let described = described(text);
        let gates = Gates::of(
            Features::Tags,
            &described.api,
            &described.usage,
            &described.names,
        );
        let both = set(&["one", "two"]);
        let found = named(&described, &gates);
        let expected = [
            ("B", both.clone()),
            ("C", both.clone()),
            ("D", set(&["three"])),
            ("Response", both.clone()),
        ];
        assert_eq!(found, expected.map(|(name, set)| (name.to_owned(), set)));
        let tags = described.names.services[0].tags.iter();
        let tags: Vec<_> = tags.map(|tag| gates.tag(tag).names().to_vec()).collect();
        assert!(tags.contains(&both), "{tags:?}");
        assert!(tags.contains(&set(&["two"])), "{tags:?}");
    }

    #[test]
    fn more_tags_than_a_word_has_bits_are_followed_and_too_many_are_not_named() {
        let many: Vec<_> = (0..140)
            .map(|at| {
                let named: &[&str] = match at {
                    0 => &["First"],
                    70 | 139 => &["Late", "Most"],
                    _ => &["Most"],
                };
                (format!("t{at:03}"), named)
            })
            .collect();
        let found = gates(&many, &[("First", &[]), ("Late", &[]), ("Most", &[])]);
        let expected = [
            ("First", set(&["t000"])),
            ("Late", set(&["t070", "t139"])),
            // 139 of 140: named nowhere.
            ("Most", set(&[])),
        ];
        assert_eq!(found, expected.map(|(name, set)| (name.to_owned(), set)));
    }
}
