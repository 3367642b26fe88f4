//! Lists and reads the files of a commit: one process for the list, one for all contents.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use super::RevisionError;
use super::git::Git;

/// The most files that are read from a folder.
pub(super) const MAXIMUM_FILES: usize = 10_000;
/// The most bytes of all files together.
pub(super) const MAXIMUM_BYTES: u64 = 256 << 20;
/// How a pointer of Git LFS begins.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What is at a path of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    File,
    Link,
    Submodule,
}

/// One line of a list.
#[derive(Debug)]
pub(super) struct Entry {
    /// From the folder that was listed.
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) object: String,
    /// None when the object is not in this clone.
    size: Option<u64>,
}

/// Which commit, and its name for people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Which<'c> {
    pub(super) git: &'c Git,
    pub(super) id: &'c str,
    pub(super) name: &'c str,
}

impl Which<'_> {
    fn absent(self, path: &str) -> RevisionError {
        RevisionError::Absent {
            revision: self.name.to_owned(),
            path: path.to_owned(),
        }
    }
}

/// What is at a path; None where nothing does. The empty path is the top.
pub(super) fn entry(which: Which<'_>, path: &str) -> Result<Option<Entry>, RevisionError> {
    if path.is_empty() {
        return Ok(Some(Entry {
            path: String::new(),
            kind: Kind::Folder,
            object: which.id.to_owned(),
            size: None,
        }));
    }
    let listed = list(
        which,
        &["ls-tree", "-z", "-l", "--full-tree", which.id, "--", path],
    )?;
    Ok(listed.into_iter().find(|entry| entry.path == path))
}

/// Every file below a folder that is `wanted`, by its path from the folder.
///
/// Links are passed over, and so is what other repositories hold: nothing is there for a reader.
pub(super) fn below(
    which: Which<'_>,
    folder: &str,
    wanted: fn(&str) -> bool,
) -> Result<BTreeMap<String, Vec<u8>>, RevisionError> {
    let (revision, path) = (which.name.to_owned(), folder.to_owned());
    match entry(which, folder)?.map(|entry| entry.kind) {
        Some(Kind::Folder) => {}
        Some(Kind::Submodule) => return Err(RevisionError::Submodule { revision, path }),
        Some(Kind::Link) => return Err(RevisionError::Link { revision, path }),
        Some(Kind::File) | None => return Err(which.absent(folder)),
    }
    let tree = format!("{}:{folder}", which.id);
    let mut files = list(which, &["ls-tree", "-r", "-z", "-l", "--full-tree", &tree])?;
    files.retain(|entry| entry.kind == Kind::File && wanted(&entry.path));
    if files.len() > MAXIMUM_FILES {
        return Err(RevisionError::TooManyFiles {
            revision,
            path,
            most: MAXIMUM_FILES,
        });
    }
    let bytes = files.iter().filter_map(|entry| entry.size).sum::<u64>();
    if bytes > MAXIMUM_BYTES {
        return Err(RevisionError::TooManyBytes {
            revision,
            path,
            most: MAXIMUM_BYTES >> 20,
        });
    }
    contents(which, folder, files)
}

/// The content of one file.
pub(super) fn file(which: Which<'_>, path: &str) -> Result<Vec<u8>, RevisionError> {
    let (revision, shown) = (which.name.to_owned(), path.to_owned());
    let entry = match entry(which, path)? {
        Some(entry) if entry.kind == Kind::File => entry,
        Some(entry) if entry.kind == Kind::Link => {
            return Err(RevisionError::Link {
                revision,
                path: shown,
            });
        }
        _ => return Err(which.absent(path)),
    };
    if entry.size.is_some_and(|size| size > MAXIMUM_BYTES) {
        return Err(RevisionError::TooManyBytes {
            revision,
            path: shown,
            most: MAXIMUM_BYTES >> 20,
        });
    }
    let read = contents(which, "", vec![entry])?;
    read.into_values().next().ok_or_else(|| which.absent(path))
}

