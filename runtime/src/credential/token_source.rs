//! Sources of bearer tokens that are not set once.
//!
//! A source only fetches a token. Caching, sharing and refreshing it is done in `transport`.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{BearerToken, ClientCredentials};

/// How long before its end a token is no longer used: a call under way takes time.
const LEEWAY: Duration = Duration::from_secs(10);

/// What a caller's function fails with: anything.
type Refusal = Box<dyn std::error::Error + Send + Sync>;

type Fetching = Pin<Box<dyn Future<Output = Result<AccessToken, Refusal>> + Send>>;

/// A bearer token and when it ends. Redacted when printed, overwritten when dropped.
#[derive(Clone, Debug)]
pub struct AccessToken {
    token: BearerToken,
    ends: Option<Instant>,
}

impl AccessToken {
    /// Creates a token that is used until the server rejects it with 401.
    pub fn new(token: BearerToken) -> Self {
        Self { token, ends: None }
    }

    /// Sets how long the token is valid, from now: `expires_in` of OAuth 2.0.
    #[must_use]
    pub fn expires_in(mut self, time: Duration) -> Self {
        self.ends = Instant::now().checked_add(time);
        self
    }

    pub(crate) fn token(&self) -> &BearerToken {
        &self.token
    }

    /// Whether the token will do for a call that starts now.
    pub(crate) fn is_fresh(&self) -> bool {
        self.ends
            .is_none_or(|ends| ends.saturating_duration_since(Instant::now()) > LEEWAY)
    }
}

impl From<BearerToken> for AccessToken {
    fn from(token: BearerToken) -> Self {
        Self::new(token)
    }
}

/// The source of a client's bearer tokens: a fixed token, a function that fetches one, or the
/// client-credentials flow of OAuth 2.0.
///
/// A client fetches a token when a call needs one, keeps it until it expires, and shares it among
/// its calls and clones. Calls that wait for a token at the same time cause one fetch, which
/// continues if a call times out. After a failure, no token is fetched for one second, or for as
/// long as the token endpoint asks in `Retry-After`, at most 30 seconds. If the server responds
/// with 401, another token is fetched, once for all calls whose token was rejected, and the call is
/// sent once more.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::{AccessToken, BearerToken, TokenSource};
///
/// let source = TokenSource::new(|| async {
///     // Ask a vault, a file, another service.
///     let token = BearerToken::new("fresh")?;
///     Ok::<_, bindery_runtime::Error>(AccessToken::new(token).expires_in(Duration::from_secs(3600)))
/// });
/// ```
#[derive(Clone)]
pub struct TokenSource(pub(crate) Origin);

/// How a token is had.
#[derive(Clone)]
pub(crate) enum Origin {
    /// It is given once and for all.
    Given(BearerToken),
    /// A function of the caller's fetches it.
    Caller(Arc<dyn Fn() -> Fetching + Send + Sync>),
    /// The token endpoint gives it.
    ClientCredentials(ClientCredentials),
}

impl TokenSource {
    /// Creates a source from a function that fetches a token. The error that it returns becomes the
    /// [message](crate::Error::message) of the call's error, and should contain no secret.
    ///
    /// The future that it returns runs as a task of the async runtime of the call that needs a
    /// token, and continues if that call ends. It is dropped after the client's timeout for a call,
    /// or after 20 seconds if that is longer. It must not block its thread; calls in it are
    /// awaited, because `.wait()` fails there. A panic becomes an error of the calls that wait for
    /// the token.
    pub fn new<F, R, T, E>(fetch: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<AccessToken>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self(Origin::Caller(Arc::new(move || {
            let fetching = fetch();
            Box::pin(async move { fetching.await.map(Into::into).map_err(Into::into) })
        })))
    }
}

impl From<BearerToken> for TokenSource {
    fn from(token: BearerToken) -> Self {
        Self(Origin::Given(token))
    }
}

impl From<ClientCredentials> for TokenSource {
    fn from(credentials: ClientCredentials) -> Self {
        Self(Origin::ClientCredentials(credentials))
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.0 {
            Origin::Given(_) => "TokenSource([REDACTED])",
            Origin::Caller(_) => "TokenSource(function)",
            Origin::ClientCredentials(_) => "TokenSource(client credentials)",
        })
    }
}
