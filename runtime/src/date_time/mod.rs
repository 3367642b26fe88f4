//! Dates with a time, as services send them.
//!
//! No date-time library represents everything that services send: the years 1 and 9999 for "no
//! value" and "never", seven digits of fraction, values with an offset next to values without.
//! [`DateTime`] keeps what was received, prints exactly that, and never guesses an offset.
//! Calculations are left to the libraries to which it converts.

mod calendar;
mod conversion;
mod date;
mod order;
mod parse;
mod print;
mod spelling;
mod wire;

pub use conversion::ConversionError;
pub use date::{Date, InvalidDate};
pub use order::UnixTime;
pub use parse::InvalidDateTime;

use calendar::Zone;
use spelling::Spelling;

/// A date and time as received from the service: `2025-01-15T10:30:00Z`, `2025-01-15T08:30:00`,
/// `9999-12-31T23:59:59.9999999+01:00` (RFC 3339, `date-time` in OpenAPI).
///
/// - It may have an offset (`Z` or `+01:00`) or none; without one, the moment is not known.
/// - The year is 1 to 9999, the fraction of a second has up to 18 digits, and `24:00:00` and second
///   60 are accepted.
/// - Common deviations from RFC 3339 are accepted if they have one meaning: a space or `t` before
///   the time, no seconds, `,` before the fraction, an offset of `+0530` or `+05`, `UTC` or `GMT`
///   for `Z`, and a space before the offset. A date alone is midnight of that day.
/// - `Display` and `Debug` print exactly what was received.
/// - Two values are equal if their texts are: `10:00:00Z` and `11:00:00+01:00` are not.
/// - Two values with an offset are ordered by their moment, two without by date and time. A value
///   with and one without have no order.
///
/// `TryFrom` converts from and to the types of `time`, `chrono` and `jiff`, with the features of
/// these names.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    /// How many digits the fraction was written with; 0 for no fraction.
    fraction_digits: u8,
    spelling: Spelling,
    zone: Zone,
    /// The digits of the fraction as a number: 5 for `.005`.
    fraction: u64,
}

impl DateTime {
    /// A place to read into.
    pub(crate) const VACANT: Self = Self {
        year: 1,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        fraction_digits: 0,
        spelling: Spelling {
            time: spelling::TimeOfDay::Absent,
            separator: b'T',
            comma: false,
            spaced_zone: false,
        },
        zone: Zone::Absent,
        fraction: 0,
    };

    /// Parses a date-time: `YYYY-MM-DDThh:mm:ss`, then an optional fraction and an optional offset,
    /// or one of the other forms that [`DateTime`] lists.
    ///
    /// # Errors
    ///
    /// If the text has another form, or the date or time does not exist. The error never contains
    /// the text.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        parse::parse(text)
    }

    /// Returns the year, 1 to 9999.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.month
    }

    /// Returns the day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.day
    }

    /// Returns the hour, 0 to 23, or 24 if midnight at the end of a day was written as `24:00:00`.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// Returns the minute, 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// Returns the second, 0 to 59, or 60 in a leap second.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.second
    }

    /// Returns the fraction of the second in nanoseconds. Digits after the ninth are cut off.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        // Attoseconds of one second, so the quotient is below 1,000,000,000.
        u32::try_from(self.attosecond() / 1_000_000_000).unwrap_or(0)
    }

    /// Returns the offset from UTC in minutes: 0 for `Z`, negative in the west, `None` without an
    /// offset.
    #[must_use]
    pub fn offset(&self) -> Option<i16> {
        self.zone.minutes()
    }

    /// The fraction in the unit that its 18 digits can name.
    fn attosecond(&self) -> u64 {
        self.fraction * 10_u64.pow(u32::from(18 - self.fraction_digits.min(18)))
    }
}
