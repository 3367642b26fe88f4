//! Decides which variant a value is, if there is no tag.
//!
//! The value is read as each variant that its structure allows, the best first, until one knows all
//! of its properties. A variant with all required keys takes precedence over one without, which is
//! possible only if these may be null. Otherwise the order is: the fewest ignored properties; then
//! the fewest unknown values of enumerations and unions; then the fewest undescribed properties
//! that are kept; then the order of the description. Nested unions would multiply the work, so it
//! is bounded for the outermost value: what is not decided by then is kept as received.

use std::cell::Cell;

use super::buffered::{Buffered, Spent};
use super::fit::{Glance, fit};
use super::input::read_into;
use super::{Outcome, Stopped, UnionShape, Variant, Variants};
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;

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

/// Reads one variant of which the union around it is told nothing; whether nothing is said of it.
pub(super) fn apart(read: impl FnOnce() -> Outcome) -> Result<bool, Stopped> {
    let before = SAID.replace(Misfit::NONE);
    let outcome = read();
    let said = SAID.replace(before);
    outcome.map(|()| said == Misfit::NONE)
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

/// Reads the union that a value is, of the variants that are `wanted`, into one of two places: whether
/// it is the second one.
pub(super) fn decide(
    shape: &'static UnionShape,
    json: JsonValue,
    wanted: impl Fn(&Variant) -> bool,
    value: &mut dyn Variants,
    spare: &mut dyn Variants,
) -> bool {
    let _outermost = Outermost::begin(&json);
    let glance = Glance::of(&json);
    let mut candidates: Vec<_> = shape
        .variants
        .iter()
        .enumerate()
        .filter(|(_, variant)| wanted(variant))
        .filter_map(|(index, variant)| Some((fit(variant, &glance)?, index)))
        .collect();
    candidates.sort_unstable();
    let mut best: Option<(Misfit, usize)> = None;
    // The best so far is in the other one.
    let mut is_spare_free = false;
    for (fit, index) in candidates {
        if best
            .as_ref()
            .is_some_and(|(misfit, _)| fit.lacking() > 0 || fit.unknown() > misfit.lost)
        {
            break;
        }
        let held = if is_spare_free {
            spare.variant(index)
        } else {
            value.variant(index)
        };
        let skipped = Cell::new(0);
        let spent = Spent::counting(&skipped);
        // What is said of one variant is said of no other.
        let before = SAID.replace(Misfit::NONE);
        let input = Buffered::<serde_json::Error>::new(&json, spent);
        let read = read_into(held, input);
        let said = SAID.replace(before);
        if read.is_err() {
            continue;
        }
        let misfit = Misfit {
            lost: skipped.get().max(fit.unknown()),
            ..said
        };
        if misfit == Misfit::NONE {
            return is_spare_free;
        }
        let is_better = best.is_none_or(|known| (misfit, index) < known);
        if is_better {
            best = Some((misfit, index));
            is_spare_free = !is_spare_free;
        }
    }
    if best.is_some() {
        // What is said of it is not said of the union around it: every level would try all of its
        // variants again.
        return !is_spare_free;
    }
    say_unknown();
    value.unknown(UnknownVariant::from(json));
    false
}
