//! SOAP on the wire: envelopes to answer with, and requests to look at.

use std::fmt::Write as _;

use roxmltree::Document;

use crate::Reply;

/// A version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soap {
    /// SOAP 1.1.
    V11,
    /// SOAP 1.2.
    V12,
}

impl Soap {
    /// Both versions.
    pub const BOTH: [Self; 2] = [Self::V11, Self::V12];

    /// The folder in `fixtures/`.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::V11 => "soap11",
            Self::V12 => "soap12",
        }
    }

    /// The namespace of the envelope.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        match self {
            Self::V11 => "http://schemas.xmlsoap.org/soap/envelope/",
            Self::V12 => "http://www.w3.org/2003/05/soap-envelope",
        }
    }

    /// The content type of an answer, as ASMX writes it.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::V11 => "text/xml; charset=utf-8",
            Self::V12 => "application/soap+xml; charset=utf-8",
        }
    }

    /// An envelope around the content of a body.
    #[must_use]
    pub fn envelope(self, body: &str) -> String {
        format!(
            r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="{}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>{body}</soap:Body></soap:Envelope>"#,
            self.namespace()
        )
    }

    /// An answer of this text, with the headers that ASMX sends.
    pub fn reply(self, status: u16, text: impl Into<Vec<u8>>) -> Reply {
        Reply::new(status, text)
            .header("X-AspNet-Version", "4.0.30319")
            .header("Cache-Control", "private, max-age=0")
            .header("Content-Type", self.content_type())
    }

    /// An answer that holds the content of a body.
    #[must_use]
    pub fn body(self, status: u16, body: &str) -> Reply {
        self.reply(status, self.envelope(body))
    }

    /// An answer of HTTP 200 with a result: `<KeyGetResult>…</KeyGetResult>` for the operation
    /// `KeyGet`.
    #[must_use]
    pub fn result(self, operation: &str, result: &str) -> Reply {
        let body = format!(
            r#"<{operation}Response xmlns="https://os.ecgrid.io/">{result}</{operation}Response>"#
        );
        self.body(200, &body)
    }

    /// A fault with a code, a message and the content of a detail.
    #[must_use]
    pub fn fault(self, code: &str, message: &str, detail: &str) -> String {
        let detail = match (self, detail) {
            (_, "") => String::new(),
            (Self::V11, detail) => format!("<detail>{detail}</detail>"),
            (Self::V12, detail) => format!("<soap:Detail>{detail}</soap:Detail>"),
        };
        match self {
            Self::V11 => format!(
                "<soap:Fault><faultcode>soap:{code}</faultcode><faultstring>{message}</faultstring>{detail}</soap:Fault>"
            ),
            Self::V12 => format!(
                r#"<soap:Fault><soap:Code><soap:Value>soap:{code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">{message}</soap:Text></soap:Reason>{detail}</soap:Fault>"#
            ),
        }
    }

    /// The fault code that blames the request.
    #[must_use]
    pub fn blames_client(self) -> &'static str {
        match self {
            Self::V11 => "Client",
            Self::V12 => "Sender",
        }
    }

    /// The fault code that blames the server.
    #[must_use]
    pub fn blames_server(self) -> &'static str {
        match self {
            Self::V11 => "Server",
            Self::V12 => "Receiver",
        }
    }
}

/// What an XML document says, whatever its prefixes and its spelling: one line for each element,
/// indented by depth, with namespace, name, attributes and text.
///
/// # Panics
///
/// When the text is no XML.
#[must_use]
pub fn outline(xml: &str) -> Vec<String> {
    let document = Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    elements
        .map(|element| {
            let depth = element.ancestors().count() - 2;
            let tag = element.tag_name();
            let namespace = tag.namespace().unwrap_or_default();
            let mut line = format!("{:depth$}{{{namespace}}}{}", "", tag.name());
            for attribute in element.attributes() {
                let namespace = attribute.namespace().unwrap_or_default();
                let (name, value) = (attribute.name(), attribute.value());
                write!(line, " {{{namespace}}}{name}={value:?}").expect("a line grows");
            }
            let texts = element.children().filter(roxmltree::Node::is_text);
            let text: String = texts.filter_map(|node| node.text()).collect();
            if !text.is_empty() {
                write!(line, " {text:?}").expect("a line grows");
            }
            line
        })
        .collect()
}
