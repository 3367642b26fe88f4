//! Open enumerations of integers, and of anything: known values are named, unknown ones are kept.

use bindery_runtime::v1::{Text, integer_enum, value_enum};
use bindery_runtime::{JsonValue, UnknownValue};
use proptest::prelude::*;
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Size {
    Minus1,
    Small,
    Large,
    Unknown(UnknownValue<Self>),
}

integer_enum! {
    Size {
        Minus1 = -1,
        Small = 512,
        Large = 9223372036854775807,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Version {
    Value41,
    Value4,
    Lite,
    True,
    Largest,
    Unknown(UnknownValue<Self>),
}

value_enum! {
    Version {
        Value41 = 4.1,
        Value4 = 4,
        Lite = "3_lite",
        True = true,
        Largest = 18446744073709551615,
    } else Unknown
}

#[test]
fn known_integers_are_their_named_values() {
    assert_eq!(Size::KNOWN, [Size::Minus1, Size::Small, Size::Large]);
    for value in Size::KNOWN {
        assert_eq!(Size::from(value.as_i64()), *value);
        assert_eq!(Size::from_text(&value.to_text()).unwrap(), *value);
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(json, value.to_string());
        assert_eq!(serde_json::from_str::<Size>(&json).unwrap(), *value);
    }
    assert_eq!(serde_json::from_str::<Size>("512.0").unwrap(), Size::Small);
    assert_eq!(
        serde_json::from_value::<Size>(json!(-1)).unwrap(),
        Size::Minus1
    );
    assert_eq!(i64::from(Size::Small), 512);
    assert_eq!(format!("{:>5}", Size::Small), "  512");
}

#[test]
fn what_is_no_integer_is_refused_without_being_quoted() {
    for json in [
        "\"512\"",
        "98.7654",
        "1e30",
        "18446744073709551615",
        "true",
        "null",
        "[1]",
    ] {
        let error = serde_json::from_str::<Size>(json).unwrap_err().to_string();
        assert!(
            !error.contains("987") && !error.contains("512"),
            "{json}: {error}"
        );
    }
    assert!(Size::from_text("x").is_err());
    assert_eq!(
        format!("{:?}", Size::from(98_765)),
        "Unknown(UnknownValue(\"98765\"))"
    );
}

#[test]
fn known_values_are_named_by_their_worth() {
    for value in Version::KNOWN {
        assert_eq!(Version::from(value.to_json()), *value);
        assert_eq!(Version::from_text(&value.to_text()).unwrap(), *value);
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(serde_json::from_str::<Version>(&json).unwrap(), *value);
    }
    for (json, value) in [
        ("4.1", Version::Value41),
        ("4.0", Version::Value4),
        ("4e0", Version::Value4),
        ("\"3_lite\"", Version::Lite),
        ("true", Version::True),
        ("18446744073709551615", Version::Largest),
    ] {
        assert_eq!(serde_json::from_str::<Version>(json).unwrap(), value);
    }
    assert_eq!(Version::Lite.to_string(), "3_lite");
    assert_eq!(Version::Value41.to_text(), "4.1");
}

#[test]
fn unknown_values_are_kept() {
    for json in [
        "5",
        "\"4.1\"",
        "false",
        "null",
        "[1,{\"a\":2}]",
        "\"\"",
        "18446744073709551614",
        "-3.5",
    ] {
        let value: Version = serde_json::from_str(json).unwrap();
        assert!(matches!(value, Version::Unknown(_)), "{json}");
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(
            value.to_json(),
            serde_json::from_str::<JsonValue>(json).unwrap()
        );
    }
}

proptest! {
    #[test]
    fn every_integer_survives(integer in any::<i64>()) {
        let value = Size::from(integer);
        prop_assert_eq!(value.as_i64(), integer);
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(&json, &integer.to_string());
        prop_assert_eq!(serde_json::from_str::<Size>(&json).unwrap(), value);
    }

    #[test]
    fn every_text_is_read(text in any::<String>()) {
        let value = Version::from_text(&text).unwrap();
        prop_assert_eq!(value.to_text(), text.as_str());
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Version>(&json).unwrap(), value);
    }
}
