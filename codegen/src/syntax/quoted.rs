//! Rewrites quoted text that the parser rejects.
//!
//! JSON and YAML 1.2 allow any character above U+001F in quotes; the parser allows only printable
//! ones. YAML requires that the lines of a quoted text are indented more than its key; most parsers
//! do not. Such a text is written on one line, in double quotes and with escapes, with the same
//! meaning.

use std::fmt::Write;
use std::ops::Range;

/// A text whose quoted texts can be read.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) text: String,
    /// Where stretches of it begin, and where they are in the text as it was written.
    pub(super) places: Vec<(u32, u32)>,
    /// The lines of quoted texts that are indented too little, the first of each text.
    pub(super) low: Vec<Range<u32>>,
}

/// Rewrites the quoted texts of a document; none where they all are as the parser reads them.
pub(super) fn rewritten(text: &str) -> Option<Rewritten> {
    let mut new = Rewritten::default();
    let mut done = 0;
    for found in Lexer::new(text).quoted() {
        let inside = &text[found.range.start + 1..found.range.end - 1];
        if !inside.contains(is_refused) {
            continue;
        }
        new.text.push_str(&text[done..found.range.start]);
        new.place(found.range.start);
        let is_single = text.as_bytes()[found.range.start] == b'\'';
        new.text.push('"');
        on_one_line(inside, is_single, &mut new.text);
        new.text.push('"');
        new.place(found.range.end);
        done = found.range.end;
        new.low
            .extend(found.low.map(|at| to_u32(at.start)..to_u32(at.end)));
    }
    if done == 0 {
        return None;
    }
    new.text.push_str(&text[done..]);
    Some(new)
}

impl Rewritten {
    fn place(&mut self, source: usize) {
        self.places.push((to_u32(self.text.len()), to_u32(source)));
    }
}

/// Where a place of a rewritten text is in the text as it was written.
pub(super) fn source_of(places: &[(u32, u32)], at: u32) -> u32 {
    let after = places.partition_point(|(start, _)| *start <= at);
    let Some((start, source)) = after.checked_sub(1).and_then(|last| places.get(last)) else {
        return at;
    };
    let moved = source.saturating_add(at - start);
    match places.get(after) {
        Some((_, next)) => moved.min(*next),
        None => moved,
    }
}

