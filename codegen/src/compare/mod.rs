//! What changed from one description to another, and how each change affects callers.
//!
//! Models are compared, never text: what has no meaning is not a change, and a difference is
//! reported once, at its place. Two effects are distinguished: whether existing code still
//! compiles, and whether deployed programs still work. This module reads no file and chooses no
//! name.

pub(crate) mod annotations;
mod arguments;
mod bodies;
mod change;
mod comparison;
mod constants;
mod credentials;
#[cfg(test)]
mod decided;
mod degradations;
mod difference;
mod enumerations;
mod excerpt;
mod facts;
mod fields;
mod fits;
mod headers;
mod input_pairs;
mod inputs;
mod junit;
mod level;
mod log;
pub(crate) mod markdown;
mod messages;
mod operations;
mod outline;
mod outputs;
mod page;
mod pages;
mod pairs;
pub(crate) mod policy;
mod reach;
pub(crate) mod regenerated;
mod renamed;
mod rule;
mod sarif;
mod services;
mod side;
mod statuses;
mod subject;
mod tags;
mod terminal;
mod types;
mod unions;

pub use change::{Calls, Change, Location};
pub use comparison::{Comparison, Counts};
pub use level::{Source, UnknownVerdict, Verdict, Wire};
pub use outline::Cause;
pub use policy::Unmatched;
pub use rule::{Rule, UnknownRule};
pub(crate) use side::Side;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use crate::graph::{Components, by_value};
use crate::model::{Api, Facts, Type, TypeId};
use crate::usage::Direction;
use fits::{Fits, Party, Route, misfit};
use log::Log;
use side::View;

/// Both sides, and what is which.
struct Comparing<'a> {
    old: View<'a>,
    new: View<'a>,
    pairs: pairs::Pairs,
    old_boxes: Components,
    new_boxes: Components,
    reach: reach::Reach,
    /// The groups of calls that were renamed: by old service, new service and new tag.
    moved_tags: HashMap<(usize, usize, usize), usize>,
    /// Which types can be read as which others, as far as that was asked.
    fits: RefCell<Fits>,
}

/// Which way values travel for deployed programs.
#[derive(Clone, Copy, Debug)]
struct Ways {
    /// Callers get them.
    read: bool,
    /// Callers send them.
    written: bool,
    /// What is sent is text wherever it is a single value: in a path, a query or a header.
    as_text: bool,
}

/// Values that callers send, and do not get.
const SENT: Ways = Ways {
    read: false,
    written: true,
    as_text: false,
};

/// Values that callers get, and do not send.
const RECEIVED: Ways = Ways {
    read: true,
    written: false,
    as_text: false,
};

/// Finds every change from one description to another.
pub(crate) fn compare(old: &Side<'_>, new: &Side<'_>) -> Comparison {
    let (old_view, new_view) = (View::of(*old), View::of(*new));
    let pairs = pairs::pair(&old_view, &new_view);
    let comparing = Comparing {
        moved_tags: tags::moved(&old_view, &new_view, &pairs),
        pairs,
        old_boxes: by_value(old.api),
        new_boxes: by_value(new.api),
        reach: reach::Reach::of(old.api),
        fits: RefCell::default(),
        old: old_view,
        new: new_view,
    };
    let mut log = Log::default();
    services::compare(&comparing, &mut log);
    tags::compare(&comparing, &mut log);
    operations::compare(&comparing, &mut log);
    messages::compare(&comparing, &mut log);
    types::compare(&comparing, &mut log);
    degradations::compare(&comparing, &mut log);
    let mut comparison = log.finish(&comparing);
    policy::apply(&mut comparison, new.policy, new.sources);
    comparison
}

impl Comparing<'_> {
    /// Which way values of an old type travel.
    fn ways(&self, old: TypeId) -> Ways {
        match self.old.usage.direction(old) {
            Direction::Read => RECEIVED,
            Direction::Write => SENT,
            Direction::Both => Ways {
                read: true,
                written: true,
                as_text: false,
            },
        }
    }

    /// What is said of the values of two types where they are used, and by the aliases that stand
    /// for them, unless these are compared as types.
    fn facts<'f>(
        &self,
        (old, old_facts): (&Type, &'f Facts),
        (new, new_facts): (&Type, &'f Facts),
    ) -> (Cow<'f, Facts>, Cow<'f, Facts>) {
        fn of<'f>(api: &Api, ty: &Type, facts: &'f Facts) -> Cow<'f, Facts> {
            let said = api.aliases(ty).map(|alias| alias.facts.clone());
            match said.reduce(Facts::or) {
                Some(said) => Cow::Owned(facts.clone().or(said)),
                None => Cow::Borrowed(facts),
            }
        }
        if let (Type::Named(old), Type::Named(new)) = (old, new)
            && self.pairs.new_of(*old) == Some(*new)
        {
            return (Cow::Borrowed(old_facts), Cow::Borrowed(new_facts));
        }
        (
            of(self.old.side.api, old, old_facts),
            of(self.new.side.api, new, new_facts),
        )
    }

    /// What a type does to deployed programs that replaced an unrelated one, and the reason as the
    /// end of a sentence.
    fn replaced(&self, ways: Ways, old: &Type, new: &Type) -> (Wire, String) {
        fn party<'v>(view: &'v View<'_>) -> Party<'v> {
            Party {
                api: view.side.api,
                usage: &view.usage,
            }
        }
        let sent = if ways.as_text {
            Route::RequestText
        } else {
            Route::Request
        };
        let routes = [(ways.read, Route::Response), (ways.written, sent)];
        let mut fits = self.fits.borrow_mut();
        let found = routes
            .into_iter()
            .filter(|(travels, _)| *travels)
            .find_map(|(_, route)| {
                misfit(
                    &mut fits,
                    route,
                    (party(&self.old), old),
                    (party(&self.new), new),
                )
            });
        match found {
            // The message names both types already.
            Some(misfit) if misfit.is_plain => (Wire::Break, String::new()),
            Some(misfit) => (Wire::Break, format!(": {misfit}")),
            None => (
                Wire::Compatible,
                match (ways.read, ways.written) {
                    (true, false) => ", which deployed programs can read",
                    (false, true) => ", which accepts what deployed programs send",
                    (true, true) | (false, false) => "; deployed programs keep working",
                }
                .to_owned(),
            ),
        }
    }

    /// The calls that an old type takes part in.
    fn calls(&self, old: TypeId) -> Calls {
        self.reach.calls(old, |at| self.old.call_path(at))
    }
}

/// The places at which the common members of two lists are in another order: whether there are
/// any. `old_places` are those of the members of the new list in the old one.
fn is_reordered(old_places: impl Iterator<Item = usize>) -> bool {
    let mut last = None;
    for place in old_places {
        if last.is_some_and(|last| place < last) {
            return true;
        }
        last = Some(place);
    }
    false
}

/// The documentation without what is said in it of these bounds and this default, which are
/// compared as such.
fn prose<'d>(docs: &'d str, facts: &Facts) -> &'d str {
    let mut docs = docs;
    for (mark, is_said) in [
        ("Default: `", facts.default.is_some()),
        ("Bounds: ", !facts.bounds.is_empty()),
    ] {
        if !is_said {
            continue;
        }
        if docs.starts_with(mark) {
            return "";
        }
        if let Some((before, _)) = docs.rsplit_once(&format!("\n\n{mark}")) {
            docs = before;
        }
    }
    docs
}
