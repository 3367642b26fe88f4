//! A page: its value, and what distinguishes it from the previous one.

use std::hash::{DefaultHasher, Hasher};

use reqwest::Url;

use super::super::returned::Returned;
use super::super::{Delivered, Draft, read};
use crate::error::Error;
use crate::pending::Sent;
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
    fn of(draft: Draft) -> Sent<Self> {
        draft.call(read::judged, page)
    }
}

fn page<T: Value>(delivered: &Delivered) -> Result<Whole<T>, Error> {
    let response = delivered.response();
    let value = read::value(delivered.operation, response, false)?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&response.body);
    Ok(Whole {
        value,
        digest: hasher.finish(),
        url: delivered.accepted.url().clone(),
        operation: delivered.operation.name,
    })
}
