//! Answers: tolerant of what changes no value, loud about what would be a wrong one.

use crate::fixtures::*;
use crate::support::{Reply, Server, everything};
use bindery_runtime::ErrorKind;

async fn key_get(answer: impl Into<Vec<u8>>) -> Result<KeyIdInfo, Error> {
    Client::of(&Server::replying([Reply::new(200, answer)]))
        .key_get(5001)
        .await
}

async fn key_value_get(answer: impl Into<Vec<u8>>) -> Result<Option<KeyValue>, Error> {
    Client::of(&Server::replying([Reply::new(200, answer)]))
        .key_value_get("k")
        .await
}

async fn api_key(answer: impl Into<Vec<u8>>) -> Result<String, Error> {
    let client = Client::of(&Server::replying([Reply::new(200, answer)]));
    client
        .user_get_api_key(5001)
        .await
        .map(|key| key.expose_secret().to_owned())
}

/// The error is about the answer, says all of this, and shows no value.
#[track_caller]
fn assert_decode(error: &Error, says: &[&str]) {
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    let shown = everything(error);
    for part in says {
        assert!(shown.contains(part), "`{part}` is not in: {shown}");
    }
    for value in [
        "abc123def456",
        "ftp:status",
        "1042",
        "5001",
        "77777",
        SESSION,
    ] {
        assert!(!shown.contains(value), "`{value}` is in: {shown}");
    }
}

#[track_caller]
fn assert_documented(info: &KeyIdInfo) {
    assert_eq!((info.key_id, info.user_id), (1042, 5001));
    assert_eq!(info.key.expose_secret(), "abc123def456");
    assert_eq!(info.visibility, Visibility::Private);
    assert_eq!(info.created.to_string(), "2025-01-15T08:30:00");
}

#[tokio::test]
async fn reads_what_the_documentation_shows() {
    assert_documented(&key_get(answer("KeyGet", KEY_ID_INFO)).await.unwrap());
    assert_documented(
        &key_get(answer("KeyGet", KEY_ID_INFO).replace(SOAP11, SOAP12))
            .await
            .unwrap(),
    );
    assert_eq!(
        api_key(answer("UserGetAPIKey", "a1-b2")).await.unwrap(),
        "a1-b2"
    );
}

#[tokio::test]
async fn prefixes_order_comments_and_strangers_change_nothing() {
    let envelope = format!(
        r#"<?xml version="1.0"?><!-- hello --><?pi x?>
        <S:Envelope xmlns:S="{SOAP11}" xmlns:e="{NAMESPACE}" S:encodingStyle="x" xmlns:z="urn:z">
          <S:Header><z:KeyGetResponse>no</z:KeyGetResponse></S:Header>
          <S:Body z:id="1"><!-- c --><e:KeyGetResponse z:q="1"><z:Stranger/><e:KeyGetResult>
            <e:Created>
              2025-01-15T08:30:00 </e:Created><z:New><e:KeyID>9</e:KeyID></z:New><e:Later/>
            <e:Visibility> Private</e:Visibility>
            <e:Key>abc<!-- c -->123<![CDATA[def]]>4<?pi?>56</e:Key>
            <e:UserID z:a="b">&#53;00<!-- c -->1</e:UserID><e:KeyID>
              +1042</e:KeyID>
          </e:KeyGetResult></e:KeyGetResponse></S:Body></S:Envelope>"#
    );
    assert_documented(&key_get(envelope).await.unwrap());
}

