//! What a response has in addition to its body, as documentation: its headers, and links to other
//! calls.

use super::Context;
use super::calls::{Call, path};
use super::docs::{Docs, Links, clause, code, inline};
use crate::model::{Header, Link, LinkTarget};

/// What a caller should know of it.
pub(super) fn notes(context: &Context<'_>, call: Call<'_>, docs: &mut Docs) {
    let output = &call.operation.output;
    let links = context.links(&call.operation.origin.file);
    if !output.headers.is_empty() {
        docs.ours("`.with_response()` also returns the headers:");
        for one in &output.headers {
            docs.item(&header(one, links));
        }
    }
    if !output.links.is_empty() {
        docs.ours("The response links to:");
        for one in &output.links {
            docs.item(&link(context, links, one));
        }
    }
}

pub(super) fn header(header: &Header, links: Links<'_>) -> String {
    let mut text = code(&header.name);
    if !header.kind.is_empty() {
        text.push_str(&format!(" ({})", inline(&header.kind)));
    }
    if header.required {
        text.push_str(", always sent");
    }
    if header.deprecated {
        text.push_str(", deprecated");
    }
    said(&text, &header.docs, links)
}

fn link(context: &Context<'_>, links: Links<'_>, link: &Link) -> String {
    let mut text = match &link.to {
        LinkTarget::Operation(id) => match path(context, id) {
            Some(call) => format!("`{call}`"),
            None => code(id),
        },
        LinkTarget::Elsewhere(reference) => code(reference),
    };
    text = format!("{}: {text}", code(&link.name));
    for (at, (name, value)) in link.inputs.iter().enumerate() {
        let joint = if at == 0 { " with" } else { "," };
        text.push_str(&format!("{joint} {} from {}", code(name), code(value)));
    }
    said(&text, &link.docs, links)
}

/// A text with what the description says of it.
fn said(text: &str, docs: &str, links: Links<'_>) -> String {
    let said = clause(docs, links);
    if said.is_empty() {
        format!("{text}.")
    } else {
        format!("{text}: {said}.")
    }
}
