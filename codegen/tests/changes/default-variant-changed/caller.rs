//! Counts the mice of a pet.

use example::types::Pet;

/// How many it caught.
pub fn mice(pet: &Pet) -> Option<i64> {
    match pet {
        Pet::Cat(cat) => cat.mice,
        _ => None,
    }
}
