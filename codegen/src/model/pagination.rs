//! Pagination: where a page contains its list, and how the next page is requested.

use super::{Type, TypeId};
use crate::source::Span;

/// How the responses of a call are pages of one list.
#[derive(Debug)]
pub(crate) struct Pagination {
    /// Where the description says so.
    pub(crate) span: Span,
    /// The list of a page, and what it holds; absent where nothing says which it is.
    pub(crate) list: Option<(Path, Type)>,
    /// Where a page says whether another one follows, if it does.
    pub(crate) more: Option<Path>,
    pub(crate) next: NextPage,
}

/// Fields of records, each in the value of the one before it; none is the response itself.
pub(crate) type Path = Vec<(TypeId, usize)>;

/// What the next page is asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NextPage {
    /// An input is set to what the page says.
    Cursor { input: usize, from: Path },
    /// An input is set to what the last item of the page says.
    Last { input: usize, at: Path },
    /// An input grows by what the page held.
    Offset { input: usize, first: u32 },
    /// An input grows by one.
    Page { input: usize, first: u32 },
    /// The page says the address.
    Address(Path),
    /// The header `Link` says the address.
    Link,
}

impl NextPage {
    /// The input that asks for the next page, by its position.
    pub(crate) fn input(&self) -> Option<usize> {
        match self {
            Self::Cursor { input, .. }
            | Self::Last { input, .. }
            | Self::Offset { input, .. }
            | Self::Page { input, .. } => Some(*input),
            Self::Address(_) | Self::Link => None,
        }
    }

    /// The same, to be changed.
    pub(crate) fn input_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::Cursor { input, .. }
            | Self::Last { input, .. }
            | Self::Offset { input, .. }
            | Self::Page { input, .. } => Some(input),
            Self::Address(_) | Self::Link => None,
        }
    }
}
