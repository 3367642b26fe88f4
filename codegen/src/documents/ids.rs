//! The ids of documents, by which generated code and `bindery.lock` refer to them.
//!
//! An id does not depend on where a document is stored, so renaming or moving a file changes one
//! line of `bindery.lock` and nothing else. Findings name files, because their reader edits the
//! file.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::Documents;
use crate::config::{Input, Part};
use crate::hidden::{push_word, without_hidden};
use crate::report::{Code, Report};
use crate::source::{FileId, Sources, Span};

/// The most characters of an id that comes from a title.
const LONGEST: usize = 60;

/// The ids of the documents of a description.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    by_file: BTreeMap<FileId, String>,
    listed: Vec<(String, FileId)>,
}

impl Ids {
    /// The id of a document.
    pub(crate) fn of(&self, file: FileId) -> Option<&str> {
        self.by_file.get(&file).map(String::as_str)
    }

    /// The documents whose id does not follow from that of another one: the inputs, in their order,
    /// then the parts that the configuration lists.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.listed.iter().map(|(id, file)| (id.as_str(), *file))
    }
}

/// Chooses the id of every document. `known` holds the ids of the last generation, each with the
/// path that its document had.
///
/// An input has the id that the configuration gives it, or else one from its title. A file that an
/// input refers to has the id that the configuration gives it, or else that of the input and the
/// path from there. What an overlay adds belongs to the document that it changes.
pub(crate) fn assign(
    documents: &Documents,
    sources: &Sources,
    (inputs, parts): (&[Input], &[Part]),
    known: &BTreeSet<(String, String)>,
    report: &mut Report,
) -> Ids {
    let inputs: Vec<(FileId, &Input)> = inputs
        .iter()
        .filter_map(|input| Some((documents.file(sources, &input.path)?, input)))
        .collect();
    let mut listed = of_inputs(documents, sources, &inputs, known);
    for part in parts {
        match documents.file(sources, &part.path) {
            Some(file) => listed.push((part.id.clone(), file, Some(part.span))),
            None => {
                let message = format!("no input refers to `{}`", part.path);
                let finding = report.error(Code::InvalidValue, part.span, message);
                finding.help("remove it from `parts`");
            }
        }
    }
    check(sources, &listed, report);
    let mut by_file: BTreeMap<FileId, String> = listed
        .iter()
        .map(|(id, file, _)| (*file, id.clone()))
        .collect();
    for (input, _) in &inputs {
        let Some(id) = by_file.get(input).cloned() else {
            continue;
        };
        let path = sources.path(*input);
        let mut seen: BTreeSet<FileId> = inputs.iter().map(|(input, _)| *input).collect();
        let mut pending = vec![*input];
        while let Some(file) = pending.pop() {
            let parts = documents.walked.links.get(&file).into_iter().flatten();
            for part in parts.filter(|part| seen.insert(**part)) {
                by_file
                    .entry(*part)
                    .or_insert_with(|| format!("{id}/{}", way(path, sources.path(*part))));
                pending.push(*part);
            }
        }
    }
    for (overlay, document) in &documents.overlaid {
        if let Some(id) = by_file.get(document).cloned() {
            by_file.insert(*overlay, id);
        }
    }
    let listed = listed.into_iter().map(|(id, file, _)| (id, file)).collect();
    Ids { by_file, listed }
}

/// The ids of the inputs, each with where the configuration lists it.
fn of_inputs(
    documents: &Documents,
    sources: &Sources,
    inputs: &[(FileId, &Input)],
    known: &BTreeSet<(String, String)>,
) -> Vec<(String, FileId, Option<Span>)> {
    let titles: Vec<String> = inputs
        .iter()
        .map(|(file, _)| from_title(documents, sources, *file))
        .collect();
    let is_taken = |id: &String| {
        titles.contains(id)
            || inputs
                .iter()
                .any(|(_, input)| input.id.as_ref() == Some(id))
    };
    let id = |(file, input): (FileId, &Input), title: &String| {
        if let Some(id) = &input.id {
            return id.clone();
        }
        if known.iter().any(|(id, _)| id == title) {
            return title.clone();
        }
        // A document that is where it was keeps its id when its title is edited.
        let path = stored(sources, file);
        let mut before = known.iter().filter(|(id, at)| *at == path && !is_taken(id));
        before
            .next()
            .map_or_else(|| title.clone(), |(id, _)| id.clone())
    };
    inputs
        .iter()
        .zip(&titles)
        .map(|((file, input), title)| (id((*file, input), title), *file, input.span))
        .collect()
}

