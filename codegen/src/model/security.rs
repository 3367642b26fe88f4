//! Credentials: which there are, where they are sent, and which calls require them.

use crate::source::Span;

/// A way to say who calls.
#[derive(Debug)]
pub(crate) struct Credential {
    pub(crate) span: Span,
    /// The file, as emitted code names it.
    pub(crate) file: String,
    /// The name of the scheme in the description.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) place: CredentialPlace,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CredentialPlace {
    /// In this header.
    Header(String),
    /// As this parameter of the query.
    Query(String),
    /// As this cookie.
    Cookie(String),
    /// As `Authorization: Bearer`.
    Bearer,
    /// As `Authorization: Basic`.
    Basic,
    /// As `Authorization: Bearer`, with a token that OAuth 2.0 or OpenID Connect gives.
    Token {
        /// Where the client-credentials flow asks for it, where the description has that flow.
        endpoint: Option<String>,
    },
}

impl CredentialPlace {
    /// Where it stands in a request: two credentials of one place would overwrite each other.
    pub(crate) fn slot(&self) -> (&'static str, String) {
        match self {
            // Names of headers are the same in upper and lower case.
            Self::Header(name) => ("header", name.to_ascii_lowercase()),
            Self::Query(name) => ("query", name.clone()),
            Self::Cookie(name) => ("cookie", name.clone()),
            Self::Bearer | Self::Basic | Self::Token { .. } => {
                ("header", "authorization".to_owned())
            }
        }
    }
}

/// What a call needs: the credentials of any one of the alternatives, in the order of preference.
/// None at all is a call without a credential; an empty one, which stands last, says that a call
/// may go without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    pub(crate) alternatives: Vec<Vec<Need>>,
}

/// A credential that a call needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    /// Index of the credential in the service.
    pub(crate) credential: usize,
    /// What it must allow, for people to read.
    pub(crate) scopes: Vec<String>,
}

impl Needs {
    /// The credentials, without what they must allow.
    pub(crate) fn credentials(&self) -> Vec<Vec<usize>> {
        let of = |alternative: &Vec<Need>| alternative.iter().map(|need| need.credential).collect();
        self.alternatives.iter().map(of).collect()
    }

    /// Whether a call may go without a credential.
    pub(crate) fn allow_none(&self) -> bool {
        self.alternatives.last().is_none_or(Vec::is_empty)
    }
}
