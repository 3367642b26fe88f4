//! A copy of the repository to work in, and the commands to work with.
//!
//! There is one copy, kept between runs and brought to the state of the checkout before each test:
//! only files that differ are written, so that Cargo finds what it built the last time. Tests take
//! turns with it. It lies in Cargo's folder for the files of tests.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::commands::{Run, alone, cargo, run};
use super::files::{Snapshot, copy, snapshot};

/// The copy, for one test at a time.
#[derive(Debug)]
pub(crate) struct Scratch {
    repository: PathBuf,
    _turn: File,
}

impl Scratch {
    /// Waits for its turn, and brings the copy to the state of the checkout.
    pub(crate) fn take() -> Self {
        let folder = kept();
        fs::create_dir_all(&folder).expect("the folder can be made");
        let turn = File::create(folder.join("turn.lock")).expect("the lock can be opened");
        turn.lock().expect("the lock can be taken");
        let repository = folder.join("repository");
        let _ = fs::remove_dir_all(repository.join(".git"));
        copy(checkout(), &repository);
        Self {
            repository,
            _turn: turn,
        }
    }

    /// A place in the copy.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.repository.join(path)
    }

    /// A folder beside the copy, outside of its workspace, empty.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let place = kept().join(name);
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).expect("the folder can be made");
        place
    }

    /// A folder beside the copy that is the same as another. What is built from it is found again,
    /// as for the copy.
    pub(crate) fn copied(&self, from: &Path, name: &str) -> PathBuf {
        let place = kept().join(name);
        copy(from, &place);
        place
    }

    /// The text of a file of the copy.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file of the copy.
    #[track_caller]
    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Removes a file of the copy.
    #[track_caller]
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Replaces a text that a file holds once.
    #[track_caller]
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "{path} holds it once: {old}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Describes an optional field `label` of the schema `KeyInfo`, as a maintainer does.
    #[track_caller]
    pub(crate) fn add_field(&self) {
        self.add_property(
            "          type: string\n          description: What its owner calls the key.\n",
        );
    }

    /// Describes a property `label` of the schema `KeyInfo`.
    #[track_caller]
    pub(crate) fn add_property(&self, schema: &str) {
        let properties = "required: [keyId, userId, key, visibility, created]\n      properties:\n";
        self.replace(
            "spec/ecgrid.yaml",
            properties,
            &format!("{properties}        label:\n{schema}"),
        );
    }

    /// Every file that is emitted.
    pub(crate) fn generated(&self) -> Snapshot {
        snapshot(&self.path("generated"))
    }

    /// Runs Cargo in the copy.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Run {
        run(cargo(&self.repository).args(arguments))
    }

    /// Type-checks the default members of the workspace, as a plain `cargo build` compiles them.
    /// Build scripts run as they do there.
    pub(crate) fn build(&self) -> Run {
        self.cargo(&["check", "--locked"])
    }

    /// Builds the generator's command line.
    pub(crate) fn bindery(&self) -> Bindery<'_> {
        self.cargo(&["build", "--locked", "--package", "bindery"])
            .done();
        Bindery {
            scratch: self,
            program: target()
                .join("debug")
                .join(format!("bindery{}", std::env::consts::EXE_SUFFIX)),
        }
    }

    /// Makes the copy a git repository and commits everything; whatever stands around it is out of
    /// git's sight.
    pub(crate) fn commit(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all"]);
        self.git(&[
            "commit",
            "--quiet",
            "--no-verify",
            "--message",
            "Describe the interface",
        ]);
    }

    fn git(&self, arguments: &[&str]) {
        let settings = [
            "user.name=Test",
            "user.email=test@example.com",
            "commit.gpgsign=false",
            "core.autocrlf=false",
        ];
        let mut command = Command::new("git");
        command
            .current_dir(&self.repository)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        for setting in settings {
            command.args(["-c", setting]);
        }
        run(command.args(arguments)).done();
    }
}

/// The command line of the generator, in the copy.
#[derive(Debug)]
pub(crate) struct Bindery<'s> {
    scratch: &'s Scratch,
    program: PathBuf,
}

impl Bindery<'_> {
    /// Runs a command.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }

    /// A command, to be started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .current_dir(&self.scratch.repository)
            .args(arguments);
        alone(&mut command);
        command
    }
}

/// The checkout that the tests belong to.
pub(crate) fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ lies in the repository")
}

/// Where everything is built.
pub(crate) fn target() -> PathBuf {
    kept().join("target")
}

/// Where the copy and what is beside it are kept.
pub(crate) fn kept() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("workflow")
}
