//! Prints a date-time exactly as it was read.

use std::fmt::{self, Write as _};

use super::DateTime;
use super::calendar::Zone;

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            ..
        } = self;
        let separator = char::from(self.separator);
        write!(
            formatter,
            "{year:04}-{month:02}-{day:02}{separator}{hour:02}:{minute:02}:{second:02}"
        )?;
        if self.fraction_digits > 0 {
            let width = usize::from(self.fraction_digits);
            write!(formatter, ".{:0width$}", self.fraction)?;
        }
        match self.zone {
            Zone::Absent => Ok(()),
            Zone::Utc { lower } => formatter.write_char(if lower { 'z' } else { 'Z' }),
            Zone::Offset { negative, minutes } => {
                let sign = if negative { '-' } else { '+' };
                write!(formatter, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
