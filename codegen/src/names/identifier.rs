//! The name that one text gives: in the right case, with letters that Rust accepts, short enough,
//! and not a word of the language or of the generated code.

use super::digest::digest;
use super::length::{LONGEST, bounded, columns, measure};
use super::reserved::{Reserved, is_keyword};
use super::{script, words};

/// How the names of a scope are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `key_info`: fields, arguments, methods, modules.
    Snake,
    /// `KeyInfo`: types and variants.
    Pascal,
}

/// The Rust name of a text that stands alone in its scope.
pub(crate) fn single(case: Case, reserved: Reserved, text: &str) -> String {
    identifier(case, reserved, "", text)
}

/// The name of a constant or static, from a name in snake case; equal ones only from equal names.
pub(crate) fn constant(snake: &str) -> String {
    let upper = |character: char| {
        let mut upper = character.to_uppercase();
        // `ß` would become the `SS` of another name, and `ς` the `Σ` of a `σ`.
        match (upper.next(), upper.next()) {
            (Some(upper), None) if upper.to_lowercase().eq([character]) => upper.to_string(),
            (_, _) if character.is_lowercase() => format!("U{:X}", u32::from(character)),
            (_, _) => character.to_string(),
        }
    };
    snake.trim_end_matches('_').chars().map(upper).collect()
}

/// A name in Pascal case with a word behind it.
pub(crate) fn suffixed(name: &str, suffix: &str) -> String {
    extended(Case::Pascal, name, suffix)
}

/// The name of a method that belongs to another: that one's with a suffix, and with more behind it
/// as often as it takes not to be taken.
pub(crate) fn belonging(
    name: &str,
    suffix: &str,
    more: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let mut found = extended(Case::Snake, name, suffix);
    while taken(&found) {
        let longer = extended(Case::Snake, &found, more);
        if longer == found {
            let digest = format!("_x{:016x}", digest(suffix, name));
            return extended(Case::Snake, &found, &digest);
        }
        found = longer;
    }
    found
}

/// A name with something behind it, which stays whole where both together are too long.
fn extended(case: Case, name: &str, suffix: &str) -> String {
    let stem = name.trim_end_matches('_');
    if stem.len() + suffix.len() <= LONGEST {
        return format!("{stem}{suffix}");
    }
    let words = written_in(case, words::split(stem));
    let words = bounded(case, words, LONGEST - suffix.len(), columns);
    format!("{}{suffix}", joined(case, &words))
}

pub(super) fn identifier(case: Case, reserved: Reserved, qualifier: &str, text: &str) -> String {
    let name = if case == Case::Snake && qualifier.is_empty() && is_snake(text) {
        text.to_owned()
    } else {
        written(case, reserved, qualifier, text)
    };
    free(case, reserved, name)
}

/// A name that neither the language nor the code beside it has.
pub(super) fn free(case: Case, reserved: Reserved, name: String) -> String {
    if !is_keyword(&name) && !reserved.holds(&name) {
        return name;
    }
    match (case, reserved) {
        (Case::Pascal, Reserved::Types) if !name.starts_with("Api") => format!("Api{name}"),
        (Case::Pascal, Reserved::Types) => suffixed(&name, "Schema"),
        (Case::Pascal, Reserved::Variants) => suffixed(&name, "Value"),
        (
            Case::Snake,
            Reserved::Inputs
            | Reserved::Credentials
            | Reserved::Methods
            | Reserved::Tags
            | Reserved::Groups,
        ) if !is_keyword(&name) => format!("{name}_{}", reserved.kind()),
        (Case::Pascal | Case::Snake, _) => format!("{name}_"),
    }
}

/// Whether the plain name of a text is the language's, or that of code beside it.
pub(super) fn is_ours(case: Case, reserved: Reserved, text: &str) -> bool {
    let name = written(case, reserved, "", text);
    is_keyword(&name) || reserved.holds(&name)
}

