//! Whole exchanges with an ASMX server, as such a server answers: files in `fixtures/soap11` and
//! `fixtures/soap12`.

use std::path::Path;

use crate::fixtures::*;
use crate::support::{Reply, Server};
use bindery_runtime::ErrorKind;

/// A client of a server that answers with this file.
fn client(version: &str, file: &str, status: u16) -> (Server, Client) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/all/fixtures")
        .join(version)
        .join(file);
    let content_type = if version == "soap11" {
        "text/xml; charset=utf-8"
    } else {
        "application/soap+xml; charset=utf-8"
    };
    let reply =
        Reply::new(status, std::fs::read(path).unwrap()).header("Content-Type", content_type);
    let server = Server::replying([reply]);
    let builder = Client::builder().endpoint(format!("{}/v1/Service.asmx", server.url()));
    let builder = if version == "soap12" {
        builder.soap12()
    } else {
        builder
    };
    (server, builder.build().unwrap())
}

const VERSIONS: [&str; 2] = ["soap11", "soap12"];

#[tokio::test]
async fn values_come_back_as_they_were_sent() {
    for version in VERSIONS {
        let info = client(version, "key_id_info.xml", 200)
            .1
            .key_get(5001)
            .await
            .unwrap();
        assert_eq!(
            (info.key_id, info.user_id, info.key.expose_secret()),
            (1042, 5001, "abc123def456")
        );
        let key = client(version, "api_key.xml", 200)
            .1
            .user_get_api_key(5001)
            .await
            .unwrap();
        assert_eq!(key.expose_secret(), "abcdef01-2345");
        let text = client(version, "version.xml", 200)
            .1
            .version()
            .await
            .unwrap();
        assert_eq!(text, "v4.1 (Build 1) [double]");
        let value = client(version, "key_value.xml", 200)
            .1
            .key_value_get("ftp:status")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (value.key.as_deref(), value.value.as_deref()),
            (Some("ftp:status"), Some("enabled"))
        );
        assert_eq!(value.expires.to_string(), "9999-12-31T23:59:59.999");
        assert_eq!(
            (value.visibility, value.network_id),
            (Some(Visibility::Private), Some(100))
        );
        let none = client(version, "key_value_none.xml", 200)
            .1
            .key_value_get("missing")
            .await
            .unwrap();
        assert_eq!(none, None);
    }
}

#[tokio::test]
async fn lists_come_back_item_by_item() {
    for version in VERSIONS {
        let keys = client(version, "key_list.xml", 200)
            .1
            .key_list()
            .await
            .unwrap();
        assert_eq!(keys.len(), 2);
        assert_eq!(keys[1].value.as_deref(), Some(""));
        assert_eq!(keys[1].created.to_string(), "0001-01-01T00:00:00");
        assert_eq!(keys[1].visibility, Some(Visibility::Session));
        let error = client(version, "key_list_nil_item.xml", 200)
            .1
            .key_list()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(
            error
                .to_string()
                .contains("KeyListResult/KeyValue[3]: is nil"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn each_shape_refuses_the_answer_of_the_other() {
    for version in VERSIONS {
        let error = client(version, "key_value.xml", 200)
            .1
            .key_get(5001)
            .await
            .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("KeyGetResponse/KeyGetResult/KeyID: is missing"),
            "{error}"
        );
        let error = client(version, "key_id_info.xml", 200)
            .1
            .key_value_get("k")
            .await
            .unwrap_err();
        assert!(
            error
                .to_string()
                .contains("KeyGetResponse/KeyGetResult/Expires: is missing"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn faults_say_what_the_server_said() {
    for (version, code) in [("soap11", "Client"), ("soap12", "Sender")] {
        for (file, operation) in [
            ("fault_key_get.xml", "key_get"),
            ("fault_api_key.xml", "user_get_api_key"),
        ] {
            let (server, client) = client(version, file, 500);
            let error = match operation {
                "key_get" => client.key_get(5001).await.map(|_| ()).unwrap_err(),
                _ => client.user_get_api_key(5001).await.map(|_| ()).unwrap_err(),
            };
            assert_eq!(error.kind(), ErrorKind::Fault);
            assert_eq!(error.operation(), Some(operation));
            assert_eq!(error.code(), Some(ErrorCode::SessionTimeout));
            assert_eq!(error.message(), Some("The session has ended."));
            assert_eq!(error.fault().map(bindery_runtime::Fault::code), Some(code));
            assert_eq!(server.received().len(), 1, "a fault of the caller is final");
            assert!(
                !crate::support::everything(&error).contains("Reflection"),
                "no stack trace"
            );
        }
    }
}
