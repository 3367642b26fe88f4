//! The bearer token of a client: had when a call needs it, kept until it ends, fetched once for all
//! calls that wait for it.
//!
//! Whether a call is sent again with another token is not decided here.

use reqwest::Url;
use tokio::sync::Mutex;

use super::{Transport, token_request};
use crate::credential::Origin;
use crate::error::Error;
use crate::{AccessToken, BearerToken, SecretString};

/// A token source at work for one client.
pub(crate) struct Bearer {
    origin: Origin,
    /// The token endpoint, where the origin has one.
    endpoint: Option<Url>,
    current: Mutex<Option<AccessToken>>,
}

impl Bearer {
    pub(crate) fn new(origin: Origin, endpoint: Option<Url>) -> Self {
        Self {
            origin,
            endpoint,
            current: Mutex::new(None),
        }
    }

    /// Returns a token: the one at hand, unless it ends soon or is the `rejected` one.
    ///
    /// Whoever comes while another call fetches waits for that; a call that is dropped meanwhile
    /// leaves the fetching to the next.
    pub(super) async fn token(
        &self,
        transport: &Transport,
        rejected: Option<&BearerToken>,
    ) -> Result<BearerToken, Error> {
        if let Origin::Given(token) = &self.origin {
            return Ok(token.clone());
        }
        let mut current = self.current.lock().await;
        let kept = current
            .as_ref()
            .filter(|known| known.is_fresh() && rejected != Some(known.token()));
        if let Some(known) = kept {
            return Ok(known.token().clone());
        }
        *current = None;
        let fetched = self.fetch(transport).await?;
        let token = fetched.token().clone();
        *current = Some(fetched);
        Ok(token)
    }

    async fn fetch(&self, transport: &Transport) -> Result<AccessToken, Error> {
        match (&self.origin, &self.endpoint) {
            (Origin::Given(token), _) => Ok(AccessToken::new(token.clone())),
            (Origin::Caller(fetch), _) => fetch().await.map_err(|refusal| {
                Error::credential("the token source failed")
                    .with_said(None, Some(refusal.to_string()))
            }),
            (Origin::ClientCredentials(credentials), Some(endpoint)) => {
                token_request::fetch(transport, credentials, endpoint).await
            }
            (Origin::ClientCredentials(_), None) => Err(Error::configuration(
                "no token endpoint is known: name it with `token_url`",
            )),
        }
    }

    /// Every secret that the source itself holds, to be masked in what a server says.
    pub(crate) fn secrets(&self) -> Vec<SecretString> {
        match &self.origin {
            Origin::Given(token) => vec![token.secret().clone()],
            Origin::Caller(_) => Vec::new(),
            Origin::ClientCredentials(credentials) => {
                vec![credentials.id.clone(), credentials.secret.clone()]
            }
        }
    }
}
