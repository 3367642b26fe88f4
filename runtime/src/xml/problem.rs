//! What is wrong with a document, and where. Contains no value of the document.

use std::borrow::Cow;

/// Something about a document that makes it unreadable as what it should be.
#[derive(Debug)]
pub struct Problem {
    /// Names of elements that the description has, from the outside in, with slashes between them.
    path: String,
    /// What is wrong, in words that follow the path after a colon.
    what: Cow<'static, str>,
    /// Where in the text.
    offset: Option<usize>,
}

impl Problem {
    pub(crate) fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            path: String::new(),
            what: what.into(),
            offset: None,
        }
    }

    /// Says where in the text, unless that is known more exactly already.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.offset.get_or_insert(offset);
        self
    }

    /// Puts the name of the element around it before the path.
    pub(crate) fn within(mut self, name: &str) -> Self {
        if !self.path.is_empty() {
            self.path.insert(0, '/');
        }
        self.path.insert_str(0, name);
        self
    }

    /// Path, words and place.
    pub(crate) fn into_parts(self) -> (String, Cow<'static, str>, Option<usize>) {
        (self.path, self.what, self.offset)
    }
}
