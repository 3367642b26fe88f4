//! A document without a configuration, as its user has it: two of them are compared as they are
//! generated, whatever their files are called, and the commands work in the crate that is made of
//! one.

use std::fs;
use std::path::PathBuf;

use crate::support::{API, put, read};
use assert_cmd::Command;

const NOTHING: &str = "verdict: none (nothing changed for callers)\n";

/// A folder with documents and crates in it.
struct Folder(tempfile::TempDir);

/// What a run printed, and its exit code.
#[derive(Debug)]
struct Run {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    /// A repository whose first commit holds a document and the crate `client` from it.
    fn released(more: &[&str]) -> Self {
        let folder = Self::new();
        folder.put("openapi.yaml", API);
        folder.generate("openapi.yaml", "client", more);
        folder.git(&["init", "--quiet", "--initial-branch=main"]);
        folder.commit();
        folder.git(&["tag", "v1.0.0"]);
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        put(self.0.path(), path, text);
    }

    fn read(&self, path: &str) -> String {
        read(&self.path(path))
    }

    fn rename(&self, from: &str, to: &str) {
        let place = self.path(to);
        fs::create_dir_all(place.parent().expect("it is in a folder")).expect("it can be made");
        fs::rename(self.path(from), place).expect("it can be renamed");
    }

