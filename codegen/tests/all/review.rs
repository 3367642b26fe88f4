//! The hook and the workflow of `docs/review`, as somebody has them who copied them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::{put, read};
use assert_cmd::cargo::CommandCargoExt;
use serde_yaml::Value;

const CONFIG: &str = "edition: 1\ncrate: example\ninputs:\n  - api.yaml\noutput: ../generated\n";

const API: &str = "\
openapi: 3.1.0
info:
  title: Example
  version: '1'
servers:
  - url: https://example.com
security:
  - apiKey: []
tags:
  - name: keys
    description: Keys.
paths:
  /keys:
    get:
      operationId: listKeys
      tags: [keys]
      responses:
        '204':
          description: Nothing.
components:
  securitySchemes:
    apiKey:
      type: apiKey
      in: header
      name: X-API-Key
";

/// A repository with a generated crate.
struct Repository {
    folder: tempfile::TempDir,
    /// What programs are found on, `bindery` among them.
    path: String,
}

impl Repository {
    /// Generated and committed on `main`.
    fn new() -> Self {
        let binary = Command::cargo_bin("bindery").expect("the binary is built");
        let binaries = Path::new(binary.get_program())
            .parent()
            .expect("it lies in a folder")
            .to_path_buf();
        let known = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(
            [binaries]
                .into_iter()
                .chain(std::env::split_paths(&known).collect::<Vec<PathBuf>>()),
        )
        .expect("the paths hold no colon");
        let repository = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
            path: path.into_string().expect("the path is text"),
        };
        repository.put("spec/bindery.yaml", CONFIG);
        repository.put("spec/api.yaml", API);
        repository.generate();
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.git(&["add", "--all"]);
        assert!(repository.commit().status.success());
        repository
    }

    /// With the hook of the documentation.
    fn hooked() -> Self {
        let repository = Self::new();
        repository.hook();
        repository
    }

    /// Installs the hook as its first lines say.
    fn hook(&self) {
        let hook = self.folder.path().join(".git/hooks/pre-commit");
        fs::create_dir_all(hook.parent().expect("it lies in a folder")).expect("it can be made");
        fs::copy(documented("pre-commit"), &hook).expect("the hook can be copied");
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("it can be run");
    }

    fn put(&self, path: &str, text: &str) {
        put(self.folder.path(), path, text);
    }

    fn generate(&self) {
        let output = self.run("bindery", &["generate"]);
        assert!(output.status.success(), "{output:?}");
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = match program {
            "bindery" => Command::cargo_bin("bindery").expect("the binary is built"),
            other => Command::new(other),
        };
        command
            .current_dir(self.folder.path())
            .env("PATH", &self.path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(arguments)
            .output()
            .expect("the program runs")
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.run("git", arguments);
        assert!(output.status.success(), "{output:?}");
    }

    fn commit(&self) -> Output {
        self.commit_with(&[])
    }

    fn commit_with(&self, more: &[&str]) -> Output {
        let start = [
            "-c",
            "user.name=Test",
            "-c",
            "user.email=test@example.com",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            "Commit",
        ];
        self.run("git", &[&start, more].concat())
    }

    #[track_caller]
    fn commits(&self) {
        let output = self.commit();
        assert!(output.status.success(), "{output:?}");
    }

    #[track_caller]
    fn refuses(&self, complaint: &str) {
        let head = self.run("git", &["rev-parse", "HEAD"]).stdout;
        let output = self.commit();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{output:?}");
        assert!(said.contains(complaint), "{said}");
        assert_eq!(self.run("git", &["rev-parse", "HEAD"]).stdout, head);
    }
}

/// A file of the documentation.
fn documented(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs/review")
        .join(name)
}

fn renamed() -> String {
    API.replace("listKeys", "allKeys")
}

