//! What rustdoc shows of generated types: their own items, and none of the traits that connect
//! them with this crate.

use std::fs;
use std::path::{Path, PathBuf};

/// Traits that an integrator may name, which `lib.rs` exports.
const SHOWN: [&str; 3] = ["FromEvent", "Listed", "Paged"];

#[test]
fn traits_that_only_generated_code_names_are_hidden() {
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                files.push(path);
            }
        }
    }
    let mut shown = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        let lines: Vec<_> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(rest) = line.strip_prefix("pub trait ") else {
                continue;
            };
            let name: String = rest
                .chars()
                .take_while(|one| one.is_alphanumeric())
                .collect();
            // Its attributes and documentation end at a blank line.
            let above = lines[..at].iter().rev().take_while(|line| !line.is_empty());
            let is_hidden = above.clone().any(|line| *line == "#[doc(hidden)]");
            if is_hidden == SHOWN.contains(&name.as_str()) {
                shown.push(name);
            }
        }
    }
    shown.sort();
    assert_eq!(shown, Vec::<String>::new());
}
