//! Answers that look odd and are good: the value is the same, however it is written.

use ecgrid::types::{KeyIdInfo, KeyValue, KeyVisibility, Objects};
use ecgrid_tests::{Reply, Server, Soap, fixture, soap};

const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

async fn record(reply: Reply) -> KeyIdInfo {
    let server = Server::replying([reply]);
    soap(&server, Soap::V11)
        .build()
        .unwrap()
        .keys()
        .key_get(1)
        .await
        .unwrap()
}

async fn value(reply: Reply) -> KeyValue {
    let server = Server::replying([reply]);
    let client = soap(&server, Soap::V11).build().unwrap();
    let call = client
        .keys()
        .key_value_get("k", Objects::User, 1, KeyVisibility::Private);
    call.await.unwrap().unwrap()
}

async fn plain() -> KeyIdInfo {
    record(Soap::V11.reply(200, fixture("soap11/key-id-info.xml"))).await
}

#[tokio::test]
async fn however_it_is_written() {
    let good = plain().await;
    let ns = "https://os.ecgrid.io/";
    let fields = "<KeyID>1042</KeyID><UserID>5001</UserID><Key>abc123def456ghi789jkl012mno345pq</Key><Visibility>Private</Visibility><Created>2025-01-15T08:30:00</Created>";
    let prefixed = fields
        .replace("</", "</e:")
        .replace('<', "<e:")
        .replace("<e:/e:", "</e:");
    let answers = [
        // Other prefixes, and none.
        format!(
            r#"<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="{ns}"><S:Body><e:KeyGetResponse><e:KeyGetResult>{prefixed}</e:KeyGetResult></e:KeyGetResponse></S:Body></S:Envelope>"#
        ),
        format!(
            r#"<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><KeyGetResponse xmlns="{ns}"><KeyGetResult>{fields}</KeyGetResult></KeyGetResponse></Body></Envelope>"#
        ),
        // A header, comments and instructions everywhere, white space.
        format!(
            "<?xml version=\"1.0\"?>\n<?x y?><!-- a --><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">\n <s:Header><t:KeyGetResponse xmlns:t=\"{ns}\"/></s:Header><!-- b -->\n <s:Body>\n  <!-- c --><KeyGetResponse xmlns=\"{ns}\">\n   <KeyGetResult>\n    {}\n   </KeyGetResult>\n  </KeyGetResponse>\n </s:Body>\n</s:Envelope>\n<!-- d -->\n",
            fields.replace("><", ">\n    <!-- e --><?f g?><")
        ),
    ];
    for answer in answers {
        assert_eq!(
            record(Soap::V11.reply(200, answer.clone())).await,
            good,
            "{answer}"
        );
    }
    for result in [
        // Another order.
        "<Created>2025-01-15T08:30:00</Created><Visibility>Private</Visibility><Key>abc123def456ghi789jkl012mno345pq</Key><UserID>5001</UserID><KeyID>1042</KeyID>",
        // Unknown elements, in this namespace and in others, before, between and behind.
        "<Flags><KeyID>7</KeyID></Flags><KeyID>1042</KeyID><x:Key xmlns:x=\"urn:x\">no</x:Key><UserID>5001</UserID><Key>abc123def456ghi789jkl012mno345pq</Key><Owner/><Visibility>Private</Visibility><Created>2025-01-15T08:30:00</Created><Later>1</Later>",
        // Unknown attributes, and those of XML Schema.
        "<KeyID a=\"b\">1042</KeyID><UserID xmlns:q=\"urn:q\" q:r=\"s\">5001</UserID><Key xml:space=\"preserve\">abc123def456ghi789jkl012mno345pq</Key><Visibility xsi:type=\"xsd:string\">Private</Visibility><Created xsi:nil=\"false\">2025-01-15T08:30:00</Created>",
        // Comments, instructions, CDATA and references inside of values.
        "<KeyID>10<!-- x -->42</KeyID><UserID><![CDATA[5001]]></UserID><Key>abc123<![CDATA[def456]]>ghi789<?p i?>jkl012<!-- - -->mno3&#52;5&#x70;q</Key><Visibility>Pri<!-- -->vate</Visibility><Created>2025-01-15<![CDATA[T]]>08:30:00</Created>",
        // White space around values that have none of their own; a sign and leading zeros.
        "<KeyID>\n 1042 \t</KeyID><UserID>+05001</UserID><Key>abc123def456ghi789jkl012mno345pq</Key><Visibility>Private</Visibility><Created>\n2025-01-15T08:30:00\n</Created>",
    ] {
        let reply = Soap::V11.result(
            "KeyGet",
            &format!("<KeyGetResult q=\"1\">{result}</KeyGetResult>"),
        );
        assert_eq!(record(reply).await, good, "{result}");
    }
}

