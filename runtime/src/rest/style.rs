//! The styles of parameters that are not a single value: the expansions of RFC 6570, and three
//! styles of OpenAPI.
//!
//! A value is first converted to a tree of strings, as in JSON, so that every type with a form in
//! JSON can be a parameter. The style then writes the tree. What a style cannot express, such as a
//! list in a list, is written as JSON.

mod tree;

use tree::Tree;

use super::Draft;
use super::encoding::{
    RESERVED_IN_COOKIE, RESERVED_IN_PATH, RESERVED_IN_QUERY, push_encoded, push_reserved,
};
use crate::value::record::secret::exposing;
use crate::wire::{Whole, Wire};

/// A parameter style: declared next to the parameter in emitted code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    /// Whether each member of a list or an object is written on its own.
    exploded: bool,
    /// Whether reserved characters stay as they are.
    reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Verbatim,
    Json,
}

impl Style {
    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            exploded: false,
            reserved: false,
        }
    }

    /// `a,b`: in paths and headers.
    pub const fn simple() -> Self {
        Self::of(Kind::Simple)
    }

    /// `.a,b`: in paths.
    pub const fn label() -> Self {
        Self::of(Kind::Label)
    }

    /// `;name=a,b`: in paths.
    pub const fn matrix() -> Self {
        Self::of(Kind::Matrix)
    }

    /// `name=a,b`: in queries and cookies.
    pub const fn form() -> Self {
        Self::of(Kind::Form)
    }

    /// `name=a%20b`: in queries.
    pub const fn space_delimited() -> Self {
        Self::of(Kind::SpaceDelimited)
    }

    /// `name=a%7Cb`: in queries.
    pub const fn pipe_delimited() -> Self {
        Self::of(Kind::PipeDelimited)
    }

    /// `name[key]=a`: in queries.
    pub const fn deep_object() -> Self {
        Self::of(Kind::DeepObject)
    }

    /// `name=a,b` without any encoding: in cookies.
    pub const fn verbatim() -> Self {
        Self::of(Kind::Verbatim)
    }

    /// The value as JSON.
    pub const fn json() -> Self {
        Self::of(Kind::Json)
    }

    /// Writes each member of a list or an object on its own.
    pub const fn exploded(mut self) -> Self {
        self.exploded = true;
        self
    }

    /// Leaves reserved characters as they are, but for those that would end the parameter.
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// Puts a value in place of a path parameter.
    pub fn path(self, draft: &mut Draft, name: &'static str, value: &dyn Wire) {
        if let Some(tree) = tree(draft, name, value) {
            let text = self.in_path(name, &tree);
            draft.path_encoded(name, &text);
        }
    }

    /// Adds a value to the query, or nothing where there is none.
    pub fn query(self, draft: &mut Draft, name: &'static str, value: &dyn Wire) {
        if let Some(tree) = tree(draft, name, value) {
            for (name, value) in self.pairs(RESERVED_IN_QUERY, name, &tree) {
                draft.query_encoded(&name, &value);
            }
        }
    }

    /// Makes a value the query string, or adds nothing where there is none: as a form with one field
    /// for each member of an object and each item of a list in it, as text, or as JSON.
    pub fn querystring(self, draft: &mut Draft, name: &'static str, value: &dyn Wire) {
        if self.kind == Kind::Json {
            let (text, secrets) = exposing(|| serde_json::to_string(&Whole(value)));
            draft.remember(secrets);
            return match text.as_deref() {
                Ok("null") => {}
                Ok(text) => draft.query_string(&encoded(text)),
                Err(_) => draft.refuse(format!("the value of `{name}` has no form in JSON")),
            };
        }
        let Some(tree) = tree(draft, name, value) else {
            return;
        };
        match tree {
            Tree::Nothing => {}
            tree if self.kind == Kind::Simple => draft.query_string(&encoded(&tree.text())),
            Tree::Object(members) => {
                for (key, value) in &members {
                    let items = match value {
                        Tree::List(items) => items.as_slice(),
                        value => std::slice::from_ref(value),
                    };
                    for item in items {
                        draft.query_encoded(&encoded(key), &encoded(&item.text()));
                    }
                }
            }
            _ => draft.refuse(format!("the query string `{name}` is not an object")),
        }
    }

    /// Adds a header, or none where there is no value.
    pub fn header(self, draft: &mut Draft, name: &'static str, value: &dyn Wire) {
        let Some(tree) = tree(draft, name, value) else {
            return;
        };
        if tree.is_nothing() {
            return;
        }
        let text = match self.kind {
            Kind::Json => tree.json(),
            _ => tree.joined(",", if self.exploded { "=" } else { "," }, str::to_owned),
        };
        draft.header_text(name, &text);
    }

    /// Adds cookies, or none where there is no value.
    pub fn cookie(self, draft: &mut Draft, name: &'static str, value: &dyn Wire) {
        if let Some(tree) = tree(draft, name, value) {
            for (name, value) in self.pairs(RESERVED_IN_COOKIE, name, &tree) {
                if self.kind == Kind::Verbatim && (name.contains(['=', ';']) || value.contains(';'))
                {
                    let reason = format!("a value of the cookie `{name}` would end it");
                    return draft.refuse(reason);
                }
                draft.cookie_text(&name, &value);
            }
        }
    }

    /// The expansion in a path; empty where there is nothing.
    fn in_path(self, name: &str, tree: &Tree) -> String {
        if tree.is_nothing() {
            return String::new();
        }
        let encode = |text: &str| self.encoded(text, RESERVED_IN_PATH);
        let assigned = if self.exploded { "=" } else { "," };
        match (self.kind, tree) {
            (Kind::Json, tree) => encode(&tree.json()),
            (Kind::Label, tree) => {
                let between = if self.exploded { "." } else { "," };
                format!(".{}", tree.joined(between, assigned, encode))
            }
            (Kind::Matrix, Tree::List(items)) if self.exploded => items
                .iter()
                .map(|item| assigned_to(&encode(name), &encode(&item.text())))
                .collect(),
            (Kind::Matrix, Tree::Object(members)) if self.exploded => members
                .iter()
                .map(|(key, value)| assigned_to(&encode(key), &encode(&value.text())))
                .collect(),
            (Kind::Matrix, tree) => assigned_to(&encode(name), &tree.joined(",", ",", encode)),
            (_, tree) => tree.joined(",", assigned, encode),
        }
    }

    /// The pairs of a query or of cookies, encoded but for the reserved characters that are `kept`.
    fn pairs(self, kept: &[u8], name: &str, tree: &Tree) -> Vec<(String, String)> {
        if tree.is_nothing() {
            return Vec::new();
        }
        let encode = |text: &str| self.encoded(text, kept);
        let encode_name = |name: &str| match self.kind {
            Kind::Verbatim => name.to_owned(),
            _ => encoded(name),
        };
        let name_encoded = encode_name(name);
        match (self.kind, tree) {
            (Kind::Json, tree) => vec![(name_encoded, encode(&tree.json()))],
            (Kind::DeepObject, tree) => {
                let mut pairs = Vec::new();
                tree.deep(name, &mut |path, text| {
                    pairs.push((encoded(path), encode(text)));
                });
                pairs
            }
            (_, Tree::List(items)) if self.exploded => items
                .iter()
                .map(|item| (name_encoded.clone(), encode(&item.text())))
                .collect(),
            (_, Tree::Object(members)) if self.exploded => members
                .iter()
                .map(|(key, value)| (encode_name(key), encode(&value.text())))
                .collect(),
            (kind, tree) => {
                let between = match kind {
                    Kind::SpaceDelimited => "%20",
                    Kind::PipeDelimited => "%7C",
                    _ => ",",
                };
                vec![(name_encoded, tree.joined(between, between, encode))]
            }
        }
    }

    fn encoded(self, text: &str, kept: &[u8]) -> String {
        if self.kind == Kind::Verbatim {
            return text.to_owned();
        }
        if !self.reserved {
            return encoded(text);
        }
        let mut out = String::with_capacity(text.len());
        push_reserved(&mut out, text, kept);
        out
    }
}

/// `;name=value`, and `;name` where the value is empty.
fn assigned_to(name: &str, value: &str) -> String {
    if value.is_empty() {
        format!(";{name}")
    } else {
        format!(";{name}={value}")
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text);
    out
}

/// The value as a tree; the call is refused where it has no form.
fn tree(draft: &mut Draft, name: &str, value: &dyn Wire) -> Option<Tree> {
    let (tree, secrets) = exposing(|| Tree::of(&Whole(value)));
    draft.remember(secrets);
    if tree.is_none() {
        draft.refuse(format!("the value of `{name}` has no form in a request"));
    }
    tree
}

#[cfg(test)]
mod tests;
