//! `schemes`, `host` and `basePath`: the URLs of the servers.

use super::part::{Map, Part};
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// A scheme that calls can use, and where it is named.
pub(super) type Scheme = (&'static str, Span);

/// The addresses of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Address {
    /// The first is the one that calls use.
    schemes: Vec<Scheme>,
    host: Option<(String, Span)>,
    base: Option<(String, Span)>,
}

impl Address {
    /// Reads the address of a document.
    pub(super) fn of(root: Node<'_>, report: &mut Report) -> Self {
        let mark = report.mark();
        let mut read = |key: &str| {
            let node = root.get(key)?;
            let text = object::text(node, key, report)?.trim();
            (!text.is_empty()).then(|| (text.to_owned(), node.span()))
        };
        let mut host = read("host");
        let mut base = read("basePath");
        report.guess_since(mark, "it is as if it were not there");
        let mut schemes = root
            .entry("schemes")
            .map(|entry| schemes(&entry, report))
            .unwrap_or_default();
        if let Some((text, at)) = &mut host
            && let Some((scheme, rest)) = text.clone().split_once("://")
        {
            report.assumed(
                *at,
                format!("`host` names the scheme `{scheme}`, which belongs to `schemes`"),
                format!("the host is `{rest}`"),
            );
            rest.clone_into(text);
            if schemes.is_empty() {
                schemes.extend(known(scheme).map(|scheme| (scheme, *at)));
            }
        }
        if let Some((text, at)) = &host
            && schemes.is_empty()
            && root.get("schemes").is_none()
        {
            report.assumed(
                *at,
                format!("no `schemes` say how `{text}` is reached"),
                "calls use `https`",
            );
            schemes.push(("https", *at));
        }
        if let Some((text, at)) = &mut base
            && !text.starts_with('/')
        {
            report.assumed(
                *at,
                format!("`basePath` does not start with `/`: `{text}`"),
                format!("it is `/{text}`"),
            );
            text.insert(0, '/');
        }
        Self {
            schemes,
            host,
            base,
        }
    }

    /// The servers; nothing where the document does not say where they are.
    pub(super) fn servers(&self) -> Option<Part> {
        self.written_with(&self.schemes)
    }

    /// The servers of an operation whose schemes are others than those of the document.
    pub(super) fn servers_of(&self, operation: &Entry<'_>, report: &mut Report) -> Option<Part> {
        let own = schemes(operation, report);
        let used = self.schemes.first().map(|(scheme, _)| *scheme);
        if own.is_empty() || own.iter().any(|(scheme, _)| Some(*scheme) == used) {
            return None;
        }
        if self.host.is_none() {
            report
                .error(
                    Code::Ignored,
                    operation.key_span,
                    "without a `host` the schemes of an operation are ignored: calls go where the others go",
                )
                .help("write a `host`, or acknowledge it in `bindery.yaml`");
            return None;
        }
        self.written_with(&own)
    }

    fn written_with(&self, schemes: &[Scheme]) -> Option<Part> {
        let base = self.base.as_ref().map_or("", |(base, _)| base.as_str());
        let Some((host, host_at)) = &self.host else {
            let (base, at) = self.base.as_ref()?;
            return Some(Part::List(vec![server(base, *at)], *at));
        };
        let servers: Vec<Part> = schemes
            .iter()
            .map(|(scheme, at)| server(&format!("{scheme}://{host}{base}"), *at))
            .collect();
        (!servers.is_empty()).then_some(Part::List(servers, *host_at))
    }
}

fn server(url: &str, at: Span) -> Part {
    let mut server = Map::new(at);
    server.add("url", at, Part::text(url, at));
    server.into()
}

/// The schemes that calls can use, `https` first: of several, it is the one that hides what is sent.
fn schemes(entry: &Entry<'_>, report: &mut Report) -> Vec<Scheme> {
    let mark = report.mark();
    let list = object::list(entry.value, "schemes", report);
    let mut found: Vec<Scheme> = Vec::new();
    for node in list.into_iter().flat_map(Node::items) {
        let words = ["http", "https", "ws", "wss"];
        let Some(word) = object::word(node, "schemes", &words, report) else {
            continue;
        };
        match known(word) {
            Some(scheme) => found.push((scheme, node.span())),
            None => {
                report
                    .error(
                        Code::Ignored,
                        node.span(),
                        format!("the scheme `{word}` is not supported and is ignored"),
                    )
                    .help("leave it out, or acknowledge it in `bindery.yaml`");
            }
        }
    }
    report.guess_since(mark, "it is as if it were not there");
    found.sort_by_key(|(scheme, at)| (*scheme != "https", *at));
    found.dedup_by_key(|(scheme, _)| *scheme);
    found
}

fn known(scheme: &str) -> Option<&'static str> {
    match scheme {
        "https" => Some("https"),
        "http" => Some("http"),
        _ => None,
    }
}
