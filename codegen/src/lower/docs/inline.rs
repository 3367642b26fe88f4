//! The text of one paragraph, heading or cell, as Markdown with the same meaning for rustdoc.
//!
//! Emphasis and links are decided here once all of the text is known: a mark is written if it is
//! certain to be read as one, and omitted otherwise. Text is never omitted.

use crate::hidden::without_hidden;

/// A part of a text.
#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Code(String),
    /// A link that shows its address.
    Address(String),
    /// The box of a task.
    Task(&'static str),
    Break,
    Open(usize),
    Close(usize),
}

/// What a part of a text is between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Emphasis,
    Strong,
    Strike,
    Link(String),
    Image(String),
}

#[derive(Clone, Debug)]
struct Span {
    /// None where there is nothing to show for it.
    kind: Option<Kind>,
    /// The part that begins it.
    open: usize,
    /// The part that ends it.
    close: usize,
}

impl Kind {
    fn is_link(&self) -> bool {
        match self {
            Self::Link(_) | Self::Image(_) => true,
            Self::Emphasis | Self::Strong | Self::Strike => false,
        }
    }
}

impl Span {
    fn is_link(&self) -> bool {
        self.kind.as_ref().is_some_and(Kind::is_link)
    }
}

/// Where a text is written, so far as it makes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    Paragraph,
    /// A line of its own.
    Line,
    /// One in which a bar ends a cell.
    Cell,
}

/// A text under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Inline {
    parts: Vec<Part>,
    spans: Vec<Span>,
    /// The spans that are not closed, innermost last.
    open: Vec<usize>,
    /// Whether what comes next is another block.
    ended: bool,
}

