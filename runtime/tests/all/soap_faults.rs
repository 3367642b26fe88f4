//! Faults: read in every shape, at any status, repeated only when the server is to blame, and free
//! of secrets.

use crate::fixtures::*;
use crate::support::{Reply, Server, everything};
use bindery_runtime::{ErrorKind, Fault};

const TRACE: &str = "System.Web.Services.Protocols.SoapException: Session is not valid.\r\n   at App.H.Auth (System.String s) [0x00025] in &lt;cc40&gt;:0 \r\n  at App.Api.KeyGet ()";

const ERROR_INFO: &str = "<ErrorInfo><ErrorCode>2</ErrorCode><ErrorString>SessionTimeout</ErrorString>\
    <ErrorItem>SessionID</ErrorItem><ErrorMessage>Session is not valid or has timed out.</ErrorMessage></ErrorInfo>";

fn fault11(code: &str, message: &str, detail: &str) -> String {
    envelope(
        SOAP11,
        &format!(
            "<soap:Fault><faultcode>{code}</faultcode><faultstring>{message}</faultstring>{detail}</soap:Fault>"
        ),
    )
}

fn fault12(code: &str, message: &str, detail: &str) -> String {
    envelope(
        SOAP12,
        &format!(
            "<soap:Fault><soap:Code><soap:Value>{code}</soap:Value></soap:Code><soap:Reason>\
             <soap:Text xml:lang=\"en\">{message}</soap:Text></soap:Reason><soap:Node>x</soap:Node>{detail}</soap:Fault>"
        ),
    )
}

/// The error of one attempt.
async fn failing(status: u16, body: String) -> Error {
    let server = Server::replying([Reply::new(status, body)]);
    let client = Client::builder()
        .endpoint(server.url())
        .max_attempts(1)
        .build()
        .unwrap();
    client.key_get(5001).await.unwrap_err()
}

async fn fault(status: u16, body: String) -> Fault {
    failing(status, body).await.fault().cloned().unwrap()
}

