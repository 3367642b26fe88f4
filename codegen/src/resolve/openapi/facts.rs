//! What a schema says of its values beyond their type, for comparing descriptions.
//!
//! The documentation that callers read is made elsewhere, from the same keys.

use std::collections::HashMap;

use super::schema;
use crate::keywords::{Keyword, Role};
use crate::model::{Bound, Facts, Type};
use crate::schemas::{Schema, SchemaId, SchemaRef, Value};
use crate::syntax::canonical;

/// The facts of a schema, and of the members of a list or a map that it describes in place.
pub(super) fn of(schema: SchemaRef<'_>) -> Facts {
    let mut facts = Facts {
        default: schema.data(Keyword::Default).map(canonical),
        always: always(&schema),
        open: schema::is_open_list(schema),
        sunset: schema.text(Keyword::Sunset).map(str::to_owned),
        ..Facts::default()
    };
    let mut at = Some(schema);
    let mut path = String::new();
    while let Some(schema) = at {
        facts.bounds.extend(bounds(schema, &path));
        path.push_str(if schema.has(Keyword::Items) {
            "[]"
        } else {
            "{}"
        });
        at = inside(schema).map(|(_, inner)| inner);
    }
    facts
}

/// The schema of the items of a list or of the values of a map, with what one of these is called,
/// where it is no type of its own: that has facts and documentation of its own.
pub(super) fn inside(schema: SchemaRef<'_>) -> Option<(&'static str, SchemaRef<'_>)> {
    const TYPE_OF_ITS_OWN: &[Keyword] = &[
        Keyword::Reference,
        Keyword::Properties,
        Keyword::Enum,
        Keyword::OneOf,
        Keyword::Const,
    ];
    let (words, inner) = if schema.has(Keyword::Items) {
        ("item", schema.under(Keyword::Items)?)
    } else {
        let further = schema.under(Keyword::AdditionalProperties)?;
        ("value", further)
    };
    (inner.is_object() && !inner.has_any(TYPE_OF_ITS_OWN)).then_some((words, inner))
}

/// The only boolean that a schema allows.
pub(super) fn always(schema: &Schema<'_>) -> Option<bool> {
    let only = match schema.list(Keyword::Enum) {
        Some([only]) => Some(*only),
        _ => schema.data(Keyword::Const),
    };
    only?.as_bool()
}

/// The facts of a schema that is of a type: where that is any JSON, what the schema says instead.
pub(super) fn with_type(schema: SchemaRef<'_>, ty: &Type) -> Facts {
    let mut inner = ty;
    while let Type::Optional(ty) | Type::List(ty, _) | Type::Map(ty) = inner {
        inner = ty;
    }
    Facts {
        widened: (*inner == Type::Json).then(|| digest(schema)),
        ..of(schema)
    }
}

/// What limits the values of a schema that are `inside` another one, their format, and the rules
/// for them.
fn bounds(schema: SchemaRef<'_>, inside: &str) -> Vec<Bound> {
    // Formats that choose a type are seen in the type.
    const CHOOSING: [&str; 6] = ["date-time", "password", "int32", "int64", "float", "double"];
    let bound = |kind: Keyword, value: &str| Bound {
        inside: inside.to_owned(),
        kind,
        value: value.to_owned(),
    };
    let limits = limits(&schema).map(|(kind, value)| bound(kind, value));
    let format = schema.text(Keyword::Format);
    let format = format.filter(|format| !CHOOSING.contains(format));
    let format = format.map(|format| bound(Keyword::Format, format));
    let rules = Keyword::ALL.iter().copied().filter(|one| one.is_rule());
    let rules = rules.filter_map(|keyword| {
        let said = schema.said(keyword)?;
        let rule = schema
            .under(keyword)
            .map(|under| format!("schema {}", digest(under)));
        Some(bound(
            keyword,
            &rule.unwrap_or_else(|| canonical(said.node)),
        ))
    });
    limits.chain(format).chain(rules).collect()
}

