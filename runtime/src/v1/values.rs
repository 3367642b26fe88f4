//! What emitted types call: records, open enumerations, text.

pub use serde;

pub use crate::__bindery_v1_integer_enum as integer_enum;
pub use crate::__bindery_v1_open_enum as open_enum;
pub use crate::__bindery_v1_record as record;
pub use crate::__bindery_v1_union as union;
pub use crate::__bindery_v1_union_text as union_text;
pub use crate::__bindery_v1_value_enum as value_enum;
pub use crate::value::constant::{Constant, Only, Written, take_constant};
pub use crate::value::integer_enum::{
    IntegerEnum, integer_enum_deserialize, integer_enum_from, integer_enum_from_text,
    unknown_integer,
};
pub use crate::value::open_enum::{
    OpenEnum, open_enum_deserialize, open_enum_from_str, open_enum_from_string,
};
pub use crate::value::record::absent::{take, take_null};
pub use crate::value::record::read::{Fields, ReadRecord, read_record};
pub use crate::value::record::secret::{Secret, WriteSecret, expose_secrets, is_sending};
pub use crate::value::record::write::{AlwaysPresent, FieldWriter, Presence};
pub use crate::value::text::{InvalidText, Text};
pub use crate::value::union::{
    Fit, Kind, ReadUnion, Variant, WriteUnion, fit_choice, fit_constant, fit_record, fit_union,
    read_constant, read_union, write_union,
};
pub use crate::value::value_enum::{
    Literal, ValueEnum, literal_is, literal_json, unknown_json, value_enum_from,
    value_enum_from_text, value_enum_to_text,
};
