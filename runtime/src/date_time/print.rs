//! Prints a date-time exactly as received.

use std::fmt::{self, Write as _};

use super::DateTime;
use super::calendar::Zone;
use super::spelling::{OffsetForm, TimeOfDay};

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
        write!(formatter, "{year:04}-{month:02}-{day:02}")?;
        let spelling = self.spelling;
        if spelling.time != TimeOfDay::Absent {
            let separator = char::from(spelling.separator);
            write!(formatter, "{separator}{hour:02}:{minute:02}")?;
        }
        if spelling.time == TimeOfDay::Seconds {
            write!(formatter, ":{second:02}")?;
        }
        if self.fraction_digits > 0 {
            let width = usize::from(self.fraction_digits);
            let point = if spelling.comma { ',' } else { '.' };
            write!(formatter, "{point}{:0width$}", self.fraction)?;
        }
        if spelling.spaced_zone {
            formatter.write_char(' ')?;
        }
        match self.zone {
            Zone::Absent => Ok(()),
            Zone::Utc(utc) => formatter.write_str(utc.as_str()),
            Zone::Offset {
                negative,
                minutes,
                form,
            } => {
                let sign = if negative { '-' } else { '+' };
                let (hours, minutes) = (minutes / 60, minutes % 60);
                match form {
                    OffsetForm::Colon => write!(formatter, "{sign}{hours:02}:{minutes:02}"),
                    OffsetForm::Compact => write!(formatter, "{sign}{hours:02}{minutes:02}"),
                    OffsetForm::Hours => write!(formatter, "{sign}{hours:02}"),
                }
            }
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
