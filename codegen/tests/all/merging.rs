//! Two branches that are really merged by git: what each described and named is there afterwards.
//!
//! The description is merged by people or by git, `bindery.lock` by git's union, and emitted code
//! that conflicts by taking either side; `bindery generate` brings the rest into order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{put, read};
use tempfile::TempDir;

const API: &str = "openapi: 3.1.0
info: { title: Example, version: '1' }
servers: [{ url: 'https://api.example.org' }]
security: [{ apiKey: [] }]
tags:
  - name: keys
  - name: users
paths:
  /keys/{id}:
    get:
      operationId: getKey
      tags: [keys]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        '204': { description: Nothing. }
  # The end of the keys.
  /users/{id}:
    get:
      operationId: getUser
      tags: [users]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
      responses:
        '204': { description: Nothing. }
  # The end of the users.
components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-API-Key }
  schemas:
    # The schemas.
    Unused: { type: string, description: Nothing uses it. }
";

const CONFIG: &str = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: ../generated\n";

/// A repository with a description, its code, and a branch `main`.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        put(repository.path(), "spec/bindery.yaml", CONFIG);
        put(repository.path(), "spec/api.yaml", API);
        // As this repository has it.
        let attributes = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.gitattributes"));
        assert!(attributes.contains("generated/bindery.lock text eol=lf merge=union"));
        put(repository.path(), ".gitattributes", attributes);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.generate();
        repository.commit("main");
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new("git")
            .current_dir(self.path())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args([
                "-c",
                "commit.gpgsign=false",
                "-c",
                "core.hooksPath=/dev/null",
            ])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git is installed")
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(
            output.status.success(),
            "git {arguments:?}: {}",
            text(&output.stderr)
        );
        text(&output.stdout)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Runs the command line; whether it succeeded, and what it printed.
    fn bindery(&self, command: &str) -> (bool, String) {
        let output = assert_cmd::Command::cargo_bin("bindery")
            .expect("the binary is built")
            .current_dir(self.path())
            .args([command, "--spec", "spec/bindery.yaml"])
            .output()
            .expect("the binary runs");
        let printed = [output.stdout, output.stderr].concat();
        (
            output.status.success(),
            String::from_utf8_lossy(&printed).into_owned(),
        )
    }

    #[track_caller]
    fn generate(&self) {
        let (good, printed) = self.bindery("generate");
        assert!(good, "{printed}");
    }

    /// A branch of `main` with another description, and what it generates.
    fn branch(&self, name: &str, edit: &dyn Fn(&str) -> String) -> Names {
        self.git(&["checkout", "--quiet", "-b", name, "main"]);
        put(self.path(), "spec/api.yaml", edit(API));
        self.generate();
        self.commit(name);
        self.names()
    }

    /// Merges the branch `theirs` into `ours`; the files that conflict.
    fn merge(&self) -> BTreeSet<String> {
        self.git(&["checkout", "--quiet", "ours"]);
        self.run(&["merge", "--quiet", "--no-commit", "theirs"]);
        let listed = self.git(&["diff", "--name-only", "--diff-filter=U"]);
        listed.lines().map(str::to_owned).collect()
    }

    /// Takes one side of every emitted file that conflicts.
    fn take(&self, side: &str, conflicts: &BTreeSet<String>) {
        for path in conflicts
            .iter()
            .filter(|path| path.starts_with("generated/"))
        {
            self.git(&["checkout", side, "--", path]);
        }
    }

    fn lock(&self) -> String {
        read(&self.path().join("generated/bindery.lock"))
    }

    fn names(&self) -> Names {
        names(&self.lock())
    }

    /// The emitted files.
    fn emitted(&self) -> BTreeMap<String, String> {
        let lock = self.lock();
        let files = lock.lines().filter_map(|line| line.strip_prefix("file "));
        files
            .chain(["bindery.lock"])
            .map(|path| {
                (
                    path.to_owned(),
                    read(&self.path().join("generated").join(path)),
                )
            })
            .collect()
    }

    /// Generates what was merged; then it is fresh, sorted and complete.
    #[track_caller]
    fn settle(&self) {
        self.generate();
        assert_eq!(self.bindery("check"), (true, String::new()));
        let lock = self.lock();
        let sorted: BTreeSet<_> = lock.lines().collect();
        assert_eq!(
            lock.lines().collect::<Vec<_>>(),
            sorted.into_iter().collect::<Vec<_>>()
        );
        // A description without history has the same places, and the same files but for names.
        let settled = self.names();
        let fresh = tempfile::tempdir().expect("a temporary folder can be made");
        crate::support::copy(&self.path().join("spec"), &fresh.path().join("spec"));
        let files = crate::support::generate(&fresh.path().join("spec/bindery.yaml"))
            .unwrap_or_else(|findings| panic!("{findings}"));
        let places = |names: &Names| names.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(places(&settled), places(&names(&files["bindery.lock"])));
        self.commit("merged");
        assert_eq!(self.bindery("check"), (true, String::new()));
    }
}

