//! The token of a call under way: put among its headers before it is sent, and replaced once when
//! the server refuses it.

use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use zeroize::Zeroizing;

use super::attempt::Run;
use crate::BearerToken;
use crate::error::{Error, ErrorKind};

impl Run<'_> {
    /// Puts the token of the moment among the headers, where the call carries one.
    pub(super) async fn identify(&mut self) -> Result<Option<BearerToken>, Error> {
        self.carry(None).await
    }

    /// Puts another token among the headers, where the server refused the one that was carried;
    /// whether there is another one to try.
    pub(super) async fn renews(
        &mut self,
        carried: Option<BearerToken>,
        status: StatusCode,
    ) -> Result<bool, Error> {
        let Some(carried) = carried else {
            return Ok(false);
        };
        if status != StatusCode::UNAUTHORIZED || self.renewed {
            return Ok(false);
        }
        self.renewed = true;
        let renewed = self.carry(Some(&carried)).await?;
        Ok(renewed.is_some_and(|renewed| renewed != carried))
    }

    /// Carries a token: another one than was `rejected`, if there is another.
    async fn carry(
        &mut self,
        rejected: Option<&BearerToken>,
    ) -> Result<Option<BearerToken>, Error> {
        let Some(bearer) = self.bearer.as_ref().map(Arc::clone) else {
            return Ok(None);
        };
        let remaining = self.ready()?;
        let fetching = bearer.token(self.transport, rejected);
        let fetched = match remaining {
            Some(remaining) => tokio::time::timeout(remaining, fetching)
                .await
                .unwrap_or_else(
                    |_| Err(Error::transport(ErrorKind::Timeout, None).retryable(true)),
                ),
            None => fetching.await,
        };
        // An attempt that came to nothing is one, so that they come to an end.
        let token = fetched.inspect_err(|_| self.attempts += 1)?;
        self.secrets.push(token.secret().clone());
        let value = Zeroizing::new(format!("Bearer {}", token.expose_secret()));
        let mut value = HeaderValue::from_str(&value)
            .map_err(|_| Error::configuration("the token holds characters that no header can"))?;
        value.set_sensitive(true);
        self.headers.insert(AUTHORIZATION, value);
        Ok(Some(token))
    }
}
