//! The header `Content-Type` of a response.

use std::borrow::Cow;

use reqwest::header::{CONTENT_TYPE, HeaderMap};

/// The text of a body: UTF-8, or Latin-1 where the headers say so. Nothing where it is neither.
pub(crate) fn text<'b>(body: &'b [u8], headers: Option<&HeaderMap>) -> Option<Cow<'b, str>> {
    let body = without_bom(body);
    match std::str::from_utf8(body) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) if headers.is_some_and(is_latin1) => {
            Some(body.iter().copied().map(char::from).collect())
        }
        Err(_) => None,
    }
}

/// A body without the mark that some servers put before UTF-8.
pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// Whether the body is said to be an HTML page.
pub(crate) fn is_html(headers: &HeaderMap) -> bool {
    content_type(headers).is_some_and(|value| {
        let essence = essence(value);
        HTML.iter().any(|html| essence.eq_ignore_ascii_case(html))
    })
}

/// Whether the body is said to be a stream of events; nothing where the headers do not say what it
/// is.
pub(crate) fn is_events(headers: &HeaderMap) -> Option<bool> {
    Some(named(headers)?.eq_ignore_ascii_case(EVENTS))
}

/// Whether the body may hold JSON, a document a line: some servers send that as plain text, as JSON
/// or as bytes, or do not say what it is.
pub(crate) fn may_be_lines(headers: &HeaderMap) -> bool {
    named(headers).is_none_or(|name| {
        let name = name.to_ascii_lowercase();
        name.contains("json") || matches!(name.as_str(), "application/octet-stream" | "text/plain")
    })
}

/// The media type of the body, without its parameters.
pub(crate) fn named(headers: &HeaderMap) -> Option<&str> {
    content_type(headers)
        .map(essence)
        .filter(|name| !name.is_empty())
}

/// The media type of server-sent events.
pub(crate) const EVENTS: &str = "text/event-stream";

/// Whether a list of media types, as in the header `Accept`, has room for HTML.
///
/// `application/octet-stream` is how descriptions say that a file may be of any media type.
pub(crate) fn allows_html(accept: &str) -> bool {
    let any = ["*/*", "text/*", "application/*", "application/octet-stream"];
    accept.split(',').map(essence).any(|one| {
        HTML.iter()
            .chain(&any)
            .any(|allowed| one.eq_ignore_ascii_case(allowed))
    })
}

const HTML: [&str; 2] = ["text/html", "application/xhtml+xml"];

fn is_latin1(headers: &HeaderMap) -> bool {
    content_type(headers).is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        value.contains("charset=iso-8859-1") || value.contains("charset=\"iso-8859-1\"")
    })
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

/// A media type without its parameters.
fn essence(value: &str) -> &str {
    value.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

    use super::{allows_html, is_events, is_html, may_be_lines};

    #[test]
    fn streams_are_told_by_their_media_type() {
        for (value, events, lines) in [
            ("text/event-stream", Some(true), false),
            ("Text/Event-Stream; charset=utf-8", Some(true), false),
            ("application/json", Some(false), true),
            ("application/x-ndjson", Some(false), true),
            ("application/json-seq", Some(false), true),
            ("application/jsonl; charset=utf-8", Some(false), true),
            ("application/vnd.a.stream+json", Some(false), true),
            ("text/plain", Some(false), true),
            ("application/octet-stream", Some(false), true),
            ("text/html", Some(false), false),
            ("application/xml", Some(false), false),
            ("image/png", Some(false), false),
            ("", None, true),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(value));
            assert_eq!(is_events(&headers), events, "{value}");
            assert_eq!(may_be_lines(&headers), lines, "{value}");
        }
        assert_eq!(is_events(&HeaderMap::new()), None);
        assert!(may_be_lines(&HeaderMap::new()));
    }

    #[test]
    fn html_is_told_by_its_media_type() {
        for (value, expected) in [
            ("text/html", true),
            ("Text/HTML; charset=utf-8", true),
            ("application/xhtml+xml", true),
            ("text/plain", false),
            ("application/json; note=text/html", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(value));
            assert_eq!(is_html(&headers), expected, "{value}");
        }
        assert!(!is_html(&HeaderMap::new()));
    }

    #[test]
    fn html_is_expected_where_it_is_asked_for() {
        for (accept, expected) in [
            ("text/html", true),
            ("application/json, text/html;q=0.5", true),
            ("application/json, */*", true),
            ("application/octet-stream", true),
            ("text/plain", false),
            ("image/png, application/pdf", false),
        ] {
            assert_eq!(allows_html(accept), expected, "{accept}");
        }
    }
}
