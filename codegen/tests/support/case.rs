//! How a case of `tests/changes` is laid out.

use std::path::Path;

use super::{config, put, read};

/// Where the cases are.
pub(crate) const ROOT: &str = "tests/changes";

/// Writes the files that a file of a case stands for.
pub(crate) fn lay_out(folder: &Path, text: &str) {
    let (frame, text) = text.split_once('\n').expect("a case has lines");
    let frame = frame
        .strip_prefix("# frame: ")
        .expect("a case starts with the name of its frame");
    let frame = read(&Path::new(ROOT).join(format!("frames/{frame}.yaml")));
    let mut files = vec![("api.yaml".to_owned(), String::new())];
    for line in text.lines() {
        match line.strip_prefix("--- ") {
            Some(name) => files.push((name.to_owned(), String::new())),
            None => {
                let (_, text) = files.last_mut().expect("the first file is there");
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files[0].1 = framed(&frame, &files[0].1);
    if !files.iter().any(|(name, _)| name == "bindery.yaml") {
        let mut text = config("api.yaml");
        if files.iter().any(|(name, _)| name == "soap.yaml") {
            text = text.replace("  - api.yaml\n", "  - api.yaml\n  - soap.yaml\n");
        }
        files.push(("bindery.yaml".to_owned(), text));
    }
    for (name, text) in files {
        put(folder, &name, text);
    }
}

/// The frame with the case in place of the line `(case)`, as deep as that.
fn framed(frame: &str, case: &str) -> String {
    let mut out = String::new();
    for line in frame.lines() {
        if line.trim() == "(case)" {
            let indent = line.len() - line.trim_start().len();
            for line in case.lines() {
                out.push_str(&format!("{:indent$}{line}\n", ""));
            }
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
