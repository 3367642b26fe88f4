//! Prints items as text. Printing cannot fail and decides nothing.
//!
//! Each kind of item is laid out in one place:
//!
//! - items of which a description has many (types, calls, imports) by [`writer`], which breaks
//!   lines where rustfmt breaks them,
//! - items that a crate has once and that differ only in a few names (clients, credentials, the
//!   error type) by [`template`]: `quote` makes tokens, `prettyplease` prints them,
//! - tables of wire names, which are not Rust (the bodies of the runtime's macros), by [`table`],
//!   one entry per line.
//!
//! A file is its header, its module documentation and its items, with a blank line between them.

mod calls;
mod imports;
mod index;
mod root;
mod table;
mod template;
mod ty;
mod types;
mod writer;

use std::borrow::Cow;

use crate::hidden;
use crate::output::MARK;
use crate::rust::{File, Gate, Item, Module};

pub(crate) use ty::type_text;
pub(crate) use writer::taken_text;

/// What the parentheses of an attribute hold at most on one line, as rustfmt has it.
const WIDEST_ATTRIBUTE: usize = 70;

/// The text of a file.
pub(crate) fn emit(file: &File) -> String {
    let mut parts = vec![header(&file.source)];
    if !file.docs.is_empty() {
        parts.push(comment("//!", &file.docs));
    }
    if file.deprecated {
        parts.push(expectation(&file.deprecated_gate));
    }
    parts.extend(file.items.iter().flat_map(item_parts));
    // Nothing stands between two blank lines.
    parts.retain(|part| !part.is_empty());
    for table in parts.iter_mut().filter(|part| table::is_table(part)) {
        *table = table::folded(table);
    }
    let text = parts.join("\n");
    match hidden::in_source(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(escaped) => escaped,
    }
}

/// The comment that marks a file as generated: one line, or several if the documents have many or
/// long names.
fn header(source: &str) -> String {
    let text = format!("{MARK} from {source}: change the description, not this file.");
    let mut lines = vec!["//".to_owned()];
    for word in text.split(' ') {
        let at = lines.len() - 1;
        if lines[at].chars().count() + 1 + word.chars().count() > writer::WIDTH {
            lines.push(format!("// {word}"));
        } else {
            lines[at].push(' ');
            lines[at].push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

/// The texts that an item becomes, each ending in a line feed.
fn item_parts(item: &Item) -> Vec<String> {
    match item {
        Item::ShownFeatures => {
            vec!["#![cfg_attr(docsrs, feature(doc_cfg))]\n".to_owned()]
        }
        Item::Modules(modules) => vec![modules.iter().map(module).collect()],
        Item::Uses(uses) => vec![imports::imports(uses)],
        Item::Index(listed) => index::index(listed, 0),
        Item::Struct(record) => types::record(record),
        Item::Enum(open) => types::open_enum(open),
        Item::Union(union) => types::union(union),
        Item::Alias(alias) => vec![types::alias(alias)],
        Item::Former(former) => vec![types::former(former)],
        Item::Inputs(inputs) => vec![types::inputs(inputs)],
        Item::Handle(handle) => calls::handle(handle),
        Item::Request(request) => calls::request(request),
        Item::Responses(response) => calls::response(response),
        Item::Pages(methods) => vec![table::pages(methods)],
        Item::Streams(method) => vec![table::streams(method)],
        Item::Operation(operation) => vec![calls::operation(operation)],
        Item::RestRoot(root) => root::rest(root),
        Item::SoapRoot(root) => root::soap(root),
        Item::Error {
            docs,
            codes,
            xml,
            soap,
        } => root::error(docs, codes.as_deref(), *xml, soap.as_ref()),
    }
}

fn module(module: &Module) -> String {
    let gate = gate_line(&module.gate);
    let public = if module.public { "pub " } else { "" };
    format!("{gate}{public}mod {};\n", module.name)
}

/// The attribute that makes the lint yield, where the items are there that need it.
fn expectation(gate: &Gate) -> String {
    const EXPECT: &str = "expect(deprecated, reason = \"the API still has what it deprecates\")";
    let named = |name: &String| format!("feature = \"{name}\"");
    let names: Vec<_> = gate.names().iter().map(named).collect();
    let condition = match &names[..] {
        [] => return format!("#![{EXPECT}]\n"),
        [name] => name.clone(),
        names => {
            let line = names.join(", ");
            if line.len() <= WIDEST_ATTRIBUTE {
                format!("any({line})")
            } else {
                format!("any(\n        {}\n    )", names.join(",\n        "))
            }
        }
    };
    format!("#![cfg_attr(\n    {condition},\n    {EXPECT}\n)]\n")
}

/// The attribute of a gate, as a line or several; empty for what is there always.
fn gate_line(gate: &Gate) -> String {
    let named = |name: &String| format!("feature = \"{name}\"");
    let names: Vec<_> = gate.names().iter().map(named).collect();
    match &names[..] {
        [] => String::new(),
        [name] => format!("#[cfg({name})]\n"),
        names => {
            let line = names.join(", ");
            if line.len() <= WIDEST_ATTRIBUTE {
                format!("#[cfg(any({line}))]\n")
            } else {
                format!("#[cfg(any(\n    {}\n))]\n", names.join(",\n    "))
            }
        }
    }
}

/// Documentation lines behind a comment mark.
fn comment(mark: &str, lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| {
            if line.is_empty() {
                format!("{mark}\n")
            } else {
                format!("{mark} {line}\n")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
