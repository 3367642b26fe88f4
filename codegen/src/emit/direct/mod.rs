//! Writes the usual items as text, without tokens in between.
//!
//! The printer's text for a record or a method of ours is as simple as their names and types are;
//! the few places where its lines may break are known. What is written here is what [`print`] makes
//! of the same item's tokens, byte for byte, or nothing: every function answers `None` for whatever
//! it is not sure of, and then the tokens are printed. It decides nothing about the shape of the
//! code: to change that, change the tokens first, and the tests here say what follows.
//!
//! [`print`]: super::print

mod calls;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Ty;

pub(super) use calls::{handle_methods, handle_struct, request_struct, setters};
pub(super) use types::{alias, inputs, open_enum, record, start};

/// The widest line that the printer leaves in one piece.
const MARGIN: usize = 89;

/// Whether the printer leaves a line in one piece; unknown where a byte is no column.
fn fits(line: &str) -> Option<bool> {
    if line.len() <= MARGIN {
        Some(true)
    } else {
        line.is_ascii().then_some(false)
    }
}

/// Nothing, unless the printer certainly leaves a line in one piece.
fn one_line(line: &str) -> Option<()> {
    fits(line)?.then_some(())
}

/// Adds the pieces of a line.
fn line(text: &mut String, pieces: &[&str]) {
    for piece in pieces {
        text.push_str(piece);
    }
    text.push('\n');
}

/// Adds documentation lines.
fn docs(text: &mut String, indent: &str, lines: &[String]) -> Option<()> {
    for doc in lines {
        // A line feed would make another comment of it.
        if doc.bytes().any(|byte| byte < b' ') {
            return None;
        }
        text.push_str(indent);
        text.push_str("///");
        let doc = doc.trim_end_matches(' ');
        if !doc.is_empty() {
            text.push(' ');
            text.push_str(doc);
        }
        text.push('\n');
    }
    Some(())
}

/// Adds the attribute of what is deprecated.
fn deprecated(text: &mut String, indent: &str, deprecated: bool) {
    if deprecated {
        line(text, &[indent, "#[deprecated]"]);
    }
}

/// Adds a type on one line.
pub(super) fn ty(text: &mut String, rust: &Ty) {
    let (open, inner) = match rust {
        Ty::Bool => ("bool", None),
        Ty::I32 => ("i32", None),
        Ty::I64 => ("i64", None),
        Ty::Plain(name) => (*name, None),
        Ty::F32 => ("f32", None),
        Ty::F64 => ("f64", None),
        Ty::String => ("String", None),
        Ty::Secret => ("SecretString", None),
        Ty::DateTime => ("DateTime", None),
        Ty::Json => ("JsonValue", None),
        Ty::Unit => ("()", None),
        Ty::Named(name) | Ty::Own(name) => (name.as_str(), None),
        Ty::Within(name) => {
            text.push_str("types::");
            (name.as_str(), None)
        }
        Ty::Runtime {
            name,
            qualified,
            of,
        } => {
            if *qualified {
                text.push_str("bindery_runtime::");
            }
            text.push_str(name);
            (if of.is_some() { "<" } else { "" }, of.as_ref())
        }
        Ty::Boxed(inner) => ("Box<", Some(inner)),
        Ty::Option(inner) => ("Option<", Some(inner)),
        Ty::Maybe(inner) => ("Maybe<", Some(inner)),
        Ty::Vec(inner) => ("Vec<", Some(inner)),
        Ty::Map(inner) => ("BTreeMap<String, ", Some(inner)),
        Ty::Tuple(places) => {
            text.push('(');
            for (at, place) in places.iter().enumerate() {
                if at > 0 {
                    text.push_str(", ");
                }
                ty(text, place);
            }
            (")", None)
        }
    };
    text.push_str(open);
    if let Some(inner) = inner {
        ty(text, inner);
        text.push('>');
    }
}

/// Whether a line may break inside of a type.
fn breaks(rust: &Ty) -> bool {
    matches!(
        rust,
        Ty::Boxed(_) | Ty::Option(_) | Ty::Maybe(_) | Ty::Vec(_) | Ty::Map(_) | Ty::Tuple(_)
    )
}

/// Adds `name: Type`, a comma and a line end.
fn field(text: &mut String, head: &str, name: &str, rust: &Ty) -> Option<()> {
    let start = text.len();
    text.push_str(head);
    text.push_str(name);
    text.push_str(": ");
    ty(text, rust);
    text.push(',');
    if breaks(rust) {
        one_line(&text[start..])?;
    }
    text.push('\n');
    Some(())
}

/// Adds the members of an item one by one, each as text or, where that is not sure, as the printer
/// prints it alone in such an item: members do not depend on each other, but for the blank line
/// before one that has documentation or is a method.
fn members<T>(
    text: &mut String,
    members: &[T],
    direct: impl Fn(&mut String, &T) -> Option<()>,
    tokens: impl Fn(&T) -> TokenStream,
    (open, item): (&str, impl Fn(TokenStream) -> TokenStream),
) -> Option<()> {
    for (index, member) in members.iter().enumerate() {
        let start = text.len();
        if direct(text, member).is_none() {
            text.truncate(start);
            let printed = super::print(item(tokens(member)));
            let body = printed.strip_prefix(open)?.strip_suffix("}\n")?;
            text.push_str(body);
        }
        let apart = ["    ///", "    #[", "    pub fn "];
        if index > 0 && apart.iter().any(|head| text[start..].starts_with(head)) {
            text.insert(start, '\n');
        }
    }
    Some(())
}

/// The item that a field is printed in alone.
fn alone_in_struct() -> (&'static str, impl Fn(TokenStream) -> TokenStream) {
    ("pub struct X {\n", |field| quote!(pub struct X { #field }))
}

/// The item that a method is printed in alone.
fn alone_in_impl() -> (&'static str, impl Fn(TokenStream) -> TokenStream) {
    ("impl X {\n", |method| quote!(impl X { #method }))
}

#[cfg(test)]
mod tests;
