//! How to tell errors apart.
//!
//! `cargo run --example errors` makes calls that fail in every way, against a double of the service
//! inside this process.

mod double;

use std::error::Error as StdError;
use std::net::TcpListener;
use std::time::Duration;

use double::{Double, trouble};
use ecgrid::soap::{self, Session};
use ecgrid::types::ErrorCode;
use ecgrid::{ApiKey, Client, Error, ErrorKind};

/// What a program does about an error: the code and the kind decide, never the text.
fn advice(error: &Error) -> String {
    match error.code() {
        Some(ErrorCode::InvalidApiKey | ErrorCode::InvalidSession) => {
            return "get a new credential".to_owned();
        }
        Some(ErrorCode::AccessDenied) => return "ask for a higher AuthLevel".to_owned(),
        Some(ErrorCode::ObjectNotFound) => return "treat it as absent".to_owned(),
        // The list of codes is open: a code without a name here is `ErrorCode::Unknown`, and the
        // kind still tells enough.
        _ => {}
    }
    if let Some(fault) = error.fault() {
        if fault.error_string() == Some("SessionTimeout") {
            return "log in again".to_owned();
        }
    }
    if error.is_retryable() {
        return match error.retry_after() {
            Some(pause) => format!("call again in {} s", pause.as_secs()),
            None => "call again later".to_owned(),
        };
    }
    match error.kind() {
        ErrorKind::Configuration => "fix the program: nothing was sent".to_owned(),
        ErrorKind::Decode => "report it: the service does not answer as described".to_owned(),
        // Calling again might do it twice.
        _ if error.may_have_acted() => "find out first whether it was carried out".to_owned(),
        _ => "fix the request".to_owned(),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let double = Double::start()?;
    let key = ApiKey::new(double::API_KEY)?;
    let short = Duration::from_millis(500);
    let client = Client::builder(key.clone())
        .base_url(double.base_url())
        .backoff(short / 50, short)
        .build()?;

    println!("What the API says");
    let wrong = Client::builder(ApiKey::new("not-the-key")?)
        .base_url(double.base_url())
        .build()?;
    show("the wrong key", wrong.keys().get(double::USER).await)?;
    show("no such user", client.keys().get(7).await)?;
    show(
        "AuthLevel too low",
        client.users().get_api_key(trouble::FORBIDDEN).await,
    )?;
    show(
        "`success: false` with HTTP 200",
        client.keys().list(trouble::REFUSED_POLITELY).await,
    )?;
    // The service asks for 30 seconds, the call has 5: so the client does not wait. With more
    // time it would call again by itself.
    show(
        "too many calls",
        client
            .keys()
            .get(trouble::RATE_LIMITED)
            .timeout(Duration::from_secs(5))
            .await,
    )?;
    show(
        "the service is broken",
        client.keys().get(trouble::BROKEN).await,
    )?;

    println!("\nWhat happens on the way");
    show(
        "no answer in time",
        client.keys().get(trouble::SLOW).timeout(short).await,
    )?;
    show(
        "the connection closes",
        client.keys().get(trouble::HANGS_UP).await,
    )?;
    show(
        "a web page in the place of JSON",
        client.keys().get(trouble::WEB_PAGE).await,
    )?;
    let nobody = Client::builder(key.clone())
        .base_url(address_without_a_server()?)
        .backoff(short / 50, short)
        .build()?;
    show("nobody there", nobody.keys().get(double::USER).await)?;

    println!("\nWhat the client refuses before it sends anything");
    show(
        "a credential as a header",
        client
            .keys()
            .get(double::USER)
            .header("X-API-Key", "another")
            .await,
    )?;
    show(
        "a header with a line break",
        client
            .keys()
            .get(double::USER)
            .header("X-Trace", "a\r\nb")
            .await,
    )?;
    show(
        "plain http to another host",
        Client::builder(key.clone())
            .base_url("http://rest.ecgrid.io")
            .build(),
    )?;

    println!("\nSOAP");
    let stale = soap::Client::builder(Session::new("stale")?)
        .endpoint(double.endpoint())
        .build()?;
    show(
        "the wrong session",
        stale.keys().key_get(double::SOAP_USER).await,
    )?;
    let soap = soap::Client::builder(key.clone())
        .endpoint(double.endpoint())
        .build()?;
    show("no such user", soap.users().user_get_api_key(7).await)?;
    let wsdl = soap::Client::builder(key)
        .endpoint(double.endpoint_of_the_wsdl())
        .build()?;
    show(
        "the other reading of KeyGet",
        wsdl.keys().key_get(double::SOAP_USER).await,
    )?;
    Ok(())
}

/// Prints all that an error tells.
fn show<T>(what: &str, answer: Result<T, Error>) -> Result<(), String> {
    let Err(error) = answer else {
        return Err(format!("{what}: this should have failed"));
    };
    let mut facts = vec![format!("kind {:?}", error.kind())];
    facts.extend(
        error
            .status()
            .map(|status| format!("status {}", status.as_u16())),
    );
    facts.extend(error.code().map(|code| format!("code {code}")));
    if let Some(fault) = error.fault() {
        facts.push(format!("fault {}", fault.code()));
        facts.extend(fault.error_item().map(|item| format!("about {item}")));
    }
    facts.extend(
        error
            .retry_after()
            .map(|pause| format!("retry after {} s", pause.as_secs())),
    );
    facts.push(format!("attempts {}", error.attempts()));
    if error.may_have_acted() {
        facts.push("may have acted".to_owned());
    }
    println!("  {what}");
    println!("      {error}");
    println!("      {}", facts.join(" · "));
    println!("      → {}", advice(&error));
    Ok(())
}

/// An address that was free a moment ago.
fn address_without_a_server() -> std::io::Result<String> {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    Ok(format!("http://{address}"))
}
