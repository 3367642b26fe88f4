//! Builds the HTTP client. The settings that every client needs are made here, over those of the
//! caller. The proxies of a caller's builder are kept.

use std::future::Future;
use std::time::Duration;

use reqwest::header::{HeaderMap, USER_AGENT};
use reqwest::{Request, Response, redirect};

use super::{Address, Settings, header_value};
use crate::error::Error;
use crate::panics::{self, Panicked};

/// Builds the HTTP client, whose calls all carry `headers`.
pub(super) fn build(
    settings: Settings,
    address: &Address,
    user_agent: &str,
    mut headers: HeaderMap,
) -> Result<reqwest::Client, Error> {
    let user_agent = settings.user_agent.as_deref().unwrap_or(user_agent);
    let user_agent = header_value(user_agent.as_bytes()).map_err(|reason| {
        Error::configuration(format!(
            "the user agent, which is the header `User-Agent`, {reason}"
        ))
    })?;
    headers.insert(USER_AGENT, user_agent);

    let unreachable_tls =
        address.is_plain_loopback() && settings.http.is_none() && !settings.also_https;
    let https = address.is_https() || settings.also_https;
    let builder = match settings.http {
        // Calls bound themselves; whatever the builder says ends none of them early.
        Some(builder) => builder.timeout(Duration::MAX),
        // A proxy of the environment would get what is meant for this machine only, in the clear.
        None if address.is_plain_loopback() => reqwest::Client::builder().no_proxy(),
        None => reqwest::Client::builder(),
    };
    let builder = builder
        // It would log every byte of a connection, the credential among them.
        .connection_verbose(false)
        .redirect(redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .connect_timeout(settings.connect_timeout)
        .default_headers(headers);
    settings
        .tls
        .apply(builder, https, unreachable_tls)?
        .build()
        .map_err(|_| Error::configuration("the HTTP client cannot be built from these settings"))
}

/// Sends a request. The functions of a caller's that the HTTP client calls meanwhile, such as those
/// of a proxy or a resolver, may panic.
///
/// It is no `async fn`, whose future would have room for the request until it ends.
pub(super) fn execute(
    http: &reqwest::Client,
    request: Request,
) -> impl Future<Output = Result<reqwest::Result<Response>, Panicked>> {
    let sent = panics::caught(|| http.execute(request));
    async { panics::awaited(sent?).await }
}