/// Rust names by place.
type Names = BTreeMap<String, String>;

fn names(lock: &str) -> Names {
    lock.lines()
        .filter_map(|line| line.strip_prefix("name ")?.split_once(' '))
        .map(|(place, name)| (place.to_owned(), name.to_owned()))
        .collect()
}

/// The places of `before` that have another name, or none, in `after`.
fn changed(before: &Names, after: &Names) -> Vec<String> {
    let differs = |(place, name): &(&String, &String)| after.get(*place) != Some(*name);
    before
        .iter()
        .filter(differs)
        .map(|(place, _)| place.clone())
        .collect()
}

/// An operation, in front of a comment.
fn with_operation(api: &str, id: &str, tag: &str, answer: &str) -> String {
    let end = format!("  # The end of the {tag}.\n");
    let operation = format!(
        "  /{tag}/{id}/{{place}}:
    get:
      operationId: {id}
      tags: [{tag}]
      summary: Answers {id}.
      parameters:
        - {{ name: place, in: path, required: true, schema: {{ type: string }} }}
        - {{ name: limit, in: query, required: true, schema: {{ type: integer }} }}
      responses:
        {answer}
"
    );
    api.replace(&end, &format!("{operation}{end}"))
}

const NOTHING: &str = "'204': { description: Nothing. }";

/// Merges two branches, resolves by either side, and answers the results and the names before.
fn merged(
    ours: &dyn Fn(&str) -> String,
    theirs: &dyn Fn(&str) -> String,
    conflicting: &[&str],
) -> (Repository, [Names; 2]) {
    let mut results = Vec::new();
    for side in ["--ours", "--theirs"] {
        let repository = Repository::new();
        let before = [
            repository.branch("ours", ours),
            repository.branch("theirs", theirs),
        ];
        let conflicts = repository.merge();
        let expected: BTreeSet<_> = conflicting.iter().map(|&path| path.to_owned()).collect();
        assert_eq!(conflicts, expected);
        repository.take(side, &conflicts);
        if conflicts.contains("spec/api.yaml") {
            put(repository.path(), "spec/api.yaml", theirs(&ours(API)));
        }
        assert_eq!(
            read(&repository.path().join("spec/api.yaml")),
            theirs(&ours(API))
        );
        repository.settle();
        results.push((repository, before));
    }
    let [one, other] = [results.pop(), results.pop()].map(|result| result.expect("two sides"));
    assert_eq!(
        one.0.emitted(),
        other.0.emitted(),
        "it is all the same which side is taken"
    );
    one
}

#[test]
fn operations_of_two_tags_are_merged_by_git_alone() {
    let (repository, before) = merged(
        &|api| with_operation(api, "findKey", "keys", NOTHING),
        &|api| with_operation(api, "findUser", "users", NOTHING),
        &[],
    );
    let after = repository.names();
    for names in before {
        assert_eq!(changed(&names, &after), Vec::<String>::new());
    }
    let lock = repository.lock();
    for line in [
        "arguments example#operations/findKey path/place query/limit",
        "arguments example#operations/findUser path/place query/limit",
    ] {
        assert!(lock.lines().any(|known| known == line), "{lock}");
    }
}

#[test]
fn operations_of_one_tag_conflict_and_either_side_will_do() {
    let (repository, before) = merged(
        &|api| with_operation(api, "findKey", "keys", NOTHING),
        &|api| with_operation(api, "forgetKey", "keys", NOTHING),
        &["generated/rest/keys.rs", "spec/api.yaml"],
    );
    let after = repository.names();
    for names in before {
        assert_eq!(changed(&names, &after), Vec::<String>::new());
    }
    let calls = &repository.emitted()["rest/keys.rs"];
    assert!(calls.contains("pub fn find(") && calls.contains("pub fn forget("));
}

