//! Faults: three shapes of detail, two versions, any status; repeated only where the server is to
//! blame.

use ecgrid::types::ErrorCode;
use ecgrid::{Error, ErrorKind};
use ecgrid_tests::{Server, Soap, soap};

/// The error of one call that meets this body, and how often it was sent.
async fn meet(version: Soap, status: u16, body: &str) -> (Error, usize) {
    let server = Server::replying([version.body(status, body)]);
    let client = soap(&server, version).build().unwrap();
    let error = client.users().user_get_api_key(1).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), status);
    assert_eq!(error.attempts() as usize, server.count());
    (error, server.count())
}

#[tokio::test]
async fn the_shape_of_the_vendors_clients() {
    for version in Soap::BOTH {
        let detail = "<ErrorInfo><ErrorCode>17</ErrorCode><ErrorString>AccessDenied</ErrorString>\
                      <ErrorItem>UserID</ErrorItem><ErrorMessage>Not yours.</ErrorMessage></ErrorInfo>";
        let fault = version.fault(version.blames_client(), "Refused.", detail);
        let (error, sent) = meet(version, 500, &fault).await;
        assert_eq!(
            (error.kind(), sent, error.is_retryable()),
            (ErrorKind::Fault, 1, false)
        );
        assert_eq!(error.code(), Some(ErrorCode::AccessDenied));
        assert_eq!(error.message(), Some("Refused."));
        let fault = error.fault().unwrap();
        assert_eq!(fault.code(), version.blames_client());
        assert_eq!(fault.error_code(), Some("17"));
        assert_eq!(fault.error_string(), Some("AccessDenied"));
        assert_eq!(fault.error_item(), Some("UserID"));
        assert_eq!(fault.error_message(), Some("Not yours."));
    }
}

#[tokio::test]
async fn the_shape_of_the_documentation() {
    for version in Soap::BOTH {
        for word in [
            "Authentication",
            "Authorization",
            "ObjectNotFound",
            "InvalidParameter",
            "42",
        ] {
            let detail = format!("<ECGridOSSOAPErrorCode>{word}</ECGridOSSOAPErrorCode>");
            let fault = version.fault(version.blames_client(), "Refused.", &detail);
            let (error, sent) = meet(version, 500, &fault).await;
            assert_eq!(
                (error.kind(), sent, error.is_retryable()),
                (ErrorKind::Fault, 1, false),
                "{word}"
            );
            assert_eq!(error.code_text(), Some(word));
            assert_eq!(error.fault().unwrap().error_code(), Some(word));
            assert_eq!(error.fault().unwrap().error_string(), None);
        }
        let detail = "<ECGridOSSOAPErrorCode>ObjectNotFound</ECGridOSSOAPErrorCode>";
        let (error, _) = meet(version, 500, &version.fault("Client", "", detail)).await;
        assert_eq!(error.code(), Some(ErrorCode::ObjectNotFound));
    }
}

#[tokio::test]
async fn any_other_shape_is_kept_as_it_is() {
    for version in Soap::BOTH {
        let detail =
            r#"<t:trouble xmlns:t="urn:t" level="3">disk <b>full</b> &amp; cold</t:trouble>"#;
        let fault = version.fault(version.blames_client(), "Refused.", detail);
        let (error, sent) = meet(version, 500, &fault).await;
        assert_eq!((error.kind(), sent), (ErrorKind::Fault, 1));
        assert_eq!(error.code(), None);
        let raw = error.fault().unwrap().raw_detail().unwrap().to_owned();
        for part in [
            "trouble",
            "urn:t",
            "level=\"3\"",
            "disk",
            "full</b>",
            "&amp; cold",
        ] {
            assert!(raw.contains(part), "{part}: {raw}");
        }
        roxmltree::Document::parse(&raw).unwrap();
    }
}

