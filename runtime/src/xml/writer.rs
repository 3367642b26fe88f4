//! Writes elements, and rejects values that XML cannot contain.
//!
//! XML cannot contain most control characters, not even as a reference; a server would reject the
//! whole request with a message about its position. Such a value is therefore an error, with the
//! name of its element, before anything is sent.

use super::name::Name;
use super::write::{WriteXml, WriteXmlList};
use crate::SecretString;

/// XML that is being written. Names of elements come from the description and are taken as they
/// are.
#[derive(Default)]
pub struct Writer {
    text: String,
    form: Form,
    /// The namespaces in scope with their prefixes, the innermost last. The default one has none.
    scope: Vec<(Option<&'static str>, &'static str)>,
    /// Secrets among the values, to be masked in what the server says.
    secrets: Vec<SecretString>,
}

/// Where text is written.
#[derive(Clone, Copy, Default, PartialEq)]
enum Form {
    /// Between the tags of an element.
    #[default]
    Content,
    /// In the quotes of an attribute.
    Attribute,
    /// In a CDATA section.
    CData,
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
        let name = Name::of(name);
        let around = self.open(name);
        value
            .write_attributes(self)
            .and_then(|()| value.write_xml(self.raw(">")))
            .map_err(|refused| refused.within(name.local))?;
        self.close(name, around);
        Ok(())
    }

    /// Writes an attribute of the element that was opened last, unless its value is absent or null.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    pub fn attribute<T: WriteXml + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        if value.is_absent() || value.is_nil() {
            return Ok(());
        }
        let name = Name::of(name);
        self.declare(name);
        self.raw(" ").qualified(name).raw("=\"");
        self.in_form(Form::Attribute, value)
            .map_err(|refused| refused.within(&format!("@{}", name.local)))?;
        self.raw("\"");
        Ok(())
    }

    /// Writes a value as the text of the element around it.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    pub fn content<T: WriteXml + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.write_xml(self)
    }

    /// Writes a value as a CDATA section of the element around it.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    pub fn cdata<T: WriteXml + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.in_form(Form::CData, value)
    }

    fn in_form<T: WriteXml + ?Sized>(&mut self, form: Form, value: &T) -> Result<(), Refused> {
        let around = std::mem::replace(&mut self.form, form);
        let written = value.write_xml(self);
        self.form = around;
        written
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
        if list.items().is_none() {
            if list.is_nil() {
                self.nil(name);
            }
            return Ok(());
        }
        let name = Name::of(name);
        let around = self.open(name);
        self.raw(">")
            .items(item, list)
            .map_err(|refused| refused.within(name.local))?;
        self.close(name, around);
        Ok(())
    }

    /// Writes the items of a list as elements of one name, which no other element is around. An
    /// absent item is written as nil.
    ///
    /// # Errors
    ///
    /// When an item holds a character that XML cannot.
    pub fn items<L: WriteXmlList + ?Sized>(
        &mut self,
        item: &'static str,
        list: &L,
    ) -> Result<(), Refused> {
        for value in list.items().into_iter().flatten() {
            self.element_or_nil(item, value)?;
        }
        Ok(())
    }

    /// Writes text. White space survives: a carriage return is written as a reference, because
    /// readers turn plain ones into line feeds.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Refused> {
        let form = self.form;
        if form == Form::CData && !text.is_empty() {
            self.raw("<![CDATA[");
        }
        let mut rest = text;
        while let Some(at) = rest.find(|one| needs_care(one, form)) {
            let (plain, special) = rest.split_at(at);
            self.text.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some('>') if form == Form::CData => match self.text.ends_with("]]") {
                    true => self.raw("]]><![CDATA[>"),
                    false => self.raw(">"),
                },
                Some('\r') if form == Form::CData => self.raw("]]>&#xD;<![CDATA["),
                Some('\t') => self.raw("&#x9;"),
                Some('\n') => self.raw("&#xA;"),
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
        if form == Form::CData && !text.is_empty() {
            self.raw("]]>");
        }
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

    fn nil(&mut self, name: &'static str) {
        let around = self.open(Name::of(name));
        self.declare(Name::of(NIL));
        self.raw(r#" xsi:nil="true"/>"#);
        self.scope.truncate(around);
    }

    /// Starts a tag, which is still open for attributes. Returns how much was in scope before.
    fn open(&mut self, name: Name) -> usize {
        let around = self.scope.len();
        self.raw("<").qualified(name);
        self.declare(name);
        around
    }

    fn close(&mut self, name: Name, around: usize) {
        self.raw("</").qualified(name).raw(">");
        self.scope.truncate(around);
    }

    fn qualified(&mut self, name: Name) -> &mut Self {
        if let Some(prefix) = name.prefix {
            self.raw(prefix).raw(":");
        }
        self.raw(name.local)
    }

    /// Declares the namespace of a name in the tag that is open, unless it is in scope.
    fn declare(&mut self, name: Name) {
        let Some(namespace) = name.namespace else {
            return;
        };
        let mut scope = self.scope.iter().rev();
        let known = scope.find(|(prefix, _)| *prefix == name.prefix);
        if name.prefix == Some("xml") || known.is_some_and(|(_, known)| *known == namespace) {
            return;
        }
        self.scope.push((name.prefix, namespace));
        self.raw(" xmlns");
        if let Some(prefix) = name.prefix {
            self.raw(":").raw(prefix);
        }
        self.raw("=\"");
        let escaped = namespace.replace('&', "&amp;").replace('"', "&quot;");
        self.raw(&escaped.replace('<', "&lt;")).raw("\"");
    }

    /// How much was written, in bytes.
    #[cfg(feature = "soap")]
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// What was written, and the secrets in it.
    pub(crate) fn finish(self) -> (String, Vec<SecretString>) {
        (self.text, self.secrets)
    }
}

/// The attribute of an element without a value.
const NIL: &str = "{http://www.w3.org/2001/XMLSchema-instance}xsi:nil";

/// Whether a character cannot stand in text as it is. Readers turn the ends of lines in an
/// attribute into spaces.
fn needs_care(character: char, form: Form) -> bool {
    match character {
        '>' | '\r' | '\u{FFFE}' | '\u{FFFF}' => true,
        '&' | '<' | '"' | '\'' => form != Form::CData,
        '\t' | '\n' => form == Form::Attribute,
        _ => character < ' ',
    }
}
