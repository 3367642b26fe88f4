//! Reads the keys of a mapping, and reports what is wrong with them.

use crate::report::{Code, Draft, Report, suggest};
use crate::source::Span;
use crate::syntax::{Kind, Node};

/// What a format knows of the keys of one kind of object.
#[derive(Debug)]
pub(crate) struct Keys {
    /// What the object is, for people: `an operation`.
    pub(crate) what: &'static str,
    /// Keys that are read, or that only people read.
    pub(crate) read: &'static [&'static str],
    /// Whether `x-` keys may be there.
    pub(crate) extensible: bool,
}

/// Where to point for a node: at its first key when it is a mapping, at the node itself otherwise.
pub(crate) fn head(node: Node<'_>) -> Span {
    node.entries()
        .next()
        .map_or_else(|| node.span(), |entry| entry.key_span)
}

/// Reports keys that mean nothing here.
pub(crate) fn check_keys(node: Node<'_>, keys: &Keys, report: &mut Report) {
    let Keys {
        what,
        read,
        extensible,
    } = keys;
    check_names(
        node,
        what,
        || read.iter().copied(),
        read,
        *extensible,
        report,
    );
}

/// Reports keys that are none of those that an object may have, of which some are `read`.
pub(crate) fn check_names<I: Iterator<Item = &'static str>>(
    node: Node<'_>,
    what: &str,
    known: impl Fn() -> I,
    read: &[&str],
    extensible: bool,
    report: &mut Report,
) {
    for entry in node.entries() {
        let key = entry.key;
        let is_extension = extensible && key.starts_with("x-") && !key.starts_with("x-bindery-");
        if is_extension || known().any(|known| known == key) {
            continue;
        }
        let finding = report.error(
            Code::UnknownKey,
            entry.key_span,
            format!("{what} has no key `{key}`"),
        );
        match suggest(key, known()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help(format!("it may have {}", listed(read))),
        };
        // What is said to bindery itself is meant to be heard.
        if !key.starts_with("x-bindery-") {
            finding.guess("it is ignored");
        }
    }
}

/// Reports what is beside a reference and has no effect; what describes it may have some.
pub(crate) fn beside_reference(node: Node<'_>, describes: bool, report: &mut Report) {
    for entry in node.entries() {
        let has_effect = match entry.key {
            "$ref" => true,
            "summary" | "description" => describes,
            key => key.starts_with("x-"),
        };
        if !has_effect {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("`{}` beside `$ref` is ignored", entry.key),
                )
                .help("write it where the reference leads to, or acknowledge it in `bindery.yaml`");
        }
    }
}

/// Reports a key that the code does without.
pub(crate) fn ignored(key: &str, at: Span, what: &str, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            at,
            format!("`{key}` of {what} is not supported and is ignored"),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// The node as a mapping.
pub(crate) fn mapping<'d>(node: Node<'d>, what: &str, report: &mut Report) -> Option<Node<'d>> {
    expect(node.as_mapping(), node, what, "a mapping", report)
}

/// The node as a list.
pub(crate) fn list<'d>(node: Node<'d>, what: &str, report: &mut Report) -> Option<Node<'d>> {
    expect(node.as_sequence(), node, what, "a list", report)
}

/// The node as a mapping, or as an empty one where nothing is there: formats of others leave
/// values out.
pub(crate) fn mapping_or_empty<'d>(
    node: Node<'d>,
    what: &str,
    report: &mut Report,
) -> Option<Node<'d>> {
    let mark = report.mark();
    let found = mapping(node, what, report);
    or_empty(found, node, "it is `{}`", mark, report)
}

/// The node as a list, or as an empty one where nothing is there.
pub(crate) fn list_or_empty<'d>(
    node: Node<'d>,
    what: &str,
    report: &mut Report,
) -> Option<Node<'d>> {
    let mark = report.mark();
    let found = list(node, what, report);
    or_empty(found, node, "it is `[]`", mark, report)
}

/// What was found, or a node of nothing: it has neither entries nor items.
fn or_empty<'d>(
    found: Option<Node<'d>>,
    node: Node<'d>,
    reading: &str,
    mark: usize,
    report: &mut Report,
) -> Option<Node<'d>> {
    if found.is_none() && node.is_null() {
        report.guess_since(mark, reading);
        return Some(node);
    }
    found
}

