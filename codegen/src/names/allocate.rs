//! The names of one scope, from the texts of the description and the names that were given before.
//!
//! All names of a scope are settled together and each from its own text: neither the order of the
//! description nor a counter has a say, so that moving a sibling renames nothing. A name that was
//! given before stays. Among the others, where the text alone is ambiguous (`id`, `_id`, `ID`), the
//! one that is written like the identifier keeps it, and the rest carry a digest of their text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::reserved::{Reserved, is_keyword};
use super::words;

/// The longest name, in characters, but for the digest that the end of a longer one becomes.
const LONGEST: usize = 100;

/// How the names of a scope are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `key_info`: fields, arguments, methods, modules.
    Snake,
    /// `KeyInfo`: types and variants.
    Pascal,
}

/// A name to be given: the text of the description, and what tells it from an equal text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// The text that the name is made from.
    pub(crate) text: &'a str,
    /// A word to put in front where two texts are equal; empty for the one that keeps its plain
    /// name.
    pub(crate) qualifier: &'a str,
    /// The name that the same place was given before, whatever its text is today.
    pub(crate) given: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// A name that nothing but its text decides.
    pub(crate) fn of(text: &'a str) -> Self {
        Self {
            text,
            qualifier: "",
            given: None,
        }
    }
}

/// The Rust names for these texts, in their order; no two are equal, not even but for case.
pub(crate) fn assign(case: Case, reserved: Reserved, wanted: &[Wanted<'_>]) -> Vec<String> {
    // What a ledger says that no run can have given would not compile.
    let given = |name: &Wanted<'_>| {
        name.given
            .is_some_and(|given| is_keyword(given) || reserved.holds(given))
    };
    if wanted.iter().any(given) {
        let sound: Vec<_> = wanted
            .iter()
            .map(|name| Wanted {
                given: name.given.filter(|_| !given(name)),
                ..*name
            })
            .collect();
        return assign(case, reserved, &sound);
    }
    let repeated = repeated(wanted);
    let settled: Vec<Cow<'_, str>> = wanted
        .iter()
        .map(|name| match name.given {
            Some(given) => Cow::Borrowed(given),
            None => Cow::Owned(plain_name(case, reserved, &repeated, name)),
        })
        .collect();
    if are_apart(&settled) {
        return settled.into_iter().map(Cow::into_owned).collect();
    }
    told_apart(case, reserved, wanted)
}

