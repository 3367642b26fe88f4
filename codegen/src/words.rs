//! Splits a name of the description into words.
//!
//! `heck` splits by case and does not know acronyms: `AS2ID` would become `as2id`, `mailboxIDs`
//! `mailbox_i_ds`. A table lists the exceptions, capitals before an `s` are the plural of an
//! acronym, and `heck` splits the text between them. Signs with a meaning are words of their own,
//! so that `+1` and `-1` are different; other signs separate words, but for an apostrophe between
//! letters, and are spelled only if two names would be equal.

pub(crate) mod number;
pub(crate) mod script;
pub(crate) mod version;

use std::borrow::Cow;

use heck::ToSnakeCase;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::hidden::is_hidden;

use script::{is_letter, transliterated};

/// Texts that are one word each, as written, and the word.
const ONE_WORD: &[(&str, &str)] = &[
    ("AS2", "as2"),
    ("AS3", "as3"),
    ("AS4", "as4"),
    ("GraphQL", "graphql"),
    ("ID", "id"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("OAuth1", "oauth1"),
    ("OAuth2", "oauth2"),
    ("OAuth", "oauth"),
    ("X12", "x12"),
];

/// Texts of signs only that have a word as a whole.
const COMPARISONS: &[(&str, &str)] = &[
    ("<", "lt"),
    ("<=", "le"),
    ("=", "eq"),
    ("!=", "ne"),
    (">", "gt"),
    (">=", "ge"),
];

/// The words of a name, in lower case; never empty. A number with dots is one word, `1_0`.
pub(crate) fn split(name: &str) -> Vec<String> {
    plain(name).unwrap_or_else(|| general(name, Signs::Meant))
}

/// The words of a name with a word for every sign in it, where [`split`] drops some.
pub(crate) fn spelled(name: &str) -> Option<Vec<String>> {
    let words = general(name, Signs::All);
    (words != split(name)).then_some(words)
}

/// Whether words of a name stand for signs at its ends, or for nothing else.
pub(crate) fn has_signs(name: &str) -> bool {
    // That of `$top` says nothing.
    let name = match name.strip_prefix('$') {
        Some(rest) if rest.starts_with(is_letter) => rest,
        _ => name,
    };
    let is_sign = |one: char| !is_letter(one) && sign(one).is_some() && !is_silent(one);
    let is_meant = |one: char| one == '-' || is_sign(one);
    name.starts_with(is_meant) || name.ends_with(is_meant) || !name.chars().any(is_letter)
}

/// What tells a name from others that differ in nothing but case.
pub(crate) fn case(name: &str) -> Option<&'static str> {
    let mut cased = name
        .chars()
        .filter(|one| one.is_lowercase() || one.is_uppercase());
    let first = cased.next()?.is_uppercase();
    let (mut lower, mut upper) = (!first, first);
    let mut rest_upper = false;
    for one in cased {
        rest_upper |= one.is_uppercase();
        upper |= one.is_uppercase();
        lower |= one.is_lowercase();
    }
    Some(match (lower, upper) {
        (true, false) => "lower",
        (false, _) => "upper",
        (true, true) if !first => "camel",
        (true, true) if rest_upper => "pascal",
        (true, true) => "title",
    })
}

/// The words of a name of small letters, digits and what separates words, as most names are: no
/// case tells words apart there, and no acronym is written so.
fn plain(name: &str) -> Option<Vec<String>> {
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    let has_dot =
        |three: &[u8]| three[1] == b'.' && three[0].is_ascii_digit() && three[2].is_ascii_digit();
    let is_plain = bytes.iter().all(|&byte| {
        small(byte) || byte.is_ascii() && byte != b'\'' && is_silent(char::from(byte))
    }) && !name.starts_with('-')
        && !name.ends_with('-')
        && !bytes.windows(3).any(has_dot);
    let words: Vec<_> = name
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| is_plain && !word.is_empty())
        .map(str::to_owned)
        .collect();
    let has_minus = || {
        let ends = |text: &str| text.chars().any(|one| one == '-');
        let start = name.find(is_letter).unwrap_or_default();
        let end = name.rfind(is_letter).unwrap_or_default();
        ends(&name[..start]) || ends(&name[end..])
    };
    (!words.is_empty() && !has_minus()).then_some(words)
}

/// Which signs become words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signs {
    /// Those that mean something where they stand.
    Meant,
    /// All of them.
    All,
}

