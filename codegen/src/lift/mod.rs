//! Older formats, lifted to the one that is resolved: Swagger 2.0 becomes OpenAPI 3.0.
//!
//! A document is lifted once everything is read and overlays are applied, node by node: what is new
//! has the span of what it was made from, so that findings point into the lines of the user. What is
//! written stays beside it, because references, JSON pointers and paths name that: a reference is
//! followed in the file as it is written, and what is found there leads to what it was lifted to.
//! Schemas are changed where they stand; everything else is made anew.
//!
//! It knows nothing of types and of no later stage. What OpenAPI 3 cannot express is a finding here.

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
