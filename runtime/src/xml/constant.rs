//! Constants as an element, an attribute or text.

use super::name::Name;
use super::problem::Problem;
use crate::value::constant::{Constant, Only};

/// Takes a text that has one value.
///
/// # Errors
///
/// When it could not be read, or is missing and is not one that `may_be_absent`.
pub fn constant(
    read: Result<Option<String>, Problem>,
    wire: &'static str,
    only: Only,
    may_be_absent: bool,
) -> Result<Constant, Problem> {
    match read? {
        Some(text) if text.trim() == only.to_text() => Ok(Constant::default()),
        Some(text) => Ok(Constant::new(text.into(), only)),
        None if may_be_absent => Ok(Constant::default()),
        None => Err(Problem::new("is missing").within(Name::of(wire).local)),
    }
}
