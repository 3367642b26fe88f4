//! The credentials of a client, and which of them a call sends.
//!
//! A call has alternatives of one or more security schemes. It sends the credentials of the first
//! alternative that the client holds completely. If there is none, the call fails before anything
//! is sent, unless it may be sent without credentials.

use std::sync::Arc;

use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};

use crate::SecretString;
use crate::transport::Bearer;

/// What a call needs: any one of these lists of schemes. An empty list is not a credential.
pub type Needs = &'static [&'static [&'static str]];

/// A credential that a client holds.
pub(super) struct Held {
    /// The scheme, as the description calls it.
    pub(super) scheme: &'static str,
    pub(super) carried: Carried,
}

/// How a credential travels.
pub(super) enum Carried {
    /// In a header of its own.
    Header(HeaderName, HeaderValue),
    /// In the query.
    Query(&'static str, SecretString),
    /// Among the cookies: name and value.
    Cookie(&'static str, SecretString),
    /// As the bearer token of the moment.
    Token(Arc<Bearer>),
}

/// Chooses what a call carries, or says what the client lacks for it.
pub(super) fn choose(needs: Needs, held: &[Held]) -> Result<impl Iterator<Item = &Held>, String> {
    let of = |scheme: &&str| held.iter().find(move |held| held.scheme == *scheme);
    let mut alternatives = needs.iter().filter(|alternative| !alternative.is_empty());
    let found =
        alternatives.find(|alternative| alternative.iter().all(|scheme| of(scheme).is_some()));
    if let Some(alternative) = found {
        return Ok(alternative.iter().filter_map(of));
    }
    if needs.is_empty() || needs.iter().any(|alternative| alternative.is_empty()) {
        return Ok([].iter().filter_map(of));
    }
    let needed: Vec<_> = needs
        .iter()
        .map(|alternative| {
            let names: Vec<_> = alternative
                .iter()
                .map(|scheme| format!("`{scheme}`"))
                .collect();
            names.join(" and ")
        })
        .collect();
    let missing: Vec<_> = held
        .iter()
        .map(|held| format!("`{}`", held.scheme))
        .collect();
    let holds = if missing.is_empty() {
        "no credential".to_owned()
    } else {
        format!("only {}", missing.join(" and "))
    };
    Err(format!(
        "it needs a credential for {}, and the client holds {holds}",
        needed.join(", or for ")
    ))
}

/// Adds a cookie to those that a call carries: they are one header.
pub(super) fn add_cookie(headers: &mut HeaderMap, name: &str, value: &SecretString) -> bool {
    let mut line = zeroize::Zeroizing::new(Vec::new());
    if let Some(before) = headers.get(COOKIE) {
        line.extend_from_slice(before.as_bytes());
        line.extend_from_slice(b"; ");
    }
    line.extend_from_slice(name.as_bytes());
    line.push(b'=');
    line.extend_from_slice(value.expose_secret().as_bytes());
    let Ok(mut line) = HeaderValue::from_bytes(&line) else {
        return false;
    };
    line.set_sensitive(true);
    headers.insert(COOKIE, line);
    true
}

/// Whether a text can be the value of a cookie as it is (RFC 6265, `cookie-octet`).
pub(super) fn is_cookie_value(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::{Carried, Held, choose};
    use crate::SecretString;

    fn held(schemes: &[&'static str]) -> Vec<Held> {
        schemes
            .iter()
            .map(|scheme| Held {
                scheme,
                carried: Carried::Query("key", SecretString::from("secret")),
            })
            .collect()
    }

    fn chosen(needs: super::Needs, schemes: &[&'static str]) -> Result<Vec<&'static str>, String> {
        let held = held(schemes);
        choose(needs, &held).map(|found| found.map(|held| held.scheme).collect())
    }

    #[test]
    fn the_first_alternative_that_is_held_in_full_is_carried() {
        let needs: super::Needs = &[&["a", "b"], &["c"], &["a"]];
        assert_eq!(chosen(needs, &["a", "b", "c"]).unwrap(), ["a", "b"]);
        assert_eq!(chosen(needs, &["b", "c"]).unwrap(), ["c"]);
        assert_eq!(chosen(needs, &["a", "c"]).unwrap(), ["c"]);
        assert_eq!(chosen(needs, &["a"]).unwrap(), ["a"]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let needs: super::Needs = &[&["a", "b"], &["c"]];
        assert_eq!(
            chosen(needs, &["a"]).unwrap_err(),
            "it needs a credential for `a` and `b`, or for `c`, and the client holds only `a`"
        );
        assert_eq!(
            chosen(&[&["a"]], &[]).unwrap_err(),
            "it needs a credential for `a`, and the client holds no credential"
        );
    }

    #[test]
    fn a_call_that_may_go_without_prefers_a_credential() {
        assert_eq!(chosen(&[&[], &["a"]], &["a"]).unwrap(), ["a"]);
        assert!(chosen(&[&[], &["a"]], &["b"]).unwrap().is_empty());
        assert!(chosen(&[], &["a"]).unwrap().is_empty());
    }
}
