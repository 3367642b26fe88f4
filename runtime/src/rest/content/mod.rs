//! Bodies that are not JSON: text, bytes, forms.
//!
//! Each field of a generated request adds itself, as in JSON; the body is encoded when all fields
//! are added.

mod form;
mod multipart;
mod place;

use std::fmt;

use bytes::Bytes;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::draft::Draft;
use crate::transport::Outgoing;
use crate::upload::{Piece, Upload};
use crate::value::record::secret::exposing;
use crate::wire::{Whole, Wire, is_nothing};

use form::FormStyle;
use multipart::{Multipart, Part};

/// A body that is not JSON, under construction.
pub(in crate::rest) enum Content {
    /// One piece, and its media type where that is not the declared one.
    Whole(Piece, Option<String>),
    /// A form in the encoding of addresses.
    Form(String),
    /// A form of parts.
    Parts(Multipart),
}

/// How a member of a body that is given whole is written as field of a form.
#[derive(Clone, Copy, Debug)]
pub enum Encoding {
    /// With brackets for what it holds.
    Deep,
    /// Its items in one field, with this between them.
    Joined(char),
    /// Its members as fields of their own.
    Spread,
    /// As JSON.
    Json,
    /// As a part of this media type.
    MediaType(&'static str),
}

/// The members of an object, in their order.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

impl Content {
    /// The body and its media type, where that is not the declared one.
    pub(super) fn finish(self) -> (Outgoing, Option<String>) {
        match self {
            Self::Whole(piece, media_type) => (Outgoing::from(&piece), media_type),
            Self::Form(text) => (Outgoing::from(text.into_bytes()), None),
            Self::Parts(parts) => {
                let (pieces, media_type) = parts.finish();
                (pieces, Some(media_type))
            }
        }
    }

    /// An empty body of this media type, for an operation that has to send one.
    pub(super) fn empty(media_type: &str) -> Option<Self> {
        match media_type {
            "multipart/form-data" => Some(Self::Parts(Multipart::new())),
            "application/x-www-form-urlencoded" => Some(Self::Form(String::new())),
            _ => None,
        }
    }
}

impl Draft {
    /// Makes a text the whole body, unless it is absent.
    pub fn text(&mut self, name: &'static str, value: &dyn Wire) {
        self.spelled(name, value, Self::whole_text);
    }

    fn whole_text(&mut self, text: &str) {
        let bytes = Bytes::copy_from_slice(text.as_bytes());
        self.content = Some(Content::Whole(Piece::Bytes(bytes), None));
    }

    /// Makes an upload the whole body.
    fn upload(&mut self, upload: &Upload) {
        let media_type = upload.media_type().map(str::to_owned);
        self.content = Some(Content::Whole(upload.piece().clone(), media_type));
    }

    /// Adds a field of a form.
    fn form_field(&mut self, name: &str, value: &Value, style: FormStyle) {
        let text = match &mut self.content {
            Some(Content::Form(text)) => text,
            content => {
                *content = Some(Content::Form(String::new()));
                match content {
                    Some(Content::Form(text)) => text,
                    _ => return,
                }
            }
        };
        if let Err(refusal) = form::push(text, name, value, style) {
            self.refuse(format!("the field `{name}` {refusal}"));
        }
    }

    /// Adds a part, or one for each item of a list.
    fn add_parts(&mut self, name: &str, value: Value, media_type: Option<&str>) {
        let items = match (value, media_type) {
            (Value::Null, _) => return,
            (Value::Array(items), None) => items,
            (value, _) => vec![value],
        };
        for item in items {
            self.add_part(Part::of(name, item, media_type));
        }
    }

    /// Adds a part for each piece of a value, with brackets in its name.
    fn add_deep_parts(&mut self, name: &str, value: &Value) {
        let mut pieces = Vec::new();
        let whole = form::deep(name, value, form::DEEPEST, &mut |name, value| {
            pieces.push(Part::of(name, value.clone(), None));
        });
        if let Err(refusal) = whole {
            self.refuse(format!("the field `{name}` {refusal}"));
        }
        for piece in pieces {
            self.add_part(piece);
        }
    }

    /// Adds a file.
    fn file(&mut self, name: &str, upload: &Upload, media_type: Option<&str>) {
        self.add_part(Part::file(name, upload, media_type));
    }

    fn add_part(&mut self, part: Result<Part, String>) {
        match part {
            Ok(part) => self.parts().push(part),
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn parts(&mut self) -> &mut Multipart {
        if !matches!(self.content, Some(Content::Parts(_))) {
            self.content = Some(Content::Parts(Multipart::new()));
        }
        match &mut self.content {
            Some(Content::Parts(parts)) => parts,
            _ => unreachable!("it was just made of parts"),
        }
    }

    /// Adds the members of an object as fields of a form.
    pub fn whole_form(&mut self, _: &'static str, value: &dyn Wire) {
        for (name, value) in self.members(value) {
            let style = match self.encoding(&name) {
                Some(Encoding::Deep) => FormStyle::Deep,
                Some(Encoding::Joined(separator)) => FormStyle::Joined(separator),
                Some(Encoding::Spread) => FormStyle::Spread,
                Some(Encoding::Json) => FormStyle::Json,
                Some(Encoding::MediaType(_)) | None => FormStyle::Plain,
            };
            self.form_field(&name, &value, style);
        }
    }

    /// Adds the members of an object as parts.
    pub fn whole_parts(&mut self, _: &'static str, value: &dyn Wire) {
        for (name, value) in self.members(value) {
            match self.encoding(&name) {
                Some(Encoding::Deep) => self.add_deep_parts(&name, &value),
                Some(Encoding::MediaType(media_type)) => {
                    self.add_parts(&name, value, Some(media_type));
                }
                Some(Encoding::Joined(_) | Encoding::Spread | Encoding::Json) | None => {
                    self.add_parts(&name, value, None);
                }
            }
        }
    }

    /// Says how the members of a body that is given whole are written, by their names, where that
    /// is not as usual.
    pub fn encode(&mut self, encodings: &'static [(&'static str, Encoding)]) {
        self.encodings = encodings;
    }

    fn encoding(&self, name: &str) -> Option<Encoding> {
        let mut encodings = self.encodings.iter();
        encodings
            .find(|(member, _)| *member == name)
            .map(|(_, encoding)| *encoding)
    }

    /// The members of an object, in the order in which it writes them.
    fn members(&mut self, value: &dyn Wire) -> Vec<(String, Value)> {
        if is_nothing(value) {
            return Vec::new();
        }
        let (written, secrets) = exposing(|| serde_json::to_string(&Whole(value)));
        self.remember(secrets);
        let Ok(json) = written else {
            self.refuse("the value of `body` has no form in JSON");
            return Vec::new();
        };
        match serde_json::from_str(&json) {
            Ok(Members(members)) => members,
            Err(_) => {
                self.refuse("a form is an object, and this value is none");
                Vec::new()
            }
        }
    }

    /// The value as JSON, unless it is absent.
    fn value(&mut self, name: &str, value: &dyn Wire) -> Option<Value> {
        if is_nothing(value) {
            return None;
        }
        let (value, secrets) = exposing(|| serde_json::to_value(Whole(value)));
        self.remember(secrets);
        if value.is_err() {
            self.refuse(format!("the value of `{name}` has no form in JSON"));
        }
        value.ok()
    }
}
