//! The headers of responses, which callers read by their names: none of them is a Rust item.

use super::log::{Log, code};
use super::{Rule, Wire};
use crate::model::Header;
use crate::source::Span;

/// The headers of one response on both sides.
pub(super) struct Headers<'a> {
    /// The method of the call.
    pub(super) subject: &'a str,
    /// Which response it is; empty for success.
    pub(super) of: String,
    pub(super) old: &'a [Header],
    pub(super) new: &'a [Header],
    /// Where the responses are described.
    pub(super) old_span: Span,
    pub(super) new_span: Span,
}

/// Reports the headers that came, went, or are something else. Their documentation is compared with
/// that of the call.
pub(super) fn compare(headers: &Headers<'_>, log: &mut Log) {
    for new in headers.new {
        match named(headers.old, &new.name) {
            Some(old) => both(headers, old, new, log),
            None => {
                let message = format!("the header {}{} was added", code(&new.name), headers.of);
                log.add(Rule::ResponseHeaderAdded, headers.subject, message)
                    .both(headers.old_span, new.span);
            }
        }
    }
    for old in headers.old {
        if named(headers.new, &old.name).is_none() {
            let (what, wire) = if old.required {
                ("the required header", Wire::Break)
            } else {
                ("the header", Wire::Compatible)
            };
            let message = format!("{what} {}{} was removed", code(&old.name), headers.of);
            log.add(Rule::ResponseHeaderRemoved, headers.subject, message)
                .wire(wire)
                .both(old.span, headers.new_span);
        }
    }
}

fn both(headers: &Headers<'_>, old: &Header, new: &Header, log: &mut Log) {
    let name = format!("the header {}{}", code(&new.name), headers.of);
    let presence = match (old.required, new.required) {
        (true, false) => Some((Rule::ResponseHeaderBecomesOptional, "may be absent")),
        (false, true) => Some((Rule::ResponseHeaderBecomesRequired, "is always present")),
        (true, true) | (false, false) => None,
    };
    if let Some((rule, message)) = presence {
        log.add(rule, headers.subject, format!("{name} {message}"))
            .both(old.span, new.span);
    }
    if old.kind != new.kind {
        let message = format!("{name} is {} instead of {}", said(new), said(old));
        log.add(Rule::ResponseHeaderChanged, headers.subject, message)
            .both(old.span, new.span);
    }
}

/// What the value of a header is.
pub(super) fn said(header: &Header) -> String {
    if header.kind.is_empty() {
        "a value of no described type".to_owned()
    } else {
        code(&header.kind)
    }
}

/// The header of a name, which is the same in upper and lower case.
pub(super) fn named<'h>(headers: &'h [Header], name: &str) -> Option<&'h Header> {
    let mut headers = headers.iter();
    headers.find(|header| header.name.eq_ignore_ascii_case(name))
}

/// Whether something is documented otherwise that is there on both sides.
pub(super) fn documented_otherwise(old: &[Header], new: &[Header]) -> bool {
    new.iter().any(|new| {
        named(old, &new.name).is_some_and(|old| {
            (&old.name, &old.docs, old.deprecated) != (&new.name, &new.docs, new.deprecated)
        })
    })
}
