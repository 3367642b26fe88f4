//! Date-times as services write them.
//!
//! No date-time library holds everything that services send: year 1 and year 9999 as "no value" and
//! "never", seven digits of fraction, values with a zone next to values without. [`DateTime`] holds
//! what was read, prints exactly that, and never guesses a zone. Reckoning with time is left to the
//! libraries it converts to.

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

/// A date-time as it came from the service: `2025-01-15T10:30:00Z`, `2025-01-15T08:30:00`,
/// `9999-12-31T23:59:59.9999999+01:00`.
///
/// - It may have a zone (`Z` or an offset) or none; without one, nothing says which moment it is.
/// - Years run from 1 to 9999, fractions of a second have up to 18 digits, `24:00:00` and second 60
///   are held.
/// - Common departures from RFC 3339 are read where they have one meaning: a space or `t` before
///   the time, no seconds, `,` before the fraction, an offset of `+0530` or `+05`, `UTC` or `GMT`
///   for `Z`, and a space before the zone. A day alone counts as its midnight.
/// - `Display` and `Debug` print exactly what was read.
/// - Two are equal when they were written alike: `10:00:00Z` and `11:00:00+01:00` are not.
/// - Two with a zone are ordered by the moment they name, two without by the calendar. One with and
///   one without have no order.
///
/// `TryFrom` converts from and to the types of `time`, `chrono` and `jiff` behind the features of
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

    /// Reads a date-time: `YYYY-MM-DDThh:mm:ss`, then a fraction, then a zone, both optional; or
    /// one of the forms that [`DateTime`] lists.
    ///
    /// # Errors
    ///
    /// When the text has another form, or names a day or time that does not exist. The error never
    /// quotes the text.
    pub fn parse(text: &str) -> Result<Self, InvalidDateTime> {
        parse::parse(text)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.day
    }

    /// The hour, 0 to 23; 24 for midnight at the end of the day, where it was written that way.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59; 60 in a leap second.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.second
    }

    /// The fraction of the second in nanoseconds. Digits after the ninth are cut off.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        // Attoseconds of one second, so the quotient is below 1,000,000,000.
        u32::try_from(self.attosecond() / 1_000_000_000).unwrap_or(0)
    }

    /// How far the zone is ahead of UTC, in minutes: 0 for `Z`, negative in the west. `None`
    /// without a zone.
    #[must_use]
    pub fn offset(&self) -> Option<i16> {
        self.zone.minutes()
    }

    /// The fraction in the unit that its 18 digits can name.
    fn attosecond(&self) -> u64 {
        self.fraction * 10_u64.pow(u32::from(18 - self.fraction_digits.min(18)))
    }
}
