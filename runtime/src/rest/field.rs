//! How a field of a request gets to its place: as what it is, left out when it is `None`, kept
//! secret when it is secret.
//!
//! Emitted code writes `Field(&value).query(..)` whatever the type. For an `Option`, a list and a
//! secret there is an inherent method, which Rust prefers to the one of the trait [`Place`]: so the
//! type decides, and no mark is needed.

use serde::Serialize;

use super::Draft;
use super::encoding::percent_encoded;
use super::style::Style;
use crate::value::record::secret::Secret;
use crate::value::text::Text;
use crate::wire::Value;
use crate::{Maybe, SecretString};

/// A field of a request.
pub struct Field<'a, T>(pub &'a T);

/// Places for values that are always there.
pub trait Place<T> {
    /// In place of a path parameter.
    fn path(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text;

    /// As query parameter.
    fn query(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text;

    /// As header.
    fn header(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text;

    /// As cookie.
    fn cookie(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize;

    /// As field of the body.
    fn body(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize;

    /// As field of the body, null when there is no value.
    fn body_or_null(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize;

    /// As the whole body.
    fn json(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize;

    /// As the whole body, null when there is no value.
    fn json_or_null(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize;
}

impl<T> Place<T> for Field<'_, T> {
    fn path(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text,
    {
        draft.path(name, &self.0.to_text());
    }

    fn query(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text,
    {
        draft.query(name, &self.0.to_text());
    }

    fn header(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text,
    {
        draft.header(name, &self.0.to_text());
    }

    fn cookie(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize,
    {
        Style::form().exploded().cookie(draft, name, self.0);
    }

    fn body(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize,
    {
        draft.body(name, self.0);
    }

    fn body_or_null(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize,
    {
        draft.body(name, self.0);
    }

    fn json(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize,
    {
        draft.json(name, self.0);
    }

    fn json_or_null(&self, draft: &mut Draft, name: &'static str)
    where
        T: Serialize,
    {
        draft.json(name, self.0);
    }
}

impl<T> Field<'_, Option<T>> {
    /// In place of a path parameter, which cannot be left out.
    pub fn path(&self, draft: &mut Draft, name: &'static str)
    where
        T: Text,
    {
        match self.0 {
            Some(value) => draft.path(name, &value.to_text()),
            None => draft.refuse(format!("the path parameter `{name}` has no value")),
        }
    }
}

impl<T: Text> Field<'_, Option<T>> {
    /// As query parameter, or not at all.
    pub fn query(&self, draft: &mut Draft, name: &'static str) {
        if let Some(value) = self.0 {
            draft.query(name, &value.to_text());
        }
    }

    /// As header, or not at all.
    pub fn header(&self, draft: &mut Draft, name: &'static str) {
        if let Some(value) = self.0 {
            draft.header(name, &value.to_text());
        }
    }
}

impl<T: Serialize> Field<'_, Option<T>> {
    /// As field of the body, or not at all.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        match self.0 {
            Some(value) => draft.body(name, value),
            None => {
                draft.object();
            }
        }
    }

    /// As the whole body, or no body.
    pub fn json(&self, draft: &mut Draft, name: &'static str) {
        if let Some(value) = self.0 {
            draft.json(name, value);
        }
    }
}

impl<T: Text> Field<'_, Vec<T>> {
    /// As one query parameter for each item.
    pub fn query(&self, draft: &mut Draft, name: &'static str) {
        for item in self.0 {
            draft.query(name, &item.to_text());
        }
    }
}

impl<T: Text> Field<'_, Option<Vec<T>>> {
    /// As one query parameter for each item, or not at all.
    pub fn query(&self, draft: &mut Draft, name: &'static str) {
        for item in self.0.iter().flatten() {
            draft.query(name, &item.to_text());
        }
    }
}

impl Field<'_, SecretString> {
    /// As cookie.
    pub fn cookie(&self, draft: &mut Draft, name: &'static str) {
        draft.secret(self.0);
        draft.cookie(
            &percent_encoded(name),
            &percent_encoded(self.0.expose_secret()),
        );
    }

    /// In place of a path parameter: the description says so, and the finding about it was acknowledged.
    pub fn path(&self, draft: &mut Draft, name: &'static str) {
        draft.secret(self.0);
        draft.path(name, self.0.expose_secret());
    }

    /// As query parameter, accepted like one in the path.
    pub fn query(&self, draft: &mut Draft, name: &'static str) {
        draft.secret(self.0);
        draft.query(name, self.0.expose_secret());
    }

    /// As header.
    pub fn header(&self, draft: &mut Draft, name: &'static str) {
        draft.secret(self.0);
        draft.header(name, self.0.expose_secret());
    }

    /// As field of the body.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        draft.secret(self.0);
        draft.body(name, self.0.expose_secret());
    }
}

impl Field<'_, Option<SecretString>> {
    /// As cookie, or not at all.
    pub fn cookie(&self, draft: &mut Draft, name: &'static str) {
        if let Some(secret) = self.0 {
            Field(secret).cookie(draft, name);
        }
    }

    /// As query parameter, or not at all.
    pub fn query(&self, draft: &mut Draft, name: &'static str) {
        if let Some(secret) = self.0 {
            Field(secret).query(draft, name);
        }
    }

    /// As header, or not at all.
    pub fn header(&self, draft: &mut Draft, name: &'static str) {
        if let Some(secret) = self.0 {
            Field(secret).header(draft, name);
        }
    }

    /// As field of the body, or not at all.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        match self.0 {
            Some(secret) => Field(secret).body(draft, name),
            None => {
                draft.object();
            }
        }
    }

    /// As field of the body, null when there is no value.
    pub fn body_or_null(&self, draft: &mut Draft, name: &'static str) {
        match self.0 {
            Some(secret) => Field(secret).body(draft, name),
            None => draft.body(name, &()),
        }
    }
}

impl<T: Value> Field<'_, Secret<'_, Option<T>>> {
    /// As field of the body, or not at all.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        match &self.0.0 {
            Some(value) => draft.body(name, &Secret(value)),
            None => {
                draft.object();
            }
        }
    }

    /// As the whole body, or no body.
    pub fn json(&self, draft: &mut Draft, name: &'static str) {
        if let Some(value) = &self.0.0 {
            draft.json(name, &Secret(value));
        }
    }
}

impl<T: Serialize> Field<'_, Maybe<T>> {
    /// As field of the body: not at all where it is absent, and null where it is that.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        if self.0.is_absent() {
            draft.object();
        } else {
            draft.body(name, self.0);
        }
    }

    /// As the whole body: none where it is absent, and null where it is that.
    pub fn json(&self, draft: &mut Draft, name: &'static str) {
        if !self.0.is_absent() {
            draft.json(name, self.0);
        }
    }
}

impl Field<'_, Maybe<SecretString>> {
    /// As field of the body: not at all where it is absent, and null where it is that.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        Field(&Secret(self.0)).body(draft, name);
    }
}

impl<T: Value> Field<'_, Secret<'_, Maybe<T>>> {
    /// As field of the body: not at all where it is absent, and null where it is that.
    pub fn body(&self, draft: &mut Draft, name: &'static str) {
        if self.0.0.is_absent() {
            draft.object();
        } else {
            draft.body(name, self.0);
        }
    }

    /// As the whole body: none where it is absent, and null where it is that.
    pub fn json(&self, draft: &mut Draft, name: &'static str) {
        if !self.0.0.is_absent() {
            draft.json(name, self.0);
        }
    }
}