/// Whether a text is its own name in snake case, unless something else has it.
pub(super) fn is_snake(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('_')
        && !text.contains("__")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A text in a case, whatever it holds.
pub(super) fn written(case: Case, reserved: Reserved, qualifier: &str, text: &str) -> String {
    let mut words = qualifying(case, qualifier);
    words.extend(words::split(text));
    composed(case, reserved, &words)
}

/// The words in front of a name.
pub(super) fn qualifying(case: Case, qualifier: &str) -> Vec<String> {
    let is_word = |byte: u8| match case {
        Case::Snake => byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_',
        Case::Pascal => byte.is_ascii_alphanumeric(),
    };
    match qualifier {
        "" => Vec::new(),
        word if word.bytes().all(is_word) => vec![word.to_owned()],
        // The name of a file, which may hold anything.
        other => words::split(other),
    }
}

/// A name of these words, in letters that may stand there.
pub(super) fn composed(case: Case, reserved: Reserved, words: &[String]) -> String {
    let letters = if reserved.is_of_files() {
        script::ascii
    } else {
        script::writable
    };
    let mut words: Vec<String> = words.iter().flat_map(|word| letters(word)).collect();
    let first = words.first().map_or("", String::as_str);
    if first.is_empty() {
        words.insert(0, "empty".to_owned());
    } else if first.starts_with(|first: char| first.is_ascii_digit()) && first.contains('_') {
        // A version, or a number with a fraction.
        words[0].insert(0, 'v');
    } else if !first.starts_with(script::starts_name) {
        words.insert(0, "value".to_owned());
    }
    let words = written_in(case, words);
    joined(case, &bounded(case, words, LONGEST, measure(reserved)))
}

/// Words as names of a case have them.
fn written_in(case: Case, words: Vec<String>) -> Vec<String> {
    match case {
        Case::Snake => words,
        Case::Pascal => words.iter().map(|word| capitalised(word)).collect(),
    }
}

pub(super) fn joined(case: Case, words: &[String]) -> String {
    match case {
        Case::Snake => words.join("_"),
        Case::Pascal => {
            let mut name = String::new();
            for word in words {
                // `gpt-4-0613` is no 40613.
                let is_apart = name.ends_with(|last: char| last.is_numeric());
                if is_apart && word.starts_with(|first: char| first.is_numeric()) {
                    name.push('_');
                }
                name.push_str(word);
            }
            name
        }
    }
}

fn capitalised(word: &str) -> String {
    let upper = |word: &str| -> String {
        let mut characters = word.chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(characters).collect()
    };
    let name = upper(word);
    // The capitals of some letters are no part of names, and those of others are several letters.
    let is_one = || name.chars().count() == word.chars().count();
    if word.is_ascii() || is_one() && name.chars().all(script::is_allowed) {
        name
    } else {
        upper(&script::ascii(word).concat())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Case, Reserved, is_snake, single, written};
    use crate::names::allocate::Wanted;
    use crate::names::length::{LONGEST, measure};
    use crate::names::twins::candidates;

    fn snake(text: &str) -> String {
        single(Case::Snake, Reserved::Fields, text)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_name_that_is_one_stays(text in "[a-z0-9_]{0,12}|[a-z][a-z_]{90,110}") {
            if is_snake(&text) {
                prop_assert_eq!(&text, &written(Case::Snake, Reserved::Modules, "", &text));
            }
        }
    }

    #[test]
    fn words_are_split_as_people_would() {
        for (text, expected) in [
            ("keyId", "key_id"),
            ("KeyID", "key_id"),
            ("UserGetAPIKey", "user_get_api_key"),
            ("X12Delimiters", "x12_delimiters"),
            ("isX12", "is_x12"),
            ("AS2ID", "as2_id"),
            ("OAuth2", "oauth2"),
            ("OAuth2Token", "oauth2_token"),
            ("mailboxIDs", "mailbox_ids"),
            ("URLs", "urls"),
            ("IPv4Address", "ipv4_address"),
            ("ECGridID", "ec_grid_id"),
            ("Identity", "identity"),
            ("+1", "plus_1"),
            ("a.b-c d", "a_b_c_d"),
            ("", "empty"),
            ("2FA", "value_2fa"),
            ("1.0", "v1_0"),
            ("-1", "minus_1"),
            ("type", "type_"),
            ("self", "self_"),
            ("größe", "größe"),
            ("😀", "grinning"),
            ("姓名", "姓名"),
            ("ΔΥΟ", "δυο"),
        ] {
            assert_eq!(snake(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_ours_make_the_description_yield() {
        assert_eq!(
            single(Case::Snake, Reserved::Inputs, "timeout"),
            "timeout_param"
        );
        assert_eq!(single(Case::Snake, Reserved::Methods, "new"), "new_call");
        assert_eq!(single(Case::Snake, Reserved::Tags, "rest"), "rest_calls");
        assert_eq!(
            single(Case::Pascal, Reserved::Variants, "unknown"),
            "UnknownValue"
        );
        assert_eq!(single(Case::Snake, Reserved::Modules, "AUX"), "aux_");
        assert_eq!(single(Case::Pascal, Reserved::Types, "Error"), "ApiError");
        assert_eq!(
            single(Case::Pascal, Reserved::Types, "ApiKey"),
            "ApiKeySchema"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// Whatever a text holds: the name is one that Rust takes, no longer than a line, and
        /// nothing but the text decides.
        #[test]
        fn any_text_has_a_name(
            text in prop_oneof![
                any::<String>(),
                "[ -~]{0,24}",
                "\\PC{0,12}",
                "(payment|method|options|用户|ключ|[a-z]{1,9}|[_.-]){0,60}",
            ],
        ) {
            for (case, reserved) in [
                (Case::Snake, Reserved::Fields),
                (Case::Snake, Reserved::Inputs),
                (Case::Snake, Reserved::Modules),
                (Case::Pascal, Reserved::Types),
                (Case::Pascal, Reserved::Variants),
            ] {
                let name = single(case, reserved, &text);
                prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name:?}");
                let length = measure(reserved);
                prop_assert!(length(&name) <= LONGEST + 1, "{name}");
                prop_assert!(!reserved.is_of_files() || name.is_ascii(), "{name}");
                prop_assert_eq!(&name, &single(case, reserved, &text));
                for other in candidates(case, reserved, "", &Wanted::of(&text)) {
                    prop_assert!(syn::parse_str::<syn::Ident>(&other).is_ok(), "{other:?}");
                    prop_assert!(length(&other) <= LONGEST + 1, "{other}");
                }
            }
        }
    }

    #[test]
    fn long_names_drop_words_that_repeat() {
        let text = "post_payment_intents_intent_confirm_payment_method_card_payment_intent_param_installments_plan_type";
        assert_eq!(
            snake(text),
            "post_payment_intents_intent_confirm_method_card_param_installments_plan_type"
        );
        assert!(snake(&"unlike_any_other_".repeat(40)).len() <= LONGEST);
    }

    #[test]
    fn files_are_short_and_ascii() {
        let name = single(Case::Snake, Reserved::Modules, &"ü".repeat(300));
        assert!(name.is_ascii() && name.len() <= LONGEST, "{name}");
    }
}
