//! The paths of a document: each with its item, in an order of their own.

use super::identity::Item;
use super::{Context, servers};
use crate::openapi;
use crate::report::{Code, Report};

/// The items of the paths, in the order of the paths: what several operations share is named by
/// the first.
pub(super) fn items<'d>(
    context: &Context<'d>,
    api: &'d openapi::Object<'d, openapi::Document<'d>>,
    report: &mut Report,
) -> Vec<Item<'d>> {
    // 3.1 demands one of the three only.
    if api.paths.is_none() && api.webhooks.is_none() && api.components.is_none() {
        report
            .error(Code::MissingKey, api.at(), "the document has no `paths`")
            .assume("it has no operations");
    }
    let Some(paths) = context.objects.one(&api.paths) else {
        return Vec::new();
    };
    let mut entries: Vec<_> = paths.object.items.iter().collect();
    entries.sort_by_key(|path| path.name);
    let mut items = Vec::with_capacity(entries.len());
    for entry in entries {
        let mut path = entry.name.to_owned();
        if !path.starts_with('/') {
            path.insert(0, '/');
            report
                .error(
                    Code::InvalidValue,
                    entry.span,
                    format!("the path `{}` does not start with `/`", entry.name),
                )
                .help(format!("write `{path}`"))
                .assume(format!("it is `{path}`"));
        }
        if path.contains('#') {
            report.assumed(
                entry.span,
                format!("no server sees the fragment of the path `{path}`"),
                "it is sent without",
            );
        }
        if let Some(item) = context.objects.meant(entry.value) {
            items.push(Item {
                path,
                path_span: entry.span,
                item: item.object,
                server: servers::own(context, &item.object.servers, report),
            });
        }
    }
    items
}
