//! Singular and plural of English words, by their endings, and numbers as words.

/// Words whose other number is not made by an ending.
const IRREGULAR: &[(&str, &str)] = &[
    ("addons", "addon"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("statuses", "status"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// Words that end as a plural does and are none.
const NO_PLURALS: &[&str] = &[
    "alias",
    "always",
    "atlas",
    "bias",
    "bus",
    "canvas",
    "dns",
    "gas",
    "has",
    "https",
    "is",
    "kubernetes",
    "lens",
    "news",
    "os",
    "series",
    "sms",
    "species",
    "this",
    "tls",
    "was",
    "yes",
];

/// A word in the singular.
pub(crate) fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if NO_PLURALS.contains(&word)
        || ["ss", "us", "is", "ics"]
            .iter()
            .any(|end| word.ends_with(end))
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let long = ["sses", "shes", "ches", "xes", "zzes"];
    if long.iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(one) if one.len() > 1 => one.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a word is a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    singular(word) != word
}

/// Whether two words are one but for their number.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || singular(one) == singular(other)
}

/// A word whose digits at the front are words: `3d` is `three d`.
pub(crate) fn spelled(word: &str) -> Vec<String> {
    let end = word.find(|one: char| !one.is_ascii_digit());
    let (number, rest) = word.split_at(end.unwrap_or(word.len()));
    let digits: Vec<usize> = number.bytes().map(|one| usize::from(one - b'0')).collect();
    let mut words: Vec<&str> = match digits.as_slice() {
        [1, one] => vec![TEENS[*one]],
        [tens @ 2..=9, 0] => vec![TENS[*tens]],
        [tens @ 2..=9, one] => vec![TENS[*tens], ONES[*one]],
        digits => digits.iter().map(|one| ONES[*one]).collect(),
    };
    let rest = rest.trim_start_matches('_');
    words.extend(Some(rest).filter(|rest| !rest.is_empty()));
    words.into_iter().map(str::to_owned).collect()
}

const ONES: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];
const TEENS: [&str; 10] = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

#[cfg(test)]
mod tests {
    use super::{same, singular, spelled};

    #[test]
    fn words_have_a_singular() {
        for (many, one) in [
            ("keys", "key"),
            ("companies", "company"),
            ("addresses", "address"),
            ("branches", "branch"),
            ("boxes", "box"),
            ("databases", "database"),
            ("people", "person"),
            ("statuses", "status"),
            ("status", "status"),
            ("access", "access"),
            ("analytics", "analytics"),
            ("s", "s"),
            ("is", "is"),
            ("apis", "apis"),
        ] {
            assert_eq!(singular(many), one, "{many}");
        }
        assert!(same("persons", "people") && same("key", "keys") && !same("key", "value"));
    }

    #[test]
    fn digits_are_spelled() {
        for (word, words) in [
            ("3d", "three d"),
            ("2fa", "two fa"),
            ("10dlc", "ten dlc"),
            ("99", "ninety nine"),
            ("20", "twenty"),
            ("365", "three six five"),
            ("1_0", "one 0"),
        ] {
            assert_eq!(spelled(word).join(" "), words);
        }
    }
}
