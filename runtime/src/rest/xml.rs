//! Request and response bodies in XML.

use bytes::Bytes;

use super::content::Content as Body;
use super::field::Field;
use super::returned::Content;
use super::{Delivered, Draft, Operation, read};
use crate::error::{Error, Mismatch};
use crate::pending::Sent;
use crate::transport::RawResponse;
use crate::upload::Piece;
use crate::xml::document;
use crate::xml::element::Element;
use crate::xml::list::ReadXmlList;
use crate::xml::name::Name;
use crate::xml::problem::Problem;
use crate::xml::read::{ReadXml, read_field};
use crate::xml::write::{WriteXml, WriteXmlList};
use crate::xml::writer::{Refused, Writer};

/// What makes a value of the root, where there is one.
type Reading<'f, T> = &'f (dyn Fn(Option<Element<'_>>) -> Result<T, Problem> + Send + Sync);

impl Draft {
    /// Sends the request when the future is awaited; its response is an element of this name.
    pub fn send_xml<T>(self, root: &'static str) -> Sent<T>
    where
        T: ReadXml + Send + 'static,
    {
        self.call_for_element(read::accepted, (root, ""), element)
    }

    /// Sends the request when the future is awaited; its response is an element of this name, whose
    /// children of the other name are a list.
    pub fn send_xml_list<T>(self, root: &'static str, item: &'static str) -> Sent<T>
    where
        T: ReadXmlList + Send + 'static,
    {
        self.call_for_element(read::accepted, (root, item), list)
    }

    /// Makes an element the whole body.
    fn xml(&mut self, write: impl FnOnce(&mut Writer) -> Result<(), Refused>) {
        let mut writer = Writer::default();
        writer.raw(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
        if let Err(refused) = write(&mut writer) {
            let path = refused.path();
            self.refuse(format!("`{path}` holds a character that XML cannot"));
        }
        let (text, secrets) = writer.finish();
        self.remember(secrets);
        self.content = Some(Body::Whole(Piece::Bytes(Bytes::from(text)), None));
    }
}

fn element<T: ReadXml>(delivered: &Delivered) -> Result<T, Error> {
    let (operation, response) = (delivered.operation, delivered.response());
    xml(operation, response, delivered.element.0, &read_field)
        .map_err(|error| read::instead(operation, response, error))
}

fn list<T: ReadXmlList>(delivered: &Delivered) -> Result<T, Error> {
    let (operation, response) = (delivered.operation, delivered.response());
    let (root, item) = delivered.element;
    let read = |element: Option<Element<'_>>| T::read_list(element, item);
    xml(operation, response, root, &read).map_err(|error| read::instead(operation, response, error))
}

impl<T> Field<'_, T> {
    /// As an element that is the whole body, or no body.
    pub fn xml(&self, draft: &mut Draft, root: &'static str)
    where
        T: WriteXml,
    {
        if !self.0.is_absent() {
            draft.xml(|writer| writer.element(root, self.0));
        }
    }

    /// As an element of items that is the whole body, or no body.
    pub fn xml_list(&self, draft: &mut Draft, root: &'static str, item: &'static str)
    where
        T: WriteXmlList,
    {
        if self.0.items().is_some() {
            draft.xml(|writer| writer.list(root, item, self.0));
        }
    }
}

impl Content<'_> {
    /// Reads an element of this name.
    pub fn xml<T: ReadXml>(self, root: &'static str) -> Result<T, Error> {
        xml(self.operation, self.response, root, &read_field)
    }

    /// Reads an element of this name, whose children of the other name are a list.
    pub fn xml_list<T: ReadXmlList>(
        self,
        root: &'static str,
        item: &'static str,
    ) -> Result<T, Error> {
        let read = |element: Option<Element<'_>>| T::read_list(element, item);
        xml(self.operation, self.response, root, &read)
    }
}

/// Reads a response whose root has this name; any name where it is empty.
fn xml<T>(
    operation: &Operation,
    response: &RawResponse,
    root: &'static str,
    value: Reading<'_, T>,
) -> Result<T, Error> {
    read::no_page(operation, response)?;
    if response.body.iter().all(u8::is_ascii_whitespace) {
        return value(None).map_err(|_| Error::decode(Mismatch::new("", "the response is empty")));
    }
    let text = document::text(&response.body, Some(&response.headers)).map_err(Error::decode)?;
    let document = document::parse(&text).map_err(Error::decode)?;
    let node = document.root_element();
    Element::root(node, root)
        .and_then(|element| {
            value(Some(element)).map_err(|problem| match Name::of(root).local {
                "" => problem.within(node.tag_name().name()),
                root => problem.within(root),
            })
        })
        .map_err(|problem| Error::decode(document::mismatch(&document, problem)))
}