fn general(name: &str, signs: Signs) -> Vec<String> {
    let mut text = readable(name);
    if signs == Signs::Meant && text.contains('\'') {
        text = Cow::Owned(without_apostrophes(&text));
    }
    let mut words = Words::default();
    let (Some(first), Some(last)) = (text.find(is_letter), text.rfind(is_letter)) else {
        return only_signs(&text, signs);
    };
    let is_generic = is_generic(&text);
    let mut previous: Option<char> = None;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if starts_word(previous, character)
            && let Some((length, word)) = known(&text[at..]).or_else(|| acronyms(&text[at..]))
        {
            words.flush();
            words.push(&word);
            // What follows starts a word, whatever it is.
            previous = None;
            at += length;
            continue;
        }
        let next = text[at + character.len_utf8()..].chars().next();
        if is_letter(character) {
            // `TLSv1` is no `TlSv1`.
            if character == 'v' && is_digit(next) && ends_in_capitals(&text[..at]) {
                words.flush();
            }
            words.rest.push(character);
        } else {
            words.flush();
            let is_outside = at < first || at > last;
            let is_repeated = previous == Some(character);
            let word = match (character, signs) {
                ('.', Signs::Meant)
                    if is_digit(text[..at].chars().next_back()) && is_digit(next) =>
                {
                    words.joins = true;
                    None
                }
                ('<' | '>', _) if is_generic => None,
                ('$', Signs::Meant) if at == 0 && at + 1 == first => None,
                ('-', Signs::Meant) if is_outside && !is_repeated => Some(Cow::Borrowed("minus")),
                (silent, Signs::Meant) if is_silent(silent) => None,
                (other, Signs::Meant) => Some(word(other)),
                (other, Signs::All) => spell(other, &text[..at], next, is_outside),
            };
            if let Some(word) = word {
                words.push(&word);
            }
        }
        previous = Some(character);
        at += character.len_utf8();
    }
    words.flush();
    words.found
}

/// Words while they are found.
#[derive(Default)]
struct Words {
    found: Vec<String>,
    /// Letters that are still to be split by their case.
    rest: String,
    /// Whether the next word belongs to the number before it.
    joins: bool,
}

impl Words {
    fn flush(&mut self) {
        if self.rest.is_empty() {
            return;
        }
        // Marks of a script are no letters to `heck`.
        let split = if self.rest.chars().all(char::is_alphanumeric) {
            self.rest.to_snake_case()
        } else {
            self.rest.to_lowercase()
        };
        self.rest.clear();
        for word in split.split('_').filter(|word| !word.is_empty()) {
            self.push(word);
        }
    }

    fn push(&mut self, word: &str) {
        match self.found.last_mut().filter(|_| self.joins) {
            Some(number) => {
                number.push('_');
                number.push_str(word);
            }
            None => self.found.push(word.to_owned()),
        }
        self.joins = false;
    }
}

/// A text in which every character is ASCII, a letter, or hidden: other signs are put as ASCII has
/// them, and letters as Rust compares them.
fn readable(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let normal: Cow<'_, str> = if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    };
    let is_foreign = |one: char| !one.is_ascii() && !is_letter(one) && !is_hidden(one);
    if !normal.chars().any(is_foreign) {
        return normal;
    }
    let mut readable = String::new();
    for one in normal.chars() {
        match transliterated(one).filter(|_| is_foreign(one)) {
            // `«` and `»` are brackets.
            Some("<<") => readable.push('('),
            Some(">>") => readable.push(')'),
            Some(ascii) if ascii.chars().any(|one| one.is_ascii_alphanumeric()) => {
                readable.push(' ');
                readable.push_str(&ascii.to_lowercase());
                readable.push(' ');
            }
            Some(ascii) => readable.push_str(ascii),
            None => readable.push(one),
        }
    }
    match readable.trim_matches(' ') {
        "" => Cow::Owned(readable),
        trimmed => Cow::Owned(trimmed.to_owned()),
    }
}

/// The words of a text without letters.
fn only_signs(text: &str, signs: Signs) -> Vec<String> {
    if text.is_empty() {
        return vec!["empty".to_owned()];
    }
    let known = COMPARISONS.iter().find(|(entry, _)| *entry == text);
    match known.filter(|_| signs == Signs::Meant) {
        Some((_, word)) => vec![(*word).to_owned()],
        None => text.chars().map(|one| word(one).into_owned()).collect(),
    }
}

