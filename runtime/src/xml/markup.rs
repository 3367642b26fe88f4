//! Structs from and to elements whose attributes, text and lists are described: the XML of REST.

use super::element::Element;
use super::list::ReadXmlList;
use super::name::Name;
use super::problem::Problem;
use super::read::{ReadXml, read_field};

/// Takes the value of an attribute.
///
/// # Errors
///
/// When it is no such value, or is missing where a value is needed.
pub fn take_attribute<T: ReadXml>(element: Element<'_>, name: &'static str) -> Result<T, Problem> {
    read_field(element.attribute(name))
        .map_err(|problem| problem.within(&format!("@{}", Name::of(name).local)))
}

/// Takes the value of a child.
///
/// # Errors
///
/// When it is no such value, is there more than once, or is missing where a value is needed.
pub fn take_element<T: ReadXml>(element: Element<'_>, name: &'static str) -> Result<T, Problem> {
    let value = element.only(name).and_then(read_field);
    value.map_err(|problem| problem.within(Name::of(name).local))
}

/// Takes a list in a child of its own, whose items are elements of this name.
///
/// # Errors
///
/// As [`take_element`].
pub fn take_list<T: ReadXmlList>(
    element: Element<'_>,
    name: &'static str,
    item: &'static str,
) -> Result<T, Problem> {
    let list = element
        .only(name)
        .and_then(|element| T::read_list(element, item));
    list.map_err(|problem| problem.within(Name::of(name).local))
}

/// Takes the text between the children. An empty text is no value where there may be none.
///
/// # Errors
///
/// When it is no such value.
pub fn take_content<T: ReadXml>(element: Element<'_>) -> Result<T, Problem> {
    let content = element.content();
    match T::absent().filter(|_| content.is_empty()) {
        Some(absent) => Ok(absent),
        None => T::read_xml(content),
    }
}

/// Says where the fields of a struct are in an element: `attribute field = "name"`, `element field =
/// "name"`, `list field = "name" of "item"`, `items field = "item"` for a list that no element is
/// around, `text field`, and `cdata field`.
///
/// A name in a namespace is `{namespace}name` or `{namespace}prefix:name`. With `or null` `None` is
/// written as nil; an element that is absent is read as nil. What `..field` keeps in JSON no element
/// is for.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_xml_markup {
    ($name:ident {
        $(
            $node:ident $field:ident
            $(= $wire:literal)? $(is $only:literal)? $(of $item:literal)? $(or $null:ident)?,
        )*
        $(..$kept:ident)?
    }) => {
        impl $crate::v1::xml::ReadXml for $name {
            fn read_xml(
                element: $crate::v1::xml::Element<'_>,
            ) -> ::core::result::Result<Self, $crate::v1::xml::Problem> {
                // Only a record without fields takes nothing.
                let _ = element;
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__bindery_v1_xml_markup!(
                        @take $node element $(, $wire)? $(, is $only)? $(, $item)? $(, or $null)?
                    )?,)*
                    $($kept: ::core::default::Default::default(),)?
                })
            }
        }

        impl $crate::v1::xml::WriteXml for $name {
            fn write_attributes(
                &self,
                writer: &mut $crate::v1::xml::Writer,
            ) -> ::core::result::Result<(), $crate::v1::xml::Refused> {
                // Not every record has attributes.
                let _ = &*writer;
                $($crate::__bindery_v1_xml_markup!(
                    @attribute $node writer, &self.$field $(, $wire)? $(, is $only)?
                );)*
                ::core::result::Result::Ok(())
            }

            fn write_xml(
                &self,
                writer: &mut $crate::v1::xml::Writer,
            ) -> ::core::result::Result<(), $crate::v1::xml::Refused> {
                // Not every record has children.
                let _ = &*writer;
                $($crate::__bindery_v1_xml_markup!(
                    @put $node writer, &self.$field
                    $(, $wire)? $(, is $only)? $(, of $item)? $(, or $null)?
                );)*
                ::core::result::Result::Ok(())
            }
        }
    };
    (@take $node:ident $element:ident, $wire:literal, is $only:literal $(, or $absent:ident)?) => {
        $crate::v1::xml::constant(
            $crate::__bindery_v1_xml_markup!(@take $node $element, $wire),
            $wire,
            $crate::v1::Only::of($only),
            $crate::__bindery_v1_xml_absent!($($absent)?),
        )
    };
    (@take $node:ident $element:ident, is $only:literal $(, or $absent:ident)?) => {
        $crate::v1::xml::constant(
            $crate::v1::xml::take_content($element),
            "",
            $crate::v1::Only::of($only),
            $crate::__bindery_v1_xml_absent!($($absent)?),
        )
    };
    (@take attribute $element:ident, $wire:literal $(, or null)?) => {
        $crate::v1::xml::take_attribute($element, $wire)
    };
    (@take element $element:ident, $wire:literal $(, or null)?) => {
        $crate::v1::xml::take_element($element, $wire)
    };
    (@take list $element:ident, $wire:literal, $item:literal $(, or null)?) => {
        $crate::v1::xml::take_list($element, $wire, $item)
    };
    (@take items $element:ident, $wire:literal $(, or null)?) => {
        $crate::v1::xml::ReadXmlList::read_items($element, $wire)
    };
    (@take $node:ident $element:ident $(, or null)?) => {
        $crate::v1::xml::take_content($element)
    };
    (@attribute attribute $writer:ident, $value:expr, $wire:literal, is $only:literal) => {
        $writer.attribute($wire, &$value.to_text($crate::v1::Only::of($only)))?
    };
    (@attribute attribute $writer:ident, $value:expr, $wire:literal) => {
        $writer.attribute($wire, $value)?
    };
    (@attribute $node:ident $writer:ident, $value:expr $(, $wire:literal)? $(, is $only:literal)?) => {};
    (@put attribute $writer:ident, $value:expr, $wire:literal $(, is $only:literal)? $(, or $null:ident)?) => {};
    (@put $node:ident $writer:ident, $value:expr $(, $wire:literal)?, is $only:literal $(, or absent)?) => {
        $crate::__bindery_v1_xml_markup!(
            @put $node $writer, &$value.to_text($crate::v1::Only::of($only)) $(, $wire)?
        )
    };
    (@put element $writer:ident, $value:expr, $wire:literal) => {
        $writer.element($wire, $value)?
    };
    (@put element $writer:ident, $value:expr, $wire:literal, or null) => {
        $writer.element_or_nil($wire, $value)?
    };
    (@put list $writer:ident, $value:expr, $wire:literal, of $item:literal $(, or null)?) => {
        $writer.list($wire, $item, $value)?
    };
    (@put items $writer:ident, $value:expr, $wire:literal $(, or null)?) => {
        $writer.items($wire, $value)?
    };
    (@put text $writer:ident, $value:expr $(, or null)?) => {
        $writer.content($value)?
    };
    (@put cdata $writer:ident, $value:expr $(, or null)?) => {
        $writer.cdata($value)?
    };
}
