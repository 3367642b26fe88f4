//! A value as strings, lists and objects, which is all that a style can write.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::value::text::Text;

/// A value. Members keep their order, and numbers are as they are written.
#[derive(Debug, PartialEq)]
pub(super) enum Tree {
    /// Null, or an option without a value.
    Nothing,
    Boolean(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Tree {
    /// The tree of a value; nothing where it has no form in JSON.
    pub(super) fn of(value: &impl Serialize) -> Option<Self> {
        // By way of the text: its reader bounds how deep a value may be.
        let text = serde_json::to_vec(value).ok()?;
        let mut tree: Self = serde_json::from_slice(&text).ok()?;
        tree.settle();
        Some(tree)
    }

    /// Takes out what is not there.
    fn settle(&mut self) {
        match self {
            Self::List(items) => items.retain(|item| *item != Self::Nothing),
            Self::Object(members) => members.retain(|(_, value)| *value != Self::Nothing),
            _ => {}
        }
    }

    /// Whether there is nothing to write: RFC 6570 takes an empty list for an undefined one.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Boolean(_) | Self::Number(_) | Self::Text(_) => false,
        }
    }

    /// The value as one text: JSON where it is a list or an object.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Boolean(value) => Cow::Owned(value.to_text().into_owned()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Text(text) => Cow::Borrowed(text),
            Self::List(_) | Self::Object(_) => Cow::Owned(self.json()),
        }
    }

    /// The value as JSON.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The value with something between its members, and between their keys and values.
    pub(super) fn joined(
        &self,
        between: &str,
        assigned: &str,
        encode: impl Fn(&str) -> String,
    ) -> String {
        match self {
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(|item| encode(&item.text())).collect();
                items.join(between)
            }
            Self::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(key, value)| {
                        format!("{}{assigned}{}", encode(key), encode(&value.text()))
                    })
                    .collect();
                members.join(between)
            }
            scalar => encode(&scalar.text()),
        }
    }

    /// Calls `add` for each text in the tree, with its path as common servers read it:
    /// `filter[owner][id]`, `filter[tags][]`, `filter[owners][0][id]`.
    pub(super) fn deep(&self, path: &str, add: &mut impl FnMut(&str, &str)) {
        match self {
            Self::Nothing => {}
            Self::Object(members) => {
                for (key, value) in members {
                    value.deep(&format!("{path}[{key}]"), add);
                }
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if matches!(item, Self::List(_) | Self::Object(_)) {
                        item.deep(&format!("{path}[{index}]"), add);
                    } else {
                        item.deep(&format!("{path}[]"), add);
                    }
                }
            }
            scalar => add(path, &scalar.text()),
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(serde_json::Number::from_f64(value).map_or(Tree::Nothing, Tree::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}