/// The names of a scope in which some are equal.
fn told_apart(case: Case, reserved: Reserved, wanted: &[Wanted<'_>]) -> Vec<String> {
    let mut names = plain(case, reserved, wanted);
    let mut taken = BTreeSet::new();
    // Of two places that were given one name, as a merge may have it, the first by text keeps it.
    let mut before: Vec<usize> = (0..wanted.len())
        .filter(|&index| wanted[index].given.is_some())
        .collect();
    before.sort_by_key(|&index| (wanted[index].text, wanted[index].qualifier));
    let mut kept = vec![false; wanted.len()];
    for index in before {
        let Some(given) = wanted[index].given else {
            continue;
        };
        if taken.insert(given.to_lowercase()) {
            given.clone_into(&mut names[index]);
            kept[index] = true;
        }
    }

    let mut groups = BTreeMap::<String, Vec<usize>>::new();
    for index in (0..names.len()).filter(|&index| !kept[index]) {
        groups
            .entry(names[index].to_lowercase())
            .or_default()
            .push(index);
    }
    let free: BTreeSet<_> = groups
        .iter()
        .filter(|(name, members)| members.len() == 1 && !taken.contains(*name))
        .map(|(name, _)| name.clone())
        .collect();
    let held = taken.clone();
    taken.extend(groups.keys().cloned());
    let plain = names.clone();
    for (name, members) in groups.iter().filter(|(name, _)| !free.contains(*name)) {
        let mut verbatim = members
            .iter()
            .copied()
            .filter(|&index| wanted[index].text == plain[index]);
        let keeper = match (verbatim.next(), verbatim.next()) {
            (Some(only), None) if !held.contains(name) => Some(only),
            _ => None,
        };
        let others: Vec<usize> = members
            .iter()
            .copied()
            .filter(|index| Some(*index) != keeper)
            .collect();
        for (index, name) in distinguished(case, &others, &plain, wanted, &taken) {
            taken.insert(name.to_lowercase());
            names[index] = name;
        }
    }
    // What nothing but its place tells apart is counted: any other name would stand twice.
    let mut seen = BTreeSet::new();
    for name in &mut names {
        let mut number = 1;
        let text = name.clone();
        while !seen.insert(name.to_lowercase()) {
            number += 1;
            *name = match case {
                Case::Snake => format!("{text}_n{number}"),
                Case::Pascal => format!("{text}N{number}"),
            };
        }
    }
    names
}

/// Whether no two names are equal, not even but for case: then there is nothing to settle.
fn are_apart(names: &[Cow<'_, str>]) -> bool {
    let mut seen = HashSet::with_capacity(names.len());
    names.iter().all(|name| {
        let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        seen.insert(if name.bytes().all(is_lower) {
            Cow::Borrowed(name.as_ref())
        } else {
            Cow::Owned(name.to_lowercase())
        })
    })
}

/// The names that the texts give on their own: with a qualifier where two texts are equal.
pub(crate) fn plain(case: Case, reserved: Reserved, wanted: &[Wanted<'_>]) -> Vec<String> {
    let repeated = repeated(wanted);
    wanted
        .iter()
        .map(|name| plain_name(case, reserved, &repeated, name))
        .collect()
}

/// The texts with a qualifier that stand in a scope more than once.
fn repeated<'a>(wanted: &[Wanted<'a>]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    let mut repeated = HashSet::new();
    if wanted.iter().any(|name| !name.qualifier.is_empty()) {
        repeated.extend(
            wanted
                .iter()
                .map(|name| name.text)
                .filter(|text| !seen.insert(*text)),
        );
    }
    repeated
}

/// The name that a text gives on its own.
fn plain_name(
    case: Case,
    reserved: Reserved,
    repeated: &HashSet<&str>,
    name: &Wanted<'_>,
) -> String {
    let qualifier = if repeated.contains(name.text) {
        name.qualifier
    } else {
        ""
    };
    identifier(case, reserved, qualifier, name.text)
}

/// The Rust name of a text that stands alone in its scope.
pub(crate) fn single(case: Case, reserved: Reserved, text: &str) -> String {
    identifier(case, reserved, "", text)
}

/// The name of a constant or static, from a name in snake case; equal ones only from equal names.
pub(crate) fn constant(snake: &str) -> String {
    let upper = |character: char| {
        let mut upper = character.to_uppercase();
        // `ß` would become the `SS` of another name.
        if upper.len() == 1 {
            upper.next().unwrap_or(character).to_string()
        } else {
            spelled(character).to_uppercase()
        }
    };
    snake.trim_end_matches('_').chars().map(upper).collect()
}

/// The names, each with the suffix as often as it takes not to be taken; two that become equal are
/// told apart by their texts. A name that was given before yields to nothing.
pub(crate) fn yielding(
    names: Vec<String>,
    wanted: &[Wanted<'_>],
    suffix: &str,
    taken: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut yielded = vec![false; names.len()];
    let mut given = names;
    for (index, name) in given.iter_mut().enumerate() {
        let kept = wanted[index]
            .given
            .is_some_and(|given| given == name.as_str());
        while !kept && taken(name) {
            name.truncate(name.trim_end_matches('_').len());
            name.push_str(suffix);
            yielded[index] = true;
        }
    }
    let mut times = BTreeMap::<String, usize>::new();
    for name in &given {
        *times.entry(name.to_lowercase()).or_default() += 1;
    }
    for index in 0..given.len() {
        if yielded[index] && times[&given[index].to_lowercase()] > 1 {
            let digest = format!("{:016x}", digest("", wanted[index].text));
            given[index] = format!("{}X{digest}", given[index]);
        }
    }
    given
}

/// The names with a digest of their own texts behind them, as long as it takes for each to be
/// alone.
fn distinguished(
    case: Case,
    members: &[usize],
    plain: &[String],
    wanted: &[Wanted<'_>],
    taken: &BTreeSet<String>,
) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for length in [4, 8, 16] {
        names = members
            .iter()
            .map(|&index| {
                let digest = format!(
                    "{:016x}",
                    digest(wanted[index].qualifier, wanted[index].text)
                );
                let plain = plain[index].trim_end_matches('_');
                let name = match case {
                    Case::Snake => format!("{plain}_x{}", &digest[..length]),
                    Case::Pascal => format!("{plain}X{}", &digest[..length]),
                };
                (index, name)
            })
            .collect();
        let distinct: BTreeSet<_> = names.iter().map(|(_, name)| name.to_lowercase()).collect();
        if distinct.len() == names.len() && distinct.is_disjoint(taken) {
            break;
        }
    }
    names
}

fn identifier(case: Case, reserved: Reserved, qualifier: &str, text: &str) -> String {
    let mut name = if case == Case::Snake && qualifier.is_empty() && is_snake(text) {
        text.to_owned()
    } else {
        written(case, reserved, qualifier, text)
    };
    if is_keyword(&name) || reserved.holds(&name) {
        name.push('_');
    }
    name
}

/// Whether a text is its own name in snake case, unless something else has it.
fn is_snake(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('_')
        && !text.contains("__")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A text in a case, whatever it holds.
fn written(case: Case, reserved: Reserved, qualifier: &str, text: &str) -> String {
    let mut words = Vec::new();
    let is_word = |byte: u8| match case {
        Case::Snake => byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_',
        Case::Pascal => byte.is_ascii_alphanumeric(),
    };
    if qualifier.bytes().all(is_word) {
        words.extend(Some(qualifier.to_owned()).filter(|word| !word.is_empty()));
    } else {
        // The name of a file, which may hold anything.
        words.extend(words::split(qualifier).iter().map(|word| writable(word)));
    }
    words.extend(words::split(text).iter().map(|word| writable(word)));
    if words[0].starts_with(|first: char| first.is_numeric()) {
        words.insert(0, "value".to_owned());
    }
    let mut name = match case {
        Case::Snake => words.join("_"),
        Case::Pascal => words.iter().map(|word| capitalised(word)).collect(),
    };
    if reserved.is_of_files() {
        name = ascii(&name);
    }
    bounded(case, name)
}

/// A word whose letters Rust takes without a warning; others are spelled by their number.
fn writable(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.to_owned();
    }
    word.chars()
        .map(|character| {
            if is_letter(character) {
                character.to_string()
            } else {
                spelled(character)
            }
        })
        .collect()
}

fn spelled(character: char) -> String {
    format!("u{:x}", u32::from(character))
}

/// ASCII, and the Latin letters that are normalised, have two cases and look like no other letter.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || (matches!(character, 'à'..='ö' | 'ø'..='ſ' | 'ß' | 'À'..='Ö' | 'Ø'..='Þ')
            && !matches!(
                character,
                'İ' | 'ı' | 'Ĳ' | 'ĳ' | 'ĸ' | 'Ŀ' | 'ŀ' | 'ŉ' | 'ſ'
            ))
}