    #[track_caller]
    fn generate(&self, document: &str, out: &str, more: &[&str]) {
        let arguments = ["generate", "--quiet", "--spec", document, "--out", out];
        let arguments: Vec<_> = arguments.iter().chain(more).copied().collect();
        let run = self.run("", &arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "-m", "Commit"]);
    }

    fn git(&self, arguments: &[&str]) {
        self.git_in("", arguments);
    }

    #[track_caller]
    fn git_in(&self, folder: &str, arguments: &[&str]) {
        let output = std::process::Command::new("git")
            .arg("-C")
            .arg(self.path(folder))
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
            .args(["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"])
            .args(["-c", "protocol.file.allow=always"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{output:?}");
    }

    /// Runs the program in a folder below this one.
    fn run(&self, folder: &str, arguments: &[&str]) -> Run {
        let output = Command::cargo_bin("bindery")
            .expect("the binary is built")
            .current_dir(self.path(folder))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .args(arguments)
            .output()
            .expect("the binary runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Run {
            out: text(&output.stdout),
            err: text(&output.stderr),
            code: output.status.code(),
        }
    }

    /// Succeeds with this on standard output.
    #[track_caller]
    fn tells(&self, folder: &str, arguments: &[&str], expected: &str) {
        let run = self.run(folder, arguments);
        assert_eq!(
            (run.out.as_str(), run.code),
            (expected, Some(0)),
            "{arguments:?}: {run:?}"
        );
    }

    /// Ends with this code, and has this in what it prints.
    #[track_caller]
    fn says(&self, folder: &str, arguments: &[&str], code: i32, text: &str) {
        let run = self.run(folder, arguments);
        assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
        assert!(
            run.out.contains(text) || run.err.contains(text),
            "{arguments:?}: {run:?}"
        );
    }
}

/// Adds a property to the record.
fn more() -> String {
    format!("{API}        label:\n          type: string\n          description: A label.\n")
}

/// The record is an object of nothing else.
fn closed() -> String {
    API.replace(
        "      type: object\n",
        "      type: object\n      additionalProperties: false\n",
    )
}

/// Adds a tag with a call.
fn tagged() -> String {
    API.replace(
        "components:\n",
        "  /orders:\n    get:\n      operationId: listOrders\n      tags: [orders]\n      responses: {'204': {description: Done.}}\ncomponents:\n",
    )
}

#[test]
fn two_documents_are_compared_as_they_are_generated() {
    let folder = Folder::new();
    folder.put("old.yaml", API);
    folder.put("new.yaml", closed());
    folder.says("", &["diff", "old.yaml", "new.yaml"], 0, "1 source break");
    // The features of a type are those of the tags whose calls use it.
    let call = |tag: &str, response: &str| {
        format!(
            "  /{tag}:\n    get:\n      operationId: list_{tag}\n      tags: [{tag}]\n      responses: {{'200': {{description: Done.{response}}}}}\n"
        )
    };
    let key = ", content: {application/json: {schema: {$ref: '#/components/schemas/Key'}}}";
    for (name, response) in [("old.yaml", key), ("new.yaml", "")] {
        let calls = call("orders", response) + &call("users", "");
        folder.put(
            name,
            API.replace("components:\n", &format!("{calls}components:\n")),
        );
    }
    folder.says(
        "",
        &["diff", "old.yaml", "new.yaml"],
        0,
        "[type-needs-feature]",
    );
    // What is compared is what is generated: the same lines as between two crates.
    for (name, text) in [("one", API.to_owned()), ("two", closed())] {
        folder.put(&format!("{name}/api.yaml"), text);
        folder.generate(&format!("{name}/api.yaml"), &format!("{name}/client"), &[]);
    }
    let documents = folder.run("", &["diff", "one/api.yaml", "two/api.yaml"]);
    folder.tells("", &["diff", "one/client", "two/client"], &documents.out);
}

/// What a file is called is no part of what it describes.
#[test]
fn documents_are_one_description_whatever_their_names() {
    // A second media type is not supported, which is told with its place.
    let text = API.replace(
        "            application/json:\n",
        "            application/xml: {schema: {type: string}}\n            application/json:\n",
    );
    let untitled = text.replace("  title: Example\n", "  title: ''\n");
    let json = |text: &str| {
        let read: serde_json::Value = serde_yaml::from_str(text).expect("it is YAML");
        serde_json::to_string_pretty(&read).expect("it can be written")
    };
    for text in [text, untitled] {
        let folder = Folder::new();
        folder.put("CheckoutService-v70.yaml", &text);
        for (name, text) in [
            ("CheckoutService-v71.yaml", text.clone()),
            ("deep/below/openapi.yml", text.clone()),
            ("api.json", json(&text)),
        ] {
            folder.put(name, text);
            folder.tells("", &["diff", "CheckoutService-v70.yaml", name], NOTHING);
            folder.tells("", &["diff", name, "CheckoutService-v70.yaml"], NOTHING);
        }
    }
}

#[test]
fn a_document_is_compared_with_itself_at_a_revision() {
    let folder = Folder::new();
    folder.git(&["init", "--quiet", "--initial-branch=main"]);
    folder.put("specs/api.yaml", API);
    folder.commit();
    folder.put("specs/api.yaml", more());
    let added = folder.run("", &["diff", "HEAD:specs/api.yaml", "specs/api.yaml"]);
    assert!(added.out.contains("[response-property-added]"), "{added:?}");
    folder.tells(
        "",
        &["diff", "--spec", "specs/api.yaml", "main"],
        &added.out,
    );
    folder.tells(
        "specs",
        &["diff", "--spec", "api.yaml", "main", "./api.yaml"],
        &added.out.replace("specs/", ""),
    );
    folder.commit();
    folder.tells("", &["diff", "--spec", "specs/api.yaml", "HEAD"], NOTHING);
    let both = folder.run("", &["diff", "--spec", "specs/api.yaml", "HEAD~1", "HEAD"]);
    assert_eq!(both.code, Some(0), "{both:?}");
    assert!(both.out.contains("[response-property-added]"), "{both:?}");
    // On another branch, under another name.
    folder.git(&["switch", "--quiet", "--create", "next"]);
    folder.rename("specs/api.yaml", "openapi/v2.yaml");
    folder.commit();
    folder.git(&["switch", "--quiet", "main"]);
    folder.tells(
        "",
        &[
            "diff",
            "--spec",
            "specs/api.yaml",
            "HEAD",
            "next:openapi/v2.yaml",
        ],
        NOTHING,
    );
    folder.says(
        "",
        &["diff", "--spec", "specs/api.yaml", "next"],
        2,
        "there is no `specs/api.yaml` in `next`",
    );
}

#[test]
fn the_commands_work_in_a_crate_that_is_made_from_one_document() {
    let folder = Folder::released(&[]);
    for inside in ["client", "client/src", "client/src/rest"] {
        folder.tells(inside, &["check"], "");
        folder.tells(inside, &["generate"], "");
        folder.tells(inside, &["diff", "HEAD"], NOTHING);
        folder.tells(inside, &["diff", "v1.0.0", "HEAD"], NOTHING);
        folder.says(inside, &["check", "--since", "main"], 0, "since: main\n");
        folder.says(
            inside,
            &["release"],
            0,
            "nothing to release: the API has not changed since v1.0.0",
        );
        folder.says(inside, &["inventory"], 0, "\"listKeys\"");
    }
    // With a document alone, which has the settings and the names of the crate.
    folder.put("again.yaml", API);
    for sides in [
        ["client", "again.yaml"],
        ["again.yaml", "client"],
        ["HEAD:client", "client/"],
    ] {
        folder.tells("", &["diff", sides[0], sides[1]], NOTHING);
    }
    folder.tells("client", &["diff", "../again.yaml"], NOTHING);
    folder.put("openapi.yaml", more());
    folder.says("client", &["check"], 1, "stale: src/types/key.rs\n");
    folder.says(
        "client",
        &["release"],
        1,
        "`bindery check` shows how they differ",
    );
    folder.says("client", &["diff", "HEAD"], 0, "[response-property-added]");
    // From anywhere else the crate is named by its folder.
    for command in ["check", "generate", "release", "inventory"] {
        folder.says(
            "",
            &[command],
            2,
            "the folder of a crate that was made from a document",
        );
    }
    folder.says(
        "",
        &["check", "--spec", "client"],
        1,
        "stale: src/types/key.rs\n",
    );
    folder.says(
        "",
        &["generate", "--spec", "client"],
        0,
        "updated src/types/key.rs\n",
    );
    folder.tells("client", &["check"], "");
    folder.says("client", &["diff", "main"], 0, "[response-property-added]");
    folder.says(
        "client",
        &["check", "--since", "main", "--fail-on", "minor"],
        1,
        "[response-property-added]",
    );
}

/// What was asked for of a document is asked for again.
#[test]
fn a_crate_is_generated_as_it_was_asked_for() {
    let overlay = |title: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: Fix, version: '1'}}\nactions:\n  - {{target: $.info, update: {{title: {title}}}}}\n"
        )
    };
    let folder = Folder::new();
    folder.put("my specs/v1/api.yaml", API);
    folder.put("my specs/z first.yaml", overlay("First"));
    folder.put("my specs/a.yaml", overlay("Second"));
    folder.generate(
        "my specs/v1/api.yaml",
        "client",
        &[
            "--root",
            "my specs",
            "--overlay",
            "my specs/z first.yaml",
            "--overlay",
            "my specs/a.yaml",
            "--groups-by-path",
            "--undescribed",
            "keep",
            "--name",
            "mine",
            "--runtime",
            "version=0.1",
        ],
    );
    folder.tells("client", &["check"], "");
    folder.tells("client", &["generate"], "");
    // A module of a crate that was there.
    folder.put(
        "there/Cargo.toml",
        "[package]\nname = \"there\"\nversion = \"0.3.0\"\nedition = \"2024\"\n",
    );
    folder.put("there/src/lib.rs", "pub mod api;\n");
    folder.generate(
        "my specs/v1/api.yaml",
        "there/src/api",
        &["--runtime", "vendored"],
    );
    for inside in ["there", "there/src", "there/src/api"] {
        folder.tells(inside, &["check"], "");
    }
    folder.put("my specs/v1/api.yaml", more());
    folder.says("there", &["check"], 1, "differs: src/api/types/key.rs\n");
    folder.says("there", &["generate"], 0, "updated src/api/types/key.rs\n");
    folder.tells("there", &["check"], "");
    folder.generate("my specs/v1/api.yaml", "there/src/other", &[]);
    folder.says(
        "there",
        &["check"],
        2,
        "has 2 modules that were generated from documents",
    );
    folder.tells("", &["check", "--spec", "there/src/other"], "");
}

