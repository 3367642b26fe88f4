//! The tags that a document describes. Groups of calls do not nest: the parent of a tag and its kind
//! are for people.

use std::collections::{BTreeMap, BTreeSet};

use super::keys;
use super::operation::summarised;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// The tags that the document describes: by name, where the name stands, and the documentation.
pub(super) fn described<'d>(
    root: Node<'d>,
    report: &mut Report,
) -> BTreeMap<&'d str, (Span, String)> {
    let mark = report.mark();
    let tags = root
        .get("tags")
        .and_then(|node| object::list(node, "tags", report));
    report.guess_since(mark, "no tag is described");
    let Some(tags) = tags else {
        return BTreeMap::new();
    };
    let mut found = BTreeMap::new();
    let mut parents = BTreeMap::new();
    for tag in tags.items() {
        let Some(tag) = object::mapping(tag, "a tag", report) else {
            continue;
        };
        object::check_keys(tag, &keys::TAG, report);
        let Some(name) = object::required(tag, "name", "the tag", head(tag), report) else {
            continue;
        };
        let Some(text) = object::text(name, "name", report) else {
            continue;
        };
        if found.contains_key(text) {
            report
                .error(
                    Code::DuplicateValue,
                    name.span(),
                    format!("the tag `{text}` is described twice"),
                )
                .assume("the first description counts");
            continue;
        }
        object::text_of(tag, "kind", report);
        if let Some(parent) = object::text_of(tag, "parent", report) {
            let span = tag.get("parent").map_or(name.span(), Node::span);
            parents.insert(text, (parent, span));
        }
        found.insert(text, (name.span(), summarised(tag, report)));
    }
    nested(&found, &parents, report);
    report.guess_since(mark, "the tag is as if it were not described");
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
