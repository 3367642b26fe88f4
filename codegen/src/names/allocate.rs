//! The names of one scope, from the texts of the description and the names that were given before.
//!
//! All names of a scope are settled together and each from its own text: neither the order of the
//! description nor a counter has a say, so that moving a sibling renames nothing. A name that was
//! given before stays. Among the others, where the text alone is ambiguous (`id`, `_id`, `ID`), the
//! one that is written like the identifier keeps it, and the rest say in a word what they differ by:
//! `underscore_id`, `id_upper`. A digest of the text is the last resort.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::reserved::{Reserved, is_keyword};
use super::{script, words};

/// The longest name, in characters.
const LONGEST: usize = 79;

/// How much of a digest tells names apart, the least first.
const DIGESTS: [usize; 3] = [4, 8, 16];

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
    /// What the description says in other words, where the text is none or somebody else's; empty
    /// where it says nothing.
    pub(crate) title: &'a str,
    /// The name that the same place was given before, whatever its text is today.
    pub(crate) given: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// A name that nothing but its text decides.
    pub(crate) fn of(text: &'a str) -> Self {
        Self {
            text,
            qualifier: "",
            title: "",
            given: None,
        }
    }

    /// The text that the plain name is made of.
    fn called(&self) -> &'a str {
        if !self.title.is_empty() && words::has_signs(self.text) {
            self.title
        } else {
            self.text
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
    let mut yields = Vec::new();
    for (name, members) in &groups {
        let is_held = taken.contains(name);
        let keeper = keeper(case, reserved, members, &names, wanted).filter(|_| !is_held);
        if is_held || members.len() > 1 {
            yields.extend(
                members
                    .iter()
                    .copied()
                    .filter(|index| Some(*index) != keeper),
            );
        }
    }
    taken.extend(groups.into_keys());
    for (index, name) in distinguished(case, reserved, yields, &names, wanted, &taken) {
        names[index] = name;
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

/// The one of several with the same name that keeps it: the only one that is written like it, else
/// the only one that lost no sign on the way to it.
fn keeper(
    case: Case,
    reserved: Reserved,
    members: &[usize],
    plain: &[String],
    wanted: &[Wanted<'_>],
) -> Option<usize> {
    let only = |keeps: &dyn Fn(usize) -> bool| {
        let mut keepers = members.iter().copied().filter(|&index| keeps(index));
        match (keepers.next(), keepers.next()) {
            (Some(only), None) => Some(only),
            (_, _) => None,
        }
    };
    only(&|index| wanted[index].text == plain[index]).or_else(|| {
        only(&|index| {
            let text = wanted[index].text;
            !words::has_signs(text)
                && words::spelled(text).is_none()
                && !is_ours(case, reserved, text)
        })
    })
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
    identifier(case, reserved, qualifier(repeated, name), name.called())
}

/// The word in front of a name: where its text stands in the scope more than once.
fn qualifier<'a>(repeated: &HashSet<&str>, name: &Wanted<'a>) -> &'a str {
    if repeated.contains(name.text) {
        name.qualifier
    } else {
        ""
    }
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

/// The names, each with the suffix as often as it takes not to be taken; two that become equal are
/// told apart by their texts. A name that was given before yields to nothing.
pub(crate) fn yielding(
    names: Vec<String>,
    wanted: &[Wanted<'_>],
    suffix: &str,
    taken: impl Fn(&str) -> bool,
) -> Vec<String> {
    let yields = |index: usize, name: &str| {
        let kept = wanted[index].given.is_some_and(|given| given == name);
        !kept && taken(name)
    };
    let yielded: Vec<usize> = (0..names.len())
        .filter(|&index| yields(index, &names[index]))
        .collect();
    if yielded.is_empty() {
        return names;
    }
    let mut given = names;
    let others: BTreeSet<String> = (0..given.len())
        .filter(|index| yielded.binary_search(index).is_err())
        .map(|index| given[index].to_lowercase())
        .collect();
    let mut times = BTreeMap::<String, usize>::new();
    for &index in &yielded {
        let name = &mut given[index];
        while taken(name) || others.contains(&name.to_lowercase()) {
            let longer = suffixed(name, suffix);
            if longer == *name {
                break;
            }
            *name = longer;
        }
        *times.entry(name.to_lowercase()).or_default() += 1;
    }
    for index in yielded {
        let name = &mut given[index];
        let lower = name.to_lowercase();
        if times[&lower] > 1 || others.contains(&lower) || taken(name) {
            let digest = format!("{:016x}", digest("", wanted[index].text));
            *name = suffixed(name, &format!("X{digest}"));
        }
    }
    given
}

/// Names for texts whose plain names something else has, each the first of its own that nothing
/// else would have; with a digest where all of them are taken.
fn distinguished(
    case: Case,
    reserved: Reserved,
    members: Vec<usize>,
    plain: &[String],
    wanted: &[Wanted<'_>],
    taken: &BTreeSet<String>,
) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut taken = taken.clone();
    let repeated = repeated(wanted);
    let mut open: Vec<_> = members
        .into_iter()
        .map(|index| {
            let name = &wanted[index];
            let qualifier = qualifier(&repeated, name);
            let candidates = candidates(case, reserved, qualifier, name);
            (index, candidates.into_iter())
        })
        .collect();
    let mut without = Vec::new();
    // All of them are asked at once, so that their order has no say.
    while !open.is_empty() {
        let mut proposed = Vec::new();
        for (index, mut candidates) in open {
            match candidates.find(|name| !taken.contains(&name.to_lowercase())) {
                Some(name) => proposed.push((index, name, candidates)),
                None => without.push(index),
            }
        }
        let mut times = BTreeMap::<String, usize>::new();
        for (_, name, _) in &proposed {
            *times.entry(name.to_lowercase()).or_default() += 1;
        }
        open = Vec::new();
        for (index, name, candidates) in proposed {
            if times[&name.to_lowercase()] == 1 {
                names.push((index, name));
            } else {
                open.push((index, candidates));
            }
        }
        taken.extend(times.into_keys());
    }
    names.extend(digested(case, &without, plain, wanted, &taken));
    names
}

/// What a text can be called where its plain name is another's, the best first: by its title, with
/// its signs as words, by its case, and by what it is.
fn candidates(case: Case, reserved: Reserved, qualifier: &str, name: &Wanted<'_>) -> Vec<String> {
    let text = name.text;
    let plain = words::split(text);
    let with = |words: &[String], last: &str| [words, &[last.to_owned()]].concat();
    let spelled = words::spelled(text);
    let letters = words::case(text);
    let mut found = Vec::new();
    if !name.title.is_empty() {
        found.push(words::split(name.title));
    }
    if is_ours(case, reserved, text) {
        found.push(with(&plain, reserved.kind()));
    }
    found.extend(spelled.clone());
    if text.chars().count() == 1 && words::has_signs(text) {
        found.push(with(&plain, "sign"));
    }
    found.extend(letters.map(|letters| with(&plain, letters)));
    if let (Some(spelled), Some(letters)) = (&spelled, letters) {
        found.push(with(spelled, letters));
    }
    found.push(with(&plain, reserved.kind()));
    let named = found.into_iter().map(|words| {
        let words = [qualifying(case, qualifier), words].concat();
        free(case, reserved, composed(case, reserved, &words))
    });
    named.collect()
}

/// The names with a digest of their own texts behind them, as long as it takes for each to be
/// alone.
fn digested(
    case: Case,
    members: &[usize],
    plain: &[String],
    wanted: &[Wanted<'_>],
    taken: &BTreeSet<String>,
) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for length in DIGESTS {
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

/// Whether a name ends with a digest of the text that it was made of.
pub(crate) fn has_digest(qualifier: &str, text: &str, name: &str) -> bool {
    let ends = DIGESTS.iter().filter_map(|length| {
        let (rest, end) = name.split_at_checked(name.len().checked_sub(*length)?)?;
        rest.ends_with(['x', 'X']).then_some(end)
    });
    let mut ends = ends.peekable();
    ends.peek().is_some() && {
        let digest = format!("{:016x}", digest(qualifier, text));
        ends.any(|end| digest.starts_with(end))
    }
}

fn identifier(case: Case, reserved: Reserved, qualifier: &str, text: &str) -> String {
    let name = if case == Case::Snake && qualifier.is_empty() && is_snake(text) {
        text.to_owned()
    } else {
        written(case, reserved, qualifier, text)
    };
    free(case, reserved, name)
}

/// A name that neither the language nor the code beside it has.
fn free(case: Case, reserved: Reserved, name: String) -> String {
    if !is_keyword(&name) && !reserved.holds(&name) {
        return name;
    }
    match (case, reserved) {
        (Case::Pascal, Reserved::Types) if !name.starts_with("Api") => format!("Api{name}"),
        (Case::Pascal, Reserved::Types) => suffixed(&name, "Schema"),
        (Case::Pascal, Reserved::Variants) => suffixed(&name, "Value"),
        (Case::Pascal | Case::Snake, _) => format!("{name}_"),
    }
}

/// Whether the plain name of a text is the language's, or that of code beside it.
fn is_ours(case: Case, reserved: Reserved, text: &str) -> bool {
    let name = written(case, reserved, "", text);
    is_keyword(&name) || reserved.holds(&name)
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
    let mut words = qualifying(case, qualifier);
    words.extend(words::split(text));
    composed(case, reserved, &words)
}

/// The words in front of a name.
fn qualifying(case: Case, qualifier: &str) -> Vec<String> {
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
fn composed(case: Case, reserved: Reserved, words: &[String]) -> String {
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

/// How long a name is. A file is measured as the type in it, so that both are cut alike.
fn measure(reserved: Reserved) -> fn(&str) -> usize {
    if reserved.is_of_files() {
        |name| name.chars().filter(|one| *one != '_').count()
    } else {
        columns
    }
}

fn columns(name: &str) -> usize {
    name.chars().count()
}

/// The words of a name that fits a line, and the file of its documentation: of a longer one those
/// that repeat others are dropped, then those in the middle.
fn bounded(
    case: Case,
    mut words: Vec<String>,
    most: usize,
    length: fn(&str) -> usize,
) -> Vec<String> {
    let is_long = |words: &[String]| length(&joined(case, words)) > most;
    if !is_long(&words) {
        return words;
    }
    // Each has a letter at least: what is in the middle of more has no place in any case.
    if words.len() > 2 * most {
        words.drain(most..words.len() - most);
    }
    for at in (1..words.len().saturating_sub(1)).rev() {
        if !is_long(&words) {
            return words;
        }
        if words[..at].contains(&words[at]) {
            words.remove(at);
        }
    }
    while words.len() > 2 && is_long(&words) {
        words.remove(words.len() / 2);
    }
    if !is_long(&words) {
        return words;
    }
    // What stands at the end tells a name apart.
    if let [first, last] = words.as_mut_slice() {
        let left = most.saturating_sub(last.chars().count() + 1).max(1);
        cut(first, left);
        cut(last, most - 2);
    } else if let [only] = words.as_mut_slice() {
        cut(only, most);
    }
    words
}

/// Leaves so many characters of a word.
fn cut(word: &mut String, most: usize) {
    let end = word.char_indices().nth(most).map(|(end, _)| end);
    word.truncate(end.unwrap_or(word.len()));
}

/// Words as names of a case have them.
fn written_in(case: Case, words: Vec<String>) -> Vec<String> {
    match case {
        Case::Snake => words,
        Case::Pascal => words.iter().map(|word| capitalised(word)).collect(),
    }
}

fn joined(case: Case, words: &[String]) -> String {
    match case {
        Case::Snake => words.join("_"),
        Case::Pascal => {
            let mut name = String::new();
            for (at, word) in words.iter().enumerate() {
                // `4.1-2025` is no 4.12025.
                let is_number = |word: &str| word.starts_with(|first: char| first.is_numeric());
                if at > 0 && words[at - 1].contains('_') && is_number(word) {
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

    use super::{
        Case, LONGEST, Reserved, Wanted, assign, candidates, has_digest, is_snake, measure, single,
        told_apart, written,
    };
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
                qualifier,
                given: given.as_deref(),
                ..Wanted::of(text)
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
        assert_eq!(three[1], "underscore_id");
        assert_eq!(three[0], "id_upper");
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
        assert_eq!(names[0], "id_lower");
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
        assert_eq!(forwards[1], "id_title");
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
            "UnknownValue"
        );
        assert_eq!(single(Case::Snake, Reserved::Modules, "AUX"), "aux_");
        assert_eq!(single(Case::Pascal, Reserved::Types, "Error"), "ApiError");
        assert_eq!(
            single(Case::Pascal, Reserved::Types, "ApiKey"),
            "ApiKeySchema"
        );
    }

    /// The names of texts in a scope, in their order.
    fn names(case: Case, reserved: Reserved, texts: &[&str]) -> Vec<String> {
        let wanted: Vec<_> = texts.iter().map(|text| Wanted::of(text)).collect();
        assign(case, reserved, &wanted)
    }

    #[test]
    fn names_that_texts_alone_do_not_tell_apart_say_what_they_differ_by() {
        use Reserved::{Fields, Inputs, Types, Variants};

        let (snake, pascal) = (Case::Snake, Case::Pascal);
        for (case, reserved, texts, expected) in [
            (
                pascal,
                Variants,
                "name -name +name",
                "Name MinusName PlusName",
            ),
            (snake, Fields, "+1 -1 1", "plus_1 minus_1 value_1"),
            (pascal, Variants, "1.0 1.5 10", "V1_0 V1_5 Value10"),
            (pascal, Variants, "< <= = != >= >", "Lt Le Eq Ne Ge Gt"),
            (snake, Fields, "links _links", "links underscore_links"),
            (
                snake,
                Inputs,
                "filter[name] filter_name",
                "filter_bracket_name filter_name",
            ),
            (snake, Inputs, "ids ids[]", "ids ids_brackets"),
            (pascal, Types, "Users users", "Users UsersLower"),
            (snake, Reserved::Tags, "Users users", "users_title users"),
            (
                pascal,
                Variants,
                "unknown Unknown UNKNOWN",
                "UnknownLower UnknownTitle UnknownUpper",
            ),
            (pascal, Variants, "asc ASC", "AscLower AscUpper"),
            (
                snake,
                Fields,
                "user_id userId UserId USER_ID user-id",
                "user_id user_id_camel user_id_pascal user_id_upper user_dash_id",
            ),
            (pascal, Variants, "GMT0 GMT-0", "Gmt0 GmtMinus0"),
            (pascal, Variants, "* star", "StarSign Star"),
            (pascal, Types, "Error ApiError", "ErrorSchema ApiError"),
            (pascal, Variants, "Вход ВХОД", "Вход ВходUpper"),
            (pascal, Types, "Page«User» Page", "PageUser Page"),
        ] {
            let texts: Vec<_> = texts.split(' ').collect();
            let forwards = names(case, reserved, &texts);
            assert_eq!(forwards.join(" "), expected, "{texts:?}");
            let mut backwards = names(
                case,
                reserved,
                &texts.iter().rev().copied().collect::<Vec<_>>(),
            );
            backwards.reverse();
            assert_eq!(forwards, backwards, "{texts:?}");
        }
    }

    #[test]
    fn titles_name_signs_and_twins() {
        let titled = |text, title| Wanted {
            title,
            ..Wanted::of(text)
        };
        let wanted = [
            titled("user", "USER"),
            titled("-user", "NO_USER"),
            titled("all", "Everything"),
            titled("ALL", "Each of them"),
        ];
        assert_eq!(
            assign(Case::Pascal, Reserved::Variants, &wanted),
            ["User", "NoUser", "Everything", "EachOfThem"]
        );
    }

    #[test]
    fn a_digest_is_the_last_resort() {
        let wanted = [Wanted::of("x\u{200d}"), Wanted::of("x\u{1}\u{200d}")];
        for name in assign(Case::Snake, Reserved::Fields, &wanted) {
            assert!(!has_digest("", "x", &name), "{name}");
        }
        let [one, other] = ["２", "²"].map(Wanted::of);
        let names = assign(Case::Snake, Reserved::Fields, &[one, other]);
        assert!(has_digest("", "²", &names[1]), "{}", names[1]);
        assert!(!has_digest("", "3", &names[1]));
        assert!(!has_digest("", "²", "value_2"));
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
