//! Runs a description that lies in a scratch folder.

use std::cell::OnceCell;
use std::fs;

use bindery::Generator;
use tempfile::TempDir;

thread_local! {
    /// One folder for all runs: making one costs more than a run.
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// Generates from these files; panics where the code is no Rust or a rejection has no finding.
pub fn run(files: &[(&str, &[u8])]) {
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| TempDir::new().expect("a temporary folder can be made"));
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("the file can be written");
        }
        let outcome =
            Generator::from_config(folder.path().join("bindery.yaml")).and_then(|it| it.generate());
        match outcome {
            Ok(files) => {
                for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                    if let Err(error) = syn::parse_file(text) {
                        panic!("{path}: {error}\n{text}");
                    }
                }
            }
            Err(findings) => {
                assert!(!findings.is_empty());
                assert!(!findings.to_string().contains('\u{1b}'));
            }
        }
    });
}
