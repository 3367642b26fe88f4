//! XML, as far as SOAP and REST need it: decoding, a small writer, and typed reading of elements.
//!
//! Reading is tolerant about everything that changes no value: prefixes, order, comments, CDATA,
//! unknown elements. For SOAP it is exact about namespaces; for REST the closest namespace is used.
//! It never guesses a value that is missing or out of range, never expands a DTD, and its errors
//! contain no values. This module does not depend on SOAP.

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