#[tokio::test]
async fn the_detail_is_read_in_each_shape_and_version() {
    for (body, code) in [
        (
            fault11(
                "soap:Client",
                TRACE,
                &format!("<detail>{ERROR_INFO}</detail>"),
            ),
            "Client",
        ),
        (
            fault11("Client", TRACE, &format!("<Detail>{ERROR_INFO}</Detail>")),
            "Client",
        ),
        (
            fault12(
                "soap:Sender",
                TRACE,
                &format!("<detail>{ERROR_INFO}</detail>"),
            ),
            "Sender",
        ),
        (
            fault12(
                "soap:Sender",
                TRACE,
                &format!("<soap:Detail>{ERROR_INFO}</soap:Detail>"),
            ),
            "Sender",
        ),
        (
            fault11("q:Client", TRACE, &format!("<detail>{ERROR_INFO}</detail>"))
                .replace("<ErrorInfo>", "<ErrorInfo xmlns='urn:x'>"),
            "Client",
        ),
    ] {
        for status in [500, 200, 400] {
            let error = failing(status, body.clone()).await;
            assert_eq!(error.kind(), ErrorKind::Fault, "{error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(error.code_text(), Some("SessionTimeout"));
            assert_eq!(error.code(), Some(ErrorCode::SessionTimeout));
            assert_eq!(error.message(), Some("Session is not valid."));
            assert!(!error.is_retryable(), "{error}");
            let fault = error.fault().unwrap();
            assert_eq!(
                (fault.code(), fault.message()),
                (code, "Session is not valid.")
            );
            assert_eq!(fault.error_code(), Some("2"));
            assert_eq!(fault.error_string(), Some("SessionTimeout"));
            assert_eq!(fault.error_item(), Some("SessionID"));
            assert_eq!(
                fault.error_message(),
                Some("Session is not valid or has timed out.")
            );
        }
    }
}

#[tokio::test]
async fn a_bare_code_and_an_unknown_detail_are_kept() {
    for (code, word) in [("Authentication", "Authentication"), ("5", "5")] {
        let detail = format!(
            "<detail><VendorSOAPErrorCode xmlns='urn:v'> {code} </VendorSOAPErrorCode></detail>"
        );
        let error = failing(500, fault11("soap:Client", "No.", &detail)).await;
        assert_eq!(error.code_text(), Some(word));
        assert_eq!(error.fault().unwrap().error_code(), Some(code));
    }
    let detail =
        "<detail><a xmlns='urn:v' n='1&amp;2'><!-- c -->x &lt; <![CDATA[y]]><b/></a>z</detail>";
    let error = failing(500, fault11("soap:Client", "No.", detail)).await;
    let fault = error.fault().unwrap();
    assert_eq!(
        fault.raw_detail(),
        Some("<a xmlns=\"urn:v\" n=\"1&amp;2\">x &lt; y<b></b></a>z")
    );
    assert_eq!(
        (fault.error_code(), error.code_text(), error.code()),
        (None, None, None)
    );
    // It is there for whoever asks, and nowhere else.
    assert!(
        !everything(&error).contains("urn:v"),
        "{}",
        everything(&error)
    );
    assert!(!format!("{fault:?} {fault:#?}").contains("urn:v"));
    for empty in ["<detail/>", "<detail> <!-- c --> </detail>", ""] {
        assert_eq!(fault_of(empty).await.raw_detail(), None, "{empty}");
    }
    let sentence = "<detail><ErrorInfo><ErrorCode>7</ErrorCode><ErrorString>Two words</ErrorString></ErrorInfo></detail>";
    assert_eq!(
        failing(500, fault11("soap:Client", "No.", sentence))
            .await
            .code_text(),
        Some("7")
    );
}

async fn fault_of(detail: &str) -> Fault {
    fault(500, fault11("soap:Client", "No.", detail)).await
}

#[tokio::test]
async fn the_useful_part_of_a_message_is_kept() {
    for (sent, kept) in [
        ("No.", "No."),
        ("  No.  ", "No."),
        ("System.Exception: No.", "No."),
        (
            "System.A.B+CException: System.DException: No: not now.",
            "No: not now.",
        ),
        ("Not an Exception: no.", "Not an Exception: no."),
        ("No.\nReally.\n   at X.Y()\n at Z()", "No. Really."),
        ("System.Exception: \n  at X.Y()", ""),
        ("at least one key is needed", "at least one key is needed"),
        ("System.Exception: at best\nattach\n at X", "at best attach"),
        ("a<!-- c -->b<![CDATA[ <c>]]>", "ab <c>"),
        ("", ""),
    ] {
        assert_eq!(
            fault(500, fault11("soap:Client", sent, "")).await.message(),
            kept,
            "{sent}"
        );
    }
    let error = failing(
        500,
        fault11("soap:Client", "", &format!("<detail>{ERROR_INFO}</detail>")),
    )
    .await;
    assert_eq!(
        error.message(),
        Some("Session is not valid or has timed out.")
    );
    let long = fault(500, fault11("soap:Client", &"\u{e9}".repeat(100_000), "")).await;
    assert!(long.message().chars().count() < 10_000);
}

#[tokio::test]
async fn a_fault_is_final_unless_the_server_is_to_blame() {
    let system = |shape: &str| format!("<detail>{shape}</detail>");
    let info = system(
        "<ErrorInfo><ErrorCode>9</ErrorCode><ErrorString>SystemError</ErrorString></ErrorInfo>",
    );
    let bare = system("<VendorErrorCode>SystemError</VendorErrorCode>");
    for (body, status, again) in [
        (fault11("soap:Client", "No.", ""), 500, false),
        (fault12("soap:Sender", "No.", ""), 500, false),
        (fault11("soap:MustUnderstand", "No.", ""), 500, false),
        (fault11("soap:Client", "No.", ""), 503, true),
        (fault11("soap:Client", "No.", ""), 429, true),
        (fault11("soap:Server", "Oops.", ""), 500, true),
        (fault11("soap:Server.Database", "Oops.", ""), 200, true),
        (fault12("soap:Receiver", "Oops.", ""), 500, true),
        (fault11("soap:Client", "Oops.", &info), 500, true),
        (fault12("soap:Sender", "Oops.", &bare), 200, true),
    ] {
        let server = Server::replying([
            Reply::new(status, body.clone()),
            Reply::new(200, answer("KeyGet", KEY_ID_INFO)),
        ]);
        let outcome = Client::of(&server).key_get(1).await;
        assert_eq!(outcome.is_ok(), again, "{status} {body}");
        assert_eq!(
            server.received().len(),
            if again { 2 } else { 1 },
            "{status} {body}"
        );
        // A write is not repeated, whoever is to blame; except that 429 refuses it.
        let server = Server::replying([Reply::new(status, body)]);
        let error = Client::of(&server)
            .echo(Tree::default(), "p")
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Fault);
        assert_eq!(error.is_retryable(), status == 429, "{status}");
        assert_eq!(server.received().len(), if status == 429 { 3 } else { 1 });
    }
}

#[tokio::test]
async fn a_read_is_tried_three_times_at_most() {
    let server = Server::replying([Reply::new(500, fault11("soap:Server", "Oops.", ""))]);
    let error = Client::of(&server).key_get(1).await.unwrap_err();
    assert_eq!((server.received().len(), error.attempts()), (3, 3));
}

