//! The token of a call: added to its headers before it is sent, and replaced once if the server
//! rejects it.

use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use zeroize::Zeroizing;

use super::attempt::Run;
use super::bearer::{Bearer, Token};
use crate::error::{Error, ErrorKind};

/// What a call did whose time ran out before it had a token.
const WAITING: &str = "while waiting for a token";

impl Run<'_> {
    /// Puts the token of the moment among the headers, where the call carries one.
    pub(super) async fn identify(&mut self) -> Result<Option<Token>, Error> {
        self.carry(None).await
    }

    /// Puts another token among the headers, where the server refused the one that was carried;
    /// whether there is another one to try.
    pub(super) async fn renews(
        &mut self,
        carried: Option<Token>,
        status: StatusCode,
    ) -> Result<bool, Error> {
        let Some(carried) = carried else {
            return Ok(false);
        };
        if status != StatusCode::UNAUTHORIZED || self.renewed {
            return Ok(false);
        }
        self.renewed = true;
        let renewed = Box::pin(self.carry(Some(carried.fetch))).await?;
        Ok(renewed.is_some_and(|renewed| renewed.text != carried.text))
    }

    /// Carries a token: one from another fetch than that of the `rejected` one, if there is
    /// another.
    async fn carry(&mut self, rejected: Option<u64>) -> Result<Option<Token>, Error> {
        let Some(bearer) = self.exchange.bearer.as_ref().map(Arc::clone) else {
            return Ok(None);
        };
        let fetched = self.wait_for_token(&bearer, rejected).await;
        // An attempt that came to nothing is one, so that they come to an end.
        let token = fetched.inspect_err(|_| self.progress.attempts += 1)?;
        self.exchange.secrets.push(token.text.secret().clone());
        let value = Zeroizing::new(format!("Bearer {}", token.text.expose_secret()));
        let mut value = HeaderValue::from_str(&value)
            .map_err(|_| Error::configuration("the token holds characters that no header can"))?;
        value.set_sensitive(true);
        self.exchange.headers.insert(AUTHORIZATION, value);
        Ok(Some(token))
    }

    async fn wait_for_token(
        &mut self,
        bearer: &Arc<Bearer>,
        rejected: Option<u64>,
    ) -> Result<Token, Error> {
        let remaining = self.ready().map_err(|error| match error.kind() {
            ErrorKind::Timeout => waited(bearer, error),
            _ => error,
        })?;
        let fetching = bearer.token(self.transport, rejected);
        let fetched = match remaining {
            Some(remaining) => tokio::time::timeout(remaining, fetching)
                .await
                .map_err(|_| {
                    let error = Error::transport(ErrorKind::Timeout, None).retryable(true);
                    waited(bearer, error)
                })?,
            None => fetching.await,
        };
        fetched.map_err(|failure| {
            self.token_pause = failure.pause();
            failure.error()
        })
    }
}

/// The error of a call whose time ran out: with why there was no token, where that is known.
fn waited(bearer: &Bearer, error: Error) -> Error {
    match bearer.failure() {
        Some(failure) => failure.explain(error, WAITING),
        None => error.with_detail(WAITING),
    }
}
