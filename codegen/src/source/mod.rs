//! The files of a description, and places in them.
//!
//! This is the only module that reads the disk for a description. It opens only regular files in
//! the folder of the description, and follows no URL.

mod lines;
mod path;
mod root;

use std::collections::BTreeMap;
use std::sync::Arc;

use lines::Lines;
pub(crate) use path::{Refused, is_address, normalise, relative};
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

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It lies outside of the description's folder, or may.
    Outside,
    TooLarge,
    /// It is missing, not a plain file, or may not be read.
    Unreadable,
    NotUtf8,
}

/// A file that is not read, in words for people.
#[derive(Debug)]
pub(crate) struct Unread {
    pub(crate) why: Why,
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
}

#[derive(Debug)]
struct File {
    path: String,
    name: String,
    text: Arc<str>,
    lines: Lines,
}

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
    /// `path` is relative to the description's folder; it uses `/` on every platform.
    pub(crate) fn read(&mut self, path: &str) -> Result<FileId, Unread> {
        let unread = |why, message: String, help: &str| Unread {
            why,
            message,
            help: help.to_owned(),
        };
        let name = path::normalise(path).map_err(|refused| {
            unread(Why::Outside, format!("`{path}` {refused}"), refused.help())
        })?;
        if let Some(id) = self.ids.get(&name) {
            return Ok(*id);
        }
        let shown = self.root.shown(&name);
        let bytes = self.root.read(&name).map_err(|failure| match failure {
            ReadFailure::Outside => unread(
                Why::Outside,
                format!("`{shown}` is a link that leads out of the description's folder"),
                Refused::Leaves.help(),
            ),
            ReadFailure::TooLarge => unread(
                Why::TooLarge,
                format!("`{shown}` is larger than {} MiB", MAXIMUM_BYTES >> 20),
                "split the description into several files",
            ),
            ReadFailure::Unreadable { why, help } => unread(
                Why::Unreadable,
                format!("cannot read `{shown}`: {why}"),
                &help,
            ),
        })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            unread(
                Why::NotUtf8,
                format!("`{shown}` is not UTF-8: line {line} holds bytes that are not text"),
                "save the file as UTF-8",
            )
        })?;
        Ok(self.add(name, &text))
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

    /// The name without the revision that the file is read from: where it is in a working tree.
    pub(crate) fn place(&self, file: FileId) -> &str {
        self.root.without_revision(self.name(file))
    }

    /// The file that was read from a path, relative to the description's folder.
    pub(crate) fn known(&self, path: &str) -> Option<FileId> {
        self.ids.get(path).copied()
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
