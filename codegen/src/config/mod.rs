//! `bindery.yaml`: what is read, where the output goes, and which findings are acknowledged.
//!
//! The file is small and typed, so serde parses it. The tree with spans is parsed first, so that
//! every mistake has its place.

mod changes;
mod undescribed;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::hidden::without_hidden;
use crate::report::{Code, Rejected, Report};
use crate::source::{FileId, Sources, Span};
use crate::syntax::object::{self, Keys};
use crate::syntax::{self, Node};

pub(crate) use changes::{ChangePolicy, Severity, of_document as changes_of_document};
pub use undescribed::{InvalidUndescribed, Undescribed};

/// The edition of the emitted code: its shape, which a release of bindery changes only under
/// another number.
const EDITION: i64 = 1;

/// The settings of a generation.
#[derive(Debug)]
pub(crate) struct Config {
    /// The crate's name as its users write it.
    pub(crate) crate_name: String,
    pub(crate) inputs: Vec<Input>,
    /// The files that inputs refer to and that have an id of their own.
    pub(crate) parts: Vec<Part>,
    /// The overlays, in the order in which they apply, relative to the folder of the file, with where
    /// each is named.
    pub(crate) overlays: Vec<(String, Option<Span>)>,
    /// The output folder, relative to the folder of the file.
    pub(crate) output: String,
    /// The way to the documents from the folder of the lock file, which lists them from there; `.`
    /// where it lists them as the configuration does.
    pub(crate) way: String,
    /// What items depend on Cargo features for.
    pub(crate) features: Features,
    pub(crate) groups: Groups,
    pub(crate) undescribed: Undescribed,
    pub(crate) acknowledge: Vec<Acknowledgement>,
    /// What is said of changes; of the new side alone when two are compared.
    pub(crate) changes: ChangePolicy,
}

/// A description that is read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The path, relative to the folder of the configuration.
    pub(crate) path: String,
    /// The id, where the configuration gives one.
    pub(crate) id: Option<String>,
    /// Where the configuration lists it; nothing where there is no configuration.
    pub(crate) span: Option<Span>,
}

impl Input {
    /// An input that no configuration lists.
    pub(crate) fn of(path: &str, id: Option<&str>) -> Self {
        Self {
            path: path.to_owned(),
            id: id.map(str::to_owned),
            span: None,
        }
    }
}

/// A file that an input refers to, and its id.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) span: Span,
}

/// What emitted items depend on Cargo features for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Features {
    /// Nothing: all are there always.
    #[default]
    None,
    /// The protocol that they are for: `rest`, `soap`.
    Protocols,
    /// The tags that their calls have.
    Tags,
}

/// What decides which group a call of an OpenAPI document belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Groups {
    /// Its first tag; its path where that is missing or says nothing.
    #[default]
    Tags,
    /// Its path.
    Path,
}

impl Groups {
    /// All of them, as they are written.
    const WORDS: [&str; 2] = ["tags", "path"];

    /// As it is written.
    pub(crate) fn as_str(self) -> &'static str {
        let [tags, path] = Self::WORDS;
        match self {
            Self::Tags => tags,
            Self::Path => path,
        }
    }
}

/// A finding that was looked at and is accepted.
#[derive(Debug)]
pub(crate) struct Acknowledgement {
    /// The code, as written.
    pub(crate) code: String,
    /// The place: `file#/json/pointer`.
    pub(crate) at: String,
    /// Where the acknowledgement stands.
    pub(crate) span: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "read from the tree, with its place")]
    edition: i64,
    #[serde(rename = "crate")]
    crate_name: String,
    #[expect(dead_code, reason = "read from the tree, with their places")]
    inputs: IgnoredAny,
    #[expect(dead_code, reason = "read from the tree, with their places")]
    #[serde(default)]
    parts: IgnoredAny,
    #[expect(dead_code, reason = "read from the tree, with their places")]
    #[serde(default)]
    overlays: Option<Vec<String>>,
    #[serde(default = "default_output")]
    output: String,
    #[expect(dead_code, reason = "read from the tree, with its place")]
    #[serde(default)]
    features: IgnoredAny,
    #[expect(dead_code, reason = "read from the tree, with its place")]
    #[serde(default)]
    groups: IgnoredAny,
    #[expect(dead_code, reason = "read from the tree, with its place")]
    #[serde(default, rename = "undescribed-properties")]
    undescribed_properties: IgnoredAny,
    #[serde(default)]
    acknowledge: Vec<Accepted>,
    #[expect(dead_code, reason = "read from the tree, with its places")]
    #[serde(default)]
    changes: IgnoredAny,
}

/// A folder beside that of the description.
fn default_output() -> String {
    "../generated".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    code: String,
    at: String,
    #[expect(
        dead_code,
        reason = "for people; required so that nobody leaves it out"
    )]
    why: String,
}

