//! The module of such a group is named: rustc names its feature.
// error: E0432 feature plants

use bindery_goldens::gated::rest::plants::Plants;

pub fn list(plants: &Plants) {
    let _ = plants.list();
}
