//! The session id that SOAP calls send in their first element.

use super::ApiKey;
use crate::SecretString;

/// A session id of the SOAP API, sent as the first element of a request. Redacted when printed,
/// overwritten when dropped.
///
/// An [`ApiKey`] is accepted in place of a session.
#[derive(Clone, PartialEq, Eq)]
pub struct Session(SecretString);

super::credential!(Session, "a session", #[cfg(feature = "soap")]);

impl From<ApiKey> for Session {
    fn from(key: ApiKey) -> Self {
        Self(key.0)
    }
}
