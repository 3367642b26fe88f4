//! What generated REST code calls.

pub use crate::rest::call::Call;
pub use crate::rest::client::{Client, Service};
pub use crate::rest::content::Encoding;
pub use crate::rest::credential::{Credential, Credentials, Exposed, Holding};
pub use crate::rest::draft::Draft;
pub use crate::rest::envelope::Envelope;
pub use crate::rest::field::Field;
pub use crate::rest::held::Needs;
pub use crate::rest::operation::Operation;
pub use crate::rest::pages::{
    Counter, Cursor, Listed, Next, Open, Own, Paged, Turn, WholeOpen, WholeOwn,
};
pub use crate::rest::returned::{ByStatus, Content, Returned, by_status};
pub use crate::rest::streaming::Drafted;
pub use crate::rest::style::Style;
pub use crate::transport::Effect;
pub use crate::{
    __v1_rest_client as client, __v1_rest_credential as credential,
    __v1_rest_credentials as credentials, __v1_rest_pages as pages, __v1_rest_request as request,
    __v1_rest_responses as responses, __v1_rest_streams as streams,
};

/// Lets the builder create a generated client, whose field `core` is a [`Client`].
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_client {
    ($client:ident, $error:ty) => {
        impl $crate::v1::FromCore for $client {
            type Core = $crate::v1::rest::Client;
            type Error = $error;

            fn from_core(core: Self::Core) -> Self {
                Self { core }
            }
        }

        // A build without the features of the calls reads the core nowhere else.
        const _: fn(&$client) -> &$crate::v1::rest::Client = |client| &client.core;
    };
}

/// Declares where each variant of a generated credential is sent: `Variant(Type) = header "Name"`
/// or `Variant(Type) = bearer`.
///
/// Each type converts into its variant, so that no two variants have the same type.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_credential {
    ($name:ident { $($variant:ident($ty:ty) = $place:ident $($header:literal)?),+ $(,)? }) => {
        impl $crate::v1::rest::Credential for $name {
            const HEADERS: &'static [&'static str] =
                &[$($crate::__v1_rest_credential!(@name $place $($header)?)),+];

            fn present(&self, credentials: &mut $crate::v1::rest::Credentials) {
                match self {
                    $(Self::$variant(value) => {
                        $crate::__v1_rest_credential!(@present credentials, value, $place $($header)?);
                    })+
                }
            }
        }

        $(
            impl ::core::convert::From<$ty> for $name {
                fn from(value: $ty) -> Self {
                    Self::$variant(value)
                }
            }
        )+
    };
    (@name header $header:literal) => { $header };
    (@name bearer) => { "authorization" };
    (@present $credentials:ident, $value:ident, header $header:literal) => {
        $credentials.header($header, $value)
    };
    (@present $credentials:ident, $value:ident, bearer) => {
        $credentials.bearer($value)
    };
}

/// Declares where each credential of a generated struct is sent, whose fields are options: `field
/// "scheme" = header "Name"`, `query "name"`, `cookie "name"`, `bearer`, `basic`, `token` or `token
/// "endpoint"`.
///
/// `from` lists the types that are sufficient alone, and the field that each sets; the setter has
/// the same name.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_credentials {
    (
        $name:ident { $($field:ident $scheme:literal = $place:ident $($wire:literal)?),+ $(,)? }
        $(from { $($ty:ty => $taken:ident),+ $(,)? })?
    ) => {
        impl $crate::v1::rest::Credential for $name {
            const HEADERS: &'static [&'static str] =
                &[$($crate::__v1_rest_credentials!(@name $place $($wire)?)),+];

            fn present(&self, credentials: &mut $crate::v1::rest::Credentials) {
                $(if let ::core::option::Option::Some(value) = &self.$field {
                    let held = credentials.hold($scheme);
                    $crate::__v1_rest_credentials!(@hold held, value, $place $($wire)?);
                })+
            }
        }

        $($(
            impl ::core::convert::From<$ty> for $name {
                fn from(value: $ty) -> Self {
                    Self::new().$taken(value)
                }
            }
        )+)?
    };
    (@name header $name:literal) => { $name };
    (@name cookie $name:literal) => { "cookie" };
    // No header: no header has this name.
    (@name query $name:literal) => { "" };
    (@name $place:ident $($wire:literal)?) => { "authorization" };
    (@hold $held:ident, $value:ident, token) => {
        $held.token($value, ::core::option::Option::None)
    };
    (@hold $held:ident, $value:ident, token $endpoint:literal) => {
        $held.token($value, ::core::option::Option::Some($endpoint))
    };
    (@hold $held:ident, $value:ident, bearer) => { $held.bearer($value) };
    (@hold $held:ident, $value:ident, basic) => { $held.basic($value) };
    (@hold $held:ident, $value:ident, $place:ident $wire:literal) => { $held.$place($wire, $value) };
}

