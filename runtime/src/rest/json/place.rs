//! The place of an error in JSON text: `data[3].keyId`, computed from line and column after a
//! failure.
//!
//! This costs a successful response nothing and needs no second parser for each type. The keys come
//! from the server: one that does not look like a name is not shown.

/// Longest key that is shown.
const LONGEST_KEY: usize = 40;

/// Most digits in a key that is shown: names have few, while keys, tokens and identifiers have
/// many.
const MOST_DIGITS: usize = 4;

/// Deepest path that is shown.
const DEEPEST: usize = 16;

/// Returns whether a key looks like a name and may be shown. In an object without declared fields
/// it may be anything.
pub(super) fn is_shown(key: &str) -> bool {
    let begins = |first: char| first.is_ascii_alphabetic() || matches!(first, '_' | '$' | '@');
    let goes_on =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'@' | b':');
    key.len() <= LONGEST_KEY
        && key.starts_with(begins)
        && key.bytes().all(goes_on)
        && key.bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS
}

/// Returns the path of the value that ends at, or contains, the given line and column, both counted
/// from 1 in bytes.
pub(super) fn path(text: &[u8], line: usize, column: usize) -> String {
    let line_start = match line {
        0 | 1 => 0,
        _ => text
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let end = line_start.saturating_add(column).min(text.len());
    Walk::default().through(&text[..end]).shown()
}

/// A step from a value to one inside it.
enum Step<'t> {
    Key(&'t [u8]),
    Index(usize),
    /// Inside an object, before its next key.
    Object,
}

#[derive(Default)]
struct Walk<'t> {
    steps: Vec<Step<'t>>,
    /// The last byte closed an object or a list, which is then the place itself.
    closed: bool,
}

impl<'t> Walk<'t> {
    fn through(mut self, text: &'t [u8]) -> Self {
        let mut at = 0;
        let mut last_text: &[u8] = &[];
        while let Some(&byte) = text.get(at) {
            self.closed = matches!(byte, b'}' | b']');
            match byte {
                b'"' => {
                    let length = text_length(&text[at + 1..]);
                    last_text = &text[at + 1..at + 1 + length];
                    at += length + 1;
                }
                b'{' => self.steps.push(Step::Object),
                b'[' => self.steps.push(Step::Index(0)),
                b'}' | b']' => {
                    self.steps.pop();
                }
                b':' => {
                    if let Some(step @ Step::Object) = self.steps.last_mut() {
                        *step = Step::Key(last_text);
                    }
                }
                b',' => match self.steps.last_mut() {
                    Some(Step::Index(index)) => *index += 1,
                    Some(step) => *step = Step::Object,
                    None => {}
                },
                _ => {}
            }
            at += 1;
        }
        self
    }

    fn shown(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().take(DEEPEST) {
            match step {
                Step::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    match std::str::from_utf8(key) {
                        Ok(key) if is_shown(key) => path.push_str(key),
                        _ => path.push('…'),
                    }
                }
                Step::Index(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
                Step::Object => {}
            }
        }
        if self.steps.len() > DEEPEST {
            path.push_str(".…");
        }
        path
    }
}

/// Length of a text up to its closing quotation mark, or to the end.
fn text_length(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::path;

    #[track_caller]
    fn at(text: &str, marked: &str, expected: &str) {
        let end = text.find(marked).unwrap() + marked.len();
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let column = end - before.rfind('\n').map_or(0, |newline| newline + 1);
        assert_eq!(path(text.as_bytes(), line, column), expected, "{marked}");
    }

    #[test]
    fn names_the_value_that_ends_there() {
        let text = r#"{"success":true,
 "data":[{"a":1},{"keyId":"x\"},{","b":[1,2,{"c":null}]}],"message":null}"#;
        at(text, "true", "success");
        at(text, "\"a\":1", "data[0].a");
        at(text, "{\"a\":1}", "data[0]");
        at(text, "\"x\\\"},{\"", "data[1].keyId");
        at(text, "[1,2", "data[1].b[1]");
        at(text, "{\"c\":null", "data[1].b[2].c");
        at(text, "{\"c\":null}]}", "data[1]");
        at(text, "null}]}]", "data");
        at(text, "\"message\":", "message");
    }

    #[test]
    fn shows_no_key_that_is_no_name() {
        at(r#"{"data":{"5f3 secret":1}}"#, "1", "data.…");
        at(r#"{"data":{"f81d4fae-7dec-11d0":1}}"#, ":1", "data.…");
        at(r#"{"data":{"#, "{\"data\":{", "data");
        assert_eq!(path(b"", 0, 0), "");
        assert_eq!(path(b"{}", 9, 9), "");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "[".repeat(100_000);
        assert!(path(deep.as_bytes(), 1, 100_000).len() < 100);
    }
}
