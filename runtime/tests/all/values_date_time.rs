//! Date-times: what is read is what is printed, and the order is that of time.

use std::cmp::Ordering;
use std::collections::HashSet;

use bindery_runtime::{DateTime, UnixTime};
use proptest::prelude::*;

fn read(text: &str) -> DateTime {
    DateTime::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn prints_exactly_what_it_read() {
    for text in [
        "2025-01-15T10:30:00Z",
        "2025-01-15T08:30:00",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59.999",
        "2026-05-07T10:00:00.1230000+02:00",
        "2026-05-07T10:00:00.000000000000000000-23:59",
        "2026-05-07T10:00:00.123456789012345678",
        "2026-05-07T10:00:00-00:00",
        "2026-05-07T10:00:00+00:00",
        "2024-02-29T24:00:00",
        "2024-02-29T24:00:00.000Z",
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.5Z",
        "2026-05-07t10:00:00z",
        "2026-05-07 10:00:00",
        "2026-05-07T10:00:00+0000",
        "2026-05-07T10:00:00.123-0530",
        "2026-05-07T10:00:00+05",
        "2026-05-07 10:00:00 +0000",
        "2026-05-07 10:00:00 UTC",
        "2026-05-07T10:00:00 GMT",
        "2026-05-07T10:00:00UTC",
        "2026-05-07T10:00:00 Z",
        "2026-05-07 10:00:00 +02:00",
        "2026-05-07T10:00:00,5Z",
        "2026-05-07T10:00:00,123456789",
        "2026-05-07T10:00Z",
        "2026-05-07t10:00z",
        "2026-05-07 10:00",
        "2026-05-07T10:00+05:30",
        "2026-05-07T24:00",
        "2026-05-07",
        "2024-02-29Z",
        "2026-05-07-23:59",
    ] {
        let date_time = read(text);
        assert_eq!(date_time.to_string(), text);
        assert_eq!(format!("{date_time:?}"), text);
        assert_eq!(text.parse::<DateTime>().unwrap(), date_time);
        let json = format!("\"{text}\"");
        assert_eq!(serde_json::from_str::<DateTime>(&json).unwrap(), date_time);
        assert_eq!(serde_json::to_string(&date_time).unwrap(), json);
    }
}

#[test]
fn refuses_what_does_not_exist_and_quotes_nothing() {
    for text in [
        "",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+2025-01-15T10:30:00Z",
        "2025-00-15T10:30:00Z",
        "2025-13-15T10:30:00Z",
        "2025-01-00T10:30:00Z",
        "2025-01-32T10:30:00Z",
        "2025-02-29T10:30:00Z",
        "1900-02-29T10:30:00Z",
        "2024-02-30T10:30:00Z",
        "2025-04-31T10:30:00Z",
        "2025-01-15T24:00:01Z",
        "2025-01-15T24:30:00Z",
        "2025-01-15T24:00:00.1Z",
        "2025-01-15T25:00:00Z",
        "2025-01-15T10:60:00Z",
        "2025-01-15T10:30:61Z",
        "2025-01-15T10:30:00.Z",
        "2025-01-15T10:30:00.",
        "2025-01-15T10:30:00.1234567890123456789Z",
        "2025-01-15T10:30:00+24:00",
        "2025-01-15T10:30:00+10:60",
        "2025-01-15T10:30:00ZZ",
        "2025-01-15T10:30:00 ",
        "2025-01-15T10:30:00  Z",
        "2025-01-15T10:30:00 CET",
        "2025-01-15T10:30:00Utc",
        "2025-01-15T10:30:00+1",
        "2025-01-15T10:30:00+100",
        "2025-01-15T10:30:00+2400",
        "2025-01-15T10:30:00+10:0",
        "2025-01-15T10:30:00,",
        "2025-01-15T10:30.5",
        "2025-01-15T10:30:",
        "2025-01-15T10:30:0",
        "2025-01-15T10:3",
        "2025-01-15T10",
        "2025-01-15T",
        "2025-01-15 ",
        "2025-01-15 Z",
        "2025-01-15+05",
        "2025-01-15-0530",
        "2025-02-29",
        "01/15/2025",
        " 2025-01-15T10:30:00Z",
        "2025-01-15T10:30:00Z\n",
        "2025/01/15T10:30:00Z",
        "2025-1-15T10:30:00Z00",
        "２０２５-01-15T10:30:00Z",
        "2025-01-15T10:30:0\u{660}Z",
        "hunter2-hunter2-hunter2",
    ] {
        let error = DateTime::parse(text).expect_err(text).to_string();
        assert!(
            !error.contains("2025") && !error.contains("hunter"),
            "{error}"
        );
    }
    for json in ["20250115", "true", "null", "[]", "{}", "\"hunter2\""] {
        let error = serde_json::from_str::<DateTime>(json)
            .expect_err(json)
            .to_string();
        assert!(
            !error.contains("20250115") && !error.contains("hunter"),
            "{error}"
        );
    }
    assert!(
        DateTime::parse("2000-02-29T00:00:00").is_ok(),
        "every fourth century has its leap year"
    );
}

#[test]
fn names_its_parts() {
    let date_time = read("2026-05-07T10:20:30.0123456789-05:30");
    assert_eq!(
        (date_time.year(), date_time.month(), date_time.day()),
        (2026, 5, 7)
    );
    assert_eq!(
        (date_time.hour(), date_time.minute(), date_time.second()),
        (10, 20, 30)
    );
    assert_eq!(date_time.nanosecond(), 12_345_678);
    assert_eq!(date_time.offset(), Some(-330));
    assert_eq!(read("2026-05-07T10:20:30").offset(), None);
    assert_eq!(read("2026-05-07T10:20:30Z").offset(), Some(0));
}

#[test]
fn every_form_names_the_moment_that_it_says() {
    let usual = read("2026-05-07T10:20:00.5+05:30");
    for text in [
        "2026-05-07 10:20:00.5+05:30",
        "2026-05-07T10:20:00,5+05:30",
        "2026-05-07T10:20:00.5+0530",
        "2026-05-07T10:20:00.5 +0530",
        "2026-05-07T04:50:00.5 UTC",
        "2026-05-07T04:50:00.5GMT",
        "2026-05-07T15:50:00.5+11",
    ] {
        let other = read(text);
        assert_eq!(other.instant(), usual.instant(), "{text}");
        assert_ne!(other, usual, "{text}");
        let order = other.partial_cmp(&usual).unwrap();
        assert_eq!(usual.partial_cmp(&other), Some(order.reverse()), "{text}");
        assert_ne!(order, Ordering::Equal, "{text}");
        let converted = time::OffsetDateTime::try_from(other).unwrap();
        assert_eq!(converted, time::OffsetDateTime::try_from(usual).unwrap());
    }
    let midnight = read("2026-05-07T00:00:00");
    for text in ["2026-05-07", "2026-05-07T00:00", "2026-05-07 00:00:00"] {
        let other = read(text);
        assert_eq!((other.hour(), other.minute(), other.second()), (0, 0, 0));
        assert_eq!(other.offset(), None);
        assert!(other > read("2026-05-06T23:59:59.9"), "{text}");
        assert!(other < read("2026-05-07T00:00:00.1"), "{text}");
        let converted = time::PrimitiveDateTime::try_from(other).unwrap();
        assert_eq!(
            converted,
            time::PrimitiveDateTime::try_from(midnight).unwrap()
        );
    }
    assert_eq!(
        read("2026-05-07Z").instant(),
        read("2026-05-07T00:00:00Z").instant()
    );
}

#[test]
fn an_instant_needs_a_zone() {
    let instant = |text| read(text).instant().map(|at| (at.seconds, at.nanoseconds));
    assert_eq!(instant("1970-01-01T00:00:00Z"), Some((0, 0)));
    assert_eq!(instant("1969-12-31T23:59:59.25Z"), Some((-1, 250_000_000)));
    assert_eq!(instant("2025-01-15T10:30:00Z"), Some((1_736_937_000, 0)));
    assert_eq!(
        instant("2025-01-15T11:30:00+01:00"),
        Some((1_736_937_000, 0))
    );
    assert_eq!(instant("0001-01-01T00:00:00Z"), Some((-62_135_596_800, 0)));
    assert_eq!(
        instant("9999-12-31T23:59:59.9999999Z"),
        Some((253_402_300_799, 999_999_900))
    );
    assert_eq!(
        instant("9999-12-31T24:00:00-23:59"),
        Some((253_402_300_800 + 86_340, 0))
    );
    assert_eq!(
        instant("2016-12-31T23:59:60Z"),
        instant("2017-01-01T00:00:00Z")
    );
    assert_eq!(instant("2025-01-15T10:30:00"), None);
    let at = UnixTime {
        seconds: 1,
        nanoseconds: 0,
    };
    assert!(
        at > UnixTime {
            seconds: 0,
            nanoseconds: 999_999_999
        }
    );
}

#[test]
fn order_is_that_of_time_and_agrees_with_equality() {
    let compare = |left, right| read(left).partial_cmp(&read(right));
    let (less, greater) = (Some(Ordering::Less), Some(Ordering::Greater));
    assert_eq!(
        compare("2025-01-15T10:30:00Z", "2025-01-15T10:30:01Z"),
        less
    );
    assert_eq!(
        compare("2025-01-15T10:30:00+02:00", "2025-01-15T10:30:00Z"),
        less
    );
    assert_eq!(
        compare(
            "2025-01-15T10:30:00",
            "2025-01-15T10:30:00.000000000000000001"
        ),
        less
    );
    assert_eq!(
        compare("2025-01-15T24:00:00.0", "2025-01-15T23:59:59.9"),
        greater
    );
    assert_eq!(compare("2025-01-15T10:30:00", "2025-01-15T10:30:00Z"), None);
    assert_eq!(compare("0001-01-01T00:00:00", "9999-12-31T23:59:59Z"), None);
    // The same moment in two spellings: unequal, and ordered one way.
    for (left, right) in [
        ("2025-01-15T10:30:00Z", "2025-01-15T11:30:00+01:00"),
        ("2025-01-15T10:30:00Z", "2025-01-15T10:30:00+00:00"),
        ("2025-01-15T10:30:00+00:00", "2025-01-15T10:30:00-00:00"),
        ("2025-01-15T10:30:00.5", "2025-01-15T10:30:00.50"),
        ("2025-01-15T24:00:00", "2025-01-16T00:00:00"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2025-01-15T10:30:00z", "2025-01-15T10:30:00Z"),
        ("2025-01-15 10:30:00", "2025-01-15T10:30:00"),
    ] {
        assert_ne!(read(left), read(right));
        let order = compare(left, right).unwrap();
        assert_ne!(order, Ordering::Equal, "{left} {right}");
        assert_eq!(
            compare(right, left),
            Some(order.reverse()),
            "{left} {right}"
        );
    }
    let set: HashSet<DateTime> = [
        "2025-01-15T10:30:00Z",
        "2025-01-15T10:30:00Z",
        "2025-01-15T10:30:00+00:00",
    ]
    .into_iter()
    .map(read)
    .collect();
    assert_eq!(set.len(), 2);
}

prop_compose! {
    fn text()(
        year in 1..=9999_u16, month in 1..=12_u8, day in 1..=28_u8,
        hour in 0..=23_u8, minute in 0..=59_u8,
        separator in "[Tt ]",
        second in prop_oneof![Just(String::new()), ":[0-5][0-9]([.,][0-9]{1,18})?"],
        zone in prop_oneof![
            Just(String::new()), " ?(Z|z|UTC|GMT)", " ?[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?",
        ],
    ) -> String {
        format!("{year:04}-{month:02}-{day:02}{separator}{hour:02}:{minute:02}{second}{zone}")
    }
}

proptest! {
    #[test]
    fn printing_undoes_parsing(text in text()) {
        prop_assert_eq!(read(&text).to_string(), text);
    }

    #[test]
    fn nothing_makes_the_parser_panic(text in any::<String>(), tail in "[0-9TZ:., UTCGM+-]{0,40}") {
        let _ = DateTime::parse(&text);
        if let Ok(date_time) = DateTime::parse(&tail) {
            prop_assert_eq!(date_time.to_string(), tail);
        }
    }

    #[test]
    fn the_order_is_total_among_the_zoned(a in text(), b in text(), c in text()) {
        let zoned = |text: &str| read(&if read(text).offset().is_some() { text.to_owned() } else { format!("{text}Z") });
        let mut sorted = [zoned(&a), zoned(&b), zoned(&c)];
        sorted.sort_by(|left, right| left.partial_cmp(right).unwrap());
        prop_assert!(sorted[0] <= sorted[1] && sorted[1] <= sorted[2] && sorted[0] <= sorted[2]);
        prop_assert!(sorted[0].instant() <= sorted[1].instant());
    }

    #[test]
    fn instants_agree_with_the_crate_time(text in text()) {
        let date_time = read(&text);
        let month = time::Month::try_from(date_time.month()).unwrap();
        let date = time::Date::from_calendar_date(date_time.year().into(), month, date_time.day()).unwrap();
        let (hour, minute, second) = (date_time.hour(), date_time.minute(), date_time.second());
        let clock = time::Time::from_hms_nano(hour, minute, second, date_time.nanosecond()).unwrap();
        let civil = time::PrimitiveDateTime::new(date, clock);
        let expected = date_time.offset().map(|minutes| {
            let offset = time::UtcOffset::from_whole_seconds(i32::from(minutes) * 60).unwrap();
            let at = civil.assume_offset(offset);
            UnixTime { seconds: at.unix_timestamp(), nanoseconds: at.nanosecond() }
        });
        prop_assert_eq!(date_time.instant(), expected);
    }
}
