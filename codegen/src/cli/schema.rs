//! The JSON Schemas that editors complete and check files with.

use super::arguments::Format;

/// Where the schema of each kind of file comes from.
const TABLE: [(Format, fn() -> String); 2] = [
    (Format::Bindery, || bindery::schema::bindery().to_owned()),
    (Format::Soap, || bindery::schema::soap().to_owned()),
];

/// The schema of a kind of file.
pub(crate) fn text(format: Format) -> String {
    TABLE
        .iter()
        .filter(|(listed, _)| *listed == format)
        .map(|(_, schema)| schema())
        .collect()
}
