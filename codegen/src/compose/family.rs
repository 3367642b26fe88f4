//! Parents that tell their children by a discriminator: whoever refers to the parent means one of
//! them.

use std::collections::BTreeMap;

use super::plan::Planner;
use super::walk::Found;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::NodeId;

/// Finds the children of each parent. They are in the order of their names: where a schema stands
/// has no meaning.
pub(super) fn parents(found: &Found, planner: &mut Planner<'_>, report: &mut Report) {
    if found.parents.is_empty() {
        return;
    }
    let mut names = BTreeMap::new();
    let (documents, sources) = (planner.leaves.documents, planner.leaves.sources);
    for root in documents.roots() {
        let schemas = documents
            .member(sources, root, "components")
            .and_then(|components| documents.member(sources, components, "schemas"));
        for entry in schemas.into_iter().flat_map(Node::entries) {
            // An index refers to the files that describe its schemas.
            let place = documents.behind(sources, entry.value).identity();
            let known = names.entry(place).or_insert(entry.key);
            *known = entry.key.min(*known);
        }
    }
    let mut children: BTreeMap<NodeId, Vec<(&str, NodeId)>> = BTreeMap::new();
    for child in &found.composed {
        let Some(name) = names.get(child) else {
            continue;
        };
        for leaf in planner.leaves.of(*child).iter() {
            if leaf.place != *child && found.parents.binary_search(&leaf.place).is_ok() {
                children
                    .entry(leaf.place)
                    .or_default()
                    .push((*name, *child));
            }
        }
    }
    for (parent, mut children) in children {
        if let Some(at) = untold(planner, parent, &children) {
            report
                .error(
                    Code::Ignored,
                    at,
                    "the discriminator does not tell which values the schemas stand for that are made of this one: it is read without them",
                )
                .help("add a `mapping`, or acknowledge it in `bindery.yaml`");
            continue;
        }
        children.sort_unstable();
        let children = children
            .into_iter()
            .map(|(name, place)| (name.to_owned(), place));
        planner.children.insert(parent, children.collect());
    }
}

/// Where the discriminator of a parent stands, if it lists more values than there are children, and
/// nothing says which of them a child stands for.
fn untold(planner: &Planner<'_>, parent: NodeId, children: &[(&str, NodeId)]) -> Option<Span> {
    let node = planner.leaves.node(parent)?;
    let discriminator = node.entry("discriminator")?;
    let property = discriminator.value.get("propertyName")?.text()?;
    let described = |node: Node<'_>| node.get("properties")?.get(property).map(|_| ());
    let (documents, sources) = (planner.leaves.documents, planner.leaves.sources);
    let described_as = documents.member(sources, node.get("properties")?, property)?;
    let listed = described_as.get("enum")?;
    let is_told = |(name, child): &(&str, NodeId)| {
        listed.items().any(|value| value.text() == Some(name))
            || planner.leaves.of(*child).iter().any(|leaf| {
                let own = planner.leaves.node(leaf.place);
                leaf.place != parent && own.and_then(described).is_some()
            })
    };
    let is_untold = discriminator.value.get("mapping").is_none()
        && listed.len() > children.len()
        && !children.iter().any(is_told);
    is_untold.then_some(discriminator.key_span)
}
