//! The names of status codes, for variants.

use super::{Case, Reserved, single};

/// The variant of a status: `201`, `2XX` or `default`.
pub(crate) fn status_variant(status: &str) -> String {
    match crate::model::status_words(status) {
        "" => format!("Status{status}"),
        words => single(Case::Pascal, Reserved::Variants, words),
    }
}
