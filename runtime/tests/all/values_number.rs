//! Numbers beyond 64 bits and beyond what binary fractions hold: every digit survives.

use bindery_runtime::Decimal;
use bindery_runtime::v1::{Text, record};
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq)]
struct Amounts {
    exact: Decimal,
    other: Option<Decimal>,
    large: i128,
    larger: Option<u128>,
    half: f64,
}

record! {
    Amounts {
        exact = "exact",
        other = "other",
        large = "large",
        larger = "larger",
        half = "half",
    }
}

#[test]
fn every_digit_survives_in_a_record() {
    for json in [
        r#"{"exact":12.50,"large":-170141183460469231731687303715884105728,"half":0.5}"#,
        r#"{"exact":1e-400,"other":0.1000000000000000055511151231257827,"large":0,"larger":340282366920938463463374607431768211455,"half":0.1}"#,
        r#"{"exact":-0,"other":123456789012345678901234567890123456789012345678901234567890,"large":1,"half":1e+300}"#,
    ] {
        let read: Amounts = serde_json::from_slice(json.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        let lists = format!("[{json},{json}]");
        let read: Vec<Amounts> = serde_json::from_str(&lists).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), lists);
    }
}

#[test]
fn what_is_no_number_is_refused_without_being_quoted() {
    for json in [
        "\"98.7654\"",
        "true",
        "null",
        "[98.7654]",
        r#"{"x":98.7654}"#,
    ] {
        let error = serde_json::from_str::<Decimal>(json)
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("expected a number"), "{json}: {error}");
        assert!(!error.contains("98"), "{json}: {error}");
    }
    for text in [
        "", "-", "1.", ".5", "+1", "01", "1e", "1e+", "NaN", "inf", "0x1", "1 ", "1.5.2", "--1",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
        assert!(
            serde_json::from_str::<serde_json::Value>(text.trim_end_matches(' ')).is_err()
                || text.ends_with(' '),
            "{text}"
        );
    }
    assert!(Decimal::try_from(f64::NAN).is_err());
    assert!(Decimal::try_from(f64::INFINITY).is_err());
}

#[test]
fn integers_and_fractions_become_decimals() {
    assert_eq!(
        Decimal::from(u128::MAX).as_str(),
        "340282366920938463463374607431768211455"
    );
    assert_eq!(Decimal::from(-5_i8).to_string(), "-5");
    assert_eq!(Decimal::try_from(12.5).unwrap().as_str(), "12.5");
    assert!((Decimal::from(12_u8).to_f64() - 12.0).abs() < f64::EPSILON);
    assert!("1e999".parse::<Decimal>().unwrap().to_f64().is_infinite());
}

proptest! {
    #[test]
    fn every_number_survives(text in "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?") {
        let read: Decimal = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&text.parse::<Decimal>().unwrap(), &read);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), text.as_str());
        prop_assert_eq!(Decimal::from_text(&read.to_text()).unwrap(), read);
    }

    #[test]
    fn what_is_read_from_text_is_json(text in "[-+0-9.eE]{0,12}") {
        let is_json = serde_json::from_str::<Box<serde_json::value::RawValue>>(&text).is_ok();
        prop_assert_eq!(text.parse::<Decimal>().is_ok(), is_json);
    }

    #[test]
    fn integers_of_128_bits_survive(large in any::<i128>(), larger in any::<u128>()) {
        prop_assert_eq!(i128::from_text(&large.to_text()).unwrap(), large);
        prop_assert_eq!(u128::from_text(&larger.to_text()).unwrap(), larger);
        let json = serde_json::to_string(&large).unwrap();
        prop_assert_eq!(serde_json::from_str::<i128>(&json).unwrap(), large);
    }

    #[test]
    fn floats_survive(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
        let json = serde_json::to_string(&number).unwrap();
        let read: f64 = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read.to_bits(), number.to_bits(), "{}", json);
    }
}
