//! Media types: what kind of body each of them announces.

/// What a body of a media type is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Json,
    Text,
    /// Text whose structure nothing here reads.
    Xml,
    Bytes,
    /// Server-sent events.
    Events,
    /// JSON, a document a line.
    Lines,
}

/// The kind of a media type, as it is written under `content`.
pub(in super::super) fn kind(media_type: &str) -> Kind {
    let (name, parameters) = split(media_type);
    let Some((main, sub)) = name.split_once('/') else {
        return Kind::Bytes;
    };
    let lines = [
        "json-seq",
        "jsonl",
        "jsonlines",
        "json-lines",
        "ndjson",
        "stream+json",
        "x-json-stream",
        "x-jsonl",
        "x-jsonlines",
        "x-ndjson",
    ];
    // `application/json;stream=watch` is a stream of documents and no document.
    if parameters.contains("stream=") {
        return Kind::Bytes;
    }
    match (main, sub) {
        ("text", "event-stream") => Kind::Events,
        ("application", sub) if lines.contains(&sub) || sub.ends_with("+json-seq") => Kind::Lines,
        ("application" | "text", "json") | ("*" | "application", "*") => Kind::Json,
        _ if sub.ends_with("+json") => Kind::Json,
        ("application" | "text", "xml") => Kind::Xml,
        // A picture may be written as XML; it is a picture all the same.
        ("application" | "text", sub) if sub.ends_with("+xml") => Kind::Xml,
        ("text", _) => Kind::Text,
        ("application", "graphql" | "javascript" | "jwt" | "sdp" | "toml" | "x-yaml" | "yaml") => {
            Kind::Text
        }
        _ if sub.ends_with("+yaml") => Kind::Text,
        _ => Kind::Bytes,
    }
}

/// Whether a request that asks for JSON gets this media type.
pub(super) fn is_plain_json(media_type: &str) -> bool {
    let (name, _) = split(media_type);
    matches!(name.as_str(), "application/json" | "*/*" | "application/*")
}

/// Whether a media type announces the description of a problem by its own name.
pub(super) fn is_problem(media_type: &str) -> bool {
    split(media_type).0.starts_with("application/problem+")
}

/// The name in lower case, and the parameters.
fn split(media_type: &str) -> (String, String) {
    let (name, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    (
        name.trim().to_ascii_lowercase(),
        parameters.to_ascii_lowercase(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn media_types_are_of_a_kind() {
        for (media_type, expected) in [
            ("application/json", Kind::Json),
            ("Application/JSON; charset=utf-8", Kind::Json),
            ("application/problem+json", Kind::Json),
            ("application/vnd.github.v3.star+json", Kind::Json),
            ("*/*", Kind::Json),
            ("application/json;stream=watch", Kind::Bytes),
            ("text/event-stream; charset=utf-8", Kind::Events),
            ("application/x-ndjson", Kind::Lines),
            ("application/geo+json-seq", Kind::Lines),
            ("text/csv", Kind::Text),
            ("application/yaml", Kind::Text),
            ("application/atom+xml", Kind::Xml),
            ("image/svg+xml", Kind::Bytes),
            ("application/octet-stream", Kind::Bytes),
            ("nonsense", Kind::Bytes),
        ] {
            assert_eq!(kind(media_type), expected, "{media_type}");
        }
    }
}