impl Inline {
    pub(super) fn text(&mut self, text: &str) {
        self.go_on();
        match self.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(text),
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    /// Sets what follows apart from the block before.
    fn go_on(&mut self) {
        if std::mem::take(&mut self.ended) && !self.parts.is_empty() {
            self.text(" ");
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        self.go_on();
        let text = without_hidden(text).replace('\n', " ");
        if !text.is_empty() {
            self.parts.push(Part::Code(text));
        }
    }

    pub(super) fn address(&mut self, address: &str) {
        self.go_on();
        let address = without_hidden(address);
        let mut out = String::with_capacity(address.len());
        for one in address.chars() {
            match one {
                '<' => out.push_str("%3C"),
                '>' => out.push_str("%3E"),
                '|' => out.push_str("%7C"),
                _ => out.push(one),
            }
        }
        self.parts.push(Part::Address(out));
    }

    pub(super) fn task(&mut self, written: &'static str) {
        self.parts.push(Part::Task(written));
    }

    pub(super) fn line_break(&mut self) {
        self.parts.push(Part::Break);
    }

    /// Begins a span, which [`close`](Self::close) ends.
    pub(super) fn open(&mut self, kind: Kind) -> usize {
        self.go_on();
        let span = self.spans.len();
        let mut around = self
            .open
            .iter()
            .filter_map(|at| self.spans[*at].kind.as_ref());
        let is_link = matches!(kind, Kind::Link(_));
        // Neither a link nor a picture holds a link, and a picture nothing but text.
        let is_text = around.any(|one| match one {
            Kind::Image(_) => true,
            Kind::Link(_) => is_link,
            Kind::Emphasis | Kind::Strong | Kind::Strike => false,
        });
        self.spans.push(Span {
            kind: (!is_text).then_some(kind),
            open: self.parts.len(),
            close: self.parts.len(),
        });
        self.open.push(span);
        self.parts.push(Part::Open(span));
        span
    }

    /// Ends a span, and with it those within.
    pub(super) fn close(&mut self, span: usize) {
        // Spans are opened in their order.
        if self.open.binary_search(&span).is_err() {
            return;
        }
        while let Some(inner) = self.open.pop() {
            let open = self.spans[inner].open;
            if self.spans[inner].is_link() && !self.is_seen(open) {
                self.spans[inner].kind = None;
            }
            self.spans[inner].close = self.parts.len();
            self.parts.push(Part::Close(inner));
            if inner == span {
                return;
            }
        }
    }

    /// Ends all that is open: what follows is another block.
    pub(super) fn end(&mut self) {
        if let Some(outermost) = self.open.first() {
            self.close(*outermost);
        }
        self.ended = true;
    }

    /// Whether nothing of it is seen.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_seen(0)
    }

    /// Whether anything is seen from a part on.
    fn is_seen(&self, from: usize) -> bool {
        self.parts[from..].iter().any(Part::is_seen)
    }

    /// Whether something is seen in the line that a part begins.
    fn goes_on(&self, from: usize) -> bool {
        let mut rest = self.parts[from..].iter();
        rest.find(|part| matches!(part, Part::Break) || part.is_seen())
            .is_some_and(Part::is_seen)
    }

    /// Adds another text.
    pub(super) fn extend(&mut self, other: &Self) {
        let (parts, spans) = (self.parts.len(), self.spans.len());
        self.spans.extend(other.spans.iter().map(|span| Span {
            kind: span.kind.clone(),
            open: span.open + parts,
            close: span.close + parts,
        }));
        self.parts.extend(other.parts.iter().map(|part| match part {
            Part::Open(span) => Part::Open(span + spans),
            Part::Close(span) => Part::Close(span + spans),
            Part::Text(_) | Part::Code(_) | Part::Address(_) | Part::Task(_) | Part::Break => {
                part.clone()
            }
        }));
    }

    /// Leaves out what follows the first sentence: it ends outside of every span, before a blank and
    /// what may begin another one.
    pub(super) fn end_at_sentence(&mut self) {
        self.end();
        let mut depth = 0_usize;
        for at in 0..self.parts.len() {
            match &self.parts[at] {
                Part::Open(_) => depth += 1,
                Part::Close(_) => depth -= 1,
                Part::Text(text) if depth == 0 => {
                    if let Some(length) = sentence(text) {
                        let text = text[..length].to_owned();
                        self.parts.truncate(at);
                        self.parts.push(Part::Text(text));
                        return;
                    }
                }
                Part::Text(_) | Part::Code(_) | Part::Address(_) | Part::Task(_) | Part::Break => {}
            }
        }
    }

    /// The text as Markdown, words one blank apart; a newline stands for a line that is broken.
    pub(super) fn finish(&mut self, within: Within) -> String {
        if let Some(outermost) = self.open.first() {
            self.close(*outermost);
        }
        if let [Part::Text(text)] = self.parts.as_slice() {
            // The usual text holds nothing but words.
            let mut out = Output::new(within);
            out.text(text, false);
            return out.markdown;
        }
        self.printed(within)
    }

    fn printed(&self, within: Within) -> String {
        let around = Surroundings::of(self);
        let mut out = Output::new(within);
        let mut printed = vec![false; self.spans.len()];
        // What is open and printed, and how many of it are links.
        let (mut marks, mut links): (Vec<&Kind>, usize) = (Vec::new(), 0);
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Text(text) => out.text(text, links > 0),
                Part::Code(text) => out.code(text),
                // No link stands within another.
                Part::Address(address) if links > 0 => out.text(address, true),
                Part::Address(address) => out.word(&format!("<{address}>")),
                // A task is one only before a text.
                Part::Task(written) if self.goes_on(at + 1) => out.word(written),
                Part::Task(written) => out.text(written, links > 0),
                Part::Break => out.line_break(),
                Part::Open(span) => {
                    let Span {
                        kind: Some(kind),
                        close,
                        ..
                    } = &self.spans[*span]
                    else {
                        continue;
                    };
                    let mark = match kind {
                        Kind::Emphasis => "*",
                        Kind::Strong => "**",
                        Kind::Strike => "~~",
                        Kind::Link(_) => "[",
                        Kind::Image(_) => "![",
                    };
                    // Blanks at its start are moved before it.
                    let starts_blank = around.after[at].1.is_whitespace();
                    if self.spans[*span].is_link() {
                        links += 1;
                    } else {
                        let is_strike = |one: &Kind| *one == Kind::Strike;
                        let mut emphasis = marks.iter().filter(|one| !one.is_link());
                        let is_apart =
                            emphasis.all(|one| *one != kind && !is_strike(one) && !is_strike(kind));
                        let is_read = !out.after_mark
                            && around.seen[at] < around.seen[*close]
                            && around.opens(at, out.is_spaced() || starts_blank)
                            && around.closes(*close);
                        if !is_apart || !is_read {
                            continue;
                        }
                    }
                    printed[*span] = true;
                    marks.push(kind);
                    if starts_blank {
                        out.blank();
                    }
                    out.opening(mark);
                }
                Part::Close(span) if printed[*span] => match marks.pop() {
                    Some(Kind::Emphasis) => out.closing("*"),
                    Some(Kind::Strong) => out.closing("**"),
                    Some(Kind::Strike) => out.closing("~~"),
                    Some(Kind::Link(to) | Kind::Image(to)) => {
                        links -= 1;
                        out.closing(&format!("]({to})"));
                        out.after_mark = false;
                    }
                    None => {}
                },
                Part::Close(_) => {}
            }
        }
        out.markdown
    }
}

