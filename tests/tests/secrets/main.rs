//! A secret is never shown: not by `Debug`, not by `Display`, not by an error or what lies under
//! it, not by `tracing` and not by `log`.
//!
//! Every secret here begins with the same letters, which stand nowhere else, and numbers that are
//! secrets hold the same digits: whoever shows as much as the beginning of one is caught. What is
//! searched is everything that can be printed. What is not searched are values that the description
//! does not call secret: the text of an unknown value of an enumeration, whose `Debug` shows the
//! first characters of it, and what a caller asks for by name, the texts of a `KeyValue` and the
//! headers of a `Response`. `Debug` of a `Response` is searched: it claims to show nothing.

mod calls;
mod held;
mod rest_answers;
mod scene;
mod soap_answers;

use std::collections::BTreeSet;
use std::sync::Mutex;

use ecgrid_tests::Listener;

/// What every secret begins with.
const MARK: &str = "zq7";

/// What every number holds that is a secret.
const DIGITS: &str = "7417417417";

/// Secrets of three kinds: as services make them, with everything that is escaped somewhere, and
/// like a name.
const SECRETS: [&str; 3] = [
    "zq7-live-b41f09d2c8",
    "zq7\"K&<'>\\x%y z+/=;]]>",
    "zq7SecretThatLooksLikeAName",
];

/// What was shown after all, in the whole run.
static SHOWN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Checks that nothing of a secret is in a text.
fn check(scene: &str, shown: &str) {
    let lower = shown.to_lowercase();
    for trace in [MARK, DIGITS] {
        if let Some(at) = lower.find(trace) {
            let around: String = lower
                .chars()
                .skip(lower[..at].chars().count().saturating_sub(160))
                .take(200)
                .collect();
            SHOWN.lock().unwrap().insert(format!("{scene}: {around}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_never_shown() {
    let listener = Listener::everywhere();
    for secret in SECRETS {
        held::things(secret);
        held::refusals(secret);
        for scene in rest_answers::scenes(secret) {
            calls::rest(&scene, secret).await;
        }
        for scene in soap_answers::scenes(secret) {
            calls::soap(&scene, secret).await;
        }
        calls::verbose(secret).await;
        calls::unreachable(secret).await;
        let heard = listener.heard();
        check("tracing and log", &heard);
    }
    let shown: Vec<String> = SHOWN.lock().unwrap().iter().cloned().collect();
    assert!(
        shown.is_empty(),
        "{} scenes show a secret:\n{}",
        shown.len(),
        shown.join("\n")
    );

    // The ears were open, and heard each operation, each sort of outcome, and the crates
    // underneath.
    let heard = listener.heard();
    for part in [
        "span bindery_runtime call operation=\"getKey\"",
        "operation=\"key_value_get\"",
        "answered attempt=1",
        "status=401",
        "kind=Transport",
        "log reqwest",
    ] {
        assert!(
            heard.contains(part),
            "{part} was not heard:\n{}",
            &heard[..heard.len().min(2000)]
        );
    }
}

#[tokio::test]
async fn a_secret_is_found_as_dotnet_escapes_it() {
    // The service is a .NET one, whose encoders escape more than they must: in JSON and HTML
    // whatever is not plain, in a form a blank as a plus sign.
    let secret = "a-Very+Live/Key==&<'x'> (1)!";
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-/=() !.".contains(&byte);
    let escaped = |escape: fn(u8) -> String| -> String {
        secret
            .bytes()
            .map(|byte| {
                if plain(byte) {
                    char::from(byte).to_string()
                } else {
                    escape(byte)
                }
            })
            .collect()
    };
    let form = |keep: &[u8]| -> String {
        secret
            .bytes()
            .map(|byte| match byte {
                b' ' => "+".to_owned(),
                _ if byte.is_ascii_alphanumeric() || keep.contains(&byte) => {
                    char::from(byte).to_string()
                }
                _ => format!("%{byte:02x}"),
            })
            .collect()
    };
    let mut shown = Vec::new();
    for (name, said) in [
        ("JSON", escaped(|byte| format!("\\u{byte:04X}"))),
        ("HTML, hexadecimal", escaped(|byte| format!("&#x{byte:X};"))),
        ("HTML, decimal", escaped(|byte| format!("&#{byte};"))),
        ("a form", form(b"-_.!*()")),
        (
            "a URI",
            secret
                .replace('<', "%3C")
                .replace('>', "%3E")
                .replace(' ', "%20"),
        ),
        ("JSON with escaped slashes", secret.replace('/', "\\/")),
    ] {
        let body = serde_json::json!({ "success": false, "message": format!("no: {said}") });
        let server =
            ecgrid_tests::Server::replying([ecgrid_tests::Reply::new(401, body.to_string())]);
        let key = ecgrid::ApiKey::new(secret).unwrap();
        let client = ecgrid::Client::builder(key)
            .base_url(server.url())
            .build()
            .unwrap();
        let error = client.keys().get(1).await.unwrap_err();
        if error.to_string().contains("Very") {
            shown.push(format!("{name}: {error}"));
        }
    }
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}
