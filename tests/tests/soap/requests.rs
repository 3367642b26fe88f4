//! Each call: method, path, every header, and the body by element, namespace, order and text.

use ecgrid::ApiKey;
use ecgrid::soap::Client;
use ecgrid::types::{KeyVisibility, Objects};
use ecgrid_tests::{Received, SESSION, Server, Soap, fixture, outline, soap};

/// The namespace of the service's own elements.
const SERVICE: &str = "https://os.ecgrid.io/";

/// What every request carries, and what the version adds. `accept-encoding` comes with the feature
/// `gzip`, which is on by default.
#[track_caller]
fn check_head(request: &Received, server: &Server, version: Soap, operation: &str) {
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v4.1/prod/ECGridOS.asmx")
    );
    let mut expected = vec![
        "accept-encoding: gzip".to_owned(),
        format!("content-length: {}", request.body.len()),
        format!("host: {}", server.address()),
        concat!("user-agent: ecgrid/", env!("CARGO_PKG_VERSION")).to_owned(),
    ];
    let action = format!("\"{SERVICE}{operation}\"");
    match version {
        Soap::V11 => expected.extend([
            "accept: text/xml".to_owned(),
            "content-type: text/xml; charset=utf-8".to_owned(),
            format!("soapaction: {action}"),
        ]),
        Soap::V12 => expected.extend([
            "accept: application/soap+xml".to_owned(),
            format!("content-type: application/soap+xml; charset=utf-8; action={action}"),
        ]),
    }
    expected.sort();
    assert_eq!(request.sorted_headers(), expected);
}

/// The envelope around an operation and its children, as [`outline`] tells it.
fn envelope(version: Soap, operation: &str, children: &[(&str, &str)]) -> Vec<String> {
    let soap = version.namespace();
    let mut lines = vec![
        format!("{{{soap}}}Envelope"),
        format!(" {{{soap}}}Body"),
        format!("  {{{SERVICE}}}{operation}"),
    ];
    lines.extend(
        children
            .iter()
            .map(|(name, text)| format!("   {{{SERVICE}}}{name} {text:?}")),
    );
    lines
}

