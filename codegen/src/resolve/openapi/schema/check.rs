//! What is wrong with the keywords of a schema, whatever its values become.

use super::scalar::{FILE, KINDS};
use crate::keywords::{Keyword, Reading, Shape};
use crate::report::{Code, Report, suggest};
use crate::schemas::{Said, SchemaRef, Schemas, Value};
use crate::syntax::Node;
use crate::syntax::object::{self, Keys, head};

const DISCRIMINATOR: Keys = Keys {
    what: "a discriminator",
    read: &["propertyName", "mapping", "defaultMapping"],
    extensible: true,
};

/// Checks every schema, whether or not something uses it. What the reading of its users found at a
/// place is not said again.
pub(in crate::resolve) fn all(schemas: &Schemas<'_>, report: &mut Report) {
    let mark = report.mark();
    let mut found = Report::new();
    for schema in schemas.ids().map(|id| schemas.refer(id)) {
        if schema.written.and_then(Node::as_mapping).is_none() {
            continue;
        }
        // What stands beside a reference has rules of its own where that is used.
        let is_reference = schema.reference().is_some()
            && schema.failure().is_none()
            && !schema.has(Keyword::AllOf);
        check(schema, if is_reference { &mut found } else { report });
        parts(schema, &mut found);
    }
    report.add_elsewhere(found);
    report.permit(mark);
}

