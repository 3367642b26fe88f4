//! Structs, open enumerations and aliases.

use super::super::calls::converts;
use super::super::layout;
use super::super::types::{START, field_tokens, input_tokens};
use super::calls::{parameter, signature};
use super::{alone_in_struct, breaks, deprecated, docs, field, line, members, one_line, ty};
use crate::rust::{Alias, Inputs, OpenEnum, RecordField, Start, Ty, TypeStruct};

pub(in crate::emit) fn record(record: &TypeStruct) -> Option<String> {
    let mut text = String::new();
    docs(&mut text, "", &record.docs)?;
    deprecated(&mut text, "", record.deprecated);
    text.push_str(match record.start {
        Start::Default => "#[derive(Clone, Debug, Default, PartialEq)]\n",
        Start::Nothing | Start::New => "#[derive(Clone, Debug, PartialEq)]\n",
    });
    if record.open {
        text.push_str("#[non_exhaustive]\n");
    }
    if record.fields.is_empty() {
        line(&mut text, &["pub struct ", &record.name, " {}"]);
        return Some(text);
    }
    line(&mut text, &["pub struct ", &record.name, " {"]);
    members(
        &mut text,
        &record.fields,
        record_field,
        field_tokens,
        alone_in_struct(),
    )?;
    text.push_str("}\n");
    Some(text)
}

pub(in crate::emit) fn start(record: &TypeStruct) -> Option<String> {
    if record.fields.is_empty() {
        return None;
    }
    let mut text = String::new();
    line(&mut text, &["impl ", &record.name, " {"]);
    one_line(text.trim_end())?;
    line(&mut text, &["    /// ", START]);
    let required = record.fields.iter().filter(|field| field.initial.is_none());
    let parameters: Vec<_> = required
        .map(|field| parameter(&field.name, &field.ty))
        .collect();
    signature(&mut text, "new", &parameters, "Self")?;
    let fields: Vec<_> = record.fields.iter().map(started).collect();
    let joined = fields.join(", ");
    if joined.len() <= layout::LITERAL_WIDTH {
        line(&mut text, &["        Self { ", &joined, " }"]);
    } else {
        text.push_str("        Self {\n");
        for field in fields {
            let start = text.len();
            line(&mut text, &["            ", &field, ","]);
            one_line(text[start..].trim_end())?;
        }
        text.push_str("        }\n");
    }
    text.push_str("    }\n}\n");
    Some(text)
}

/// A field in the literal of a record that is started.
fn started(field: &RecordField) -> String {
    let name = &field.name;
    match field.initial {
        Some(initial) => format!("{name}: {initial}"),
        None if converts(&field.ty) => format!("{name}: {name}.into()"),
        None => name.clone(),
    }
}

fn record_field(text: &mut String, record: &RecordField) -> Option<()> {
    docs(text, "    ", &record.docs)?;
    deprecated(text, "    ", record.deprecated);
    field(text, "    pub ", &record.name, &record.ty)
}

pub(in crate::emit) fn open_enum(open: &OpenEnum) -> Option<String> {
    let mut text = String::new();
    docs(&mut text, "", &open.docs)?;
    deprecated(&mut text, "", open.deprecated);
    text.push_str("#[derive(Clone, Debug, PartialEq, Eq, Hash)]\n#[non_exhaustive]\n");
    line(&mut text, &["pub enum ", &open.name, " {"]);
    for variant in &open.variants {
        docs(&mut text, "    ", &variant.docs)?;
        line(&mut text, &["    ", &variant.name, ","]);
    }
    text.push_str(
        "    /// A value that this version of the crate has no name for.\n    \
         Unknown(UnknownValue<Self>),\n}\n",
    );
    Some(text)
}

pub(in crate::emit) fn alias(alias: &Alias) -> Option<String> {
    let mut text = String::new();
    docs(&mut text, "", &alias.docs)?;
    deprecated(&mut text, "", alias.deprecated);
    let start = text.len();
    text.push_str("pub type ");
    text.push_str(&alias.name);
    text.push_str(" = ");
    ty(&mut text, &alias.ty);
    text.push(';');
    if breaks(&alias.ty) {
        one_line(&text[start..])?;
    }
    text.push('\n');
    Some(text)
}

pub(in crate::emit) fn inputs(inputs: &Inputs) -> Option<String> {
    if inputs.fields.is_empty() {
        return None;
    }
    let mut text = String::new();
    docs(&mut text, "", &inputs.docs)?;
    text.push_str("#[derive(Clone, Debug, PartialEq)]\n");
    line(&mut text, &["pub struct ", &inputs.name, " {"]);
    members(
        &mut text,
        &inputs.fields,
        input,
        input_tokens,
        alone_in_struct(),
    )?;
    text.push_str("}\n");
    Some(text)
}

fn input(text: &mut String, (lines, name, rust): &(Vec<String>, String, Ty)) -> Option<()> {
    docs(text, "    ", lines)?;
    field(text, "    pub ", name, rust)
}
