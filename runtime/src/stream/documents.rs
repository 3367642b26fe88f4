//! Splits a stream into JSON documents: one per line, or, in a JSON text sequence (RFC 7464), one
//! after each record separator, on any number of lines.

use super::lines::{Lines, TooLong};

/// What stands before each document of a JSON text sequence.
const RECORD_SEPARATOR: u8 = 0x1e;

/// Bytes that wait for the end of their document.
#[derive(Default)]
pub(super) struct Documents {
    lines: Lines,
    /// The lines of a document that began with a record separator.
    record: Vec<u8>,
    nesting: Nesting,
    ended: bool,
}

impl Documents {
    /// Adds a piece.
    pub(super) fn push(&mut self, piece: &[u8], limit: usize) -> Result<(), TooLong> {
        let left = limit.saturating_sub(self.record.len());
        self.lines.push(piece, left)
    }

    /// The next complete document; blank lines are none.
    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            if self.nesting.is_closed() && !is_blank(&self.record) {
                return Some(std::mem::take(&mut self.record));
            }
            let Some(line) = self.lines.next() else {
                let ended = self.ended && !is_blank(&self.record);
                return ended.then(|| std::mem::take(&mut self.record));
            };
            let (begins, line) = match line.strip_prefix(&[RECORD_SEPARATOR]) {
                Some(line) => (true, line),
                None => (false, line),
            };
            if begins {
                let nesting = Nesting::default().behind(line);
                let before = std::mem::replace(&mut self.record, [line, b"\n"].concat());
                self.nesting = nesting;
                // What was not complete before another one begins never will be.
                if !is_blank(&before) {
                    return Some(before);
                }
            } else if self.record.is_empty() {
                if !is_blank(line) {
                    return Some(line.to_vec());
                }
            } else {
                self.nesting = self.nesting.behind(line);
                self.record.extend_from_slice(line);
                self.record.push(b'\n');
            }
        }
    }

    /// Says that nothing more comes: what is left is a document.
    pub(super) fn end(&mut self) {
        let rest = self.lines.rest();
        // It was within the limit while it waited for its end.
        self.ended = self
            .lines
            .push(&[&rest, &b"\n"[..]].concat(), usize::MAX)
            .is_ok();
    }
}

fn is_blank(text: &[u8]) -> bool {
    text.trim_ascii().is_empty()
}

/// How deep in a JSON document its lines so far end.
#[derive(Clone, Copy, Default)]
struct Nesting {
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Nesting {
    fn is_closed(self) -> bool {
        self.depth == 0 && !self.in_text
    }

    /// Where it is behind some more of the document.
    fn behind(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'"' => self.in_text = !self.in_text,
                b'\\' if self.in_text => self.escaped = true,
                b'{' | b'[' if !self.in_text => self.depth += 1,
                b'}' | b']' if !self.in_text => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Documents;

    fn documents(pieces: &[&[u8]]) -> Vec<String> {
        let mut documents = Documents::default();
        let mut found = Vec::new();
        for piece in pieces {
            assert!(documents.push(piece, 64).is_ok());
            while let Some(document) = documents.next() {
                found.push(document);
            }
        }
        documents.end();
        while let Some(document) = documents.next() {
            found.push(document);
        }
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
        found.into_iter().map(text).collect()
    }

    #[test]
    fn documents_end_where_they_are_complete_wherever_pieces_do() {
        let text =
            b"1\n\n[2,\n\x1e{\n\"a\": \"}\\\"\"\n}\n\x1e3\n\x1e{\"b\":\n\x1e\n[4,\n5]\n\x1e[6,\n\x1e\"7\"";
        let expected = [
            "1",
            "[2,",
            "{\n\"a\": \"}\\\"\"\n}",
            "3",
            "{\"b\":",
            "[4,\n5]",
            "[6,",
            "\"7\"",
        ];
        assert_eq!(documents(&[text]), expected);
        for at in 0..text.len() {
            assert_eq!(
                documents(&[&text[..at], &text[at..]]),
                expected,
                "cut at {at}"
            );
        }
    }

    #[test]
    fn a_document_is_handed_out_at_its_last_line_and_has_a_longest() {
        let mut documents = Documents::default();
        assert!(documents.push(b"\x1e{\n", 8).is_ok());
        assert_eq!(documents.next(), None);
        assert!(documents.push(b"}\n", 8).is_ok());
        assert_eq!(documents.next().as_deref(), Some(&b"{\n}\n"[..]));
        assert!(documents.push(b"\x1e[\n", 8).is_ok());
        assert_eq!(documents.next(), None);
        assert!(documents.push(b"1234567", 8).is_err());
    }
}
