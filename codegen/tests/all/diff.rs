//! `bindery diff` and `bindery check --since`, as a user has them: every kind of side, the formats,
//! the exit codes, and what they say of sides that cannot be read. Neither ever writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{API, put};
use assert_cmd::Command;

const CONFIG: &str = "edition: 1\ncrate: example\ninputs:\n  - api.yaml\noutput: ../src\n";

const NOTHING: &str = "verdict: none (nothing changed for callers)\n";

const RENAMED: &str = "\
verdict: major (code of callers breaks)
1 source break, 0 wire breaks, 0 additions, 0 other changes

source  wire   change
BREAK   -      Keys::all: the call `listKeys` was renamed to `allKeys`
               spec/api.yaml:16:20 [operation-renamed]
";

const RENAMED_JSON: &str = r#"{"schema":1,"verdict":"major","counts":{"source_breaks":1,"wire_breaks":0,"added":0,"other":0,"accepted":0},"unmatched":[],"regenerated":null,"changes":[{"rule":"operation-renamed","source":"break","wire":"none","verdict":"major","subject":"Keys::all","message":"the call `listKeys` was renamed to `allKeys`","old":{"file":"v1:spec/api.yaml","line":16,"column":20},"new":{"file":"spec/api.yaml","line":16,"column":20},"calls":{"count":0,"first":[]},"accepted":null}]}
"#;

const RENAMED_MARKDOWN: &str = "\
## API changes: major

1 source break, 0 wire breaks, 0 additions, 0 other changes

### Breaking

| source | wire | item | change | place | rule |
|---|---|---|---|---|---|
| BREAK | - | `Keys::all` | the call `listKeys` was renamed to `allKeys` | `spec/api.yaml:16:20` | `operation-renamed` |
";

/// A folder with descriptions in it.
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
    fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        }
    }

    /// A generated crate in no repository.
    fn new() -> Self {
        let project = Self::empty();
        project.put("spec/bindery.yaml", CONFIG);
        project.describe(API);
        project
    }

    /// Committed, with the tag `v1`.
    fn committed() -> Self {
        let project = Self::new();
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project.commit();
        project.git(&["tag", "v1"]);
        project
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        put(self.path(), path, text);
    }

    fn read(&self, path: &str) -> String {
        crate::support::read(&self.path().join(path))
    }

    /// Changes the description, and generates.
    fn describe(&self, api: &str) {
        self.put("spec/api.yaml", api);
        self.generate();
    }

    fn generate(&self) {
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

    fn bindery_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Run {
        let output = Command::cargo_bin("bindery")
            .expect("the binary is built")
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
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

    /// Succeeds with this on standard output alone, and writes nothing.
    #[track_caller]
    fn tells(&self, arguments: &[&str], expected: &str) {
        let before = self.files();
        let run = self.bindery(arguments);
        assert_eq!(
            (run.out.as_str(), run.err.as_str(), run.code),
            (expected, "", Some(0)),
            "{arguments:?}"
        );
        self.is_still(&before);
    }

    /// Fails with this on standard error alone, and writes nothing.
    #[track_caller]
    fn refuses(&self, arguments: &[&str], code: i32, complaint: &str) {
        self.refuses_with(&[], arguments, code, complaint);
    }

    #[track_caller]
    fn refuses_with(
        &self,
        environment: &[(&str, &str)],
        arguments: &[&str],
        code: i32,
        complaint: &str,
    ) {
        let before = self.files();
        let run = self.bindery_with(environment, arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(code), ""), "{run:?}");
        assert!(run.err.contains(complaint), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{run:?}");
        self.is_still(&before);
    }

    /// Every file of the folder, git's own included: its index is a file that a careless reader
    /// writes.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut waiting = vec![self.path().to_path_buf()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).expect("the folder can be listed") {
                let path = entry.expect("the folder can be listed").path();
                if path.is_dir() && !path.is_symlink() {
                    waiting.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap_or_default();
                    found.insert(path.display().to_string(), bytes);
                }
            }
        }
        found
    }

    #[track_caller]
    fn is_still(&self, before: &BTreeMap<String, Vec<u8>>) {
        let after = self.files();
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(before), names(&after));
        assert!(*before == after, "a file was written");
    }
}

/// The description with another name for its call, and nothing else.
fn renamed() -> String {
    API.replace("listKeys", "allKeys")
}

/// The description with one more field.
fn more() -> String {
    format!("{API}        label:\n          type: string\n          description: Its label.\n")
}

