//! A document without a configuration: how code is generated from it, and what the lock file of
//! that code remembers of it.
//!
//! Whoever reads such a document takes its settings from here, so that a comparison of two documents
//! is one of the crates that `generate --out` makes of them. The lock file remembers what was asked
//! for, so that the other commands work in the crate without being told again.

use std::fmt;

use crate::config::{ChangePolicy, Config, Features, Groups, Input, Undescribed};
use crate::documents::decoded;
use crate::hidden::{on_one_line, push_word};
use crate::output::{DOCUMENT, GENERATE, Lock};

/// What is asked of a document beside its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lone {
    /// The document, from the folder that bounds what is read.
    pub(crate) file: String,
    /// The way to that folder from the folder of the lock file.
    pub(crate) way: String,
    /// The overlays, in the order in which they apply, from the folder that bounds what is read.
    pub(crate) overlays: Vec<String>,
    pub(crate) groups: Groups,
    pub(crate) undescribed: Undescribed,
    /// Whether what could be acknowledged is refused rather than accepted.
    pub(crate) strict: bool,
}

/// What a lock file remembers of the document that its code was generated from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remembered {
    /// The document, from the folder of the lock file.
    pub(crate) document: String,
    /// The folder that bounds what is read, from the same one; otherwise that of the document.
    pub(crate) root: Option<String>,
    /// What is asked of it; where it is, the caller finds out.
    pub(crate) lone: Lone,
}