/// Reports keywords that mean nothing, and values that say nothing under their keyword.
fn check(schema: SchemaRef<'_>, report: &mut Report) {
    for said in &schema.schema().says {
        known(said, report);
    }
    empty(schema, report);
    values(schema, report);
    let discriminator = schema.said(Keyword::Discriminator);
    let Some(said) = discriminator.filter(|said| !said.node.is_null()) else {
        return;
    };
    object::check_keys(said.node, &DISCRIMINATOR, report);
    // Beside alternatives it is read, and the rest of it with them.
    if !schema.has_any(&[Keyword::OneOf, Keyword::AnyOf]) {
        let mark = report.mark();
        if let Some(node) = object::mapping(said.node, "discriminator", report) {
            object::text_of(node, "propertyName", report);
            if let Some(mapping) = node.get("mapping") {
                object::mapping(mapping, "mapping", report);
            }
        }
        report.guess_since(mark, "it is as if it were not there");
        report
            .error(
                Code::Ignored,
                said.span,
                "the discriminator has nothing to choose between: there is no `oneOf` or `anyOf`, and no schema has this one in its `allOf`",
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
}

/// Reports a key that is no keyword, and a keyword that the code passes over.
fn known(said: &Said<'_>, report: &mut Report) {
    match said.keyword.map(|keyword| keyword.row().reading) {
        Some(Reading::Read) => {}
        Some(Reading::Ignored) => {
            object::ignored(said.key, said.span, "a schema", report);
        }
        Some(Reading::BesideReference) | None => {
            let ours = said.key.starts_with("x-bindery-");
            if said.key.starts_with("x-") && !ours {
                return;
            }
            let known = Keyword::ALL.iter().filter(|keyword| {
                keyword.row().reading == Reading::Read && keyword.is_extension() == ours
            });
            let known = known.map(|keyword| keyword.name());
            let finding = report.error(
                Code::UnknownKey,
                said.span,
                format!("a schema has no key `{}`", said.key),
            );
            if let Some(meant) = suggest(said.key, known) {
                finding.help(format!("did you mean `{meant}`?"));
            }
            // What is said to bindery itself is meant to be heard.
            if !ours {
                finding.guess("it is ignored");
            }
        }
    }
}

/// Reports keywords without a value whose value composes a schema.
fn empty(schema: SchemaRef<'_>, report: &mut Report) {
    let mark = report.mark();
    for said in schema
        .schema()
        .says
        .iter()
        .filter(|said| said.node.is_null())
    {
        match said.keyword {
            Some(Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf | Keyword::Required) => {
                object::list(said.node, said.key, report);
            }
            Some(Keyword::Discriminator | Keyword::Properties) => {
                object::mapping(said.node, said.key, report);
            }
            _ => {}
        }
    }
    report.guess_since(mark, "it is as if it were not there");
}

/// Reports types that are none, and what is no schema where a schema is expected: of schemas that
/// nothing reads.
fn parts(schema: SchemaRef<'_>, report: &mut Report) {
    kinds(schema, report);
    let mark = report.mark();
    for said in &schema.schema().says {
        let held = match &said.value {
            Value::Schema(id) => vec![*id],
            Value::Schemas(ids) => ids.clone(),
            Value::Named(named) => named.iter().map(|named| named.schema).collect(),
            Value::Malformed => {
                match said.keyword.map(|keyword| keyword.row().shape) {
                    Some(Shape::Schemas) => object::list(said.node, said.key, report),
                    Some(Shape::NamedSchemas) => object::mapping(said.node, said.key, report),
                    _ => None,
                };
                continue;
            }
            Value::Data
            | Value::Flag(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Types { .. }
            | Value::List(_)
            | Value::Reference(_) => continue,
        };
        for part in held.into_iter().map(|id| schema.other(id)) {
            if let Some(node) = part.written.filter(|node| node.as_bool().is_none()) {
                object::mapping(node, "a schema", report);
            }
        }
    }
    report.guess_since(mark, "it is any JSON");
}

/// Reports keywords beside a reference that are ignored.
pub(super) fn beside_reference(schema: SchemaRef<'_>, report: &mut Report) {
    values(schema, report);
    for said in &schema.schema().says {
        let is_reflected = match said.keyword {
            Some(Keyword::Type) => says_the_same(schema),
            Some(keyword) => keyword.row().beside_reference,
            None => false,
        };
        if !is_reflected && (!said.key.starts_with("x-") || said.key.starts_with("x-bindery-")) {
            report
                .error(
                    Code::Ignored,
                    said.span,
                    format!(
                        "`{}` beside `$ref` is not supported and is ignored",
                        said.key
                    ),
                )
                .help(
                    "say it in the schema that is referred to, or acknowledge it in `bindery.yaml`",
                );
        }
    }
}

/// Whether what a schema refers to has the types that stand beside the reference.
fn says_the_same(schema: SchemaRef<'_>) -> bool {
    let mut own = super::kinds(schema)
        .into_iter()
        .filter(|name| *name != "null");
    schema.target().is_some_and(|target| {
        let said = super::kinds(target);
        own.all(|name| said.contains(&name))
    })
}

/// Reports a `type` that is none, where the other keywords say what the values are.
pub(super) fn kinds(schema: SchemaRef<'_>, report: &mut Report) {
    let mark = report.mark();
    if let Some(Value::Types { names, .. }) = schema.said(Keyword::Type).map(|said| &said.value) {
        for name in names {
            if name.text() != Some(FILE) {
                object::word(*name, "type", KINDS, report);
            }
        }
    }
    report.guess_since(mark, "it is as if it were not there");
}

/// Reports values that are of another shape than their keyword takes, and are passed over.
fn values(schema: SchemaRef<'_>, report: &mut Report) {
    for said in &schema.schema().says {
        let Value::Malformed = said.value else {
            continue;
        };
        let wanted = match said.keyword.map(|keyword| keyword.row().shape) {
            Some(Shape::Flag) => "`true` or `false`",
            Some(Shape::Number | Shape::Exclusive) => "a number",
            Some(Shape::Text) if said.keyword != Some(Keyword::Format) => "text",
            Some(Shape::Reference) => "text",
            Some(Shape::Object) => "a mapping",
            Some(Shape::NamesByName) => "lists of names",
            // What composes a schema is reported where it is read.
            _ => continue,
        };
        report
            .error(
                Code::WrongType,
                head(said.node),
                object::mistaken(said.node, said.key, wanted),
            )
            .guess("it is as if it were not there");
    }
}
