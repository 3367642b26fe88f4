//! From an answer to a value, or to an error that says what the server said.
//!
//! A good answer is read in one pass. Only when that fails is the envelope read again, tolerantly,
//! to see whether the server said no: then that is the error, not the payload that does not fit.

use std::marker::PhantomData;

use serde::de::value::UnitDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny};

use super::envelope::{Opened, Opener, Payload};
use super::json::{self, Flag};
use super::{Envelope, Operation};
use crate::error::{Error, ErrorKind, Mismatch, told};
use crate::media::{self, without_bom};
use crate::transport::Answer;
use crate::value::record::absent;
use crate::value::tolerant;

/// Reads an answer. `nothing`: `T` is `()`, so that a payload is of no interest.
pub(super) fn read<T: DeserializeOwned>(
    operation: &Operation,
    answer: &Answer,
    nothing: bool,
) -> Result<T, Error> {
    match operation.envelope {
        Some(envelope) => enveloped(envelope, answer, nothing),
        None => plain(operation, answer, nothing),
    }
    .map_err(|error| instead(operation, answer, error))
}

fn plain<T: DeserializeOwned>(
    operation: &Operation,
    answer: &Answer,
    nothing: bool,
) -> Result<T, Error> {
    accepted(operation, answer)?;
    if nothing {
        no_page(operation, answer)?;
    }
    if nothing || without_bom(&answer.body).is_empty() {
        if let Some(value) = of_nothing() {
            return Ok(value);
        }
    }
    if operation.text {
        text(operation, answer)
    } else {
        json(&answer.body)
    }
}

/// Makes sure that an answer is a good one.
pub(super) fn accepted(operation: &Operation, answer: &Answer) -> Result<(), Error> {
    if operation.accepts_status(answer.status) {
        Ok(())
    } else {
        Err(refusal(answer))
    }
}

/// Makes sure that the content of a good answer is not an HTML page where none is described: a
/// login page, say, or one of a proxy. JSON needs no such look, because no page can be read as it.
pub(super) fn no_page(operation: &Operation, answer: &Answer) -> Result<(), Error> {
    if is_page(operation, answer) {
        Err(page())
    } else {
        Ok(())
    }
}

fn is_page(operation: &Operation, answer: &Answer) -> bool {
    !answer.body.is_empty()
        && answer.status.is_success()
        && media::is_html(&answer.headers)
        && !operation.allows_html()
}

#[cold]
fn page() -> Error {
    Error::decode(Mismatch::new(
        "",
        "an HTML page came, and none is described",
    ))
}

/// The error of an answer that cannot be read: that it is a page says more than where it is no
/// JSON.
#[cold]
pub(super) fn instead(operation: &Operation, answer: &Answer, error: Error) -> Error {
    let is_markup = answer.body.trim_ascii_start().starts_with(b"<");
    if error.kind() == ErrorKind::Decode && is_markup && is_page(operation, answer) {
        page()
    } else {
        error
    }
}

/// What an answer says that is no good one.
pub(super) fn refusal(answer: &Answer) -> Error {
    match told(&answer.body) {
        (None, None) => Error::from_status(answer.status),
        (code, message) => Error::api(code, message),
    }
}

/// What an answer says from which no stream can be read: `expected` is what was wanted.
pub(super) fn no_stream(operation: &Operation, answer: &Answer, expected: &'static str) -> Error {
    if let Err(refusal) = accepted(operation, answer) {
        return refusal;
    }
    match media::named(&answer.headers) {
        Some(came) if !is_page(operation, answer) => Error::decode(Mismatch::new(
            "",
            format!("`{came}` came where {expected} is expected"),
        )),
        _ => page(),
    }
}

/// Reads a body as JSON.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let body = without_bom(body);
    if body.is_empty() {
        return of_nothing().ok_or_else(|| Error::decode(Mismatch::new("", "the answer is empty")));
    }
    tolerant::from_json(body).map_err(|error| Error::decode(json::mismatch(&error, body)))
}

