//! What changed for integrators since the last release, in the words of a changelog.

/// What a set of changes demands of the next version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// No caller notices.
    Patch,
    /// Callers can do more.
    Minor,
    /// Something that works today no longer does.
    Major,
}

/// Where a line is in a changelog, in the order of the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Callers must change something.
    Breaking,
    /// New things.
    Added,
    /// Things that are different now.
    Changed,
    /// Things that will go.
    Deprecated,
    /// Things that are gone.
    Removed,
    /// Mistakes that are fixed.
    Fixed,
}

impl Heading {
    /// The text of the heading.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
            Self::Fixed => "Fixed",
        }
    }
}

/// One change, as a line for integrators.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Where it stands.
    pub heading: Heading,
    /// What changed, in a sentence of Markdown.
    pub text: String,
    /// What it demands of the version.
    pub demands: Verdict,
}

/// Everything that changed since a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiChanges {
    /// What all of it demands; None when nothing changed.
    pub verdict: Option<Verdict>,
    /// The changes that integrators should read about, in the order in which they are printed.
    pub entries: Vec<Entry>,
}

impl ApiChanges {
    /// The changes that demand more than a verdict.
    pub(super) fn beyond(&self, verdict: Option<Verdict>) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| Some(entry.demands) > verdict)
    }
}
