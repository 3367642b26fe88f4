//! The keys of objects that are read elsewhere: schemas, SOAP descriptions, and documents of
//! Swagger 2.0 before they are lifted.

use super::ObjectKind;
use super::table::{Holds, Row, Table};

use Holds::{List, Named, One};

/// The objects of Swagger 2.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Swagger {
    Document,
    Header,
    Operation,
    Parameter,
    PathItem,
    Paths,
    Response,
    Responses,
    Schema,
}

/// The rows of keys that hold the same.
macro_rules! rows {
    ($($($key:literal)|* => $holds:expr),* $(,)?) => { &[$($(Row::new($key, $holds),)*)*] };
}

const fn with(rows: &'static [Row]) -> Table {
    Table::new("an object", rows)
}

pub(super) static EMPTY: Table = with(&[]).refers();
pub(super) static MAPPING: Table = with(&[]);
pub(super) static DISCRIMINATOR: Table = with(rows!("mapping" => One(ObjectKind::Mapping)));
pub(super) static SOAP: Table = with(rows!("types" => Named(ObjectKind::SoapType)));

const fn one(kind: Swagger) -> Holds {
    One(ObjectKind::Swagger(kind))
}

const fn list(kind: Swagger) -> Holds {
    List(ObjectKind::Swagger(kind))
}

const fn named(kind: Swagger) -> Holds {
    Named(ObjectKind::Swagger(kind))
}

static DOCUMENT: Table = with(rows!(
    "paths" => one(Swagger::Paths),
    "definitions" => named(Swagger::Schema),
    "parameters" => named(Swagger::Parameter),
    "responses" => named(Swagger::Response),
))
.refers();
static PATHS: Table = with(&[])
    .refers()
    .by_name(ObjectKind::Swagger(Swagger::PathItem));
static PATH_ITEM: Table = with(rows!(
    "get" | "put" | "post" | "delete" | "options" | "head" | "patch" => one(Swagger::Operation),
    "parameters" => list(Swagger::Parameter),
))
.refers();
static OPERATION: Table = with(rows!(
    "parameters" => list(Swagger::Parameter),
    "responses" => one(Swagger::Responses),
))
.refers();
static PARAMETER: Table = with(rows!("schema" => one(Swagger::Schema))).refers();
static RESPONSES: Table = with(&[])
    .refers()
    .by_name(ObjectKind::Swagger(Swagger::Response));
static RESPONSE: Table = with(rows!(
    "schema" => one(Swagger::Schema),
    "headers" => named(Swagger::Header),
))
.refers();

impl Swagger {
    pub(super) fn table(self) -> &'static Table {
        match self {
            Self::Document => &DOCUMENT,
            Self::Paths => &PATHS,
            Self::PathItem => &PATH_ITEM,
            Self::Operation => &OPERATION,
            Self::Parameter => &PARAMETER,
            Self::Responses => &RESPONSES,
            Self::Response => &RESPONSE,
            Self::Header | Self::Schema => &EMPTY,
        }
    }
}
