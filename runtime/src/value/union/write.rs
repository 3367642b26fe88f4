//! Writes a union: what its variant holds, with the tag.

use serde::ser::Serializer;

use super::table::WriteUnion;
use super::tagging::Tagging;

/// Writes a union. The tag is written whatever the variant says of it.
///
/// # Errors
///
/// When the output refuses.
pub fn write_union<U: WriteUnion, S: Serializer>(
    value: &U,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if U::TAG.is_empty() {
        return value.write(serializer);
    }
    match value.tags() {
        [] => value.write(serializer),
        tags => value.write(Tagging {
            tag: U::TAG,
            tags,
            serializer,
        }),
    }
}
