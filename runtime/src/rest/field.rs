//! How a field of a request is added: as its value, omitted if it is absent, kept secret if it is a
//! secret.
//!
//! A field writes itself, as to every writer, so that each location is compiled once. Only uploads
//! and XML elements are distinguished by type.

use super::Draft;
use super::style::Style;
use crate::wire::{Wire, is_nothing, spell};

/// A field of a request that is not JSON.
pub struct Field<'a, T>(pub &'a T);

impl Draft {
    /// Puts a value in place of its path parameter, which cannot be left out.
    pub fn path(&mut self, name: &'static str, value: &dyn Wire) {
        let mut has_value = false;
        self.spelled(name, value, |draft, text| {
            has_value = true;
            draft.path_text(name, text);
        });
        if !has_value {
            self.refuse(format!("the path parameter `{name}` has no value"));
        }
    }

    /// Adds a value as query parameter, or one for each item of a list.
    pub fn query(&mut self, name: &'static str, value: &dyn Wire) {
        self.spelled(name, value, |draft, text| draft.query_text(name, text));
    }

    /// Adds a value as header.
    pub fn header(&mut self, name: &'static str, value: &dyn Wire) {
        self.spelled(name, value, |draft, text| draft.header_text(name, text));
    }

    /// Adds a value as cookie.
    pub fn cookie(&mut self, name: &'static str, value: &dyn Wire) {
        Style::form().exploded().cookie(self, name, value);
    }

    /// Adds a field of the body, unless it is absent.
    pub fn body(&mut self, name: &'static str, value: &dyn Wire) {
        if is_nothing(value) {
            self.object();
        } else {
            self.body_or_null(name, value);
        }
    }

    /// Makes a value the whole body, unless it is absent.
    pub fn json(&mut self, name: &'static str, value: &dyn Wire) {
        if !is_nothing(value) {
            self.json_or_null(name, value);
        }
    }

    /// Hands out each text of a value.
    pub(super) fn spelled(
        &mut self,
        name: &str,
        value: &dyn Wire,
        mut put: impl FnMut(&mut Self, &str),
    ) {
        match spell(value, &mut |text| put(self, text)) {
            Ok(secrets) => self.remember(secrets),
            Err(_) => self.refuse(format!("the value of `{name}` has no form in a request")),
        }
    }
}
