//! Finds the name that was probably meant.

/// The candidate nearest to `name`, if one is near enough to be a slip of the fingers.
///
/// Letters' case is not counted as a difference; between equally near candidates the first in
/// alphabetical order wins, so that the answer does not depend on the order given.
pub(crate) fn suggest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    // A long name is text put in the wrong place; comparing it with everything would take long.
    if length == 0 || length > 200 {
        return None;
    }
    let allowed = length.div_ceil(3).min(4);
    candidates
        .into_iter()
        .filter(|candidate| {
            *candidate != name && candidate.len().abs_diff(name.len()) <= allowed * 4
        })
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
            (distance <= allowed && distance < length).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::suggest;

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
    fn the_order_of_candidates_does_not_matter() {
        assert_eq!(suggest("bat", ["cat", "rat"]), Some("cat"));
        assert_eq!(suggest("bat", ["rat", "cat"]), Some("cat"));
    }
}
