//! Which input of a call is which: on one side and on the other.

use std::collections::HashMap;

use super::inputs::place;
use super::operations::Call;
use super::{Comparing, pairs, renamed};
use crate::model::{Input, Location, Operation};

/// For each new input the old one that it was: by place and name, by name alone, by what the
/// description says, by its Rust name, by its place in the path.
pub(super) fn pair(comparing: &Comparing<'_>, call: &Call<'_>) -> Vec<Option<usize>> {
    let (olds, news) = (&call.old.inputs, &call.new.inputs);
    let mut bound = Bound {
        found: vec![None; news.len()],
        taken: vec![false; olds.len()],
    };
    let place_and_name = |input: &Input| {
        // Names of headers are the same in upper and lower case.
        let name = if input.place == Location::Header {
            input.wire.to_ascii_lowercase()
        } else {
            input.wire.clone()
        };
        Some(format!("{} {name}", place(input.place)))
    };
    bound.bind(
        |at| place_and_name(&olds[at]),
        |at| place_and_name(&news[at]),
    );
    let name = |at: usize| Some(olds[at].wire.clone());
    bound.bind(name, |at| Some(news[at].wire.clone()));
    bound.bind(name, |at| renamed::input(&news[at]).map(str::to_owned));
    let was = &comparing.old.operation_names(call.one).inputs;
    let is = &comparing.new.operation_names(call.other).inputs;
    bound.bind(|at| was.get(at).cloned(), |at| is.get(at).cloned());
    if same_path(call.old, call.new) {
        let (before, after) = (placeholders(call.old), placeholders(call.new));
        let at = |places: &HashMap<&str, usize>, input: &Input| {
            let place = (input.place == Location::Path).then(|| places.get(input.wire.as_str()));
            place.flatten().map(usize::to_string)
        };
        bound.bind(
            |index| at(&before, &olds[index]),
            |index| at(&after, &news[index]),
        );
    }
    bound.found
}

/// The inputs that are bound so far.
struct Bound {
    /// For each new one the old one.
    found: Vec<Option<usize>>,
    /// Which of the old ones are bound.
    taken: Vec<bool>,
}

impl Bound {
    /// Binds the inputs that are not bound yet and have the same key; one without a key is passed
    /// over.
    fn bind(
        &mut self,
        old_key: impl Fn(usize) -> Option<String>,
        new_key: impl Fn(usize) -> Option<String>,
    ) {
        let before: HashMap<String, usize> = (0..self.taken.len())
            .filter(|at| !self.taken[*at])
            .filter_map(|at| Some((old_key(at)?, at)))
            .collect();
        for at in 0..self.found.len() {
            if self.found[at].is_none()
                && let Some(&before) = new_key(at).and_then(|key| before.get(&key))
                && !self.taken[before]
            {
                self.found[at] = Some(before);
                self.taken[before] = true;
            }
        }
    }
}

/// Whether the paths of two calls differ by the names of their parameters alone.
fn same_path(old: &Operation, new: &Operation) -> bool {
    match (&old.wire, &new.wire) {
        (crate::model::Wire::Rest(old), crate::model::Wire::Rest(new)) => {
            pairs::template(&old.path) == pairs::template(&new.path)
        }
        _ => false,
    }
}

/// The parameters of a path by their places in it.
fn placeholders(operation: &Operation) -> HashMap<&str, usize> {
    let crate::model::Wire::Rest(rest) = &operation.wire else {
        return HashMap::new();
    };
    rest.path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .enumerate()
        .map(|(at, name)| (name, at))
        .collect()
}
