//! Every kind of change: two descriptions that differ by it, and a near miss that does not.
//!
//! A folder is a test: `changes/<rule>/old.yaml` and `new.yaml` are told to be that change, and
//! `near-old.yaml` and `near-new.yaml` are not; `also-old.yaml` and `also-new.yaml`, where they are,
//! are that change with other effects. `expected.txt` is what a terminal shows; `BLESS=1` rewrites
//! it. The first line of a file names its frame in `changes/frames`, which holds the rest of the
//! description and `(case)` where the file belongs. A line `--- bindery.yaml` in it starts another
//! file of the same folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::case::{ROOT, lay_out};
use crate::support::read;
use bindery::{Comparison, Generator, Rule, SourceEffect, Verdict, WireEffect};

/// What changes from one file of a case to another.
fn compare(folder: &Path, old: &str, new: &str) -> Result<Comparison, String> {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let side = |name: &str, file: &str| {
        let text = read(&folder.join(file));
        lay_out(&scratch.path().join(name), &text);
        Generator::from_config(scratch.path().join(name).join("bindery.yaml"))
            .map_err(|findings| format!("{file}:\n{findings}"))
    };
    let old = side("old", old)?;
    let new = side("new", new)?;
    new.changes_since(&old)
        .map_err(|findings| findings.to_string())
}

fn folder(rule: Rule) -> PathBuf {
    Path::new(ROOT).join(rule.as_str())
}

