//! The servers of a service in its root module: a URL, its variables, or none if callers pass it.

use super::docs::{Docs, Links, clause, code};
use crate::model::{Address, Server, ServerVariable};
use crate::rust::BaseUrl;

/// An address in examples and documentation.
const EXAMPLE: &str = "https://api.example.org";

/// The address that calls go to by default, with what is told of it.
pub(super) fn base_url(address: &Address, links: Links<'_>) -> Option<BaseUrl> {
    let url = address.url.clone()?;
    let mut docs = Docs::from_ours("The base URL of calls, unless the builder sets another one.");
    let first = address.servers.first().map(|first| first.name.as_str());
    if let Some(name) = first.filter(|name| !name.is_empty()) {
        docs.ours(&format!("The document names it {}.", code(name)));
    }
    if let Some(first) = address.servers.first()
        && !first.variables.is_empty()
    {
        docs.ours(&format!(
            "It is {} with the default value of each variable:",
            code(&first.template)
        ));
        parts(first, links, &mut docs);
    }
    if address.servers.len() > 1 {
        docs.ours("Other servers:");
        others(&address.servers[1..], links, &mut docs);
    }
    Some(BaseUrl {
        docs: docs.finish(),
        url,
    })
}

/// What the first argument of a client is, where callers name the address.
pub(super) fn argument(address: &Address, links: Links<'_>) -> Option<Vec<String>> {
    if address.url.is_some() {
        return None;
    }
    let mut docs = Docs::from_ours(&match path(address) {
        Some(path) => format!(
            "Calls are sent to `base_url`, such as `{EXAMPLE}{path}`: the document names no host, and the path {} is part of `base_url`.",
            code(path)
        ),
        None => format!(
            "Calls are sent to `base_url`, such as `{EXAMPLE}/v2`: the document names no absolute URL."
        ),
    });
    match address.servers.as_slice() {
        [] => {}
        [only] if path(address).is_some() && is_bare(only) => {}
        [only] => {
            docs.ours(&format!("Its server is {}.", server(only, links)));
            parts(only, links, &mut docs);
        }
        servers => {
            docs.ours("Its servers are:");
            others(servers, links, &mut docs);
        }
    }
    Some(docs.finish())
}

/// The arguments of a client in an example.
pub(super) fn with_address(address: &Address, credential: String) -> String {
    let example = format!("\"{EXAMPLE}{}\"", path(address).unwrap_or_default());
    match (&address.url, credential.is_empty()) {
        (Some(_), _) => credential,
        (None, true) => example,
        (None, false) => format!("{example}, {credential}"),
    }
}

/// The path that callers put behind an address of theirs, where the first server is one alone.
fn path(address: &Address) -> Option<&str> {
    let template = address.servers.first()?.template.trim_end_matches('/');
    let is_path = template.starts_with('/') && !template.starts_with("//");
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "/-._~".contains(one);
    (is_path && template.chars().all(is_plain)).then_some(template)
}

fn others(servers: &[Server], links: Links<'_>, docs: &mut Docs) {
    for one in servers {
        let mut line = server(one, links);
        if !(is_bare(one) && one.variables.is_empty()) {
            line.push('.');
        }
        for variable in &one.variables {
            line.push_str(&format!(" {}.", part(variable, links)));
        }
        docs.item(&line);
    }
}

/// Whether nothing is said of a server.
fn is_bare(server: &Server) -> bool {
    server.docs.trim().is_empty() && server.name.is_empty()
}

/// A server in one line.
fn server(server: &Server, links: Links<'_>) -> String {
    let mut line = code(&server.template);
    if !server.name.is_empty() {
        line.push_str(&format!(" ({})", code(&server.name)));
    }
    match clause(&server.docs, links) {
        docs if docs.is_empty() => line,
        docs => format!("{line}: {docs}"),
    }
}

/// What the parts of an address may be.
fn parts(server: &Server, links: Links<'_>, docs: &mut Docs) {
    for variable in &server.variables {
        docs.item(&format!("{}.", part(variable, links)));
    }
}

/// What a part of an address may be, without an end.
fn part(variable: &ServerVariable, links: Links<'_>) -> String {
    let mut line = code(&variable.name);
    let default = variable.default.as_deref();
    line.push_str(&match default {
        Some(default) => format!(": {} by default", code(default)),
        None => ": no default".to_owned(),
    });
    let further: Vec<_> = variable
        .values
        .iter()
        .filter(|value| Some(value.as_str()) != default)
        .map(|value| code(value))
        .collect();
    if !further.is_empty() {
        line.push_str(", or ");
        line.push_str(&further.join(", "));
    }
    let docs = clause(&variable.docs, links);
    if !docs.is_empty() {
        line.push_str(". ");
        line.push_str(&docs);
    }
    line
}