/// The version is the crate's own once it is there, and no edit of its manifest.
#[test]
fn a_release_raises_the_version_that_the_crate_has() {
    let folder = Folder::released(&[]);
    assert!(
        folder
            .read("client/Cargo.toml")
            .contains("\nversion = \"1.0.0\"\n")
    );
    folder.put(
        "openapi.yaml",
        more().replace("version: '1'", "version: '7'"),
    );
    folder.says("client", &["generate"], 0, "updated src/types/key.rs\n");
    folder.says(
        "client",
        &["release", "--write"],
        0,
        "example 1.1.0: additions since v1.0.0\n",
    );
    assert!(
        folder
            .read("client/Cargo.toml")
            .contains("\nversion = \"1.1.0\"\n")
    );
    assert!(folder.read("client/CHANGELOG.md").contains("\n## 1.1.0"));
    folder.tells("client", &["check"], "");
    folder.tells("client", &["generate"], "");
    folder.commit();
    folder.git(&["tag", "v1.1.0"]);
    // The manifest still follows the document.
    folder.put("openapi.yaml", tagged());
    let run = folder.run("client", &["generate"]);
    assert!(
        run.out.contains("updated Cargo.toml\n") && !run.err.contains("kept"),
        "{run:?}"
    );
    let manifest = folder.read("client/Cargo.toml");
    assert!(
        manifest.contains("\nversion = \"1.1.0\"\n") && manifest.contains("\norders = []\n"),
        "{manifest}"
    );
    folder.says(
        "client",
        &["release"],
        0,
        "example 2.0.0: breaking changes since v1.1.0\n",
    );
}

