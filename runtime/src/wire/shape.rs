//! What generated code declares about a type, as constants.

use super::Fits;

/// The fields of a struct.
#[derive(Debug)]
pub struct Shape {
    /// The name of the struct, for errors.
    pub name: &'static str,
    /// The wire names, in the order of the fields.
    pub fields: &'static [&'static str],
    /// What else is said of each of them.
    pub marks: &'static [Mark],
    /// Whether the struct keeps the keys that it has no field for.
    pub keeps: bool,
}

impl Shape {
    /// The index of a key among the fields. They mostly come in order, so it is looked for from
    /// `next` on.
    #[inline]
    pub(crate) fn index(&self, key: &str, next: usize) -> Option<usize> {
        match self.fields.get(next) {
            Some(field) if *field == key => Some(next),
            _ => self.search(key, next),
        }
    }

    fn search(&self, key: &str, next: usize) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(next)?;
        let is_key = |field: &&str| *field == key;
        match after.iter().position(is_key) {
            Some(at) => Some(next + at),
            None => before.iter().position(is_key),
        }
    }
}

/// What is said of a field besides its name.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// `None` is written as null.
    pub null: bool,
    /// Only responses hold it.
    pub reading: bool,
}

/// A field of which nothing is said.
pub const PLAIN: Mark = Mark {
    null: false,
    reading: false,
};

/// The variants of a union.
#[derive(Debug)]
pub struct UnionShape {
    /// The property that distinguishes the variants; empty where their shapes do.
    pub tag: &'static str,
    /// The variants, in the order of the description.
    pub variants: &'static [Variant],
}

/// What a value looks like before anybody knows more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Text of a form that not every text has.
    Formatted,
    /// The text of a day, which may have a time behind it.
    Date,
    /// Text that is listed, or was not known to be.
    Choice,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    List,
    /// An object with described properties.
    Record,
    /// An object whose keys may be anything.
    Map,
    /// One of several types.
    Union,
    /// Anything.
    Any,
}

/// A variant of a union, as the table says it.
#[derive(Debug)]
pub struct Variant {
    /// What its values look like.
    pub kind: Kind,
    /// The texts of the tag that stand for it.
    pub tags: &'static [&'static str],
    /// Whether its values may be without the tag.
    pub untagged: bool,
    /// The keys that its values cannot be without.
    pub required: &'static [&'static str],
    /// How well a value fits, where its kind alone does not say.
    pub fits: Fits,
}

/// A type of integers of at most 64 bits.
#[derive(Debug)]
pub struct Integers {
    pub(crate) name: &'static str,
    pub(crate) least: i128,
    pub(crate) most: i128,
}
