//! Servers: where calls go, as a document, a path or an operation says.
//!
//! The first server is the one that calls go to, with its variables as they are by default; the
//! others are told to callers, who name any address. A server that is relative to wherever the
//! document came from leaves the address to them, and so does a document without servers.

use super::{Context, said};
use crate::model::{Address, Server, ServerVariable};
use crate::openapi::{self, Id, Meant, Said};
use crate::report::{Code, Repair, Report};
use crate::source::Span;

/// The servers that an object lists.
type Servers<'d> = Option<Said<'d, Vec<Id<openapi::Server<'d>>>>>;

/// Where the calls of a document go.
pub(super) fn address<'d>(
    context: &Context<'d>,
    api: &'d openapi::Object<'d, openapi::Document<'d>>,
    report: &mut Report,
) -> Address {
    let servers = servers(context, &api.servers, report);
    Address {
        span: api.servers.as_ref().map_or(api.at(), |servers| servers.key),
        url: servers.first().and_then(absolute),
        servers,
    }
}

/// Where the calls of a path or an operation go that has servers of its own.
pub(super) fn own<'d>(
    context: &Context<'d>,
    described: &'d Servers<'d>,
    report: &mut Report,
) -> Option<String> {
    let at = described.as_ref()?.key;
    let url = servers(context, described, report)
        .first()
        .and_then(absolute);
    if url.is_none() {
        report
            .error(
                Code::Ignored,
                at,
                "no whole address of its own: calls go where the others go",
            )
            .help("write a server with its whole address, or acknowledge it in `bindery.yaml`");
    }
    url
}

/// What relative links of Markdown are resolved against: the address of the documentation. A server
/// of an API has none of its pages.
pub(super) fn of_links(context: &Context<'_>, api: &openapi::Document<'_>) -> Option<String> {
    let documentation = context.objects.one(&api.external_docs)?;
    let url = documentation.url?.value;
    is_absolute(url).then(|| url.to_owned())
}

/// The address that a server is at by default, where it says so itself.
fn absolute(server: &Server) -> Option<String> {
    let url = server.url.as_deref()?;
    is_absolute(url).then(|| url.trim_end_matches('/').to_owned())
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn servers<'d>(
    context: &Context<'d>,
    described: &'d Servers<'d>,
    report: &mut Report,
) -> Vec<Server> {
    let mut read: Vec<Server> = Vec::new();
    for described in context.objects.listed(described) {
        // One that is listed twice is one.
        if let Some(found) = server(context, &described, report)
            && !read.iter().any(|one| one.template == found.template)
        {
            read.push(found);
        }
    }
    read
}

fn server<'d>(
    context: &Context<'d>,
    server: &Meant<'d, 'd, openapi::Server<'d>>,
    report: &mut Report,
) -> Option<Server> {
    let at = server.url?;
    let template = at.value.to_owned();
    let described = variables(context, server.object, report);
    let mut names: Vec<&str> = Vec::new();
    let mut url = Some(String::with_capacity(template.len()));
    let mut rest = template.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, after)) = behind.split_once('}') else {
            break;
        };
        let default = described
            .iter()
            .find(|variable| variable.name == name)
            .and_then(|variable| variable.default.as_deref());
        if default.is_none() {
            report.assumed(
                at.span(),
                format!("no value is described for `{{{name}}}` in the URL of the server"),
                "callers say where calls go",
            );
        }
        url = url.zip(default).map(|(url, value)| url + before + value);
        names.push(name);
        rest = after;
    }
    let url = url
        .map(|url| url + rest)
        .filter(|url| is_address(url, at.span(), report));
    for variable in context.objects.named(&server.object.variables) {
        let name = variable.name;
        if !names.contains(&name) {
            report
                .error(
                    Code::Ignored,
                    variable.span,
                    format!("the variable `{name}` is not part of the URL"),
                )
                .help(format!("write `{{{name}}}` into `url`, or leave it out"))
                .repair(Repair::remove(variable.value.object.place(), ""));
        }
    }
    let variables = described
        .into_iter()
        .filter(|variable| names.contains(&variable.name.as_str()))
        .collect();
    Some(Server {
        name: said(server.name).unwrap_or_default(),
        template,
        url,
        docs: server.description().to_owned(),
        variables,
    })
}

/// Whether calls can start with an address; one that is relative is fine, and says nothing.
fn is_address(url: &str, at: Span, report: &mut Report) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    let fits =
        !url.contains(['?', '#', '{', '}', ' ']) && matches!(scheme, None | Some("https" | "http"));
    if !fits {
        report
            .error(
                Code::InvalidValue,
                at,
                format!("`{url}` is not a URL that requests can start with"),
            )
            .help("write an absolute address without a query, as in `https://api.example.org/v2`")
            .assume("callers say where calls go");
    }
    fits
}

fn variables<'d>(
    context: &Context<'d>,
    server: &'d openapi::Server<'d>,
    report: &mut Report,
) -> Vec<ServerVariable> {
    let described = context.objects.named(&server.variables);
    let read = described.map(|variable| {
        let openapi::Member { name, span, value } = variable;
        let values = value.values.iter().flat_map(|values| &values.value);
        let values: Vec<String> = values.map(|value| value.text.to_owned()).collect();
        let default = said(value.default).or_else(|| {
            let first = values.first()?;
            report.assumed(
                span,
                format!("the variable `{name}` has no `default`"),
                format!("it is `{first}`"),
            );
            Some(first.clone())
        });
        ServerVariable {
            name: name.to_owned(),
            default,
            values,
            docs: value.description().to_owned(),
        }
    });
    read.collect()
}
