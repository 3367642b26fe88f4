//! Imports and re-exports, in the order and rows of rustfmt.

use std::cmp::Ordering;

use super::gate_line;
use super::writer::{WIDTH, width};
use crate::rust::Use;

/// The longest `use` on one line, and the longest row of one that takes several rows: rustfmt keeps
/// a column for what may follow.
const USE_WIDTH: usize = WIDTH - 2;
const ROW_WIDTH: usize = WIDTH - 1;

/// Imports, in order.
pub(super) fn imports(uses: &[Use]) -> String {
    let texts = uses.iter().map(import);
    texts.map(|(text, gate)| gate + &text).collect()
}

/// What a module hands on of its own, in rustfmt's order, each behind its attribute.
pub(super) fn handed_on(uses: &[(&str, Use)]) -> String {
    let mut texts: Vec<_> = uses
        .iter()
        .map(|(attribute, one)| (import(one).0, *attribute))
        .collect();
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    texts.sort_by(|(one, _), (other, _)| by_version(&first(one), &first(other)));
    let texts = texts.into_iter();
    texts
        .map(|(text, attribute)| attribute.to_owned() + &text)
        .collect()
}

/// An import, and the attribute that it depends on.
fn import(import: &Use) -> (String, String) {
    let public = if import.public { "pub " } else { "" };
    let path = format!("{public}use {}", import.path);
    let text = match &import.names[..] {
        [] => format!("{path};\n"),
        [name] => format!("{path}::{name};\n"),
        names => list(&format!("{path}::"), names),
    };
    let inline = if import.inline {
        "#[doc(inline)]\n"
    } else {
        ""
    };
    (text, gate_line(&import.gate) + inline)
}

/// An import of several names: on one line where it fits, else filled.
pub(super) fn list(head: &str, names: &[String]) -> String {
    let mut names: Vec<_> = names.iter().map(String::as_str).collect();
    names.sort_by(|one, other| by_version(one, other));
    let line = format!("{head}{{{}}};", names.join(", "));
    if width(&line) <= USE_WIDTH {
        return line + "\n";
    }
    let row = format!("    {},", names.join(", "));
    if width(&row) <= WIDTH {
        return format!("{head}{{\n{row}\n}};\n");
    }
    let mut text = format!("{head}{{\n");
    let mut row = String::from("   ");
    for name in names {
        let is_empty = row.trim().is_empty();
        if !is_empty && width(&row) + width(name) + 2 > ROW_WIDTH {
            text.push_str(&row);
            text.push('\n');
            row = String::from("   ");
        }
        row.push_str(&format!(" {name},"));
    }
    text + &row + "\n};\n"
}

/// The order of names: `self` first, numbers by their value, an underscore before everything else,
/// and what starts in lower case behind the rest.
fn by_version(one: &str, other: &str) -> Ordering {
    let lower = |text: &str| text != "self" && text.starts_with(char::is_lowercase);
    let ends = |text: &str| text.trim_end_matches(';').replace("::", ":");
    let (left, right) = (ends(one), ends(other));
    (one != "self")
        .cmp(&(other != "self"))
        .then_with(|| lower(one).cmp(&lower(other)))
        .then_with(|| chunks(&left).cmp(chunks(&right)))
        .then_with(|| one.cmp(other))
}

/// A part of a name, in the order of such parts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chunk<'t> {
    /// The end of a segment of a path comes before whatever makes it longer.
    Step,
    Underscore,
    Number(u128, &'t str),
    Text(&'t str),
}

fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_digit = |one: char| one.is_ascii_digit();
        let (chunk, length) = match first {
            ':' => (Chunk::Step, 1),
            '_' => (Chunk::Underscore, 1),
            first if is_digit(first) => {
                let length = rest.find(|one| !is_digit(one)).unwrap_or(rest.len());
                let number = rest[..length].parse().unwrap_or(u128::MAX);
                (Chunk::Number(number, &rest[..length]), length)
            }
            _ => {
                let end = |one: char| is_digit(one) || matches!(one, '_' | ':');
                let length = rest.find(end).unwrap_or(rest.len());
                (Chunk::Text(&rest[..length]), length)
            }
        };
        rest = &rest[length..];
        Some(chunk)
    })
}
