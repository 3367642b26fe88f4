//! What goes out: headers, envelope, order, and what is refused before anything is sent.

use crate::fixtures::{
    Client, KEY_ID_INFO, NAMESPACE, SESSION, SOAP11, SOAP12, Tree, Visibility, answer,
};
use crate::support::{Reply, Server};
use bindery_runtime::{ErrorKind, Session};

fn server() -> Server {
    Server::answering(|_, request| {
        let body = request.body_text();
        let operation = ["KeyGet", "Echo", "Version", "Names"]
            .into_iter()
            .find(|name| body.contains(&format!("<{name} ")));
        let operation = operation.unwrap();
        Reply::new(
            200,
            answer(
                operation,
                if operation == "KeyGet" {
                    KEY_ID_INFO
                } else {
                    "x"
                },
            ),
        )
    })
}

fn body(version: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"{version}\"><soap:Body>{content}</soap:Body></soap:Envelope>"
    )
}

#[tokio::test]
async fn soap_11_names_its_action_in_a_header_of_its_own() {
    let server = server();
    Client::of(&server).key_get(5001).await.unwrap();
    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v1/Service.asmx")
    );
    assert_eq!(
        request.header("content-type"),
        Some("text/xml; charset=utf-8")
    );
    assert_eq!(
        request.header("soapaction"),
        Some("\"https://os.example.com/KeyGet\"")
    );
    assert_eq!(request.header("user-agent"), Some("test-client/1.2.3"));
    let content = format!(
        "<KeyGet xmlns=\"{NAMESPACE}\"><SessionID>{SESSION}</SessionID><UserID>5001</UserID></KeyGet>"
    );
    assert_eq!(request.body_text(), body(SOAP11, &content));
}

#[tokio::test]
async fn soap_12_names_its_action_in_the_content_type() {
    let server = server();
    let client = Client::builder()
        .endpoint(server.url())
        .soap12()
        .build()
        .unwrap();
    client.key_get(-1).await.unwrap();
    let request = server.only();
    assert_eq!(
        request.header("content-type"),
        Some("application/soap+xml; charset=utf-8; action=\"https://os.example.com/KeyGet\"")
    );
    assert_eq!(request.header("soapaction"), None);
    assert!(
        request
            .body_text()
            .contains(&format!("xmlns:soap=\"{SOAP12}\""))
    );
    assert!(request.body_text().contains("<UserID>-1</UserID>"));
}

#[tokio::test]
async fn values_are_escaped_and_absent_ones_left_out() {
    let server = server();
    let client = Client::of(&server);
    let awkward = " a<b>&\"c\" ]]> \t\r\n \u{e9}\u{1f511} ";
    let _ = client.key_value_get(awkward).await;
    let mut request = client.key_value_get("k");
    request.visibility = Some(Visibility::from("Brand <New>"));
    let _ = request.await;
    let received = server.received();
    let first = received[0].body_text();
    assert!(!first.contains("Visibility"), "{first}");
    assert!(
        first.contains("<ObjectID>9223372036854775807</ObjectID>"),
        "{first}"
    );
    let document = roxmltree::Document::parse(first).unwrap();
    let key = document
        .descendants()
        .find(|node| node.tag_name().name() == "Key")
        .unwrap();
    assert_eq!(key.text(), Some(awkward));
    assert_eq!(key.tag_name().namespace(), Some(NAMESPACE));
    assert!(
        received[1]
            .body_text()
            .contains("<Visibility>Brand &lt;New&gt;</Visibility>")
    );
}

#[tokio::test]
async fn records_and_lists_are_written_in_the_declared_order() {
    let server = server();
    let leaf = Tree {
        name: "leaf".into(),
        leaf: Some(true),
        tags: vec!["a".into(), String::new()],
        ..Tree::default()
    };
    let tree = Tree {
        name: "root".into(),
        weight: Some(0.5),
        branches: Some(vec![leaf]),
        shadow: Some(Box::default()),
        ..Tree::default()
    };
    let mut request = Client::of(&server).echo(tree, "p<w");
    request.numbers = Some(vec![1, -2]);
    let _ = request.await;
    let expected = format!(
        "<Echo xmlns=\"{NAMESPACE}\"><SessionID>{SESSION}</SessionID><Tree><Name>root</Name><Weight>0.5</Weight>{nil}<Tags></Tags>\
         <Branches><Tree><Name>leaf</Name><Leaf>true</Leaf><Tags><string>a</string><string></string></Tags></Tree></Branches>\
         <Shadow><Name></Name>{nil}<Tags></Tags></Shadow></Tree>\
         <Password>p&lt;w</Password><Numbers><int>1</int><int>-2</int></Numbers>{note}</Echo>",
        nil = "<Leaf xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>",
        note = "<Note xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>",
    );
    assert_eq!(server.only().body_text(), body(SOAP11, &expected));
}

#[tokio::test]
async fn a_sessionless_operation_sends_no_session() {
    let server = server();
    assert_eq!(Client::of(&server).version().await.unwrap(), "x");
    assert_eq!(
        server.only().body_text(),
        body(
            SOAP11,
            &format!("<Version xmlns=\"{NAMESPACE}\"></Version>")
        )
    );
}

#[tokio::test]
async fn what_xml_cannot_hold_is_refused_before_anything_is_sent() {
    let server = server();
    let client = Client::of(&server);
    for bad in [
        "hunter\u{0}2",
        "hunter\u{1}2",
        "hunter\u{b}2",
        "hunter\u{1f}2",
        "hunter\u{fffe}2",
        "hunter\u{ffff}2",
    ] {
        let error = client.key_value_get(bad).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let shown = crate::support::everything(&error);
        assert!(shown.contains("`KeyGet/Key`"), "{shown}");
        assert!(!shown.contains("hunter"), "{shown}");
        let tree = Tree {
            branches: Some(vec![Tree {
                tags: vec![bad.to_owned()],
                ..Tree::default()
            }]),
            ..Tree::default()
        };
        let shown = crate::support::everything(&client.echo(tree, "").await.unwrap_err());
        assert!(
            shown.contains("`Echo/Tree/Branches/Tree/Tags/string`"),
            "{shown}"
        );
        let shown =
            crate::support::everything(&client.echo(Tree::default(), bad).await.unwrap_err());
        assert!(
            shown.contains("`Echo/Password`") && !shown.contains("hunter"),
            "{shown}"
        );
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn an_api_key_stands_in_for_a_session() {
    let server = server();
    let key = bindery_runtime::ApiKey::new("k<&>k").unwrap();
    assert_eq!(Session::from(key).expose_secret(), "k<&>k");
    // The controls of every request.
    let response = Client::of(&server)
        .key_get(1)
        .header("X-Trace", "7")
        .timeout(std::time::Duration::from_secs(5))
        .with_response()
        .await
        .unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.value().key_id, 1042);
    assert_eq!(server.only().header("x-trace"), Some("7"));
    for header in ["SOAPAction", "soapaction", "Content-Type", "Authorization"] {
        let error = Client::of(&server)
            .key_get(1)
            .header(header, "x")
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{header}");
    }
}

#[test]
fn calls_can_be_waited_for() {
    let server = server();
    assert_eq!(Client::of(&server).key_get(1).wait().unwrap().user_id, 5001);
}