/// Two branches bring equal inline types to one group: neither moves what was there, and the merge
/// is the same whichever side is taken.
#[test]
fn equal_inline_types_of_two_branches_keep_their_names() {
    let answer = "'200': { description: It., content: { application/json: { schema: { type: object, properties: { state: { type: object, properties: { since: { type: string } } } } } } } }";
    let (repository, before) = merged(
        &|api| with_operation(api, "findKey", "keys", answer),
        &|api| with_operation(api, "forgetKey", "keys", answer),
        &[
            // It shows a call that answers something.
            "generated/lib.rs",
            "generated/rest/keys.rs",
            "generated/rest/keys/types.rs",
            "spec/api.yaml",
        ],
    );
    let after = repository.names();
    // Both gave the plain name; the one that has no other keeps it.
    let place = |id: &str| format!("example#inline//{id}/responses/200");
    assert_eq!(changed(&before[0], &after), Vec::<String>::new());
    assert_eq!(after[&place("findKey")], "Response");
    assert_eq!(after[&place("forgetKey")], "ForgetResponse");
    let types = &repository.emitted()["rest/keys/types.rs"];
    assert!(types.contains("pub struct Response {"), "{types}");
    assert!(
        types.contains("pub type ForgetResponse = Response;"),
        "{types}"
    );
    assert!(types.contains("pub struct ResponseState {"), "{types}");
}

/// A schema, and an operation of a tag that answers it.
fn with_schema(api: &str, name: &str, id: &str, tag: &str) -> String {
    let answer = format!(
        "'200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }}"
    );
    with_operation(api, id, tag, &answer).replace(
        "    # The schemas.\n",
        &format!(
            "    # The schemas.\n    {name}: {{ type: object, properties: {{ {id}: {{ type: string }} }} }}\n"
        ),
    )
}

/// Neither branch could know: of two that are one name but for case, the first by its text keeps
/// it, whichever branch it comes from; the other is a line that a reviewer sees.
#[test]
fn names_that_collide_are_told_apart_the_same_way_on_both_sides() {
    for (one, other) in [("KeyInfo", "Keyinfo"), ("KeyInfo", "keyInfo")] {
        let add = |name: &'static str, id: &'static str, tag: &'static str| {
            move |api: &str| with_schema(api, name, id, tag)
        };
        let first = add(one, "first", "keys");
        let second = add(other, "second", "users");
        let mut results = Vec::new();
        for swapped in [false, true] {
            let repository = Repository::new();
            let sides: [&dyn Fn(&str) -> String; 2] = if swapped {
                [&second, &first]
            } else {
                [&first, &second]
            };
            let before = [
                repository.branch("ours", sides[0]),
                repository.branch("theirs", sides[1]),
            ];
            let conflicts = repository.merge();
            repository.take("--ours", &conflicts);
            put(repository.path(), "spec/api.yaml", second(&first(API)));
            repository.settle();
            let after = repository.names();
            let place = format!("example#types/{other}");
            for names in &before {
                let lost: Vec<_> = names
                    .contains_key(&place)
                    .then(|| place.clone())
                    .into_iter()
                    .collect();
                assert_eq!(changed(names, &after), lost, "{one} and {other}");
            }
            assert_eq!(after[&format!("example#types/{one}")], "KeyInfo");
            let word = if other == "Keyinfo" {
                "KeyinfoTitle"
            } else {
                "KeyInfoCamel"
            };
            assert_eq!(after[&place], word);
            results.push(repository.emitted());
        }
        assert_eq!(results[0], results[1]);
    }
}

/// Which of two names callers have is nothing that a generator can know.
#[test]
fn a_place_that_both_sides_name_is_refused_until_one_name_is_removed() {
    let named = |name: &'static str| {
        move |api: &str| {
            api.replace(
                "      operationId: getKey\n",
                &format!("      operationId: getKey\n      x-bindery-name: {name}\n"),
            )
        }
    };
    let (ours, theirs) = (named("fetch"), named("read"));
    let repository = Repository::new();
    repository.branch("ours", &ours);
    repository.branch("theirs", &theirs);
    let conflicts = repository.merge();
    assert!(conflicts.contains("spec/api.yaml"), "{conflicts:?}");
    assert!(
        !conflicts.contains("generated/bindery.lock"),
        "{conflicts:?}"
    );
    repository.take("--theirs", &conflicts);
    put(repository.path(), "spec/api.yaml", theirs(API));

    let lock = repository.lock();
    let (good, printed) = repository.bindery("generate");
    assert!(!good);
    assert_eq!(
        printed.lines().next(),
        Some(
            "error[conflicting-lock]: `bindery.lock` names `example#operations/getKey` both `fetch` and `read`"
        )
    );
    assert_eq!(repository.lock(), lock, "nothing is written");

    let line = "name example#operations/getKey fetch\n";
    assert!(lock.contains(line));
    put(
        repository.path(),
        "generated/bindery.lock",
        lock.replace(line, ""),
    );
    repository.settle();
    assert_eq!(repository.names()["example#operations/getKey"], "read");
    assert!(repository.emitted()["rest/keys.rs"].contains("pub fn read("));
}
