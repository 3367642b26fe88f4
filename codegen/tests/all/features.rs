//! No Cargo feature changes a public type, neither of the runtime nor of what is emitted: a feature
//! adds items, and conversions to the types of other crates that may fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{generate, put, read, repository};
use quote::{ToTokens, quote};
use syn::{Attribute, Field, Item, TraitItem, Visibility};

/// Finds what depends on a feature and is part of a public item.
#[derive(Default)]
struct Search {
    file: String,
    wrong: Vec<String>,
    /// The signatures of public functions that depend on a feature, by where they stand.
    gated: BTreeMap<String, Vec<String>>,
}

fn is_gated(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.to_token_stream().to_string().contains("feature")
    })
}

/// Whether an item is there without a feature only.
fn is_missing(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = attribute.to_token_stream().to_string().replace(' ', "");
        text.contains("not(feature")
    })
}

impl Search {
    fn part(&mut self, of: &str, attributes: &[Attribute]) {
        if is_gated(attributes) {
            let file = &self.file;
            self.wrong.push(format!("{file}: a part of `{of}`"));
        }
    }

    fn fields<'f>(&mut self, of: &str, fields: impl IntoIterator<Item = &'f Field>) {
        for field in fields {
            if matches!(field.vis, Visibility::Public(_) | Visibility::Inherited) {
                self.part(of, &field.attrs);
            }
        }
    }

    fn function(&mut self, name: String, attributes: &[Attribute], signature: &syn::Signature) {
        if is_gated(attributes) {
            let signatures = self.gated.entry(name).or_default();
            signatures.push(quote!(#signature).to_string());
        }
    }

    fn items(&mut self, module: &str, items: &[Item]) {
        for item in items {
            match item {
                Item::Struct(one) if matches!(one.vis, Visibility::Public(_)) => {
                    let public = one.fields.iter();
                    let public = public.filter(|field| matches!(field.vis, Visibility::Public(_)));
                    self.fields(&one.ident.to_string(), public);
                }
                Item::Enum(one) if matches!(one.vis, Visibility::Public(_)) => {
                    for variant in &one.variants {
                        self.part(&one.ident.to_string(), &variant.attrs);
                        self.fields(&one.ident.to_string(), &variant.fields);
                    }
                }
                Item::Trait(one) if matches!(one.vis, Visibility::Public(_)) => {
                    for member in &one.items {
                        let attributes = match member {
                            TraitItem::Fn(member) => &member.attrs,
                            TraitItem::Type(member) => &member.attrs,
                            TraitItem::Const(member) => &member.attrs,
                            _ => continue,
                        };
                        self.part(&one.ident.to_string(), attributes);
                    }
                }
                Item::Type(one)
                    if matches!(one.vis, Visibility::Public(_)) && is_missing(&one.attrs) =>
                {
                    self.part(&one.ident.to_string(), &one.attrs);
                }
                Item::Fn(one) if matches!(one.vis, Visibility::Public(_)) => {
                    self.function(format!("{module}::{}", one.sig.ident), &one.attrs, &one.sig);
                }
                Item::Impl(one) => {
                    let of = one.self_ty.to_token_stream().to_string();
                    for member in &one.items {
                        if let syn::ImplItem::Fn(member) = member
                            && matches!(member.vis, Visibility::Public(_))
                        {
                            let name = format!("{module}::{of}::{}", member.sig.ident);
                            self.function(name, &member.attrs, &member.sig);
                        }
                    }
                }
                Item::Mod(one) => {
                    if let Some((_, items)) = &one.content {
                        self.items(&format!("{module}::{}", one.ident), items);
                    }
                }
                _ => {}
            }
        }
    }

    fn file(&mut self, name: &str, text: &str) {
        name.clone_into(&mut self.file);
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        self.items(name, &file.items);
    }

    /// What is wrong: parts that depend on a feature, and functions that are two.
    fn finish(self) -> Vec<String> {
        let mut wrong = self.wrong;
        for (name, mut signatures) in self.gated {
            signatures.sort();
            signatures.dedup();
            if signatures.len() > 1 {
                wrong.push(format!("`{name}` depends on a feature: {signatures:?}"));
            }
        }
        wrong
    }
}

fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.display().to_string(), read(&path)));
        }
    }
}

#[test]
fn no_feature_changes_a_public_type_of_the_runtime() {
    let mut found = Vec::new();
    files(&repository().join("runtime/src"), &mut found);
    assert!(found.len() > 100, "the runtime is there");
    let mut search = Search::default();
    for (name, text) in &found {
        search.file(name, text);
    }
    let wrong = search.finish();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_search_finds_what_it_is_for() {
    let mut search = Search::default();
    search.file(
        "example.rs",
        "pub struct Id { #[cfg(feature = \"uuid\")] pub value: Uuid }\n\
         pub enum Kind { #[cfg(feature = \"more\")] More }\n\
         #[cfg(not(feature = \"uuid\"))] pub type Key = String;\n\
         #[cfg(feature = \"uuid\")] pub fn key() -> Uuid {}\n\
         #[cfg(not(feature = \"uuid\"))] pub fn key() -> String {}\n\
         #[cfg(feature = \"more\")] pub fn more() {}\n\
         struct Private { #[cfg(feature = \"uuid\")] value: Uuid }\n",
    );
    assert_eq!(search.finish().len(), 4);
}

#[test]
fn conversions_to_types_of_other_crates_may_fail() {
    let folder = repository().join("runtime/src/date_time");
    let mut found = Vec::new();
    files(&folder, &mut found);
    let mut conversions = 0;
    for (name, text) in found {
        if name.contains("conversion") {
            conversions += text.matches("TryFrom<").count();
            assert!(!text.contains("impl From<"), "{name}");
        }
    }
    assert!(conversions > 0);
}

#[test]
fn no_feature_changes_a_public_type_that_is_emitted() {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/specs");
    for spec in ["arguments", "warehouse"] {
        let folder = scratch.path().join(spec);
        put(
            &folder,
            "api.yaml",
            read(&specs.join(spec).join("api.yaml")),
        );
        for features in ["false", "true", "tags"] {
            let config = format!(
                "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: out\nfeatures: {features}\n"
            );
            put(&folder, "bindery.yaml", config);
            let emitted = generate(&folder.join("bindery.yaml"));
            let emitted = emitted.unwrap_or_else(|findings| panic!("{findings}"));
            let mut search = Search::default();
            for (name, text) in &emitted {
                if name.ends_with(".rs") {
                    search.file(name, text);
                }
            }
            let wrong = search.finish();
            assert!(wrong.is_empty(), "{spec}, {features}: {wrong:#?}");
        }
    }
}

#[test]
fn formats_without_a_type_of_ours_are_texts() {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let formats = [
        "uuid", "uri", "email", "hostname", "ipv4", "ipv6", "duration", "regex",
    ];
    let properties =
        formats.map(|format| format!("{format}: {{ type: string, format: {format} }}"));
    let api = crate::support::API.replace(
        "          description: Identifies the key.\n",
        &format!(
            "          description: Identifies the key.\n        {}\n",
            properties.join("\n        ")
        ),
    );
    put(scratch.path(), "api.yaml", api);
    put(
        scratch.path(),
        "bindery.yaml",
        crate::support::config("api.yaml"),
    );
    let files = generate(&scratch.path().join("bindery.yaml"));
    let files = files.unwrap_or_else(|findings| panic!("{findings}"));
    let key = &files["types/key.rs"];
    for format in formats {
        assert!(
            key.contains(&format!("pub {format}: Option<String>,")),
            "{key}"
        );
    }
}
