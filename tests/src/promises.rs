//! Promises that only a compiler can keep: what must not compile, each beside its twin that must.
//!
//! The twin differs by the one thing in question, so that nothing else makes the first one fail.
//!
//! A request that is not sent is noticed:
//!
//! ```
//! #![deny(unused_must_use)]
//! fn call(client: &ecgrid::Client) {
//!     let _request = client.keys().get(1);
//! }
//! fn main() {}
//! ```
//!
//! ```compile_fail
//! #![deny(unused_must_use)]
//! fn call(client: &ecgrid::Client) {
//!     client.keys().get(1);
//! }
//! fn main() {}
//! ```
//!
//! ```compile_fail
//! #![deny(unused_must_use)]
//! fn call(client: &ecgrid::Client) {
//!     client.keys().list(1).visibility(ecgrid::types::KeyVisibility::Private);
//! }
//! fn main() {}
//! ```
//!
//! ```compile_fail
//! #![deny(unused_must_use)]
//! fn call(client: &ecgrid::Client) {
//!     client.users().get_api_key(1).with_response();
//! }
//! fn main() {}
//! ```
//!
//! ```compile_fail
//! #![deny(unused_must_use)]
//! fn call(client: &ecgrid::soap::Client) {
//!     client.keys().key_get(1);
//! }
//! fn main() {}
//! ```
//!
//! A future that nobody drives is noticed too:
//!
//! ```compile_fail
//! #![deny(unused_must_use)]
//! fn call(client: &ecgrid::Client) {
//!     std::future::IntoFuture::into_future(client.keys().get(1));
//! }
//! fn main() {}
//! ```
//!
//! An answer can be taken apart with `..`, and only so; and it cannot be put together:
//!
//! ```
//! fn read(key: ecgrid::types::KeyInfo) -> i32 {
//!     let ecgrid::types::KeyInfo { key_id, .. } = key;
//!     key_id
//! }
//! ```
//!
//! ```compile_fail
//! fn read(key: ecgrid::types::KeyInfo) -> i32 {
//!     let ecgrid::types::KeyInfo { key_id, user_id: _, key: _, visibility: _, created: _ } = key;
//!     key_id
//! }
//! ```
//!
//! ```compile_fail
//! fn make(key: ecgrid::types::KeyInfo) -> ecgrid::types::KeyInfo {
//!     ecgrid::types::KeyInfo { key_id: 2, ..key }
//! }
//! ```
//!
//! Its fields can be changed one by one, for the tests of an integrator:
//!
//! ```
//! fn change(mut key: ecgrid::types::KeyInfo) -> ecgrid::types::KeyInfo {
//!     key.key_id = 2;
//!     key
//! }
//! ```
//!
//! An enumeration is never exhausted:
//!
//! ```
//! fn word(visibility: &ecgrid::types::KeyVisibility) -> &'static str {
//!     use ecgrid::types::KeyVisibility::*;
//!     match visibility { Private => "p", Shared => "s", Public => "o", Session => "t", Unknown(_) => "?", _ => "!" }
//! }
//! ```
//!
//! ```compile_fail
//! fn word(visibility: &ecgrid::types::KeyVisibility) -> &'static str {
//!     use ecgrid::types::KeyVisibility::*;
//!     match visibility { Private => "p", Shared => "s", Public => "o", Session => "t", Unknown(_) => "?" }
//! }
//! ```
//!
//! A value without a name comes from a text, and a known text gives a named value; there is no
//! other way to one:
//!
//! ```
//! use ecgrid::types::KeyVisibility;
//! assert!(matches!(KeyVisibility::from("Hidden"), KeyVisibility::Unknown(_)));
//! ```
//!
//! ```compile_fail
//! use ecgrid::types::KeyVisibility;
//! let _ = KeyVisibility::Unknown("Private".into());
//! ```
//!
//! ```compile_fail
//! use ecgrid::types::KeyVisibility;
//! let _ = KeyVisibility::Unknown(ecgrid::UnknownValue::new("Private".into()));
//! ```
//!
//! A secret is shown by `expose_secret`, and by nothing else:
//!
//! ```
//! fn show(secret: &ecgrid::SecretString) -> String { format!("{}", secret.expose_secret()) }
//! ```
//!
//! ```compile_fail
//! fn show(secret: &ecgrid::SecretString) -> String { format!("{}", secret) }
//! ```
//!
//! ```compile_fail
//! fn show(secret: &ecgrid::SecretString) -> String { serde_json::to_string(secret).unwrap() }
//! ```
//!
//! A record that holds one is written as a part of a request, and nowhere else:
//!
//! ```
//! let key = r#"{"keyId": 1, "userId": 2, "key": "hunter2", "visibility": "Private", "created": "2026-01-31T00:00:00Z"}"#;
//! let key: ecgrid::types::KeyInfo = serde_json::from_str(key)?;
//! let error = serde_json::to_string(&key).unwrap_err();
//! assert!(!error.to_string().contains("hunter2"), "{error}");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! ```compile_fail
//! fn show(secret: &ecgrid::SecretString) -> &str { secret.as_ref() }
//! ```
//!
//! ```compile_fail
//! fn show(key: &ecgrid::ApiKey) -> String { format!("{}", key) }
//! ```
//!
//! A bearer token is no session, and a session is no API key:
//!
//! ```
//! fn open(key: ecgrid::ApiKey) { let _ = ecgrid::soap::Client::new(key); }
//! ```
//!
//! ```compile_fail
//! fn open(token: ecgrid::BearerToken) { let _ = ecgrid::soap::Client::new(token); }
//! ```
//!
//! ```compile_fail
//! fn open(session: ecgrid::soap::Session) { let _ = ecgrid::Client::new(session); }
//! ```
//!
//! A built HTTP client, whose redirects cannot be changed any more, is not accepted:
//!
//! ```
//! fn build(builder: ecgrid::ClientBuilder, http: ecgrid::reqwest::ClientBuilder) { let _ = builder.http(http); }
//! ```
//!
//! ```compile_fail
//! fn build(builder: ecgrid::ClientBuilder, http: ecgrid::reqwest::Client) { let _ = builder.http(http); }
//! ```