#[test]
fn a_side_is_a_revision_and_the_other_the_working_tree() {
    let project = Project::committed();
    for side in ["HEAD", "v1", "main", "refs/heads/main", "HEAD^{/Commit}"] {
        project.tells(&["diff", side], NOTHING);
    }
    project.put("spec/api.yaml", renamed());
    project.tells(&["diff", "HEAD"], RENAMED);
    // Staged or not is all the same.
    project.git(&["add", "--all"]);
    project.tells(&["diff", "HEAD"], RENAMED);
    project.generate();
    project.commit();
    project.tells(&["diff", "HEAD"], NOTHING);
    project.tells(&["diff", "HEAD~1"], RENAMED);
    let both = project.bindery(&["diff", "v1", "main"]);
    assert_eq!(
        both.out,
        RENAMED.replace("spec/api.yaml:", "main:spec/api.yaml:")
    );
    let back = project.bindery(&["diff", "main", "v1"]);
    assert!(
        back.out.contains("`allKeys` was renamed to `listKeys`"),
        "{back:?}"
    );
}

#[test]
fn a_side_is_a_place_in_a_revision() {
    let project = Project::committed();
    project.git(&["mv", "spec", "api"]);
    project.commit();
    project.tells(
        &["diff", "--spec", "api/bindery.yaml", "v1:spec", "HEAD"],
        NOTHING,
    );
    project.tells(
        &["diff", "--spec", "api/bindery.yaml", "v1:spec/bindery.yaml"],
        NOTHING,
    );
    project.refuses(
        &["diff", "--spec", "api/bindery.yaml", "v1"],
        2,
        "error: there is no `api/bindery.yaml` in `v1`\n  = help: it is not committed there; `v1:PATH` names another place",
    );
}

