//! Server-sent events (`text/event-stream`, WHATWG HTML, section 9.2): lines of fields, and a blank
//! line after each event.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde_json::{Value, json};

use super::Pieces;
use super::lines::Lines;
use crate::error::{Error, ErrorBody, Mismatch, code_and_message};
use crate::rest::from_json;
use crate::wire;

/// What a server says when it has no more to say, instead of an event.
const DONE: &str = "[DONE]";

/// A server-sent event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The field `event`, if the server sent it.
    pub name: Option<String>,
    /// The field `data`: its lines, joined by a line feed.
    pub data: String,
    /// The field `id` of this event, or of the last one that had it.
    pub id: Option<String>,
    /// The field `retry`: how long to wait before reconnecting, in milliseconds, if the server sent
    /// it.
    pub retry: Option<u64>,
}

/// The name of an event by which a server reports a failure while it streams.
const ERROR: &str = "error";

/// How events are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// What of an event is its value.
    pub(crate) value: EventValue,
    /// Whether events called `error` are described like the others.
    pub(crate) errors: bool,
    /// Whether the response says that it is a stream of events.
    pub(crate) is_told: bool,
}

/// What of an event is the value that is read.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventValue {
    /// Its data, which is JSON.
    Data,
    /// An object of its name, id and data, where the data is JSON or text.
    Event,
    /// The same, where the data is text even if it looks like JSON.
    EventOfText,
}

/// What an event can be read as.
pub trait FromEvent: Sized {
    /// Reads an event, or its data alone.
    #[doc(hidden)]
    fn from_event(event: Event, value: EventValue) -> Result<Self, Error>;
}

impl FromEvent for Event {
    fn from_event(event: Event, _value: EventValue) -> Result<Self, Error> {
        Ok(event)
    }
}

impl<T: wire::Value> FromEvent for T {
    fn from_event(event: Event, value: EventValue) -> Result<Self, Error> {
        let data = match value {
            EventValue::Data => return from_json(event.data.as_bytes()),
            EventValue::Event => {
                serde_json::from_str(&event.data).unwrap_or(Value::String(event.data))
            }
            EventValue::EventOfText => Value::String(event.data),
        };
        let mut object = json!({ "data": data });
        for (name, value) in [("event", event.name), ("id", event.id)] {
            if let Some(value) = value {
                object[name] = Value::String(value);
            }
        }
        if let Some(retry) = event.retry {
            object["retry"] = retry.into();
        }
        from_json(object.to_string().as_bytes())
    }
}

/// The server-sent events of a response, as they arrive.
///
/// It is a [`Stream`]; [`next`](Self::next) returns one event. The timeout of the call limits how
/// long the server may be silent; a comment or a part of an event ends the silence. A broken
/// connection is an error and ends the stream; it does not reconnect. An event that does not match
/// its schema is an error too, and so is an event named `error` that the API does not describe:
/// [`Error::body`] decodes its data. The next event can be read after these two. Dropping the
/// stream closes the connection.
#[must_use = "events are read one by one, or dropped"]
pub struct EventStream<T> {
    pieces: Pieces,
    reading: Reading,
    lines: Lines,
    open: Event,
    has_data: bool,
    /// Events that came in one piece.
    ready: VecDeque<Event>,
    over: bool,
    /// A line of what is not a stream of events came.
    foreign: bool,
    item: PhantomData<fn() -> T>,
}

impl<T> EventStream<T> {
    pub(crate) fn new(pieces: Pieces, reading: Reading) -> Self {
        Self {
            pieces,
            reading,
            lines: Lines::default(),
            open: Event::default(),
            has_data: false,
            ready: VecDeque::new(),
            over: false,
            foreign: false,
            item: PhantomData,
        }
    }

    /// Takes what a line says.
    fn take(&mut self, line: &[u8]) {
        if line.is_empty() {
            return self.close();
        }
        let line = String::from_utf8_lossy(line);
        let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.open.name = Some(value.to_owned()).filter(|name| !name.is_empty()),
            "data" => {
                if self.has_data {
                    self.open.data.push('\n');
                }
                self.has_data = true;
                self.open.data.push_str(value);
            }
            "id" if !value.contains('\0') => self.open.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.open.retry = value.parse().ok();
            }
            // A comment, or a value that is none.
            "" | "id" | "retry" => {}
            // What a later version says, where it is certain that these are events.
            _ => self.foreign |= !self.reading.is_told,
        }
    }

    /// Ends the event that is open.
    fn close(&mut self) {
        let event = Event {
            id: self.open.id.clone(),
            ..Event::default()
        };
        let event = std::mem::replace(&mut self.open, event);
        if !std::mem::take(&mut self.has_data) {
            return;
        }
        if event.data.trim() == DONE {
            self.over = true;
        } else if !self.over {
            self.ready.push_back(event);
        }
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event, Error>>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            if std::mem::take(&mut self.foreign) {
                self.over = true;
                let what = "a response without a media type is not a stream of events";
                let error = self.pieces.tell(Error::decode(Mismatch::new("", what)));
                return Poll::Ready(Some(Err(error)));
            }
            if self.over {
                self.pieces.end();
                return Poll::Ready(None);
            }
            match ready!(self.pieces.poll_piece(context)) {
                Some(Ok(piece)) => {
                    let limit = self.pieces.limit();
                    let long =
                        self.lines.push(&piece, limit).is_err() || self.open.data.len() > limit;
                    if long {
                        self.over = true;
                        let error = self.pieces.tell(Error::too_large(limit));
                        return Poll::Ready(Some(Err(error)));
                    }
                    let mut lines = std::mem::take(&mut self.lines);
                    while let Some(line) = lines.next() {
                        self.take(line);
                    }
                    self.lines = lines;
                }
                Some(Err(error)) => {
                    self.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    // The last event may do without its blank line.
                    let rest = self.lines.rest();
                    if !rest.is_empty() {
                        self.take(&rest);
                    }
                    self.close();
                    self.over = true;
                }
            }
        }
    }
}

impl<T: FromEvent> EventStream<T> {
    /// Returns the next event; `None` at the end, which a server may mark with `[DONE]`.
    ///
    /// # Errors
    ///
    /// If the connection breaks, the server is silent for longer than the timeout of the call, or
    /// an event exceeds the maximum response size, the stream ends. If an event does not match its
    /// schema or reports a failure, the next one can be read.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let item = match ready!(self.poll_event(context)) {
            Some(Ok(event)) => {
                let read = match event.name.as_deref() {
                    Some(ERROR) if !self.reading.errors => Err(reported(event.data)),
                    _ => T::from_event(event, self.reading.value),
                };
                Some(read.map_err(|error| self.pieces.tell(error)))
            }
            Some(Err(error)) => Some(Err(error)),
            None => None,
        };
        Poll::Ready(item)
    }
}

/// The failure that an event reports.
fn reported(data: String) -> Error {
    let data = Bytes::from(data);
    let (code, message) = code_and_message(&data);
    Error::api(code, message).with_body(ErrorBody::of(data))
}

impl<T: FromEvent> Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").finish_non_exhaustive()
    }
}
