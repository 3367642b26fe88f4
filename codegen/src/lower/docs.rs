//! Text of the description as documentation that rustdoc accepts without a warning.
//!
//! Descriptions are Markdown for people: they are parsed, and written with the same meaning for
//! rustdoc. Paragraphs are wrapped, so that a long sentence is readable in a diff.

mod html;
mod inline;
mod links;
mod markdown;
mod page;
mod wrap;

use crate::hidden::{in_source, on_one_line, without_hidden};

pub(super) use links::Links;

/// The longest documentation line.
const WIDTH: usize = 92;

/// A block of documentation under way.
#[derive(Debug, Default)]
pub(super) struct Docs {
    lines: Vec<String>,
    last: Last,
}

/// What a block of documentation ends with.
#[derive(Clone, Copy, Debug, Default)]
enum Last {
    #[default]
    Other,
    /// A list of the description with this sign.
    List(char),
    /// An item of ours with this sign.
    Item(char),
}

impl Docs {
    /// Starts with a text of the description.
    pub(super) fn of(text: &str, links: Links<'_>) -> Self {
        let mut docs = Self::default();
        docs.text(text, links);
        docs
    }

    /// Whether nothing is said so far.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds a paragraph of ours where nothing is said so far.
    pub(super) fn or(mut self, otherwise: &str) -> Self {
        if self.is_empty() && !otherwise.is_empty() {
            // It names things of the description.
            self.ours(&in_source(otherwise));
        }
        self
    }

    /// Starts with a paragraph of ours, which is right as it stands.
    pub(super) fn from_ours(paragraph: &str) -> Self {
        let mut docs = Self::default();
        docs.ours(paragraph);
        docs
    }

    /// Adds a paragraph or more of the description.
    pub(super) fn text(&mut self, markdown: &str, links: Links<'_>) {
        let after = match self.last {
            Last::List(sign) | Last::Item(sign) => Some(sign),
            Last::Other => None,
        };
        let (lines, list) = markdown::lines(markdown, links, after);
        if !lines.is_empty() {
            self.gap();
            self.lines.extend(lines);
            self.last = list.map_or(Last::Other, Last::List);
        }
    }

    /// Adds a sentence of ours and what the description says after it: in one paragraph where it is
    /// one.
    pub(super) fn text_after(&mut self, ours: &str, markdown: &str, links: Links<'_>) {
        if markdown::is_paragraph(markdown) {
            self.ours(&format!(
                "{ours} {}",
                stopped(markdown::first(markdown, links))
            ));
        } else {
            self.ours(ours);
            self.text(markdown, links);
        }
    }

    /// Adds a paragraph of ours, which is right as it stands; wrapped.
    pub(super) fn ours(&mut self, paragraph: &str) {
        let text = without_hidden(paragraph).replace('\n', " ");
        self.verbatim(wrap::wrapped(&text, WIDTH));
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, title: &str) {
        self.verbatim([format!("# {title}")]);
    }

    /// Adds an item of a list of ours: behind another item without a gap, and apart from a list of
    /// the description.
    pub(super) fn item(&mut self, text: &str) {
        let sign = self.sign();
        let text = without_hidden(text).replace('\n', " ");
        let lines = wrap::wrapped(&text, WIDTH - "- ".len());
        for (at, line) in lines.iter().enumerate() {
            self.lines.push(match at {
                0 => format!("{sign} {line}"),
                _ => format!("  {line}"),
            });
        }
        self.last = Last::Item(sign);
    }

    /// Adds an item of a list of ours: a name, and all that the description says of it.
    pub(super) fn described(&mut self, name: &str, markdown: &str, links: Links<'_>) {
        if markdown::is_paragraph(markdown) {
            let said = stopped(markdown::first(markdown, links));
            self.item(&format!("{}: {said}", code(name)));
        } else if markdown.trim().is_empty() {
            self.item(&code(name));
        } else {
            let sign = self.sign();
            self.lines
                .extend(markdown::item(name, markdown, links, sign));
            self.last = Last::Item(sign);
        }
    }

    /// The sign of the next item of ours.
    fn sign(&mut self) -> char {
        match self.last {
            Last::Item(sign) => sign,
            Last::List(sign) => {
                self.gap();
                if sign == '-' { '*' } else { '-' }
            }
            Last::Other => {
                self.gap();
                '-'
            }
        }
    }

    /// Adds lines as they are.
    pub(super) fn verbatim(&mut self, lines: impl IntoIterator<Item = String>) {
        self.gap();
        self.lines.extend(lines);
        self.last = Last::Other;
    }

    /// The lines.
    pub(super) fn finish(self) -> Vec<String> {
        self.lines
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// What a text says before its first empty line, without its full stop, for use inside a sentence.
pub(super) fn clause(text: &str, links: Links<'_>) -> String {
    let mut said = markdown::first(text, links);
    said.truncate(said.trim_end_matches('.').len());
    said
}

/// The first sentence of a text.
pub(super) fn sentence(text: &str, links: Links<'_>) -> String {
    stopped(markdown::sentence(text, links))
}

/// A text with a full stop, unless it ends otherwise.
fn stopped(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？']) {
        text.push('.');
    }
    text
}

/// Several texts as one enumeration.
pub(super) fn joined(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A name of the description as code.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", on_one_line(name).replace('`', "'"))
}

/// A text of the description that is no Markdown, for the middle of a sentence of ours.
pub(super) fn inline(text: &str) -> String {
    markdown::plain(text)
}

#[cfg(test)]
mod tests;
