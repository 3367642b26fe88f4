//! The media types of a request body: which of several is sent, and how it is written.

use crate::keywords::Keyword;
use crate::model::{BodyFormat, XmlRoot};
use crate::openapi::{MediaType, Member, NamedObjects, Said};
use crate::report::{Code, Report};
use crate::resolve::openapi::identity::MediaVariant;
use crate::resolve::openapi::{Document, Named};
use crate::schemas::SchemaRef;

/// A media type with its key.
pub(super) type Media<'d> = Named<'d, MediaType<'d>>;

/// The media types under `content`.
pub(super) type Content<'d> = Option<Said<'d, NamedObjects<'d, MediaType<'d>>>>;

/// The media type that a body is sent as.
pub(super) struct Chosen<'d> {
    /// What is described under it.
    pub(super) entry: Media<'d>,
    /// As it is sent; no range.
    pub(super) media_type: String,
    pub(super) format: BodyFormat,
}

/// The most media types beside the first of a body or a response that make calls of their own; each
/// call reads the description of all.
pub(super) const MOST_FURTHER: usize = 16;

/// A media type that can be sent.
struct Ranked<'d> {
    rank: u8,
    format: BodyFormat,
    media_type: String,
    entry: Media<'d>,
}

/// Chooses what is sent: JSON where there is some, else forms, text, and bytes at last; or what a
/// call is made for `otherwise`. Others that no call is made for are reported, by the call that is
/// made of the first choices; which of them comes first in the document says nothing.
pub(super) fn choose<'d>(
    document: &Document<'_, 'd>,
    content: &'d Content<'d>,
    variant: Option<&MediaVariant<'_>>,
    report: &mut Report,
) -> Option<Chosen<'d>> {
    for entry in entries(document, content) {
        if variant.is_none() && kind(document, &entry).is_none() {
            report
                .error(
                    Code::Ignored,
                    entry.span,
                    format!("`{}` is not a media type", entry.name),
                )
                .help("write a type and a subtype, as in `application/json`, or acknowledge it in `bindery.yaml`");
        }
    }
    let mut ranked = ranked(document, content);
    if ranked.is_empty() {
        return None;
    }
    let wanted = variant.filter(|one| one.sends).map(|one| one.media.name);
    let at = ranked.iter().position(|one| Some(one.entry.name) == wanted);
    if variant.is_none() {
        let first = &ranked[0];
        let chosen = if first.format == BodyFormat::Json {
            "JSON".to_owned()
        } else {
            format!("`{}`", first.entry.name)
        };
        let mut further = 0;
        for other in &ranked[1..] {
            if is_same_value(document, first, other) {
                // The same value under another name of JSON or XML.
            } else if further < MOST_FURTHER && says_more(document, first, other) {
                further += 1;
            } else {
                beside(&other.entry, &chosen, report);
            }
        }
    }
    let chosen = ranked.swap_remove(at.unwrap_or(0));
    Some(Chosen {
        entry: chosen.entry,
        media_type: chosen.media_type,
        format: chosen.format,
    })
}

/// The media types beside the one that is chosen of which each makes a call of its own.
pub(super) fn further<'d>(document: &Document<'_, 'd>, content: &'d Content<'d>) -> Vec<Media<'d>> {
    let mut ranked = ranked(document, content).into_iter();
    let Some(first) = ranked.next() else {
        return Vec::new();
    };
    ranked
        .filter(|other| says_more(document, &first, other))
        .take(MOST_FURTHER)
        .map(|other| other.entry)
        .collect()
}

/// Reports a media type that nothing is made of.
pub(super) fn beside(entry: &Media<'_>, chosen: &str, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            entry.span,
            format!(
                "beside {chosen} the media type `{}` is not supported and is ignored",
                entry.name
            ),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// Whether two schemas are one.
pub(super) fn is_same(one: Option<SchemaRef<'_>>, other: Option<SchemaRef<'_>>) -> bool {
    let text = |schema: SchemaRef<'_>| schema.written.map(crate::syntax::canonical);
    match (one, other) {
        (Some(one), Some(other)) => one.id == other.id || text(one) == text(other),
        (None, None) => true,
        _ => false,
    }
}

/// The media types under `content`, each behind its references.
pub(super) fn entries<'d>(document: &Document<'_, 'd>, content: &'d Content<'d>) -> Vec<Media<'d>> {
    let members = content.iter().flat_map(|content| &content.value);
    let media = members.map(|member| Member {
        name: member.name,
        span: member.span,
        value: document.context.objects.behind(member.value),
    });
    media.collect()
}

/// What can be sent, the preferred first.
fn ranked<'d>(document: &Document<'_, 'd>, content: &'d Content<'d>) -> Vec<Ranked<'d>> {
    let mut ranked: Vec<_> = entries(document, content)
        .into_iter()
        .filter_map(|entry| {
            let (rank, format, media_type) = kind(document, &entry)?;
            Some(Ranked {
                rank,
                format,
                media_type,
                entry,
            })
        })
        .collect();
    ranked.sort_by_key(|one| (one.rank, one.entry.name));
    ranked
}

/// Whether another media type than the first is more than the same value in another dress: it has
/// a schema of its own, is a way of its own to change a part of something, or carries files.
fn says_more<'d>(document: &Document<'_, 'd>, first: &Ranked<'d>, other: &Ranked<'d>) -> bool {
    if other.entry.name.contains('*') {
        return false;
    }
    let described = document.schema(&other.entry.value.schema);
    !is_same(document.schema(&first.entry.value.schema), described)
        || essence(other.entry.name).contains("patch")
        || (other.format == BodyFormat::Parts
            && described.is_some_and(|schema| super::body::holds_files(schema)))
}

