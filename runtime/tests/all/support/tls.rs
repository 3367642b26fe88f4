//! A TLS server on loopback with a certificate that nobody trusts yet.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::server::{Received, Reply, read_request, write_reply};

/// A running TLS server.
pub struct TlsServer {
    port: u16,
    pem: String,
    der: Vec<u8>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl TlsServer {
    /// Gives each request the same answer. The certificate is for the given name.
    pub fn replying(name: &str, reply: Reply) -> Self {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let der = made.cert.der().to_vec();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let configuration =
            ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(vec![made.cert.der().clone()], key)
                .unwrap();
        let configuration = Arc::new(configuration);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        thread::spawn(move || {
            for tcp in listener.incoming().flatten() {
                let (configuration, reply, log) =
                    (Arc::clone(&configuration), reply.clone(), Arc::clone(&log));
                thread::spawn(move || {
                    let mut stream =
                        StreamOwned::new(ServerConnection::new(configuration).unwrap(), tcp);
                    while let Some(request) = read_request(&mut stream) {
                        log.lock().unwrap().push(request);
                        if write_reply(&mut stream, &reply).is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self {
            port,
            pem: made.cert.pem(),
            der,
            received,
        }
    }

    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    pub fn pem(&self) -> &str {
        &self.pem
    }

    pub fn der(&self) -> &[u8] {
        &self.der
    }

    pub fn received(&self) -> usize {
        self.received.lock().unwrap().len()
    }
}
