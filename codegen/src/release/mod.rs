//! Proposes the next version of the generated crate and the section of its changelog, and writes
//! both.
//!
//! The changes, and the version that they require, are passed in. Everything is read and decided
//! before anything is written: a release that is rejected changes nothing. This module does not
//! commit, tag or publish.

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
