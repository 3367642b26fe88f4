//! Values from elements.

use super::element::Element;
use super::problem::Problem;
use crate::value::text::Text;
use crate::{Maybe, SecretString};

/// A value that an element can hold.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be read from XML")]
#[doc(hidden)]
pub trait ReadXml: Sized {
    /// Reads an element that is there and not nil.
    ///
    /// # Errors
    ///
    /// When the element holds something else. The value is not quoted.
    fn read_xml(element: Element<'_>) -> Result<Self, Problem>;

    /// What an element means that is absent or nil; `None` where a value is needed.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// What an element means that is nil; `None` where a value is needed.
    #[must_use]
    fn nil() -> Option<Self> {
        Self::absent()
    }

    /// Reads the result of a call, where an element that is absent, nil or empty is no value.
    ///
    /// # Errors
    ///
    /// As [`read_xml`](Self::read_xml), and when there is no value and one is needed.
    fn read_result(element: Option<Element<'_>>) -> Result<Self, Problem> {
        match element {
            None => Self::absent().ok_or_else(|| Problem::new("is missing")),
            Some(element) if element.is_nil() => {
                Self::absent().ok_or_else(|| element.problem("is nil"))
            }
            Some(element) if element.is_blank() => {
                Self::absent().ok_or_else(|| element.problem("is empty"))
            }
            Some(element) => Self::read_xml(element),
        }
    }
}

/// Reads a field: an element of a record.
pub(crate) fn read_field<T: ReadXml>(element: Option<Element<'_>>) -> Result<T, Problem> {
    match element {
        None => T::absent().ok_or_else(|| Problem::new("is missing")),
        Some(element) if element.is_nil() => T::nil().ok_or_else(|| element.problem("is nil")),
        Some(element) => T::read_xml(element),
    }
}

/// Reads a value that is one piece of text.
///
/// # Errors
///
/// When the element holds other elements, is empty although the value cannot be, or holds another
/// sort of value.
pub fn read_text<T: Text>(element: Element<'_>) -> Result<T, Problem> {
    let text = element.text()?;
    let text = if T::KEEPS_WHITE_SPACE {
        &*text
    } else {
        text.trim_matches([' ', '\t', '\n', '\r'])
    };
    if text.is_empty() && !T::KEEPS_WHITE_SPACE {
        return Err(element.problem("is empty"));
    }
    T::from_text(text).map_err(|invalid| element.problem(format!("is not {}", invalid.expected())))
}

impl ReadXml for SecretString {
    fn read_xml(element: Element<'_>) -> Result<Self, Problem> {
        let text = element.text()?;
        Ok(match text {
            std::borrow::Cow::Borrowed(text) => Self::from(text),
            std::borrow::Cow::Owned(text) => Self::from(text),
        })
    }
}

impl<T: ReadXml> ReadXml for Option<T> {
    /// An empty element is a value where `T` has an empty value, and none otherwise.
    fn read_xml(element: Element<'_>) -> Result<Self, Problem> {
        match T::read_xml(element) {
            Err(_) if element.is_empty() => Ok(None),
            outcome => outcome.map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: ReadXml> ReadXml for Maybe<T> {
    /// As an `Option`; an empty element that is no value is null.
    fn read_xml(element: Element<'_>) -> Result<Self, Problem> {
        Option::read_xml(element).map(Self::from)
    }

    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }

    fn nil() -> Option<Self> {
        Some(Self::Null)
    }
}

impl<T: ReadXml> ReadXml for Box<T> {
    fn read_xml(element: Element<'_>) -> Result<Self, Problem> {
        T::read_xml(element).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }
}

impl ReadXml for () {
    fn read_xml(_: Element<'_>) -> Result<Self, Problem> {
        Ok(())
    }

    fn absent() -> Option<Self> {
        Some(())
    }
}
