//! A double of the ECGrid service on loopback, so that the examples run without an account.
//!
//! It answers what the documentation shows, errors included, over REST and SOAP. It lives on
//! threads of this process, takes a free port of 127.0.0.1, and ends with the process. It never
//! talks to anything else, and it is no model of how a server should be written.

#![allow(dead_code, reason = "each example uses a part of it")]

mod http;
mod records;
mod rest;
mod soap;
pub(crate) mod trouble;

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use http::{Reply, Request};

/// The only API key that the double accepts; as a session, too.
pub(crate) const API_KEY: &str = "double-api-key";

/// The only session that the double accepts, beside the key.
pub(crate) const SESSION: &str = "double-session";

/// The user in the examples of the REST pages.
pub(crate) const USER: i32 = 12345;

/// The user in the examples of the SOAP pages.
pub(crate) const SOAP_USER: i32 = 5001;

/// A running double.
pub(crate) struct Double {
    address: SocketAddr,
}

impl Double {
    /// Starts a double on a free port.
    pub(crate) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                thread::spawn(move || converse(connection));
            }
        });
        Ok(Self { address })
    }

    /// Where the REST calls go.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the SOAP calls go. This endpoint knows both readings of `KeyGet`, which no real server
    /// does.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}/ECGridOS.asmx", self.address)
    }

    /// A SOAP endpoint that, as a server built from the WSDL does, knows `KeyGet` only as the WSDL
    /// has it.
    pub(crate) fn endpoint_of_the_wsdl(&self) -> String {
        format!("http://{}/wsdl/ECGridOS.asmx", self.address)
    }
}

/// Answers the requests of one connection until the other side is done, or until an answer says to
/// hang up.
fn converse(mut connection: TcpStream) {
    while let Ok(Some(request)) = http::read(&mut connection) {
        match answer(&request) {
            Some(reply) if http::write(&mut connection, &reply).is_ok() => {}
            _ => return,
        }
    }
}

fn answer(request: &Request) -> Option<Reply> {
    if request.path.ends_with(".asmx") {
        return Some(soap::answer(request));
    }
    rest::answer(request)
}
