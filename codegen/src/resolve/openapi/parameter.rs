//! Parameters: values in the path, the query and the headers.

use super::identity::Called;
use super::{Document, keys, schema};
use crate::documents::referred_name;
use crate::model::{Input, Place, Presence, Shape, Type, Value};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::source::Span;
use crate::syntax::Node;

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
    let mut own = 0;
    let mut unread = false;
    for (list, is_own) in [
        (operation.get("parameters"), true),
        (item.get("parameters"), false),
    ] {
        let Some(list) = list.and_then(|node| object::list(node, "parameters", report)) else {
            continue;
        };
        for node in list.items() {
            let mark = report.mark();
            let found_one = parameter(document, node, &called.id, types, report);
            if !is_required(document, node) && report.leave_out(mark, "the parameter") {
                continue;
            }
            let Some((input, example)) = found_one else {
                // What is wrong with it was reported.
                unread = true;
                continue;
            };
            let twin = found
                .iter()
                .position(|(known, _)| known.place == input.place && same_name(known, &input));
            match twin {
                Some(at) if is_own || at >= own => {
                    let first = found[at].0.origin.span;
                    report
                        .error(
                            Code::DuplicateParameter,
                            input.origin.span,
                            format!("the parameter `{}` is described twice", input.wire),
                        )
                        .label(first, "first here");
                }
                Some(_) => {}
                None => found.push((input, example)),
            }
        }
        if is_own {
            own = found.len();
        }
    }
    if !unread {
        check_path(called, &found, head(operation), report);
    }
    found
}

/// Whether no call can do without a parameter.
fn is_required(document: &Document<'_, '_>, node: Node<'_>) -> bool {
    let node = document.follow(node);
    node.and_then(|node| node.get("required")?.as_bool()) == Some(true)
}

/// Names of headers are the same in upper and lower case.
fn same_name(one: &Input, other: &Input) -> bool {
    one.wire == other.wire
        || (one.place == Place::Header && one.wire.eq_ignore_ascii_case(&other.wire))
}

