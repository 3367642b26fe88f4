//! What the compiler says of every caller, in one run of Cargo.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::workspace::Workspace;

/// What the compiler said of a package.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) compiled: bool,
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

/// By the name of the package.
pub(crate) type Outcomes = BTreeMap<String, Outcome>;

/// Cargo in the workspace, where nothing of whoever runs the tests changes what it says.
pub(crate) fn cargo(workspace: &Workspace) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(&workspace.folder)
        .env("CARGO_TARGET_DIR", workspace.folder.join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .stdin(Stdio::null());
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTDOCFLAGS",
        "CARGO_ENCODED_RUSTDOCFLAGS",
        "CARGO_BUILD_TARGET",
    ] {
        command.env_remove(name);
    }
    command
}

/// Compiles every caller, and what it depends on.
pub(crate) fn check(workspace: &Workspace) -> Outcomes {
    let output = cargo(workspace)
        .args(["check", "--keep-going", "--message-format=json"])
        .args(["--package", "caller-*"])
        .output()
        .expect("cargo runs");
    let mut outcomes = Outcomes::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        if let Ok(message) = serde_json::from_str(line) {
            take(&message, &mut outcomes);
        }
    }
    // Without any, Cargo did not come as far as compiling.
    assert!(
        !outcomes.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    outcomes
}

fn take(message: &Value, outcomes: &mut Outcomes) {
    let Some(package) = message["manifest_path"]
        .as_str()
        .and_then(|path| path.rsplit(['/', '\\']).nth(1))
    else {
        return;
    };
    let outcome = outcomes.entry(package.to_owned()).or_default();
    match message["reason"].as_str() {
        Some("compiler-artifact") => outcome.compiled = true,
        Some("compiler-message") => {
            let message = &message["message"];
            // The closing sum of errors has no place.
            if message["spans"].as_array().is_none_or(Vec::is_empty) {
                return;
            }
            let text = message["rendered"].as_str().unwrap_or_default().to_owned();
            match message["level"].as_str() {
                Some("error") => outcome.errors.push(text),
                Some("warning") => outcome.warnings.push(text),
                _ => {}
            }
        }
        _ => {}
    }
}
