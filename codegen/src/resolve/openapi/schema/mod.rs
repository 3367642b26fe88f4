//! Schemas to types.
//!
//! A schema under a name of its own is a named type; a record or an enumeration described in place
//! gets its name from where it stands. What a type cannot say (bounds, patterns) becomes
//! documentation and never changes the type.

mod beside;
mod check;
mod collection;
mod enumeration;
mod format;
mod further;
mod property;
mod record;
mod scalar;
mod union;
mod value_names;

pub(super) use check::check;
pub(super) use enumeration::is_enumeration;
pub(super) use format::is_documentation;
pub(super) use further::{always_keeps_undescribed, asked as keeps_further};
pub(super) use property::{Property, properties};
pub(super) use record::{is_record, presence};
pub(super) use union::kind;

use enumeration::{lists_null, values};
use record::record;
use scalar::scalar_or_list;
use union::Reading;

use super::{Document, docs, facts, place, widen};
use crate::documents::{LONGEST_CHAIN, referred_name};
use crate::model::{Facts, Shape, Type};
use crate::report::{Code, Report};
use crate::resolve::{Types, spelling};
use crate::syntax::object::{self, head};
use crate::syntax::{Entry, Kind, Node};

/// A schema as it is used in one place.
#[derive(Debug)]
pub(super) struct Used {
    pub(super) ty: Type,
    pub(super) nullable: bool,
    /// The documentation of this use; that of the schema where the use has none.
    pub(super) docs: String,
    pub(super) deprecated: bool,
    pub(super) facts: Facts,
}

impl Used {
    /// A type of which nothing more is said.
    pub(super) fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            docs: String::new(),
            deprecated: false,
            facts: Facts::default(),
        }
    }

    /// Text, where no schema says what stands there.
    pub(super) fn text() -> Self {
        Self::plain(Type::Text)
    }
}

/// The type of a schema that stands at a place called `name`.
pub(super) fn used(
    document: &Document<'_, '_>,
    node: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    let node = document.context.documents.linked(node);
    // What several schemas hold is called like the one that describes it.
    let home = document.composed().home(node.identity());
    let name = home.unwrap_or(name);
    if let Some(all) = node.as_bool() {
        return anything(node, all, report);
    }
    let mark = report.mark();
    let Some(schema) = object::mapping(node, "a schema", report) else {
        report.guess_since(mark, "it is any JSON");
        return anything(node, true, report);
    };
    if document.composed().failure(schema.identity()).is_some() {
        return described(document, schema, name, types, report);
    }
    let Some(reference) = schema.get("$ref") else {
        return described(document, schema, name, types, report);
    };
    // A schema that is all of another one says of itself what it likes.
    if schema.get("allOf").is_some() {
        check(schema, report);
    } else {
        // Beside a reference 3.1 allows what documents this use of the schema.
        check::beside_reference(document, schema, report);
    }
    let Some(target) = document.target(reference) else {
        return anything(schema, true, report);
    };
    let last = referred_name(reference).unwrap_or_else(|| name.to_owned());
    let (meant, last) = renamed(document, target, last);
    let last = types.indexed(meant.identity()).map_or(last, str::to_owned);
    Used {
        ty: named(document, meant, &last, false, types),
        nullable: is_nullable(document, schema) || is_nullable_behind(document, target, types),
        docs: docs::of(schema, report),
        deprecated: object::flag(schema, "deprecated", report),
        facts: facts::of(schema),
    }
}

/// What a schema refers to that says nothing but that, under the same name or under none: an index
/// of the files that describe one schema each. It is no type of its own.
pub(super) fn renamed<'d>(
    document: &Document<'_, 'd>,
    schema: Node<'d>,
    name: String,
) -> (Node<'d>, String) {
    let (mut meant, mut called) = (schema, name);
    for _ in 0..LONGEST_CHAIN {
        let reference = meant.get("$ref").filter(|_| meant.len() == 1);
        let Some((next, name)) =
            reference.and_then(|it| Some((document.target(it)?, referred_name(it)?)))
        else {
            break;
        };
        // The last step of a pointer that leads to no name.
        let is_unnamed = matches!(called.as_str(), "schema" | "items")
            || called.bytes().all(|byte| byte.is_ascii_digit());
        if is_unnamed {
            called = name;
        } else if spelling(&called) != spelling(&name) {
            break;
        }
        meant = next;
    }
    (meant, called)
}

