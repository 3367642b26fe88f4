//! What a response holds: one of the media types under its `content`, and how that is read.

use super::super::media::{
    self as sent, MOST_FURTHER, Media, beside, is_json_of_a_vendor, is_media_type, is_same,
};
use super::super::{Document, schema, xml};
use super::envelope::{enveloping, missing};
use super::media::{self, Kind};
use crate::keywords::Keyword;
use crate::model::{Content, Envelope, EventValue, Facts, Presence, Stream, Type, XmlRoot};
use crate::openapi::{self, Use};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::schemas::{Said, SchemaRef};

/// What a response holds.
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
    /// A response without content.
    pub(super) fn nothing() -> Self {
        Self::of(Type::Nothing, Content::Document, None)
    }

    /// A value in a document, which may be null or absent.
    fn of_used(used: schema::Used, is_optional: bool) -> Self {
        Self {
            docs: used.docs,
            facts: used.facts,
            ..Self::of(optional(used.ty, is_optional), Content::Document, None)
        }
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

/// Which of the media types of a response a call is for.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// The first choice; the others are reported, but for those that calls of their own are made
    /// for.
    First(&'a [&'a str]),
    /// This one, where it is described, and the first choice elsewhere; the call that is made of
    /// the first choices reports the others.
    Instead(&'a str),
    /// The first choice, of a call that sends another media type.
    FirstAgain,
}