#[tokio::test]
async fn encodings_are_told_by_mark_header_and_declaration() {
    let text = answer("UserGetAPIKey", "k\u{e9}y");
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let declared = |bytes: &[u8]| {
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        text.replace("utf-8", "ISO-8859-1")
            .chars()
            .map(|c| c as u8)
            .collect::<Vec<u8>>()
    };
    let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
    let cases = [
        ("plain", None, text.clone().into_bytes()),
        (
            "mark",
            None,
            with(b"\xEF\xBB\xBF", text.clone().into_bytes()),
        ),
        (
            "mark beats header",
            Some("text/xml; charset=iso-8859-1"),
            with(b"\xEF\xBB\xBF", text.clone().into_bytes()),
        ),
        (
            "utf-16le mark",
            None,
            with(b"\xFF\xFE", utf16(&text, false)),
        ),
        (
            "utf-16be mark",
            Some("text/xml; charset=utf-16"),
            with(b"\xFE\xFF", utf16(&text, true)),
        ),
        (
            "utf-16le header",
            Some("text/xml; charset=utf-16"),
            utf16(&text, false),
        ),
        ("utf-16be bare", Some("text/xml"), utf16(&text, true)),
        (
            "latin header",
            Some("application/soap+xml;charset=\"ISO-8859-1\""),
            latin.clone(),
        ),
        ("latin declared", Some("text/xml"), declared(&latin)),
        (
            "header beats declaration",
            Some("text/xml; Charset=UTF-8"),
            declared(text.as_bytes()),
        ),
        (
            "says utf-16, is not",
            None,
            text.replace("utf-8", "utf-16").into_bytes(),
        ),
        (
            "unheard of",
            Some("text/xml; charset=klingon"),
            text.clone().into_bytes(),
        ),
        (
            "odd type",
            Some("application/octet-stream"),
            text.clone().into_bytes(),
        ),
        ("even html", Some("text/html"), text.clone().into_bytes()),
    ];
    for (name, content_type, body) in cases {
        let mut reply = Reply::new(200, body);
        if let Some(content_type) = content_type {
            reply = reply.header("Content-Type", content_type);
        }
        let client = Client::of(&Server::replying([reply]));
        let key = client
            .user_get_api_key(1)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(key.expose_secret(), "k\u{e9}y", "{name}");
    }
    let error = api_key(latin).await.unwrap_err();
    assert_decode(&error, &["character encoding"]);
    let mut odd = with(b"\xFF\xFE", utf16(&text, false));
    odd.push(b'x');
    assert_decode(&api_key(odd).await.unwrap_err(), &["character encoding"]);
}

#[tokio::test]
async fn a_wrong_value_is_named_by_its_path_and_never_shown() {
    let path = "KeyGetResponse/KeyGetResult/KeyID";
    for (element, why) in [
        ("", "is missing"),
        ("<KeyID/>", "is empty"),
        ("<KeyID>  </KeyID>", "is empty"),
        ("<KeyID>77777000000</KeyID>", "is not a 32-bit integer"),
        ("<KeyID>-77777000000</KeyID>", "is not a 32-bit integer"),
        ("<KeyID>77777x</KeyID>", "is not a 32-bit integer"),
        ("<KeyID>77777.5</KeyID>", "is not a 32-bit integer"),
        ("<KeyID>77777 1</KeyID>", "is not a 32-bit integer"),
        ("<KeyID>0x77777</KeyID>", "is not a 32-bit integer"),
        ("<KeyID xsi:nil='true'/>", "is nil"),
        ("<KeyID xsi:nil=' 1 '>77777</KeyID>", "is nil"),
        ("<KeyID>77777<b/></KeyID>", "holds elements"),
        ("<KeyID>77777</KeyID><KeyID>77777</KeyID>", "more than once"),
        ("<KeyID xmlns=''>77777</KeyID>", "another namespace"),
        (
            "<KeyID xmlns='urn:other'>77777</KeyID>",
            "another namespace",
        ),
        ("<keyid>77777</keyid>", "another shape"),
    ] {
        let result = KEY_ID_INFO.replace("<KeyID>1042</KeyID>", element);
        let error = key_get(answer("KeyGet", &result)).await.unwrap_err();
        assert_decode(&error, &[path, why]);
    }
    for (from, to, says) in [
        (
            "2025-01-15T08:30:00",
            "77777",
            "Created: is not a date-time",
        ),
        (
            "2025-01-15T08:30:00",
            "2025-02-30T08:30:00",
            "Created: is not a date-time",
        ),
        ("<Key>abc123def456</Key>", "", "Key: is missing"),
        (
            "<Key>abc123def456</Key>",
            "<Key><x>abc123def456</x></Key>",
            "Key: holds elements",
        ),
        (
            "<Visibility>Private</Visibility>",
            "<Visibility/>",
            "Visibility: is empty",
        ),
    ] {
        let error = key_get(answer("KeyGet", &KEY_ID_INFO.replace(from, to)))
            .await
            .unwrap_err();
        assert_decode(&error, &[says, "KeyGetResponse/KeyGetResult/"]);
    }
}

