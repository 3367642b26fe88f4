//! Paginated lists. One page is held at a time, and the next one is requested when it is needed.
//!
//! The server decides how many pages there are, and is not trusted with more: a page that was read
//! before, or that is on another origin, where no credential of the call must be sent, ends the
//! stream with an error.

#[cfg(feature = "blocking")]
mod blocking;
mod follow;
mod link;
mod whole;

use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use reqwest::Url;

pub use follow::{Counter, Cursor, Next, Open, Own, Turn, WholeOpen, WholeOwn};
use whole::Whole;

use super::streaming::Drafted;
use crate::Response;
use crate::error::{Error, Mismatch};
use crate::pending::Sent;
use crate::v1::Request;
use crate::wire::Value;

/// A request whose response is one page of several. Implemented by `pages!`.
pub trait Paged: Drafted + Request<Value: Value> + Clone + Send + 'static {
    /// Says what follows a page, which this request asked for: changes the request into that for
    /// the next one, or says where that is.
    #[doc(hidden)]
    fn follow(&mut self, page: &Self::Value, turn: &Turn<'_>) -> Next;
}

/// A request whose pages hold a list. Implemented by `pages!`.
pub trait Listed: Paged {
    /// What the list holds.
    type Item: Send + 'static;

    /// Takes the list out of a page.
    #[doc(hidden)]
    fn list(page: Self::Value) -> Vec<Self::Item>;
}

/// How often a page may come that says what the one before it said, where the client counts.
const MOST_REPEATED: u8 = 2;

/// The pages of a list. Each is requested when it is needed.
///
/// It is a [`Stream`]; [`next`](Self::next) returns one page. The timeout of the call applies to
/// each page. The stream ends after an error. Dropping it sends no more requests.
#[must_use = "a page is asked for when it is wanted"]
pub struct Pages<R: Paged> {
    /// What asks for the next page, or for the one that is under way; nothing at the end.
    request: Option<R>,
    /// Where the next page is, where the server says so.
    address: Option<Url>,
    under_way: Option<Sent<Whole<R::Value>>>,
    /// Digests of what was asked for.
    seen: HashSet<u64>,
    /// The digest of the page before, and how often it came again.
    repeated: (Option<u64>, u8),
    /// What the last page led to, reported when the next one is needed.
    failed: Option<Error>,
}

// Nothing is pinned in place.
impl<R: Paged> Unpin for Pages<R> {}

impl<R: Paged> Pages<R> {
    #[doc(hidden)]
    pub fn new(request: R) -> Self {
        Self {
            request: Some(request),
            ..Self::ended()
        }
    }

    /// Nothing more to ask for.
    fn ended() -> Self {
        Self {
            request: None,
            address: None,
            under_way: None,
            seen: HashSet::new(),
            repeated: (None, 0),
            failed: None,
        }
    }

    /// Requests the next page; `None` after the last one.
    ///
    /// # Errors
    ///
    /// The errors of the call, and an error if the next page was read before or is on another
    /// origin. The stream ends after an error.
    pub async fn next(&mut self) -> Result<Option<R::Value>, R::Error> {
        let page = poll_fn(|context| self.poll_page(context)).await;
        page.transpose().map_err(R::Error::from)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Value, Error>>> {
        if let Some(error) = self.failed.take() {
            self.request = None;
            return Poll::Ready(Some(Err(error)));
        }
        let Some(request) = &self.request else {
            return Poll::Ready(None);
        };
        let response = self.under_way.get_or_insert_with(|| {
            let draft = request.clone().draft();
            let draft = match self.address.take() {
                Some(address) => draft.at(&address),
                None => draft,
            };
            draft.send::<Whole<R::Value>>()
        });
        let response = ready!(Pin::new(response).poll(context));
        self.under_way = None;
        Poll::Ready(Some(match response {
            Ok(response) => Ok(self.turn(response)),
            Err(error) => {
                self.request = None;
                Err(error)
            }
        }))
    }

    /// Finds out what follows a page.
    fn turn(&mut self, response: Response<Whole<R::Value>>) -> R::Value {
        let turn = Turn {
            headers: response.headers(),
        };
        let Some(mut request) = self.request.take() else {
            return response.into_value().value;
        };
        let page = response.value();
        let next = request.follow(&page.value, &turn);
        let leads_back = match &next {
            Next::Nothing => false,
            Next::Input(mark) => !self.seen.insert(digest(mark)),
            Next::Counted => {
                let again = self.repeated.0 == Some(page.digest);
                let times = if again { self.repeated.1 + 1 } else { 0 };
                self.repeated = (Some(page.digest), times);
                times >= MOST_REPEATED
            }
            Next::Address(address) => {
                // What was asked for first has an address, too.
                self.seen.insert(digest(page.url.as_str()));
                let next = link::resolved(&page.url, address);
                let leads_back =
                    matches!(&next, Some(url) if !self.seen.insert(digest(url.as_str())));
                if next.is_none() {
                    self.failed = Some(
                        Error::redirect()
                            .with_head(response.status(), response.headers().clone())
                            .with_operation(page.operation)
                            .with_detail("the next page is said to be at another origin, where no credential is sent"),
                    );
                }
                self.address = next;
                leads_back
            }
        };
        if leads_back {
            let mismatch =
                Mismatch::new("", "the server leads back to a page that was read before");
            self.failed = Some(
                Error::decode(mismatch)
                    .with_head(response.status(), response.headers().clone())
                    .with_operation(page.operation),
            );
        }
        if !matches!(next, Next::Nothing) {
            self.request = Some(request);
        }
        response.into_value().value
    }
}

impl<R: Paged> Stream for Pages<R> {
    type Item = Result<R::Value, R::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(self.poll_page(context));
        Poll::Ready(page.map(|page| page.map_err(R::Error::from)))
    }
}

impl<R: Paged> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of all pages of a list. Each page is requested when its first item is needed.
///
/// It is a [`Stream`], like [`Pages`]; [`next`](Self::next) returns one item.
#[must_use = "a page is asked for when it is wanted"]
pub struct Items<R: Listed> {
    pages: Pages<R>,
    held: std::vec::IntoIter<R::Item>,
}

impl<R: Listed> Unpin for Items<R> {}

impl<R: Listed> Items<R> {
    #[doc(hidden)]
    pub fn new(request: R) -> Self {
        Self {
            pages: Pages::new(request),
            held: Vec::new().into_iter(),
        }
    }

    /// Returns the next item; `None` after the last one.
    ///
    /// # Errors
    ///
    /// The errors of [`Pages::next`].
    pub async fn next(&mut self) -> Result<Option<R::Item>, R::Error> {
        let item = poll_fn(|context| self.poll_item(context)).await;
        item.transpose().map_err(R::Error::from)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item, Error>>> {
        loop {
            if let Some(item) = self.held.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.held = R::list(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R: Listed> Stream for Items<R> {
    type Item = Result<R::Item, R::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.poll_item(context));
        Poll::Ready(item.map(|item| item.map_err(R::Error::from)))
    }
}

impl<R: Listed> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