/// Whether angle brackets hold the arguments of a type, as in `Page<User>`.
fn is_generic(text: &str) -> bool {
    let is_letter = |one: Option<char>| one.is_some_and(is_letter);
    text.match_indices('<').any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        is_letter(before.chars().next_back())
            && is_letter(behind.chars().next())
            && behind.contains('>')
    })
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|one| one.is_ascii_digit())
}

/// Whether a text ends in two capitals at least, as an acronym does.
fn ends_in_capitals(text: &str) -> bool {
    let mut last = text.chars().rev().take(2);
    let is_capital = |one: Option<char>| one.is_some_and(char::is_uppercase);
    is_capital(last.next()) && is_capital(last.next())
}

/// The length of the table's entry that this text starts with, where a word ends behind it, and its
/// word.
fn known(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let mut entries = ONE_WORD.iter();
    let (entry, word) = entries.find(|(entry, _)| {
        let behind = text.strip_prefix(entry);
        behind.is_some_and(|behind| !goes_on(behind))
    })?;
    Some((entry.len(), Cow::Borrowed(*word)))
}

/// The length of the acronym in the plural that this text starts with, and its word: `VPCs`.
fn acronyms(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let behind = text.trim_start_matches(char::is_uppercase);
    let one = &text[..text.len() - behind.len()];
    let rest = behind.strip_prefix('s')?;
    let is_acronym = one.chars().nth(1).is_some() && !goes_on(rest);
    is_acronym.then(|| (one.len() + 1, Cow::Owned(one.to_lowercase() + "s")))
}

/// Whether a text goes on with the word before it.
fn goes_on(text: &str) -> bool {
    text.starts_with(|next: char| next.is_lowercase() || next.is_numeric())
}

/// A text without the apostrophes between letters, which are no ends of words: `a project's`.
fn without_apostrophes(text: &str) -> String {
    let mut before = None;
    let mut all = text.chars().peekable();
    let mut kept = String::with_capacity(text.len());
    while let Some(one) = all.next() {
        let is_letter = |one: Option<char>| one.is_some_and(char::is_alphabetic);
        if one != '\'' || !is_letter(before) || !is_letter(all.peek().copied()) {
            kept.push(one);
        }
        before = Some(one);
    }
    kept
}

fn starts_word(previous: Option<char>, character: char) -> bool {
    match previous {
        None => true,
        Some(previous) if !previous.is_alphanumeric() => true,
        Some(previous) => character.is_uppercase() && !previous.is_uppercase(),
    }
}

/// Whether a sign only separates words.
fn is_silent(character: char) -> bool {
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
            | '`'
    ) || character.is_whitespace()
}

/// The word of a sign where every sign has one: all that is left to tell two names apart.
fn spell(
    character: char,
    before: &str,
    next: Option<char>,
    is_outside: bool,
) -> Option<Cow<'static, str>> {
    let closes = |open: char| before.contains(open);
    Some(Cow::Borrowed(match character {
        '_' if !is_outside && next != Some('_') && !before.ends_with('_') => return None,
        '-' if !is_outside && !is_digit(next) => "dash",
        '[' if next == Some(']') => "brackets",
        ']' if closes('[') => return None,
        ')' if closes('(') => return None,
        '}' if closes('{') => return None,
        other => return Some(word(other)),
    }))
}

/// The word of a sign.
fn word(character: char) -> Cow<'static, str> {
    match sign(character) {
        Some(word) => Cow::Borrowed(word),
        None => Cow::Owned(format!("u{:x}", u32::from(character))),
    }
}

