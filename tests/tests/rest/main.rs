//! The three calls over REST: what they send, and what they make of every sort of answer.

mod answers;
mod envelope;
mod errors;
mod requests;
mod retry_after;
