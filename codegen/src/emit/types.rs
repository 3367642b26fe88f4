//! Types: structs, open enumerations, unions, aliases.

use super::calls::value;
use super::table;
use super::writer::{Parameter, Writer};
use crate::rust::{Alias, Former, Inputs, OpenEnum, RecordField, Start, Ty, TypeStruct, UnionType};

pub(super) fn record(record: &TypeStruct) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&record.docs);
    out.deprecated(record.deprecated);
    out.line(match record.start {
        Start::Default if record.starts_empty => "#[derive(Clone, Debug, Default, PartialEq)]",
        Start::Nothing | Start::Default | Start::New | Start::Required => {
            "#[derive(Clone, Debug, PartialEq)]"
        }
    });
    out.line("#[non_exhaustive]");
    if record.fields.is_empty() {
        out.line(&format!("pub struct {} {{}}", record.name));
    } else {
        out.open("pub struct", &record.name);
        let fields = record.fields.iter();
        let (own, public): (Vec<_>, Vec<_>) = fields.partition(|field| field.constant.is_some());
        let has_both = !own.is_empty() && !public.is_empty();
        out.fields("pub ", public.into_iter().map(member));
        if has_both {
            out.blank();
        }
        out.fields("", own.into_iter().map(member));
        out.close();
    }
    let mut parts = vec![out.finish()];
    match record.start {
        Start::New | Start::Required => parts.push(start(record)),
        Start::Default if !record.starts_empty => parts.push(default(record)),
        Start::Default | Start::Nothing => {}
    }
    parts.push(table::record(record));
    if let Some(lines) = &record.markup {
        parts.push(table::markup(&record.name, lines));
    }
    if let (Start::Required, Some(name)) = (record.start, &record.required) {
        parts.push(required(record, name));
    }
    parts
}

fn member(field: &RecordField) -> (&[String], bool, &str, &Ty) {
    (&field.docs, field.deprecated, &field.name, &field.ty)
}

/// The function that starts a record with the fields that have to be given.
fn start(record: &TypeStruct) -> String {
    let mut out = Writer::default();
    out.open("impl", &record.name);
    let defaults = record.fields.iter().filter(|field| field.starts);
    let defaults: Vec<_> = defaults.map(|field| format!("`{}`", field.name)).collect();
    out.docs(&[match &defaults[..] {
        [] => "Starts with the required fields; all others are absent.".to_owned(),
        [one] => format!(
            "Starts with the required fields and the default of {one}; all others are absent."
        ),
        several => format!(
            "Starts with the required fields and the defaults of {}; all others are absent.",
            several.join(", ")
        ),
    }]);
    if let (Start::Required, Some(name)) = (record.start, &record.required) {
        out.function("new", &[Parameter::Required(name)], "Self");
    } else {
        let required = record.fields.iter().filter(|field| field.initial.is_none());
        let parameters: Vec<_> = required
            .map(|field| Parameter::Value {
                name: &field.name,
                taken: &field.given.taken,
            })
            .collect();
        out.function("new", &parameters, "Self");
    }
    let is_struct = record.start == Start::Required;
    let fields = record.fields.iter().map(|field| started(field, is_struct));
    out.literal("Self", &fields.collect::<Vec<_>>());
    out.close();
    out.close();
    out.finish()
}

/// What a record starts as whose defaults are not those of its types.
fn default(record: &TypeStruct) -> String {
    let mut out = Writer::default();
    out.open("impl", &format!("Default for {}", record.name));
    out.open("fn", "default() -> Self");
    let fields = record.fields.iter().map(|field| started(field, false));
    out.literal("Self", &fields.collect::<Vec<_>>());
    out.close();
    out.close();
    out.finish()
}

