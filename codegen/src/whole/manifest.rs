//! The manifest of a whole crate, and what one that is there lacks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml_edit::{Document, Item};

use super::example;
use super::version::version;
use crate::about::About;
use crate::hidden::{on_one_line, without_hidden};
use crate::lower::FirstSteps;
use crate::model::{Api, Protocol};
use crate::names;
use crate::usage;

/// The runtime's package.
pub(super) const RUNTIME: &str = "bindery-runtime";

/// The longest description that a package has, in characters.
const LONGEST: usize = 200;

/// A tag.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub(super) feature: String,
    /// The module of its calls, from the emitted one.
    pub(super) path: String,
    pub(super) name: String,
    pub(super) docs: String,
}

/// What the files around emitted code say.
#[derive(Clone, Debug)]
pub(super) struct Facts<'a> {
    pub(super) package: &'a str,
    /// The name of the document.
    pub(super) source: &'a str,
    /// What was asked for beside it, as arguments of the command line.
    pub(super) asked: String,
    pub(super) title: &'a str,
    pub(super) about: &'a About,
    pub(super) api: &'a Api,
    /// The emitted module, as a `use` line has it.
    pub(super) library: String,
    /// By feature.
    pub(super) tags: Vec<Tag>,
    pub(super) first: Option<FirstSteps>,
    /// The key and value of the dependency on the runtime.
    pub(super) runtime: (&'static str, String),
}

impl Facts<'_> {
    /// A sentence on the crate.
    pub(super) fn description(&self) -> String {
        let title: Vec<_> = self.title.split_whitespace().collect();
        let text = format!("Client for {}", title.join(" "));
        let text: String = without_hidden(&text).chars().take(LONGEST).collect();
        text.trim_end().to_owned()
    }

    /// The license of the API, where it is one that packages can name.
    fn license(&self) -> Option<String> {
        let named = self.about.licenses.iter().map(|text| text.trim());
        named.clone().find_map(|text| {
            spdx::Expression::parse(text)
                .ok()
                .map(|expression| expression.to_string())
                .or_else(|| {
                    let (id, length) = spdx::imprecise_license_id(text)?;
                    (length == text.len()).then(|| id.name.to_owned())
                })
        })
    }

    /// The features, and what each turns on, in the order in which they stand.
    fn features(&self) -> Vec<(String, Vec<String>)> {
        let passed = |name: &str| (name.to_owned(), vec![format!("{RUNTIME}/{name}")]);
        let mut tags: Vec<_> = self.tags.iter().map(|tag| tag.feature.clone()).collect();
        tags.dedup();
        let first = ["gzip", "rustls"].map(str::to_owned);
        let all = first.into_iter().chain(tags.iter().cloned()).collect();
        let ours = names::OURS.iter().filter(|name| **name != "default");
        std::iter::once(("default".to_owned(), all))
            .chain(tags.into_iter().map(|tag| (tag, Vec::new())))
            .chain(ours.map(|name| passed(name)))
            .collect()
    }

    /// The dependency on the runtime.
    fn dependency(&self) -> String {
        let (key, value) = &self.runtime;
        let services = &self.api.services;
        let soap = services
            .iter()
            .any(|service| matches!(service.protocol, Protocol::Soap(_)));
        let xml = services
            .iter()
            .flat_map(|service| &service.operations)
            .any(|operation| usage::in_xml(operation).next().is_some());
        let feature = match (soap, xml) {
            (true, _) => ", features = [\"soap\"]",
            (false, true) => ", features = [\"xml\"]",
            (false, false) => "",
        };
        format!(
            "{RUNTIME} = {{ {key} = {}, default-features = false{feature} }}",
            quoted(value)
        )
    }
}

/// The text of a manifest.
pub(super) fn text(facts: &Facts<'_>) -> String {
    let mut text = format!(
        "# Written by bindery from {}, and kept up to date until somebody edits it.\n\n[package]\n",
        on_one_line(facts.source)
    );
    let mut line = |key: &str, value: &str| text.push_str(&format!("{key} = {}\n", quoted(value)));
    line("name", facts.package);
    line("version", &version(&facts.about.version).to_string());
    line("edition", "2024");
    line("rust-version", "1.85");
    line("description", &facts.description());
    if let Some(license) = facts.license() {
        line("license", &license);
    }
    text.push_str("\n[features]\n");
    for (name, on) in facts.features() {
        text.push_str(&feature(&name, &on));
    }
    text.push_str(&format!("\n[dependencies]\n{}\n", facts.dependency()));
    if let Some(first) = &facts.first {
        text.push_str(
            "\n[dev-dependencies]\ntokio = { version = \"1.44\", features = [\"macros\", \"rt\"] }\n",
        );
        text.push_str(&format!(
            "\n[[example]]\nname = {}\n",
            quoted(example::NAME)
        ));
        if let Some(feature) = &first.feature {
            text.push_str(&format!("required-features = [{}]\n", quoted(feature)));
        }
    }
    text.push_str("\n# The crate stands on its own; take this out to make it a member of a workspace.\n[workspace]\n");
    text
}

/// What a manifest lacks, as lines to add; all of it where there is none that can be read.
pub(super) fn missing(facts: &Facts<'_>, path: &Path) -> String {
    let there = fs::read_to_string(path)
        .ok()
        .and_then(|text| Document::parse(text).ok());
    let has = |table: &str, key: &str| {
        let table = there.as_ref().and_then(|there| there.get(table));
        table
            .and_then(|table| table.get(key))
            .is_some_and(|item| !Item::is_none(item))
    };
    let features: BTreeMap<_, _> = facts.features().into_iter().collect();
    let mut text = String::new();
    let lacking: Vec<_> = features
        .iter()
        .filter(|(name, _)| !has("features", name))
        .collect();
    if !lacking.is_empty() {
        text.push_str("[features]\n");
        for (name, on) in lacking {
            text.push_str(&feature(name, on));
        }
    }
    if !has("dependencies", RUNTIME) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("[dependencies]\n{}\n", facts.dependency()));
    }
    text
}

/// A line of a feature, or several where they are many.
fn feature(name: &str, on: &[String]) -> String {
    let on: Vec<_> = on.iter().map(|name| quoted(name)).collect();
    let line = format!("{name} = [{}]\n", on.join(", "));
    if line.len() <= 100 {
        return line;
    }
    let lines: String = on.iter().map(|name| format!("    {name},\n")).collect();
    format!("{name} = [\n{lines}]\n")
}

/// A text in quotes, as TOML has it.
fn quoted(text: &str) -> String {
    // JSON escapes all that TOML does, but for one control character.
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}
