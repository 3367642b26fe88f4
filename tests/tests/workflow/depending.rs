//! What an integrator builds: the client, and nothing of the generator.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::commands::{cargo, run};
use super::scratch::{Scratch, checkout};

/// Crates of the generator: itself, its readers of YAML, its printer, its command line.
const OF_THE_GENERATOR: [&str; 14] = [
    "bindery",
    "granit-parser",
    "yaml_serde",
    "serde_yaml",
    "unsafe-libyaml",
    "libyaml-rs",
    "syn",
    "quote",
    "prettyplease",
    "clap",
    "clap_complete",
    "anstream",
    "annotate-snippets",
    "similar",
];

/// Makes a crate that depends on something, and names what is built for it: crate, version, and
/// `(proc-macro)` where it is one.
fn tree(folder: &Path, dependencies: &str) -> BTreeSet<String> {
    fs::create_dir_all(folder.join("src")).expect("the folder can be made");
    fs::write(folder.join("src/lib.rs"), "").expect("the file can be written");
    let manifest = format!(
        "[workspace]\n[package]\nname = \"integrator\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the file can be written");
    fs::copy(checkout().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the file can be written");
    let listed = run(cargo(folder).args(["tree", "--edges", "normal,build", "--prefix", "none"]));
    assert_eq!(listed.code, Some(0), "{listed}");
    // Places differ from machine to machine, and repeated crates are marked.
    listed
        .out
        .lines()
        .map(|line| {
            line.split(" (")
                .filter(|word| !word.contains('/') && *word != "*)")
                .collect::<Vec<_>>()
                .join(" (")
        })
        .collect()
}

fn name(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

#[test]
fn an_integrator_builds_nothing_of_the_generator() {
    let scratch = Scratch::take();
    let ecgrid = scratch.path("").display().to_string().replace('\\', "/");
    let ours = tree(
        &scratch.beside("integrator"),
        &format!("ecgrid = {{ path = \"{ecgrid}\" }}\n"),
    );
    let plain = tree(
        &scratch.beside("plain"),
        "reqwest = { version = \"0.13\", default-features = false, features = [\"gzip\", \"rustls-no-provider\"] }\n\
         rustls = { version = \"0.23\", default-features = false, features = [\"ring\", \"std\", \"tls12\"] }\n\
         rustls-platform-verifier = \"0.7\"\nserde = \"1\"\nserde_json = \"1\"\n",
    );

    let more: Vec<_> = ours
        .difference(&plain)
        .filter(|line| name(line) != "integrator")
        .map(String::as_str)
        .collect();
    println!(
        "beyond reqwest, serde and serde_json:\n  {}",
        more.join("\n  ")
    );
    assert!(
        more.contains(&"bindery-runtime v0.1.0") && more.contains(&"ecgrid v0.1.0"),
        "{more:?}"
    );
    assert!(more.len() <= 10, "ten packages more at most: {more:?}");
    assert!(
        more.iter().all(|line| !line.contains("proc-macro")),
        "no procedural macro of ours: {more:?}"
    );
    let leaked: Vec<_> = more
        .iter()
        .filter(|line| OF_THE_GENERATOR.contains(&name(line)))
        .collect();
    assert!(leaked.is_empty(), "{leaked:?}");
    assert!(!ours.iter().any(|line| name(line) == "bindery"), "{ours:?}");
}

#[test]
fn rest_alone_reads_no_xml() {
    let scratch = Scratch::take();
    let ecgrid = scratch.path("").display().to_string().replace('\\', "/");
    let rest = tree(
        &scratch.beside("integrator"),
        &format!(
            "ecgrid = {{ path = \"{ecgrid}\", default-features = false, features = [\"rest\", \"rustls\"] }}\n"
        ),
    );
    assert!(rest.contains("bindery-runtime v0.1.0"), "{rest:?}");
    assert!(
        rest.iter()
            .all(|line| !["roxmltree", "quick-xml", "encoding_rs"].contains(&name(line))),
        "{rest:?}"
    );
}
