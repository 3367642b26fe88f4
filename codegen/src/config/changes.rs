//! `changes`: how severe kinds of changes are, and which changes are accepted. A document says so with
//! `x-bindery-changes`, so that one without a configuration can.
//!
//! Which kinds there are is known to those who compare; here they are words with a place.

use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object::{self, Keys};

/// What is said of changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChangePolicy {
    pub(crate) severities: Vec<RuleSeverity>,
    pub(crate) accepted: Vec<AcceptedChange>,
}

/// How severe a kind of change is.
#[derive(Clone, Debug)]
pub(crate) struct RuleSeverity {
    /// The kind, as written.
    pub(crate) rule: String,
    pub(crate) severity: Severity,
    pub(crate) span: Span,
}

/// The part of the version that a kind of change raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    None,
    Patch,
    Minor,
    Major,
}

/// A change that was looked at and is accepted.
#[derive(Clone, Debug)]
pub(crate) struct AcceptedChange {
    /// The kind, as written.
    pub(crate) rule: String,
    /// The Rust item, with what is inside of it.
    pub(crate) at: String,
    pub(crate) why: String,
    /// Where the kind is written.
    pub(crate) span: Span,
}

const CHANGES: Keys = Keys {
    what: "what is said of changes",
    read: &["severities", "accepted"],
    extensible: false,
};

const ACCEPTED: Keys = Keys {
    what: "an accepted change",
    read: &["rule", "at", "why"],
    extensible: false,
};

impl Severity {
    const WORDS: [&'static str; 4] = ["none", "patch", "minor", "major"];
    const ALL: [Self; 4] = [Self::None, Self::Patch, Self::Minor, Self::Major];

    fn read(node: Node<'_>, rule: &str, report: &mut Report) -> Option<Self> {
        let word = object::word(node, rule, &Self::WORDS, report)?;
        let known = Self::WORDS.iter().zip(Self::ALL);
        known
            .filter(|(known, _)| **known == word)
            .map(|(_, severity)| severity)
            .next()
    }
}

impl ChangePolicy {
    /// What another place says as well.
    pub(crate) fn add(&mut self, other: Self) {
        self.severities.extend(other.severities);
        self.accepted.extend(other.accepted);
    }
}

/// Reads the section of a configuration.
pub(super) fn changes(root: Node<'_>, report: &mut Report) -> ChangePolicy {
    let section = root.get("changes").filter(|node| !node.is_null());
    section.map_or_else(ChangePolicy::default, |node| read(node, "changes", report))
}

/// Reads what a document says itself.
pub(crate) fn of_document(node: Node<'_>, report: &mut Report) -> ChangePolicy {
    read(node, "x-bindery-changes", report)
}

fn read(node: Node<'_>, key: &str, report: &mut Report) -> ChangePolicy {
    let Some(section) = object::mapping(node, key, report) else {
        return ChangePolicy::default();
    };
    object::check_keys(section, &CHANGES, report);
    let severities = section
        .get("severities")
        .filter(|node| !node.is_null())
        .and_then(|node| object::mapping(node, "severities", report))
        .into_iter()
        .flat_map(Node::entries)
        .filter_map(|entry| {
            Some(RuleSeverity {
                rule: entry.key.to_owned(),
                severity: Severity::read(entry.value, entry.key, report)?,
                span: entry.key_span,
            })
        })
        .collect();
    let accepted = section
        .get("accepted")
        .filter(|node| !node.is_null())
        .and_then(|node| object::list(node, "accepted", report))
        .into_iter()
        .flat_map(Node::items)
        .filter_map(|entry| accepted(entry, report))
        .collect();
    ChangePolicy {
        severities,
        accepted,
    }
}

fn accepted(entry: Node<'_>, report: &mut Report) -> Option<AcceptedChange> {
    let entry = object::mapping(entry, "accepted", report)?;
    object::check_keys(entry, &ACCEPTED, report);
    let at = object::head(entry);
    let mut member = |key: &str| {
        object::required(entry, key, "the accepted change", at, report);
        let node = entry.get(key)?;
        let text = object::text(node, key, report)?;
        if text.trim().is_empty() {
            let message = format!("`{key}` of an accepted change is empty");
            report
                .error(Code::InvalidValue, node.span(), message)
                .help("an accepted change has a kind, the Rust item and a reason");
            return None;
        }
        Some((text.to_owned(), node.span()))
    };
    let (rule, at, why) = (member("rule"), member("at"), member("why"));
    let (rule, span) = rule?;
    Some(AcceptedChange {
        rule,
        at: at?.0,
        why: why?.0,
        span,
    })
}
