//! JSON errors in fixed words: those of serde_json contain the value, which may be a secret.

use serde_json::error::Category;
use zeroize::Zeroizing;

use super::place;
use crate::error::Mismatch;

/// What our own types say of a value that they refuse; it may go on with what was found.
const EXPECTED: &[&str] = &[
    "expected a date-time",
    "expected a date",
    "expected an integer",
    "expected a 64-bit integer",
    "expected a number",
    "expected base64",
    "expected text",
];

/// Says what is wrong with a body and where, quoting no value of it.
pub(in crate::rest) fn mismatch(error: &serde_json::Error, body: &[u8]) -> Mismatch {
    let (line, column) = (error.line(), error.column());
    // Holds the value that was refused, and is forgotten at once.
    let text = Zeroizing::new(error.to_string());
    let what = match error.classify() {
        Category::Data => return data(&text, body, line, column),
        Category::Eof => "the JSON ends early",
        Category::Io | Category::Syntax if text.starts_with("recursion limit") => {
            "the JSON is nested too deeply"
        }
        Category::Io | Category::Syntax if text.starts_with("number out of range") => {
            let path = place::path(body, line, column);
            return Mismatch::new(path, "number out of range").at(line, column);
        }
        Category::Io | Category::Syntax => "this is not JSON",
    };
    Mismatch::new("", what).at(line, column)
}

fn data(text: &str, body: &[u8], line: usize, column: usize) -> Mismatch {
    let path = place::path(body, line, column);
    let named =
        |label: &str| name(text.strip_prefix(label)?).map(|name| format!("{label}`{name}`"));
    let expected = EXPECTED
        .iter()
        .find(|expected| text.starts_with(**expected));
    let what = if let Some(expected) = expected {
        (*expected).into()
    } else if let Some(missing) = named("missing field ") {
        missing.into()
    } else if let Some(twice) = named("duplicate field ") {
        twice.into()
    } else if text.starts_with("invalid type") {
        "wrong type".into()
    } else if text.starts_with("invalid length") {
        "wrong length".into()
    } else {
        std::borrow::Cow::Borrowed("invalid value")
    };
    Mismatch::new(path, what).at(line, column)
}

/// The name at the start of the text, between backticks: serde takes it from our own types.
fn name(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('`')?.split_once('`')?;
    place::is_shown(name).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::mismatch;
    use crate::DateTime;
    use crate::wire::{self, Value};

    #[track_caller]
    fn said<T: Value>(body: &str) -> String {
        match wire::from_json(body.as_bytes(), &mut T::vacant()) {
            Ok(_) => panic!("{body} was read"),
            Err(error) => mismatch(&error, body.as_bytes()).to_string(),
        }
    }

    #[test]
    fn names_the_field_and_what_was_expected() {
        type Dates = BTreeMap<String, DateTime>;
        type Numbers = BTreeMap<String, Vec<i32>>;
        for (said, expected) in [
            (
                said::<Dates>(r#"{"at":"hunter2"}"#),
                "at: expected a date-time",
            ),
            (said::<Dates>(r#"{"at":""}"#), "at: expected a date-time"),
            (said::<Dates>(r#"{"at":4711}"#), "at: expected a date-time"),
            (
                said::<Numbers>(r#"{"n":[1.0,47.11]}"#),
                "n[1]: expected an integer",
            ),
            (
                said::<Numbers>(r#"{"n":[1e30]}"#),
                "n[0]: expected an integer",
            ),
            (
                said::<Numbers>(r#"{"n":[4294967296.0]}"#),
                "n[0]: invalid value",
            ),
        ] {
            assert!(said.starts_with(expected), "{said}");
            assert!(!said.contains("hunter") && !said.contains("47"), "{said}");
        }
    }
}
