//! What generated types call if they are sent as XML, over SOAP or REST.

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
            /// Decodes the response body as an XML element into any type that has a form in XML.
            ///
            /// `None` if the body does not decode, if there was none, or if it is larger than 1 MiB
            /// or was cut off.
            pub fn xml_body<T: $crate::v1::xml::ReadXml>(&self) -> Option<T> {
                self.0.xml_body()
            }
        }
    };
}
