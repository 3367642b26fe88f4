//! Checks whether a text can be a credential.

use std::env::{self, VarError};
use std::ffi::OsString;

use secrecy::zeroize::Zeroize as _;

use crate::{Error, SecretString};

/// Lets a text pass that a header can carry unchanged: visible ASCII, and single spaces inside it.
pub(super) fn header_text(noun: &str, text: SecretString) -> Result<SecretString, Error> {
    match complaint(text.expose_secret()) {
        None => Ok(text),
        Some(complaint) => Err(Error::configuration(format!("{noun} {complaint}"))),
    }
}

/// Reads an environment variable and checks it.
pub(super) fn from_env(noun: &str, name: &str) -> Result<SecretString, Error> {
    // `env::var` panics on none of these, but a name with `=` or NUL can never be set.
    match env::var(name) {
        Ok(text) => {
            let text = SecretString::from(text);
            match complaint(text.expose_secret()) {
                None => Ok(text),
                Some(complaint) => Err(Error::configuration(format!(
                    "the environment variable {name:?} should hold {noun}, but its text {complaint}"
                ))),
            }
        }
        Err(VarError::NotPresent) => Err(Error::configuration(format!(
            "the environment variable {name:?} should hold {noun}, but it is not set"
        ))),
        Err(VarError::NotUnicode(text)) => {
            overwrite(text);
            Err(Error::configuration(format!(
                "the environment variable {name:?} should hold {noun}, but its text is not Unicode"
            )))
        }
    }
}

/// What is wrong with a text, in words that follow it.
fn complaint(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("is empty")
    } else if text.trim().len() != text.len() {
        Some("starts or ends with white space")
    } else if text.chars().any(char::is_control) {
        Some("holds a control character")
    } else if !text.is_ascii() {
        Some("holds a character that is not ASCII")
    } else {
        None
    }
}

/// Overwrites a text that was refused.
fn overwrite(text: OsString) {
    text.into_encoded_bytes().zeroize();
}
