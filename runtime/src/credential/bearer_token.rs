//! A bearer token (RFC 6750).

use crate::SecretString;

/// A bearer token. Redacted when printed, overwritten when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(SecretString);

super::credential!(BearerToken, "a bearer token");
