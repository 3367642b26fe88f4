//! Asks for the tides at a harbour, of a server on loopback that knows one answer.
//!
//! `cargo run -p build-script-committed`

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use build_script_committed::api::{ApiKey, Client};

const ANSWER: &str = r#"[
    {"water": "high", "at": "2026-06-01T04:12:00+02:00", "centimetres": 192},
    {"water": "low", "at": "2026-06-01T12:31:00+02:00", "centimetres": -14}
]"#;

fn main() -> Result<(), Box<dyn Error>> {
    let base_url = answer_once(ANSWER)?;
    let client = Client::builder(ApiKey::new("loopback-key")?)
        .base_url(base_url)
        .build()?;
    for tide in client.tides().list("Hoek van Holland").limit(2).wait()? {
        println!(
            "{:<5} {} {:>4} cm",
            tide.water.as_str(),
            tide.at,
            tide.centimetres
        );
    }
    Ok(())
}

/// Starts a server that answers one request with a body of JSON; says where it is.
fn answer_once(body: &'static str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        let (mut connection, _) = listener.accept()?;
        // A request without a body, which ends at the first empty line.
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") && connection.read(&mut byte)? == 1 {
            request.extend(byte);
        }
        let length = body.len();
        write!(
            connection,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    });
    Ok(base_url)
}
