//! Parses a response into a document, or into an error with its place.

use std::borrow::Cow;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use roxmltree::{Document, ParsingOptions};

use super::decode::decode;
use super::guard;
use super::problem::Problem;
use crate::error::Mismatch;

/// How many nodes a response may have. A node takes some seventy bytes, and as few as four of the
/// response.
const MOST_NODES: u32 = 3_000_000;

/// The text of the body of a response.
pub(crate) fn text<'b>(
    body: &'b [u8],
    headers: Option<&HeaderMap>,
) -> Result<Cow<'b, str>, Mismatch> {
    let content_type = headers
        .and_then(|headers| headers.get(CONTENT_TYPE))
        .and_then(|value| value.to_str().ok());
    decode(body, content_type).ok_or_else(|| {
        let what = "the response holds bytes that are wrong in its character encoding";
        Mismatch::new("", what)
    })
}

/// Reads text as XML. The reader's own errors quote the text, so only their place is kept.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Mismatch> {
    if looks_like_html(text) {
        return Err(Mismatch::new("", "the response is an HTML page"));
    }
    guard::check(text).map_err(|problem| {
        let (path, what, _) = problem.into_parts();
        Mismatch::new(path, what)
    })?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let what = match error {
            roxmltree::Error::NodesLimitReached => {
                "the response holds more elements than are accepted"
            }
            roxmltree::Error::UnknownNamespace(..) => {
                "the response is not XML: a prefix stands for no namespace"
            }
            _ => "the response is not well-formed XML",
        };
        let position = error.pos();
        Mismatch::new("", what).at(position.row as usize, position.col as usize)
    })
}

/// Says where in the text a problem is.
pub(crate) fn mismatch(document: &Document<'_>, problem: Problem) -> Mismatch {
    let (path, what, offset) = problem.into_parts();
    let mismatch = Mismatch::new(path, what);
    match offset.map(|offset| document.text_pos_at(offset)) {
        Some(position) => mismatch.at(position.row as usize, position.col as usize),
        None => mismatch,
    }
}

fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"].iter().any(|tag| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    })
}
