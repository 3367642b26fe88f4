//! Open enumerations: known texts are named, unknown ones are kept.

use std::collections::HashSet;

use bindery_runtime::UnknownValue;
use bindery_runtime::v1::{Text, open_enum};
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Visibility {
    Private,
    Shared,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    Visibility {
        Private = "Private",
        Shared = "shared-\u{e9}",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Taken {
    Unknown,
    Other(UnknownValue<Self>),
}

open_enum! {
    Taken {
        Unknown = "Unknown",
    } else Other
}

#[test]
fn a_known_text_is_its_named_value() {
    assert_eq!(Visibility::KNOWN, [Visibility::Private, Visibility::Shared]);
    for value in Visibility::KNOWN {
        assert_eq!(Visibility::from(value.as_str()), *value);
        assert_eq!(Visibility::from(value.as_str().to_owned()), *value);
        assert_eq!(value.as_str().parse::<Visibility>().unwrap(), *value);
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(serde_json::from_str::<Visibility>(&json).unwrap(), *value);
        assert!(!matches!(value, Visibility::Unknown(_)));
    }
    assert_eq!(Taken::from("Unknown"), Taken::Unknown);
    assert!(matches!(Taken::from("Other"), Taken::Other(_)));
}

#[test]
fn an_unknown_value_does_not_print_its_text_in_debug() {
    let value = Visibility::from("hunter2");
    assert_eq!(format!("{value:?}"), "Unknown(UnknownValue(7 bytes))");
    assert_eq!(value.to_string(), "hunter2");
    assert_eq!(format!("[{:>10}]", Visibility::Private), "[   Private]");
}

#[test]
fn what_is_not_text_is_refused_without_being_quoted() {
    for json in [
        "987654",
        "-987654",
        "98.7654",
        "true",
        "null",
        "[987654]",
        r#"{"x":987654}"#,
    ] {
        let error = serde_json::from_str::<Visibility>(json)
            .unwrap_err()
            .to_string();
        assert!(
            !error.contains("987") && !error.contains("98."),
            "{json}: {error}"
        );
    }
}

#[test]
fn unknown_values_compare_and_hash_by_their_text() {
    let values: HashSet<Visibility> = ["a", "a", "b"].into_iter().map(Visibility::from).collect();
    assert_eq!(values.len(), 2);
    assert_ne!(Visibility::from("private"), Visibility::Private);
}

proptest! {
    #[test]
    fn every_text_survives(text in any::<String>()) {
        let value = Visibility::from(text.as_str());
        prop_assert_eq!(value.as_str(), text.as_str());
        prop_assert_eq!(value.to_text(), text.as_str());
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Visibility>(&json).unwrap(), value);
    }
}
