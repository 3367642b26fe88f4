//! The media types of a request body: which of several is sent, and how it is written.

use crate::model::BodyFormat;
use crate::report::{Code, Report};
use crate::resolve::object;
use crate::resolve::openapi::Document;
use crate::syntax::{Entry, Node};

/// The media type that a body is sent as.
pub(super) struct Chosen<'d> {
    /// What is described under it.
    pub(super) entry: Entry<'d>,
    /// As it is sent; no range.
    pub(super) media_type: String,
    pub(super) format: BodyFormat,
    pub(super) is_xml: bool,
}

/// Chooses what is sent: JSON where there is some, else forms, text, and bytes at last. The others
/// are reported; which of them comes first in the document says nothing.
pub(super) fn choose<'d>(
    document: &Document<'_, 'd>,
    content: Node<'d>,
    report: &mut Report,
) -> Option<Chosen<'d>> {
    let content = object::mapping(content, "content", report)?;
    let mut ranked: Vec<_> = Vec::new();
    for entry in content.entries() {
        if let Some(kind) = kind(document, &entry) {
            ranked.push((kind, entry));
        } else {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("`{}` is no media type", entry.key),
                )
                .help("write a type and a subtype, as in `application/json`, or acknowledge it in `bindery.yaml`");
        }
    }
    ranked.sort_by_key(|((rank, ..), entry)| (*rank, entry.key));
    let mut ranked = ranked.into_iter();
    let ((_, format, media_type), entry) = ranked.next()?;
    let chosen = if format == BodyFormat::Json {
        "JSON".to_owned()
    } else {
        format!("`{}`", entry.key)
    };
    for (_, other) in ranked {
        report
            .error(
                Code::Ignored,
                other.key_span,
                format!(
                    "beside {chosen} the media type `{}` has no part in the code",
                    other.key
                ),
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    Some(Chosen {
        is_xml: is_xml(&essence(entry.key)),
        entry,
        media_type,
        format,
    })
}

/// How much a media type is preferred, the lowest first; how it is written; and what is sent.
fn kind(document: &Document<'_, '_>, entry: &Entry<'_>) -> Option<(u8, BodyFormat, String)> {
    let essence = essence(entry.key);
    let (main, sub) = essence.split_once('/')?;
    if main.is_empty()
        || sub.is_empty()
        || !entry.key.bytes().all(|byte| matches!(byte, b' '..=b'~'))
    {
        return None;
    }
    let exact = |rank, format| Some((rank, format, entry.key.trim().to_owned()));
    let range = |rank, format, media_type: &str| Some((rank, format, media_type.to_owned()));
    match (main, sub) {
        ("application", "json") => exact(0, BodyFormat::Json),
        // The plainest of those that change a part of something.
        ("application", "merge-patch+json") => exact(1, BodyFormat::Json),
        (_, "*+json") => range(3, BodyFormat::Json, "application/json"),
        (_, sub) if sub == "json" || sub.ends_with("+json") => exact(2, BodyFormat::Json),
        ("application" | "*", "*") => {
            if super::body::describes_values(document, entry.value) {
                range(4, BodyFormat::Json, "application/json")
            } else {
                range(10, BodyFormat::Bytes, "application/octet-stream")
            }
        }
        ("application", "x-www-form-urlencoded") => exact(5, BodyFormat::Form),
        ("multipart", "form-data") => exact(6, BodyFormat::Parts),
        _ if is_xml(&essence) => exact(8, BodyFormat::Text),
        ("text", "*") => range(9, BodyFormat::Text, "text/plain"),
        ("text", _) => exact(7, BodyFormat::Text),
        (_, sub) if sub.contains('*') => range(11, BodyFormat::Bytes, "application/octet-stream"),
        _ => exact(10, BodyFormat::Bytes),
    }
}

/// Type and subtype without parameters, in lower case.
fn essence(key: &str) -> String {
    let essence = key.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn is_xml(essence: &str) -> bool {
    essence.ends_with("/xml") || essence.ends_with("+xml")
}
