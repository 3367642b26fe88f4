//! What generated types call: records, open enumerations, unions, text.

pub use serde;

pub use crate::__bindery_v1_alternatives as alternatives;
pub use crate::__bindery_v1_integer_enum as integer_enum;
pub use crate::__bindery_v1_open_enum as open_enum;
pub use crate::__bindery_v1_record as record;
pub use crate::__bindery_v1_setters as setters;
pub use crate::__bindery_v1_union as union;
pub use crate::__bindery_v1_union_text as union_text;
pub use crate::__bindery_v1_value_enum as value_enum;
pub use crate::unknown::vacant_value;
pub use crate::value::constant::{Constant, Only, Reading, Written, passed};
pub use crate::value::given::{each, entries};
pub use crate::value::integer_enum::{
    IntegerEnum, integer_enum_from, integer_enum_from_text, unknown_integer,
};
pub use crate::value::open_enum::{
    OpenEnum, open_enum_from_str, open_enum_from_string, open_enum_read,
};
pub use crate::value::record::secret::expose_secrets;
pub use crate::value::record::wire::Record;
pub use crate::value::text::{InvalidText, Text};
pub use crate::value::union::Union;
pub use crate::value::value_enum::{
    Literal, ValueEnum, literal_is, literal_json, unknown_json, value_enum_from,
    value_enum_from_text, value_enum_to_text,
};
pub use crate::wire::{
    Fits, Integers, Kind, Mark, Outcome, PLAIN, Reader, Shape, UnionShape, Value, Variant,
    Variants, Wire, Writer, read, write,
};
