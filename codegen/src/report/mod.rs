//! Findings: what is wrong with a description, and where.
//!
//! Stages add findings and continue, so that one run reports every mistake; a barrier at the end of
//! a stage stops the run if later stages could not continue. This module does not decide what is
//! wrong.

mod code;
mod degradation;
mod excerpt;
mod findings;
mod loading;
mod render;
mod repair;

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{FileId, Sources, Span};

pub(crate) use crate::suggest::{Effort, suggest, suggest_within};
pub use code::{Code, UnknownCode};
pub(crate) use degradation::Degradation;
pub(crate) use findings::visible;
pub use findings::{Finding, Findings};
pub(crate) use loading::NOTHING_KNOWN;
pub(crate) use repair::Repair;

/// The most findings that are kept; a generated document with a systematic mistake has millions.
const MAXIMUM_KEPT: usize = 10_000;

/// Only a finding that leaves something out, that callers have to know of, or that has one sensible
/// reading can be accepted; any other mistake cannot.
pub(crate) const ACCEPTABLE: &[Code] = &[
    Code::Ignored,
    Code::Widened,
    Code::Assumed,
    Code::MovedArgument,
    Code::SecretInUrl,
    Code::UnknownSecurityScheme,
];

/// Says that a stage found something: the findings are in the [`Report`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rejected;

/// A finding while it is being written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Draft {
    span: Option<Span>,
    code: Code,
    message: String,
    labels: Vec<(Span, String)>,
    help: Vec<String>,
    repair: Option<Repair>,
    /// Whether it is about something of its own, and never left out with what uses it.
    stands: bool,
    /// How the description is read all the same, once that is acknowledged.
    reading: Option<String>,
    /// How it would be read, if its format allows that at all.
    guess: Option<String>,
}

impl Draft {
    /// Adds a second place, with a few words on what is there.
    pub(crate) fn label(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Adds a question after the name that was probably meant, when there is one.
    pub(crate) fn did_you_mean(&mut self, meant: Option<&str>) -> &mut Self {
        if let Some(meant) = meant {
            self.help(format!("did you mean `{meant}`?"));
        }
        self
    }

    /// Adds a line on how to fix it.
    pub(crate) fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help.push(text.into());
        self
    }

    /// Says how the description is read all the same: the finding can then be acknowledged, by its
    /// own code or as [`Code::Assumed`]. A clause without an end: `the later one is left out`.
    pub(crate) fn assume(&mut self, reading: impl Into<String>) -> &mut Self {
        let reading = reading.into();
        self.help.push(format!(
            "fix it, or acknowledge it in `bindery.yaml`; then {reading}"
        ));
        self.reading = Some(reading);
        self
    }

    /// Says how a description would be read all the same, if [`Report::permit`] allows it: formats
    /// of others are forgiven, ours are not.
    pub(crate) fn guess(&mut self, reading: impl Into<String>) -> &mut Self {
        self.guess = Some(reading.into());
        self
    }

    /// Whether an acknowledgement of a code accepts it.
    fn is_accepted_as(&self, code: Code) -> bool {
        match (&self.reading, code) {
            (Some(_), Code::Assumed) => true,
            (None, Code::Assumed) => false,
            (Some(_), _) => self.code == code,
            (None, _) => self.code == code && ACCEPTABLE.contains(&code),
        }
    }

    /// Whether nothing says yet how it is read all the same.
    fn is_open(&self) -> bool {
        self.reading.is_none() && self.guess.is_none() && !ACCEPTABLE.contains(&self.code)
    }

    /// What was found, and how it is read.
    fn take_message(&mut self) -> String {
        let mut message = std::mem::take(&mut self.message);
        if let Some(reading) = &self.reading {
            message.push_str(": ");
            message.push_str(reading);
        }
        message
    }

    /// Adds how an overlay fixes it.
    pub(crate) fn repair(&mut self, repair: Repair) -> &mut Self {
        self.repair = Some(repair);
        self
    }
}

