//! The token request of the client-credentials flow of OAuth 2.0 (RFC 6749, section 4.4): a form
//! that is posted over the client's own connection, with its timeouts and maximum response size,
//! and without its credentials. Redirects are not followed, and the request is not repeated.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request, Url};
use zeroize::Zeroizing;

use super::body;
use super::connection::execute;
use super::refusal::Refusal;
use crate::credential::basic_auth::{basic, basic_forms};
use crate::error::{Cause, ErrorKind};
use crate::redact::may_be_secret;
use crate::retry::{is_transient, retry_after};
use crate::v1::record;
use crate::{AccessToken, BearerToken, ClientCredentials, JsonValue, SecretString};

/// Parameters of a token request that are not secret. Any other may be one, such as
/// `client_assertion`.
const PUBLIC: [&str; 3] = ["scope", "audience", "resource"];

/// The response of a token endpoint, a token or an error.
#[derive(Clone, Debug)]
struct TokenResponse {
    access_token: Option<SecretString>,
    token_type: Option<String>,
    /// A number, or one in a text.
    expires_in: Option<JsonValue>,
    error: Option<String>,
    error_description: Option<String>,
}

record! {
    TokenResponse {
        access_token = "access_token" as secret,
        token_type = "token_type",
        expires_in = "expires_in",
        error = "error",
        error_description = "error_description",
    }
}

/// Asks the endpoint for a token.
pub(super) async fn fetch(
    http: &reqwest::Client,
    limit: usize,
    time: Duration,
    credentials: &ClientCredentials,
    endpoint: &Url,
) -> Result<AccessToken, Refusal> {
    let mut request = request(credentials, endpoint)?;
    *request.timeout_mut() = Some(time);
    let executed = execute(http, request).await.map_err(|_| {
        Refusal::new(
            "the token endpoint was not asked: a function given to the HTTP client panicked",
        )
    })?;
    let mut response = executed.map_err(|error| {
        if error.is_timeout() {
            return late();
        }
        let cause = Cause::of(&error);
        let transient = cause.is_none_or(Cause::is_transient);
        Refusal::new("the token endpoint cannot be reached")
            .because(cause)
            .transient(transient)
    })?;
    let status = response.status();
    let body = body::read(&mut response, limit, || None)
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::Timeout => late(),
            _ => Refusal::new("the response of the token endpoint is cut off or too large")
                .transient(true),
        })?;
    let content = serde_json::from_slice::<TokenResponse>(&body).ok();
    if !status.is_success() {
        let (code, message) = content.map_or((None, None), |content| {
            (content.error, content.error_description)
        });
        let refused = format!("the token endpoint returned HTTP {}", status.as_u16());
        return Err(Refusal::new(refused)
            .said(code, message)
            .retry_after(retry_after(response.headers()))
            .transient(is_transient(status)));
    }
    let Some(content) = content else {
        return Err(Refusal::new("the token endpoint did not return a token"));
    };
    token(content)
}

fn late() -> Refusal {
    Refusal::new("the token endpoint did not respond in time").transient(true)
}

/// Every text of a token request that is a secret, in each form in which it may be repeated.
pub(super) fn secrets(credentials: &ClientCredentials) -> Vec<SecretString> {
    let (id, secret) = (
        credentials.id.expose_secret(),
        credentials.secret.expose_secret(),
    );
    let mut secrets = vec![credentials.id.clone(), credentials.secret.clone()];
    secrets.extend(basic_forms(id, secret));
    let parameters = credentials
        .parameters
        .iter()
        .filter(|(name, value)| !PUBLIC.contains(&name.as_str()) && may_be_secret(value));
    secrets.extend(parameters.map(|(_, value)| SecretString::from(value.as_str())));
    let sent_id = Zeroizing::new(encoded(id).into_owned());
    let sent_secret = Zeroizing::new(encoded(secret).into_owned());
    if (sent_id.as_str(), sent_secret.as_str()) != (id, secret) {
        secrets.extend(basic_forms(&sent_id, &sent_secret));
    }
    secrets
}

/// The token of a response.
fn token(response: TokenResponse) -> Result<AccessToken, Refusal> {
    if response
        .token_type
        .is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer"))
    {
        return Err(Refusal::new(
            "the token endpoint gives tokens that are not bearer tokens",
        ));
    }
    let token = response
        .access_token
        .ok_or("the response of the token endpoint has no `access_token`")
        .and_then(|text| {
            BearerToken::try_from(text)
                .map_err(|_| "the token endpoint gave a token that no header can carry")
        })
        .map_err(Refusal::new)?;
    let token = AccessToken::new(token);
    Ok(match response.expires_in.as_ref().and_then(seconds) {
        Some(time) => token.expires_in(time),
        None => token,
    })
}

/// A length of time, which some endpoints write as text.
fn seconds(value: &JsonValue) -> Option<Duration> {
    let seconds = match value {
        JsonValue::Number(number) => number.as_f64()?,
        JsonValue::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

fn request(credentials: &ClientCredentials, endpoint: &Url) -> Result<Request, Refusal> {
    let mut request = Request::new(Method::POST, endpoint.clone());
    let mut form = Zeroizing::new(String::from("grant_type=client_credentials"));
    for (name, value) in &credentials.parameters {
        push(&mut form, name, value);
    }
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    let (id, secret) = (&credentials.id, &credentials.secret);
    if credentials.in_body {
        push(&mut form, "client_id", id.expose_secret());
        push(&mut form, "client_secret", secret.expose_secret());
    } else {
        // Both are form-encoded first: RFC 6749, section 2.3.1.
        let id = Zeroizing::new(encoded(id.expose_secret()).into_owned());
        let secret = Zeroizing::new(encoded(secret.expose_secret()).into_owned());
        let mut value = HeaderValue::from_str(&basic(&id, &secret))
            .map_err(|_| Refusal::new("the client id or its secret cannot be sent"))?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    *request.body_mut() = Some(form.as_bytes().to_vec().into());
    Ok(request)
}

fn push(form: &mut String, name: &str, value: &str) {
    form.push('&');
    form.push_str(&encoded(name));
    form.push('=');
    form.push_str(&encoded(value));
}

/// A text as forms write it; `%20` for a space is read as well as `+`.
fn encoded(text: &str) -> Cow<'_, str> {
    crate::rest::percent_encoded(text).into()
}
