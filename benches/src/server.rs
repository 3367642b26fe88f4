//! A server on loopback that does as little as it can: it keeps connections open, reads a request, and writes an answer
//! that was put together before.
//!
//! One thread serves all connections. With a thread for each, the system may keep one of them on the processor of the
//! client and another one elsewhere, and a call through the one then takes six times as long as through the other,
//! whatever the client does. For what counts instructions, the server runs in a process of its own.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::thread;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::LocalSet;

use crate::bodies;

/// Whole answers by path.
type Answers = BTreeMap<&'static str, Vec<u8>>;

/// Where List Keys is, when it answers a thousand records: a prefix of the path.
pub const MANY: &str = "/many";

/// A running server. Its threads end with the process.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    address: SocketAddr,
}

impl Server {
    /// Starts a server in a thread.
    ///
    /// # Errors
    ///
    /// When no port is to be had.
    pub fn start() -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        thread::spawn(move || LocalSet::new().block_on(&runtime, serve(listener)));
        Ok(Self { address })
    }

    /// Its address: `http://127.0.0.1:…`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address under which List Keys answers a thousand records.
    #[must_use]
    pub fn url_of_many(&self) -> String {
        format!("http://{}{MANY}", self.address)
    }
}

async fn serve(listener: std::net::TcpListener) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    let answers = Rc::new(answers());
    loop {
        let (connection, _) = listener.accept().await?;
        let answers = Rc::clone(&answers);
        // A connection ends with an error when the client goes away.
        tokio::task::spawn_local(async move { converse(connection, &answers).await });
    }
}

fn answers() -> Answers {
    let json = |body: String| answer("application/json", &body);
    BTreeMap::from([
        ("/v2/keys/get-key", json(bodies::get_key())),
        ("/v2/keys/list", json(bodies::list_keys(2))),
        ("/many/v2/keys/list", json(bodies::list_keys(1_000))),
        (
            "/soap",
            answer("text/xml; charset=utf-8", &bodies::key_list(1_000)),
        ),
    ])
}

fn answer(content_type: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nDate: Sat, 21 Nov 2026 09:00:00 GMT\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Answers the requests of one connection, one after the other.
async fn converse(mut connection: TcpStream, answers: &Answers) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut buffer = vec![0; 16 * 1024];
    let mut filled = 0;
    loop {
        let read = connection.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Ok(());
        }
        filled += read;
        if let Some(path) = complete(&buffer[..filled]) {
            let Some(answer) = answers.get(path) else {
                let missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
                return connection.write_all(missing).await;
            };
            connection.write_all(answer).await?;
            filled = 0;
        }
    }
}

/// The path of the request, once it is there as a whole.
fn complete(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or(0);
    if body.len() < length {
        return None;
    }
    head.split(' ').nth(1)
}
