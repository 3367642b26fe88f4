//! Output editions: the shape of emitted code, pinned by `edition:` in `bindery.yaml`.
//!
//! An upgrade of bindery changes no byte of the output until the edition is raised: whatever
//! changes the shape of what is emitted for a description that could be generated before asks the
//! edition. What was wrong (code that did not compile, or did something else than the description
//! says) is mended in every edition.

/// The shape of emitted code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edition {
    /// The first.
    One,
    /// The constants of a call stand behind its request, so that a call that is added is one hunk
    /// less of a diff.
    Two,
    /// Every record is readable and writable, and one that calls take is built field by field,
    /// whether it is answered too or not. Formats that say what a value is choose its type: dates,
    /// decimals, bytes in base64, integers of every width. Records keep further properties wherever
    /// the description says that there may be any. Headers of answers are documented, and those
    /// that lead to a further page are followed. A further media type makes a call of its own, and
    /// long lines break as rustfmt breaks them.
    #[default]
    Three,
}

impl Edition {
    /// Every edition, the oldest first.
    pub(crate) const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// The edition as `bindery.yaml` has it.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The edition of a number.
    pub(crate) fn of(number: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|edition| i64::from(edition.number()) == number)
    }

    /// Whether the constants of a call stand behind its request rather than at the end of the
    /// file.
    pub(crate) fn keeps_calls_together(self) -> bool {
        self >= Self::Two
    }

    /// Whether every record can be read and written, whichever way calls move it, and callers build
    /// those that calls take.
    pub(crate) fn builds_what_calls_take(self) -> bool {
        self >= Self::Three
    }

    /// Whether the headers of answers are documented.
    pub(crate) fn documents_headers(self) -> bool {
        self >= Self::Three
    }

    /// Whether a call whose answer describes the header `Link` reads the pages that it leads to.
    pub(crate) fn follows_links(self) -> bool {
        self >= Self::Three
    }

    /// Whether a format chooses the type that says most of a value and loses nothing: `date`,
    /// `decimal`, `byte`, integers of every width. Before, these were texts and wider numbers.
    pub(crate) fn types_follow_formats(self) -> bool {
        self >= Self::Three
    }

    /// Whether a record keeps further properties where it is only said that there may be some, and
    /// an object is told by its further properties alone.
    pub(crate) fn keeps_further_properties(self) -> bool {
        self >= Self::Three
    }

    /// Whether a method drops the name of the group that it is called on: `gists/create` of the tag
    /// `gists` is `gists().create()`.
    pub(crate) fn names_groups_once(self) -> bool {
        self >= Self::Three
    }

    /// Whether the types of alternatives that nothing names are called by what their values are, so
    /// that those of one union are told apart; before, each was a `Value`.
    pub(crate) fn calls_alternatives_by_kind(self) -> bool {
        self >= Self::Three
    }

    /// Whether what is described in place never takes the name of a schema.
    pub(crate) fn yields_to_schemas(self) -> bool {
        self >= Self::Three
    }

    /// Whether a schema that only refers to one of the same name is that one, and no type beside it.
    pub(crate) fn reads_through_indexes(self) -> bool {
        self >= Self::Three
    }

    /// Whether a media type that says something of its own beside the first makes a call of its own.
    pub(crate) fn calls_each_media_type(self) -> bool {
        self >= Self::Three
    }

    /// Whether examples call several of something by its plural; before, by an `s` at its end.
    pub(crate) fn knows_plurals(self) -> bool {
        self >= Self::Three
    }

    /// Whether long lines break as rustfmt breaks them; before, as the printer does.
    pub(crate) fn breaks_as_rustfmt(self) -> bool {
        self >= Self::Three
    }

    /// Whether the root hands on every type of the runtime that a signature names.
    pub(crate) fn exports_what_is_met(self) -> bool {
        self >= Self::Three
    }

    /// Whether any JSON that may be absent is told from null.
    pub(crate) fn tells_null_from_absent(self) -> bool {
        self >= Self::Three
    }
}
