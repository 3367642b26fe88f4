//! Decodes a response into a value, or into an error with the message of the server.
//!
//! A successful response is decoded in one pass. Only if that fails, the envelope is parsed again,
//! tolerantly: if it reports a failure, that is the error, and not the payload that does not
//! decode.

use super::envelope::{Opened, Payload, open, open_fast};
use super::json::{self, Flag};
use super::{Envelope, Operation};
use crate::error::{Error, ErrorKind, Mismatch, code_and_message};
use crate::media::{self, without_bom};
use crate::transport::RawResponse;
use crate::wire::{self, Absent, Fast, Stopped, Value, Wire};

/// Reads a response.
pub(super) fn value<T: Value>(
    operation: &Operation,
    response: &RawResponse,
    nothing: bool,
) -> Result<T, Error> {
    let mut value = T::vacant();
    if fast(operation, response, &mut value, nothing).is_ok() {
        return Ok(value);
    }
    value = T::vacant();
    read(operation, response, &mut value, nothing)?;
    Ok(value)
}

/// Reads a response in which nothing is wrong or unusual.
fn fast(
    operation: &Operation,
    response: &RawResponse,
    value: &mut dyn Wire,
    nothing: bool,
) -> Result<(), Stopped> {
    if nothing || operation.text {
        return Err(Stopped);
    }
    let json = Fast::new(without_bom(&response.body)).ok_or(Stopped)?;
    match operation.envelope {
        Some(envelope) if response.status.is_success() => open_fast(envelope, json, value),
        None if operation.accepts_status(response.status) => json.document(value),
        Some(_) | None => Err(Stopped),
    }
}

/// Makes sure that a response is no refusal: that of an envelope says why.
pub(super) fn judged(operation: &Operation, response: &RawResponse) -> Result<(), Error> {
    let Some(envelope) = operation.envelope else {
        return accepted(operation, response);
    };
    if response.status.is_success() {
        return Ok(());
    }
    let body = without_bom(&response.body);
    match open(envelope, body, &mut Payload::Skipped) {
        Ok(opened) => judge(envelope, response, &opened),
        Err(error) => Err(unreadable(&error, response, body)),
    }
}

/// Reads a response into a vacant value. `nothing`: it is `()`, so that a payload is of no interest.
pub(super) fn read(
    operation: &Operation,
    response: &RawResponse,
    value: &mut dyn Wire,
    nothing: bool,
) -> Result<(), Error> {
    match operation.envelope {
        Some(envelope) => enveloped(envelope, response, value, nothing),
        None => plain(operation, response, value, nothing),
    }
    .map_err(|error| instead(operation, response, error))
}

fn plain(
    operation: &Operation,
    response: &RawResponse,
    value: &mut dyn Wire,
    nothing: bool,
) -> Result<(), Error> {
    accepted(operation, response)?;
    if nothing {
        no_page(operation, response)?;
    }
    if (nothing || without_bom(&response.body).is_empty()) && is_nothing(value) {
        return Ok(());
    }
    if operation.text {
        text(operation, response, value)
    } else {
        json_into(&response.body, value)
    }
}

/// Makes sure that a response is successful.
pub(super) fn accepted(operation: &Operation, response: &RawResponse) -> Result<(), Error> {
    if operation.accepts_status(response.status) {
        Ok(())
    } else {
        Err(refusal(response))
    }
}

/// Makes sure that the content of a successful response is not an HTML page where none is described: a
/// login page, say, or one of a proxy. JSON needs no such look, because no page can be read as it.
pub(super) fn no_page(operation: &Operation, response: &RawResponse) -> Result<(), Error> {
    if is_page(operation, response) {
        Err(page())
    } else {
        Ok(())
    }
}

fn is_page(operation: &Operation, response: &RawResponse) -> bool {
    !response.body.is_empty()
        && response.status.is_success()
        && media::is_html(&response.headers)
        && !operation.allows_html()
}

#[cold]
fn page() -> Error {
    Error::decode(Mismatch::new(
        "",
        "an HTML page came, and none is described",
    ))
}

/// The error of a response that cannot be read: that it is a page says more than where it is no
/// JSON.
#[cold]
pub(super) fn instead(operation: &Operation, response: &RawResponse, error: Error) -> Error {
    let is_markup = response.body.trim_ascii_start().starts_with(b"<");
    if error.kind() == ErrorKind::Decode && is_markup && is_page(operation, response) {
        page()
    } else {
        error
    }
}

/// The error of a response that is not successful.
pub(super) fn refusal(response: &RawResponse) -> Error {
    match code_and_message(&response.body) {
        (None, None) => Error::from_status(response.status),
        (code, message) => Error::api(code, message),
    }
}

