//! The body of an answer that is an error: kept for whoever asks for it by its type, shown to
//! nobody else.

use std::any::TypeId;

use bytes::Bytes;
use reqwest::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a description says of the answers that are errors: a status and the type of its body.
pub type Failures = &'static [(&'static str, fn() -> TypeId)];

/// The largest body that is kept, in bytes.
const LARGEST: usize = 1024 * 1024;

/// The body of an error, and what the description says of it.
pub(crate) struct ErrorBody {
    content: Bytes,
    /// The type that is described for this call and status.
    described: Option<TypeId>,
}

impl ErrorBody {
    /// Keeps a body, unless there is none or it is too large.
    pub(crate) fn of(content: &Bytes, failures: Failures, status: StatusCode) -> Option<Self> {
        (!content.is_empty() && content.len() <= LARGEST).then(|| {
            let statuses = failures.iter().map(|(status, _)| *status);
            let at = crate::rest::described(statuses, status);
            Self {
                content: content.clone(),
                described: at.map(|at| failures[at].1()),
            }
        })
    }

    /// The body as the type that is described; as any JSON and as text whatever is described.
    pub(super) fn read<T: DeserializeOwned + 'static>(&self) -> Option<T> {
        let wanted = TypeId::of::<T>();
        if wanted == TypeId::of::<String>() {
            // Text in JSON is text, too.
            return serde_json::from_slice(&self.content).ok().or_else(|| {
                let text = String::from_utf8_lossy(&self.content).into_owned();
                serde_json::from_value(Value::String(text)).ok()
            });
        }
        let readable = wanted == TypeId::of::<Value>() || Some(wanted) == self.described;
        readable
            .then(|| serde_json::from_slice(&self.content).ok())
            .flatten()
    }

    /// The error code and the message, where they stand where APIs use to put them.
    pub(crate) fn told(&self) -> (Option<String>, Option<String>) {
        let Ok(outer @ Value::Object(_)) = serde_json::from_slice::<Value>(&self.content) else {
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
    use bytes::Bytes;
    use reqwest::StatusCode;

    use super::ErrorBody;

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
            let kept = ErrorBody::of(
                &Bytes::copy_from_slice(body.as_bytes()),
                &[],
                StatusCode::NOT_FOUND,
            );
            let told = kept.expect("a body").told();
            assert_eq!(
                (told.0.as_deref(), told.1.as_deref()),
                (code, message),
                "{body}"
            );
        }
    }
}
