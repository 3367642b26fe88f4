//! The three calls over SOAP, in both versions: what they send, and what they make of every sort of
//! answer.

mod awkward;
mod bad;
mod encodings;
mod exchanges;
mod faults;
mod requests;
mod shapes;
