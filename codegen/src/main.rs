//! The command line of bindery.
//!
//! It reads arguments, calls the library, and prints; it decides nothing about descriptions.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
