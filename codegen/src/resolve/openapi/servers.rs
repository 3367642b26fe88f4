//! Servers: where calls go, as a document, a path or an operation says.
//!
//! The first server is the one that calls go to, with its variables as they are by default; the
//! others are told to callers, who name any address. A server that is relative to wherever the
//! document came from leaves the address to them, and so does a document without servers.

use super::keys;
use crate::model::{Address, Server, ServerVariable};
use crate::report::{Code, Repair, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// Where the calls of a document go.
pub(super) fn address(root: Node<'_>, at: Span, report: &mut Report) -> Address {
    let servers = servers(root, report);
    Address {
        span: root.entry("servers").map_or(at, |entry| entry.key_span),
        url: servers.first().and_then(absolute),
        servers,
    }
}

/// Where the calls of a path or an operation go that has servers of its own.
pub(super) fn own(node: Node<'_>, report: &mut Report) -> Option<String> {
    let entry = node.entry("servers")?;
    let url = servers(node, report).first().and_then(absolute);
    if url.is_none() {
        report
            .error(
                Code::Ignored,
                entry.key_span,
                "no whole address of its own: calls go where the others go",
            )
            .help("write a server with its whole address, or acknowledge it in `bindery.yaml`");
    }
    url
}

/// What relative links of Markdown are resolved against: the address of the documentation, else
/// that of the first server.
pub(super) fn of_links(root: Node<'_>, address: &Address) -> Option<String> {
    let documentation = root.get("externalDocs").and_then(|docs| docs.get("url"));
    let first = address.servers.first().and_then(|one| one.url.as_deref());
    [documentation.and_then(Node::as_str), first]
        .into_iter()
        .flatten()
        .find(|url| is_absolute(url))
        .map(str::to_owned)
}

/// The address that a server is at by default, where it says so itself.
fn absolute(server: &Server) -> Option<String> {
    let url = server.url.as_deref()?;
    is_absolute(url).then(|| url.trim_end_matches('/').to_owned())
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn servers(node: Node<'_>, report: &mut Report) -> Vec<Server> {
    let Some(node) = node.get("servers") else {
        return Vec::new();
    };
    let mark = report.mark();
    let list = object::list(node, "servers", report);
    report.assume_since(mark, "callers say where calls go");
    let mut read: Vec<Server> = Vec::new();
    for node in list
        .into_iter()
        .flat_map(|list| list.items().collect::<Vec<_>>())
    {
        let mark = report.mark();
        let found = server(node, report);
        report.assume_since(mark, "the server is left out");
        // One that is listed twice is one.
        if let Some(found) = found
            && !read.iter().any(|one| one.template == found.template)
        {
            read.push(found);
        }
    }
    read
}

fn server(node: Node<'_>, report: &mut Report) -> Option<Server> {
    let node = object::mapping(node, "a server", report)?;
    object::check_keys(node, &keys::SERVER, report);
    let at = object::required(node, "url", "the server", head(node), report)?;
    let template = object::text(at, "url", report)?.to_owned();
    let described = variables(node, report);
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
        .filter(|url| is_address(url, at, report));
    for entry in node.get("variables").into_iter().flat_map(Node::entries) {
        if !names.contains(&entry.key) {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("the variable `{}` is not part of the URL", entry.key),
                )
                .help(format!(
                    "write `{{{}}}` into `url`, or leave it out",
                    entry.key
                ))
                .repair(Repair::remove(entry.value.identity(), ""));
        }
    }
    let variables = described
        .into_iter()
        .filter(|variable| names.contains(&variable.name.as_str()))
        .collect();
    Some(Server {
        name: object::text_or_empty(node, "name", report),
        template,
        url,
        docs: object::text_or_empty(node, "description", report),
        variables,
    })
}

/// Whether calls can start with an address; one that is relative is fine, and says nothing.
fn is_address(url: &str, at: Node<'_>, report: &mut Report) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    let fits =
        !url.contains(['?', '#', '{', '}', ' ']) && matches!(scheme, None | Some("https" | "http"));
    if !fits {
        report
            .error(
                Code::InvalidValue,
                at.span(),
                format!("`{url}` is not a URL that requests can start with"),
            )
            .help("write an absolute address without a query, as in `https://api.example.org/v2`")
            .assume("callers say where calls go");
    }
    fits
}

fn variables(server: Node<'_>, report: &mut Report) -> Vec<ServerVariable> {
    let mark = report.mark();
    let node = server
        .get("variables")
        .and_then(|node| object::mapping(node, "variables", report));
    let mut read = Vec::new();
    for entry in node.into_iter().flat_map(Node::entries) {
        let Some(variable) = object::mapping(entry.value, "a variable", report) else {
            continue;
        };
        object::check_keys(variable, &keys::SERVER_VARIABLE, report);
        let values: Vec<String> = variable
            .get("enum")
            .and_then(|list| object::list(list, "enum", report))
            .into_iter()
            .flat_map(|list| list.items().collect::<Vec<_>>())
            .filter_map(|value| object::text(value, "a value", report))
            .map(str::to_owned)
            .collect();
        let default = match object::text_of(variable, "default", report) {
            Some(default) => Some(default.to_owned()),
            None => {
                if let Some(first) = values.first() {
                    report.assumed(
                        entry.key_span,
                        format!("the variable `{}` has no `default`", entry.key),
                        format!("it is `{first}`"),
                    );
                }
                values.first().cloned()
            }
        };
        read.push(ServerVariable {
            name: entry.key.to_owned(),
            default,
            values,
            docs: object::text_or_empty(variable, "description", report),
        });
    }
    report.guess_since(mark, "it is as if it were not there");
    read
}
