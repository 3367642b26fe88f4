//! How a field of a request gets into a body that is not JSON. As for the places of
//! [`Place`](crate::v1::rest::Place), the type decides between the methods of one name.

use serde::Serialize;

use super::FormStyle;
use crate::rest::draft::Draft;
use crate::rest::field::Field;
use crate::value::text::Text;
use crate::{SecretString, Upload};

/// The places of a form in the encoding of addresses, each with its style.
macro_rules! form_places {
    ($($place:ident = $style:expr, $docs:literal;)*) => {
        /// Places for values that are always there.
        pub trait ContentPlace<T> {
            /// As text that is the whole body.
            fn text(&self, draft: &mut Draft, name: &'static str)
            where
                T: Text;

            /// As part of a form.
            fn part(&self, draft: &mut Draft, name: &'static str)
            where
                T: Serialize;

            /// As part of a form, of a media type.
            fn part_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str)
            where
                T: Serialize;

            /// As parts of a form, with brackets: `a[b][c]`, `a[]`.
            fn part_deep(&self, draft: &mut Draft, name: &'static str)
            where
                T: Serialize;

            /// As all fields of a form.
            fn whole_form(&self, draft: &mut Draft, name: &'static str)
            where
                T: Serialize;

            /// As all parts of a form.
            fn whole_parts(&self, draft: &mut Draft, name: &'static str)
            where
                T: Serialize;

            $(
                #[doc = $docs]
                fn $place(&self, draft: &mut Draft, name: &'static str)
                where
                    T: Serialize;
            )*
        }

        impl<T> ContentPlace<T> for Field<'_, T> {
            fn text(&self, draft: &mut Draft, _: &'static str)
            where
                T: Text,
            {
                draft.text(&self.0.to_text());
            }

            fn part(&self, draft: &mut Draft, name: &'static str)
            where
                T: Serialize,
            {
                draft.part(name, self.0, None);
            }

            fn part_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str)
            where
                T: Serialize,
            {
                draft.part(name, self.0, Some(media_type));
            }

            fn part_deep(&self, draft: &mut Draft, name: &'static str)
            where
                T: Serialize,
            {
                draft.deep_part(name, self.0);
            }

            fn whole_form(&self, draft: &mut Draft, _: &'static str)
            where
                T: Serialize,
            {
                draft.whole_form(self.0);
            }

            fn whole_parts(&self, draft: &mut Draft, _: &'static str)
            where
                T: Serialize,
            {
                draft.whole_parts(self.0);
            }

            $(
                fn $place(&self, draft: &mut Draft, name: &'static str)
                where
                    T: Serialize,
                {
                    draft.form(name, self.0, $style);
                }
            )*
        }

        impl<T: Serialize> Field<'_, Option<T>> {
            /// As part of a form, or not at all.
            pub fn part(&self, draft: &mut Draft, name: &'static str) {
                if let Some(value) = self.0 {
                    draft.part(name, value, None);
                }
            }

            /// As part of a form, of a media type, or not at all.
            pub fn part_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str) {
                if let Some(value) = self.0 {
                    draft.part(name, value, Some(media_type));
                }
            }

            /// As parts of a form, with brackets, or not at all.
            pub fn part_deep(&self, draft: &mut Draft, name: &'static str) {
                if let Some(value) = self.0 {
                    draft.deep_part(name, value);
                }
            }

            /// As all fields of a form, or no body.
            pub fn whole_form(&self, draft: &mut Draft, _: &'static str) {
                if let Some(value) = self.0 {
                    draft.whole_form(value);
                }
            }

            /// As all parts of a form, or no body.
            pub fn whole_parts(&self, draft: &mut Draft, _: &'static str) {
                if let Some(value) = self.0 {
                    draft.whole_parts(value);
                }
            }

            $(
                #[doc = $docs]
                pub fn $place(&self, draft: &mut Draft, name: &'static str) {
                    if let Some(value) = self.0 {
                        draft.form(name, value, $style);
                    }
                }
            )*
        }

        $(
            impl Field<'_, SecretString> {
                #[doc = $docs]
                pub fn $place(&self, draft: &mut Draft, name: &'static str) {
                    draft.secret(self.0);
                    draft.form(name, self.0.expose_secret(), $style);
                }
            }

            impl Field<'_, Option<SecretString>> {
                #[doc = $docs]
                pub fn $place(&self, draft: &mut Draft, name: &'static str) {
                    if let Some(secret) = self.0 {
                        Field(secret).$place(draft, name);
                    }
                }
            }
        )*
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

impl<T: Text> Field<'_, Option<T>> {
    /// As text that is the whole body, or no body.
    pub fn text(&self, draft: &mut Draft, _: &'static str) {
        if let Some(value) = self.0 {
            draft.text(&value.to_text());
        }
    }
}

impl Field<'_, SecretString> {
    /// As text that is the whole body.
    pub fn text(&self, draft: &mut Draft, _: &'static str) {
        draft.secret(self.0);
        draft.text(self.0.expose_secret());
    }

    /// As part of a form.
    pub fn part(&self, draft: &mut Draft, name: &'static str) {
        draft.secret(self.0);
        draft.part(name, self.0.expose_secret(), None);
    }

    /// As part of a form, of a media type.
    pub fn part_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str) {
        draft.secret(self.0);
        draft.part(name, self.0.expose_secret(), Some(media_type));
    }
}

impl Field<'_, Option<SecretString>> {
    /// As text that is the whole body, or no body.
    pub fn text(&self, draft: &mut Draft, name: &'static str) {
        if let Some(secret) = self.0 {
            Field(secret).text(draft, name);
        }
    }

    /// As part of a form, or not at all.
    pub fn part(&self, draft: &mut Draft, name: &'static str) {
        if let Some(secret) = self.0 {
            Field(secret).part(draft, name);
        }
    }

    /// As part of a form, of a media type, or not at all.
    pub fn part_as(&self, draft: &mut Draft, name: &'static str, media_type: &'static str) {
        if let Some(secret) = self.0 {
            Field(secret).part_as(draft, name, media_type);
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
