//! Conversions to and from the types of `chrono`.

use ::chrono::{
    Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, Offset as _, Timelike as _, Utc,
};

use super::ConversionError;
use super::shared::{self, Parts};
use crate::DateTime;

impl TryFrom<DateTime> for ::chrono::DateTime<FixedOffset> {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the date-time has no offset, is a leap second, or has hour 24 or more than nine digits of
    /// fraction.
    fn try_from(date_time: DateTime) -> Result<Self, ConversionError> {
        let seconds = shared::zoned(&date_time)?;
        let offset = FixedOffset::east_opt(seconds).ok_or(ConversionError::OutOfRange)?;
        naive(&date_time)?
            .and_local_timezone(offset)
            .single()
            .ok_or(ConversionError::OutOfRange)
    }
}

impl TryFrom<DateTime> for NaiveDateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the date-time has an offset, is a leap second, or has hour 24 or more than nine digits of
    /// fraction.
    fn try_from(date_time: DateTime) -> Result<Self, ConversionError> {
        shared::civil(&date_time)?;
        naive(&date_time)
    }
}

super::also_borrowed!(::chrono::DateTime<FixedOffset>, NaiveDateTime);

impl TryFrom<::chrono::DateTime<FixedOffset>> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999, or the offset has seconds.
    fn try_from(other: ::chrono::DateTime<FixedOffset>) -> Result<Self, ConversionError> {
        let seconds = other.offset().fix().local_minus_utc();
        shared::date_time(&parts(&other.naive_local(), Some(seconds)))
    }
}

impl TryFrom<::chrono::DateTime<Utc>> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999.
    fn try_from(other: ::chrono::DateTime<Utc>) -> Result<Self, ConversionError> {
        shared::date_time(&parts(&other.naive_utc(), Some(0)))
    }
}

impl TryFrom<NaiveDateTime> for DateTime {
    type Error = ConversionError;

    /// # Errors
    ///
    /// If the year is not 1 to 9999.
    fn try_from(other: NaiveDateTime) -> Result<Self, ConversionError> {
        shared::date_time(&parts(&other, None))
    }
}

fn naive(date_time: &DateTime) -> Result<NaiveDateTime, ConversionError> {
    let (year, month, day) = (date_time.year(), date_time.month(), date_time.day());
    let (hour, minute, second) = (date_time.hour(), date_time.minute(), date_time.second());
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| {
            let nanosecond = date_time.nanosecond();
            date.and_hms_nano_opt(
                u32::from(hour),
                u32::from(minute),
                u32::from(second),
                nanosecond,
            )
        })
        .ok_or(ConversionError::OutOfRange)
}

/// Takes a value apart. chrono writes a leap second as more than a second's worth of nanoseconds.
fn parts(other: &NaiveDateTime, offset: Option<i32>) -> Parts {
    const SECOND: u32 = 1_000_000_000;
    let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let leap = other.nanosecond() / SECOND;
    Parts {
        year: other.year(),
        month: small(other.month()),
        day: small(other.day()),
        hour: small(other.hour()),
        minute: small(other.minute()),
        second: small(other.second() + leap),
        nanosecond: other.nanosecond() % SECOND,
        offset,
    }
}
