//! Filters in a JSONPath, and the types of their comparisons.

use regex::Regex;

use super::{Read, Reader, Wrong};
use crate::overlay::query::{Filter, Operand, Query, Relation};

/// What a function answers.
enum Answer {
    Value(Operand),
    Truth(Filter),
}

impl Reader<'_> {
    /// Tests with `||` between them.
    pub(super) fn filter(&mut self) -> Read<Filter> {
        let several = self.chain("||", Self::conjunction)?;
        Ok(one_or(several, Filter::Or))
    }

    fn conjunction(&mut self) -> Read<Filter> {
        let several = self.chain("&&", Self::test)?;
        Ok(one_or(several, Filter::And))
    }

    fn chain(&mut self, between: &str, one: fn(&mut Self) -> Read<Filter>) -> Read<Vec<Filter>> {
        let mut several = vec![one(self)?];
        loop {
            let before = self.at;
            self.skip_blanks();
            if !self.take(between) {
                self.at = before;
                return Ok(several);
            }
            self.skip_blanks();
            several.push(one(self)?);
        }
    }

    fn test(&mut self) -> Read<Filter> {
        let not = self.take("!");
        if not {
            self.skip_blanks();
        }
        let test = match self.peek() {
            Some('(') => {
                self.at += 1;
                self.skip_blanks();
                let inner = self.filter()?;
                self.skip_blanks();
                self.expect(")")?;
                inner
            }
            Some('@' | '$') => {
                let query = self.relative_or_absolute()?;
                match self.relation() {
                    Some(relation) if !not => {
                        let left = singular(query)?;
                        Filter::Compares(left, relation, self.other_side()?)
                    }
                    _ => Filter::Exists(query),
                }
            }
            Some('a'..='z') if self.calls() => match self.function()? {
                Answer::Truth(test) => test,
                Answer::Value(left) if !not => self.compared(left)?,
                Answer::Value(_) => return Err(Wrong::Syntax),
            },
            _ if not => return Err(Wrong::Syntax),
            _ => {
                let left = self.literal()?;
                self.compared(left)?
            }
        };
        Ok(if not {
            Filter::Not(Box::new(test))
        } else {
            test
        })
    }

    fn compared(&mut self, left: Operand) -> Read<Filter> {
        let relation = self.relation().ok_or(Wrong::Syntax)?;
        Ok(Filter::Compares(left, relation, self.other_side()?))
    }

    fn other_side(&mut self) -> Read<Operand> {
        self.skip_blanks();
        self.operand()
    }

    /// The relation that comes next, past blanks; nothing is gone past without one.
    fn relation(&mut self) -> Option<Relation> {
        let before = self.at;
        self.skip_blanks();
        let known = [
            ("==", Relation::Equal),
            ("!=", Relation::NotEqual),
            ("<=", Relation::LessOrEqual),
            (">=", Relation::GreaterOrEqual),
            ("<", Relation::Less),
            (">", Relation::Greater),
        ];
        let found = known.into_iter().find(|(text, _)| self.take(text));
        if found.is_none() {
            self.at = before;
        }
        found.map(|(_, relation)| relation)
    }

    /// A value: a literal, a query for one node, or a function that answers one.
    fn operand(&mut self) -> Read<Operand> {
        match self.peek() {
            Some('@' | '$') => singular(self.relative_or_absolute()?),
            Some('a'..='z') if self.calls() => match self.function()? {
                Answer::Value(value) => Ok(value),
                Answer::Truth(_) => Err(Wrong::Meaning(
                    "compares a test, which is true or false and no value".to_owned(),
                )),
            },
            _ => self.literal(),
        }
    }

    fn relative_or_absolute(&mut self) -> Read<Query> {
        if self.peek() == Some('@') {
            self.query('@', false)
        } else {
            self.query('$', true)
        }
    }

    /// Whether a name comes next that is called.
    fn calls(&self) -> bool {
        let rest = self.rest().trim_start_matches(is_of_name);
        rest.starts_with('(')
    }

    fn function(&mut self) -> Read<Answer> {
        let name = self.while_(is_of_name).to_owned();
        self.expect("(")?;
        self.skip_blanks();
        let answer = match name.as_str() {
            "length" => Answer::Value(Operand::Length(Box::new(self.operand()?))),
            "count" => Answer::Value(Operand::Count(self.nodes()?)),
            "value" => Answer::Value(Operand::Value(self.nodes()?)),
            "match" | "search" => {
                let text = self.operand()?;
                self.skip_blanks();
                self.expect(",")?;
                self.skip_blanks();
                let pattern = self.operand()?;
                if let Operand::Text(pattern) = &pattern
                    && expression(pattern, false).is_none()
                {
                    return Err(Wrong::Meaning(format!(
                        "has `{pattern}`, which is not a regular expression of RFC 9485, or too large"
                    )));
                }
                Answer::Truth(Filter::Matches {
                    text,
                    pattern,
                    whole: name == "match",
                })
            }
            _ => {
                return Err(Wrong::Meaning(format!(
                    "calls `{name}`, which is not a function of RFC 9535"
                )));
            }
        };
        self.skip_blanks();
        self.expect(")")?;
        Ok(answer)
    }

    /// An argument that is a query for any number of nodes.
    fn nodes(&mut self) -> Read<Query> {
        match self.peek() {
            Some('@' | '$') => self.relative_or_absolute(),
            _ => Err(Wrong::Syntax),
        }
    }

    fn literal(&mut self) -> Read<Operand> {
        match self.peek() {
            Some('\'' | '"') => self.quoted().map(Operand::Text),
            Some('-' | '0'..='9') => self.number().map(Operand::Number),
            _ if self.take("true") => Ok(Operand::Boolean(true)),
            _ if self.take("false") => Ok(Operand::Boolean(false)),
            _ if self.take("null") => Ok(Operand::Null),
            _ => Err(Wrong::Syntax),
        }
    }
}

fn one_or(mut several: Vec<Filter>, all: fn(Vec<Filter>) -> Filter) -> Filter {
    match several.pop() {
        Some(only) if several.is_empty() => only,
        last => {
            several.extend(last);
            all(several)
        }
    }
}

fn singular(query: Query) -> Read<Operand> {
    if query.is_singular() {
        Ok(Operand::Node(query))
    } else {
        Err(Wrong::Meaning(
            "has a query for several nodes where one value is expected".to_owned(),
        ))
    }
}

fn is_of_name(one: char) -> bool {
    one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_'
}

/// A regular expression of RFC 9485; none if it is not one, or too large. Its `.` is every
/// character but the two that end a line.
pub(in crate::overlay) fn expression(pattern: &str, whole: bool) -> Option<Regex> {
    let mut translated = String::with_capacity(pattern.len());
    let mut class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                translated.push(character);
                translated.extend(characters.next());
            }
            '.' if !class => translated.push_str(r"[^\n\r]"),
            other => {
                class = (class || other == '[') && other != ']';
                translated.push(other);
            }
        }
    }
    let text = if whole {
        format!("^(?:{translated})$")
    } else {
        translated
    };
    regex::RegexBuilder::new(&text)
        .size_limit(1 << 18)
        .nest_limit(50)
        .build()
        .ok()
}
