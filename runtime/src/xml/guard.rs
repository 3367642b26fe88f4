//! Rejects documents that would take a parser far more time or memory than their size justifies.
//!
//! The parser compares each attribute of an element with all others, and gives each element that
//! declares a namespace a copy of the list of those in scope. A few megabytes can therefore cost
//! hours or gigabytes, and no timeout stops a loop that never awaits. One pass over the markup, far
//! cheaper than parsing it, counts what the response contains.

use std::collections::HashSet;

use super::problem::Problem;

/// Most attributes of one element, namespace declarations among them.
const MOST_ATTRIBUTES: usize = 256;

/// Most different namespace declarations in a document.
const MOST_NAMESPACES: usize = 64;

/// Most namespace declarations, times how many of them are different.
const MOST_COPIES: usize = 32 * 1024 * 1024;

/// Refuses a document type declaration, and more attributes or namespaces than any response needs.
/// What is not well formed is left to the reader.
pub(crate) fn check(text: &str) -> Result<(), Problem> {
    let mut different = HashSet::new();
    let mut declarations = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let markup = &rest[at..];
        let skipped = if markup.starts_with("<!--") {
            after(markup, "-->")
        } else if markup.starts_with("<![CDATA[") {
            after(markup, "]]>")
        } else if markup.starts_with("<?") {
            after(markup, "?>")
        } else if markup.starts_with("<!") {
            return Err(Problem::new(
                "the response holds a document type declaration, which is refused",
            ));
        } else {
            let mut attributes = 0_usize;
            let mut tag = &markup[1..];
            // Byte by byte: a search for several characters decodes each of them first.
            let ends = |byte: u8| matches!(byte, b'"' | b'\'' | b'>' | b'<');
            while let Some(quote_at) = tag.bytes().position(ends) {
                let quote = tag.as_bytes()[quote_at];
                if matches!(quote, b'>' | b'<') {
                    tag = &tag[quote_at..];
                    break;
                }
                let name = tag[..quote_at].trim_start();
                let value = &tag[quote_at + 1..];
                let Some(end) = value.find(char::from(quote)) else {
                    tag = "";
                    break;
                };
                attributes += 1;
                if let Some(start) = name.rfind("xmlns") {
                    declarations += 1;
                    different.insert((&name[start..], &value[..end]));
                }
                // At each attribute: one tag may be as long as the whole response.
                let copies = declarations.saturating_mul(different.len());
                if attributes > MOST_ATTRIBUTES
                    || different.len() > MOST_NAMESPACES
                    || copies > MOST_COPIES
                {
                    return Err(Problem::new(
                        "the response holds more attributes or namespaces than are accepted",
                    ));
                }
                tag = &value[end + 1..];
            }
            tag
        };
        rest = skipped;
    }
    Ok(())
}

/// What follows the first `end`; nothing where there is none.
fn after<'t>(text: &'t str, end: &str) -> &'t str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}
