//! The bodies of the runtime's macros: tables of wire names, one entry a line.
//!
//! They are not Rust that a formatter knows, so they are written as text; a line more in the
//! description is a line more here.

use proc_macro2::Literal;

use super::direct;
use crate::rust::{CredentialVariant, CredentialsStruct, OpenEnum, Request, Ty, TypeStruct};

/// The table of a record's fields.
pub(super) fn record(direction: &str, record: &TypeStruct) -> String {
    let mut text = format!("record! {{\n    {direction} {} {{\n", record.name);
    for field in &record.fields {
        let item = item(field.item.as_deref());
        let secret = secret(field.secret);
        let null = null(field.nullable);
        if field.further {
            text.push_str(&format!("        ..{}{secret}\n", field.name));
            continue;
        }
        text.push_str(&format!(
            "        {} = {}{item}{secret}{null},\n",
            field.name,
            literal(&field.wire)
        ));
    }
    text.push_str("    }\n}\n");
    text
}

/// The table of an enumeration's values.
pub(super) fn open_enum(open: &OpenEnum) -> String {
    let mut text = format!("{}! {{\n    {} {{\n", open.table, open.name);
    for variant in &open.variants {
        text.push_str(&format!("        {} = {},\n", variant.name, variant.wire));
    }
    text.push_str("    } else Unknown\n}\n");
    text
}

/// The table of a request's fields.
pub(super) fn request(request: &Request) -> String {
    let output = ty(&request.wire.output);
    let mut text = format!("request! {{\n    {} -> {output}, Error;\n", request.name);
    if let Some(item) = &request.wire.item {
        text.push_str(&format!("    result of {};\n", literal(item)));
    }
    for line in &request.wire.lines {
        let place = line
            .place
            .map_or_else(String::new, |place| format!("{place} "));
        let item = item(line.item.as_deref());
        let media = (line.media_type.as_deref())
            .map_or_else(String::new, |media| format!(" as {}", literal(media)));
        let secret = secret(line.secret);
        let null = null(line.nullable && line.style.is_none());
        let style = line
            .style
            .as_ref()
            .map_or_else(String::new, |style| format!(" style {style}"));
        text.push_str(&format!(
            "    {place}{} = {}{item}{media}{secret}{null}{style},\n",
            line.name,
            literal(&line.wire)
        ));
    }
    text.push_str("}\n");
    text
}

/// The table of credentials.
pub(super) fn credential(variants: &[CredentialVariant]) -> String {
    let mut text = "credential! {\n    Credential {\n".to_owned();
    for variant in variants {
        let place = match &variant.header {
            Some(header) => format!("header {}", literal(header)),
            None => "bearer".to_owned(),
        };
        text.push_str(&format!(
            "        {}({}) = {place},\n",
            variant.name, variant.ty
        ));
    }
    text.push_str("    }\n}\n");
    text
}

/// The table of credentials of which a client may hold several.
pub(super) fn credentials(credentials: &CredentialsStruct) -> String {
    let mut text = "credentials! {\n    Credentials {\n".to_owned();
    for field in &credentials.fields {
        let wire = field
            .wire
            .as_ref()
            .map_or_else(String::new, |wire| format!(" {}", literal(wire)));
        text.push_str(&format!(
            "        {} {} = {}{wire},\n",
            field.name,
            literal(&field.scheme),
            field.place
        ));
    }
    text.push_str("    }\n");
    if !credentials.from.is_empty() {
        text.push_str("    from {\n");
        for (ty, field) in &credentials.from {
            text.push_str(&format!("        {ty} => {field},\n"));
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n");
    text
}

/// Alternatives of schemes.
pub(super) fn needs(alternatives: &[Vec<String>]) -> String {
    let lists: Vec<_> = alternatives
        .iter()
        .map(|schemes| {
            let names: Vec<_> = schemes.iter().map(|name| literal(name)).collect();
            format!("&[{}]", names.join(", "))
        })
        .collect();
    format!("&[{}]", lists.join(", "))
}

/// A string as a literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

fn item(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!(" of {}", literal(name)))
}

fn secret(secret: bool) -> &'static str {
    if secret { " as secret" } else { "" }
}

fn null(nullable: bool) -> &'static str {
    if nullable { " or null" } else { "" }
}

/// A type as text.
fn ty(rust: &Ty) -> String {
    let mut text = String::new();
    direct::ty(&mut text, rust);
    text
}
