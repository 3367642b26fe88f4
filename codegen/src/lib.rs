//! Generates Rust API clients from OpenAPI documents and SOAP descriptions, in YAML or JSON.
//!
//! A configuration, `bindery.yaml`, names the documents and the folder for the code. [`Generator`]
//! runs it: from a build script, from the command line in this package, or from your own program.
//! Generated code depends on the crate `bindery-runtime`, and not on this one.
//!
//! ```no_run
//! let generator = bindery::Generator::from_config("spec/bindery.yaml")?;
//! for change in generator.write()? {
//!     println!("{change}");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`compare()`] returns what changed from one [`Snapshot`] of a description to another, and how
//! each change affects callers.
//!
//! Mistakes in the description are [`Findings`]: each has a stable [`Code`], a place, the line and
//! a way to fix it. If there is one, nothing is written. Only the folder of the description and the
//! output folder are read, on disk or in a git repository, and the network is never used.

// A variant that is added to an enum is decided on wherever the enum is matched, and not forgotten.
#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

#[cfg(feature = "cli")]
mod about;
mod access;
mod acknowledge;
mod check;
mod compare;
mod compose;
mod config;
mod conversions;
mod describe;
mod documents;
mod emit;
mod error;
mod features;
mod files;
mod generator;
mod graph;
mod hidden;
mod inventory;
mod keywords;
mod lift;
mod lone;
mod lower;
mod measure;
mod model;
mod names;
mod nulls;
mod openapi;
mod options;
mod output;
mod overlay;
#[cfg(feature = "cli")]
pub mod package;
mod relative;
#[cfg(feature = "cli")]
pub mod release;
mod report;
mod resolve;
mod review;
pub mod revision;
mod rust;
pub mod schema;
mod schemas;
mod snapshot;
mod source;
mod suggest;
mod syntax;
mod threads;
mod undescribed;
mod usage;
mod words;

pub use compare::{
    Calls, Cause, Change as ApiChange, Comparison, Counts, Location, Rule, Source as SourceEffect,
    UnknownRule, UnknownVerdict, Unmatched, Verdict, Wire as WireEffect,
};
pub use config::{InvalidUndescribed, Undescribed};
pub use error::Error;
pub use generator::Generator;
#[doc(hidden)]
pub use hidden::on_one_line;
pub use inventory::{
    Inventory, InventoryHeader, InventoryInput, InventoryOperation, InventoryType,
    InventoryWebhook, InventoryWhole,
};
pub use output::{Change, Changes, Difference, Files, OutputError, State};
pub use report::{Code, Finding, Findings, UnknownCode};
pub use review::{Review, Size};
pub use snapshot::{Snapshot, compare};
