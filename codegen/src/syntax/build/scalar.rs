//! Scalars, and the tags that determine their type.

use std::borrow::Cow;
use std::ops::Range;

use super::super::document::{Content, Text};
use super::super::events::{Properties, Tag, TagName};
use super::super::scalar::{self, Core};
use super::{Builder, LEAF, Measure, to_u32};
use crate::report::Code;

/// The names of tags that say what a value is.
const CORE: [&str; 7] = ["str", "int", "float", "bool", "null", "map", "seq"];

impl Builder<'_> {
    pub(super) fn scalar<'t>(
        &mut self,
        source: &'t str,
        value: Cow<'t, str>,
        plain: bool,
        properties: &Properties,
        range: Range<u32>,
    ) -> (u32, Measure) {
        let untagged = if plain {
            scalar::resolve(&value)
        } else {
            Core::Text
        };
        let core = match &properties.tag {
            None => untagged,
            Some(tag) => self.tagged_scalar(tag, &value, untagged),
        };
        // A tag that makes text of a scalar does what quotes do.
        let plain = plain && !properties.tag.as_ref().is_some_and(Tag::makes_text);
        let text = match value {
            Cow::Borrowed(value) => match offset_in(source, value) {
                Some(start) => Text::Source {
                    start,
                    end: start + to_u32(value.len()),
                },
                None => self.own(value.into()),
            },
            Cow::Owned(value) => self.own(value.into_boxed_str()),
        };
        let id = self.push(range, Content::Scalar { text, core, plain });
        self.anchor(properties.anchor, id, Some(LEAF));
        (id, LEAF)
    }

    fn tagged_scalar(&mut self, tag: &Tag, value: &str, untagged: Core) -> Core {
        let TagName::Core(name) = &tag.name else {
            if tag.name != TagName::Other("!!merge".to_owned()) || value != "<<" {
                self.unknown_tag(tag);
            }
            return if tag.name == TagName::NonSpecific {
                Core::Text
            } else {
                untagged
            };
        };
        let read = scalar::resolve(value);
        let wanted = match name.as_str() {
            "str" => return Core::Text,
            "int" => Core::Integer,
            "float" => Core::Float,
            "bool" => Core::Boolean,
            "null" => Core::Null,
            "map" | "seq" => {
                self.wrong_tag(tag, "a scalar");
                return untagged;
            }
            _ => {
                self.unknown_tag(tag);
                return untagged;
            }
        };
        if read != wanted && (wanted, read) != (Core::Float, Core::Integer) {
            self.wrong_tag(tag, &format!("`{value}`"));
        }
        wanted
    }

    /// Checks that a tag before a list or a mapping says so.
    pub(super) fn check_collection_tag(&mut self, tag: &Tag, mapping: bool) {
        let wanted = if mapping { "map" } else { "seq" };
        match &tag.name {
            TagName::NonSpecific => {}
            TagName::Core(name) if name == wanted => {}
            TagName::Core(name) if CORE.contains(&name.as_str()) => {
                self.wrong_tag(tag, if mapping { "a mapping" } else { "a list" });
            }
            TagName::Core(_) | TagName::Other(_) => self.unknown_tag(tag),
        }
    }

    fn unknown_tag(&mut self, tag: &Tag) {
        let name = match &tag.name {
            TagName::NonSpecific => return,
            TagName::Core(name) => format!("!!{name}"),
            TagName::Other(name) => name.clone(),
        };
        let span = self.place(&tag.place);
        self.report
            .error(
                Code::UnknownTag,
                span,
                format!("the tag `{name}` is not read"),
            )
            .help("leave the tag out, or put text that starts with `!` in quotes");
    }

    fn wrong_tag(&mut self, tag: &Tag, value: &str) {
        let TagName::Core(name) = &tag.name else {
            return;
        };
        let span = self.place(&tag.place);
        self.report.error(
            Code::WrongType,
            span,
            format!("{value} is not what the tag `!!{name}` says"),
        );
    }

    fn own(&mut self, text: Box<str>) -> Text {
        self.document.owned.push(text);
        Text::Owned(to_u32(self.document.owned.len() - 1))
    }
}

/// Where a slice lies in the text that it was cut from; none if it was not.
fn offset_in(text: &str, slice: &str) -> Option<u32> {
    let start = (slice.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + slice.len() <= text.len()).then(|| to_u32(start))
}