/// The findings of one run, in the order in which they were found.
#[derive(Debug)]
pub(crate) struct Report {
    drafts: Vec<Draft>,
    beyond: usize,
    /// The most that are kept.
    most: usize,
    /// What is left for looking for names that were probably meant.
    effort: Effort,
}

impl Report {
    /// Starts without a finding.
    pub(crate) fn new() -> Self {
        Self {
            drafts: Vec::new(),
            beyond: 0,
            most: MAXIMUM_KEPT,
            effort: Effort::default(),
        }
    }

    /// Adds the findings of another report at places where there is none yet.
    pub(crate) fn add_elsewhere(&mut self, other: Self) {
        let known: BTreeSet<_> = self.drafts.iter().map(|draft| draft.span).collect();
        for draft in other.drafts {
            if !known.contains(&draft.span) {
                self.keep(draft);
            }
        }
        self.beyond += other.beyond;
    }

    /// The candidate that was probably meant by a name of the description, if there is one. After
    /// many of them nothing is suggested any more: nothing may depend on it but a line of help.
    pub(crate) fn suggest<'c>(
        &mut self,
        name: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        suggest_within(&mut self.effort, name, candidates)
    }

    /// Starts without a finding, for a run that accepts most of them: what is not kept cannot be
    /// accepted.
    #[cfg(feature = "cli")]
    pub(crate) fn keeping_more() -> Self {
        Self {
            most: 100 * MAXIMUM_KEPT,
            ..Self::new()
        }
    }

    /// Adds a finding at a place. The message is one sentence: lower case, names in backticks, no
    /// full stop, blaming the file.
    pub(crate) fn error(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Draft {
        self.push(code, Some(span), message.into())
    }

    /// Adds a finding that no line can be blamed for.
    pub(crate) fn error_without_place(
        &mut self,
        code: Code,
        message: impl Into<String>,
    ) -> &mut Draft {
        self.push(code, None, message.into())
    }

    /// Adds a finding about what the description says wrongly or not at all, and how it is read:
    /// see [`Draft::assume`].
    pub(crate) fn assumed(
        &mut self,
        span: Span,
        message: impl Into<String>,
        reading: impl Into<String>,
    ) -> &mut Draft {
        self.error(Code::Assumed, span, message).assume(reading)
    }

    /// Says of what was found since a mark how the description is read all the same.
    pub(crate) fn assume_since(&mut self, mark: usize, reading: &str) {
        for draft in self.drafts.iter_mut().skip(mark) {
            if draft.is_open() {
                draft.assume(reading);
            }
        }
    }

    /// Says of what was found since a mark what to do about it.
    pub(crate) fn help_since(&mut self, mark: usize, text: &str) {
        for draft in self.drafts.iter_mut().skip(mark) {
            draft.help(text);
        }
    }

    /// Says in the same way how it would be read: see [`Draft::guess`].
    pub(crate) fn guess_since(&mut self, mark: usize, reading: &str) {
        for draft in self.drafts.iter_mut().skip(mark) {
            if draft.is_open() {
                draft.guess(reading);
            }
        }
    }

    /// Lets what was found since a mark be acknowledged where there is a guess how it is read.
    pub(crate) fn permit(&mut self, mark: usize) {
        for draft in self.drafts.iter_mut().skip(mark) {
            if draft.reading.is_none()
                && let Some(guess) = draft.guess.take()
            {
                draft.assume(guess);
            }
        }
    }

    /// The nodes that repairs are for.
    pub(crate) fn repaired(&self) -> BTreeSet<(FileId, u32)> {
        let repairs = self.drafts.iter().filter_map(|draft| draft.repair.as_ref());
        repairs.map(Repair::node).collect()
    }

    /// Gives the repairs the paths of their nodes; one without a path is not shown.
    pub(crate) fn locate_repairs(&mut self, paths: &BTreeMap<(FileId, u32), String>) {
        for repair in self
            .drafts
            .iter_mut()
            .filter_map(|draft| draft.repair.as_mut())
        {
            repair.locate(paths);
        }
    }

    /// Takes out the findings at places that are `wanted` and that an acknowledgement of a code
    /// accepts: the code of each, where it is, and what it says.
    pub(crate) fn take(
        &mut self,
        code: Code,
        wanted: impl Fn(Span) -> bool,
    ) -> Vec<(Code, Span, String)> {
        let mut taken = Vec::new();
        self.drafts.retain_mut(|draft| match draft.span {
            Some(span) if draft.is_accepted_as(code) && wanted(span) => {
                taken.push((draft.code, span, draft.take_message()));
                false
            }
            _ => true,
        });
        taken
    }

    /// Takes out whatever is unsupported: where each is, and what it says.
    pub(crate) fn take_unsupported(&mut self) -> Vec<(Code, Span, String)> {
        let mut taken = Vec::new();
        self.drafts.retain_mut(|draft| match draft.span {
            Some(span) if draft.code == Code::Unsupported => {
                taken.push((draft.code, span, draft.take_message()));
                false
            }
            _ => true,
        });
        taken
    }

    /// Takes out a finding that is none after all.
    pub(crate) fn withdraw(&mut self, code: Code, span: Span, message: &str) {
        self.drafts.retain(|draft| {
            draft.code != code || draft.span != Some(span) || draft.message != message
        });
    }

    /// How many findings there are so far.
    pub(crate) fn mark(&self) -> usize {
        self.drafts.len()
    }

    /// Keeps what was found since a mark from being left out: it is about something of its own,
    /// whatever was looked at when it was found.
    pub(crate) fn stand(&mut self, since: usize) {
        for draft in self.drafts.iter_mut().skip(since) {
            draft.stands = true;
        }
    }

    /// Turns what is unsupported since a mark into what is left out, with what goes with it;
    /// whether there was any.
    pub(crate) fn leave_out(&mut self, since: usize, what: &str) -> bool {
        let mut any = false;
        for draft in self.drafts.iter_mut().skip(since) {
            if draft.code == Code::Unsupported && !draft.stands {
                draft.code = Code::Ignored;
                draft.message.push_str(&format!(": {what} is left out"));
                draft.help.push(
                    "describe it in another way, or acknowledge it in `bindery.yaml`".to_owned(),
                );
                any = true;
            }
        }
        any
    }

    /// Stops here when anything was found.
    pub(crate) fn barrier(&self) -> Result<(), Rejected> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Rejected)
        }
    }

    /// Stops here when anything was found that cannot be acknowledged, and so cannot be read.
    pub(crate) fn barrier_to_reading(&self) -> Result<(), Rejected> {
        let may_go_on = |draft: &Draft| draft.reading.is_some() || ACCEPTABLE.contains(&draft.code);
        if self.drafts.iter().all(may_go_on) && self.beyond == 0 {
            Ok(())
        } else {
            Err(Rejected)
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.beyond == 0
    }

    /// Settles the findings: sorted by file and line, duplicates dropped, with the lines they point
    /// at, so that they outlive the sources.
    pub(crate) fn into_findings(self, sources: &Sources) -> Findings {
        let drafts: BTreeSet<_> = self
            .drafts
            .into_iter()
            .map(|draft| {
                (
                    draft.span.map(|span| (sources.name(span.file), span)),
                    draft,
                )
            })
            .collect();
        let findings = drafts
            .iter()
            .map(|(_, draft)| Finding::place(draft, sources))
            .collect();
        Findings::new(findings, self.beyond)
    }

    fn push(&mut self, code: Code, span: Option<Span>, message: String) -> &mut Draft {
        self.keep(Draft {
            span,
            code,
            message,
            labels: Vec::new(),
            help: Vec::new(),
            repair: None,
            stands: false,
            reading: None,
            guess: None,
        })
    }

    fn keep(&mut self, draft: Draft) -> &mut Draft {
        if self.drafts.len() >= self.most {
            self.drafts.truncate(self.most - 1);
            self.beyond += 1;
        }
        self.drafts.push(draft);
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }
}

#[cfg(test)]
mod tests;
