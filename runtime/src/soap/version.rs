//! The differences between SOAP 1.1 and 1.2.

use reqwest::header::{
    ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue,
};

/// The header of SOAP 1.1 that names the action.
const SOAP_ACTION: HeaderName = HeaderName::from_static("soapaction");

/// A version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Soap11,
    Soap12,
}

impl Version {
    /// Both, for recognising a response: a server may respond in another version than it was asked
    /// in.
    pub(super) const ALL: [Self; 2] = [Self::Soap11, Self::Soap12];

    /// The namespace of the envelope.
    pub(super) fn namespace(self) -> &'static str {
        match self {
            Self::Soap11 => "http://schemas.xmlsoap.org/soap/envelope/",
            Self::Soap12 => "http://www.w3.org/2003/05/soap-envelope",
        }
    }

    /// The headers of a request for this action.
    pub(super) fn headers(self, action: &str) -> Result<HeaderMap, InvalidHeaderValue> {
        let mut headers = HeaderMap::with_capacity(3);
        match self {
            Self::Soap11 => {
                headers.insert(ACCEPT, HeaderValue::from_static("text/xml"));
                headers.insert(
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/xml; charset=utf-8"),
                );
                headers.insert(
                    SOAP_ACTION,
                    HeaderValue::from_str(&format!("\"{action}\""))?,
                );
            }
            Self::Soap12 => {
                let content_type =
                    format!("application/soap+xml; charset=utf-8; action=\"{action}\"");
                headers.insert(ACCEPT, HeaderValue::from_static("application/soap+xml"));
                headers.insert(CONTENT_TYPE, HeaderValue::from_str(&content_type)?);
            }
        }
        Ok(headers)
    }
}
