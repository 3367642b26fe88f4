//! Parses the target of an action: a JSONPath (RFC 9535).
//!
//! The parser reads the text once and does not backtrack, so that no text takes long. Nested
//! brackets are counted first, because they are parsed by recursion. It does not look at a
//! document.

mod filter;
mod text;

pub(super) use filter::expression;

use super::budget::{MAXIMUM_NESTING, MAXIMUM_TARGET};
use super::query::{Query, Segment, Selector};

/// Why a target is refused, in words that follow "the target".
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) why: String,
    /// Whether it is JSONPath, but too much of it.
    pub(super) too_large: bool,
}

/// What is wrong where the reader stands.
enum Wrong {
    /// What is there is no JSONPath.
    Syntax,
    /// It is JSONPath with no meaning, for a reason that follows "the target".
    Meaning(String),
}

type Read<T> = Result<T, Wrong>;

/// Reads a target.
pub(super) fn parse(text: &str) -> Result<Query, Refused> {
    let too_large = |why: String| Refused {
        why,
        too_large: true,
    };
    if text.len() > MAXIMUM_TARGET {
        return Err(too_large(format!("has more than {MAXIMUM_TARGET} bytes")));
    }
    if nesting(text) > MAXIMUM_NESTING {
        return Err(too_large(format!(
            "has more than {MAXIMUM_NESTING} brackets inside each other"
        )));
    }
    let mut reader = Reader { text, at: 0 };
    let read = reader.query('$', true).and_then(|query| {
        if reader.rest().is_empty() {
            Ok(query)
        } else {
            Err(Wrong::Syntax)
        }
    });
    read.map_err(|wrong| Refused {
        too_large: false,
        why: match wrong {
            Wrong::Meaning(why) => why,
            Wrong::Syntax if reader.at == 0 => "is not a JSONPath: it starts with `$`".to_owned(),
            Wrong::Syntax if reader.rest().is_empty() => {
                "is not a JSONPath: it ends too early".to_owned()
            }
            Wrong::Syntax => format!("is not a JSONPath from `{}` on", reader.rest()),
        },
    })
}

/// How deep brackets and parentheses lie inside each other, outside of quotes.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(_), '\\') => {
                characters.next();
            }
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            (None, '[' | '(') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (None, ']' | ')') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    deepest
}

/// A text, and how far it is read.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes past a text, if it is there.
    fn take(&mut self, text: &str) -> bool {
        let there = self.rest().starts_with(text);
        if there {
            self.at += text.len();
        }
        there
    }

    fn expect(&mut self, text: &str) -> Read<()> {
        if self.take(text) {
            Ok(())
        } else {
            Err(Wrong::Syntax)
        }
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Goes past the characters that pass, and returns them.
    fn while_(&mut self, passes: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let taken = rest
            .find(|character| !passes(character))
            .unwrap_or(rest.len());
        self.at += taken;
        &rest[..taken]
    }

    fn query(&mut self, start: char, from_root: bool) -> Read<Query> {
        self.expect(start.encode_utf8(&mut [0; 4]))?;
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.skip_blanks();
            match self.peek() {
                Some('.' | '[') => segments.push(self.segment()?),
                _ => {
                    self.at = before;
                    break;
                }
            }
        }
        Ok(Query {
            from_root,
            segments,
        })
    }

    fn segment(&mut self) -> Read<Segment> {
        let descends = self.take("..");
        let selectors = if self.peek() == Some('[') {
            self.brackets()?
        } else {
            if !descends {
                self.expect(".")?;
            }
            vec![if self.take("*") {
                Selector::Wildcard
            } else {
                self.short_name()?
            }]
        };
        Ok(Segment {
            descends,
            selectors,
        })
    }

    fn short_name(&mut self) -> Read<Selector> {
        let first = |one: char| one.is_ascii_alphabetic() || one == '_' || !one.is_ascii();
        if !self.peek().is_some_and(first) {
            return Err(Wrong::Syntax);
        }
        let name = self.while_(|one| first(one) || one.is_ascii_digit());
        Ok(Selector::Name(name.to_owned()))
    }

    fn brackets(&mut self) -> Read<Vec<Selector>> {
        self.expect("[")?;
        let mut selectors = Vec::new();
        loop {
            self.skip_blanks();
            selectors.push(self.selector()?);
            self.skip_blanks();
            if !self.take(",") {
                self.expect("]")?;
                return Ok(selectors);
            }
        }
    }

    fn selector(&mut self) -> Read<Selector> {
        match self.peek() {
            Some('\'' | '"') => self.quoted().map(Selector::Name),
            Some('*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.at += 1;
                self.skip_blanks();
                self.filter().map(Selector::Filter)
            }
            _ => self.index_or_slice(),
        }
    }

    fn index_or_slice(&mut self) -> Read<Selector> {
        let start = self.optional_integer()?;
        let before = self.at;
        self.skip_blanks();
        if !self.take(":") {
            self.at = before;
            return start.map(Selector::Index).ok_or(Wrong::Syntax);
        }
        self.skip_blanks();
        let end = self.optional_integer()?;
        let before = self.at;
        self.skip_blanks();
        let mut step = None;
        if self.take(":") {
            let before = self.at;
            self.skip_blanks();
            step = self.optional_integer()?;
            if step.is_none() {
                self.at = before;
            }
        } else {
            self.at = before;
        }
        Ok(Selector::Slice {
            start,
            end,
            step: step.unwrap_or(1),
        })
    }

    fn optional_integer(&mut self) -> Read<Option<i64>> {
        match self.peek() {
            Some('-' | '0'..='9') => self.integer().map(Some),
            _ => Ok(None),
        }
    }
}
