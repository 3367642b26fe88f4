//! TLS on loopback: an authority that nobody trusts yet, and servers with certificates from it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::server::{Log, listen};
use crate::{Received, Reply};

/// An authority that signs certificates.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    der: Vec<u8>,
}

impl Authority {
    /// Makes an authority.
    ///
    /// # Panics
    ///
    /// When the machine has no random numbers.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "two of them are never alike")]
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names are good names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        Self {
            pem: certificate.pem(),
            der: certificate.der().to_vec(),
            issuer: Issuer::new(params, key),
        }
    }

    /// Its certificate as PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// Its certificate as DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// A configuration with a certificate for these names.
    fn configuration(&self, names: &[&str]) -> Arc<ServerConfig> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let params = CertificateParams::new(names).expect("names");
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a private key");
        let configuration = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring speaks TLS")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("key and certificate belong together");
        Arc::new(configuration)
    }
}

/// A running TLS server, which also acts as the proxy in front of itself: `CONNECT` to anywhere
/// leads to it.
pub struct TlsServer {
    address: SocketAddr,
    log: Arc<Log>,
    tunnels: Arc<Log>,
}

impl TlsServer {
    /// Answers each request as a function says, with a certificate for these names.
    pub fn answering(
        authority: &Authority,
        names: &[&str],
        answer: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let configuration = authority.configuration(names);
        let log = Arc::new(Log::default());
        let tunnels = Arc::new(Log::default());
        let (heard, asked) = (Arc::clone(&log), Arc::clone(&tunnels));
        let address = listen(move |mut stream, peer| {
            if begins_with_connect(&stream) {
                let opened = Reply::raw("HTTP/1.1 200 Connected\r\n\r\n");
                asked.serve(Ajar(&mut stream), peer, &|_, _: &Received| opened.clone());
            }
            let connection = ServerConnection::new(Arc::clone(&configuration)).expect("a server");
            heard.serve(StreamOwned::new(connection, stream), peer, &answer);
        });
        Self {
            address,
            log,
            tunnels,
        }
    }

    /// Its port on loopback.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What came over TLS so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.log.received()
    }

    /// The `CONNECT` requests that came so far.
    #[must_use]
    pub fn tunnels(&self) -> Vec<Received> {
        self.tunnels.received()
    }
}

/// Looks at the first byte: a TLS record begins with 22.
fn begins_with_connect(stream: &TcpStream) -> bool {
    let mut first = [0];
    matches!(stream.peek(&mut first), Ok(1)) && first[0] == b'C'
}

/// A connection that is left open when the exchange on it is over.
struct Ajar<'s>(&'s mut TcpStream);

impl Read for Ajar<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Ajar<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}
