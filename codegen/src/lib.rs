//! Generates Rust API clients from OpenAPI and SOAP descriptions in YAML.
//!
//! A configuration, `bindery.yaml`, names the descriptions and the folder for the code.
//! [`Generator`] runs it: from a build script, from the command line that this package also is, or
//! from a program of yours. What is emitted calls the crate `bindery-runtime` and nothing of this
//! one.
//!
//! ```no_run
//! let generator = bindery::Generator::from_config("spec/bindery.yaml")?;
//! for change in generator.write()? {
//!     println!("{change}");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`compare()`] tells what changed from one [`Snapshot`] of a description to another, and what each
//! change does to callers.
//!
//! Mistakes of the description are [`Findings`]: each has a stable [`Code`], a place, the line and
//! a way to mend it. Nothing is written while there is one. Of the disk only the description's
//! folder and the output folder are read, of a git repository what it keeps of them, and no network
//! is ever used.

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
#[cfg(feature = "cli")]
pub mod whole;
mod words;

pub use compare::{
    Calls, Change as ApiChange, Comparison, Counts, Location, Rule, Source as SourceEffect,
    UnknownRule, UnknownVerdict, Verdict, Wire as WireEffect,
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
