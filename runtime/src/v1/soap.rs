//! What generated SOAP code calls.

pub use crate::soap::call::Call;
pub use crate::soap::client::Client;
pub use crate::soap::draft::Draft;
pub use crate::soap::service::{Operation, Service};
pub use crate::transport::Effect;
pub use crate::{
    __bindery_v1_soap_record as record, __v1_soap_client as client, __v1_soap_error as error,
    __v1_soap_request as request,
};

/// Lets an emitted error return the fault of a SOAP call.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_soap_error {
    ($error:ident) => {
        impl $error {
            /// Returns the SOAP fault, if there is one.
            pub fn fault(&self) -> Option<&$crate::Fault> {
                self.0.fault()
            }
        }
    };
}

/// Lets the builder create a generated client, whose field `core` is a [`Client`].
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_soap_client {
    ($client:ident, $error:ty) => {
        impl $crate::v1::FromCore for $client {
            type Core = $crate::v1::soap::Client;
            type Error = $error;

            fn from_core(core: Self::Core) -> Self {
                Self { core }
            }
        }

        // A build without the features of the calls reads the core nowhere else.
        const _: fn(&$client) -> &$crate::v1::soap::Client = |client| &client.core;
    };
}

/// Makes an emitted request sendable: the elements of its fields in the order of the description,
/// and what comes back.
///
/// A field that is `None` is left out; with `or null` it is written as nil. `of "Item"` after a
/// wire name says that the field is a list, and how its items are called; `result of "Item";` says
/// the same of the result.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_soap_request {
    (
        $request:ident -> $value:ty, $error:ty;
        result of $result:literal;
        $($field:ident = $wire:literal $(of $item:literal)? $(or $null:ident)?),* $(,)?
    ) => {
        $crate::__v1_soap_request! {
            @request $request, $value, $error, [send_list::<$value>($result)],
            $($field = $wire [$(of $item)? $(or $null)?])*
        }
    };
    (
        $request:ident -> $value:ty, $error:ty;
        $($field:ident = $wire:literal $(of $item:literal)? $(or $null:ident)?),* $(,)?
    ) => {
        $crate::__v1_soap_request! {
            @request $request, $value, $error, [send::<$value>()],
            $($field = $wire [$(of $item)? $(or $null)?])*
        }
    };
    (
        @request $request:ident, $value:ty, $error:ty, [$($send:tt)*],
        $($field:ident = $wire:literal [$($how:tt)*])*
    ) => {
        impl $crate::v1::Request for $request {
            type Value = $value;
            type Error = $error;

            #[inline]
            fn send(self) -> $crate::v1::Sent<$value> {
                let Self { call, $($field),* } = self;
                // Not `expect`: only an operation without parameters never changes its draft.
                #[allow(unused_mut)]
                let mut draft = $crate::v1::soap::Draft::new(call);
                $($crate::__v1_soap_request!(@child draft, $field, $wire, [$($how)*]);)*
                draft.$($send)*
            }
        }

        $crate::__v1_controls!($request, $value, $error);
    };
    (@child $draft:ident, $field:ident, $wire:literal, []) => {
        $draft.child($wire, &$field)
    };
    (@child $draft:ident, $field:ident, $wire:literal, [or null]) => {
        $draft.child_or_nil($wire, &$field)
    };
    (@child $draft:ident, $field:ident, $wire:literal, [of $item:literal $(or null)?]) => {
        $draft.list($wire, $item, &$field)
    };
}
