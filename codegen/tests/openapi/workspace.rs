//! One crate of everything that the constructs emit, and a test for each value beside them.
//!
//! It lies in Cargo's folder for the files of tests, is kept between runs, and only what differs is
//! written, so that Cargo compiles only that.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::construct::Construct;
use crate::support;

/// The crate, for one user at a time.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: PathBuf,
    _turn: File,
}

/// What every test calls.
const KEPT: &str = r##"//! Values that are read and written again.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn values(file: &str, key: &str, name: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).expect("the values are JSON");
    file[key][name].as_array().cloned().expect("a list of values")
}

fn keeps<T: Serialize + DeserializeOwned>(file: &str, name: &str) {
    for value in values(file, "types", name) {
        let text = value.to_string();
        let typed: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let again = serde_json::to_value(&typed).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(same(&value, &again), "{value}\nbecame\n{again}");
    }
}

fn refuses<T: DeserializeOwned>(file: &str, name: &str) {
    for value in values(file, "refused", name) {
        let read: Result<T, _> = serde_json::from_str(&value.to_string());
        assert!(read.is_err(), "{value} is read");
    }
}

/// Equal but for how numbers are written.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}
"##;

/// Waits for its turn, and lays the crate out.
pub(crate) fn lay_out(constructs: &[Construct]) -> Workspace {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("constructs");
    fs::create_dir_all(&kept).expect("the folder can be made");
    let turn = File::create(kept.join("turn.lock")).expect("the lock can be opened");
    turn.lock().expect("the lock can be taken");
    let folder = kept.join("crate");
    let runtime = support::repository().join("runtime");
    let mut files = BTreeMap::new();
    files.insert(
        "Cargo.toml".to_owned(),
        format!(
            "[package]\nname = \"constructs\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nbindery-runtime = {{ path = \"{}\", features = [\"xml\"] }}\n\n\
             [dev-dependencies]\nserde = \"1\"\nserde_json = \"1\"\n\n\
             [lints.rust]\nwarnings = \"deny\"\n\n[workspace]\n",
            runtime.display().to_string().replace('\\', "/")
        ),
    );
    let mut library = "//! What the constructs emit.\n".to_owned();
    let mut tests = KEPT.to_owned();
    for construct in constructs {
        let Ok(emitted) = construct.generate() else {
            continue;
        };
        let module = construct.module();
        let _ = write!(library, "\npub mod {module};");
        for (path, text) in emitted {
            files.insert(format!("src/{module}/{path}"), text);
        }
        put_values(construct, &module, &mut tests, &mut files);
    }
    files.insert("src/lib.rs".to_owned(), library);
    files.insert("tests/values.rs".to_owned(), tests);
    settle(&folder, &files);
    if !folder.join("Cargo.lock").exists() {
        fs::copy(
            support::repository().join("Cargo.lock"),
            folder.join("Cargo.lock"),
        )
        .expect("the file can be written");
    }
    Workspace {
        folder,
        _turn: turn,
    }
}

/// A test for each type that has values.
fn put_values(
    construct: &Construct,
    module: &str,
    tests: &mut String,
    files: &mut BTreeMap<String, String>,
) {
    let Some(values) = &construct.values else {
        return;
    };
    for (key, call) in [("types", "keeps"), ("refused", "refuses")] {
        let names = values[key].as_object().into_iter().flatten();
        for (at, (name, _)) in names.enumerate() {
            let _ = write!(
                tests,
                "\n#[test]\nfn {module}_{call}_{at}() {{\n    \
                 {call}::<constructs::{module}::types::{name}>(include_str!(\"values/{module}.json\"), \"{name}\");\n}}\n"
            );
        }
    }
    files.insert(format!("tests/values/{module}.json"), values.to_string());
}

/// Makes the folder hold these files, and touches none that is right already.
fn settle(folder: &Path, files: &BTreeMap<String, String>) {
    for part in ["src", "tests"] {
        let mut pending = vec![folder.join(part)];
        while let Some(within) = pending.pop() {
            for entry in fs::read_dir(&within).into_iter().flatten().flatten() {
                let path = entry.path();
                let kept = path
                    .strip_prefix(folder)
                    .ok()
                    .map(|path| path.to_string_lossy().replace('\\', "/"));
                if path.is_dir() {
                    pending.push(path);
                } else if !kept.is_some_and(|path| files.contains_key(&path)) {
                    fs::remove_file(&path).expect("the file can be removed");
                }
            }
        }
    }
    for (path, text) in files {
        if fs::read(folder.join(path)).is_ok_and(|found| found == text.as_bytes()) {
            continue;
        }
        support::put(folder, path, text);
    }
}

impl Workspace {
    /// Compiles the crate with warnings as errors, and runs its tests.
    pub(crate) fn test(&self) -> Result<(), String> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(&self.folder)
            .args(["test", "--quiet", "--lib", "--tests"])
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_TEST_DEBUG", "0")
            .stdin(Stdio::null());
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            command.env_remove(name);
        }
        let output = command.output().expect("cargo runs");
        if output.status.success() {
            return Ok(());
        }
        Err(format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}
