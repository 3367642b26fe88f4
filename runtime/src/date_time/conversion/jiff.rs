//! Conversions to and from the types of `jiff`.
//!
//! A `Timestamp` is a moment: a conversion loses the offset of the date-time. Its range ends a day
//! before the year 9999 does, so that a service's "never" does not convert.

use ::jiff::civil::{self, Date, Time};
use ::jiff::tz::Offset;
use ::jiff::{Error, Timestamp};

use super::ConversionError;
use super::shared::{self, Parts};
use crate::DateTime;

impl TryFrom<DateTime> for Timestamp {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the date-time has no offset, is a leap second, has hour 24 or more than nine digits of
    /// fraction, or is outside jiff's range.
    fn try_from(date_time: DateTime) -> Result<Self, ConversionError> {
        shared::zoned(&date_time)?;
        let instant = date_time.instant().ok_or(ConversionError::NoZone)?;
        let nanoseconds =
            i32::try_from(instant.nanoseconds).map_err(|_| ConversionError::OutOfRange)?;
        Self::new(instant.seconds, nanoseconds).map_err(out_of_range)
    }
}

impl TryFrom<DateTime> for civil::DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the date-time has an offset, is a leap second, or has hour 24 or more than nine digits of
    /// fraction.
    fn try_from(date_time: DateTime) -> Result<Self, ConversionError> {
        shared::civil(&date_time)?;
        let year = i16::try_from(date_time.year()).map_err(|_| ConversionError::OutOfRange)?;
        let small = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
        let nanosecond =
            i32::try_from(date_time.nanosecond()).map_err(|_| ConversionError::OutOfRange)?;
        let date = Date::new(year, small(date_time.month()), small(date_time.day()));
        let (hour, minute) = (small(date_time.hour()), small(date_time.minute()));
        let time = Time::new(hour, minute, small(date_time.second()), nanosecond);
        Ok(date
            .map_err(out_of_range)?
            .to_datetime(time.map_err(out_of_range)?))
    }
}

super::also_borrowed!(Timestamp, civil::DateTime);

impl TryFrom<Timestamp> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999.
    fn try_from(other: Timestamp) -> Result<Self, ConversionError> {
        shared::date_time(&parts(Offset::UTC.to_datetime(other), Some(0))?)
    }
}

impl TryFrom<civil::DateTime> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999.
    fn try_from(other: civil::DateTime) -> Result<Self, ConversionError> {
        shared::date_time(&parts(other, None)?)
    }
}

fn parts(other: civil::DateTime, offset: Option<i32>) -> Result<Parts, ConversionError> {
    let small = |number: i8| u8::try_from(number).map_err(|_| ConversionError::OutOfRange);
    Ok(Parts {
        year: i32::from(other.year()),
        month: small(other.month())?,
        day: small(other.day())?,
        hour: small(other.hour())?,
        minute: small(other.minute())?,
        second: small(other.second())?,
        nanosecond: u32::try_from(other.subsec_nanosecond())
            .map_err(|_| ConversionError::OutOfRange)?,
        offset,
    })
}

/// Errors of jiff contain the value, which may be anything.
fn out_of_range(_: Error) -> ConversionError {
    ConversionError::OutOfRange
}
