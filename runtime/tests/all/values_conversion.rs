//! Date-times to and from other crates: exactly, or not at all.

use bindery_runtime::{ConversionError, DateTime};
use proptest::prelude::*;

const UTC: &str = "2025-01-15T10:30:00.25Z";
const OFFSET: &str = "2025-01-15T10:30:00.000001-05:30";
const CIVIL: &str = "2025-01-15T08:30:00";

fn read(text: &str) -> DateTime {
    text.parse().unwrap()
}

/// There and back: what is printed is what was read.
macro_rules! survives {
    ($other:ty, $text:expr) => {
        let other = <$other>::try_from(read($text)).unwrap();
        assert_eq!(<$other>::try_from(&read($text)), Ok(other.clone()));
        assert_eq!(
            DateTime::try_from(other).unwrap().to_string(),
            $text,
            stringify!($other)
        );
    };
}

macro_rules! refused {
    ($other:ty, $text:expr, $error:ident) => {
        assert_eq!(
            <$other>::try_from(read($text)).unwrap_err(),
            ConversionError::$error,
            "{} {}",
            stringify!($other),
            $text
        );
    };
}

/// What no other crate can take.
macro_rules! refused_by_all {
    ($zoned:ty, $civil:ty) => {
        refused!($zoned, CIVIL, NoZone);
        refused!($civil, UTC, HasZone);
        refused!($zoned, "2016-12-31T23:59:60Z", LeapSecond);
        refused!($civil, "2016-12-31T23:59:60", LeapSecond);
        refused!($zoned, "2016-12-31T24:00:00Z", Hour24);
        refused!($civil, "2016-12-31T24:00:00", Hour24);
        refused!($zoned, "2016-12-31T23:00:00.1234567891Z", TooPrecise);
        refused!($civil, "2016-12-31T23:00:00.1234567891", TooPrecise);
        assert!(<$civil>::try_from(read("2016-12-31T23:00:00.123456789000")).is_ok());
        survives!($civil, "0001-01-01T00:00:00");
        survives!($civil, "9999-12-31T23:59:59.9999999");
        survives!($zoned, "0001-01-01T00:00:00Z");
    };
}

#[test]
fn to_and_from_time() {
    refused_by_all!(time::OffsetDateTime, time::PrimitiveDateTime);
    survives!(time::OffsetDateTime, UTC);
    survives!(time::OffsetDateTime, OFFSET);
    survives!(time::OffsetDateTime, "9999-12-31T23:59:59.9999999Z");
    survives!(time::PrimitiveDateTime, CIVIL);
    let odd = time::UtcOffset::from_hms(1, 0, 30).unwrap();
    let odd = time::OffsetDateTime::UNIX_EPOCH.to_offset(odd);
    assert_eq!(
        DateTime::try_from(odd).unwrap_err(),
        ConversionError::TooPrecise
    );
    let early = time::PrimitiveDateTime::MIN;
    assert_eq!(
        DateTime::try_from(early).unwrap_err(),
        ConversionError::OutOfRange
    );
}

#[test]
fn to_and_from_chrono() {
    refused_by_all!(chrono::DateTime<chrono::FixedOffset>, chrono::NaiveDateTime);
    survives!(chrono::DateTime<chrono::FixedOffset>, UTC);
    survives!(chrono::DateTime<chrono::FixedOffset>, OFFSET);
    survives!(
        chrono::DateTime<chrono::FixedOffset>,
        "9999-12-31T23:59:59.9999999Z"
    );
    survives!(chrono::NaiveDateTime, CIVIL);
    assert_eq!(
        DateTime::try_from(chrono::DateTime::UNIX_EPOCH),
        Ok(read("1970-01-01T00:00:00Z"))
    );
    let leap = chrono::NaiveDate::from_ymd_opt(2016, 12, 31).unwrap();
    let leap = leap.and_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
    assert_eq!(DateTime::try_from(leap), Ok(read("2016-12-31T23:59:60.5")));
    let far = chrono::NaiveDateTime::MAX;
    assert_eq!(
        DateTime::try_from(far).unwrap_err(),
        ConversionError::OutOfRange
    );
}

#[test]
fn to_and_from_jiff() {
    refused_by_all!(jiff::Timestamp, jiff::civil::DateTime);
    survives!(jiff::Timestamp, UTC);
    survives!(jiff::civil::DateTime, CIVIL);
    let moment = jiff::Timestamp::try_from(read(OFFSET)).unwrap();
    assert_eq!(
        DateTime::try_from(moment),
        Ok(read("2025-01-15T16:00:00.000001Z"))
    );
    refused!(jiff::Timestamp, "9999-12-31T23:59:59.9999999Z", OutOfRange);
    let early = jiff::civil::DateTime::MIN;
    assert_eq!(
        DateTime::try_from(early).unwrap_err(),
        ConversionError::OutOfRange
    );
}

proptest! {
    #[test]
    fn all_crates_mean_the_same_moment(
        seconds in -62_135_510_400..253_402_200_000_i64, nanosecond in 0..1_000_000_000_u32,
        minutes in -1439..=1439_i32,
    ) {
        let offset = time::UtcOffset::from_whole_seconds(minutes * 60).unwrap();
        let there = time::OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        let there = there.replace_nanosecond(nanosecond).unwrap().to_offset(offset);
        let date_time = DateTime::try_from(there).unwrap();
        prop_assert_eq!(time::OffsetDateTime::try_from(&date_time), Ok(there));
        let with_chrono = chrono::DateTime::try_from(&date_time).unwrap();
        prop_assert_eq!(with_chrono.timestamp(), seconds);
        prop_assert_eq!(with_chrono.timestamp_subsec_nanos(), nanosecond);
        prop_assert_eq!(DateTime::try_from(with_chrono).unwrap(), date_time);
        let with_jiff = jiff::Timestamp::try_from(&date_time).unwrap();
        prop_assert_eq!(with_jiff.as_nanosecond(), there.unix_timestamp_nanos());
    }
}
