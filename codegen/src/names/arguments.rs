//! The order of positional arguments, as `bindery.lock` keeps it.
//!
//! If two arguments are swapped, calls may still compile and mean something else. The order of the
//! required arguments of a method is therefore remembered, and an argument that moved is a finding.
//! An argument that is added, removed or renamed is not: the compiler reports it to callers.
//!
//! This module decides no order: the description does. An acknowledged move stays in the lock file,
//! as the previous order, as long as the acknowledgement exists, because the next run has to find
//! the same.

use std::collections::BTreeMap;

use super::calls::{argument, before, place, positional};
use super::{Ledger, LedgerKey};
use crate::model::{Api, Operation};
use crate::report::{Code, Degradation, Report};
use crate::source::Span;

/// An operation whose arguments stand in another order than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The first argument that stands before one that it stood behind.
    pub(crate) span: Span,
    /// What is so, as a finding says it.
    pub(crate) message: String,
    /// Whether a run before this one accepted it.
    pub(crate) accepted: bool,
    /// The line of the ledger that remembers the order before the move.
    pub(crate) line: String,
}

impl Moved {
    /// Adds the finding.
    pub(crate) fn report(&self, report: &mut Report) {
        report
            .error(Code::MovedArgument, self.span, self.message.clone())
            .help(
                "put it back where it stood, or acknowledge the move in `bindery.yaml`: callers may compile and pass the one \
                 for the other",
            );
    }

    /// Takes the finding back where a run before this one accepted it, and nobody speaks of it any
    /// more.
    pub(crate) fn withdraw_if_accepted(&self, report: &mut Report) {
        if self.accepted {
            report.withdraw(Code::MovedArgument, self.span, &self.message);
        }
    }

    /// Whether this is what was acknowledged.
    pub(crate) fn is(&self, acknowledged: &Degradation) -> bool {
        acknowledged.code == Code::MovedArgument
            && acknowledged.span == self.span
            && acknowledged.message == self.message
    }
}

/// Orders of arguments that were given before, by operation; a merge may leave several, and each
/// of them holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders(BTreeMap<LedgerKey, Vec<Vec<String>>>);

impl Orders {
    /// Reads the lines of a ledger: a place, and the arguments, apart by spaces. Lines that are
    /// none of it are answered as they are.
    pub(crate) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> (Self, Vec<&'l str>) {
        let mut orders = BTreeMap::<LedgerKey, Vec<Vec<String>>>::new();
        let mut unread = Vec::new();
        for line in lines {
            let mut words = line.split(' ');
            let place = words.next().and_then(LedgerKey::read);
            let order: Vec<_> = words.map(str::to_owned).collect();
            match place {
                Some(place) if is_order(&order) => orders.entry(place).or_default().push(order),
                _ => unread.push(line),
            }
        }
        (Self(orders), unread)
    }

    /// The places of which two orders contradict each other, with those.
    pub(crate) fn contradictions(&self) -> impl Iterator<Item = (&str, [String; 2])> {
        self.0.iter().filter_map(|(place, orders)| {
            let pairs = orders
                .iter()
                .flat_map(|one| orders.iter().map(move |other| (one, other)));
            pairs
                .filter(|(one, other)| first_moved(one, other).is_some())
                .map(|(one, other)| (place.as_str(), [one.join(" "), other.join(" ")]))
                .next()
        })
    }

    fn of(&self, place: &LedgerKey) -> &[Vec<String>] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }
}

/// The orders of positional arguments that a run gives, as lines of the next ledger.
pub(crate) fn orders(api: &Api) -> Vec<String> {
    let operations = api.services.iter().flat_map(|service| &service.operations);
    operations
        .filter_map(|operation| {
            let order = order(operation);
            (order.len() > 1).then(|| line(&place(operation), &order))
        })
        .collect()
}