/// A password that needs escaping wherever it is written.
const PASSWORD: &str = "p<w&\"1'>";

#[tokio::test]
async fn a_secret_is_masked_wherever_the_server_echoes_it() {
    let escaped = "p&lt;w&amp;&quot;1&apos;&gt;";
    let odd = "p<![CDATA[<]]>w&#38;<!-- c -->&#x22;1'&gt;";
    for secret in [SESSION, &SESSION.to_uppercase(), escaped, odd] {
        let echo = format!("no `{secret}` here");
        let info = format!(
            "<ErrorInfo><ErrorCode>{secret}</ErrorCode><ErrorString>{secret}</ErrorString>\
             <ErrorItem>{secret}</ErrorItem><ErrorMessage>{secret}</ErrorMessage><More><!-- {SESSION} -->{secret}</More></ErrorInfo>"
        );
        let attribute = if secret == odd { escaped } else { secret };
        for detail in [
            info,
            format!("<VendorErrorCode a='{attribute}'>{secret}</VendorErrorCode>"),
        ] {
            let detail = format!("<detail>{detail}</detail>");
            for body in [
                fault11(secret, &echo, &detail),
                fault12(secret, &echo, &detail),
            ] {
                let server = Server::replying([Reply::new(500, body)]);
                let error = Client::of(&server)
                    .echo(Tree::default(), PASSWORD)
                    .await
                    .unwrap_err();
                let fault = error.fault().unwrap();
                let shown = format!(
                    "{} {fault:?} {fault:#?} {:?} {:?} {} {} {:?}",
                    everything(&error),
                    error.code_text(),
                    error.message(),
                    fault.code(),
                    fault.message(),
                    [
                        fault.error_code(),
                        fault.error_string(),
                        fault.error_item(),
                        fault.error_message(),
                        fault.raw_detail()
                    ]
                    .map(|text| text.unwrap_or_default().to_owned())
                    .join(" "),
                );
                assert!(shown.contains("[redacted]"), "{shown}");
                for form in [
                    SESSION,
                    &SESSION.to_uppercase(),
                    PASSWORD,
                    escaped,
                    "p&lt;w&amp;\"1",
                ] {
                    assert!(!shown.contains(form), "`{form}` is in {shown}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_secret_in_the_wrong_place_of_an_answer_stays_unseen() {
    let field = |name: &str| {
        KEY_ID_INFO
            .replace("1042", if name == "KeyID" { SESSION } else { "1042" })
            .replace("5001", if name == "UserID" { SESSION } else { "5001" })
            .replace(
                "2025-01-15T08:30:00",
                if name == "Created" {
                    SESSION
                } else {
                    "2025-01-15T08:30:00"
                },
            )
    };
    let good = answer("KeyGet", KEY_ID_INFO);
    for body in [
        answer("KeyGet", &field("KeyID")),
        answer("KeyGet", &field("UserID")),
        answer("KeyGet", &field("Created")),
        answer("KeyGet", SESSION),
        good.replace(NAMESPACE, &format!("urn:{SESSION}")),
        good.replace(SOAP11, &format!("urn:{SESSION}")),
        good.replace("KeyGetResponse", &format!("S{SESSION}")),
        good.replace("</KeyID>", &format!("</S{SESSION}>")),
        good.replace("<KeyID>", &format!("<S{SESSION}:KeyID>")),
        good.replace("1042", &format!("&{SESSION};")),
        SESSION.to_owned(),
    ] {
        let server = Server::replying([Reply::new(200, body.clone())]);
        let error = Client::of(&server).key_get(1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        let shown = everything(&error).to_lowercase();
        assert!(
            !shown.contains(SESSION) && !shown.contains("abc123def456"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn nothing_that_is_printed_shows_the_session_or_a_key() {
    let server = Server::replying([Reply::new(200, answer("KeyGet", KEY_ID_INFO))]);
    let builder = Client::builder().endpoint(format!("{}/path", server.url()));
    let builder_shown = format!("{builder:?} {builder:#?}");
    let client = builder.build().unwrap();
    let mut echo = client.echo(Tree::default(), PASSWORD);
    echo.note = Some("note".to_owned());
    let info = client.key_get(1).await.unwrap();
    let response = client.key_get(1).with_response().await.unwrap();
    let shown = format!(
        "{builder_shown} {client:?} {client:#?} {echo:?} {echo:#?} {:?} {info:?} {info:#?} {response:?}",
        client.key_get(1)
    );
    for secret in [SESSION, PASSWORD, "abc123def456"] {
        assert!(!shown.contains(secret), "`{secret}` is in {shown}");
    }
}