#[tokio::test]
async fn unknown_enum_values_are_kept() {
    let info = key_get(answer(
        "KeyGet",
        &KEY_ID_INFO.replace("Private", "Galactic"),
    ))
    .await
    .unwrap();
    assert_eq!(info.visibility.as_str(), "Galactic");
}

#[tokio::test]
async fn the_other_shape_is_an_error_that_says_so() {
    let error = key_get(answer("KeyGet", KEY_VALUE)).await.unwrap_err();
    assert_decode(
        &error,
        &[
            "KeyGetResponse/KeyGetResult/KeyID",
            "is missing",
            "another shape",
        ],
    );
    let error = key_value_get(answer("KeyGet", KEY_ID_INFO))
        .await
        .unwrap_err();
    assert_decode(
        &error,
        &[
            "KeyGetResponse/KeyGetResult/Expires",
            "is missing",
            "another shape",
        ],
    );
    // What is simply missing is not taken for another shape.
    let bare = KEY_ID_INFO.replace("<KeyID>1042</KeyID>", "");
    let error = key_get(answer("KeyGet", &bare)).await.unwrap_err();
    assert!(!error.to_string().contains("shape"), "{error}");
}

#[tokio::test]
async fn no_result_is_an_error_or_none_as_declared() {
    let response = |content: &str| {
        envelope(
            SOAP11,
            &format!("<KeyGetResponse xmlns='{NAMESPACE}'>{content}</KeyGetResponse>"),
        )
    };
    for (content, why) in [
        ("", "is missing"),
        ("<KeyGetResult/>", "is empty"),
        ("<KeyGetResult><!-- nothing --></KeyGetResult>", "is empty"),
        ("<KeyGetResult xsi:nil='true'/>", "is nil"),
        (
            "<KeyGetResult xsi:nil='1'><KeyID>77777</KeyID></KeyGetResult>",
            "is nil",
        ),
    ] {
        assert_eq!(
            key_value_get(response(content)).await.unwrap(),
            None,
            "{content}"
        );
        let error = key_get(response(content)).await.unwrap_err();
        assert_decode(&error, &["KeyGetResponse/KeyGetResult", why]);
        let error = api_key(response(content).replace("KeyGet", "UserGetAPIKey"))
            .await
            .unwrap_err();
        assert_decode(&error, &["UserGetAPIKeyResponse/UserGetAPIKeyResult", why]);
    }
    // In another namespace it is there, and unreadable: that is not "no such key".
    let error = key_value_get(response("<KeyGetResult xmlns='urn:other'/>"))
        .await
        .unwrap_err();
    assert_decode(
        &error,
        &["KeyGetResponse/KeyGetResult", "another namespace"],
    );
    let error = key_value_get(response("<KeyGetResult/><KeyGetResult/>"))
        .await
        .unwrap_err();
    assert_decode(&error, &["KeyGetResponse/KeyGetResult", "more than once"]);
}

