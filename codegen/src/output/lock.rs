//! The lock file `bindery.lock`: one sorted line a fact, each a kind and what it says.
//!
//! Git merges it by keeping the lines of both sides, so order and duplicates mean nothing when it
//! is read. It holds no digest, no date and no version.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use super::path::{Found, look, validate};
use super::{LOCK, OutputError};

/// The kind of a line that names an emitted file.
pub(crate) const FILE: &str = "file";

/// The kind of a line that says where the document of an id is stored.
pub(crate) const DOCUMENT: &str = "document";

/// The kind of a line that says which Rust name a place of the description was given.
pub(crate) const NAME: &str = "name";

/// The kind of a line that says what of the description the code does not support.
pub(crate) const DEGRADATION: &str = "degradation";

/// The kind of a line that says in which order a call takes its arguments.
pub(crate) const ARGUMENTS: &str = "arguments";

/// The kind of a line that says in which order a call took its arguments before a move that is
/// acknowledged.
pub(crate) const MOVED: &str = "moved";

/// The kind of a line that says which call documentation shows first.
pub(crate) const EXAMPLE: &str = "example";

/// The kind of a line that says of a place that its type is a name for another one of its owner.
pub(crate) const ALIAS: &str = "alias";

/// The kind of a line that names a file of the crate around the emitted folder, with a digest of
/// what was written: such a file is left to the person who edits it.
pub(crate) const AROUND: &str = "crate";

/// The kind of a line that says what was asked for of a document that has no configuration.
pub(crate) const GENERATE: &str = "generate";

/// The kinds of lines that are read.
const KINDS: &[&str] = &[
    FILE,
    DOCUMENT,
    NAME,
    ALIAS,
    DEGRADATION,
    ARGUMENTS,
    MOVED,
    EXAMPLE,
    AROUND,
    GENERATE,
];

/// The lines of a lock file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lock {
    lines: BTreeSet<(&'static str, String)>,
}

impl Lock {
    /// Reads a lock file; empty lines are passed over.
    pub(crate) fn parse(text: &str) -> Result<Self, OutputError> {
        let mut lock = Self::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() {
                continue;
            }
            let known = line.split_once(' ').and_then(|(kind, rest)| {
                let kind = KINDS.iter().find(|known| **known == kind)?;
                (!rest.is_empty()).then_some((*kind, rest))
            });
            match known {
                Some((kind, rest)) => lock.add(kind, rest),
                None => {
                    return Err(OutputError::Lock {
                        line: index + 1,
                        text: line.chars().take(200).collect(),
                    });
                }
            }
        }
        Ok(lock)
    }

    /// Adds a line. `rest` is one line of text.
    pub(crate) fn add(&mut self, kind: &'static str, rest: &str) {
        self.lines.insert((kind, rest.to_owned()));
    }

    /// What the lines of a kind say, sorted.
    pub(crate) fn of(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter(move |(other, _)| *other == kind)
            .map(|(_, rest)| rest.as_str())
    }

    /// The emitted files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.of(FILE)
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, rest) in &self.lines {
            writeln!(formatter, "{kind} {rest}")?;
        }
        Ok(())
    }
}

/// The lock file of a folder; empty where there is none.
pub(crate) fn read(folder: &Path) -> Result<Lock, OutputError> {
    match look(&folder.join(LOCK), LOCK)? {
        Found::Nothing => Ok(Lock::default()),
        Found::Text(text) => {
            let lock = Lock::parse(&text)?;
            lock.files().try_for_each(validate)?;
            Ok(lock)
        }
        Found::Bytes | Found::Other => Err(OutputError::Foreign {
            path: LOCK.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn a_union_of_two_ledgers_is_read_and_printed_sorted() {
        let merged = "file rest/keys.rs\r\nfile lib.rs\n\nfile lib.rs\n";
        let lock = Lock::parse(merged).expect("every line is of a known kind");
        assert_eq!(lock.to_string(), "file lib.rs\nfile rest/keys.rs\n");
        assert_eq!(lock.files().collect::<Vec<_>>(), ["lib.rs", "rest/keys.rs"]);
    }

    #[test]
    fn an_unknown_line_is_refused_with_its_number() {
        for text in [
            "file a.rs\n<<<<<<< ours\n",
            "file a.rs\nfile\n",
            "file a.rs\nflie b.rs\n",
        ] {
            let error = Lock::parse(text).expect_err(text).to_string();
            assert!(
                error.starts_with("line 2 of `bindery.lock` is not read"),
                "{error}"
            );
        }
    }
}
