//! Unions: the enum, and the table of what tells its variants apart.

use proc_macro2::TokenStream;
use quote::quote;

use super::table::literal;
use super::types::ty;
use super::{deprecated, direct, docs, ident, print};
use crate::rust::{Direction, UnionType, UnionVariant};

pub(super) fn union(union: &UnionType) -> Vec<String> {
    let mut parts = vec![print(tokens(union)), table(union)];
    if let Some(order) = &union.text {
        let mut text = format!("union_text! {{\n    {} {{\n", union.name);
        for name in order {
            text.push_str(&format!("        {name},\n"));
        }
        text.push_str("    } else Unknown\n}\n");
        parts.push(text);
    }
    parts
}

fn tokens(union: &UnionType) -> TokenStream {
    let name = ident(&union.name);
    let documentation = docs(&union.docs);
    let attribute = deprecated(union.deprecated);
    let variants = union.variants.iter().map(|variant| {
        let documentation = docs(&variant.docs);
        let name = ident(&variant.name);
        let held = ty(&variant.ty);
        if variant.boxed {
            quote!(#documentation #name(Box<#held>))
        } else {
            quote!(#documentation #name(#held))
        }
    });
    quote! {
        #documentation
        #attribute
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version of the crate has no variant for."]
            Unknown(bindery_runtime::UnknownVariant),
        }
    }
}

/// The table of a union's variants.
fn table(union: &UnionType) -> String {
    let direction = match union.direction {
        Direction::Read => "read",
        Direction::Write => "write",
        Direction::Both => "both",
    };
    let tag = match &union.tag {
        Some(tag) => format!(" by {}", literal(tag)),
        None => String::new(),
    };
    let mut text = format!("union! {{\n    {direction} {}{tag} {{\n", union.name);
    for variant in &union.variants {
        line(variant, &mut text);
    }
    text.push_str("    } else Unknown\n}\n");
    text
}

fn line(variant: &UnionVariant, text: &mut String) {
    text.push_str(&format!("        {}(", variant.name));
    direct::ty(text, &variant.ty);
    text.push_str(if variant.boxed { "; boxed)" } else { ")" });
    if let Some(kind) = variant.kind {
        text.push_str(&format!(": {kind}"));
        if !variant.required.is_empty() {
            let keys: Vec<_> = variant.required.iter().map(|key| literal(key)).collect();
            text.push_str(&format!(" [{}]", keys.join(", ")));
        }
    }
    if !variant.tags.is_empty() {
        let tags: Vec<_> = variant.tags.iter().map(|tag| literal(tag)).collect();
        text.push_str(&format!(" = {}", tags.join(" | ")));
    }
    if variant.untagged {
        text.push_str(" or none");
    }
    text.push_str(",\n");
}
