//! Answers can be built from JSON, for the tests of an integrator, and are compared field by field.

use ecgrid::types::{KeyIdInfo, KeyInfo, KeyValue, KeyVisibility};
use serde_json::{Value, from_value, json};

fn key_info() -> Value {
    json!({ "keyId": 9001, "userId": 12345, "key": "k", "visibility": "Shared", "created": "2025-01-15T10:30:00Z" })
}

fn key_id_info() -> Value {
    json!({ "KeyID": 1042, "UserID": 5001, "Key": "k", "Visibility": "New", "Created": "2025-01-15T08:30:00" })
}

fn key_value() -> Value {
    json!({
        "Created": "2025-01-15T08:30:00", "Expires": "9999-12-31T23:59:59.999", "Visibility": "Private",
        "NetworkID": 100, "MailboxID": 200, "UserID": 5001,
    })
}

#[test]
fn every_answer() {
    let key: KeyInfo = from_value(key_info()).unwrap();
    assert_eq!((key.key_id, key.user_id), (9001, 12345));
    assert_eq!(
        (key.key.expose_secret(), &key.visibility),
        ("k", &KeyVisibility::Shared)
    );
    assert_eq!(key.created.to_string(), "2025-01-15T10:30:00Z");

    let record: KeyIdInfo = from_value(key_id_info()).unwrap();
    assert_eq!(
        (record.key_id, record.user_id, record.visibility.as_str()),
        (1042, 5001, "New")
    );

    let value: KeyValue = from_value(key_value()).unwrap();
    assert_eq!(
        (value.key, value.value, value.meta, value.session_id),
        (None, None, None, None)
    );
    assert_eq!(
        (value.network_id, value.mailbox_id, value.user_id),
        (100, 200, 5001)
    );
    let mut whole = key_value();
    whole["Key"] = json!("a");
    whole["Value"] = json!("");
    whole["Meta"] = Value::Null;
    whole["SessionID"] = json!("s");
    let value: KeyValue = from_value(whole).unwrap();
    assert_eq!(
        (value.key.as_deref(), value.value.as_deref(), value.meta),
        (Some("a"), Some(""), None)
    );
    assert_eq!(value.session_id.unwrap().expose_secret(), "s");
}

#[test]
fn a_field_more_does_not_matter() {
    let mut more = key_info();
    more["owner"] = json!({ "a": [1] });
    assert_eq!(
        from_value::<KeyInfo>(more).unwrap(),
        from_value(key_info()).unwrap()
    );
}

#[test]
fn equality_looks_at_every_field() {
    let good: KeyInfo = from_value(key_info()).unwrap();
    assert_eq!(good, good.clone());
    for (name, other) in [
        ("keyId", json!(1)),
        ("userId", json!(1)),
        ("key", json!("K")),
        ("visibility", json!("Public")),
        ("created", json!("2025-01-15T10:30:00+00:00")),
    ] {
        let mut changed = key_info();
        changed[name] = other;
        assert_ne!(from_value::<KeyInfo>(changed).unwrap(), good, "{name}");
    }
    for name in [
        "Created",
        "Expires",
        "Visibility",
        "NetworkID",
        "MailboxID",
        "UserID",
    ] {
        let mut less = key_value();
        less.as_object_mut().unwrap().remove(name);
        let error = from_value::<KeyValue>(less).unwrap_err().to_string();
        assert!(error.contains(name), "{error}");
    }
}
