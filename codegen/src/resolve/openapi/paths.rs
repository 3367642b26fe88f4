//! The paths of a document: each with its item, in an order of their own.

use super::identity::Item;
use super::{Context, keys, meant, servers};
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object;

/// The items of the paths, in the order of the paths: what several operations share is named by
/// the first.
pub(super) fn items<'d>(
    context: &Context<'d>,
    root: Node<'d>,
    at: Span,
    report: &mut Report,
) -> Vec<Item<'d>> {
    let Some(paths) = context.member(root, "paths") else {
        // 3.1 demands one of the three only.
        if root.get("webhooks").is_none() && root.get("components").is_none() {
            report
                .error(Code::MissingKey, at, "the document has no `paths`")
                .assume("it has no operations");
        }
        return Vec::new();
    };
    let mark = report.mark();
    let Some(paths) = object::mapping(paths, "paths", report) else {
        report.assume_since(mark, "there are no operations");
        return Vec::new();
    };
    let mut entries: Vec<_> = paths
        .entries()
        .filter(|path| !path.key.starts_with("x-"))
        .collect();
    entries.sort_by_key(|path| path.key);
    let mut items = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut path = entry.key.to_owned();
        if !path.starts_with('/') {
            path.insert(0, '/');
            report
                .error(
                    Code::InvalidValue,
                    entry.key_span,
                    format!("the path `{}` does not start with `/`", entry.key),
                )
                .help(format!("write `{path}`"))
                .assume(format!("it is `{path}`"));
        }
        if path.contains('#') {
            report.assumed(
                entry.key_span,
                format!("no server sees the fragment of the path `{path}`"),
                "it is sent without",
            );
        }
        let mark = report.mark();
        let Some(item) = object::mapping(entry.value, "a path", report) else {
            report.assume_since(mark, "the path is left out");
            continue;
        };
        if let Some(item) = referred(context, item, "path", report) {
            object::check_keys(item, &keys::PATH_ITEM, report);
            items.push(Item {
                path,
                path_span: entry.key_span,
                item,
                server: servers::own(item, report),
            });
        }
    }
    items
}

/// What a path or an operation refers to, or the thing itself.
pub(super) fn referred<'d>(
    context: &Context<'d>,
    item: Node<'d>,
    what: &str,
    report: &mut Report,
) -> Option<Node<'d>> {
    let beside =
        |item: Node<'d>, report: &mut Report| {
            let beside = item
                .entries()
                .filter(|entry| entry.key != "$ref" && !entry.key.starts_with("x-"));
            for beside in beside {
                report
                .error(
                    Code::Ignored,
                    beside.key_span,
                    format!("`{}` beside `$ref` is not supported and is ignored", beside.key),
                )
                .help(format!(
                    "say it in the {what} that is referred to, or acknowledge it in `bindery.yaml`"
                ));
            }
        };
    let meant = meant(context, item, what, false, beside, report)?;
    let mark = report.mark();
    let item = object::mapping(meant.node, &format!("the {what}"), report);
    report.assume_since(mark, &format!("the {what} is left out"));
    item
}
