//! Conversions to and from the types of `time`.

use ::time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::ConversionError;
use super::shared::{self, Parts};
use crate::DateTime;

impl TryFrom<DateTime> for OffsetDateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the date-time has no offset, is a leap second, or has hour 24 or more than nine digits of
    /// fraction.
    fn try_from(date_time: DateTime) -> Result<Self, ConversionError> {
        let seconds = shared::zoned(&date_time)?;
        let offset =
            UtcOffset::from_whole_seconds(seconds).map_err(|_| ConversionError::OutOfRange)?;
        Ok(primitive(&date_time)?.assume_offset(offset))
    }
}

impl TryFrom<DateTime> for PrimitiveDateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the date-time has an offset, is a leap second, or has hour 24 or more than nine digits of
    /// fraction.
    fn try_from(date_time: DateTime) -> Result<Self, ConversionError> {
        shared::civil(&date_time)?;
        primitive(&date_time)
    }
}

super::also_borrowed!(OffsetDateTime, PrimitiveDateTime);

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999, or the offset has seconds or is a day or more.
    fn try_from(other: OffsetDateTime) -> Result<Self, ConversionError> {
        let seconds = other.offset().whole_seconds();
        shared::date_time(&parts(other.date(), other.time(), Some(seconds)))
    }
}

impl TryFrom<PrimitiveDateTime> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999.
    fn try_from(other: PrimitiveDateTime) -> Result<Self, ConversionError> {
        shared::date_time(&parts(other.date(), other.time(), None))
    }
}

fn primitive(date_time: &DateTime) -> Result<PrimitiveDateTime, ConversionError> {
    let out_of_range = |_| ConversionError::OutOfRange;
    let month = Month::try_from(date_time.month()).map_err(out_of_range)?;
    let date = Date::from_calendar_date(i32::from(date_time.year()), month, date_time.day())
        .map_err(out_of_range)?;
    let (hour, minute, second) = (date_time.hour(), date_time.minute(), date_time.second());
    let time =
        Time::from_hms_nano(hour, minute, second, date_time.nanosecond()).map_err(out_of_range)?;
    Ok(PrimitiveDateTime::new(date, time))
}

fn parts(date: Date, time: Time, offset: Option<i32>) -> Parts {
    let (year, month, day) = date.to_calendar_date();
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    Parts {
        year,
        month: u8::from(month),
        day,
        hour,
        minute,
        second,
        nanosecond,
        offset,
    }
}
