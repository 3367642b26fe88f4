//! A folder with or without a repository, and git as nobody configured it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that goes away with its test.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    pub(crate) fn folder() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        }
    }

    pub(crate) fn repository() -> Self {
        let scratch = Self::folder();
        scratch.init();
        scratch
    }

    pub(crate) fn init(&self) {
        self.git(&["init", "--quiet", "--initial-branch=main"]);
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        match path {
            "" => self.folder.path().to_path_buf(),
            path => self.folder.path().join(path),
        }
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a file lies in a folder"))
            .expect("the folder can be made");
        fs::write(place, text).expect("the file can be written");
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "-m", message]);
    }

    /// Commits files `0.yaml`, `1.yaml` and so on without a disk for them.
    pub(crate) fn commit_many(&self, folder: &str, count: u32) {
        let mut stream = String::from(
            "commit refs/heads/main\ncommitter T <t@example.com> 1 +0000\ndata 4\nMany\nfrom refs/heads/main^0\n",
        );
        for number in 0..count {
            stream.push_str(&format!(
                "M 100644 inline {folder}/{number}.yaml\ndata 2\na\n\n"
            ));
        }
        let mut child = command(&self.path(""))
            .args(["fast-import", "--quiet"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("git runs");
        let mut input = child.stdin.take().expect("it is piped");
        input.write_all(stream.as_bytes()).expect("it is read");
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        run(&self.path(""), arguments);
    }
}

/// Runs git in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) {
    let output = command(folder).args(arguments).output().expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"])
        .args(["-c", "protocol.file.allow=always"])
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command
}
