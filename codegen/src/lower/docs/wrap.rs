//! Wraps lines at a width, so that none of them starts a block by accident.

use std::borrow::Cow;

/// Breaks a text of Markdown at its blanks, and where it has newlines; words are never broken, and
/// neither is code between back quotes.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut parts = text.split('\n').peekable();
    while let Some(part) = parts.next() {
        let goes_on = parts.peek().is_some();
        fill(part, width - usize::from(goes_on), &mut lines);
        if goes_on && let Some(last) = lines.last_mut() {
            // It ends by a break that is wanted.
            last.push('\\');
        }
    }
    lines
}

fn fill(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    // In characters.
    let mut taken = 0;
    for word in words(text) {
        let wide = word.chars().count();
        if taken > 0 && taken + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if taken > 0 {
            line.push(' ');
            line.push_str(word);
            taken += 1 + wide;
        } else {
            let word = literal(word);
            line.push_str(&word);
            taken = word.chars().count();
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// A word as a line may start with it: what would be an item, a heading, a rule, a quotation or the
/// second line of a table is text.
fn literal(word: &str) -> Cow<'_, str> {
    let all_of = |signs: &str| word.chars().all(|one| signs.contains(one));
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(&word[digits..], "." | ")") {
        return Cow::Owned(format!("{}\\{}", &word[..digits], &word[digits..]));
    }
    let begins = word.starts_with('>')
        || word.starts_with("~~~")
        || all_of("#")
        || all_of("=")
        || all_of("_")
        || all_of("*")
        || all_of("-|:")
        || word == "+";
    if begins {
        Cow::Owned(format!("\\{word}"))
    } else {
        Cow::Borrowed(word)
    }
}

/// The words of a text, with code between back quotes as part of its word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let length = word(rest);
        let (found, behind) = rest.split_at(length);
        rest = behind;
        (!found.is_empty()).then_some(found)
    })
}

/// How long the word is that a text starts with.
fn word(text: &str) -> usize {
    let mut at = 0;
    while let Some(next) = text[at..].find(|one: char| one.is_whitespace() || "\\`".contains(one)) {
        at += next;
        let rest = &text[at..];
        if rest.starts_with('`') {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            at += ticks + code(&rest[ticks..], ticks);
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            let sign = escaped.chars().next().filter(char::is_ascii_punctuation);
            at += 1 + sign.map_or(0, char::len_utf8);
        } else {
            return at;
        }
    }
    text.len()
}

/// How long code is that as many back quotes opened, with those that close it.
fn code(text: &str, ticks: usize) -> usize {
    let mut at = 0;
    while let Some(start) = text[at..].find('`') {
        at += start;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == ticks {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn no_line_begins_a_block() {
        for word in [
            "-", "1.", "#", ">", "+", "***", "---", "===", "~~~", "|--|", ":-:",
        ] {
            let text = format!("{}{word} b", "a ".repeat(46));
            let lines = wrapped(&text, 92);
            assert!(lines[1].starts_with(['\\', '1']), "{lines:?}");
            assert!(!lines[1].starts_with("1."), "{lines:?}");
        }
    }

    #[test]
    fn code_is_not_broken() {
        let lines = wrapped("a ``b ` c`` d\\` e f", 4);
        assert_eq!(lines, ["a", "``b ` c``", "d\\`", "e f"]);
    }

    #[test]
    fn wanted_breaks_stay() {
        assert_eq!(wrapped("a b\nc", 92), ["a b\\", "c"]);
    }
}