/// Reads a body as text: UTF-8, or Latin-1 where the answer says so.
pub(super) fn text<T: DeserializeOwned>(
    operation: &Operation,
    answer: &Answer,
) -> Result<T, Error> {
    no_page(operation, answer)?;
    let text = media::text(&answer.body, Some(&answer.headers))
        .ok_or_else(|| Error::decode(Mismatch::new("", "the text is not UTF-8")))?;
    // The way of a JSON text, which an `Option` of one takes, too.
    serde_json::from_value(serde_json::Value::String(text.into_owned()))
        .map_err(|error| Error::decode(json::mismatch(&error, b"")))
}

fn enveloped<T: DeserializeOwned>(
    envelope: &'static Envelope,
    answer: &Answer,
    nothing: bool,
) -> Result<T, Error> {
    let body = without_bom(&answer.body);
    if nothing {
        let opened =
            open::<IgnoredAny>(envelope, body).map_err(|error| unreadable(&error, answer, body))?;
        judge(envelope, answer, &opened)?;
        return of_nothing().ok_or_else(|| missing(envelope.data));
    }
    match open::<T>(envelope, body) {
        Ok(opened) => {
            judge(envelope, answer, &opened)?;
            match opened.data {
                Some(data) => Ok(data),
                None => absent::take::<T, serde_json::Error>(None, envelope.data)
                    .map_err(|_| missing(envelope.data)),
            }
        }
        Err(error) => Err(explain(envelope, answer, body, &error)),
    }
}

/// Says why an envelope could not be read into its type.
#[cold]
fn explain(
    envelope: &'static Envelope,
    answer: &Answer,
    body: &[u8],
    error: &serde_json::Error,
) -> Error {
    let Ok(opened) = open::<Payload>(envelope, body) else {
        return unreadable(error, answer, body);
    };
    if let Err(verdict) = judge(envelope, answer, &opened) {
        return verdict;
    }
    match opened.data {
        Some(Payload::Null) => Error::decode(Mismatch::new(
            envelope.data,
            "null where a value is required",
        )),
        _ => Error::decode(json::mismatch(error, body)),
    }
}

/// What the envelope itself says: yes, or why not.
fn judge<T>(envelope: &Envelope, answer: &Answer, opened: &Opened<T>) -> Result<(), Error> {
    let refused = !answer.status.is_success();
    match opened.success {
        Some(Flag::True) if refused => Err(Error::from_status(answer.status)),
        Some(Flag::True) => Ok(()),
        Some(Flag::False) => Err(Error::api(opened.code.clone(), opened.message.clone())),
        // An error page in JSON that is not the API's own.
        _ if refused => Err(Error::from_status(answer.status)),
        Some(Flag::Neither) => Err(Error::decode(Mismatch::new(
            envelope.success,
            "neither true nor false",
        ))),
        None => Err(missing(envelope.success)),
    }
}

/// A body that is no envelope at all.
fn unreadable(error: &serde_json::Error, answer: &Answer, body: &[u8]) -> Error {
    if !answer.status.is_success() {
        return Error::from_status(answer.status);
    }
    if body.is_empty() {
        return Error::decode(Mismatch::new("", "the answer is empty"));
    }
    Error::decode(json::mismatch(error, body))
}

fn open<T: DeserializeOwned>(
    envelope: &'static Envelope,
    body: &[u8],
) -> Result<Opened<T>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let opened = Opener::<T> {
        envelope,
        payload: PhantomData,
    }
    .deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(opened)
}

fn missing(name: &'static str) -> Error {
    Error::decode(Mismatch::new("", format!("missing field `{name}`")))
}

/// The value of a type that accepts nothing at all: `()`, an `Option`.
fn of_nothing<T: DeserializeOwned>() -> Option<T> {
    T::deserialize(UnitDeserializer::<serde::de::value::Error>::new()).ok()
}