/// The keywords that limit the values of a schema, in the order of their table, with what they say.
pub(super) fn limits<'s>(schema: &'s Schema<'_>) -> impl Iterator<Item = (Keyword, &'s str)> {
    let limiting = Keyword::ALL.iter().copied();
    let limiting = limiting.filter(|keyword| keyword.row().limit.is_some());
    limiting.filter_map(|keyword| {
        let value = match schema.said(keyword)?.value {
            Value::Number(number) => number,
            Value::Text(text) => text,
            Value::Flag(true) if keyword == Keyword::UniqueItems => "true",
            Value::Data
            | Value::Malformed
            | Value::Flag(_)
            | Value::Types { .. }
            | Value::List(_)
            | Value::Schema(_)
            | Value::Schemas(_)
            | Value::Named(_)
            | Value::Reference(_) => return None,
        };
        // 3.0 makes a bound exclusive by a second keyword that is true.
        let exclusive = [
            (Keyword::Minimum, Keyword::ExclusiveMinimum),
            (Keyword::Maximum, Keyword::ExclusiveMaximum),
        ];
        let exclusive = exclusive.iter().find(|(bound, _)| *bound == keyword);
        let exclusive = exclusive.filter(|(_, exclusive)| schema.is(*exclusive));
        Some((
            exclusive.map_or(keyword, |(_, exclusive)| *exclusive),
            value,
        ))
    })
}

/// The most schemas and values that a digest goes into.
const MOST_DIGESTED: usize = 2_000;

/// What a digest goes into.
enum Part<'d> {
    Schema(SchemaRef<'d>),
    Text(String),
}

/// A digest of a schema and of those that it refers to, without what only people read. It stays
/// when keywords change places, and when references lead elsewhere to the same.
fn digest(schema: SchemaRef<'_>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    let mut seen: HashMap<SchemaId, usize> = HashMap::new();
    let mut pending = vec![Part::Schema(schema)];
    let mut left = MOST_DIGESTED;
    while let Some(part) = pending.pop() {
        if left == 0 {
            break;
        }
        left -= 1;
        let schema = match part {
            Part::Text(text) => {
                add(&text);
                continue;
            }
            Part::Schema(schema) => schema,
        };
        let known = seen.len();
        if let Some(before) = seen.get(&schema.id) {
            add(&format!("again {before}"));
            continue;
        }
        seen.insert(schema.id, known);
        if let Some(all) = schema.as_bool() {
            add(if all { "anything" } else { "nothing" });
        }
        let mut says: Vec<_> = schema.schema().says.iter().collect();
        says.retain(|said| said.keyword.is_none_or(|keyword| !is_prose(keyword)));
        says.sort_by_key(|said| std::cmp::Reverse(said.key));
        pending.push(Part::Text("end".to_owned()));
        for said in says {
            let mut parts = match &said.value {
                Value::Reference(_) => schema.target().map(Part::Schema).into_iter().collect(),
                Value::Schema(id) => vec![Part::Schema(schema.other(*id))],
                Value::Schemas(ids) => ids
                    .iter()
                    .map(|id| Part::Schema(schema.other(*id)))
                    .collect(),
                Value::Named(named) => {
                    let mut named: Vec<_> = named.iter().collect();
                    named.sort_by_key(|named| named.name);
                    let parts = named.into_iter().flat_map(|named| {
                        let name = Part::Text(named.name.to_owned());
                        [name, Part::Schema(schema.other(named.schema))]
                    });
                    parts.collect()
                }
                Value::Types { .. } => vec![Part::Text(schema.types().join(" "))],
                Value::List(items) => {
                    let items: Vec<_> = items.iter().map(|item| canonical(*item)).collect();
                    vec![Part::Text(items.join(" "))]
                }
                Value::Data
                | Value::Malformed
                | Value::Flag(_)
                | Value::Number(_)
                | Value::Text(_) => vec![Part::Text(canonical(said.node))],
            };
            parts.reverse();
            pending.extend(parts);
            // How a schema is referred to says nothing.
            if said.keyword != Some(Keyword::Reference) {
                pending.push(Part::Text(said.key.to_owned()));
            }
        }
    }
    format!("{hash:016x}")
}

/// Whether only people read a keyword.
fn is_prose(keyword: Keyword) -> bool {
    const READ: &[Keyword] = &[
        Keyword::Nullable,
        Keyword::ReadOnly,
        Keyword::WriteOnly,
        Keyword::Default,
        Keyword::Deprecated,
    ];
    !READ.contains(&keyword) && keyword.row().role == Role::Annotation
}
