//! Prints code that differs only in a few names: `quote` makes tokens, `prettyplease` prints them,
//! and this module adds white space.
//!
//! It adds blank lines between methods, keeps signatures on one line if they fit, and breaks struct
//! literals as rustfmt does. Only white space and trailing commas change; the tokens stay the same.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::writer::{LITERAL_WIDTH, WIDTH};

/// The text of one item.
pub(super) fn print(tokens: TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(tokens) else {
        unreachable!("lowering gives names and types that make an item");
    };
    arrange(&prettyplease::unparse(&file))
}

/// Documentation as attributes, one line each, so that the printer makes them `///` lines.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    lines
        .iter()
        .map(|line| {
            let text = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            quote!(#[doc = #text])
        })
        .collect()
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Arranges the text of an item that the printer made.
pub(super) fn arrange(text: &str) -> String {
    spaced(&literals(&signatures(text)))
}

/// Puts the parameters of a function on one line where they fit.
fn signatures(text: &str) -> String {
    let mut lines = text.lines().peekable();
    let mut out = String::new();
    while let Some(line) = lines.next() {
        let is_function = line.ends_with('(') && line.trim_start().starts_with("pub fn ");
        if !is_function {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let mut parameters = Vec::new();
        let mut end = String::new();
        for next in lines.by_ref() {
            if next.len() - next.trim_start().len() == indent {
                next.trim_start().clone_into(&mut end);
                break;
            }
            parameters.push(next.trim());
        }
        let joined = format!("{line}{}{end}", parameters.join(" ").trim_end_matches(','));
        if joined.len() <= WIDTH {
            out.push_str(&joined);
            out.push('\n');
        } else {
            out.push_str(line);
            out.push('\n');
            for parameter in parameters {
                out.push_str(&format!("{:indent$}    {parameter}\n", ""));
            }
            out.push_str(&format!("{:indent$}{end}\n", ""));
        }
    }
    out
}

/// Breaks struct literals that stand alone on their line and are too wide for it.
fn literals(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let literal = body
            .split_once(" { ")
            .filter(|(name, _)| {
                name.starts_with(char::is_uppercase)
                    && name.chars().all(|c| c.is_alphanumeric() || c == '_')
            })
            .and_then(|(name, rest)| rest.strip_suffix(" }").map(|fields| (name, fields)));
        match literal {
            Some((name, fields)) if fields.len() > LITERAL_WIDTH => {
                out.push_str(&format!("{:indent$}{name} {{\n", ""));
                for field in split_fields(fields) {
                    out.push_str(&format!("{:indent$}    {field},\n", ""));
                }
                out.push_str(&format!("{:indent$}}}\n", ""));
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// The fields of a literal: split at the commas outside of brackets.
fn split_fields(fields: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut start = 0;
    let mut found = Vec::new();
    for (at, character) in fields.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.push(fields[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(fields[start..].trim());
    found.retain(|field| !field.is_empty());
    found
}

/// Puts a blank line between the methods of an `impl` and before the documented fields of a
/// `struct`.
fn spaced(text: &str) -> String {
    let in_struct = text.lines().any(|line| line.starts_with("pub struct "));
    let in_impl = text.lines().any(|line| line.starts_with("impl"));
    let mut out = String::new();
    let mut previous: Option<&str> = None;
    for line in text.lines() {
        let starts_documented = line.starts_with("    ///") || line.starts_with("    #[");
        let new_field = in_struct
            && starts_documented
            && previous.is_some_and(|previous| {
                previous.starts_with("    ")
                    && previous.ends_with(',')
                    && !previous.starts_with("    ///")
            });
        let new_method = in_impl
            && previous == Some("    }")
            && (starts_documented
                || line.starts_with("    pub fn ")
                || line.starts_with("    fn "));
        if new_field || new_method {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = Some(line);
    }
    out
}
