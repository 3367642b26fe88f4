//! Structs from and to XML elements.

/// Does what `record!` does for JSON, and connects the fields with elements too.
///
/// `of "Item"` after a wire name says that the field is a list, and how its items are called. With
/// `or null` `None` is written as nil; an element that is absent is read as nil. `is "text"` says
/// that it has one value. What `..field` keeps in JSON no element is for.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_soap_record {
    ($name:ident { $($fields:tt)* }) => {
        $crate::__bindery_v1_record! { $name { $($fields)* } }
        $crate::__bindery_v1_xml_read! { $name { $($fields)* } }
        $crate::__bindery_v1_xml_write! { $name { $($fields)* } }
    };
}

/// Reads a struct from an element.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_xml_read {
    ($name:ident {
        $(
            $field:ident = $wire:literal
            $(is $only:literal)? $(of $item:literal)? $(as $secret:ident)? $(or $null:ident)?,
        )*
        $(..$kept:ident $(as $kept_secret:ident)?)?
    }) => {
        impl $crate::v1::xml::ReadXml for $name {
            fn read_xml(
                element: $crate::v1::xml::Element<'_>,
            ) -> ::core::result::Result<Self, $crate::v1::xml::Problem> {
                // Not `expect`: only a record without fields takes nothing.
                #[allow(unused_mut, unused_variables)]
                let mut fields = $crate::v1::xml::XmlFields::new(element, &[$($wire),*])?;
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__bindery_v1_xml_take!(
                        fields $(is $wire $only)? $(of $item)? $(or $null)?
                    )?,)*
                    $($kept: ::core::default::Default::default(),)?
                })
            }
        }
    };
}

/// Takes a field.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_xml_take {
    ($fields:ident is $wire:literal $only:literal $(or $absent:ident)?) => {
        $crate::v1::xml::constant(
            $fields.take(),
            $wire,
            $crate::v1::Only::of($only),
            $crate::__bindery_v1_xml_absent!($($absent)?),
        )
    };
    ($fields:ident $(or null)?) => {
        $fields.take()
    };
    ($fields:ident of $item:literal $(or null)?) => {
        $fields.take_list($item)
    };
}

/// Whether a constant may be absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_xml_absent {
    () => {
        false
    };
    (absent) => {
        true
    };
}

/// Writes a struct as the content of an element.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_xml_write {
    ($name:ident {
        $(
            $field:ident = $wire:literal
            $(is $only:literal)? $(of $item:literal)? $(as $secret:ident)? $(or $null:ident)?,
        )*
        $(..$kept:ident $(as $kept_secret:ident)?)?
    }) => {
        impl $crate::v1::xml::WriteXml for $name {
            fn write_xml(
                &self,
                writer: &mut $crate::v1::xml::Writer,
            ) -> ::core::result::Result<(), $crate::v1::xml::Refused> {
                $($crate::__bindery_v1_xml_put!(
                    writer, $wire, &self.$field $(, is $only)? $(, of $item)? $(, or $null)?
                );)*
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// Writes a field.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_xml_put {
    ($writer:expr, $wire:literal, $value:expr, is $only:literal $(, or absent)?) => {
        $writer.element($wire, &$value.to_text($crate::v1::Only::of($only)))?
    };
    ($writer:expr, $wire:literal, $value:expr) => {
        $writer.element($wire, $value)?
    };
    ($writer:expr, $wire:literal, $value:expr, or null) => {
        $writer.element_or_nil($wire, $value)?
    };
    ($writer:expr, $wire:literal, $value:expr, of $item:literal $(, or null)?) => {
        $writer.list($wire, $item, $value)?
    };
}
