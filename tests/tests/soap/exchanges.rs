//! Whole exchanges as an ASMX server answers them: good, nothing, refused.

use std::time::Duration;

use ecgrid::ErrorKind;
use ecgrid::types::{KeyValue, KeyVisibility, Objects};
use ecgrid_tests::{Reply, Server, Soap, fixture, soap};

fn exchange(version: Soap, status: u16, name: &str) -> (Server, ecgrid::soap::Client) {
    let answer = fixture(&format!("{}/{name}.xml", version.folder()));
    let reply: Reply = version
        .reply(status, answer)
        .header("Server", "Microsoft-IIS/10.0");
    let server = Server::replying([reply]);
    let client = soap(&server, version).build().unwrap();
    (server, client)
}

async fn key_value(client: &ecgrid::soap::Client) -> Result<Option<KeyValue>, ecgrid::Error> {
    client
        .keys()
        .key_value_get("as2:state", Objects::Mailbox, 4711, KeyVisibility::Shared)
        .await
}

#[tokio::test]
async fn a_key_value() {
    for version in Soap::BOTH {
        let (_server, client) = exchange(version, 200, "key-value");
        let value = key_value(&client).await.unwrap().unwrap();
        assert_eq!(value.key.as_deref(), Some("as2:state"));
        assert_eq!(value.value.as_deref(), Some("paused"));
        assert_eq!(value.meta, None);
        assert_eq!(value.created.to_string(), "2024-11-05T07:45:10");
        assert_eq!(value.expires.to_string(), "9999-12-31T23:59:59.999");
        assert_eq!(value.expires.offset(), None);
        assert_eq!(value.visibility, KeyVisibility::Shared);
        assert_eq!(
            (value.network_id, value.mailbox_id, value.user_id),
            (310, 4711, 6002)
        );
        assert_eq!(value.session_id, None);
    }
}

#[tokio::test]
async fn no_such_key() {
    for version in Soap::BOTH {
        let (server, client) = exchange(version, 200, "key-value-none");
        assert_eq!(key_value(&client).await.unwrap(), None);
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn the_documented_key_get() {
    for version in Soap::BOTH {
        let (_server, client) = exchange(version, 200, "key-id-info");
        let record = client.keys().key_get(5001).await.unwrap();
        assert_eq!((record.key_id, record.user_id), (1042, 5001));
        // A record that is not there is an error for this reading.
        let (server, client) = exchange(version, 200, "key-value-none");
        let error = client.keys().key_get(5001).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(
            error.to_string().contains("KeyGetResponse/KeyGetResult"),
            "{error}"
        );
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn refusals() {
    for version in Soap::BOTH {
        // With the status that ASMX gives, and with the one that some servers give.
        for status in [500, 200] {
            let (server, client) = exchange(version, status, "key-get-fault");
            for (operation, error) in [
                ("key_value_get", key_value(&client).await.unwrap_err()),
                ("key_get", client.keys().key_get(1).await.unwrap_err()),
            ] {
                assert_eq!(error.operation(), Some(operation));
                check_refusal(&error, version, status);
            }
            assert_eq!(
                server.count(),
                2,
                "a fault that blames the request is final"
            );

            let (server, client) = exchange(version, status, "user-get-api-key-fault");
            let error = client.users().user_get_api_key(5001).await.unwrap_err();
            assert_eq!(error.operation(), Some("user_get_api_key"));
            check_refusal(&error, version, status);
            assert_eq!(server.count(), 1);
        }
    }
}

#[track_caller]
fn check_refusal(error: &ecgrid::Error, version: Soap, status: u16) {
    assert_eq!(error.kind(), ErrorKind::Fault);
    assert_eq!(error.status().unwrap().as_u16(), status);
    assert_eq!(error.code_text(), Some("SessionTimeout"));
    assert_eq!(error.message(), Some("The session has ended."));
    assert!(!error.is_retryable());
    assert!(!error.may_have_acted());
    assert_eq!(error.attempts(), 1);
    let fault = error.fault().unwrap();
    assert_eq!(fault.code(), version.blames_client());
    assert_eq!(fault.message(), "The session has ended.");
    assert_eq!(fault.error_code(), Some("2"));
    assert_eq!(fault.error_string(), Some("SessionTimeout"));
    assert_eq!(fault.error_item(), Some("SessionID"));
    assert_eq!(fault.error_message(), Some("The session has ended."));
    let shown = format!("{error} {error:?} {fault:?}");
    for trace in ["Exception", "  at ", "Grid.Guard", "0x0"] {
        assert!(!shown.contains(trace), "{trace}: {shown}");
    }
}

#[tokio::test]
async fn the_answer_may_be_of_the_other_version() {
    for (asked, answered) in [(Soap::V11, Soap::V12), (Soap::V12, Soap::V11)] {
        let answer = fixture(&format!("{}/user-get-api-key.xml", answered.folder()));
        let fault = fixture(&format!("{}/user-get-api-key-fault.xml", answered.folder()));
        let server = Server::replying([answered.reply(200, answer), answered.reply(500, fault)]);
        let client = soap(&server, asked)
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        client.users().user_get_api_key(1).await.unwrap();
        let error = client.users().user_get_api_key(1).await.unwrap_err();
        check_refusal(&error, answered, 500);
    }
}
