//! Reads the JSON of a response in one pass, if the result is certain to be that of serde_json.
//!
//! `serde_json` decides what is JSON, and reports what is wrong with a response. This reader only
//! saves time if nothing is wrong: it stops at the first unusual thing, such as deep nesting or a
//! number that no type can hold, and serde_json then reads the value again. It may therefore refuse
//! too much, and must not accept too much. It never says why it stopped.

use std::borrow::Cow;

use serde::Deserialize as _;

use super::decide::{apart, decide};
use super::fit::{Glance, fit};
use super::object::Seen;
use super::{
    Absent, Integers, Optional, Outcome, Parts, Reader, Shape, Stopped, Textual, UnionShape,
    Variant, Variants, Wire,
};
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;
use crate::value::tolerant::whole;

/// The deepest nesting; serde_json's own limit is above it.
const DEEPEST: usize = 100;

/// How many unions may be inside of each other to be read in place. `decide` could read so many within
/// its limit, too.
const MOST_UNIONS: usize = 32;

/// JSON that is being read.
pub(crate) struct Fast<'j> {
    json: &'j str,
    at: usize,
    depth: usize,
    /// Up to here serde_json reads trees, which do not keep all digits.
    tree_until: usize,
    /// How many unions there are around this place, from the outermost one without a tag on.
    unions: usize,
    /// Whether the variant that is being read is only certain if it knows all of the value.
    is_strict: bool,
    /// Where the tag of that variant ends, which it need not know.
    tag_end: usize,
}

/// A number as it is written.
struct Number<'j> {
    text: &'j str,
    is_integer: bool,
}

impl Number<'_> {
    fn double(&self) -> Result<f64, Stopped> {
        let number = self
            .text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite());
        number.ok_or(Stopped)
    }

    /// As it is in a tree.
    fn tree(&self) -> Result<JsonValue, Stopped> {
        serde_json::from_str(self.text).map_err(|_| Stopped)
    }

    /// The integer that it is, also where it is written as `1.0` or `1e0`.
    fn integer(&self) -> Result<i128, Stopped> {
        if self.is_integer {
            let small = self.text.parse::<i64>().map(i128::from);
            return small
                .or_else(|_| self.text.parse::<u64>().map(i128::from))
                .map_err(|_| Stopped);
        }
        whole(self.double()?).map(i128::from).ok_or(Stopped)
    }
}

/// How many bytes stand before the first that ends a text, escapes, or may not stand in one: eight at
/// a time, as long as there are as many.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH_BITS: u64 = ONES << 7;
    // Marks the bytes that are zero; above the first of them, others too.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH_BITS;
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*eight);
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGH_BITS;
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let special = controls | quotes | zeros(word ^ (ONES * u64::from(b'\\')));
        if special != 0 {
            let before = special.trailing_zeros() as usize / 8;
            return bytes.len() - rest.len() + before;
        }
        rest = behind;
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let before = rest.iter().position(is_special);
    bytes.len() - rest.len() + before.unwrap_or(rest.len())
}

impl<'j> Fast<'j> {
    /// Starts at the beginning, unless it is no text.
    pub(crate) fn new(json: &'j [u8]) -> Option<Self> {
        Some(Self {
            json: std::str::from_utf8(json).ok()?,
            at: 0,
            depth: 0,
            tree_until: 0,
            unions: 0,
            is_strict: false,
            tag_end: 0,
        })
    }

