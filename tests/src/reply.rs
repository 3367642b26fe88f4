//! What a server answers, byte by byte where a test needs it.

use std::io::{self, Read, Write};
use std::thread;
use std::time::Duration;

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    framing: Framing,
    delay: Duration,
}

/// How the body is framed, and how the answer goes wrong.
#[derive(Clone, Copy, Debug)]
enum Framing {
    /// By its length.
    Length,
    /// Announced as this long, whatever is sent; then the server hangs up.
    Announced(usize),
    /// In chunks of so many bytes.
    Chunked(usize),
    /// In chunks of so many bytes, but the server hangs up before the last one.
    ChunkedWithoutEnd(usize),
    /// By the end of the connection.
    UntilClose,
    /// By its length, of which only so many bytes are sent; then nothing, and the connection stays
    /// open.
    StallingAfter(usize),
    /// Nothing is sent, and the connection stays open.
    Silence,
    /// The body is the whole answer, head included.
    Raw,
}

impl Reply {
    /// An answer without headers of its own.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            framing: Framing::Length,
            delay: Duration::ZERO,
        }
    }

    /// A JSON answer with HTTP 200.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, body).header("Content-Type", "application/json; charset=utf-8")
    }

    /// The bytes as they are, head included; then the server hangs up.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(0, bytes).framed(Framing::Raw)
    }

    /// Hangs up without a word.
    #[must_use]
    pub fn hang_up() -> Self {
        Self::raw("")
    }

    /// Says nothing for as long as the client stays.
    #[must_use]
    pub fn silence() -> Self {
        Self::new(0, "").framed(Framing::Silence)
    }

    /// A redirect.
    #[must_use]
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::new(status, "").header("Location", location)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Announces a body of this length, sends the one there is, and hangs up.
    #[must_use]
    pub fn announcing(self, length: usize) -> Self {
        self.framed(Framing::Announced(length))
    }

    /// Sends the body in chunks of so many bytes.
    #[must_use]
    pub fn chunked(self, size: usize) -> Self {
        self.framed(Framing::Chunked(size))
    }

    /// Sends the body in chunks of so many bytes and hangs up before the last, empty one.
    #[must_use]
    pub fn chunked_without_end(self, size: usize) -> Self {
        self.framed(Framing::ChunkedWithoutEnd(size))
    }

    /// Announces no length: the body ends with the connection.
    #[must_use]
    pub fn until_close(self) -> Self {
        self.framed(Framing::UntilClose)
    }

    /// Sends so many bytes of the body and then nothing for as long as the client stays.
    #[must_use]
    pub fn stalling_after(self, bytes: usize) -> Self {
        self.framed(Framing::StallingAfter(bytes))
    }

    /// Waits before the answer.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    fn framed(mut self, framing: Framing) -> Self {
        self.framing = framing;
        self
    }

    /// Writes the answer; says whether the connection may be used again.
    pub(crate) fn write(&self, stream: &mut (impl Read + Write)) -> io::Result<bool> {
        thread::sleep(self.delay);
        match self.framing {
            Framing::Silence => hold(stream)?,
            Framing::Raw => stream.write_all(&self.body)?,
            Framing::Length => {
                self.write_head(
                    stream,
                    Some(("content-length", self.body.len().to_string())),
                )?;
                stream.write_all(&self.body)?;
            }
            Framing::Announced(length) => {
                self.write_head(stream, Some(("content-length", length.to_string())))?;
                stream.write_all(&self.body)?;
            }
            Framing::Chunked(size) | Framing::ChunkedWithoutEnd(size) => {
                self.write_head(stream, Some(("transfer-encoding", "chunked".to_owned())))?;
                for chunk in self.body.chunks(size) {
                    write!(stream, "{:x}\r\n", chunk.len())?;
                    stream.write_all(chunk)?;
                    stream.write_all(b"\r\n")?;
                }
                if matches!(self.framing, Framing::Chunked(_)) {
                    stream.write_all(b"0\r\n\r\n")?;
                }
            }
            Framing::UntilClose => {
                self.write_head(stream, Some(("connection", "close".to_owned())))?;
                stream.write_all(&self.body)?;
            }
            Framing::StallingAfter(bytes) => {
                self.write_head(
                    stream,
                    Some(("content-length", self.body.len().to_string())),
                )?;
                stream.write_all(&self.body[..bytes])?;
                hold(stream)?;
            }
        }
        stream.flush()?;
        Ok(matches!(
            self.framing,
            Framing::Length | Framing::Chunked(_)
        ))
    }

    fn write_head(
        &self,
        stream: &mut impl Write,
        framing: Option<(&str, String)>,
    ) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Status\r\n", self.status);
        let framing = framing.filter(|_| self.status != 204 && self.status != 304);
        let headers = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()));
        for (name, value) in headers.chain(framing) {
            head.push_str(name);
            head.push_str(": ");
            head.push_str(&value);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())
    }
}

/// Waits until the client leaves.
fn hold(stream: &mut (impl Read + Write)) -> io::Result<()> {
    stream.flush()?;
    let mut ignored = [0; 256];
    while stream.read(&mut ignored)? > 0 {}
    Ok(())
}
