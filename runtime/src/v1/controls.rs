//! The methods of every generated request, in both protocols: `.timeout`, `.header`, `.options`,
//! `.with_response`, awaiting, and `.wait` with the feature `blocking`.

/// Implements the controls of a request that implements [`Request`](super::Request) and whose field
/// `call` has the methods `set_timeout(&mut self, Duration)`, `add_header(&mut self, &str, &str)`
/// and `set_options(&mut self, RequestOptions)`.
///
/// Their names, with `events`, `items` and `pages`, are all that a description may not give to the
/// methods of requests: another control is a method of `RequestOptions`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_controls {
    ($request:ident, $value:ty, $error:ty) => {
        impl $request {
            /// Sets the timeout of this call: all attempts, the pauses between them, and reading
            /// the response.
            #[inline]
            pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.call.set_timeout(timeout);
                self
            }

            /// Sends an additional header.
            ///
            /// Headers that contain a credential, the host, or the framing of the message are
            /// rejected, and so are values with control characters or with white space at either
            /// end: the call fails before anything is sent. Set credentials on the builder of the
            /// client.
            #[inline]
            pub fn header(
                mut self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                self.call.add_header(name.as_ref(), value.as_ref());
                self
            }

            /// Replaces other settings of the client for this call: attempts, response size,
            /// additional query parameters.
            #[inline]
            pub fn options(mut self, options: $crate::RequestOptions) -> Self {
                self.call.set_options(options);
                self
            }

            /// Returns the value with the status and the headers. An error always has both.
            #[inline]
            pub fn with_response(self) -> $crate::WithResponse<Self> {
                $crate::WithResponse::new(self)
            }
        }

        $crate::__v1_wait!($request, $value, $error);

        impl ::core::future::IntoFuture for $request {
            type Output = ::core::result::Result<$value, $error>;
            type IntoFuture = $crate::Pending<$value, $error>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                $crate::Pending::of($crate::v1::Request::send(self))
            }
        }
    };
}

/// Which of the two is defined follows this crate's feature: a `cfg` inside the expansion would ask
/// the caller's.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_wait {
    ($request:ident, $value:ty, $error:ty) => {
        impl $request {
            /// Sends the request, and blocks this thread until the response has arrived.
            ///
            /// Works without an async runtime, and also within one, whose thread it blocks.
            /// Blocking calls run on a background thread, where this method fails at once: token
            /// sources and the streams of uploads must await their calls.
            #[inline]
            pub fn wait(self) -> ::core::result::Result<$value, $error> {
                ::core::future::IntoFuture::into_future(self).wait()
            }
        }
    };
}

/// Without the feature there is nothing to define.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_wait {
    ($request:ident, $value:ty, $error:ty) => {};
}