/// Renaming or moving the document changes one line of the crate, and nothing for callers.
#[test]
fn where_a_document_is_changes_one_line_of_its_crate() {
    for to in ["api-v2.yaml", "specs/openapi.yaml"] {
        let folder = Folder::released(&[]);
        let before = folder.read("client/src/bindery.lock");
        folder.rename("openapi.yaml", to);
        folder.says(
            "client",
            &["check"],
            2,
            "is generated from `../openapi.yaml`, which is not there",
        );
        folder.says(
            "client",
            &["check"],
            2,
            "bindery generate --spec DOCUMENT --out DIR",
        );
        folder.generate(to, "client", &[]);
        folder.tells("client", &["check"], "");
        folder.tells("client", &["diff", "HEAD"], NOTHING);
        folder.says("client", &["release"], 0, "nothing to release");
        let after = folder.read("client/src/bindery.lock");
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let (before, after) = (lines(&before), lines(&after));
        let gone: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
        assert_eq!((gone.len(), before.len()), (1, after.len()), "{gone:?}");
    }
}

/// A component that comes takes no name that something else was given, whichever way it is spelled,
/// with a lock file as without.
#[test]
fn a_given_name_is_never_taken() {
    let schema = |name: &str| {
        format!("    {name}:\n      type: object\n      properties: {{extra: {{type: string}}}}\n")
    };
    let using = |name: &str| {
        more().replace(
            "components:\n",
            &format!("  /extra:\n    get:\n      operationId: getExtra\n      tags: [keys]\n      responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}\ncomponents:\n"),
        )
    };
    let base = more().replace(
        "          type: string\n",
        "          type: string\n          enum: [one, two]\n",
    );
    for name in [
        "label",
        "Label",
        "key_label",
        "KeyLabel",
        "key",
        "KEY",
        "ListCall",
        "keys",
        "list-call",
    ] {
        let folder = Folder::new();
        folder.put("openapi.yaml", &base);
        folder.put("old.yaml", &base);
        folder.generate("openapi.yaml", "client", &[]);
        folder.git(&["init", "--quiet", "--initial-branch=main"]);
        folder.commit();
        let before = folder.read("client/src/bindery.lock");
        let newcomer = using(name).replace(
            "          type: string\n",
            "          type: string\n          enum: [one, two]\n",
        );
        folder.put("openapi.yaml", format!("{newcomer}{}", schema(name)));
        folder.says("client", &["generate"], 0, "updated src/bindery.lock");
        let after = folder.read("client/src/bindery.lock");
        for line in before.lines().filter(|line| line.starts_with("name ")) {
            assert!(
                after.lines().any(|other| other == line),
                "{name}: {line}\n{after}"
            );
        }
        for (inside, arguments) in [
            ("client", vec!["diff", "HEAD"]),
            ("", vec!["diff", "old.yaml", "openapi.yaml"]),
        ] {
            let run = folder.run(inside, &arguments);
            assert!(
                run.out.contains("0 source breaks, 0 wire breaks"),
                "{name}: {run:?}"
            );
        }
    }
}

/// A document in a submodule is read at the commit that the revision names.
#[test]
fn a_document_may_be_in_a_submodule() {
    let vendor = Folder::new();
    vendor.put("api/openapi.yaml", API);
    vendor.git(&["init", "--quiet", "--initial-branch=main"]);
    vendor.commit();
    let folder = Folder::new();
    folder.git(&["init", "--quiet", "--initial-branch=main"]);
    let url = vendor.path("").display().to_string();
    folder.git(&["submodule", "--quiet", "add", &url, "vendor/example"]);
    folder.generate("vendor/example/api/openapi.yaml", "client", &[]);
    folder.commit();
    folder.git(&["tag", "v1.0.0"]);
    vendor.put("api/openapi.yaml", more());
    vendor.commit();
    folder.git_in("vendor/example", &["pull", "--quiet"]);
    folder.says("client", &["check"], 1, "src/types/key.rs");
    folder.says("client", &["diff", "HEAD"], 0, "[response-property-added]");
    folder.says("client", &["generate"], 0, "updated src/types/key.rs");
    folder.says(
        "client",
        &["release"],
        0,
        "example 1.1.0: additions since v1.0.0",
    );
    folder.commit();
    folder.says(
        "client",
        &["diff", "HEAD~1", "HEAD"],
        0,
        "[response-property-added]",
    );
    let document = "vendor/example/api/openapi.yaml";
    let sides = [format!("HEAD~1:{document}"), format!("HEAD:{document}")];
    folder.says(
        "",
        &["diff", &sides[0], &sides[1]],
        0,
        "[response-property-added]",
    );
    // Where it is not checked out, that is said.
    folder.git(&[
        "submodule",
        "--quiet",
        "deinit",
        "--force",
        "vendor/example",
    ]);
    folder.says(
        "",
        &["diff", &sides[0], &sides[1]],
        1,
        "`git submodule update --init vendor/example`",
    );
    folder.says(
        "",
        &["diff", "HEAD~1..HEAD", &sides[1]],
        2,
        "`bindery diff main HEAD`",
    );
}
