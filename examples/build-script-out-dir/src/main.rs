//! Borrows a book, from a server on loopback that knows one answer.
//!
//! `cargo run -p build-script-out-dir`

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use build_script_out_dir::api::{BearerToken, Client};

const ANSWER: &str = r#"{"id": 7, "book": "QA76.73.R87", "due": "2026-06-29T18:00:00Z"}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let base_url = answer_once(ANSWER)?;
    let client = Client::builder(BearerToken::new("loopback-token")?)
        .base_url(base_url)
        .build()?;
    let loan = client.loans().lend("QA76.73.R87", 40_118).weeks(2).wait()?;
    println!(
        "loan {}: {} is due back {}, {}",
        loan.id,
        loan.book,
        loan.due,
        loan.note.as_deref().unwrap_or("no note")
    );
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
