//! An API key.

use crate::SecretString;

/// An API key. Redacted when printed, overwritten when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(pub(super) SecretString);

super::credential!(ApiKey, "an API key");
