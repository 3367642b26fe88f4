//! The SOAP side: a session, the two readings of `KeyGet`, and SOAP 1.2.
//!
//! `cargo run --example soap` talks to a double of the service inside this process.

mod double;

use std::error::Error;

use double::Double;
use ecgrid::ApiKey;
use ecgrid::soap::{Client, Session};
use ecgrid::types::{KeyVisibility, Objects};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let double = Double::start()?;

    // A session is what `Login` answers. In a program of yours:
    // Session::from_env("ECGRID_SESSION_ID")?
    let session = Session::new(double::SESSION)?;
    let soap = Client::builder(session)
        .endpoint(double.endpoint())
        .build()?;

    // KeyGet as the documentation has it: the key record of a user.
    let record = soap.keys().key_get(double::SOAP_USER).await?;
    println!(
        "KeyGet, documentation   key {} of user {}, created {}",
        record.key_id, record.user_id, record.created
    );
    println!(
        "                        the time has no zone, and none is guessed: instant {:?}",
        record.created.instant()
    );

    // KeyGet as the WSDL has it: a named value attached to an object, or nothing.
    for name in ["ftp:status", "ftp:no-such-thing"] {
        let value = soap
            .keys()
            .key_value_get(name, Objects::Mailbox, 142, KeyVisibility::Private)
            .await?;
        match value {
            Some(value) => println!(
                "KeyGet, WSDL            {name} = {}, expires {}",
                value.value.as_deref().unwrap_or("nothing"),
                value.expires
            ),
            None => println!("KeyGet, WSDL            {name} is not set"),
        }
    }

    // A server implements one of the two. Asked for the other, it answers the wrong type, and the
    // call says so.
    let wsdl = Client::builder(Session::new(double::SESSION)?)
        .endpoint(double.endpoint_of_the_wsdl())
        .build()?;
    match wsdl.keys().key_get(double::SOAP_USER).await {
        Ok(_) => {
            return Err("a server of the WSDL's reading cannot answer the documentation's".into());
        }
        Err(error) => println!("KeyGet, wrong reading   {error}"),
    }

    // An API key stands in for a session, and SOAP 1.2 for SOAP 1.1.
    let soap = Client::builder(ApiKey::new(double::API_KEY)?)
        .endpoint(double.endpoint())
        .soap12()
        .build()?;
    let answer = soap
        .users()
        .user_get_api_key(double::SOAP_USER)
        .with_response()
        .await?;
    let content_type = answer
        .headers()
        .get("content-type")
        .and_then(|value| value.to_str().ok())
        .unwrap_or("none");
    println!("UserGetAPIKey, SOAP 1.2 {:?}", answer.value());
    println!("                        came as {content_type}");
    Ok(())
}