#[tokio::test]
async fn optional_fields_tell_absent_from_empty() {
    let value = key_value_get(answer("KeyGet", KEY_VALUE))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(value.value.as_deref(), Some("enabled"));
    assert_eq!(value.expires.to_string(), "9999-12-31T23:59:59.999");
    assert_eq!((value.network_id, value.session_id), (Some(100), None));
    let sparse = "<Key/><Value> a  b\n</Value><Created>0001-01-01T00:00:00</Created>\
        <Expires>0001-01-01T00:00:00Z</Expires><NetworkID/><Visibility xsi:nil='true'/><SessionID>s</SessionID>";
    let value = key_value_get(answer("KeyGet", sparse))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(value.key.as_deref(), Some(""));
    assert_eq!(value.value.as_deref(), Some(" a  b\n"));
    assert_eq!((value.network_id, value.visibility), (None, None));
    assert_eq!(value.session_id.unwrap().expose_secret(), "s");
    // Optional is not the same as careless.
    for bad in ["77777000000", "x"] {
        let result = KEY_VALUE.replace(">100<", &format!(">{bad}<"));
        let error = key_value_get(answer("KeyGet", &result)).await.unwrap_err();
        assert_decode(&error, &["KeyGetResponse/KeyGetResult/NetworkID"]);
    }
}

#[tokio::test]
async fn lists_are_read_item_by_item() {
    let list = async |result: &str| {
        let server = Server::replying([Reply::new(200, answer("KeyList", result))]);
        Client::of(&server).key_list().await
    };
    let item = format!("<KeyValue>{KEY_VALUE}</KeyValue>");
    let keys = list(&format!("{item}<!-- c -->\n<Other/>{item}"))
        .await
        .unwrap();
    assert_eq!(keys.len(), 2);
    assert_eq!(list("").await.unwrap(), []);
    let error = list(&format!("{item}<KeyValue xsi:nil='true'/>"))
        .await
        .unwrap_err();
    assert_decode(
        &error,
        &["KeyListResponse/KeyListResult/KeyValue[2]", "is nil"],
    );
    let error = list(&format!(
        "{item}{}",
        item.replace("<NetworkID>100", "<NetworkID>77777x")
    ))
    .await
    .unwrap_err();
    assert_decode(
        &error,
        &["KeyListResponse/KeyListResult/KeyValue[2]/NetworkID"],
    );
    let error = list("<Other/><KeyValue xmlns='urn:other'/>")
        .await
        .unwrap_err();
    assert_decode(&error, &["KeyListResponse/KeyListResult", "none of them"]);
    let error = list(KEY_VALUE).await.unwrap_err();
    assert_decode(&error, &["none of them"]);
    let none = envelope(SOAP11, &format!("<KeyListResponse xmlns='{NAMESPACE}'/>"));
    let error = Client::of(&Server::replying([Reply::new(200, none)]))
        .key_list()
        .await
        .unwrap_err();
    assert_decode(&error, &["KeyListResponse/KeyListResult", "is missing"]);
}

#[tokio::test]
async fn a_list_may_be_absent_and_hold_nothing_where_that_is_declared() {
    let names = async |result: &str| {
        let body = format!("<NamesResponse xmlns='{NAMESPACE}'>{result}</NamesResponse>");
        let server = Server::replying([Reply::new(200, envelope(SOAP11, &body))]);
        Client::of(&server).names().await.unwrap()
    };
    assert_eq!(names("").await, None);
    assert_eq!(names("<NamesResult xsi:nil='true'/>").await, None);
    assert_eq!(names("<NamesResult/>").await, Some(vec![]));
    assert_eq!(
        names("<NamesResult><string>a</string><string xsi:nil='true'/><string/></NamesResult>")
            .await,
        Some(vec![Some("a".to_owned()), None, Some(String::new())])
    );
}

#[tokio::test]
async fn an_operation_without_result_needs_its_response() {
    let touch = async |body: &str| {
        let server = Server::replying([Reply::new(200, envelope(SOAP12, body))]);
        Client::of(&server).touch().await
    };
    touch(&format!("<TouchResponse xmlns='{NAMESPACE}'/>"))
        .await
        .unwrap();
    assert_decode(&touch("").await.unwrap_err(), &["TouchResponse"]);
}

