//! Parents that tell their children by a discriminator: whoever refers to the parent means one of
//! them.

use std::collections::BTreeMap;

use super::Place;
use super::plan::Planner;
use super::walk::Found;
use crate::syntax::Node;

/// Finds the children of each parent. They are in the order of their names: where a schema stands
/// has no meaning.
pub(super) fn parents(found: &Found, planner: &mut Planner<'_>) {
    if found.parents.is_empty() {
        return;
    }
    let mut names = BTreeMap::new();
    for root in planner.leaves.documents.roots() {
        let schemas = root
            .get("components")
            .and_then(|components| components.get("schemas"));
        for entry in schemas.into_iter().flat_map(Node::entries) {
            names.insert(entry.value.identity(), entry.key);
        }
    }
    let mut children: BTreeMap<Place, Vec<(&str, Place)>> = BTreeMap::new();
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
        children.sort_unstable();
        let children = children
            .into_iter()
            .map(|(name, place)| (name.to_owned(), place));
        planner.children.insert(parent, children.collect());
    }
}