/// Declares a generated request: where each field is sent, and what the response is.
///
/// `place field = "wire"`, where the place is `path`, `query`, `querystring` (the whole query
/// string), `header`, `cookie`, `body` (a property of a JSON object) or `json` (the whole body). A
/// body that is not JSON has these places:
///
/// - `text` and `upload`: the whole body
/// - `form`, `form_deep`, `form_commas`, `form_spaces`, `form_pipes`, `form_spread` and
///   `form_json`: a field of a form
/// - `part`, `part_deep` and `file`: a part of a multipart form, with `as "media/type"`
/// - `whole_form` and `whole_parts`: the whole form, with the members that are not written as
///   usual: `{ "tags" = commas, "meta" = "application/json" }`
/// - `xml`: the whole body, as an element with the name; `of "item"` means a list, with the name of
///   its items
///
/// A field that is `None` is omitted; with `or null` after a body field or a body it is written as
/// null. With `as secret` a field of the body, or the body, is a list or a map of secrets. A
/// parameter that is not a single value names its style, as in `query filter = "filter" style
/// deep_object`: one of the constructors of [`Style`], followed by its modifiers, as in `style form
/// exploded`. `as xml "Thing"` after the response type means an element with this name, or any name
/// if it is empty; `of "item"` as above. `always { body "type" = "text", query "version" = 2 }`
/// before the fields lists the constants.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_request {
    (
        $request:ident -> $value:ty $(as xml $root:literal $(of $item:literal)?)?, $error:ty;
        always { $($always:tt)* }
        $($fields:tt)*
    ) => {
        $crate::__v1_rest_request! {
            @request [$($always)*]
            $request -> $value $(as xml $root $(of $item)?)?, $error;
            $($fields)*
        }
    };
    ($request:ident -> $($rest:tt)*) => {
        $crate::__v1_rest_request! { @request [] $request -> $($rest)* }
    };
    (@always $draft:ident, $place:ident, $wire:literal, $only:literal, style $style:ident $($more:ident)*) => {
        $crate::v1::rest::Style::$style()$(.$more())*
            .$place(&mut $draft, $wire, &$crate::v1::Only::of($only))
    };
    (@always $draft:ident, $place:ident, $wire:literal, $only:literal, $media:literal) => {
        if $draft.has_body() {
            $draft.part_as($wire, &$crate::v1::Only::of($only), $media);
        }
    };
    (@always $draft:ident, path, $wire:literal, $only:literal) => {
        $draft.path($wire, &$crate::v1::Only::of($only))
    };
    (@always $draft:ident, query, $wire:literal, $only:literal) => {
        $draft.query($wire, &$crate::v1::Only::of($only))
    };
    (@always $draft:ident, header, $wire:literal, $only:literal) => {
        $draft.header($wire, &$crate::v1::Only::of($only))
    };
    (@always $draft:ident, cookie, $wire:literal, $only:literal) => {
        $draft.cookie($wire, &$crate::v1::Only::of($only))
    };
    // In a body nothing stands alone, where the call can do without a body.
    (@always $draft:ident, $place:ident, $wire:literal, $only:literal) => {
        if $draft.has_body() {
            $draft.$place($wire, &$crate::v1::Only::of($only));
        }
    };
    (
        @request [$(
            $always:ident $named:literal = $only:literal $(as $media:literal)? $(style $($form:ident)+)?
        ),* $(,)?]
        $request:ident -> $value:ty $(as xml $root:literal $(of $item:literal)?)?, $error:ty;
        $($place:ident $field:ident = $wire:literal $(of $items:literal)? $(as $how:tt)? $(or $null:ident)? $(style $($style:ident)+)? $({ $($member:literal = $written:tt),* $(,)? })?),* $(,)?
    ) => {
        impl $crate::v1::Request for $request {
            type Value = $value;
            type Error = $error;

            #[inline]
            fn send(self) -> $crate::v1::Sent<$value> {
                let draft = $crate::v1::rest::Drafted::draft(self);
                $crate::__v1_rest_request!(@send draft, $value $(, xml $root $(, $item)?)?)
            }
        }

        impl $crate::v1::rest::Drafted for $request {
            #[inline]
            fn draft(self) -> $crate::v1::rest::Draft {
                let Self { call, $($field),* } = self;
                // Not `expect`: only an operation without parameters never changes its draft.
                #[allow(unused_mut)]
                let mut draft = $crate::v1::rest::Draft::new(call);
                $(
                    $(draft.encode(&[$(($member, $crate::__v1_rest_request!(@written $written))),*]);)?
                    $crate::__v1_rest_request!(@place draft, $place, $field, $wire $(, of $items)? $(, $how)? $(, $null)? $(, style $($style)+)?);
                )*
                $(
                    $crate::__v1_rest_request!(
                        @always draft, $always, $named, $only $(, $media)? $(, style $($form)+)?
                    );
                )*
                draft
            }
        }

        $crate::__v1_controls!($request, $value, $error);
    };
    (@send $draft:ident, $value:ty) => {
        $draft.send::<$value>()
    };
    (@send $draft:ident, $value:ty, xml $root:literal) => {
        $draft.send_xml::<$value>($root)
    };
    (@send $draft:ident, $value:ty, xml $root:literal, $item:literal) => {
        $draft.send_xml_list::<$value>($root, $item)
    };
    (@place $draft:ident, xml, $field:ident, $wire:literal, of $item:literal) => {
        $crate::v1::rest::Field(&$field).xml_list(&mut $draft, $wire, $item)
    };
    (@written deep) => { $crate::v1::rest::Encoding::Deep };
    (@written commas) => { $crate::v1::rest::Encoding::Joined(',') };
    (@written spaces) => { $crate::v1::rest::Encoding::Joined(' ') };
    (@written pipes) => { $crate::v1::rest::Encoding::Joined('|') };
    (@written spread) => { $crate::v1::rest::Encoding::Spread };
    (@written json) => { $crate::v1::rest::Encoding::Json };
    (@written $media:literal) => { $crate::v1::rest::Encoding::MediaType($media) };
    (@place $draft:ident, $place:ident, $field:ident, $wire:literal, secret $(, $($how:tt)+)?) => {
        $crate::__v1_rest_request!(@place $draft, $place, $field, $wire $(, $($how)+)?)
    };
    (@place $draft:ident, body, $field:ident, $wire:literal, null) => {
        $draft.body_or_null($wire, &$field)
    };
    (@place $draft:ident, json, $field:ident, $wire:literal, null) => {
        $draft.json_or_null($wire, &$field)
    };
    (@place $draft:ident, $place:ident, $field:ident, $wire:literal, style $style:ident $($more:ident)*) => {
        $crate::v1::rest::Style::$style()$(.$more())*.$place(&mut $draft, $wire, &$field)
    };
    (@place $draft:ident, part, $field:ident, $wire:literal, $media:literal) => {
        $draft.part_as($wire, &$field, $media)
    };
    (@place $draft:ident, file, $field:ident, $wire:literal, $media:literal) => {
        $crate::v1::rest::Field(&$field).file_as(&mut $draft, $wire, $media)
    };
    (@place $draft:ident, file, $field:ident, $wire:literal) => {
        $crate::v1::rest::Field(&$field).file(&mut $draft, $wire)
    };
    (@place $draft:ident, upload, $field:ident, $wire:literal) => {
        $crate::v1::rest::Field(&$field).upload(&mut $draft, $wire)
    };
    (@place $draft:ident, xml, $field:ident, $wire:literal) => {
        $crate::v1::rest::Field(&$field).xml(&mut $draft, $wire)
    };
    (@place $draft:ident, $place:ident, $field:ident, $wire:literal) => {
        $draft.$place($wire, &$field)
    };
}

