//! Calls per media type: one more for each media type beside the first that says something
//! of its own.
//!
//! A call sends one media type and asks for one, and its inputs and its response follow from them.
//! `GET /commits/{ref}` that responds with `application/json` and `application/vnd.github.diff` is
//! `get_commit` and `get_commit_as_diff`: each has the types of what it sends and what it reads.

use std::collections::{HashMap, HashSet};

use super::identity::{Called, MediaVariant};
use super::{Document, media, response, said};
use crate::openapi;
use media::Media;

/// Puts behind each operation the calls that are made of its further media types.
pub(super) fn expand<'d>(document: &Document<'_, 'd>, calls: Vec<Called<'d>>) -> Vec<Called<'d>> {
    let mut taken: HashSet<_> = calls
        .iter()
        .flat_map(names)
        .map(|name| bare(&name))
        .collect();
    let mut all = Vec::with_capacity(calls.len());
    for called in calls {
        let further = made_of(document, &called, &mut taken);
        all.push(called);
        all.extend(further);
    }
    all
}

/// The calls that are made of the further media types of an operation.
fn made_of<'d>(
    document: &Document<'_, 'd>,
    called: &Called<'d>,
    taken: &mut HashSet<String>,
) -> Vec<Called<'d>> {
    let operation = called.method.value;
    let sent = sent(document, operation)
        .into_iter()
        .map(|entry| (true, entry));
    let answered = if called.varies_by_media_type(document) {
        response::further(document, operation)
    } else {
        Vec::new()
    };
    let further: Vec<_> = sent
        .chain(answered.into_iter().map(|entry| (false, entry)))
        .collect();
    let mut alike: HashMap<_, usize> = HashMap::new();
    for (_, entry) in &further {
        *alike.entry(words(entry.name)).or_default() += 1;
    }
    further
        .into_iter()
        .map(|(sends, entry)| {
            let mut variant = MediaVariant {
                sends,
                media: entry,
                words: words(entry.name),
            };
            let is_taken = |variant: &MediaVariant<'_>, taken: &HashSet<String>| {
                names(called).any(|name| taken.contains(&bare(&variant.named(&name))))
            };
            // Whichever comes first, none is called by what would do for both.
            if alike[&variant.words] > 1 || is_taken(&variant, taken) {
                variant.words = snake(entry.name);
            }
            // What is left is told apart in the same words again.
            while is_taken(&variant, taken) {
                variant.words.push_str("_again");
            }
            taken.extend(names(called).map(|name| bare(&variant.named(&name))));
            called.made_for(variant)
        })
        .collect()
}

/// What an operation is called: its id, and the name that it asks for.
fn names<'c>(called: &'c Called<'_>) -> impl Iterator<Item = String> + use<'c> {
    let asked = said(called.method.value.rust_name);
    std::iter::once(called.id.clone()).chain(asked)
}

/// A name by what tells names apart in Rust, roughly: its letters and digits.
fn bare(name: &str) -> String {
    let plain = name.chars().filter(|one| one.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// The further media types of what an operation sends.
fn sent<'d>(document: &Document<'_, 'd>, operation: &'d openapi::Operation<'d>) -> Vec<Media<'d>> {
    let body = document.context.objects.one(&operation.request_body);
    let further = body.map(|body| media::further(document, &body.object.content));
    further.unwrap_or_default()
}

/// What a media type is called in a name: by its last word, as `application/vnd.github.diff` by
/// `diff`, and by what it is commonly called where that says nothing.
fn words(media_type: &str) -> String {
    let (essence, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    let sub = essence.split_once('/').map_or(essence, |(_, sub)| sub);
    let plain = sub.trim().trim_end_matches("+json");
    let last = plain.rsplit('.').next().unwrap_or(plain);
    let said = match last {
        "octet-stream" => "bytes".to_owned(),
        "plain" => "text".to_owned(),
        "x-www-form-urlencoded" => "form".to_owned(),
        // Another JSON than the first is told from it by its parameters.
        "json" => snake(&format!("{last} {parameters}")),
        last => snake(last.strip_prefix("x-").unwrap_or(last)),
    };
    if said.is_empty() {
        snake(media_type)
    } else {
        said
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
            ("application/json; version=2", "json_version_2"),
            ("application/x-", "application_x"),
            ("multipart/form-data", "form_data"),
            ("application/x-www-form-urlencoded", "form"),
            ("application/+json", "application_json"),
        ] {
            assert_eq!(words(media_type), expected, "{media_type}");
        }
    }
}
