//! Header values. A value that would not arrive unchanged is an error.

use reqwest::header::{HeaderMap, HeaderValue};

/// Takes the value of a header, or says in words that follow it what is wrong with it.
///
/// White space at the ends is not part of a value in HTTP (RFC 9110, section 5.5): the receiver
/// removes it.
pub(crate) fn header_value(value: &[u8]) -> Result<HeaderValue, &'static str> {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
    if value.first().is_some_and(is_space) || value.last().is_some_and(is_space) {
        return Err("starts or ends with white space, which would not arrive");
    }
    HeaderValue::from_bytes(value).map_err(|_| "holds characters that no header can")
}

/// The registered codings of contents, which are shown by name.
const KNOWN: &[&str] = &[
    "aes128gcm",
    "br",
    "compress",
    "dcb",
    "dcz",
    "deflate",
    "exi",
    "gzip",
    "x-compress",
    "x-gzip",
    "zstd",
];

/// How the content of a response is coded, where it still is: no `Accept-Encoding` asks for what the
/// HTTP client does not decode, and it removes the header `Content-Encoding` when it has decoded.
pub(crate) fn coding(headers: &HeaderMap) -> Option<String> {
    let mut codings = Vec::new();
    for line in headers.get_all(reqwest::header::CONTENT_ENCODING) {
        let line = String::from_utf8_lossy(line.as_bytes());
        for coding in line.split(',').map(str::trim) {
            if !coding.is_empty() && !coding.eq_ignore_ascii_case("identity") {
                codings.push(coding.to_ascii_lowercase());
            }
        }
    }
    if codings.is_empty() {
        return None;
    }
    // A server may say anything here, a secret of the call too.
    let is_known = |coding: &String| KNOWN.contains(&coding.as_str());
    Some(if codings.iter().all(is_known) {
        format!("coded as `{}`", codings.join(", "))
    } else {
        "coded in an unknown way".to_owned()
    })
}
