//! Reads overlays: OpenAPI Overlay 1.0, in YAML or JSON.

use super::jsonpath;
use super::query::Query;
use crate::report::{Code, Report};
use crate::source::{self, FileId, Sources, Span};
use crate::syntax::object::{self, Keys, head};
use crate::syntax::{self, Document, Node};

/// An overlay that was read.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) document: Document,
    pub(super) scope: Scope,
    pub(super) actions: Vec<Action>,
}

/// Which documents an overlay applies to.
#[derive(Debug)]
pub(super) enum Scope {
    /// The inputs that are OpenAPI.
    Inputs,
    /// One file, by its normal path, and where the overlay names it.
    File(String, Span),
}

/// A change that an overlay asks for.
#[derive(Debug)]
pub(super) struct Action {
    /// Where the target stands.
    pub(super) span: Span,
    pub(super) query: Query,
    pub(super) change: Change,
}

/// What is done with what a target names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    Remove,
    /// Merge in the node with this number of the overlay's document.
    Update(u32),
}

const OVERLAY: Keys = Keys {
    what: "an overlay",
    read: &["overlay", "info", "extends", "actions"],
    extensible: true,
};

const INFO: Keys = Keys {
    what: "the `info` of an overlay",
    read: &["title", "version"],
    extensible: true,
};

const ACTION: Keys = Keys {
    what: "an action",
    read: &["target", "description", "update", "remove"],
    extensible: true,
};

/// Reads the overlays of a configuration, in order; `inputs` are the normal paths of the inputs.
pub(super) fn read(
    sources: &mut Sources,
    files: &[(String, Option<Span>)],
    inputs: &[String],
    report: &mut Report,
) -> Vec<Overlay> {
    let mut seen: Vec<FileId> = Vec::new();
    let mut overlays = Vec::new();
    for (path, span) in files {
        let Some(file) = sources.load_from(path, *span, report) else {
            continue;
        };
        if seen.contains(&file) {
            if let Some(span) = span {
                report.error(
                    Code::DuplicateValue,
                    *span,
                    format!("`{path}` is listed twice"),
                );
            }
            continue;
        }
        seen.push(file);
        overlays.extend(overlay(sources, file, inputs, report));
    }
    overlays
}

fn overlay(
    sources: &Sources,
    file: FileId,
    inputs: &[String],
    report: &mut Report,
) -> Option<Overlay> {
    let document = syntax::read(sources, file, report)?;
    let root = object::mapping(document.root(), "the overlay", report)?;
    object::check_keys(root, &OVERLAY, report);
    let at = head(root);
    version(root, at, report);
    if let Some(info) = object::required(root, "info", "the overlay", at, report)
        && let Some(info) = object::mapping(info, "info", report)
    {
        object::check_keys(info, &INFO, report);
        for key in INFO.read {
            if let Some(value) = object::required(info, key, "`info`", head(info), report) {
                object::text(value, key, report);
            }
        }
    }
    let scope = match root.get("extends") {
        None => Scope::Inputs,
        Some(node) => extends(node, sources.path(file), inputs, report)?,
    };
    let list = object::required(root, "actions", "the overlay", at, report)?;
    let list = object::list(list, "actions", report)?;
    if list.len() == 0 {
        report.error(Code::InvalidValue, list.span(), "`actions` lists nothing");
    }
    let actions = list
        .items()
        .filter_map(|node| action(node, report))
        .collect();
    Some(Overlay {
        scope,
        actions,
        document,
    })
}

fn version(root: Node<'_>, at: Span, report: &mut Report) {
    let Some(node) = object::required(root, "overlay", "the overlay", at, report) else {
        return;
    };
    let text = node.text().unwrap_or_default();
    let is_read = text
        .strip_prefix("1.0.")
        .is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_read {
        report
            .error(
                Code::UnsupportedVersion,
                node.span(),
                format!("Overlay `{text}` is not read"),
            )
            .help("bindery reads Overlay 1.0; write the whole version, as in `1.0.0`");
    }
}

/// The document that an overlay names: by a path from the overlay, or by the name of an input.
fn extends(node: Node<'_>, own: &str, inputs: &[String], report: &mut Report) -> Option<Scope> {
    let text = object::text(node, "extends", report)?;
    let span = node.span();
    let path = match source::normalise(&source::relative(own, text)) {
        Ok(path) => path,
        Err(refused) => {
            report
                .error(Code::OutsideFolder, span, format!("`{text}` {refused}"))
                .help(refused.help());
            return None;
        }
    };
    if inputs.contains(&path) || text.contains('/') {
        return Some(Scope::File(path, span));
    }
    let mut named = inputs
        .iter()
        .filter(|input| input.rsplit('/').next() == Some(text));
    match (named.next(), named.next()) {
        (Some(input), None) => Some(Scope::File(input.clone(), span)),
        (Some(one), Some(other)) => {
            report
                .error(
                    Code::InvalidValue,
                    span,
                    format!("two inputs are called `{text}`"),
                )
                .help(format!(
                    "write the path from the overlay to `{one}` or to `{other}`"
                ));
            None
        }
        (None, _) => Some(Scope::File(path, span)),
    }
}

/// Says that nothing was read that an overlay names.
pub(super) fn unknown_document(path: &str, span: Span, inputs: &[String], report: &mut Report) {
    let meant = report.suggest(path, inputs.iter().map(String::as_str));
    let finding = report.error(
        Code::UnknownReference,
        span,
        format!("`{path}` is not a file of the description"),
    );
    match meant {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help("name an input, or a file that an input refers to"),
    };
}

fn action(node: Node<'_>, report: &mut Report) -> Option<Action> {
    let node = object::mapping(node, "an action", report)?;
    object::check_keys(node, &ACTION, report);
    let at = head(node);
    object::text_of(node, "description", report);
    let remove = object::flag(node, "remove", report);
    let change = match (remove, node.entry("update")) {
        (true, Some(update)) => {
            report
                .error(
                    Code::InvalidValue,
                    update.key_span,
                    "`update` means nothing where `remove` is true",
                )
                .help("leave one of them out, or make two actions");
            None
        }
        (true, None) => Some(Change::Remove),
        (false, Some(update)) => Some(Change::Update(update.value.identity().1)),
        (false, None) => {
            report
                .error(Code::MissingKey, at, "the action has no `update`")
                .help("say what to merge in, or write `remove: true`");
            None
        }
    };
    let node = object::required(node, "target", "the action", at, report)?;
    object::text(node, "target", report);
    let text = node.as_str()?;
    match jsonpath::parse(text) {
        Ok(query) if query.segments.is_empty() && remove => {
            report
                .error(
                    Code::InvalidValue,
                    node.span(),
                    "the whole document cannot be removed",
                )
                .help("take it out of `inputs`");
            None
        }
        Ok(query) => Some(Action {
            span: node.span(),
            query,
            change: change?,
        }),
        Err(refused) => {
            let code = if refused.too_large {
                Code::OverlayTooLarge
            } else {
                Code::InvalidJsonPath
            };
            report
                .error(code, node.span(), format!("the target {}", refused.why))
                .help("write a path as in `$.components.schemas.Name` or `$.paths['/keys'].get`");
            None
        }
    }
}
