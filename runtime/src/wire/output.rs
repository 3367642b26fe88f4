//! Writes into any format of serde.
//!
//! Serde passes a value a serializer of its own type, so everything here is generic over the
//! format; nothing is generic over the type that is written.

use std::fmt;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};

use super::matches::{Match, matches};
use super::{Each, Items, Outcome, Reader, Shape, Stopped, UnionShape, Wire, Writer};
use crate::value::record::secret::{is_sending, say_written};
use crate::{Decimal, JsonValue, SecretString};

/// Writes a value of an emitted type.
///
/// # Errors
///
/// When the output refuses; and outside of a request, when there is a secret to write.
#[inline]
pub fn write<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    Whole(value).serialize(serializer)
}

/// A value, to serde.
pub(crate) struct Whole<'v>(pub(crate) &'v dyn Wire);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut place = Alone {
            serializer: Some(serializer),
            written: None,
        };
        write_to(self.0, &mut place)?;
        place.written.ok_or_else(stopped)
    }
}

/// A type that stops without a reason.
#[cold]
fn stopped<E: Error>() -> E {
    E::custom("invalid value")
}

/// Where one value is written.
trait Place {
    type Error: Error;

    /// Writes the value.
    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Self::Error>;

    /// Writes no value: null, where nothing can be left out.
    fn leave_out(&mut self) -> Result<(), Self::Error> {
        self.put(&None::<()>)
    }
}

/// The place of a value that is not in another one.
struct Alone<S: Serializer> {
    serializer: Option<S>,
    written: Option<S::Ok>,
}

impl<S: Serializer> Place for Alone<S> {
    type Error = S::Error;

    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let serializer = self.serializer.take().ok_or_else(stopped)?;
        self.written = Some(value.serialize(serializer)?);
        Ok(())
    }
}

/// The place of an item of a list.
struct Item<'m, M>(&'m mut M);

impl<M: SerializeSeq> Place for Item<'_, M> {
    type Error = M::Error;

    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        self.0.serialize_element(value)
    }
}

/// The place of an item of a tuple.
struct TupleItem<'m, M>(&'m mut M);

impl<M: SerializeTuple> Place for TupleItem<'_, M> {
    type Error = M::Error;

    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        self.0.serialize_element(value)
    }
}

/// The place of an entry of an object.
struct Entry<'m, 'k, M> {
    map: &'m mut M,
    key: &'k str,
    /// Whether an absent value is null.
    null: bool,
}

impl<M: SerializeMap> Place for Entry<'_, '_, M> {
    type Error = M::Error;

    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        self.map.serialize_entry(self.key, value)
    }

    fn leave_out(&mut self) -> Result<(), M::Error> {
        if self.null {
            self.put(&None::<()>)
        } else {
            Ok(())
        }
    }
}

fn write_to<P: Place>(value: &dyn Wire, place: &mut P) -> Result<(), P::Error> {
    let mut output = Output {
        place,
        tags: None,
        failed: None,
    };
    match value.write(&mut output) {
        Ok(()) => Ok(()),
        Err(Stopped) => Err(output.failed.unwrap_or_else(stopped)),
    }
}

/// The tag of a union, and those of the unions around it whose variant it is.
#[derive(Clone, Copy)]
struct Tag<'t> {
    name: &'static str,
    texts: &'static [&'static str],
    around: Option<&'t Tag<'t>>,
}

/// What a value is written into.
struct Output<'p, 't, P: Place> {
    place: &'p mut P,
    tags: Option<&'t Tag<'t>>,
    failed: Option<P::Error>,
}

impl<P: Place> Output<'_, '_, P> {
    fn check(&mut self, written: Result<(), P::Error>) -> Outcome {
        written.map_err(|error| {
            self.failed = Some(error);
            Stopped
        })
    }

    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome {
        let written = self.place.put(value);
        self.check(written)
    }
}

impl<P: Place> Writer for Output<'_, '_, P> {
    fn record(
        &mut self,
        shape: &'static Shape,
        fields: &[&dyn Wire],
        kept: Option<&dyn Each>,
    ) -> Outcome {
        self.put(&Record {
            shape,
            fields,
            kept,
            tags: self.tags,
        })
    }

