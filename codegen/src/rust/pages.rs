//! Calls whose responses are pages of one list.

use super::Ty;

/// The methods of a request that read page after page.
#[derive(Debug)]
pub(crate) struct PageMethods {
    pub(crate) request: String,
    /// The method that reads pages.
    pub(crate) pages: String,
    pub(crate) items: Option<PageItems>,
    /// `cursor`, `last`, `offset`, `page`, `address` or `link`.
    pub(crate) style: &'static str,
    /// The field of the request that asks for the next page, or that of its body.
    pub(crate) input: Option<String>,
    /// What it is counted from.
    pub(crate) first: Option<u32>,
    /// The fields that lead to what the page, or its last item, says of the next one.
    pub(crate) place: Vec<String>,
    /// The fields that lead to what says whether there is a next one.
    pub(crate) more: Option<Vec<String>>,
}

/// The method that reads what the pages hold.
#[derive(Debug)]
pub(crate) struct PageItems {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    /// The fields that lead to the list; none where it is the page itself.
    pub(crate) place: Vec<String>,
}
