//! The error of a generated crate: a wrapper of the runtime's, so that `code()` returns the API's
//! own enumeration.

/// Gives an emitted `pub struct Error(bindery_runtime::Error);` everything but its declaration.
///
/// `error!(Error, code: types::ErrorCode);`, or `error!(Error);` for an API without described
/// codes.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_error {
    ($error:ident, code: $code:ty) => {
        $crate::__v1_error!($error);

        impl $error {
            /// Returns the API's error code, if the response has one.
            pub fn code(&self) -> Option<$code> {
                self.0
                    .code_text()
                    .map(<$code as ::core::convert::From<&str>>::from)
            }
        }
    };
    ($error:ident) => {
        impl $error {
            /// Returns the kind of failure.
            pub fn kind(&self) -> $crate::ErrorKind {
                self.0.kind()
            }

            /// Returns the HTTP status code, if there was a response.
            pub fn status(&self) -> Option<$crate::reqwest::StatusCode> {
                self.0.status()
            }

            /// Returns the API's error code as it is written in the response, if it has one.
            pub fn code_text(&self) -> Option<&str> {
                self.0.code_text()
            }

            /// Returns the server's message, with the secrets of this call masked, cut to 500
            /// characters.
            pub fn message(&self) -> Option<&str> {
                self.0.message()
            }

            /// Returns the response headers, such as a request id, rate limits, or the `Location`
            /// of a redirect. `None` without a response.
            ///
            /// `Display` and `Debug` print none of them, because they may contain confidential
            /// values.
            pub fn headers(&self) -> Option<&$crate::reqwest::header::HeaderMap> {
                self.0.headers()
            }

            /// Decodes the response body as JSON into any type; into a `String`, any body.
            ///
            /// `None` if the body does not decode, if there was none, or if it is larger than 1 MiB
            /// or was cut off. `Display` and `Debug` print none of it, because it may contain
            /// confidential values.
            pub fn body<T: $crate::serde::de::DeserializeOwned>(&self) -> Option<T> {
                self.0.body()
            }

            /// Returns the response body as text, at most 1 MiB of it. `None` without a body.
            ///
            /// `Display` and `Debug` print none of it, because it may contain confidential values.
            pub fn body_text(&self) -> Option<::std::borrow::Cow<'_, str>> {
                self.0.body_text()
            }

            /// Returns the name of the operation in the description, such as its `operationId`;
            /// `None` if the error does not belong to a call.
            pub fn operation(&self) -> Option<&'static str> {
                self.0.operation()
            }

            /// Returns how long the server asked to wait before another attempt (`Retry-After`).
            pub fn retry_after(&self) -> Option<::core::time::Duration> {
                self.0.retry_after()
            }

            /// Returns whether the same call may be sent again: it may succeed, and does no harm.
            ///
            /// Always false for a call that writes and [may have acted](Self::may_have_acted).
            pub fn is_retryable(&self) -> bool {
                self.0.is_retryable()
            }

            /// Returns whether the server may have executed the call.
            ///
            /// False for calls that only read. For every other call it is true unless each attempt
            /// is known to have had no effect.
            pub fn may_have_acted(&self) -> bool {
                self.0.may_have_acted()
            }

            /// Returns the number of attempts; 0 if the call failed before the first one.
            pub fn attempts(&self) -> u32 {
                self.0.attempts()
            }
        }

        impl ::core::convert::From<$crate::Error> for $error {
            fn from(error: $crate::Error) -> Self {
                Self(error)
            }
        }

        impl ::core::fmt::Display for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Debug for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl ::std::error::Error for $error {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                ::std::error::Error::source(&self.0)
            }
        }
    };
}

pub use crate::__v1_error as error;
