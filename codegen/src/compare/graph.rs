//! Which types hold which, and which calls a type takes part in.
//!
//! Types that hold each other are one component, so that everything here is linear in the size of
//! the description, however types refer to each other.

use crate::model::{Api, Shape, Type, TypeId};

use super::change::Calls;

/// For each type, the number of its component: of the types that hold it and that it holds.
/// Components are numbered from the innermost out.
pub(super) struct Components {
    of: Vec<usize>,
    count: usize,
}

impl Components {
    /// The component of a type.
    pub(super) fn of(&self, id: TypeId) -> usize {
        self.of[id.index()]
    }

    /// Whether a field of `owner` of this type holds its own record by value, so that it is boxed.
    pub(super) fn boxes(&self, owner: TypeId, ty: &Type) -> bool {
        let mut ty = ty;
        while let Type::Optional(inner) = ty {
            ty = inner;
        }
        match ty {
            Type::Named(id) => self.of(*id) == self.of(owner),
            _ => false,
        }
    }
}

/// The components of the types that hold each other by value: not in a list, not in a map.
pub(super) fn by_value(api: &Api) -> Components {
    components(&edges(api, false))
}

/// The types that each type names; with `all` those as well that stand in lists and maps.
fn edges(api: &Api, all: bool) -> Vec<Vec<usize>> {
    api.types
        .iter()
        .map(|definition| {
            let mut found = Vec::new();
            match &definition.shape {
                Shape::Record(record) => {
                    for field in &record.fields {
                        found.extend(target(&field.ty, all));
                    }
                }
                Shape::Alias(ty) => found.extend(target(ty, all)),
                Shape::Enumeration(_) => {}
            }
            found
        })
        .collect()
}

/// The named type inside of a type.
fn target(mut ty: &Type, all: bool) -> Option<usize> {
    loop {
        match ty {
            Type::Named(id) => return Some(id.index()),
            Type::Optional(inner) => ty = inner,
            Type::List(inner, _) | Type::Map(inner) if all => ty = inner,
            _ => return None,
        }
    }
}

/// Tarjan's algorithm, with a stack of its own: a chain of types may be long.
fn components(edges: &[Vec<usize>]) -> Components {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let mut index = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut of = vec![UNSEEN; count];
    let mut open = Vec::new();
    let mut next = 0;
    let mut found = 0;
    for root in 0..count {
        if index[root] != UNSEEN {
            continue;
        }
        let mut visits = vec![(root, 0)];
        while let Some((node, edge)) = visits.pop() {
            if edge == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            } else {
                let child = edges[node][edge - 1];
                low[node] = low[node].min(low[child]);
            }
            let mut at = edge;
            let mut deeper = None;
            while let Some(&child) = edges[node].get(at) {
                at += 1;
                if index[child] == UNSEEN {
                    deeper = Some(child);
                    break;
                }
                if of[child] == UNSEEN {
                    low[node] = low[node].min(index[child]);
                }
            }
            if let Some(child) = deeper {
                visits.push((node, at));
                visits.push((child, 0));
            } else if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    of[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    Components { of, count: found }
}

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
        let edges = edges(api, true);
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
        let mut calls = vec![vec![0_u64; words]; components.count];
        for (bit, &(service, operation)) in order.iter().enumerate() {
            let operation = &api.services[service].operations[operation];
            let inputs = operation.inputs.iter().map(|input| &input.ty);
            for id in inputs
                .chain([&operation.output.ty])
                .filter_map(|ty| target(ty, true))
            {
                calls[components.of[id]][bit / 64] |= 1 << (bit % 64);
            }
        }
        // From the outermost in, so that what reaches a component is known before it is passed on.
        let mut members: Vec<usize> = (0..edges.len()).collect();
        members.sort_by_key(|member| std::cmp::Reverse(components.of[*member]));
        for member in members {
            let own = components.of[member];
            for &child in &edges[member] {
                let inner = components.of[child];
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
        let words = &self.calls[self.components.of(id)];
        let count = words.iter().map(|word| word.count_ones() as usize).sum();
        // Most words are empty, and this is asked for every change of a type.
        let first = words
            .iter()
            .enumerate()
            .filter(|(_, word)| **word != 0)
            .flat_map(|(at, word)| {
                (0..64_usize)
                    .filter(move |bit| word & (1_u64 << bit) != 0)
                    .map(move |bit| at * 64 + bit)
            })
            .take(3)
            .map(|bit| name(self.order[bit]))
            .collect();
        Calls { count, first }
    }
}