/// A name that every file system takes.
fn ascii(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    name.chars()
        .map(|character| {
            if character.is_ascii() {
                character.to_string()
            } else {
                spelled(character)
            }
        })
        .collect()
}

/// A name that fits a line, and the file of its documentation: the end of a longer one becomes a
/// digest.
fn bounded(case: Case, name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let Some((end, _)) = name.char_indices().nth(LONGEST) else {
        return name;
    };
    let digest = digest("", &name) >> 32;
    match case {
        Case::Snake => format!("{}_x{digest:08x}", name[..end].trim_end_matches('_')),
        Case::Pascal => format!("{}X{digest:08x}", &name[..end]),
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// FNV-1a with its bits mixed: stable for ever, and good enough to tell a handful of names apart.
fn digest(qualifier: &str, text: &str) -> u64 {
    let mut hash = qualifier
        .bytes()
        .chain([0])
        .chain(text.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // Short texts that differ in their last letter differ in few of the bits, and the first digits
    // must tell them apart.
    for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Case, Reserved, Wanted, assign, is_snake, single, told_apart, written};
    use crate::names::reserved::is_keyword;

    fn snake(text: &str) -> String {
        single(Case::Snake, Reserved::Fields, text)
    }

    fn fields(texts: &[&str]) -> Vec<String> {
        let wanted: Vec<_> = texts.iter().map(|text| Wanted::of(text)).collect();
        assign(Case::Snake, Reserved::Fields, &wanted)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_name_that_is_one_stays(text in "[a-z0-9_]{0,12}|[a-z][a-z_]{90,110}") {
            if is_snake(&text) {
                prop_assert_eq!(&text, &written(Case::Snake, Reserved::Modules, "", &text));
            }
        }

        #[test]
        fn names_that_are_apart_are_settled_as_any(
            texts in prop::collection::vec(("[a-bA-B_]{0,3}", "[ab]?", prop::option::of("[a-c]{1,2}")), 0..6),
        ) {
            let wanted: Vec<_> = texts.iter().map(|(text, qualifier, given)| Wanted {
                text,
                qualifier,
                given: given.as_deref(),
            }).collect();
            let names = assign(Case::Snake, Reserved::Fields, &wanted);
            prop_assert_eq!(names, told_apart(Case::Snake, Reserved::Fields, &wanted));
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
            ("type", "type_"),
            ("self", "self_"),
            ("größe", "größe"),
            ("😀", "u1f600"),
        ] {
            assert_eq!(snake(text), expected, "{text}");
        }
    }

    #[test]
    fn keywords_are_sorted_for_the_search() {
        for keyword in ["Self", "abstract", "type", "yield", "gen", "_", "try"] {
            assert!(is_keyword(keyword), "{keyword}");
        }
    }

    #[test]
    fn a_sibling_never_changes_who_is_who() {
        let two = fields(&["id", "_id"]);
        assert_eq!(two[0], "id");
        let three = fields(&["ID", "_id", "id"]);
        assert_eq!(three[2], "id");
        assert_eq!(three[1], two[1]);
        assert_ne!(three[0], three[1]);
    }

    #[test]
    fn a_name_once_given_stays_whatever_siblings_come() {
        let given = |text, given| Wanted {
            given,
            ..Wanted::of(text)
        };
        let names = assign(
            Case::Snake,
            Reserved::Fields,
            &[given("id", None), given("ID", Some("id"))],
        );
        assert_eq!(names[1], "id");
        assert!(names[0].starts_with("id_x"), "{}", names[0]);
        // The sibling keeps what it was given in turn, when the first one is gone.
        let alone = assign(
            Case::Snake,
            Reserved::Fields,
            &[given("id", Some(&names[0]))],
        );
        assert_eq!(alone, names[..1]);
    }

    #[test]
    fn of_two_that_were_given_one_name_one_keeps_it() {
        let given = |text| Wanted {
            given: Some("id"),
            ..Wanted::of(text)
        };
        let forwards = assign(Case::Snake, Reserved::Fields, &[given("ID"), given("Id")]);
        let backwards = assign(Case::Snake, Reserved::Fields, &[given("Id"), given("ID")]);
        assert_eq!(forwards[0], "id");
        assert_ne!(forwards[1], "id");
        assert_eq!(forwards[0], backwards[1]);
        assert_eq!(forwards[1], backwards[0]);
    }

    #[test]
    fn equal_texts_are_told_apart_by_where_they_stand() {
        let wanted = [
            Wanted::of("id"),
            Wanted {
                qualifier: "body",
                ..Wanted::of("id")
            },
        ];
        assert_eq!(
            assign(Case::Snake, Reserved::Inputs, &wanted),
            ["id", "body_id"]
        );
    }

    #[test]
    fn names_of_ours_make_the_description_yield() {
        assert_eq!(single(Case::Snake, Reserved::Inputs, "timeout"), "timeout_");
        assert_eq!(
            single(Case::Pascal, Reserved::Variants, "unknown"),
            "Unknown_"
        );
        assert_eq!(single(Case::Snake, Reserved::Modules, "AUX"), "aux_");
        assert_eq!(single(Case::Pascal, Reserved::Types, "Option"), "Option_");
    }

    #[test]
    fn files_are_short_and_ascii() {
        let name = single(Case::Snake, Reserved::Modules, &"ü".repeat(300));
        assert!(name.is_ascii() && name.len() < 120, "{name}");
    }
}
