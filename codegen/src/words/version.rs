//! Versions among the words of a tag, an id or a path, which do not describe what a call does.

/// How many words at the front of a list are one version: `v1`, `v1beta1`, `api20100401`, or the
/// three of `2010-04-01`; none where they start with something else.
pub(crate) fn leading(words: &[String]) -> usize {
    let is_number = |word: &String, length: usize| word.len() == length && is_digits(word);
    match words {
        [first, ..] if is_version(first) => 1,
        [year, month, day, ..]
            if is_number(year, 4) && is_number(month, 2) && is_number(day, 2) =>
        {
            3
        }
        _ => 0,
    }
}

/// The words before a version that ends them, with the numbers behind it: `v2025_0`. All of them
/// where they end in something else, or are nothing but a version.
pub(crate) fn without_last(words: &[String]) -> &[String] {
    let numbers = words.iter().rev().take_while(|word| is_digits(word));
    let start = words.len() - numbers.count();
    match (1..words.len()).find(|&at| {
        at >= start.saturating_sub(1) && at + leading(&words[at..]) >= start.max(at + 1)
    }) {
        Some(at) => &words[..at],
        None => words,
    }
}

/// Whether a segment of a path is a version, or a word that only says that this is an API.
pub(crate) fn is_segment(segment: &str, words: &[String]) -> bool {
    let is_number = segment
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number || words.iter().all(|word| is_of_api(word)) || leading(words) == words.len()
}

/// Whether a word says of an API that it is one.
pub(crate) fn is_of_api(word: &str) -> bool {
    matches!(word, "api" | "apis" | "rest" | "public") || is_version(word)
}

/// Whether a word is a version: `v1`, `v1_0`, `v2beta1`, or a date in digits, `api20100401`.
pub(crate) fn is_version(word: &str) -> bool {
    let is_date = |word: &str| word.len() == 8 && is_digits(word);
    match word.strip_prefix('v') {
        Some(number) => {
            let end = number.find(|one: char| !one.is_ascii_digit() && one != '_');
            let (number, stage) = number.split_at(end.unwrap_or(number.len()));
            let stages = ["alpha", "beta", "rc", "preview", "p"];
            let is_stage = |name: &&str| {
                let behind = stage.strip_prefix(*name);
                behind.is_some_and(|behind| behind.is_empty() || is_digits(behind))
            };
            number.starts_with(|first: char| first.is_ascii_digit())
                && (stage.is_empty() || stages.iter().any(is_stage))
        }
        None => is_date(word) || word.strip_prefix("api").is_some_and(is_date),
    }
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_segment, leading, without_last};
    use crate::words::split;

    #[test]
    fn versions_are_told_from_words() {
        for (text, length) in [
            ("Api20100401Account", 1),
            ("v1 Users", 1),
            ("v1.1 Users", 1),
            ("v1beta1_pods", 1),
            ("2010-04-01 Accounts", 3),
            ("apps_v1", 0),
            ("videos", 0),
            ("vm1 hosts", 0),
            ("OAuth 2.0 tokens", 0),
        ] {
            assert_eq!(leading(&split(text)), length, "{text}");
        }
    }

    #[test]
    fn a_version_ends_an_id() {
        for (id, left) in [
            ("get_hub_items_v2025_0", "get hub items"),
            ("listUsersV2", "list users"),
            ("list_users_v1.0", "list users"),
            ("list_users_2010-04-01", "list users"),
            ("v2", "v2"),
            ("get_top_10", "get top 10"),
            ("get_v2_users", "get v2 users"),
        ] {
            assert_eq!(without_last(&split(id)).join(" "), left, "{id}");
        }
    }

    #[test]
    fn segments_that_say_nothing_are_told_from_names() {
        for (segment, is) in [
            ("v1", true),
            ("2010-04-01", true),
            ("1.1", true),
            ("2", true),
            ("api", true),
            ("api-v2", true),
            ("rest", true),
            ("users", false),
            ("3d_secure", false),
            ("api-keys", false),
        ] {
            assert_eq!(is_segment(segment, &split(segment)), is, "{segment}");
        }
    }
}
