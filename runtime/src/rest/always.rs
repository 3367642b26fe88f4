//! What a request sends that has one value: no field of it holds that.

use super::content::ContentPlace as _;
use super::draft::Draft;
use super::field::{Field, Place as _};
use crate::value::constant::Only;

/// A value that is always sent.
pub struct Always(pub Only);

impl Always {
    /// In place of a path parameter.
    pub fn path(&self, draft: &mut Draft, name: &'static str) {
        draft.path(name, &self.0.to_text());
    }

    /// As query parameter.
    pub fn query(&self, draft: &mut Draft, name: &'static str) {
        draft.query(name, &self.0.to_text());
    }

    /// As header.
    pub fn header(&self, draft: &mut Draft, name: &'static str) {
        draft.header(name, &self.0.to_text());
    }

    /// As cookie.
    pub fn cookie(&self, draft: &mut Draft, name: &'static str) {
        Field(&self.0).cookie(draft, name);
    }

    /// As part of a form, of a media type.
    pub fn part_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str) {
        if draft.has_body() {
            Field(&self.0).part_as(draft, name, media_type);
        }
    }
}

/// Places in a body: nothing stands there alone, where the call can do without a body.
macro_rules! in_body {
    ($($place:ident = $docs:literal;)*) => {
        impl Always {
            $(
                #[doc = $docs]
                pub fn $place(&self, draft: &mut Draft, name: &'static str) {
                    if draft.has_body() {
                        Field(&self.0).$place(draft, name);
                    }
                }
            )*
        }
    };
}

in_body! {
    body = "As field of the body.";
    form = "As field of a form.";
    form_deep = "As field of a form.";
    form_commas = "As field of a form.";
    form_spaces = "As field of a form.";
    form_pipes = "As field of a form.";
    form_spread = "As field of a form.";
    form_json = "As field of a form that holds JSON.";
    part = "As part of a form.";
    part_deep = "As part of a form.";
}