/// Whether a media type is JSON or XML like the first, of the same schema, and so the same value.
fn is_same_value<'d>(document: &Document<'_, 'd>, first: &Ranked<'d>, other: &Ranked<'d>) -> bool {
    let schema = |one: &Ranked<'d>| document.schema(&one.entry.value.schema);
    matches!(first.format, BodyFormat::Json | BodyFormat::Xml)
        && other.format == first.format
        && !essence(other.entry.name).contains("patch")
        && is_same(schema(first), schema(other))
}

/// How much a media type is preferred, the lowest first; how it is written; and what is sent.
fn kind<'d>(document: &Document<'_, 'd>, entry: &Media<'d>) -> Option<(u8, BodyFormat, String)> {
    if !is_media_type(entry.name) {
        return None;
    }
    let essence = essence(entry.name);
    let (main, sub) = essence.split_once('/')?;
    let exact = |rank, format| Some((rank, format, entry.name.trim().to_owned()));
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
                range(11, BodyFormat::Bytes, "application/octet-stream")
            }
        }
        ("application", "x-www-form-urlencoded") => exact(5, BodyFormat::Form),
        ("multipart", "form-data") => exact(6, BodyFormat::Parts),
        _ if is_xml(&essence) => match xml_root(document, entry) {
            Some(_) => exact(7, BodyFormat::Xml),
            None => exact(9, BodyFormat::Text),
        },
        _ if is_json_of_a_vendor(document, entry) => exact(2, BodyFormat::Json),
        ("text", "*") => range(10, BodyFormat::Text, "text/plain"),
        ("text", _) => exact(8, BodyFormat::Text),
        (_, sub) if sub.contains('*') => range(12, BodyFormat::Bytes, "application/octet-stream"),
        _ => exact(11, BodyFormat::Bytes),
    }
}

/// Whether a media type of a vendor is JSON that does not say so, as in
/// `application/vnd.company.thing`: its schema describes an object or a list, and its name is not
/// that of another encoding, as in `application/vnd.company.protobuf`.
pub(super) fn is_json_of_a_vendor<'d>(document: &Document<'_, 'd>, entry: &Media<'d>) -> bool {
    const ENCODINGS: [&str; 7] = [
        "avro", "cbor", "msgpack", "protobuf", "thrift", "xml", "yaml",
    ];
    let essence = essence(entry.name);
    let is_plain = essence.starts_with("application/vnd.")
        && !essence.contains('+')
        && !essence
            .split(['.', '-'])
            .any(|word| ENCODINGS.contains(&word));
    let schema = document.schema(&entry.value.schema).filter(|_| is_plain);
    schema.and_then(SchemaRef::followed).is_some_and(|schema| {
        let kinds = super::schema::kinds(schema);
        kinds.iter().any(|kind| matches!(*kind, "object" | "array"))
            || schema.has(Keyword::Properties)
    })
}

/// Whether a key has a type and a subtype, and can stand in a header.
pub(super) fn is_media_type(key: &str) -> bool {
    let essence = essence(key);
    let both = essence
        .split_once('/')
        .is_some_and(|(main, sub)| !main.is_empty() && !sub.is_empty());
    both && key.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Type and subtype without parameters, in lower case.
pub(super) fn essence(key: &str) -> String {
    let essence = key.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The root of a body in XML, where a schema describes its structure.
pub(super) fn xml_root<'d>(document: &Document<'_, 'd>, entry: &Media<'d>) -> Option<XmlRoot> {
    Some(XmlRoot {
        span: entry.span,
        media_type: entry.name.to_owned(),
        node: super::xml::root(document.schema(&entry.value.schema)?, false)?,
    })
}

fn is_xml(essence: &str) -> bool {
    essence.ends_with("/xml") || essence.ends_with("+xml")
}
