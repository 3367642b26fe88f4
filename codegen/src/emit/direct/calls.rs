//! Handles and their methods, requests and their settings.

use super::super::calls::{
    converts, method as method_tokens, request_field, setter as setter_tokens,
};
use super::super::layout;
use super::{
    MARGIN, alone_in_impl, alone_in_struct, deprecated, docs, field, fits, line, members, one_line,
    ty,
};
use crate::rust::{Argument, Handle, Method, Request, Setter, Ty};

pub(in crate::emit) fn handle_struct(handle: &Handle) -> Option<String> {
    let mut text = String::new();
    docs(&mut text, "", &handle.docs)?;
    text.push_str("#[derive(Clone, Copy, Debug)]\n");
    let start = text.len();
    line(&mut text, &["pub struct ", &handle.name, "<'c> {"]);
    one_line(&text[start..])?;
    text.push_str("    pub(super) client: &'c Client,\n}\n");
    Some(text)
}

pub(in crate::emit) fn handle_methods(handle: &Handle) -> Option<String> {
    if handle.methods.is_empty() {
        return None;
    }
    let mut text = String::new();
    line(&mut text, &["impl ", &handle.name, "<'_> {"]);
    one_line(&text)?;
    members(
        &mut text,
        &handle.methods,
        method,
        method_tokens,
        alone_in_impl(),
    )?;
    text.push_str("}\n");
    Some(text)
}

fn method(text: &mut String, method: &Method) -> Option<()> {
    if method.former.is_some() {
        return None;
    }
    docs(text, "    ", &method.docs)?;
    deprecated(text, "    ", method.deprecated);
    let mut parameters = vec!["&self".to_owned()];
    match &method.inputs {
        Some(inputs) => parameters.push(format!("inputs: {inputs}")),
        None => {
            for Argument { name, ty } in &method.arguments {
                parameters.push(parameter(name, ty));
            }
        }
    }
    signature(text, &method.name, &parameters, &method.request)?;
    line(text, &["        ", &method.request, " {"]);
    let alone = method.arguments.is_empty()
        && method.set.is_empty()
        && method.optional.is_empty()
        && method.maybe.is_empty();
    call(text, &method.operation, alone)?;
    for Argument { name, ty } in &method.arguments {
        let start = text.len();
        text.push_str("            ");
        text.push_str(name);
        if method.inputs.is_some() {
            text.push_str(": inputs.");
            text.push_str(name);
        } else if converts(ty) {
            text.push_str(": ");
            text.push_str(name);
            text.push_str(".into()");
        }
        text.push(',');
        one_line(&text[start..])?;
        text.push('\n');
    }
    for (name, value) in &method.set {
        let value = if *value { "true" } else { "false" };
        let start = text.len();
        line(text, &["            ", name, ": Some(", value, "),"]);
        one_line(text[start..].trim_end())?;
    }
    for name in &method.optional {
        line(text, &["            ", name, ": None,"]);
    }
    for name in &method.maybe {
        line(text, &["            ", name, ": Maybe::Absent,"]);
    }
    text.push_str("        }\n    }\n");
    Some(())
}

/// The line that makes the call, one step a line where it is too wide. The comma behind the last
/// field does not count for the printer: it stands there only when fields are on lines of their own.
fn call(text: &mut String, operation: &str, alone: bool) -> Option<()> {
    let start = text.len();
    line(
        text,
        &["            call: self.client.core.call(&", operation, "),"],
    );
    if !fits(text[start..].strip_suffix(if alone { ",\n" } else { "\n" })?)? {
        text.truncate(start);
        text.push_str("            call: self\n                .client\n                .core\n");
        let start = text.len();
        line(text, &["                .call(&", operation, "),"]);
        one_line(text[start..].trim_end())?;
    }
    Some(())
}

/// A parameter, as lenient as its type allows.
pub(super) fn parameter(name: &str, rust: &Ty) -> String {
    let mut text = format!("{name}: ");
    if converts(rust) {
        text.push_str("impl Into<");
        ty(&mut text, rust);
        text.push('>');
    } else {
        ty(&mut text, rust);
    }
    text
}

/// The line of a method's signature, or a line for each parameter.
pub(super) fn signature(
    text: &mut String,
    name: &str,
    parameters: &[String],
    answer: &str,
) -> Option<()> {
    let start = text.len();
    for piece in ["    pub fn ", name, "("] {
        text.push_str(piece);
    }
    for (index, parameter) in parameters.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(parameter);
    }
    text.push(')');
    for piece in [" -> ", answer, " {\n"] {
        text.push_str(piece);
    }
    for parameter in parameters {
        // With its indentation and a comma: no type is broken.
        if parameter.len() + 9 > MARGIN {
            return None;
        }
    }
    // The printer breaks what does not fit its own margin, and the layout joins what fits a line.
    if text.len() - 1 - start <= layout::WIDTH {
        return Some(());
    }
    if !text[start..].is_ascii() {
        return None;
    }
    text.truncate(start);
    line(text, &["    pub fn ", name, "("]);
    for parameter in parameters {
        line(text, &["        ", parameter, ","]);
    }
    line(text, &["    ) -> ", answer, " {"]);
    Some(())
}

pub(in crate::emit) fn request_struct(request: &Request) -> Option<String> {
    let mut text = String::new();
    docs(&mut text, "", &request.docs)?;
    text.push_str(
        "#[derive(Clone, Debug)]\n#[must_use = \"a request is sent only when it is awaited\"]\n",
    );
    line(&mut text, &["pub struct ", &request.name, " {"]);
    text.push_str("    call: Call,\n");
    members(
        &mut text,
        &request.fields,
        |text, (name, rust)| field(text, "    ", name, rust),
        request_field,
        alone_in_struct(),
    )?;
    text.push_str("}\n");
    Some(text)
}

pub(in crate::emit) fn setters(request: &Request) -> Option<String> {
    if request.setters.is_empty() {
        return None;
    }
    let mut text = String::new();
    line(&mut text, &["impl ", &request.name, " {"]);
    members(
        &mut text,
        &request.setters,
        setter,
        setter_tokens,
        alone_in_impl(),
    )?;
    text.push_str("}\n");
    Some(text)
}

fn setter(text: &mut String, setter: &Setter) -> Option<()> {
    if setter.former.is_some() {
        return None;
    }
    docs(text, "    ", &setter.docs)?;
    deprecated(text, "    ", setter.deprecated);
    let parameters = ["mut self".to_owned(), parameter(&setter.name, &setter.ty)];
    signature(text, &setter.name, &parameters, "Self")?;
    let start = text.len();
    let (open, end) = match &setter.ty {
        Ty::Maybe(_) => ("", ".into();"),
        ty if converts(ty) => ("Some(", ".into());"),
        _ => ("Some(", ");"),
    };
    line(
        text,
        &[
            "        self.",
            &setter.name,
            " = ",
            open,
            &setter.name,
            end,
        ],
    );
    one_line(text[start..].trim_end())?;
    text.push_str("        self\n    }\n");
    Some(())
}
