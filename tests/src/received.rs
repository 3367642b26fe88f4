//! A request as it arrived, read strictly: what a lenient server would forgive is a violation here.

use std::io::{self, Read};

/// A whole request.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method as it stood in the request line.
    pub method: String,
    /// The target as it stood in the request line: path and query, or the whole URL where a proxy
    /// was asked.
    pub target: String,
    /// The headers in the order of the wire, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
    /// The port at the other end, which tells connections apart.
    pub peer: u16,
}

impl Received {
    /// The value of a header; the first one where it came more than once.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every header, sorted by name, as `name: value`.
    #[must_use]
    pub fn sorted_headers(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        lines.sort();
        lines
    }

    /// The body as text.
    ///
    /// # Panics
    ///
    /// When it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }

    /// The body as a JSON value.
    ///
    /// # Panics
    ///
    /// When it is not JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// Whether a text stands anywhere in the request.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        let whole = format!(
            "{} {} {:?} {}",
            self.method,
            self.target,
            self.headers,
            String::from_utf8_lossy(&self.body)
        );
        whole.contains(text)
    }

    /// Reads the next request of a connection; `None` where the other side hung up first.
    pub(crate) fn read(stream: &mut impl Read) -> Result<Option<Self>, String> {
        let Some(head) = read_head(stream)? else {
            return Ok(None);
        };
        let mut lines = head.split("\r\n");
        let line = lines.next().unwrap_or_default();
        let [method, target, "HTTP/1.1"] = line.split(' ').collect::<Vec<_>>()[..] else {
            return Err(format!("not a request line: {line:?}"));
        };
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in lines {
            let (name, value) = line
                .split_once(": ")
                .ok_or_else(|| format!("not a header: {line:?}"))?;
            if name.is_empty() || name.contains(|c: char| !c.is_ascii_graphic()) {
                return Err(format!("not the name of a header: {name:?}"));
            }
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body: Vec::new(),
            peer: 0,
        };
        request.body = vec![0; request.length()?];
        stream
            .read_exact(&mut request.body)
            .map_err(|error| format!("the body was cut off: {error}"))?;
        Ok(Some(request))
    }

    /// How long the body is; checks what frames the message.
    fn length(&self) -> Result<usize, String> {
        let count = |name: &str| self.headers.iter().filter(|(key, _)| key == name).count();
        if count("host") != 1 {
            return Err(format!("{} headers `Host`", count("host")));
        }
        if count("transfer-encoding") != 0 || count("content-length") > 1 {
            return Err("a body that is not framed by one `Content-Length`".to_owned());
        }
        self.header("content-length").map_or(Ok(0), |text| {
            text.parse().map_err(|_| format!("not a length: {text:?}"))
        })
    }
}

/// Reads up to the empty line, which is left out.
fn read_head(stream: &mut impl Read) -> Result<Option<String>, String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            // A client may leave at any time: connections of a pool, calls that ran out of time.
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Ok(None),
        }
        if head.len() > 64 * 1024 {
            return Err("a head without end".to_owned());
        }
    }
    head.truncate(head.len() - 4);
    String::from_utf8(head)
        .map(Some)
        .map_err(|_| "a head that is not UTF-8".to_owned())
}
