//! What is known of an object and of its keys.

use super::ObjectKind;

/// What is known of a kind of object.
#[derive(Debug)]
pub(crate) struct Table {
    /// What it is, for people: `an operation`.
    pub(crate) what: &'static str,
    pub(crate) rows: &'static [Row],
    /// What stands under every other key, where keys are names of the API.
    pub(crate) others: Option<ObjectKind>,
    /// Since when a reference may stand in its place.
    pub(crate) refers: Option<Version>,
    /// Whether what stands beside a reference may describe it, from 3.1 on.
    pub(super) is_described_by_reference: bool,
    /// What becomes of one that is no mapping; without it, an empty one is a mapping of nothing.
    pub(super) otherwise: Option<&'static str>,
    /// A key, and the keys that must stand beside each of its values.
    pub(super) demands: Option<(&'static str, &'static [Demand])>,
}

/// The value of a key, and the keys that must stand beside it.
pub(super) type Demand = (&'static str, &'static [&'static str]);

/// The first version that has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// 3.0 or 3.1, which are read alike.
    First,
    V3_2,
}

/// What is known of a key of an object.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    pub(super) since: Version,
    /// The uses of its object in which it is read; nothing where that is every use.
    pub(super) uses: Option<&'static [Use]>,
    pub(super) is_required: bool,
    /// What becomes of a value of another type, or of a missing one that is required.
    pub(super) otherwise: &'static str,
    /// Keys that the object under it must have.
    pub(super) demands: &'static [&'static str],
}

/// What an object is used for, where that decides which of its keys are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Nothing else.
    Any,
    /// A media type of a form, which says how its fields are written.
    Form,
    /// A media type whose items may be described one by one.
    Stream,
    /// An operation that callers make.
    Call,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Data of the API, or what only people read.
    Data,
    Schema,
    /// Schemas by name.
    Schemas,
    One(ObjectKind),
    List(ObjectKind),
    /// A mapping of names to objects.
    Named(ObjectKind),
    /// Security requirements, which name schemes by component or by URI.
    Requirements,
}

impl Table {
    pub(super) const fn new(what: &'static str, rows: &'static [Row]) -> Self {
        Self {
            what,
            rows,
            others: None,
            refers: None,
            is_described_by_reference: true,
            otherwise: None,
            demands: None,
        }
    }

    /// A reference may stand in its place.
    pub(super) const fn refers(self) -> Self {
        self.refers_since(Version::First)
    }

    pub(super) const fn refers_since(self, version: Version) -> Self {
        Self {
            refers: Some(version),
            ..self
        }
    }

    /// Nothing that stands beside a reference has an effect.
    pub(super) const fn alone(self) -> Self {
        Self {
            is_described_by_reference: false,
            ..self
        }
    }

    /// What becomes of one that is no mapping.
    pub(super) const fn or(self, otherwise: &'static str) -> Self {
        Self {
            otherwise: Some(otherwise),
            ..self
        }
    }

    pub(super) const fn demands(self, key: &'static str, values: &'static [Demand]) -> Self {
        Self {
            demands: Some((key, values)),
            ..self
        }
    }

    /// Every other key is a name of the API.
    pub(super) const fn by_name(self, others: ObjectKind) -> Self {
        Self {
            others: Some(others),
            ..self
        }
    }

    /// What it is without its article.
    pub(super) fn noun(&self) -> &'static str {
        self.what
            .split_once(' ')
            .map_or(self.what, |(_, noun)| noun)
    }

    pub(crate) fn row(&self, key: &str) -> Option<&'static Row> {
        self.rows.iter().find(|row| row.name == key)
    }

    /// What stands under a key; data where the key means nothing.
    pub(crate) fn holds(&self, key: &str) -> Holds {
        match (self.row(key), self.others) {
            (Some(row), _) => row.holds,
            (None, Some(others)) if !key.starts_with("x-") => Holds::One(others),
            (None, _) => Holds::Data,
        }
    }
}

impl Row {
    pub(super) const fn new(name: &'static str, holds: Holds) -> Self {
        Self {
            name,
            holds,
            since: Version::First,
            uses: None,
            is_required: false,
            otherwise: "it is as if it were not there",
            demands: &[],
        }
    }

    pub(super) const fn since(self, since: Version) -> Self {
        Self { since, ..self }
    }

    /// It is read in these uses of its object, and ignored in the others, which is reported.
    pub(super) const fn read_in(self, uses: &'static [Use]) -> Self {
        Self {
            uses: Some(uses),
            ..self
        }
    }

    /// Without it, this becomes of the object.
    pub(super) const fn required(self, otherwise: &'static str) -> Self {
        Self {
            is_required: true,
            otherwise,
            ..self
        }
    }

    /// What becomes of a value of another type.
    pub(super) const fn or(self, otherwise: &'static str) -> Self {
        Self { otherwise, ..self }
    }

    pub(super) const fn demands(self, demands: &'static [&'static str]) -> Self {
        Self { demands, ..self }
    }
}
