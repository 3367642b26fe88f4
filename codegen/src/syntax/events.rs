//! The events from which a tree is built, and the parser that creates them.
//!
//! Only this module uses granit-parser: another parser can replace it by implementing [`Events`].

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Parser, ScalarStyle, StrInput, StructureStyle};

use super::limits::{MAXIMUM_DEPTH, MAXIMUM_KEY};
use super::quoted::source_of;

/// A step of reading a document.
#[derive(Debug)]
pub(super) enum Event<'t> {
    StartDocument,
    EndDocument,
    Scalar {
        text: Cow<'t, str>,
        plain: bool,
        properties: Properties,
    },
    StartSequence {
        flow: bool,
        properties: Properties,
    },
    EndSequence,
    StartMapping {
        flow: bool,
        properties: Properties,
    },
    EndMapping,
    /// An alias of the node with that anchor.
    Alias(usize),
    /// An alias of a name that no earlier node has.
    UnknownAlias(Cow<'t, str>),
}

/// What may be before a node.
#[derive(Debug)]
pub(super) struct Properties {
    /// Not 0 for a node with an anchor.
    pub(super) anchor: usize,
    pub(super) tag: Option<Tag>,
}

/// An explicit tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: TagName,
    pub(super) place: Range<u32>,
}

impl Tag {
    /// Whether it says that any scalar is text.
    pub(super) fn makes_text(&self) -> bool {
        match &self.name {
            TagName::NonSpecific => true,
            TagName::Core(name) => name == "str",
            TagName::Other(_) => false,
        }
    }
}

/// The tags that are read, and all others.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TagName {
    /// `!`, which makes text of any scalar.
    NonSpecific,
    /// `!!int` and the like, without `!!`.
    Core(String),
    /// Anything else, as written.
    Other(String),
}

/// Why reading cannot go on.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) at: u32,
    pub(super) reason: Reason,
}

#[derive(Debug)]
pub(super) enum Reason {
    TooDeep,
    Malformed {
        message: Cow<'static, str>,
        help: Option<&'static str>,
    },
}

/// An event and the bytes it stems from, or why there is none.
pub(super) type Step<'t> = Result<(Event<'t>, Range<u32>), Failure>;

/// A source of events.
pub(super) trait Events<'t> {
    /// The next event; none after the last document.
    fn next_event(&mut self) -> Option<Step<'t>>;
}

/// Events of granit-parser.
pub(super) struct Granit<'t> {
    parser: Parser<'t, StrInput<'t>>,
    length: u32,
    /// Where stretches of a rewritten text are in the text as it was written.
    places: &'t [(u32, u32)],
    /// Whether the last line holds something and has no line end.
    unended: bool,
}

impl<'t> Granit<'t> {
    /// Reads a text of less than 4 GiB, the stretches of which stand at these `places`.
    pub(super) fn new(text: &'t str, places: &'t [(u32, u32)]) -> Self {
        let options = granit_parser::options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            simple_key_max_lookahead: MAXIMUM_KEY,
            flow_nesting_limit: MAXIMUM_DEPTH as usize,
            block_nesting_limit: MAXIMUM_DEPTH as usize,
        };
        Self {
            parser: Parser::new_from_str_with_options(text, options),
            length: to_u32(text.len()),
            places,
            unended: text
                .rsplit(['\n', '\r'])
                .next()
                .is_some_and(|last| !last.trim().is_empty()),
        }
    }

    fn range(&self, span: &granit_parser::Span) -> Range<u32> {
        self.offset(&span.start)..self.offset(&span.end)
    }

    fn offset(&self, marker: &granit_parser::Marker) -> u32 {
        let at = marker.byte_offset().map_or(self.length, to_u32);
        source_of(self.places, at)
    }

    fn properties(
        &self,
        anchor: usize,
        tag: Option<&granit_parser::Tag>,
        span: &granit_parser::Span,
    ) -> Properties {
        let tag = tag.map(|tag| Tag {
            name: name(tag),
            place: span
                .tag_span()
                .map_or_else(|| self.range(span), |place| self.range(&place)),
        });
        Properties { anchor, tag }
    }
}