#[test]
fn a_side_is_a_folder_or_a_file() {
    let project = Project::new();
    let other = Project::new();
    other.put("spec/api.yaml", renamed());
    let side = |path: &str| other.path().join(path).display().to_string();
    for path in ["", "spec", "spec/bindery.yaml"] {
        let run = project.bindery(&["diff", ".", &side(path)]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(
            run.out
                .contains("Keys::all: the call `listKeys` was renamed to `allKeys`"),
            "{run:?}"
        );
        assert!(run.out.contains("verdict: major"), "{run:?}");
    }
    project.tells(&["diff", "spec", "."], NOTHING);
    project.tells(&["diff", "./spec/bindery.yaml"], NOTHING);
}

#[test]
fn documents_on_their_own_need_no_project() {
    let folder = Project::empty();
    folder.put("old.yaml", API);
    folder.put("new.yaml", more());
    folder.put(
        "new.json",
        serde_json::to_string(
            &serde_yaml::from_str::<serde_json::Value>(&more()).expect("it is YAML"),
        )
        .expect("it can be written"),
    );
    folder.tells(&["diff", "old.yaml", "old.yaml"], NOTHING);
    folder.tells(
        &["diff", "old.yaml", "new.yaml"],
        "\
verdict: minor (something was added or deprecated, or the wire format changed)
0 source breaks, 0 wire breaks, 1 addition, 0 other changes

source  wire   change
added   ok     types::Key::label: the property `label` was added (in `Keys::list`)
               new.yaml:44:9 [response-property-added]
",
    );
    folder.tells(&["diff", "new.yaml", "new.json"], NOTHING);
    folder.refuses(
        &["diff", "old.yaml"],
        2,
        "error: there is no `spec/bindery.yaml` here or in a folder above\n",
    );
    for (sides, absent) in [
        (["old.yaml", "absent.yaml"], "absent.yaml"),
        (["absent.yaml", "old.yaml"], "absent.yaml"),
        (["old.yaml", "HEAD"], "HEAD"),
    ] {
        folder.refuses(
            &["diff", sides[0], sides[1]],
            2,
            &format!("error: there is no file or folder `{absent}`, and `"),
        );
    }
    // Nothing of git is needed for that.
    let run = folder.bindery_with(&[("PATH", "")], &["diff", "old.yaml", "old.yaml"]);
    assert_eq!((run.out.as_str(), run.code), (NOTHING, Some(0)), "{run:?}");
}

/// Documents have no ledger; the names that the old one was given stay as they would with one.
#[test]
fn a_component_takes_no_name_between_two_documents() {
    let schemas = |more: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{ title: Depot, version: '1' }}\nservers: [{{ url: 'https://depot.test' }}]\ntags: [{{ name: parcels }}]\n\
             paths:\n  /team:\n    get: {{ operationId: getTeam, tags: [parcels], responses: {{ '200': {{ description: It., content: \
             {{ application/json: {{ schema: {{ $ref: '#/components/schemas/team' }} }} }} }} }} }}\ncomponents:\n  schemas:\n    \
             team: {{ type: object, required: [type], properties: {{ type: {{ type: string, enum: [inner, outer] }}{more}\n"
        )
    };
    let folder = Project::empty();
    folder.put("old.yaml", schemas(" } }"));
    for name in ["team-type", "TeamType", "team_type"] {
        let used = format!(", kind: {{ $ref: '#/components/schemas/{name}' }} }} }}");
        let newcomer = format!("{used}\n    {name}: {{ type: string, enum: [all, inner, outer] }}");
        folder.put("new.yaml", schemas(&newcomer));
        let run = folder.bindery(&["diff", "old.yaml", "new.yaml"]);
        assert!(
            run.out.contains("0 source breaks, 0 wire breaks"),
            "{name}: {run:?}"
        );
        assert!(run.out.contains("[type-added]"), "{name}: {run:?}");
        assert!(!run.out.contains("renamed"), "{name}: {run:?}");
    }
}

/// A document has no crate yet, whose name would be another one.
#[test]
fn a_document_is_compared_with_a_project() {
    let project = Project::committed();
    project.tells(&["diff", "spec/api.yaml"], NOTHING);
    project.tells(&["diff", "HEAD:spec/api.yaml"], NOTHING);
    project.tells(&["diff", "HEAD", "spec/api.yaml"], NOTHING);
    project.put("spec/bindery.yaml", format!("{CONFIG}features: true\n"));
    project.tells(&["diff", "spec/api.yaml"], NOTHING);
    let run = project.bindery(&["diff", "HEAD"]);
    assert!(run.out.contains("[features-required]"), "{run:?}");
}

#[test]
fn each_format_says_the_same() {
    let project = Project::committed();
    project.put("spec/api.yaml", renamed());
    project.tells(&["diff", "v1", "--format", "text"], RENAMED);
    project.tells(&["diff", "v1", "--format", "markdown"], RENAMED_MARKDOWN);
    project.tells(&["diff", "v1", "--format", "json"], RENAMED_JSON);
    // What was asked for is printed also where notes are not wanted.
    project.tells(&["diff", "v1", "--quiet"], RENAMED);
    project.tells(&["diff", "v1", "--color", "auto"], RENAMED);
    let coloured = project.bindery(&["diff", "v1", "--color", "always"]);
    assert!(
        coloured.out.contains("\u{1b}[31;1mBREAK \u{1b}[0m"),
        "{coloured:?}"
    );
    for format in ["markdown", "json", "html", "sarif", "github", "junit"] {
        let run = project.bindery(&["diff", "v1", "--color", "always", "--format", format]);
        assert!(!run.out.contains('\u{1b}'), "{run:?}");
        assert!(run.out.contains("was renamed to"), "{run:?}");
        let check = project.bindery(&["check", "--since", "v1", "--format", format]);
        assert!(check.out.contains("was renamed to"), "{check:?}");
    }
    // A place is in the working tree, whatever revision it was read from.
    project.generate();
    project.commit();
    let run = project.bindery(&["diff", "v1", "HEAD", "--format", "github"]);
    assert!(
        run.out
            .contains("::error file=spec/api.yaml,line=16,col=20,title=operation-renamed::"),
        "{run:?}"
    );
    let run = project.bindery(&["diff", "v1", "HEAD", "--format", "html"]);
    assert!(
        run.out
            .contains("href=\"./spec/api.yaml#L16\">v1:spec/api.yaml:16:20</a>"),
        "{run:?}"
    );
}

/// A document without a configuration lists its accepted changes itself.
#[test]
fn a_lone_document_accepts_changes() {
    let project = Project::empty();
    project.put("old.yaml", API);
    let diff = ["diff", "old.yaml", "new.yaml", "--fail-on", "major"];
    let accepted = |rule: &str| {
        format!(
            "{}x-bindery-changes:\n  accepted:\n    - {{ rule: {rule}, at: 'Keys::all', why: It is new. }}\n",
            renamed()
        )
    };
    project.put("new.yaml", renamed());
    assert_eq!(project.bindery(&diff).code, Some(1));
    project.put("new.yaml", accepted("operation-renamed"));
    let run = project.bindery(&diff);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("It is new."), "{run:?}");
    project.put("new.yaml", accepted("operation-renamd"));
    let run = project.bindery(&diff);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.err.contains("did you mean `operation-renamed`?"),
        "{run:?}"
    );
}