/// What a terminal shows, without the folder of this run.
fn shown(comparison: &Comparison) -> String {
    let text = comparison.render(false);
    let mut out = String::new();
    for line in text.lines() {
        let place = ["/old/", "/new/"]
            .iter()
            .find_map(|side| Some(line.trim_start().split_once(side)?.1));
        match place.filter(|_| line.ends_with(']')) {
            Some(place) => out.push_str(&format!("               {place}\n")),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

/// Checks a case that is the rule: its levels, and what a terminal shows.
fn told(rule: Rule, [old, new, golden]: [&str; 3], wrong: &mut Vec<String>) {
    let folder = folder(rule);
    let comparison = match compare(&folder, old, new) {
        Ok(comparison) => comparison,
        Err(why) => {
            wrong.push(format!("{rule} {new}: {why}"));
            return;
        }
    };
    let text = shown(&comparison);
    let mut changes = comparison.changes().iter();
    match changes.find(|change| change.rule() == rule) {
        None => wrong.push(format!("{rule} is not told of {new}:\n{text}")),
        Some(change) => {
            let source = rule.source().is_none_or(|level| level == change.source());
            let wire = rule.wire().is_none_or(|level| level == change.wire());
            if !(source && wire) {
                wrong.push(format!("{rule} has other levels:\n{text}"));
            }
        }
    }
    let golden = folder.join(golden);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, &text).expect("the golden file can be written");
    } else if fs::read_to_string(&golden).unwrap_or_default() != text {
        let golden = golden.display();
        wrong.push(format!(
            "{golden} is otherwise (`BLESS=1` accepts it):\n{text}"
        ));
    }
}

#[test]
fn each_rule_has_a_case_and_a_near_miss() {
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        told(*rule, ["old.yaml", "new.yaml", "expected.txt"], &mut wrong);
        let folder = folder(*rule);
        if folder.join("also-old.yaml").exists() {
            told(
                *rule,
                ["also-old.yaml", "also-new.yaml", "also-expected.txt"],
                &mut wrong,
            );
        }
        match compare(&folder, "near-old.yaml", "near-new.yaml") {
            Err(why) => wrong.push(format!("{rule}, the near miss: {why}")),
            Ok(comparison) => {
                if comparison.changes().iter().any(|one| one.rule() == *rule) {
                    let text = shown(&comparison);
                    wrong.push(format!("{rule} is told of the near miss:\n{text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn nothing_changes_from_a_description_to_itself() {
    for rule in Rule::ALL {
        for file in ["old.yaml", "new.yaml", "near-old.yaml", "near-new.yaml"] {
            let comparison = compare(&folder(*rule), file, file).expect("the case is described");
            assert!(comparison.is_empty(), "{rule} {file}: {comparison:?}");
            assert_eq!(comparison.verdict(), Verdict::None);
            assert_eq!(
                comparison.render(false),
                "verdict: none (nothing changed for callers)\n"
            );
        }
    }
}

#[test]
fn every_folder_is_a_rule() {
    let known: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    for entry in fs::read_dir(ROOT).expect("the folder is there") {
        let name = entry.expect("the folder can be listed").file_name();
        let name = name.to_string_lossy().into_owned();
        assert!(name == "frames" || known.contains(name.as_str()), "{name}");
    }
}

/// A keyword that no type and no limit says is a bound of what it stands in: one that comes or is
/// another one is tighter, and one that goes is looser.
#[test]
fn rules_about_values_are_bounds() {
    let rules = [
        ("not", "{ const: x }", "{ const: y }"),
        ("not", "{ pattern: x }", "{ pattern: y }"),
        ("contains", "{ const: x }", "{ const: y }"),
        ("minContains", "1", "2"),
        ("dependentRequired", "{ a: [b] }", "{ a: [b, c] }"),
        ("propertyNames", "{ maxLength: 3 }", "{ maxLength: 4 }"),
        (
            "dependentSchemas",
            "{ a: { required: [b] } }",
            "{ a: { required: [c] } }",
        ),
        ("if", "{ required: [a] }", "{ required: [b] }"),
        ("then", "{ required: [a] }", "{ required: [b] }"),
    ];
    let side = |frame: &str, rule: &str, folder: &Path| {
        let thing = format!("Thing:\n  type: object\n  properties:\n    value: {{ {rule} }}\n");
        lay_out(folder, &format!("# frame: {frame}\n{thing}"));
        Generator::from_config(folder.join("bindery.yaml")).expect("it is a configuration")
    };
    for (keyword, one, other) in rules {
        let kind = match keyword {
            "contains" | "minContains" => "type: array, items: { type: string }",
            "not" => "type: string",
            _ => "type: object, properties: { a: { type: string }, b: { type: string } }",
        };
        let none = kind.to_owned();
        let [one, other] = [one, other].map(|value| format!("{kind}, {keyword}: {value}"));
        let cases = [
            ("request", &none, &one, Rule::RequestBoundsTightened),
            ("request", &one, &other, Rule::RequestBoundsTightened),
            ("request", &one, &none, Rule::RequestBoundsLoosened),
            ("answer", &none, &one, Rule::ResponseBoundsChanged),
            ("answer", &one, &other, Rule::ResponseBoundsChanged),
            ("answer", &one, &none, Rule::ResponseBoundsChanged),
        ];
        for (frame, old, new, rule) in cases {
            let scratch = tempfile::tempdir().expect("a temporary folder can be made");
            let old = side(frame, old, &scratch.path().join("old"));
            let new = side(frame, new, &scratch.path().join("new"));
            let comparison = new.changes_since(&old).expect("both are described");
            let mut changes = comparison.changes().iter();
            assert!(
                changes.any(|change| change.rule() == rule),
                "{keyword}: {rule}:\n{}",
                comparison.render(false)
            );
        }
    }
}

/// `bindery explain` shows the case itself, and says what the rule says.
#[test]
fn explanations_show_their_cases() {
    for rule in Rule::ALL {
        let text = rule.explanation();
        for file in ["old.yaml", "new.yaml"] {
            let case = read(&folder(*rule).join(file));
            let (_, case) = case.split_once('\n').expect("a case has lines");
            // Another file of the case is a comment where people read it.
            let case = case.replace("\n--- ", "\n# ");
            assert!(text.contains(&case), "{rule} does not show {file}");
        }
        let source = match rule.source() {
            Some(SourceEffect::None) => "Source: none.",
            Some(SourceEffect::Added) => "Source: addition.",
            Some(SourceEffect::Break) => "Source: break.",
            None => "Source: depends.",
        };
        let wire = match rule.wire() {
            Some(WireEffect::None) => "Wire: none.",
            Some(WireEffect::Compatible) => "Wire: deployed programs keep working.",
            Some(WireEffect::Break) => "Wire: break.",
            None => "Wire: depends.",
        };
        assert!(text.contains(&format!("{source} {wire}")), "{rule}");
        assert_eq!(rule.as_str().parse::<Rule>(), Ok(*rule));
    }
}

/// `docs/changes.md` is the table of the rules; `BLESS=1` rewrites it.
#[test]
fn the_documented_table_is_the_one_that_is_used() {
    let mut table = String::from(
        "# Changes

The kinds of changes that `bindery diff` reports. This page is made from the table in
`codegen/src/compare/rule.rs`; `bindery explain` explains each kind.

- *Source*: does existing code still compile, and mean the same?
- *Wire*: do deployed programs still work?
- `-` means no effect, `ok` that deployed programs keep working, `depends` that it depends on the
  case.

A source break requires a major version. An addition, a deprecation and any effect on the wire
require a minor one, and everything else a patch; [`changes` in
`bindery.yaml`](../codegen/README.md#intended-changes) can say otherwise. In the codes, a
*parameter* is also a property of the request body that a method takes on its own, or an element of
a SOAP request.

| change | source | wire | what it is |
|---|---|---|---|
",
    );
    let json = "
## As JSON

An object with `schema` (the version of this shape: 1), `verdict` (`none`, `patch`, `minor`,
`major`), `counts` (`source_breaks`, `wire_breaks`, `added`, `other`, `accepted`), `unmatched` (entries
of `bindery.yaml` that accept a change which is not there: `rule`, `at`, `place`), `regenerated` (what
this bindery emits differently from the old description than what is committed there: `files`, and the
public lines `removed` and `added`; or null) and `changes`: breaks first, then what requires a minor
version, then the rest, each by file and line. Each change has `rule`, `source` (`none`, `added`, `break`), `wire` (`none`, `compatible`, `break`), `verdict`, `subject`
(the Rust item), `message`, `old` and `new` (`file`, `line`, `column`; null if there is no such place),
`calls` (`count`, and the names of the `first` three calls that use a changed type) and `accepted` (the
reason, or null). Keys may be added under the same version.
";
    for rule in Rule::ALL {
        let source = rule.source().map_or("depends", SourceEffect::as_str);
        let wire = rule.wire().map_or("depends", WireEffect::as_str);
        table.push_str(&format!(
            "| `{rule}` | {source} | {wire} | {} |\n",
            rule.summary()
        ));
    }
    table.push_str(json);
    let path = Path::new("../docs/changes.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &table).expect("the table can be written");
    }
    assert_eq!(
        fs::read_to_string(path).unwrap_or_default(),
        table,
        "`BLESS=1` rewrites docs/changes.md"
    );
}

/// `docs/oasdiff.md` names codes that there are, each with a case; what has no code says why.
#[test]
fn the_checks_of_oasdiff_are_answered_with_codes_that_there_are() {
    let text = read(Path::new("../docs/oasdiff.md"));
    let mut rows = 0;
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<_> = line.split('|').collect();
        let ["", _, codes, difference, ""] = &cells[..] else {
            panic!("a row has three cells: {line}");
        };
        let codes: Vec<_> = codes.split('`').skip(1).step_by(2).collect();
        for code in &codes {
            let rule: Rule = code.parse().unwrap_or_else(|error| panic!("{error}"));
            assert!(folder(rule).is_dir(), "{code}");
        }
        assert!(!codes.is_empty() || !difference.trim().is_empty(), "{line}");
        rows += 1;
    }
    assert!(rows > 40, "{rows}");
}

/// The verdict follows from the columns, and every shape of the output says the same.
#[test]
fn every_shape_of_the_output_agrees() {
    for rule in Rule::ALL {
        let comparison =
            compare(&folder(*rule), "old.yaml", "new.yaml").expect("the case is described");
        let json: serde_json::Value =
            serde_json::from_str(&comparison.json()).expect("JSON is JSON");
        assert_eq!(json["schema"], 1);
        assert_eq!(json["verdict"], comparison.verdict().as_str());
        let changes = json["changes"].as_array().expect("changes are a list");
        assert_eq!(changes.len(), comparison.changes().len());
        let markdown = comparison.markdown();
        assert!(
            markdown.starts_with(&format!("## API changes: {}\n", comparison.verdict())),
            "{markdown}"
        );
        for (change, json) in comparison.changes().iter().zip(changes) {
            assert_eq!(json["rule"], change.rule().as_str());
            assert!(markdown.contains(&format!("`{}`", change.rule())));
            let expected = match (change.source(), change.wire(), change.rule()) {
                (SourceEffect::Break, ..) => Verdict::Major,
                (SourceEffect::Added, ..)
                | (_, WireEffect::Compatible | WireEffect::Break, _)
                | (_, _, Rule::Deprecated) => Verdict::Minor,
                _ => Verdict::Patch,
            };
            assert_eq!(change.verdict(), expected, "{rule}");
            assert_eq!(
                change.message().matches('`').count() % 2,
                0,
                "{}",
                change.message()
            );
        }
        for line in shown(&comparison).lines() {
            assert!(line.chars().count() <= 100, "{rule}: {line}");
        }
    }
}

/// The description of this repository, over both protocols, is no change to itself either.
#[test]
fn nothing_changes_from_our_own_description_to_itself() {
    let own = Generator::from_config("../spec/bindery.yaml").expect("it is described");
    let comparison = own.changes_since(&own).expect("it is described");
    assert!(comparison.is_empty(), "{}", comparison.render(false));
}

/// Descriptions that have little in common are compared as well, the same way every time.
#[test]
fn strangers_are_compared_too() {
    let rules = Rule::ALL;
    for (at, rule) in rules.iter().enumerate() {
        let other = rules[(at + 7) % rules.len()];
        let scratch = tempfile::tempdir().expect("a temporary folder can be made");
        let describe = |name: &str, rule: Rule| {
            let text = read(&folder(rule).join("new.yaml"));
            lay_out(&scratch.path().join(name), &text);
            Generator::from_config(scratch.path().join(name).join("bindery.yaml"))
                .expect("the case is described")
        };
        let (old, new) = (describe("old", *rule), describe("new", other));
        let comparison = new.changes_since(&old).expect("both are described");
        assert_eq!(Ok(&comparison), new.changes_since(&old).as_ref());
        let breaks: Vec<bool> = comparison
            .changes()
            .iter()
            .map(bindery::ApiChange::is_break)
            .collect();
        assert!(
            breaks.is_sorted_by(|one, other| one >= other),
            "{rule} {other}"
        );
        for line in shown(&comparison).lines() {
            assert!(line.chars().count() <= 100, "{rule} {other}: {line}");
        }
    }
}
