//! `undescribed-properties`: what happens to properties that a schema describes neither by name nor
//! by `additionalProperties`.
//!
//! JSON Schema allows them, and servers send more than their descriptions say.

use std::fmt;
use std::str::FromStr;

/// What becomes of properties that a schema says nothing of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Undescribed {
    /// No record keeps them.
    #[default]
    Drop,
    /// Records that calls return keep them, and write them again. Records that calls only take do
    /// not, and the properties of a body stay arguments one by one, which have no place for them.
    KeepReturned,
    /// Every record keeps them, and a JSON body with a name of its own is one argument, so that a
    /// record that was read can be sent as it came.
    Keep,
}

impl Undescribed {
    /// All of them, as they are written.
    pub const WORDS: [&str; 3] = ["drop", "keep-returned", "keep"];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        let [drop, keep_returned, keep] = Self::WORDS;
        match self {
            Self::Drop => drop,
            Self::KeepReturned => keep_returned,
            Self::Keep => keep,
        }
    }
}

impl fmt::Display for Undescribed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A text that is none of [`Undescribed::WORDS`]. Displays as what can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidUndescribed(String);

impl fmt::Display for InvalidUndescribed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is none of `{}`",
            self.0.escape_debug(),
            Undescribed::WORDS.join("`, `")
        )
    }
}

impl std::error::Error for InvalidUndescribed {}

impl FromStr for Undescribed {
    type Err = InvalidUndescribed;

    fn from_str(text: &str) -> Result<Self, InvalidUndescribed> {
        [Self::Drop, Self::KeepReturned, Self::Keep]
            .into_iter()
            .find(|known| known.as_str() == text)
            .ok_or_else(|| InvalidUndescribed(text.to_owned()))
    }
}
