//! The tags that a document describes. Groups of calls do not nest: the parent of a tag and its kind
//! are for people.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::operation::summarised;
use crate::openapi;
use crate::report::{Code, Report};
use crate::source::Span;

/// The tags that the document describes: by name, where the name stands, and the documentation.
pub(super) fn described<'d>(
    context: &Context<'d>,
    api: &'d openapi::Document<'d>,
    report: &mut Report,
) -> BTreeMap<&'d str, (Span, String)> {
    let mut found = BTreeMap::new();
    let mut parents = BTreeMap::new();
    for tag in context.objects.listed(&api.tags) {
        let Some(name) = tag.name else { continue };
        if found.contains_key(name.value) {
            report
                .error(
                    Code::DuplicateValue,
                    name.span(),
                    format!("the tag `{}` is described twice", name.value),
                )
                .assume("the first description counts");
            continue;
        }
        if let Some(parent) = tag.parent {
            parents.insert(name.value, (parent.value, parent.span()));
        }
        found.insert(name.value, (name.span(), summarised(&tag)));
    }
    nested(&found, &parents, report);
    found
}

/// Checks that the parent of each tag is described, and that none is its own ancestor.
fn nested(
    described: &BTreeMap<&str, (Span, String)>,
    parents: &BTreeMap<&str, (&str, Span)>,
    report: &mut Report,
) {
    let mut seen = BTreeSet::new();
    for (tag, (parent, span)) in parents {
        if !described.contains_key(parent) {
            let meant = report.suggest(parent, described.keys().copied());
            report
                .error(
                    Code::UnknownReference,
                    *span,
                    format!("the tag `{parent}` is not defined under `tags`"),
                )
                .did_you_mean(meant)
                .assume(format!("`{tag}` has no parent"));
        }
        let mut line = vec![*tag];
        let mut at = *tag;
        while let Some((parent, span)) = parents.get(at).filter(|_| seen.insert(at)) {
            if line.contains(parent) {
                report
                    .error(
                        Code::ReferenceCycle,
                        *span,
                        format!("the tag `{parent}` is its own ancestor"),
                    )
                    .assume(format!("`{at}` has no parent"));
            }
            line.push(parent);
            at = parent;
        }
    }
}
