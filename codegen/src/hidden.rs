//! Hidden characters in text that is written and printed: the runtime's table, and their removal
//! from prose.

use std::borrow::Cow;

mod table;

use table::is_plain;
pub(crate) use table::{characters, escaped, is_hidden};

/// Prose without hidden characters: those that separate words are a space, the others nothing.
/// Lines stay lines.
pub(crate) fn without_hidden(text: &str) -> Cow<'_, str> {
    let hides = |(one, hides): (char, bool)| hides && one != '\n';
    if is_plain(text, |one| one == '\n') || !characters(text).any(hides) {
        return Cow::Borrowed(text);
    }
    let shown = characters(text).filter_map(|(one, hidden)| match one {
        _ if !hides((one, hidden)) => Some(one),
        _ if one.is_control() || one.is_whitespace() => Some(' '),
        _ => None,
    });
    Cow::Owned(shown.collect())
}

/// A name or a path on one line of a terminal, a comment or a page.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// The text of a file: what is still hidden stands in literals, whose value the escapes keep.
pub(crate) fn in_source(text: &str) -> Cow<'_, str> {
    escaped(text, |one| matches!(one, '\n' | '\t'))
}

/// Adds a name to a line of words, in one piece: white space, `%` and hidden characters are percent-encoded.
pub(crate) fn push_word(line: &mut String, name: &str) {
    if name
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'%')
    {
        line.push_str(name);
        return;
    }
    for (character, hides) in characters(name) {
        if character == '%' || character.is_whitespace() || hides {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                line.push_str(&format!("%{byte:02X}"));
            }
        } else {
            line.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::table::{HIDDEN, characters, escaped, is_hidden};
    use super::{in_source, on_one_line, without_hidden};

    /// Every character that hides something, but for the newline, which every output knows.
    fn hidden() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|one| is_hidden(*one) && *one != '\n')
    }

    #[test]
    fn the_runtime_has_the_same_table() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
        assert_eq!(
            read("src/hidden/table.rs"),
            read("../runtime/src/hidden.rs")
        );
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(HIDDEN.iter().all(|(first, last)| first <= last));
        assert!(HIDDEN.windows(2).all(|pair| pair[0].1 < pair[1].0));
        for named in [
            '\u{ad}',
            '\u{61c}',
            '\u{115f}',
            '\u{1160}',
            '\u{180e}',
            '\u{200b}',
            '\u{200e}',
            '\u{200f}',
            '\u{2028}',
            '\u{2029}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2064}',
            '\u{2066}',
            '\u{2069}',
            '\u{3164}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{fffb}',
            '\u{e0000}',
            '\u{e007f}',
            '\u{e0100}',
            '\u{e01ef}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\0',
        ] {
            assert!(is_hidden(named), "{named:?}");
        }
        for shown in [
            'a', ' ', '\u{a0}', 'é', 'ß', '字', '😀', '\u{301}', '\u{2010}', '\u{fffd}',
        ] {
            assert!(!is_hidden(shown), "{shown:?}");
        }
    }

    #[test]
    fn every_character_is_escaped_in_names_and_left_out_of_prose() {
        for one in hidden() {
            let text = format!("a{one}b");
            assert_eq!(on_one_line(&text), format!("a{}b", one.escape_unicode()));
            let prose = without_hidden(&text);
            assert!(prose == "ab" || prose == "a b", "{one:?}: {prose}");
            if one != '\t' {
                assert_eq!(in_source(&text), format!("a{}b", one.escape_unicode()));
            }
        }
        assert_eq!(without_hidden("a\nb"), "a\nb");
        assert_eq!(in_source("a\n\tb"), "a\n\tb");
    }

    #[test]
    fn what_is_written_keeps_its_joiners() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "plain",
        ] {
            assert_eq!(escaped(text, |_| false), text);
            assert_eq!(without_hidden(text), text);
        }
        for text in [
            "a\u{200d}b",
            "字\u{200d}b",
            "\u{200d}字",
            "字\u{200c}\u{200c}字",
            "a\u{fe0f}",
            "字\u{fe0f}\u{fe0f}",
            " \u{fe0f}",
        ] {
            assert!(characters(text).any(|(_, hides)| hides), "{text:?}");
        }
    }
}
