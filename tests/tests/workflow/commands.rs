//! Runs commands where they meet nothing of whoever runs the tests: neither settings, nor a
//! network, nor a git repository around them.

use std::path::Path;
use std::process::{Command, Stdio};

use super::scratch::{kept, target};

/// What a command printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

impl Run {
    /// Both streams, where it did well.
    #[track_caller]
    pub(crate) fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self}");
        self.out + &self.err
    }

    /// What it complained of, where it failed with a code.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self}");
        self.err
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "code {:?}\n{}\n{}",
            self.code, self.out, self.err
        )
    }
}

/// Cargo in a folder: it builds where all tests of workflows build, and asks no network.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target());
    alone(&mut command);
    command
}

/// Runs a command to its end.
#[track_caller]
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run {
        out: text(&output.stdout),
        err: text(&output.stderr),
        code: output.status.code(),
    }
}

/// Takes away what the settings of whoever runs the tests would change, and what lies around the
/// copy.
pub(crate) fn alone(command: &mut Command) {
    command
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("NO_COLOR", "1")
        .env("GIT_CEILING_DIRECTORIES", kept());
    for name in [
        "BINDERY",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CLICOLOR_FORCE",
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
    ] {
        command.env_remove(name);
    }
}
