//! The two readings of `KeyGet`, each against a server of the other one, and results that are not
//! there.

use ecgrid::types::{KeyVisibility, Objects};
use ecgrid::{Error, ErrorKind};
use ecgrid_tests::{Server, Soap, fixture, soap};

const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

/// What both readings make of a result element.
async fn both(version: Soap, result: &str) -> [Result<String, Error>; 2] {
    let server = Server::replying([version.result("KeyGet", result)]);
    let client = soap(&server, version).build().unwrap();
    let record = client.keys().key_get(1).await;
    let value = client
        .keys()
        .key_value_get("k", Objects::User, 1, KeyVisibility::Private)
        .await;
    assert_eq!(server.count(), 2, "a bad answer is final");
    [
        record.map(|value| format!("{value:?}")),
        value.map(|value| format!("{value:?}")),
    ]
}

#[track_caller]
fn refused(outcome: Result<String, Error>, named: &[&str]) {
    let error = outcome.expect_err("a value was made of it");
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(
        named.iter().any(|name| error.to_string().contains(name)),
        "{named:?}: {error}"
    );
}

#[tokio::test]
async fn each_reading_refuses_the_type_of_the_other() {
    for version in Soap::BOTH {
        let file = |name: &str| fixture(&format!("{}/{name}.xml", version.folder()));
        let server = Server::replying([version.reply(200, file("key-value"))]);
        let client = soap(&server, version).build().unwrap();
        let error = client.keys().key_get(1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(
            error.to_string().contains("KeyGetResult/KeyID: is missing"),
            "{error}"
        );

        let server = Server::replying([version.reply(200, file("key-id-info"))]);
        let client = soap(&server, version).build().unwrap();
        let call = client
            .keys()
            .key_value_get("k", Objects::User, 1, KeyVisibility::Private);
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let named = ["Expires", "NetworkID", "MailboxID"];
        assert!(
            named.iter().any(|name| error
                .to_string()
                .contains(&format!("KeyGetResult/{name}: is missing"))),
            "{error}"
        );
    }
}

#[tokio::test]
async fn what_the_two_types_share_is_not_enough() {
    let shared = "<Key>k</Key><Visibility>Private</Visibility><Created>2025-01-15T08:30:00</Created><UserID>1</UserID>";
    let [record, value] = both(Soap::V11, &format!("<KeyGetResult>{shared}</KeyGetResult>")).await;
    refused(record, &["KeyID"]);
    refused(value, &["Expires"]);
    // Each of the three is insisted on.
    let rest = [
        ("Expires", "9999-12-31T23:59:59"),
        ("NetworkID", "1"),
        ("MailboxID", "2"),
    ];
    for (missing, _) in rest {
        let others: String = rest
            .iter()
            .filter(|(name, _)| *name != missing)
            .map(|(name, text)| format!("<{name}>{text}</{name}>"))
            .collect();
        let [_, value] = both(
            Soap::V12,
            &format!("<KeyGetResult>{shared}{others}</KeyGetResult>"),
        )
        .await;
        refused(value, &[missing]);
    }
}

#[tokio::test]
async fn a_result_that_is_not_there() {
    for version in Soap::BOTH {
        for result in [
            String::new(),
            "<KeyGetResult/>".to_owned(),
            "<KeyGetResult></KeyGetResult>".to_owned(),
            "<KeyGetResult><!-- nothing --></KeyGetResult>".to_owned(),
            format!(r#"<KeyGetResult {XSI} xsi:nil="true"/>"#),
            format!(r#"<KeyGetResult {XSI} xsi:nil="1"/>"#),
        ] {
            let [record, value] = both(version, &result).await;
            refused(record, &["KeyGetResult"]);
            assert_eq!(value.unwrap(), "None", "{result}");
        }
    }
}

#[tokio::test]
async fn an_api_key_that_is_not_there() {
    for version in Soap::BOTH {
        for result in [
            String::new(),
            "<UserGetAPIKeyResult/>".to_owned(),
            "<UserGetAPIKeyResult></UserGetAPIKeyResult>".to_owned(),
            "<UserGetAPIKeyResult><![CDATA[]]></UserGetAPIKeyResult>".to_owned(),
            format!(r#"<UserGetAPIKeyResult {XSI} xsi:nil="true"/>"#),
        ] {
            let server = Server::replying([version.result("UserGetAPIKey", &result)]);
            let client = soap(&server, version).build().unwrap();
            let outcome = client.users().user_get_api_key(1).await;
            refused(
                outcome.map(|_| "a key".to_owned()),
                &["UserGetAPIKeyResult"],
            );
        }
    }
}

#[tokio::test]
async fn a_result_of_white_space_alone_is_empty() {
    // A server or a proxy that indents its answers writes nothing as white space.
    let [record, value] = both(Soap::V11, "<KeyGetResult>\n  </KeyGetResult>").await;
    refused(record, &["KeyGetResult"]);
    assert_eq!(value.unwrap(), "None");
}

#[tokio::test]
async fn an_api_key_of_white_space_alone_is_none() {
    let server = Server::replying([Soap::V11.result(
        "UserGetAPIKey",
        "<UserGetAPIKeyResult>\n  </UserGetAPIKeyResult>",
    )]);
    let outcome = soap(&server, Soap::V11)
        .build()
        .unwrap()
        .users()
        .user_get_api_key(1)
        .await;
    refused(
        outcome.map(|_| "a key".to_owned()),
        &["UserGetAPIKeyResult"],
    );
}

#[tokio::test]
async fn nothing_required_is_guessed() {
    let record = [
        ("KeyID", "1"),
        ("UserID", "2"),
        ("Key", "k"),
        ("Visibility", "Private"),
        ("Created", "2025-01-15T08:30:00"),
    ];
    for (name, _) in record {
        for replacement in [String::new(), format!(r#"<{name} {XSI} xsi:nil="true"/>"#)] {
            let fields: String = record
                .iter()
                .map(|(field, text)| {
                    if *field == name {
                        replacement.clone()
                    } else {
                        format!("<{field}>{text}</{field}>")
                    }
                })
                .collect();
            let [outcome, _] =
                both(Soap::V11, &format!("<KeyGetResult>{fields}</KeyGetResult>")).await;
            refused(outcome, &[&format!("KeyGetResult/{name}")]);
        }
    }
}
