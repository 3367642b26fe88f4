//! What calls answer.

use super::log::{Log, code};
use super::operations::Call;
use super::{ANSWERED, Comparing, Rule, facts};
use crate::model::Type;

pub(super) fn compare(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let (old, new) = (&call.old.output, &call.new.output);
    let was = code(&comparing.old.rust(&old.ty));
    let is = code(&comparing.new.rust(&new.ty));
    let spans = (old.span, new.span);
    let (before, may_miss) = stripped(&old.ty);
    let (after, may_miss_now) = stripped(&new.ty);
    let nothing = |ty: &Type| *ty == Type::Nothing;
    match (nothing(before), nothing(after)) {
        (true, true) => return,
        (true, false) => {
            log.add(
                Rule::OutputAdded,
                &call.path,
                format!("the call answers {is}, and answered nothing"),
            )
            .both(spans.0, spans.1);
            return;
        }
        (false, true) => {
            log.add(
                Rule::OutputRemoved,
                &call.path,
                format!("the call answers nothing, and answered {was}"),
            )
            .both(spans.0, spans.1);
            return;
        }
        (false, false) => {}
    }
    match (may_miss, may_miss_now) {
        (false, true) => {
            log.add(
                Rule::OutputBecomesOptional,
                &call.path,
                "what the call answers may be missing: it is an `Option`",
            )
            .both(spans.0, spans.1);
        }
        (true, false) => {
            log.add(
                Rule::OutputNoLongerOptional,
                &call.path,
                "what the call answers is always there: it is no `Option`",
            )
            .both(spans.0, spans.1);
        }
        _ => {}
    }
    if let Some(difference) = comparing.difference(before, after) {
        let instead = comparing.instead(difference, &old.ty, &new.ty);
        let message = format!("the call answers {instead}");
        super::types::change(ANSWERED, difference, &call.path, message, log).both(spans.0, spans.1);
        return;
    }
    let owner = facts::Owner {
        subject: &call.path,
        ways: ANSWERED,
        optional: may_miss,
        old: spans.0,
        new: spans.1,
    };
    facts::compare(&owner, &old.facts, &new.facts, log);
}

/// A type without the `Option` around it, and whether there is one.
pub(super) fn stripped(ty: &Type) -> (&Type, bool) {
    match ty {
        Type::Optional(inner) => (inner, true),
        ty => (ty, false),
    }
}
