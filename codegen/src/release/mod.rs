//! Proposes the next version of the emitted crate and the section of its changelog, and writes both.
//!
//! What changed is handed in, with what it demands of the version. Everything is read and decided
//! before anything is written: a release that is refused leaves no trace. It neither commits nor
//! tags nor publishes.

mod changelog;
mod changes;
mod date;
mod error;
mod last;
mod links;
mod manifest;
mod propose;
mod version;

pub use changes::{ApiChanges, Entry, Heading, Verdict};
pub use date::today;
pub use error::{ReleaseError, TooLow};
pub use last::LastRelease;
pub use manifest::Manifest;
pub use propose::{Proposal, Written, propose};
pub use semver::Version;
pub use version::next;

#[cfg(test)]
mod tests;
