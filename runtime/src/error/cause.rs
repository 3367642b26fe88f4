//! The cause of a broken connection, in fixed words.
//!
//! Errors of reqwest print the URL with its query, and their sources may print data from the
//! server. Only the kind of each failure is kept, so that `source()` can be logged.

use std::error::Error as StdError;
use std::fmt;
use std::io;

/// Why a connection failed. Holds no text from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The host has no address.
    Dns,
    /// The server's certificate was not accepted.
    Certificate(&'static str),
    /// TLS could not be agreed upon.
    #[cfg(feature = "rustls")]
    Tls,
    /// The operating system reports this.
    Io(io::ErrorKind),
    /// A stream that a call uploads could not be sent.
    Upload(UploadFailure),
}

/// Why a stream that a call uploads cannot be sent, where its own error does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UploadFailure {
    Panicked,
    TooLong,
    TooShort,
}

impl Cause {
    /// Reads the chain under an error of reqwest's.
    pub(crate) fn of(error: &reqwest::Error) -> Option<Self> {
        let mut found = None;
        let mut next = error.source();
        while let Some(link) = next {
            if let Some(cause) = Self::of_link(link) {
                found = Some(cause);
                if !matches!(cause, Self::Io(_)) {
                    break;
                }
            }
            next = link
                .downcast_ref::<io::Error>()
                .and_then(io::Error::get_ref)
                .map(|inner| inner as &(dyn StdError + 'static))
                .or_else(|| link.source());
        }
        found
    }

    fn of_link(link: &(dyn StdError + 'static)) -> Option<Self> {
        #[cfg(feature = "rustls")]
        if let Some(error) = link.downcast_ref::<rustls::Error>() {
            return Some(Self::of_rustls(error));
        }
        if let Some(failure) = link.downcast_ref::<UploadFailure>() {
            return Some(Self::Upload(*failure));
        }
        if let Some(error) = link.downcast_ref::<io::Error>() {
            return Some(Self::Io(error.kind()));
        }
        // Words of libraries that are not at hand as types: looked at, never kept.
        let text = link.to_string();
        if text == "dns error" {
            return Some(Self::Dns);
        }
        if text.starts_with("invalid peer certificate")
            || text.contains("certificate verify failed")
        {
            return Some(Self::Certificate("it is not valid"));
        }
        None
    }

    #[cfg(feature = "rustls")]
    fn of_rustls(error: &rustls::Error) -> Self {
        use rustls::CertificateError;

        let rustls::Error::InvalidCertificate(reason) = error else {
            return match error {
                rustls::Error::NoCertificatesPresented => Self::Certificate("none was sent"),
                _ => Self::Tls,
            };
        };
        Self::Certificate(match reason {
            CertificateError::UnknownIssuer => "its issuer is unknown",
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired",
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "it is not valid yet"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "it is for another host"
            }
            CertificateError::Revoked => "it was revoked",
            CertificateError::BadSignature => "its signature is wrong",
            _ => "it is not valid",
        })
    }

    /// Returns whether a later attempt may fare better.
    pub(crate) fn is_transient(self) -> bool {
        match self {
            Self::Certificate(_) | Self::Upload(_) => false,
            #[cfg(feature = "rustls")]
            Self::Tls => true,
            Self::Dns | Self::Io(_) => true,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns => f.write_str("the host name has no address"),
            Self::Certificate(reason) => write!(f, "the certificate was not accepted: {reason}"),
            #[cfg(feature = "rustls")]
            Self::Tls => f.write_str("TLS could not be agreed upon"),
            Self::Io(kind) => write!(f, "{kind}"),
            Self::Upload(failure) => write!(f, "{failure}"),
        }
    }
}

impl StdError for Cause {}

impl fmt::Display for UploadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Panicked => "the stream of an upload panicked",
            Self::TooLong => "the stream of an upload is longer than its length",
            Self::TooShort => "the stream of an upload is shorter than its length",
        })
    }
}

impl StdError for UploadFailure {}
