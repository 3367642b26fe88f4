//! Whether the compiler agrees with a rule.

use bindery::SourceEffect;

use crate::caller::{Promise, Words};
use crate::cases::Case;
use crate::compiler::{Outcome, Outcomes};
use crate::workspace::{Side, Workspace};

/// What is wrong with a case.
pub(crate) fn judge(case: &Case, outcomes: &Outcomes) -> Option<String> {
    let rule = case.rule;
    for side in [Side::Old, Side::New] {
        let emitted = outcomes.get(&Workspace::emitted(rule, side));
        if let Some(outcome) = emitted.filter(|outcome| !outcome.compiled) {
            return Some(format!(
                "{rule}: the {} crate does not compile:\n{}",
                side.as_str(),
                outcome.errors.join("\n")
            ));
        }
    }
    let outcome = |side| {
        let package = Workspace::caller(rule, side);
        outcomes.get(&package).ok_or(format!(
            "{rule}: `{package}` was not compiled, and nothing says why"
        ))
    };
    let found = outcome(Side::Old).and_then(|old| {
        if !old.compiled {
            return Err(format!(
                "{rule}: the caller does not compile against the old crate:\n{}",
                old.errors.join("\n")
            ));
        }
        against_new(case, outcome(Side::New)?).map_err(|why| format!("{rule}: {why}"))
    });
    found.err()
}

fn against_new(case: &Case, new: &Outcome) -> Result<(), String> {
    let breaks = case.change().source() == SourceEffect::Break;
    match &case.caller.promise {
        Promise::Compiles(_) if breaks => {
            Err("it is a break of source, and the caller states no error".to_owned())
        }
        Promise::Silent(_) | Promise::Breaks(_) if !breaks => {
            Err("it is no break of source, and the caller states one".to_owned())
        }
        Promise::Compiles(_) | Promise::Silent(_) if !new.compiled => Err(format!(
            "the caller does not compile against the new crate:\n{}",
            new.errors.join("\n")
        )),
        Promise::Compiles(warnings) => unmatched(warnings, &new.warnings, "warning"),
        Promise::Silent(_) => Ok(()),
        Promise::Breaks(_) if new.compiled => {
            Err("the caller still compiles against the new crate".to_owned())
        }
        Promise::Breaks(errors) => {
            let other = new
                .errors
                .iter()
                .find(|text| !errors.iter().any(|words| words.stand_in(text)));
            match other {
                Some(text) => Err(format!("the caller breaks for another reason:\n{text}")),
                None => unmatched(errors, &new.errors, "error"),
            }
        }
    }
}

fn unmatched(expected: &[Words], found: &[String], what: &str) -> Result<(), String> {
    let missing = expected
        .iter()
        .find(|words| !found.iter().any(|text| words.stand_in(text)));
    match missing {
        Some(words) => Err(format!("no {what} holds `{words}`:\n{}", found.join("\n"))),
        None => Ok(()),
    }
}