fn parameter(
    document: &Document<'_, '_>,
    node: Node<'_>,
    id: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<(Input, Option<Value>)> {
    let node = object::mapping(node, "a parameter", report)?;
    // What stands under a name of its own is named by it, whoever refers to it first.
    let own = node.get("$ref").and_then(referred_name);
    let node = document.follow(node)?;
    object::check_keys(node, &keys::PARAMETER, report);
    let at = head(node);
    let name = object::required(node, "name", "the parameter", at, report)?;
    let wire = object::text(name, "name", report)?;
    let place_node = object::required(node, "in", "the parameter", at, report)?;
    let place = match object::word(
        place_node,
        "in",
        &["cookie", "header", "path", "query"],
        report,
    )? {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        _ => {
            report.error(
                Code::Unsupported,
                place_node.span(),
                "a parameter in a cookie is not supported yet",
            );
            return None;
        }
    };
    if place == Place::Header
        && ["accept", "authorization", "content-type"].contains(&wire.to_lowercase().as_str())
    {
        report
            .error(
                Code::Unsupported,
                name.span(),
                format!("the header `{wire}` is set by the client and is no parameter"),
            )
            .help("leave it out; credentials stand under `security`");
        return None;
    }
    style(node, place, report);
    let required = object::flag(node, "required", report);
    if place == Place::Path && !required {
        report
            .error(
                Code::InvalidValue,
                at,
                format!("the path parameter `{wire}` is not required"),
            )
            .help("write `required: true`: a path without one of its parts is another path");
    }
    let described = own.unwrap_or_else(|| format!("{id}_{wire}"));
    let schema = node.get("schema");
    let used = match schema {
        Some(schema) => {
            schema::nameless(schema, report);
            schema::used(document, schema, &described, types, report)
        }
        None => {
            report.assumed(
                name.span(),
                format!("the parameter `{wire}` has no `schema`"),
                "it is text",
            );
            schema::Used::text()
        }
    };
    // What it is behind its name decides where it may travel.
    schema::settle(document, types, report);
    let mut ty = used.ty;
    if object::flag(node, "x-bindery-secret", report) && ty == Type::Text {
        ty = Type::Secret;
    }
    if *types.resolved(&ty) == Type::Secret && place != Place::Header {
        report
            .error(Code::SecretInUrl, at, format!("the secret `{wire}` would travel in an address"))
            .help("addresses are logged by every server on the way; send it in a header or in the body");
    }
    if *types.resolved(&ty) == Type::Json {
        // Whatever it may be, it travels as text.
        ty = Type::Text;
    }
    if !is_scalar(&ty, types) {
        report.error(
            Code::Unsupported,
            schema.map_or(at, head),
            "a parameter that is no single value is not supported yet",
        );
        return None;
    }
    let docs = object::text_or_empty(node, "description", report);
    let example = example(node).or_else(|| example(schema?));
    let input = Input {
        wire: wire.to_owned(),
        rust_name: super::rust_name(node, report),
        renamed_from: super::renamed_from(node, report),
        origin: document
            .context
            .origin(name.span(), &format!("{id}.{wire}")),
        place,
        docs: if docs.is_empty() { used.docs } else { docs },
        deprecated: object::flag(node, "deprecated", report) || used.deprecated,
        ty,
        presence: if required {
            Presence::Required
        } else {
            Presence::Optional
        },
        facts: used.facts,
    };
    Some((input, example))
}

/// Only the styles that write a single value plainly.
fn style(node: Node<'_>, place: Place, report: &mut Report) {
    let Some(style) = node.get("style") else {
        return;
    };
    let plain = if place == Place::Query {
        "form"
    } else {
        "simple"
    };
    if style.text() != Some(plain) {
        let text = style.text().unwrap_or_default();
        report.error(
            Code::Unsupported,
            style.span(),
            format!("the style `{text}` is not supported yet"),
        );
    }
}

fn is_scalar(ty: &Type, types: &Types) -> bool {
    match types.resolved(ty) {
        Type::List(..) | Type::Map(_) | Type::Optional(_) | Type::Json => false,
        Type::Named(id) => match &types.definition(*id).shape {
            Shape::Record(_) => false,
            // A union of unions has no text form.
            Shape::Union(union) => {
                union
                    .variants
                    .iter()
                    .all(|variant| match types.resolved(&variant.ty) {
                        Type::Named(id) => {
                            matches!(types.definition(*id).shape, Shape::Enumeration(_))
                        }
                        ty => is_scalar(ty, types),
                    })
            }
            Shape::Enumeration(_) | Shape::Alias(_) => true,
        },
        _ => true,
    }
}

/// The value that `example` shows, or the first of `examples`.
pub(super) fn example(node: Node<'_>) -> Option<Value> {
    let node = node.get("example").or_else(|| {
        let examples = node.get("examples")?;
        // A list of values in a schema, a map of examples in a parameter.
        examples.items().next().or_else(|| {
            examples
                .entries()
                .next()
                .and_then(|entry| entry.value.get("value"))
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

/// Every placeholder of the path has a parameter, and every path parameter a placeholder.
fn check_path(path: &Called<'_>, inputs: &[(Input, Option<Value>)], at: Span, report: &mut Report) {
    let placeholders = placeholders(&path.path);
    let declared = || {
        inputs
            .iter()
            .map(|(input, _)| input)
            .filter(|input| input.place == Place::Path)
    };
    for name in &placeholders {
        if !declared().any(|input| input.wire == *name) {
            let meant = crate::report::suggest(name, declared().map(|input| input.wire.as_str()));
            let finding = report
                .error(
                    Code::PathParameterUndeclared,
                    path.path_span,
                    format!("the path parameter `{name}` is not described"),
                )
                .label(at, "by this operation");
            match meant {
                Some(meant) => finding.help(format!("did you mean `{{{meant}}}`?")),
                None => finding.help(format!(
                    "add a parameter with `name: {name}`, `in: path` and `required: true`"
                )),
            };
        }
    }
    for input in declared() {
        if !placeholders.contains(&input.wire.as_str()) {
            report
                .error(
                    Code::PathParameterUnused,
                    input.origin.span,
                    format!(
                        "the path parameter `{}` does not stand in the path",
                        input.wire
                    ),
                )
                .label(path.path_span, "the path");
        }
    }
    if path.path.matches('{').count() != path.path.matches('}').count() {
        report.error(
            Code::InvalidValue,
            path.path_span,
            format!("the braces of the path `{}` do not match", &path.path),
        );
    }
}

/// The names between braces.
fn placeholders(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}
