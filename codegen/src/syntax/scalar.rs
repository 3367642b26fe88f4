//! Reads a plain scalar by the core schema of YAML 1.2.
//!
//! `yes`, `no`, `on` and `off` are strings, and so is `1_000`; `0o17` and `0x1F` are integers.

/// What the core schema takes a scalar for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Core {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Boolean,
    /// Digits, with or without a sign, or hexadecimal or octal ones.
    Integer,
    /// A number with a point or an exponent, an infinity, or not a number.
    Float,
    /// Anything else.
    Text,
}

/// What an unquoted text stands for.
pub(crate) fn resolve(text: &str) -> Core {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Core::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Core::Boolean,
        ".nan" | ".NaN" | ".NAN" => Core::Float,
        _ if is_integer(text) => Core::Integer,
        _ if is_infinity(text) || is_decimal(text) => Core::Float,
        _ => Core::Text,
    }
}

/// The value of a boolean as [`resolve`] recognises it.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// The value of an integer, where it fits.
pub(crate) fn integer(text: &str) -> Option<i64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(unsigned(digits)?, 16).ok();
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(unsigned(digits)?, 8).ok();
    }
    text.parse().ok()
}

/// The value of any number; an integer beyond 53 bits is rounded.
pub(crate) fn number(text: &str) -> Option<f64> {
    match resolve(text) {
        Core::Integer => {
            integer(text).map_or_else(|| text.parse().ok(), |value| Some(value as f64))
        }
        Core::Float if text.ends_with("nan") || text.ends_with("NaN") || text.ends_with("NAN") => {
            Some(f64::NAN)
        }
        Core::Float if is_infinity(text) => Some(if text.starts_with('-') {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        }),
        Core::Float => text.parse().ok(),
        Core::Null | Core::Boolean | Core::Text => None,
    }
}

fn unsigned(digits: &str) -> Option<&str> {
    (!digits.starts_with(['+', '-'])).then_some(digits)
}

fn without_sign(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn all_of(text: &str, allowed: fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.as_bytes().iter().all(allowed)
}

fn is_integer(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0x") {
        return all_of(digits, u8::is_ascii_hexdigit);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all_of(digits, |digit| (b'0'..=b'7').contains(digit));
    }
    all_of(without_sign(text), u8::is_ascii_digit)
}

fn is_infinity(text: &str) -> bool {
    matches!(without_sign(text), ".inf" | ".Inf" | ".INF")
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match without_sign(text).split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (without_sign(text), None),
    };
    let exponent_fits =
        exponent.is_none_or(|exponent| all_of(without_sign(exponent), u8::is_ascii_digit));
    let digits_or_none = |digits: &str| digits.is_empty() || all_of(digits, u8::is_ascii_digit);
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            digits_or_none(whole)
                && digits_or_none(fraction)
                && !(whole.is_empty() && fraction.is_empty())
        }
        None => all_of(mantissa, u8::is_ascii_digit),
    };
    exponent_fits && mantissa_fits
}

#[cfg(test)]
mod tests {
    use super::{Core, integer, number, resolve};

    #[test]
    fn words_and_numbers_of_the_core_schema() {
        for (expected, texts) in [
            (Core::Null, &["", "~", "null", "Null", "NULL"][..]),
            (Core::Boolean, &["true", "True", "FALSE"]),
            (
                Core::Integer,
                &[
                    "0",
                    "-1",
                    "+12",
                    "017",
                    "0o17",
                    "0xFf",
                    "99999999999999999999999",
                ],
            ),
            (
                Core::Float,
                &[
                    "1.10", "1.", ".5", "-1e3", "1E+9", ".inf", "-.Inf", ".NaN", "1e3",
                ],
            ),
            (
                Core::Text,
                &[
                    "yes",
                    "no",
                    "on",
                    "off",
                    "y",
                    "n",
                    "1_000",
                    "0o8",
                    "0xg",
                    "0x",
                    "1.2.3",
                    ".",
                    "-",
                    "+",
                    "e3",
                    "1e",
                    "nan",
                    "inf",
                    "tRUE",
                    "nUll",
                    "2024-01-01",
                    "12:30",
                    "-0x1",
                    ".e3",
                    "+.",
                    "-.nan",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(resolve(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn values() {
        assert_eq!(integer("0x1F"), Some(31));
        assert_eq!(integer("0o17"), Some(15));
        assert_eq!(integer("+5"), Some(5));
        assert_eq!(integer("0x+1"), None);
        assert_eq!(integer("9223372036854775808"), None);
        assert_eq!(
            number("-9223372036854776000"),
            Some(-9_223_372_036_854_776_000.0)
        );
        assert_eq!(number("1."), Some(1.0));
        assert_eq!(number(".5"), Some(0.5));
        assert_eq!(number("-.inf"), Some(f64::NEG_INFINITY));
        assert!(number(".nan").is_some_and(f64::is_nan));
        assert_eq!(number("0x10"), Some(16.0));
        assert_eq!(number("yes"), None);
    }
}
