//! Runs a description that lies in a scratch folder.

#![allow(dead_code, reason = "each target uses a part of it")]

pub mod document;

use std::cell::OnceCell;
use std::fs;
use std::path::Path;

use bindery::package::{Package, PackageError};
use bindery::{Files, Generator};
use serde_json::Value;
use tempfile::TempDir;

thread_local! {
    /// One folder for all runs: making one costs more than a run.
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

fn within(run: impl FnOnce(&Path)) {
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| TempDir::new().expect("a temporary folder can be made"));
        run(folder.path());
    });
}

/// Generates from these files; panics where the code is no Rust or a rejection has no finding.
pub fn run(files: &[(&str, &[u8])]) {
    within(|folder| {
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).expect("the file can be written");
        }
        let outcome = Generator::from_config(folder.join("bindery.yaml")).and_then(|it| it.generate());
        match outcome {
            Ok(files) => parses(&files),
            Err(findings) => {
                assert!(!findings.is_empty());
                assert!(!findings.to_string().contains('\u{1b}'));
            }
        }
    });
}

/// Does something with a document without a configuration.
pub fn alone(document: &Value, act: impl FnOnce(&Package) -> Result<Files, PackageError>) {
    within(|folder| {
        let path = folder.join("api.json");
        fs::write(&path, document.to_string()).expect("the file can be written");
        match act(&Package::new(path, folder.join("out"))) {
            Ok(files) => parses(&files),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    });
}

fn parses(files: &Files) {
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{path}: {error}\n{text}");
        }
    }
}
