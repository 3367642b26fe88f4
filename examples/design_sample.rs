//! The sample that the crate was designed from, unchanged: what it shows must compile for as long
//! as the crate lives.
//!
//! It names the real service and a key that is no key, so it is compiled and not run.

use ecgrid::soap::Session;

/// The sample. Formatting would change its text.
#[rustfmt::skip]
#[expect(unused_variables, reason = "it shows calls, and does nothing with their answers")]
async fn sample(session: Session) -> Result<(), ecgrid::Error> {
use ecgrid::{ApiKey, Client, types::{KeyVisibility, Objects}};
use std::time::Duration;

let client = Client::new(ApiKey::from_env("ECGRID_API_KEY")?)?;
let key = client.keys().get(12345).await?;                          // types::KeyInfo: the envelope is gone
let private = client.keys().list(12345).visibility(KeyVisibility::Private).await?;   // Vec<KeyInfo>
let secret = client.users().get_api_key(12345).await?;              // SecretString

let soap = ecgrid::soap::Client::new(ecgrid::soap::Session::from_env("ECGRID_SESSION_ID")?)?;
let record = soap.keys().key_get(5001).await?;                      // types::KeyIdInfo, the seed page's shape
let value = soap.keys()
    .key_value_get("ftp:status", Objects::Mailbox, 142, KeyVisibility::Private).await?;   // Option<types::KeyValue>, the WSDL's shape
let secret = soap.users().user_get_api_key(5001).await?;            // SecretString

// anything else goes through the builder
let client = Client::builder(ApiKey::new("…")?).base_url("http://127.0.0.1:8080").timeout(Duration::from_secs(5)).build()?;
let soap = ecgrid::soap::Client::builder(session).endpoint("http://127.0.0.1:8081/ECGridOS.asmx").soap12().build()?;
Ok(())
}

fn main() -> Result<(), ecgrid::Error> {
    // A future does nothing until it is awaited, and this one never is.
    send(sample(Session::new("never sent")?));
    println!(
        "The sample compiles, and its future is `Send`. The examples `keys` and `soap` make these calls."
    );
    Ok(())
}

/// Takes a future that may move between threads, and drops it.
fn send(future: impl Future<Output = Result<(), ecgrid::Error>> + Send) {
    drop(future);
}
