//! JSON values without parts: strings, numbers, and values that are kept as received.

use std::borrow::Cow;

use super::{Integers, Outcome, Reader, Stopped, Textual, Value, Wire, Writer};
use crate::unknown_variant::UnknownVariant;
use crate::value::owned_text::FromOwnedText;
use crate::value::tolerant::whole;
use crate::{Base64, Date, DateTime, Decimal, JsonValue, SecretString};

impl Wire for String {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        *self = reader.string()?;
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.text(self)
    }
}

impl Value for String {
    fn vacant() -> Self {
        Self::new()
    }
}

impl Wire for bool {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        *self = reader.boolean()?;
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.boolean(*self)
    }
}

impl Value for bool {
    fn vacant() -> Self {
        false
    }
}

impl Wire for () {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.null()
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.null()
    }
}

impl Value for () {
    fn vacant() -> Self {}
}

/// Integers of at most 64 bits.
macro_rules! integers {
    ($($integer:ty = $name:literal, $write:ident;)*) => {$(
        impl Wire for $integer {
            fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
                const KIND: &Integers = &Integers {
                    name: $name,
                    least: <$integer>::MIN as i128,
                    most: <$integer>::MAX as i128,
                };
                *self = <$integer>::try_from(reader.integer(KIND)?).map_err(|_| Stopped)?;
                Ok(())
            }

            fn write(&self, writer: &mut dyn Writer) -> Outcome {
                writer.$write((*self).into())
            }
        }

        impl Value for $integer {
            fn vacant() -> Self {
                0
            }
        }
    )*};
}

integers! {
    i8 = "i8", integer;
    i16 = "i16", integer;
    i32 = "i32", integer;
    i64 = "i64", integer;
    u8 = "u8", unsigned;
    u16 = "u16", unsigned;
    u32 = "u32", unsigned;
    u64 = "u64", unsigned;
}

/// JSON's reader of 128-bit integers stops at a point, and its other readers lose digits: the text
/// is read instead.
macro_rules! wide_integers {
    ($($integer:ty = $write:ident;)*) => {$(
        impl Wire for $integer {
            fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
                let digits = reader.written()?;
                if let Ok(integer) = digits.parse() {
                    *self = integer;
                    return Ok(());
                }
                let integer = digits.parse().ok().and_then(whole);
                let integer = integer.ok_or_else(|| reader.refuse("expected an integer"))?;
                *self = Self::try_from(integer).map_err(|_| reader.refuse("invalid value"))?;
                Ok(())
            }

            fn write(&self, writer: &mut dyn Writer) -> Outcome {
                writer.$write(*self)
            }
        }

        impl Value for $integer {
            fn vacant() -> Self {
                0
            }
        }
    )*};
}

wide_integers! {
    i128 = wide;
    u128 = wide_unsigned;
}

impl Wire for f64 {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        *self = reader.double()?;
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.double(*self)
    }
}

impl Value for f64 {
    fn vacant() -> Self {
        0.0
    }
}

impl Wire for f32 {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        *self = reader.single()?;
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.single(*self)
    }
}

impl Value for f32 {
    fn vacant() -> Self {
        0.0
    }
}

impl Wire for Decimal {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        let written = reader.written()?;
        *self = Self::written(written).ok_or_else(|| reader.refuse("expected a number"))?;
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.decimal(self)
    }
}

impl Value for Decimal {
    fn vacant() -> Self {
        Self::from(0_u8)
    }
}

impl Wire for JsonValue {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        *self = reader.json()?;
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.json(self)
    }
}

impl Value for JsonValue {
    fn vacant() -> Self {
        Self::Null
    }
}

impl Wire for UnknownVariant {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        *self = Self::from(reader.json()?);
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.json(self.as_json())
    }
}

impl Value for UnknownVariant {
    fn vacant() -> Self {
        Self::from(JsonValue::Null)
    }
}

impl<T: FromOwnedText> Textual for T {
    fn take(&mut self, text: Cow<'_, str>) -> bool {
        match T::from_cow(text) {
            Some(value) => *self = value,
            None => return false,
        }
        true
    }
}

/// A place for a value that is not read yet.
impl<T: FromOwnedText> Textual for Option<T> {
    #[inline]
    fn take(&mut self, text: Cow<'_, str>) -> bool {
        *self = T::from_cow(text);
        self.is_some()
    }
}

/// Texts of a form of their own.
macro_rules! texts {
    ($($ty:ty = $vacant:expr, empty is none: $none:literal, $writer:ident, $value:ident => $write:expr;)*) => {$(
        impl Wire for $ty {
            fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
                reader.text(Self::EXPECTED, self)
            }

            fn write(&self, $writer: &mut dyn Writer) -> Outcome {
                let $value = self;
                $write
            }
        }

        impl Value for $ty {
            const EMPTY_IS_NONE: bool = $none;

            fn vacant() -> Self {
                $vacant
            }
        }
    )*};
}

texts! {
    DateTime = Self::VACANT, empty is none: true, writer, value => writer.printed(value);
    Date = Self::VACANT, empty is none: true, writer, value => writer.printed(value);
    Base64 = Self::from_encoded(""), empty is none: false, writer, value => writer.text(value.as_str());
    SecretString = Self::from(""), empty is none: false, writer, value => writer.secret(value);
}
