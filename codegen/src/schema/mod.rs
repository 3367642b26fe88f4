//! The JSON Schemas of the files that bindery reads, for editors.

/// The schema of `bindery.yaml`.
pub fn bindery() -> &'static str {
    include_str!("bindery.schema.json")
}

/// The schema of a SOAP description.
pub fn soap() -> &'static str {
    include_str!("soap.schema.json")
}
