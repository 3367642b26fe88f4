//! The fields of a record, taken from its elements in the order of the description.

use super::element::Element;
use super::list::ReadXmlList;
use super::problem::Problem;
use super::read::{ReadXml, read_field};

/// Elements of a record by the names of its fields. Each is taken once, in the order of the names.
pub struct XmlFields<'a, const N: usize> {
    names: &'static [&'static str; N],
    slots: [Option<Element<'a>>; N],
    /// Whether the element has children that the record does not know.
    strangers: bool,
    taken: usize,
}

impl<'a, const N: usize> XmlFields<'a, N> {
    /// Finds the elements of the fields, in whatever order they stand.
    ///
    /// # Errors
    ///
    /// When one stands there twice, or in another namespace than the record.
    pub fn new(element: Element<'a>, names: &'static [&'static str; N]) -> Result<Self, Problem> {
        let mut slots = [None; N];
        let strangers = element.sort(names, &mut slots)?;
        Ok(Self {
            names,
            slots,
            strangers,
            taken: 0,
        })
    }

    /// Takes the value of the next field.
    ///
    /// # Errors
    ///
    /// When the element is no such value, or is missing where a value is needed.
    pub fn take<T: ReadXml>(&mut self) -> Result<T, Problem> {
        let (name, element) = self.advance();
        self.explain(name, element, read_field(element))
    }

    /// Takes the list in the next field, whose items are elements of this name.
    ///
    /// # Errors
    ///
    /// As [`take`](Self::take).
    pub fn take_list<T: ReadXmlList>(&mut self, item: &'static str) -> Result<T, Problem> {
        let (name, element) = self.advance();
        self.explain(name, element, T::read_list(element, item))
    }

    fn advance(&mut self) -> (&'static str, Option<Element<'a>>) {
        let index = self.taken;
        self.taken += 1;
        match (self.names.get(index), self.slots.get(index)) {
            (Some(name), Some(slot)) => (name, *slot),
            _ => unreachable!("`record!` takes as many fields as it names"),
        }
    }

    /// Completes a problem with the name of the field and, where elements of another type stand in
    /// its place, with what that may mean.
    fn explain<T>(
        &self,
        name: &'static str,
        element: Option<Element<'a>>,
        value: Result<T, Problem>,
    ) -> Result<T, Problem> {
        value.map_err(|problem| {
            let problem = if element.is_none() && self.strangers {
                Problem::new(
                    "is missing, while elements that this type does not have are there: \
                     the server may implement another shape of this operation",
                )
            } else {
                problem
            };
            problem.within(name)
        })
    }
}
