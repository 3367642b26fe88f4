//! The SOAP description to the model: a readable projection of WSDL 1.1, document/literal wrapped.
//!
//! An operation's key is its id; `wire` is its element and action name. Two operations may share a
//! wire name only where `conflicts` says so. Types may refer to schemas of an OpenAPI file, and are
//! then the same types.

mod conflicts;
mod faults;
mod keys;
mod operations;
mod types;

use super::{Context, Types};
use crate::model::{Protocol, Service, SoapService, Tag};
use crate::report::{Code, Report};
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// What the parts of a description are resolved against.
struct Document<'a, 'd> {
    context: &'a Context<'d>,
    root: Node<'d>,
    /// The names of the tags, in the order of the service.
    tags: &'a [String],
    /// The name of the session element.
    session: Option<&'a str>,
}

/// Resolves a description.
pub(super) fn service(
    context: &Context<'_>,
    root: Node<'_>,
    known: &mut Types,
    report: &mut Report,
) -> Option<Service> {
    let root = object::mapping(root, "the description", report)?;
    let at = head(root);
    object::check_keys(root, &keys::DOCUMENT, report);
    if let Some(version) = root.get("soap").filter(|node| node.as_i64() != Some(1)) {
        report
            .error(
                Code::UnsupportedVersion,
                version.span(),
                "this version of the SOAP description is not read",
            )
            .help("write `soap: 1`");
    }
    let title = object::required(root, "service", "the description", at, report)
        .and_then(|node| object::text(node, "service", report))
        .unwrap_or_default();
    let maintenance = root
        .get("status")
        .and_then(|node| object::word(node, "status", &["active", "maintenance"], report))
        .is_some_and(|status| status == "maintenance");
    source(root, report);
    let endpoint = endpoint(root, at, report);
    let namespace = wire(root, at, report);
    let span_of = |node: Option<Node<'_>>| node.map_or(at, Node::span);
    let endpoint_span = span_of(root.get("endpoint"));
    let namespace_span = span_of(root.get("wire").and_then(|wire| wire.get("namespace")));
    let session = session(root, report);
    faults::check(root, report);
    let faults = faults::shapes(root);

    let tags = tags(root, at, report);
    let names: Vec<String> = tags.iter().map(|tag| tag.name.clone()).collect();
    let document = Document {
        context,
        root,
        tags: &names,
        session: session.as_deref(),
    };
    types::check(&document, known, report);
    let operations = operations::operations(&document, at, known, report);
    let conflicts = conflicts::conflicts(&document, &operations, report);

    Some(Service {
        origin: context.origin(at, "service"),
        title: title.to_owned(),
        docs: object::text_or_empty(root, "docs", report),
        links: None,
        tags,
        operations,
        messages: Vec::new(),
        protocol: Protocol::Soap(SoapService {
            endpoint_span,
            namespace_span,
            endpoint,
            namespace,
            maintenance,
            session,
            faults,
            conflicts,
        }),
    })
}

/// What the description was read from: for people, but spelled right.
fn source(root: Node<'_>, report: &mut Report) {
    if let Some(source) = root
        .get("source")
        .and_then(|node| object::mapping(node, "source", report))
    {
        object::check_keys(source, &keys::SOURCE, report);
    }
}

fn endpoint(root: Node<'_>, at: crate::source::Span, report: &mut Report) -> String {
    let Some(node) = object::required(root, "endpoint", "the description", at, report) else {
        return String::new();
    };
    let text = object::text(node, "endpoint", report).unwrap_or_default();
    if !text.starts_with("https://") || text.contains(['?', '#', ' ']) {
        report
            .error(Code::InvalidValue, node.span(), format!("the endpoint `{text}` is no `https` address without a query"))
            .help("every call sends the session: write the `https` address even where the WSDL says `http`");
    }
    text.to_owned()
}

