//! Enumerations of responses by status.

use super::{Root, Ty};

/// An enumeration of the successful responses of a call.
#[derive(Debug)]
pub(crate) struct ResponseEnum {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) variants: Vec<ResponseVariant>,
}

/// The method of a request that returns with a stream.
#[derive(Debug)]
pub(crate) struct StreamMethod {
    pub(crate) request: String,
    pub(crate) name: String,
    pub(crate) ty: Ty,
    /// The media type that it asks for.
    pub(crate) accept: String,
    /// What it sets.
    pub(crate) sets: Option<Setting>,
}

/// What asks for a stream.
#[derive(Debug)]
pub(crate) enum Setting {
    /// A field of the request.
    Field(String),
    /// A member of the JSON that is sent, by the keys that lead to it.
    Member(Vec<String>),
}

/// The response of a status.
#[derive(Debug)]
pub(crate) struct ResponseVariant {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    /// `201`, `2XX` or `default`.
    pub(crate) status: String,
    /// Nothing where it has no content.
    pub(crate) ty: Option<Ty>,
    /// How the body holds the value, where it is no JSON: `text` or `bytes`.
    pub(crate) form: Option<&'static str>,
    /// Of content that is XML.
    pub(crate) root: Option<Root>,
}
