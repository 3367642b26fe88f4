//! Schemas to types.
//!
//! A schema under a name of its own is a named type; a record or an inline enumeration
//! gets its name from where it stands. What a type cannot say (bounds, patterns) becomes
//! documentation and never changes the type.

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

pub(super) use check::all as check_all;
pub(super) use enumeration::is_enumeration;
pub(super) use format::is_documentation;
pub(super) use further::{always_keeps_undescribed, asked as keeps_further};
pub(super) use property::{Property, properties};
pub(super) use record::{is_record, presence};
pub(super) use union::{is_choice, is_open_list, kind, single_alternatives};

use enumeration::{lists_null, values};
use record::record;
use scalar::scalar_or_list;
use union::Reading;

use super::{Document, docs, facts, inline_names, widen};
use crate::documents::LONGEST_CHAIN;
use crate::keywords::Keyword;
use crate::model::{Facts, Shape, Type, TypeId};
use crate::report::{Code, Report};
use crate::resolve::{TypeSource, Types, spelling};
use crate::schemas::{Said, SchemaRef};
use crate::source::Span;
use crate::syntax::{Node, object};

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

    /// Its type inside a list, a tuple or a map: one that may be null is optional there.
    pub(super) fn member(&self) -> Type {
        if self.nullable && self.ty != Type::Nothing {
            Type::Optional(Box::new(self.ty.clone()))
        } else {
            self.ty.clone()
        }
    }

    /// Text, where no schema says what stands there.
    pub(super) fn text() -> Self {
        Self::plain(Type::Text)
    }
}

/// The text under a keyword, when it is there and is text.
pub(super) fn text<'d>(
    schema: SchemaRef<'d>,
    keyword: Keyword,
    report: &mut Report,
) -> Option<&'d str> {
    object::text_at(schema.schema().data(keyword), keyword.name(), report)
}

/// The boolean under a keyword; false when it is not there.
pub(super) fn flag(schema: SchemaRef<'_>, keyword: Keyword, report: &mut Report) -> bool {
    object::flag_at(schema.data(keyword), keyword.name(), report)
}

/// The Rust name that a schema asks for.
pub(super) fn rust_name(schema: SchemaRef<'_>, report: &mut Report) -> Option<String> {
    text(schema, Keyword::RustName, report).map(str::to_owned)
}

/// The former name of what a schema describes, which stays as a deprecated alias.
pub(super) fn renamed_from(schema: SchemaRef<'_>, report: &mut Report) -> Option<String> {
    text(schema, Keyword::RenamedFrom, report).map(str::to_owned)
}

/// The type of a schema that stands at a place called `name`.
pub(super) fn used(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    // What several schemas hold is called like the one that describes it.
    let home = schema.home().map(str::to_owned);
    let name = home.as_deref().unwrap_or(name);
    if let Some(all) = schema.as_bool() {
        return anything(schema.at, all, report);
    }
    if !is_object(schema, report) {
        return Used::plain(Type::Json);
    }
    let Some(reference) = schema.reference().filter(|_| schema.failure().is_none()) else {
        return described(document, schema, name, types, report);
    };
    // A schema that is all of another one says of itself what it likes.
    if !schema.has(Keyword::AllOf) {
        // Beside a reference 3.1 allows what documents this use of the schema.
        check::beside_reference(schema, report);
    }
    let Some(target) = schema.target() else {
        return Used::plain(Type::Json);
    };
    let last = reference.name.as_deref().unwrap_or(name).to_owned();
    let (meant, last) = renamed(target, last);
    let last = types.indexed(meant.id).map_or(last, str::to_owned);
    Used {
        ty: named(document, meant, &last, false, types),
        nullable: is_nullable(schema) || is_nullable_behind(target, types),
        docs: docs::of(schema, name, report),
        deprecated: flag(schema, Keyword::Deprecated, report),
        facts: facts::of(schema),
    }
}

/// The type of what a list or a map holds: `wrap` makes the type of the whole. Inline lists and maps
/// that would make it too complex to read have a name.
fn member(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    wrap: impl Fn(Type) -> Type,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    /// What clippy accepts.
    const MOST_COMPLEX: usize = 250;
    let mut used = used(document, schema, name, types, report);
    let optional = Type::Optional(Box::new(wrap(used.member())));
    if optional.complexity(1) > MOST_COMPLEX {
        used.ty = named(document, schema, name, true, types);
    }
    used
}

/// Whether a schema is an object with keywords; what is none is reported, and is any JSON.
fn is_object(schema: SchemaRef<'_>, report: &mut Report) -> bool {
    let mark = report.mark();
    let written = schema.written;
    let is_object = written.is_none_or(|node| object::mapping(node, "a schema", report).is_some());
    report.guess_since(mark, "it is any JSON");
    is_object
}

