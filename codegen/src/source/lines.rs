//! Finds the line and column of a byte offset.
//!
//! A minified document is one line of many megabytes, so counting characters from the start of the
//! line is too slow: the count is kept at the start of every block.

use std::ops::Range;

/// Bytes between two remembered character counts.
const BLOCK: usize = 4096;

/// Line starts of one text, and how many characters precede each block.
#[derive(Debug)]
pub(crate) struct Lines {
    starts: Vec<u32>,
    characters_before_block: Vec<u32>,
}

impl Lines {
    /// Indexes a text of less than 4 GiB.
    pub(crate) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let mut characters_before_block = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut characters = 0;
        for (index, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            characters_before_block.push(characters);
            for (offset, byte) in block.iter().enumerate() {
                characters += u32::from(starts_character(*byte));
                if *byte == b'\n' {
                    starts.push(to_u32(index * BLOCK + offset + 1));
                }
            }
        }
        Self {
            starts,
            characters_before_block,
        }
    }

    /// Line and column of a byte offset, both from 1; columns count characters. An offset beyond
    /// the end means the end.
    pub(crate) fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let offset = offset.min(to_u32(text.len()));
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(text, offset) - self.characters_before(text, start);
        (to_u32(line), column + 1)
    }

    /// The bytes of a line, counted from 1, without its line end; empty for a line that is not
    /// there.
    pub(crate) fn range(&self, text: &str, line: u32) -> Range<usize> {
        let index = (line as usize).wrapping_sub(1);
        let Some(start) = self.starts.get(index).map(|start| *start as usize) else {
            return text.len()..text.len();
        };
        let end = self
            .starts
            .get(index + 1)
            .map_or(text.len(), |next| *next as usize);
        let line = text.get(start..end).unwrap_or("");
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }

    fn characters_before(&self, text: &str, offset: u32) -> u32 {
        let offset = (offset as usize).min(text.len());
        let block = offset / BLOCK;
        let Some(before) = self.characters_before_block.get(block) else {
            let last = self.characters_before_block.len().saturating_sub(1);
            let before = self.characters_before_block.last().copied().unwrap_or(0);
            return before + count(&text.as_bytes()[last * BLOCK..offset]);
        };
        before + count(&text.as_bytes()[block * BLOCK..offset])
    }
}

fn count(bytes: &[u8]) -> u32 {
    to_u32(bytes.iter().filter(|byte| starts_character(**byte)).count())
}

fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn columns_count_characters() {
        let text = "é/a\r\nb";
        let lines = Lines::new(text);
        assert_eq!(lines.line_column(text, 3), (1, 3));
        assert_eq!(lines.line_column(text, 6), (2, 1));
        assert_eq!(lines.line_column(text, 99), (2, 2));
        assert_eq!(&text[lines.range(text, 1)], "é/a");
        assert_eq!(&text[lines.range(text, 2)], "b");
        assert_eq!(&text[lines.range(text, 3)], "");
    }

    #[test]
    fn every_offset_of_a_long_line_agrees_with_counting() {
        let text = format!("x\n{}", "aé中😀".repeat(3000));
        let lines = Lines::new(&text);
        for (offset, _) in text
            .char_indices()
            .filter(|(offset, _)| *offset >= 2)
            .step_by(97)
        {
            let expected = text[2..offset].chars().count() + 1;
            let (line, column) = lines.line_column(&text, u32::try_from(offset).unwrap());
            assert_eq!((line, column as usize), (2, expected));
        }
    }

    #[test]
    fn an_empty_text_has_a_first_place() {
        assert_eq!(Lines::new("").line_column("", 0), (1, 1));
        let text = "a".repeat(4096);
        assert_eq!(Lines::new(&text).line_column(&text, 4096), (1, 4097));
    }
}
