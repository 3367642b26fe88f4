//! Characters that hide or reorder the text around them: one table, for what a server says and for
//! what the generator writes and prints. `docs/decisions/0017-hidden-characters.md` says where
//! which of them is escaped, and where removed.
//!
//! `runtime/src/hidden.rs` and `codegen/src/hidden/table.rs` are one file, which a test sees to: the
//! generator depends on no HTTP client, and a checkout may have no links.

use std::borrow::Cow;

/// The table, sorted: first and last character of each range. Controls belong to it as well.
pub(crate) const HIDDEN: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),       // soft hyphen
    ('\u{34f}', '\u{34f}'),     // combining grapheme joiner
    ('\u{61c}', '\u{61c}'),     // Arabic letter mark
    ('\u{115f}', '\u{1160}'),   // Hangul fillers
    ('\u{17b4}', '\u{17b5}'),   // Khmer inherent vowels
    ('\u{180b}', '\u{180f}'),   // Mongolian variation selectors and vowel separator
    ('\u{200b}', '\u{200f}'),   // zero width space, joiners, direction marks
    ('\u{2028}', '\u{202e}'),   // line and paragraph separator, bidi embeddings and overrides
    ('\u{2060}', '\u{206f}'),   // word joiner, invisible operators, bidi isolates
    ('\u{3164}', '\u{3164}'),   // Hangul filler
    ('\u{fe00}', '\u{fe0f}'),   // variation selectors
    ('\u{feff}', '\u{feff}'),   // byte order mark
    ('\u{ffa0}', '\u{ffa0}'),   // half-width Hangul filler
    ('\u{fff0}', '\u{fffb}'),   // unassigned, interlinear annotation
    ('\u{1bca0}', '\u{1bca3}'), // shorthand format controls
    ('\u{1d173}', '\u{1d17a}'), // musical format controls
    ('\u{e0000}', '\u{e0fff}'), // tags, variation selectors supplement, unassigned
];

/// Whether the table has a character, or it is a control.
pub(crate) fn is_hidden(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    character.is_control() || {
        let after = HIDDEN.partition_point(|(first, _)| *first <= character);
        after > 0 && character <= HIDDEN[after - 1].1
    }
}

/// The characters of a text, each with whether it hides something where it stands.
///
/// Three characters of the table are part of what is written: U+200C and U+200D stay between two
/// visible characters that are not ASCII, and U+FE0F stays behind one, or behind the digits and
/// signs that are keycaps. That keeps Persian, the Indic scripts and emoji.
pub(crate) fn characters(text: &str) -> impl Iterator<Item = (char, bool)> + '_ {
    // What stands before, without its selector, and whether there was one.
    let mut before = None;
    let mut selected = false;
    let mut rest = text.chars();
    std::iter::from_fn(move || {
        let character = rest.next()?;
        let after = rest.clone().next();
        let is_kept = match character {
            '\u{200c}' | '\u{200d}' => is_foreign(before) && is_foreign(after),
            '\u{fe0f}' if selected => false,
            '\u{fe0f}' => is_foreign(before) || matches!(before, Some('0'..='9' | '#' | '*')),
            _ => false,
        };
        let hides = is_hidden(character) && !is_kept;
        selected = character == '\u{fe0f}' && !hides;
        if !selected {
            before = Some(character);
        }
        Some((character, hides))
    })
}

/// Whether a character is visible and not ASCII.
fn is_foreign(character: Option<char>) -> bool {
    character.is_some_and(|one| !one.is_ascii() && !one.is_whitespace() && !is_hidden(one))
}

/// Whether a text is plain at a glance: ASCII without other controls than those that are `left`.
pub(crate) fn is_plain(text: &str, left: impl Fn(char) -> bool) -> bool {
    text.bytes()
        .all(|byte| (b' '..0x7f).contains(&byte) || (byte.is_ascii() && left(char::from(byte))))
}

/// Writes hidden characters as `\u{202e}`; those that are `left` stay.
pub(crate) fn escaped(text: &str, left: impl Fn(char) -> bool) -> Cow<'_, str> {
    if is_plain(text, &left) || !characters(text).any(|(one, hides)| hides && !left(one)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (character, hides) in characters(text) {
        if hides && !left(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}
