//! The headers of a response, and its links to other calls. Both are documentation only;
//! `.with_response()` returns the headers.

use super::super::identity::Calls;
use super::super::{Context, Document, Meant, is, parameter, schema, shown};
use crate::keywords::Keyword;
use crate::model::{Header, Link, LinkTarget};
use crate::openapi;
use crate::report::{Code, Report};
use crate::schemas::SchemaRef;
use crate::syntax::Node;

/// The headers of a response.
pub(super) fn headers<'d>(
    document: &Document<'_, 'd>,
    response: &'d openapi::Response<'d>,
) -> Vec<Header> {
    let mut members: Vec<_> = document.context.objects.named(&response.headers).collect();
    members.sort_by_key(|member| member.name);
    // The specification takes the type of the body from elsewhere.
    members.retain(|member| !member.name.eq_ignore_ascii_case("content-type"));
    let headers = members.into_iter().map(|member| {
        let openapi::Member { name, span, value } = member;
        let schema = document.schema(&value.schema);
        let leads_on = name.eq_ignore_ascii_case("link");
        Header {
            span,
            name: name.to_owned(),
            kind: kind(schema),
            docs: value.description().to_owned(),
            required: is(value.required),
            deprecated: is(value.deprecated),
            leads_on: leads_on && shows_next(document.context, value.object, schema),
        }
    });
    headers.collect()
}

/// Whether an example of a header `Link` has a link to the next page.
fn shows_next<'d>(
    context: &Context<'d>,
    header: &'d openapi::Header<'d>,
    schema: Option<SchemaRef<'d>>,
) -> bool {
    let schema = schema.and_then(SchemaRef::followed).into_iter();
    let mut shown = shown(context, header.example, &header.examples)
        .chain(schema.flat_map(parameter::schema_examples));
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

/// What a schema says of a value, in words; nothing without one.
pub(in super::super) fn kind(schema: Option<SchemaRef<'_>>) -> String {
    let Some(schema) = schema.and_then(SchemaRef::followed) else {
        return String::new();
    };
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

/// The calls that a response leads to.
pub(super) fn links<'d>(
    document: &Document<'_, 'd>,
    response: &'d openapi::Response<'d>,
    calls: &Calls<'_>,
    report: &mut Report,
) -> Vec<Link> {
    let mut members: Vec<_> = document.context.objects.named(&response.links).collect();
    members.sort_by_key(|member| member.name);
    let links = members.iter().filter_map(|member| {
        let mark = report.mark();
        let link = link(document, member, calls, report);
        report.assume_since(mark, "the link is left out");
        link
    });
    links.collect()
}

fn link<'d>(
    document: &Document<'_, 'd>,
    member: &openapi::Member<'d, Meant<'d, openapi::Link<'d>>>,
    calls: &Calls<'_>,
    report: &mut Report,
) -> Option<Link> {
    let link = &member.value;
    let to = if let Some(id) = link.operation_id {
        let text = id.value;
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
        let Some(reference) = link.operation_ref else {
            let message = "the link has neither `operationId` nor `operationRef`";
            report.error(Code::MissingKey, link.object.at(), message);
            return None;
        };
        let text = reference.value;
        let target = document.target(reference.node);
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
    let parameters = link.parameters.iter().flat_map(|said| &said.value);
    let mut inputs: Vec<_> = parameters
        .map(|parameter| (parameter.name.to_owned(), expression(parameter.value.0)))
        .collect();
    inputs.sort();
    if let Some(body) = link.request_body {
        inputs.push(("the body".to_owned(), expression(body.node)));
    }
    Some(Link {
        name: member.name.to_owned(),
        to,
        inputs,
        docs: link.description().to_owned(),
    })
}

/// An expression, or a value that stands for itself.
fn expression(node: Node<'_>) -> String {
    match node.as_str() {
        Some(text) => text.to_owned(),
        None => crate::syntax::canonical(node),
    }
}
