//! The Gregorian calendar: which days exist, and how many days are between two of them.

use super::spelling::{OffsetForm, UtcForm};

/// The zone of a date-time as it was written. The order is that of the tie-break between equal
/// moments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Zone {
    /// None was written.
    Absent,
    /// `Z`, or another word for it.
    Utc(UtcForm),
    /// `+hh:mm` or `-hh:mm`. The sign stands apart because `-00:00` is not `+00:00`.
    Offset {
        negative: bool,
        minutes: u16,
        form: OffsetForm,
    },
}

impl Zone {
    /// Minutes ahead of UTC.
    pub(super) fn minutes(self) -> Option<i16> {
        match self {
            Self::Absent => None,
            Self::Utc(_) => Some(0),
            // At most 23:59, so the conversion holds.
            Self::Offset {
                negative, minutes, ..
            } => {
                let minutes = i16::try_from(minutes).unwrap_or(0);
                Some(if negative { -minutes } else { minutes })
            }
        }
    }
}

/// How many days a month has; 0 for a month that does not exist.
pub(super) fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

fn is_leap_year(year: u16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to a day, negative before it.
pub(super) fn days_since_epoch(year: u16, month: u8, day: u8) -> i64 {
    const DAYS_BEFORE_1970: i64 = 719_162;
    let years = i64::from(year) - 1;
    let leap_days = years / 4 - years / 100 + years / 400;
    let days_of_year: i64 = (1..month)
        .map(|month| i64::from(days_in_month(year, month)))
        .sum();
    years * 365 + leap_days + days_of_year + i64::from(day) - 1 - DAYS_BEFORE_1970
}