fn list(which: Which<'_>, arguments: &[&str]) -> Result<Vec<Entry>, RevisionError> {
    let answer = which.git.ask(arguments)?;
    if !answer.success {
        return Err(refused(which, &answer.complaint, answer.why()));
    }
    let entries = answer.out.split(|byte| *byte == 0);
    // A path that is not UTF-8 cannot be named by a description.
    let entries = entries.filter_map(|entry| parse(std::str::from_utf8(entry).ok()?));
    Ok(entries.collect())
}

/// What git does not say in its response, it says in a complaint.
fn refused(which: Which<'_>, complaint: &str, why: String) -> RevisionError {
    // An older git would fetch what is missing, and is stopped there.
    if complaint.contains("promisor") {
        return RevisionError::NotFetched {
            revision: which.name.to_owned(),
            path: String::new(),
        };
    }
    RevisionError::Refused {
        action: format!("read `{}`", which.name),
        why,
    }
}

/// A line such as `100644 blob ID    123\tpath`; the size of an object that is missing is `BAD`.
fn parse(line: &str) -> Option<Entry> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split_ascii_whitespace();
    let (mode, kind, object) = (about.next()?, about.next()?, about.next()?);
    let kind = match (kind, mode) {
        ("tree", _) => Kind::Folder,
        ("commit", _) => Kind::Submodule,
        (_, "120000") => Kind::Link,
        _ => Kind::File,
    };
    Some(Entry {
        path: path.to_owned(),
        kind,
        object: object.to_owned(),
        size: about.next().and_then(|size| size.parse().ok()),
    })
}

/// The contents of listed files, in one conversation.
fn contents(
    which: Which<'_>,
    folder: &str,
    files: Vec<Entry>,
) -> Result<BTreeMap<String, Vec<u8>>, RevisionError> {
    let place = |path: &str| match folder {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    };
    let not_fetched = |path: &str| RevisionError::NotFetched {
        revision: which.name.to_owned(),
        path: place(path),
    };
    if let Some(missing) = files.iter().find(|entry| entry.size.is_none()) {
        return Err(not_fetched(&missing.path));
    }
    if files.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut questions = String::new();
    for entry in &files {
        questions.push_str(&entry.object);
        questions.push('\n');
    }
    let answer = which
        .git
        .talk(&["cat-file", "--batch"], questions.as_bytes(), |out| {
            files.iter().map(|entry| content(out, entry)).collect()
        })?;
    if !answer.success {
        return Err(refused(which, &answer.complaint, answer.why()));
    }
    let contents: Vec<Option<Vec<u8>>> = answer.out;
    let mut read = BTreeMap::new();
    for (entry, content) in files.into_iter().zip(contents) {
        let content = content.ok_or_else(|| not_fetched(&entry.path))?;
        if content.starts_with(POINTER) {
            return Err(RevisionError::LargeFileStorage {
                revision: which.name.to_owned(),
                path: place(&entry.path),
            });
        }
        read.insert(entry.path, content);
    }
    Ok(read)
}

/// One answer: a line `ID blob SIZE`, the content, and a line end; or `ID missing`.
fn content(out: &mut dyn BufRead, entry: &Entry) -> io::Result<Option<Vec<u8>>> {
    let mut line = String::new();
    out.read_line(&mut line)?;
    let Some(size) = line
        .trim_end()
        .strip_prefix(entry.object.as_str())
        .and_then(|rest| rest.strip_prefix(" blob "))
        .and_then(|size| size.parse::<u64>().ok())
    else {
        return Ok(None);
    };
    // The list promised the size that the memory was bounded by.
    if Some(size) != entry.size {
        return Err(io::Error::other("an object has another size than listed"));
    }
    let mut bytes = vec![0; usize::try_from(size).map_err(io::Error::other)?];
    out.read_exact(&mut bytes)?;
    out.read_exact(&mut [0])?;
    Ok(Some(bytes))
}
