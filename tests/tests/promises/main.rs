//! What integrators may rely on, kept by the compiler where it can be and by running code where it
//! cannot.
//!
//! What must not compile stands in the support library, in documentation tests.

mod enumerations;
mod from_json;
mod futures;
mod secrets;
