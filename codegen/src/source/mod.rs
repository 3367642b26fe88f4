//! The files of a description, and places inside them.
//!
//! This is the only module that reads the disk for a description. It never opens anything outside
//! the description's folder, never follows an address, and never opens what is not a plain file.

mod lines;
mod path;
mod root;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::report::{Code, Report};

use lines::Lines;
pub(crate) use path::{Refused, is_address, normalise};
pub(crate) use root::Root;
use root::{MAXIMUM_BYTES, ReadFailure};

/// Names one file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId(u32);

impl FileId {
    /// Its number: files are counted from 0 as they are read.
    pub(crate) fn index(self) -> u32 {
        self.0
    }

    /// The file of a number.
    pub(crate) fn of_index(index: u32) -> Self {
        Self(index)
    }
}

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    /// The file the range lies in.
    pub(crate) file: FileId,
    /// Offset of the first byte.
    pub(crate) start: u32,
    /// Offset after the last byte.
    pub(crate) end: u32,
}

impl Span {
    /// Names the bytes from `start` up to `end`; an end before the start makes an empty span.
    pub(crate) fn new(file: FileId, start: u32, end: u32) -> Self {
        Self {
            file,
            start,
            end: end.max(start),
        }
    }
}

#[derive(Debug)]
struct File {
    path: String,
    name: String,
    text: Arc<str>,
    lines: Lines,
}

/// How a reference is read that names nothing.
pub(crate) const UNKNOWN: &str = "nothing is known of it";

/// Every file read so far, by id.
#[derive(Debug)]
pub(crate) struct Sources {
    root: Root,
    files: Vec<File>,
    ids: BTreeMap<String, FileId>,
}

impl Sources {
    /// Starts with no file; `root` says where files come from and what bounds them.
    pub(crate) fn new(root: Root) -> Self {
        Self {
            root,
            files: Vec::new(),
            ids: BTreeMap::new(),
        }
    }

    /// Reads a file of the description's folder, once: the same path gives the same id.
    ///
    /// What cannot be read is a finding without a place; see [`Sources::load_from`] for one that
    /// points at the reference.
    pub(crate) fn load(&mut self, path: &str, report: &mut Report) -> Option<FileId> {
        self.load_from(path, None, report)
    }

    /// Reads a file that another one refers to at `from`.
    ///
    /// `path` is relative to the description's folder, whatever the file that holds the reference;
    /// it uses `/` on every platform.
    pub(crate) fn load_from(
        &mut self,
        path: &str,
        from: Option<Span>,
        report: &mut Report,
    ) -> Option<FileId> {
        let mut fail = |code: Code, message: String, help: &str| {
            let finding = match from {
                Some(span) => report.error(code, span, message),
                None => report.error_without_place(code, message),
            };
            finding.help(help);
            // What lies out of the folder is one option away; only a missing file is given up.
            if code == Code::UnreadableFile {
                finding.guess(UNKNOWN);
            }
        };
        let name = match path::normalise(path) {
            Ok(name) => name,
            Err(refused) => {
                fail(
                    Code::OutsideFolder,
                    format!("`{path}` {refused}"),
                    refused.help(),
                );
                return None;
            }
        };
        if let Some(id) = self.ids.get(&name) {
            return Some(*id);
        }
        let shown = self.root.shown(&name);
        let bytes = match self.root.read(&name) {
            Ok(bytes) => bytes,
            Err(ReadFailure::Outside) => {
                let message =
                    format!("`{shown}` is a link that leads out of the description's folder");
                fail(Code::OutsideFolder, message, Refused::Leaves.help());
                return None;
            }
            Err(ReadFailure::TooLarge) => {
                let message = format!("`{shown}` is larger than {} MiB", MAXIMUM_BYTES >> 20);
                fail(
                    Code::FileTooLarge,
                    message,
                    "split the description into several files",
                );
                return None;
            }
            Err(ReadFailure::Unreadable { why, help }) => {
                fail(
                    Code::UnreadableFile,
                    format!("cannot read `{shown}`: {why}"),
                    &help,
                );
                return None;
            }
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = error
                    .as_bytes()
                    .iter()
                    .take(at)
                    .filter(|byte| **byte == b'\n')
                    .count()
                    + 1;
                fail(
                    Code::NotUtf8,
                    format!("`{shown}` is not UTF-8: line {line} holds bytes that are no text"),
                    "save the file as UTF-8",
                );
                return None;
            }
        };
        Some(self.add(name, &text))
    }

    fn add(&mut self, name: String, text: &str) -> FileId {
        let text: Arc<str> = Arc::from(text.strip_prefix('\u{feff}').unwrap_or(text));
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let shown = self.root.shown(&name);
        self.files.push(File {
            path: name.clone(),
            name: shown,
            lines: Lines::new(&text),
            text,
        });
        self.ids.insert(name, id);
        id
    }

    /// The name shown to people: relative to the working folder, with `/`.
    pub(crate) fn name(&self, file: FileId) -> &str {
        &self.file(file).name
    }

    /// The path relative to the description's folder, in its one form: the same wherever the
    /// command is run.
    pub(crate) fn path(&self, file: FileId) -> &str {
        &self.file(file).path
    }

    /// The text, without a byte-order mark. Spans count from its start.
    pub(crate) fn text(&self, file: FileId) -> &str {
        &self.file(file).text
    }

    /// The text, shared: a document keeps it alive beside its tree.
    pub(crate) fn shared_text(&self, file: FileId) -> Arc<str> {
        Arc::clone(&self.file(file).text)
    }

    /// Line and column of a span's start, both from 1; columns count characters.
    pub(crate) fn line_column(&self, span: Span) -> (u32, u32) {
        let file = self.file(span.file);
        file.lines.line_column(&file.text, span.start)
    }

    /// The byte range of a line, counted from 1, without its line end.
    pub(crate) fn line_range(&self, file: FileId, line: u32) -> std::ops::Range<usize> {
        let file = self.file(file);
        file.lines.range(&file.text, line)
    }

    /// Every file read so far, in the order of reading.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    fn file(&self, file: FileId) -> &File {
        &self.files[file.0 as usize]
    }
}

#[cfg(test)]
mod tests;