#[tokio::test]
async fn what_is_no_answer_to_the_call_is_told_apart() {
    let good = answer("KeyGet", KEY_ID_INFO);
    let other = "http://www.other.example/";
    for (body, says) in [
        (String::new(), vec!["the response is empty"]),
        (" \r\n".to_owned(), vec!["the response is empty"]),
        (
            "Service unavailable".to_owned(),
            vec!["not well-formed XML"],
        ),
        (
            r#"{"success":true}"#.to_owned(),
            vec!["not well-formed XML"],
        ),
        (
            "<!DOCTYPE html><html><body><p>77777</html>".to_owned(),
            vec!["HTML page"],
        ),
        (
            "\n<HTML><body>77777</body></HTML>".to_owned(),
            vec!["HTML page"],
        ),
        (
            "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>".to_owned(),
            vec!["HTML page"],
        ),
        (
            format!("<KeyIDInfo>{KEY_ID_INFO}</KeyIDInfo>"),
            vec!["not a SOAP envelope"],
        ),
        (
            good.replace(SOAP11, "urn:soap-of-tomorrow"),
            vec!["`Envelope` in the namespace `urn:soap-of-tomorrow`"],
        ),
        (
            good.replace("soap:Body", "soap:Bodies"),
            vec!["Envelope/Body", "is missing"],
        ),
        (
            good.replace("soap:Body>", "Body>"),
            vec!["Envelope/Body", "is missing"],
        ),
        (
            envelope(SOAP11, ""),
            vec!["Body", "KeyGetResponse", "empty"],
        ),
        (
            answer("KeySet", "true"),
            vec!["`KeySetResponse`", "`KeyGetResponse` was expected"],
        ),
        (good.replace(NAMESPACE, other), vec![other, NAMESPACE]),
        (
            good.replace(" xmlns=\"https://os.example.com/\"", ""),
            vec!["in no namespace", NAMESPACE],
        ),
        (
            good.replace("</soap:Envelope>", ""),
            vec!["not well-formed XML", "line"],
        ),
        (
            good[..good.len() / 2].to_owned(),
            vec!["not well-formed XML"],
        ),
        (
            good.replace("<KeyID>", "<x:KeyID>")
                .replace("</KeyID>", "</x:KeyID>"),
            vec!["prefix"],
        ),
        (
            good.replace("abc123", "abc&unknown;123"),
            vec!["not well-formed XML"],
        ),
        (
            good.replace(
                "?><soap",
                "?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><soap",
            ),
            vec!["document type declaration"],
        ),
    ] {
        let error = key_get(body.clone()).await.unwrap_err();
        assert_decode(&error, &says);
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(200),
            "{body}"
        );
        assert!(!error.is_retryable(), "{body}");
    }
}

