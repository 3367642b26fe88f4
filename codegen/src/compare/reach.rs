//! Which calls a type takes part in.
//!
//! Types that hold each other are one component, so that everything here is linear in the size of
//! the description, however types refer to each other.

use crate::graph::{Components, components, holding, named};
use crate::model::{Api, TypeId};

use super::change::Calls;

/// The calls that each type takes part in.
pub(super) struct Reach {
    components: Components,
    /// For each component the calls, a bit each.
    calls: Vec<Vec<u64>>,
    /// The calls, by service and place, in the order of the bits.
    order: Vec<(usize, usize)>,
}

impl Reach {
    /// Finds out which calls reach which types.
    pub(super) fn of(api: &Api) -> Self {
        let edges = holding(api, true);
        let components = components(&edges);
        let order: Vec<(usize, usize)> = api
            .services
            .iter()
            .enumerate()
            .flat_map(|(service, described)| {
                (0..described.operations.len()).map(move |operation| (service, operation))
            })
            .collect();
        let words = order.len().div_ceil(64);
        let mut calls = vec![vec![0_u64; words]; components.count()];
        for (bit, &(service, operation)) in order.iter().enumerate() {
            let operation = &api.services[service].operations[operation];
            let types = operation.taken().chain(operation.response_types());
            for id in types.flat_map(|ty| named(ty, true)) {
                calls[components.at(id)][bit / 64] |= 1 << (bit % 64);
            }
        }
        // From the outermost in, so that what reaches a component is known before it is passed on.
        let mut members: Vec<usize> = (0..edges.len()).collect();
        members.sort_by_key(|member| std::cmp::Reverse(components.at(*member)));
        for member in members {
            let own = components.at(member);
            for &child in &edges[member] {
                let inner = components.at(child);
                if inner < own {
                    let (head, tail) = calls.split_at_mut(own);
                    for (word, more) in head[inner].iter_mut().zip(&tail[0]) {
                        *word |= more;
                    }
                }
            }
        }
        Self {
            components,
            calls,
            order,
        }
    }

    /// The calls that a type takes part in: how many, and the first three by this name.
    pub(super) fn calls(&self, id: TypeId, name: impl Fn((usize, usize)) -> String) -> Calls {
        let words = self.words(id);
        Calls {
            count: words.iter().map(|word| word.count_ones() as usize).sum(),
            first: self.places(id).take(3).map(name).collect(),
        }
    }

    /// The calls that a type takes part in, by service and place.
    pub(super) fn places(&self, id: TypeId) -> impl Iterator<Item = (usize, usize)> {
        // Most words are empty, and this is asked for every change of a type.
        let words = self.words(id).iter().enumerate();
        words
            .filter(|(_, word)| **word != 0)
            .flat_map(|(at, word)| {
                (0..64_usize)
                    .filter(move |bit| word & (1_u64 << bit) != 0)
                    .map(move |bit| at * 64 + bit)
            })
            .map(|bit| self.order[bit])
    }

    fn words(&self, id: TypeId) -> &[u64] {
        &self.calls[self.components.of(id)]
    }
}