/// What stands around every part.
struct Surroundings {
    /// The character before, past the marks.
    before: Vec<char>,
    /// The first character behind that is no blank, and the first.
    after: Vec<(char, char)>,
    /// The last character before that is no blank.
    last: Vec<char>,
    /// How many parts before are seen.
    seen: Vec<usize>,
}

impl Surroundings {
    fn of(inline: &Inline) -> Self {
        let Inline { parts, spans, .. } = inline;
        let mut around = Self {
            before: Vec::with_capacity(parts.len()),
            after: vec![(' ', ' '); parts.len()],
            last: Vec::with_capacity(parts.len()),
            seen: Vec::with_capacity(parts.len()),
        };
        let (mut before, mut last, mut seen) = (' ', ' ', 0);
        for part in parts {
            around.before.push(before);
            around.last.push(last);
            around.seen.push(seen);
            if let Some(ends) = part.ends(spans) {
                before = ends.last;
                last = ends.last_seen.unwrap_or(last);
                seen += usize::from(ends.last_seen.is_some());
            }
        }
        let (mut seen, mut after) = (' ', ' ');
        for (at, part) in parts.iter().enumerate().rev() {
            around.after[at] = (seen, after);
            if let Some(ends) = part.ends(spans) {
                after = ends.first;
                seen = ends.first_seen.unwrap_or(seen);
            }
        }
        around
    }

    /// Whether a mark before a part is read as one that opens: left-flanking.
    fn opens(&self, at: usize, spaced: bool) -> bool {
        let before = if spaced { ' ' } else { self.before[at] };
        is_word(self.after[at].0) || !is_word(before)
    }

    /// Whether a mark in the place of a part is read as one that closes: right-flanking.
    fn closes(&self, at: usize) -> bool {
        // The blanks before it are moved behind it.
        let is_spaced = self.before[at].is_whitespace();
        is_word(self.last[at]) || is_spaced || !is_word(self.after[at].1)
    }
}

/// The characters that a part starts and ends with.
struct Ends {
    first: char,
    last: char,
    first_seen: Option<char>,
    last_seen: Option<char>,
}

impl Part {
    fn is_seen(&self) -> bool {
        match self {
            Self::Text(text) => !without_hidden(text).trim().is_empty(),
            Self::Break | Self::Open(_) | Self::Close(_) => false,
            Self::Task(_) | Self::Code(_) | Self::Address(_) => true,
        }
    }

    fn ends(&self, spans: &[Span]) -> Option<Ends> {
        let one = |sign: char, seen: bool| Ends {
            first: sign,
            last: sign,
            first_seen: seen.then_some(sign),
            last_seen: seen.then_some(sign),
        };
        match self {
            Self::Text(text) => {
                let text = without_hidden(text);
                let seen = text.trim();
                Some(Ends {
                    first: text.chars().next()?,
                    last: text.chars().next_back()?,
                    first_seen: seen.chars().next(),
                    last_seen: seen.chars().next_back(),
                })
            }
            Self::Code(_) => Some(one('`', true)),
            Self::Address(_) => Some(one('<', true)),
            Self::Task(_) => Some(one('[', true)),
            Self::Break => Some(one(' ', false)),
            Self::Open(span) => spans[*span].is_link().then(|| one('[', true)),
            Self::Close(span) => spans[*span].is_link().then(|| one(')', true)),
        }
    }
}

/// How long the sentence is that ends in a text. A sentence that is followed by a small letter goes
/// on, and so does one that ends in an abbreviation such as `e.g.` or an initial.
fn sentence(text: &str) -> Option<usize> {
    let mut ends = text
        .char_indices()
        .filter(|(_, one)| ".!?。！？".contains(*one));
    ends.find_map(|(at, end)| {
        let (before, behind) = text.split_at(at + end.len_utf8());
        let is_end = if end.is_ascii() {
            let word = before[..at].rsplit(|one: char| one.is_whitespace() || one == '(');
            let word = word.into_iter().next().unwrap_or_default();
            let is_short =
                end == '.' && (word.chars().count() == 1 || word.contains('.') || word == "vs");
            let next = behind.trim_start().chars().next();
            behind.starts_with(char::is_whitespace)
                && !is_short
                && next.is_none_or(|next| !next.is_lowercase())
        } else {
            true
        };
        is_end.then_some(before.len())
    })
}

/// Whether a character is neither a blank nor, as CommonMark reads it, punctuation.
fn is_word(one: char) -> bool {
    one.is_alphanumeric()
}

