//! A server on loopback that answers one request and tells what came.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

/// A request as it arrived.
#[derive(Debug)]
pub(crate) struct Received {
    /// Method and target.
    pub(crate) line: String,
    head: String,
    pub(crate) body: String,
}

impl Received {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The body as JSON; null when there is none.
    pub(crate) fn json(&self) -> serde_json::Value {
        if self.body.is_empty() {
            return serde_json::Value::Null;
        }
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Starts a server for one request: its address, and what will have come.
pub(crate) fn answering(status: u16, kind: &str, body: &str) -> (String, JoinHandle<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!(
        "http://{}",
        listener.local_addr().expect("the port is known")
    );
    let length = if status == 204 {
        String::new()
    } else {
        format!("content-length: {}\r\n", body.len())
    };
    let answer = format!(
        "HTTP/1.1 {status} Status\r\ncontent-type: {kind}\r\n{length}connection: close\r\n\r\n{body}"
    );
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a request comes");
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        loop {
            let text = String::from_utf8_lossy(&bytes);
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let (line, head) = head.split_once("\r\n").unwrap_or((head, ""));
                let line = line.trim_end_matches(" HTTP/1.1").to_owned();
                let received = Received {
                    line,
                    head: head.to_owned(),
                    body: body.to_owned(),
                };
                let expected = received
                    .header("content-length")
                    .map_or(0, |length| length.parse().expect("a length is a number"));
                if received.body.len() >= expected {
                    stream
                        .write_all(answer.as_bytes())
                        .expect("the answer is taken");
                    return received;
                }
            }
            match stream.read(&mut chunk).expect("the request can be read") {
                0 => panic!(
                    "the request ends in its middle: {}",
                    String::from_utf8_lossy(&bytes)
                ),
                count => bytes.extend_from_slice(&chunk[..count]),
            }
        }
    });
    (address, server)
}

/// A value with a change.
pub(crate) fn with<T>(mut value: T, change: impl FnOnce(&mut T)) -> T {
    change(&mut value);
    value
}