/// What a schema refers to that says nothing but that, under the same name or under none: an index
/// of the files that describe one schema each. It is no type of its own.
pub(super) fn renamed(schema: SchemaRef<'_>, name: String) -> (SchemaRef<'_>, String) {
    let (mut meant, mut called) = (schema, name);
    for _ in 0..LONGEST_CHAIN {
        let next = meant.target().filter(|_| meant.says.len() == 1);
        let name = meant.reference().and_then(|it| it.name.as_deref());
        let (Some(next), Some(name)) = (next, name) else {
            break;
        };
        // The last step of a pointer that leads to no name.
        let is_unnamed = matches!(called.as_str(), "schema" | "items")
            || called.bytes().all(|byte| byte.is_ascii_digit());
        if is_unnamed {
            called = name.to_owned();
        } else if spelling(&called) != spelling(name) {
            break;
        }
        meant = next;
    }
    (meant, called)
}

/// A schema that is `true` or `false`: everything, or nothing at all.
fn anything(at: Span, all: bool, report: &mut Report) -> Used {
    if !all {
        report
            .error(
                Code::Widened,
                at,
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
fn is_nullable_behind(schema: SchemaRef<'_>, types: &mut Types) -> bool {
    let mut steps = Vec::new();
    let mut at = Some(schema);
    let mut nullable = false;
    while let Some(schema) = at {
        if let Some(known) = types.nullable(schema.id) {
            nullable = known;
            break;
        }
        // Until the end is known; the next visit of the same place ends a chain of itself.
        types.mark_nullable(schema.id, false);
        steps.push(schema.id);
        let is_all_of = schema.has(Keyword::AllOf) || !schema.has(Keyword::Reference);
        at = if is_all_of && is_nullable(schema) {
            nullable = true;
            None
        } else {
            schema.target()
        };
    }
    for schema in steps {
        types.mark_nullable(schema, nullable);
    }
    nullable
}

/// The type that a named schema describes: one type for all references. One that is described
/// in place shares what is said of names with the place.
pub(super) fn named(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    inline: bool,
    types: &mut Types,
) -> Type {
    if let Some(id) = types.at(TypeSource::Schema(schema.id)) {
        return Type::Named(id);
    }
    // Its holder is read first.
    if !inline && types.holds_back(schema.id) {
        return Type::Json;
    }
    let inline = inline || types.inline_name(schema.id).is_some();
    let placed = inline.then(|| inline_names::of(document, schema, name, types));
    let name = placed.as_ref().map_or(name, |placed| &placed.name);
    let origin = document.context.origin(schema.head(), name);
    let id = types.announce(TypeSource::Schema(schema.id), name, origin);
    if let Some(placed) = placed {
        types.stand(id, placed.inline);
    }
    types.postpone(id, schema.id, inline);
    Type::Named(id)
}

/// Reads the schemas of the types that were named so far, and of those that they name.
pub(super) fn read_pending(document: &Document<'_, '_>, types: &mut Types, report: &mut Report) {
    read_pending_except(document, types, &Types::default(), report);
}

/// Does what [`read_pending`] does, except for schemas that were read already beside these types.
pub(super) fn read_pending_except(
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
        let schema = document.context.schemas.refer(place);
        let all = schema.as_bool();
        if all.is_some() || !is_object(schema, report) {
            let any = anything(schema.at, all != Some(false), report);
            types.describe(id, any.docs, any.deprecated, Shape::Alias(any.ty));
            continue;
        }
        let name = types.definition(id).name.clone();
        let (documentation, deprecated) = if types.together(place).is_empty() {
            (
                docs::of(schema, &name, report),
                flag(schema, Keyword::Deprecated, report),
            )
        } else {
            // What is said of one of several lists is no word on all of them.
            (String::new(), false)
        };
        let mut only = None;
        let shape = shape(document, schema, (id, &name), &mut only, types, report);
        let facts = match &shape {
            Shape::Alias(ty) => facts::with_type(schema, ty),
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => facts::of(schema),
        };
        let (documentation, deprecated, facts) = match only {
            Some(only) => (
                beside_only(only, &name, documentation, report),
                deprecated || flag(only, Keyword::Deprecated, report),
                facts::of(only).or(facts),
            ),
            None => (documentation, deprecated, facts),
        };
        types.state(id, facts);
        types.describe(id, documentation, deprecated, shape);
        if !inline {
            types.name(id, rust_name(schema, report), renamed_from(schema, report));
        }
    }
    report.stand(mark);
}

/// The documentation of a schema that is what its only alternative describes.
fn beside_only(only: SchemaRef<'_>, name: &str, docs: String, report: &mut Report) -> String {
    if docs.is_empty() {
        return docs::of(only, name, report);
    }
    // What is said beside the alternatives leaves out what the one says.
    docs::described(only, docs, &mut Report::new())
}

/// What a named schema is. Where it is what its only alternative describes inline, that one is
/// `only`: the type is the schema's, and has its name.
fn shape<'d>(
    document: &Document<'_, 'd>,
    schema: SchemaRef<'d>,
    (id, name): (TypeId, &str),
    only: &mut Option<SchemaRef<'d>>,
    types: &mut Types,
    report: &mut Report,
) -> Shape {
    if schema.has(Keyword::Reference) && widen::key(&schema).is_none() {
        return Shape::Alias(used(document, schema, name, types, report).ty);
    }
    if widen::key(&schema).is_some() {
        return Shape::Alias(several_shapes(schema, report));
    }
    if is_enumeration(schema) {
        check::kinds(schema, report);
        let others = types.together(schema.id).iter();
        let mut listed = vec![schema];
        listed.extend(others.map(|id| schema.other(*id)));
        return Shape::Enumeration(match listed.as_slice() {
            [only] => values(document, *only, name, report),
            several => union::texts(document, several, name, report),
        });
    }
    if union::choosing(schema, report).is_some() {
        return match union::reading(document, schema, name, types, report) {
            Reading::Nothing => Shape::Alias(Type::Nothing),
            Reading::Anything(open) => Shape::Alias(open_choice(schema, open, report)),
            Reading::One(one) => {
                let place = TypeSource::Schema(one.id);
                let is_free = !one.has(Keyword::Reference) && types.at(place).is_none();
                if is_free {
                    types.stand_for(place, id);
                }
                let value = format!("{name}_value");
                let ty = used(document, one, &value, types, report).ty;
                if !is_free || ty != Type::Named(id) {
                    return Shape::Alias(ty);
                }
                let shape = shape(document, one, (id, name), only, types, report);
                only.get_or_insert(one);
                shape
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

/// An inline schema.
fn described(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    let ty = if widen::key(&schema).is_some() {
        several_shapes(schema, report)
    } else if is_enumeration(schema) {
        named(document, schema, name, true, types)
    } else if union::choosing(schema, report).is_some() {
        match union::reading(document, schema, name, types, report) {
            Reading::Nothing => Type::Nothing,
            Reading::Anything(open) => open_choice(schema, open, report),
            Reading::One(only) => {
                let inner = used(document, only, name, types, report);
                let docs = docs::of(schema, name, report);
                let own = facts::of(schema);
                return Used {
                    nullable: inner.nullable || is_nullable(schema),
                    docs: match (docs.is_empty(), only.has(Keyword::Reference)) {
                        (true, _) => inner.docs,
                        (false, true) => docs,
                        (false, false) => beside_only(only, name, docs, report),
                    },
                    deprecated: inner.deprecated || flag(schema, Keyword::Deprecated, report),
                    facts: inner.facts.or(own),
                    ty: inner.ty,
                };
            }
            Reading::Scalar(ty) => ty,
            Reading::Texts(_) | Reading::Union(_) => named(document, schema, name, true, types),
        }
    } else if is_record(schema) {
        named(document, schema, name, true, types)
    } else {
        scalar_or_list(document, schema, name, types, report)
    };
    Used {
        nullable: ty == Type::Nothing || is_nullable(schema),
        docs: docs::of(schema, name, report),
        deprecated: flag(schema, Keyword::Deprecated, report),
        facts: facts::with_type(schema, &ty),
        ty,
    }
}

/// A value that its schema gives several shapes.
fn several_shapes(schema: SchemaRef<'_>, report: &mut Report) -> Type {
    let Some(Said { key, span, .. }) = widen::key(&schema) else {
        return Type::Json;
    };
    let message = match schema.failure() {
        Some(why) => format!("`{key}` {why}: the value"),
        None => format!("`{key}` is not supported yet: the value"),
    };
    widen::widen(schema, *span, &message, report)
}

/// A schema of several alternatives, of which one may be anything.
fn open_choice(schema: SchemaRef<'_>, open: SchemaRef<'_>, report: &mut Report) -> Type {
    let message = "this alternative may be any value: the value";
    widen::widen(schema, open.head(), message, report)
}

pub(super) fn is_nullable(schema: SchemaRef<'_>) -> bool {
    schema.is(Keyword::Nullable)
        || kinds(schema).contains(&"null")
        || union::allows_null(schema)
        || lists_null(schema)
}

/// The names under `type`, one or several.
pub(super) fn kinds<'d>(schema: SchemaRef<'d>) -> Vec<&'d str> {
    let mut kinds = schema.schema().types();
    for kind in kinds.iter_mut().filter(|kind| **kind == scalar::FILE) {
        *kind = "string";
    }
    kinds
}

/// Whether a schema describes bytes: text in the format `binary`, or a file.
pub(super) fn is_binary(schema: SchemaRef<'_>) -> bool {
    let types = schema.types();
    let format = schema.data(Keyword::Format).and_then(Node::text);
    types == [scalar::FILE] || format == Some("binary") && kinds(schema).contains(&"string")
}

/// Reports names where nothing has one.
pub(super) fn nameless(schema: SchemaRef<'_>, report: &mut Report) {
    for keyword in [Keyword::RustName, Keyword::RenamedFrom] {
        if let Some(said) = schema.said(keyword) {
            report
                .error(
                    Code::UnknownKey,
                    said.span,
                    format!("`{}` is used where nothing has a name", said.key),
                )
                .help("write it beside a property, a parameter, an operation, a value or a schema under `components`");
        }
    }
}
