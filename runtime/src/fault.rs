//! SOAP faults, as plain data.
//!
//! The type exists in builds without SOAP too, so that an error has the same methods in all of
//! them. It contains the text of the server, with the secrets of the call masked; its `Debug` omits
//! the raw detail.

use std::fmt;

/// A SOAP fault: its code, message and detail.
///
/// All texts come from the server, on one line, with the secrets of the call masked. They are cut
/// to 500 characters, the raw detail to 8000.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) error_code: Option<String>,
    pub(crate) error_string: Option<String>,
    pub(crate) error_item: Option<String>,
    pub(crate) error_message: Option<String>,
    pub(crate) raw_detail: Option<String>,
}

impl Fault {
    /// Returns the fault code without its prefix: `Client` or `Server` in SOAP 1.1, `Sender` or
    /// `Receiver` in SOAP 1.2. Empty if the fault has none.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns the message (`faultstring` or `Reason/Text`), without the exception name before it
    /// and the stack trace after it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the service's error code, a number or a word: `detail/ErrorInfo/ErrorCode`, or the
    /// text of an element in the detail whose name ends in `ErrorCode`.
    #[must_use]
    pub fn error_code(&self) -> Option<&str> {
        self.error_code.as_deref()
    }

    /// Returns the service's name for the error: `detail/ErrorInfo/ErrorString`.
    #[must_use]
    pub fn error_string(&self) -> Option<&str> {
        self.error_string.as_deref()
    }

    /// Returns the subject of the error, such as a parameter: `detail/ErrorInfo/ErrorItem`.
    #[must_use]
    pub fn error_item(&self) -> Option<&str> {
        self.error_item.as_deref()
    }

    /// Returns the service's message: `detail/ErrorInfo/ErrorMessage`.
    #[must_use]
    pub fn error_message(&self) -> Option<&str> {
        self.error_message.as_deref()
    }

    /// Returns the fault detail as XML, for a detail that the other methods do not know. It may be
    /// cut, so that it may not be well-formed.
    #[must_use]
    pub fn raw_detail(&self) -> Option<&str> {
        self.raw_detail.as_deref()
    }

    /// The word that stands for the error: the service's word, else its code, where they are one
    /// word each.
    #[cfg(feature = "soap")]
    pub(crate) fn word(&self) -> Option<&str> {
        [self.error_string(), self.error_code()]
            .into_iter()
            .flatten()
            .find(|word| !word.is_empty() && !word.contains(char::is_whitespace))
    }

    /// Rewrites every text that came from the server, the raw detail in a way of its own.
    pub(crate) fn map_text(
        &mut self,
        rewrite: &dyn Fn(&str) -> String,
        rewrite_detail: &dyn Fn(&str) -> String,
    ) {
        let always = [&mut self.code, &mut self.message];
        let sometimes = [
            &mut self.error_code,
            &mut self.error_string,
            &mut self.error_item,
            &mut self.error_message,
        ];
        for text in always.into_iter().chain(sometimes.into_iter().flatten()) {
            *text = rewrite(text);
        }
        if let Some(detail) = &mut self.raw_detail {
            *detail = rewrite_detail(detail);
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Fault")
            .field("code", &self.code)
            .field("message", &self.message)
            .field("error_code", &self.error_code)
            .field("error_string", &self.error_string)
            .field("error_item", &self.error_item)
            .field("error_message", &self.error_message)
            .finish_non_exhaustive()
    }
}
