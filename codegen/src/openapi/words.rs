//! The allowed words of some keys.

use super::table::Version;

/// A set of words.
pub(crate) trait Word: Copy + 'static {
    /// Each word with what it stands for.
    const WORDS: &'static [(&'static str, Self)];

    /// The word itself.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $word:ident = $text:literal $(since $since:ident)?,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name {
            $($(#[$of])* $word,)*
        }

        impl Word for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($text, Self::$word),)*];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)*
                }
            }
        }

        impl<'d> super::Value<'d> for $name {
            const HOLDS: super::table::Holds = super::table::Holds::Data;

            fn read(node: crate::syntax::Node<'d>, key: &str, reader: &mut super::Reader<'_, 'd>) -> Option<Self> {
                reader.word(node, key)
            }

            fn since(&self) -> Version {
                match self {
                    $(Self::$word => [$(Version::$since,)? Version::First][0],)*
                }
            }
        }
    )*};
}

words! {
    /// Where a parameter travels.
    In {
        Cookie = "cookie",
        Header = "header",
        Path = "path",
        Query = "query",
        QueryString = "querystring" since V3_2,
    }

    /// How a parameter is written.
    Style {
        Cookie = "cookie" since V3_2,
        DeepObject = "deepObject",
        Form = "form",
        Label = "label",
        Matrix = "matrix",
        PipeDelimited = "pipeDelimited",
        Simple = "simple",
        SpaceDelimited = "spaceDelimited",
    }

    /// How a header is written.
    HeaderStyle {
        Simple = "simple",
    }

    /// How a field of a form is written.
    FormStyle {
        DeepObject = "deepObject",
        Form = "form",
        PipeDelimited = "pipeDelimited",
        SpaceDelimited = "spaceDelimited",
    }

    /// How a credential is had and sent.
    SchemeKind {
        ApiKey = "apiKey",
        Http = "http",
        MutualTls = "mutualTLS",
        Oauth2 = "oauth2",
        OpenIdConnect = "openIdConnect",
    }

    /// Where an API key travels.
    KeyIn {
        Cookie = "cookie",
        Header = "header",
        Query = "query",
    }

    /// What a call does, as `x-bindery-effect` says.
    Effect {
        Idempotent = "idempotent",
        Read = "read",
        Write = "write",
    }
}