/// The operations whose arguments stand in another order than before.
pub(crate) fn moved(api: &Api, ledger: &Ledger) -> Vec<Moved> {
    let mut found = Vec::new();
    for service in &api.services {
        for (operation, before) in service.operations.iter().zip(before(service, ledger)) {
            let order = order(operation);
            // Under another id, it is known under the one that it was renamed from.
            let renamed = operation
                .renamed_from
                .as_ref()
                .map(|id| LedgerKey::new(&operation.origin.file, "operations", id));
            let places = [Some(before), renamed];
            let known = |orders: &Orders| {
                places
                    .iter()
                    .flatten()
                    .flat_map(|place| orders.of(place))
                    .find_map(|old| Some((old.clone(), first_moved(old, &order)?)))
            };
            let (old, at, accepted) = match (known(&ledger.orders), known(&ledger.former_orders)) {
                (Some((old, at)), _) => (old, at, false),
                (None, Some((old, at))) => (old, at, true),
                (None, None) => continue,
            };
            let input = positional(operation).nth(at);
            found.push(Moved {
                span: input.map_or(operation.origin.span, |input| input.origin.span),
                message: format!(
                    "`{}` takes its arguments as {}, and took them as {}",
                    operation.id,
                    shown(&order),
                    shown(&old)
                ),
                accepted,
                line: line(&place(operation), &old),
            });
        }
    }
    found
}

/// The arguments of an operation, in their order, each by where it travels and its wire name.
fn order(operation: &Operation) -> Vec<String> {
    positional(operation).map(argument).collect()
}

/// The first argument of `new` that stands before one that it stood behind in `old`.
fn first_moved(old: &[String], new: &[String]) -> Option<usize> {
    let was = |name: &String| old.iter().position(|other| other == name);
    new.iter().enumerate().position(|(at, name)| {
        was(name).is_some_and(|here| {
            let mut behind = new[at + 1..].iter();
            behind.any(|other| was(other).is_some_and(|there| there < here))
        })
    })
}

/// Whether these are arguments of one call: at least two, and none of them twice.
fn is_order(names: &[String]) -> bool {
    let mut distinct: Vec<_> = names.iter().collect();
    distinct.sort();
    distinct.dedup();
    names.len() > 1 && distinct.len() == names.len() && names.iter().all(|name| name.contains('/'))
}

fn line(place: &LedgerKey, order: &[String]) -> String {
    format!("{} {}", place.as_str(), order.join(" "))
}

/// The wire names, as a sentence has them.
fn shown(order: &[String]) -> String {
    let names: Vec<_> = order
        .iter()
        .map(|name| name.split_once('/').map_or(name.as_str(), |(_, name)| name))
        .collect();
    format!("`{}`", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{Orders, first_moved};

    fn names(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn only_a_changed_relative_order_is_a_move() {
        for (old, new, expected) in [
            ("ab", "ab", None),
            ("ab", "ba", Some(0)),
            ("ab", "xayb", None),
            ("abc", "ac", None),
            ("abc", "acb", Some(1)),
            ("abc", "xcya", Some(1)),
            ("ab", "cd", None),
            ("a", "ba", None),
        ] {
            assert_eq!(
                first_moved(&names(old), &names(new)),
                expected,
                "{old} {new}"
            );
        }
    }

    #[test]
    fn what_is_no_order_is_told_apart() {
        let lines = [
            "a.yaml#operations/get path/a path/b",
            "a.yaml#operations/get path/a",
            "a.yaml#operations/get path/a path/a",
            "a.yaml path/a path/b",
            "a.yaml#operations/get a b",
        ];
        let (_, unread) = Orders::read(lines.into_iter());
        assert_eq!(unread, lines[1..]);
    }

    #[test]
    fn orders_of_two_branches_hold_together_unless_they_contradict_each_other() {
        let (added, _) = Orders::read(["a#o/x p/a p/b p/c", "a#o/x p/a p/d p/b"].into_iter());
        assert_eq!(added.contradictions().count(), 0);
        let (moved, _) = Orders::read(["a#o/x p/a p/b", "a#o/x p/b p/a"].into_iter());
        assert_eq!(
            moved.contradictions().collect::<Vec<_>>(),
            [("a#o/x", ["p/a p/b".to_owned(), "p/b p/a".to_owned()])]
        );
    }
}
