//! The sample that the documentation begins with, exactly as a caller writes it, against the
//! addresses of the service.
//!
//! The child process that runs it reaches them through a proxy on loopback and trusts an authority
//! made here, both named by its environment: nothing in the sample is bent for the test, and
//! nothing leaves the machine.

use std::process::Command;

use ecgrid::SecretString;
use ecgrid::types::{KeyIdInfo, KeyInfo, KeyValue};
use ecgrid_tests::{Authority, Received, Reply, Server, Soap, TlsServer, fixture};

const KEY: &str = "sample-key";
const SESSION: &str = "sample-session";

/// The sample, with what a reader of it expects of each value between and behind its lines.
#[rustfmt::skip]
async fn sample() -> Result<(), ecgrid::Error> {
    use ecgrid::{ApiKey, Client, types::{KeyVisibility, Objects}};

    let client = Client::new(ApiKey::from_env("ECGRID_API_KEY")?)?;
    let key = client.keys().get(12345).await?;                          // types::KeyInfo: the envelope is gone
    let private = client.keys().list(12345).visibility(KeyVisibility::Private).await?;   // Vec<KeyInfo>
    let secret = client.users().get_api_key(12345).await?;              // SecretString

    let _: (&KeyInfo, &Vec<KeyInfo>, &SecretString) = (&key, &private, &secret);
    assert_eq!((key.key_id, private.len()), (9001, 2));
    assert!(secret.expose_secret().starts_with("a1b2c3d4"));

    let soap = ecgrid::soap::Client::new(ecgrid::soap::Session::from_env("ECGRID_SESSION_ID")?)?;
    let record = soap.keys().key_get(5001).await?;                      // types::KeyIdInfo, the documented shape
    let value = soap.keys()
        .key_value_get("ftp:status", Objects::Mailbox, 142, KeyVisibility::Private).await?;   // Option<types::KeyValue>, the WSDL's shape
    let secret = soap.users().user_get_api_key(5001).await?;            // SecretString

    let _: (&KeyIdInfo, &Option<KeyValue>, &SecretString) = (&record, &value, &secret);
    assert_eq!(record.key_id, 1042);
    assert_eq!(value.unwrap().value.as_deref(), Some("paused"));
    assert!(secret.expose_secret().starts_with("abc123"));
    Ok(())
}

/// Its last lines, with the addresses of servers that are there.
fn built(
    rest: &str,
    endpoint: &str,
    session: ecgrid::soap::Session,
) -> Result<(ecgrid::Client, ecgrid::soap::Client), ecgrid::Error> {
    use ecgrid::{ApiKey, Client};
    use std::time::Duration;

    let client = Client::builder(ApiKey::new("…".replace('…', KEY))?)
        .base_url(rest)
        .timeout(Duration::from_secs(5))
        .build()?;
    let soap = ecgrid::soap::Client::builder(session)
        .endpoint(endpoint)
        .soap12()
        .build()?;
    Ok((client, soap))
}

/// Both services at once.
fn service(version: Soap, request: &Received) -> Reply {
    let xml = |name: &str| version.reply(200, fixture(&format!("{}/{name}.xml", version.folder())));
    match request.target.as_str() {
        "/v2/keys/get-key" => Reply::json(fixture("rest/get-key.answer.json")),
        "/v2/keys/list" => Reply::json(fixture("rest/list-keys.answer.json")),
        "/v2/users/key/12345" => Reply::json(fixture("rest/get-api-key.answer.json")),
        _ if request.holds("UserGetAPIKey") => xml("user-get-api-key"),
        _ if request.holds("SystemObject") => xml("key-value"),
        _ => xml("key-id-info"),
    }
}

#[tokio::test]
#[ignore = "run by `as_written`, in an environment of its own"]
async fn child() {
    sample().await.unwrap();
}

#[test]
fn as_written() {
    let authority = Authority::new();
    let server = TlsServer::answering(
        &authority,
        &["rest.ecgrid.io", "os.ecgrid.io"],
        |_, request| service(Soap::V11, request),
    );
    let roots = std::env::temp_dir().join(format!("ecgrid-sample-{}.pem", std::process::id()));
    std::fs::write(&roots, authority.pem()).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .env("ECGRID_API_KEY", KEY)
        .env("ECGRID_SESSION_ID", SESSION)
        .env("HTTPS_PROXY", format!("http://{}", server.address()))
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env("SSL_CERT_FILE", &roots)
        .output()
        .unwrap();
    std::fs::remove_file(&roots).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    let mut tunnels: Vec<String> = server
        .tunnels()
        .into_iter()
        .map(|tunnel| tunnel.target)
        .collect();
    tunnels.dedup();
    assert_eq!(tunnels, ["rest.ecgrid.io:443", "os.ecgrid.io:443"]);
    let received = server.received();
    let calls: Vec<(&str, &str)> = received
        .iter()
        .map(|request| (request.method.as_str(), request.target.as_str()))
        .collect();
    let endpoint = "/v4.1/prod/ECGridOS.asmx";
    assert_eq!(
        calls,
        [
            ("POST", "/v2/keys/get-key"),
            ("POST", "/v2/keys/list"),
            ("GET", "/v2/users/key/12345"),
            ("POST", endpoint),
            ("POST", endpoint),
            ("POST", endpoint),
        ]
    );
    assert!(
        received[..3]
            .iter()
            .all(|request| request.header("x-api-key") == Some(KEY))
    );
    assert!(
        received[3..]
            .iter()
            .all(|request| request.text().contains(&format!(">{SESSION}<")))
    );
}

#[tokio::test]
async fn anything_else_goes_through_the_builder() {
    let rest = Server::answering(|_, request| service(Soap::V12, request));
    let os = Server::answering(|_, request| service(Soap::V12, request));
    let session = ecgrid::soap::Session::new(SESSION).unwrap();
    let (client, soap) =
        built(&rest.url(), &format!("{}/ECGridOS.asmx", os.url()), session).unwrap();
    assert_eq!(client.keys().get(12345).await.unwrap().key_id, 9001);
    assert_eq!(soap.keys().key_get(5001).await.unwrap().key_id, 1042);
    assert_eq!(rest.only().header("x-api-key"), Some(KEY));
    let request = os.only();
    assert_eq!(request.target, "/ECGridOS.asmx");
    assert!(
        request
            .header("content-type")
            .unwrap()
            .starts_with("application/soap+xml")
    );
}