const FILE: Keys = Keys {
    what: "the configuration",
    read: &[
        "edition",
        "crate",
        "inputs",
        "parts",
        "overlays",
        "output",
        "features",
        "groups",
        "undescribed-properties",
        "acknowledge",
        "changes",
    ],
    extensible: false,
};

const ACCEPTED: Keys = Keys {
    what: "an acknowledgement",
    read: &["code", "at", "why"],
    extensible: false,
};

const DOCUMENT: Keys = Keys {
    what: "a document",
    read: &["id", "path"],
    extensible: false,
};

/// Reads the configuration of a name, without a finding of any kind.
pub(crate) fn load(
    sources: &mut Sources,
    name: &str,
    report: &mut Report,
) -> Result<Config, Rejected> {
    let file = sources.load(name, report).ok_or(Rejected)?;
    let config = read(sources, file, report);
    report.barrier()?;
    config.ok_or(Rejected)
}

/// The root of a configuration; a file that is something else is one finding, whatever it lacks.
fn configuration<'d>(sources: &Sources, root: Node<'d>, report: &mut Report) -> Option<Node<'d>> {
    let name = sources.name(root.identity().0);
    let (what, help) = if root.get("openapi").is_some() {
        ("an OpenAPI document", Some(alone(name)))
    } else if root.get("swagger").is_some() {
        ("a Swagger document", Some(alone(name)))
    } else if root.get("soap").is_some() {
        ("a description of a SOAP service", None)
    } else if FILE.read.iter().any(|key| root.get(key).is_some()) {
        return Some(root);
    } else {
        let finding = report.error(
            Code::WrongType,
            object::head(root),
            format!("`{name}` is not a configuration"),
        );
        finding.help(
            "a configuration has `edition`, `crate` and `inputs`, which lists the descriptions",
        );
        return None;
    };
    let finding = report.error(
        Code::WrongType,
        object::head(root),
        format!("`{name}` is {what} where a configuration is expected"),
    );
    if let Some(help) = help {
        finding.help(help);
    }
    finding
        .help("a configuration, `bindery.yaml`, lists it under `inputs`: name that with `--spec`");
    None
}

/// What a document is for that has no configuration.
fn alone(name: &str) -> String {
    format!(
        "`bindery generate --spec {name} --out DIR` makes a crate of it, in whose folder the commands need no `--spec`"
    )
}

/// Reads the configuration.
fn read(sources: &Sources, file: FileId, report: &mut Report) -> Option<Config> {
    let document = syntax::read(sources, file, report)?;
    let root = configuration(sources, document.root(), report)?;
    object::check_keys(root, &FILE, report);
    let at = object::head(root);
    for key in ["edition", "crate", "inputs"] {
        object::required(root, key, "the configuration", at, report);
    }
    if let Some(name) = root.get("crate") {
        let text = object::text(name, "crate", report)?;
        if text
            .split("::")
            .any(|part| syn::parse_str::<syn::Ident>(part).is_err())
        {
            report
                .error(Code::InvalidValue, name.span(), format!("`{text}` is not a path of a Rust crate or module"))
                .help("write the name as a `use` line has it: `my_crate`, or `my_crate::api` for a module");
        }
    }
    if let Some(node) = root.get("edition") {
        check_edition(node, report);
    }
    let features = root
        .get("features")
        .and_then(|node| features(node, report))
        .unwrap_or_default();
    let groups = root
        .get("groups")
        .and_then(|node| object::word(node, "groups", &Groups::WORDS, report))
        .map_or_else(Groups::default, |word| match word {
            "path" => Groups::Path,
            _ => Groups::Tags,
        });
    let undescribed = root
        .get("undescribed-properties")
        .and_then(|node| object::word(node, "undescribed-properties", &Undescribed::WORDS, report))
        .and_then(|word| word.parse().ok())
        .unwrap_or_default();
    let inputs = inputs(root, report);
    let parts = parts(root, report);
    let overlays = files(root, "overlays", report);
    if let Some(node) = root
        .get("inputs")
        .filter(|node| inputs.is_empty() && node.len() == 0)
    {
        report.error(Code::InvalidValue, node.span(), "`inputs` lists no file");
    }
    let accepted: Vec<_> = root
        .get("acknowledge")
        .filter(|node| !node.is_null())
        .and_then(|node| object::list(node, "acknowledge", report))
        .into_iter()
        .flat_map(|node| node.items().collect::<Vec<_>>())
        .collect();
    for entry in &accepted {
        if let Some(entry) = object::mapping(*entry, "acknowledge", report) {
            object::check_keys(entry, &ACCEPTED, report);
            for key in ACCEPTED.read {
                object::required(
                    entry,
                    key,
                    "the acknowledgement",
                    object::head(entry),
                    report,
                );
            }
        }
    }
    let changes = changes::changes(root, report);
    report.barrier().ok()?;

    let typed: File = match serde_yaml::from_str(sources.text(file)) {
        Ok(typed) => typed,
        Err(error) => {
            report.error(
                Code::WrongType,
                at,
                format!("the configuration cannot be read: {error}"),
            );
            return None;
        }
    };
    let acknowledge = typed
        .acknowledge
        .into_iter()
        .zip(&accepted)
        .map(|(entry, node)| Acknowledgement {
            code: entry.code,
            at: entry.at,
            span: object::head(*node),
        })
        .collect();
    Some(Config {
        crate_name: typed.crate_name,
        inputs,
        parts,
        overlays,
        output: typed.output,
        way: ".".to_owned(),
        features,
        groups,
        undescribed,
        acknowledge,
        changes,
    })
}

