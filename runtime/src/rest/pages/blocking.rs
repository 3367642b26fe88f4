//! `.wait_next()`: pages and items without an async runtime.
//!
//! The stream is moved to the background runtime for one page and moved back with it.

use super::{Items, Listed, Paged, Pages};
use crate::pending::Pending;

impl<R: Paged> Pages<R> {
    /// Requests the next page, and blocks this thread until it has arrived; `None` after the last
    /// one.
    ///
    /// # Errors
    ///
    /// The errors of [`next`](Self::next).
    pub fn wait_next(&mut self) -> Result<Option<R::Value>, R::Error> {
        let mut taken = std::mem::replace(self, Self::ended());
        let there = Pending::new(async move {
            let page = taken.next().await;
            Ok::<_, R::Error>((taken, page))
        });
        let (back, page) = there.wait()?;
        *self = back;
        page
    }
}

impl<R: Listed> Items<R> {
    /// Returns the next item, and blocks this thread until it has arrived; `None` after the last
    /// one.
    ///
    /// # Errors
    ///
    /// The errors of [`next`](Self::next).
    pub fn wait_next(&mut self) -> Result<Option<R::Item>, R::Error> {
        // No page is asked for as long as there are items.
        if let Some(item) = self.held.next() {
            return Ok(Some(item));
        }
        let ended = Self {
            pages: Pages::ended(),
            held: Vec::new().into_iter(),
        };
        let mut taken = std::mem::replace(self, ended);
        let there = Pending::new(async move {
            let item = taken.next().await;
            Ok::<_, R::Error>((taken, item))
        });
        let (back, item) = there.wait()?;
        *self = back;
        item
    }
}
