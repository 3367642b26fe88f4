//! How a field of a request is added to a body that is not JSON.

use super::FormStyle;
use crate::Upload;
use crate::rest::draft::Draft;
use crate::rest::field::Field;
use crate::wire::Wire;

/// The places of a form in the encoding of addresses, each with its style.
macro_rules! form_places {
    ($($place:ident = $style:expr, $docs:literal;)*) => {
        impl Draft {$(
            #[doc = $docs]
            pub fn $place(&mut self, name: &'static str, value: &dyn Wire) {
                if let Some(value) = self.value(name, value) {
                    self.form_field(name, &value, $style);
                }
            }
        )*}
    };
}

form_places! {
    form = FormStyle::Plain, "As field of a form: a list is one for each item, an object JSON.";
    form_deep = FormStyle::Deep, "As fields of a form, with brackets: `a[b][c]=1`, `a[]=1`.";
    form_commas = FormStyle::Joined(','), "As field of a form, with commas between items.";
    form_spaces = FormStyle::Joined(' '), "As field of a form, with spaces between items.";
    form_pipes = FormStyle::Joined('|'), "As field of a form, with `|` between items.";
    form_spread = FormStyle::Spread, "As a field of a form for each member of an object.";
    form_json = FormStyle::Json, "As field of a form that holds JSON.";
}

impl Draft {
    /// As part of a form.
    pub fn part(&mut self, name: &'static str, value: &dyn Wire) {
        if let Some(value) = self.value(name, value) {
            self.add_parts(name, value, None);
        }
    }

    /// As part of a form, of a media type.
    pub fn part_as(&mut self, name: &'static str, value: &dyn Wire, media_type: &'static str) {
        if let Some(value) = self.value(name, value) {
            self.add_parts(name, value, Some(media_type));
        }
    }

    /// As parts of a form, with brackets: `a[b][c]`, `a[]`.
    pub fn part_deep(&mut self, name: &'static str, value: &dyn Wire) {
        if let Some(value) = self.value(name, value) {
            self.add_deep_parts(name, &value);
        }
    }
}

/// The places of uploads, for each type that may hold some.
macro_rules! uploads {
    ($($ty:ty),*) => {$(
        impl Field<'_, $ty> {
            /// As a file of a form for each upload.
            pub fn file(&self, draft: &mut Draft, name: &'static str) {
                for upload in self.uploads() {
                    draft.file(name, upload, None);
                }
            }

            /// As a file of a form for each upload, of a media type unless it has one of its own.
            pub fn file_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str) {
                for upload in self.uploads() {
                    draft.file(name, upload, Some(media_type));
                }
            }
        }
    )*};
}

uploads!(Upload, Option<Upload>, Vec<Upload>, Option<Vec<Upload>>);

impl Field<'_, Upload> {
    fn uploads(&self) -> [&Upload; 1] {
        [self.0]
    }

    /// As the whole body.
    pub fn upload(&self, draft: &mut Draft, _: &'static str) {
        draft.upload(self.0);
    }
}

impl Field<'_, Option<Upload>> {
    fn uploads(&self) -> &[Upload] {
        self.0.as_slice()
    }

    /// As the whole body, or no body.
    pub fn upload(&self, draft: &mut Draft, _: &'static str) {
        if let Some(upload) = self.0 {
            draft.upload(upload);
        }
    }
}

impl Field<'_, Vec<Upload>> {
    fn uploads(&self) -> &[Upload] {
        self.0
    }
}

impl Field<'_, Option<Vec<Upload>>> {
    fn uploads(&self) -> &[Upload] {
        self.0.as_deref().unwrap_or_default()
    }
}
