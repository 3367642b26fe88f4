//! How descriptions are read: what is a reference and what is data, which schemas say nothing, and
//! which response is the success. Each module shows a kind, in every position where it can occur.

mod discriminators;
mod documentation;
mod incomplete;
mod nulls;
mod references;
mod responses;
mod streams;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;

use bindery::Files;
use bindery::package::{Package, PackageError};

/// What a document alone becomes.
struct Emitted(Files);

impl Emitted {
    /// All emitted code, without line breaks and indentation.
    fn code(&self) -> String {
        let files = self.0.iter().filter(|(path, _)| is_rust(path));
        let text: Vec<_> = files
            .flat_map(|(_, text)| text.split_whitespace())
            .collect();
        text.join(" ")
    }

    /// The findings that were accepted: code, place and message.
    fn accepted(&self) -> Vec<&str> {
        let lock = self.0.get("bindery.lock").map_or("", String::as_str);
        lock.lines()
            .filter_map(|line| line.strip_prefix("degradation "))
            .collect()
    }

    #[track_caller]
    fn holds(&self, expected: &str) {
        let code = self.code();
        assert!(
            code.contains(expected),
            "no `{expected}` in:\n{}\n{:#?}",
            code.replace("; ", ";\n").replace(", pub ", ",\npub "),
            self.accepted()
        );
    }
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

/// Reads `api.yaml` among these files as a document alone, without a configuration.
fn read(files: &[(&str, String)], strict: bool) -> Result<Emitted, PackageError> {
    let folder = support::scratch(files);
    Package::new(
        folder.path().join("spec/api.yaml"),
        folder.path().join("out"),
    )
    .name(Some("client".to_owned()))
    .strict(strict)
    .generate()
    .map(Emitted)
}

/// What a document becomes that has no finding.
#[track_caller]
fn supported(files: &[(&str, String)]) -> Emitted {
    match read(files, true) {
        Ok(emitted) => emitted,
        Err(error) => panic!("{error}\n{}", files[0].1),
    }
}
