//! Secrets and credentials: redacted, never serialised, checked when they are made.

use bindery_runtime::{ApiKey, BearerToken, Error, ErrorKind, SecretString, Session};

const TEXT: &str = "ek_live_abc123xyz789";

#[test]
fn a_secret_shows_itself_only_when_asked() {
    let secret = SecretString::from(TEXT);
    assert_eq!(secret.expose_secret(), TEXT);
    for shown in [
        format!("{secret:?}"),
        format!("{secret:#?}"),
        format!("{:?}", Some(&secret)),
    ] {
        assert!(shown.contains("REDACTED"), "{shown}");
        assert!(!shown.contains("ek_live"), "{shown}");
    }
}

#[test]
fn secrets_are_equal_when_their_texts_are() {
    let secret = SecretString::from(TEXT);
    assert_eq!(secret, SecretString::from(TEXT.to_owned()));
    assert_eq!(secret, secret.clone());
    for other in [
        "",
        "ek_live_abc123xyz78",
        "ek_live_abc123xyz788",
        "Ek_live_abc123xyz789",
    ] {
        assert_ne!(secret, SecretString::from(other), "{other}");
    }
    assert_eq!(SecretString::from(""), SecretString::from(String::new()));
}

#[test]
fn a_string_with_room_to_spare_becomes_a_secret() {
    let mut text = String::with_capacity(500);
    text.push_str(TEXT);
    assert_eq!(SecretString::from(text).expose_secret(), TEXT);
}

#[test]
fn a_secret_is_read_from_text_and_from_nothing_else() {
    let read = |json: &str| serde_json::from_str::<SecretString>(json);
    assert_eq!(read(r#""a\u0062c""#).unwrap().expose_secret(), "abc");
    assert_eq!(read(r#""""#).unwrap().expose_secret(), "");
    let value = serde_json::Value::String(TEXT.to_owned());
    assert_eq!(
        serde_json::from_value::<SecretString>(value)
            .unwrap()
            .expose_secret(),
        TEXT
    );
    for json in [
        "987654321",
        "-987654321",
        "9876.54321",
        "true",
        "null",
        "[987654321]",
        r#"{"a":987654321}"#,
    ] {
        let error = read(json).unwrap_err().to_string();
        assert!(
            !error.contains("98765") && !error.contains("9876."),
            "{json}: {error}"
        );
    }
}

fn refusals(make: impl Fn(&str) -> Result<String, Error>) {
    for good in [
        "k",
        "abc-DEF_123",
        "with a space inside",
        "~!@#$%^&*()\"'<>",
    ] {
        assert_eq!(make(good).unwrap(), good);
    }
    for (bad, why) in [
        ("", "is empty"),
        (" secret77", "white space"),
        ("secret77 ", "white space"),
        ("secret77\n", "white space"),
        ("secret77\r\n", "white space"),
        ("\u{a0}secret77", "white space"),
        ("secret\r\n77", "control character"),
        ("secret\u{0}77", "control character"),
        ("secret\u{7f}77", "control character"),
        ("secret\u{e9}77", "not ASCII"),
    ] {
        let error = make(bad).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{bad:?}");
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(why), "{bad:?}: {shown}");
        assert!(
            !shown.contains("secret") && !shown.contains("77"),
            "{bad:?}: {shown}"
        );
    }
}

#[test]
fn credentials_refuse_what_a_header_cannot_carry() {
    refusals(|text| ApiKey::new(text).map(|key| key.expose_secret().to_owned()));
    refusals(|text| BearerToken::new(text).map(|token| token.expose_secret().to_owned()));
    refusals(|text| Session::new(text).map(|session| session.expose_secret().to_owned()));
    refusals(|text| {
        ApiKey::try_from(SecretString::from(text)).map(|key| key.expose_secret().to_owned())
    });
}

#[test]
fn credentials_are_redacted() {
    let key = ApiKey::new(TEXT).unwrap();
    assert_eq!(format!("{key:?}"), "ApiKey([REDACTED])");
    assert_eq!(
        format!("{:?}", BearerToken::new(TEXT).unwrap()),
        "BearerToken([REDACTED])"
    );
    assert_eq!(
        format!("{:#?}", Session::new(TEXT).unwrap()),
        "Session([REDACTED])"
    );
    assert_eq!(Session::from(key.clone()), Session::new(TEXT).unwrap());
    assert_eq!(key, ApiKey::try_from(SecretString::from(TEXT)).unwrap());
}

#[test]
fn credentials_come_from_the_environment_by_name() {
    // Set for every process that cargo starts, and fit for a header.
    let name = "CARGO_PKG_VERSION";
    assert_eq!(
        ApiKey::from_env(name).unwrap().expose_secret(),
        env!("CARGO_PKG_VERSION")
    );
    for missing in ["BINDERY_NO_SUCH_VARIABLE", "NO=SUCH", "", "NO\0SUCH"] {
        let error = Session::from_env(missing).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let shown = error.to_string();
        assert!(
            shown.contains(&format!("{missing:?}")) && shown.contains("is not set"),
            "{shown}"
        );
    }
}
