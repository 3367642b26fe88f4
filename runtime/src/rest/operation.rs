//! An operation, as the description declares it.

use reqwest::StatusCode;

use super::{Envelope, Needs};
use crate::media;
use crate::stream::EventValue;
use crate::transport::Effect;

/// A declared operation: a `static` in emitted code.
#[derive(Debug)]
pub struct Operation {
    pub(super) name: &'static str,
    /// The HTTP method as it is sent: upper and lower case are different methods.
    pub(super) method: &'static str,
    /// The path with its parameters in braces.
    pub(super) path: &'static str,
    pub(super) effect: Effect,
    pub(super) envelope: Option<&'static Envelope>,
    /// The media types to ask for, where they are not those of the client.
    pub(super) accept: Option<&'static str>,
    /// Whether a successful response is text rather than JSON.
    pub(super) text: bool,
    /// Whether a redirect is a successful response.
    pub(super) redirects: bool,
    /// The credentials that it needs, where they are not those of the service.
    pub(super) needs: Option<Needs>,
    /// Of the body, where it is not `application/json`.
    pub(super) media_type: Option<&'static str>,
    /// Whether nothing is sent when no field of the body is set.
    pub(super) optional_body: bool,
    /// What of an event is its value.
    pub(super) event_value: EventValue,
    /// Whether events called `error` are described.
    pub(super) error_events: bool,
    /// The address that it goes to, where the client goes wherever its service is.
    pub(super) server: Option<&'static str>,
}

impl Operation {
    const fn new(
        name: &'static str,
        method: &'static str,
        path: &'static str,
        effect: Effect,
    ) -> Self {
        Self {
            name,
            method,
            path,
            effect,
            envelope: None,
            accept: None,
            text: false,
            redirects: false,
            needs: None,
            media_type: None,
            optional_body: false,
            event_value: EventValue::Data,
            error_events: false,
            server: None,
        }
    }

    /// Declares a GET; it reads.
    pub const fn get(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "GET", path, Effect::Read)
    }

    /// Declares a HEAD; it reads.
    pub const fn head(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "HEAD", path, Effect::Read)
    }

    /// Declares an OPTIONS; it reads.
    pub const fn options(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "OPTIONS", path, Effect::Read)
    }

    /// Declares a PUT; it is idempotent.
    pub const fn put(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "PUT", path, Effect::Idempotent)
    }

    /// Declares a DELETE; it is idempotent.
    pub const fn delete(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "DELETE", path, Effect::Idempotent)
    }

    /// Declares a TRACE; it reads.
    pub const fn trace(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "TRACE", path, Effect::Read)
    }

    /// Declares a POST; it writes.
    pub const fn post(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "POST", path, Effect::Write)
    }

    /// Declares a PATCH; it writes.
    pub const fn patch(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "PATCH", path, Effect::Write)
    }

    /// Declares a QUERY; it reads.
    pub const fn query(name: &'static str, path: &'static str) -> Self {
        Self::new(name, "QUERY", path, Effect::Read)
    }

    /// Declares an operation of another HTTP method, whose effect is unknown: it writes.
    pub const fn other(method: &'static str, name: &'static str, path: &'static str) -> Self {
        Self::new(name, method, path, Effect::Write)
    }

    /// Says that the operation only reads, whatever its method.
    pub const fn reads_only(self) -> Self {
        self.with_effect(Effect::Read)
    }

    /// Says that doing it twice is like doing it once.
    pub const fn idempotent(self) -> Self {
        self.with_effect(Effect::Idempotent)
    }

    /// Says that it changes something each time.
    pub const fn writes(self) -> Self {
        self.with_effect(Effect::Write)
    }

    /// Says that its responses come in an envelope.
    pub const fn enveloped(mut self, envelope: &'static Envelope) -> Self {
        self.envelope = Some(envelope);
        self
    }

    /// Says that it goes to an address of its own, unless the client goes to another than its
    /// service's.
    pub const fn at(mut self, server: &'static str) -> Self {
        self.server = Some(server);
        self
    }

    /// Names the media types to ask for: a list as in the header `Accept`, of visible ASCII.
    pub const fn accepts(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// Says that its response is the text of the body.
    pub const fn text(mut self) -> Self {
        self.text = true;
        self
    }

    /// Says that its response is a redirect.
    pub const fn redirects(mut self) -> Self {
        self.redirects = true;
        self
    }

    /// Says that the values of its events are objects of name and data, rather than the data.
    pub const fn whole_events(mut self) -> Self {
        self.event_value = EventValue::Event;
        self
    }

    /// Says the same, and that the data is text even if it looks like JSON.
    pub const fn whole_text_events(mut self) -> Self {
        self.event_value = EventValue::EventOfText;
        self
    }

    /// Says that an event called `error` is described like the others, and is not a failure.
    pub const fn error_events(mut self) -> Self {
        self.error_events = true;
        self
    }

    /// Whether a response of this status is successful.
    pub(super) fn accepts_status(&self, status: StatusCode) -> bool {
        let redirects = self.redirects && status.is_redirection();
        status.is_success() || (redirects && status != StatusCode::NOT_MODIFIED)
    }

    /// Whether a successful response may be an HTML page.
    pub(super) fn allows_html(&self) -> bool {
        self.accept.is_some_and(media::allows_html)
    }

    /// Says which credentials the call carries: those of any one of these lists of schemes, where
    /// the calls of the service carry others.
    pub const fn needs(mut self, needs: Needs) -> Self {
        self.needs = Some(needs);
        self
    }

    /// Says of which media type its body is, where that is not `application/json`.
    pub const fn sends(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Says that it sends no body when no field of it is set.
    pub const fn optional_body(mut self) -> Self {
        self.optional_body = true;
        self
    }

    const fn with_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }
}
