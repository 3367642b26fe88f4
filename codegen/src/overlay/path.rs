//! Writes JSONPaths.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::query::Selector;
use crate::source::Span;
use crate::syntax::{Entry, Node, escaped};

/// The step to a key: `.keys`, or `['/keys']` where the short form cannot say it.
pub(super) fn name_step(key: &str) -> String {
    let mut characters = key.chars();
    let short = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|other| other.is_ascii_alphanumeric() || other == '_');
    if short {
        return format!(".{key}");
    }
    format!("[{}]", quoted(key))
}

/// A text as a JSONPath has it, in single quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for character in text.chars() {
        match character {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            other if u32::from(other) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(other)));
            }
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}

/// The step of a plain selector.
pub(super) fn step(selector: &Selector) -> String {
    match selector {
        Selector::Name(name) => name_step(name),
        Selector::Index(index) => format!("[{index}]"),
        Selector::Wildcard | Selector::Slice { .. } | Selector::Filter(_) => String::new(),
    }
}

/// The paths of some nodes of a document, by their numbers. A node that aliases name has the first
/// of its paths.
pub(crate) fn locate(root: Node<'_>, wanted: &BTreeSet<u32>) -> BTreeMap<u32, String> {
    let mut found = BTreeMap::new();
    if wanted.is_empty() {
        return found;
    }
    walk(root, |steps, node| {
        let (_, id) = node.identity();
        if wanted.contains(&id) {
            let steps = steps.iter().map(|step| match step {
                Step::Key(entry) => name_step(entry.key),
                Step::Item(index) => format!("[{index}]"),
            });
            found.insert(id, format!("${}", steps.collect::<String>()));
        }
        found.len() == wanted.len()
    });
    found
}

/// The JSON pointer of the key or the value that is at a place, which may be in another file
/// than that of the document.
pub(crate) fn pointer(root: Node<'_>, place: Span) -> Option<String> {
    first(root, |steps, node| {
        let key = match steps.last() {
            Some(Step::Key(entry)) => Some(entry.key_span),
            _ => None,
        };
        node.span() == place || key == Some(place)
    })
}

/// The JSON pointer of a node: the first of several that lead to it.
pub(crate) fn pointer_of(root: Node<'_>, wanted: Node<'_>) -> Option<String> {
    first(root, |_, node| node.identity() == wanted.identity())
}

/// The JSON pointer of the first node of which this is so.
fn first<'d>(
    root: Node<'d>,
    mut is_it: impl FnMut(&[Step<'d>], Node<'d>) -> bool,
) -> Option<String> {
    let mut found = None;
    walk(root, |steps, node| {
        if is_it(steps, node) {
            let steps = steps.iter().map(|step| match step {
                Step::Key(entry) => format!("/{}", escaped(entry.key)),
                Step::Item(index) => format!("/{index}"),
            });
            found = Some(steps.collect());
        }
        found.is_some()
    });
    found
}

/// A step to a child.
#[derive(Clone, Copy)]
enum Step<'d> {
    Key(Entry<'d>),
    Item(usize),
}

/// Visits every node once, parents first and in order, with the steps that lead to it, until a
/// visit answers true.
fn walk<'d>(root: Node<'d>, mut visit: impl FnMut(&[Step<'d>], Node<'d>) -> bool) {
    let mut seen = HashSet::new();
    let mut steps: Vec<Step<'d>> = Vec::new();
    let mut pending = vec![(0, None, root)];
    while let Some((depth, step, node)) = pending.pop() {
        steps.truncate(depth);
        if !seen.insert(node.identity()) {
            continue;
        }
        steps.extend(step);
        if visit(&steps, node) {
            return;
        }
        let depth = steps.len();
        let entries = node.entries().rev();
        pending.extend(entries.map(|entry| (depth, Some(Step::Key(entry)), entry.value)));
        let items = node.items().enumerate().rev();
        pending.extend(items.map(|(index, item)| (depth, Some(Step::Item(index)), item)));
    }
}

#[cfg(test)]
mod tests {
    use super::{Selector, name_step, quoted};
    use crate::overlay::jsonpath;

    #[test]
    fn a_written_step_is_read_as_the_same_key() {
        for key in [
            "keys",
            "/keys/{id}",
            "it's",
            "a\\b",
            "",
            "1st",
            "a\nb",
            "é",
            "a-b",
        ] {
            let text = format!("${}", name_step(key));
            let query = jsonpath::parse(&text).expect("a written path is read");
            let [segment] = query.segments.as_slice() else {
                panic!("{text} has one step");
            };
            assert_eq!(segment.selectors, [Selector::Name(key.to_owned())]);
        }
        assert_eq!(name_step("keys"), ".keys");
        assert_eq!(quoted("it's"), r"'it\'s'");
    }
}