/// Markdown under way.
struct Output {
    markdown: String,
    within: Within,
    /// What comes before the next word.
    gap: Gap,
    /// Whether a mark was just opened.
    after_open: bool,
    /// Whether a mark of emphasis was just closed.
    after_mark: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    Line,
}

impl Output {
    fn new(within: Within) -> Self {
        Self {
            markdown: String::new(),
            within,
            gap: Gap::None,
            after_open: false,
            after_mark: false,
        }
    }

    /// Whether the next word stands apart from the last.
    fn is_spaced(&self) -> bool {
        self.gap != Gap::None || self.markdown.is_empty()
    }

    fn blank(&mut self) {
        if self.gap == Gap::None && !self.after_open {
            self.gap = Gap::Blank;
        }
    }

    fn line_break(&mut self) {
        match self.within {
            Within::Paragraph if !self.after_open => self.gap = Gap::Line,
            Within::Paragraph | Within::Line | Within::Cell => self.blank(),
        }
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        self.after_open = false;
        self.after_mark = false;
        if !self.markdown.is_empty() {
            match gap {
                Gap::None => {}
                Gap::Blank => self.markdown.push(' '),
                Gap::Line => self.markdown.push('\n'),
            }
        }
    }

    fn word(&mut self, markdown: &str) {
        self.fill_gap();
        self.markdown.push_str(markdown);
    }

    fn opening(&mut self, mark: &str) {
        self.fill_gap();
        // It would make a picture of a link.
        if mark == "[" && self.markdown.ends_with('!') {
            self.markdown.pop();
            self.markdown.push_str("\\!");
        }
        self.markdown.push_str(mark);
        self.after_open = true;
    }

    fn closing(&mut self, mark: &str) {
        self.markdown.push_str(mark);
        self.after_mark = true;
    }

    fn code(&mut self, text: &str) {
        self.fill_gap();
        let is_blank = text.trim().is_empty();
        let ticks = "`".repeat(longest_run(text) + 1);
        let is_padded = text.starts_with('`')
            || text.ends_with('`')
            || (!is_blank && text.starts_with(' ') && text.ends_with(' '));
        let pad = if is_padded { " " } else { "" };
        let text = match self.within {
            Within::Paragraph | Within::Line => text.to_owned(),
            Within::Cell => text.replace('|', "\\|"),
        };
        self.markdown
            .push_str(&format!("{ticks}{pad}{text}{pad}{ticks}"));
    }

    /// Writes text that is nothing but text.
    fn text(&mut self, text: &str, in_link: bool) {
        let text = without_hidden(text);
        let mut before = None;
        let mut rest = text.as_ref();
        while let Some(one) = rest.chars().next() {
            let length = match one {
                // Runs are read as one.
                '*' | '_' | '~' => run(rest, one),
                _ if is_plain(one) => rest
                    .find(|next: char| !is_plain(next))
                    .unwrap_or(rest.len()),
                _ => one.len_utf8(),
            };
            let (found, behind) = rest.split_at(length);
            if one.is_whitespace() {
                self.blank();
            } else {
                self.fill_gap();
                if is_plain(one) || !self.is_mark(one, before, behind, in_link) {
                    self.markdown.push_str(found);
                } else {
                    for one in found.chars() {
                        self.markdown.push('\\');
                        self.markdown.push(one);
                    }
                }
            }
            before = found.chars().next_back();
            rest = behind;
        }
    }

    /// Whether a sign may be read as more than text: what is not known of its surroundings speaks
    /// for it.
    fn is_mark(&self, one: char, before: Option<char>, behind: &str, in_link: bool) -> bool {
        let after = behind.chars().next();
        let around = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
        match one {
            '\\' => after.is_none_or(|next| next.is_ascii_punctuation() || next.is_whitespace()),
            '`' | '[' => true,
            ']' => in_link,
            '*' | '~' => !around(char::is_whitespace),
            '_' => !around(char::is_whitespace) && !around(is_word),
            '<' => after
                .is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => {
                let name = behind
                    .trim_start_matches(|next: char| next.is_ascii_alphanumeric() || next == '#');
                after.is_none_or(|_| name.is_empty() || name.starts_with(';'))
            }
            '|' => self.within == Within::Cell,
            _ => false,
        }
    }
}

/// Whether a character is text wherever it stands within a line.
fn is_plain(one: char) -> bool {
    !one.is_whitespace()
        && !matches!(
            one,
            '\\' | '`' | '[' | ']' | '*' | '~' | '_' | '<' | '&' | '|'
        )
}

/// How often a text repeats the sign that it starts with.
fn run(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(sign).len()
}

/// The longest run of back quotes.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|one| one != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}
