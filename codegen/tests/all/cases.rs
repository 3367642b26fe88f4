//! Every kind of finding: a description that is rejected with it, and a near miss that generates.
//!
//! A folder is a test: `cases/<code>/rejected*` holds a description and `stderr.txt`, the text that
//! a user reads; `cases/<code>/accepted*` one that is almost the same and has no finding. Folders
//! `shown-*` show how findings are drawn. `BLESS=1` rewrites `stderr.txt`. What no file of a
//! repository can hold is made here, in a scratch folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{codes, config, generate, put, read, scratch};
use bindery::Code;

/// Codes whose descriptions cannot be files of a repository.
const MADE_HERE: &[Code] = &[Code::FileTooLarge, Code::NotUtf8];

/// Codes whose examples are lines of `bindery.lock`.
const LOCKS: &[Code] = &[Code::DamagedLock, Code::ConflictingLock];

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(of)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Runs a rejected case: the codes found, or what went wrong.
fn rejected(folder: &Path) -> Result<Vec<Code>, String> {
    let Err(findings) = generate(&folder.join("bindery.yaml")) else {
        return Err("is accepted".to_owned());
    };
    let shown = findings.to_string();
    let golden = folder.join("stderr.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, &shown).expect("the golden file can be written");
    } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
        return Err(format!(
            "reads otherwise than stderr.txt (`BLESS=1` accepts it):\n{shown}"
        ));
    }
    Ok(codes(&findings))
}

/// Every folder does what its name says, and every code has a rejected and an accepted one.
#[test]
fn each_code_has_a_case_and_a_near_miss() {
    let root = Path::new("tests/cases");
    let mut wrong = Vec::new();
    let mut seen = BTreeMap::<Code, [bool; 2]>::new();
    for case in folders(root) {
        let code = name(&case).parse::<Code>().ok();
        if code.is_none() && !name(&case).starts_with("shown-") {
            wrong.push(format!("{}: the name is no code", case.display()));
        }
        for folder in folders(&case) {
            let kind = name(&folder);
            let outcome = if kind.starts_with("rejected") {
                rejected(&folder).and_then(|found| match code {
                    Some(code) if found.iter().any(|found| *found != code) => {
                        Err(format!("is found to be {found:?}"))
                    }
                    _ => Ok(0),
                })
            } else if kind.starts_with("accepted") {
                generate(&folder.join("bindery.yaml"))
                    .map(|_| 1)
                    .map_err(|findings| format!("is rejected:\n{findings}"))
            } else {
                Err("is neither `rejected…` nor `accepted…`".to_owned())
            };
            match (outcome, code) {
                (Ok(kind), Some(code)) => seen.entry(code).or_default()[kind] = true,
                (Ok(_), None) => {}
                (Err(why), _) => wrong.push(format!("{} {why}", folder.display())),
            }
        }
    }
    for code in Code::ALL.iter().filter(|code| !MADE_HERE.contains(code)) {
        if seen.get(code) != Some(&[true, true]) {
            wrong.push(format!("{code}: a rejected or an accepted case is missing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_its_line() {
    let api = read(Path::new("tests/cases/empty-file/accepted/api.yaml"));
    let titled = |title: &[u8]| {
        let (before, behind) = api
            .split_once("title: Example")
            .expect("the description has a title");
        [before.as_bytes(), b"title: ", title, behind.as_bytes()].concat()
    };
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml").into_bytes()),
        ("api.yaml", titled(b"Caf\xe9")),
    ]);
    let file = folder.path().join("spec/bindery.yaml");
    let findings = generate(&file).expect_err("Latin-1 is not UTF-8");
    assert_eq!(codes(&findings), [Code::NotUtf8]);
    let shown = findings.to_string();
    assert!(
        shown.starts_with(
            "error[not-utf8]: `spec/api.yaml` is not UTF-8: line 4 holds bytes that are not text\n"
        ),
        "{shown}"
    );
    put(folder.path(), "spec/api.yaml", titled("Café".as_bytes()));
    generate(&file).expect("the same in UTF-8 is accepted");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let api = read(Path::new("tests/cases/empty-file/accepted/api.yaml"));
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml")),
        ("api.yaml", api.clone()),
    ]);
    let config = folder.path().join("spec/bindery.yaml");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(folder.path().join("spec/api.yaml"))
        .expect("the file is there");
    file.set_len((256 << 20) + 1)
        .expect("a sparse file can be made");
    let findings = generate(&config).expect_err("a file of 256 MiB and a byte is too large");
    assert_eq!(codes(&findings), [Code::FileTooLarge]);
    // A large file is fine as such.
    put(
        folder.path(),
        "spec/api.yaml",
        format!("{api}# {}\n", "x".repeat(2 << 20)),
    );
    generate(&config).expect("a file of 2 MiB is accepted");
}

