//! What operations are called: by their `operationId`, and where that is missing or taken, by their
//! method and path.
//!
//! A name that is made here comes from nothing but the operation's own method and path, so that it
//! stays whatever stands beside it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Context, Document, Named, method};
use crate::openapi::{MediaType, Object, Operation, PathItem};
use crate::report::{Code, Repair, Report};
use crate::source::{FileId, Span};
use crate::syntax::Node;

/// An operation of a path, with what it is called.
#[derive(Clone)]
pub(super) struct Called<'d> {
    /// The path, with its slash in front.
    pub(super) path: String,
    /// Where the path stands.
    pub(super) path_span: Span,
    pub(super) item: &'d Object<'d, PathItem<'d>>,
    /// Where the calls of the path go, where that is elsewhere.
    pub(super) server: Option<String>,
    pub(super) method: Named<'d, Operation<'d>>,
    pub(super) id: String,
    /// Whether the name is made of the method and the path.
    pub(super) derived: bool,
    /// Where the name stands: the `operationId`, or the method.
    pub(super) id_span: Span,
    /// How it is called, where that is not what it is called for at first.
    pub(super) variant: Option<MediaVariant<'d>>,
}

/// A media type beside the first that a call is made for.
#[derive(Clone)]
pub(super) struct MediaVariant<'d> {
    /// Whether it is sent; it is asked for otherwise.
    pub(super) sends: bool,
    pub(super) media: Named<'d, MediaType<'d>>,
    /// What it is called in names.
    pub(super) words: String,
}

impl MediaVariant<'_> {
    /// What tells the call from that for the first choice, as a sentence.
    pub(super) fn said(&self) -> String {
        let key = self.media.name;
        if self.sends {
            format!("The body is sent as `{key}`.")
        } else {
            format!("Requests the response as `{key}`.")
        }
    }

    /// What is called so for the first choice.
    pub(super) fn named(&self, name: &str) -> String {
        format!("{name}_as_{}", self.words)
    }
}

impl<'d> Called<'d> {
    /// Whether further media types of its responses make calls of their own: nothing comes for `HEAD`,
    /// and the envelope of a service is JSON.
    pub(super) fn varies_by_media_type(&self, document: &Document<'_, '_>) -> bool {
        self.method.name != "head" && !document.is_enveloped()
    }

    /// The call of the same operation that is made for another media type.
    pub(super) fn made_for(&self, variant: MediaVariant<'d>) -> Self {
        Self {
            id: variant.named(&self.id),
            variant: Some(variant),
            ..self.clone()
        }
    }

    /// The media type that it asks for, where that is not the first choice.
    pub(super) fn asks_for(&self) -> Option<&'d str> {
        let variant = self.variant.as_ref().filter(|one| !one.sends)?;
        Some(variant.media.name)
    }

    /// The path as it is sent: no server sees a fragment.
    pub(super) fn sent(&self) -> &str {
        self.path.split('#').next().unwrap_or_default()
    }
}

/// The operations of a document, to be looked up.
pub(super) struct Calls<'a> {
    by_id: BTreeSet<&'a str>,
    by_source: HashMap<(FileId, u32), &'a str>,
}

impl<'a> Calls<'a> {
    /// The index of these operations.
    pub(super) fn of(calls: &'a [Called<'_>]) -> Self {
        // What a link leads to is the operation as it is described.
        let calls = calls.iter().filter(|called| called.variant.is_none());
        let ids = calls.clone().map(|called| called.id.as_str());
        let places = calls.map(|called| called.method.value.place());
        Self {
            by_id: ids.clone().collect(),
            by_source: places.zip(ids).collect(),
        }
    }

    /// Whether an operation is called so.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    /// The id of the operation that a node describes.
    pub(super) fn at(&self, node: Node<'_>) -> Option<&'a str> {
        self.by_source.get(&node.identity()).copied()
    }

    /// What the operations are called.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.by_id.iter().copied()
    }
}

/// A path with its item, in the order in which paths are resolved.
pub(super) struct Item<'d> {
    pub(super) path: String,
    pub(super) path_span: Span,
    pub(super) item: &'d Object<'d, PathItem<'d>>,
    /// Where its calls go, where that is elsewhere.
    pub(super) server: Option<String>,
}

