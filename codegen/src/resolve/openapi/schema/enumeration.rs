//! Schemas that list their values: enumerations of texts, of integers, and of what is mixed.
//!
//! Values that a `type` cannot have are read as what the type says where there is one way to do so:
//! `type: string` makes text of a `4.1` without quotes. Booleans alone are no enumeration: a
//! boolean says as much.

use std::collections::{HashMap, HashSet};

use super::value_names::ValueNames;
use super::{is_nullable, kinds};
use crate::keywords::Keyword;
use crate::model::{EnumValue, Scalar};
use crate::report::{Code, Report};
use crate::resolve::openapi::{Document, docs, widen};
use crate::schemas::{SchemaRef, Value};
use crate::syntax::object::{self, Keys};
use crate::syntax::{Core, Node};

/// The keys of a value of an enumeration: a member of `oneOf`.
const VALUE: Keys = Keys {
    what: "a value of an enumeration",
    read: &[
        "const",
        "title",
        "description",
        "type",
        "deprecated",
        "x-bindery-name",
        "x-bindery-renamed-from",
    ],
    extensible: true,
};

pub(super) fn values(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    report: &mut Report,
) -> Vec<EnumValue> {
    let wanted = wanted(schema);
    let mut listed = Vec::new();
    if let Some(said) = schema.said(Keyword::Enum) {
        let Some(items) = schema.list(Keyword::Enum) else {
            object::list(said.node, said.key, report);
            return Vec::new();
        };
        let beside = ValueNames::of(schema, items.len());
        let items = items.iter().enumerate();
        listed.extend(items.map(|(at, item)| (*item, Names::beside(&beside, at))));
    } else if schema.has(Keyword::OneOf) {
        for member in schema.listed(Keyword::OneOf) {
            member_keys(member, report);
            if let Some(constant) = member.data(Keyword::Const) {
                listed.push((constant, names(member, constant, report)));
            }
        }
    } else if let Some(constant) = schema.data(Keyword::Const) {
        let value = value(document, name, constant, wanted, Names::default(), report);
        return value.into_iter().collect();
    }
    let mut found: Vec<EnumValue> = Vec::new();
    let mut first_of = HashMap::new();
    for (item, names) in listed {
        if item.is_null() && is_nullable(schema) {
            continue;
        }
        if let Some(value) = value(document, name, item, wanted, names, report) {
            let text = (value.scalar, value.wire.clone());
            if let Some(first) = first_of.get(&text) {
                report
                    .error(
                        Code::DuplicateValue,
                        item.span(),
                        format!("`{}` is listed twice", value.wire),
                    )
                    .label(*first, "first here")
                    .assume("it is read once");
                continue;
            }
            first_of.insert(text, value.origin.span);
            found.push(value);
        }
    }
    tell_apart(&mut found);
    found
}

/// Reports what a member of `oneOf` says beside its `const` and the code passes over.
fn member_keys(member: SchemaRef<'_>, report: &mut Report) {
    if let Some(node) = member.written {
        object::check_keys(node, &VALUE, report);
    }
}

/// Gives values of several kinds that would be called alike other words: `1` and `"1"`.
fn tell_apart(values: &mut [EnumValue]) {
    let are_alike = |values: &[EnumValue]| {
        let mut seen = HashSet::new();
        values.iter().any(|value| !seen.insert(value.label()))
    };
    if !are_alike(values) {
        return;
    }
    for value in &mut *values {
        value.called = None;
    }
    if are_alike(values) {
        for value in values {
            value.called = match value.scalar {
                Scalar::Text => Some(format!("text {}", value.wire)),
                Scalar::Boolean => Some(format!("boolean {}", value.wire)),
                Scalar::Integer | Scalar::Number => None,
            };
        }
    }
}

/// What is said of a value beside it.
#[derive(Default)]
struct Names {
    docs: String,
    called: Option<String>,
    title: String,
    rust_name: Option<String>,
    renamed_from: Option<String>,
}

impl Names {
    /// What an extension of the schema says of the value at a place of the list.
    fn beside(beside: &ValueNames, at: usize) -> Self {
        Self {
            docs: beside.docs(at).unwrap_or_default(),
            called: beside.name(at),
            ..Self::default()
        }
    }
}