/// Changes by an update of bindery are reported apart from changes of the description.
#[test]
fn an_update_of_the_generator_is_no_change_of_the_description() {
    let project = Project::new();
    project.git(&["init", "--quiet", "--initial-branch=main"]);
    project.generate();
    project.commit();
    let check = ["check", "--since", "HEAD"];
    let run = project.bindery(&check);
    assert!(!run.out.contains("emitted differently"), "{run:?}");
    let path = project.folder.path().join("src/rest/keys.rs");
    let emitted = fs::read_to_string(&path).expect("it was generated");
    let older = emitted.replace("pub fn list(", "pub fn list_of_an_older_bindery(");
    project.put("src/rest/keys.rs", older);
    project.commit();
    project.put("src/rest/keys.rs", &emitted);
    let run = project.bindery(&check);
    for words in [
        "verdict: none",
        "of HEAD: 1 file is emitted differently by this bindery, without a change of the description",
        "  - pub fn list_of_an_older_bindery(&self) -> ListCall {",
        "  + pub fn list(&self) -> ListCall {",
    ] {
        assert!(run.out.contains(words), "{run:?}");
    }
    let sentence = "of HEAD: 1 file is emitted differently";
    for command in [&["check", "--since", "HEAD"][..], &["diff", "HEAD"]] {
        for format in ["text", "markdown", "json", "html"] {
            if (command[0], format) == ("check", "html") {
                continue;
            }
            let run = project.bindery(&[command, &["--format", format]].concat());
            let says = match format {
                "json" => "\"files\":1,",
                _ => sentence,
            };
            assert!(run.out.contains(says), "{format}: {run:?}");
        }
    }
    // Between two revisions that this bindery did not emit either, it is the earlier one that counts.
    project.put("src/rest/keys.rs", &emitted);
    project.commit();
    let run = project.bindery(&["diff", "HEAD~1", "HEAD"]);
    assert!(run.out.contains("of HEAD~1: 1 file is"), "{run:?}");
    let run = project.bindery(&["diff", "HEAD", "HEAD"]);
    assert!(!run.out.contains("emitted differently"), "{run:?}");
}

