//! How findings read, compared with files in `tests/findings`; `BLESS=1` accepts what is drawn.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Code, Repair, Report};
use crate::source::{FileId, Root, Sources, Span};
use crate::syntax;

/// Files by name, loaded in alphabetical order.
fn sources(files: &[(&str, &str)]) -> (Sources, Vec<FileId>) {
    let memory: BTreeMap<String, Vec<u8>> = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let mut sources = Sources::new(Root::memory("spec", memory));
    let mut report = Report::new();
    let ids = files
        .iter()
        .filter_map(|(name, _)| sources.load(name, &mut report))
        .collect();
    (sources, ids)
}

/// Where a text stands for the n-th time, from 0.
fn span(sources: &Sources, file: FileId, text: &str, nth: usize) -> Span {
    let (start, _) = sources
        .text(file)
        .match_indices(text)
        .nth(nth)
        .expect("the text stands there");
    let start = u32::try_from(start).expect("tests are small");
    Span::new(
        file,
        start,
        start + u32::try_from(text.len()).expect("tests are small"),
    )
}

fn expect(name: &str, drawn: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/findings")
        .join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, drawn).expect("the expected file can be written");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        drawn,
        expected.replace("\r\n", "\n"),
        "{name}; BLESS=1 accepts"
    );
}

const ECGRID: &str = "openapi: 3.1.0\npaths:\n  /keys:\n    get:\n      responses:\n        '200':\n          $ref: '#/components/schemas/KeyVisiblity'\n\n\n\n\n\n\n\ncomponents:\n  schemas:\n    KeyVisibility: {}\n    \u{e9}tat: {type: strin}\n";

#[test]
fn findings_read_as_the_house_has_it() {
    let (sources, files) = sources(&[("ecgrid.yaml", ECGRID), ("soap.yaml", "a: 1\nb: 2\na: 3\n")]);
    let (rest, soap) = (files[0], files[1]);
    let mut report = Report::new();
    report
        .error(
            Code::InvalidValue,
            span(&sources, rest, "strin", 0),
            "`strin` is not a type",
        )
        .help("did you mean `string`?");
    report
        .error(
            Code::UnknownReference,
            span(&sources, rest, "'#/components/schemas/KeyVisiblity'", 0),
            "`KeyVisiblity` is not defined",
        )
        .help("did you mean `KeyVisibility`, defined at spec/ecgrid.yaml:17?");
    report
        .error(
            Code::DuplicateKey,
            span(&sources, soap, "a", 1),
            "the key `a` is given twice",
        )
        .label(span(&sources, soap, "a", 0), "first given here");
    report
        .error(
            Code::DuplicateWireName,
            span(&sources, rest, "KeyVisibility", 0),
            "two things are called alike",
        )
        .label(span(&sources, rest, "paths", 0), "far away")
        .label(span(&sources, soap, "b", 0), "in another file")
        .help("rename one")
        .help("or the other");
    report.error_without_place(
        Code::UnreadableFile,
        "cannot read `spec/x.yaml`: there is no such file",
    );
    report.error(
        Code::NotYaml,
        Span::new(soap, 15, 15),
        "the file ends too early",
    );
    // A whole mapping is shown by its first line.
    report.error(
        Code::Unsupported,
        span(&sources, rest, "/keys:\n    get:\n      responses:", 0),
        "this is too much",
    );
    // Said twice, shown once.
    report
        .error(
            Code::InvalidValue,
            span(&sources, rest, "strin", 0),
            "`strin` is not a type",
        )
        .help("did you mean `string`?");
    let findings = report.into_findings(&sources);
    assert_eq!(findings.len(), 7);
    expect("several.txt", &findings.to_string());
    expect(
        "several-coloured.txt",
        &findings.render(true).replace('\u{1b}', "ESC"),
    );

    let first = findings
        .iter()
        .find(|finding| finding.code() == Code::UnknownReference)
        .expect("it is there");
    assert_eq!(
        (first.file(), first.line(), first.column()),
        (Some("spec/ecgrid.yaml"), Some(7), Some(17))
    );
    assert_eq!(first.help().count(), 1);
}

