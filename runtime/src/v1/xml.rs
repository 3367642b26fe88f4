//! What emitted types call that travel as XML, over SOAP or REST.

pub use crate::__bindery_v1_xml_markup as markup;
pub use crate::__v1_xml_error as error;
pub use crate::xml::constant::constant;
pub use crate::xml::element::Element;
pub use crate::xml::fields::XmlFields;
pub use crate::xml::list::ReadXmlList;
pub use crate::xml::markup::{take_attribute, take_content, take_element, take_list};
pub use crate::xml::problem::Problem;
pub use crate::xml::read::{ReadXml, read_text};
pub use crate::xml::write::{WriteXml, WriteXmlList, write_text};
pub use crate::xml::writer::{Refused, Writer};

/// Lets an emitted error read its body as XML.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_xml_error {
    ($error:ident) => {
        impl $error {
            /// Reads the body of the response as an element of XML, of any type that travels so.
            ///
            /// `None` where it is no such element, where no body came, and where not all of it was
            /// kept because it is larger than 1 MiB or was cut off.
            pub fn xml_body<T: $crate::v1::xml::ReadXml>(&self) -> Option<T> {
                self.0.xml_body()
            }
        }
    };
}
