//! The styles of parameters that are not a single value.

/// A style of OpenAPI, as the runtime knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) kind: StyleKind,
    /// Whether each member of a list or an object is written on its own.
    pub(crate) exploded: bool,
    /// Whether reserved characters stay as they are.
    pub(crate) reserved: bool,
}

/// What stands between the members of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// The value without any encoding.
    Verbatim,
    /// The value as JSON.
    Json,
}

impl Style {
    /// The words of the style, as emitted tables have them: `form exploded`.
    pub(crate) fn words(self) -> String {
        let mut words = match self.kind {
            StyleKind::Simple => "simple",
            StyleKind::Label => "label",
            StyleKind::Matrix => "matrix",
            StyleKind::Form => "form",
            StyleKind::SpaceDelimited => "space_delimited",
            StyleKind::PipeDelimited => "pipe_delimited",
            StyleKind::DeepObject => "deep_object",
            StyleKind::Verbatim => "verbatim",
            StyleKind::Json => "json",
        }
        .to_owned();
        // The others write every value in one way.
        if self.exploded && !matches!(self.kind, StyleKind::DeepObject | StyleKind::Json) {
            words.push_str(" exploded");
        }
        if self.reserved {
            words.push_str(" reserved");
        }
        words
    }
}
