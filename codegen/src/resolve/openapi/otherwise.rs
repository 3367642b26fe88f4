//! Calls that are made otherwise: one more for each media type beside the first that says something
//! of its own.
//!
//! A call sends one media type and asks for one, and its inputs and its answer follow from them.
//! `GET /commits/{ref}` that answers `application/json` and `application/vnd.github.diff` is
//! `get_commit` and `get_commit_as_diff`: each has the types of what it sends and what it reads.

use std::collections::HashSet;

use super::identity::{Called, Otherwise};
use super::{Document, answer, media};
use crate::syntax::{Entry, Node};

/// Puts behind each operation the calls that are made of its further media types.
pub(super) fn expand<'d>(document: &Document<'_, 'd>, calls: Vec<Called<'d>>) -> Vec<Called<'d>> {
    if !document.context.edition.calls_each_media_type() {
        return calls;
    }
    let mut taken: HashSet<_> = calls.iter().map(|called| called.id.clone()).collect();
    let mut all = Vec::with_capacity(calls.len());
    for called in calls {
        let node = called.method.value;
        let sent = sent(document, node).into_iter().map(|entry| (true, entry));
        let answered = if document.calls_each_answer() {
            answer::further(document, node)
        } else {
            Vec::new()
        };
        let answered = answered.into_iter().map(|entry| (false, entry));
        let further: Vec<_> = sent
            .chain(answered)
            .map(|(sends, entry)| {
                let mut otherwise = Otherwise {
                    sends,
                    media: entry,
                    words: words(entry.key),
                };
                if taken.contains(&otherwise.named(&called.id)) {
                    otherwise.words = snake(entry.key);
                }
                while !taken.insert(otherwise.named(&called.id)) {
                    otherwise.words.push('_');
                }
                called.otherwise(otherwise)
            })
            .collect();
        all.push(called);
        all.extend(further);
    }
    all
}

/// The further media types of what an operation sends.
fn sent<'d>(document: &Document<'_, 'd>, operation: Node<'d>) -> Vec<Entry<'d>> {
    operation
        .get("requestBody")
        .and_then(|body| document.follow(body)?.get("content"))
        .map(|content| media::further(document, content))
        .unwrap_or_default()
}

/// What a media type is called in a name: by its last word, as `application/vnd.github.diff` by
/// `diff`, and by what it is commonly called where that says nothing.
fn words(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    let (main, sub) = essence.split_once('/').unwrap_or(("", essence));
    let plain = sub.trim().trim_end_matches("+json");
    let last = plain.rsplit('.').next().unwrap_or(plain);
    match last {
        "octet-stream" => "bytes".to_owned(),
        "plain" => "text".to_owned(),
        "x-www-form-urlencoded" => "form".to_owned(),
        "*" => snake(main),
        _ if last.chars().any(char::is_alphanumeric) => {
            snake(last.strip_prefix("x-").unwrap_or(last))
        }
        _ => snake(media_type),
    }
}

/// Words with one line between each and the next.
fn snake(text: &str) -> String {
    let words: Vec<_> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_media_type_is_called_by_what_tells_it_from_others() {
        for (media_type, expected) in [
            ("application/vnd.github.diff", "diff"),
            ("application/vnd.github.v3.star+json", "star"),
            ("application/json-patch+json", "json_patch"),
            ("application/apply-patch+yaml", "apply_patch_yaml"),
            ("application/octet-stream", "bytes"),
            ("application/x-protobuf", "protobuf"),
            ("text/plain; charset=utf-8", "text"),
            ("image/*", "image"),
            ("multipart/form-data", "form_data"),
            ("application/x-www-form-urlencoded", "form"),
            ("application/+json", "application_json"),
        ] {
            assert_eq!(words(media_type), expected, "{media_type}");
        }
    }
}
