//! A value that may be absent and may be null, which are two things.
//!
//! To many services a property that is null says "take it away", and one that is absent says "leave
//! it as it is". An `Option` has one word for both, and an `Option` in an `Option` has two that
//! nobody can tell apart by their names.

use std::ops::{Deref, DerefMut};
use std::option;

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
/// assert_eq!(null.unwrap_or(7), 7);
///
/// let text: Maybe<String> = "a".into();
/// assert_eq!(text.as_deref().unwrap_or("b"), "a");
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

    /// The value, or another one where it is absent or null.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.present().unwrap_or(other)
    }

    /// The value, or one that is made where it is absent or null.
    #[must_use]
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.present().unwrap_or_else(other)
    }

    /// The value, or the default of its type where it is absent or null.
    #[must_use]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.present().unwrap_or_default()
    }

    /// The value, or an error where it is absent or null.
    ///
    /// # Errors
    ///
    /// Where there is no value.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.present().ok_or(error)
    }

    /// What a function makes of the value, or another value where it is absent or null.
    #[must_use]
    pub fn map_or<U>(self, other: U, change: impl FnOnce(T) -> U) -> U {
        self.present().map_or(other, change)
    }

    /// What a function makes of the value, where there is one.
    #[must_use]
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Maybe<U>) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => next(value),
        }
    }

    /// Whether there is a value that a condition holds for.
    #[must_use]
    pub fn is_present_and(self, condition: impl FnOnce(T) -> bool) -> bool {
        self.present().is_some_and(condition)
    }

    /// What the value leads to: of a `String` the text, of a `Vec` the items.
    #[must_use]
    pub fn as_deref(&self) -> Maybe<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(Deref::deref)
    }

    /// What the value leads to, to change it by.
    #[must_use]
    pub fn as_deref_mut(&mut self) -> Maybe<&mut T::Target>
    where
        T: DerefMut,
    {
        self.as_mut().map(DerefMut::deref_mut)
    }

    /// The value, where there is one, in a loop.
    pub fn iter(&self) -> option::IntoIter<&T> {
        self.as_ref().present().into_iter()
    }

    /// Says another value, and returns what was said before.
    pub fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Self::Present(value))
    }

    /// Takes it, and leaves nothing said behind.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T: Clone> Maybe<&T> {
    /// The same of a copy of the value.
    #[must_use]
    pub fn cloned(self) -> Maybe<T> {
        self.map(T::clone)
    }
}

impl<T: Copy> Maybe<&T> {
    /// The same of a copy of the value.
    #[must_use]
    pub fn copied(self) -> Maybe<T> {
        self.map(|value| *value)
    }
}

impl<T> IntoIterator for Maybe<T> {
    type Item = T;
    type IntoIter = option::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.present().into_iter()
    }
}

impl<'m, T> IntoIterator for &'m Maybe<T> {
    type Item = &'m T;
    type IntoIter = option::IntoIter<&'m T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<Maybe<T>> for Option<T> {
    /// Absence and null are one thing then.
    fn from(value: Maybe<T>) -> Self {
        value.present()
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
