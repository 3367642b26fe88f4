//! Splits a name of the description into words.
//!
//! `heck` splits by case and knows no acronyms: `mailboxIDs` would become `mailbox_i_ds`, `AS2ID`
//! `as2id`. A table names the exceptions; everything between them goes to `heck`. Characters that
//! no identifier can hold become words of their own, so that `+1` and `-1` stay apart.

use crate::hidden::is_hidden;
use heck::ToSnakeCase;

/// Texts that are one word each, as written, and the word.
const ONE_WORD: &[(&str, &str)] = &[
    ("APIs", "apis"),
    ("AS2", "as2"),
    ("AS3", "as3"),
    ("AS4", "as4"),
    ("EDIs", "edis"),
    ("GraphQL", "graphql"),
    ("IDs", "ids"),
    ("ID", "id"),
    ("IPs", "ips"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("JSONs", "jsons"),
    ("OAuth1", "oauth1"),
    ("OAuth2", "oauth2"),
    ("OAuth", "oauth"),
    ("PDFs", "pdfs"),
    ("URIs", "uris"),
    ("URLs", "urls"),
    ("UUIDs", "uuids"),
    ("VANs", "vans"),
    ("X12", "x12"),
];

/// The words of a name, in lower case; never empty.
pub(super) fn split(name: &str) -> Vec<String> {
    plain(name).unwrap_or_else(|| general(name))
}

/// The words of a name of small letters, digits and what separates words, as most names are: no
/// case tells words apart there, and no acronym is written so.
fn plain(name: &str) -> Option<Vec<String>> {
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.bytes()
        .all(|byte| small(byte) || is_separator(char::from(byte)) && byte.is_ascii())
        .then_some(())?;
    let words: Vec<_> = name
        .split(|character: char| is_separator(character))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    (!words.is_empty()).then_some(words)
}

fn general(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = String::new();
    let mut previous: Option<char> = None;
    let mut at = 0;
    while let Some(character) = name[at..].chars().next() {
        if starts_word(previous, character)
            && let Some((text, word)) = known(&name[at..])
        {
            flush(&mut rest, &mut words);
            words.push((*word).to_owned());
            // What follows starts a word, whatever it is.
            previous = None;
            at += text.len();
            continue;
        }
        // Fillers of Hangul are letters that nobody sees.
        let is_letter = character.is_alphanumeric() && !is_hidden(character);
        if is_letter || is_separator(character) {
            rest.push(character);
        } else {
            flush(&mut rest, &mut words);
            words.push(spell(character));
        }
        previous = Some(character);
        at += character.len_utf8();
    }
    flush(&mut rest, &mut words);
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    words
}

/// The table's entry that this text starts with, where a word ends behind it.
fn known(text: &str) -> Option<&'static (&'static str, &'static str)> {
    ONE_WORD.iter().find(|(entry, _)| {
        text.strip_prefix(entry).is_some_and(|behind| {
            behind
                .chars()
                .next()
                .is_none_or(|next| !next.is_lowercase() && !next.is_numeric())
        })
    })
}

fn starts_word(previous: Option<char>, character: char) -> bool {
    match previous {
        None => true,
        Some(previous) if !previous.is_alphanumeric() => true,
        Some(previous) => character.is_uppercase() && !previous.is_uppercase(),
    }
}

fn flush(rest: &mut String, words: &mut Vec<String>) {
    words.extend(
        rest.to_snake_case()
            .split('_')
            .filter(|word| !word.is_empty())
            .map(str::to_owned),
    );
    rest.clear();
}

fn is_separator(character: char) -> bool {
    matches!(
        character,
        '_' | '-'
            | '.'
            | '/'
            | ':'
            | ' '
            | ','
            | ';'
            | '['
            | ']'
            | '('
            | ')'
            | '{'
            | '}'
            | '\''
            | '"'
    ) || character.is_whitespace()
}

/// A character that no identifier can hold, as a word.
fn spell(character: char) -> String {
    let word = match character {
        '+' => "plus",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '*' => "star",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '?' => "question",
        '\\' => "backslash",
        '`' => "backquote",
        other => return format!("u{:x}", u32::from(other)),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{general, plain};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn plain_names_have_the_words_of_any_name(
            name in "[a-z0-9_\\-./: ,;\\[\\](){}'\"\t]{0,30}|[ -~]{0,12}|[a-z_é\u{85}\u{a0}²Ⅷ]{0,10}",
        ) {
            if let Some(words) = plain(&name) {
                prop_assert_eq!(words, general(&name));
            }
        }
    }

    #[test]
    fn usual_names_are_plain() {
        for name in ["full_name", "actions/add-custom-labels", "v2", "x.y:z"] {
            assert!(plain(name).is_some(), "{name}");
        }
        for name in ["", "_", "keyId", "ID", "größe", "+1"] {
            assert!(plain(name).is_none(), "{name}");
        }
    }
}
