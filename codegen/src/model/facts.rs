//! What a description says about values in addition to their type: bounds, formats, defaults.
//!
//! None of it chooses a type or changes a generated signature. It is separate from the
//! documentation of the same facts, so that two descriptions can be compared.

use crate::keywords::Keyword;

/// What holds for the values of a field, an input or a named type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// By place and kind, each once.
    pub(crate) bounds: Vec<Bound>,
    /// The value that stands for an absent one, as it is written.
    pub(crate) default: Option<String>,
    /// The only boolean that the value may be, where there is one.
    pub(crate) always: Option<bool>,
    /// Whether texts are values that are not listed.
    pub(crate) open: bool,
    /// The sunset date (`x-sunset`), as the description writes it.
    pub(crate) sunset: Option<String>,
    /// A digest of the schema, where its type is any JSON and says nothing of it.
    pub(crate) widened: Option<String>,
}

impl Facts {
    /// These, and what others say that these do not.
    pub(crate) fn or(self, others: Self) -> Self {
        Self {
            bounds: if self.bounds.is_empty() {
                others.bounds
            } else {
                self.bounds
            },
            default: self.default.or(others.default),
            always: self.always.or(others.always),
            open: self.open || others.open,
            sunset: self.sunset.or(others.sunset),
            widened: self.widened.or(others.widened),
        }
    }
}

/// A limit on values that their type does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    /// How deep inside the value it applies: empty for the value itself, `[]` for the members of a
    /// list, `{}` for the values of a map.
    pub(crate) inside: String,
    /// What limits them, their format, or a rule for them.
    pub(crate) kind: Keyword,
    /// As it is written; of a schema, a digest.
    pub(crate) value: String,
}
