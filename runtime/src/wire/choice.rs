//! Reads one of the texts of an enumeration.

use std::borrow::Cow;

use super::{Reader, Stopped, Textual};

/// A text of an enumeration.
pub(crate) enum Choice {
    /// The one of this index.
    Known(usize),
    /// Another one.
    Unknown(Box<str>),
}

/// Reads a text of an enumeration. What comes instead of a text is not quoted.
///
/// # Errors
///
/// When it is no text.
pub(crate) fn choice(reader: &mut dyn Reader, texts: &[&str]) -> Result<Choice, Stopped> {
    let mut chosen = Chosen {
        texts,
        choice: None,
    };
    reader.text("text", &mut chosen)?;
    chosen.choice.ok_or(Stopped)
}

struct Chosen<'t> {
    texts: &'t [&'t str],
    choice: Option<Choice>,
}

impl Textual for Chosen<'_> {
    fn take(&mut self, text: Cow<'_, str>) -> bool {
        let known = self.texts.iter().position(|known| *known == text);
        self.choice = Some(match known {
            Some(index) => Choice::Known(index),
            None => Choice::Unknown(text.into_owned().into_boxed_str()),
        });
        true
    }
}
