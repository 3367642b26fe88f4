//! Secret text.
//!
//! With [`SecretString`], a key, a password or a session id can be stored, compared and passed on
//! without being printed by accident. It has no `Display` and no `Serialize`, and the time of a
//! comparison does not depend on where two texts differ. Only [`SecretString::expose_secret`],
//! which can be searched for, returns the text.

use std::fmt;

use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroize as _;
use serde::de::{Deserialize, Deserializer};

use crate::value::owned_text::FromOwnedText;
use crate::wire;

/// Secret text: redacted in `Debug`, without `Display` and `Serialize`.
///
/// Its memory is overwritten when it is dropped. Comparing two values takes the same time wherever
/// they differ, and reveals only whether their lengths are equal.
#[derive(Clone)]
pub struct SecretString(secrecy::SecretString);

impl SecretString {
    /// Returns the text. Search for this name to find every place where a secret is read.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<String> for SecretString {
    /// Takes the text. Spare capacity of the string is overwritten.
    fn from(mut text: String) -> Self {
        if text.capacity() == text.len() {
            return Self(secrecy::SecretString::from(text));
        }
        // Shrinking may move the text and would leave the first copy in freed memory.
        let secret = Self::from(text.as_str());
        text.zeroize();
        secret
    }
}

impl From<&str> for SecretString {
    fn from(text: &str) -> Self {
        Self(secrecy::SecretString::from(text))
    }
}

impl PartialEq for SecretString {
    fn eq(&self, other: &Self) -> bool {
        equal_in_constant_time(
            self.expose_secret().as_bytes(),
            other.expose_secret().as_bytes(),
        )
    }
}

impl Eq for SecretString {}

impl fmt::Debug for SecretString {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SecretString([REDACTED])")
    }
}

impl<'de> Deserialize<'de> for SecretString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::read_text(deserializer)
    }
}

impl FromOwnedText for SecretString {
    const EXPECTED: &'static str = "text";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn from_owned_text(text: String) -> Option<Self> {
        Some(Self::from(text))
    }
}

/// Compares every byte, whatever the bytes before it were. Texts of different length differ at
/// once.
fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut difference = 0_u8;
    for (left, right) in left.iter().zip(right) {
        // The barrier keeps the optimiser from leaving the loop at the first difference.
        difference = std::hint::black_box(difference | (left ^ right));
    }
    std::hint::black_box(difference) == 0
}
