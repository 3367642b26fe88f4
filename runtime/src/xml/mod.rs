//! XML, as far as SOAP needs it: bytes to text, a small writer, and typed reading of elements.
//!
//! Reading is exact about namespaces and tolerant about everything that changes no value: prefixes,
//! order, comments, CDATA, unknown elements. It never guesses a value that is missing or out of
//! range, never expands a DTD, and no problem that it reports quotes a value. Nothing here knows
//! what SOAP is.

pub(crate) mod decode;
pub(crate) mod element;
pub(crate) mod fields;
pub(crate) mod guard;
pub(crate) mod list;
pub(crate) mod problem;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod text;
pub(crate) mod write;
pub(crate) mod writer;
