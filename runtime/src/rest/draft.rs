//! A request while it is encoded: each field of a generated request adds itself here.
//!
//! No method fails: the first error is kept and returned when the call is sent.

use std::borrow::Cow;
use std::sync::Arc;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use zeroize::Zeroize as _;

use super::client::Core;
use super::content::{Content, Encoding};
use super::encoding::{percent_encoded, push_encoded, push_literal};
use super::member;
use super::returned::Returned;
use super::{Call, Carried, Operation, held};
use crate::SecretString;
use crate::error::Error;
use crate::pending::Sent;
use crate::redact::Secrets;
use crate::transport::{Address, Bearer, Exchange, Outgoing, header_value};
use crate::value::record::secret::exposing;
use crate::wire::{Whole, Wire};

/// Room for a small body, so that it is allocated once.
const SMALL_BODY: usize = 128;

/// A request under construction.
pub struct Draft {
    call: Call,
    /// The whole address; path parameters that are not placed yet stand in braces behind
    /// `path_start`.
    url: String,
    path_start: usize,
    /// Where the query begins, once there is one.
    query_start: Option<usize>,
    headers: HeaderMap,
    /// Cookies of this call, as one header.
    cookies: String,
    body: Option<Vec<u8>>,
    /// The body is an object whose closing brace is still missing.
    open_object: bool,
    /// The body, where it is not JSON.
    pub(super) content: Option<Content>,
    /// How members of a body that is given whole are written, where that is not as usual.
    pub(super) encodings: &'static [(&'static str, Encoding)],
    secrets: Secrets,
}

