//! The limits of a document. Real ones stay far below them.

/// Collections inside each other, aliases followed.
pub(crate) const MAXIMUM_DEPTH: u32 = 200;

/// Nodes that aliases may add when each is written out.
pub(crate) const MAXIMUM_ALIASED: u64 = 5_000_000;

/// The same, as a multiple of the nodes and aliases that the file holds.
pub(crate) const MAXIMUM_GROWTH: u64 = 1000;

/// Characters of a key. YAML has 1024, JSON has no bound.
pub(super) const MAXIMUM_KEY: usize = 65_536;

/// Mappings of more entries than this are searched by halves.
pub(super) const SEARCHED_LINEARLY: usize = 8;