/// A workflow finds the generated files that are stale, from the root of the repository.
#[test]
fn stale_files_are_annotations() {
    let project = Project::committed();
    project.generate();
    let run = project.bindery(&["check", "--format", "github"]);
    assert_eq!((run.out.as_str(), run.code), ("", Some(0)), "{run:?}");
    project.put("spec/api.yaml", renamed());
    for arguments in [
        &["check", "--format", "github"][..],
        &["check", "--since", "v1", "--format", "github"],
    ] {
        let run = project.bindery(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(
            run.out
                .contains("::error file=src/rest/keys.rs,title=generated file is stale::run `"),
            "{run:?}"
        );
    }
}

/// What is accepted fails nothing and is released under any version.
#[test]
fn what_is_accepted_does_not_fail() {
    let project = Project::committed();
    project.put("spec/api.yaml", renamed());
    let fails = ["diff", "v1", "--fail-on", "major"];
    assert_eq!(project.bindery(&fails).code, Some(1));
    let accepted = "changes:\n  accepted:\n    - rule: operation-renamed\n      at: Keys::all\n      why: It is new.\n";
    project.put("spec/bindery.yaml", format!("{CONFIG}{accepted}"));
    let run = project.bindery(&fails);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out
            .starts_with("verdict: none (nothing changed for callers but what is accepted)\n"),
        "{run:?}"
    );
    assert!(run.out.contains("accepted: It is new.\n"), "{run:?}");
    // The entry stays in the file, where it accepts nothing any more.
    project.generate();
    project.commit();
    let run = project.bindery(&["diff", "HEAD"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out
            .contains("spec/bindery.yaml:8:13: accepts `operation-renamed` at `Keys::all`"),
        "{run:?}"
    );
    for wrong in ["operation-rename", "renamed"] {
        project.put(
            "spec/bindery.yaml",
            format!("{CONFIG}{}", accepted.replace("operation-renamed", wrong)),
        );
        for command in [&["generate"][..], &["diff", "v1"], &["check"]] {
            project.refuses(
                command,
                1,
                &format!("error[invalid-value]: no change is named `{wrong}`"),
            );
        }
    }
}

#[test]
fn a_verdict_fails_where_it_was_to_fail() {
    let project = Project::committed();
    for (api, verdict) in [
        (API.to_owned(), "none"),
        (API.replace("Identifies", "Names"), "patch"),
        (more(), "minor"),
        (renamed(), "major"),
    ] {
        project.describe(&api);
        let levels = ["none", "patch", "minor", "major"];
        let rank = |level| levels.iter().position(|other| *other == level);
        for level in levels {
            let fails = level != "none" && rank(verdict) >= rank(level);
            let expected = Some(i32::from(fails));
            for command in [&["diff", "v1"][..], &["check", "--since", "v1"]] {
                let run = project.bindery(&[command, &["--fail-on", level]].concat());
                assert_eq!(run.code, expected, "{command:?} {level}: {run:?}");
                assert_eq!(run.err, "");
                let said = format!("verdict: {verdict} ");
                assert!(run.out.contains(&said), "{run:?}");
            }
        }
    }
    project.refuses(
        &["diff", "v1", "--fail-on", "Major"],
        2,
        "[possible values: none, patch, minor, major]",
    );
    project.refuses(&["check", "--fail-on", "major"], 2, "--since <REVISION>");
    project.refuses(&["check", "--format", "html"], 2, "--since <REVISION>");
    project.refuses(
        &["diff", "v1", "--format", "xml"],
        2,
        "text, markdown, json, html, sarif, github, junit",
    );
    project.refuses(&["diff"], 2, "<OLD>");
}

#[test]
fn a_check_tells_what_changed_and_how_large_the_code_is() {
    let project = Project::committed();
    project.tells(&["check"], "");
    let size = |run: &Run| {
        let line = run.out.lines().last().unwrap_or_default().to_owned();
        assert!(line.starts_with("emitted code: 5 files, "), "{run:?}");
        line
    };
    let same = project.bindery(&["check", "--since", "v1"]);
    assert!(
        same.out.starts_with(&format!("{NOTHING}since: v1\n")),
        "{same:?}"
    );
    assert!(size(&same).ends_with("(+0 files, +0 lines, +0 bytes)"));
    project.describe(&more());
    let run = project.bindery(&["check", "--since", "v1"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    let line = size(&run);
    assert!(
        line.contains("(+0 files, +") && !line.contains("+0 lines"),
        "{line}"
    );
    // A document has no code to compare with.
    let run = project.bindery(&["check", "--since", "spec/api.yaml"]);
    assert!(!size(&run).contains('('), "{run:?}");

    let json = project.bindery(&["check", "--since", "v1", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("it is JSON");
    assert_eq!(value["schema"], 1);
    assert_eq!(value["since"], "v1");
    assert_eq!(value["differences"], serde_json::json!([]));
    assert_eq!(value["changes"]["schema"], 1);
    assert_eq!(value["changes"]["verdict"], "minor");
    assert_eq!(value["size"]["files"], 5);
    assert!(value["size_before"]["lines"].is_u64());
    let alone = project.bindery(&["check", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&alone.out).expect("it is JSON");
    assert!(
        value["since"].is_null() && value["changes"].is_null() && value["size_before"].is_null()
    );
}

#[test]
fn stale_files_and_changes_are_told_in_one_run() {
    let project = Project::committed();
    project.put("spec/api.yaml", renamed());
    let before = project.files();
    let run = project.bindery(&["check", "--since", "HEAD"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.out
            .starts_with(&format!("{RENAMED}since: HEAD\nemitted code: ")),
        "{run:?}"
    );
    for file in ["bindery.lock", "lib.rs", "rest/keys.rs"] {
        let line = format!("stale: {file}\n  = help: run `bindery generate`\n");
        assert!(run.err.contains(&line), "{run:?}");
    }
    let page = project.bindery(&["check", "--since", "HEAD", "--format", "markdown"]);
    assert_eq!(page.code, Some(1));
    for part in [
        "## bindery\n\n| | |\n|---|---|\n| generated files | **3 files are not what the description generates** |\n| verdict since `HEAD` | **major** (code of callers breaks) |\n| not reflected by the code | 0 more, 0 fewer |\n| emitted code | 5 files, ",
        "\n<details><summary>stale: <code>rest/keys.rs</code></summary>\n\nrun `bindery generate`\n\n````diff\n",
        RENAMED_MARKDOWN,
    ] {
        assert!(page.out.contains(part), "{part}\n{}", page.out);
    }
    let json = project.bindery(&["check", "--since", "HEAD", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("it is JSON");
    assert_eq!(
        value["differences"][1],
        serde_json::json!({"path": "lib.rs", "state": "stale", "fix": "run `bindery generate`"})
    );
    project.is_still(&before);
}

/// A name is given once; a revision is compared by the ledger that it had.
#[test]
fn each_side_has_the_names_of_its_own_ledger() {
    let project = Project::committed();
    let lock = project.read("src/bindery.lock");
    let frozen = lock.replace("#types/Key Key\n", "#types/Key ApiKeyRecord\n");
    assert_ne!(frozen, lock);
    project.put("src/bindery.lock", &frozen);
    project.generate();
    let name_changed = "\
BREAK   -      types::ApiKeyRecord: the Rust name of `Key` is `ApiKeyRecord` instead of `Key` (in
               `Keys::list`)
               spec/api.yaml:36:7 [type-name-changed]
";
    let run = project.bindery(&["diff", "v1"]);
    assert!(run.out.contains(name_changed), "{}", run.out);
    project.commit();
    project.tells(&["diff", "HEAD"], NOTHING);
    // A ledger that is lost gives the name up.
    fs::remove_file(project.path().join("src/bindery.lock")).expect("it can be removed");
    let run = project.bindery(&["diff", "HEAD"]);
    assert!(
        run.out
            .contains("the Rust name of `Key` is `Key` instead of `ApiKeyRecord`"),
        "{}",
        run.out
    );
}

#[test]
fn a_revision_from_before_there_was_a_ledger_has_none() {
    let project = Project::committed();
    project.git(&["rm", "--quiet", "-r", "--cached", "src"]);
    project.git(&["commit", "--quiet", "-m", "Only the description"]);
    project.git(&["tag", "bare"]);
    project.tells(&["diff", "bare"], NOTHING);
    let run = project.bindery(&["check", "--since", "bare"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.starts_with(&format!("{NOTHING}since: bare\n")),
        "{run:?}"
    );
}

#[test]
fn what_the_code_does_not_reflect_is_gained_and_lost() {
    let project = Project::committed();
    let second = API.replace(
        "  - url: https://example.com\n",
        "  - url: https://example.com\n    variables: {region: {default: eu}}\n",
    );
    let told = |way: &str| {
        format!(
            "example#/servers/0/variables/region: the variable `region` is not part of the URL\n               {way}"
        )
    };
    // Comparing tells it; checking insists on the acknowledgement.
    project.put("spec/api.yaml", &second);
    let run = project.bindery(&["diff", "v1"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let gained = told("spec/api.yaml:8:17 [degradation-gained]\n");
    assert!(run.out.contains(&gained), "{}", run.out);
    project.refuses(
        &["check", "--since", "v1"],
        1,
        "error[ignored]: the variable `region`",
    );
    project.put(
        "spec/bindery.yaml",
        format!("{CONFIG}acknowledge:\n  - code: ignored\n    at: api.yaml#/servers/0/variables\n    why: there is one\n"),
    );
    project.generate();
    let line = "degradation ignored example#/servers/0/variables/region the variable `region` is not part of the URL\n";
    assert!(project.read("src/bindery.lock").contains(line));
    let run = project.bindery(&["check", "--since", "v1", "--format", "markdown"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    assert!(
        run.out
            .contains("| not reflected by the code | 1 more, 0 fewer |\n"),
        "{}",
        run.out
    );
    project.commit();
    project.tells(&["diff", "HEAD"], NOTHING);

    project.put("spec/bindery.yaml", CONFIG);
    project.describe(API);
    let run = project.bindery(&["diff", "HEAD"]);
    let lost = told("HEAD:spec/api.yaml:8:17 [degradation-lost]\n");
    assert!(run.out.contains(&lost), "{}", run.out);
    assert!(!project.read("src/bindery.lock").contains("degradation"));
}

#[test]
fn a_revision_that_is_not_there_is_the_command_lines_mistake() {
    let project = Project::committed();
    project.git(&["branch", "feature/keys"]);
    for command in [&["diff"][..], &["check", "--since"]] {
        let with = |side| [command, &[side]].concat();
        project.refuses(
            &with("mian"),
            2,
            "error: no commit is named `mian`\n  = help: did you mean `main`?\n",
        );
        project.refuses(&with("feature/kyes"), 2, "did you mean `feature/keys`?");
        project.refuses(
            &with("origin/nowhere"),
            2,
            "`git fetch origin nowhere` brings it",
        );
        project.refuses(
            &with("absent.yaml"),
            2,
            "error: no commit is named `absent.yaml`\n",
        );
        project.refuses(
            &with("main..v1"),
            2,
            "error: no commit is named `main..v1`\n",
        );
        project.refuses(&with("^main"), 2, "error: no commit is named `^main`\n");
        project.refuses(
            &with("HEAD:nowhere"),
            2,
            "error: there is no `nowhere` in `HEAD`\n",
        );
        project.refuses(
            &with("HEAD:../x"),
            2,
            "error: `../x` is outside of the repository\n",
        );
        project.refuses(
            &with("HEAD:src"),
            2,
            "error: `HEAD:src` holds no description\n",
        );
        project.refuses(&with("src"), 2, "error: `src` holds no description\n");
        project.refuses(
            &with("main\u{1b}[2J"),
            2,
            "error: no commit is named `main\\u{1b}[2J`\n",
        );
        // A variable that was not set is no folder.
        project.refuses(&with(""), 2, "a value is required");
        project.refuses(&with("--upload-pack=x"), 2, "unexpected argument");
    }
    project.refuses(&["diff", "HEAD", ""], 2, "a value is required");
    project.refuses(
        &["diff", "--", "--output=x"],
        2,
        "error: no commit is named `--output=x`\n",
    );
}

#[test]
fn a_path_that_is_a_revision_too_is_not_guessed() {
    let project = Project::committed();
    project.put("both/bindery.yaml", CONFIG.replace("../src", "../out"));
    project.put("both/api.yaml", API);
    project.git(&["branch", "both"]);
    project.refuses(
        &["diff", "both"],
        2,
        "error: `both` is a path and a revision\n  = help: write `./both` for the path, `refs/heads/both` or `refs/tags/both` for the revision\n",
    );
    project.tells(&["diff", "./both"], NOTHING);
    project.tells(&["diff", "refs/heads/both"], NOTHING);
    project.git(&["branch", "v1"]);
    project.refuses(
        &["diff", "v1"],
        2,
        "error: `v1` is the name of more than one thing in the repository\n",
    );
}

#[test]
fn without_git_or_history_it_says_so() {
    let project = Project::new();
    project.refuses(
        &["diff", "HEAD"],
        2,
        "error: there is no file or folder `HEAD`, and `",
    );
    project.refuses(
        &["check", "--since", "HEAD"],
        2,
        "is in no git repository\n",
    );
    project.refuses_with(
        &[("PATH", "")],
        &["diff", "HEAD"],
        1,
        "error: git is not installed, or not on the path\n  = help: install git, or name files and folders",
    );
    project.git(&["init", "--quiet", "--initial-branch=main"]);
    for command in [&["diff"][..], &["check", "--since"]] {
        project.refuses(
            &[command, &["HEAD"]].concat(),
            1,
            "error: the repository has no commit yet\n  = help: commit the description first\n",
        );
        project.refuses(
            &[command, &["main"]].concat(),
            2,
            "error: no commit is named `main`\n",
        );
    }
}

#[test]
fn a_broken_description_is_shown_with_its_side() {
    let project = Project::committed();
    let broken = API.replace(
        "'#/components/schemas/Key'",
        "'../outside.yaml#/components/schemas/Key'",
    );
    project.put("spec/api.yaml", &broken);
    for command in [&["diff", "v1"][..], &["check", "--since", "v1"]] {
        project.refuses(command, 1, "error[outside-folder]: ");
        project.refuses(command, 1, " --> spec/api.yaml:27:25\n");
    }
    project.commit();
    project.git(&["tag", "broken"]);
    project.put("spec/api.yaml", API);
    for command in [&["diff", "broken"][..], &["check", "--since", "broken"]] {
        project.refuses(command, 1, " --> broken:spec/api.yaml:27:25\n");
    }
    project.refuses(
        &["diff", "v1", "broken"],
        1,
        " --> broken:spec/api.yaml:27:25\n",
    );
    // Of two that are broken the old one is told.
    project.put("spec/api.yaml", "{");
    project.refuses(&["diff", "broken"], 1, " --> broken:spec/api.yaml:27:25\n");
    project.put("spec/api.yaml", b"\xff\xfe\x00");
    project.refuses(&["diff", "v1"], 1, "error[not-utf8]: ");
    project.put("spec/api.yaml", API);
    project.put("spec/bindery.yaml", "edition: 99\n");
    project.refuses(&["diff", "v1"], 1, " spec/bindery.yaml:");
}

#[test]
fn a_ledger_that_is_damaged_or_conflicting_is_refused_on_either_side() {
    let lines = [
        (
            "<<<<<<< ours",
            "error[damaged-lock]: line 1 of `bindery.lock` is not read: `<<<<<<< ours`",
        ),
        (
            "name x#y self",
            "error[damaged-lock]: `name x#y self` of `bindery.lock` is not a place and a Rust name",
        ),
        (
            "name x#types/Y Y /* z */",
            "error[damaged-lock]: `name x#types/Y Y /* z */` of",
        ),
        (
            "name example#types/Key Other",
            "error[conflicting-lock]: `bindery.lock` names `example#types/Key` both `Key` and `Other`",
        ),
    ];
    for (line, complaint) in lines {
        let project = Project::committed();
        let lock = project.read("src/bindery.lock");
        project.put("src/bindery.lock", format!("{line}\n{lock}"));
        project.refuses(&["diff", "v1"], 1, complaint);
        project.refuses(&["check", "--since", "v1"], 1, complaint);
        project.commit();
        project.put("src/bindery.lock", &lock);
        project.refuses(&["diff", "HEAD"], 1, complaint);
        project.refuses(&["check", "--since", "HEAD"], 1, complaint);
        project.tells(&["diff", "v1"], NOTHING);
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let project = Project::committed();
    let api = project.path().join("spec/api.yaml");
    fs::remove_file(&api).expect("it can be removed");
    project.refuses(&["diff", "v1"], 1, "error[unreadable-file]: ");
    fs::create_dir(&api).expect("the folder can be made");
    project.refuses(&["diff", "v1"], 1, "error[unreadable-file]: ");
    fs::remove_dir(&api).expect("it can be removed");
    symlink("/etc/passwd", &api).expect("a link can be made");
    project.refuses(&["diff", "v1"], 1, "error[outside-folder]: ");
    // A link in a revision is followed no more than one on disk.
    project.commit();
    fs::remove_file(&api).expect("it can be removed");
    project.put("spec/api.yaml", API);
    project.refuses(&["diff", "HEAD"], 1, "error[unreadable-file]: ");
    project.refuses(&["diff", "HEAD:spec/api.yaml"], 1, "is a link in `HEAD`\n");
    fs::set_permissions(&api, fs::Permissions::from_mode(0o000))
        .expect("the rights can be changed");
    // The super-user may read it all the same.
    if fs::File::open(&api).is_err() {
        project.refuses(&["diff", "v1"], 1, "error[unreadable-file]: ");
    }
}

/// No text of a description, and no name of a file, acts on a page or a terminal.
#[test]
fn nothing_that_is_named_acts_on_a_page_or_a_terminal() {
    let project = Project::committed();
    let evil = "</code>|`]($x) <img src=x> @everyone \\u001b[2J \\u202e\\r\\n## x";
    // A fragment in a path is a finding of its own.
    let path = evil.replace('#', "");
    let api = API
        .replace(
            "description: Identifies the key.",
            "description: Identifies the key.\n          enum: [1, 2]",
        )
        .replace("          enum: [1, 2]", "")
        .replace(
            "paths:\n",
            &format!("paths:\n  \"/{path}\":\n    get:\n      operationId: \"{evil}\"\n      tags: [keys]\n      responses:\n        '204':\n          description: \"{evil}\"\n"),
        )
        + &format!("        \"{evil}\":\n          type: string\n          description: \"{evil}\"\n");
    project.put("spec/api.yaml", api);
    for command in [&["diff", "v1"][..], &["check", "--since", "v1"]] {
        for format in ["text", "markdown", "json"] {
            let run = project.bindery(&[command, &["--format", format]].concat());
            assert!(run.out.contains("everyone"), "{run:?}");
            for text in [&run.out, &run.err] {
                let acts = |one: char| (one.is_control() && one != '\n') || one == '\u{202e}';
                assert!(!text.contains(acts), "{command:?} {format}: {text:?}");
            }
            let tables = run.out.lines().filter(|line| line.starts_with('|'));
            for row in tables {
                let code = row.split('`').skip(1).step_by(2).collect::<Vec<_>>();
                let prose: String = row.split('`').step_by(2).collect();
                assert!(row.matches('`').count().is_multiple_of(2), "{row}");
                assert!(!prose.contains(['<', '@', '[']), "{row}");
                for text in code {
                    assert!(!text.replace("\\|", "").contains('|'), "{row}");
                }
            }
            assert!(!run.out.contains("\n## x"), "{run:?}");
        }
    }
}

/// A file that somebody left in the folder is named on the page, on one line.
#[cfg(unix)]
#[test]
fn the_name_of_a_file_does_not_leave_its_place_on_the_page() {
    let project = Project::committed();
    project.put("src/a\n\n@everyone <img>\u{1b}[2J.rs", "");
    let run = project.bindery(&["check", "--format", "markdown"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.out.contains(
            "<summary>stray: <code>a\\n\\n@everyone &lt;img&gt;\\u{1b}[2J.rs</code></summary>"
        ),
        "{run:?}"
    );
    assert!(!run.err.contains('\u{1b}'), "{run:?}");
}

/// Files of one name in two folders are two files.
#[test]
fn what_is_gained_in_a_file_is_told_whatever_its_namesake_has() {
    let folder = Project::empty();
    let exact = "One:\n  type: object\n  properties:\n    n:\n      type: string\n";
    let loose = format!("{exact}      format: date-tme\n");
    for (side, second) in [("old", exact), ("new/below", &loose)] {
        let api = API.replace(
            "                type: array\n                items:\n                  $ref: '#/components/schemas/Key'\n",
            "                type: object\n                properties:\n                  one:\n                    $ref: a/x.yaml#/One\n                  two:\n                    $ref: b/x.yaml#/One\n",
        );
        folder.put(&format!("{side}/api.yaml"), api);
        folder.put(&format!("{side}/a/x.yaml"), &loose);
        folder.put(&format!("{side}/b/x.yaml"), second);
    }
    let run = folder.bindery(&["diff", "old/api.yaml", "new/below/api.yaml"]);
    assert_eq!(
        run.out.matches("[degradation-gained]").count(),
        1,
        "{run:?}"
    );
    assert!(
        run.out.contains(
            "example/b/x.yaml#/One/properties/n/format: the format `date-tme` has no meaning"
        ),
        "{run:?}"
    );
    folder.tells(
        &["diff", "new/below/api.yaml", "new/below/api.yaml"],
        NOTHING,
    );
}
