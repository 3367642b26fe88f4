//! Decides which paths a description may contain, before the disk is read.

use std::fmt;

/// Why a path is refused without looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It climbs out of the folder, or a link does.
    Leaves,
    /// It starts at the root of the disk.
    Absolute,
    /// It is an address on a network.
    Address,
    /// It holds `\` or a control character.
    Unportable,
    /// It names no file.
    Empty,
}

impl Refused {
    /// What to write instead.
    pub(crate) fn help(self) -> &'static str {
        match self {
            Self::Leaves => {
                "move the file into the description's folder; where `--out` is, `--root` names a folder above both"
            }
            Self::Absolute => "write the path relative to the description's folder",
            Self::Address => {
                "nothing is ever fetched: save the document in the description's folder and name it there"
            }
            Self::Unportable => "separate folders with `/`",
            Self::Empty => "name a file in the description's folder",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Leaves => "leads out of the description's folder",
            Self::Absolute => "is an absolute path",
            Self::Address => "is an address, not a file",
            Self::Unportable => "holds a character that is not portable in a path",
            Self::Empty => "does not name a file",
        })
    }
}

/// Brings a path into its one form: no `.`, no `..`, no doubled separators.
pub(crate) fn normalise(path: &str) -> Result<String, Refused> {
    if is_address(path) {
        return Err(Refused::Address);
    }
    if path.starts_with('/') || path.starts_with('\\') || has_drive(path) {
        return Err(Refused::Absolute);
    }
    if path.contains('\\') || path.chars().any(char::is_control) {
        return Err(Refused::Unportable);
    }
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop().ok_or(Refused::Leaves)?;
            }
            step => steps.push(step),
        }
    }
    if steps.is_empty() {
        return Err(Refused::Empty);
    }
    Ok(steps.join("/"))
}

/// A scheme of two letters or more before `:`, or a host after `//`.
pub(crate) fn is_address(path: &str) -> bool {
    if path.starts_with("//") {
        return true;
    }
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
            && !scheme.contains('/')
    })
}

fn has_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.next() == Some(':')
}

/// A path that is written relative to a file, relative to the folder of the description.
pub(crate) fn relative(file: &str, path: &str) -> String {
    match file.rsplit_once('/') {
        Some((folder, _)) if !path.starts_with('/') && !path.contains("://") => {
            format!("{folder}/{path}")
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Refused, normalise};

    #[test]
    fn one_file_has_one_form() {
        for path in [
            "a/b.yaml",
            "./a/b.yaml",
            "a//b.yaml",
            "a/./b.yaml",
            "a/c/../b.yaml",
        ] {
            assert_eq!(normalise(path).as_deref(), Ok("a/b.yaml"), "{path}");
        }
    }

    #[test]
    fn whatever_leaves_the_folder_is_refused() {
        for (path, why) in [
            ("..", Refused::Leaves),
            ("../a.yaml", Refused::Leaves),
            ("a/../../b.yaml", Refused::Leaves),
            ("/etc/passwd", Refused::Absolute),
            ("\\\\server\\share", Refused::Absolute),
            ("C:/a.yaml", Refused::Absolute),
            ("c:a.yaml", Refused::Absolute),
            ("//host/a.yaml", Refused::Address),
            ("https://example.com/a.yaml", Refused::Address),
            ("file:///etc/passwd", Refused::Address),
            ("..\\a.yaml", Refused::Unportable),
            ("a\0.yaml", Refused::Unportable),
            ("", Refused::Empty),
            ("a/..", Refused::Empty),
        ] {
            assert_eq!(normalise(path), Err(why), "{path}");
        }
    }
}
