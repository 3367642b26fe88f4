//! White space moves, tokens stay.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use proptest::prelude::*;
use quote::{format_ident, quote};

use super::imports::list;
use super::template::arrange;
use super::writer::constant;

/// The tokens as texts, without the commas that end a list.
fn tokens(text: &str) -> Vec<String> {
    let stream: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{error}:\n{text}"));
    let mut found = Vec::new();
    flatten(stream, &mut found);
    let mut kept: Vec<String> = Vec::with_capacity(found.len());
    for token in found {
        if matches!(token.as_str(), ")" | "]" | "}" | ">")
            && kept.last().is_some_and(|last| last == ",")
        {
            kept.pop();
        }
        kept.push(token);
    }
    kept
}

fn flatten(stream: TokenStream, found: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                found.push(open.to_owned());
                flatten(group.stream(), found);
                found.push(close.to_owned());
            }
            other => found.push(other.to_string()),
        }
    }
}

/// The item as the printer makes it.
fn printed(item: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(item).expect("the item is Rust"))
}

fn keeps_tokens(text: &str) {
    let arranged = arrange(text);
    assert_eq!(
        tokens(&arranged),
        tokens(text),
        "\n{text}\nbecame\n{arranged}"
    );
    assert_eq!(arrange(&arranged), arranged, "a second pass changes it");
    assert!(
        !arranged.lines().any(|line| line.ends_with(' ')),
        "a line ends in white space:\n{arranged}"
    );
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn emitted_items_keep_their_tokens() {
    let mut found = Vec::new();
    for module in ["nullable", "plain", "warehouse"] {
        files(
            &Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/goldens/src")
                .join(module),
            &mut found,
        );
    }
    assert!(found.len() > 20, "the goldens are there");
    for path in found {
        let text = fs::read_to_string(&path).expect("the file can be read");
        let file = syn::parse_file(&text).expect("the file is Rust");
        for item in file.items {
            keeps_tokens(&printed(quote!(#item)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_struct_keeps_its_tokens(
        fields in prop::collection::vec(("[a-z][a-z0-9_]{0,70}", "[ -~]{0,40}", 0..4_usize), 0..8),
        docs in "[ -~{}();,]{0,90}",
    ) {
        let fields = fields.iter().enumerate().map(|(index, (name, docs, kind))| {
            let name = format_ident!("{name}_{index}");
            let ty = [quote!(String), quote!(Option<Vec<String>>), quote!(BTreeMap<String, Option<DateTime>>), quote!(())][*kind].clone();
            let docs = (!docs.is_empty()).then(|| quote!(#[doc = #docs]));
            quote!(#docs pub #name: #ty)
        });
        keeps_tokens(&printed(quote!(#[doc = #docs] #[derive(Clone)] pub struct Any { #(#fields,)* })));
    }

    #[test]
    fn any_method_keeps_its_tokens(
        methods in prop::collection::vec(("[a-z][a-z0-9_]{0,60}", prop::collection::vec("[a-z][a-z0-9_]{0,40}", 0..6), "[ -~]{0,60}"), 1..5),
    ) {
        let methods = methods.iter().enumerate().map(|(index, (name, arguments, docs))| {
            let name = format_ident!("{name}_{index}");
            let names: Vec<_> = arguments.iter().enumerate().map(|(at, name)| format_ident!("{name}_{at}")).collect();
            quote! {
                #[doc = #docs]
                pub fn #name(&self, #(#names: impl Into<String>),*) -> Request {
                    Request { call: self.client.core.call(&OPERATION), #(#names: #names.into(),)* other: None }
                }
                pub fn set(mut self, value: i32) -> Self {
                    self.value = Some(value);
                    self
                }
            }
        });
        keeps_tokens(&printed(quote!(impl Any<'_> { #(#methods)* })));
    }

    #[test]
    fn chains_and_lists_are_what_they_hold(
        links in prop::collection::vec(("[a-z][a-z_]{0,20}", prop::collection::vec("[ -~]{0,40}", 0..3)), 1..5),
        names in prop::collection::btree_set("[A-Z][A-Za-z]{0,30}", 1..30),
    ) {
        let links: Vec<(String, Vec<String>)> = links
            .iter()
            .enumerate()
            .map(|(index, (name, texts))| {
                let texts = texts.iter().map(|text| proc_macro2::Literal::string(text).to_string()).collect();
                (format!("{name}_{index}"), texts)
            })
            .collect();
        let plain: Vec<_> = links.iter().map(|(name, arguments)| format!("{name}({})", arguments.join(", "))).collect();
        let text = constant("X", "T", &links);
        prop_assert_eq!(tokens(&text), tokens(&format!("static X: T = {};", plain.join("."))));
        let names: Vec<_> = names.into_iter().collect();
        let text = list("use a::b::", &names);
        prop_assert_eq!(tokens(&text), tokens(&format!("use a::b::{{{}}};", names.join(", "))));
        prop_assert!(text.lines().all(|line| line.len() <= 100));
    }
}