fn sign(character: char) -> Option<&'static str> {
    Some(match character {
        '+' => "plus",
        '-' => "minus",
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
        '_' => "underscore",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ',' => "comma",
        ';' => "semicolon",
        '[' | ']' => "bracket",
        '(' | ')' => "parenthesis",
        '{' | '}' => "brace",
        '\'' => "apostrophe",
        '"' => "quote",
        ' ' => "space",
        '\n' => "newline",
        '\t' => "tab",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Signs, case, general, has_signs, plain, spelled, split};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn plain_names_have_the_words_of_any_name(
            name in "[a-z0-9_\\-./: ,;\\[\\](){}'\"\t]{0,30}|[ -~]{0,12}|[a-z_é\u{85}\u{a0}²Ⅷ]{0,10}|[a-z0-9_.-]{0,6}",
        ) {
            if let Some(words) = plain(&name) {
                prop_assert_eq!(words, general(&name, Signs::Meant));
            }
        }

        /// Words are never empty, and what is spelled has at least the words of what is not.
        #[test]
        fn any_text_has_words(name in any::<String>()) {
            let words = split(&name);
            prop_assert!(!words.is_empty());
            prop_assert!(words.iter().all(|word| !word.is_empty()));
            prop_assert_eq!(&words, &split(&name));
            if let Some(spelled) = spelled(&name) {
                prop_assert!(spelled.iter().all(|word| !word.is_empty()));
            }
        }
    }

    #[test]
    fn usual_names_are_plain() {
        for name in ["full_name", "actions/add-custom-labels", "v2", "x.y:z"] {
            assert!(plain(name).is_some(), "{name}");
        }
        for name in ["", "_", "keyId", "ID", "größe", "+1", "-1", "1.0", "/-a"] {
            assert!(plain(name).is_none(), "{name}");
        }
    }

    #[test]
    fn signs_that_mean_something_are_words() {
        for (name, words) in [
            ("-name", "minus name"),
            ("+name", "plus name"),
            ("--name", "minus name"),
            ("A-", "a minus"),
            ("A+", "a plus"),
            ("a-b", "a b"),
            ("gpt-4", "gpt 4"),
            ("gpt-4.1", "gpt 4_1"),
            ("TLSv1.2", "tls v1_2"),
            ("CVSSv3", "cvss v3"),
            ("IPv4", "ipv4"),
            ("VPCs", "vpcs"),
            ("CCLs", "ccls"),
            ("listURLsOfAPIs", "list urls of apis"),
            ("DNSSettings", "dns settings"),
            ("AsString", "as string"),
            ("List a Project's Issues", "list a projects issues"),
            ("an API\u{2019}s keys", "an apis keys"),
            ("'quoted' name['key']", "quoted name key"),
            ("1.0.2", "1_0_2"),
            ("v1.0", "v1_0"),
            ("1.x", "1 x"),
            ("<=", "le"),
            ("!=", "ne"),
            ("-", "minus"),
            ("*", "star"),
            (" ", "space"),
            ("", "empty"),
            ("_", "underscore"),
            ("Page«User»", "page user"),
            ("Page<User>", "page user"),
            ("Map<String,Order>", "map string order"),
            ("StartTime<", "start time less"),
            ("Order`1[[System.String]]", "order 1 system string"),
            ("€", "eur"),
            ("≤", "le"),
            ("😀", "grinning"),
            ("用户管理", "用户管理"),
            ("ΔΥΟ", "δυο"),
            ("e\u{301}tat", "état"),
            ("filter[name]", "filter name"),
            ("$top", "top"),
            ("$", "dollar"),
            ("US$", "us dollar"),
        ] {
            assert_eq!(split(name).join(" "), words, "{name}");
        }
    }

    #[test]
    fn every_sign_can_be_spelled() {
        for (name, words) in [
            ("_links", Some("underscore links")),
            ("$top", Some("dollar top")),
            ("filter[name]", Some("filter bracket name")),
            ("ids[]", Some("ids brackets")),
            ("GMT-0", Some("gmt minus 0")),
            ("created-at", Some("created dash at")),
            ("a__b", Some("a underscore underscore b")),
            ("it's", Some("it apostrophe s")),
            ("1.0", Some("1 dot 0")),
            ("<=", Some("less equals")),
            ("links", None),
            ("user_id", None),
            ("*", None),
        ] {
            assert_eq!(
                spelled(name).map(|words| words.join(" ")).as_deref(),
                words,
                "{name}"
            );
        }
    }

    #[test]
    fn twins_are_told_apart_by_their_case() {
        for (name, word) in [
            ("unknown", Some("lower")),
            ("UNKNOWN", Some("upper")),
            ("Unknown", Some("title")),
            ("userId", Some("camel")),
            ("UserId", Some("pascal")),
            ("USER_ID", Some("upper")),
            ("ВХОД", Some("upper")),
            ("用户", None),
            ("1", None),
        ] {
            assert_eq!(case(name), word, "{name}");
        }
        assert!(has_signs("-user") && has_signs("<=") && has_signs(""));
        assert!(!has_signs("_links") && !has_signs("a-b") && !has_signs("$top"));
    }
}
