//! Operations: each has an id and a path of its own, and a JSON property has one input.

use std::collections::BTreeMap;

use crate::model::{Api, Operation, Wire};
use crate::report::{Code, Report};

pub(super) fn check(api: &Api, report: &mut Report) {
    for service in &api.services {
        let mut ids = BTreeMap::<&str, &Operation>::new();
        let mut paths = BTreeMap::<(String, &str), &Operation>::new();
        for operation in &service.operations {
            if let Some(first) = ids.insert(&operation.id, operation) {
                report
                    .error(
                        Code::DuplicateOperation,
                        operation.origin.span,
                        format!("two operations are called `{}`", operation.id),
                    )
                    .label(first.origin.span, "the other one");
            }
            if let Wire::Rest(call) = &operation.wire {
                let place = (template(&call.path), call.method.as_str());
                if let Some(first) = paths.insert(place, operation) {
                    report
                        .error(
                            Code::DuplicatePath,
                            operation.origin.span,
                            format!(
                                "`{}` and `{}` cannot be told apart by a server",
                                first.id, operation.id
                            ),
                        )
                        .label(first.origin.span, "the other one")
                        .help("their paths differ in the names of parameters only");
                }
            }
        }
    }
}

/// A path without the names of its parameters.
fn template(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                inside = true;
                out.push_str("{}");
            }
            '}' => inside = false,
            other if !inside => out.push(other),
            _ => {}
        }
    }
    out
}
