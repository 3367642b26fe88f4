//! Values that may be absent, and values with several parts.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Each, Items, Optional, Outcome, Parts, Reader, Value, Wire, Writer};
use crate::Maybe;

impl<T: Value> Wire for Option<T> {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.option(self, T::EMPTY_IS_NONE)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        match self {
            Some(value) => value.write(writer),
            None => writer.nothing(),
        }
    }
}

impl<T: Value> Value for Option<T> {
    fn vacant() -> Self {
        None
    }
}

impl<T: Value> Optional for Option<T> {
    fn none(&mut self) {
        *self = None;
    }

    fn some(&mut self) -> &mut dyn Wire {
        self.insert(T::vacant())
    }
}

impl<T: Value> Wire for Maybe<T> {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.option(self, T::EMPTY_IS_NONE)
    }

    /// An absent value is null where nothing can be left out.
    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        match self {
            Self::Present(value) => value.write(writer),
            Self::Null => writer.null(),
            Self::Absent => writer.nothing(),
        }
    }
}

impl<T: Value> Value for Maybe<T> {
    fn vacant() -> Self {
        Self::Absent
    }
}

impl<T: Value> Optional for Maybe<T> {
    fn none(&mut self) {
        *self = Self::Null;
    }

    fn some(&mut self) -> &mut dyn Wire {
        *self = Self::Present(T::vacant());
        match self {
            Self::Present(value) => value,
            Self::Absent | Self::Null => unreachable!("it was just made present"),
        }
    }
}

impl<T: Value> Wire for Box<T> {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        T::read(self, reader)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        T::write(self, writer)
    }
}

impl<T: Value> Value for Box<T> {
    /// It ends: the generator emits no type that requires a value of itself.
    fn vacant() -> Self {
        Self::new(T::vacant())
    }
}

impl<T: Value> Wire for Vec<T> {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.list(self)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.list(self)
    }
}

impl<T: Value> Value for Vec<T> {
    fn vacant() -> Self {
        Self::new()
    }
}

impl<T: Value> Parts for Vec<T> {
    fn part(&mut self, _: String) -> &mut dyn Wire {
        let at = self.len();
        self.push(T::vacant());
        // Indexing a slice compiles to less than what a `Vec` has for it, once for each type.
        &mut self.as_mut_slice()[at]
    }
}

impl<T: Value> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, at: usize) -> &dyn Wire {
        &self.as_slice()[at]
    }
}

impl<T: Value> Wire for BTreeMap<String, T> {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.map(self)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        writer.map(self)
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn vacant() -> Self {
        Self::new()
    }
}

impl<T: Value> Parts for BTreeMap<String, T> {
    /// Of a key that comes twice, the last value stays.
    fn part(&mut self, key: String) -> &mut dyn Wire {
        match self.entry(key) {
            Entry::Vacant(entry) => entry.insert(T::vacant()),
            Entry::Occupied(entry) => {
                let value = entry.into_mut();
                *value = T::vacant();
                value
            }
        }
    }
}

impl<T: Value> Each for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire) -> Outcome) -> Outcome {
        for (key, value) in self {
            visit(key, value)?;
        }
        Ok(())
    }
}

/// Lists of which each item has a type of its own.
macro_rules! tuples {
    ($(($($item:ident $at:tt),+),)*) => {$(
        impl<$($item: Value),+> Wire for ($($item,)+) {
            fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
                reader.tuple(&mut [$(&mut self.$at),+])
            }

            fn write(&self, writer: &mut dyn Writer) -> Outcome {
                writer.tuple(&[$(&self.$at),+])
            }
        }

        impl<$($item: Value),+> Value for ($($item,)+) {
            fn vacant() -> Self {
                ($($item::vacant(),)+)
            }
        }
    )*};
}

tuples! {
    (A 0),
    (A 0, B 1),
    (A 0, B 1, C 2),
    (A 0, B 1, C 2, D 3),
    (A 0, B 1, C 2, D 3, E 4),
    (A 0, B 1, C 2, D 3, E 4, F 5),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11),
}