/// A schema that is `true` or `false`: everything, or nothing at all.
fn anything(schema: Node<'_>, all: bool, report: &mut Report) -> Used {
    if !all {
        report
            .error(
                Code::Widened,
                schema.span(),
                "no value is allowed here, which no type says: any JSON is read",
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    Used::plain(Type::Json)
}

/// Whether a schema may be null, or the one at the end of the references that start with it.
///
/// What is found out is kept, so that each step of a long chain is taken once. A chain that leads
/// to itself is reported where cycles are.
fn is_nullable_behind(document: &Document<'_, '_>, schema: Node<'_>, types: &mut Types) -> bool {
    let mut steps = Vec::new();
    let mut at = Some(schema);
    let mut nullable = false;
    while let Some(schema) = at {
        if let Some(known) = types.nullable(schema.identity()) {
            nullable = known;
            break;
        }
        // Until the end is known; the next visit of the same place ends a chain of itself.
        types.mark_nullable(schema.identity(), false);
        steps.push(schema.identity());
        at = match schema.get("$ref") {
            Some(_) if schema.get("allOf").is_some() && is_nullable(document, schema) => {
                nullable = true;
                None
            }
            Some(reference) => document.target(reference),
            None => {
                nullable = is_nullable(document, schema);
                None
            }
        };
    }
    for place in steps {
        types.mark_nullable(place, nullable);
    }
    nullable
}

/// The type that a named schema describes: one type, whoever refers to it. One that is described
/// in place shares what is said of names with the place.
pub(super) fn named(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    inline: bool,
    types: &mut Types,
) -> Type {
    if let Some(id) = types.at(schema.identity()) {
        return Type::Named(id);
    }
    // Its holder is read first.
    if !inline && types.holds_back(schema.identity()) {
        return Type::Json;
    }
    let inline = inline || types.placed(schema.identity()).is_some();
    let placed = inline.then(|| place::placed(document, schema, name, types));
    let name = placed.as_ref().map_or(name, |placed| &placed.name);
    let origin = document.context.origin(head(schema), name);
    let id = types.announce(schema.identity(), name, origin);
    if let Some(placed) = placed {
        types.stand(id, placed.inline);
    }
    types.postpone(id, schema.identity(), inline);
    Type::Named(id)
}

/// Reads the schemas of the types that were named so far, and of those that they name.
pub(super) fn settle(document: &Document<'_, '_>, types: &mut Types, report: &mut Report) {
    settle_beside(document, types, &Types::default(), report);
}

/// Does what [`settle`] does, except for schemas that were read already beside these types.
pub(super) fn settle_beside(
    document: &Document<'_, '_>,
    types: &mut Types,
    beside: &Types,
    report: &mut Report,
) {
    let mark = report.mark();
    while let Some((id, place, inline)) = types.next_postponed() {
        if beside.was_read(place) {
            continue;
        }
        let Some(schema) = document.context.documents.node(place) else {
            continue;
        };
        if let Some(all) = schema.as_bool() {
            let any = anything(schema, all, report);
            types.describe(id, any.docs, any.deprecated, Shape::Alias(any.ty));
            continue;
        }
        let found = report.mark();
        let written = schema;
        let Some(schema) = object::mapping(schema, "a schema", report) else {
            report.guess_since(found, "it is any JSON");
            let any = anything(written, true, report);
            types.describe(id, any.docs, any.deprecated, Shape::Alias(any.ty));
            continue;
        };
        let name = types.definition(id).name.clone();
        let (documentation, deprecated) = if types.together(place).is_empty() {
            (
                docs::of(schema, report),
                object::flag(schema, "deprecated", report),
            )
        } else {
            // What is said of one of several lists is no word on all of them.
            (String::new(), false)
        };
        let shape = shape(document, schema, &name, types, report);
        let facts = match &shape {
            Shape::Alias(ty) => facts::with_type(document, schema, ty),
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => facts::of(schema),
        };
        types.state(id, facts);
        types.describe(id, documentation, deprecated, shape);
        if !inline {
            types.name(
                id,
                super::rust_name(schema, report),
                super::renamed_from(schema, report),
            );
        }
    }
    report.stand(mark);
}

/// What a named schema is.
fn shape(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Shape {
    if schema.get("$ref").is_some() && widen::key(document, schema).is_none() {
        return Shape::Alias(used(document, schema, name, types, report).ty);
    }
    check(schema, report);
    if let Some(key) = widen::key(document, schema) {
        return Shape::Alias(several_shapes(document, schema, &key, report));
    }
    if is_enumeration(schema) {
        check::kinds(schema, report);
        let others = types.together(schema.identity()).iter();
        let mut listed = vec![schema];
        listed.extend(others.filter_map(|place| document.context.documents.node(*place)));
        return Shape::Enumeration(match listed.as_slice() {
            [only] => values(document, *only, name, report),
            several => union::texts(document, several, name, report),
        });
    }
    if union::choosing(document, schema, report).is_some() {
        return match union::reading(document, schema, name, types, report) {
            Reading::Nothing => Shape::Alias(Type::Nothing),
            Reading::Anything(open) => Shape::Alias(open_choice(document, schema, open, report)),
            Reading::One(only) => {
                let place = format!("{name}_value");
                Shape::Alias(used(document, only, &place, types, report).ty)
            }
            Reading::Texts(listed) => {
                Shape::Enumeration(union::texts(document, &listed, name, report))
            }
            Reading::Scalar(ty) => Shape::Alias(ty),
            Reading::Union(members) => Shape::Union(union::union(
                document, schema, &members, name, types, report,
            )),
        };
    }
    if is_record(schema) {
        return Shape::Record(record(document, schema, name, types, report));
    }
    Shape::Alias(scalar_or_list(document, schema, name, types, report))
}

/// A schema described in place.
fn described(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    let ty = if let Some(key) = widen::key(document, schema) {
        check(schema, report);
        several_shapes(document, schema, &key, report)
    } else if is_enumeration(schema) {
        named(document, schema, name, true, types)
    } else if union::choosing(document, schema, report).is_some() {
        match union::reading(document, schema, name, types, report) {
            Reading::Nothing => Type::Nothing,
            Reading::Anything(open) => {
                check(schema, report);
                open_choice(document, schema, open, report)
            }
            Reading::One(only) => {
                check(schema, report);
                let inner = used(document, only, name, types, report);
                let docs = docs::of(schema, report);
                return Used {
                    nullable: inner.nullable || is_nullable(document, schema),
                    docs: if docs.is_empty() { inner.docs } else { docs },
                    deprecated: inner.deprecated || object::flag(schema, "deprecated", report),
                    facts: inner.facts,
                    ty: inner.ty,
                };
            }
            Reading::Scalar(ty) => {
                check(schema, report);
                ty
            }
            Reading::Texts(_) | Reading::Union(_) => named(document, schema, name, true, types),
        }
    } else if is_record(schema) {
        named(document, schema, name, true, types)
    } else {
        check(schema, report);
        scalar_or_list(document, schema, name, types, report)
    };
    Used {
        nullable: ty == Type::Nothing || is_nullable(document, schema),
        docs: docs::of(schema, report),
        deprecated: object::flag(schema, "deprecated", report),
        facts: facts::with_type(document, schema, &ty),
        ty,
    }
}

/// A value that its schema gives several shapes.
fn several_shapes(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    key: &Entry<'_>,
    report: &mut Report,
) -> Type {
    let message = match document.composed().failure(schema.identity()) {
        Some(why) => format!("`{}` {why}: the value", key.key),
        None => format!("`{}` is not supported yet: the value", key.key),
    };
    widen::widen(document, schema, key.key_span, &message, report)
}

/// A schema of several alternatives, of which one may be anything.
fn open_choice(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    open: Node<'_>,
    report: &mut Report,
) -> Type {
    let message = "this alternative may be any value: the value";
    widen::widen(document, schema, head(open), message, report)
}

fn is_nullable(document: &Document<'_, '_>, schema: Node<'_>) -> bool {
    schema.get("nullable").and_then(Node::as_bool) == Some(true)
        || kinds(schema).contains(&"null")
        || union::allows_null(document, schema)
        || lists_null(schema)
}

/// The names under `type`, one or several.
pub(super) fn kinds<'d>(schema: Node<'d>) -> Vec<&'d str> {
    let name = |node: Node<'d>| match node.text() {
        Some(scalar::FILE) => Some("string"),
        other => other,
    };
    match schema.get("type") {
        Some(node) if node.kind() == Kind::Sequence => node.items().filter_map(name).collect(),
        Some(node) => name(node).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Whether a schema describes bytes: text in the format `binary`, or a file.
pub(super) fn is_binary(schema: Node<'_>) -> bool {
    let says = |key: &str, word: &str| schema.get(key).and_then(Node::text) == Some(word);
    says("type", scalar::FILE) || says("format", "binary") && kinds(schema).contains(&"string")
}

/// Reports names where nothing has one.
pub(super) fn nameless(schema: Node<'_>, report: &mut Report) {
    for key in ["x-bindery-name", "x-bindery-renamed-from"] {
        if let Some(entry) = schema.entry(key) {
            report
                .error(
                    Code::UnknownKey,
                    entry.key_span,
                    format!("`{key}` stands where nothing has a name"),
                )
                .help("say it beside a property, a parameter, an operation, a value or a schema under `components`");
        }
    }
}
