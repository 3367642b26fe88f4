//! The build-time step of `ecgrid`.
//!
//! Inside this repository, with the feature `regenerate`, it runs bindery over `spec/` into
//! `generated/` before the crate compiles, so that an edit of the description reaches the code by a
//! plain `cargo build`. Everywhere else it does nothing and depends on nothing.

use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    regenerate()
}

#[cfg(not(feature = "regenerate"))]
fn regenerate() -> ExitCode {
    ExitCode::SUCCESS
}

/// Writes `generated/`, or with `BINDERY=check` fails when it is not what the description
/// generates.
#[cfg(feature = "regenerate")]
fn regenerate() -> ExitCode {
    use std::path::Path;

    const CONFIG: &str = "spec/bindery.yaml";
    // A packaged crate holds the emitted code alone: there is nothing to generate from, and nothing
    // to watch.
    if !(Path::new(CONFIG).is_file() && Path::new("codegen").is_dir()) {
        return ExitCode::SUCCESS;
    }
    let outcome = bindery::Generator::from_config(CONFIG)
        .map_err(bindery::Error::from)
        .and_then(|generator| generator.build());
    match outcome {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            eprintln!(
                "fix the description or the folder; `cargo bindery generate` writes `generated/` without building the crate"
            );
            ExitCode::FAILURE
        }
    }
}
