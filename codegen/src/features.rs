//! Which Cargo features the items of the output depend on.
//!
//! By tags, a type is there with every feature whose calls reach it, and with no other: the sets are
//! passed on from the types that calls name to the types that those hold, 64 tags at a time, so
//! that it is linear in the size of the description for each 64 of them. A type that very many tags
//! reach is there always: naming them all would make the output grow with their product.
//!
//! It chooses no name: the feature of a tag comes from [`names`](crate::names).

// A type that is added is decided on here, and not forgotten.
#![warn(clippy::wildcard_enum_match_arm)]

use std::collections::BTreeMap;

use crate::config::Features;
use crate::graph;
use crate::model::{Api, Operation, Protocol, Service, TypeId, Wire};
use crate::names::{MESSAGES, Names, TagNames, feature};
use crate::rust::Gate;
use crate::usage::{self, Usage};

/// The most features that a type names before it is there always.
const MOST: usize = 128;

/// The features that each item depends on.
#[derive(Debug)]
pub(crate) struct Gates {
    features: Features,
    /// By type.
    types: Vec<Gate>,
}

impl Gates {
    /// Follows the calls of each tag to the types that they reach.
    pub(crate) fn of(features: Features, api: &Api, usage: &Usage, names: &Names) -> Self {
        let types = match features {
            Features::None => vec![Gate::default(); api.types.len()],
            Features::Protocols => (0..api.types.len())
                .map(|at| {
                    usage
                        .protocol(TypeId::new(at))
                        .map_or_else(Gate::default, Gate::one)
                })
                .collect(),
            Features::Tags => by_tags(api, usage, names),
        };
        Self { features, types }
    }

    /// What a type depends on.
    pub(crate) fn ty(&self, id: TypeId) -> Gate {
        self.types.get(id.index()).cloned().unwrap_or_default()
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
            Features::Tags => Gate::one(&feature(&tag.module)),
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
    match service.protocol {
        Protocol::Rest(_) => "rest",
        Protocol::Soap(_) => "soap",
    }
}

/// Whether an answer is wrapped in the envelope of its service.
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

fn by_tags(api: &Api, usage: &Usage, names: &Names) -> Vec<Gate> {
    let features = of_tags(names);
    let reached = reached(api, names, &features);
    let mut known = BTreeMap::<Vec<u32>, Gate>::new();
    reached
        .into_iter()
        .enumerate()
        .map(|(at, set)| {
            let everywhere = set.len() == features.len() || set.len() > MOST;
            if everywhere || usage.stands_alone(TypeId::new(at)) {
                return Gate::default();
            }
            let gate = known.entry(set).or_insert_with_key(|set| {
                Gate::any(
                    set.iter()
                        .map(|&at| features[at as usize].clone())
                        .collect(),
                )
            });
            gate.clone()
        })
        .collect()
}

/// The features that reach each type, by their place in the list; one more than [`MOST`] where
/// they are more than that.
fn reached(api: &Api, names: &Names, features: &[String]) -> Vec<Vec<u32>> {
    let holding = graph::holding(api, true);
    let components = graph::components(&holding);
    // The outermost first.
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(components.at(at)));
    let named = seeds(api, names, features);
    let mut sets = vec![Vec::new(); api.types.len()];
    let mut masks = vec![0_u64; components.count()];
    let mut seeds = &named[..];
    for block in 0..features.len().div_ceil(64) {
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
fn seeds(api: &Api, names: &Names, features: &[String]) -> Vec<(usize, usize)> {
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
    seeds.sort_unstable();
    seeds.dedup();
    seeds
}

#[cfg(test)]
mod tests {

    use super::{Features, Gates};
    use crate::describe::{Accept, Request, describe};
    use crate::output::Lock;
    use crate::revision::Reads;
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
        let request = Request {
            root: Root::memory("", [("api.yaml".to_owned(), text.into_bytes())].into()),
            file: "api.yaml",
            reads: Reads::Document,
            accept: Accept::All,
            settings: None,
        };
        let described =
            describe(request, |_| Ok(Lock::default())).expect("the description is right");
        let gates = Gates::of(
            Features::Tags,
            &described.api,
            &described.usage,
            &described.names,
        );
        let names = described.names.types.iter().zip(&gates.types);
        let mut found: Vec<_> = names
            .map(|(names, gate)| (names.name.clone(), gate.names().to_vec()))
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
