//! Types: structs, open enumerations, aliases, and the tables of their wire names.

use proc_macro2::TokenStream;
use quote::quote;

use super::calls::{given, parameter};
use super::{deprecated, direct, docs, ident, print, table, text};
use crate::rust::{Alias, Direction, Former, Inputs, OpenEnum, RecordField, Start, Ty, TypeStruct};

pub(super) fn record(record: &TypeStruct) -> Vec<String> {
    let direction = match record.direction {
        Direction::Read => "read",
        Direction::Write => "write",
        Direction::Both => "both",
    };
    let mut parts = vec![text(direct::record(record), || record_tokens(record))];
    if record.start == Start::New {
        parts.push(text(direct::start(record), || start_tokens(record)));
    }
    parts.push(table::record(direction, record));
    parts
}

pub(super) fn record_tokens(record: &TypeStruct) -> TokenStream {
    let name = ident(&record.name);
    let documentation = docs(&record.docs);
    let attribute = deprecated(record.deprecated);
    let fields = record.fields.iter().map(field_tokens);
    let open = if record.open {
        quote!(#[non_exhaustive])
    } else {
        TokenStream::new()
    };
    let derives = match record.start {
        Start::Default => quote!(#[derive(Clone, Debug, Default, PartialEq)]),
        Start::Nothing | Start::New => quote!(#[derive(Clone, Debug, PartialEq)]),
    };
    quote! {
        #documentation
        #attribute
        #derives
        #open
        pub struct #name {
            #(#fields,)*
        }
    }
}

/// What the function that starts a record says of itself.
pub(super) const START: &str = "Starts with what is required; everything else is absent.";

/// The function that starts a record with the fields that have to be given.
pub(super) fn start_tokens(record: &TypeStruct) -> TokenStream {
    let name = ident(&record.name);
    let documentation = docs(&[START.to_owned()]);
    let parameters = record
        .fields
        .iter()
        .filter(|field| field.initial.is_none())
        .map(|field| parameter(&field.name, &field.ty));
    let fields = record.fields.iter().map(|field| match field.initial {
        None => given(&field.name, &field.ty),
        Some(initial) => {
            let name = ident(&field.name);
            let initial: TokenStream = initial.parse().unwrap_or_default();
            quote!(#name: #initial)
        }
    });
    quote! {
        impl #name {
            #documentation
            pub fn new(#(#parameters),*) -> Self {
                Self {
                    #(#fields,)*
                }
            }
        }
    }
}

pub(super) fn field_tokens(field: &RecordField) -> TokenStream {
    let documentation = docs(&field.docs);
    let attribute = deprecated(field.deprecated);
    let name = ident(&field.name);
    let ty = ty(&field.ty);
    quote!(#documentation #attribute pub #name: #ty)
}

pub(super) fn open_enum(open: &OpenEnum) -> Vec<String> {
    let name = ident(&open.name);
    let mut parts = vec![
        text(direct::open_enum(open), || enum_tokens(open)),
        table::open_enum(open),
    ];
    if !open.former.is_empty() {
        let former = open.former.iter().map(|former| {
            let documentation = former_docs(&format!("Self::{}", former.now), &former.now);
            let attribute = renamed(&former.now);
            let old = ident(&former.name);
            let now = ident(&former.now);
            quote! {
                #documentation
                #attribute
                #[expect(non_upper_case_globals, reason = "it stands for a variant")]
                pub const #old: Self = Self::#now;
            }
        });
        parts.push(print(quote!(impl #name { #(#former)* })));
    }
    parts
}

pub(super) fn enum_tokens(open: &OpenEnum) -> TokenStream {
    let name = ident(&open.name);
    let documentation = docs(&open.docs);
    let attribute = deprecated(open.deprecated);
    let variants = open.variants.iter().map(|variant| {
        let documentation = docs(&variant.docs);
        let name = ident(&variant.name);
        quote!(#documentation #name)
    });
    quote! {
        #documentation
        #attribute
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this version of the crate has no name for."]
            Unknown(UnknownValue<Self>),
        }
    }
}

/// The name that a type had before.
pub(super) fn former(former: &Former) -> String {
    let documentation = former_docs(&former.now, &former.now);
    let attribute = renamed(&former.now);
    let old = ident(&former.name);
    let now = ident(&former.now);
    print(quote!(#documentation #attribute pub type #old = #now;))
}

/// The documentation of a former name.
pub(super) fn former_docs(path: &str, now: &str) -> TokenStream {
    let shown = if path == now {
        format!(" The former name of [`{now}`].")
    } else {
        format!(" The former name of [`{now}`]({path}).")
    };
    quote!(#[doc = #shown])
}

/// The attribute of a former name.
pub(super) fn renamed(now: &str) -> TokenStream {
    let note = format!("renamed to `{now}`");
    quote!(#[deprecated = #note])
}

pub(super) fn alias(alias: &Alias) -> String {
    text(direct::alias(alias), || alias_tokens(alias))
}

pub(super) fn alias_tokens(alias: &Alias) -> TokenStream {
    let name = ident(&alias.name);
    let documentation = docs(&alias.docs);
    let attribute = deprecated(alias.deprecated);
    let ty = ty(&alias.ty);
    quote!(#documentation #attribute pub type #name = #ty;)
}

pub(super) fn inputs(inputs: &Inputs) -> String {
    text(direct::inputs(inputs), || inputs_tokens(inputs))
}

pub(super) fn inputs_tokens(inputs: &Inputs) -> TokenStream {
    let name = ident(&inputs.name);
    let documentation = docs(&inputs.docs);
    let fields = inputs.fields.iter().map(input_tokens);
    quote! {
        #documentation
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #(#fields,)*
        }
    }
}

pub(super) fn input_tokens((lines, name, field): &(Vec<String>, String, Ty)) -> TokenStream {
    let documentation = docs(lines);
    let name = ident(name);
    let ty = ty(field);
    quote!(#documentation pub #name: #ty)
}

/// A type in a field or a signature.
pub(super) fn ty(rust: &Ty) -> TokenStream {
    match rust {
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::Plain(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::String => quote!(String),
        Ty::Secret => quote!(SecretString),
        Ty::DateTime => quote!(DateTime),
        Ty::Json => quote!(JsonValue),
        Ty::Unit => quote!(()),
        Ty::Runtime {
            name,
            qualified,
            of,
        } => {
            let name = ident(name);
            let path = qualified.then(|| quote!(bindery_runtime::));
            let of = of.as_ref().map(|inner| {
                let inner = ty(inner);
                quote!(<#inner>)
            });
            quote!(#path #name #of)
        }
        Ty::Named(name) | Ty::Own(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Ty::Within(name) => {
            let name = ident(name);
            quote!(types::#name)
        }
        Ty::Boxed(inner) => wrapped("Box", inner),
        Ty::Option(inner) => wrapped("Option", inner),
        Ty::Maybe(inner) => wrapped("Maybe", inner),
        Ty::Vec(inner) => wrapped("Vec", inner),
        Ty::Map(inner) => {
            let inner = ty(inner);
            quote!(BTreeMap<String, #inner>)
        }
        Ty::Tuple(places) => {
            let places = places.iter().map(ty);
            quote!((#(#places),*))
        }
    }
}

fn wrapped(outer: &str, inner: &Ty) -> TokenStream {
    let outer = ident(outer);
    let inner = ty(inner);
    quote!(#outer<#inner>)
}