    fn union(&mut self, shape: &'static UnionShape, index: usize, value: &dyn Wire) -> Outcome {
        let texts = shape.variants.get(index).map(|variant| variant.tags);
        match texts {
            Some(texts) if !shape.tag.is_empty() && !texts.is_empty() => {
                let tag = Tag {
                    name: shape.tag,
                    texts,
                    around: self.tags,
                };
                let mut output = Output {
                    place: &mut *self.place,
                    tags: Some(&tag),
                    failed: None,
                };
                let written = value.write(&mut output);
                self.failed = output.failed;
                written
            }
            _ => value.write(self),
        }
    }

    fn list(&mut self, items: &dyn Items) -> Outcome {
        self.put(&List(items))
    }

    fn tuple(&mut self, items: &[&dyn Wire]) -> Outcome {
        self.put(&Tuple(items))
    }

    fn map(&mut self, entries: &dyn Each) -> Outcome {
        self.put(&Map {
            entries,
            tags: self.tags,
        })
    }

    fn nothing(&mut self) -> Outcome {
        let written = self.place.leave_out();
        self.check(written)
    }

    fn null(&mut self) -> Outcome {
        self.put(&None::<()>)
    }

    fn text(&mut self, text: &str) -> Outcome {
        self.put(text)
    }

    fn printed(&mut self, value: &dyn fmt::Display) -> Outcome {
        self.put(&Printed(value))
    }

    fn secret(&mut self, secret: &SecretString) -> Outcome {
        if say_written(secret) {
            return self.put(secret.expose_secret());
        }
        self.check(Err(P::Error::custom(
            "a secret is written into a request alone",
        )))
    }

    fn boolean(&mut self, value: bool) -> Outcome {
        self.put(&value)
    }

    fn integer(&mut self, integer: i64) -> Outcome {
        self.put(&integer)
    }

    fn unsigned(&mut self, integer: u64) -> Outcome {
        self.put(&integer)
    }

    fn wide(&mut self, integer: i128) -> Outcome {
        self.put(&integer)
    }

    fn wide_unsigned(&mut self, integer: u128) -> Outcome {
        self.put(&integer)
    }

    fn double(&mut self, number: f64) -> Outcome {
        self.put(&number)
    }

    fn single(&mut self, number: f32) -> Outcome {
        self.put(&number)
    }

    fn decimal(&mut self, number: &Decimal) -> Outcome {
        self.put(number)
    }

    fn json(&mut self, value: &JsonValue) -> Outcome {
        match (value, self.tags) {
            (JsonValue::Object(entries), Some(_)) => self.map(entries),
            _ => self.put(value),
        }
    }
}

impl Each for serde_json::Map<String, JsonValue> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire) -> Outcome) -> Outcome {
        self.iter()
            .try_for_each(|(key, value)| visit(key.as_str(), value))
    }
}

struct Printed<'v>(&'v dyn fmt::Display);

impl Serialize for Printed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

/// Hands out values until one cannot be written.
fn each<E: Error>(
    values: &dyn Each,
    mut put: impl FnMut(&str, &dyn Wire) -> Result<(), E>,
) -> Result<(), E> {
    let mut failed = None;
    let written = values.each(&mut |key, value| {
        put(key, value).map_err(|error| {
            failed = Some(error);
            Stopped
        })
    });
    match written {
        Ok(()) => Ok(()),
        Err(Stopped) => Err(failed.unwrap_or_else(stopped)),
    }
}

struct List<'v>(&'v dyn Items);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.count()))?;
        for at in 0..self.0.count() {
            write_to(self.0.item(at), &mut Item(&mut list))?;
        }
        list.end()
    }
}

struct Tuple<'v>(&'v [&'v dyn Wire]);

impl Serialize for Tuple<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(self.0.len())?;
        for item in self.0 {
            write_to(*item, &mut TupleItem(&mut tuple))?;
        }
        tuple.end()
    }
}

