//! Every operation has its own id.

use std::collections::BTreeMap;

use crate::model::{Api, Operation};
use crate::report::{Code, Report};

pub(super) fn check(api: &Api, report: &mut Report) {
    for service in &api.services {
        let mut ids = BTreeMap::<&str, &Operation>::new();
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
        }
    }
}
