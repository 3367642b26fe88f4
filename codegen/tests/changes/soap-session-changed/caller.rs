//! Asks over SOAP whether anybody is there, with a session, whatever carries it.

use example::Error;
use example::soap::{Client, Session};

/// Whether the service answers.
pub async fn is_there(session: Session) -> Result<bool, Error> {
    Client::new(session)?.things().ping().await
}