    /// Reads a whole document.
    pub(crate) fn document(mut self, value: &mut dyn Wire) -> Outcome {
        value.read(&mut self)?;
        self.end()
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(mut self) -> Outcome {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Stopped),
        }
    }

    /// The next byte that is not white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        match self.json.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_past_blanks(),
        }
    }

    fn peek_past_blanks(&mut self) -> Option<u8> {
        let rest = self.json.as_bytes().get(self.at..)?;
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r');
        self.at += rest.iter().position(|byte| !is_blank(byte))?;
        self.json.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Outcome {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(Stopped)
    }

    fn literal(&mut self, literal: &str) -> Outcome {
        if self.json[self.at..].starts_with(literal) {
            self.at += literal.len();
            return Ok(());
        }
        Err(Stopped)
    }

    fn quoted(&mut self) -> Result<Cow<'j, str>, Stopped> {
        self.expect(b'"')?;
        let start = self.at;
        let rest = self.json.as_bytes().get(start..).ok_or(Stopped)?;
        let end = start + plain(rest);
        match self.json.as_bytes().get(end) {
            Some(b'"') => {
                self.at = end + 1;
                self.json.get(start..end).map(Cow::Borrowed).ok_or(Stopped)
            }
            Some(b'\\') => self.escaped(start, end),
            _ => Err(Stopped),
        }
    }

    /// The text from `start` on whose first escape is `at`.
    #[cold]
    fn escaped(&mut self, start: usize, at: usize) -> Result<Cow<'j, str>, Stopped> {
        let bytes = self.json.as_bytes();
        let mut end = at;
        while bytes.get(end) == Some(&b'\\') {
            end += 2;
            end += plain(bytes.get(end..).ok_or(Stopped)?);
        }
        // What is no text is for serde_json to say.
        self.at = end + 1;
        let quoted = self.json.get(start - 1..self.at).ok_or(Stopped)?;
        serde_json::from_str(quoted)
            .map(Cow::Owned)
            .map_err(|_| Stopped)
    }

    fn number(&mut self) -> Result<Number<'j>, Stopped> {
        self.peek();
        let start = self.at;
        let bytes = self.json.as_bytes();
        let digits = |from: usize| {
            let rest = bytes.get(from..).unwrap_or_default();
            let count = rest.iter().take_while(|byte| byte.is_ascii_digit());
            from + count.count()
        };
        let first = start + usize::from(bytes.get(start) == Some(&b'-'));
        let mut end = digits(first);
        let is_padded = end > first + 1 && bytes.get(first) == Some(&b'0');
        if end == first || is_padded {
            return Err(Stopped);
        }
        let mut is_integer = true;
        if bytes.get(end) == Some(&b'.') {
            is_integer = false;
            let after = digits(end + 1);
            if after == end + 1 {
                return Err(Stopped);
            }
            end = after;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            is_integer = false;
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let after = digits(end + 1 + sign);
            if after == end + 1 + sign {
                return Err(Stopped);
            }
            end = after;
        }
        self.at = end;
        Ok(Number {
            text: &self.json[start..end],
            is_integer,
        })
    }

    /// Reads an integer of few digits; nothing where it is anything else, which is not read.
    fn short_integer(&mut self) -> Option<i64> {
        const MOST: usize = 18;
        self.peek();
        let bytes = self.json.as_bytes().get(self.at..)?;
        let (is_negative, digits) = match bytes {
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        let (mut integer, mut count) = (0_i64, 0);
        while let Some(digit @ b'0'..=b'9') = digits.get(count) {
            if count == MOST {
                return None;
            }
            integer = integer * 10 + i64::from(digit - b'0');
            count += 1;
        }
        let is_padded = count > 1 && digits.first() == Some(&b'0');
        if count == 0 || is_padded || matches!(digits.get(count), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.at += usize::from(is_negative) + count;
        Some(if is_negative { -integer } else { integer })
    }

    fn enter(&mut self, open: u8) -> Outcome {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Stopped);
        }
        Ok(())
    }

    /// Whether a list or an object goes on; `first` until it did.
    fn goes_on(&mut self, close: u8, first: &mut bool) -> Result<bool, Stopped> {
        let is_first = std::mem::take(first);
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.at += 1;
                // Nothing may follow but another value, whose reader sees it.
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(Stopped),
        }
    }

    /// The next key of an object.
    pub(crate) fn key(&mut self, first: &mut bool) -> Result<Option<Cow<'j, str>>, Stopped> {
        if !self.goes_on(b'}', first)? {
            return Ok(None);
        }
        let key = self.quoted()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Begins an object.
    pub(crate) fn object(&mut self) -> Outcome {
        self.enter(b'{')
    }

    /// Reads true, and nothing else.
    pub(crate) fn yes(&mut self) -> Outcome {
        self.peek();
        self.literal("true")
    }

    /// Passes over a value, and returns it as it is written.
    pub(crate) fn skip(&mut self) -> Result<&'j str, Stopped> {
        let first = self.peek().ok_or(Stopped)?;
        let start = self.at;
        match first {
            b'"' => _ = self.quoted()?,
            b'{' => {
                self.object()?;
                let mut first = true;
                while self.key(&mut first)?.is_some() {
                    self.skip()?;
                }
            }
            b'[' => {
                self.enter(b'[')?;
                let mut first = true;
                while self.goes_on(b']', &mut first)? {
                    self.skip()?;
                }
            }
            b't' => self.literal("true")?,
            b'f' => self.literal("false")?,
            b'n' => self.literal("null")?,
            // A tree holds no number that is not finite.
            _ => _ = self.number()?.double()?,
        }
        Ok(&self.json[start..self.at])
    }

    /// Reads the tree of a value.
    fn tree(&mut self) -> Result<JsonValue, Stopped> {
        serde_json::from_str(self.skip()?).map_err(|_| Stopped)
    }

    /// Looks ahead for the tag of an object: its text, and where it ends.
    fn tag(&mut self, tag: &str) -> Result<Option<(Cow<'j, str>, usize)>, Stopped> {
        let is_in_tree = self.at < self.tree_until;
        self.object()?;
        let mut first = true;
        let mut found = None;
        while let Some(key) = self.key(&mut first)? {
            if key == tag && is_in_tree && found.is_some() {
                // A tree keeps the last of two.
                return Err(Stopped);
            }
            if key == tag && found.is_none() && self.peek() == Some(b'"') {
                found = Some((self.quoted()?, self.at));
                if !is_in_tree {
                    break;
                }
                continue;
            }
            self.skip()?;
        }
        Ok(found)
    }
}

