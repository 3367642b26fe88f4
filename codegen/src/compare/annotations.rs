//! Draws a comparison as annotations of GitHub Actions: lines that the log of a job acts on.
//!
//! GitHub shows ten of each level in a step, so the worst come first, and each cause once.

use super::log::{calls, harmless};
use super::outline::{Cause, Standing, outline};
use super::terminal::summary;
use super::{Change, Comparison, Verdict};
use crate::output::Difference;

/// Draws a line for the verdict, and one for each cause at its first place.
pub(super) fn render(comparison: &Comparison) -> String {
    let mut text = format!(
        "::notice title={}::{}\n",
        property(&format!("verdict: {}", comparison.verdict())),
        data(&match comparison.is_empty() {
            true => "nothing changed for callers".to_owned(),
            false => summary(comparison.counts()),
        })
    );
    for unmatched in &comparison.unmatched {
        let place = unmatched.place();
        text.push_str(&format!(
            "::warning file={},line={},col={},title=accepted and not found::{}\n",
            property(&place.path),
            place.line,
            place.column,
            data(&unmatched.to_string())
        ));
    }
    for section in outline(comparison) {
        let causes = section.groups.iter().flat_map(|group| &group.causes);
        for cause in causes {
            text.push_str(&line(section.standing, cause));
        }
    }
    text
}

/// Draws a line for each generated file that is not what the description generates; `folder` is the
/// output folder, from the root of the repository.
pub(crate) fn stale(differences: &[Difference], folder: &str) -> String {
    let lines = differences.iter().map(|difference| {
        let path = match folder {
            "" | "." => difference.path().to_owned(),
            folder => format!("{folder}/{}", difference.path()),
        };
        format!(
            "::error file={},title={}::{}\n",
            property(&path),
            property(&format!(
                "generated file is {}",
                difference.state().as_str()
            )),
            data(difference.fix())
        )
    });
    lines.collect()
}

fn line(standing: Standing, cause: &Cause<'_>) -> String {
    let change = cause.first();
    let level = match (standing, change.verdict) {
        (Standing::Breaking, _) => "error",
        (Standing::Other, Verdict::Minor) => "warning",
        (Standing::Other, Verdict::None | Verdict::Patch | Verdict::Major)
        | (Standing::Accepted | Standing::Added, _) => "notice",
    };
    let place = change.anchor.as_ref().map_or_else(String::new, |place| {
        format!(
            "file={},line={},col={},",
            property(&place.path),
            place.line,
            place.column
        )
    });
    format!(
        "::{level} {place}title={}::{}\n",
        property(change.rule.as_str()),
        data(&sentence(cause))
    )
}

/// A cause on its own: its first change, and how many others there are.
fn sentence(cause: &Cause<'_>) -> String {
    let change = cause.first();
    let mut text = said(change);
    let more = cause.count() - 1;
    if more > 0 {
        text.push_str(&format!("; and {more} more"));
    }
    text
}

/// A change on its own.
pub(super) fn said(change: &Change) -> String {
    let mut text = format!(
        "{}: {} [source: {}, wire: {}]",
        change.subject,
        change.message,
        change.source.as_str(),
        change.wire.as_str()
    );
    if let Some(calls) = calls(&change.calls) {
        text.push_str(&format!(" ({calls})"));
    }
    if let (None, Some(was)) = (&change.new, &change.old) {
        text.push_str(&format!(", was at {was}"));
    }
    if let Some(why) = &change.accepted {
        text.push_str(&format!("; accepted: {why}"));
    }
    harmless(&text)
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    harmless(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text of a property, which a comma or a colon would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
