//! The SOAP calls, in SOAP 1.1 and 1.2, and their faults.

use roxmltree::{Document, Node};

use super::http::{Reply, Request};
use super::records;
use super::{API_KEY, SESSION};

const NAMESPACE: &str = "https://os.ecgrid.io/";
const SOAP_12: &str = "http://www.w3.org/2003/05/soap-envelope";
const SOAP_11: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Why a call fails: the message, and the detail of the fault as XML.
struct Refusal {
    message: &'static str,
    detail: &'static str,
}

/// The two shapes in which the service is known to tell the cause of a fault.
const NO_SESSION: Refusal = Refusal {
    message: "Session is not valid or has timed out.",
    detail: "<ErrorInfo><ErrorCode>2</ErrorCode><ErrorString>SessionTimeout</ErrorString><ErrorItem>SessionID</ErrorItem>\
             <ErrorMessage>Session is not valid or has timed out.</ErrorMessage></ErrorInfo>",
};
const NO_USER: Refusal = Refusal {
    message: "No such user.",
    detail: "<ECGridOSSOAPErrorCode>ObjectNotFound</ECGridOSSOAPErrorCode>",
};
const NO_CALL: Refusal = Refusal {
    message: "The request is not one of the calls of this service.",
    detail: "<ECGridOSSOAPErrorCode>InvalidParameter</ECGridOSSOAPErrorCode>",
};

/// The answer to a request, in the version of SOAP that it came in.
pub(super) fn answer(request: &Request) -> Reply {
    let version_12 = request
        .header("content-type")
        .is_some_and(|value| value.starts_with("application/soap+xml"));
    let document = Document::parse(&request.body);
    let result = match document.as_ref().ok().and_then(call) {
        Some(call) => perform(call, request.path.starts_with("/wsdl/")),
        None => Err(NO_CALL),
    };
    let (status, body) = match result {
        Ok(body) => (200, body),
        Err(refusal) => (500, fault(&refusal, version_12)),
    };
    let (namespace, content_type) = if version_12 {
        (SOAP_12, "application/soap+xml; charset=utf-8")
    } else {
        (SOAP_11, "text/xml; charset=utf-8")
    };
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"{namespace}\"><soap:Body>{body}</soap:Body></soap:Envelope>"
    );
    Reply {
        status,
        content_type,
        retry_after: None,
        body,
    }
}

/// The element in the body of the envelope.
fn call<'a>(document: &'a Document<'_>) -> Option<Node<'a, 'a>> {
    let body = document
        .root_element()
        .children()
        .find(|node| node.tag_name().name() == "Body")?;
    body.children()
        .find(|node| node.is_element() && node.tag_name().namespace() == Some(NAMESPACE))
}

/// Does what the element asks for, and answers the element that stands in the body of the answer.
fn perform(call: Node<'_, '_>, of_the_wsdl: bool) -> Result<String, Refusal> {
    let input = |name| {
        call.children()
            .find(|node| node.has_tag_name((NAMESPACE, name)))
            .and_then(|node| node.text())
    };
    if !input("SessionID").is_some_and(|session| [SESSION, API_KEY].contains(&session)) {
        return Err(NO_SESSION);
    }
    let user = || {
        input("UserID")
            .and_then(|id| id.parse().ok())
            .and_then(records::user)
            .ok_or(NO_USER)
    };
    let operation = call.tag_name().name();
    let result = match operation {
        // The documentation's KeyGet asks for a user, the WSDL's for a value that is attached to an
        // object.
        "KeyGet" if of_the_wsdl || input("Key").is_some() => {
            key_value(input("Key").unwrap_or("ftp:status"))
        }
        "KeyGet" => {
            let user = user()?;
            let key = user.keys.first().ok_or(NO_USER)?;
            format!(
                "<KeyID>{}</KeyID><UserID>{}</UserID><Key>{}</Key><Visibility>{}</Visibility><Created>{}</Created>",
                key.id, user.id, key.key, key.visibility, key.created
            )
        }
        "UserGetAPIKey" => user()?.api_key.to_owned(),
        _ => return Err(NO_CALL),
    };
    let result = match result.as_str() {
        "" => String::new(),
        result => format!("<{operation}Result>{result}</{operation}Result>"),
    };
    Ok(format!(
        "<{operation}Response xmlns=\"{NAMESPACE}\">{result}</{operation}Response>"
    ))
}

/// The value of one name; nothing for any other.
fn key_value(name: &str) -> String {
    if name != "ftp:status" {
        return String::new();
    }
    "<Key>ftp:status</Key><Value>enabled</Value><Created>2025-01-15T08:30:00</Created>\
     <Expires>9999-12-31T23:59:59.999</Expires><Visibility>Private</Visibility>\
     <NetworkID>100</NetworkID><MailboxID>142</MailboxID><UserID>5001</UserID>"
        .to_owned()
}

fn fault(refusal: &Refusal, version_12: bool) -> String {
    let Refusal { message, detail } = refusal;
    if version_12 {
        return format!(
            "<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason>\
             <soap:Text xml:lang=\"en\">{message}</soap:Text></soap:Reason><soap:Detail>{detail}</soap:Detail></soap:Fault>"
        );
    }
    format!(
        "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>{message}</faultstring><detail>{detail}</detail></soap:Fault>"
    )
}
