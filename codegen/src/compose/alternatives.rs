//! Alternatives of a schema that says other things as well: each alternative gets what stands
//! beside them.

use std::collections::HashSet;
use std::rc::Rc;

use super::leaves::Leaf;
use super::merge::{Failure, TOO_MANY, Task, names};
use super::plan::{Planner, Value};
use super::restricts::{is_null, only_restricts};
use super::walk;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::NodeId;
use crate::syntax::{Entry, Kind, Node};

/// The alternatives of one of the parts of a schema.
pub(super) struct Union<'d> {
    pub(super) key: &'static str,
    pub(super) span: Span,
    /// The part that has them.
    place: NodeId,
    list: Node<'d>,
}

const KEYS: [&str; 2] = ["oneOf", "anyOf"];

/// Leaves out the alternatives of a part that has the schema itself, or a part of it, among them;
/// whether there are any. A parent that is a choice between its children is a part of each child,
/// without the choice.
pub(super) fn strip(planner: &mut Planner<'_>, task: &mut Task<'_>) -> bool {
    let held: HashSet<NodeId> = task.leaves.iter().map(|leaf| leaf.place).collect();
    let mut any = false;
    for leaf in &mut task.leaves {
        if Some(leaf.place) == task.own {
            continue;
        }
        let chosen = planner.chosen(leaf.place);
        if !held.is_disjoint(&chosen) {
            // The choice between children is added to the parent itself only.
            leaf.stripped |= !planner.children.contains_key(&leaf.place);
            any = true;
        }
    }
    any
}

impl Planner<'_> {
    /// The schemas that a schema is a choice between; found out once.
    fn chosen(&mut self, place: NodeId) -> Rc<HashSet<NodeId>> {
        if let Some(known) = self.chosen.get(&place) {
            return Rc::clone(known);
        }
        let chosen: HashSet<NodeId> = match self.children.get(&place) {
            Some(children) => children.iter().map(|(_, child)| *child).collect(),
            None => {
                let node = self.leaves.node(place).into_iter();
                let lists = node.flat_map(|node| KEYS.iter().filter_map(move |key| node.get(key)));
                let members = lists.flat_map(Node::items);
                members
                    .map(|member| self.part(member.identity()).place)
                    .collect()
            }
        };
        let chosen = Rc::new(chosen);
        self.chosen.insert(place, Rc::clone(&chosen));
        chosen
    }
}

/// The alternatives of the parts, and the keys of those of the schema itself that are none: they
/// only restrict what stands beside them, and are reported.
pub(super) fn of<'d>(
    task: &Task<'_>,
    nodes: &[(Leaf, Node<'d>)],
    kinds: Option<&[&str]>,
    report: &mut Report,
) -> (Vec<Union<'d>>, Vec<&'static str>) {
    let mut found = Vec::new();
    let mut restricting = Vec::new();
    let is_described = nodes.iter().any(|(_, node)| describes(*node));
    // Properties tell an object where no type is said.
    let kinds = kinds.unwrap_or(&["object"]);
    for (leaf, node) in nodes.iter().filter(|(leaf, _)| !leaf.stripped) {
        for key in KEYS {
            let Some(entry) = node.entry(key) else {
                continue;
            };
            let Some(list) = entry.value.as_sequence() else {
                continue;
            };
            if list.len() > 0
                && is_described
                && list.items().all(|item| only_restricts(item, kinds))
            {
                report_restricting(&entry, report);
                if Some(leaf.place) == task.own {
                    restricting.push(key);
                }
                continue;
            }
            found.push(Union {
                key,
                span: entry.key_span,
                place: leaf.place,
                list,
            });
        }
    }
    (found, restricting)
}

/// Whether a schema says what its values are, by more than a type.
pub(crate) fn describes(node: Node<'_>) -> bool {
    let mut keys = walk::STRUCTURE.iter().filter(|key| **key != "required");
    keys.any(|key| node.get(key).is_some())
}

/// Reports alternatives that only restrict what stands beside them.
pub(crate) fn report_restricting(entry: &Entry<'_>, report: &mut Report) {
    let has_required = |item: Node<'_>| item.get("required").is_some();
    let message = if entry.value.items().any(has_required) {
        "tells which properties go together, which no type says"
    } else {
        "only restricts the value, which no type says"
    };
    report
        .error(
            Code::Ignored,
            entry.key_span,
            format!("`{}` {message}", entry.key),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// The alternatives with what stands beside them.
pub(super) fn distributed(
    planner: &mut Planner<'_>,
    task: &Task<'_>,
    nodes: &[(Leaf, Node<'_>)],
    union: &Union<'_>,
    report: &mut Report,
) -> Result<Value, Failure> {
    let structured = |node: &Node<'_>| {
        walk::STRUCTURE.iter().any(|key| {
            node.get(key)
                .is_some_and(|value| value.len() > 0 || value.kind() == Kind::Scalar)
        })
    };
    let beside: Vec<NodeId> = nodes
        .iter()
        .filter(|(_, node)| structured(node))
        .map(|(leaf, _)| leaf.place)
        .collect();
    let plain = || {
        let items = union.list.items().map(|item| Value::Node(item.identity()));
        Ok(Value::List(items.collect()))
    };
    if beside.is_empty() {
        return plain();
    }
    let kinds: Vec<&str> = nodes
        .iter()
        .map(|(_, node)| names(*node))
        .find(|names| !names.is_empty())
        .unwrap_or_default();
    let rest: Vec<Leaf> = task
        .leaves
        .iter()
        .map(|leaf| Leaf {
            stripped: leaf.stripped || leaf.place == union.place,
            ..leaf.clone()
        })
        .collect();
    let mut members = Vec::new();
    for item in union.list.items() {
        if item.kind() != Kind::Mapping {
            continue;
        }
        let own = names(item);
        if is_null(item) {
            members.push(Value::Node(item.identity()));
            continue;
        }
        let part = planner.part(item.identity());
        planner.leaves.settle(part.place, report);
        if planner.leaves.are_too_many(part.place) {
            return Err(TOO_MANY);
        }
        let held: HashSet<NodeId> = planner
            .leaves
            .of(part.place)
            .iter()
            .map(|leaf| leaf.place)
            .collect();
        if beside.iter().all(|place| held.contains(place)) {
            members.push(Value::Node(item.identity()));
            continue;
        }
        if !kinds.is_empty() && !own.is_empty() && !own.iter().any(|kind| kinds.contains(kind)) {
            report
                .error(
                    Code::Ignored,
                    crate::syntax::object::head(item),
                    "no value of this alternative is of the type that all of them are",
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
            continue;
        }
        if !planner.leaves.spend(rest.len()) {
            return Err("has too many alternatives");
        }
        let label = part.name.as_deref().map(str::to_owned);
        let described_at = part.place;
        let parts = vec![part];
        let at = item
            .entries()
            .next()
            .map_or(union.span, |entry| entry.key_span);
        let made = planner.make(task.file, parts, rest.clone(), at, report);
        planner.stands_for(&made, described_at, label);
        members.push(made);
    }
    if members.is_empty() {
        return Err("has no alternative that any value is of");
    }
    Ok(Value::List(members))
}
