//! Lists: items with one name, in an element that wraps them or in the element of their record.

use super::element::Element;
use super::name::Name;
use super::problem::Problem;
use super::read::{ReadXml, read_field};
use crate::Maybe;

/// A value that is read from an element with items.
#[doc(hidden)]
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list that can be read from XML")]
pub trait ReadXmlList: Sized {
    /// Reads the items of this name. The element may be absent or nil.
    ///
    /// # Errors
    ///
    /// When an item is not what the list holds, or the element is absent and the list is required.
    fn read_list(element: Option<Element<'_>>, item: &'static str) -> Result<Self, Problem>;

    /// Reads the items of this name among the children of a record, which are no items themselves.
    ///
    /// # Errors
    ///
    /// When an item is not what the list holds.
    fn read_items(record: Element<'_>, item: &'static str) -> Result<Self, Problem>;
}

impl<T: ReadXml> ReadXmlList for Vec<T> {
    /// An element without items is an empty list. A nil item is a problem, unless items are in an
    /// `Option`.
    fn read_list(element: Option<Element<'_>>, item: &'static str) -> Result<Self, Problem> {
        let element = element.ok_or_else(|| Problem::new("is missing"))?;
        if element.is_nil() {
            return Err(element.problem("is nil"));
        }
        if element.holds_only_others(item) {
            let name = Name::of(item).local;
            let what = format!("holds elements, but none of them is a `{name}` in its namespace");
            return Err(element.problem(what));
        }
        Self::read_items(element, item)
    }

    fn read_items(record: Element<'_>, item: &'static str) -> Result<Self, Problem> {
        let mut items = Self::new();
        for child in record.children(item) {
            let value = read_field(Some(child?));
            items.push(value.map_err(|problem| {
                let name = Name::of(item).local;
                problem.within(&format!("{name}[{}]", items.len() + 1))
            })?);
        }
        Ok(items)
    }
}

impl<T: ReadXmlList> ReadXmlList for Option<T> {
    fn read_list(element: Option<Element<'_>>, item: &'static str) -> Result<Self, Problem> {
        match element {
            None => Ok(None),
            Some(element) if element.is_nil() => Ok(None),
            Some(_) => T::read_list(element, item).map(Some),
        }
    }

    /// Nothing where there are no items.
    fn read_items(record: Element<'_>, item: &'static str) -> Result<Self, Problem> {
        match record.children(item).next() {
            None => Ok(None),
            Some(_) => T::read_items(record, item).map(Some),
        }
    }
}

impl<T: ReadXmlList> ReadXmlList for Maybe<T> {
    fn read_list(element: Option<Element<'_>>, item: &'static str) -> Result<Self, Problem> {
        match element {
            None => Ok(Self::Absent),
            Some(element) if element.is_nil() => Ok(Self::Null),
            Some(_) => T::read_list(element, item).map(Self::Present),
        }
    }

    /// Absent where there are no items: XML cannot say that a list without an element is null.
    fn read_items(record: Element<'_>, item: &'static str) -> Result<Self, Problem> {
        Ok(match Option::read_items(record, item)? {
            None => Self::Absent,
            Some(items) => Self::Present(items),
        })
    }
}
