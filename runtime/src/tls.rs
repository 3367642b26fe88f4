//! TLS settings: rustls with ring and the platform's certificate verifier, passed to the HTTP
//! client as a value.
//!
//! A library must not install a process-wide TLS provider, so none is installed. With the features
//! `aws-lc` or `native-tls` and without `rustls`, the HTTP client uses its own.

#[cfg(feature = "rustls")]
mod platform;

use crate::error::Error;

/// TLS settings of a transport to be.
#[derive(Default)]
pub(crate) struct Settings {
    /// Further roots, DER or PEM, not parsed yet.
    pub(crate) roots: Vec<Vec<u8>>,
    /// The caller's `ClientBuilder` keeps its own TLS settings.
    pub(crate) own: bool,
    /// The caller's configuration.
    #[cfg(feature = "rustls")]
    pub(crate) configuration: Option<rustls::ClientConfig>,
}

impl Settings {
    /// Sets TLS on a client to be. `unreachable`: no address and no proxy of this client can speak
    /// TLS.
    pub(crate) fn apply(
        self,
        builder: reqwest::ClientBuilder,
        https: bool,
        unreachable: bool,
    ) -> Result<reqwest::ClientBuilder, Error> {
        if self.own {
            return self.keep(builder);
        }
        self.replace(builder, https, unreachable)
    }

    /// Leaves the caller's TLS settings as they are, where the HTTP client can build from them.
    fn keep(self, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
        let also_ours = !self.roots.is_empty();
        #[cfg(feature = "rustls")]
        let also_ours = also_ours || self.configuration.is_some();
        if also_ours {
            return Err(Error::configuration(
                "TLS is set twice: `http_with_own_tls` keeps the caller's, so root certificates belong there too",
            ));
        }
        #[cfg(all(
            feature = "rustls",
            not(any(feature = "aws-lc", feature = "native-tls"))
        ))]
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            return Err(Error::configuration(
                "reqwest has no cryptography to build with: install a process-wide rustls provider, enable the \
                 feature `aws-lc` or `native-tls`, or use `http(..)` with `root_certificate(..)` or `tls(..)`",
            ));
        }
        Ok(builder)
    }

    #[cfg(feature = "rustls")]
    fn replace(
        self,
        builder: reqwest::ClientBuilder,
        _https: bool,
        unreachable: bool,
    ) -> Result<reqwest::ClientBuilder, Error> {
        let configuration = match self.configuration {
            Some(_) if !self.roots.is_empty() => {
                return Err(Error::configuration(
                    "roots are set twice: a TLS configuration brings its own, so no root certificate can be added",
                ));
            }
            Some(configuration) => configuration,
            None if unreachable && self.roots.is_empty() => platform::trusting_nobody()?,
            None => platform::configuration(&self.roots)?,
        };
        Ok(builder.tls_backend_preconfigured(platform::with_protocols(configuration)))
    }

    #[cfg(all(
        not(feature = "rustls"),
        any(feature = "aws-lc", feature = "native-tls")
    ))]
    fn replace(
        self,
        builder: reqwest::ClientBuilder,
        _https: bool,
        _unreachable: bool,
    ) -> Result<reqwest::ClientBuilder, Error> {
        let mut certificates = Vec::new();
        for bytes in &self.roots {
            certificates.extend(parse(bytes)?);
        }
        #[cfg(feature = "aws-lc")]
        let builder = builder.tls_backend_rustls();
        #[cfg(not(feature = "aws-lc"))]
        let builder = builder.tls_backend_native();
        Ok(builder
            .tls_danger_accept_invalid_certs(false)
            .tls_danger_accept_invalid_hostnames(false)
            .tls_certs_merge(certificates))
    }

    #[cfg(not(any(feature = "rustls", feature = "aws-lc", feature = "native-tls")))]
    fn replace(
        self,
        builder: reqwest::ClientBuilder,
        https: bool,
        _unreachable: bool,
    ) -> Result<reqwest::ClientBuilder, Error> {
        if https || !self.roots.is_empty() {
            return Err(Error::configuration(
                "this build has no TLS: enable the feature `rustls`, `aws-lc` or `native-tls`",
            ));
        }
        Ok(builder)
    }
}

/// What is wrong with bytes that are not certificate.
#[cfg(any(feature = "rustls", feature = "aws-lc", feature = "native-tls"))]
fn no_certificate() -> Error {
    Error::configuration("a root certificate is neither DER nor PEM")
}

#[cfg(all(
    not(feature = "rustls"),
    any(feature = "aws-lc", feature = "native-tls")
))]
fn parse(bytes: &[u8]) -> Result<Vec<reqwest::Certificate>, Error> {
    let certificates = if bytes.starts_with(&[0x30]) {
        reqwest::Certificate::from_der(bytes).map(|certificate| vec![certificate])
    } else {
        reqwest::Certificate::from_pem_bundle(bytes)
    };
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(no_certificate()),
    }
}
