//! Answers that hold no value: an error that says what came instead, never a value made of nothing.

use ecgrid::{Error, ErrorKind};
use ecgrid_tests::{Server, Soap, fixture, soap};

/// The error of KeyGet on this answer of HTTP 200.
async fn refused(answer: impl Into<Vec<u8>>) -> Error {
    let server = Server::replying([Soap::V11.reply(200, answer)]);
    let outcome = soap(&server, Soap::V11)
        .build()
        .unwrap()
        .keys()
        .key_get(1)
        .await;
    assert_eq!(server.count(), 1, "a bad answer is final");
    let error = outcome.expect_err("a value was made of it");
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(error.to_string().contains("HTTP 200"), "{error}");
    assert!(!error.is_retryable());
    error
}

#[track_caller]
fn says(error: &Error, part: &str) {
    assert!(error.to_string().contains(part), "{part}: {error}");
}

fn with(from: &str, to: &str) -> String {
    let good = fixture("soap11/key-id-info.xml");
    let bad = good.replace(from, to);
    assert_ne!(good, bad, "{from}");
    bad
}

#[tokio::test]
async fn numbers_out_of_range_and_no_numbers() {
    for text in [
        "2147483648",
        "-2147483649",
        "4294967296",
        "99999999999999999999999",
        "1e3",
        "1.0",
        "0x10",
        "",
        " ",
        "one",
        "1 2",
        "1,042",
        "\u{663}",
        "NaN",
        "<b>1</b>",
        "1<b/>",
    ] {
        let error = refused(with(
            "<KeyID>1042</KeyID>",
            &format!("<KeyID>{text}</KeyID>"),
        ))
        .await;
        says(&error, "KeyGetResult/KeyID");
    }
}

#[tokio::test]
async fn times_that_are_none() {
    for text in [
        "",
        "now",
        "2025-02-30T00:00:00",
        "08:30:00",
        "2025-01-15T25:00:00",
        "2025-01-15T08:30:00+25:00",
        "0000-01-01T00:00:00",
        "10000-01-01T00:00:00",
    ] {
        let error = refused(with("2025-01-15T08:30:00", text)).await;
        says(&error, "KeyGetResult/Created");
    }
}

#[tokio::test]
async fn an_enumeration_value_of_nothing() {
    for text in ["", "<Private/>"] {
        says(
            &refused(with(">Private<", &format!(">{text}<"))).await,
            "KeyGetResult/Visibility",
        );
    }
}

#[tokio::test]
async fn what_comes_twice() {
    says(
        &refused(with("<UserID>", "<KeyID>7</KeyID><UserID>")).await,
        "KeyID",
    );
    says(
        &refused(with("<UserID>", "<KeyID>1042</KeyID><UserID>")).await,
        "KeyID",
    );
    let twice = "</KeyGetResult><KeyGetResult><KeyID>1</KeyID></KeyGetResult>";
    says(
        &refused(with("</KeyGetResult>", twice)).await,
        "KeyGetResult",
    );
}

#[tokio::test]
async fn a_wrong_namespace() {
    for namespace in [
        "http://www.ecgridos.net/",
        "https://os.ecgrid.io",
        "http://os.ecgrid.io/",
        "https://OS.ecgrid.io/",
        "",
    ] {
        let error = refused(with("https://os.ecgrid.io/", namespace)).await;
        says(&error, "KeyGetResponse");
        says(&error, "https://os.ecgrid.io/");
    }
    // The wrapper is right, and what is in it is not.
    says(
        &refused(with("<KeyGetResult>", "<KeyGetResult xmlns=\"urn:x\">")).await,
        "KeyGetResult",
    );
    says(
        &refused(with("<KeyID>1042", "<KeyID xmlns=\"urn:x\">1042")).await,
        "KeyID",
    );
    says(
        &refused(with("<KeyID>1042", "<KeyID xmlns=\"\">1042")).await,
        "KeyID",
    );
    for envelope in ["urn:soap", "http://schemas.xmlsoap.org/soap/envelope", ""] {
        let error = if envelope.is_empty() {
            refused(with("soap:", "").replace(" xmlns:soap=", " xmlns:unused=")).await
        } else {
            refused(with("http://schemas.xmlsoap.org/soap/envelope/", envelope)).await
        };
        says(&error, "Envelope");
    }
}

#[tokio::test]
async fn a_wrong_root() {
    says(
        &refused(with("soap:Envelope", "soap:Letter")).await,
        "SOAP envelope",
    );
    says(
        &refused("<KeyIDInfo><KeyID>1042</KeyID></KeyIDInfo>").await,
        "SOAP envelope",
    );
    says(&refused(with("soap:Body", "soap:Torso")).await, "Body");
    says(&refused(Soap::V11.envelope("")).await, "KeyGetResponse");
    says(
        &refused(Soap::V11.envelope("<!-- x -->")).await,
        "KeyGetResponse",
    );
    says(
        &refused(with("KeyGetResponse", "KeyListResponse")).await,
        "KeyGetResponse",
    );
    says(
        &refused(with("KeyGetResult", "keyGetResult")).await,
        "KeyGetResult",
    );
    // The result without its wrapper.
    let bare = Soap::V11
        .envelope("<KeyGetResult xmlns=\"https://os.ecgrid.io/\"><KeyID>1</KeyID></KeyGetResult>");
    says(&refused(bare).await, "KeyGetResponse");
    // A request that comes back.
    let echo =
        Soap::V11.envelope("<KeyGet xmlns=\"https://os.ecgrid.io/\"><UserID>1</UserID></KeyGet>");
    says(&refused(echo).await, "KeyGetResponse");
    // A body in a header is no body.
    says(
        &refused(
            with("<soap:Body>", "<soap:Header><soap:Body>")
                .replace("</soap:Body>", "</soap:Body></soap:Header>"),
        )
        .await,
        "Body",
    );
}

#[tokio::test]
async fn nothing_and_something_else() {
    for nothing in ["", " \r\n\t"] {
        says(&refused(nothing).await, "empty");
    }
    for page in [
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"x\"><HTML><br></HTML>",
        "<html><head><title>x</title></head><body/></html>",
        "\n\n<HTML><BODY><P>Service unavailable<BR></BODY></HTML>",
    ] {
        says(&refused(page).await, "HTML");
    }
    for text in [
        "{\"success\":true}",
        "hello",
        "<?xml version=\"1.0\"?>",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "&",
        "<a>&unknown;</a>",
        "<p:a/>",
    ] {
        refused(text).await;
    }
}

#[tokio::test]
async fn a_document_type_is_refused() {
    let declaration = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    for subset in [
        "<!DOCTYPE x>",
        "<!DOCTYPE x [<!ENTITY k \"1042\">]>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE x [<!ENTITY k SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY k \"&b;&b;&b;\">]>",
    ] {
        let answer = with(declaration, &format!("{declaration}{subset}"));
        says(&refused(answer.clone()).await, "document type");
        refused(answer.replace("1042", "&k;")).await;
    }
}

#[tokio::test]
async fn every_beginning_of_an_answer_is_refused() {
    let good = fixture("soap11/key-id-info.xml");
    // Every seventh: each is a call of its own.
    for end in (1..good.len()).step_by(7) {
        refused(&good.as_bytes()[..end]).await;
    }
}

#[tokio::test]
async fn deep_nesting_is_survived() {
    let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
    let inside = with("<KeyID>1042</KeyID>", &format!("<KeyID>{deep}</KeyID>"));
    says(&refused(inside).await, "KeyID");
    refused("<a>".repeat(200_000)).await;
}
