//! Decides which variant a value is, where no tag does.
//!
//! The value is read as each variant that its surface allows, the best first, until one knows all
//! of it. Otherwise the one wins that leaves the least unread, and of several the first in the
//! description. Unions inside of unions would multiply the work, so it is bounded for the outermost
//! value: what is not decided by then is kept as it is.

use std::cell::Cell;

use serde::de::value::Error;

use super::buffered::{Buffered, Spent};
use super::fit::fit;
use super::table::{ReadUnion, Variant};
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;

/// How many times each part of a value may be looked at, besides a few times in any case.
const MOST_LOOKS: usize = 64;
const FEW: usize = 1024;

thread_local! {
    /// What may still be looked at, while a union is being decided.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
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
    let mut best: Option<(usize, usize, U)> = None;
    for (fit, index) in candidates {
        if best
            .as_ref()
            .is_some_and(|(skipped, ..)| fit.unknown() > *skipped)
        {
            break;
        }
        let skipped = Cell::new(0);
        let spent = Spent::counting(&skipped);
        let Ok(read) = U::read(index, Buffered::<Error>::new(&value, spent)) else {
            continue;
        };
        // What the surface tells of an enumeration, its reader does not.
        let skipped = skipped.get().max(fit.unknown());
        if skipped == 0 {
            return read;
        }
        let is_better = best
            .as_ref()
            .is_none_or(|(known, at, _)| (skipped, index) < (*known, *at));
        if is_better {
            best = Some((skipped, index, read));
        }
    }
    match best {
        Some((.., read)) => read,
        None => U::unknown(UnknownVariant::from(value)),
    }
}