/// Unions. What is read of one without a tag is read in place if its variant is certain. `decide`
/// settles everything else, from a tree, and for all unions within: it counts how often it reads.
impl<'j> Fast<'j> {
    fn decide(
        &mut self,
        shape: &'static UnionShape,
        wanted: impl Fn(&Variant) -> bool,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped> {
        if self.unions > 0 {
            return Err(Stopped);
        }
        Ok(decide(shape, self.tree()?, wanted, value, spare))
    }

    /// Reads the variant that a tag names.
    fn named(&mut self, variant: &mut dyn Wire, tag_end: usize) -> Outcome {
        if self.unions == 0 {
            return variant.read(self);
        }
        self.within(self.is_strict, tag_end, variant)
    }

    fn without_tag(
        &mut self,
        shape: &'static UnionShape,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped> {
        self.peek();
        let (start, depth) = (self.at, self.depth);
        if self.at_once(shape, value).is_ok() {
            return Ok(false);
        }
        (self.at, self.depth) = (start, depth);
        self.decide(shape, |_| true, value, spare)
    }

    /// Reads the union in place: as the only variant that it can be, or as the one that fits best, if that
    /// knows all of it.
    fn at_once(&mut self, shape: &'static UnionShape, value: &mut dyn Variants) -> Outcome {
        let (index, is_alone) = self.likely(shape)?;
        let tree_until = std::mem::replace(&mut self.tree_until, usize::MAX);
        let read = apart(|| self.within(!is_alone, 0, value.variant(index)));
        self.tree_until = tree_until;
        if read? || is_alone {
            return Ok(());
        }
        Err(Stopped)
    }

    /// Reads the variant of a union that may be inside of others.
    fn within(&mut self, is_strict: bool, tag_end: usize, variant: &mut dyn Wire) -> Outcome {
        if self.unions == MOST_UNIONS {
            return Err(Stopped);
        }
        let around = (self.is_strict, self.tag_end);
        self.unions += 1;
        (self.is_strict, self.tag_end) = (is_strict, tag_end);
        let outcome = variant.read(self);
        (self.is_strict, self.tag_end) = around;
        self.unions -= 1;
        outcome
    }

    /// The variant that fits best, and whether it is the only one that fits.
    fn likely(&mut self, shape: &'static UnionShape) -> Result<(usize, bool), Stopped> {
        let first = self.peek().ok_or(Stopped)?;
        let is_possible = |(_, variant): &(usize, &Variant)| variant.kind.begins_with(first);
        let mut possible = shape.variants.iter().enumerate().filter(is_possible);
        let (index, variant) = possible.next().ok_or(Stopped)?;
        if possible.next().is_none() && variant.is_its_kind() {
            return Ok((index, true));
        }
        let glance = self.glance(first)?;
        let variants = shape.variants.iter().enumerate();
        let mut fitting =
            variants.filter_map(|(index, variant)| Some((fit(variant, &glance)?, index)));
        let mut best = fitting.next().ok_or(Stopped)?;
        let mut is_alone = true;
        for other in fitting {
            best = best.min(other);
            is_alone = false;
        }
        let (fit, index) = best;
        if is_alone || fit.is_whole() {
            return Ok((index, is_alone));
        }
        Err(Stopped)
    }

    /// Looks at a value without reading it.
    fn glance(&mut self, first: u8) -> Result<Glance<'j>, Stopped> {
        let (start, depth) = (self.at, self.depth);
        let glance = match first {
            b'"' => Glance::Text(self.quoted()?),
            b'[' => Glance::List,
            b'{' => {
                let mut entries = Vec::new();
                self.object()?;
                let mut first = true;
                while let Some(key) = self.key(&mut first)? {
                    let text = match self.peek() {
                        Some(b'"') => Some(self.quoted()?),
                        _ => {
                            self.skip()?;
                            None
                        }
                    };
                    entries.push((key, text));
                }
                Glance::Object(entries)
            }
            _ => Glance::Other(Cow::Owned(self.tree()?)),
        };
        (self.at, self.depth) = (start, depth);
        Ok(glance)
    }
}

