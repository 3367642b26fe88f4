//! Calls: handles and their methods, requests and their settings, the constants of the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{former_docs, renamed, ty};
use super::{deprecated, direct, docs, ident, layout, table, text};
use crate::rust::{Handle, Method, OperationStatic, Request, Setter, Ty};

pub(super) fn handle(handle: &Handle) -> Vec<String> {
    vec![
        text(direct::handle_struct(handle), || handle_tokens(handle)),
        text(direct::handle_methods(handle), || methods_tokens(handle)),
    ]
}

pub(super) fn handle_tokens(handle: &Handle) -> TokenStream {
    let name = ident(&handle.name);
    let documentation = docs(&handle.docs);
    quote! {
        #documentation
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'c> {
            pub(super) client: &'c Client,
        }
    }
}

pub(super) fn methods_tokens(handle: &Handle) -> TokenStream {
    let name = ident(&handle.name);
    let methods = handle.methods.iter().map(method);
    quote! {
        impl #name<'_> {
            #(#methods)*
        }
    }
}

pub(super) fn method(method: &Method) -> TokenStream {
    let documentation = docs(&method.docs);
    let attribute = deprecated(method.deprecated);
    let name = ident(&method.name);
    let request = ident(&method.request);
    let operation = ident(&method.operation);
    let set = method.set.iter().map(|(name, value)| {
        let name = ident(name);
        quote!(#name: Some(#value))
    });
    let optional = method.optional.iter().map(|name| ident(name));
    let maybe = method.maybe.iter().map(|name| ident(name));
    let (arguments, required): (Vec<_>, Vec<_>) = if let Some(inputs) = &method.inputs {
        let inputs = ident(inputs);
        let fields = method.arguments.iter().map(|argument| {
            let name = ident(&argument.name);
            quote!(#name: inputs.#name)
        });
        (vec![quote!(inputs: #inputs)], fields.collect())
    } else {
        method
            .arguments
            .iter()
            .map(|argument| {
                (
                    parameter(&argument.name, &argument.ty),
                    given(&argument.name, &argument.ty),
                )
            })
            .unzip()
    };
    let former = method.former.as_ref().map(|old| {
        let documentation = former_docs(&format!("Self::{}", method.name), &method.name);
        let attribute = renamed(&method.name);
        let old = ident(old);
        let passed: Vec<_> = match &method.inputs {
            Some(_) => vec![ident("inputs")],
            None => method
                .arguments
                .iter()
                .map(|argument| ident(&argument.name))
                .collect(),
        };
        quote! {
            #documentation
            #attribute
            pub fn #old(&self, #(#arguments),*) -> #request {
                self.#name(#(#passed),*)
            }
        }
    });
    quote! {
        #documentation
        #attribute
        pub fn #name(&self, #(#arguments),*) -> #request {
            #request {
                call: self.client.core.call(&#operation),
                #(#required,)*
                #(#set,)*
                #(#optional: None,)*
                #(#maybe: Maybe::Absent,)*
            }
        }
        #former
    }
}

/// A parameter, as lenient as its type allows.
pub(super) fn parameter(name: &str, rust: &Ty) -> TokenStream {
    let name = ident(name);
    let ty = if converts(rust) {
        let ty = ty(rust);
        quote!(impl Into<#ty>)
    } else {
        ty(rust)
    };
    quote!(#name: #ty)
}

/// The field that takes a parameter.
pub(super) fn given(name: &str, rust: &Ty) -> TokenStream {
    let name = ident(name);
    if converts(rust) {
        quote!(#name: #name.into())
    } else {
        quote!(#name)
    }
}

/// Whether callers usually hold something that only converts into the type.
pub(super) fn converts(rust: &Ty) -> bool {
    match rust {
        Ty::String | Ty::Secret | Ty::Maybe(_) => true,
        Ty::Runtime { name, .. } => *name == "Upload",
        _ => false,
    }
}

pub(super) fn request(request: &Request) -> Vec<String> {
    let mut parts = vec![text(direct::request_struct(request), || {
        request_tokens(request)
    })];
    if !request.setters.is_empty() {
        parts.push(text(direct::setters(request), || setters_tokens(request)));
    }
    parts.push(table::request(request));
    parts
}

pub(super) fn request_tokens(request: &Request) -> TokenStream {
    let name = ident(&request.name);
    let documentation = docs(&request.docs);
    let fields = request.fields.iter().map(request_field);
    quote! {
        #documentation
        #[derive(Clone, Debug)]
        #[must_use = "a request is sent only when it is awaited"]
        pub struct #name {
            call: Call,
            #(#fields,)*
        }
    }
}

pub(super) fn request_field((name, rust): &(String, Ty)) -> TokenStream {
    let name = ident(name);
    let ty = ty(rust);
    quote!(#name: #ty)
}

pub(super) fn setters_tokens(request: &Request) -> TokenStream {
    let name = ident(&request.name);
    let setters = request.setters.iter().map(setter);
    quote! {
        impl #name {
            #(#setters)*
        }
    }
}

pub(super) fn setter(setter: &Setter) -> TokenStream {
    let documentation = docs(&setter.docs);
    let attribute = deprecated(setter.deprecated);
    let name = ident(&setter.name);
    let parameter = parameter(&setter.name, &setter.ty);
    let value = match &setter.ty {
        Ty::Maybe(_) => quote!(#name.into()),
        ty if converts(ty) => quote!(Some(#name.into())),
        _ => quote!(Some(#name)),
    };
    let former = setter.former.as_ref().map(|old| {
        let documentation = former_docs(&format!("Self::{}", setter.name), &setter.name);
        let attribute = renamed(&setter.name);
        let old = ident(old);
        quote! {
            #documentation
            #attribute
            pub fn #old(self, #parameter) -> Self {
                self.#name(#name)
            }
        }
    });
    quote! {
        #documentation
        #attribute
        pub fn #name(mut self, #parameter) -> Self {
            self.#name = #value;
            self
        }
        #former
    }
}

pub(super) fn operation(operation: &OperationStatic) -> String {
    let arguments = operation
        .arguments
        .each_ref()
        .map(|argument| table::literal(argument));
    let mut chain = vec![(
        format!("Operation::{}", operation.constructor),
        arguments.to_vec(),
    )];
    for (name, argument) in &operation.modifiers {
        chain.push(((*name).to_owned(), argument.iter().cloned().collect()));
    }
    if let Some(needs) = &operation.needs {
        chain.push(("needs".to_owned(), vec![table::needs(needs)]));
    }
    layout::chain(&format!("static {}: Operation =", operation.name), &chain)
}
