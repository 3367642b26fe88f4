//! Where calls go, and which addresses are refused.

use ecgrid::soap::Session;
use ecgrid::{ApiKey, Client, ErrorKind, reqwest};
use ecgrid_tests::{KEY, Reply, Server, Soap, fixture};

const GOOD: &str = r#"{"success":true,"data":"k"}"#;

fn build(base_url: &str) -> Result<Client, ecgrid::Error> {
    Client::builder(ApiKey::new(KEY).unwrap())
        .base_url(base_url)
        .build()
}

fn build_soap(endpoint: &str) -> Result<ecgrid::soap::Client, ecgrid::Error> {
    ecgrid::soap::Client::builder(Session::new("s").unwrap())
        .endpoint(endpoint)
        .build()
}

#[test]
fn addresses_that_are_refused() {
    for address in [
        "http://rest.ecgrid.io",
        "http://10.0.0.1:8080",
        "http://[::2]/",
        "http://0.0.0.0:1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://user@127.0.0.1:1",
        "http://127.0.0.1@rest.ecgrid.io/",
        "https://user:pass@rest.ecgrid.io",
        "https://rest.ecgrid.io/?key=1",
        "https://rest.ecgrid.io/?",
        "https://rest.ecgrid.io/#top",
        "https://rest.ecgrid.io/#",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "javascript:1",
        "rest.ecgrid.io",
        "//rest.ecgrid.io",
        "https://",
        "https://rest.ecgrid.io:99999",
        "",
        " ",
    ] {
        for error in [build(address).err(), build_soap(address).err()] {
            let error = error.unwrap_or_else(|| panic!("{address} was accepted"));
            assert_eq!(error.kind(), ErrorKind::Configuration, "{address}");
            assert_eq!((error.operation(), error.attempts()), (None, 0));
        }
    }
}

#[test]
fn addresses_that_are_accepted() {
    for address in [
        "https://rest.ecgrid.io",
        "https://rest.ecgrid.io/",
        "https://rest.ecgrid.io:8443/gateway/ecgrid",
        "HTTPS://REST.ECGRID.IO",
        "http://127.0.0.1:1",
        "http://127.1.2.3",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://[::1]:1/x",
    ] {
        build(address).unwrap_or_else(|error| panic!("{address}: {error}"));
        build_soap(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    }
}

#[tokio::test]
async fn slashes_and_prefixes() {
    let server = Server::replying([Reply::json(GOOD)]);
    for (end, target) in [
        ("", "/v2/users/key/7"),
        ("/", "/v2/users/key/7"),
        ("//", "/v2/users/key/7"),
        ("/gateway", "/gateway/v2/users/key/7"),
        ("/gateway/", "/gateway/v2/users/key/7"),
        ("/a%20b/%2F/c", "/a%20b/%2F/c/v2/users/key/7"),
        ("/v2", "/v2/v2/users/key/7"),
    ] {
        let client = build(&format!("{}{end}", server.url())).unwrap();
        client.users().get_api_key(7).await.unwrap();
        assert_eq!(server.received().last().unwrap().target, target, "{end}");
    }
}

#[tokio::test]
async fn an_endpoint_is_taken_as_it_is() {
    let server = Server::replying([Soap::V11.reply(200, fixture("soap11/key-id-info.xml"))]);
    for (end, target) in [
        ("", "/"),
        ("/", "/"),
        ("/a/b.asmx", "/a/b.asmx"),
        ("/a/", "/a/"),
    ] {
        let client = build_soap(&format!("{}{end}", server.url())).unwrap();
        client.keys().key_get(1).await.unwrap();
        assert_eq!(server.received().last().unwrap().target, target, "{end}");
    }
}

#[tokio::test]
async fn plain_http_to_another_host_can_be_allowed() {
    let server = Server::replying([Reply::json(GOOD)]);
    let address = format!("http://ecgrid.test:{}", server.address().port());
    let resolving = || {
        reqwest::Client::builder()
            .no_proxy()
            .resolve("ecgrid.test", server.address())
    };
    let builder = || {
        Client::builder(ApiKey::new(KEY).unwrap())
            .base_url(&address)
            .http(resolving())
    };
    assert!(builder().build().is_err());
    let client = builder().allow_plain_http().build().unwrap();
    client.users().get_api_key(7).await.unwrap();
    let host = format!("ecgrid.test:{}", server.address().port());
    assert_eq!(server.only().header("host"), Some(host.as_str()));
}

#[test]
fn the_addresses_of_the_service() {
    assert_eq!(ecgrid::rest::BASE_URL, "https://rest.ecgrid.io");
    assert_eq!(
        ecgrid::soap::ENDPOINT,
        "https://os.ecgrid.io/v4.1/prod/ECGridOS.asmx"
    );
    assert_eq!(ecgrid::soap::NAMESPACE, "https://os.ecgrid.io/");
    let client = Client::new(ApiKey::new(KEY).unwrap()).unwrap();
    assert!(format!("{client:?}").contains("https://rest.ecgrid.io"));
}
