//! Names that a description cannot use: those of the language, and those of generated items that
//! would hide each other.
//!
//! The lists are part of the output's shape: adding a name renames items of descriptions that have
//! it.

/// The names of a scope that descriptions may not have.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reserved {
    /// Fields: only what the language reserves.
    Fields,
    /// Arguments and the methods of requests: the controls of a request, and the names of
    /// operators.
    Inputs,
    /// Credentials among others, which are methods as well.
    Credentials,
    /// Methods of a handle.
    Methods,
    /// Named types: what the files of types and calls import or take from the prelude.
    Types,
    /// Variants of an open enumeration.
    Variants,
    /// The functions that make a variant of a union.
    Constructors,
    /// Files and modules.
    Modules,
    /// Modules of tags.
    Tags,
    /// Methods of the client that lead to the calls of tags.
    Groups,
    /// Packages: what Rust, Cargo, and the manifest of a whole crate have by the name.
    #[cfg(feature = "cli")]
    Packages,
}

/// The controls of requests. The list is closed: what requests can do one day goes through
/// `options`, so that no description loses another name to them.
const CONTROLS: &[&str] = &[
    "events",
    "header",
    "items",
    "options",
    "pages",
    "timeout",
    "wait",
    "with_response",
];

/// Names that mean something else to Rust on a request: methods of operators and of awaiting, and
/// the field that every request has.
const OF_RUST: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "call",
    "div",
    "into_future",
    "mul",
    "rem",
    "shl",
    "shr",
    "sub",
];

/// Words that the language keeps for itself, in every edition, and `union` and the like that read
/// badly as names.
pub(super) fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
        "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
        "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv",
        "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try",
        "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&name).is_ok() || name == "_"
}

impl Reserved {
    /// Whether a name is that of a file or folder as well.
    pub(super) fn is_of_files(self) -> bool {
        match self {
            Self::Modules | Self::Tags => true,
            #[cfg(feature = "cli")]
            Self::Packages => true,
            _ => false,
        }
    }

    /// What the things of the scope are, in a word that tells one from others of its name.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Fields => "field",
            Self::Inputs => "param",
            Self::Credentials => "credential",
            Self::Methods => "call",
            Self::Types => "schema",
            Self::Variants | Self::Constructors => "value",
            Self::Tags | Self::Groups => "calls",
            Self::Modules => "plain",
            #[cfg(feature = "cli")]
            Self::Packages => "plain",
        }
    }

    pub(super) fn holds(self, name: &str) -> bool {
        let names: &[&str] = match self {
            Self::Fields => &[],
            Self::Inputs => return CONTROLS.contains(&name) || OF_RUST.contains(&name),
            Self::Credentials => &["clone", "default", "fmt", "from", "into", "new"],
            Self::Methods => &["clone", "cmp", "fmt", "into", "new"],
            Self::Types => &[
                "ApiKey",
                "BTreeMap",
                "BearerToken",
                "Box",
                "Call",
                "Client",
                "DateTime",
                "Error",
                "Into",
                "JsonValue",
                "Maybe",
                "Operation",
                "Option",
                "Result",
                "SecretString",
                "String",
                "UnknownValue",
                "Vec",
            ],
            Self::Variants => &["Unknown"],
            Self::Constructors => &[
                "clone",
                "cmp",
                "default",
                "eq",
                "fmt",
                "from",
                "from_text",
                "hash",
                "into",
                "ne",
                "try_from",
                "try_into",
            ],
            Self::Modules => &[
                "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
                "com9", "con", "lib", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6",
                "lpt7", "lpt8", "lpt9", "main", "nul", "prn",
            ],
            Self::Tags | Self::Groups => {
                return [
                    "bindery_runtime",
                    "builder",
                    "clone",
                    "fmt",
                    "new",
                    "rest",
                    "soap",
                ]
                .contains(&name)
                    || Self::Modules.holds(name);
            }
            #[cfg(feature = "cli")]
            Self::Packages => {
                return [
                    "alloc",
                    "bindery_runtime",
                    "core",
                    "proc_macro",
                    "std",
                    "test",
                    "tokio",
                ]
                .contains(&name)
                    || Self::Modules.holds(name);
            }
        };
        names.contains(&name)
    }
}

#[cfg(test)]
mod tests {
    use super::is_keyword;

    #[test]
    fn keywords_are_sorted_for_the_search() {
        for keyword in ["Self", "abstract", "type", "yield", "gen", "_", "try"] {
            assert!(is_keyword(keyword), "{keyword}");
        }
    }
}
