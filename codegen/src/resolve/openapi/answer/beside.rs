//! What comes with an answer beside its body: headers, and links to other calls. All of it is
//! documentation; `.with_response()` has the headers themselves.

use super::super::identity::Calls;
use super::super::{Document, Meant, example_data, keys, schema};
use crate::keywords::Keyword;
use crate::model::{Header, Link, LinkTarget};
use crate::report::{Code, Report};
use crate::schemas::SchemaRef;
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// The headers of an answer.
pub(in super::super) fn headers<'d>(
    document: &Document<'_, 'd>,
    response: Node<'d>,
    report: &mut Report,
) -> Vec<Header> {
    let headers = response.get("headers");
    let mut entries: Vec<_> = headers.into_iter().flat_map(Node::entries).collect();
    entries.sort_by_key(|entry| entry.key);
    entries
        .into_iter()
        // The specification takes the type of the body from elsewhere.
        .filter(|entry| !entry.key.eq_ignore_ascii_case("content-type"))
        .filter_map(|entry| {
            let meant = document.meant(entry.value, "header", report)?;
            meant.node.as_mapping()?;
            Some(Header {
                leads_on: entry.key.eq_ignore_ascii_case("link")
                    && shows_next(document, meant.node),
                ..described(document, entry.key, entry.key_span, &meant, report)
            })
        })
        .collect()
}

/// What a header says of itself, or a parameter of what the service sends.
pub(in super::super) fn described<'d>(
    document: &Document<'_, 'd>,
    name: &str,
    span: Span,
    meant: &Meant<'d>,
    report: &mut Report,
) -> Header {
    let schema = document.schema_of(meant.node);
    Header {
        span,
        name: name.to_owned(),
        kind: schema
            .and_then(SchemaRef::followed)
            .map(kind)
            .unwrap_or_default(),
        docs: meant.docs(report),
        required: object::flag(meant.node, "required", report),
        deprecated: object::flag(meant.node, "deprecated", report),
        leads_on: false,
    }
}

/// Whether an example of a header `Link` has a link to the next page.
fn shows_next<'d>(document: &Document<'_, 'd>, header: Node<'d>) -> bool {
    let schema = document.schema_of(header).and_then(SchemaRef::followed);
    let described = schema.and_then(|schema| schema.written);
    let nodes = [Some(header), described].into_iter().flatten();
    let mut shown = nodes.flat_map(|node| {
        let several = node.get("examples").into_iter().flat_map(|examples| {
            let named = examples
                .entries()
                .filter_map(|entry| example_data(document.context.behind(entry.value)));
            examples.items().chain(named).collect::<Vec<_>>()
        });
        node.get("example").into_iter().chain(several)
    });
    shown.any(|example| example.as_str().is_some_and(has_next))
}

/// Whether one of the links of a header has the relation `next` (RFC 8288).
fn has_next(links: &str) -> bool {
    let parameters = links
        .split([';', ','])
        .filter_map(|part| part.split_once('='));
    parameters
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("rel"))
        .flat_map(|(_, relations)| relations.trim().trim_matches('"').split_ascii_whitespace())
        .any(|relation| relation.eq_ignore_ascii_case("next"))
}

/// What a schema says of a value, in words.
fn kind(schema: SchemaRef<'_>) -> String {
    let mut kinds = schema::kinds(schema).join(" or ");
    let items = schema.under(Keyword::Items).and_then(SchemaRef::followed);
    if kinds == "array"
        && let Some(items) = items
        && let [first, others @ ..] = schema::kinds(items).as_slice()
    {
        kinds = format!("array of {first}");
        others
            .iter()
            .for_each(|other| kinds.push_str(&format!(" or {other}")));
    }
    match schema.text(Keyword::Format) {
        Some(format) if !kinds.is_empty() => format!("{kinds}, {format}"),
        _ => kinds,
    }
}

/// The calls that an answer leads to.
pub(super) fn links(
    document: &Document<'_, '_>,
    response: Node<'_>,
    calls: &Calls<'_>,
    report: &mut Report,
) -> Vec<Link> {
    let mark = report.mark();
    let links = response
        .get("links")
        .and_then(|node| object::mapping(node, "links", report));
    report.assume_since(mark, "there are none");
    let mut entries: Vec<_> = links.into_iter().flat_map(Node::entries).collect();
    entries.sort_by_key(|entry| entry.key);
    let mut found = Vec::new();
    for entry in entries {
        let mark = report.mark();
        let link = document
            .meant(entry.value, "link", report)
            .and_then(|meant| link(document, entry.key, &meant, calls, report));
        report.assume_since(mark, "the link is left out");
        found.extend(link);
    }
    found
}

fn link(
    document: &Document<'_, '_>,
    name: &str,
    meant: &Meant<'_>,
    calls: &Calls<'_>,
    report: &mut Report,
) -> Option<Link> {
    let node = object::mapping(meant.node, "a link", report)?;
    object::check_keys(node, &keys::LINK, report);
    let to = if let Some(id) = node.get("operationId") {
        let text = object::text(id, "operationId", report)?;
        if !calls.holds(text) {
            let meant = report.suggest(text, calls.ids());
            report
                .error(
                    Code::UnknownReference,
                    id.span(),
                    format!("no operation is called `{text}`"),
                )
                .did_you_mean(meant);
            return None;
        }
        LinkTarget::Operation(text.to_owned())
    } else {
        let Some(reference) = node.get("operationRef") else {
            let message = "the link has neither `operationId` nor `operationRef`";
            report.error(Code::MissingKey, head(node), message);
            return None;
        };
        let text = object::text(reference, "operationRef", report)?;
        let target = document.target(reference);
        match target.and_then(|target| calls.at(target)) {
            Some(id) => LinkTarget::Operation(id.to_owned()),
            None if text.starts_with('#') => {
                let message = format!("`{text}` is not an operation");
                report.error(Code::UnknownReference, reference.span(), message);
                return None;
            }
            None => LinkTarget::Elsewhere(text.to_owned()),
        }
    };
    let mut inputs: Vec<_> = node
        .get("parameters")
        .into_iter()
        .flat_map(Node::entries)
        .map(|entry| (entry.key.to_owned(), expression(entry.value)))
        .collect();
    inputs.sort();
    if let Some(body) = node.get("requestBody") {
        inputs.push(("the body".to_owned(), expression(body)));
    }
    Some(Link {
        name: name.to_owned(),
        to,
        inputs,
        docs: meant.docs(report),
    })
}

/// An expression, or a value that stands for itself.
fn expression(node: Node<'_>) -> String {
    match node.as_str() {
        Some(text) => text.to_owned(),
        None => crate::syntax::canonical(node),
    }
}
