//! What an answer holds: one of the media types under its `content`, and how that is read.

use super::super::media::{MOST_FURTHER, beside, is_json_of_a_vendor, is_media_type, is_same};
use super::super::{Document, keys, schema, xml};
use super::envelope::{enveloping, missing};
use super::media::{self, Kind};
use crate::model::{Content, Envelope, Facts, Presence, Stream, Type, XmlRoot};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// What an answer holds.
pub(super) struct Payload {
    pub(super) ty: Type,
    pub(super) docs: String,
    pub(super) facts: Facts,
    pub(super) content: Content,
    /// Of content that is XML.
    pub(super) root: Option<XmlRoot>,
    /// The media types to ask for, where they are not JSON alone.
    pub(super) accept: Option<String>,
    pub(super) enveloped: bool,
    /// What can be asked for instead, to read it while it comes.
    pub(super) stream: Option<Stream>,
}

impl Payload {
    /// An answer without content.
    pub(super) fn nothing() -> Self {
        Self::of(Type::Nothing, Content::Document, None)
    }

    fn of(ty: Type, content: Content, accept: Option<String>) -> Self {
        Self {
            ty,
            docs: String::new(),
            facts: Facts::default(),
            content,
            root: None,
            accept,
            enveloped: false,
            stream: None,
        }
    }

    /// Whether there is nothing to read.
    pub(super) fn is_nothing(&self) -> bool {
        self.ty == Type::Nothing
            && matches!(
                self.content,
                Content::Document | Content::Xml | Content::Text
            )
    }
}

/// Which of the media types of an answer a call is for.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// The first choice; the others are reported, but for those that calls of their own are made
    /// for.
    First(&'a [&'a str]),
    /// This one, where it is described, and the first choice elsewhere; the call that is made of
    /// the first choices reports the others.
    Instead(&'a str),
    /// The first choice, of a call that sends another media type; likewise.
    FirstAgain,
}

/// Reads what an answer holds; `name` is what a type that is described in place is called.
pub(super) fn payload(
    document: &Document<'_, '_>,
    response: Node<'_>,
    wanted: Wanted<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Payload> {
    let Some(content) = response
        .get("content")
        .and_then(|content| object::mapping_or_empty(content, "content", report))
    else {
        return Some(Payload::nothing());
    };
    let (mut streams, mut rest) = read(content, report);
    if let Wanted::Instead(wanted) = wanted
        && let Some(at) = rest.iter().position(|entry| entry.key == wanted)
    {
        rest = vec![rest[at]];
        streams.clear();
    }
    let Some(chosen) = chosen(document, &rest, wanted, report) else {
        let Some((first, others)) = streams.split_first() else {
            return Some(Payload::nothing());
        };
        for other in others {
            beside(other, first.key, report);
        }
        let stream = stream(document, first, name, types, report);
        return Some(Payload::of(stream.ty, stream.content, Some(stream.accept)));
    };
    let instead = streams.split_first().map(|(first, others)| {
        for other in others {
            beside(other, first.key, report);
        }
        stream(document, first, name, types, report)
    });
    let accept = (!chosen.plain).then(|| chosen.asked.join(", "));
    let payload = match (chosen.kind, chosen.schema) {
        (Kind::Events | Kind::Lines, _) => unreachable!("streams are told from the rest"),
        (Kind::Bytes, schema) => {
            if let Some(schema) = schema.and_then(|schema| document.follow(schema)) {
                types.mark_read(schema.identity());
                plain_only(schema, "bytes", chosen.at, report);
            }
            Some(Payload::of(Type::Nothing, Content::Bytes, accept))
        }
        (Kind::Xml, Some(schema)) if chosen.root.is_some() => Some(Payload {
            content: Content::Xml,
            root: chosen.root,
            accept,
            ..plain(document, schema, name, types, report)
        }),
        (Kind::Text | Kind::Xml, schema) => {
            if let Some(schema) = schema.and_then(|schema| document.follow(schema)) {
                types.mark_read(schema.identity());
                plain_only(schema, "text", chosen.at, report);
            }
            Some(Payload::of(Type::Text, Content::Text, accept))
        }
        // Nothing says what the JSON is, so it may be any.
        (Kind::Json, None) => Some(Payload::of(Type::Json, Content::Document, accept)),
        (Kind::Json, Some(schema)) => {
            let mut payload = match document.envelope {
                Some(envelope) => enveloped(document, envelope, schema, name, types, report)?,
                None => plain(document, schema, name, types, report),
            };
            payload.accept = accept;
            Some(payload)
        }
    };
    payload.map(|payload| Payload {
        stream: instead,
        ..payload
    })
}

/// The media types of an answer: those that are read while they come, and the others.
fn read<'d>(content: Node<'d>, report: &mut Report) -> (Vec<Entry<'d>>, Vec<Entry<'d>>) {
    let mut entries: Vec<Entry<'d>> = content.entries().collect();
    // Their order has no meaning.
    entries.sort_by_key(|entry| (entry.key != super::JSON, entry.key));
    for entry in &entries {
        if let Some(media) = object::mapping_or_empty(entry.value, "a media type", report) {
            object::check_keys(media, &keys::MEDIA_TYPE, report);
        }
    }
    // Events come first: `text` is behind `application`.
    let (mut streams, rest): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_stream);
    streams.sort_by_key(|entry| (media::kind(entry.key) != Kind::Events, entry.key));
    (streams, rest)
}

