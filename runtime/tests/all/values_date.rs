//! Dates: what is read is what is printed, and what does not exist is refused.

use bindery_runtime::v1::Text;
use bindery_runtime::{ConversionError, Date};
use proptest::prelude::*;

#[test]
fn prints_exactly_what_it_read() {
    for text in [
        "2025-01-15",
        "0000-02-29",
        "0001-01-01",
        "9999-12-31",
        "2024-02-29",
        "2025-01-15T00:00:00",
        "2025-01-15T00:00:00Z",
        "2025-01-15 23:59:59.000-05:00",
        "2025-01-15T00:00",
        "2025-01-15Z",
        "2025-01-15+02:00",
    ] {
        let date = Date::parse(text).unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!(format!("{date:?}"), text);
        assert_eq!(text.parse::<Date>().unwrap(), date);
        assert_eq!(Date::from_text(&date.to_text()).unwrap(), date);
        let json = format!("\"{text}\"");
        assert_eq!(serde_json::from_str::<Date>(&json).unwrap(), date);
        assert_eq!(serde_json::to_string(&date).unwrap(), json);
    }
}

#[test]
fn refuses_what_does_not_exist_and_quotes_nothing() {
    for text in [
        "",
        "2025-1-15",
        "2025-01-15T",
        "2025-01-15T25:00:00",
        "2025-01-15T00:00:00Z and more",
        "0000-01-15T00:00:00Z",
        "15-01-2025",
        "2025/01/15",
        "2025-00-15",
        "2025-13-15",
        "2025-01-00",
        "2025-01-32",
        "2025-02-29",
        "1900-02-29",
        "20250115",
        "2025-01-1x",
        "２025-01-15",
    ] {
        let error = Date::parse(text).unwrap_err().to_string();
        assert!(error.starts_with("not a date: "), "{error}");
        assert!(text.is_empty() || !error.contains(text), "{error}");
        let json = serde_json::to_string(text).unwrap();
        let error = serde_json::from_str::<Date>(&json).unwrap_err().to_string();
        assert!(error.starts_with("expected a date"), "{error}");
    }
    let error = serde_json::from_str::<Date>("20250115")
        .unwrap_err()
        .to_string();
    assert!(!error.contains("2025"), "{error}");
}

#[test]
fn a_time_behind_the_day_is_held_and_means_nothing() {
    let day = Date::parse("2025-01-15").unwrap();
    for text in ["2025-01-15T00:00:00", "2025-01-15T23:30:00-05:00"] {
        let date = Date::parse(text).unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (2025, 1, 15));
        assert_eq!(date, day);
        assert!(date < Date::parse("2025-01-16").unwrap());
        assert_eq!(std::collections::HashSet::from([date, day]).len(), 1);
    }
}

#[test]
fn the_order_is_that_of_the_calendar() {
    let dates = ["1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01"];
    assert!(dates.map(|text| Date::parse(text).unwrap()).is_sorted());
    let date = Date::new(2000, 2, 1).unwrap();
    assert_eq!((date.year(), date.month(), date.day()), (2000, 2, 1));
    assert!(Date::new(10_000, 1, 1).is_err());
}

proptest! {
    #[test]
    fn converts_there_and_back(year in 0_u16..=9999, month in 1_u8..=12, day in 1_u8..=31) {
        let Ok(date) = Date::new(year, month, day) else {
            prop_assert!(time::Date::from_calendar_date(i32::from(year), month.try_into().unwrap(), day).is_err());
            return Ok(());
        };
        let other = time::Date::try_from(date).unwrap();
        prop_assert_eq!(Date::try_from(other), Ok(date));
        let other = chrono::NaiveDate::try_from(date).unwrap();
        prop_assert_eq!(other.to_string(), date.to_string());
        prop_assert_eq!(Date::try_from(other), Ok(date));
        let other = jiff::civil::Date::try_from(date).unwrap();
        prop_assert_eq!(other.to_string(), date.to_string());
        prop_assert_eq!(Date::try_from(other), Ok(date));
    }

    #[test]
    fn no_text_is_read_otherwise(text in "\\PC{0,12}|[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        if let Ok(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}

#[test]
fn what_other_crates_reach_beyond_is_refused() {
    let before = jiff::civil::Date::new(-1, 1, 1).unwrap();
    assert_eq!(Date::try_from(before), Err(ConversionError::OutOfRange));
    let after = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
    assert_eq!(Date::try_from(after), Err(ConversionError::OutOfRange));
}
