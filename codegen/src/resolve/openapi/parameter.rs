//! Parameters: values in the path, the query, the headers and the cookies.

mod query_string;
mod style;
pub(super) mod template;

use std::collections::HashMap;

use super::identity::Called;
use super::{Document, docs, is, media, said, schema, shown};
use crate::keywords::Keyword;
use crate::model::{Input, Location, Presence, Style, StyleKind, Type, Value};
use crate::openapi::{self, In, Use};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::syntax::Node;
use crate::syntax::object::head;
use media::Media;

/// A parameter, behind its references.
type Parameter<'d> = openapi::Object<'d, openapi::Parameter<'d>>;

/// The parameters of an operation: its own, then those of its path that it does not replace.
pub(super) fn inputs<'d>(
    document: &Document<'_, 'd>,
    called: &Called<'d>,
    types: &mut Types,
    report: &mut Report,
) -> Vec<(Input, Option<Value>)> {
    let mut found: Vec<(Input, Option<Value>)> = Vec::new();
    let mut known: HashMap<(Location, String), usize> = HashMap::new();
    let mut own = 0;
    for (list, is_own) in [
        (&called.method.value.parameters, true),
        (&called.item.parameters, false),
    ] {
        for meant in document.context.objects.listed(list) {
            let mark = report.mark();
            let found_one = parameter(document, &meant, &called.id, types, report);
            if !is(meant.required) && report.leave_out(mark, "the parameter") {
                continue;
            }
            let Some((input, example)) = found_one else {
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
    template::match_placeholders(
        document.context,
        called,
        &mut found,
        called.method.value.at(),
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

fn parameter<'d>(
    document: &Document<'_, 'd>,
    meant: &super::Meant<'d, openapi::Parameter<'d>>,
    id: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<(Input, Option<Value>)> {
    let docs = meant.description().to_owned();
    let parameter = meant.object;
    let at = parameter.at();
    let name = parameter.name?;
    let wire = name.value;
    let place = match parameter.place?.value {
        In::Path => Location::Path,
        In::Query => Location::Query,
        In::QueryString => Location::QueryString,
        In::Header => Location::Header,
        In::Cookie => Location::Cookie,
    };
    let credentials = document
        .security
        .map_or(&[][..], |security| &security.credentials);
    let authorizes = place == Location::Header && wire.eq_ignore_ascii_case("authorization");
    // Where no scheme is described, the parameter is all that there is of one.
    let is_credential = authorizes && credentials.is_empty();
    let slot = ("header", wire.to_ascii_lowercase());
    if place == Location::Header
        && !is_credential
        && (authorizes
            || ["accept", "content-type"].contains(&wire.to_lowercase().as_str())
            || credentials
                .iter()
                .any(|credential| credential.place.slot() == slot))
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
    let required = is(parameter.required);
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
    // A component is named after its key, not after its first user.
    let described = (meant.called.clone()).unwrap_or_else(|| format!("{id}_{wire}"));
    let mut written = style::described(parameter, place, report);
    let schema = if place == Location::QueryString {
        query_string::described_by(document, parameter, wire, &mut written, report)
    } else {
        described_by(document, parameter, wire, &mut written, report)
    };
    let used = match schema {
        Some(schema) => {
            schema::nameless(schema, report);
            schema::used(document, schema, &described, types, report)
        }
        None => schema::Used::text(),
    };
    // What it is behind its name decides where it may travel.
    schema::read_pending(document, types, report);
    let mut ty = used.ty;
    let is_key = place == Location::Header && is_named_as_key(wire);
    if is_key && !is(parameter.secret) {
        report
            .assumed(
                name.span(),
                format!("the header `{wire}` is a credential, and is described as a parameter"),
                "callers give it to each request, as a secret",
            )
            .help("describe it under `securitySchemes`, in an overlay: then the client sends it");
    }
    let is_secret = is(parameter.secret) || is_credential || is_key;
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
        query_string::require_object(&ty, wire, name.span(), &mut written, types, report);
    }
    style::of_single_value(parameter, place, &ty, &mut written, types, report);
    let style = style::needed(written, place, &ty, types);
    empty(parameter, place, &ty, types, report);
    let mut shown = shown(document.context, parameter.example, &parameter.examples);
    let example = match shown.next() {
        Some(node) => value(node),
        None => schema.and_then(example),
    };
    let input = Input {
        wire: wire.to_owned(),
        rust_name: said(parameter.rust_name),
        renamed_from: said(parameter.renamed_from),
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
        deprecated: is(parameter.deprecated) || used.deprecated,
        ty,
        presence: if required || place == Location::Path {
            Presence::Required
        } else {
            Presence::Optional
        },
        facts: crate::model::Facts {
            sunset: said(parameter.sunset)
                .map(|date| (*date).to_owned())
                .or(used.facts.sunset),
            ..used.facts
        },
    };
    Some((input, example))
}

/// Whether the name of a header says that it holds an API key.
fn is_named_as_key(header: &str) -> bool {
    let name = header.to_ascii_lowercase();
    ["api-key", "apikey", "api_key"]
        .into_iter()
        .any(|key| name.ends_with(key))
}

/// The schema of a parameter: its own, or that of the media type in which it is written.
fn described_by<'d>(
    document: &Document<'_, 'd>,
    parameter: &'d Parameter<'d>,
    wire: &str,
    written: &mut Style,
    report: &mut Report,
) -> Option<SchemaRef<'d>> {
    let at = parameter.at();
    let schema = document.schema(&parameter.schema);
    let Some(content) = &parameter.content else {
        if schema.is_none() {
            report.assumed(
                parameter.name.map_or(at, |name| name.span()),
                format!("the parameter `{wire}` has no `schema`"),
                "it is text",
            );
        }
        return schema;
    };
    if schema.is_some() {
        report.assumed(
            head(content.node),
            format!("the parameter `{wire}` has both `schema` and `content`"),
            "its `schema` counts",
        );
        return schema;
    }
    let media = media::entries(document, &parameter.content);
    let json = media.iter().find(|media| is_json(media.name));
    let Some(chosen) = json.or(media.first()) else {
        report.assumed(
            at,
            format!("the `content` of the parameter `{wire}` names no media type"),
            "it is text",
        );
        return None;
    };
    for other in media.iter().filter(|media| media.name != chosen.name) {
        never(chosen, other, report);
    }
    chosen.value.check_use(Use::Any, report);
    if json.is_none() {
        if !chosen.name.starts_with("text/plain") {
            report
                .error(
                    Code::Widened,
                    chosen.span,
                    format!("a parameter in `{}` becomes text", chosen.name),
                )
                .help("callers write it themselves; acknowledge it in `bindery.yaml`");
        }
        return None;
    }
    written.kind = StyleKind::Json;
    let schema = document.schema(&chosen.value.schema);
    if schema.is_none() {
        report.assumed(
            chosen.span,
            format!("the `content` of the parameter `{wire}` has no `schema`"),
            "it is a text in JSON",
        );
    }
    schema.filter(|schema| schema.followed().is_some())
}

/// Reports a media type that a parameter is never written as.
fn never(chosen: &Media<'_>, other: &Media<'_>, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            other.span,
            format!(
                "the parameter is written as `{}`, and never as `{}`",
                chosen.name, other.name
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
fn empty(
    parameter: &Parameter<'_>,
    place: Location,
    ty: &Type,
    types: &Types,
    report: &mut Report,
) {
    let allowed = parameter.allow_empty_value.filter(|allowed| allowed.value);
    let is_text = place == Location::Query && *types.resolved(ty) == Type::Text;
    if let Some(allowed) = allowed.filter(|_| !is_text) {
        report
            .error(
                Code::Ignored,
                allowed.span(),
                "a parameter is sent with a value or not at all",
            )
            .help("leave `allowEmptyValue` out, or acknowledge it in `bindery.yaml`");
    }
}

/// The value that a schema shows.
pub(super) fn example(schema: SchemaRef<'_>) -> Option<Value> {
    value(schema_examples(schema).next()?)
}

/// The data that a schema shows.
pub(super) fn schema_examples(schema: SchemaRef<'_>) -> impl Iterator<Item = Node<'_>> {
    let several = schema.data(Keyword::Examples).into_iter();
    let example = schema.data(Keyword::Example).into_iter();
    example.chain(several.flat_map(Node::items))
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