/// Whether the parser may refuse a character in quotes.
fn is_refused(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// Writes what is in quotes as it is in double quotes, with its line breaks folded.
fn on_one_line(inside: &str, is_single: bool, out: &mut String) {
    let mut rest = inside;
    // Where blanks begin that go if a line ends behind them.
    let mut blanks = out.len();
    while let Some(character) = rest.chars().next() {
        let mut taken = character.len_utf8();
        match character {
            ' ' | '\t' => {
                out.push(character);
                rest = &rest[taken..];
                continue;
            }
            '\n' | '\r' => {
                out.truncate(blanks);
                let (breaks, length) = line_breaks(rest);
                taken = length;
                match breaks {
                    1 => out.push(' '),
                    _ => out.push_str(&"\\n".repeat(breaks - 1)),
                }
            }
            '\\' if !is_single => {
                let escaped = &rest[1..];
                let (breaks, length) = line_breaks(escaped);
                if breaks > 0 {
                    taken += length;
                    out.push_str(&"\\n".repeat(breaks - 1));
                } else {
                    taken += escaped.chars().next().map_or(0, char::len_utf8);
                    out.push_str(&rest[..taken]);
                }
            }
            '\\' | '"' => {
                out.push('\\');
                out.push(character);
            }
            '\'' if is_single => {
                out.push('\'');
                taken = "''".len();
            }
            _ if is_refused(character) => {
                // Writing into a text cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
        rest = rest.get(taken..).unwrap_or("");
        blanks = out.len();
    }
}

/// How many line breaks a text begins with, blanks between them aside, and how long they are with
/// the blanks behind them.
fn line_breaks(text: &str) -> (usize, usize) {
    let mut breaks = 0;
    let mut end = 0;
    let mut rest = text;
    loop {
        let line = rest.trim_start_matches([' ', '\t']);
        let broken = line
            .strip_prefix("\r\n")
            .or_else(|| line.strip_prefix(['\n', '\r']));
        match broken {
            Some(next) if breaks > 0 || line.len() == rest.len() => {
                breaks += 1;
                rest = next;
            }
            _ => {
                if breaks > 0 {
                    end = text.len() - line.len();
                }
                return (breaks, end);
            }
        }
    }
}

/// A quoted text.
struct Found {
    /// With its quotes.
    range: Range<usize>,
    /// The start of its first line that is indented no more than its key.
    low: Option<Range<usize>>,
}

/// Finds quoted texts: it knows what they may be in, and leaves all else to the parser.
struct Lexer<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Where the line begins.
    line: usize,
    /// How many flow collections are open.
    depth: usize,
    /// The column of the innermost block entry; none outside of any.
    indent: Option<usize>,
    /// The column of the node that may be a key.
    node: Option<usize>,
    /// Whether a plain scalar goes on.
    plain: bool,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str) -> Self {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        Self {
            bytes: text.as_bytes(),
            at: start,
            line: start,
            depth: 0,
            indent: None,
            node: None,
            plain: false,
        }
    }

    fn quoted(mut self) -> Vec<Found> {
        let mut found = Vec::new();
        while self.at < self.bytes.len() {
            self.line = self.at;
            self.node = None;
            self.blanks();
            let is_comment = self.peek(0) == Some(b'#');
            let goes_on = self.plain && (self.depth > 0 || self.is_inside(self.at - self.line));
            if !self.is_end(0) {
                self.plain = goes_on && !is_comment;
            }
            if is_comment || (self.plain && self.depth == 0) {
                self.rest_of_line();
            }
            while self.at < self.bytes.len() && !self.is_end(0) {
                match self.token() {
                    Token::Other => {}
                    Token::Quoted(text) => found.push(text),
                    Token::Unclosed => return found,
                }
            }
            self.line_end();
        }
        found
    }

    fn token(&mut self) -> Token {
        let Some(byte) = self.peek(0) else {
            return Token::Other;
        };
        let is_flow = self.depth > 0;
        let ends_plain = is_flow && matches!(byte, b',' | b'[' | b']' | b'{' | b'}');
        let is_colon = byte == b':' && (self.is_blank(1) || (is_flow && self.is_flow(1)));
        match byte {
            b' ' | b'\t' => {
                self.blanks();
                if self.peek(0) == Some(b'#') {
                    self.plain = false;
                    self.rest_of_line();
                }
            }
            _ if self.plain && !ends_plain && !is_colon => self.at += 1,
            b'"' | b'\'' => {
                self.node.get_or_insert(self.at - self.line);
                return self.quoted_text(byte);
            }
            b'[' | b'{' => self.flow(self.depth + 1),
            b']' | b'}' if is_flow => self.flow(self.depth - 1),
            b',' if is_flow => self.flow(self.depth),
            b':' if is_colon || is_flow => {
                if !is_flow {
                    self.indent = Some(self.node.unwrap_or(self.at - self.line));
                }
                self.flow(self.depth);
            }
            b'-' | b'?' if !is_flow && self.is_blank(1) => {
                self.indent = Some(self.at - self.line);
                self.flow(0);
            }
            b'&' | b'*' | b'!' => {
                self.node.get_or_insert(self.at - self.line);
                while !(self.is_blank(0) || is_flow && self.is_flow(0)) {
                    self.at += 1;
                }
            }
            b'|' | b'>' if !is_flow => self.block_scalar(),
            b'%' if self.at == self.line && !is_flow => self.rest_of_line(),
            b'-' | b'.' if self.is_marker() => {
                self.at += 3;
                self.indent = None;
                self.node = None;
            }
            _ => {
                self.node.get_or_insert(self.at - self.line);
                self.plain = true;
                self.at += 1;
            }
        }
        Token::Other
    }

    /// Steps over an indicator, behind which a node may begin.
    fn flow(&mut self, depth: usize) {
        self.depth = depth;
        self.plain = false;
        self.node = None;
        self.at += 1;
    }

    fn quoted_text(&mut self, quote: u8) -> Token {
        let start = self.at;
        let mut low = None;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            if byte == quote {
                self.at += 1;
                if quote == b'"' || self.peek(0) != Some(quote) {
                    let range = start..self.at;
                    return Token::Quoted(Found { range, low });
                }
                self.at += 1;
            } else if self.is_end(0) {
                self.line_end();
                self.line = self.at;
                while self.peek(0) == Some(b' ') {
                    self.at += 1;
                }
                let column = self.at - self.line;
                self.blanks();
                let has_text = !self.is_end(0) && self.peek(0) != Some(quote);
                if has_text && self.depth == 0 && !self.is_inside(column) {
                    low.get_or_insert(self.at..self.at + 1);
                }
            } else {
                // An escaped line break ends its line all the same.
                let is_escape = byte == b'\\' && quote == b'"' && !self.is_end(1);
                self.at += if is_escape { 2 } else { 1 };
            }
        }
        Token::Unclosed
    }

    fn block_scalar(&mut self) {
        self.rest_of_line();
        while self.at < self.bytes.len() {
            let end = self.at;
            self.line_end();
            let line = self.at;
            while self.peek(0) == Some(b' ') {
                self.at += 1;
            }
            if !self.is_end(0) && !self.is_inside(self.at - line) {
                self.at = end;
                return;
            }
            self.rest_of_line();
        }
    }

    /// Whether what is in a column is indented more than the entry that it may belong to.
    fn is_inside(&self, column: usize) -> bool {
        self.indent.is_none_or(|indent| column > indent)
    }

    fn is_marker(&self) -> bool {
        let rest = &self.bytes[self.at..];
        self.at == self.line
            && (rest.starts_with(b"---") || rest.starts_with(b"..."))
            && self.is_blank(3)
    }

    fn is_flow(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(b',' | b'[' | b']' | b'{' | b'}'))
    }

    /// Whether a blank or the end of the line is there.
    fn is_blank(&self, ahead: usize) -> bool {
        self.is_end(ahead) || matches!(self.peek(ahead), Some(b' ' | b'\t'))
    }

    fn is_end(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), None | Some(b'\n' | b'\r'))
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(0), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn rest_of_line(&mut self) {
        while !self.is_end(0) {
            self.at += 1;
        }
    }

    fn line_end(&mut self) {
        let is_pair = self.peek(0) == Some(b'\r') && self.peek(1) == Some(b'\n');
        self.at = (self.at + if is_pair { 2 } else { 1 }).min(self.bytes.len());
    }
}

enum Token {
    Other,
    Quoted(Found),
    Unclosed,
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
