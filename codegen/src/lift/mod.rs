//! Lifts older formats to the one that is resolved: Swagger 2.0 becomes OpenAPI 3.0.
//!
//! A document is lifted once everything is read and overlays are applied, node by node. A new node
//! has the span of the node that it was made from, so that findings point to the user's lines. The
//! original nodes are kept, because references, JSON pointers and paths name them: a reference is
//! followed in the file as it is written, and its target leads to the lifted node. Schemas are
//! changed in place; everything else is created anew.
//!
//! This module knows no types and no later stage. What OpenAPI 3 cannot express is a finding here.

mod bodies;
mod keys;
mod parameters;
mod part;
mod references;
mod responses;
mod schemas;
mod security;
mod servers;
mod swagger;

use crate::documents::Documents;
use crate::report::Report;
use crate::source::Sources;

/// Lifts every document that needs it.
pub(crate) fn lift(documents: &mut Documents, sources: &Sources, report: &mut Report) {
    let mark = report.mark();
    let plan = swagger::plan(documents, sources, report);
    report.permit(mark);
    if !plan.is_empty() {
        part::write(documents, plan);
        documents.walk_again(sources);
    }
}
