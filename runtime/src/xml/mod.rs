//! XML, as far as SOAP and REST need it: bytes to text, a small writer, and typed reading of
//! elements.
//!
//! Reading is tolerant about everything that changes no value: prefixes, order, comments, CDATA,
//! unknown elements. It is exact about namespaces for SOAP; for REST the closest one is taken. It never guesses a value that is missing or out of
//! range, never expands a DTD, and no problem that it reports quotes a value. Nothing here knows
//! what SOAP is.

pub(crate) mod constant;
pub(crate) mod decode;
pub(crate) mod document;
pub(crate) mod element;
pub(crate) mod fields;
pub(crate) mod guard;
pub(crate) mod list;
pub(crate) mod markup;
pub(crate) mod name;
pub(crate) mod problem;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod text;
pub(crate) mod write;
pub(crate) mod writer;
