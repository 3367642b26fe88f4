//! Parses date-times. An error names the part that is wrong and never contains the text.

use std::fmt;
use std::str::FromStr;

use super::DateTime;
use super::calendar::{Zone, days_in_month};
use super::spelling::{OffsetForm, Spelling, TimeOfDay, UtcForm};

/// The error for a text that is not a date-time. Never contains the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDateTime {
    reason: &'static str,
}

impl InvalidDateTime {
    pub(super) const fn new(reason: &'static str) -> Self {
        Self { reason }
    }
}

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not a date-time: {}", self.reason)
    }
}

impl std::error::Error for InvalidDateTime {}

impl FromStr for DateTime {
    type Err = InvalidDateTime;

    fn from_str(text: &str) -> Result<Self, InvalidDateTime> {
        parse(text)
    }
}

/// The form without fraction and zone; `0` stands for a digit, `T` for what separates date and
/// time.
const FORM: &[u8; 19] = b"0000-00-00T00:00:00";

/// How much of [`FORM`] is a day, and how much is a day and a time without seconds.
const DAY: usize = 10;
const MINUTES: usize = 16;

pub(super) fn parse(text: &str) -> Result<DateTime, InvalidDateTime> {
    let bytes = text.as_bytes();
    let (fixed, time, rest) = match bytes.split_first_chunk() {
        Some((fixed, rest)) if has_form(fixed) => (*fixed, TimeOfDay::Seconds, rest),
        _ => parse_shorter(bytes)?,
    };
    let comma = rest.first() == Some(&b',');
    let (fraction_digits, fraction, rest) = match time {
        TimeOfDay::Seconds => parse_fraction(rest)?,
        TimeOfDay::Absent | TimeOfDay::Minutes => (0, 0, rest),
    };
    let (spaced_zone, rest) = match rest {
        [b' ', zone @ ..] if !zone.is_empty() => (true, zone),
        _ => (false, rest),
    };
    let date_time = DateTime {
        year: u16::from(two_digits(&fixed, 0)) * 100 + u16::from(two_digits(&fixed, 2)),
        month: two_digits(&fixed, 5),
        day: two_digits(&fixed, 8),
        hour: two_digits(&fixed, 11),
        minute: two_digits(&fixed, 14),
        second: two_digits(&fixed, 17),
        fraction_digits,
        spelling: Spelling {
            time,
            separator: fixed[DAY],
            comma,
            spaced_zone,
        },
        zone: parse_zone(rest)?,
        fraction,
    };
    date_time.check()
}

fn has_form(text: &[u8]) -> bool {
    text.iter().zip(FORM).all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        punctuation => byte == punctuation,
    })
}

/// What a text names that is no day with a time to the second; what is not written is zero.
#[cold]
fn parse_shorter(bytes: &[u8]) -> Result<([u8; 19], TimeOfDay, &[u8]), InvalidDateTime> {
    let mut fixed = *b"0000-00-00T00:00:00";
    for (time, length) in [(TimeOfDay::Minutes, MINUTES), (TimeOfDay::Absent, DAY)] {
        let Some((written, rest)) = bytes.split_at_checked(length) else {
            continue;
        };
        let ends = match time {
            TimeOfDay::Absent => is_day_alone(rest),
            TimeOfDay::Minutes | TimeOfDay::Seconds => rest.first() != Some(&b':'),
        };
        if ends && has_form(written) {
            fixed[..length].copy_from_slice(written);
            return Ok((fixed, time, rest));
        }
    }
    Err(InvalidDateTime::new(if bytes.len() < DAY {
        "it is too short"
    } else {
        "it does not have the form YYYY-MM-DDThh:mm:ss"
    }))
}

/// Whether what follows a day says that it has no time: nothing, or a zone that cannot be taken for
/// the time or for a part of the day.
fn is_day_alone(rest: &[u8]) -> bool {
    match rest {
        [] | [b'Z' | b'z'] => true,
        [b'+' | b'-', offset @ ..] => offset.len() == 5,
        _ => false,
    }
}

impl DateTime {
    /// Lets a date-time pass whose parts are in their ranges.
    pub(super) fn check(self) -> Result<Self, InvalidDateTime> {
        let refuse = |reason| Err(InvalidDateTime::new(reason));
        if !(1..=9999).contains(&self.year) {
            return refuse("the year is not between 0001 and 9999");
        }
        if !(1..=12).contains(&self.month) {
            return refuse("the month does not exist");
        }
        if self.day == 0 || self.day > days_in_month(self.year, self.month) {
            return refuse("the day does not exist in its month");
        }
        if self.hour == 24 && (self.minute, self.second, self.fraction) != (0, 0, 0) {
            return refuse("hour 24 is only midnight");
        }
        if self.hour > 24 || self.minute > 59 || self.second > 60 {
            return refuse("the time of day does not exist");
        }
        Ok(self)
    }
}

/// The number that two digits name. `at` is a place where [`FORM`] has two digits.
fn two_digits(fixed: &[u8; 19], at: usize) -> u8 {
    (fixed[at] - b'0') * 10 + (fixed[at + 1] - b'0')
}

/// The number of digits, their value, and what follows them.
fn parse_fraction(rest: &[u8]) -> Result<(u8, u64, &[u8]), InvalidDateTime> {
    let Some((b'.' | b',', rest)) = rest.split_first() else {
        return Ok((0, 0, rest));
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let count = match u8::try_from(digits) {
        Ok(0) => return Err(InvalidDateTime::new("a fraction needs digits")),
        Ok(count @ 1..=18) => count,
        _ => return Err(InvalidDateTime::new("the fraction has more than 18 digits")),
    };
    let (fraction, rest) = rest.split_at(digits);
    let value = fraction
        .iter()
        .fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
    Ok((count, value, rest))
}

fn parse_zone(rest: &[u8]) -> Result<Zone, InvalidDateTime> {
    let invalid = InvalidDateTime::new("the zone is neither Z nor an offset");
    let (sign, digits, form) = match rest {
        [] => return Ok(Zone::Absent),
        [b'Z'] => return Ok(Zone::Utc(UtcForm::UpperZ)),
        [sign @ (b'+' | b'-'), h1, h2] => (sign, [*h1, *h2, b'0', b'0'], OffsetForm::Hours),
        [sign @ (b'+' | b'-'), h1, h2, m1, m2] => (sign, [*h1, *h2, *m1, *m2], OffsetForm::Compact),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            (sign, [*h1, *h2, *m1, *m2], OffsetForm::Colon)
        }
        _ => return UtcForm::read(rest).map(Zone::Utc).ok_or(invalid),
    };
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(invalid);
    }
    let [h1, h2, m1, m2] = digits.map(|digit| u16::from(digit - b'0'));
    let (hours, minutes) = (h1 * 10 + h2, m1 * 10 + m2);
    if hours > 23 || minutes > 59 {
        return Err(InvalidDateTime::new("the offset is out of range"));
    }
    Ok(Zone::Offset {
        negative: *sign == b'-',
        minutes: hours * 60 + minutes,
        form,
    })
}
