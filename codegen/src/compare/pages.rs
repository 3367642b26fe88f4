//! Calls whose responses are pages of one list.

use super::log::Log;
use super::operations::Call;
use super::side::View;
use super::{Comparing, RECEIVED, Rule, types};
use crate::model::{NextPage, Operation, Pagination, Path};

pub(super) fn compare(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    match (&call.old.pagination, &call.new.pagination) {
        (None, None) => {}
        (None, Some(new)) => {
            let message = "the call can be read page by page";
            log.add(Rule::PaginationAdded, &call.path, message)
                .is_at(new.span);
        }
        (Some(old), None) => {
            let message = "the call can no longer be read page by page";
            log.add(Rule::PaginationRemoved, &call.path, message)
                .was_at(old.span);
        }
        (Some(old), Some(new)) => both(comparing, call, (old, new), log),
    }
}

fn both(
    comparing: &Comparing<'_>,
    call: &Call<'_>,
    (old, new): (&Pagination, &Pagination),
    log: &mut Log,
) {
    match (&old.list, &new.list) {
        (None, Some(_)) => {
            let message = "the call can be read item by item";
            log.add(Rule::PaginationAdded, &call.path, message)
                .both(old.span, new.span);
        }
        (Some(_), None) => {
            let message = "the call can no longer be read item by item";
            log.add(Rule::PaginationRemoved, &call.path, message)
                .both(old.span, new.span);
        }
        (Some((_, before)), Some((_, after))) => {
            if let Some(difference) = comparing.difference(before, after) {
                let instead = comparing.instead(difference, before, after);
                let message = format!("an item of the pages is {instead}");
                let types = (difference, before, after);
                types::change(comparing, RECEIVED, types, &call.path, message, log)
                    .both(old.span, new.span);
            }
        }
        (None, None) => {}
    }
    let lists = |old: &Path, new: &Path| path(&comparing.old, old) != path(&comparing.new, new);
    let is_elsewhere = match (&old.list, &new.list) {
        (Some((old, _)), Some((new, _))) => lists(old, new),
        _ => false,
    };
    if is_elsewhere || words(&comparing.old, call.old, old) != words(&comparing.new, call.new, new)
    {
        let message = "the way to the next page changed";
        log.add(Rule::PaginationChanged, &call.path, message)
            .both(old.span, new.span);
    }
}

/// The fields that lead to a place, in words of the description.
fn path(view: &View<'_>, path: &Path) -> Vec<String> {
    let fields = path.iter();
    fields.map(|(id, at)| view.field_wire(*id, *at)).collect()
}

/// How the next page is found, in the same way.
fn words(view: &View<'_>, operation: &Operation, pagination: &Pagination) -> Vec<String> {
    let more = match &pagination.more {
        Some(more) => [vec!["more".to_owned()], path(view, more)].concat(),
        None => Vec::new(),
    };
    let input = |at: &usize| {
        let input = operation.inputs.get(*at);
        input.map(|input| input.wire.clone()).unwrap_or_default()
    };
    let next = match &pagination.next {
        NextPage::Cursor { input: at, from } => {
            [vec!["cursor".to_owned(), input(at)], path(view, from)].concat()
        }
        NextPage::Last { input: at, at: of } => {
            [vec!["last".to_owned(), input(at)], path(view, of)].concat()
        }
        NextPage::Offset { input: at, first } => {
            vec!["offset".to_owned(), input(at), first.to_string()]
        }
        NextPage::Page { input: at, first } => {
            vec!["page".to_owned(), input(at), first.to_string()]
        }
        NextPage::Address(from) => [vec!["address".to_owned()], path(view, from)].concat(),
        NextPage::Link => vec!["link".to_owned()],
    };
    [next, more].concat()
}
