//! Dates, as services send them.
//!
//! A [`Date`] keeps what was received and prints exactly that, including a time after the date:
//! services without a type for dates send midnight there. Calculations are left to the libraries to
//! which it converts.

mod conversion;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::calendar::days_in_month;
use super::{DateTime, parse};
use crate::value::owned_text::FromOwnedText;
use crate::value::text::{InvalidText, Text};
use crate::wire;

/// A date as received from the service: `2025-01-15` (RFC 3339, `date` in OpenAPI).
///
/// The year is 0 to 9999. `Display` and `Debug` print exactly what was received. Two values are
/// equal if they are the same day, and are ordered by the calendar. `TryFrom` converts from and to
/// the types of `time`, `chrono` and `jiff`, with the features of these names.
///
/// Some services send a time after the date, mostly midnight: `2025-01-15T00:00:00`. It is kept, so
/// that it is printed and sent back unchanged, and is otherwise ignored: the date is the one that
/// is written, whatever the offset.
#[derive(Clone, Copy)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
    /// The whole of what was read, where that was more than the day.
    written: Option<DateTime>,
}

/// The error for a text that is not a date. Never contains the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate {
    reason: &'static str,
}

impl fmt::Display for InvalidDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not a date: {}", self.reason)
    }
}

impl std::error::Error for InvalidDate {}

impl Date {
    /// A place to read into.
    pub(crate) const VACANT: Self = Self {
        year: 1,
        month: 1,
        day: 1,
        written: None,
    };

    /// Creates a date from year, month and day.
    ///
    /// # Errors
    ///
    /// If there is no such day, or the year is greater than 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidDate> {
        let refuse = |reason| Err(InvalidDate { reason });
        if year > 9999 {
            return refuse("the year is not between 0000 and 9999");
        }
        if !(1..=12).contains(&month) {
            return refuse("the month does not exist");
        }
        if day == 0 || day > days_in_month(year, month) {
            return refuse("the day does not exist in its month");
        }
        Ok(Self {
            year,
            month,
            day,
            written: None,
        })
    }

    /// Parses a date: `YYYY-MM-DD`. A time and an offset may follow, as in a [`DateTime`].
    ///
    /// # Errors
    ///
    /// If the text has another form, or the day does not exist. The error never contains the text.
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        let form = InvalidDate {
            reason: "it does not have the form YYYY-MM-DD",
        };
        let Some((day, time)) = text.as_bytes().split_first_chunk::<10>() else {
            return Err(form);
        };
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = day else {
            return Err(form);
        };
        let digits = [*y1, *y2, *y3, *y4, *m1, *m2, *d1, *d2];
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(form);
        }
        let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(|digit| digit - b'0');
        let year = u16::from(y1 * 10 + y2) * 100 + u16::from(y3 * 10 + y4);
        let date = Self::new(year, m1 * 10 + m2, d1 * 10 + d2)?;
        let written = match time {
            [] => None,
            _ => Some(parse::parse(text).map_err(|_| form)?),
        };
        Ok(Self { written, ..date })
    }

    /// Returns the year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl Date {
    /// The day alone.
    fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Date {}

impl Hash for Date {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(written) = self.written {
            return written.fmt(formatter);
        }
        let (year, month, day) = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        Self::parse(text)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::read_text(deserializer)
    }
}

impl FromOwnedText for Date {
    const EXPECTED: &'static str = "a date";

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Text for Date {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_text(text: &str) -> Result<Self, InvalidText> {
        Self::parse(text).map_err(|_| InvalidText { expected: "a date" })
    }
}
