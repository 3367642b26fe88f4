//! Base64: the text survives, and the bytes come out of every way to write them.

use bindery_runtime::Base64;
use bindery_runtime::v1::Text;
use proptest::prelude::*;

#[test]
fn reads_what_services_write() {
    for (text, bytes) in [
        ("aGVsbG8=", &b"hello"[..]),
        ("aGVsbG8", b"hello"),
        ("aGVs\r\nbG8=\n", b"hello"),
        ("-_8=", b"\xfb\xff"),
        ("+/8", b"\xfb\xff"),
        ("", b""),
    ] {
        assert_eq!(
            Base64::from_encoded(text).decode().unwrap(),
            bytes,
            "{text}"
        );
    }
    for text in ["hello!", "a", "=", "+_8="] {
        let error = Base64::from_encoded(text).decode().unwrap_err();
        assert_eq!(error.to_string(), "not base64");
    }
}

#[test]
fn debug_shows_nothing_of_it() {
    assert_eq!(
        format!("{:?}", Base64::from(b"hello")),
        "Base64(8 characters)"
    );
    assert_eq!(Base64::from(b"hello").to_string(), "aGVsbG8=");
}

#[test]
fn what_is_not_text_is_refused_without_being_quoted() {
    let error = serde_json::from_str::<Base64>("987654")
        .unwrap_err()
        .to_string();
    assert!(!error.contains("987"), "{error}");
}

proptest! {
    #[test]
    fn bytes_survive(bytes in any::<Vec<u8>>()) {
        let value = Base64::encode(&bytes);
        prop_assert_eq!(&value, &Base64::from(bytes.clone()));
        prop_assert_eq!(value.decode().unwrap(), bytes);
    }

    #[test]
    fn every_text_survives(text in any::<String>()) {
        let json = serde_json::to_string(&text).unwrap();
        let value: Base64 = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(value.as_str(), &text);
        prop_assert_eq!(serde_json::to_string(&value).unwrap(), json);
        prop_assert_eq!(Base64::from_text(&value.to_text()).unwrap(), value);
    }
}
