//! A value that may be absent and may be null, which are two things.
//!
//! To many services a property that is null says "take it away", and one that is absent says "leave
//! it as it is". An `Option` has one word for both, and an `Option` in an `Option` has two that
//! nobody can tell apart by their names.

use crate::SecretString;

/// A property that may be absent, may be null, or has a value.
///
/// A field of a record becomes one by `.into()`: of the value, or of an `Option`, whose `None` is null.
///
/// ```
/// use bindery_runtime::Maybe;
///
/// let there: Maybe<i64> = 5.into();
/// let null: Maybe<i64> = None.into();
/// assert_eq!(there, Maybe::Present(5));
/// assert_eq!(null, Maybe::Null);
/// assert_eq!(Maybe::<i64>::default(), Maybe::Absent);
/// assert_eq!(there.present(), Some(5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The property is absent.
    #[default]
    Absent,
    /// The property is null.
    Null,
    /// The property has this value.
    Present(T),
}

impl<T> Maybe<T> {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether there is a value.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        matches!(self, Self::Present(_))
    }

    /// The value, where it is neither absent nor null.
    #[must_use]
    pub fn present(self) -> Option<T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// What is said: nothing where it is absent, and `Some(None)` where it is null.
    #[must_use]
    pub fn into_option(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Present(value) => Some(Some(value)),
        }
    }

    /// The same of a reference.
    #[must_use]
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => Maybe::Present(value),
        }
    }

    /// The same of a reference to change it by.
    #[must_use]
    pub const fn as_mut(&mut self) -> Maybe<&mut T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => Maybe::Present(value),
        }
    }

    /// The same of another value, where there is one.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => Maybe::Present(change(value)),
        }
    }

    /// Takes it, and leaves nothing said behind.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Present(value)
    }
}

impl<T> From<Option<T>> for Maybe<T> {
    /// `None` is null.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Present)
    }
}

impl From<&str> for Maybe<String> {
    fn from(text: &str) -> Self {
        Self::Present(text.to_owned())
    }
}

impl From<&str> for Maybe<SecretString> {
    fn from(text: &str) -> Self {
        Self::Present(text.into())
    }
}

impl From<String> for Maybe<SecretString> {
    fn from(text: String) -> Self {
        Self::Present(text.into())
    }
}
