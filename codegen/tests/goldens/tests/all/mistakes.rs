//! What newcomers type wrong, and what the compiler says of it: an interface as well.
//!
//! Each file of `mistakes/` is one. Its first line says what is wrong, and its second what the
//! compiler answers: `error: E0308 Tier`, or `warning: …`, and words of the message. The words of
//! rustc are in `docs/mistakes.md`, which `BLESS=1` writes again; they are not compared, because
//! another version has others.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The lines of a message that the page shows.
const MOST_SHOWN: usize = 20;

struct Mistake {
    path: PathBuf,
    text: String,
}

impl Mistake {
    fn name(&self) -> &str {
        let name = self.path.file_stem().and_then(|name| name.to_str());
        name.expect("a mistake has a name")
    }

    /// What is wrong, in a sentence.
    fn what(&self) -> &str {
        let line = self
            .text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("//! "));
        line.expect("the first line says what is wrong")
    }

    /// The level that the compiler answers with, and words of its message.
    fn expected(&self) -> (&str, Vec<&str>) {
        let line = self
            .text
            .lines()
            .nth(1)
            .and_then(|line| line.strip_prefix("// "));
        let (level, words) = line
            .and_then(|line| line.split_once(": "))
            .expect("the second line says what the compiler answers");
        (level, words.split(' ').collect())
    }

    /// What a user types.
    fn code(&self) -> &str {
        self.text.splitn(4, '\n').nth(3).expect("there is code")
    }
}

fn repository() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3);
    root.expect("the package lies in the repository")
}

fn mistakes() -> Vec<Mistake> {
    let folder = repository().join("codegen/tests/goldens/mistakes");
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("the mistakes are there")
        .map(|entry| {
            let path = entry.expect("the folder can be listed").path();
            let text = fs::read_to_string(&path).expect("a mistake can be read");
            Mistake { path, text }
        })
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The library that this program is linked with: the last one that was built.
fn library(folder: &Path) -> PathBuf {
    let built = |path: &PathBuf| fs::metadata(path).and_then(|file| file.modified()).ok();
    fs::read_dir(folder)
        .expect("what was built is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            name.starts_with("libbindery_goldens-") && name.ends_with(".rlib")
        })
        .max_by_key(built)
        .expect("the library was built")
}

/// What the compiler says of a file: the level of each message, and all that it shows of it.
fn compiled(path: &Path, out: &Path) -> Vec<(String, String)> {
    let program = std::env::current_exe().expect("this program is a file");
    let folder = program.parent().expect("a file lies in a folder");
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "--emit=metadata",
            "--error-format=json",
        ])
        .arg("--out-dir")
        .arg(out)
        .arg("-L")
        .arg(format!("dependency={}", folder.display()))
        .arg("--extern")
        .arg(format!("bindery_goldens={}", library(folder).display()))
        .arg("--crate-name=mistake")
        .arg(
            path.strip_prefix(repository())
                .expect("it lies in the repository"),
        )
        // What rustc quotes is known to it from there.
        .current_dir(repository())
        .output()
        .expect("rustc runs");
    let text = String::from_utf8(output.stderr).expect("rustc speaks UTF-8");
    text.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| {
            message["spans"]
                .as_array()
                .is_some_and(|spans| !spans.is_empty())
        })
        .map(|message| {
            let text = |key: &str| message[key].as_str().unwrap_or_default().to_owned();
            (text("level"), text("rendered"))
        })
        .collect()
}

#[test]
fn the_compiler_says_what_is_wrong() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes");
    fs::create_dir_all(&scratch).expect("the folder can be made");
    let page = repository().join("docs/mistakes.md");
    let known = fs::read_to_string(&page).unwrap_or_default();
    let mut wrong = String::new();
    let mut text = String::from(
        "# Compiler messages\n\n\
         Common mistakes in code that uses a generated crate, and the messages of rustc. The crates are those\n\
         of `codegen/tests/goldens`; a test compiles each mistake.\n",
    );
    for mistake in mistakes() {
        let (level, words) = mistake.expected();
        let said = compiled(&mistake.path, &scratch);
        let is_right = |(found, rendered): &(String, String)| {
            found == level && words.iter().all(|word| rendered.contains(word))
        };
        if !said.iter().any(is_right) {
            let name = mistake.name();
            let _ = writeln!(wrong, "{name}: no {level} with {words:?} in {said:#?}");
        }
        let shown: Vec<_> = said
            .iter()
            .filter(|(found, _)| found == level)
            .flat_map(|(_, rendered)| rendered.trim_end().lines().take(MOST_SHOWN))
            // Where the standard library lies differs from machine to machine.
            .filter(|line| !line.contains("/rustc/") && !line.contains("rustlib"))
            .collect();
        let code = mistake.code().trim_end();
        let _ = write!(
            text,
            "\n## {}\n\n```rust\n{code}\n```\n\n```text\n{}\n```\n",
            mistake.what(),
            shown.join("\n")
        );
        let is_listed = known.contains(mistake.what()) && known.contains(code);
        if !is_listed && std::env::var_os("BLESS").is_none() {
            let _ = writeln!(wrong, "{}: `docs/mistakes.md` lacks it", mistake.name());
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&page, text).expect("the page can be written");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