/// A repair is below the help, each line in its place, so that it can be copied.
#[test]
fn a_repair_is_shown_as_it_is_pasted() {
    let (sources, files) = sources(&[("ecgrid.yaml", ECGRID)]);
    let file = files[0];
    let nodes = [(file, 1), (file, 2), (file, 3)];
    let mut report = Report::new();
    report
        .error(
            Code::InvalidValue,
            span(&sources, file, "strin", 0),
            "`strin` is not a type",
        )
        .help("did you mean `string`?")
        .repair(Repair::update(
            nodes[0],
            &serde_json::json!({ "type": "string", "x-list": ["a: b", { "c": null }] }),
        ));
    report
        .error(
            Code::Ignored,
            span(&sources, file, "openapi", 0),
            "this is left out",
        )
        .repair(Repair::remove(nodes[1], "[?@ == 'a: \u{1b} # b']"));
    report
        .error(
            Code::Ignored,
            span(&sources, file, "components", 0),
            "nobody knows the path of this",
        )
        .repair(Repair::remove(nodes[2], ""));
    assert_eq!(report.repaired(), nodes.into());
    report.locate_repairs(&BTreeMap::from([
        (nodes[0], "$.components.schemas['\u{e9}tat']".to_owned()),
        (nodes[1], "$.openapi".to_owned()),
    ]));
    let findings = report.into_findings(&sources);
    expect("repair.txt", &findings.to_string());
    expect(
        "repair-coloured.txt",
        &findings.render(true).replace('\u{1b}', "ESC"),
    );
    let offered = findings.iter().filter_map(super::Finding::repair);
    assert_eq!(offered.count(), 2);
}

#[test]
fn a_long_line_is_shown_in_part() {
    let items: String = (0..50_000)
        .map(|number| format!("\"key{number}\":\"\u{e9}{number}\","))
        .collect();
    let json = format!("{{{items}\"last\":true,\"key7\":1}}");
    let (sources, files) = sources(&[("api.json", &json)]);
    let file = files[0];
    let mut report = Report::new();
    report
        .error(
            Code::DuplicateKey,
            span(&sources, file, "\"key7\"", 1),
            "the key `key7` is given twice",
        )
        .label(span(&sources, file, "\"key7\"", 0), "first given here");
    report.error(
        Code::WrongType,
        span(&sources, file, "\"\u{e9}20000\"", 0),
        "this is text",
    );
    report.error(
        Code::TooDeep,
        Span::new(file, 0, u32::try_from(json.len()).expect("small")),
        "this is all of it",
    );
    report.error(
        Code::NotYaml,
        span(&sources, file, "true,\"key7\":1}", 0),
        "this is the end of it",
    );
    expect("long-line.txt", &report.into_findings(&sources).to_string());
}

#[test]
fn nothing_of_a_description_acts_on_a_terminal() {
    let (sources, files) = sources(&[(
        "a.yaml",
        "key: \"\u{1b}]0;x\u{7}\u{202e}abc\u{9b}31m\"\nnext: \u{feff}x\r\n",
    )]);
    let mut report = Report::new();
    let place = span(&sources, files[0], "abc", 0);
    report
        .error(
            Code::InvalidValue,
            place,
            "`\u{1b}[31m\u{202e}\n\t\u{9b}` is not a name",
        )
        .help("\u{1b}[2J");
    report
        .error(Code::InvalidValue, span(&sources, files[0], "x", 1), "this")
        .label(place, "\u{7}bell");
    let drawn = report.into_findings(&sources).to_string();
    assert!(
        drawn
            .chars()
            .all(|one| one == '\n' || (!one.is_control() && one != '\u{202e}')),
        "{drawn:?}"
    );
    expect("terminal.txt", &drawn);
}

