//! Groups of calls: by their first tag, and where that is missing or says nothing, by the first
//! segment of their path that says something.
//!
//! An operation decides alone: nothing that is described elsewhere changes its group. A tag and a
//! segment of equal words are one group.

use std::collections::BTreeMap;

use super::identity::Called;
use crate::config;
use crate::model::Tag;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::words::{self, number, version};

/// The group of calls whose paths have no segment that could name one.
const ROOT: &str = "root";

/// Words of titles that say nothing about what an API is for.
const SAID_OF_ANY: &[&str] = &["the", "api", "apis", "rest", "public", "openapi"];

/// The groups of a document.
pub(super) struct Groups {
    by: config::Groups,
    /// What the title of the document says, as [`bare`] has it.
    title: String,
    /// In the order of their names.
    groups: Vec<Tag>,
}

impl Groups {
    /// The groups that calls belong to. `described` are the tags of the document, by name, each
    /// with its place and its documentation.
    pub(super) fn of(
        by: config::Groups,
        title: &str,
        calls: &[Called<'_>],
        described: &BTreeMap<&str, (Span, String)>,
        report: &mut Report,
    ) -> Self {
        let mut found = Self {
            by,
            title: bare(title),
            groups: Vec::new(),
        };
        let mut tagged = BTreeMap::<String, Option<&str>>::new();
        for called in calls {
            let tag = first_tag(called);
            if let Some((span, tag)) = tag
                && !described.is_empty()
                && !described.contains_key(tag)
            {
                let meant = report.suggest(tag, described.keys().copied());
                report
                    .error(
                        Code::UnknownReference,
                        span,
                        format!("the tag `{tag}` is not defined under `tags`"),
                    )
                    .did_you_mean(meant)
                    .assume("it is a tag without a description");
            }
            let (name, tag) = found.named(tag.map(|(_, tag)| tag), called.sent());
            let best = tagged.entry(name).or_default();
            // Of several that are one group, one with a description documents it.
            let rank = |tag: &str| (!described.contains_key(tag), tag.to_owned());
            *best = match (*best, tag) {
                (Some(one), Some(other)) if rank(other) < rank(one) => Some(other),
                (None, tag) => tag,
                (one, _) => one,
            };
        }
        let groups = tagged.into_iter().map(|(name, tag)| {
            let described = tag.and_then(|tag| described.get(tag));
            Tag {
                span: described.map(|(span, _)| *span),
                name,
                written: tag.map(str::to_owned),
                docs: described.map(|(_, docs)| docs.clone()).unwrap_or_default(),
            }
        });
        found.groups = groups.collect();
        found
    }

    /// The place of the group that a call belongs to.
    pub(super) fn at(&self, called: &Called<'_>) -> usize {
        let (name, _) = self.named(first_tag(called).map(|(_, tag)| tag), called.sent());
        let found = self.groups.binary_search_by(|group| group.name.cmp(&name));
        found.unwrap_or_else(|_| unreachable!("every call is looked at to find the groups"))
    }

    /// The groups, in the order of their names.
    pub(super) fn into_groups(self) -> Vec<Tag> {
        self.groups
    }

    /// The name of the group of a call, and the tag where that is why.
    fn named<'t>(&self, tag: Option<&'t str>, path: &str) -> (String, Option<&'t str>) {
        match (self.by, tag) {
            (config::Groups::Tags, Some(tag)) if self.says(tag) => (of_tag(tag), Some(tag)),
            (config::Groups::Tags | config::Groups::Path, _) => (of_path(path), None),
        }
    }

    /// Whether a tag says something of a call that the document does not say of all.
    fn says(&self, tag: &str) -> bool {
        let bare = bare(tag);
        let is_empty = bare.is_empty()
            && !words::split(tag)
                .iter()
                .any(|word| version::is_version(word));
        bare != "default" && !is_empty && (bare.is_empty() || bare != self.title)
    }
}

/// The first tag of a call, with where it stands.
fn first_tag<'d>(called: &Called<'d>) -> Option<(Span, &'d str)> {
    let first = called.method.value.tags.as_ref()?.value.first()?;
    (!first.text.trim().is_empty()).then_some((first.span, first.text))
}