impl Reader for Fast<'_> {
    fn record(
        &mut self,
        shape: &'static Shape,
        fields: &mut [&mut dyn Wire],
        mut kept: Option<&mut dyn Parts>,
    ) -> Outcome {
        self.object()?;
        let mut seen = Seen::default();
        let (mut first, mut next, mut came) = (true, 0, 0);
        while let Some(key) = self.key(&mut first)? {
            match (shape.index(&key, next), &mut kept) {
                (Some(index), _) => {
                    if seen.insert(index) {
                        return Err(Stopped);
                    }
                    fields[index].read(self)?;
                    next = index + 1;
                    came += 1;
                }
                (None, Some(_)) if self.is_strict => return Err(Stopped),
                (None, Some(kept)) => kept.part(key.into_owned()).read(self)?,
                (None, None) => {
                    self.skip()?;
                    if self.is_strict && self.at != self.tag_end {
                        return Err(Stopped);
                    }
                }
            }
        }
        if came == fields.len() {
            return Ok(());
        }
        for (index, field) in fields.iter_mut().enumerate() {
            if seen.contains(index) {
                continue;
            }
            if self.is_strict && shape.marks[index].null {
                return Err(Stopped);
            }
            field.read(&mut Absent)?;
        }
        Ok(())
    }

    fn union(
        &mut self,
        shape: &'static UnionShape,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped> {
        if shape.tag.is_empty() {
            return self.without_tag(shape, value, spare);
        }
        let (start, depth) = match self.peek() {
            Some(b'{') => (self.at, self.depth),
            Some(b'n') if !self.is_strict => {
                self.literal("null")?;
                value.unknown(UnknownVariant::from(JsonValue::Null));
                return Ok(false);
            }
            _ => return self.decide(shape, |variant| variant.untagged, value, spare),
        };
        let found = self.tag(shape.tag)?;
        (self.at, self.depth) = (start, depth);
        let Some((text, end)) = found else {
            return self.decide(shape, |variant| variant.untagged, value, spare);
        };
        let is_named = |variant: &Variant| variant.tags.contains(&&*text);
        let mut variants = shape.variants.iter();
        if let Some(index) = variants.position(is_named) {
            if !variants.any(is_named) {
                self.tree_until = self.tree_until.max(end);
                return self.named(value.variant(index), end).map(|()| false);
            }
        }
        self.decide(shape, is_named, value, spare)
    }

    fn option(&mut self, value: &mut dyn Optional, empty_is_none: bool) -> Outcome {
        if self.peek() == Some(b'n') {
            self.literal("null")?;
            value.none();
            return Ok(());
        }
        if empty_is_none && self.json[self.at..].starts_with("\"\"") {
            self.at += 2;
            value.none();
            return Ok(());
        }
        value.some().read(self)
    }

    fn list(&mut self, items: &mut dyn Parts) -> Outcome {
        self.enter(b'[')?;
        let mut first = true;
        while self.goes_on(b']', &mut first)? {
            items.part(String::new()).read(self)?;
        }
        Ok(())
    }

    fn tuple(&mut self, items: &mut [&mut dyn Wire]) -> Outcome {
        self.enter(b'[')?;
        let mut first = true;
        for item in items {
            if !self.goes_on(b']', &mut first)? {
                return Err(Stopped);
            }
            item.read(self)?;
        }
        if self.goes_on(b']', &mut false)? {
            return Err(Stopped);
        }
        Ok(())
    }

    fn map(&mut self, entries: &mut dyn Parts) -> Outcome {
        self.object()?;
        let mut first = true;
        while let Some(key) = self.key(&mut first)? {
            entries.part(key.into_owned()).read(self)?;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Stopped> {
        self.quoted().map(Cow::into_owned)
    }

    fn text(&mut self, _: &'static str, value: &mut dyn Textual) -> Outcome {
        let text = self.quoted()?;
        if value.take(text) {
            Ok(())
        } else {
            Err(Stopped)
        }
    }

    fn boolean(&mut self) -> Result<bool, Stopped> {
        if self.peek() == Some(b't') {
            return self.literal("true").map(|()| true);
        }
        self.literal("false").map(|()| false)
    }

    fn integer(&mut self, kind: &'static Integers) -> Result<i128, Stopped> {
        let integer = match self.short_integer() {
            Some(integer) => integer.into(),
            None => self.number()?.integer()?,
        };
        if (kind.least..=kind.most).contains(&integer) {
            return Ok(integer);
        }
        Err(Stopped)
    }

    fn listed_integer(&mut self) -> Result<i64, Stopped> {
        i64::try_from(self.number()?.integer()?).map_err(|_| Stopped)
    }

    fn double(&mut self) -> Result<f64, Stopped> {
        self.number()?.double()
    }

    fn single(&mut self) -> Result<f32, Stopped> {
        let number = self.number()?;
        if self.at > self.tree_until {
            // serde_json rounds once, in a way of its own.
            return Err(Stopped);
        }
        f32::deserialize(number.tree()?).map_err(|_| Stopped)
    }

    fn written(&mut self) -> Result<Box<str>, Stopped> {
        let number = self.number()?;
        if self.at > self.tree_until {
            return Ok(number.text.into());
        }
        Ok(number.tree()?.to_string().into())
    }

    fn json(&mut self) -> Result<JsonValue, Stopped> {
        self.tree()
    }

    fn null(&mut self) -> Outcome {
        self.peek();
        self.literal("null")
    }

    fn refuse(&mut self, _: &'static str) -> Stopped {
        Stopped
    }
}

#[cfg(test)]
mod tests;
