//! Groups of calls: the method of the client that hands one out, its module and its type.

use std::collections::{HashMap, HashSet};

use super::log::{Log, code};
use super::{Comparing, Rule, Source};
use crate::source::Span;

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    for &(one, other) in &comparing.pairs.services {
        service(comparing, one, other, log);
    }
}

fn service(comparing: &Comparing<'_>, one: usize, other: usize, log: &mut Log) {
    let olds = &comparing.old.service(one).tags;
    let news = &comparing.new.service(other).tags;
    let by_name: HashMap<&str, usize> = olds
        .iter()
        .enumerate()
        .map(|(at, tag)| (tag.name.as_str(), at))
        .collect();
    let mut kept = HashSet::new();
    for (at, tag) in news.iter().enumerate() {
        let subject = comparing.new.handle_path(other, at);
        let place = tag.span.unwrap_or(comparing.new.service(other).origin.span);
        let Some(&before) = by_name.get(tag.name.as_str()) else {
            match renamed(comparing, one, other, at) {
                Some(before) => {
                    kept.insert(before);
                    let was = &olds[before];
                    let message = format!(
                        "the group {} was renamed to {}",
                        code(&was.name),
                        code(&tag.name)
                    );
                    let source = if names(comparing, one, other, before, at) {
                        Source::None
                    } else {
                        Source::Break
                    };
                    log.add(Rule::TagRenamed, subject, message)
                        .source(source)
                        .both(old_place(comparing, one, before), place);
                }
                None => {
                    log.add(
                        Rule::TagAdded,
                        subject,
                        format!("the group {} was added", code(&tag.name)),
                    )
                    .is_at(place);
                }
            }
            continue;
        };
        kept.insert(before);
        let old_place = old_place(comparing, one, before);
        if !names(comparing, one, other, before, at) {
            let was = comparing.old.handle_path(one, before);
            let message = format!(
                "the type of the group {} is `{subject}` instead of `{was}`",
                code(&tag.name)
            );
            log.add(Rule::HandleNameChanged, subject, message)
                .both(old_place, place);
        } else if olds[before].docs != tag.docs {
            log.add(
                Rule::DocsChanged,
                subject,
                "the documentation of the group changed",
            )
            .both(old_place, place);
        }
    }
    for (at, tag) in olds.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        let subject = comparing.old.handle_path(one, at);
        log.add(
            Rule::TagRemoved,
            subject,
            format!("the group {} was removed", code(&tag.name)),
        )
        .was_at(old_place(comparing, one, at));
    }
}

fn old_place(comparing: &Comparing<'_>, service: usize, tag: usize) -> Span {
    let service = comparing.old.service(service);
    service.tags[tag].span.unwrap_or(service.origin.span)
}

/// Whether two groups have the same Rust names.
pub(super) fn names(
    comparing: &Comparing<'_>,
    one: usize,
    other: usize,
    old: usize,
    new: usize,
) -> bool {
    let old = &comparing.old.side.names.services[one].tags[old];
    let new = &comparing.new.side.names.services[other].tags[new];
    (&old.module, &old.method, &old.handle) == (&new.module, &new.method, &new.handle)
}

/// The old group that a new one is under another name: all that is left of its calls is in the
/// new one, and nothing else of before does.
pub(super) fn renamed(
    comparing: &Comparing<'_>,
    one: usize,
    other: usize,
    tag: usize,
) -> Option<usize> {
    comparing.moved_tags.get(&(one, other, tag)).copied()
}

/// The groups that were renamed, by old service, new service and new tag.
pub(super) fn moved(
    old: &super::View<'_>,
    new: &super::View<'_>,
    pairs: &super::pairs::Pairs,
) -> HashMap<(usize, usize, usize), usize> {
    // Where the calls of each old group went, and where those of each new one came from; `None` for
    // several places.
    let mut went: HashMap<(usize, usize), Option<usize>> = HashMap::new();
    let mut came: HashMap<(usize, usize), Option<usize>> = HashMap::new();
    for &(from, to) in &pairs.operations {
        let (was, is) = (old.operation(from).tag, new.operation(to).tag);
        let note = |known: &mut Option<usize>, tag| {
            if *known != Some(tag) {
                *known = None;
            }
        };
        went.entry((from.0, was))
            .and_modify(|known| note(known, is))
            .or_insert(Some(is));
        came.entry((to.0, is))
            .and_modify(|known| note(known, was))
            .or_insert(Some(was));
    }
    let mut found = HashMap::new();
    for &(one, other) in &pairs.services {
        let names = |service: &crate::model::Service| -> HashSet<String> {
            service.tags.iter().map(|tag| tag.name.clone()).collect()
        };
        let (olds, news) = (names(old.service(one)), names(new.service(other)));
        for (at, tag) in new.service(other).tags.iter().enumerate() {
            if let Some(Some(before)) = came.get(&(other, at))
                && !olds.contains(&tag.name)
                && !news.contains(&old.service(one).tags[*before].name)
                && went.get(&(one, *before)) == Some(&Some(at))
            {
                found.insert((one, other, at), *before);
            }
        }
    }
    found
}
