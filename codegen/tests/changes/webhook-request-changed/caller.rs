//! Reads what the service sends.

use example::webhooks::ThingMade;

/// The number of what was made.
pub fn number(made: &ThingMade) -> i64 {
    made.id
}
