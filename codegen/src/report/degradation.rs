//! What the generated code does not support, after it was acknowledged.

use super::Code;
use crate::hidden::{on_one_line, push_word};
use crate::source::Span;

/// Something in the description that the code does not support, and whose finding is acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Degradation {
    pub(crate) code: Code,
    /// The file, as emitted code names it, and the JSON pointer in it.
    pub(crate) place: String,
    pub(crate) message: String,
    pub(crate) span: Span,
}

impl Degradation {
    /// Its line in the lock file. It names no line of the description, because those move with
    /// every other edit.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{} ", self.code);
        push_word(&mut line, &self.place);
        line.push(' ');
        line.push_str(&on_one_line(&self.message));
        line
    }
}
