//! Types that lead to themselves: an alias of itself names nothing, and a record that requires
//! itself has no value.

use crate::model::{Api, Presence, Shape, Type, TypeId};
use crate::report::{Code, Report};

pub(super) fn check(api: &Api, report: &mut Report) {
    let values = Cycles::of(&edges(api, false));
    let aliases = Cycles::of(&edges(api, true));
    for index in 0..api.types.len() {
        let definition = api.definition(TypeId::new(index));
        match &definition.shape {
            Shape::Alias(_) if aliases.leads_back(index) => {
                report
                    .error(
                        Code::ReferenceCycle,
                        definition.origin.span,
                        format!("`{}` is described by nothing but itself", definition.name),
                    )
                    .help("a type may hold itself only as a property of an object");
            }
            Shape::Record(record) if values.leads_back(index) => {
                let requires = record.fields.iter().find(|field| {
                    field.presence == Presence::Required
                        && matches!(&field.ty, Type::Named(next) if values.same(index, next.index()))
                });
                let finding = report
                    .error(
                        Code::ReferenceCycle,
                        definition.origin.span,
                        format!("a value of `{}` would never end: it requires another one", definition.name),
                    )
                    .help("leave one of the properties in between out of `required`, or make it a list");
                if let Some(field) = requires {
                    finding.label(field.origin.span, "by this property");
                }
            }
            _ => {}
        }
    }
}

/// The cycles of a graph: its strongly connected components, by Tarjan's algorithm with a stack of
/// its own, in time linear in the graph.
struct Cycles {
    /// The component of each node.
    component: Vec<usize>,
    /// Whether a step or more leads from a node back to it.
    cyclic: Vec<bool>,
}

impl Cycles {
    fn of(edges: &[Vec<usize>]) -> Self {
        const NONE: usize = usize::MAX;
        let count = edges.len();
        let mut component = vec![NONE; count];
        let mut cyclic = vec![false; count];
        let mut order = vec![NONE; count];
        let mut lowest = vec![NONE; count];
        let mut visited = 0;
        let mut open = Vec::new();
        for start in 0..count {
            if order[start] != NONE {
                continue;
            }
            // Each step is a node and the number of its edges that were taken.
            let mut path = vec![(start, 0)];
            while let Some((node, taken)) = path.pop() {
                if taken == 0 {
                    (order[node], lowest[node]) = (visited, visited);
                    visited += 1;
                    open.push(node);
                } else {
                    // Back from a neighbour, or past one that was known.
                    let next = edges[node][taken - 1];
                    if component[next] == NONE {
                        lowest[node] = lowest[node].min(lowest[next]);
                    }
                }
                if let Some(&next) = edges[node].get(taken) {
                    path.push((node, taken + 1));
                    cyclic[node] |= next == node;
                    if order[next] == NONE {
                        path.push((next, 0));
                    }
                    continue;
                }
                if lowest[node] == order[node] {
                    let several = open.last() != Some(&node);
                    while let Some(member) = open.pop() {
                        component[member] = node;
                        cyclic[member] |= several;
                        if member == node {
                            break;
                        }
                    }
                }
            }
        }
        Self { component, cyclic }
    }

    fn leads_back(&self, node: usize) -> bool {
        self.cyclic[node]
    }

    /// Whether each of two nodes leads to the other, or they are one.
    fn same(&self, one: usize, other: usize) -> bool {
        self.component[one] == self.component[other]
    }
}

/// The steps from each type, by index.
fn edges(api: &Api, aliases_only: bool) -> Vec<Vec<usize>> {
    (0..api.types.len())
        .map(|index| {
            next(api, TypeId::new(index), aliases_only)
                .into_iter()
                .map(TypeId::index)
                .collect()
        })
        .collect()
}

/// The types that a value cannot be without; for an alias, those that it is made of.
fn next(api: &Api, id: TypeId, aliases_only: bool) -> Vec<TypeId> {
    match &api.definition(id).shape {
        Shape::Alias(ty) if aliases_only => anywhere(ty).into_iter().collect(),
        Shape::Alias(Type::Named(id)) => vec![*id],
        Shape::Record(record) if !aliases_only => record
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
            .filter_map(|field| {
                if let Type::Named(id) = &field.ty {
                    Some(*id)
                } else {
                    None
                }
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The named type inside of lists, maps and options.
fn anywhere(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Optional(inner) | Type::List(inner, _) | Type::Map(inner) => anywhere(inner),
        _ => None,
    }
}
