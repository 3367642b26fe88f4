//! Reads the text form. Errors name the part that is wrong and never quote it.

use std::fmt;
use std::str::FromStr;

use super::DateTime;
use super::calendar::{Zone, days_in_month};

/// Why a text is not a date-time. Never holds the text.
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

pub(super) fn parse(text: &str) -> Result<DateTime, InvalidDateTime> {
    let bytes = text.as_bytes();
    let Some((fixed, rest)) = bytes.split_first_chunk::<19>() else {
        return Err(InvalidDateTime::new("it is too short"));
    };
    for (byte, form) in fixed.iter().zip(FORM) {
        let fits = match form {
            b'0' => byte.is_ascii_digit(),
            b'T' => matches!(byte, b'T' | b't' | b' '),
            punctuation => byte == punctuation,
        };
        if !fits {
            return Err(InvalidDateTime::new(
                "it does not have the form YYYY-MM-DDThh:mm:ss",
            ));
        }
    }
    let (fraction_digits, fraction, rest) = parse_fraction(rest)?;
    let date_time = DateTime {
        year: u16::from(two_digits(fixed, 0)) * 100 + u16::from(two_digits(fixed, 2)),
        month: two_digits(fixed, 5),
        day: two_digits(fixed, 8),
        hour: two_digits(fixed, 11),
        minute: two_digits(fixed, 14),
        second: two_digits(fixed, 17),
        fraction_digits,
        separator: fixed[10],
        zone: parse_zone(rest)?,
        fraction,
    };
    date_time.check()
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
    let Some((b'.', rest)) = rest.split_first() else {
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
    match rest {
        [] => Ok(Zone::Absent),
        [b'Z'] => Ok(Zone::Utc { lower: false }),
        [b'z'] => Ok(Zone::Utc { lower: true }),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let digits = [*h1, *h2, *m1, *m2];
            if !digits.iter().all(u8::is_ascii_digit) {
                return Err(InvalidDateTime::new("the zone is neither Z nor an offset"));
            }
            let [h1, h2, m1, m2] = digits.map(|digit| u16::from(digit - b'0'));
            let (hours, minutes) = (h1 * 10 + h2, m1 * 10 + m2);
            if hours > 23 || minutes > 59 {
                return Err(InvalidDateTime::new("the offset is out of range"));
            }
            Ok(Zone::Offset {
                negative: *sign == b'-',
                minutes: hours * 60 + minutes,
            })
        }
        _ => Err(InvalidDateTime::new("the zone is neither Z nor an offset")),
    }
}