/// What a response says from which no stream can be read: `expected` is what was wanted.
pub(super) fn no_stream(
    operation: &Operation,
    response: &RawResponse,
    expected: &'static str,
) -> Error {
    if let Err(refusal) = accepted(operation, response) {
        return refusal;
    }
    match media::named(&response.headers) {
        Some(came) if !is_page(operation, response) => Error::decode(Mismatch::new(
            "",
            format!("`{came}` came where {expected} is expected"),
        )),
        _ => page(),
    }
}

/// Reads JSON as a client reads a response: the body of a webhook, or a response that was stored.
///
/// Faster than `serde_json::from_slice`, which reads generated types, too, through serde.
///
/// # Errors
///
/// [`ErrorKind::Decode`] where the bytes are not JSON, or not what the type needs. The error names the
/// place and quotes no value.
pub fn from_json<T: Value>(json: &[u8]) -> Result<T, Error> {
    let mut value = T::vacant();
    if let Some(fast) = Fast::new(without_bom(json)) {
        if fast.document(&mut value).is_ok() {
            return Ok(value);
        }
        value = T::vacant();
    }
    json_into(json, &mut value)?;
    Ok(value)
}

fn json_into(body: &[u8], value: &mut dyn Wire) -> Result<(), Error> {
    let body = without_bom(body);
    if body.is_empty() {
        if is_nothing(value) {
            return Ok(());
        }
        return Err(Error::decode(Mismatch::new("", "the body is empty")));
    }
    wire::from_json(body, value).map_err(|error| Error::decode(json::mismatch(&error, body)))
}

/// Reads a body as text: UTF-8, or Latin-1 where the response says so.
pub(super) fn text(
    operation: &Operation,
    response: &RawResponse,
    value: &mut dyn Wire,
) -> Result<(), Error> {
    no_page(operation, response)?;
    let text = media::text(&response.body, Some(&response.headers))
        .ok_or_else(|| Error::decode(Mismatch::new("", "the text is not UTF-8")))?;
    // The way of a JSON text, which an `Option` of one takes, too.
    wire::from_value(&serde_json::Value::String(text.into_owned()), value)
        .map_err(|error| Error::decode(json::mismatch(&error, b"")))
}

fn enveloped(
    envelope: &'static Envelope,
    response: &RawResponse,
    value: &mut dyn Wire,
    nothing: bool,
) -> Result<(), Error> {
    let body = without_bom(&response.body);
    if nothing {
        let opened = open(envelope, body, &mut Payload::Skipped)
            .map_err(|error| unreadable(&error, response, body))?;
        judge(envelope, response, &opened)?;
        if is_nothing(value) {
            return Ok(());
        }
        return Err(missing(envelope.data));
    }
    match open(envelope, body, &mut Payload::Read(value)) {
        Ok(opened) => {
            judge(envelope, response, &opened)?;
            if opened.has_data || value.read(&mut Absent).is_ok() {
                return Ok(());
            }
            Err(missing(envelope.data))
        }
        Err(error) => Err(explain(envelope, response, body, &error)),
    }
}

/// Says why an envelope could not be read into its type.
#[cold]
fn explain(
    envelope: &'static Envelope,
    response: &RawResponse,
    body: &[u8],
    error: &serde_json::Error,
) -> Error {
    let mut is_null = false;
    let Ok(opened) = open(envelope, body, &mut Payload::Null(&mut is_null)) else {
        return unreadable(error, response, body);
    };
    if let Err(verdict) = judge(envelope, response, &opened) {
        return verdict;
    }
    if is_null {
        return Error::decode(Mismatch::new(
            envelope.data,
            "null where a value is required",
        ));
    }
    Error::decode(json::mismatch(error, body))
}

/// What the envelope itself says: yes, or why not.
fn judge(envelope: &Envelope, response: &RawResponse, opened: &Opened) -> Result<(), Error> {
    let refused = !response.status.is_success();
    match opened.success {
        Some(Flag::True) if refused => Err(Error::from_status(response.status)),
        Some(Flag::True) => Ok(()),
        Some(Flag::False) => Err(Error::api(opened.code.clone(), opened.message.clone())),
        // An error page in JSON that is not the API's own.
        _ if refused => Err(Error::from_status(response.status)),
        Some(Flag::Neither) => Err(Error::decode(Mismatch::new(
            envelope.success,
            "neither true nor false",
        ))),
        None => Err(missing(envelope.success)),
    }
}

/// A body that is not an envelope at all.
fn unreadable(error: &serde_json::Error, response: &RawResponse, body: &[u8]) -> Error {
    if !response.status.is_success() {
        return Error::from_status(response.status);
    }
    if body.is_empty() {
        return Error::decode(Mismatch::new("", "the response is empty"));
    }
    Error::decode(json::mismatch(error, body))
}

fn missing(name: &'static str) -> Error {
    Error::decode(Mismatch::new("", format!("missing field `{name}`")))
}

/// Reads nothing at all: whether the type accepts it, as `()` and an `Option` do.
fn is_nothing(value: &mut dyn Wire) -> bool {
    wire::from_value(&serde_json::Value::Null, value).is_ok()
}
