//! How a date-time was written: separators, digits, and the form of the offset. None of this
//! changes the moment; it is kept so that the value is printed as received. Its order breaks ties
//! between equal moments.

/// How date and time were written; the zone says for itself how it was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spelling {
    pub(super) time: TimeOfDay,
    /// What stands between date and time: `T`, `t` or a space.
    pub(super) separator: u8,
    /// Whether a comma stands before the fraction, not a point.
    pub(super) comma: bool,
    /// Whether a space stands before the zone.
    pub(super) spaced_zone: bool,
}

/// How far the time of day was written out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TimeOfDay {
    /// Not at all: `2025-01-15`.
    Absent,
    /// `hh:mm`.
    Minutes,
    /// `hh:mm:ss`, and a fraction if there is one.
    Seconds,
}

/// How UTC was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum UtcForm {
    UpperZ,
    LowerZ,
    Utc,
    Gmt,
}

impl UtcForm {
    const ALL: [Self; 4] = [Self::UpperZ, Self::LowerZ, Self::Utc, Self::Gmt];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::UpperZ => "Z",
            Self::LowerZ => "z",
            Self::Utc => "UTC",
            Self::Gmt => "GMT",
        }
    }

    pub(super) fn read(text: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|utc| utc.as_str().as_bytes() == text)
    }
}

/// How an offset was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum OffsetForm {
    /// `+05:30`.
    Colon,
    /// `+0530`.
    Compact,
    /// `+05`.
    Hours,
}
