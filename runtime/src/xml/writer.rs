//! Writes elements, and refuses what XML cannot hold.
//!
//! XML has no way to carry most control characters, not even as a reference; a server would refuse
//! the whole request with a message about its place. So such a value is refused before anything is
//! sent, by the name of its element.

use super::write::{WriteXml, WriteXmlList};
use crate::SecretString;

/// XML that is being written. Names of elements come from the description and are taken as they
/// are.
#[derive(Default)]
pub struct Writer {
    text: String,
    /// Secrets among the values, to be masked in what the server says.
    secrets: Vec<SecretString>,
}

/// A value that XML cannot hold. Names the element, never the value.
#[derive(Debug)]
pub struct Refused {
    path: String,
}

impl Refused {
    fn within(mut self, name: &str) -> Self {
        if !self.path.is_empty() {
            self.path.insert(0, '/');
        }
        self.path.insert_str(0, name);
        self
    }

    /// The names of the elements around the value, from the outside in, with slashes between them.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

impl Writer {
    /// Writes an element, unless its value is absent.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    pub fn element<T: WriteXml + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        if value.is_absent() {
            return Ok(());
        }
        if value.is_nil() {
            self.nil(name);
            return Ok(());
        }
        self.open(name);
        value
            .write_xml(self)
            .map_err(|refused| refused.within(name))?;
        self.close(name);
        Ok(())
    }

    /// Writes an element, as nil where its value is absent.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    pub fn element_or_nil<T: WriteXml + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        if value.is_absent() {
            self.nil(name);
            return Ok(());
        }
        self.element(name, value)
    }

    /// Writes an element with items of one name, unless the list is absent. An absent item is
    /// written as nil.
    ///
    /// # Errors
    ///
    /// When an item holds a character that XML cannot.
    pub fn list<L: WriteXmlList + ?Sized>(
        &mut self,
        name: &'static str,
        item: &'static str,
        list: &L,
    ) -> Result<(), Refused> {
        let Some(items) = list.items() else {
            if list.is_nil() {
                self.nil(name);
            }
            return Ok(());
        };
        self.open(name);
        for value in items {
            self.element_or_nil(item, value)
                .map_err(|refused| refused.within(name))?;
        }
        self.close(name);
        Ok(())
    }

    /// Writes text. White space survives: a carriage return is written as a reference, because
    /// readers turn plain ones into line feeds.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Refused> {
        let mut rest = text;
        while let Some(at) = rest.find(needs_care) {
            let (plain, special) = rest.split_at(at);
            self.text.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some('&') => self.raw("&amp;"),
                Some('<') => self.raw("&lt;"),
                Some('>') => self.raw("&gt;"),
                Some('"') => self.raw("&quot;"),
                Some('\'') => self.raw("&apos;"),
                Some('\r') => self.raw("&#xD;"),
                _ => {
                    return Err(Refused {
                        path: String::new(),
                    });
                }
            };
            rest = characters.as_str();
        }
        self.text.push_str(rest);
        Ok(())
    }

    /// Writes a secret and remembers it.
    pub(super) fn secret(&mut self, secret: &SecretString) -> Result<(), Refused> {
        self.secrets.push(secret.clone());
        self.text(secret.expose_secret())
    }

    /// Writes markup as it is.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    fn nil(&mut self, name: &str) {
        let end = r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#;
        self.raw("<").raw(name).raw(end);
    }

    fn open(&mut self, name: &str) {
        self.raw("<").raw(name).raw(">");
    }

    fn close(&mut self, name: &str) {
        self.raw("</").raw(name).raw(">");
    }

    /// How much was written, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// What was written, and the secrets in it.
    pub(crate) fn finish(self) -> (String, Vec<SecretString>) {
        (self.text, self.secrets)
    }
}

/// Whether a character cannot stand in text as it is.
fn needs_care(character: char) -> bool {
    match character {
        '&' | '<' | '>' | '"' | '\'' | '\r' | '\u{FFFE}' | '\u{FFFF}' => true,
        '\t' | '\n' => false,
        _ => character < ' ',
    }
}