/// Reads what a response holds; `name` is what an inline type is called.
pub(super) fn payload<'d>(
    document: &Document<'_, 'd>,
    response: &'d openapi::Response<'d>,
    wanted: Wanted<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Payload> {
    let (mut streams, mut rest) = read(document, &response.content, report);
    if let Wanted::Instead(wanted) = wanted
        && let Some(at) = rest.iter().position(|entry| entry.name == wanted)
    {
        rest = vec![rest[at]];
        streams.clear();
    }
    let Some(chosen) = chosen(document, &rest, wanted, report) else {
        let Some((first, others)) = streams.split_first() else {
            return Some(Payload::nothing());
        };
        for other in others {
            beside(other, first.name, report);
        }
        let stream = stream(document, first, name, types, report);
        return Some(Payload::of(stream.ty, stream.content, Some(stream.accept)));
    };
    let instead = streams.split_first().map(|(first, others)| {
        for other in others {
            beside(other, first.name, report);
        }
        stream(document, first, name, types, report)
    });
    let accept = (!chosen.plain).then(|| chosen.asked.join(", "));
    let payload = match (chosen.kind, chosen.schema) {
        (Kind::Events | Kind::Lines, _) => unreachable!("streams are told from the rest"),
        (Kind::Bytes, schema) => {
            if let Some(schema) = schema.and_then(SchemaRef::followed) {
                types.mark_read(schema.id);
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
            if let Some(schema) = schema.and_then(SchemaRef::followed) {
                types.mark_read(schema.id);
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

/// The media types of a response: those that are read while they come, and the others.
fn read<'d>(
    document: &Document<'_, 'd>,
    content: &'d sent::Content<'d>,
    report: &mut Report,
) -> (Vec<Media<'d>>, Vec<Media<'d>>) {
    let mut entries = sent::entries(document, content);
    // Their order has no meaning.
    entries.sort_by_key(|entry| (entry.name != super::JSON, entry.name));
    for entry in &entries {
        let of = if is_stream(entry) {
            Use::Stream
        } else {
            Use::Any
        };
        entry.value.check_use(of, report);
    }
    // Events come first: `text` is behind `application`.
    let (mut streams, rest): (Vec<_>, Vec<_>) = entries.into_iter().partition(is_stream);
    streams.sort_by_key(|entry| (media::kind(entry.name) != Kind::Events, entry.name));
    (streams, rest)
}

/// A response that is read while it comes: events, or a document a line.
fn stream<'d>(
    document: &Document<'_, 'd>,
    entry: &Media<'d>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Stream {
    let events = media::kind(entry.name) == Kind::Events;
    let item = &entry.value.item_schema;
    let whole = &entry.value.schema;
    if let (Some(_), Some(whole)) = (item, whole) {
        report
            .error(
                Code::Ignored,
                whole.key,
                "`schema` beside `itemSchema` is not supported and is ignored",
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    let described = if item.is_some() { item } else { whole };
    let schema = document.schema(described).and_then(|schema| {
        let target = schema.followed()?;
        // Without `itemSchema` some describe all items together, as a list.
        match target.under(Keyword::Items) {
            Some(items) if item.is_none() && schema::kinds(target) == ["array"] => {
                types.mark_read(target.id);
                Some(items)
            }
            _ => Some(schema),
        }
    });
    let mut value = EventValue::Data;
    let ty = match schema {
        // The data of an event is text then, and says nothing without the name.
        Some(schema) if events && is_text(schema) => Type::Nothing,
        Some(schema) => {
            if events {
                value = event_value(schema, item.is_some(), DEEPEST).unwrap_or(EventValue::Data);
            }
            let name = format!("{name}_item");
            schema::nameless(schema, report);
            let used = schema::used(document, schema, &name, types, report);
            optional(used.ty, used.nullable)
        }
        None if events => Type::Nothing,
        None => Type::Json,
    };
    Stream {
        span: entry.span,
        accept: entry.name.to_owned(),
        ty,
        content: if events {
            Content::Events(value)
        } else {
            Content::Lines
        },
    }
}

/// How many alternatives are looked into, one in another, for the shape of an event.
const DEEPEST: usize = 4;

/// Whether a schema describes text and nothing more.
fn is_text(schema: SchemaRef<'_>) -> bool {
    schema.followed().is_some_and(|schema| {
        schema::kinds(schema) == ["string"]
            || (schema::kinds(schema).is_empty() && schema.schema().says.iter().all(is_prose))
    })
}

/// What a schema describes of an event: an object of the event's fields, or its data, of which
/// nothing is said here. It describes a whole event with `event`, with `data` alone, and in an
/// `itemSchema` wherever it has no other fields.
fn event_value(schema: SchemaRef<'_>, is_item: bool, depth: usize) -> Option<EventValue> {
    let schema = schema.followed()?;
    if schema.has(Keyword::Properties) {
        let is_field = |name: &str| matches!(name, "data" | "event" | "id" | "retry");
        let properties = schema.schema().named(Keyword::Properties);
        let are_fields = properties.iter().all(|property| is_field(property.name));
        let is_event =
            schema.property("event").is_some() || are_fields && (is_item || properties.len() == 1);
        let data = schema.property("data").filter(|_| is_event)?;
        let is_text = data
            .followed()
            .is_some_and(|data| schema::kinds(data) == ["string"]);
        return Some(if is_text {
            EventValue::EventOfText
        } else {
            EventValue::Event
        });
    }
    let depth = depth.checked_sub(1)?;
    let mut alternatives = [Keyword::OneOf, Keyword::AnyOf].into_iter();
    let alternatives = alternatives.find(|keyword| schema.has(*keyword))?;
    // A handful tells; a long list is not gone through at every level.
    let mut members = schema.listed(alternatives).take(3);
    let first = event_value(members.next()?, is_item, depth)?;
    members.try_fold(first, |found, member| {
        let other = event_value(member, is_item, depth)?;
        // Where some data is an object, data is read as JSON where it is some.
        Some(if found == other {
            found
        } else {
            EventValue::Event
        })
    })
}

/// The media type that is read, and what is known of it.
struct Chosen<'d> {
    kind: Kind,
    at: crate::source::Span,
    schema: Option<SchemaRef<'d>>,
    /// Of XML whose structure is described.
    root: Option<XmlRoot>,
    /// The media types to ask for.
    asked: Vec<&'d str>,
    /// Whether asking for JSON is enough.
    plain: bool,
}

/// Chooses among the media types of a response: JSON before text before bytes, and says which of
/// them are not supported and are ignored.
fn chosen<'d>(
    document: &Document<'_, 'd>,
    entries: &[Media<'d>],
    wanted: Wanted<'_>,
    report: &mut Report,
) -> Option<Chosen<'d>> {
    let kind_of = |entry: &Media<'d>| kind_of(document, entry);
    let json = entries
        .iter()
        .position(|entry| kind_of(entry) == Kind::Json);
    if let Some(at) = json {
        let first = &entries[at];
        let schema = document.schema(&first.value.schema);
        for entry in entries.iter().filter(|entry| entry.name != first.name) {
            let read = match wanted {
                Wanted::Instead(_) | Wanted::FirstAgain => true,
                // The same value under another name of JSON.
                Wanted::First(_)
                    if kind_of(entry) == Kind::Json
                        && is_same(schema, document.schema(&entry.value.schema)) =>
                {
                    true
                }
                Wanted::First(elsewhere) => elsewhere.contains(&entry.name),
            };
            if !read {
                beside(entry, "JSON", report);
            }
        }
        return Some(Chosen {
            kind: Kind::Json,
            at: first.span,
            schema,
            root: None,
            plain: match wanted {
                // It is asked for by its very name, which tells it from the first choice.
                Wanted::Instead(wanted) if wanted == first.name => wanted == super::JSON,
                Wanted::First(_) | Wanted::Instead(_) | Wanted::FirstAgain => {
                    media::is_plain_json(first.name)
                }
            },
            asked: vec![first.name],
        });
    }
    let first = entries.first()?;
    let alike = entries
        .iter()
        .all(|entry| matches!(kind_of(entry), Kind::Text | Kind::Xml));
    let schema_of = |entry: &Media<'d>| document.schema(&entry.value.schema);
    let is_xml = entries
        .iter()
        .all(|entry| kind_of(entry) == Kind::Xml && is_same(schema_of(first), schema_of(entry)));
    let node = schema_of(first)
        .filter(|_| is_xml)
        .and_then(|schema| xml::root(schema, true));
    // Bytes hold whatever comes, and say what it is; text does too.
    let (kind, schema) = if alike {
        (kind_of(first), schema_of(first))
    } else {
        let described = entries.iter().filter(|entry| !is_binary(document, entry));
        let schema = described
            .filter_map(|entry| document.schema(&entry.value.schema))
            .next();
        (Kind::Bytes, schema)
    };
    Some(Chosen {
        kind,
        at: first.span,
        schema,
        root: node.map(|node| XmlRoot {
            span: first.span,
            media_type: first.name.to_owned(),
            node,
        }),
        plain: false,
        asked: entries.iter().map(|entry| entry.name).collect(),
    })
}

/// The media types beside JSON that say something of their own, and can be asked for by name.
pub(super) fn further<'d>(
    document: &Document<'_, 'd>,
    content: &'d sent::Content<'d>,
) -> Vec<Media<'d>> {
    let mut entries = sent::entries(document, content);
    entries.retain(|entry| !is_stream(entry));
    entries.sort_by_key(|entry| (entry.name != super::JSON, entry.name));
    let json = entries
        .iter()
        .position(|entry| kind_of(document, entry) == Kind::Json);
    let Some(json) = json else { return Vec::new() };
    let schema = document.schema(&entries.remove(json).value.schema);
    entries.retain(|entry| {
        is_media_type(entry.name)
            && !entry.name.contains('*')
            && !is_same(schema, document.schema(&entry.value.schema))
    });
    entries.truncate(MOST_FURTHER);
    entries
}

/// What a media type of a response is read as.
fn kind_of<'d>(document: &Document<'_, 'd>, entry: &Media<'d>) -> Kind {
    match media::kind(entry.name) {
        Kind::Json if is_binary(document, entry) => Kind::Bytes,
        Kind::Bytes if is_json_of_a_vendor(document, entry) => Kind::Json,
        kept @ (Kind::Json | Kind::Text | Kind::Xml | Kind::Bytes | Kind::Events | Kind::Lines) => {
            kept
        }
    }
}