impl<'t> Events<'t> for Granit<'t> {
    fn next_event(&mut self) -> Option<Step<'t>> {
        use granit_parser::Event as Raw;
        loop {
            let (raw, span) = match self.parser.next_event()? {
                Ok(step) => step,
                Err(error) => {
                    return Some(Err(Failure {
                        at: self.offset(error.marker()),
                        reason: reason(error.kind()),
                    }));
                }
            };
            let place = self.range(&span);
            #[expect(clippy::wildcard_enum_match_arm, reason = "the parser adds events")]
            let event = match raw {
                Raw::DocumentStart(..) => Event::StartDocument,
                Raw::DocumentEnd => Event::EndDocument,
                Raw::Alias(anchor) => Event::Alias(anchor),
                Raw::UnresolvedAlias(name) => Event::UnknownAlias(name),
                Raw::Scalar(text, style, anchor, tag) => {
                    let plain = style == ScalarStyle::Plain;
                    // The parser writes `~` for a value that is not there.
                    let text = if plain && place.is_empty() {
                        Cow::Borrowed("")
                    } else if self.unended
                        && place.end >= source_of(self.places, self.length)
                        && matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
                    {
                        // The parser ends a block that the file ends as if there were a line end.
                        Cow::Owned(text.trim_end_matches('\n').to_owned())
                    } else {
                        text
                    };
                    Event::Scalar {
                        text,
                        plain,
                        properties: self.properties(anchor, tag.as_deref(), &span),
                    }
                }
                Raw::SequenceStart(style, anchor, tag) => Event::StartSequence {
                    flow: style == StructureStyle::Flow,
                    properties: self.properties(anchor, tag.as_deref(), &span),
                },
                Raw::MappingStart(style, anchor, tag) => Event::StartMapping {
                    flow: style == StructureStyle::Flow,
                    properties: self.properties(anchor, tag.as_deref(), &span),
                },
                Raw::SequenceEnd => Event::EndSequence,
                Raw::MappingEnd => Event::EndMapping,
                _ => continue,
            };
            return Some(Ok((event, place)));
        }
    }
}

fn name(tag: &granit_parser::Tag) -> TagName {
    let original = tag.original();
    if original == "!" {
        return TagName::NonSpecific;
    }
    match tag.core_suffix() {
        Some(suffix) => TagName::Core(suffix.to_owned()),
        None => TagName::Other(original),
    }
}

/// The parser's reason in words for someone who writes YAML, not for someone who parses it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser adds kinds of errors"
)]
fn reason(kind: &ErrorKind) -> Reason {
    const INDENT: Option<&str> = Some("check the indentation of this line and of the one above it");
    const TABS: Option<&str> = Some("indent with spaces");
    const QUOTE: Option<&str> = Some("put the text in quotes");
    let (message, help) = match kind {
        ErrorKind::RecursionLimitExceeded => return Reason::TooDeep,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => ("a tab cannot indent", TABS),
        ErrorKind::UnclosedQuotedScalar => {
            ("a quoted text is not closed", Some("add the closing quote"))
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => ("expected `key: value` here", INDENT),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            ("a `:` followed by a space is not allowed here", QUOTE)
        }
        ErrorKind::ExpectedBlockSequenceEntry => ("expected another `- ` of the list here", INDENT),
        ErrorKind::BlockSequenceEntryNotAllowed => ("a list entry cannot start here", INDENT),
        ErrorKind::InvalidIndentation => ("the indentation fits no line above", INDENT),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::UnexpectedEofFlowMapping => {
            ("expected `,` or `}` here", None)
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::UnexpectedEofFlowSequence => {
            ("expected `,` or `]` here", None)
        }
        ErrorKind::UnclosedFlowCollection { open: '{' } => {
            ("a `{` is not closed", Some("add the closing `}`"))
        }
        ErrorKind::UnclosedFlowCollection { .. } => {
            ("a `[` is not closed", Some("add the closing `]`"))
        }
        ErrorKind::MisplacedFlowCollectionEnd => ("a closing bracket has no opening one", None),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return Reason::Malformed {
                message: format!("`{open}` is closed by `{close}`").into(),
                help: None,
            };
        }
        ErrorKind::UnexpectedCharacter { character } => {
            let message = format!("text cannot start with `{character}` unless it is quoted");
            return Reason::Malformed {
                message: message.into(),
                help: QUOTE,
            };
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "an unknown escape in a quoted text",
            Some("write `\\\\` for a backslash, or use single quotes"),
        ),
        ErrorKind::InvalidQuotedScalarIndent => (
            "a quoted text continues with too little indentation",
            Some("indent it more than its key"),
        ),
        ErrorKind::UnexpectedEofImplicitFlowMapping => {
            ("expected a value, or `,` or `]` here", None)
        }
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence => ("the file ends too early", None),
        other => {
            return Reason::Malformed {
                message: other.to_string().into(),
                help: None,
            };
        }
    };
    Reason::Malformed {
        message: Cow::Borrowed(message),
        help,
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