/// What a member of `oneOf` says of its `const`.
fn names(member: SchemaRef<'_>, constant: Node<'_>, report: &mut Report) -> Names {
    let title = super::text(member, Keyword::Title, report)
        .unwrap_or_default()
        .to_owned();
    // The title of a number is the name of the value.
    let name = constant.as_str().unwrap_or(&title);
    let docs = docs::description(member, name, report).to_owned();
    // The number says little, and a text says what it is called.
    let (called, title) = match constant.as_str() {
        Some(_) => (None, title),
        None => (Some(title).filter(|title| !title.is_empty()), String::new()),
    };
    Names {
        docs,
        called,
        title,
        rust_name: super::rust_name(member, report),
        renamed_from: super::renamed_from(member, report),
    }
}

fn value(
    document: &Document<'_, '_>,
    name: &str,
    node: Node<'_>,
    wanted: Option<Wanted>,
    names: Names,
    report: &mut Report,
) -> Option<EnumValue> {
    // Anything else is no enumeration, and was reported as a list of values.
    let read = read(node, wanted)?;
    read.report(node, wanted, report);
    let origin = document
        .context
        .origin(node.span(), &format!("{name}.{}", read.wire));
    Some(EnumValue {
        wire: read.wire,
        scalar: read.scalar,
        called: names.called,
        title: names.title,
        rust_name: names.rust_name,
        renamed_from: names.renamed_from,
        origin,
        docs: names.docs,
    })
}

/// The one kind of scalar that a schema's `type` allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Text,
    Number,
    Boolean,
}

fn wanted(schema: SchemaRef<'_>) -> Option<Wanted> {
    let mut kinds = kinds(schema);
    kinds.retain(|kind| *kind != "null");
    match kinds[..] {
        ["string"] => Some(Wanted::Text),
        ["integer" | "number"] => Some(Wanted::Number),
        ["boolean"] => Some(Wanted::Boolean),
        _ => None,
    }
}

/// A listed value as it is read.
struct Read {
    scalar: Scalar,
    wire: String,
    /// Whether it is written as something else.
    otherwise: bool,
}

impl Read {
    /// Reports a value that its `type` cannot have.
    fn report(&self, node: Node<'_>, wanted: Option<Wanted>, report: &mut Report) {
        let allowed = matches!(
            (wanted, self.scalar),
            (None, _)
                | (Some(Wanted::Text), Scalar::Text)
                | (Some(Wanted::Number), Scalar::Integer | Scalar::Number)
                | (Some(Wanted::Boolean), Scalar::Boolean)
        );
        if allowed && !self.otherwise {
            return;
        }
        let what = match wanted {
            Some(Wanted::Number) => "a number",
            Some(Wanted::Boolean) => "a boolean",
            _ => "text",
        };
        let is = node.describe();
        let reading = if allowed {
            format!("the value is read as {what}")
        } else {
            "the value is read all the same".to_owned()
        };
        let message = format!("this is {is} where the type is {what}");
        let finding = report.assumed(node.span(), message, reading);
        if allowed && wanted == Some(Wanted::Text) {
            finding.help("put the value in quotes if it is text");
        }
    }
}

/// A scalar as a value of an enumeration: `None` for what is none, and for a number that nothing
/// holds.
fn read(node: Node<'_>, wanted: Option<Wanted>) -> Option<Read> {
    let text = node.text()?;
    let as_is = |scalar, wire: &str| Read {
        scalar,
        wire: wire.to_owned(),
        otherwise: false,
    };
    Some(match (node.core()?, wanted) {
        (Core::Text, Some(Wanted::Number)) => match number(text) {
            Some((scalar, wire)) => Read {
                scalar,
                wire,
                otherwise: true,
            },
            None => as_is(Scalar::Text, text),
        },
        (Core::Text, Some(Wanted::Boolean)) if matches!(text, "true" | "false") => Read {
            otherwise: true,
            ..as_is(Scalar::Boolean, text)
        },
        (Core::Text, _) => as_is(Scalar::Text, text),
        (Core::Integer | Core::Float | Core::Boolean, Some(Wanted::Text)) => Read {
            otherwise: true,
            ..as_is(Scalar::Text, text)
        },
        (Core::Integer | Core::Float, _) => {
            let (scalar, wire) = number(text)?;
            Read {
                scalar,
                wire,
                otherwise: false,
            }
        }
        (Core::Boolean, _) => as_is(
            Scalar::Boolean,
            if node.as_bool()? { "true" } else { "false" },
        ),
        (Core::Null, _) => return None,
    })
}

