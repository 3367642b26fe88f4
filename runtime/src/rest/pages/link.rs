//! The header `Link` (RFC 8288), as far as pagination needs it, and URLs from a server.

use reqwest::Url;
use reqwest::header::{HeaderMap, LINK};

/// The address of the relation `next`, as it is written.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let mut values = headers.get_all(LINK).iter();
    values.find_map(|value| next_in(value.to_str().ok()?))
}

/// The address of the relation `next` among the links of one header.
fn next_in(mut text: &str) -> Option<String> {
    loop {
        let (address, behind) = text.split_once('<')?.1.split_once('>')?;
        let (is_next, rest) = parameters(behind);
        if is_next {
            return Some(address.trim().to_owned());
        }
        text = rest;
    }
}

/// Whether the parameters of a link say that it is the next one, and what follows the link.
fn parameters(text: &str) -> (bool, &str) {
    let mut is_next = false;
    let mut rest = text;
    loop {
        let end = part(rest);
        let (name, value) = rest[..end].split_once('=').unwrap_or((&rest[..end], ""));
        if name.trim().eq_ignore_ascii_case("rel") {
            let value = value.trim().trim_matches('"');
            is_next |= value
                .split_ascii_whitespace()
                .any(|relation| relation.eq_ignore_ascii_case("next"));
        }
        match rest[end..].strip_prefix(';') {
            Some(further) => rest = further,
            None => return (is_next, rest.get(end + 1..).unwrap_or_default()),
        }
    }
}

/// Where a parameter ends: at a semicolon or a comma outside of quotation marks.
fn part(text: &str) -> usize {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' | b',' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// An address that a page gives, from where the page was; nothing where it leads to another
/// origin, or brings a credential of its own.
pub(super) fn resolved(page: &Url, address: &str) -> Option<Url> {
    let mut url = page.join(address).ok()?;
    url.set_fragment(None);
    let is_here = url.origin() == page.origin() && url.origin().is_tuple();
    (is_here && url.username().is_empty() && url.password().is_none()).then_some(url)
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::{next_in, resolved};

    #[test]
    fn the_next_link_is_found_among_others() {
        for (header, expected) in [
            (
                "<https://e.com/?page=2>; rel=\"next\"",
                Some("https://e.com/?page=2"),
            ),
            ("<a>; rel=prev, <b>; rel=next", Some("b")),
            (
                "<a>; title=\"a, <x>; rel=next\"; rel=prev, <b>;rel=\"last next\"",
                Some("b"),
            ),
            ("<a,b;c>; REL=\"NEXT\"", Some("a,b;c")),
            ("<a>;title=\"\\\"\";rel=next", Some("a")),
            ("<a>; rel=\"nextish\"", None),
            ("<a>; rev=next", None),
            ("<a>", None),
            ("a; rel=next", None),
            ("<a; rel=next", None),
            ("", None),
            (",,;;<>", None),
            ("<é>; rel=\"next", Some("é")),
        ] {
            assert_eq!(next_in(header).as_deref(), expected, "{header}");
        }
    }

    #[test]
    fn only_addresses_of_the_same_origin_are_followed() {
        let page = Url::parse("https://e.com/v1/pets?page=1").unwrap();
        for (address, expected) in [
            ("?page=2", Some("https://e.com/v1/pets?page=2")),
            ("/v2/pets#x", Some("https://e.com/v2/pets")),
            ("https://E.com:443/a", Some("https://e.com/a")),
            ("//evil.com/a", None),
            ("https://e.com.evil.com/", None),
            ("https://e.com@evil.com/", None),
            ("https://user@e.com/", None),
            ("http://e.com/", None),
            ("https://e.com:444/", None),
            ("data:text/plain,x", None),
            ("javascript:1", None),
            ("https://", None),
        ] {
            assert_eq!(
                resolved(&page, address).as_ref().map(Url::as_str),
                expected,
                "{address}"
            );
        }
    }
}
