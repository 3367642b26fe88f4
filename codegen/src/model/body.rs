//! The body of a request, in addition to its parameters.

use std::collections::BTreeMap;

use super::{Type, XmlRoot};

/// The body of a call over HTTP.
#[derive(Debug)]
pub(crate) struct Body {
    /// As it is sent; no range of types.
    pub(crate) media_type: String,
    pub(crate) format: BodyFormat,
    /// Of a body that is XML.
    pub(crate) root: Option<Box<XmlRoot>>,
    /// Whether the description says that there is no call without it.
    pub(crate) required: bool,
    /// The record of which its properties are the fields, where these are inputs of the call and
    /// the record is a component: callers may have one.
    pub(crate) record: Option<Type>,
    /// How fields of a form are written, by wire name, where it is not as usual.
    pub(crate) encodings: BTreeMap<String, Encoding>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyFormat {
    Json,
    /// An element.
    Xml,
    /// Fields in the encoding of addresses.
    Form,
    /// Fields as parts, each with a head of its own.
    Parts,
    /// One text.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// How a field of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// With brackets for what it holds.
    Deep,
    /// Its items in one field, apart by commas.
    Commas,
    Spaces,
    Pipes,
    /// Its members as fields of their own.
    Spread,
    /// As JSON.
    Json,
    /// As a part of this media type.
    MediaType(String),
}
