//! Parents that distinguish their children by a discriminator: a reference to the parent means one
//! of the children.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::plan::Planner;
use super::walk::Found;
use crate::documents::Documents;
use crate::keywords::Keyword;
use crate::report::{Code, Report};
use crate::schemas::{SchemaId, Schemas};
use crate::source::{Sources, Span};
use crate::syntax::Node;

/// What the components of all documents call schemas: of several names the first in alphabetical
/// order.
pub(super) fn names<'d>(
    schemas: &Schemas<'_>,
    documents: &'d Documents,
    sources: &Sources,
) -> HashMap<SchemaId, &'d str> {
    let mut names = HashMap::new();
    for root in documents.roots() {
        let components = documents
            .member(sources, root, "components")
            .and_then(|components| documents.member(sources, components, "schemas"));
        for entry in components.into_iter().flat_map(Node::entries) {
            // An index refers to the files that describe its schemas.
            let Some(id) = schemas.id(documents.behind(sources, entry.value)) else {
                continue;
            };
            let known = names.entry(id).or_insert(entry.key);
            *known = entry.key.min(*known);
        }
    }
    names
}

/// Finds the children of each parent. They are in the order of their names: where a schema stands
/// has no meaning.
pub(super) fn parents(
    found: &Found,
    names: &HashMap<SchemaId, &str>,
    planner: &mut Planner<'_, '_>,
    report: &mut Report,
) {
    let mut children: BTreeMap<SchemaId, Vec<(&str, SchemaId)>> = BTreeMap::new();
    for child in found.composed.iter().filter(|_| !found.parents.is_empty()) {
        let Some(name) = names.get(child) else {
            continue;
        };
        for leaf in planner.leaves.of(*child).iter() {
            if leaf.schema != *child && found.parents.binary_search(&leaf.schema).is_ok() {
                let children = children.entry(leaf.schema).or_default();
                children.push((*name, *child));
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
        let children = children.into_iter();
        let children = children.map(|(name, child)| (Rc::from(name), child));
        planner.children.insert(parent, children.collect());
    }
}

/// Where the discriminator of a parent stands, if it lists more values than there are children, and
/// nothing says which of them a child stands for.
fn untold(
    planner: &Planner<'_, '_>,
    parent: SchemaId,
    children: &[(&str, SchemaId)],
) -> Option<Span> {
    let schema = planner.leaves.schemas.refer(parent);
    let discriminator = schema.said(Keyword::Discriminator)?;
    let property = discriminator.node.get("propertyName")?.text()?;
    let described_as = schema.property(property)?.whole();
    let listed = described_as.list(Keyword::Enum)?;
    let is_told = |(name, child): &(&str, SchemaId)| {
        listed.iter().any(|value| value.text() == Some(name))
            || planner.leaves.of(*child).iter().any(|leaf| {
                let own = planner.leaves.schemas.refer(leaf.schema);
                leaf.schema != parent && own.property(property).is_some()
            })
    };
    let is_untold = discriminator.node.get("mapping").is_none()
        && listed.len() > children.len()
        && !children.iter().any(is_told);
    is_untold.then_some(discriminator.span)
}