/// The wire facts; returns the namespace.
fn wire(root: Node<'_>, at: crate::source::Span, report: &mut Report) -> String {
    let Some(wire) = object::required(root, "wire", "the description", at, report) else {
        return String::new();
    };
    let Some(wire) = object::mapping(wire, "wire", report) else {
        return String::new();
    };
    object::check_keys(wire, &keys::WIRE, report);
    for (key, only) in [
        ("action", "{namespace}{operation}"),
        ("request", "{operation}"),
        ("response", "{operation}Response"),
        ("result", "{operation}Result"),
    ] {
        if let Some(node) = wire.get(key)
            && object::text(node, key, report).is_some_and(|text| text != only)
        {
            report
                .error(
                    Code::Unsupported,
                    node.span(),
                    format!("a `{key}` other than `{only}` is not supported yet"),
                )
                .help("document/literal wrapped services name their elements so");
        }
    }
    if let Some(versions) = wire
        .get("versions")
        .and_then(|node| object::list(node, "versions", report))
    {
        self::versions(versions, report);
    }
    object::required(wire, "namespace", "`wire`", head(wire), report)
        .and_then(|node| object::text(node, "namespace", report))
        .unwrap_or_default()
        .to_owned()
}

/// Requests are made in 1.1 unless a caller says otherwise, so that 1.1 comes first.
fn versions(list: Node<'_>, report: &mut Report) {
    if list.len() == 0 {
        report
            .error(
                Code::InvalidValue,
                list.span(),
                "`versions` names no version",
            )
            .help("write `versions: ['1.1']`, or leave it out");
    }
    let mut found = Vec::new();
    for node in list.items() {
        let Some(version) = object::word(node, "versions", &["1.1", "1.2"], report) else {
            continue;
        };
        if found.contains(&version) {
            report.error(
                Code::DuplicateValue,
                node.span(),
                format!("the version `{version}` is listed twice"),
            );
        } else if found.is_empty() && version != "1.1" {
            report
                .error(
                    Code::Unsupported,
                    node.span(),
                    format!("SOAP {version} as the default is not supported yet"),
                )
                .help("list `'1.1'` first: requests are made in it unless a caller says otherwise");
        }
        found.push(version);
    }
}

fn session(root: Node<'_>, report: &mut Report) -> Option<String> {
    let Some(node) = root.get("session") else {
        report
            .error(Code::Unsupported, head(root), "a service without a `session` is not supported yet")
            .help("name the element that carries the session: `session: { field: SessionID, secret: true }`");
        return None;
    };
    let session = object::mapping(node, "session", report)?;
    object::check_keys(session, &keys::SESSION, report);
    if let Some(secret) = session
        .get("secret")
        .filter(|node| node.as_bool() == Some(false))
    {
        report
            .error(
                Code::InvalidValue,
                secret.span(),
                "a session is always a secret",
            )
            .help("write `secret: true`");
    }
    if let Some(api_key) = session.get("api_key")
        && object::word(api_key, "api_key", &["accepted", "refused"], report) == Some("refused")
    {
        report
            .error(
                Code::Unsupported,
                api_key.span(),
                "a service that refuses API keys is not supported yet",
            )
            .help("clients take an API key in the place of a session");
    }
    let field = object::required(session, "field", "`session`", head(session), report)?;
    let name = object::text(field, "field", report)?;
    types::element_name(name, field.span(), report);
    Some(name.to_owned())
}

/// Reports operations that name an equivalent which no REST service has.
pub(super) fn check_equivalents(root: Node<'_>, known: Option<&[&str]>, report: &mut Report) {
    operations::check_equivalents(root, known, report);
}

/// The tags, in alphabetical order: where one is described has no meaning.
fn tags(root: Node<'_>, at: crate::source::Span, report: &mut Report) -> Vec<Tag> {
    let Some(tags) = object::required(root, "tags", "the description", at, report) else {
        return Vec::new();
    };
    let Some(tags) = object::mapping(tags, "tags", report) else {
        return Vec::new();
    };
    let mut found: Vec<Tag> = tags
        .entries()
        .map(|entry| Tag {
            span: Some(entry.key_span),
            name: entry.key.to_owned(),
            written: Some(entry.key.to_owned()),
            docs: object::text(entry.value, "a tag", report)
                .unwrap_or_default()
                .to_owned(),
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}
