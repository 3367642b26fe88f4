//! Compares two date-times, if their order is known.

use std::cmp::Ordering;

use super::DateTime;
use super::calendar::{Zone, days_since_epoch};
use super::spelling::Spelling;

/// A moment as the time since 1970-01-01T00:00:00Z, not counting leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime {
    /// Whole seconds, rounded down: negative before 1970.
    pub seconds: i64,
    /// Nanoseconds after the second, below 1,000,000,000.
    pub nanoseconds: u32,
}

impl DateTime {
    /// Returns the moment of the date-time; `None` without an offset. Digits of the fraction after
    /// the ninth are cut off.
    ///
    /// A leap second is counted as the second after it.
    #[must_use]
    pub fn instant(&self) -> Option<UnixTime> {
        let offset = i64::from(self.offset()?);
        Some(UnixTime {
            seconds: self.civil_seconds() - offset * 60,
            nanoseconds: self.nanosecond(),
        })
    }

    /// Seconds from 1970-01-01T00:00:00 by date and time, ignoring the offset.
    fn civil_seconds(&self) -> i64 {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        days_since_epoch(self.year, self.month, self.day) * 86_400
            + minutes * 60
            + i64::from(self.second)
    }

    /// Orders values that are the same moment but have different texts.
    fn form(&self) -> (Zone, u8, u8, u8, Spelling) {
        (
            self.zone,
            self.hour,
            self.second,
            self.fraction_digits,
            self.spelling,
        )
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let seconds =
            |date_time: &Self, offset: i16| date_time.civil_seconds() - i64::from(offset) * 60;
        let (left, right) = match (self.offset(), other.offset()) {
            (Some(left), Some(right)) => (seconds(self, left), seconds(other, right)),
            (None, None) => (seconds(self, 0), seconds(other, 0)),
            _ => return None,
        };
        let order = left
            .cmp(&right)
            .then_with(|| self.attosecond().cmp(&other.attosecond()))
            .then_with(|| self.form().cmp(&other.form()));
        Some(order)
    }
}
