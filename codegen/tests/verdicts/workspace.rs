//! One workspace of everything: two emitted crates and two callers for each case.
//!
//! It is kept between runs, and only what differs is written, so that Cargo compiles only that. It
//! lies in Cargo's folder for the files of tests, and uses the versions of this repository's
//! `Cargo.lock`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::cases::{Case, Emitted};
use crate::support::repository;

/// The workspace, for one user at a time.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) folder: PathBuf,
    _turn: File,
}

/// Before or after the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Old,
    New,
}

impl Side {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

impl Workspace {
    /// Where the caller of a case lies.
    pub(crate) fn caller(rule: bindery::Rule, side: Side) -> String {
        format!("caller-{}-{rule}", side.as_str())
    }

    /// Where the emitted crate of a case lies.
    pub(crate) fn emitted(rule: bindery::Rule, side: Side) -> String {
        format!("emitted-{}-{rule}", side.as_str())
    }

    /// What the emitted crate of a case is called on both sides, so that both can be compared; the
    /// caller knows it by the name that the description gives.
    pub(crate) fn library(case: &Case, side: Side) -> String {
        let emitted = match side {
            Side::Old => &case.old,
            Side::New => &case.new,
        };
        format!("{}_of_{}", emitted.name, case.rule).replace('-', "_")
    }
}

/// Waits for its turn, and lays the workspace out.
pub(crate) fn lay_out(cases: &[Case]) -> Workspace {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts");
    fs::create_dir_all(&kept).expect("the folder can be made");
    let turn = File::create(kept.join("turn.lock")).expect("the lock can be opened");
    turn.lock().expect("the lock can be taken");
    let folder = kept.join("workspace");
    let mut files = BTreeMap::new();
    files.insert(
        "Cargo.toml".to_owned(),
        "[workspace]\nmembers = [\"packages/*\"]\nresolver = \"3\"\n".to_owned(),
    );
    for case in cases {
        for (side, emitted) in [(Side::Old, &case.old), (Side::New, &case.new)] {
            put_emitted(case, side, emitted, &mut files);
            put_caller(case, side, &mut files);
        }
    }
    settle(&folder, &files);
    lock_versions(&kept, &folder);
    Workspace {
        folder,
        _turn: turn,
    }
}

/// Starts from the versions of the repository, and again where those have changed.
fn lock_versions(kept: &Path, folder: &Path) {
    let ours = repository().join("Cargo.lock");
    let last = kept.join("Cargo.lock");
    let text = fs::read(&ours).expect("the repository has its versions");
    if fs::read(&last).is_ok_and(|found| found == text) && folder.join("Cargo.lock").exists() {
        return;
    }
    for target in [folder.join("Cargo.lock"), last] {
        fs::write(target, &text).expect("the file can be written");
    }
}

fn put_emitted(case: &Case, side: Side, emitted: &Emitted, files: &mut BTreeMap<String, String>) {
    let package = Workspace::emitted(case.rule, side);
    let runtime = repository().join("runtime");
    let runtime = runtime.display().to_string().replace('\\', "/");
    let mut manifest = manifest(&package);
    let library = Workspace::library(case, side);
    let _ = write!(
        manifest,
        "[lib]\nname = \"{library}\"\n\n\
         [features]\ndefault = [\"rest\", \"soap\"]\nrest = []\nsoap = []\n\n\
         [dependencies.bindery-runtime]\npath = \"{runtime}\"\ndefault-features = false\nfeatures = [\"soap\"]\n"
    );
    files.insert(format!("packages/{package}/Cargo.toml"), manifest);
    for (path, text) in &emitted.files {
        files.insert(format!("packages/{package}/src/{path}"), text.clone());
    }
}

fn put_caller(case: &Case, side: Side, files: &mut BTreeMap<String, String>) {
    let package = Workspace::caller(case.rule, side);
    let emitted = Workspace::emitted(case.rule, side);
    let name = match side {
        Side::Old => &case.old.name,
        Side::New => &case.new.name,
    };
    let mut manifest = manifest(&package);
    let _ = write!(
        manifest,
        "[dependencies.{name}]\npackage = \"{emitted}\"\npath = \"../{emitted}\"\n"
    );
    if let Some(features) = &case.caller.features {
        let _ = writeln!(
            manifest,
            "default-features = false\nfeatures = {features:?}"
        );
    }
    files.insert(format!("packages/{package}/Cargo.toml"), manifest);
    files.insert(
        format!("packages/{package}/src/lib.rs"),
        case.caller.text.clone(),
    );
}

fn manifest(package: &str) -> String {
    format!("[package]\nname = \"{package}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n")
}

/// Brings a folder to hold these files, and leaves alone what it holds already.
fn settle(folder: &Path, files: &BTreeMap<String, String>) {
    let packages = folder.join("packages");
    fs::create_dir_all(&packages).expect("the folder can be made");
    remove_others(folder, &packages, files);
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            continue;
        }
        let parent = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(parent).expect("the folder can be made");
        fs::write(&path, text).expect("the file can be written");
    }
}

fn remove_others(root: &Path, folder: &Path, files: &BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        let relative = path.strip_prefix(root).expect("it lies below");
        let relative = relative.display().to_string().replace('\\', "/");
        let below = format!("{relative}/");
        if path.is_dir() {
            if files.keys().any(|file| file.starts_with(&below)) {
                remove_others(root, &path, files);
            } else {
                fs::remove_dir_all(&path).expect("the folder can be removed");
            }
        } else if !files.contains_key(&relative) {
            fs::remove_file(&path).expect("the file can be removed");
        }
    }
}