/// Two lines of a lock file that contradict each other, as git merges them from two branches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contradiction {
    pub(crate) one: String,
    pub(crate) other: String,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` and `{}` contradict each other; remove the line that is not to be, then generate again",
            on_one_line(&self.one),
            on_one_line(&self.other)
        )
    }
}

const ALONE: &str = "alone";
const ROOT: &str = "root";
const OVERLAYS: &str = "overlays";
const GROUPS: &str = "groups";
const UNDESCRIBED: &str = "undescribed-properties";
const STRICT: &str = "strict";

impl Lone {
    /// A document of which nothing is asked. It was not written for bindery and says less than its
    /// server does, so records that calls return keep what is not described.
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            way: ".".to_owned(),
            overlays: Vec::new(),
            groups: Groups::Tags,
            undescribed: Undescribed::KeepReturned,
            strict: false,
        }
    }

    /// The settings of the generation; without an id the document has that of its title.
    pub(crate) fn config(&self, id: Option<&str>) -> Config {
        Config {
            crate_name: "api".to_owned(),
            inputs: vec![Input::of(&self.file, id)],
            parts: Vec::new(),
            way: self.way.clone(),
            overlays: self
                .overlays
                .iter()
                .map(|path| (path.clone(), None))
                .collect(),
            output: ".".to_owned(),
            features: Features::Tags,
            groups: self.groups,
            undescribed: self.undescribed,
            acknowledge: Vec::new(),
            changes: ChangePolicy::default(),
        }
    }

    /// Adds what was asked for to a lock file, which has the path of the document already.
    #[cfg(any(feature = "cli", test))]
    pub(crate) fn remember(&self, lock: &mut Lock) {
        let usual = Self::new(&self.file);
        let mut add = |key: &str, words: &[&str]| {
            let mut line = key.to_owned();
            for word in words {
                line.push(' ');
                push_word(&mut line, word);
            }
            lock.add(GENERATE, &line);
        };
        add(ALONE, &[]);
        if self.file.contains('/') {
            add(ROOT, &[&self.way]);
        }
        if !self.overlays.is_empty() {
            let overlays: Vec<_> = self.overlays.iter().map(String::as_str).collect();
            add(OVERLAYS, &overlays);
        }
        if self.groups != usual.groups {
            add(GROUPS, &[self.groups.as_str()]);
        }
        if self.undescribed != usual.undescribed {
            add(UNDESCRIBED, &[self.undescribed.as_str()]);
        }
        if self.strict {
            add(STRICT, &[]);
        }
    }
}

/// The path of a document as a lock file has it, from its path in the folder that is read.
pub(crate) fn listed(way: &str, path: &str) -> String {
    format!("{}{path}", prefix(way))
}

/// The path of a document in the folder that is read, from that in a lock file; as it is where it is
/// in another folder.
pub(crate) fn below<'a>(way: &str, listed: &'a str) -> &'a str {
    listed.strip_prefix(prefix(way).as_str()).unwrap_or(listed)
}

fn prefix(way: &str) -> String {
    let mut prefix = String::new();
    if way != "." {
        push_word(&mut prefix, way);
        prefix.push('/');
    }
    prefix
}

/// Reads what a lock file remembers; nothing where its code has a configuration.
///
/// # Errors
///
/// Two lines contradict each other.
pub(crate) fn remembered(lock: &Lock) -> Result<Option<Remembered>, Contradiction> {
    let line = |kind: &str, key: &str| {
        let lines = lock.of(kind);
        let lines = lines.map(|line| line.split_once(' ').unwrap_or((line, "")));
        // A part that moved is listed as well, and has an id of several steps.
        let mut lines = lines.filter(|(found, _)| match kind {
            DOCUMENT => !found.contains('/'),
            _ => *found == key,
        });
        let Some((first, found)) = lines.next() else {
            return Ok(None);
        };
        match lines.next() {
            None => Ok(Some(found.to_owned())),
            Some((second, other)) => Err(Contradiction {
                one: format!("{kind} {first} {found}"),
                other: format!("{kind} {second} {other}"),
            }),
        }
    };
    if line(GENERATE, ALONE)?.is_none() {
        return Ok(None);
    }
    let Some(document) = line(DOCUMENT, "")? else {
        return Ok(None);
    };
    let mut lone = Lone::new("");
    if let Some(overlays) = line(GENERATE, OVERLAYS)? {
        lone.overlays = overlays.split(' ').map(decoded).collect();
    }
    if line(GENERATE, GROUPS)?.is_some_and(|word| word == Groups::Path.as_str()) {
        lone.groups = Groups::Path;
    }
    if let Some(word) = line(GENERATE, UNDESCRIBED)? {
        lone.undescribed = word.parse().unwrap_or(lone.undescribed);
    }
    lone.strict = line(GENERATE, STRICT)?.is_some();
    Ok(Some(Remembered {
        document: decoded(&document),
        root: line(GENERATE, ROOT)?.as_deref().map(decoded),
        lone,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Lone, Remembered, below, listed, remembered};
    use crate::config::{Groups, Undescribed};
    use crate::hidden::push_word;
    use crate::output::{DOCUMENT, Lock};

    #[test]
    fn a_lock_file_remembers_all_that_was_asked_for() {
        let plain = Lone::new("");
        let asked = Lone {
            overlays: vec!["two words.yaml".to_owned(), "a.yaml".to_owned()],
            groups: Groups::Path,
            undescribed: Undescribed::Keep,
            strict: true,
            ..plain.clone()
        };
        for (lone, file, root) in [
            (plain, "my api 100%.yaml", None),
            (asked, "v1/a.yaml", Some("../my specs")),
        ] {
            let way = "../my specs".to_owned();
            let mut path = String::new();
            push_word(&mut path, file);
            let mut lock = Lock::default();
            lock.add(DOCUMENT, &format!("depot {}", listed(&way, &path)));
            let named = Lone {
                file: file.to_owned(),
                way,
                ..lone.clone()
            };
            named.remember(&mut lock);
            let lock = Lock::parse(&lock.to_string()).expect("every line is of a known kind");
            let expected = Remembered {
                document: format!("../my specs/{file}"),
                root: root.map(str::to_owned),
                lone,
            };
            assert_eq!(remembered(&lock), Ok(Some(expected)));
        }
    }

    #[test]
    fn a_document_is_listed_from_the_folder_of_the_lock_file() {
        for (way, path, expected) in [
            (".", "api.yaml", "api.yaml"),
            ("../..", "v1/api.yaml", "../../v1/api.yaml"),
            ("../my specs", "api.yaml", "../my%20specs/api.yaml"),
        ] {
            assert_eq!(listed(way, path), expected);
            assert_eq!(below(way, expected), path);
        }
        assert_eq!(below("../new", "../old/api.yaml"), "../old/api.yaml");
    }

    #[test]
    fn two_branches_that_moved_the_document_contradict_each_other() {
        for [one, other] in [
            ["document depot a.yaml", "document depot b.yaml"],
            ["generate root ..", "generate root ../.."],
        ] {
            let lines = format!("{one}\n{other}\ngenerate alone\ndocument depot a.yaml\n");
            let lock = Lock::parse(&lines).expect("every line is of a known kind");
            let found = remembered(&lock).expect_err("they contradict each other");
            assert_eq!([found.one.as_str(), found.other.as_str()], [one, other]);
        }
    }
}
