//! A variant of an enumeration is misspelled: rustc suggests the right one.
// error: E0599 Privat Private

use bindery_goldens::arguments::types::Tier;

pub fn tier() -> Tier {
    Tier::Privat
}
