//! A value of an enumeration is misspelled: rustc names the one that is meant.
// error: E0599 Privat Private

use bindery_goldens::arguments::types::Tier;

pub fn tier() -> Tier {
    Tier::Privat
}
