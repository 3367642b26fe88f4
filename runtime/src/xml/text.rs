//! Which values with a text form are also elements. A blanket implementation would be equivalent,
//! but would not allow records in boxes, which recursive records need.

/// Reads and writes types through their text form.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_text_xml {
    ($($name:ty),*) => {$(
        impl $crate::v1::xml::ReadXml for $name {
            fn read_xml(
                element: $crate::v1::xml::Element<'_>,
            ) -> ::core::result::Result<Self, $crate::v1::xml::Problem> {
                $crate::v1::xml::read_text(element)
            }
        }

        impl $crate::v1::xml::WriteXml for $name {
            fn write_xml(
                &self,
                writer: &mut $crate::v1::xml::Writer,
            ) -> ::core::result::Result<(), $crate::v1::xml::Refused> {
                $crate::v1::xml::write_text(self, writer)
            }
        }
    )*};
}

__bindery_v1_text_xml!(
    String,
    bool,
    i8,
    i16,
    i32,
    i64,
    i128,
    u8,
    u16,
    u32,
    u64,
    u128,
    f32,
    f64,
    crate::Base64,
    crate::Date,
    crate::DateTime,
    crate::Decimal
);
