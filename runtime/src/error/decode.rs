//! Where and how a response does not match the description, without its values.

use std::borrow::Cow;
use std::fmt;

/// A place in a response and what is wrong there. Holds no value of the response.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    path: String,
    what: Cow<'static, str>,
    position: Option<(usize, usize)>,
}

impl Mismatch {
    /// `what` is in our own words and quotes nothing of the response but its media type.
    pub(crate) fn new(path: impl Into<String>, what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            path: path.into(),
            what: what.into(),
            position: None,
        }
    }

    /// Adds line and column, both counted from 1.
    pub(crate) fn at(mut self, line: usize, column: usize) -> Self {
        self.position = (line > 0).then_some((line, column));
        self
    }

    pub(super) fn map_text(&mut self, rewrite: &dyn Fn(&str) -> String) {
        if !self.path.is_empty() {
            self.path = rewrite(&self.path);
        }
        if let Cow::Owned(what) = &mut self.what {
            *what = rewrite(what);
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.what)?;
        match self.position {
            Some((line, column)) => write!(f, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}
