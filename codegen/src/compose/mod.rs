//! Schemas that are made of others, brought into a form that says it all in one place.
//!
//! `allOf` describes a value several times; whoever reads schemas wants one description. So each
//! schema with `allOf` gets the keys of all its parts, in the document itself and before anything
//! is resolved: what reads schemas afterwards needs to know of no composition. No schema is
//! copied: what a schema inherits is the node that it inherits, with the line where it stands, or a
//! link to it in another file; what else another file says is brought over. Alternatives
//! beside properties become alternatives that have the properties, and a parent whose discriminator
//! tells its children becomes the choice between them.
//!
//! It knows nothing of types, and reports only what no later stage can see. The work is bounded:
//! what would grow beyond the document by far is left as it is, and read as any JSON.

mod alternatives;
mod apply;
mod family;
mod kinds;
mod leaves;
mod merge;
mod plan;
mod restricts;
mod walk;

use std::collections::BTreeMap;

use crate::documents::Documents;
use crate::report::Report;
use crate::source::{FileId, Sources};
use crate::syntax::NodeId;

pub(crate) use alternatives::{describes, report_restricting};
pub(crate) use restricts::{is_null, only_restricts, says_null};

/// Composes every schema of the documents.
pub(crate) fn compose(documents: &mut Documents, sources: &Sources, report: &mut Report) {
    let (composed, plans) = {
        let found = walk::schemas(documents);
        if found.is_empty() {
            return;
        }
        let mut leaves = leaves::Leaves::new(documents, sources, found.size);
        for place in &found.composed {
            leaves.settle(*place, report);
            if let Some(node) = documents.node(*place) {
                walk::report_beside_references(node, report);
            }
        }
        let mut plan = plan::Planner::new(leaves);
        family::parents(&found, &mut plan, report);
        for place in &found.composed {
            plan.schema(*place, report);
        }
        for place in &found.several {
            plan.kinds(*place);
        }
        plan.finish(report)
    };
    let mut by_file: BTreeMap<FileId, Vec<(NodeId, plan::Plan)>> = BTreeMap::new();
    for (place, plan) in plans.existing {
        by_file.entry(place.0).or_default().push((place, plan));
    }
    apply::apply(documents, by_file, &plans.made, composed);
}