/// Whether a media type is read while it comes.
fn is_stream(entry: &Media<'_>) -> bool {
    matches!(media::kind(entry.name), Kind::Events | Kind::Lines)
}

/// Whether the schema of a media type says that the body is a file.
fn is_binary<'d>(document: &Document<'_, 'd>, entry: &Media<'d>) -> bool {
    let schema = document.schema(&entry.value.schema);
    let schema = schema.and_then(SchemaRef::followed);
    schema.is_some_and(schema::is_binary)
}

/// Reports a schema that says more of a text or of bytes than that they are one.
fn plain_only(schema: SchemaRef<'_>, what: &str, at: crate::source::Span, report: &mut Report) {
    let kinds = schema::kinds(schema);
    let structured = kinds.iter().any(|kind| *kind != "string")
        || (kinds.is_empty() && schema.schema().says.iter().any(|said| !is_prose(said)));
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

/// Whether a keyword of a schema says nothing of its values.
pub(in super::super) fn is_prose(said: &Said<'_>) -> bool {
    said.key.starts_with("x-")
        || matches!(
            said.keyword,
            Some(
                Keyword::Title
                    | Keyword::Description
                    | Keyword::Example
                    | Keyword::Examples
                    | Keyword::Deprecated
                    | Keyword::ExternalDocs
            )
        )
}

/// A payload that is the whole document.
fn plain(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Payload {
    schema::nameless(schema, report);
    let used = schema::used(document, schema, name, types, report);
    let is_optional = used.nullable;
    Payload::of_used(used, is_optional)
}

/// A payload inside of the envelope.
fn enveloped(
    document: &Document<'_, '_>,
    envelope: &Envelope,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Payload> {
    schema::nameless(schema, report);
    let whole = schema.followed()?;
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
        enveloped: true,
        ..Payload::of_used(used, presence != Presence::Required)
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
