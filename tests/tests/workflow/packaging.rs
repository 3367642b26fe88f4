//! What is published: each package holds what it needs and nothing else, and generates nothing.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use super::commands::{cargo, run};
use super::files::snapshot;
use super::scratch::{Scratch, checkout, target};

const PACKAGES: [&str; 3] = ["bindery", "bindery-runtime", "ecgrid"];
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What every package holds beside its code.
const ALWAYS: [&str; 6] = [
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];

/// The files below a folder of the repository, as they are packaged.
fn sources(scratch: &Scratch, folder: &str, keep: fn(&str) -> bool) -> BTreeSet<String> {
    let inner = folder.rsplit('/').next().unwrap_or(folder);
    snapshot(&scratch.path(folder))
        .into_keys()
        .filter(|path| keep(path))
        .map(|path| format!("{inner}/{path}"))
        .collect()
}

fn is_no_test(path: &str) -> bool {
    !path.contains("/tests/") && !path.ends_with("/tests.rs")
}

#[test]
fn packages_hold_what_they_need_and_generate_nothing() {
    let scratch = Scratch::take();
    let mut arguments = vec![
        "package",
        "--locked",
        "--no-verify",
        "--allow-dirty",
        "--quiet",
    ];
    arguments.extend(PACKAGES.iter().flat_map(|name| ["--package", *name]));
    scratch.cargo(&arguments).done();

    let unpacked = scratch.beside("unpacked");
    for name in PACKAGES {
        let archive = target()
            .join("package")
            .join(format!("{name}-{VERSION}.crate"));
        run(Command::new("tar")
            .arg("-xzf")
            .arg(&archive)
            .arg("-C")
            .arg(&unpacked))
        .done();
        let mut expected: BTreeSet<String> = match name {
            // Tests are of no use to whoever depends on it.
            "bindery" => {
                let mut files = sources(&scratch, "codegen/src", is_no_test);
                // The runtime that it writes beside a whole crate.
                let runtime = sources(&scratch, "runtime/src", is_no_test);
                files.extend(runtime.into_iter().map(|path| format!("runtime/{path}")));
                files.extend(
                    ["build.rs", "runtime/README.md", "runtime/manifest.toml"].map(str::to_owned),
                );
                files
            }
            "bindery-runtime" => sources(&scratch, "runtime/src", |path| path.ends_with(".rs")),
            _ => {
                let mut files = sources(&scratch, "generated", |path| path.ends_with(".rs"));
                files.extend(["build.rs", "CHANGELOG.md"].map(str::to_owned));
                files
            }
        };
        expected.extend(ALWAYS.map(str::to_owned));
        let held: BTreeSet<String> = snapshot(&unpacked.join(format!("{name}-{VERSION}")))
            .into_keys()
            .collect();
        let wrong: Vec<_> = held.symmetric_difference(&expected).collect();
        assert!(
            wrong.is_empty(),
            "too much or too little in {name}: {wrong:?}"
        );
    }

    // Someone depends on what is published; with `regenerate` the generator is built, has nothing
    // to do, and does nothing. Files of an archive are older than whatever was built of the archive
    // before it: these are as old as their last change.
    let folder = scratch.copied(&unpacked, "packages");
    let consumer = scratch.beside("consumer");
    fs::create_dir_all(consumer.join("src")).expect("the folder can be made");
    let patches: String = PACKAGES
        .iter()
        .map(|name| format!("{name} = {{ path = \"../packages/{name}-{VERSION}\" }}\n"))
        .collect();
    fs::write(
        consumer.join("Cargo.toml"),
        format!(
            "[workspace]\n[package]\nname = \"consumer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[features]\nregenerate = [\"ecgrid/regenerate\"]\n\
             [dependencies]\necgrid = \"{VERSION}\"\n[patch.crates-io]\n{patches}"
        ),
    )
    .expect("the file can be written");
    fs::write(
        consumer.join("src/lib.rs"),
        "pub use ecgrid::{Client, types::KeyInfo};\n",
    )
    .expect("the file can be written");
    fs::copy(checkout().join("Cargo.lock"), consumer.join("Cargo.lock"))
        .expect("the file can be written");

    let package = folder.join(format!("ecgrid-{VERSION}"));
    let before = snapshot(&package);
    let printed = run(cargo(&consumer).args(["check", "--verbose"])).done();
    assert!(
        printed.contains(&format!(" ecgrid v{VERSION} ({}", folder.display())),
        "{printed}"
    );
    assert!(!printed.contains(" bindery v"), "{printed}");
    assert_eq!(snapshot(&package), before);

    let printed =
        run(cargo(&consumer).args(["check", "--verbose", "--features", "regenerate"])).done();
    assert!(printed.contains(" bindery v"), "{printed}");
    assert_eq!(
        snapshot(&package),
        before,
        "there is nothing to generate from"
    );
    let again = run(cargo(&consumer).args(["check", "--features", "regenerate"])).done();
    assert!(
        !again.contains("Compiling ") && !again.contains("Checking "),
        "nothing is watched that is not there:\n{again}"
    );
}
