//! Merges schemas that are made of other schemas, so that one schema says everything.
//!
//! `allOf` describes a value several times; later stages need one description. Each schema with
//! `allOf` therefore gets the keywords of all its parts before anything is resolved, and no later
//! stage deals with composition. An inherited schema keeps its place in the document. Alternatives
//! beside properties become alternatives that have the properties, and a parent with a
//! discriminator becomes the choice between its children.
//!
//! This module knows no types, and reports only what no later stage can see. The work is bounded: a
//! schema that would become much larger than the document is left as it is, and read as any JSON.

mod alternatives;
mod family;
mod kinds;
mod leaves;
mod merge;
mod plan;
mod restricts;
#[cfg(test)]
mod tests;
mod walk;

use crate::documents::Documents;
use crate::report::Report;
use crate::schemas::Schemas;
use crate::source::Sources;

pub(crate) use alternatives::{describes, report_restricting};
pub(crate) use restricts::{is_null, only_restricts, says_null};

/// Composes the schemas of the documents.
pub(crate) fn compose(
    schemas: &mut Schemas<'_>,
    documents: &Documents,
    sources: &Sources,
    report: &mut Report,
) {
    let found = walk::schemas(schemas);
    if found.is_empty() {
        return;
    }
    let mut leaves = leaves::Leaves::new(schemas, documents.walked.size);
    for id in &found.composed {
        leaves.take_apart(*id, report);
        walk::report_beside_references(schemas.refer(*id), report);
    }
    let mut plan = plan::Planner::new(leaves);
    let names = family::names(schemas, documents, sources);
    family::parents(&found, &names, &mut plan, report);
    for id in &found.composed {
        plan.schema(*id, report);
    }
    for id in &found.several {
        plan.kinds(*id);
    }
    let (replaced, made) = plan.finish(report);
    schemas.put(replaced, made);
}
