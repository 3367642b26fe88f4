//! Calls whose responses are pages of one list: the methods that read them, and what of the response
//! and the request they go by.

use super::Context;
use super::bodies::Whole;
use super::calls::Call;
use super::docs::Docs;
use super::imports::Imports;
use crate::model::{Location, NextPage, Path};
use crate::rust::{PageItems, PageMethods};

/// The methods of a call, where its responses are pages.
pub(super) fn methods(context: &Context<'_>, call: Call<'_>) -> Option<PageMethods> {
    let pagination = call.operation.pagination.as_ref()?;
    let input = |at: &usize| {
        let own = call.names.inputs.get(*at).cloned();
        let input = call.operation.inputs.get(*at)?;
        match Whole::of(context, call).filter(|_| input.place == Location::BodyField) {
            Some(whole) => Some(format!("{}.{}", whole.field, whole.member(input)?)),
            None => own,
        }
    };
    let (style, input, first, place) = match &pagination.next {
        NextPage::Cursor { input: at, from } => ("cursor", input(at), None, fields(context, from)),
        NextPage::Last { input: at, at: of } => ("last", input(at), None, fields(context, of)),
        NextPage::Offset { input: at, first } => ("offset", input(at), Some(*first), Vec::new()),
        NextPage::Page { input: at, first } => ("page", input(at), Some(*first), Vec::new()),
        NextPage::Address(from) => ("address", None, None, fields(context, from)),
        NextPage::Link => ("link", None, None, Vec::new()),
    };
    Some(PageMethods {
        request: call.names.request.clone(),
        pages: "pages".to_owned(),
        items: pagination.list.as_ref().map(|(path, ty)| PageItems {
            name: "items".to_owned(),
            ty: context.ty(ty),
            place: fields(context, path),
        }),
        style,
        input,
        first,
        place,
        more: pagination.more.as_ref().map(|path| fields(context, path)),
    })
}

/// Imports what they are written with.
pub(super) fn imports(context: &Context<'_>, call: Call<'_>, imports: &mut Imports) {
    if let Some(methods) = methods(context, call) {
        imports.add("bindery_runtime::v1::rest", "pages");
        if let Some(items) = &methods.items {
            imports.ty(&items.ty);
        }
    }
}

/// What a caller should know of them.
pub(super) fn notes(context: &Context<'_>, call: Call<'_>, docs: &mut Docs) {
    let Some(methods) = methods(context, call) else {
        return;
    };
    let (request, pages) = (&methods.request, &methods.pages);
    docs.ours(&match &methods.items {
        Some(items) => format!(
            "The response is one page of a list: [`{request}::{}`] reads the items of all pages, \
             [`{request}::{pages}`] page by page.",
            items.name
        ),
        None => format!(
            "The response is one page of several: [`{request}::{pages}`] reads them one by one."
        ),
    });
}

/// The Rust names of fields.
fn fields(context: &Context<'_>, path: &Path) -> Vec<String> {
    path.iter()
        .filter_map(|(id, at)| context.names.types[id.index()].members.get(*at).cloned())
        .collect()
}
