//! Types as text.

use crate::rust::Ty;

use super::writer::{WIDTH, width};

/// A type as it is written on one line.
pub(crate) fn type_text(rust: &Ty) -> String {
    let mut text = String::new();
    ty(&mut text, rust);
    text
}

/// Adds a type on one line.
pub(super) fn ty(text: &mut String, rust: &Ty) {
    let (modules, name) = path(rust);
    text.push_str(modules);
    text.push_str(name);
    let (open, arguments, close) = arguments(rust);
    text.push_str(open);
    for (at, argument) in arguments.into_iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        ty(text, argument);
    }
    text.push_str(close);
}

/// A type that is too long for a line: each of its arguments on a line of its own, where it has
/// some. `indent` is that of the line on which it begins.
pub(super) fn broken(text: &mut String, rust: &Ty, indent: usize) {
    let (open, arguments, close) = arguments(rust);
    if arguments.is_empty() {
        ty(text, rust);
        return;
    }
    let (modules, name) = path(rust);
    text.push_str(modules);
    text.push_str(name);
    text.push_str(open);
    text.push('\n');
    for argument in arguments {
        indented(text, argument, indent + 4);
        text.push_str(",\n");
    }
    text.push_str(&" ".repeat(indent));
    text.push_str(close);
}

/// Adds a type on a line of its own, broken where it does not fit with a comma behind it.
pub(super) fn indented(text: &mut String, rust: &Ty, indent: usize) {
    text.push_str(&" ".repeat(indent));
    let line = type_text(rust);
    if indent + width(&line) < WIDTH {
        text.push_str(&line);
    } else {
        broken(text, rust, indent);
    }
}

/// The modules before a type's name, and the name without its arguments.
fn path(rust: &Ty) -> (&'static str, &str) {
    let name = match rust {
        Ty::Bool => "bool",
        Ty::I32 => "i32",
        Ty::I64 => "i64",
        Ty::F32 => "f32",
        Ty::F64 => "f64",
        Ty::String => "String",
        Ty::Secret => "SecretString",
        Ty::DateTime => "DateTime",
        Ty::Json => "JsonValue",
        Ty::Unit => "()",
        Ty::Plain(name) => name,
        Ty::Constant { qualified } => {
            let path = if *qualified {
                "bindery_runtime::v1::"
            } else {
                ""
            };
            return (path, "Constant");
        }
        Ty::Named(named) => &named.path,
        Ty::Own(name) => name,
        Ty::Runtime {
            name, qualified, ..
        } => return (if *qualified { "bindery_runtime::" } else { "" }, name),
        Ty::Boxed(_) => "Box",
        Ty::Option(_) => "Option",
        Ty::Maybe(_) => "Maybe",
        Ty::Vec(_) => "Vec",
        Ty::Map(_) => "BTreeMap",
        Ty::Tuple(_) => "",
    };
    ("", name)
}

/// The types that a type is made of, and the brackets around them.
fn arguments(rust: &Ty) -> (&'static str, Vec<&Ty>, &'static str) {
    match rust {
        Ty::Boxed(inner) | Ty::Option(inner) | Ty::Maybe(inner) | Ty::Vec(inner) => {
            ("<", vec![&**inner], ">")
        }
        Ty::Map(inner) => ("<", vec![&Ty::String, &**inner], ">"),
        Ty::Runtime { of: Some(of), .. } => ("<", vec![&**of], ">"),
        Ty::Tuple(places) => ("(", places.iter().collect(), ")"),
        Ty::Runtime { of: None, .. }
        | Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::Plain(_)
        | Ty::Constant { .. }
        | Ty::F32
        | Ty::F64
        | Ty::String
        | Ty::Secret
        | Ty::DateTime
        | Ty::Json
        | Ty::Unit
        | Ty::Named(_)
        | Ty::Own(_) => ("", Vec::new(), ""),
    }
}
