//! What calls answer where the status decides: an enumeration, and the table of its statuses.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ty;
use super::{direct, docs, ident, print, table};
use crate::rust::{AnswerEnum, AnswerVariant, Setting, StreamMethod};

pub(super) fn by_status(answer: &AnswerEnum) -> Vec<String> {
    let documentation = docs(&answer.docs);
    let name = ident(&answer.name);
    let variants = answer.variants.iter().map(variant);
    vec![
        print(quote! {
            #documentation
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
            }
        }),
        statuses(answer),
    ]
}

fn variant(variant: &AnswerVariant) -> TokenStream {
    let documentation = docs(&variant.docs);
    let name = ident(&variant.name);
    let value = variant.ty.as_ref().map(|rust| {
        let ty = ty(rust);
        quote!((#ty))
    });
    quote!(#documentation #name #value)
}

fn statuses(answer: &AnswerEnum) -> String {
    let mut text = format!("answers! {{\n    {} {{\n", answer.name);
    for variant in &answer.variants {
        text.push_str(&format!(
            "        {} = {}",
            table::literal(&variant.status),
            variant.name
        ));
        if let Some(rust) = &variant.ty {
            text.push('(');
            direct::ty(&mut text, rust);
            text.push(')');
        }
        if let Some(form) = variant.form {
            text.push_str(&format!(" as {form}"));
        }
        text.push_str(",\n");
    }
    text.push_str("    }\n}\n");
    text
}

/// The method that answers with a stream.
pub(super) fn streams(method: &StreamMethod) -> String {
    let mut text = format!("streams! {{\n    {}.{} -> ", method.request, method.name);
    direct::ty(&mut text, &method.ty);
    text.push_str(&format!(
        ",\n    accepts {}",
        table::literal(&method.accept)
    ));
    match &method.sets {
        Some(Setting::Field(field)) => text.push_str(&format!(",\n    sets {field}")),
        Some(Setting::Member(keys)) => {
            let keys: Vec<_> = keys.iter().map(|key| table::literal(key)).collect();
            text.push_str(&format!(",\n    sets [{}]", keys.join(", ")));
        }
        None => {}
    }
    text.push_str("\n}\n");
    text
}
