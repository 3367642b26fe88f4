//! Parameters: values in the path, the query, the headers and the cookies.

mod query_string;
mod style;
pub(super) mod template;

use std::collections::HashMap;

use super::identity::Called;
use super::{Context, Document, Meant, docs, keys, media, schema};
use crate::model::{Input, Location, Presence, Style, StyleKind, Type, Value};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::syntax::object::{self, head};
use crate::syntax::{Entry, Node};

/// The parameters of an operation: its own, then those of its path that it does not replace.
pub(super) fn inputs(
    document: &Document<'_, '_>,
    called: &Called<'_>,
    item: Node<'_>,
    operation: Node<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Vec<(Input, Option<Value>)> {
    let mut found: Vec<(Input, Option<Value>)> = Vec::new();
    let mut known: HashMap<(Location, String), usize> = HashMap::new();
    let mut own = 0;
    for (list, is_own) in [
        (operation.get("parameters"), true),
        (item.get("parameters"), false),
    ] {
        let mark = report.mark();
        let list = list.and_then(|node| object::list(node, "parameters", report));
        report.assume_since(mark, "there are none");
        for node in list.into_iter().flat_map(Node::items) {
            let mark = report.mark();
            let found_one = parameter(document, node, &called.id, types, report);
            if !is_required(document, node) && report.leave_out(mark, "the parameter") {
                continue;
            }
            let Some((input, example)) = found_one else {
                report.assume_since(mark, "the parameter is left out");
                continue;
            };
            match known.get(&key(&input)) {
                // A query string of another name is another one, and there is one only.
                Some(at) if is_own || *at >= own || found[*at].0.wire != input.wire => {
                    let first = found[*at].0.origin.span;
                    let message = if input.place == Location::QueryString {
                        "the query string is described twice".to_owned()
                    } else {
                        format!("the parameter `{}` is described twice", input.wire)
                    };
                    report
                        .error(Code::DuplicateParameter, input.origin.span, message)
                        .label(first, "first here")
                        .assume("the first one counts");
                }
                Some(_) => {}
                None => {
                    known.insert(key(&input), found.len());
                    found.push((input, example));
                }
            }
        }
        if is_own {
            own = found.len();
        }
    }
    beside_query_string(&found, report);
    template::settle(
        document.context,
        called,
        &mut found,
        head(operation),
        report,
    );
    found
}

/// Reports parameters in the query beside one that is the whole query string.
fn beside_query_string(found: &[(Input, Option<Value>)], report: &mut Report) {
    let of = |place: Location| {
        let inputs = found.iter().map(|(input, _)| input);
        inputs.filter(move |input| input.place == place)
    };
    for whole in of(Location::QueryString) {
        for beside in of(Location::Query) {
            report
                .assumed(
                    beside.origin.span,
                    format!(
                        "the parameter `{}` is in the query beside the query string `{}`",
                        beside.wire, whole.wire
                    ),
                    "both are sent",
                )
                .label(whole.origin.span, "the query string");
        }
    }
}

/// Whether no call can do without a parameter.
fn is_required(document: &Document<'_, '_>, node: Node<'_>) -> bool {
    let node = document.context.behind(node);
    node.get("required").and_then(Node::as_bool) == Some(true)
}

/// What tells a parameter from others. Names of headers are the same in upper and lower case.
fn key(input: &Input) -> (Location, String) {
    let name = match input.place {
        Location::Header => input.wire.to_ascii_lowercase(),
        // There is one only, whatever it is called.
        Location::QueryString => String::new(),
        Location::Path
        | Location::Query
        | Location::Cookie
        | Location::BodyField
        | Location::Body
        | Location::Child => input.wire.clone(),
    };
    (input.place, name)
}

fn parameter(
    document: &Document<'_, '_>,
    node: Node<'_>,
    id: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<(Input, Option<Value>)> {
    // What stands under a name of its own is named by it, whoever refers to it first.
    let meant = document.meant(node, "parameter", report)?;
    let docs = meant.docs(report);
    let Meant {
        node, name: own, ..
    } = meant;
    let node = object::mapping(node, "a parameter", report)?;
    object::check_keys(node, &keys::PARAMETER, report);
    let at = head(node);
    let name = object::required(node, "name", "the parameter", at, report)?;
    let wire = object::text(name, "name", report)?;
    let place_node = object::required(node, "in", "the parameter", at, report)?;
    let place = match object::word(
        place_node,
        "in",
        &["cookie", "header", "path", "query", "querystring"],
        report,
    )? {
        "path" => Location::Path,
        "query" => Location::Query,
        "querystring" => Location::QueryString,
        "header" => Location::Header,
        _ => Location::Cookie,
    };
    let authorizes = place == Location::Header && wire.eq_ignore_ascii_case("authorization");
    // Where no scheme is described, the parameter is all that there is of one.
    let is_credential = authorizes
        && document
            .security
            .is_none_or(|security| security.credentials.is_empty());
    if place == Location::Header
        && !is_credential
        && (authorizes || ["accept", "content-type"].contains(&wire.to_lowercase().as_str()))
    {
        report
            .error(
                Code::Ignored,
                name.span(),
                format!("the header `{wire}` is set by the client and is not a parameter"),
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`; credentials are described under `security`");
        return None;
    }
    let required = object::flag(node, "required", report);
    if place == Location::Path && !required {
        report
            .error(
                Code::InvalidValue,
                at,
                format!("the path parameter `{wire}` is not required"),
            )
            .help("write `required: true`: a path without one of its parts is another path")
            .assume("it is required");
    }
    let described = own.unwrap_or_else(|| format!("{id}_{wire}"));
    let mut written = style::described(node, place, report);
    let schema = if place == Location::QueryString {
        query_string::described_by(document, node, wire, &mut written, report)
    } else {
        described_by(document, node, wire, &mut written, report)
    };
    let used = match schema {
        Some(schema) => {
            schema::nameless(schema, report);
            schema::used(document, schema, &described, types, report)
        }
        None => schema::Used::text(),
    };
    // What it is behind its name decides where it may travel.
    schema::settle(document, types, report);
    let mut ty = used.ty;
    let is_secret = object::flag(node, "x-bindery-secret", report) || is_credential;
    if is_secret && ty == Type::Text {
        ty = Type::Secret;
    }
    if *types.resolved(&ty) == Type::Secret && place != Location::Header {
        report
            .error(Code::SecretInUrl, at, format!("the secret `{wire}` would be sent in a URL"))
            .help("addresses are logged by every server on the way; send it in a header or in the body");
    }
    let as_it_is = matches!(written.kind, StyleKind::DeepObject | StyleKind::Json)
        || (place == Location::QueryString && written.kind == StyleKind::Form);
    if *types.resolved(&ty) == Type::Json && !as_it_is {
        // Whatever it may be, it travels as text.
        ty = Type::Text;
    }
    if ty == Type::Nothing {
        // What it is was reported.
        ty = Type::Text;
    }
    if place == Location::QueryString {
        query_string::settle(&ty, wire, name.span(), &mut written, types, report);
    }
    let style = style::needed(written, place, &ty, types);
    empty(node, place, &ty, types, report);
    let shown = |node| example(document.context, node);
    let example = shown(node).or_else(|| shown(schema?.written?));
    let input = Input {
        wire: wire.to_owned(),
        rust_name: super::rust_name(node, report),
        renamed_from: super::renamed_from(node, report),
        origin: document
            .context
            .origin(name.span(), &format!("{id}.{wire}")),
        place,
        style,
        docs: match schema {
            Some(schema) if !docs.is_empty() => {
                // What is wrong with the schema was reported when it was read.
                docs::described(schema, docs, &mut Report::new())
            }
            _ if docs.is_empty() => used.docs,
            _ => docs,
        },
        deprecated: object::flag(node, "deprecated", report) || used.deprecated,
        ty,
        presence: if required || place == Location::Path {
            Presence::Required
        } else {
            Presence::Optional
        },
        facts: used.facts,
    };
    Some((input, example))
}

/// The schema of a parameter: its own, or that of the media type in which it is written.
fn described_by<'d>(
    document: &Document<'_, 'd>,
    node: Node<'d>,
    wire: &str,
    written: &mut Style,
    report: &mut Report,
) -> Option<SchemaRef<'d>> {
    let at = head(node);
    let schema = document.schema_of(node);
    let Some(content) = node.get("content") else {
        if schema.is_none() {
            report.assumed(
                node.get("name").map_or(at, Node::span),
                format!("the parameter `{wire}` has no `schema`"),
                "it is text",
            );
        }
        return schema;
    };
    if schema.is_some() {
        report.assumed(
            head(content),
            format!("the parameter `{wire}` has both `schema` and `content`"),
            "its `schema` counts",
        );
        return schema;
    }
    let mark = report.mark();
    let content = object::mapping(content, "content", report);
    report.assume_since(mark, "it is text");
    let media: Vec<_> = media::entries(document, content?).collect();
    let json = media.iter().find(|entry| is_json(entry.key));
    let Some(chosen) = json.or(media.first()) else {
        report.assumed(
            at,
            format!("the `content` of the parameter `{wire}` names no media type"),
            "it is text",
        );
        return None;
    };
    for other in media.iter().filter(|entry| entry.key != chosen.key) {
        never(chosen, other, report);
    }
    let mark = report.mark();
    let media = object::mapping(chosen.value, "a media type", report);
    report.assume_since(mark, "it is text");
    let media = media?;
    object::check_keys(media, &keys::MEDIA_TYPE, report);
    if json.is_none() {
        if !chosen.key.starts_with("text/plain") {
            report
                .error(
                    Code::Widened,
                    chosen.key_span,
                    format!("a parameter in `{}` becomes text", chosen.key),
                )
                .help("callers write it themselves; acknowledge it in `bindery.yaml`");
        }
        return None;
    }
    written.kind = StyleKind::Json;
    let schema = document.schema_of(media);
    if schema.is_none() {
        report.assumed(
            chosen.key_span,
            format!("the `content` of the parameter `{wire}` has no `schema`"),
            "it is a text in JSON",
        );
    }
    schema.filter(|schema| schema.followed().is_some())
}

/// Reports a media type that a parameter is never written as.
fn never(chosen: &Entry<'_>, other: &Entry<'_>, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            other.key_span,
            format!(
                "the parameter is written as `{}`, and never as `{}`",
                chosen.key, other.key
            ),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// Whether a media type is JSON, or written as JSON is.
fn is_json(media: &str) -> bool {
    let name = media.split(';').next().unwrap_or_default().trim();
    name.eq_ignore_ascii_case("application/json") || name.to_ascii_lowercase().ends_with("+json")
}

/// Reports that a parameter without a value cannot be sent, where that is no text.
fn empty(node: Node<'_>, place: Location, ty: &Type, types: &Types, report: &mut Report) {
    let allowed = object::flag(node, "allowEmptyValue", report);
    if allowed && !(place == Location::Query && *types.resolved(ty) == Type::Text) {
        let at = node.get("allowEmptyValue").map_or(node.span(), Node::span);
        report
            .error(
                Code::Ignored,
                at,
                "a parameter is sent with a value or not at all",
            )
            .help("leave `allowEmptyValue` out, or acknowledge it in `bindery.yaml`");
    }
}

/// The value that `example` shows, or the first of `examples`.
pub(super) fn example(context: &Context<'_>, node: Node<'_>) -> Option<Value> {
    let node = node.get("example").or_else(|| {
        let examples = node.get("examples")?;
        // A list of values in a schema, a map of examples in a parameter.
        examples.items().next().or_else(|| {
            examples
                .entries()
                .next()
                .and_then(|entry| super::example_data(context.behind(entry.value)))
        })
    })?;
    value(node)
}

/// A scalar as an example shows it.
pub(super) fn value(node: Node<'_>) -> Option<Value> {
    if let Some(text) = node.as_str() {
        return Some(Value::Text(text.to_owned()));
    }
    if let Some(number) = node.number_text() {
        return Some(Value::Number(number.to_owned()));
    }
    node.as_bool().map(Value::Boolean)
}
