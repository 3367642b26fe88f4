//! The kinds of findings, each with a stable name and an explanation.
//!
//! A new kind is a row below and a file `explain/<name>.md`.

use std::fmt;
use std::str::FromStr;

use super::suggest;

macro_rules! codes {
    ($($variant:ident = $name:literal, $summary:literal;)*) => {
        /// The kind of a finding.
        ///
        /// Its name, such as `duplicate-key`, never changes: scripts and acknowledgements depend on
        /// it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!($summary, ".")] $variant,)*
        }

        impl Code {
            /// Every kind, in the order in which a description is read.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it means, in one line without a full stop.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary,)*
                }
            }

            /// Markdown: what it means, an example that is rejected, and the same example fixed.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explain/", $name, ".md")),)*
                }
            }
        }
    };
}

codes! {
    UnreadableFile = "unreadable-file", "A file of the description cannot be read";
    OutsideFolder = "outside-folder", "A path leads out of the description's folder";
    FileTooLarge = "file-too-large", "A file is larger than 256 MiB";
    NotUtf8 = "not-utf8", "A file is not UTF-8";
    NotYaml = "not-yaml", "A file is not YAML or JSON";
    EmptyFile = "empty-file", "A file is empty";
    SeveralDocuments = "several-documents", "A file has several documents";
    DuplicateKey = "duplicate-key", "A mapping has the same key twice";
    MergeKey = "merge-key", "A merge key names no mapping";
    ComplexKey = "complex-key", "A key is not plain text";
    UnknownAlias = "unknown-alias", "An alias names no anchor";
    RecursiveAlias = "recursive-alias", "An alias is inside its own anchor";
    AliasBomb = "alias-bomb", "Aliases make the document too large";
    UnknownTag = "unknown-tag", "A value has a tag that is not supported";
    TooDeep = "too-deep", "A document is nested too deeply";
    UnknownKey = "unknown-key", "A key has no meaning here";
    MissingKey = "missing-key", "A required key is missing";
    WrongType = "wrong-type", "A value is of the wrong type";
    InvalidValue = "invalid-value", "A value is not allowed here";
    DuplicateValue = "duplicate-value", "A list has the same value twice";
    UnsupportedVersion = "unsupported-version", "The version of the format is not supported";
    Unsupported = "unsupported", "Something cannot be generated";
    Ignored = "ignored", "Something is not supported and would be ignored";
    Widened = "widened", "Something is read as any JSON";
    Assumed = "assumed", "The description is wrong or incomplete, and has one sensible reading";
    OverlayWithoutMatch = "overlay-without-match", "An action of an overlay matches nothing";
    InvalidJsonPath = "invalid-json-path", "The target of an action is not a JSONPath";
    OverlayTooLarge = "overlay-too-large", "Overlays need too much time or memory";
    UnknownReference = "unknown-reference", "A reference is dangling";
    ReferenceCycle = "reference-cycle", "References form a cycle";
    UnknownSecurityScheme = "unknown-security-scheme", "A security scheme is not defined";
    PathParameterUndeclared = "path-parameter-undeclared", "A path has a placeholder without a parameter";
    PathParameterUnused = "path-parameter-unused", "A path parameter has no placeholder";
    DuplicateParameter = "duplicate-parameter", "An operation has the same parameter twice";
    DuplicateOperation = "duplicate-operation", "Two operations have the same id";
    MissingOperationId = "missing-operation-id", "An operation has no id";
    DuplicatePath = "duplicate-path", "Two paths cannot be distinguished";
    DuplicateWireName = "duplicate-wire-name", "Two things have the same wire name";
    ConflictingNames = "conflicting-names", "A wire name is shared without saying so";
    SecretInUrl = "secret-in-url", "A secret would be sent in a URL";
    EnumWithoutValues = "enum-without-values", "An enum lists no value";
    UnknownAcknowledgement = "unknown-acknowledgement", "An acknowledgement matches nothing";
    DamagedLock = "damaged-lock", "A line of `bindery.lock` cannot be read";
    MovedArgument = "moved-argument", "An argument moved to another position";
    ConflictingLock = "conflicting-lock", "`bindery.lock` has two names for one place";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The error for an unknown name of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    name: String,
}

impl UnknownCode {
    /// Returns the kind with the most similar name, if there is one.
    pub fn suggestion(&self) -> Option<Code> {
        suggest(&self.name, Code::ALL.iter().map(|code| code.as_str()))?
            .parse()
            .ok()
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no finding is named `{}`", self.name)?;
        match self.suggestion() {
            Some(code) => write!(formatter, "; did you mean `{code}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        let known = Self::ALL.iter().find(|code| code.as_str() == name);
        known.copied().ok_or_else(|| UnknownCode {
            name: name.to_owned(),
        })
    }
}