/// Reports documents that have two ids, and ids that two documents have.
fn check(sources: &Sources, listed: &[(String, FileId, Option<Span>)], report: &mut Report) {
    for (at, (id, file, span)) in listed.iter().enumerate() {
        // A document without a configuration is alone.
        let Some(span) = *span else { continue };
        let path = sources.path(*file);
        let before = &listed[..at];
        if before.iter().any(|(_, other, _)| other == file) {
            report
                .error(
                    Code::DuplicateValue,
                    span,
                    format!("`{path}` is listed twice"),
                )
                .help("an input has its `id` under `inputs`, any other file under `parts`");
        } else if let Some((_, other, _)) = before.iter().find(|(other, ..)| other == id) {
            let other = sources.path(*other);
            report
                .error(
                    Code::DuplicateValue,
                    span,
                    format!("`{other}` and `{path}` have the same id, `{id}`"),
                )
                .help(format!(
                    "give one of them another id: `{{ id: …, path: {path} }}`"
                ));
        }
    }
}

/// The id that a document has by its title, or by the name of its file where it has none. A SOAP
/// description says so, because it often describes the service of an OpenAPI document beside it.
fn from_title(documents: &Documents, sources: &Sources, file: FileId) -> String {
    let text = |keys: &[&str]| {
        let mut node = documents.written(file)?;
        for key in keys {
            node = node.get(key)?;
        }
        Some(words(node.text()?)).filter(|id| !id.is_empty())
    };
    if let Some(service) = text(&["service"]) {
        return format!("{service}-soap");
    }
    let stem = || {
        let name = sources.path(file).rsplit('/').next()?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Some(words(stem)).filter(|id| !id.is_empty())
    };
    text(&["info", "title"])
        .or_else(stem)
        .unwrap_or_else(|| "api".to_owned())
}

/// The words of a text in lower case, joined by hyphens: letters keep their script.
fn words(text: &str) -> String {
    let text: String = without_hidden(text)
        .nfc()
        .collect::<String>()
        .to_lowercase();
    let mut id = String::new();
    let mut length = 0;
    for word in text.split(|one: char| one == '_' || !unicode_ident::is_xid_continue(one)) {
        // A mark without a letter is no word.
        if !word.starts_with(char::is_alphanumeric) {
            continue;
        }
        length += word.chars().count() + 1;
        if !id.is_empty() && length > LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LONGEST));
    }
    id
}

/// The path of a document, as the lock file has it.
pub(crate) fn stored(sources: &Sources, file: FileId) -> String {
    let mut path = String::new();
    push_word(&mut path, sources.path(file));
    path
}

/// The path to a file from the folder of another one.
fn way(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let steps: Vec<&str> = to.split('/').collect();
    let shared = folders
        .iter()
        .zip(&steps[..steps.len() - 1])
        .take_while(|(one, other)| one == other)
        .count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(steps[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, way, words};
    use crate::config::is_id;

    #[test]
    fn a_title_becomes_words_of_its_own_script() {
        for (title, id) in [
            ("ECGrid", "ecgrid"),
            ("GitHub v3 REST API", "github-v3-rest-api"),
            ("  Payments: 2.1 (beta)!", "payments-2-1-beta"),
            ("Überweisungen", "überweisungen"),
            ("Cafe\u{301}", "café"),
            ("注文 API", "注文-api"),
            ("हिन्दी", "हिन्दी"),
            ("snake_case", "snake-case"),
            ("a\u{200b}b\u{202e}", "ab"),
            ("🎉", ""),
        ] {
            assert_eq!(words(title), id, "{title}");
            assert!(id.is_empty() || is_id(id), "{title}");
        }
    }

    #[test]
    fn a_long_title_ends_with_a_word() {
        let id = words(&"orders ".repeat(20));
        assert!(
            id.chars().count() <= LONGEST && id.ends_with("orders"),
            "{id}"
        );
        assert_eq!(words(&"ü".repeat(100)).chars().count(), LONGEST);
    }

    #[test]
    fn an_id_has_neither_spaces_nor_signs() {
        for text in ["", "-a", "a b", "a/b", "a#b", "a.b", "a\u{200b}b", "a\nb"] {
            assert!(!is_id(text), "{text:?}");
        }
    }

    #[test]
    fn a_part_is_named_from_the_folder_of_its_input() {
        for (from, to, expected) in [
            ("api.yaml", "models/pet.yaml", "models/pet.yaml"),
            ("api/api.yaml", "api/pet.yaml", "pet.yaml"),
            (
                "api/v1/api.yaml",
                "shared/pet.yaml",
                "../../shared/pet.yaml",
            ),
        ] {
            assert_eq!(way(from, to), expected);
        }
    }
}
