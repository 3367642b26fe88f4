//! Large real descriptions, fixed where they cannot be generated.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::description::{Description, json};

/// A file of the folder that `BINDERY_CORPUS` names.
fn document(name: &str) -> Option<String> {
    let folder = PathBuf::from(std::env::var_os("BINDERY_CORPUS")?);
    let path = folder.join(name);
    path.exists().then(|| super::support::read(&path))
}

fn description(name: &'static str, text: &str, file: &str) -> Description {
    let mut api = json(text);
    let document = api.as_mapping_mut().expect("a document is a mapping");
    document.insert("security".into(), json(r#"[{"token": []}]"#));
    document
        .entry("servers".into())
        .or_insert_with(|| json(r#"[{"url": "https://api.example.org"}]"#));
    let components = document["components"]
        .as_mapping_mut()
        .expect("components are a mapping");
    components.insert(
        "securitySchemes".into(),
        json(r#"{"token": {"type": "http", "scheme": "bearer"}}"#),
    );
    let settings: String = ["ignored", "widened"]
        .map(|code| format!("  - {{ code: {code}, at: '{file}#', why: looked at as a whole }}\n"))
        .concat();
    Description {
        name,
        settings: format!("acknowledge:\n{settings}"),
        files: BTreeMap::from([(file.to_owned(), api)]),
        inputs: vec![file.to_owned()],
    }
}

/// The API of Oxide's control plane: 180 operations, 190 schemas.
pub(crate) fn nexus() -> Option<Description> {
    let text = document("nexus.json")?;
    Some(description("nexus", &text, "nexus.json"))
}

/// GitHub's API: 1,200 operations, 970 schemas.
pub(crate) fn github() -> Option<Description> {
    let mut text = document("github-2026.json")?;
    // This schema requires `tags`, and describes `tag`.
    let from = text.find("\"Docker Metadata\"")?;
    let at = from + text[from..].find("\"tags\"")?;
    text.replace_range(at..at + "\"tags\"".len(), "\"tag\"");
    Some(description("github", &text, "github.json"))
}
