//! Responses that are read while they come.
//!
//! A stream is bounded in time by the pause between two pieces, not as a whole, and holds no more
//! than a piece of the response. It is never taken up again on its own: what was read cannot be
//! unread.

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