/// What a title or a tag says, as one text.
fn bare(text: &str) -> String {
    let mut words = words::split(text);
    words.retain(|word| !SAID_OF_ANY.contains(&word.as_str()) && !version::is_version(word));
    words.concat()
}

/// The name of the group of a tag: its words, without those up to a version where others follow.
fn of_tag(tag: &str) -> String {
    let words = words::split(tag);
    let start = (0..words.len()).rev().find_map(|at| {
        let length = version::leading(&words[at..]);
        (length > 0 && at + length < words.len()).then_some(at + length)
    });
    name(&words[start.unwrap_or(0)..])
}

/// The name of the group of a path: its first segment that is neither a parameter nor a version,
/// nor says that this is an API.
fn of_path(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let literals = path
        .split('/')
        .filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let mut segments = literals.map(|segment| (segment, segment_words(segment)));
    let mut first = None;
    let said = segments.find_map(|(segment, words)| {
        if version::is_segment(segment, &words) {
            first.get_or_insert(words);
            None
        } else {
            Some(words)
        }
    });
    said.or(first)
        .map_or_else(|| ROOT.to_owned(), |words| name(&words))
}

/// The words of a segment, without the action behind a colon and the ending of a file.
fn segment_words(segment: &str) -> Vec<String> {
    let thing = match segment.split_once(':') {
        Some((thing, _)) if !thing.is_empty() => thing,
        _ => segment,
    };
    let ending = [".json", ".xml"]
        .iter()
        .find_map(|end| thing.strip_suffix(end));
    words::split(ending.filter(|thing| !thing.is_empty()).unwrap_or(thing))
}

/// Words as one name; a digit at the front is spelled.
fn name(words: &[String]) -> String {
    let mut all = words.to_vec();
    if let Some(first) = words
        .first()
        .filter(|first| first.starts_with(|one: char| one.is_ascii_digit()))
    {
        all.splice(..1, number::spelled(first));
    }
    all.join("_")
}

#[cfg(test)]
mod tests {
    use super::{Groups, config};

    fn groups(title: &str) -> Groups {
        Groups {
            by: config::Groups::Tags,
            title: super::bare(title),
            groups: Vec::new(),
        }
    }

    #[test]
    fn a_tag_names_the_group_unless_it_says_nothing() {
        let groups = groups("The Plaid REST API v1.2");
        for (tag, expected) in [
            ("Payment Methods", "payment_methods"),
            ("paymentMethods", "payment_methods"),
            ("Api20100401Account", "account"),
            ("v2 Users", "users"),
            ("v1", "v1"),
            ("apps_v1", "apps_v1"),
            ("3d_secure", "three_d_secure"),
            ("default", "things"),
            ("Default", "things"),
            ("API", "things"),
            ("plaid", "things"),
            ("Plaid API", "things"),
            ("PLAID", "things"),
            ("Pla", "pla"),
            ("plaid items", "plaid_items"),
        ] {
            assert_eq!(
                groups.named(Some(tag), "/v1/things/{id}").0,
                expected,
                "{tag}"
            );
        }
    }

    #[test]
    fn a_path_names_the_group_by_its_first_segment_that_says_something() {
        let groups = groups("Example");
        for (path, expected) in [
            ("/v1/customers/{id}/sources", "customers"),
            ("/2010-04-01/Accounts/{sid}/Calls.json", "accounts"),
            ("/Accounts.json", "accounts"),
            ("/api/rest/v2.1/users", "users"),
            ("/apis/apps/v1/namespaces", "apps"),
            ("/public/{id}/files", "files"),
            ("/{tenant}/users?x=y", "users"),
            ("/users:batchGet", "users"),
            ("/v1/3d_secure", "three_d_secure"),
            ("/apiKeys", "api_keys"),
            ("/v1", "v1"),
            ("/v1/{id}", "v1"),
            ("/", "root"),
            ("/{id}", "root"),
        ] {
            assert_eq!(groups.named(None, path).0, expected, "{path}");
        }
    }

    #[test]
    fn a_tag_that_is_a_part_of_the_title_is_no_title() {
        assert_eq!(
            groups("GitHub v3 REST API").named(Some("git"), "/x").0,
            "git"
        );
    }
}