impl Draft {
    /// Starts from a call: its path is the template of the operation.
    pub fn new(call: Call) -> Self {
        let own = call
            .operation
            .server
            .zip(call.core.elsewhere)
            .map(|(server, plain)| Address::parse(server, plain.0));
        let prefix = match &own {
            Some(Ok(address)) => address.prefix(),
            _ => call.core.address.prefix(),
        };
        let mut url = String::with_capacity(prefix.len() + call.operation.path.len() + 64);
        url.push_str(prefix);
        let path_start = url.len();
        // Some descriptions tell calls of one path apart by a query of their own.
        let (path, query) = match call.operation.path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (call.operation.path, None),
        };
        push_literal(&mut url, path);
        let query_start = query.map(|query| {
            let start = url.len();
            url.push('?');
            push_literal(&mut url, query);
            start
        });
        let secrets = Secrets::shared(Arc::clone(&call.core.secrets));
        let mut draft = Self {
            call,
            url,
            path_start,
            query_start,
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: None,
            open_object: false,
            content: None,
            encodings: &[],
            secrets,
        };
        if let Some(Err(error)) = own {
            draft.refuse(error.to_string());
        }
        draft
    }

    /// Refuses the call, unless it is refused already.
    pub(super) fn refuse(&mut self, reason: impl Into<Cow<'static, str>>) {
        self.call.options.refuse(reason);
    }

    /// Puts a value in place of its parameter.
    pub(super) fn path_text(&mut self, name: &'static str, value: &str) {
        if value.is_empty() {
            return self.refuse(format!("the path parameter `{name}` is empty"));
        }
        self.path_encoded(name, &percent_encoded(value));
    }

    /// Puts what is encoded already in place of its parameter, wherever that stands.
    pub(super) fn path_encoded(&mut self, name: &'static str, encoded: &str) {
        if encoded.is_empty() {
            return self.refuse(format!("the path parameter `{name}` is empty"));
        }
        // The template is a literal, names included.
        let mut wanted = String::with_capacity(name.len());
        push_literal(&mut wanted, name);
        let mut from = self.path_start;
        let mut found = false;
        while let Some((start, length)) = placeholder(&self.url[from..], &wanted) {
            let start = from + start;
            self.url.replace_range(start..start + length, encoded);
            if let Some(query_start) = self.query_start.as_mut().filter(|query| **query > start) {
                *query_start = *query_start + encoded.len() - length;
            }
            from = start + encoded.len();
            found = true;
        }
        if !found {
            self.refuse(format!("the path has no parameter `{name}`"));
        }
    }

    /// Adds a query parameter.
    pub(super) fn query_text(&mut self, name: &str, value: &str) {
        self.start_pair();
        push_encoded(&mut self.url, name);
        self.url.push('=');
        push_encoded(&mut self.url, value);
    }

    /// Adds a query parameter that is encoded already.
    pub(super) fn query_encoded(&mut self, name: &str, value: &str) {
        self.start_pair();
        self.url.push_str(name);
        self.url.push('=');
        self.url.push_str(value);
    }

    /// Adds a query string that is encoded already.
    pub(super) fn query_string(&mut self, encoded: &str) {
        self.start_pair();
        self.url.push_str(encoded);
    }

    fn start_pair(&mut self) {
        if self.query_start.is_none() {
            self.query_start = Some(self.url.len());
            self.url.push('?');
        } else {
            self.url.push('&');
        }
    }

    /// Adds a cookie that is encoded already.
    pub(super) fn cookie_text(&mut self, name: &str, value: &str) {
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(name);
        self.cookies.push('=');
        self.cookies.push_str(value);
    }

    /// Adds a header that the description declares.
    pub(super) fn header_text(&mut self, name: &'static str, value: &str) {
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(format!(
                "the header `{name}` has a name that cannot be sent"
            ));
        };
        match header_value(value.as_bytes()) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.headers.append(header, value);
            }
            Err(reason) => self.refuse(format!("the value of the header `{name}` {reason}")),
        }
    }

    /// Says that the body is an object, be it empty.
    pub(super) fn object(&mut self) -> &mut Vec<u8> {
        self.open_object = true;
        self.body.get_or_insert_with(|| {
            let mut body = Vec::with_capacity(SMALL_BODY);
            body.push(b'{');
            body
        })
    }

    /// Adds a field of the body, null where there is no value.
    pub fn body_or_null(&mut self, name: &'static str, value: &dyn Wire) {
        let body = self.object();
        if body.len() > 1 {
            body.push(b',');
        }
        let (written, secrets) = exposing(|| {
            serde_json::to_writer(&mut *body, name).and_then(|()| {
                body.push(b':');
                serde_json::to_writer(body, &Whole(value))
            })
        });
        self.secrets.extend(secrets);
        if written.is_err() {
            self.refuse(format!("the value of `{name}` has no form in JSON"));
        }
    }

    /// Whether there is a body: something that is sent in it, or an operation that has to send one.
    #[must_use]
    pub fn has_body(&self) -> bool {
        let has_members = self.body.as_ref().is_some_and(|body| body.len() > 1);
        !self.call.operation.optional_body || has_members || self.content.is_some()
    }

    /// Makes a value the whole body, null where there is no value.
    pub fn json_or_null(&mut self, name: &'static str, value: &dyn Wire) {
        let mut body = Vec::with_capacity(SMALL_BODY);
        let (written, secrets) = exposing(|| serde_json::to_writer(&mut body, &Whole(value)));
        self.secrets.extend(secrets);
        if written.is_err() {
            self.refuse(format!("the value of `{name}` has no form in JSON"));
        }
        self.body = Some(body);
    }

    /// Sets a member of the JSON that is sent to true, below the objects that these keys lead
    /// through.
    pub(super) fn switch_on(&mut self, keys: &[&'static str]) {
        let body = self.body.get_or_insert_with(|| b"{".to_vec());
        if self.open_object || body.len() == 1 {
            self.open_object = false;
            body.push(b'}');
        }
        if !member::set_true(body, keys) {
            self.refuse("a body that is not an object does not say that a stream is wanted");
        }
    }

    /// Remembers secrets that were written, to be masked in what the server says.
    pub(super) fn remember(&mut self, secrets: Vec<SecretString>) {
        self.secrets.extend(secrets);
    }

    /// Sends the request when the future is awaited.
    pub fn send<T: Returned>(self) -> Sent<T> {
        T::of(self)
    }

    /// Asks for other media types than the operation says.
    pub(super) fn accepting(mut self, media_types: &'static str) -> Self {
        if let Ok(accept) = HeaderValue::from_str(media_types) {
            self.headers.insert(ACCEPT, accept);
        }
        self
    }

    /// Asks at an address that the server gave, instead of where the operation is.
    pub(super) fn at(mut self, address: &Url) -> Self {
        let core = Arc::clone(&self.call.core);
        // Servers repeat what they were asked with; a credential is added once.
        let carried = |name: &str| {
            let mut held = core.held.iter();
            held.any(|held| matches!(&held.carried, Carried::Query(query, _) if *query == name))
        };
        let mut url = address.clone();
        if url.query_pairs().any(|(name, _)| carried(&name)) {
            let kept: Vec<_> = address
                .query_pairs()
                .filter(|(name, _)| !carried(name))
                .collect();
            url.query_pairs_mut().clear().extend_pairs(kept);
        }
        self.url.zeroize();
        self.url = url.into();
        self.path_start = self.url.len();
        self.query_start = self.url.find('?');
        self
    }

    /// What a call is sent through, and what is sent.
    pub(super) fn into_parts(
        self,
    ) -> (Arc<Core>, &'static Operation, Result<Box<Exchange>, Error>) {
        let core = Arc::clone(&self.call.core);
        let operation = self.call.operation;
        (core, operation, self.finish())
    }

    fn finish(mut self) -> Result<Box<Exchange>, Error> {
        let operation = self.call.operation.name;
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.header_text("cookie", &cookies);
        }
        let bearer = self.identify();
        let url = match self.address() {
            Ok(url) => url,
            Err(reason) => {
                self.refuse(reason);
                self.call.core.address.url().clone()
            }
        };
        // A credential may stand in it.
        self.url.zeroize();
        let body = self.content_body();
        let declared = self.call.operation;
        let method = Method::from_bytes(declared.method.as_bytes()).unwrap_or_else(|_| {
            self.refuse(format!("`{}` is not an HTTP method", declared.method));
            Method::default()
        });
        let Call {
            operation: declared,
            options,
            ..
        } = self.call;
        let accept = declared.accept.map(HeaderValue::from_str);
        if let Some(Ok(accept)) = accept {
            self.headers.entry(ACCEPT).or_insert(accept);
        }
        Ok(Box::new(Exchange {
            operation,
            method,
            redirects: declared.redirects,
            url,
            headers: self.headers,
            body,
            effect: declared.effect,
            options,
            secrets: self.secrets,
            bearer,
        }))
    }

    /// Adds the credentials that the call carries, or refuses it where the client lacks them.
    /// Returns where the bearer token comes from, where it is not known yet.
    fn identify(&mut self) -> Option<Arc<Bearer>> {
        let core = Arc::clone(&self.call.core);
        let needs = self.call.operation.needs.or(core.needs)?;
        let chosen = match held::choose(needs, &core.held) {
            Ok(chosen) => chosen,
            Err(lack) => {
                self.refuse(lack);
                return None;
            }
        };
        let mut bearer = None;
        for held in chosen {
            match &held.carried {
                Carried::Header(name, value) => {
                    self.headers.insert(name, value.clone());
                }
                Carried::Query(name, secret) => self.query_text(name, secret.expose_secret()),
                Carried::Cookie(name, secret) => {
                    if !held::add_cookie(&mut self.headers, name, secret) {
                        self.refuse(format!("the cookie `{name}` cannot be sent"));
                    }
                }
                Carried::Token(source) => bearer = Some(Arc::clone(source)),
            }
        }
        bearer
    }

    /// The body, with its media type among the headers where that is not the client's.
    fn content_body(&mut self) -> Option<Outgoing> {
        let declared = self.call.operation;
        if self.open_object {
            let body = self.object();
            let empty = body.len() == 1;
            body.push(b'}');
            if empty && declared.optional_body {
                self.body = None;
            }
        }
        let content = self.content.take().or_else(|| {
            let media_type = declared.media_type.filter(|_| !declared.optional_body)?;
            Content::empty(media_type)
        });
        let (body, own) = match (content, self.body.take()) {
            (Some(content), _) => content.finish(),
            (None, Some(json)) => (json.into(), None),
            (None, None) => return None,
        };
        if let Some(media_type) = own.as_deref().or(declared.media_type) {
            match header_value(media_type.as_bytes()) {
                Ok(media_type) => {
                    self.headers.insert(CONTENT_TYPE, media_type);
                }
                Err(reason) => self.refuse(format!(
                    "the media type of the body, which is the header `Content-Type`, {reason}"
                )),
            }
        }
        Some(body)
    }

    /// Reads the address back and makes sure that it says what was put together: a URL's reader
    /// removes the segments `.` and `..`, however they are encoded.
    fn address(&self) -> Result<Url, &'static str> {
        if self.url[self.path_start..].contains('{') {
            return Err("a path parameter has no value");
        }
        let url = Url::parse(&self.url).map_err(|_| "the path and the base URL make no URL")?;
        if url.as_str() == self.url {
            Ok(url)
        } else {
            Err("a path parameter such as `.` or `..` would change the path")
        }
    }
}

/// Finds `{name}`: where it starts, and how long it is.
fn placeholder(path: &str, name: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = path[from..].find('{').map(|at| from + at) {
        let inner = &path[start + 1..];
        if inner
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('}'))
        {
            return Some((start, name.len() + 2));
        }
        from = start + 1;
    }
    None
}
