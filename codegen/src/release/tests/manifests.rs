//! Manifests, and what another version changes in them.

use super::super::Manifest;
use super::version;
use crate::revision::tests::scratch::Scratch;

const PACKAGE: &str = "\
[package] # the crate
name = \"example\"
version   = '0.1.0'   # kept
edition = \"2024\"
";

#[track_caller]
fn changed(scratch: &Scratch, folder: &str, to: &str) -> Vec<(String, String)> {
    let manifest = Manifest::above(&scratch.path(folder)).unwrap_or_else(|error| panic!("{error}"));
    let changed = manifest
        .with_version(&version(to))
        .unwrap_or_else(|error| panic!("{error}"));
    let top = std::fs::canonicalize(scratch.path("")).expect("it is there");
    changed
        .into_iter()
        .map(|(path, text)| {
            let path = path.strip_prefix(&top).expect("below it");
            (path.display().to_string(), text)
        })
        .collect()
}

fn refused(scratch: &Scratch, folder: &str) -> String {
    let error = Manifest::above(&scratch.path(folder)).expect_err("it cannot be used");
    error.to_string()
}

#[test]
fn only_the_version_changes() {
    for text in [PACKAGE.to_owned(), PACKAGE.replace('\n', "\r\n")] {
        let scratch = Scratch::folder();
        scratch.put("Cargo.toml", &text);
        scratch.put("src/api/lib.rs", "");
        let manifest = Manifest::above(&scratch.path("src/api")).expect("it is found");
        assert_eq!(
            (manifest.package(), manifest.version()),
            ("example", &version("0.1.0"))
        );
        let expected = text.replace("0.1.0", "0.2.0-rc.1");
        assert_eq!(
            changed(&scratch, "src/api", "0.2.0-rc.1"),
            [("Cargo.toml".to_owned(), expected)]
        );
    }
}

#[test]
fn a_version_of_the_workspace_changes_there_and_where_it_is_required() {
    let scratch = Scratch::folder();
    let root = "\
[workspace]
members = [\"client\", \"runtime\", \"other\"]

[workspace.package]
version = \"0.1.0\"

[workspace.dependencies]
runtime = { path = \"runtime\", version = \"0.1.0\", features = [\"x\"] }
other = { path = \"other\", version = \"0.1\" }
serde = \"0.1.0\"
";
    let client = "\
[package]
name = \"client\"
version.workspace = true

[dependencies]
runtime = { path = \"../runtime\", version = \"=0.1.0\" }

[target.'cfg(unix)'.dev-dependencies.runtime]
path = \"../runtime\"
version = \"0.1\"
";
    scratch.put("Cargo.toml", root);
    scratch.put("client/Cargo.toml", client);
    scratch.put("client/generated/lib.rs", "");
    scratch.put(
        "runtime/Cargo.toml",
        "[package]\nname = \"runtime\"\nversion = { workspace = true }\n",
    );
    scratch.put(
        "other/Cargo.toml",
        "[package]\nname = \"other\"\nversion = \"0.1.0\"\n",
    );
    assert_eq!(
        changed(&scratch, "client/generated", "0.2.0"),
        [
            (
                "Cargo.toml".to_owned(),
                root.replace(
                    "package]\nversion = \"0.1.0\"",
                    "package]\nversion = \"0.2.0\""
                )
                .replace(
                    "\"runtime\", version = \"0.1.0\"",
                    "\"runtime\", version = \"0.2.0\""
                )
            ),
            (
                "client/Cargo.toml".to_owned(),
                client
                    .replace("\"=0.1.0\"", "\"=0.2.0\"")
                    .replace("\"0.1\"", "\"0.2.0\"")
            )
        ]
    );
    let lower = changed(&scratch, "client/generated", "0.1.1");
    assert!(
        lower[0].1.contains("\"runtime\", version = \"0.1.0\""),
        "{lower:?}"
    );
    assert!(lower[1].1.contains("\"=0.1.1\""), "{lower:?}");
}

#[test]
fn a_manifest_that_cannot_be_used_says_why() {
    for (text, why) in [
        ("[package\n", "line 1: "),
        ("[workspace]\n", "it has no `[package]`"),
        (
            "[package]\nversion = \"1.0.0\"\n",
            "its package has no `name`",
        ),
        ("[package]\nname = \"x\"\n", "`[package]` has no `version`"),
        (
            "[package]\nname = \"x\"\nversion = \"1.0\"\n",
            "its version `1.0` is none: ",
        ),
        (
            "[package]\nname = \"x\"\nversion = 1\n",
            "`[package]` has no `version`",
        ),
        (
            "[package]\nname = \"x\"\nversion.workspace = true\n",
            "its version is that of a workspace, and there is none above it",
        ),
        (
            "[package]\nname = \"x\"\nversion.workspace = true\n[workspace]\n",
            "`[workspace.package]` has no `version`",
        ),
    ] {
        let scratch = Scratch::folder();
        scratch.put("Cargo.toml", text);
        let message = refused(&scratch, "");
        assert!(
            message.contains(&format!("Cargo.toml` cannot be used: {why}")),
            "{text}: {message}"
        );
    }
    assert_eq!(
        refused(&Scratch::folder(), ""),
        "there is no `Cargo.toml` at or above the emitted code"
    );
}
