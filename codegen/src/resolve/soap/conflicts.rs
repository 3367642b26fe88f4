//! Disagreements between sources: listed, so that none is settled in silence.

use std::collections::BTreeMap;

use super::{Document, keys};
use crate::model::{Conflict, Operation, Wire};
use crate::report::{Code, Report};
use crate::syntax::object::{self, head};

/// The listed conflicts; a wire name that operations share without one is reported.
pub(super) fn conflicts(
    document: &Document<'_, '_>,
    operations: &[Operation],
    report: &mut Report,
) -> Vec<Conflict> {
    let listed: Vec<_> = document
        .root
        .get("conflicts")
        .and_then(|node| object::list(node, "conflicts", report))
        .into_iter()
        .flat_map(|node| node.items().collect::<Vec<_>>())
        .collect();
    let mut found = Vec::new();
    let mut shared: Vec<(String, Vec<String>)> = Vec::new();
    for node in listed {
        let Some(node) = object::mapping(node, "a conflict", report) else {
            continue;
        };
        object::check_keys(node, &keys::CONFLICT, report);
        for key in ["id", "says", "use", "docs"] {
            object::required(node, key, "the conflict", head(node), report);
        }
        if let (Some(says), Some(used)) = (node.get("says"), node.get("use")) {
            for source in used.items() {
                let Some(name) = object::text(source, "use", report) else {
                    continue;
                };
                if says.get(name).is_none() {
                    let meant = report.suggest(name, says.entries().map(|entry| entry.key));
                    report
                        .error(
                            Code::UnknownReference,
                            source.span(),
                            format!("nothing is said by `{name}` under `says`"),
                        )
                        .did_you_mean(meant);
                }
            }
        }
        let mut names = Vec::new();
        for name in node
            .get("operations")
            .into_iter()
            .flat_map(|node| node.items().collect::<Vec<_>>())
        {
            let Some(id) = object::text(name, "operations", report) else {
                continue;
            };
            if !operations.iter().any(|operation| operation.id == id) {
                let meant =
                    report.suggest(id, operations.iter().map(|operation| operation.id.as_str()));
                report
                    .error(
                        Code::UnknownReference,
                        name.span(),
                        format!("there is no operation `{id}`"),
                    )
                    .did_you_mean(meant);
            }
            names.push(id.to_owned());
        }
        if let Some(wire) = object::text_of(node, "wire", report) {
            shared.push((wire.to_owned(), names.clone()));
        }
        found.push(Conflict {
            operations: names,
            docs: object::text_or_empty(node, "docs", report),
        });
    }
    check_shared(operations, &shared, report);
    found
}

fn check_shared(operations: &[Operation], listed: &[(String, Vec<String>)], report: &mut Report) {
    let mut by_wire = BTreeMap::<&str, Vec<&Operation>>::new();
    for operation in operations {
        if let Wire::Soap(call) = &operation.wire {
            by_wire.entry(&call.element).or_default().push(operation);
        }
    }
    for (wire, sharing) in by_wire.into_iter().filter(|(_, sharing)| sharing.len() > 1) {
        let ids: Vec<&str> = sharing
            .iter()
            .map(|operation| operation.id.as_str())
            .collect();
        match listed.iter().find(|(name, _)| name == wire) {
            None => {
                report
                    .error(
                        Code::DuplicateWireName,
                        sharing[1].origin.span,
                        format!("`{}` and `{}` are both sent as `{wire}`", ids[0], ids[1]),
                    )
                    .label(sharing[0].origin.span, "the other one")
                    .help(format!("list them under `conflicts` with `wire: {wire}`, and say which source means which"));
            }
            Some((_, operations)) => {
                for operation in sharing
                    .iter()
                    .filter(|operation| !operations.contains(&operation.id))
                {
                    report
                        .error(
                            Code::ConflictingNames,
                            operation.origin.span,
                            format!("`{}` is sent as `{wire}`, and the conflict about `{wire}` does not list it", operation.id),
                        )
                        .help(format!("add `{}` to the `operations` of that conflict", operation.id));
                }
            }
        }
    }
}
