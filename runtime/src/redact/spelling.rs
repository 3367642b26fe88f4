//! Finds a text in a response, in plain form or with each character escaped as in JSON, XML, HTML,
//! URLs, forms or .NET.
//!
//! The text is decoded while it is compared, so that there is no list of encodings that could be
//! incomplete. An escape of an escape is not decoded.

use std::collections::BTreeSet;

/// The end of the longest spelling of `wanted` that begins at `start`, if there is one; ASCII case
/// is no difference. Nothing at all when `steps`, which it counts down, run out before that is
/// known.
///
/// A state is how much of `wanted` is found, and up to where, for a reading of the text that is
/// under way. The readings that found least go on first, so those that meet again become one:
/// otherwise each backslash could double them.
pub(super) fn matched(
    text: &str,
    start: usize,
    wanted: &str,
    steps: &mut usize,
) -> Option<Option<usize>> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let mut states = BTreeSet::new();
    let mut longest = None;
    let mut next = Some((0, start));
    while let Some((found, at)) = next {
        *steps = steps.checked_sub(1)?;
        if found == wanted.len() {
            longest = longest.max(Some(at));
        }
        let rest = &wanted[found..];
        for (character, length) in readings(&text[at..]).into_iter().flatten() {
            let bytes = character.bytes();
            let fits = rest
                .get(..bytes.len())
                .is_some_and(|rest| rest.eq_ignore_ascii_case(bytes));
            if fits {
                states.insert((found + bytes.len(), at + length));
            }
        }
        next = states.pop_first();
    }
    Some(longest)
}

/// A character, or a byte of one, as it is read.
struct Read {
    bytes: [u8; 4],
    length: usize,
}

impl Read {
    fn byte(byte: u8) -> Self {
        Self {
            bytes: [byte, 0, 0, 0],
            length: 1,
        }
    }

    fn character(code: u32) -> Option<Self> {
        let mut bytes = [0; 4];
        let length = char::from_u32(code)?.encode_utf8(&mut bytes).len();
        Some(Self { bytes, length })
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// The ways to read what a text begins with: each with how much of the text it takes.
fn readings(text: &[u8]) -> [Option<(Read, usize)>; 2] {
    let Some(&first) = text.first() else {
        return [None, None];
    };
    let escaped = match first {
        b'\\' => backslash(text),
        b'&' => entity(text),
        b'%' => number(text.get(1..3), 16)
            .and_then(|code| u8::try_from(code).ok())
            .map(|byte| (Read::byte(byte), 3)),
        b'+' => Some((Read::byte(b' '), 1)),
        _ => None,
    };
    [Some((Read::byte(first), 1)), escaped]
}

/// `\u002B`, `\u{2b}`, `\x2B`, `\n`, `\/`.
fn backslash(text: &[u8]) -> Option<(Read, usize)> {
    match *text.get(1)? {
        b'u' if text.get(2) == Some(&b'{') => {
            let end = text.iter().take(12).position(|&byte| byte == b'}')?;
            Some((Read::character(number(text.get(3..end), 16)?)?, end + 1))
        }
        b'u' => Some((Read::character(number(text.get(2..6), 16)?)?, 6)),
        b'x' => Some((Read::character(number(text.get(2..4), 16)?)?, 4)),
        b'n' => Some((Read::byte(b'\n'), 2)),
        b'r' => Some((Read::byte(b'\r'), 2)),
        b't' => Some((Read::byte(b'\t'), 2)),
        other => Some((Read::byte(other), 2)),
    }
}

/// `&#43;`, `&#x2B;`, `&amp;`.
fn entity(text: &[u8]) -> Option<(Read, usize)> {
    const NAMED: [(&[u8], u8); 5] = [
        (b"amp", b'&'),
        (b"apos", b'\''),
        (b"gt", b'>'),
        (b"lt", b'<'),
        (b"quot", b'"'),
    ];

    let end = text.iter().take(12).position(|&byte| byte == b';')?;
    let name = &text[1..end];
    let read = match name {
        [b'#', b'x' | b'X', digits @ ..] => Read::character(number(Some(digits), 16)?)?,
        [b'#', digits @ ..] => Read::character(number(Some(digits), 10)?)?,
        _ => Read::byte(
            NAMED
                .iter()
                .find(|(known, _)| name.eq_ignore_ascii_case(known))?
                .1,
        ),
    };
    Some((read, end + 1))
}

fn number(digits: Option<&[u8]>, radix: u32) -> Option<u32> {
    let digits = std::str::from_utf8(digits?).ok()?;
    // A sign is not a digit, though the parser takes one.
    if digits.starts_with('+') {
        None
    } else {
        u32::from_str_radix(digits, radix).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::matched;

    /// Where the first spelling begins and ends.
    fn find(text: &str, wanted: &str) -> Option<(usize, usize)> {
        let mut steps = 100_000;
        text.char_indices().find_map(|(start, _)| {
            let end = matched(text, start, wanted, &mut steps).expect("few steps");
            end.map(|end| (start, end))
        })
    }

    #[test]
    fn every_character_may_be_spelled_in_its_own_way() {
        for spelling in [
            "a+b/c<d>é",
            "A+B/C<D>é",
            r"a\u002Bb\/c\u003cd\u003E\u00e9",
            "a&#x2B;b&#47;c&lt;d&GT;&#233;",
            "a%2Bb%2fc%3Cd%3e%C3%A9",
            r"a+b/c\u{3c}d\x3eé",
        ] {
            let text = format!("x {spelling} y");
            assert_eq!(
                find(&text, "a+b/c<d>é"),
                Some((2, 2 + spelling.len())),
                "{spelling}"
            );
        }
        assert_eq!(find("k=a+b", "a b"), Some((2, 5)));
    }

    #[test]
    fn what_only_begins_alike_is_not_found() {
        for text in [
            "", "a", "ab&", "ab%", r"ab\", r"ab\u00", "ab&#x;", "ab%+1", "a b",
        ] {
            assert_eq!(find(text, "abc"), None, "{text}");
        }
    }

    #[test]
    fn backslashes_that_may_escape_each_other_take_no_time() {
        let (secret, text) = ("\\".repeat(64), "\\".repeat(128));
        assert_eq!(find(&text, &secret), Some((0, 128)));
        let text = format!("{}x", "\\".repeat(63)).repeat(4);
        assert_eq!(find(&text, &secret), None);
    }

    #[test]
    fn what_looks_like_an_escape_may_be_the_text_itself() {
        assert_eq!(find("x%41y", "%41"), Some((1, 4)));
        assert_eq!(find("x&amp;y", "&amp;"), Some((1, 6)));
        assert_eq!(find(r"x\ny", r"\n"), Some((1, 3)));
    }
}
