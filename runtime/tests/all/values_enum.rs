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
fn debug_escapes_an_unknown_value_and_shows_its_start() {
    let debug = |text: &str| format!("{:?}", Visibility::from(text));
    assert_eq!(debug("new"), "Unknown(UnknownValue(\"new\"))");
    assert_eq!(debug("a\"b\\c"), r#"Unknown(UnknownValue("a\"b\\c"))"#);
    assert_eq!(
        debug("a\u{1b}[31m\u{202e}b\n"),
        "Unknown(UnknownValue(\"a\\u{1b}[31m\\u{202e}b\\u{a}\"))"
    );
    let shown = |text: String| {
        let debug = debug(&text);
        let start = debug
            .strip_prefix("Unknown(UnknownValue(\"")
            .expect("a text");
        let shown = start.strip_suffix("\"…))").map(str::to_owned);
        shown.unwrap_or_else(|| panic!("{debug} is not cut"))
    };
    assert_eq!(shown("é".repeat(65)), "é".repeat(64));
    assert_eq!(shown("\u{202e}".repeat(64)), "\\u{202e}".repeat(8));
    assert_eq!(
        debug(&"x".repeat(64)),
        format!("Unknown(UnknownValue(\"{}\"))", "x".repeat(64))
    );
}

#[test]
fn display_is_verbatim() {
    let value = Visibility::from("a\u{202e}\n");
    assert_eq!(value.to_string(), "a\u{202e}\n");
    assert_eq!(format!("[{:>10}]", Visibility::Private), "[   Private]");
}

#[test]
fn values_compare_with_texts_and_are_ordered_by_them() {
    assert!(Visibility::Shared == "shared-\u{e9}");
    assert!(Visibility::Shared == *"shared-\u{e9}");
    let unknown = Visibility::from("new");
    assert!(unknown == "new" && Visibility::Private != "private");
    assert_eq!(AsRef::<str>::as_ref(&Visibility::Private), "Private");
    let mut values = ["z", "shared-\u{e9}", "a", "Private"].map(Visibility::from);
    values.sort();
    assert_eq!(
        values,
        ["Private", "a", "shared-\u{e9}", "z"].map(Visibility::from)
    );
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
        let debug = format!("{value:?}");
        prop_assert!(debug.chars().count() <= "Unknown(UnknownValue(\"\"…))".chars().count() + 64);
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Visibility>(&json).unwrap(), value);
    }
}
