//! Percent-encoding of everything except the unreserved characters of RFC 3986, so that no value
//! can end a segment, a path or a query.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends a value, encoded.
pub(super) fn push_encoded(target: &mut String, value: &str) {
    for byte in value.bytes() {
        push(target, byte, is_unreserved(byte));
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// The reserved characters that a value in a query keeps: `&`, `+` and `#` would end it.
pub(super) const RESERVED_IN_QUERY: &[u8] = b":/?@!$()*,;=";
/// The reserved characters that a value in a path keeps: `/` and `?` would change the path as well.
pub(super) const RESERVED_IN_PATH: &[u8] = b":@!$()*,;=";
/// The reserved characters that a value in a cookie keeps: `;` would end it, `,` is no part of one.
pub(super) const RESERVED_IN_COOKIE: &[u8] = b":/?@!$()*=";

/// Appends a value whose reserved characters have a meaning of their own: those that are `kept`
/// stay, and so do triplets.
pub(super) fn push_reserved(target: &mut String, value: &str, kept: &[u8]) {
    let bytes = value.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let triplet = *byte == b'%'
            && bytes
                .get(at + 1..at + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        push(
            target,
            *byte,
            is_unreserved(*byte) || kept.contains(byte) || triplet,
        );
    }
}

/// Appends the literal part of a path template: what may stand in a path stays, and so do the
/// braces of parameters.
pub(super) fn push_literal(target: &mut String, literal: &str) {
    let kept = |byte: u8| {
        byte.is_ascii_graphic()
            && !matches!(
                byte,
                b'"' | b'#' | b'<' | b'>' | b'?' | b'\\' | b'^' | b'`' | b'|'
            )
    };
    if literal.bytes().all(kept) {
        return target.push_str(literal);
    }
    for byte in literal.bytes() {
        push(target, byte, kept(byte));
    }
}

/// Encodes a value.
pub(crate) fn percent_encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    push_encoded(&mut encoded, value);
    encoded
}

fn push(target: &mut String, byte: u8, kept: bool) {
    if kept {
        target.push(char::from(byte));
    } else {
        target.push('%');
        target.push(char::from(HEX[usize::from(byte >> 4)]));
        target.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn encodes_everything_but_unreserved() {
        assert_eq!(percent_encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(
            percent_encoded("a/b?c#d%2f e&=+\u{e9}\u{1}"),
            "a%2Fb%3Fc%23d%252f%20e%26%3D%2B%C3%A9%01"
        );
    }
}
