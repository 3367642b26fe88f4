//! A server that sends the pieces of one answer when a test says so, and not before.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// What the server does next; dropping the sender hangs up.
pub enum Step {
    /// Sends a chunk.
    Piece(Vec<u8>),
    /// Ends the answer as it should.
    End,
}

/// Starts an answer whose pieces come step by step: its address, and who says when.
pub fn stepping(media_type: &str) -> (String, Sender<Step>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    let (sender, steps) = channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        for step in steps {
            let sent = match step {
                Step::Piece(bytes) => {
                    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
                    chunk.extend(bytes);
                    chunk.extend(b"\r\n");
                    stream.write_all(&chunk)
                }
                Step::End => stream.write_all(b"0\r\n\r\n"),
            };
            if sent.is_err() {
                return;
            }
        }
    });
    (format!("http://{address}"), sender)
}
