//! Statuses under `responses`: what counts as one, and what it says on its own.

/// Whether a key is a status: three digits, a range, or `default`.
pub(super) fn is_status(text: &str) -> bool {
    let bytes = text.as_bytes();
    text == DEFAULT
        || (bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit) || is_range(text)))
}

/// What every other status returns.
pub(super) const DEFAULT: &str = "default";

/// Whether a status stands for all that start with its digit.
fn is_range(text: &str) -> bool {
    text.len() == 3 && text.as_bytes()[1..].eq_ignore_ascii_case(b"XX")
}

/// The status as it is known everywhere else: a range in capitals.
pub(super) fn canonical(text: &str) -> String {
    if is_range(text) {
        text.to_ascii_uppercase()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::is_status;

    #[test]
    fn a_status_is_three_digits_or_a_range() {
        for good in ["200", "2XX", "2xx", "default", "599"] {
            assert!(is_status(good), "{good}");
        }
        for bad in ["20", "2000", "600", "2X0", "ok", "2éx", "Default"] {
            assert!(!is_status(bad), "{bad}");
        }
    }
}
