//! Strings and numbers in a JSONPath.

use super::{Read, Reader, Wrong};
use crate::overlay::query::Number;

/// The largest integer that every reader of JSON has exactly.
const LARGEST: i64 = 9_007_199_254_740_991;

impl Reader<'_> {
    /// A text in quotes.
    pub(super) fn quoted(&mut self) -> Read<String> {
        let quote = self.next()?;
        let mut text = String::new();
        loop {
            let before = self.at;
            match self.next()? {
                one if one == quote => return Ok(text),
                '\\' => text.push(self.escaped(quote)?),
                one if one < ' ' => {
                    self.at = before;
                    return Err(Wrong::Syntax);
                }
                one => text.push(one),
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Read<char> {
        let before = self.at;
        Ok(match self.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            one @ ('/' | '\\') => one,
            'u' => return self.code_point(),
            one if one == quote => one,
            _ => {
                self.at = before;
                return Err(Wrong::Syntax);
            }
        })
    }

    /// Four hexadecimal digits; twice that for a character beyond them.
    fn code_point(&mut self) -> Read<char> {
        let first = self.four_digits()?;
        let code = match first {
            0xd800..=0xdbff => {
                self.expect("\\u")?;
                let second = self.four_digits()?;
                let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400);
                0x10000 + ((first - 0xd800) << 10) + low.ok_or(Wrong::Syntax)?
            }
            code => code,
        };
        char::from_u32(code).ok_or(Wrong::Syntax)
    }

    fn four_digits(&mut self) -> Read<u32> {
        let digits = self.rest().get(..4).ok_or(Wrong::Syntax)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Wrong::Syntax);
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Wrong::Syntax)
    }

    fn next(&mut self) -> Read<char> {
        let next = self.peek().ok_or(Wrong::Syntax)?;
        self.at += next.len_utf8();
        Ok(next)
    }

    /// An integer as an index has it: no plus, no leading zero, no minus zero.
    pub(super) fn integer(&mut self) -> Read<i64> {
        let before = self.at;
        let text = self.digits();
        let leads = text.starts_with("-0") || (text.starts_with('0') && text != "0");
        let value = text.parse().ok().filter(|_| !leads);
        let value = value.filter(|value| (-LARGEST..=LARGEST).contains(value));
        if value.is_none() {
            self.at = before;
        }
        value.ok_or(Wrong::Syntax)
    }

    /// A minus, where there is one, and digits.
    fn digits(&mut self) -> &str {
        let before = self.at;
        self.take("-");
        self.while_(|one| one.is_ascii_digit());
        &self.text[before..self.at]
    }

    /// A number as a comparison has it.
    pub(super) fn number(&mut self) -> Read<Number> {
        let before = self.at;
        let whole = self.digits();
        let digits = whole.trim_start_matches('-');
        if digits.is_empty() || (digits.starts_with('0') && digits != "0") {
            self.at = before;
            return Err(Wrong::Syntax);
        }
        let is_digit = |one: char| one.is_ascii_digit();
        if self.take(".") && self.while_(is_digit).is_empty() {
            return Err(Wrong::Syntax);
        }
        if self.take("e") || self.take("E") {
            let _signed = self.take("-") || self.take("+");
            if self.while_(is_digit).is_empty() {
                return Err(Wrong::Syntax);
            }
        }
        let text = &self.text[before..self.at];
        let exact = text.parse().ok().map(Number::Integer);
        exact
            .or_else(|| text.parse().ok().map(Number::Float))
            .ok_or(Wrong::Syntax)
    }
}
