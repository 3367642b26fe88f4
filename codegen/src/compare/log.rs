//! Collects changes, and settles them: levels, order, places that outlive the sources.

use super::change::{Calls, Change, Excerpts, Location, verdict};
use super::comparison::Comparison;
use super::excerpt::excerpt;
use super::subject::{self, Subjects};
use super::{Comparing, Rule, Source, Wire};
use crate::source::{Sources, Span};

/// A change while it is being written.
#[derive(Debug)]
pub(super) struct Draft {
    rule: Rule,
    source: Source,
    wire: Wire,
    subject: String,
    message: String,
    old: Option<Span>,
    new: Option<Span>,
    calls: Calls,
}

impl Draft {
    /// Says what the change does to source where the rule leaves it open, or more of it.
    pub(super) fn source(&mut self, source: Source) -> &mut Self {
        debug_assert!(self.rule.source().is_none_or(|fixed| fixed == source));
        self.source = source;
        self
    }

    /// Says what the change does to the wire where the rule leaves it open.
    pub(super) fn wire(&mut self, wire: Wire) -> &mut Self {
        debug_assert!(self.rule.wire().is_none_or(|fixed| fixed == wire));
        self.wire = wire;
        self
    }

    /// Names the place in the old description.
    pub(super) fn was_at(&mut self, span: Span) -> &mut Self {
        self.old = Some(span);
        self
    }

    /// Names the place in the new description.
    pub(super) fn is_at(&mut self, span: Span) -> &mut Self {
        self.new = Some(span);
        self
    }

    /// Names both places.
    pub(super) fn both(&mut self, old: Span, new: Span) -> &mut Self {
        self.was_at(old).is_at(new)
    }

    /// Names the calls that the changed type took part in.
    pub(super) fn calls(&mut self, calls: Calls) -> &mut Self {
        self.calls = calls;
        self
    }
}

/// The changes found so far.
#[derive(Debug, Default)]
pub(super) struct Log {
    drafts: Vec<Draft>,
}

impl Log {
    /// Adds a change with the levels of its rule; where the rule leaves one open it is none.
    ///
    /// The subject is the Rust item. The message is one sentence without a full stop; whatever
    /// comes from a description went through [`code`].
    pub(super) fn add(
        &mut self,
        rule: Rule,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Draft {
        self.drafts.push(Draft {
            rule,
            source: rule.source().unwrap_or(Source::None),
            wire: rule.wire().unwrap_or(Wire::None),
            subject: subject.into(),
            message: message.into(),
            old: None,
            new: None,
            calls: Calls::default(),
        });
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// Settles the changes: places looked up, breaks first, then what asks for a minor version,
    /// each by file and place.
    pub(super) fn finish(self, comparing: &Comparing<'_>) -> Comparison {
        let (old, new) = (comparing.old.side.sources, comparing.new.side.sources);
        let options = subject::options();
        let mut subjects = Subjects::of(comparing, &options);
        let mut changes: Vec<Change> = self
            .drafts
            .into_iter()
            .map(|draft| Change {
                about: subjects.about(&draft.subject, draft.new.is_none()),
                verdict: verdict(draft.rule, draft.source, draft.wire),
                rule: draft.rule,
                source: draft.source,
                wire: draft.wire,
                subject: draft.subject,
                message: draft.message,
                old: draft.old.map(|span| location(old, span)),
                new: draft.new.map(|span| location(new, span)),
                calls: draft.calls,
                accepted: None,
                is_rated: false,
                excerpts: Excerpts {
                    old: draft.old.map(|span| excerpt(old, span)),
                    new: draft.new.map(|span| excerpt(new, span)),
                },
                anchor: match (draft.new, draft.old) {
                    (Some(span), _) => Some(location(new, span)),
                    (None, Some(span)) => beginning(old, span, new),
                    (None, None) => None,
                },
            })
            .collect();
        changes.sort_by(|one, other| key(one).cmp(&key(other)));
        Comparison {
            changes,
            ..Comparison::default()
        }
    }
}

/// What the order of changes follows.
fn key(change: &Change) -> impl Ord + '_ {
    (
        std::cmp::Reverse(change.is_break()),
        std::cmp::Reverse(change.verdict),
        change.place(),
        change.rule,
        change.subject.as_str(),
        change.message.as_str(),
    )
}

/// Where a span begins.
pub(super) fn location(sources: &Sources, span: Span) -> Location {
    let (line, column) = sources.line_column(span);
    Location {
        file: sources.name(span.file).to_owned(),
        line,
        column,
        path: sources.place(span.file).to_owned(),
    }
}

/// The first line of the new file in which something was that is gone; of the first file where that
/// one is gone as well.
fn beginning(old: &Sources, span: Span, new: &Sources) -> Option<Location> {
    let same = new.known(old.path(span.file));
    let file = same.or_else(|| new.files().next())?;
    Some(location(new, Span::new(file, 0, 0)))
}

/// What stands for the rest of a text that is too long.
const CUT: char = '…';

/// Whether something in a message may have been cut, so that another one that looks like it need
/// not say the same.
pub(super) fn is_cut(message: &str) -> bool {
    message.contains(CUT)
}

/// Text of a description for a message: in backticks, on one line, bounded, with nothing that a
/// terminal or a page would act on.
pub(super) fn code(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown = crate::report::visible(text).replace('`', "'");
    if let Some((end, _)) = shown.char_indices().nth(LONGEST) {
        shown.truncate(end);
        shown.push(CUT);
    }
    if shown.is_empty() {
        // Backticks around nothing are no code.
        "an empty string".to_owned()
    } else {
        format!("`{shown}`")
    }
}

/// Text with nothing in it that a terminal or a page would act on.
pub(super) fn harmless(text: &str) -> String {
    crate::report::visible(text)
}

/// Text of an element or an attribute of HTML or XML: no character of it is markup, and none is hidden.
/// `replaced` has what the format replaces besides.
pub(super) fn without_markup(
    text: &str,
    replaced: impl Fn(char) -> Option<&'static str>,
) -> String {
    let mut out = String::new();
    for character in harmless(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => match replaced(other) {
                Some(text) => out.push_str(text),
                None => out.push(other),
            },
        }
    }
    out
}

/// The calls that a changed type took part in, in words.
pub(super) fn calls(calls: &Calls) -> Option<String> {
    let names: Vec<String> = calls.first.iter().map(|name| format!("`{name}`")).collect();
    let more = calls.count.saturating_sub(names.len());
    match (&names[..], more) {
        ([], _) => None,
        ([one], 0) => Some(format!("in {one}")),
        ([most @ .., last], 0) => Some(format!("in {} and {last}", most.join(", "))),
        (names, 1) => Some(format!("in {} and 1 more call", names.join(", "))),
        (names, more) => Some(format!("in {} and {more} more calls", names.join(", "))),
    }
}
