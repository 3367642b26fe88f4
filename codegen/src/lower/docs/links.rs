//! The targets of links in a description: a URL that a reader can open, or none.

use crate::hidden::without_hidden;

/// What the relative links of a document are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::lower) struct Links<'a> {
    base: Option<&'a str>,
}

impl<'a> Links<'a> {
    /// Links relative to an absolute address of http or https.
    pub(in crate::lower) fn to(base: Option<&'a str>) -> Self {
        Self { base }
    }

    /// The destination of a link as Markdown writes it between parentheses; none where it is not
    /// one that may be followed.
    pub(super) fn destination(self, written: &str) -> Option<String> {
        let written = without_hidden(written.trim());
        let absolute = match scheme(&written) {
            Some("http" | "https") => has_host(&written).then(|| written.into_owned()),
            Some("mailto") => written.contains('@').then(|| written.into_owned()),
            Some(_) => None,
            None => self.resolved(&written),
        };
        Some(encoded(&absolute?))
    }

    /// A relative reference as RFC 3986 resolves it, section 5.2.
    fn resolved(self, reference: &str) -> Option<String> {
        let base = self.base?;
        let (scheme, rest) = base.split_once("://")?;
        let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
        if let Some(host) = reference.strip_prefix("//") {
            return (!host.is_empty()).then(|| format!("{scheme}://{host}"));
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let end = reference.find(['?', '#']).unwrap_or(reference.len());
        let (to, query) = reference.split_at(end);
        let path = match to {
            "" => path.to_owned(),
            _ if to.starts_with('/') => without_dots(to),
            _ => without_dots(&format!(
                "{}/{to}",
                path.rsplit_once('/').map_or("", |(folder, _)| folder)
            )),
        };
        (!reference.is_empty()).then(|| format!("{scheme}://{host}{path}{query}"))
    }
}

/// The scheme that an address starts with, in lower case only as the callers compare it.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    let (scheme, rest) = address.split_at(end);
    if !rest.starts_with(':') {
        return None;
    }
    // Spelled otherwise it is still one, and none that is followed.
    ["http", "https", "mailto"]
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(scheme))
        .or(Some(""))
}

fn has_host(address: &str) -> bool {
    address
        .split_once("://")
        .is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
}

/// A path without the segments `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => {
                kept.push(segment);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

/// An address without what ends the destination of a link, or means something in one.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for one in address.chars() {
        match one {
            '('
            | ')'
            | '<'
            | '>'
            | '"'
            | '\\'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '\u{0}'..=' '
            | '\u{7f}' => out.push_str(&format!("%{:02X}", u32::from(one))),
            // An entity would be decoded.
            '&' => out.push_str("\\&"),
            _ if one.is_whitespace() => out.push_str("%20"),
            _ => out.push(one),
        }
    }
    // What is no entity needs no backslash.
    if out.contains(';') {
        out
    } else {
        out.replace("\\&", "&")
    }
}

#[cfg(test)]
mod tests {
    use super::Links;

    #[test]
    fn links_are_resolved_or_lead_nowhere() {
        let links = Links::to(Some("https://example.org/docs/api/v1?x#y"));
        for (written, expected) in [
            ("https://a/b", Some("https://a/b")),
            ("HTTPS://a/b", Some("HTTPS://a/b")),
            ("https://", None),
            ("https:a", None),
            ("mailto:a@b.c", Some("mailto:a@b.c")),
            ("javascript:alert(1)", None),
            ("data:text/html,a", None),
            ("JavaScript:x", None),
            ("\u{1}javascript:x", None),
            ("//other/a", Some("https://other/a")),
            ("/a", Some("https://example.org/a")),
            ("a", Some("https://example.org/docs/api/a")),
            ("./a", Some("https://example.org/docs/api/a")),
            ("../a?b#c", Some("https://example.org/docs/a?b#c")),
            ("../../../..", Some("https://example.org/")),
            ("#a", Some("https://example.org/docs/api/v1#a")),
            ("?a", Some("https://example.org/docs/api/v1?a")),
            ("", None),
            ("https://a/(b)", Some("https://a/%28b%29")),
            ("https://a/?b=1&amp;c", Some("https://a/?b=1\\&amp;c")),
            ("https://a/?b=1&c", Some("https://a/?b=1&c")),
        ] {
            let found = links.destination(written);
            assert_eq!(found.as_deref(), expected, "{written}");
        }
        assert_eq!(Links::default().destination("/a"), None);
        let root = Links::to(Some("https://example.org"));
        assert_eq!(
            root.destination("a").as_deref(),
            Some("https://example.org/a")
        );
    }
}