/// Makes sure that the configuration asks for the shape of emitted code that there is.
fn check_edition(node: Node<'_>, report: &mut Report) {
    if node.as_i64() != Some(EDITION) {
        report
            .error(
                Code::UnsupportedVersion,
                node.span(),
                "this edition of the emitted code is not known",
            )
            .help(format!(
                "write `edition: {EDITION}`, the only one of this bindery; an update may know others"
            ));
    }
}

/// What items depend on features for.
fn features(node: Node<'_>, report: &mut Report) -> Option<Features> {
    match (node.as_bool(), node.as_str()) {
        (Some(false), _) => Some(Features::None),
        (Some(true), _) => Some(Features::Protocols),
        (None, Some("tags")) => Some(Features::Tags),
        (None, _) => {
            report
                .error(
                    Code::InvalidValue,
                    node.span(),
                    "`features` says neither what modules depend on nor that they do not",
                )
                .help(
                    "write `true` for a feature a protocol, `tags` for a feature a tag, or `false`",
                );
            None
        }
    }
}

/// The inputs: each a path, or an id and a path.
fn inputs(root: Node<'_>, report: &mut Report) -> Vec<Input> {
    let entries = root.get("inputs");
    let entries = entries.and_then(|entries| object::list(entries, "inputs", report));
    let entries = entries.into_iter().flat_map(Node::items);
    let input = |entry: Node<'_>| {
        if entry.as_mapping().is_none() {
            let path = object::text(entry, "inputs", report)?.to_owned();
            return Some(Input {
                path,
                id: None,
                span: Some(entry.span()),
            });
        }
        let Part { path, id, span } = part(entry, report)?;
        Some(Input {
            path,
            id: Some(id),
            span: Some(span),
        })
    };
    entries.filter_map(input).collect()
}

/// The parts: each an id and a path.
fn parts(root: Node<'_>, report: &mut Report) -> Vec<Part> {
    let entries = root.get("parts").filter(|entries| !entries.is_null());
    let entries = entries.and_then(|entries| object::list(entries, "parts", report));
    let entries = entries.into_iter().flat_map(Node::items);
    let part = |entry: Node<'_>| part(object::mapping(entry, "parts", report)?, report);
    entries.filter_map(part).collect()
}

/// A document that is listed with its id.
fn part(entry: Node<'_>, report: &mut Report) -> Option<Part> {
    object::check_keys(entry, &DOCUMENT, report);
    let at = object::head(entry);
    let mut member = |key: &str| {
        object::required(entry, key, "the document", at, report);
        let node = entry.get(key)?;
        Some((node, object::text(node, key, report)?))
    };
    let (path, id) = (member("path"), member("id"));
    let (path, id) = (path?, id?);
    if !is_id(id.1) {
        report
            .error(
                Code::InvalidValue,
                id.0.span(),
                format!("`{}` cannot be the id of a document", id.1),
            )
            .help(
                "an id begins with a letter or a digit and has only letters, digits, `-` and `_`",
            );
    }
    Some(Part {
        path: path.1.to_owned(),
        id: id.1.to_owned(),
        span: path.0.span(),
    })
}

/// Whether a text can be the id of a document.
pub(crate) fn is_id(text: &str) -> bool {
    let is_plain = |one: char| one == '-' || unicode_ident::is_xid_continue(one);
    text.chars().next().is_some_and(char::is_alphanumeric)
        && text.chars().all(is_plain)
        && without_hidden(text) == text
}

/// The files that a key lists, each with its place; an empty key lists none.
fn files(root: Node<'_>, key: &str, report: &mut Report) -> Vec<(String, Option<Span>)> {
    root.get(key)
        .filter(|node| !(node.is_null() && key == "overlays"))
        .and_then(|files| object::list(files, key, report))
        .into_iter()
        .flat_map(|files| files.items().collect::<Vec<_>>())
        .filter_map(|file| {
            object::text(file, key, report).map(|path| (path.to_owned(), Some(file.span())))
        })
        .collect()
}
