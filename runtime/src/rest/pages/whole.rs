//! A page as it came: its value, and what distinguishes it from the one before it.

use std::hash::{DefaultHasher, Hasher};

use reqwest::Url;

use super::super::returned::Returned;
use super::super::{Draft, read};
use crate::Response;
use crate::error::Error;
use crate::wire::Value;

/// A page.
pub(super) struct Whole<T> {
    pub(super) value: T,
    /// The digest of its body.
    pub(super) digest: u64,
    /// Where it was asked for.
    pub(super) url: Url,
    pub(super) operation: &'static str,
}

impl<T: Value + Send + 'static> Returned for Whole<T> {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
        let (core, operation, exchange) = draft.into_parts();
        async move {
            let exchange = exchange?;
            let url = exchange.url.clone();
            let (value, response) = core
                .transport
                .exchange(exchange, |response| {
                    read::value::<T>(operation, response, false)
                })
                .await?;
            let mut hasher = DefaultHasher::new();
            hasher.write(&response.body);
            let page = Self {
                value,
                digest: hasher.finish(),
                url,
                operation: operation.name,
            };
            Ok(Response::new(response.status, response.headers, page))
        }
    }
}