/// Declares the status of each variant of a generated enumeration of responses: `"200" = Ok(Thing)`
/// in JSON, `"202" = Accepted(String) as text`, `"203" = Other(Bytes) as bytes`, `"204" =
/// NoContent`, `"206" = Part(Thing) as xml "Thing"`, optionally followed by `of "item"`.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_responses {
    ($name:ident { $($status:literal = $variant:ident $(($ty:ty))? $(as $form:ident $($root:literal $(of $item:literal)?)?)?),+ $(,)? }) => {
        impl $crate::v1::rest::ByStatus for $name {
            const STATUSES: &'static [&'static str] = &[$($status),+];

            #[inline]
            fn read(
                status: &str,
                content: $crate::v1::rest::Content<'_>,
            ) -> ::core::result::Result<Self, $crate::Error> {
                match status {
                    $($status => $crate::__v1_rest_responses!(
                        @read content, $variant $(($ty))? $(as $form $($root $(of $item)?)?)?
                    ),)+
                    _ => content.undescribed(),
                }
            }
        }

        impl $crate::v1::rest::Returned for $name {
            #[inline]
            fn of(draft: $crate::v1::rest::Draft) -> $crate::v1::Sent<Self> {
                $crate::v1::rest::by_status(draft)
            }
        }
    };
    (@read $content:ident, $variant:ident) => { $content.nothing().map(|()| Self::$variant) };
    (@read $content:ident, $variant:ident ($ty:ty)) => { $content.json::<$ty>().map(Self::$variant) };
    (@read $content:ident, $variant:ident ($ty:ty) as $form:ident) => {
        $content.$form().map(Self::$variant)
    };
    (@read $content:ident, $variant:ident ($ty:ty) as xml $root:literal) => {
        $content.xml($root).map(Self::$variant)
    };
    (@read $content:ident, $variant:ident ($ty:ty) as xml $root:literal of $item:literal) => {
        $content.xml_list($root, $item).map(Self::$variant)
    };
}

