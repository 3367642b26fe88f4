//! What people do with this repository, done in a copy of it: change the description and build,
//! check, generate, package, depend on it.
//!
//! Nothing here touches the checkout that the tests were started in, and nothing asks a network.

mod building;
mod checking;
mod commands;
mod depending;
mod files;
mod interrupted;
mod packaging;
mod scratch;
mod versions;
