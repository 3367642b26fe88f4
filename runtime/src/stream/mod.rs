//! Responses that are read as they arrive.
//!
//! The timeout of a stream applies to the pause between two pieces, not to the whole response, and
//! the response is never held as a whole. A stream does not reconnect by itself.

mod bytes;
mod documents;
mod events;
mod json_lines;
mod lines;
mod pieces;

pub use self::bytes::ByteStream;
pub(crate) use self::events::Reading;
pub use self::events::{Event, EventStream, EventValue, FromEvent};
pub use self::json_lines::JsonLines;
pub(crate) use self::pieces::{Origin, Pieces};