/// Declares a method of a request that returns a stream: `Request.events -> EventStream<Item>,
/// accepts "text/event-stream"`, and the parameter that it sets, if there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_streams {
    ($request:ident.$method:ident -> $stream:ty, accepts $accept:literal) => {
        impl $request {
            /// Returns a stream of what the server sends, as it sends it.
            ///
            /// Set all other parameters of the call first.
            #[inline]
            pub fn $method(self) -> $crate::Streaming<Self, $stream> {
                $crate::Streaming::new(self, $accept)
            }
        }
    };
    ($request:ident.$method:ident -> $stream:ty, accepts $accept:literal, sets $input:ident) => {
        impl $request {
            #[doc = concat!(
                        "Returns a stream of what the server sends, as it sends it: sets `",
                        stringify!($input),
                        "`."
                    )]
            ///
            /// Set all other parameters of the call first.
            #[inline]
            pub fn $method(mut self) -> $crate::Streaming<Self, $stream> {
                self.$input = ::core::option::Option::Some(true);
                $crate::Streaming::new(self, $accept)
            }
        }
    };
    ($request:ident.$method:ident -> $stream:ty, accepts $accept:literal, sets [$($key:literal),+ $(,)?]) => {
        impl $request {
            #[doc = concat!(
                        "Returns a stream of what the server sends, as it sends it: sets `body",
                        $(".", $key,)+
                        "`."
                    )]
            ///
            /// Set all other parameters of the call first.
            #[inline]
            pub fn $method(self) -> $crate::Streaming<Self, $stream> {
                $crate::Streaming::new(self, $accept).switched_by(&[$($key),+])
            }
        }
    };
}