/// Names the operations of the paths, which come in their order.
pub(super) fn called<'d>(
    context: &Context<'d>,
    items: &[Item<'d>],
    report: &mut Report,
) -> Vec<Called<'d>> {
    let mut all = Vec::new();
    let mut written = HashSet::new();
    let mut places = HashSet::new();
    for one in items {
        for method in method::operations(one.item, report) {
            let Some(method) = method.map(|id| Some(context.objects.meant(*id)?.object)) else {
                continue;
            };
            if !places.insert((one.path.as_str(), method.name)) {
                report
                    .error(
                        Code::DuplicatePath,
                        method.span,
                        format!("`{}` of `{}` is described twice", method.name, one.path),
                    )
                    .assume("the later one is left out");
                continue;
            }
            let said = method.value.operation_id;
            let id = said.map(|said| said.value).filter(|id| !id.is_empty());
            let at = said.map(|said| said.span());
            let fresh = id.is_some_and(|id| written.insert(id));
            all.push((one, method, id.filter(|_| fresh), id, at));
        }
    }
    let mut first = HashMap::new();
    for (_, _, kept, _, at) in &all {
        if let (Some(id), Some(at)) = (kept, at) {
            first.insert(*id, *at);
        }
    }
    let called: Vec<_> = all
        .into_iter()
        .map(|(one, method, kept, id, at)| {
            let id_span = at.unwrap_or(method.span);
            let name = kept.map_or_else(
                || {
                    let name = derived(method.name, &one.path, &written);
                    match id.and_then(|id| Some((id, first.get(id)?))) {
                        Some((id, other)) => {
                            report
                                .error(
                                    Code::DuplicateOperation,
                                    id_span,
                                    format!("two operations are called `{id}`"),
                                )
                                .label(*other, "the other one")
                                .assume(format!("this one is called `{name}`"));
                        }
                        None => missing(&method, &one.path, &name, report),
                    }
                    name
                },
                str::to_owned,
            );
            Called {
                path: one.path.clone(),
                path_span: one.path_span,
                item: one.item,
                server: one.server.clone(),
                method,
                id: name,
                derived: kept.is_none(),
                id_span,
                variant: None,
            }
        })
        .collect();
    twins(&called, report);
    called
}

/// Reports paths that differ in the names of parameters only.
fn twins(all: &[Called<'_>], report: &mut Report) {
    let mut places = HashMap::<(String, &str), &Called<'_>>::new();
    for called in all {
        if let Some(first) = places.insert((template(&called.path), called.method.name), called) {
            report
                .error(
                    Code::DuplicatePath,
                    called.id_span,
                    format!(
                        "`{}` and `{}` cannot be distinguished by a server",
                        first.id, called.id
                    ),
                )
                .label(first.id_span, "the other one")
                .help("their paths differ in the names of parameters only")
                .assume("each is called as it is described");
        }
    }
}

/// A path without the names of its parameters.
fn template(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                inside = true;
                out.push_str("{}");
            }
            '}' => inside = false,
            other if !inside => out.push(other),
            _ => {}
        }
    }
    out
}

fn missing(method: &Named<'_, Operation<'_>>, path: &str, name: &str, report: &mut Report) {
    let finding = report.error(
        Code::MissingOperationId,
        method.span,
        "the operation has no `operationId`",
    );
    finding.help("it names the method of the client, and stays when the path changes");
    finding.assume(format!("it is called `{name}`"));
    finding.repair(Repair::update(
        method.value.place(),
        &serde_json::json!({ "operationId": proposed_id(method.name, path) }),
    ));
}

/// The name that a method and a path make: `get/users/by-id/keys`.
///
/// Two operations never share one: each segment of the path is a step of the name, and where a
/// segment could be mistaken for the step that a parameter makes, the path follows as it is
/// written.
fn derived(method: &str, path: &str, written: &HashSet<&str>) -> String {
    let mut name = method.to_owned();
    let mut plain = true;
    for segment in path.split('/').skip(1) {
        name.push('/');
        match segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(parameter) => {
                plain &= !parameter.contains(['{', '}']);
                name.push_str("by-");
                name.push_str(parameter);
            }
            None => {
                plain &= !segment.contains(['{', '}', ' ']) && !segment.starts_with("by-");
                name.extend(segment.chars().filter(|one| !matches!(one, '{' | '}')));
            }
        }
    }
    if !plain {
        name.push(' ');
        name.push_str(path);
    }
    // Somebody may have written just this for another operation.
    while written.contains(name.as_str()) {
        name.push('~');
    }
    name
}

/// An id for an operation that has none, made of its method and its path.
fn proposed_id(method: &str, path: &str) -> String {
    let words = path
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut id = method.to_ascii_lowercase();
    for word in words {
        let (first, rest) = word.split_at(1);
        id.push_str(&first.to_ascii_uppercase());
        id.push_str(rest);
    }
    id
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::derived;

    #[test]
    fn a_derived_name_tells_every_path_apart() {
        let paths = [
            "/",
            "/users",
            "/users/",
            "/users/{id}",
            "/users/id",
            "/users/by-id",
            "/users/by/id",
            "/users/{id}/keys",
            "/users/{id}{keys}",
            "/users/{id}.{keys}",
            "/users/{id.keys}",
            "/users/id.keys",
            "/users id",
            "/users/{i{d}}",
            "/users/{i}{d}",
        ];
        let none = HashSet::new();
        let names: HashSet<_> = paths.map(|path| derived("get", path, &none)).into();
        assert_eq!(names.len(), paths.len(), "{names:?}");
        assert_eq!(
            derived("get", "/users/{id}/keys", &none),
            "get/users/by-id/keys"
        );
    }

    #[test]
    fn a_derived_name_yields_to_one_that_is_written() {
        let written = HashSet::from(["get/users"]);
        assert_eq!(derived("get", "/users", &written), "get/users~");
    }
}
