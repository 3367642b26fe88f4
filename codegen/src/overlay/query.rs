//! A parsed and checked query of JSONPath (RFC 9535).

use std::cmp::Ordering;

/// Steps from the root of a document, or in a filter from the node that is tested.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Query {
    pub(super) from_root: bool,
    pub(super) segments: Vec<Segment>,
}

/// A step: to children, or to children of the node and of everything below it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) descends: bool,
    pub(super) selectors: Vec<Selector>,
}

/// Which children a step leads to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Filter),
}

/// What a child has to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filter {
    Or(Vec<Filter>),
    And(Vec<Filter>),
    Not(Box<Filter>),
    Exists(Query),
    Compares(Operand, Relation, Operand),
    /// A text matches a regular expression: as a whole, or somewhere.
    Matches {
        text: Operand,
        pattern: Operand,
        whole: bool,
    },
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    /// The node that a query names, which can name one at most.
    Node(Query),
    Length(Box<Operand>),
    Count(Query),
    /// The node that a query names, if it names one and no other.
    Value(Query),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A number: exact where it fits, else rounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Integer(i64),
    Float(f64),
}

impl Query {
    /// Whether it can name one node at most.
    pub(super) fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| {
            !segment.descends
                && matches!(
                    segment.selectors.as_slice(),
                    [Selector::Name(_) | Selector::Index(_)]
                )
        })
    }
}

impl Number {
    /// None where one is not a number.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => Some(left.cmp(&right)),
            _ => self.rounded().partial_cmp(&other.rounded()),
        }
    }

    fn rounded(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}
