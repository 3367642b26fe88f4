//! Conversions to and from the date types of other crates. All of them represent the years 0 to
//! 9999; years outside are an error.

/// Both directions for the date of one crate: how it is built, and its parts.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
macro_rules! convert {
    ($other:ty, |$date:ident| $build:expr, |$value:ident| $parts:expr) => {
        impl TryFrom<super::Date> for $other {
            type Error = crate::ConversionError;

            /// # Errors
            ///
            /// When the other type does not reach that far.
            fn try_from($date: super::Date) -> Result<Self, Self::Error> {
                $build.ok_or(crate::ConversionError::OutOfRange)
            }
        }

        impl TryFrom<$other> for super::Date {
            type Error = crate::ConversionError;

            /// # Errors
            ///
            /// Outside the years 0 to 9999.
            fn try_from($value: $other) -> Result<Self, Self::Error> {
                let (year, month, day) = $parts;
                let parts = (u16::try_from(year), u8::try_from(month), u8::try_from(day));
                let (Ok(year), Ok(month), Ok(day)) = parts else {
                    return Err(crate::ConversionError::OutOfRange);
                };
                Self::new(year, month, day).map_err(|_| crate::ConversionError::OutOfRange)
            }
        }
    };
}

#[cfg(feature = "time")]
convert!(
    ::time::Date,
    |date| ::time::Month::try_from(date.month())
        .and_then(|month| Self::from_calendar_date(i32::from(date.year()), month, date.day()))
        .ok(),
    |value| (value.year(), u8::from(value.month()), value.day())
);

#[cfg(feature = "chrono")]
convert!(
    ::chrono::NaiveDate,
    |date| {
        let (month, day) = (u32::from(date.month()), u32::from(date.day()));
        Self::from_ymd_opt(i32::from(date.year()), month, day)
    },
    |value| {
        use ::chrono::Datelike as _;
        (value.year(), value.month(), value.day())
    }
);

#[cfg(feature = "jiff")]
convert!(
    ::jiff::civil::Date,
    |date| {
        let small = |number: u8| i8::try_from(number).ok();
        let parts = i16::try_from(date.year()).ok().zip(small(date.month()));
        parts
            .zip(small(date.day()))
            .and_then(|((year, month), day)| Self::new(year, month, day).ok())
    },
    |value| (value.year(), value.month(), value.day())
);
