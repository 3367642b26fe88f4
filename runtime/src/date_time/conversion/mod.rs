//! Conversions to and from the date-time types of other crates.
//!
//! Nothing is rounded, shifted or given an offset: a value that the other type cannot represent is
//! an error.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt;

/// The error for a date-time that another type cannot represent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConversionError {
    /// The date-time has no offset, and the other type needs one.
    NoZone,
    /// The date-time has an offset, which the other type would lose.
    HasZone,
    /// The date-time is outside the range of the other type.
    OutOfRange,
    /// The fraction or the offset is more precise than the other type.
    TooPrecise,
    /// The other type has no second 60.
    LeapSecond,
    /// The other type has no hour 24.
    Hour24,
}

impl fmt::Display for ConversionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoZone => "the date-time has no zone, and nothing says which to assume",
            Self::HasZone => "the date-time has a zone, which would be lost",
            Self::OutOfRange => "the date-time is out of the other type's range",
            Self::TooPrecise => "the date-time is finer than the other type can hold",
            Self::LeapSecond => {
                "the date-time is in a leap second, which the other type cannot hold"
            }
            Self::Hour24 => "the date-time has hour 24, which the other type cannot hold",
        })
    }
}

impl std::error::Error for ConversionError {}

/// What the conversions of all crates share.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod shared {
    use super::ConversionError;
    use crate::DateTime;
    use crate::date_time::calendar::Zone;
    use crate::date_time::spelling::{OffsetForm, Spelling, TimeOfDay, UtcForm};

    /// Lets a date-time pass whose time of day every crate has.
    pub(super) fn ordinary(date_time: &DateTime) -> Result<(), ConversionError> {
        if date_time.hour == 24 {
            Err(ConversionError::Hour24)
        } else if date_time.second == 60 {
            Err(ConversionError::LeapSecond)
        } else if date_time.attosecond() % 1_000_000_000 != 0 {
            Err(ConversionError::TooPrecise)
        } else {
            Ok(())
        }
    }

    /// Lets a date-time pass that every crate has and that has no zone.
    pub(super) fn civil(date_time: &DateTime) -> Result<(), ConversionError> {
        match date_time.offset() {
            Some(_) => Err(ConversionError::HasZone),
            None => ordinary(date_time),
        }
    }

    /// Lets a date-time pass that every crate has; its offset in seconds.
    pub(super) fn zoned(date_time: &DateTime) -> Result<i32, ConversionError> {
        let minutes = date_time.offset().ok_or(ConversionError::NoZone)?;
        ordinary(date_time)?;
        Ok(i32::from(minutes) * 60)
    }

    /// The parts of another crate's date-time, in the widths that these crates use.
    pub(super) struct Parts {
        pub(super) year: i32,
        pub(super) month: u8,
        pub(super) day: u8,
        pub(super) hour: u8,
        pub(super) minute: u8,
        pub(super) second: u8,
        pub(super) nanosecond: u32,
        /// Seconds ahead of UTC.
        pub(super) offset: Option<i32>,
    }

    /// Builds a date-time with the shortest fraction and with `Z` for UTC.
    pub(super) fn date_time(parts: &Parts) -> Result<DateTime, ConversionError> {
        let mut fraction = u64::from(parts.nanosecond);
        let mut fraction_digits = if fraction == 0 { 0 } else { 9 };
        while fraction_digits > 0 && fraction % 10 == 0 {
            fraction /= 10;
            fraction_digits -= 1;
        }
        let zone = match parts.offset {
            None => Zone::Absent,
            Some(0) => Zone::Utc(UtcForm::UpperZ),
            Some(seconds) if seconds % 60 != 0 => return Err(ConversionError::TooPrecise),
            Some(seconds) => Zone::Offset {
                negative: seconds < 0,
                minutes: u16::try_from(seconds.unsigned_abs() / 60)
                    .ok()
                    .filter(|minutes| *minutes < 24 * 60)
                    .ok_or(ConversionError::OutOfRange)?,
                form: OffsetForm::Colon,
            },
        };
        let date_time = DateTime {
            year: u16::try_from(parts.year).map_err(|_| ConversionError::OutOfRange)?,
            month: parts.month,
            day: parts.day,
            hour: parts.hour,
            minute: parts.minute,
            second: parts.second,
            fraction_digits,
            spelling: Spelling {
                time: TimeOfDay::Seconds,
                separator: b'T',
                comma: false,
                spaced_zone: false,
            },
            zone,
            fraction,
        };
        date_time.check().map_err(|_| ConversionError::OutOfRange)
    }
}

/// Writes for each pair the conversions of a borrowed and of an owned date-time.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
macro_rules! also_borrowed {
    ($($target:ty),*) => {$(
        impl TryFrom<&crate::DateTime> for $target {
            type Error = crate::date_time::ConversionError;

            fn try_from(date_time: &crate::DateTime) -> Result<Self, Self::Error> {
                Self::try_from(*date_time)
            }
        }
    )*};
}

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use also_borrowed;