/// Line ends of another system change neither what is found nor how it is drawn.
#[test]
fn carriage_returns_change_nothing() {
    for case in [
        "unknown-reference",
        "shown-several-findings",
        "shown-wide-characters",
    ] {
        let from = Path::new("tests/cases").join(case).join("rejected");
        let plain = tempfile::tempdir().expect("a temporary folder can be made");
        let returned = tempfile::tempdir().expect("a temporary folder can be made");
        for entry in fs::read_dir(&from).expect("the case is there") {
            let path = entry.expect("the folder can be listed").path();
            let text = read(&path);
            put(plain.path(), &format!("spec/{}", name(&path)), &text);
            put(
                returned.path(),
                &format!("spec/{}", name(&path)),
                text.replace('\n', "\r\n"),
            );
        }
        let shown = |folder: &Path| {
            generate(&folder.join("spec/bindery.yaml"))
                .expect_err("the case is rejected")
                .to_string()
        };
        assert_eq!(shown(plain.path()), shown(returned.path()), "{case}");
    }
}

/// The examples that `bindery explain` prints are true: the one is rejected with that code alone,
/// the other is accepted.
///
/// An example is a part of a description; `cases/<code>/frame.yaml` is the rest, with `(example)`
/// where it belongs, and `frame.lock` what an earlier run left. Without a frame it is the whole file.
#[test]
fn explanations_show_what_is_so() {
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| !MADE_HERE.contains(code)) {
        for (word, which) in [("Rejected:", false), ("Fixed:", true)] {
            let fragment = example(code.explanation(), word)
                .unwrap_or_else(|| panic!("{code} has no YAML after {word}"));
            let frame = Path::new("tests/cases")
                .join(code.as_str())
                .join("frame.yaml");
            let accepted = || read(Path::new("tests/cases/empty-file/accepted/api.yaml"));
            let lock = LOCKS.contains(code);
            let api = if lock {
                accepted()
            } else if frame.exists() {
                framed(&read(&frame), &fragment)
            } else {
                fragment.clone()
            };
            let configuration = api.starts_with("edition:");
            let folder = if api.starts_with("overlay:") {
                let overlaid = config("api.yaml") + "overlays: [overlay.yaml]\n";
                scratch(&[
                    ("bindery.yaml", overlaid),
                    ("api.yaml", accepted()),
                    ("overlay.yaml", api),
                ])
            } else if configuration {
                scratch(&[("bindery.yaml", api), ("api.yaml", accepted())])
            } else {
                scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)])
            };
            if lock {
                put(folder.path(), "spec/generated/bindery.lock", &fragment);
            }
            let before = frame.with_extension("lock");
            if before.exists() {
                put(folder.path(), "spec/generated/bindery.lock", read(&before));
            }
            // What examples refer to.
            put(folder.path(), "spec/key.yaml", "type: string\n");
            put(
                folder.path(),
                "spec/common.yaml",
                "components:\n  schemas:\n    Page:\n      type: string\n",
            );
            match generate(&folder.path().join("spec/bindery.yaml")) {
                Ok(_) if which => {}
                Err(findings) if !which && codes(&findings).iter().all(|found| found == code) => {}
                Ok(_) => wrong.push(format!("{code}: the rejected example is accepted")),
                Err(findings) => wrong.push(format!("{code} {word}\n{findings}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The fenced YAML, or lines of a ledger, after a word.
fn example(explanation: &str, after: &str) -> Option<String> {
    let (_, rest) = explanation.split_once(after)?;
    let (language, block) = rest.split_once("```")?.1.split_once('\n')?;
    assert!(matches!(language, "yaml" | "text"), "{language}");
    Some(block.split_once("```")?.0.to_owned())
}

/// The frame with the example in place of the line `(example)`, as deep as that.
fn framed(frame: &str, example: &str) -> String {
    let mut out = String::new();
    for line in frame.lines() {
        if line.trim() == "(example)" {
            let indent = line.len() - line.trim_start().len();
            for line in example.lines() {
                out.push_str(&format!("{:indent$}{line}\n", ""));
            }
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
