//! The root modules: clients, their builders and credentials, the error type.

use proc_macro2::TokenStream;
use quote::quote;

use super::template::{docs, ident, print};
use super::writer::{Parameter, Writer, constant};
use super::{gate_line, table};
use crate::rust::{
    Accessor, CredentialVariant, CredentialsStruct, Envelope, Gate, Identity, RestRoot, SoapRoot,
};

pub(super) fn rest(root: &RestRoot) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(base_url) = &root.base_url {
        let (documentation, url) = (docs(&base_url.docs), &base_url.url);
        parts.push(print(quote! {
            #documentation
            pub const BASE_URL: &str = #url;
        }));
    }
    let client_docs = docs(&root.client_docs);
    parts.push(print(quote! {
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            core: rest::Client,
        }
    }));
    let credential = match &root.identity {
        Identity::Nothing => None,
        Identity::One(_) => Some((quote!(credential), quote!(Credential))),
        Identity::Several(_) => Some((quote!(credentials), quote!(Credentials))),
    };
    parts.push(client_methods(
        root.base_url.is_some(),
        credential,
        &root.new_docs,
        &root.builder_docs,
        &root.accessors,
    ));
    parts.push("client!(Client, Error);\n".to_owned());
    parts.push(builder_alias("rest"));
    let user_agent = "USER_AGENT".to_owned();
    let mut service = vec![match root.base_url {
        Some(_) => (
            "Service::new".to_owned(),
            vec!["BASE_URL".to_owned(), user_agent],
        ),
        None => ("Service::anywhere".to_owned(), vec![user_agent]),
    }];
    match &root.identity {
        Identity::Nothing => {}
        Identity::One(variants) => parts.extend(self::credential(variants)),
        Identity::Several(credentials) => {
            parts.extend(self::credentials(credentials));
            service.push(("needs".to_owned(), vec![table::needs(&credentials.needs)]));
        }
    }
    parts.push(constant("SERVICE", "Service", &service));
    parts.extend(root.envelope.as_ref().map(envelope));
    parts.push(self::user_agent());
    parts
}

/// The credential of a client that has one.
fn credential(variants: &[CredentialVariant]) -> [String; 2] {
    let table = table::credential(variants);
    let variants = variants.iter().map(|variant| {
        let documentation = docs(&variant.docs);
        let name = ident(&variant.name);
        let ty = ident(variant.ty);
        quote!(#documentation #name(#ty))
    });
    let declaration = print(quote! {
        /// The credential of a client.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum Credential {
            #(#variants,)*
        }
    });
    [declaration, table]
}

