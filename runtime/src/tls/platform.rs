//! A rustls configuration with ring and the platform's trusted certificates.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::no_certificate;
use crate::error::Error;

/// Trusts what the platform trusts, and the additional roots.
pub(super) fn configuration(roots: &[Vec<u8>]) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let mut certificates = Vec::new();
    for bytes in roots {
        certificates.extend(parse(bytes)?);
    }
    let verifier = if certificates.is_empty() {
        Verifier::new(Arc::clone(&provider))
    } else {
        with_roots(certificates, &provider)
    };
    let verifier = verifier.map_err(|_| {
        Error::configuration(
            "the certificates of the platform, or the root certificates given, cannot be used",
        )
    })?;
    Ok(builder(provider)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

/// For clients that speak plain http to this machine: the HTTP client wants some configuration, and
/// reading the platform's certificates takes time.
pub(super) fn trusting_nobody() -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    Ok(builder(provider)?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth())
}

/// Names the protocols of this build, unless the configuration names its own.
pub(super) fn with_protocols(mut configuration: ClientConfig) -> ClientConfig {
    if configuration.alpn_protocols.is_empty() {
        if cfg!(feature = "http2") {
            configuration.alpn_protocols.push(b"h2".to_vec());
        }
        configuration.alpn_protocols.push(b"http/1.1".to_vec());
    }
    configuration
}

fn builder(
    provider: Arc<CryptoProvider>,
) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>, Error> {
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| {
            Error::configuration("the cryptography of this build offers no version of TLS")
        })
}

#[cfg(not(target_os = "android"))]
fn with_roots(
    roots: Vec<CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    Verifier::new_with_extra_roots(roots, Arc::clone(provider))
}

#[cfg(target_os = "android")]
fn with_roots(
    _roots: Vec<CertificateDer<'static>>,
    _provider: &Arc<CryptoProvider>,
) -> Result<Verifier, rustls::Error> {
    Err(rustls::Error::General(
        "additional roots are not supported here".to_owned(),
    ))
}

/// Reads one certificate as DER, or all of a PEM text.
fn parse(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    // DER of a certificate begins with the tag of a sequence, which no PEM text begins with.
    if bytes.starts_with(&[0x30]) {
        return Ok(vec![CertificateDer::from(bytes.to_vec())]);
    }
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(bytes)
        .collect::<Result<_, _>>()
        .map_err(|_| no_certificate())?;
    if certificates.is_empty() {
        Err(no_certificate())
    } else {
        Ok(certificates)
    }
}
