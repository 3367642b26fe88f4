//! Responses: what a call returns on success, and what its errors contain.

use super::{Facts, Input, Type, XmlRoot};
use crate::source::Span;

/// What a successful call returns.
#[derive(Debug)]
pub(crate) struct Output {
    /// Where the description says what is answered.
    pub(crate) span: Span,
    /// The value; that of an item where the body is a stream, nothing where it is not read or where
    /// the status decides.
    pub(crate) ty: Type,
    pub(crate) docs: String,
    pub(crate) facts: Facts,
    pub(crate) content: Content,
    /// Of content that is XML.
    pub(crate) root: Option<XmlRoot>,
    /// The media types that a request asks for, where they are not JSON alone.
    pub(crate) accept: Option<String>,
    /// The responses by status, where callers have to tell them apart.
    pub(crate) choices: Vec<Choice>,
    /// What a request can ask for instead, to read it while it comes.
    pub(crate) stream: Option<Stream>,
    /// What asks for the stream, or is always said where there is nothing else.
    pub(crate) switch: Option<Switch>,
    /// Whether the server is expected to point elsewhere.
    pub(crate) redirects: bool,
    /// The statuses of success with what they mean, where they are answered alike.
    pub(crate) statuses: Vec<(String, String)>,
    /// The headers that come with it.
    pub(crate) headers: Vec<Header>,
    /// Calls that it leads to.
    pub(crate) links: Vec<Link>,
}

/// A header of a response, or a parameter of a webhook: documentation.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) span: Span,
    pub(crate) name: String,
    /// What its value is, in words; empty where the description says nothing.
    pub(crate) kind: String,
    pub(crate) docs: String,
    /// Whether it always comes.
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    /// Whether it says where the next page is.
    pub(crate) leads_on: bool,
}

/// A call that a response leads to: documentation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) name: String,
    pub(crate) to: LinkTarget,
    /// The inputs that it is called with, each with the expression of its value.
    pub(crate) inputs: Vec<(String, String)>,
    pub(crate) docs: String,
}

/// Where a link leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// The id of an operation of the same service.
    Operation(String),
    /// An operation of another description, as it is referred to.
    Elsewhere(String),
}

impl Output {
    /// A response whose body is a document of the protocol.
    pub(crate) fn document(span: Span, ty: Type, docs: String, facts: Facts) -> Self {
        Self {
            span,
            ty,
            docs,
            facts,
            content: Content::Document,
            root: None,
            accept: None,
            choices: Vec::new(),
            stream: None,
            switch: None,
            redirects: false,
            statuses: Vec::new(),
            headers: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_nothing(&self) -> bool {
        self.choices.is_empty()
            && self.ty == Type::Nothing
            && matches!(self.content, Content::Document | Content::Text)
    }

    /// Every type that a response can be of.
    pub(crate) fn types(&self) -> impl Iterator<Item = &Type> {
        let choices = self.choices.iter().map(|choice| &choice.ty);
        let stream = self.stream.iter().map(|stream| &stream.ty);
        std::iter::once(&self.ty).chain(choices).chain(stream)
    }
}

/// How the body of a response holds its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// As the protocol has it: JSON in REST, an element in SOAP.
    Document,
    /// As an element of XML in REST.
    Xml,
    /// As text that is the value.
    Text,
    /// As bytes that are handed on unread.
    Bytes,
    /// As server-sent events, of which a part is the value of the type.
    Events(EventValue),
    /// As JSON of the type, a document a line.
    Lines,
}

/// What of a server-sent event is its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventValue {
    /// Its data, which is JSON.
    Data,
    /// An object of its name, id and data, where the data is JSON or text.
    Event,
    /// The same, where the data is always text.
    EventOfText,
}

/// A response that is read while it comes.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) span: Span,
    /// The media type to ask for.
    pub(crate) accept: String,
    /// Of an item; nothing where an event is taken as it is.
    pub(crate) ty: Type,
    pub(crate) content: Content,
}

/// What asks for a stream.
#[derive(Debug)]
pub(crate) enum Switch {
    /// A value that travels like an input and is none: a boolean.
    Input {
        input: Box<Input>,
        /// What it is when no stream is asked for; nothing where it is left out then.
        plain: Option<bool>,
    },
    /// A member of the JSON that is sent, by the keys that lead to it.
    Member(Vec<String>),
}

/// What one of several statuses returns.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) span: Span,
    /// `201`, `2XX` or `default`.
    pub(crate) status: String,
    pub(crate) docs: String,
    pub(crate) ty: Type,
    pub(crate) content: Content,
    /// Of content that is XML.
    pub(crate) root: Option<XmlRoot>,
}

/// A response that is an error.
#[derive(Debug)]
pub(crate) struct ErrorResponse {
    pub(crate) span: Span,
    /// `404`, `5XX` or `default`.
    pub(crate) status: String,
    pub(crate) docs: String,
    /// What its body holds, where that is read.
    pub(crate) ty: Option<Type>,
    /// Of a body that is XML.
    pub(crate) root: Option<XmlRoot>,
    /// The headers that come with it.
    pub(crate) headers: Vec<Header>,
}
