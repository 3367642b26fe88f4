//! Bytes that are sent as base64 text.
//!
//! Services differ in alphabet, padding and line breaks, and what was received must be sent back
//! unchanged. The type therefore holds the text, and decodes it on request.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::value::owned_text::FromOwnedText;
use crate::value::text::{InvalidText, Text};
use crate::wire;

/// Reads with padding and without.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Bytes in base64 (RFC 4648), as a JSON string: `aGVsbG8=`.
///
/// Keeps the text as received and sends it back unchanged, whatever its alphabet and padding;
/// [`decode`](Self::decode) returns the bytes. A value made from bytes uses the standard alphabet,
/// with padding. Two values are equal if their texts are: `YQ` and `YQ==` are not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64 {
    text: String,
}

/// The error for a text that is not base64. Never contains the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidBase64 {
    _private: (),
}

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not base64")
    }
}

impl std::error::Error for InvalidBase64 {}

impl Base64 {
    /// Encodes bytes in the standard alphabet, with padding.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self {
            text: STANDARD.encode(bytes),
        }
    }

    /// Returns the bytes. Accepts the standard and the URL-safe alphabet, with padding or without,
    /// and ignores white space.
    ///
    /// # Errors
    ///
    /// If the text is not base64. The error never contains the text.
    pub fn decode(&self) -> Result<Vec<u8>, InvalidBase64> {
        let text = if self.text.bytes().any(|byte| byte.is_ascii_whitespace()) {
            Cow::Owned(self.text.split_ascii_whitespace().collect::<String>())
        } else {
            Cow::Borrowed(self.text.as_str())
        };
        let engine = if text.contains(['-', '_']) {
            URL_SAFE
        } else {
            STANDARD
        };
        engine
            .decode(text.as_bytes())
            .map_err(|_| InvalidBase64 { _private: () })
    }

    /// Returns the text as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Creates a value from text that is already base64. The text is not checked.
    #[must_use]
    pub fn from_encoded(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::encode(bytes)
    }
}

impl<const LENGTH: usize> From<&[u8; LENGTH]> for Base64 {
    fn from(bytes: &[u8; LENGTH]) -> Self {
        Self::encode(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::encode(bytes)
    }
}

/// Prints only the length of the text, which may be large or confidential.
impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} characters)", self.text.len())
    }
}

/// Prints the encoded text.
impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::read_text(deserializer)
    }
}

impl FromOwnedText for Base64 {
    const EXPECTED: &'static str = "base64";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self::from_encoded(text))
    }

    fn from_owned_text(text: String) -> Option<Self> {
        Some(Self { text })
    }
}

impl Text for Base64 {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.text)
    }

    fn from_text(text: &str) -> Result<Self, InvalidText> {
        Ok(Self::from_encoded(text))
    }
}
