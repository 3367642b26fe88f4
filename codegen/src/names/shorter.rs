//! The words of the steps to a type, without redundant ones.

use super::words;

/// The words without those that repeat the ones before them, and without `Item` and the like where
/// those say it: the items of `line_items` are `line item`s.
pub(super) fn shorter(text: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words::split(text) {
        let container = kept.last();
        if word == "item"
            && let Some(one) = container.and_then(|container| singular(container))
        {
            kept.pop();
            kept.push(one);
        } else if container != Some(&word) || !word.contains(char::is_alphabetic) {
            kept.push(word);
        }
    }
    while let [_, .., last] = &*kept
        && matches!(last.as_str(), "param" | "params" | "variant1")
    {
        kept.pop();
    }
    kept
}

/// What one of several is called in English, as far as the last letters tell.
fn singular(word: &str) -> Option<String> {
    const NONE: &[&str] = &["ss", "us", "is", "as", "news", "series", "species", "https"];
    const PLAIN: &[&str] = &["cookies", "movies"];
    const ES: &[&str] = &["sses", "xes", "ches", "shes", "tuses", "zzes"];
    let ends = |all: &[&str]| all.iter().any(|end| word.ends_with(end));
    let (end, instead) = if ends(NONE) {
        return None;
    } else if ends(&["ies"]) && !ends(PLAIN) {
        ("ies", "y")
    } else if ends(ES) {
        ("es", "")
    } else {
        ("s", "")
    };
    let stem = word.strip_suffix(end)?;
    (stem.chars().count() > 1).then(|| format!("{stem}{instead}"))
}

#[cfg(test)]
mod tests {
    use super::shorter;

    #[test]
    fn words_that_say_nothing_more_are_dropped() {
        for (text, expected) in [
            ("line_items_item", "line item"),
            ("line_items_item_price_data", "line item price data"),
            ("lineItems_item_tax_rates_item", "line item tax rate"),
            ("address_address", "address"),
            ("addresses_item", "address"),
            ("statuses_item", "status"),
            ("entries_item", "entry"),
            ("cookies_item", "cookie"),
            ("data_item", "data item"),
            ("status_item", "status item"),
            ("discounts_params", "discounts"),
            ("params", "params"),
            ("content_variant1", "content"),
            ("matrix_1_1", "matrix 1 1"),
            ("item", "item"),
        ] {
            assert_eq!(shorter(text).join(" "), expected, "{text}");
        }
    }
}