/// The node as text; any other scalar is the text that it is written as.
pub(crate) fn text<'d>(node: Node<'d>, what: &str, report: &mut Report) -> Option<&'d str> {
    if let Some(text) = node.as_str() {
        return Some(text);
    }
    let finding = report.error(Code::WrongType, head(node), mistaken(node, what, "text"));
    let text = node
        .text()
        .filter(|_| node.kind() == Kind::Scalar && !node.is_null())?;
    finding.help("put it in quotes");
    finding.guess(format!("it is the text `{text}`"));
    Some(text)
}

/// The node as true or false.
pub(crate) fn boolean(node: Node<'_>, what: &str, report: &mut Report) -> Option<bool> {
    expect(node.as_bool(), node, what, "`true` or `false`", report)
}

fn expect<T>(
    found: Option<T>,
    node: Node<'_>,
    what: &str,
    wanted: &str,
    report: &mut Report,
) -> Option<T> {
    if found.is_none() {
        report.error(Code::WrongType, head(node), mistaken(node, what, wanted));
    }
    found
}

/// Says of what type a value is, and of what type it should be.
pub(crate) fn mistaken(node: Node<'_>, what: &str, wanted: &str) -> String {
    let is = node.describe();
    format!("`{what}` is {is} where {wanted} is expected")
}

/// The value of a key that must be there; `at` is blamed when it is not.
pub(crate) fn required<'d>(
    node: Node<'d>,
    key: &str,
    what: &str,
    at: Span,
    report: &mut Report,
) -> Option<Node<'d>> {
    let found = node.get(key);
    if found.is_none() {
        report.error(Code::MissingKey, at, format!("{what} has no `{key}`"));
    }
    found
}

/// The text of a key, when it is there and is text.
pub(crate) fn text_of<'d>(node: Node<'d>, key: &str, report: &mut Report) -> Option<&'d str> {
    text_at(node.get(key), key, report)
}

/// The value of a key as text, when it is there and is text.
pub(crate) fn text_at<'d>(
    value: Option<Node<'d>>,
    key: &str,
    report: &mut Report,
) -> Option<&'d str> {
    let mark = report.mark();
    let found = value.and_then(|value| text(value, key, report));
    report.guess_since(mark, "it is as if it were not there");
    found
}

/// The text of a key; empty when it is not there.
pub(crate) fn text_or_empty(node: Node<'_>, key: &str, report: &mut Report) -> String {
    text_of(node, key, report).unwrap_or_default().to_owned()
}

/// The boolean of a key; false when it is not there.
pub(crate) fn flag(node: Node<'_>, key: &str, report: &mut Report) -> bool {
    flag_at(node.get(key), key, report)
}

/// The value of a key as a boolean; false when it is not there.
pub(crate) fn flag_at(value: Option<Node<'_>>, key: &str, report: &mut Report) -> bool {
    let Some(value) = value else {
        return false;
    };
    let mark = report.mark();
    let written = match value.text() {
        Some("true") => true,
        Some("false") => false,
        _ => {
            let found = boolean(value, key, report).unwrap_or_default();
            report.guess_since(mark, "it is `false`");
            return found;
        }
    };
    boolean(value, key, report);
    report.guess_since(
        mark,
        if written {
            "it is `true`"
        } else {
            "it is `false`"
        },
    );
    written
}

/// One of the words that a key may hold.
pub(crate) fn word<'w>(
    node: Node<'_>,
    what: &str,
    words: &[&'w str],
    report: &mut Report,
) -> Option<&'w str> {
    let found = text(node, what, report)?;
    let known = words.iter().find(|word| **word == found).copied();
    if known.is_none() {
        no_word(node.span(), what, found, words, report);
    }
    known
}

/// Reports a text that is none of the words that a key may hold.
pub(crate) fn no_word<'r>(
    at: Span,
    what: &str,
    found: &str,
    words: &[&str],
    report: &'r mut Report,
) -> &'r mut Draft {
    let message = format!("`{what}` cannot be `{found}`");
    let finding = report.error(Code::InvalidValue, at, message);
    match suggest(found, words.iter().copied()) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help(format!("it may be {}", listed(words))),
    }
}

/// `a`, `b` and `c`.
pub(crate) fn listed(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [one] => format!("`{one}`"),
        [most @ .., last] => {
            let most: Vec<_> = most.iter().map(|word| format!("`{word}`")).collect();
            format!("{} and `{last}`", most.join(", "))
        }
    }
}