#[tokio::test]
async fn an_error_status_without_a_fault_is_that_status() {
    for (status, body) in [
        (
            404,
            "<!DOCTYPE html><html><body>Not <b>found</html>".to_owned(),
        ),
        (500, String::new()),
        (502, "Bad gateway".to_owned()),
        (400, answer("KeyGet", KEY_ID_INFO)),
        (403, envelope(SOAP11, "")),
        (500, "\u{fffd}".to_owned()),
        (401, "<a>".to_owned()),
    ] {
        let server = Server::replying([Reply::new(status, body)]);
        let client = Client::builder()
            .endpoint(server.url())
            .max_attempts(1)
            .build()
            .unwrap();
        let error = client.key_get(1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status, "{status}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.is_retryable(), status >= 500, "{status}");
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
}

#[tokio::test]
async fn deep_and_wide_answers_end_in_errors_not_in_overflows() {
    let nested = |element: &str, depth: usize| {
        format!(
            "{}{}",
            format!("<{element}>").repeat(depth),
            format!("</{element}>").repeat(depth)
        )
    };
    // Strange elements may be nested however deeply.
    let deep = format!("{KEY_ID_INFO}{}", nested("x", 200_000));
    assert_documented(&key_get(answer("KeyGet", &deep)).await.unwrap());
    // Records of their own type are followed for a while only.
    let open = "<Shadow><Name>n</Name><Leaf>true</Leaf><Tags/>".repeat(10_000);
    let close = "</Shadow>".repeat(10_000);
    let tree = format!("<Name>n</Name><Leaf>1</Leaf><Tags/>{open}{close}");
    let server = Server::replying([Reply::new(200, answer("Echo", &tree))]);
    let error = Client::of(&server)
        .echo(Tree::default(), "")
        .await
        .unwrap_err();
    assert_decode(&error, &["nested too deeply"]);
    let server = Server::replying([Reply::new(200, answer("KeyGet", &nested("Key", 100_000)))]);
    assert_eq!(
        Client::of(&server).key_get(1).await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    let wide = answer("KeyGet", &"<x/>".repeat(3_100_000));
    assert_decode(
        &key_get(wide).await.unwrap_err(),
        &["more elements than are accepted"],
    );
}

#[tokio::test]
async fn attributes_and_namespaces_cannot_be_piled_up() {
    let says = ["more attributes or namespaces than are accepted"];
    let many: String = (0..300).map(|number| format!(" a{number}='>'")).collect();
    let error = key_get(answer("KeyGet", &format!("{KEY_ID_INFO}<x{many}/>")))
        .await
        .unwrap_err();
    assert_decode(&error, &says);
    let spaces: String = (0..70)
        .map(|number| format!("<x xmlns:a{number}='u'/>"))
        .collect();
    let error = key_get(answer("KeyGet", &format!("{KEY_ID_INFO}{spaces}")))
        .await
        .unwrap_err();
    assert_decode(&error, &says);
    // What only looks like markup does not count, and an ordinary number of both is fine.
    let some: String = (0..200).map(|number| format!(" a{number}='>'")).collect();
    let same = "<x xmlns:same='u' xmlns=\"\"/>".repeat(1000);
    let quoted = format!("<!-- <x{many}> --><x><![CDATA[<x{many}><!DOCTYPE]]></x><?pi <x{many}?>");
    let result = format!("{KEY_ID_INFO}{quoted}<x{some}/>{same}");
    assert_documented(&key_get(answer("KeyGet", &result)).await.unwrap());
}

#[tokio::test]
async fn a_record_that_was_written_is_read_back() {
    let server = Server::answering(|_, request| {
        let body = request.body_text();
        let tree = body
            .split_once("<Tree>")
            .unwrap()
            .1
            .rsplit_once("</Tree>")
            .unwrap()
            .0;
        Reply::new(200, answer("Echo", tree))
    });
    let tree = Tree {
        name: " \t\r\n<&>\"']]>\u{85}\u{2028} ".into(),
        weight: Some(-1.5e-7),
        leaf: None,
        tags: vec![String::new(), "  ".into(), "a".into()],
        branches: Some(vec![Tree {
            leaf: Some(false),
            ..Tree::default()
        }]),
        shadow: Some(Box::new(Tree {
            branches: Some(Vec::new()),
            ..Tree::default()
        })),
    };
    assert_eq!(
        Client::of(&server).echo(tree.clone(), "").await.unwrap(),
        tree
    );
}

#[tokio::test]
async fn an_element_that_may_be_nil_may_be_absent() {
    for leaf in [
        "",
        "<Leaf xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/>",
    ] {
        let result = answer("Echo", &format!("<Name>n</Name>{leaf}<Tags/>"));
        let server = Server::replying([Reply::new(200, result)]);
        let tree = Client::of(&server).echo(Tree::default(), "").await.unwrap();
        assert_eq!((tree.name.as_str(), tree.leaf), ("n", None));
    }
}