struct Record<'v> {
    shape: &'static Shape,
    fields: &'v [&'v dyn Wire],
    kept: Option<&'v dyn Each>,
    tags: Option<&'v Tag<'v>>,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shape = self.shape;
        let mut object = Object::begin(serializer.serialize_map(None)?, self.tags)?;
        for ((key, mark), field) in shape.fields.iter().zip(shape.marks).zip(self.fields) {
            if mark.reading && is_sending() {
                continue;
            }
            object.put(key, *field, mark.null)?;
        }
        if let Some(kept) = self.kept {
            // An object has each key once.
            each(kept, |key, value| {
                if shape.fields.contains(&key) {
                    return Ok(());
                }
                object.put(key, value, true)
            })?;
        }
        object.end()
    }
}

struct Map<'v> {
    entries: &'v dyn Each,
    tags: Option<&'v Tag<'v>>,
}

impl Serialize for Map<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let length = self.tags.is_none().then(|| self.entries.count());
        let mut object = Object::begin(serializer.serialize_map(length)?, self.tags)?;
        each(self.entries, |key, value| object.put(key, value, true))?;
        object.end()
    }
}

/// An object that is being written, with the tags of the unions that it is a variant of.
///
/// A tag that can only be one text comes first and replaces what the object says. Where it can be
/// several, the object says which; what is none of them becomes the first.
struct Object<M> {
    map: M,
    /// The innermost first.
    tags: Vec<Open>,
}

/// A tag, until it is written.
struct Open {
    name: &'static str,
    texts: &'static [&'static str],
    is_written: bool,
}

impl<M: SerializeMap> Object<M> {
    fn begin(map: M, tags: Option<&Tag<'_>>) -> Result<Self, M::Error> {
        let mut open = Vec::new();
        let mut next = tags;
        while let Some(tag) = next {
            open.push(Open {
                name: tag.name,
                texts: tag.texts,
                is_written: false,
            });
            next = tag.around;
        }
        let mut object = Self { map, tags: open };
        for level in (0..object.tags.len()).rev() {
            if let [only] = object.tags[level].texts {
                object.tags[level].is_written = true;
                let name = object.tags[level].name;
                object.put_at(level + 1, name, &Word(only), false)?;
            }
        }
        Ok(object)
    }

    fn put(&mut self, key: &str, value: &dyn Wire, null: bool) -> Result<(), M::Error> {
        self.put_at(0, key, value, null)
    }

    /// Writes an entry past the tags that are further inside than `level`.
    fn put_at(
        &mut self,
        level: usize,
        key: &str,
        value: &dyn Wire,
        null: bool,
    ) -> Result<(), M::Error> {
        let mut tags = self.tags.iter_mut().enumerate().skip(level);
        let Some((level, tag)) = tags.find(|(_, tag)| tag.name == key) else {
            let map = &mut self.map;
            return write_to(value, &mut Entry { map, key, null });
        };
        let (name, texts) = (tag.name, tag.texts);
        match matches(value, texts) {
            Match::Nothing if !null => Ok(()),
            _ if std::mem::replace(&mut tag.is_written, true) => Ok(()),
            Match::Text => self.put_at(level + 1, name, value, false),
            Match::Other | Match::Nothing => self.put_first(level, name, texts),
        }
    }

    fn put_first(
        &mut self,
        level: usize,
        name: &'static str,
        texts: &'static [&'static str],
    ) -> Result<(), M::Error> {
        match texts.first() {
            Some(first) => self.put_at(level + 1, name, &Word(first), false),
            None => Ok(()),
        }
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        for level in 0..self.tags.len() {
            let tag = &mut self.tags[level];
            if !std::mem::replace(&mut tag.is_written, true) {
                let (name, texts) = (tag.name, tag.texts);
                self.put_first(level, name, texts)?;
            }
        }
        self.map.end()
    }
}

/// The text of a tag.
struct Word(&'static str);

impl Wire for Word {
    fn read(&mut self, _: &mut dyn Reader) -> Outcome {
        Err(Stopped)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.text(self.0)
    }
}
