//! A document for a construct, and what its first lines state.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::{Code, Files};
use serde_json::Value;

use crate::support;

/// The areas, in the order of the matrix.
pub(crate) const AREAS: &[&str] = &[
    "document",
    "schemas",
    "parameters",
    "bodies",
    "responses",
    "security",
    "swagger",
];

/// A construct of OpenAPI in a document of its own.
#[derive(Debug)]
pub(crate) struct Construct {
    pub(crate) area: &'static str,
    /// The file without its extension.
    pub(crate) name: String,
    /// As a person looks it up.
    pub(crate) title: String,
    /// The findings that have to be accepted; none where the construct is supported.
    pub(crate) findings: BTreeSet<Code>,
    /// What a reader of the matrix should know.
    pub(crate) note: String,
    /// Values of emitted types: `types` keep every one, `refused` none.
    pub(crate) values: Option<Value>,
}

/// Every construct, by area and name.
pub(crate) fn all() -> Vec<Construct> {
    let mut found = Vec::new();
    for area in AREAS {
        let mut files: Vec<PathBuf> = fs::read_dir(folder().join(area))
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        });
        files.sort();
        found.extend(files.iter().map(|path| Construct::read(area, path)));
    }
    found
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi")
}

impl Construct {
    fn read(area: &'static str, path: &Path) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        assert!(
            name.chars()
                .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-'),
            "{}: words in lower case with dashes between them",
            path.display()
        );
        let text = support::read(path);
        let mut lines = text
            .lines()
            .map_while(|line| line.strip_prefix("# ").map(str::trim));
        let title = lines.next().unwrap_or_default().to_owned();
        assert!(!title.is_empty(), "{}: a title comes first", path.display());
        let (mut findings, mut note, mut stated) = (BTreeSet::new(), Vec::new(), false);
        for line in lines {
            if line == "supported" {
                stated = true;
            } else if let Some(code) = line.strip_prefix("finding:") {
                let code = code.trim().parse::<Code>();
                findings.insert(code.unwrap_or_else(|_| panic!("{}: {line}", path.display())));
                stated = true;
            } else {
                note.push(line.strip_prefix("note:").unwrap_or(line).trim());
            }
        }
        assert!(
            stated,
            "{}: `# supported` or `# finding: <code>` comes second",
            path.display()
        );
        let values = fs::read_to_string(path.with_extension("json")).ok();
        let values = values.map(|text| {
            serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        });
        Self {
            area,
            name: name.into_owned(),
            title,
            findings,
            note: note.join(" "),
            values,
        }
    }

    /// The module that the document becomes.
    pub(crate) fn module(&self) -> String {
        format!("{}_{}", self.area, self.name.replace('-', "_"))
    }

    /// What the document generates once its findings, and no others, are accepted.
    pub(crate) fn generate(&self) -> Result<Files, String> {
        let scratch = tempfile::tempdir().expect("a temporary folder can be made");
        support::copy(&folder().join(self.area), &scratch.path().join("spec"));
        let mut config = format!(
            "edition: 1\ncrate: constructs::{}\ninputs: [{}.yaml]\noutput: ../{}\n",
            self.module(),
            self.name,
            self.module(),
        );
        if !self.findings.is_empty() {
            config.push_str("acknowledge:\n");
        }
        for code in &self.findings {
            config.push_str(&format!(
                "  - {{ code: {code}, at: '{}.yaml#', why: stated }}\n",
                self.name
            ));
        }
        support::put(scratch.path(), "spec/bindery.yaml", config);
        support::generate(&scratch.path().join("spec/bindery.yaml"))
            .map_err(|findings| format!("{}/{}:\n{findings}", self.area, self.name))
    }
}