/// A number as JSON writes it; one without a fraction is an integer, however it is written.
fn number(text: &str) -> Option<(Scalar, String)> {
    /// What is whole below it is one number alone: 2⁵³.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let digits = text.strip_prefix('+').unwrap_or(text);
    if let Ok(integer) = digits.parse::<i128>() {
        let fits = i64::try_from(integer).is_ok() || u64::try_from(integer).is_ok();
        return fits.then(|| (Scalar::Integer, integer.to_string()));
    }
    let number = crate::syntax::number(text).filter(|number| number.is_finite())?;
    if number.fract() == 0.0 && number.abs() < EXACT {
        return Some((Scalar::Integer, format!("{number:.0}").replace("-0", "0")));
    }
    Some((Scalar::Number, serde_json::Value::from(number).to_string()))
}

/// Whether a schema lists its values, and they make an enumeration.
pub(in crate::resolve::openapi) fn is_enumeration(schema: SchemaRef<'_>) -> bool {
    let wanted = wanted(schema);
    let reads = |node: Node<'_>| read(node, wanted).map(|read| read.scalar);
    if let Some(said) = schema.said(Keyword::Enum) {
        return match schema.list(Keyword::Enum) {
            Some(values) => !holds_members(schema) && are_values(values, reads),
            None => !said.node.is_null(),
        };
    }
    if let Some(Value::Schemas(_)) = schema.said(Keyword::OneOf).map(|said| &said.value) {
        let mut members = schema.listed(Keyword::OneOf);
        let is_value =
            |member: SchemaRef<'_>| member.data(Keyword::Const).and_then(reads).is_some();
        return members.len() > 0 && members.all(is_value);
    }
    let constant = schema.data(Keyword::Const).and_then(reads);
    constant.is_some_and(|scalar| scalar != Scalar::Boolean) && !holds_members(schema)
}

/// Whether a list holds scalars, of which one at least is no boolean.
fn are_values<'d>(list: &[Node<'d>], reads: impl Fn(Node<'d>) -> Option<Scalar>) -> bool {
    let mut plain = false;
    for item in list.iter().filter(|item| !item.is_null()) {
        match reads(*item) {
            Some(Scalar::Boolean) => {}
            Some(_) => plain = true,
            None => return false,
        }
    }
    plain
}

/// Whether a schema lists its values, and they are booleans.
pub(super) fn lists_booleans(schema: SchemaRef<'_>) -> bool {
    let constant = schema.data(Keyword::Const);
    let listed = schema.list(Keyword::Enum).unwrap_or_default();
    let values = listed.iter().copied().chain(constant);
    let values: Vec<_> = values.filter(|value| !value.is_null()).collect();
    !values.is_empty() && values.iter().all(|value| value.as_bool().is_some())
}

/// Whether a schema is of lists or objects, which no scalar is.
fn holds_members(schema: SchemaRef<'_>) -> bool {
    let kinds = kinds(schema);
    !kinds.is_empty()
        && kinds
            .iter()
            .all(|kind| matches!(*kind, "array" | "object" | "null"))
        && kinds != ["null"]
}

/// Whether a schema lists null among its values.
pub(super) fn lists_null(schema: SchemaRef<'_>) -> bool {
    let list = schema.list(Keyword::Enum).unwrap_or_default();
    list.len() > 1 && list.iter().any(|value| value.is_null())
}

/// Reports a list of values that is no enumeration.
pub(super) fn listed_values(schema: SchemaRef<'_>, name: &str, report: &mut Report) {
    let keywords = [Keyword::Enum, Keyword::Const];
    let Some(listed) = keywords.into_iter().find_map(|it| schema.said(it)) else {
        return;
    };
    if listed.keyword == Some(Keyword::Enum) && listed.node.is_null() {
        let mark = report.mark();
        object::list(listed.node, listed.key, report);
        report.guess_since(mark, "it is as if it were not there");
        return;
    }
    let all = if let Value::List(values) = &listed.value {
        values.clone()
    } else {
        vec![listed.node]
    };
    let wanted = wanted(schema);
    let mut others = all
        .iter()
        .filter(|item| !item.is_null() && read(**item, wanted).is_none());
    match others.next() {
        Some(other) => {
            let is = other.describe();
            let message = format!("{is} is listed as a value, and any value is read");
            widen::report_widened(schema, other.span(), &message, report);
        }
        None if all.is_empty() => {
            report
                .error(
                    Code::EnumWithoutValues,
                    listed.span,
                    format!("`{name}` is an enumeration without values"),
                )
                .assume("the list is left out");
        }
        None if holds_members(schema) => {
            report
                .assumed(
                    listed.span,
                    format!("`{}` lists no value that the type can have", listed.key),
                    "the list is left out",
                )
                .help("describe the values of a list under `items`");
        }
        None => {
            for item in all {
                if let Some(read) = read(item, wanted) {
                    read.report(item, wanted, report);
                }
            }
        }
    }
}
