//! Open enumerations: every text goes in and comes out again, and none is known under two values.

use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use ecgrid::types::{ErrorCode, KeyVisibility, Objects};
use serde_json::json;

const VISIBILITIES: [&str; 4] = ["Private", "Shared", "Public", "Session"];

const OBJECTS: [&str; 19] = [
    "System",
    "User",
    "Network",
    "Mailbox",
    "ECGridID",
    "Interconnect",
    "Migration",
    "Parcel",
    "Interchange",
    "CarbonCopy",
    "CallBackEvent",
    "AS2",
    "Comm",
    "GISB",
    "ParcelNotes",
    "InterconnectNote",
    "PriceList",
    "Contract",
    "Invoice",
];

const CODES: [&str; 8] = [
    "InvalidParameter",
    "DuplicateObject",
    "InvalidAPIKey",
    "InvalidSession",
    "AccessDenied",
    "ObjectNotFound",
    "RateLimitExceeded",
    "InternalError",
];

/// Texts that no enumeration has a name for.
const STRANGE: [&str; 9] = [
    "",
    " ",
    "private",
    "Private ",
    "PRIVATE",
    "Unknown",
    "Inherited",
    "a \"b\" <c> &",
    "\u{e9}\u{1f511}\0\n",
];

/// Checks everything that holds for each enumeration.
fn check<E>(known: &[E], texts: &[&str], as_str: fn(&E) -> &str, is_unknown: fn(&E) -> bool)
where
    E: Clone + Debug + Display + Eq + Hash + for<'t> From<&'t str> + From<String> + FromStr,
    E: serde_json_value::Json,
    <E as FromStr>::Err: Debug,
{
    let listed: Vec<&str> = known.iter().map(as_str).collect();
    assert_eq!(listed, texts, "KNOWN is in the order of the description");
    assert_eq!(known.iter().collect::<HashSet<_>>().len(), texts.len());
    for text in texts.iter().chain(&STRANGE) {
        let value = E::from(*text);
        assert_eq!(as_str(&value), *text, "what goes in comes out");
        assert_eq!(value.to_string(), *text);
        assert_eq!(
            format!("{value:>30}"),
            format!("{text:>30}"),
            "Display pads"
        );
        assert_eq!(value, E::from((*text).to_owned()));
        assert_eq!(value, text.parse().unwrap());
        assert_eq!(value, value.clone());
        assert_eq!(value.to_json(), json!(text));
        assert_eq!(E::from_json(json!(text)).unwrap(), value);
        assert_eq!(
            is_unknown(&value),
            !texts.contains(text),
            "a known text is never unknown: {text}"
        );
        assert_eq!(known.contains(&value), texts.contains(text));
        if is_unknown(&value) {
            // A server can put anything there: Debug escapes it, and shows a part of a long one.
            let shown = format!("{value:?}");
            assert!(!shown.contains(|one: char| one.is_control()), "{shown}");
            assert!(shown.chars().count() < 500, "{shown}");
        }
    }
    let values: HashSet<E> = texts
        .iter()
        .chain(&STRANGE)
        .map(|text| E::from(*text))
        .collect();
    assert_eq!(
        values.len(),
        texts.len() + STRANGE.len(),
        "no two texts are one value"
    );
    for odd in [
        json!(null),
        json!(1),
        json!(true),
        json!(["Private"]),
        json!({ "Private": null }),
    ] {
        let error = E::from_json(odd.clone()).unwrap_err();
        assert!(!error.contains("Private"), "{odd}: {error}");
    }
}

/// Conversions to and from JSON, without naming serde.
mod serde_json_value {
    use serde_json::{Value, from_value, to_value};

    pub(crate) trait Json: Sized {
        fn to_json(&self) -> Value;
        fn from_json(value: Value) -> Result<Self, String>;
    }

    macro_rules! json {
        ($($name:ty),*) => {$(
            impl Json for $name {
                fn to_json(&self) -> Value {
                    to_value(self).unwrap()
                }

                fn from_json(value: Value) -> Result<Self, String> {
                    from_value(value).map_err(|error| error.to_string())
                }
            }
        )*};
    }

    json!(
        ecgrid::types::KeyVisibility,
        ecgrid::types::Objects,
        ecgrid::types::ErrorCode
    );
}

#[test]
fn visibilities() {
    check(
        KeyVisibility::KNOWN,
        &VISIBILITIES,
        KeyVisibility::as_str,
        |value| matches!(value, KeyVisibility::Unknown(_)),
    );
}

#[test]
fn objects() {
    check(Objects::KNOWN, &OBJECTS, Objects::as_str, |value| {
        matches!(value, Objects::Unknown(_))
    });
}

#[test]
fn error_codes() {
    check(ErrorCode::KNOWN, &CODES, ErrorCode::as_str, |value| {
        matches!(value, ErrorCode::Unknown(_))
    });
}

#[test]
fn named_values_are_what_they_are_called() {
    assert_eq!(KeyVisibility::from("Private"), KeyVisibility::Private);
    assert_eq!(Objects::from("ECGridID"), Objects::EcGridId);
    assert_eq!(Objects::from("AS2"), Objects::As2);
    assert_eq!(Objects::from("GISB"), Objects::Gisb);
    assert_eq!(Objects::CallBackEvent.as_str(), "CallBackEvent");
    assert_eq!(ErrorCode::from("InvalidAPIKey"), ErrorCode::InvalidApiKey);
}

#[test]
fn an_unknown_value_keeps_its_text() {
    let KeyVisibility::Unknown(value) = KeyVisibility::from("Inherited") else {
        panic!("known")
    };
    assert_eq!(value.as_str(), "Inherited");
    assert_eq!(value, value.clone());
}
