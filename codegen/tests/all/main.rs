//! One program, so that the crates it stands on are linked once.

mod alternatives;
mod calls;
mod cases;
mod changes;
mod cli;
mod cli_inputs;
mod degradations;
mod determinism;
mod diff;
mod documentation;
mod features;
mod first_call;
mod hostile;
mod hostile_changes;
mod ids;
mod inventory;
mod layout;
mod ledger;
mod lone;
mod merging;
mod names;
mod objects;
mod overlays;
mod owners;
mod package;
mod pagination;
mod places;
mod presentation;
mod release;
mod reported;
#[cfg(unix)]
mod review;
mod schema;
mod scopes;
mod silent;
#[path = "../support/mod.rs"]
mod support;
mod swagger;
mod versions;
mod watch;
mod webhooks;
mod wire_fits;
