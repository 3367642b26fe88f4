//! Decodes the bytes of a response into text.
//!
//! The encoding follows from the byte order mark, else from the content type, else from the XML
//! declaration, else it is UTF-8. Invalid bytes are never replaced: a replaced byte is a wrong
//! value.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of an XML document, or `None` where its bytes are wrong in its encoding.
pub(crate) fn decode<'b>(bytes: &'b [u8], content_type: Option<&str>) -> Option<Cow<'b, str>> {
    let (encoding, start) =
        Encoding::for_bom(bytes).unwrap_or_else(|| (encoding_without_mark(bytes, content_type), 0));
    encoding.decode_without_bom_handling_and_without_replacement(&bytes[start..])
}

fn encoding_without_mark(bytes: &[u8], content_type: Option<&str>) -> &'static Encoding {
    match bytes {
        [0, b'<', ..] => UTF_16BE,
        [b'<', 0, ..] => UTF_16LE,
        _ => content_type
            .and_then(charset)
            .and_then(|label| readable(label.as_bytes()))
            .or_else(|| declared(bytes).and_then(readable))
            .unwrap_or(UTF_8),
    }
}

/// An encoding by its name. A document whose first bytes are ASCII is not in UTF-16, whatever it
/// says of itself: .NET writes `utf-16` into the declaration of every document that was once a
/// string.
fn readable(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label(label).filter(|encoding| encoding.is_ascii_compatible())
}

/// The `charset` parameter of a content type.
fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches(['"', '\'']))
    })
}

/// The `encoding` of an XML declaration.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let declaration = bytes[start..].strip_prefix(b"<?xml")?;
    let end = declaration
        .windows(2)
        .take(200)
        .position(|pair| pair == b"?>")?;
    let declaration = &declaration[..end];
    let name = b"encoding";
    let at = declaration
        .windows(name.len())
        .position(|window| window == name)?;
    let value = declaration[at + name.len()..].trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first()?;
    let end = value.iter().position(|byte| byte == quote)?;
    Some(&value[..end])
}
