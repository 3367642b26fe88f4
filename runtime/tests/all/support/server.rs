//! A scripted HTTP/1.1 server on a thread of its own.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// The port at the other end, which tells connections apart.
    pub peer: u16,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn body_text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// What the server answers.
#[derive(Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    announced: Option<usize>,
    before: Duration,
    during: Duration,
    hangs_up: bool,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            announced: None,
            before: Duration::ZERO,
            during: Duration::ZERO,
            hangs_up: false,
        }
    }

    /// Hangs up without a word.
    pub fn hang_up() -> Self {
        Self {
            hangs_up: true,
            ..Self::new(0, "")
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Announces more than is sent, then hangs up.
    pub fn announcing(mut self, length: usize) -> Self {
        self.announced = Some(length);
        self
    }

    /// Waits before the answer.
    pub fn after(mut self, delay: Duration) -> Self {
        self.before = delay;
        self
    }

    /// Waits between the head and the body.
    pub fn stalling(mut self, delay: Duration) -> Self {
        self.during = delay;
        self
    }
}

/// A running server. It ends with the process.
pub struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Answers with the replies in turn; the last one stays.
    pub fn replying(replies: impl Into<Vec<Reply>>) -> Self {
        let replies = replies.into();
        Self::answering(move |number, _| replies[number.min(replies.len() - 1)].clone())
    }

    /// Answers each request, counted from 0, as a function says.
    pub fn answering(answer: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(answer);
        let log = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Head and body are written one by one.
                stream.set_nodelay(true).unwrap();
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || serve(stream, &*answer, &log));
            }
        });
        Self { address, received }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// The other end of each request.
    pub fn peers(&self) -> Vec<u16> {
        self.received().iter().map(|request| request.peer).collect()
    }

    /// The only request that came.
    #[track_caller]
    pub fn only(&self) -> Received {
        let received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.into_iter().next().unwrap()
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &(impl Fn(usize, &Received) -> Reply + ?Sized),
    log: &Mutex<Vec<Received>>,
) {
    let peer = stream.peer_addr().map_or(0, |address| address.port());
    while let Some(mut request) = read_request(&mut stream) {
        request.peer = peer;
        let number = {
            let mut log = log.lock().unwrap();
            log.push(request.clone());
            log.len() - 1
        };
        let reply = answer(number, &request);
        thread::sleep(reply.before);
        if reply.hangs_up || write_reply(&mut stream, &reply).is_err() || reply.announced.is_some()
        {
            return;
        }
    }
}

/// Reads one request; also used over TLS.
pub fn read_request(stream: &mut impl Read) -> Option<Received> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    let chunked = ("transfer-encoding".to_owned(), "chunked".to_owned());
    while headers.contains(&chunked) {
        let length = usize::from_str_radix(&read_line(stream)?, 16).ok()?;
        let start = body.len();
        body.resize(start + length, 0);
        stream.read_exact(&mut body[start..]).ok()?;
        read_line(stream)?;
        if length == 0 {
            break;
        }
    }
    Some(Received {
        method,
        target,
        headers,
        body,
        peer: 0,
    })
}

/// Reads up to the end of a line, and leaves that out.
fn read_line(stream: &mut impl Read) -> Option<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while !line.ends_with(b"\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        line.push(byte[0]);
    }
    line.truncate(line.len() - 2);
    String::from_utf8(line).ok()
}

/// Writes one reply; also used over TLS.
pub fn write_reply(stream: &mut impl Write, reply: &Reply) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} Status\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if reply.status != 204 {
        head.push_str(&format!(
            "content-length: {}\r\n",
            reply.announced.unwrap_or(reply.body.len())
        ));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.flush()?;
    thread::sleep(reply.during);
    stream.write_all(&reply.body)?;
    stream.flush()
}