/// An answer that is read while it comes: events, or a document a line.
fn stream(
    document: &Document<'_, '_>,
    entry: &Entry<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Stream {
    let events = media::kind(entry.key) == Kind::Events;
    let item = entry.value.get("itemSchema").or_else(|| {
        let schema = entry.value.get("schema")?;
        let whole = document.follow(schema)?;
        // Some describe all lines together, as a list.
        match whole.get("items") {
            Some(items) if schema::kinds(whole) == ["array"] => {
                types.mark_read(whole.identity());
                Some(items)
            }
            _ => Some(schema),
        }
    });
    let mut whole = false;
    let ty = match item {
        // The data of an event is text then, and says nothing without the name.
        Some(schema) if events && is_text(document, schema) => Type::Nothing,
        Some(schema) => {
            whole = events && is_event(document, schema, DEEPEST);
            let name = format!("{name}_item");
            schema::nameless(schema, report);
            let used = schema::used(document, schema, &name, types, report);
            optional(used.ty, used.nullable)
        }
        None if events => Type::Nothing,
        None => Type::Json,
    };
    Stream {
        span: entry.key_span,
        accept: entry.key.to_owned(),
        ty,
        content: if events {
            Content::Events { whole }
        } else {
            Content::Lines
        },
    }
}

/// How many alternatives are looked into, one in another, for the shape of an event.
const DEEPEST: usize = 4;

/// Whether a schema describes text and nothing more.
fn is_text(document: &Document<'_, '_>, schema: Node<'_>) -> bool {
    let schema = document.follow(schema);
    schema.is_some_and(|schema| {
        schema::kinds(schema) == ["string"]
            || (schema::kinds(schema).is_empty()
                && schema.entries().all(|entry| is_prose(entry.key)))
    })
}

/// Whether a schema describes an event with its name, or nothing but such events.
fn is_event(document: &Document<'_, '_>, schema: Node<'_>, depth: usize) -> bool {
    let Some(schema) = document.follow(schema) else {
        return false;
    };
    if let Some(properties) = schema.get("properties") {
        return properties.get("data").is_some() && properties.get("event").is_some();
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let alternatives = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    // A handful tells; a long list is not gone through at every level.
    alternatives.is_some_and(|list| {
        let mut members = list.items().take(3).peekable();
        members.peek().is_some() && members.all(|member| is_event(document, member, depth))
    })
}

/// The media type that is read, and what is known of it.
struct Chosen<'d> {
    kind: Kind,
    at: crate::source::Span,
    schema: Option<Node<'d>>,
    /// Of XML whose structure is described.
    root: Option<XmlRoot>,
    /// The media types to ask for.
    asked: Vec<&'d str>,
    /// Whether asking for JSON is enough.
    plain: bool,
}

/// Chooses among the media types of an answer: JSON before text before bytes, and says which of
/// them have no part in the code.
fn chosen<'d>(
    document: &Document<'_, 'd>,
    entries: &[Entry<'d>],
    wanted: Wanted<'_>,
    report: &mut Report,
) -> Option<Chosen<'d>> {
    let kind_of = |entry: &Entry<'d>| kind_of(document, entry);
    let json = entries
        .iter()
        .position(|entry| kind_of(entry) == Kind::Json);
    if let Some(at) = json {
        let first = &entries[at];
        let schema = first.value.get("schema");
        for entry in entries.iter().filter(|entry| entry.key != first.key) {
            let read = match wanted {
                Wanted::Instead(_) | Wanted::FirstAgain => true,
                // The same value under another name of JSON.
                Wanted::First(_)
                    if kind_of(entry) == Kind::Json
                        && is_same(schema, entry.value.get("schema")) =>
                {
                    true
                }
                Wanted::First(elsewhere) => elsewhere.contains(&entry.key),
            };
            if !read {
                beside(entry, "JSON", report);
            }
        }
        return Some(Chosen {
            kind: Kind::Json,
            at: first.key_span,
            schema,
            root: None,
            plain: match wanted {
                // It is asked for by its very name, which tells it from the first choice.
                Wanted::Instead(wanted) if wanted == first.key => wanted == super::JSON,
                _ => media::is_plain_json(first.key),
            },
            asked: vec![first.key],
        });
    }
    let first = entries.first()?;
    let alike = entries
        .iter()
        .all(|entry| matches!(kind_of(entry), Kind::Text | Kind::Xml));
    let schema_of = |entry: &Entry<'d>| entry.value.get("schema");
    let is_xml = entries
        .iter()
        .all(|entry| kind_of(entry) == Kind::Xml && is_same(schema_of(first), schema_of(entry)));
    let node = schema_of(first)
        .filter(|_| is_xml)
        .and_then(|schema| xml::root(document, schema, true));
    // Bytes hold whatever comes, and say what it is; text does too.
    let (kind, schema) = if alike {
        (kind_of(first), schema_of(first))
    } else {
        let described = entries.iter().filter(|entry| !is_binary(document, entry));
        let schema = described
            .filter_map(|entry| entry.value.get("schema"))
            .next();
        (Kind::Bytes, schema)
    };
    Some(Chosen {
        kind,
        at: first.key_span,
        schema,
        root: node.map(|node| XmlRoot {
            span: first.key_span,
            media_type: first.key.to_owned(),
            node,
        }),
        plain: false,
        asked: entries.iter().map(|entry| entry.key).collect(),
    })
}

