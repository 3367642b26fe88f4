//! A request while it is encoded: each field of a generated request writes itself here, in order.
//!
//! No method fails: the first error is kept and returned when the call is sent.

use std::sync::Arc;

use reqwest::Method;

use super::{Call, read};
use crate::Response;
use crate::error::Error;
use crate::pending::Sent;
use crate::redact::Secrets;
use crate::transport::{Exchange, RawResponse};
use crate::xml::element::Element;
use crate::xml::list::ReadXmlList;
use crate::xml::problem::Problem;
use crate::xml::read::ReadXml;
use crate::xml::write::{WriteXml, WriteXmlList};
use crate::xml::writer::{Refused, Writer};

/// A request under construction.
pub struct Draft {
    call: Call,
    writer: Writer,
}

impl Draft {
    /// Starts the envelope, with the session where the operation carries it.
    #[must_use]
    pub fn new(call: Call) -> Self {
        let mut draft = Self {
            call,
            writer: Writer::default(),
        };
        let core = Arc::clone(&draft.call.core);
        let element = draft.call.operation.element;
        draft
            .writer
            .raw(r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap=""#)
            .raw(core.version.namespace())
            .raw(r#""><soap:Body><"#)
            .raw(element)
            .raw(r#" xmlns=""#);
        let namespace = draft.writer.text(core.service.namespace);
        draft.note("xmlns", namespace);
        draft.writer.raw(r#"">"#);
        if let (Some(name), false) = (core.service.session, draft.call.operation.sessionless) {
            match &core.session {
                Some(session) => draft.child(name, session),
                None => draft
                    .call
                    .options
                    .refuse("the call carries a session, and the client has none"),
            }
        }
        draft
    }

    /// Writes a value, unless it is absent.
    pub fn child<T: WriteXml + ?Sized>(&mut self, name: &'static str, value: &T) {
        let outcome = self.writer.element(name, value);
        self.note("", outcome);
    }

    /// Writes a value, as nil where it is absent.
    pub fn child_or_nil<T: WriteXml + ?Sized>(&mut self, name: &'static str, value: &T) {
        let outcome = self.writer.element_or_nil(name, value);
        self.note("", outcome);
    }

    /// Writes a list of items of one name, unless it is absent.
    pub fn list<L: WriteXmlList + ?Sized>(
        &mut self,
        name: &'static str,
        item: &'static str,
        list: &L,
    ) {
        let outcome = self.writer.list(name, item, list);
        self.note("", outcome);
    }

    /// Sends the request when the future is awaited.
    pub fn send<T>(self) -> Sent<T>
    where
        T: ReadXml + Send + 'static,
    {
        self.send_and_read(T::read_result)
    }

    /// Sends the request when the future is awaited; its result is a list of items of this name.
    pub fn send_list<T>(self, item: &'static str) -> Sent<T>
    where
        T: ReadXmlList + Send + 'static,
    {
        self.send_and_read(move |element| T::read_list(element, item))
    }

    fn send_and_read<T>(
        self,
        value: impl Fn(Option<Element<'_>>) -> Result<T, Problem> + Send + Sync + 'static,
    ) -> Sent<T>
    where
        T: Send + 'static,
    {
        let core = Arc::clone(&self.call.core);
        let element = self.call.operation.element;
        let exchange = self.finish();
        Sent::own(async move {
            let read = |response: &RawResponse| {
                read::read(core.service.namespace, element, response, &value)
            };
            let (value, response) = core.transport.exchange(&mut exchange?, read).await?;
            Ok(Response::new(response.status, response.headers, value))
        })
    }

    fn finish(self) -> Result<Exchange, Error> {
        let Self {
            call:
                Call {
                    core,
                    operation,
                    options,
                },
            mut writer,
        } = self;
        writer
            .raw("</")
            .raw(operation.element)
            .raw("></soap:Body></soap:Envelope>");
        let (body, secrets) = writer.finish();
        let action = format!("{}{}", core.service.namespace, operation.element);
        let headers = core.version.headers(&action).map_err(|_| {
            Error::configuration("the action holds characters that no header can")
                .with_operation(operation.name)
        })?;
        let mut masked = Secrets::shared(Arc::clone(&core.secrets));
        for secret in secrets {
            masked.push(secret);
        }
        Ok(Exchange {
            operation: operation.name,
            method: Method::POST,
            url: core.address.url().clone(),
            headers,
            body: Some(body.into_bytes().into()),
            effect: operation.effect,
            redirects: false,
            options,
            secrets: masked,
            bearer: None,
        })
    }

    /// Remembers a value that XML cannot hold.
    fn note(&mut self, name: &str, outcome: Result<(), Refused>) {
        if let Err(refused) = outcome {
            let path = format!("{}/{}{name}", self.call.operation.element, refused.path());
            self.call
                .options
                .refuse(format!("`{path}` holds a character that XML cannot"));
        }
    }
}
