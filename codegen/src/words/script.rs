//! Which letters names contain: those of any script that Rust accepts without a warning. Other
//! letters are transliterated to ASCII, and so are all letters in the names of files, modules and
//! features.
//!
//! `unicode-security` is also what rustc uses. `deunicode` transliterates any script and has words
//! for signs and pictures; it separates the syllables of Chinese, so that they read as words.

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_security::{GeneralSecurityProfile, skeleton};

use crate::hidden::is_hidden;

/// Whether a character is part of a word, in whatever script.
pub(crate) fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    // Fillers of Hangul are letters that nobody sees.
    !is_hidden(character) && (character.is_alphanumeric() || is_xid_continue(character))
}

/// Whether a character can be the first of a name.
pub(crate) fn starts_name(character: char) -> bool {
    is_xid_start(character)
}

/// A character in ASCII, as far as it can be.
pub(crate) fn transliterated(character: char) -> Option<&'static str> {
    let ascii = deunicode::deunicode_char(character)?;
    let seen = ascii.trim();
    (!seen.is_empty()).then_some(seen)
}

/// A word in letters that Rust takes without a warning: itself, else in ASCII.
pub(crate) fn writable(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    // rustc warns of two names that look alike: one that looks like ASCII is written so.
    let looks_like_ascii = skeleton(word).all(|one| one.is_ascii());
    if word.chars().all(is_allowed) && !looks_like_ascii {
        vec![word.to_owned()]
    } else {
        ascii(word)
    }
}

/// The words of a word in ASCII; none where nothing of it has a counterpart.
pub(crate) fn ascii(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    let ascii = deunicode::deunicode(word).to_lowercase();
    // An apostrophe stands for a letter without a sound.
    let ascii = ascii.replace('\'', "");
    ascii
        .split(|one: char| !one.is_ascii_alphanumeric() && one != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the lints of rustc have nothing against a letter.
pub(crate) fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || character == '_'
        || is_xid_continue(character) && character.identifier_allowed()
}

#[cfg(test)]
mod tests {
    use super::{ascii, writable};

    #[test]
    fn scripts_are_kept_where_rust_takes_them() {
        for (word, expected) in [
            ("用户管理", "用户管理"),
            ("вход", "вход"),
            ("δυο", "δυο"),
            ("größe", "größe"),
            ("مستخدم", "مستخدم"),
            // A ligature, and a digit that is none.
            ("ﬁsh", "fish"),
            ("x²", "x2"),
            // Letters that look like those of ASCII.
            ("ı", "i"),
            ("сор", "sor"),
        ] {
            assert_eq!(writable(word).join(" "), expected, "{word}");
        }
    }

    #[test]
    fn files_are_called_in_ascii() {
        for (word, expected) in [
            ("用户管理", "yong hu guan li"),
            ("пользователь", "polzovatel"),
            ("größe", "grosse"),
            ("año", "ano"),
            ("사용자", "sayongja"),
        ] {
            assert_eq!(ascii(word).join(" "), expected, "{word}");
        }
    }
}
