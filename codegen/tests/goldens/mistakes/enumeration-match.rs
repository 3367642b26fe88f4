//! A `match` has no arm for values that the service may add.
// error: E0004 Tier

use bindery_goldens::arguments::types::Tier;

pub fn number(tier: Tier) -> u8 {
    match tier {
        Tier::Private => 1,
        Tier::Shared => 2,
    }
}