#[tokio::test]
async fn the_first_shape_wins() {
    let detail = "<ECGridOSSOAPErrorCode>SystemError</ECGridOSSOAPErrorCode>\
                  <ErrorInfo><ErrorCode>17</ErrorCode><ErrorString>AccessDenied</ErrorString></ErrorInfo>";
    let (error, sent) = meet(Soap::V11, 500, &Soap::V11.fault("Client", "x", detail)).await;
    assert_eq!((error.code_text(), sent), (Some("AccessDenied"), 1));
}

#[tokio::test]
async fn details_are_read_by_local_name() {
    for version in Soap::BOTH {
        for (open, close) in [
            ("<detail>", "</detail>"),
            ("<Detail>", "</Detail>"),
            ("<soap:Detail>", "</soap:Detail>"),
            ("<detail xmlns=\"urn:x\">", "</detail>"),
        ] {
            let detail = format!(
                r#"{open}<e:ErrorInfo xmlns:e="urn:vendor"><e:ErrorCode>9</e:ErrorCode><e:ErrorString><![CDATA[Access]]><!-- x -->Denied</e:ErrorString></e:ErrorInfo>{close}"#
            );
            let fault = version
                .fault(version.blames_client(), "x", "")
                .replace("</soap:Fault>", &format!("{detail}</soap:Fault>"));
            let (error, _) = meet(version, 500, &fault).await;
            assert_eq!(error.code(), Some(ErrorCode::AccessDenied), "{fault}");
            assert_eq!(error.fault().unwrap().error_code(), Some("9"));
        }
    }
}

#[tokio::test]
async fn a_fault_without_a_detail() {
    for version in Soap::BOTH {
        for message in ["", "Just no."] {
            let (error, sent) = meet(
                version,
                500,
                &version.fault(version.blames_client(), message, ""),
            )
            .await;
            assert_eq!(
                (error.kind(), sent, error.code()),
                (ErrorKind::Fault, 1, None)
            );
            assert_eq!(
                error.message(),
                Some(message).filter(|message| !message.is_empty())
            );
            assert_eq!(error.fault().unwrap().raw_detail(), None);
        }
        let (error, sent) = meet(version, 500, "<soap:Fault/>").await;
        assert_eq!((error.kind(), sent), (ErrorKind::Fault, 1));
    }
}

#[tokio::test]
async fn what_blames_the_server_is_repeated() {
    for version in Soap::BOTH {
        let client = version.blames_client();
        let server = version.blames_server();
        let word = "<ECGridOSSOAPErrorCode>SystemError</ECGridOSSOAPErrorCode>";
        let info = "<ErrorInfo><ErrorCode>99</ErrorCode><ErrorString>SystemError</ErrorString></ErrorInfo>";
        let other = "<ErrorInfo><ErrorCode>2</ErrorCode><ErrorString>SessionTimeout</ErrorString></ErrorInfo>";
        for (code, detail, sent) in [
            (client, word, 3),
            (client, info, 3),
            (server, "", 3),
            (server, word, 3),
            (client, other, 1),
            (client, "", 1),
            ("VersionMismatch", "", 1),
            ("MustUnderstand", "", 1),
        ] {
            for status in [500, 200] {
                let (error, count) = meet(version, status, &version.fault(code, "x", detail)).await;
                assert_eq!(error.kind(), ErrorKind::Fault);
                assert_eq!(count, sent, "{version:?} {code} {detail} {status}");
                assert_eq!(error.is_retryable(), sent == 3);
            }
        }
    }
}

#[tokio::test]
async fn a_fault_and_then_a_value() {
    for version in Soap::BOTH {
        let fault = version.fault(version.blames_server(), "Try again.", "");
        let good = "<UserGetAPIKeyResult>k</UserGetAPIKeyResult>";
        let server = Server::replying([
            version.body(500, &fault),
            version.body(200, &fault),
            version.result("UserGetAPIKey", good),
        ]);
        let client = soap(&server, version).build().unwrap();
        let secret = client.users().user_get_api_key(1).await.unwrap();
        assert_eq!((secret.expose_secret(), server.count()), ("k", 3));
    }
}

