//! The emitted error: a thin type over the runtime's, so that `code()` is the API's own enum.

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
            /// Returns the API's error code, where it sent one.
            pub fn code(&self) -> Option<$code> {
                self.0
                    .code_text()
                    .map(<$code as ::core::convert::From<&str>>::from)
            }
        }
    };
    ($error:ident) => {
        impl $error {
            /// Returns what sort of failure this is.
            pub fn kind(&self) -> $crate::ErrorKind {
                self.0.kind()
            }

            /// Returns the HTTP status, where a response came.
            pub fn status(&self) -> Option<$crate::reqwest::StatusCode> {
                self.0.status()
            }

            /// Returns the API's error code as it stood in the response, where it sent one.
            pub fn code_text(&self) -> Option<&str> {
                self.0.code_text()
            }

            /// Returns the server's own message: secrets of the call masked, cut to a bounded
            /// length.
            pub fn message(&self) -> Option<&str> {
                self.0.message()
            }

            /// Returns the SOAP fault, where there is one.
            pub fn fault(&self) -> Option<&$crate::Fault> {
                self.0.fault()
            }

            /// Returns the headers of the response: request id, rate limits, the `Location` of a
            /// redirect. `None` where no response came.
            ///
            /// `Display` and `Debug` show none of them: they may hold what must not be logged.
            pub fn headers(&self) -> Option<&$crate::reqwest::header::HeaderMap> {
                self.0.headers()
            }

            /// Reads the body of the response as JSON of any type; as `String` whatever it is.
            ///
            /// `None` where it is no such JSON, where no body came, and where not all of it was
            /// kept because it is larger than 1 MiB or was cut off. `Display` and `Debug` show none
            /// of it: it may hold what must not be logged.
            pub fn body<T: $crate::serde::de::DeserializeOwned>(&self) -> Option<T> {
                self.0.body()
            }

            /// Returns the body of the response as text, at most 1 MiB of it. `None` where no body
            /// came.
            ///
            /// `Display` and `Debug` show none of it: it may hold what must not be logged.
            pub fn body_text(&self) -> Option<::std::borrow::Cow<'_, str>> {
                self.0.body_text()
            }

            /// Returns the name of the operation in the description; `None` when no call was made.
            pub fn operation(&self) -> Option<&'static str> {
                self.0.operation()
            }

            /// Returns how long the server asked to wait before another attempt.
            pub fn retry_after(&self) -> Option<::core::time::Duration> {
                self.0.retry_after()
            }

            /// Returns whether sending the same call again may succeed and does no harm.
            ///
            /// Never true for a call that writes and [may have acted](Self::may_have_acted).
            pub fn is_retryable(&self) -> bool {
                self.0.is_retryable()
            }

            /// Returns whether the server may have carried the call out.
            ///
            /// False for calls that only read. For every other call it is true unless it is proven
            /// that each attempt was refused.
            pub fn may_have_acted(&self) -> bool {
                self.0.may_have_acted()
            }

            /// Returns how many times the request was sent; 0 when it was refused before.
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