/// The struct of the fields that have to be given.
fn required(record: &TypeStruct, name: &str) -> String {
    let mut out = Writer::default();
    out.docs(&[format!("What [`{}::new`] takes.", record.name)]);
    out.line("#[derive(Clone, Debug, PartialEq)]");
    out.open("pub struct", name);
    let asked = record.fields.iter().filter(|field| field.initial.is_none());
    for field in asked {
        out.docs(&[format!("[`{}::{}`].", record.name, field.name)]);
        out.typed(&format!("pub {}:", field.name), &field.ty, ',');
    }
    out.close();
    out.finish()
}

/// A field in the literal of a record that is started.
fn started(field: &RecordField, is_struct: bool) -> String {
    match &field.initial {
        Some(initial) => format!("{}: {initial}", field.name),
        None if is_struct => format!("{0}: required.{0}", field.name),
        None => match value(&field.given, "") {
            value if value == field.name => value,
            value => format!("{}: {value}", field.name),
        },
    }
}

pub(super) fn open_enum(open: &OpenEnum) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&open.docs);
    out.deprecated(open.deprecated);
    out.line("#[derive(Clone, Debug, PartialEq, Eq, Hash)]");
    out.line("#[non_exhaustive]");
    out.open("pub enum", &open.name);
    for variant in &open.variants {
        out.docs(&variant.docs);
        out.variant(&variant.name, None);
    }
    out.docs(&["A value that this version of the crate has no name for."]);
    out.line("Unknown(UnknownValue<Self>),");
    out.close();
    let mut parts = vec![out.finish(), table::open_enum(open)];
    if !open.former.is_empty() {
        parts.push(former_variants(open));
    }
    parts
}

/// The names that variants had before.
fn former_variants(open: &OpenEnum) -> String {
    let mut out = Writer::default();
    out.open("impl", &open.name);
    for Former { name, now } in &open.former {
        out.former(&format!("Self::{now}"), now);
        out.line("#[expect(non_upper_case_globals, reason = \"it stands for a variant\")]");
        let now = Ty::Own(format!("Self::{now}"));
        out.typed(&format!("pub const {name}: Self ="), &now, ';');
    }
    out.close();
    out.finish()
}

pub(super) fn union(union: &UnionType) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&union.docs);
    out.deprecated(union.deprecated);
    out.line("#[derive(Clone, Debug, PartialEq)]");
    out.line("#[non_exhaustive]");
    out.open("pub enum", &union.name);
    for variant in &union.variants {
        out.docs(&variant.docs);
        if variant.constant.is_some() {
            out.variant(&variant.name, None);
        } else if variant.boxed {
            let held = Ty::Boxed(Box::new(variant.ty.clone()));
            out.variant(&variant.name, Some(&held));
        } else {
            out.variant(&variant.name, Some(&variant.ty));
        }
    }
    out.docs(&["A value that this version of the crate has no variant for."]);
    out.line("Unknown(bindery_runtime::UnknownVariant),");
    out.close();
    let mut parts = vec![out.finish(), table::union(union)];
    if !union.alternatives.is_empty() {
        parts.push(table::alternatives(union));
    }
    parts.extend((union.text.as_ref()).map(|variants| table::union_text(&union.name, variants)));
    parts
}

/// The name that a type had before.
pub(super) fn former(former: &Former) -> String {
    let mut out = Writer::default();
    out.former(&former.now, &former.now);
    let now = Ty::Own(former.now.clone());
    out.typed(&format!("pub type {} =", former.name), &now, ';');
    out.finish()
}

pub(super) fn alias(alias: &Alias) -> String {
    let mut out = Writer::default();
    out.docs(&alias.docs);
    out.deprecated(alias.deprecated);
    out.typed(&format!("pub type {} =", alias.name), &alias.ty, ';');
    out.finish()
}

pub(super) fn inputs(inputs: &Inputs) -> String {
    let mut out = Writer::default();
    out.docs(&inputs.docs);
    out.line("#[derive(Clone, Debug, PartialEq)]");
    out.open("pub struct", &inputs.name);
    let fields = inputs.fields.iter();
    out.fields(
        "pub ",
        fields.map(|(docs, name, ty)| (&**docs, false, &**name, ty)),
    );
    out.close();
    out.finish()
}