#[tokio::test]
async fn key_get() {
    for version in Soap::BOTH {
        let answer = fixture(&format!("{}/key-id-info.xml", version.folder()));
        let server = Server::replying([version.reply(200, answer)]);
        let client = soap(&server, version).build().unwrap();
        let record = client.keys().key_get(5001).await.unwrap();

        let request = server.only();
        check_head(&request, &server, version, "KeyGet");
        let children = [("SessionID", SESSION), ("UserID", "5001")];
        assert_eq!(
            outline(request.text()),
            envelope(version, "KeyGet", &children)
        );
        assert!(
            request
                .text()
                .starts_with(r#"<?xml version="1.0" encoding="utf-8"?><"#)
        );

        assert_eq!((record.key_id, record.user_id), (1042, 5001));
        assert_eq!(
            record.key.expose_secret(),
            "abc123def456ghi789jkl012mno345pq"
        );
        assert_eq!(record.visibility, KeyVisibility::Private);
        assert_eq!(record.created.to_string(), "2025-01-15T08:30:00");
        assert_eq!(record.created.offset(), None, "no zone is guessed");
    }
}

#[tokio::test]
async fn key_value_get() {
    for version in Soap::BOTH {
        let answer = fixture(&format!("{}/key-value.xml", version.folder()));
        let server = Server::replying([version.reply(200, answer)]);
        let client = soap(&server, version).build().unwrap();
        let value = client
            .keys()
            .key_value_get("as2:state", Objects::Mailbox, 4711, KeyVisibility::Shared)
            .await
            .unwrap();
        assert!(value.is_some());

        let request = server.only();
        check_head(&request, &server, version, "KeyGet");
        let children = [
            ("SessionID", SESSION),
            ("Key", "as2:state"),
            ("SystemObject", "Mailbox"),
            ("ObjectID", "4711"),
            ("Visibility", "Shared"),
        ];
        assert_eq!(
            outline(request.text()),
            envelope(version, "KeyGet", &children)
        );
    }
}

#[tokio::test]
async fn user_get_api_key() {
    for version in Soap::BOTH {
        let answer = fixture(&format!("{}/user-get-api-key.xml", version.folder()));
        let server = Server::replying([version.reply(200, answer)]);
        let client = soap(&server, version).build().unwrap();
        let secret = client.users().user_get_api_key(5001).await.unwrap();

        let request = server.only();
        check_head(&request, &server, version, "UserGetAPIKey");
        let children = [("SessionID", SESSION), ("UserID", "5001")];
        assert_eq!(
            outline(request.text()),
            envelope(version, "UserGetAPIKey", &children)
        );
        assert_eq!(secret.expose_secret(), "abc123def456ghi789jkl012mno345pqr");
    }
}

#[tokio::test]
async fn an_api_key_takes_the_place_of_a_session() {
    let answer = fixture("soap11/key-id-info.xml");
    let server = Server::replying([Soap::V11.reply(200, answer)]);
    let key = ApiKey::new("a1b2-<&>-c3d4").unwrap();
    let client = Client::builder(key).endpoint(server.url()).build().unwrap();
    client.keys().key_get(1).await.unwrap();
    let request = server.only();
    assert_eq!(request.target, "/");
    assert_eq!(request.header("x-api-key"), None);
    let children = [("SessionID", "a1b2-<&>-c3d4"), ("UserID", "1")];
    assert_eq!(
        outline(request.text()),
        envelope(Soap::V11, "KeyGet", &children)
    );
}

#[tokio::test]
async fn text_arrives_as_it_was_given() {
    let answer = fixture("soap11/key-value-none.xml");
    let server = Server::replying([Soap::V11.reply(200, answer)]);
    let client = soap(&server, Soap::V11).build().unwrap();
    let names = [
        "a<b>&\"c'",
        "]]>",
        "<![CDATA[x]]>",
        " padded ",
        "tab\tline\nreturn\r\nend",
        "&amp;&#65;",
        "\u{e9}\u{20ac}\u{1f511}",
        "<!-- -->",
    ];
    for name in names {
        let call = client.keys().key_value_get(
            name,
            Objects::from("New<Kind>"),
            i64::MIN,
            KeyVisibility::from("a&b"),
        );
        assert_eq!(call.await.unwrap(), None);
    }
    for (request, name) in server.received().iter().zip(names) {
        let children = [
            ("SessionID", SESSION),
            ("Key", name),
            ("SystemObject", "New<Kind>"),
            ("ObjectID", "-9223372036854775808"),
            ("Visibility", "a&b"),
        ];
        assert_eq!(
            outline(request.text()),
            envelope(Soap::V11, "KeyGet", &children)
        );
    }
}

#[tokio::test]
async fn what_xml_cannot_hold_is_refused_before_anything_is_sent() {
    let server = Server::replying([Soap::V11.reply(200, fixture("soap11/key-value-none.xml"))]);
    let client = soap(&server, Soap::V11).build().unwrap();
    for bad in [
        "\0",
        "a\u{1}b",
        "\u{b}",
        "\u{1b}[31m",
        "\u{1f}",
        "\u{fffe}",
        "\u{ffff}",
    ] {
        let call = client
            .keys()
            .key_value_get(bad, Objects::User, 1, KeyVisibility::Private);
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ecgrid::ErrorKind::Configuration, "{bad:?}");
        assert_eq!(
            (error.attempts(), error.operation()),
            (0, Some("key_value_get"))
        );
        assert!(
            error.to_string().contains("Key"),
            "names the element: {error}"
        );
        let call = client
            .keys()
            .key_value_get("k", Objects::from(bad), 1, KeyVisibility::Private);
        assert!(call.await.unwrap_err().to_string().contains("SystemObject"));
    }
    assert_eq!(server.count(), 0);
}