#[tokio::test]
async fn messages_are_cut_to_what_is_for_people() {
    for (said, kept) in [
        ("Plain.", "Plain."),
        (
            "System.Web.Services.Protocols.SoapException: No.\n   at A.B()\n   at C.D()",
            "No.",
        ),
        (
            "System.Web.Services.Protocols.SoapException: No.\r\n   at A.B()",
            "No.",
        ),
        (
            "System.ArgumentException: Two\nlines.\n  at A.B()",
            "Two lines.",
        ),
        ("Outer.Exception: Inner.XException: No.\n at A.B()", "No."),
        (
            "Look at the time: at 5\nit closes",
            "Look at the time: at 5 it closes",
        ),
        ("at once\n  at A.B()", "at once"),
        ("Key: not found", "Key: not found"),
        ("  padded  ", "padded"),
    ] {
        for version in Soap::BOTH {
            let fault = version.fault(version.blames_client(), said, "");
            let (error, _) = meet(version, 500, &fault).await;
            let message = error
                .message()
                .unwrap()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            assert_eq!(message, kept, "{said:?}");
            assert!(!format!("{error:?}{error}").contains("A.B()"), "{error:?}");
        }
    }
}

#[tokio::test]
async fn a_message_of_the_detail_is_cut_alike() {
    let detail = "<ErrorInfo><ErrorCode>2</ErrorCode><ErrorMessage>System.XException: No.\n  at A.B()</ErrorMessage></ErrorInfo>";
    let (error, _) = meet(Soap::V11, 500, &Soap::V11.fault("Client", "", detail)).await;
    assert_eq!(error.message(), Some("No."));
    assert!(!format!("{error} {error:?}").contains("A.B()"), "{error}");
}

#[tokio::test]
async fn every_text_but_the_raw_detail_is_cut_alike() {
    let long = "\u{e9}".repeat(2000);
    let detail = format!(
        "<ErrorInfo><ErrorCode>{long}</ErrorCode><ErrorString>{long}</ErrorString>\
         <ErrorItem>{long}</ErrorItem><ErrorMessage>{long}</ErrorMessage></ErrorInfo>"
    );
    let fault = Soap::V11.fault("Client", &long, &detail);
    let (error, _) = meet(Soap::V11, 500, &fault).await;
    let fault = error.fault().unwrap();
    // 500, and the mark that says that more was there.
    let cut = format!("{}…", "\u{e9}".repeat(500));
    assert_eq!((error.message(), fault.message()), (Some(&*cut), &*cut));
    for text in [
        fault.error_code(),
        fault.error_string(),
        fault.error_item(),
        fault.error_message(),
    ] {
        assert_eq!(text, Some(&*cut));
    }
    let raw = fault.raw_detail().unwrap().chars().count();
    assert!((2000..=8001).contains(&raw), "{raw}");
}

#[tokio::test]
async fn an_error_status_without_a_fault() {
    let none = r#"<UserGetAPIKeyResponse xmlns="https://os.ecgrid.io/"><UserGetAPIKeyResult>k</UserGetAPIKeyResult></UserGetAPIKeyResponse>"#;
    for (status, sent) in [(400, 1), (401, 1), (404, 1), (429, 3), (500, 3), (503, 3)] {
        for body in [
            Soap::V11.envelope(none),
            "<html><body>IIS</body></html>".to_owned(),
            String::new(),
            "{}".to_owned(),
        ] {
            let server = Server::replying([Soap::V11.reply(status, body.clone())]);
            let client = soap(&server, Soap::V11).build().unwrap();
            let error = client.users().user_get_api_key(1).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Status, "{status} {body}: {error}");
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(server.count(), sent, "{status} {body}");
        }
    }
}