#[test]
fn what_is_staged_decides() {
    let repository = Repository::hooked();
    // Staged, and generated from it.
    repository.put("spec/api.yaml", &renamed());
    repository.generate();
    repository.git(&["add", "--all"]);
    repository.commits();

    // Staged, and not generated from it; what would fix it is not staged.
    repository.put("spec/api.yaml", API);
    repository.git(&["add", "--all"]);
    repository.refuses("differs: rest/keys.rs\n  = help: run `bindery generate`\n");
    repository.generate();
    repository.refuses("differs: rest/keys.rs\n");
    repository.git(&["add", "generated"]);
    repository.commits();

    // A generated file that was edited by hand, and one that was left out.
    repository.put("generated/rest/keys.rs", "// by hand\n");
    repository.git(&["add", "--all"]);
    repository.refuses("differs: rest/keys.rs\n");
    repository.git(&["rm", "--quiet", "--force", "generated/rest/keys.rs"]);
    repository.refuses("missing: rest/keys.rs\n");
    repository.git(&["reset", "--quiet", "--hard"]);

    // A description with a mistake.
    repository.put("spec/api.yaml", &API.replace("apiKey: []", "apiKye: []"));
    repository.git(&["add", "--all"]);
    repository.refuses("error[unknown-security-scheme]: ");
}

#[test]
fn what_is_not_staged_does_not_matter() {
    let repository = Repository::hooked();
    repository.put("spec/api.yaml", "{");
    repository.put("generated/rest/keys.rs", "// by hand\n");
    repository.put("generated/stray.rs", "// stray\n");
    // Nothing of it is staged, so it is not looked at.
    repository.put("README.md", "An example.\n");
    repository.git(&["add", "README.md"]);
    repository.commits();
    // A part of it is, and that is fresh.
    repository.git(&["stash", "--quiet"]);
    repository.put("spec/api.yaml", &renamed());
    repository.git(&["add", "spec"]);
    repository.git(&["rm", "--quiet", "-r", "--cached", "generated"]);
    fs::remove_file(repository.folder.path().join("generated/stray.rs")).expect("it is there");
    repository.generate();
    repository.git(&["add", "generated"]);
    repository.put("spec/api.yaml", "{");
    repository.put("generated/stray.rs", "// stray\n");
    repository.commits();
}

/// Git hands a hook an index of its own when paths are named.
#[test]
fn a_commit_of_some_paths_is_checked_as_it_will_be() {
    let repository = Repository::hooked();
    repository.put("spec/api.yaml", &renamed());
    repository.generate();
    let half = repository.commit_with(&["--", "spec"]);
    assert!(!half.status.success(), "{half:?}");
    let whole = repository.commit_with(&["--all"]);
    assert!(whole.status.success(), "{whole:?}");
}

#[test]
fn a_description_goes_away_with_its_files_alone() {
    let repository = Repository::hooked();
    repository.git(&["rm", "--quiet", "-r", "spec"]);
    repository.refuses("error: there is no file `");
    repository.git(&["rm", "--quiet", "-r", "generated"]);
    repository.commits();
    repository.commits();
}

#[test]
fn the_first_commit_and_one_from_a_folder_are_checked_too() {
    let repository = Repository::new();
    fs::remove_dir_all(repository.folder.path().join(".git")).expect("it can be removed");
    repository.git(&["init", "--quiet", "--initial-branch=main"]);
    repository.hook();
    repository.put("spec/api.yaml", &renamed());
    repository.git(&["add", "--all"]);
    let output = repository.commit();
    assert!(!output.status.success(), "{output:?}");
    repository.generate();
    repository.git(&["add", "--all"]);
    repository.commits();
}

/// The hook and the workflow of a crate that was made from one document.
#[test]
fn a_crate_of_one_document_has_the_same_hook() {
    let repository = Repository::new();
    repository.git(&["rm", "-r", "--quiet", "spec", "generated"]);
    repository.put("openapi.yaml", API);
    let made = ["generate", "--spec", "openapi.yaml", "--out", "client"];
    assert!(repository.run("bindery", &made).status.success());
    let hook = read(&documented("pre-commit"))
        .replace("description=spec\n", "description=openapi.yaml\n")
        .replace("output=generated\n", "output=client\n")
        .replace("project=spec/bindery.yaml\n", "project=client\n");
    repository.hook();
    repository.put(".git/hooks/pre-commit", &hook);
    repository.git(&["add", "--all"]);
    repository.commits();

    repository.put("openapi.yaml", &renamed());
    repository.git(&["add", "openapi.yaml"]);
    repository.refuses("differs: src/rest/keys.rs\n  = help: run `bindery generate`\n");
    assert!(
        repository
            .run("bindery", &["generate", "--spec", "client"])
            .status
            .success()
    );
    repository.git(&["add", "--all"]);
    repository.commits();
}

