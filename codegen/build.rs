//! Packs the source of `bindery-runtime` into the command line, which writes it beside a crate that
//! is to build without any registry knowing that crate.
//!
//! The folder `runtime/` of this package leads to it: a link in the repository, plain files in a
//! published package. Tests are left out: a copy is compiled, and not tested again. The manifest of
//! the copy is made from that of the runtime, or in a published package is `runtime/manifest.toml`,
//! which a test keeps the same.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_CLI").is_none() {
        return Ok(());
    }
    // A checkout without links has a plain file in the place of one.
    let place = ["runtime/src", "../runtime/src"]
        .map(Path::new)
        .into_iter()
        .find(|place| place.is_dir())
        .ok_or("the source of bindery-runtime is in neither `runtime/src` nor `../runtime/src`")?;
    // Cargo does not look behind a link.
    println!(
        "cargo::rerun-if-changed={}",
        place.canonicalize()?.display()
    );
    let mut table = "[\n".to_owned();
    for path in sources(place)? {
        let name = path
            .strip_prefix(place)?
            .to_str()
            .ok_or("a name that is no text")?;
        let text = without_tests(&fs::read_to_string(&path)?.replace("\r\n", "\n"));
        writeln!(table, "    ({:?}, {text:?}),", name.replace('\\', "/"))?;
    }
    table.push_str("]\n");
    let out = std::env::var_os("OUT_DIR").ok_or("this is no build script")?;
    fs::write(Path::new(&out).join("runtime.rs"), table)?;

    let [own, workspace] = ["../runtime/Cargo.toml", "../Cargo.toml"].map(Path::new);
    let text = if own.is_file() && workspace.is_file() {
        println!("cargo::rerun-if-changed={}", own.display());
        println!("cargo::rerun-if-changed={}", workspace.display());
        manifest(&fs::read_to_string(own)?, &fs::read_to_string(workspace)?)?
    } else {
        println!("cargo::rerun-if-changed=runtime/manifest.toml");
        fs::read_to_string("runtime/manifest.toml")?
    };
    fs::write(Path::new(&out).join("runtime.toml"), text)?;
    Ok(())
}

/// A manifest that stands on its own: what it inherits is written out, and what only its tests and
/// its package take is left out.
fn manifest(own: &str, workspace: &str) -> Result<String, Box<dyn Error>> {
    let section = |name: &str| {
        let (_, behind) = workspace.split_once(&format!("[workspace.{name}]\n"))?;
        Some(behind.split("\n[").next().unwrap_or(behind).trim())
    };
    let package = section("package").ok_or("the workspace has no `package`")?;
    let mut text = String::new();
    let mut left_out = false;
    for line in own.lines() {
        if line.starts_with('[') {
            left_out = line == "[dev-dependencies]" || line == "[lints]";
        }
        if left_out || line.starts_with("include = ") {
            continue;
        }
        let line = match line.strip_suffix(".workspace = true") {
            Some(key) => package
                .lines()
                .find(|shared| shared.starts_with(&format!("{key} = ")))
                .ok_or_else(|| format!("the workspace has no `{key}`"))?,
            None => line,
        };
        text.push_str(line);
        text.push('\n');
    }
    let mut text = text.trim_end().to_owned();
    for name in ["lints.rust", "lints.clippy"] {
        let lints = section(name).ok_or_else(|| format!("the workspace has no `{name}`"))?;
        text.push_str(&format!("\n\n[{name}]\n{lints}"));
    }
    text.push('\n');
    Ok(text)
}

/// The files below a folder that are no tests, sorted.
fn sources(place: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    let mut waiting = vec![place.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            if path.is_dir() && name != "tests" {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && name != "tests.rs" {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A formatted file without its modules of tests, which start at the first column.
fn without_tests(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let opened = lines.next().is_some_and(|item| item.ends_with('{'));
        if opened {
            lines.by_ref().find(|line| *line == "}");
        }
    }
    kept.truncate(kept.trim_end().len());
    kept.push('\n');
    kept
}
