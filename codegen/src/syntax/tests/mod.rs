//! Reading, seen from outside: trees, places, and what is refused.

mod corpus;
mod differential;
mod quoted;
mod refused;
mod trees;

use std::collections::BTreeMap;

use super::{Document, read};
use crate::report::Report;
use crate::source::{Root, Sources};

/// Reads one text; the findings come as `code line:column message`.
fn parse(text: &str) -> (Option<Document>, Vec<String>) {
    let mut report = Report::new();
    let files = BTreeMap::from([("a.yaml".to_owned(), text.as_bytes().to_vec())]);
    let mut sources = Sources::new(Root::memory("", files));
    let document = sources
        .load("a.yaml", &mut report)
        .and_then(|file| read(&sources, file, &mut report));
    let findings = report.into_findings(&sources);
    let said = findings.iter().map(|finding| {
        let line = finding.line().unwrap_or(0);
        let column = finding.column().unwrap_or(0);
        format!("{} {line}:{column} {}", finding.code(), finding.message())
    });
    (document, said.collect())
}

/// Reads a text that must be sound.
fn sound(text: &str) -> Document {
    let (document, findings) = parse(text);
    assert_eq!(findings, [""; 0], "{text}");
    document.expect("a text without findings has a tree")
}

/// The one finding of a text.
fn finding(text: &str) -> String {
    let (_, findings) = parse(text);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.concat()
}