#[tokio::test]
async fn whatever_the_content_type() {
    let good = plain().await;
    for content_type in [
        "text/xml",
        "application/xml",
        "application/soap+xml; charset=utf-8; action=\"x\"",
        "text/html; charset=UTF-8",
        "application/json",
        "text/xml; charset=\"utf-8\"",
        "text/xml; charset=unheard-of",
        "nonsense",
        ";;;",
    ] {
        let reply =
            Reply::new(200, fixture("soap11/key-id-info.xml")).header("Content-Type", content_type);
        assert_eq!(record(reply).await, good, "{content_type}");
    }
    assert_eq!(
        record(Reply::new(200, fixture("soap11/key-id-info.xml"))).await,
        good,
        "none at all"
    );
}

#[tokio::test]
async fn an_unknown_visibility_keeps_its_text() {
    let answer = fixture("soap11/key-id-info.xml").replace("Private", "Inherited &amp; more");
    let record = record(Soap::V11.reply(200, answer)).await;
    assert!(matches!(record.visibility, KeyVisibility::Unknown(_)));
    assert_eq!(record.visibility.as_str(), "Inherited & more");
    assert_eq!(record.key_id, 1042);
}

#[tokio::test]
async fn text_is_kept_to_the_last_space() {
    let good = "<Created>2025-01-15T08:30:00</Created><Expires>0001-01-01T00:00:00</Expires><Visibility>Session</Visibility><NetworkID>0</NetworkID><MailboxID>0</MailboxID><UserID>0</UserID>";
    let texts = format!(
        "<KeyGetResult><Key> a b </Key><Value/><Meta> sp &lt;&amp;&gt; \u{e9}<!-- x -->\n]]&gt;</Meta>{good}<SessionID>s &amp; t</SessionID></KeyGetResult>"
    );
    let texts = value(Soap::V11.result("KeyGet", &texts)).await;
    assert_eq!(texts.key.as_deref(), Some(" a b "));
    assert_eq!(texts.value.as_deref(), Some(""), "empty is not absent");
    assert_eq!(texts.meta.as_deref(), Some(" sp <&> \u{e9}\n]]>"));
    assert_eq!(texts.session_id.unwrap().expose_secret(), "s & t");
    assert_eq!(
        (texts.network_id, texts.mailbox_id, texts.user_id),
        (0, 0, 0)
    );

    let nil = format!(
        r#"<KeyGetResult><Key {XSI} xsi:nil="true"/><Meta {XSI} xsi:nil="1">x</Meta>{good}<SessionID {XSI} xsi:nil="true"></SessionID></KeyGetResult>"#
    );
    let nil = value(Soap::V11.result("KeyGet", &nil)).await;
    assert_eq!(
        (nil.key, nil.value, nil.meta, nil.session_id),
        (None, None, None, None)
    );
}

#[tokio::test]
async fn times_are_kept_as_they_are() {
    for text in [
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59.9999999",
        "2025-01-15T08:30:00Z",
        "2025-01-15T08:30:00.1234567+05:30",
        "2025-01-15T08:30:00-08:00",
    ] {
        let answer = fixture("soap11/key-id-info.xml").replace("2025-01-15T08:30:00", text);
        let created = record(Soap::V11.reply(200, answer)).await.created;
        assert_eq!(created.to_string(), text);
        let zoned = text.ends_with('Z') || text[19..].contains(['+', '-']);
        assert_eq!(created.offset().is_some(), zoned, "{text}");
    }
}

#[tokio::test]
async fn numbers_at_the_ends_of_their_range() {
    for (text, number) in [
        ("2147483647", i32::MAX),
        ("-2147483648", i32::MIN),
        ("0", 0),
        ("-0", 0),
    ] {
        let answer = fixture("soap11/key-id-info.xml").replace("1042", text);
        assert_eq!(record(Soap::V11.reply(200, answer)).await.key_id, number);
    }
}
