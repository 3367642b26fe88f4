//! Settings of one call: its timeout and additional headers.
//!
//! Headers that contain a credential, the host or the framing of the message are rejected. The
//! first error is kept and returned when the call is sent, so that the methods of a request can be
//! chained.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::{Carried, RequestOptions, header_value};
use crate::error::Error;
use crate::redact::Secrets;

/// Settings of one call.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    timeout: Option<Duration>,
    headers: Vec<(HeaderName, HeaderValue)>,
    more: RequestOptions,
    refusal: Option<Cow<'static, str>>,
}

/// Why a credential is not a header of a call.
const CREDENTIAL: &str = "carries a credential, which every call of the client sends: give it to \
    the client's builder, with `bearer_token`, `basic_auth` or `header_credential`";

/// Headers that no caller sets, by lower-case name, and why.
const REFUSED: &[(&str, &str)] = &[
    ("authorization", CREDENTIAL),
    ("proxy-authorization", CREDENTIAL),
    ("cookie", CREDENTIAL),
    ("host", "follows from the address"),
    ("content-length", "follows from the body"),
    ("content-type", "follows from the body"),
    ("content-encoding", "follows from the body"),
    ("transfer-encoding", "is the transport's"),
    ("te", "is the transport's"),
    ("trailer", "is the transport's"),
    ("connection", "is the transport's"),
    ("keep-alive", "is the transport's"),
    ("proxy-connection", "is the transport's"),
    ("upgrade", "is the transport's"),
    ("expect", "is the transport's"),
];

/// Whether the transport itself sets a header, so that it can carry no credential either.
pub(super) fn is_transports(name: &HeaderName) -> bool {
    REFUSED
        .iter()
        .any(|(refused, reason)| name == *refused && *reason != CREDENTIAL)
}

impl CallOptions {
    /// Bounds the whole call, all attempts and the pauses between them.
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Replaces what else is set for the call.
    pub(crate) fn more(&mut self, options: RequestOptions) {
        self.more = options;
    }

    /// Adds a header, or remembers why it cannot be sent. `reserved` names additional headers of the
    /// protocol or of the service's credentials; case does not matter.
    pub(crate) fn header(&mut self, name: &str, value: &str, reserved: &[&str]) {
        if let Err(refusal) = self.try_header(name, value, reserved) {
            self.refuse(refusal);
        }
    }

    /// Remembers why the call cannot be sent; the first reason counts.
    pub(crate) fn refuse(&mut self, reason: impl Into<Cow<'static, str>>) {
        if self.refusal.is_none() {
            self.refusal = Some(reason.into());
        }
    }

    fn try_header(
        &mut self,
        name: &str,
        value: &str,
        reserved: &[&str],
    ) -> Result<(), Cow<'static, str>> {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            return Err("the name of a header holds characters that cannot be sent".into());
        };
        if let Some((_, reason)) = REFUSED.iter().find(|(refused, _)| name == *refused) {
            return Err(format!("the header `{name}` cannot be set on a call: it {reason}").into());
        }
        if reserved
            .iter()
            .any(|reserved| reserved.eq_ignore_ascii_case(name.as_str()))
        {
            return Err(sent_by_client(&name).into());
        }
        let mut value = header_value(value.as_bytes())
            .map_err(|reason| format!("the value of the header `{name}` {reason}"))?;
        value.set_sensitive(true);
        self.headers.push((name, value));
        Ok(())
    }

    /// Adds the headers and query parameters to those of the call, and to `secrets` what may be
    /// secret among them; returns the call's own timeout and what else it sets, or says why nothing
    /// may be sent.
    pub(super) fn apply(
        self,
        url: &mut Url,
        headers: &mut HeaderMap,
        secrets: &mut Secrets,
        given: &Carried,
    ) -> Result<(Option<Duration>, RequestOptions), Error> {
        if let Some(refusal) = self.refusal {
            return Err(Error::configuration(refusal));
        }
        if let Some((name, _)) = self.headers.iter().find(|(name, _)| given.sets(name)) {
            return Err(Error::configuration(sent_by_client(name)));
        }
        for (name, value) in self.headers {
            // `from_bytes` took it as text.
            secrets.push_header(&String::from_utf8_lossy(value.as_bytes()));
            headers.append(name, value);
        }
        self.more.add_query(url, secrets);
        Ok((self.timeout, self.more))
    }
}

fn sent_by_client(name: &HeaderName) -> String {
    format!("the header `{name}` cannot be set on a call: the client sends it")
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("headers", &names)
            .field("more", &self.more)
            .field("refusal", &self.refusal)
            .finish()
    }
}
