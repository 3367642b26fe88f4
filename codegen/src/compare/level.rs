//! What a change does to callers, in two columns and one word.

use serde::Serialize;

/// What a change does to code that depends on the emitted crate and is compiled again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Nothing.
    None,
    /// There is something new to use; what is there stays as it is.
    Added,
    /// Code that compiles today does not compile any more, or means something else.
    Break,
}

/// What a change does to programs that run with the crate as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// Nothing that they send or get changes.
    None,
    /// They go on working, perhaps with less than a new program gets.
    Compatible,
    /// Calls fail, or what is sent or returned is taken for something else.
    Break,
}

/// The least part of the version that has to be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing changed.
    None,
    /// The last number: documentation.
    Patch,
    /// The middle number: something new, something deprecated, or another wire.
    Minor,
    /// The first number: code breaks.
    Major,
}

impl Source {
    /// The word in the column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "-",
            Self::Added => "added",
            Self::Break => "BREAK",
        }
    }
}

impl Wire {
    /// The word in the column.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "-",
            Self::Compatible => "ok",
            Self::Break => "BREAK",
        }
    }
}

impl Verdict {
    /// The word: `major`, `minor`, `patch` or `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl std::str::FromStr for Verdict {
    type Err = UnknownVerdict;

    fn from_str(word: &str) -> Result<Self, UnknownVerdict> {
        [Self::None, Self::Patch, Self::Minor, Self::Major]
            .into_iter()
            .find(|verdict| verdict.as_str() == word)
            .ok_or(UnknownVerdict)
    }
}

/// A word that is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownVerdict;

impl std::fmt::Display for UnknownVerdict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a verdict is `none`, `patch`, `minor` or `major`")
    }
}

impl std::error::Error for UnknownVerdict {}

impl std::fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}