/// The media types beside JSON that say something of their own, and can be asked for by name.
pub(super) fn further<'d>(document: &Document<'_, 'd>, content: Node<'d>) -> Vec<Entry<'d>> {
    let mut entries: Vec<_> = content
        .entries()
        .filter(|entry| !is_stream(entry))
        .collect();
    entries.sort_by_key(|entry| (entry.key != super::JSON, entry.key));
    let json = entries
        .iter()
        .position(|entry| kind_of(document, entry) == Kind::Json);
    let Some(json) = json else { return Vec::new() };
    let schema = entries.remove(json).value.get("schema");
    entries.retain(|entry| {
        is_media_type(entry.key)
            && !entry.key.contains('*')
            && !is_same(schema, entry.value.get("schema"))
    });
    entries.truncate(MOST_FURTHER);
    entries
}

/// What a media type of an answer is read as.
fn kind_of(document: &Document<'_, '_>, entry: &Entry<'_>) -> Kind {
    match media::kind(entry.key) {
        Kind::Json if is_binary(document, entry) => Kind::Bytes,
        Kind::Bytes if is_json_of_a_vendor(document, entry) => Kind::Json,
        kind => kind,
    }
}

/// Whether a media type is read while it comes.
fn is_stream(entry: &Entry<'_>) -> bool {
    matches!(media::kind(entry.key), Kind::Events | Kind::Lines)
}

/// Whether the schema of a media type says that the body is a file.
fn is_binary(document: &Document<'_, '_>, entry: &Entry<'_>) -> bool {
    entry
        .value
        .get("schema")
        .and_then(|schema| document.follow(schema))
        .is_some_and(schema::is_binary)
}

/// Reports a schema that says more of a text or of bytes than that they are one.
fn plain_only(schema: Node<'_>, what: &str, at: crate::source::Span, report: &mut Report) {
    let kinds = schema::kinds(schema);
    let structured = kinds.iter().any(|kind| *kind != "string")
        || (kinds.is_empty() && schema.entries().any(|entry| !is_prose(entry.key)));
    if structured {
        report
            .error(
                Code::Widened,
                at,
                format!("what is not JSON is returned as {what}"),
            )
            .help("describe it as a `string`, or acknowledge it in `bindery.yaml`");
    }
}

/// Whether a key of a schema says nothing of its values.
pub(in super::super) fn is_prose(key: &str) -> bool {
    matches!(
        key,
        "title" | "description" | "example" | "examples" | "deprecated" | "externalDocs"
    ) || key.starts_with("x-")
}

/// A payload that is the whole document.
fn plain(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Payload {
    schema::nameless(schema, report);
    let used = schema::used(document, schema, name, types, report);
    Payload {
        ty: optional(used.ty, used.nullable),
        docs: used.docs,
        facts: used.facts,
        content: Content::Document,
        root: None,
        accept: None,
        stream: None,
        enveloped: false,
    }
}

/// A payload inside of the envelope.
fn enveloped(
    document: &Document<'_, '_>,
    envelope: &Envelope,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Payload> {
    schema::nameless(schema, report);
    let whole = document.follow(schema)?;
    let properties = enveloping(whole, &[&envelope.success], types, report);
    let Some(data) = properties
        .iter()
        .find(|property| property.name == envelope.data)
    else {
        missing(whole, &envelope.data, report);
        return None;
    };
    let used = data.used(document, name, types, report);
    let presence = schema::presence(data.required, used.nullable);
    Some(Payload {
        ty: optional(used.ty, presence != Presence::Required),
        docs: used.docs,
        facts: used.facts,
        content: Content::Document,
        root: None,
        accept: None,
        stream: None,
        enveloped: true,
    })
}

/// A type that may be missing.
pub(in super::super) fn optional(ty: Type, optional: bool) -> Type {
    if optional && ty != Type::Nothing && !matches!(ty, Type::Optional(_)) {
        Type::Optional(Box::new(ty))
    } else {
        ty
    }
}
