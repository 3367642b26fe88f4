//! Decides which variant a value is, where no tag does.
//!
//! The value is read as each variant that its surface allows, the best first, until one knows all
//! of it. One that has all required keys comes before one that has not, which it can only be if they
//! may be null. Otherwise the one wins that passes over the fewest properties; then the one with the
//! fewest values that an enumeration or a union does not list; then the one that keeps the fewest
//! properties that nothing describes; and of several the first in the description. Unions inside of
//! unions would multiply the work, so it is bounded for the outermost
//! value: what is not decided by then is kept as it is.

use std::cell::Cell;

use serde::de::value::Error;

use super::buffered::{Buffered, Spent};
use super::fit::fit;
use super::table::{ReadUnion, Variant};
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;
use crate::value::tolerant::Tolerant;

/// How many times each part of a value may be looked at, besides a few times in any case.
const MOST_LOOKS: usize = 64;
const FEW: usize = 1024;

thread_local! {
    /// What may still be looked at, while a union is being decided.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    /// What readers said of the value that is being read.
    static SAID: Cell<Misfit> = const { Cell::new(Misfit::NONE) };
}

/// How badly a type fits a value: what is lost weighs more than what has no name, and that more
/// than what is only kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Misfit {
    lost: usize,
    unknown: usize,
    kept: usize,
}

impl Misfit {
    const NONE: Self = Self {
        lost: 0,
        unknown: 0,
        kept: 0,
    };
}

/// Says that a value is none that its enumeration or its union lists.
pub(crate) fn say_unknown() {
    let said = SAID.get();
    SAID.set(Misfit {
        unknown: said.unknown.saturating_add(1),
        ..said
    });
}

/// Says that a property is kept that nothing describes by its name.
pub(crate) fn say_kept() {
    let said = SAID.get();
    SAID.set(Misfit {
        kept: said.kept.saturating_add(1),
        ..said
    });
}

/// Ends the work for the outermost value, however it ends.
struct Outermost(bool);

impl Outermost {
    fn begin(value: &JsonValue) -> Self {
        let is_outermost = LEFT.get().is_none();
        if is_outermost {
            let most = weight(value).saturating_mul(MOST_LOOKS);
            LEFT.set(Some(most.saturating_add(FEW)));
        }
        Self(is_outermost)
    }
}

impl Drop for Outermost {
    fn drop(&mut self) {
        if self.0 {
            LEFT.set(None);
        }
    }
}

/// Takes one look; whether there was one left.
pub(super) fn look() -> bool {
    match LEFT.get() {
        None => true,
        Some(0) => false,
        Some(left) => {
            LEFT.set(Some(left - 1));
            true
        }
    }
}

/// How many values there are in a value. It is as deep as a reader let it be.
fn weight(value: &JsonValue) -> usize {
    let mut count = 0;
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        count += 1;
        match value {
            JsonValue::Array(items) => pending.extend(items),
            JsonValue::Object(entries) => pending.extend(entries.values()),
            _ => {}
        }
    }
    count
}

/// The union that a value is, of the variants that `wanted` names.
pub(super) fn decide<U: ReadUnion>(value: JsonValue, wanted: impl Fn(&Variant) -> bool) -> U {
    let _outermost = Outermost::begin(&value);
    let mut candidates: Vec<_> = U::VARIANTS
        .iter()
        .enumerate()
        .filter(|(_, variant)| wanted(variant))
        .filter_map(|(index, variant)| Some((fit(variant, &value)?, index)))
        .collect();
    candidates.sort_unstable();
    let mut best: Option<(Misfit, usize, U)> = None;
    for (fit, index) in candidates {
        if best
            .as_ref()
            .is_some_and(|(misfit, ..)| fit.lacking() > 0 || fit.unknown() > misfit.lost)
        {
            break;
        }
        let skipped = Cell::new(0);
        let spent = Spent::counting(&skipped);
        // What is said of one variant is said of no other.
        let before = SAID.replace(Misfit::NONE);
        let input = Tolerant(Buffered::<Error>::new(&value, spent));
        let read = U::read(index, input);
        let said = SAID.replace(before);
        let Ok(read) = read else {
            continue;
        };
        let misfit = Misfit {
            lost: skipped.get().max(fit.unknown()),
            ..said
        };
        if misfit == Misfit::NONE {
            return read;
        }
        let is_better = best
            .as_ref()
            .is_none_or(|(known, at, _)| (misfit, index) < (*known, *at));
        if is_better {
            best = Some((misfit, index, read));
        }
    }
    match best {
        // What is said of it is not said of the union around it: every level would try all of its
        // variants again.
        Some((.., read)) => read,
        None => {
            say_unknown();
            U::unknown(UnknownVariant::from(value))
        }
    }
}