/// The credentials of a client that has several.
fn credentials(credentials: &CredentialsStruct) -> Vec<String> {
    let fields = credentials.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.name), ident(field.ty));
        quote!(#name: Option<#ty>)
    });
    let setters = credentials.fields.iter().map(|field| {
        let documentation = docs(&field.docs);
        let (name, ty) = (ident(&field.name), ident(field.ty));
        let (taken, given) = if field.converts {
            (quote!(impl Into<#ty>), quote!(#name.into()))
        } else {
            (quote!(#ty), quote!(#name))
        };
        quote! {
            #documentation
            pub fn #name(mut self, #name: #taken) -> Self {
                self.#name = Some(#given);
                self
            }
        }
    });
    vec![
        print(quote! {
            /// The credentials of a client: at most one for each scheme.
            ///
            /// A call is sent with the first of its alternatives of which the client has every
            /// credential. A call for which there is none fails before anything is sent.
            #[derive(Clone, Debug, Default)]
            #[must_use = "credentials are used only by a client that is made with them"]
            pub struct Credentials {
                #(#fields,)*
            }
        }),
        print(quote! {
            impl Credentials {
                /// Starts without a credential, which is enough for calls that need none.
                pub fn new() -> Self {
                    Self::default()
                }

                #(#setters)*
            }
        }),
        table::credentials(credentials),
    ]
}

fn envelope(envelope: &Envelope) -> String {
    let mut chain = vec![(
        "Envelope::new".to_owned(),
        vec![
            table::literal(&envelope.success),
            table::literal(&envelope.data),
        ],
    )];
    if let Some(code) = &envelope.code {
        chain.push(("code".to_owned(), vec![table::literal(code)]));
    }
    if let Some(message) = &envelope.message {
        chain.push(("message".to_owned(), vec![table::literal(message)]));
    }
    format!(
        "/// How every response wraps its payload.\n{}{}",
        gate_line(&envelope.gate),
        constant("ENVELOPE", "Envelope", &chain)
    )
}

pub(super) fn soap(root: &SoapRoot) -> Vec<String> {
    let endpoint = &root.endpoint;
    let namespace = &root.namespace;
    let mut parts = vec![print(quote! {
        /// The endpoint of calls, unless the builder sets another one.
        pub const ENDPOINT: &str = #endpoint;
    })];
    parts.push(print(quote! {
        /// The XML namespace of requests and responses.
        pub const NAMESPACE: &str = #namespace;
    }));
    let client_docs = docs(&root.client_docs);
    parts.push(print(quote! {
        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            core: soap::Client,
        }
    }));
    parts.push(client_methods(
        true,
        Some((quote!(session), quote!(Session))),
        &root.new_docs,
        &root.builder_docs,
        &root.accessors,
    ));
    parts.push("client!(Client, Error);\n".to_owned());
    parts.push(builder_alias("soap"));
    let mut service = vec![(
        "Service::new".to_owned(),
        vec![
            "ENDPOINT".to_owned(),
            "NAMESPACE".to_owned(),
            "USER_AGENT".to_owned(),
        ],
    )];
    if let Some(session) = &root.session {
        service.push(("session".to_owned(), vec![table::literal(session)]));
    }
    parts.push(constant("SERVICE", "Service", &service));
    parts.push(user_agent());
    parts
}

/// The constructors and accessors of a client, which may know its address; `credential` is the name
/// and type of what it identifies itself with.
fn client_methods(
    has_address: bool,
    credential: Option<(TokenStream, TokenStream)>,
    new_docs: &[String],
    builder_docs: &[String],
    accessors: &[Accessor],
) -> String {
    let new_docs = docs(new_docs);
    let builder_docs = docs(builder_docs);
    let (argument, passed, given) = match credential {
        Some((name, ty)) => (
            quote!(#name: impl Into<#ty>),
            quote!(#name),
            quote!(#name.into()),
        ),
        None => (quote!(), quote!(), quote!(())),
    };
    let (argument, passed, rest) = if has_address {
        (argument, passed, quote!())
    } else {
        (
            quote!(base_url: impl Into<String>, #argument),
            quote!(base_url, #passed),
            quote!(.base_url(base_url)),
        )
    };
    let text = print(quote! {
        impl Client {
            #new_docs
            pub fn new(#argument) -> Result<Self, Error> {
                Self::builder(#passed).build()
            }

            #builder_docs
            pub fn builder(#argument) -> ClientBuilder {
                ClientBuilder::new(&SERVICE, #given)#rest
            }
        }
    });
    let mut out = Writer::inside(text.strip_suffix("}\n").unwrap_or(&text));
    for accessor in accessors {
        let path = format!("{}::{}", accessor.module, accessor.handle);
        out.blank();
        out.docs(&accessor.docs);
        out.gate(&gate_line(&accessor.gate));
        out.function(
            &accessor.name,
            &[Parameter::Itself("&self")],
            &format!("{path}<'_>"),
        );
        out.literal(&path, &["client: self".to_owned()]);
        out.close();
    }
    out.close();
    out.finish()
}

fn builder_alias(protocol: &str) -> String {
    let protocol = ident(protocol);
    print(quote! {
        /// Builds a [`Client`].
        pub type ClientBuilder = bindery_runtime::#protocol::ClientBuilder<Client>;
    })
}

fn user_agent() -> String {
    "/// The header `User-Agent` of calls.\n\
     const USER_AGENT: &str = concat!(env!(\"CARGO_PKG_NAME\"), \"/\", env!(\"CARGO_PKG_VERSION\"));\n"
        .to_owned()
}

pub(super) fn error(
    lines: &[String],
    codes: Option<&str>,
    xml: bool,
    soap: Option<&Gate>,
) -> Vec<String> {
    let documentation = docs(lines);
    let codes = codes.map_or_else(String::new, |codes| format!(", code: {codes}"));
    let mut parts = vec![
        print(quote! {
            #documentation
            pub struct Error(bindery_runtime::Error);
        }),
        format!("bindery_runtime::v1::error!(Error{codes});\n"),
    ];
    if xml {
        parts.push("bindery_runtime::v1::xml::error!(Error);\n".to_owned());
    }
    if let Some(gate) = soap {
        let gate = gate_line(gate);
        parts.push(format!("{gate}bindery_runtime::v1::soap::error!(Error);\n"));
    }
    parts
}
