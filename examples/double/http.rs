//! As much of HTTP/1.1 as a loopback double needs: requests with a length, answers with a length.

use std::io::{self, Read, Write};
use std::net::TcpStream;

/// No request of the examples is near this long.
const MOST_BYTES: usize = 64 * 1024;

/// A request as it arrived.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the double answers.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    /// Seconds to wait, for the header `Retry-After`.
    pub(super) retry_after: Option<u32>,
    pub(super) body: String,
}

/// Reads the next request; nothing when the other side closed the connection.
pub(super) fn read(connection: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if !read_more(connection, &mut bytes)? {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut lines = head.lines();
    let mut words = lines
        .next()
        .unwrap_or_default()
        .split(' ')
        .map(str::to_owned);
    let (method, path) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();

    let mut request = Request {
        method,
        path,
        headers,
        body: String::new(),
    };
    let length = request
        .header("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let mut body = bytes.split_off(head_end + 4);
    while body.len() < length {
        if !read_more(connection, &mut body)? {
            return Ok(None);
        }
    }
    request.body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(request))
}

/// Appends what has arrived; says whether there was anything.
fn read_more(connection: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<bool> {
    let mut chunk = [0; 4096];
    let count = connection.read(&mut chunk)?;
    if bytes.len() + count > MOST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    bytes.extend_from_slice(&chunk[..count]);
    Ok(count > 0)
}

/// Writes an answer.
pub(super) fn write(connection: &mut TcpStream, reply: &Reply) -> io::Result<()> {
    let Reply {
        status,
        content_type,
        body,
        ..
    } = reply;
    let retry_after = reply
        .retry_after
        .map_or_else(String::new, |seconds| format!("Retry-After: {seconds}\r\n"));
    let length = body.len();
    write!(
        connection,
        "HTTP/1.1 {status} Double\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n{retry_after}\r\n{body}"
    )
}
