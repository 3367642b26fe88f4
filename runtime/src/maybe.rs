//! A property that may be absent and may be null.
//!
//! To many services, null means "delete the value" and absence means "leave it unchanged". An
//! `Option` has one word for both, and those of a nested `Option` have the same name.

use std::ops::{Deref, DerefMut};
use std::option;

use crate::SecretString;

/// A property that may be absent, may be null, or has a value.
///
/// Convert with `.into()`: from the value, or from an `Option`, whose `None` becomes null.
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
    /// Returns whether the property is absent.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether the property is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns whether there is a value.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        matches!(self, Self::Present(_))
    }

    /// Returns the value, or `None` if the property is absent or null.
    #[must_use]
    pub fn present(self) -> Option<T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns `None` if the property is absent, `Some(None)` if it is null, and
    /// `Some(Some(value))` otherwise.
    #[must_use]
    pub fn into_option(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Present(value) => Some(Some(value)),
        }
    }

    /// Converts from `&Maybe<T>` to `Maybe<&T>`.
    #[must_use]
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => Maybe::Present(value),
        }
    }

    /// Converts from `&mut Maybe<T>` to `Maybe<&mut T>`.
    #[must_use]
    pub const fn as_mut(&mut self) -> Maybe<&mut T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => Maybe::Present(value),
        }
    }

    /// Maps the value with a function; absent and null stay what they are.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => Maybe::Present(change(value)),
        }
    }

    /// Returns the value, or `other` if the property is absent or null.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.present().unwrap_or(other)
    }

    /// Returns the value, or computes it from a closure if the property is absent or null.
    #[must_use]
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.present().unwrap_or_else(other)
    }

    /// Returns the value, or the default of its type if the property is absent or null.
    #[must_use]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.present().unwrap_or_default()
    }

    /// Returns the value, or `error` if the property is absent or null.
    ///
    /// # Errors
    ///
    /// `error`, if the property is absent or null.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.present().ok_or(error)
    }

    /// Maps the value with a function, or returns `other` if the property is absent or null.
    #[must_use]
    pub fn map_or<U>(self, other: U, change: impl FnOnce(T) -> U) -> U {
        self.present().map_or(other, change)
    }

    /// Returns the result of a function of the value; absent and null stay what they are.
    #[must_use]
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Maybe<U>) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Present(value) => next(value),
        }
    }

    /// Returns whether there is a value that satisfies a predicate.
    #[must_use]
    pub fn is_present_and(self, condition: impl FnOnce(T) -> bool) -> bool {
        self.present().is_some_and(condition)
    }

    /// Converts to `Maybe<&T::Target>`: a `String` to `&str`, a `Vec` to a slice.
    #[must_use]
    pub fn as_deref(&self) -> Maybe<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(Deref::deref)
    }

    /// Converts to `Maybe<&mut T::Target>`.
    #[must_use]
    pub fn as_deref_mut(&mut self) -> Maybe<&mut T::Target>
    where
        T: DerefMut,
    {
        self.as_mut().map(DerefMut::deref_mut)
    }

    /// Returns an iterator over the value, if there is one.
    pub fn iter(&self) -> option::IntoIter<&T> {
        self.as_ref().present().into_iter()
    }

    /// Replaces the property with a value, and returns the previous one.
    pub fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Self::Present(value))
    }

    /// Takes the property, and leaves it absent.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T: Clone> Maybe<&T> {
    /// Clones the referenced value.
    #[must_use]
    pub fn cloned(self) -> Maybe<T> {
        self.map(T::clone)
    }
}

impl<T: Copy> Maybe<&T> {
    /// Copies the referenced value.
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
    /// Absent and null both become `None`.
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
    /// `None` becomes null.
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
