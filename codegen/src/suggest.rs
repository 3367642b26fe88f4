//! Finds the name that was probably meant.

/// How many letters names may be compared by, all in all. A description of thousands of unknown
/// names has as many candidates for each; nobody reads that many suggestions.
#[derive(Debug)]
pub(crate) struct Effort(usize);

impl Default for Effort {
    fn default() -> Self {
        Self(5_000_000)
    }
}

/// What looking at a candidate costs that is told apart by its letters.
const GLANCE: usize = 8;

/// What comparing two names costs beside their letters.
const COMPARISON: usize = 64;

/// The candidate nearest to `name`, if one is near enough to be a slip of the fingers.
///
/// For few names: those of a description are [`suggest_within`] an effort.
pub(crate) fn suggest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    suggest_within(&mut Effort::default(), name, candidates)
}

/// The candidate nearest to `name`, if one is near enough to be a slip of the fingers, and if it is
/// found within an effort.
///
/// Letters' case is not counted as a difference; between equally near candidates the first in
/// alphabetical order wins, so that the result does not depend on the order given.
pub(crate) fn suggest_within<'c>(
    effort: &mut Effort,
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    if effort.0 == 0 {
        return None;
    }
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    // A long name is text put in the wrong place; comparing it with everything would take long.
    if length == 0 || length > 200 {
        return None;
    }
    let allowed = length.div_ceil(3).min(4);
    let letters = Letters::of(&wanted);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| {
            // Most are told apart by their letters, which costs next to nothing.
            effort.0 = effort.0.saturating_sub(GLANCE);
            if letters.differ_from(&Letters::of(candidate)) > allowed {
                return None;
            }
            let lower = candidate.to_lowercase();
            effort.0 = effort.0.saturating_sub(COMPARISON + length * length);
            if effort.0 == 0 {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &lower);
            (distance <= allowed && distance < length).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// How often each letter stands in a name, large or small; several share a place.
struct Letters([u8; 32]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0_u8; 32];
        for letter in text.chars().flat_map(char::to_lowercase) {
            let place = &mut counts[(u32::from(letter) % 32) as usize];
            *place = place.saturating_add(1);
        }
        Self(counts)
    }

    /// How many changes two names are apart at least: each adds one letter and takes away another.
    fn differ_from(&self, other: &Self) -> usize {
        let pairs = || self.0.iter().zip(&other.0);
        let more: usize = pairs()
            .map(|(one, other)| usize::from(one.saturating_sub(*other)))
            .sum();
        let less: usize = pairs()
            .map(|(one, other)| usize::from(other.saturating_sub(*one)))
            .sum();
        more.max(less)
    }
}

#[cfg(test)]
mod tests {
    use super::{Effort, suggest, suggest_within};

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let names = ["operationId", "operations", "parameters", "get"];
        assert_eq!(suggest("operatoinId", names), Some("operationId"));
        assert_eq!(suggest("operationid", names), Some("operationId"));
        assert_eq!(suggest("parameter", names), Some("parameters"));
        assert_eq!(suggest("gte", names), Some("get"));
        assert_eq!(suggest("responses", names), None);
        assert_eq!(suggest("x", names), None);
        assert_eq!(suggest("", names), None);
    }

    #[test]
    fn an_effort_ends() {
        let mut effort = Effort::default();
        let names: Vec<String> = (0..5_000)
            .map(|number| format!("name{number:05}"))
            .collect();
        let found = |effort: &mut Effort| {
            let meant = suggest_within(effort, "name0000x", names.iter().map(String::as_str));
            meant.map(str::to_owned)
        };
        assert_eq!(found(&mut effort).as_deref(), Some("name00000"));
        assert!((0..100).any(|_| found(&mut effort).is_none()));
    }

    #[test]
    fn the_order_of_candidates_does_not_matter() {
        assert_eq!(suggest("bat", ["cat", "rat"]), Some("cat"));
        assert_eq!(suggest("bat", ["rat", "cat"]), Some("cat"));
    }
}