/// The lines of the workflow's shell scripts.
fn scripts(workflow: &Value) -> Vec<String> {
    let steps = workflow["jobs"]["check"]["steps"]
        .as_sequence()
        .expect("the job has steps");
    let scripts = steps.iter().filter_map(|step| step["run"].as_str());
    scripts.map(str::to_owned).collect()
}

#[test]
fn the_workflow_runs_what_there_is() {
    let workflow: Value =
        serde_yaml::from_str(&read(&documented("bindery.yml"))).expect("it is YAML");
    assert_eq!(
        workflow["permissions"]["contents"].as_str(),
        Some("read"),
        "it writes comments alone"
    );
    let job = &workflow["jobs"]["check"];
    let fail_on = job["env"]["BINDERY_FAIL_ON"]
        .as_str()
        .expect("a verdict is named");
    let project = job["env"]["BINDERY_PROJECT"]
        .as_str()
        .expect("a project is named");
    let scripts = scripts(&workflow);
    let calls: Vec<_> = scripts
        .iter()
        .flat_map(|script| script.lines())
        .filter(|line| line.contains("bindery check"))
        .collect();
    assert_eq!(calls.len(), 1, "{scripts:?}");
    // What others write reaches a script as a variable alone.
    for script in &scripts {
        assert!(!script.contains("${{"), "{script}");
    }
    let compare = scripts
        .iter()
        .find(|script| script.contains(calls[0]))
        .expect("it was found there")
        .replace("target/debug/bindery", "bindery");

    let repository = Repository::new();
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let run = |fail_on: &str| {
        let output = Command::new("bash")
            .args(["-e", "-o", "pipefail", "-c", &compare])
            .current_dir(repository.folder.path())
            .env("PATH", &repository.path)
            .env("BASE", "origin/main")
            .env("BINDERY_PROJECT", project)
            .env("BINDERY_FAIL_ON", fail_on)
            .env("GITHUB_STEP_SUMMARY", "step.md")
            .output()
            .expect("bash runs");
        let page = read(&repository.folder.path().join("summary.md"));
        (output.status.code(), page)
    };
    let (code, page) = run(fail_on);
    assert_eq!(code, Some(0), "{page}");
    assert!(
        page.contains("| verdict since `origin/main` | **none** "),
        "{page}"
    );

    repository.put("spec/api.yaml", &renamed());
    let (code, page) = run(fail_on);
    assert_eq!(code, Some(1), "stale files fail whatever the verdict");
    assert!(
        page.contains("<summary>stale: <code>rest/keys.rs</code></summary>"),
        "{page}"
    );
    repository.generate();
    let (code, page) = run(fail_on);
    assert_eq!(code, Some(0), "{page}");
    assert!(page.contains("**major**"), "{page}");
    assert_eq!(run("major").0, Some(1));

    // The page is an artifact, under the name that it is written to.
    let page = || {
        let draw = scripts.iter().find(|script| script.contains("html"));
        let draw = draw.expect("it draws the page");
        let output = Command::new("bash")
            .args(["-e", "-c", &draw.replace("target/debug/bindery", "bindery")])
            .current_dir(repository.folder.path())
            .env("PATH", &repository.path)
            .env("BASE", "origin/main")
            .output()
            .expect("bash runs");
        assert!(output.status.success(), "{output:?}");
        fs::read_to_string(repository.folder.path().join("changes.html")).ok()
    };
    assert!(page().is_some_and(|page| page.contains("data-rule=\"operation-renamed\"")));
    let steps = job["steps"].as_sequence().expect("the job has steps");
    let kept = steps.iter().find(|step| {
        let action = step["uses"].as_str();
        action.is_some_and(|action| action.starts_with("actions/upload-artifact@"))
    });
    assert_eq!(kept.expect("it is kept")["with"]["path"], "changes.html");

    // A description with a mistake has no summary, and nothing to comment.
    repository.put("spec/api.yaml", "{");
    let (code, summary) = run(fail_on);
    assert_eq!((code, summary.as_str()), (Some(1), ""));
    assert_eq!(page(), None);
    let comment = scripts
        .iter()
        .find(|script| script.contains("gh pr comment"))
        .expect("it comments");
    let output = Command::new("bash")
        .args(["-e", "-c", comment])
        .current_dir(repository.folder.path())
        .env("PATH", "/usr/bin:/bin")
        .output()
        .expect("bash runs");
    assert!(output.status.success(), "{output:?}");
}
