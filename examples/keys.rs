//! The five calls, one after the other, with what they answer.
//!
//! `cargo run --example keys` needs nothing: the calls go to a double of the service inside this
//! process.
//!
//! With `ECGRID_API_KEY` in the environment they go to the real service. Say whose keys to read as
//! an argument, `cargo run --example keys -- 12345`, or in `ECGRID_USER_ID`. Further variables, all
//! optional: `ECGRID_SESSION_ID`, the session of the SOAP calls (by default the API key stands in
//! for one); `ECGRID_BASE_URL` and `ECGRID_SOAP_ENDPOINT`, other addresses than those of the
//! service.

mod double;

use std::env::{self, VarError};
use std::error::Error as StdError;
use std::process::ExitCode;

use double::Double;
use ecgrid::soap::{self, Session};
use ecgrid::types::{ErrorCode, KeyIdInfo, KeyInfo, KeyVisibility};
use ecgrid::{ApiKey, Client, Error, ErrorKind};

/// Whom to call, and about whom to ask.
struct Settings {
    client: Client,
    soap: Option<soap::Client>,
    user: i32,
    soap_user: i32,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let settings = match settings() {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("\nREST");
    let mut good = call_rest(&settings.client, settings.user).await;
    if let Some(soap) = &settings.soap {
        println!("\nSOAP");
        good &= call_soap(soap, settings.soap_user).await;
    } else {
        println!(
            "\nSOAP is left out: ECGRID_BASE_URL is set, so set ECGRID_SOAP_ENDPOINT as well."
        );
    }
    if !good {
        eprintln!("\nerror: not every call was answered");
        return ExitCode::FAILURE;
    }
    println!("\nKeys print as redacted: `expose_secret()` reads one, and nothing else does.");
    ExitCode::SUCCESS
}

/// Makes the calls of the REST API; says whether all of them were answered.
async fn call_rest(client: &Client, user: i32) -> bool {
    let code = format!("client.keys().get({user})");
    let answer = client.keys().get(user).await;
    let mut good = show("Get Key", &code, answer.map(|key| line(&key)));

    let code = format!("client.keys().list({user})");
    let answer = client.keys().list(user).await;
    good &= show("List Keys", &code, answer.map(|keys| lines(&keys)));

    let code = format!("client.keys().list({user}).visibility(KeyVisibility::Shared)");
    let request = client.keys().list(user).visibility(KeyVisibility::Shared);
    good &= show("", &code, request.await.map(|keys| lines(&keys)));

    let code = format!("client.users().get_api_key({user})");
    let answer = client.users().get_api_key(user).await;
    good & show("Get API Key", &code, answer.map(|key| format!("{key:?}")))
}

/// Makes the calls of the SOAP API; says whether all of them were answered.
async fn call_soap(soap: &soap::Client, user: i32) -> bool {
    let code = format!("soap.keys().key_get({user})");
    let answer = soap.keys().key_get(user).await;
    let good = show("KeyGet", &code, answer.map(|key| soap_line(&key)));

    let code = format!("soap.users().user_get_api_key({user})");
    let answer = soap.users().user_get_api_key(user).await;
    good & show("UserGetAPIKey", &code, answer.map(|key| format!("{key:?}")))
}

/// Prints a call and its answer, or why there is none; says whether there is one.
fn show(name: &str, code: &str, answer: Result<String, Error>) -> bool {
    let good = answer.is_ok();
    println!("  {name:<14} {code}");
    let text = answer.unwrap_or_else(|error| match hint(&error) {
        Some(hint) => format!("error: {error}\nhint: {hint}"),
        None => format!("error: {error}"),
    });
    for line in text.lines() {
        println!("  {:<14}   {line}", "");
    }
    good
}

/// Key records, one a line.
fn lines(keys: &[KeyInfo]) -> String {
    if keys.is_empty() {
        return "none".to_owned();
    }
    keys.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A key record on one line. The key prints itself as redacted.
fn line(record: &KeyInfo) -> String {
    let KeyInfo {
        key_id,
        user_id,
        key,
        visibility,
        created,
        ..
    } = record;
    let visibility = visibility.as_str();
    format!("key {key_id} of user {user_id}  {visibility:<7}  created {created}  {key:?}")
}

/// The same for SOAP, whose record is another type. Its times have no zone, and are not said to be
/// UTC.
fn soap_line(record: &KeyIdInfo) -> String {
    let KeyIdInfo {
        key_id,
        user_id,
        key,
        visibility,
        created,
        ..
    } = record;
    let visibility = visibility.as_str();
    format!("key {key_id} of user {user_id}  {visibility:<7}  created {created}  {key:?}")
}

/// What to look at first.
fn hint(error: &Error) -> Option<&'static str> {
    match error.code() {
        Some(ErrorCode::InvalidApiKey | ErrorCode::InvalidSession) => {
            return Some("check ECGRID_API_KEY");
        }
        Some(ErrorCode::AccessDenied) => {
            return Some("the user behind the key needs a higher AuthLevel for this call");
        }
        Some(ErrorCode::ObjectNotFound) => return Some("check the user ID"),
        _ => {}
    }
    match error.kind() {
        ErrorKind::Connect => {
            Some("check the network, and ECGRID_BASE_URL or ECGRID_SOAP_ENDPOINT if they are set")
        }
        ErrorKind::Fault => Some("check the session and the user ID"),
        ErrorKind::Decode if error.operation() == Some("key_get") => Some(
            "this server may know `KeyGet` as the WSDL has it, which is `key_value_get`: see the example `soap`",
        ),
        _ => None,
    }
}

/// The double, or the real service where there is a key for it.
fn settings() -> Result<Settings, Box<dyn StdError>> {
    let argument = env::args().nth(1);
    let user = match argument.map_or_else(|| setting("ECGRID_USER_ID"), |text| Ok(Some(text)))? {
        Some(text) => match text.parse() {
            Ok(user) => Some(user),
            Err(_) => {
                return Err(format!("`{text}` is no user ID: write a number such as 12345").into());
            }
        },
        None => None,
    };
    if setting("ECGRID_API_KEY")?.is_some() {
        return real(user.ok_or(
            "ECGRID_API_KEY is set, so the calls go to the real service: say whose keys to read, as an argument or in ECGRID_USER_ID",
        )?);
    }
    let double = Double::start()?;
    let (base_url, endpoint) = (double.base_url(), double.endpoint());
    println!(
        "ECGRID_API_KEY is not set: calling a double of the service inside this process, at {base_url}."
    );
    let key = ApiKey::new(double::API_KEY)?;
    Ok(Settings {
        client: Client::builder(key.clone()).base_url(base_url).build()?,
        soap: Some(soap::Client::builder(key).endpoint(endpoint).build()?),
        user: user.unwrap_or(double::USER),
        soap_user: user.unwrap_or(double::SOAP_USER),
    })
}

/// The service itself, or one that the environment names.
fn real(user: i32) -> Result<Settings, Box<dyn StdError>> {
    let key = ApiKey::from_env("ECGRID_API_KEY")?;
    let session = match setting("ECGRID_SESSION_ID")? {
        Some(_) => Session::from_env("ECGRID_SESSION_ID")?,
        None => Session::from(key.clone()),
    };
    let client = Client::builder(key);
    let soap = soap::Client::builder(session);
    let (client, soap) = match (
        setting("ECGRID_BASE_URL")?,
        setting("ECGRID_SOAP_ENDPOINT")?,
    ) {
        (Some(base_url), Some(endpoint)) => {
            (client.base_url(base_url), Some(soap.endpoint(endpoint)))
        }
        // A key for another REST service is not shown to ECGrid's own SOAP service.
        (Some(base_url), None) => (client.base_url(base_url), None),
        (None, Some(endpoint)) => (client, Some(soap.endpoint(endpoint))),
        (None, None) => (client, Some(soap)),
    };
    println!("ECGRID_API_KEY is set: calling the real service about user {user}.");
    Ok(Settings {
        client: client.build()?,
        soap: soap.map(soap::ClientBuilder::build).transpose()?,
        user,
        soap_user: user,
    })
}

/// A variable of the environment; an empty one counts as not set.
fn setting(name: &str) -> Result<Option<String>, String> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(format!("the environment variable {name} is not Unicode"))
        }
    }
}
