//! How the next page is requested: what changes in the request, and where the page says so.

use reqwest::header::HeaderMap;

use super::link;
use crate::Maybe;

/// What came with a page.
pub struct Turn<'a> {
    pub(super) headers: &'a HeaderMap,
}

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: it was the last one.
    Nothing,
    /// What the changed request asks for: a text that differs from page to page.
    Input(String),
    /// What the changed request asks for, which the client counts.
    Counted,
    /// An address, as the server wrote it.
    Address(String),
}

impl Next {
    /// Asks with what the page said.
    pub fn after<T: Cursor>(input: &mut Option<T>, said: Option<&T>) -> Self {
        let Some((said, mark)) = said.and_then(|said| Some((said, said.mark()?))) else {
            return Self::Nothing;
        };
        *input = Some(said.clone());
        Self::Input(mark)
    }

    /// Asks with a number that grows by `step`, unless the page held nothing.
    pub fn counted<T: Counter>(
        input: &mut Option<T>,
        first: u32,
        step: usize,
        held: Option<usize>,
    ) -> Self {
        let held = held.unwrap_or(0);
        let next = (held > 0).then(|| T::grown(*input, first, step)).flatten();
        match next {
            Some(next) => {
                *input = Some(next);
                Self::Counted
            }
            None => Self::Nothing,
        }
    }

    /// Asks where the page says.
    pub fn at(address: Option<&String>) -> Self {
        match address {
            Some(address) if !address.is_empty() => Self::Address(address.clone()),
            _ => Self::Nothing,
        }
    }

    /// Asks where the header `Link` says.
    pub fn linked(turn: &Turn<'_>) -> Self {
        link::next(turn.headers).map_or(Self::Nothing, Self::Address)
    }
}

/// What a server calls the next page by.
#[doc(hidden)]
pub trait Cursor: Clone {
    /// What distinguishes it from other pages; `None` for the last page.
    fn mark(&self) -> Option<String>;
}

impl Cursor for String {
    fn mark(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.clone())
    }
}

/// What counts pages or items.
#[doc(hidden)]
pub trait Counter: Copy {
    /// The number behind this one, or behind the first.
    fn grown(now: Option<Self>, first: u32, step: usize) -> Option<Self>;
}

macro_rules! integers {
    ($($integer:ty),*) => {
        $(
            impl Cursor for $integer {
                fn mark(&self) -> Option<String> {
                    Some(self.to_string())
                }
            }

            impl Counter for $integer {
                fn grown(now: Option<Self>, first: u32, step: usize) -> Option<Self> {
                    let now = match now {
                        Some(now) => now,
                        None => Self::try_from(first).ok()?,
                    };
                    now.checked_add(Self::try_from(step).ok()?)
                }
            }
        )*
    };
}

integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

/// A step into a page that is looked at: what may be missing is opened.
pub struct Open<'a, T>(pub &'a T);

impl<'a, T> Open<'a, Option<T>> {
    /// The value, where it is there.
    pub fn open(self) -> Option<&'a T> {
        self.0.as_ref()
    }
}

impl<'a, T> Open<'a, Maybe<T>> {
    /// The value, where it is there.
    pub fn open(self) -> Option<&'a T> {
        self.0.as_ref().present()
    }
}

/// What is never missing.
#[doc(hidden)]
pub trait WholeOpen<'a, T> {
    /// The value.
    fn open(self) -> Option<&'a T>;
}

impl<'a, T> WholeOpen<'a, T> for Open<'a, T> {
    fn open(self) -> Option<&'a T> {
        Some(self.0)
    }
}

/// A step into a page that is taken apart.
pub struct Own<T>(pub T);

impl<T> Own<Option<T>> {
    /// The value, where it is there.
    pub fn own(self) -> Option<T> {
        self.0
    }
}

impl<T> Own<Maybe<T>> {
    /// The value, where it is there.
    pub fn own(self) -> Option<T> {
        self.0.present()
    }
}

/// What is never missing.
#[doc(hidden)]
pub trait WholeOwn<T> {
    /// The value.
    fn own(self) -> Option<T>;
}

impl<T> WholeOwn<T> for Own<T> {
    fn own(self) -> Option<T> {
        Some(self.0)
    }
}
