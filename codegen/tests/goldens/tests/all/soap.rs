//! Calls over SOAP: lists, options and scalars, element by element.

use crate::support::answering;
use bindery_goldens::warehouse::soap::stock::ScalarsRequired;
use bindery_goldens::warehouse::soap::{Client, Session};
use bindery_goldens::warehouse::types::Kind;

fn client(url: &str) -> Client {
    Client::builder(Session::new("token-of-the-test").expect("a session"))
        .endpoint(url)
        .build()
        .expect("a client")
}

/// An answer in the namespace of the service.
fn envelope(operation: &str, result: &str) -> String {
    format!(
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><{operation}Response \
         xmlns=\"urn:example:warehouse\">{result}</{operation}Response></soap:Body></soap:Envelope>"
    )
}

/// The request element, without the envelope around it.
fn sent(body: &str) -> &str {
    let (_, rest) = body.split_once("Body>").expect("there is a body");
    rest.rsplit_once("</")
        .expect("the envelope ends")
        .0
        .rsplit_once("</")
        .expect("the body ends")
        .0
}

#[tokio::test]
async fn lists_travel_both_ways() {
    let part = "<Part><Id>1</Id><Kind>Bolt</Kind><Names><string>a</string><string></string></Names><Kinds><Kind>Nut</Kind><Kind>Rivet</Kind>\
                </Kinds><Holes xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><string xsi:nil=\"true\"/><string>h</string></Holes>\
                <Parts><Part><Id>2</Id><Kind>unknown</Kind><Names/><Holes/></Part></Parts><Secret>s3cret</Secret></Part>";
    let (url, server) = answering(
        200,
        "text/xml; charset=utf-8",
        &envelope(
            "PartList",
            &format!("<PartListResult>{part}</PartListResult>"),
        ),
    );
    let parts = client(&url)
        .stock()
        .part_list(vec![Kind::Bolt, Kind::from("Rivet")])
        .ids(vec![1, 2])
        .text("a<b&c")
        .await
        .expect("an answer");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "POST /");
    assert_eq!(
        received.header("soapaction"),
        Some("\"urn:example:warehousePartList\"")
    );
    let request = sent(&received.body);
    for expected in [
        "<Token>token-of-the-test</Token>",
        "<Kinds><Kind>Bolt</Kind><Kind>Rivet</Kind></Kinds>",
        "<Ids><int>1</int><int>2</int></Ids>",
        "<Text>a&lt;b&amp;c</Text>",
    ] {
        assert!(request.contains(expected), "{expected} is not in {request}");
    }
    assert!(!request.contains("Since"), "{request}");
    let order = ["<Token>", "<Kinds>", "<Ids>", "<Text>"].map(|element| request.find(element));
    assert!(order.is_sorted(), "{request}");

    assert_eq!(parts.len(), 1);
    let part = &parts[0];
    assert_eq!(
        (part.id, &part.kind, part.names.clone()),
        (1, &Kind::Bolt, vec!["a".to_owned(), String::new()])
    );
    assert_eq!(
        part.kinds
            .as_ref()
            .map(|kinds| kinds[1].as_str().to_owned()),
        Some("Rivet".to_owned())
    );
    assert_eq!(part.holes, [None, Some("h".to_owned())]);
    let inner = part.parts.as_ref().expect("there are parts");
    assert_eq!(
        (
            inner[0].kind.clone(),
            inner[0].names.len(),
            inner[0].parts.is_none()
        ),
        (Kind::UnknownValue, 0, true)
    );
    assert!(!format!("{parts:?}").contains("s3cret"));
}

#[tokio::test]
async fn what_may_be_missing_is_missing() {
    let (url, server) = answering(200, "text/xml", &envelope("PartGet", ""));
    assert_eq!(
        client(&url).stock().part_get(7).await.expect("an answer"),
        None
    );
    assert!(
        server
            .join()
            .expect("a request came")
            .body
            .contains("<Id>7</Id>")
    );
    let (url, server) = answering(200, "text/xml", &envelope("Names", ""));
    assert_eq!(client(&url).stock().names().await.expect("an answer"), None);
    drop(server.join());
    let (url, server) = answering(
        200,
        "text/xml",
        &envelope("Names", "<NamesResult><string>n</string></NamesResult>"),
    );
    assert_eq!(
        client(&url).stock().names().await.expect("an answer"),
        Some(vec!["n".to_owned()])
    );
    drop(server.join());
    // A required list is not.
    let (url, server) = answering(200, "text/xml", &envelope("PartList", ""));
    client(&url)
        .stock()
        .part_list(Vec::new())
        .await
        .expect_err("the list is required");
    drop(server.join());
}

#[tokio::test]
async fn calls_without_a_session_carry_none() {
    let (url, server) = answering(
        200,
        "text/xml",
        &envelope("Login", "<LoginResult>fresh-token</LoginResult>"),
    );
    let token = client(&url)
        .session()
        .login("somebody", "hunter2")
        .await
        .expect("an answer");
    assert_eq!(token.expose_secret(), "fresh-token");
    let body = server.join().expect("a request came").body;
    assert!(
        !body.contains("token-of-the-test") && body.contains("<Password>hunter2</Password>"),
        "{body}"
    );
    let (url, server) = answering(
        200,
        "text/xml",
        &envelope("ping", "<pingResult>true</pingResult>"),
    );
    assert!(client(&url).session().ping().await.expect("an answer"));
    assert!(
        !server
            .join()
            .expect("a request came")
            .body
            .contains("Token")
    );
}

#[tokio::test]
async fn scalars_travel_both_ways() {
    let values = [
        ("boolean", "true"),
        ("dateTime", "2025-01-15T10:30:00"),
        ("double", "-2.5"),
        ("float", "0.5"),
        ("int", "-1"),
        ("long", "9223372036854775807"),
        ("string", "a &amp; b"),
    ];
    let fields: String = values
        .iter()
        .map(|(name, value)| format!("<x-{name}>{value}</x-{name}>"))
        .collect();
    let (url, server) = answering(
        200,
        "text/xml",
        &envelope(
            "Scalars",
            &format!("<ScalarsResult>{fields}<o.int>5</o.int></ScalarsResult>"),
        ),
    );
    let inputs = ScalarsRequired {
        boolean: true,
        datetime: "2025-01-15T10:30:00".parse().expect("a date-time"),
        double: -2.5,
        float: 0.5,
        int: -1,
        long: i64::MAX,
        string: "a & b".to_owned(),
    };
    let answer = client(&url)
        .stock()
        .scalars(inputs)
        .await
        .expect("an answer");
    let body = server.join().expect("a request came").body;
    for (name, value) in values {
        let mut letters = name.to_lowercase();
        letters[..1].make_ascii_uppercase();
        assert!(
            body.contains(&format!("<{letters}>{value}</{letters}>")),
            "{name} in {body}"
        );
    }
    assert_eq!(
        (answer.x_boolean, answer.x_int, answer.x_long, answer.o_int),
        (true, -1, i64::MAX, Some(5))
    );
    assert_eq!(
        (
            answer.x_string.as_str(),
            answer.o_string,
            answer.x_date_time.to_string()
        ),
        ("a & b", None, "2025-01-15T10:30:00".to_owned())
    );
}
