//! Splits a stream into complete lines, with a maximum length.

/// Bytes that wait for the end of their line.
#[derive(Default)]
pub(super) struct Lines {
    waiting: Vec<u8>,
    /// Where the lines that were not handed out yet begin.
    start: usize,
    /// How far behind the start no end of a line was found.
    searched: usize,
    /// A carriage return ended the last line: a line feed behind it belongs to it.
    returned: bool,
}

/// A line is longer than what is accepted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

impl Lines {
    /// Adds a piece.
    pub(super) fn push(&mut self, piece: &[u8], limit: usize) -> Result<(), TooLong> {
        self.waiting.drain(..self.start);
        self.start = 0;
        if piece.len() > limit.saturating_sub(self.waiting.len()) {
            return Err(TooLong);
        }
        self.waiting.extend_from_slice(piece);
        Ok(())
    }

    /// The next complete line, without its end: a line feed, a carriage return, or both.
    pub(super) fn next(&mut self) -> Option<&[u8]> {
        if self.returned && self.waiting.get(self.start) == Some(&b'\n') {
            self.start += 1;
            self.returned = false;
        }
        let from = self.start + self.searched;
        let Some(length) = self.waiting[from..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
        else {
            self.searched = self.waiting.len() - self.start;
            return None;
        };
        let (start, end) = (self.start, from + length);
        self.returned = self.waiting[end] == b'\r';
        self.start = end + 1;
        self.searched = 0;
        Some(&self.waiting[start..end])
    }

    /// What is left when nothing more comes.
    pub(super) fn rest(&mut self) -> Vec<u8> {
        let rest = self.waiting.split_off(self.start);
        *self = Self::default();
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, TooLong};

    fn lines(pieces: &[&[u8]]) -> Vec<Vec<u8>> {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        for piece in pieces {
            lines.push(piece, 64).expect("short lines");
            while let Some(line) = lines.next() {
                found.push(line.to_vec());
            }
        }
        found.push(lines.rest());
        found
    }

    #[test]
    fn lines_end_in_three_ways_wherever_pieces_do() {
        let text = b"one\ntwo\r\nthree\r\n\rfive\n\nlast";
        let whole = lines(&[text]);
        let expected: Vec<&[u8]> = vec![b"one", b"two", b"three", b"", b"five", b"", b"last"];
        assert_eq!(whole, expected);
        for at in 0..text.len() {
            assert_eq!(lines(&[&text[..at], &text[at..]]), whole, "cut at {at}");
        }
        let bytes: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(lines(&bytes), whole);
    }

    #[test]
    fn a_line_has_a_longest() {
        let mut lines = Lines::default();
        assert_eq!(lines.push(b"12345678", 8), Ok(()));
        assert_eq!(lines.push(b"9", 8), Err(TooLong));
    }
}
