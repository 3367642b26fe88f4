//! The body of an error response. Kept for a caller who asks for it, and never printed.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use crate::media;
use crate::value::tolerant;
#[cfg(feature = "xml")]
use crate::xml::{document, element::Element, read::ReadXml};

/// The most that is kept of a body, in bytes.
const LARGEST: usize = 1024 * 1024;

/// The body of an error, or its beginning.
pub(crate) struct ErrorBody {
    content: Bytes,
    is_cut: bool,
}

impl ErrorBody {
    /// Keeps a body, unless it is empty.
    pub(crate) fn of(content: Bytes) -> Option<Self> {
        if content.len() > LARGEST {
            return Self::beginning(&content);
        }
        (!content.is_empty()).then_some(Self {
            content,
            is_cut: false,
        })
    }

    /// Keeps what came of a body, unless nothing came.
    pub(crate) fn beginning(content: &[u8]) -> Option<Self> {
        let content = &content[..content.len().min(LARGEST)];
        (!content.is_empty()).then(|| Self {
            content: Bytes::copy_from_slice(content),
            is_cut: true,
        })
    }

    /// The body as text.
    pub(super) fn text(&self, headers: Option<&HeaderMap>) -> Cow<'_, str> {
        media::text(&self.content, headers)
            .unwrap_or_else(|| String::from_utf8_lossy(&self.content))
    }

    /// The body as JSON, unless it is only the beginning of one; a text whatever it is.
    pub(super) fn read<T: DeserializeOwned>(&self, headers: Option<&HeaderMap>) -> Option<T> {
        if self.is_cut {
            return None;
        }
        tolerant::from_json(media::without_bom(&self.content))
            .ok()
            .or_else(|| T::deserialize(Plain(self.text(headers))).ok())
    }

    /// The body as an element of XML, unless it is only the beginning of one.
    #[cfg(feature = "xml")]
    pub(super) fn read_xml<T: ReadXml>(&self, headers: Option<&HeaderMap>) -> Option<T> {
        if self.is_cut {
            return None;
        }
        let text = document::text(&self.content, headers).ok()?;
        let document = document::parse(&text).ok()?;
        let root = Element::root(document.root_element(), "").ok()?;
        T::read_xml(root).ok()
    }
}

/// Text that is not JSON: only a type that wants nothing but a `String` can be read from it.
struct Plain<'t>(Cow<'t, str>);

impl<'de> Deserializer<'de> for Plain<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Self::Error::custom("the body is not JSON"))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_string(self.0.into_owned())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The error code and the message in a body, where they stand where APIs use to put them.
pub(crate) fn code_and_message(content: &[u8]) -> (Option<String>, Option<String>) {
    if content.len() > LARGEST {
        return (None, None);
    }
    let Ok(outer @ Value::Object(_)) = serde_json::from_slice::<Value>(media::without_bom(content))
    else {
        return (None, None);
    };
    let inner = match outer.get("error") {
        Some(inner @ Value::Object(_)) => Some(inner),
        _ => outer.get("errors").and_then(|errors| errors.get(0)),
    };
    let places = [Some(&outer), inner];
    let first = |names: &[&str]| {
        places
            .iter()
            .flatten()
            .find_map(|place| names.iter().find_map(|name| words(place.get(*name)?)))
    };
    let message = first(&[
        "message",
        "detail",
        "error_description",
        "error_message",
        "errorMessage",
    ])
    .or_else(|| inner.and_then(words))
    .or_else(|| first(&["title"]));
    let code = first(&["code", "error_code", "errorCode"]);
    // OAuth's code, unless it is all that is said.
    let error = outer.get("error").and_then(words);
    match (code, message) {
        (None, Some(message)) => (error, Some(message)),
        (code, message) => (code, message.or(error)),
    }
}

/// A text, or a number as one.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::code_and_message;

    #[test]
    fn code_and_message_are_found_where_they_usually_are() {
        for (body, code, message) in [
            (r#"{"message":"No"}"#, None, Some("No")),
            (r#"{"code":7,"message":"No"}"#, Some("7"), Some("No")),
            (
                r#"{"error":{"code":"x","message":"No","type":"y"}}"#,
                Some("x"),
                Some("No"),
            ),
            (r#"{"error":"No"}"#, None, Some("No")),
            (
                r#"{"error":"invalid_grant","error_description":"No"}"#,
                Some("invalid_grant"),
                Some("No"),
            ),
            (
                r#"{"type":"about:blank","title":"Short","detail":"Long"}"#,
                None,
                Some("Long"),
            ),
            (r#"{"errors":["No"]}"#, None, Some("No")),
            (r#"{"errors":[{"message":"No"}]}"#, None, Some("No")),
            ("[]", None, None),
            ("<html>", None, None),
            (r#"{"message":{"deep":1}}"#, None, None),
        ] {
            let told = code_and_message(body.as_bytes());
            assert_eq!(
                (told.0.as_deref(), told.1.as_deref()),
                (code, message),
                "{body}"
            );
        }
    }
}
