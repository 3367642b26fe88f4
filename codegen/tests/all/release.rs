//! `bindery release`, as a user has it: what it proposes, refuses and writes, and its exit codes.

use std::fs;
use std::path::Path;

use crate::support::API;
use assert_cmd::Command;

const CONFIG: &str = "edition: 1\ncrate: example\ninputs:\n  - api.yaml\noutput: ../src\n";

const MANIFEST: &str = "[package]\nname = \"example\"\nversion = \"0.1.0\" # raised by releases\n";
const CHANGELOG: &str = "# Changelog\n\n## Unreleased\n\n### Fixed\n\n- Something by hand.\n\n## 0.1.0 - 2025-01-01\n\n- All.\n";

/// A crate of its own, with its description and its generated code.
struct Project {
    folder: tempfile::TempDir,
}

/// What a run printed, and its exit code.
#[derive(Debug)]
struct Run {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Project {
    /// Generated, and not in a repository.
    fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        };
        fs::create_dir(project.path().join("spec")).expect("the folder can be made");
        project.put("spec/bindery.yaml", CONFIG);
        project.put("Cargo.toml", MANIFEST);
        project.put("CHANGELOG.md", CHANGELOG);
        project.describe(API);
        project
    }

    /// Released as 0.1.0.
    fn released() -> Self {
        let project = Self::new();
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project.commit();
        project.git(&["tag", "v0.1.0"]);
        project
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.path().join(path), text).expect("the file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Changes the description, and generates.
    fn describe(&self, api: &str) {
        self.put("spec/api.yaml", api);
        let run = self.bindery(&["generate"]);
        assert_eq!(run.code, Some(0), "{run:?}");
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "-m", "Commit"]);
    }

    fn git(&self, arguments: &[&str]) {
        let output = std::process::Command::new("git")
            .arg("-C")
            .arg(self.path())
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
            .args(["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{output:?}");
    }

    fn bindery(&self, arguments: &[&str]) -> Run {
        self.bindery_with(&[], arguments)
    }

    fn bindery_with(&self, environment: &[(&str, &Path)], arguments: &[&str]) -> Run {
        let output = Command::cargo_bin("bindery")
            .expect("the binary is built")
            .current_dir(self.path())
            .env("SOURCE_DATE_EPOCH", "1769817600")
            .envs(environment.iter().copied())
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

    /// Refused with this complaint, and nothing was written.
    #[track_caller]
    fn refuses(&self, arguments: &[&str], code: i32, complaint: &str) {
        let before = (self.read("Cargo.toml"), self.read("CHANGELOG.md"));
        let run = self.bindery(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{run:?}");
        assert!(run.err.contains(complaint), "{run:?}");
        assert_eq!((self.read("Cargo.toml"), self.read("CHANGELOG.md")), before);
    }
}

/// A second operation.
fn more() -> String {
    let more = API.replace(
        "components:\n",
        "  /key:\n    get:\n      operationId: firstKey\n      tags: [keys]\n      summary: Finds the first key.\n      responses:\n        '200':\n          description: The key.\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Key'\ncomponents:\n",
    );
    assert_ne!(more, API);
    more
}

#[test]
fn a_release_is_proposed_then_written_then_done() {
    let project = Project::released();
    project.describe(&API.replace("listKeys", "allKeys"));
    let proposed = project.bindery(&["release"]);
    assert_eq!((proposed.code, proposed.err.as_str()), (Some(0), ""));
    assert!(
        proposed
            .out
            .starts_with("example 0.2.0: breaking changes since v0.1.0\n"),
        "{proposed:?}"
    );
    assert!(
        proposed
            .out
            .contains("\n## 0.2.0 - 2026-01-31\n\n### Breaking\n\n- "),
        "{proposed:?}"
    );
    assert!(
        proposed.out.ends_with(
            "would update CHANGELOG.md\nwould update Cargo.toml\nnothing was written; `bindery release --write` writes it\n"
        ),
        "{proposed:?}"
    );
    assert_eq!(project.read("Cargo.toml"), MANIFEST);
    assert_eq!(project.read("CHANGELOG.md"), CHANGELOG);

    let written = project.bindery(&["release", "--write"]);
    assert_eq!((written.code, written.err.as_str()), (Some(0), ""));
    assert!(
        written
            .out
            .contains("\nupdated CHANGELOG.md\nupdated Cargo.toml\n"),
        "{written:?}"
    );
    assert_eq!(
        project.read("Cargo.toml"),
        MANIFEST.replace("0.1.0", "0.2.0")
    );
    let changelog = project.read("CHANGELOG.md");
    assert!(
        changelog.starts_with(
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-01-31\n\n### Breaking\n\n- "
        ),
        "{changelog}"
    );
    assert!(
        changelog.ends_with(
            "\n\n### Fixed\n\n- Something by hand.\n\n## 0.1.0 - 2025-01-01\n\n- All.\n"
        ),
        "{changelog}"
    );

    let again = project.bindery(&["release", "--write"]);
    assert!(
        again.code == Some(0) && again.out.ends_with("everything is written already\n"),
        "{again:?}"
    );
    assert_eq!(project.read("CHANGELOG.md"), changelog);

    project.commit();
    project.git(&["tag", "v0.2.0"]);
    let done = project.bindery(&["release", "--write"]);
    assert_eq!(
        (done.code, done.out.as_str(), done.err.as_str()),
        (
            Some(0),
            "nothing to release: the API has not changed since v0.2.0\n",
            ""
        )
    );
}

#[test]
fn what_is_added_or_documented_is_no_break() {
    let project = Project::released();
    for api in [more(), API.replace("Identifies the key.", "Names the key.")] {
        project.describe(&api);
        let run = project.bindery(&["release"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.out.starts_with("example 0.1.1: "), "{run:?}");
        assert!(!run.out.contains("### Breaking"), "{run:?}");
    }
}

/// What is accepted is a line of the changelog, and demands nothing.
#[test]
fn an_accepted_break_is_released_under_any_version() {
    let project = Project::released();
    let config = project.read("spec/bindery.yaml");
    let accepted = "changes:\n  accepted:\n    - rule: operation-renamed\n      at: Keys\n      why: It is new.\n";
    project.put("spec/bindery.yaml", &format!("{config}{accepted}"));
    project.describe(&API.replace("listKeys", "allKeys"));
    let run = project.bindery(&["release"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.starts_with("example 0.1.1: "), "{run:?}");
    let line = "### Breaking\n\n- `Keys::all`: the call `listKeys` was renamed to `allKeys`.\n";
    assert!(run.out.contains(line), "{run:?}");
}

#[test]
fn what_many_changes_say_is_one_line_of_the_changelog() {
    let project = Project::released();
    let many = |more: &str| {
        let calls: String = (1..8)
            .map(|at| {
                format!(
                    "  /p{at}:\n    get:\n      operationId: get{at}\n      tags: [keys]\n      summary: Gets it.\n{more}      \
                     responses:\n        '204':\n          description: Nothing.\n"
                )
            })
            .collect();
        API.replace("paths:\n", &format!("paths:\n{calls}"))
    };
    let parameter = "      parameters:\n        - name: limit\n          in: query\n          description: The most.\n          schema:\n            type: string\n";
    let [without, with] = [many(""), many(parameter)];
    project.describe(&without);
    project.commit();
    let lines = |api: &str| {
        project.describe(api);
        let run = project.bindery(&["release", "--since", "HEAD"]);
        let lines = run.out.lines().filter(|line| line.contains("`limit`"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let added = lines(&with);
    assert_eq!(added.len(), 1, "{added:?}");
    assert!(
        added[0].contains("`Get5Call::limit` and 2 more: the optional parameter `limit` of type `String` was added."),
        "{added:?}"
    );
    // What breaks is named wherever it does.
    project.commit();
    let removed = lines(&without);
    assert_eq!(removed.len(), 1, "{removed:?}");
    assert!(
        removed[0].contains(
            "`Get6Call::limit` and `Get7Call::limit`: the optional parameter `limit` was removed."
        ),
        "{removed:?}"
    );
}

#[test]
fn a_version_that_is_too_low_is_refused_with_what_demands_more() {
    let project = Project::released();
    project.describe(&API.replace("listKeys", "allKeys"));
    for write in [&["--write"][..], &[]] {
        let of = |version| [&["release", "--version", version], write].concat();
        project.refuses(
            &of("0.1.1"),
            1,
            "error: version 0.1.1 is too low: what changed since `v0.1.0` demands 0.2.0\n  - breaking: ",
        );
        project.refuses(
            &of("0.1.0"),
            1,
            "error: version 0.1.0 is released already\n",
        );
        project.refuses(&of("0.0.9"), 1, "error: version 0.0.9 is below 0.1.0, ");
    }
    let higher = project.bindery(&["release", "--version", "1.0.0-rc.1", "--write"]);
    assert_eq!(higher.code, Some(0), "{higher:?}");
    assert!(project.read("Cargo.toml").contains("\"1.0.0-rc.1\""));
}

#[test]
fn a_release_that_cannot_be_judged_is_none() {
    let project = Project::new();
    project.refuses(&["release", "--write"], 1, "` is in no git repository\n");

    let project = Project::released();
    project.describe(&more());
    project.refuses(
        &["release", "--write", "--since", "v0.1.1"],
        2,
        "error: no commit is named `v0.1.1`\n  = help: did you mean `v0.1.0`?\n",
    );
    project.refuses(
        &["release", "--write", "--since", "--output=pwned"],
        2,
        "error: ",
    );
    project.refuses(
        &["release", "--version", "1.0"],
        2,
        "error: invalid value '1.0'",
    );
    project.put("CHANGELOG.md", "## 0.1.0\n## 0.1.0\n");
    project.refuses(
        &["release", "--write"],
        1,
        "error: `CHANGELOG.md` cannot be used: line 2: there are two sections `0.1.0`\n",
    );
    project.put("CHANGELOG.md", CHANGELOG);
    project.put("Cargo.toml", "[package\n");
    project.refuses(
        &["release", "--write"],
        1,
        "error: `Cargo.toml` cannot be used: line 1: ",
    );
    project.put("Cargo.toml", MANIFEST);

    project.put("spec/api.yaml", API);
    project.refuses(
        &["release", "--write"],
        1,
        "error: what would be released is not what the description generates: `",
    );
    project.put("spec/api.yaml", "openapi: [\n");
    project.refuses(&["release", "--write"], 1, "error[not-yaml]");
}

#[test]
fn a_broken_description_of_then_is_named_with_its_revision() {
    let project = Project::released();
    project.put("spec/api.yaml", "openapi: [\n");
    project.commit();
    project.git(&["tag", "v0.2.0"]);
    project.put("spec/api.yaml", &more());
    assert_eq!(project.bindery(&["generate"]).code, Some(0));
    project.refuses(&["release", "--write"], 1, "--> v0.2.0:spec/api.yaml:");
    let skipped = project.bindery(&["release", "--since", "v0.1.0", "--version", "0.2.1"]);
    assert_eq!(skipped.code, Some(0), "{skipped:?}");

    // A release from before there was a description.
    project.git(&["rm", "-rq", "--cached", "spec"]);
    project.git(&["commit", "--quiet", "--no-verify", "-m", "Commit"]);
    project.git(&["tag", "v0.3.0"]);
    project.refuses(
        &["release", "--write"],
        1,
        "error: there is no `spec/bindery.yaml` in `v0.3.0`\n",
    );
}

#[test]
fn the_first_release_takes_the_version_of_the_manifest() {
    let project = Project::new();
    project.put("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n- All.\n");
    project.git(&["init", "--quiet", "--initial-branch=main"]);
    project.refuses(
        &["release", "--write"],
        1,
        "error: the repository has no commit yet\n",
    );
    project.commit();
    let run = project.bindery(&["release", "--write"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.starts_with("example 0.1.0: the first release: "),
        "{run:?}"
    );
    assert_eq!(
        project.read("CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-01-31\n\n- All.\n"
    );
    assert_eq!(project.read("Cargo.toml"), MANIFEST);
}

#[test]
fn the_environment_leads_to_no_other_repository() {
    let project = Project::released();
    project.describe(&more());
    let expected = project.bindery(&["release"]);
    assert_eq!(expected.code, Some(0), "{expected:?}");
    // As in a hook of another repository.
    let other = Project::new();
    other.git(&["init", "--quiet"]);
    let (folder, index) = (other.path().join(".git"), other.path().join(".git/index"));
    for environment in [
        &[("GIT_DIR", folder.as_path())][..],
        &[("GIT_DIR", &folder), ("GIT_WORK_TREE", other.path())],
        &[
            ("GIT_INDEX_FILE", &index),
            ("GIT_OBJECT_DIRECTORY", &folder),
        ],
        &[("GIT_COMMON_DIR", &folder)],
        &[("GIT_NAMESPACE", Path::new("other"))],
    ] {
        let run = project.bindery_with(environment, &["release"]);
        assert_eq!((run.code, &run.out), (Some(0), &expected.out), "{run:?}");
    }
}

#[test]
fn without_git_it_is_said_that_it_is_missing() {
    let project = Project::released();
    let empty = project.path().join("spec");
    let run = project.bindery_with(&[("PATH", &empty)], &["release"]);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (
            Some(1),
            "",
            "error: git is not installed, or not on the path\n  = help: install git, or name files and folders instead of revisions\n"
        )
    );
    assert_eq!(
        project.bindery_with(&[("PATH", &empty)], &["check"]).code,
        Some(0)
    );
}
