//! A caller, and what it states of itself.

use std::path::Path;

use crate::support::read;

/// A library against the old crate.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) text: String,
    pub(crate) promise: Promise,
    /// The features of the crate that it names, if it takes others than the default.
    pub(crate) features: Option<Vec<String>>,
}

/// What the compiler is to say of it with the new crate.
#[derive(Debug)]
pub(crate) enum Promise {
    /// It compiles; for each item a warning holds these words.
    Compiles(Vec<Words>),
    /// It compiles and means something else, for this reason.
    Silent(String),
    /// Every error holds the words of one item.
    Breaks(Vec<Words>),
}

/// Words that stand in a message of the compiler.
#[derive(Debug)]
pub(crate) struct Words(pub(crate) Vec<String>);

impl Words {
    fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }

    /// Whether all of them stand in a text.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.join(" "))
    }
}

impl Caller {
    /// Reads `caller.rs` of a case.
    pub(crate) fn of(folder: &Path) -> Self {
        let text = read(&folder.join("caller.rs"));
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let (mut silent, mut features) = (None, None);
        for line in text.lines() {
            let Some(line) = line.strip_prefix("// ") else {
                break;
            };
            let (key, value) = line
                .split_once(':')
                .unwrap_or_else(|| panic!("{}: {line}", folder.display()));
            match key {
                "error" => errors.push(Words::of(value)),
                "warning" => warnings.push(Words::of(value)),
                "Still compiles" => silent = Some(value.trim().to_owned()),
                "features" => {
                    features = Some(value.split_whitespace().map(str::to_owned).collect());
                }
                _ => panic!("{}: {line}", folder.display()),
            }
        }
        let promise = match (silent, errors.is_empty()) {
            (None, true) => Promise::Compiles(warnings),
            (None, false) if warnings.is_empty() => Promise::Breaks(errors),
            (Some(why), true) if warnings.is_empty() => Promise::Silent(why),
            _ => panic!("{}: it states two outcomes", folder.display()),
        };
        Self {
            text,
            promise,
            features,
        }
    }
}
