//! Which types contain which, and which of them are recursive.
//!
//! Types that lead to each other are one component. The work is linear in the size of the
//! description, however types refer to each other. This module does not decide what a cycle means.

use crate::model::{Api, Form, Shape, Type, TypeId};

/// For each node of a graph, the number of its strongly connected component. Components are
/// numbered from the innermost out.
pub(crate) struct Components {
    of: Vec<usize>,
    count: usize,
    /// Whether a step or more leads from a node back to it.
    cyclic: Vec<bool>,
}

impl Components {
    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The component of a node.
    pub(crate) fn at(&self, node: usize) -> usize {
        self.of[node]
    }

    /// The component of a type.
    pub(crate) fn of(&self, id: TypeId) -> usize {
        self.at(id.index())
    }

    /// Whether a step or more leads from a node back to it.
    pub(crate) fn leads_back(&self, node: usize) -> bool {
        self.cyclic[node]
    }

    /// Whether a field of `owner` of this type holds its own record by value, so that the record
    /// would have no size.
    pub(crate) fn is_endless(&self, owner: TypeId, ty: &Type) -> bool {
        let mut held = named(ty, false).into_iter();
        held.any(|held| self.at(held) == self.of(owner))
    }
}

/// The components of the types that hold each other by value: not in a list, not in a map.
pub(crate) fn by_value(api: &Api) -> Components {
    components(&holding(api, false))
}

/// The types that each type holds; with `all` those as well that stand in lists and maps.
pub(crate) fn holding(api: &Api, all: bool) -> Vec<Vec<usize>> {
    api.types
        .iter()
        .map(|definition| match &definition.shape {
            Shape::Record(record) => {
                let fields = record.fields.iter();
                fields.flat_map(|field| named(&field.ty, all)).collect()
            }
            // What is an object stands in a box.
            Shape::Union(union) => {
                let types = union.variants.iter().map(|variant| &variant.ty);
                let held = types.filter(|ty| all || !api.is_record(ty));
                held.flat_map(|ty| named(ty, all)).collect()
            }
            Shape::Alias(ty) => named(ty, all),
            Shape::Enumeration(_) => Vec::new(),
        })
        .collect()
}

/// The named types inside of a type, of which only a tuple has several; with `all` in lists and
/// maps as well.
pub(crate) fn named(ty: &Type, all: bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut pending = Vec::new();
    let mut next = Some(ty);
    while let Some(ty) = next {
        next = match ty.form() {
            Form::Named(id) => {
                found.push(id.index());
                None
            }
            Form::Optional(inner) => Some(inner),
            Form::List(inner) | Form::Map(inner) if all => Some(inner),
            Form::Tuple(places) => {
                pending.extend(places);
                None
            }
            Form::List(_) | Form::Map(_) => None,
            Form::Scalar | Form::Json | Form::Upload | Form::Nothing => None,
        };
        next = next.or_else(|| pending.pop());
    }
    found
}

/// The nodes that some lead to, themselves included.
pub(crate) fn reached(edges: &[Vec<usize>], from: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; edges.len()];
    let mut pending: Vec<usize> = from.collect();
    while let Some(node) = pending.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            pending.extend(&edges[node]);
        }
    }
    reached
}

/// Tarjan's algorithm, with a stack of its own: a chain of types may be long.
pub(crate) fn components(edges: &[Vec<usize>]) -> Components {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let mut index = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut of = vec![UNSEEN; count];
    let mut cyclic = vec![false; count];
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
                cyclic[node] |= child == node;
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
                let several = open.last() != Some(&node);
                while let Some(member) = open.pop() {
                    of[member] = found;
                    cyclic[member] |= several;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    Components {
        of,
        count: found,
        cyclic,
    }
}