#[test]
fn fifty_are_shown_and_the_rest_is_counted() {
    let text: String = (0..20_000)
        .map(|number| format!("k{number}: x\n"))
        .collect();
    let (sources, files) = sources(&[("a.yaml", &text)]);
    let mut report = Report::new();
    for number in (0..20_000).rev() {
        let start = u32::try_from(number).expect("small");
        report.error(
            Code::WrongType,
            Span::new(files[0], start, start + 1),
            format!("number {number}"),
        );
    }
    let findings = report.into_findings(&sources);
    assert_eq!(findings.len(), 20_000);
    let drawn = findings.to_string();
    assert_eq!(drawn.matches("error[wrong-type]").count(), 50);
    assert!(
        drawn.ends_with("\n\nand 19950 more\n"),
        "{}",
        &drawn[drawn.len() - 100..]
    );
}

#[test]
fn an_accepted_finding_goes_and_those_beyond_counting_stay() {
    let (sources, files) = sources(&[("a.yaml", "a: {b: 1}\nc: 2\n")]);
    let mut report = Report::new();
    let inner = span(&sources, files[0], "b", 0);
    report.error(Code::Ignored, inner, "this");
    report.error(Code::Ignored, span(&sources, files[0], "c", 0), "that");
    report.error(Code::WrongType, inner, "this is another matter");
    let place = span(&sources, files[0], "{b: 1}", 0);
    let within = |span: Span| place.start <= span.start && span.end <= place.end;
    assert!(!report.take(Code::Ignored, within).is_empty());
    assert!(report.take(Code::Ignored, within).is_empty());
    assert_eq!(report.into_findings(&sources).len(), 2);

    let mut report = Report::new();
    for number in 0..10_001 {
        report.error(Code::Ignored, inner, format!("number {number}"));
    }
    assert!(!report.take(Code::Ignored, within).is_empty());
    assert!(report.barrier().is_err(), "one was never looked at");
}

#[test]
fn codes_are_stable_words_with_explanations() {
    for code in Code::ALL {
        let name = code.as_str();
        assert!(
            name.chars()
                .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-'),
            "{name}"
        );
        assert_eq!(name.parse(), Ok(*code));
        let explanation = code.explanation();
        for part in ["\nRejected:\n\n```", "\nFixed:\n\n```"] {
            assert!(explanation.contains(part), "{name} lacks {part:?}");
        }
        assert!(
            explanation.lines().all(|line| line.chars().count() <= 100),
            "{name} has long lines"
        );
    }
    let unknown = "dupplicate-key".parse::<Code>().expect_err("no such code");
    assert_eq!(unknown.suggestion(), Some(Code::DuplicateKey));
    assert_eq!(
        unknown.to_string(),
        "no finding is named `dupplicate-key`; did you mean `duplicate-key`?"
    );
}

/// The examples of an explanation: the fenced block after a word.
fn example(explanation: &str, after: &str) -> String {
    let (_, rest) = explanation
        .split_once(after)
        .expect("the explanation has both examples");
    let (_, block) = rest.split_once("```yaml\n").expect("an example is YAML");
    block
        .split_once("```")
        .expect("a block is closed")
        .0
        .to_owned()
}

#[test]
fn the_examples_of_syntax_findings_are_true() {
    for code in [
        Code::NotYaml,
        Code::EmptyFile,
        Code::SeveralDocuments,
        Code::DuplicateKey,
        Code::MergeKey,
        Code::ComplexKey,
        Code::UnknownAlias,
        Code::RecursiveAlias,
        Code::UnknownTag,
    ] {
        let read = |text: &str| {
            let (sources, files) = sources(&[("a.yaml", text)]);
            let mut report = Report::new();
            syntax::read(&sources, files[0], &mut report);
            report
                .into_findings(&sources)
                .iter()
                .map(super::Finding::code)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read(&example(code.explanation(), "Rejected:")),
            [code],
            "{code}"
        );
        assert_eq!(read(&example(code.explanation(), "Fixed:")), [], "{code}");
    }
}
