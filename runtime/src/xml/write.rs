//! Values as the content of elements.

use super::writer::{Refused, Writer};
use crate::value::text::Text;
use crate::{Maybe, SecretString, Session};

/// A value that an element can hold.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be written as XML")]
#[doc(hidden)]
pub trait WriteXml {
    /// Whether there is nothing to write, so that the element is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether the element is there and nil.
    fn is_nil(&self) -> bool {
        false
    }

    /// Writes the attributes of the element.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    fn write_attributes(&self, _: &mut Writer) -> Result<(), Refused> {
        Ok(())
    }

    /// Writes the content of the element.
    ///
    /// # Errors
    ///
    /// When the value holds a character that XML cannot.
    fn write_xml(&self, writer: &mut Writer) -> Result<(), Refused>;
}

/// Writes a value that is one piece of text.
///
/// # Errors
///
/// When the value holds a character that XML cannot.
pub fn write_text<T: Text>(value: &T, writer: &mut Writer) -> Result<(), Refused> {
    writer.text(&value.to_text())
}

impl WriteXml for SecretString {
    fn write_xml(&self, writer: &mut Writer) -> Result<(), Refused> {
        writer.secret(self)
    }
}

impl WriteXml for Session {
    fn write_xml(&self, writer: &mut Writer) -> Result<(), Refused> {
        // Every call of a client holds its session: it need not be remembered call by call.
        writer.text(self.expose_secret())
    }
}

impl<T: WriteXml> WriteXml for Option<T> {
    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(WriteXml::is_absent)
    }

    fn write_attributes(&self, writer: &mut Writer) -> Result<(), Refused> {
        self.as_ref()
            .map_or(Ok(()), |value| value.write_attributes(writer))
    }

    fn write_xml(&self, writer: &mut Writer) -> Result<(), Refused> {
        self.as_ref()
            .map_or(Ok(()), |value| value.write_xml(writer))
    }
}

impl<T: WriteXml> WriteXml for Maybe<T> {
    fn is_absent(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Null => false,
            Self::Present(value) => value.is_absent(),
        }
    }

    fn is_nil(&self) -> bool {
        self.is_null()
    }

    fn write_attributes(&self, writer: &mut Writer) -> Result<(), Refused> {
        match self {
            Self::Present(value) => value.write_attributes(writer),
            Self::Absent | Self::Null => Ok(()),
        }
    }

    fn write_xml(&self, writer: &mut Writer) -> Result<(), Refused> {
        match self {
            Self::Present(value) => value.write_xml(writer),
            Self::Absent | Self::Null => Ok(()),
        }
    }
}

impl<T: WriteXml> WriteXml for Box<T> {
    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn write_attributes(&self, writer: &mut Writer) -> Result<(), Refused> {
        T::write_attributes(self, writer)
    }

    fn write_xml(&self, writer: &mut Writer) -> Result<(), Refused> {
        T::write_xml(self, writer)
    }
}

/// A value that is written as an element with items.
#[doc(hidden)]
#[diagnostic::on_unimplemented(message = "`{Self}` is not a list that can be written as XML")]
pub trait WriteXmlList {
    /// What the items are.
    type Item: WriteXml;

    /// The items; `None` where the whole element is left out.
    fn items(&self) -> Option<&[Self::Item]>;

    /// Whether the whole element is nil.
    fn is_nil(&self) -> bool {
        false
    }
}

impl<T: WriteXml> WriteXmlList for Vec<T> {
    type Item = T;

    fn items(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<L: WriteXmlList> WriteXmlList for Option<L> {
    type Item = L::Item;

    fn items(&self) -> Option<&[L::Item]> {
        self.as_ref().and_then(WriteXmlList::items)
    }
}

impl<L: WriteXmlList> WriteXmlList for Maybe<L> {
    type Item = L::Item;

    fn items(&self) -> Option<&[L::Item]> {
        match self {
            Self::Present(list) => list.items(),
            Self::Absent | Self::Null => None,
        }
    }

    fn is_nil(&self) -> bool {
        self.is_null()
    }
}
