//! Calls: handles and their methods, requests and their settings, the constants of the wire, and
//! what calls return where the status decides.

use super::table;
use super::types::given;
use super::writer::{Parameter, Writer, constant};
use crate::rust::{AnswerEnum, Argument, Handle, Method, OperationStatic, Request, Setter};

pub(super) fn handle(handle: &Handle) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&handle.docs);
    out.line("#[derive(Clone, Copy, Debug)]");
    out.open("pub struct", &format!("{}<'c>", handle.name));
    out.line("pub(super) client: &'c Client,");
    out.close();

    let mut methods = Writer::default();
    methods.open("impl", &format!("{}<'_>", handle.name));
    for (at, one) in handle.methods.iter().enumerate() {
        if at > 0 {
            methods.blank();
        }
        method(&mut methods, one);
    }
    methods.close();
    vec![out.finish(), methods.finish()]
}

fn method(out: &mut Writer, method: &Method) {
    let mut parameters = vec![Parameter::Itself("&self")];
    match &method.inputs {
        Some(inputs) => parameters.push(Parameter::Inputs(inputs)),
        None => parameters.extend(
            (method.arguments.iter()).map(|Argument { name, ty }| Parameter::Value { name, ty }),
        ),
    }
    out.docs(&method.docs);
    out.deprecated(method.deprecated);
    out.function(&method.name, &parameters, &method.request);
    out.open_literal(&method.request);
    out.core_call(&method.operation);
    for Argument { name, ty } in &method.arguments {
        out.member(&match &method.inputs {
            Some(_) => format!("{name}: inputs.{name}"),
            None => given(name, ty),
        });
    }
    for (name, value) in &method.set {
        out.member(&format!("{name}: Some({value})"));
    }
    for name in &method.optional {
        out.member(&format!("{name}: None"));
    }
    for name in &method.maybe {
        out.member(&format!("{name}: Maybe::Absent"));
    }
    out.close();
    out.close();
    if let Some(former) = &method.former {
        out.blank();
        out.former(&format!("Self::{}", method.name), &method.name);
        out.function(former, &parameters, &method.request);
        let passed: Vec<_> = match &method.inputs {
            Some(_) => vec!["inputs"],
            None => method.arguments.iter().map(|one| &*one.name).collect(),
        };
        out.call_of_self(&method.name, &passed);
        out.close();
    }
}

pub(super) fn request(request: &Request) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&request.docs);
    out.line("#[derive(Clone, Debug)]");
    out.line("#[must_use = \"a request is sent only when it is awaited\"]");
    out.open("pub struct", &request.name);
    out.line("call: Call,");
    let fields = request.fields.iter();
    out.fields("", fields.map(|(name, ty)| (&[][..], false, &**name, ty)));
    out.close();
    let mut parts = vec![out.finish()];
    if !request.setters.is_empty() {
        parts.push(setters(request));
    }
    parts.push(table::request(request));
    parts
}

fn setters(request: &Request) -> String {
    let mut out = Writer::default();
    out.open("impl", &request.name);
    for (at, one) in request.setters.iter().enumerate() {
        if at > 0 {
            out.blank();
        }
        setter(&mut out, one);
    }
    out.close();
    out.finish()
}

fn setter(out: &mut Writer, setter: &Setter) {
    let Setter { name, ty, .. } = setter;
    let parameter = || Parameter::Value { name, ty };
    out.docs(&setter.docs);
    out.deprecated(setter.deprecated);
    out.function(name, &[Parameter::Itself("mut self"), parameter()], "Self");
    out.assign(name, ty);
    out.line("self");
    out.close();
    if let Some(former) = &setter.former {
        out.blank();
        out.former(&format!("Self::{name}"), name);
        out.function(former, &[Parameter::Itself("self"), parameter()], "Self");
        out.call_of_self(name, &[name]);
        out.close();
    }
}

pub(super) fn operation(operation: &OperationStatic) -> String {
    let arguments = operation.arguments.iter();
    let mut chain = vec![(
        format!("Operation::{}", operation.constructor),
        arguments.map(|argument| table::literal(argument)).collect(),
    )];
    for (name, argument) in &operation.modifiers {
        chain.push(((*name).to_owned(), argument.iter().cloned().collect()));
    }
    if let Some(needs) = &operation.needs {
        chain.push(("needs".to_owned(), vec![table::needs(needs)]));
    }
    constant(&operation.name, "Operation", &chain)
}

/// What a call returns where the status decides.
pub(super) fn answer(answer: &AnswerEnum) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&answer.docs);
    out.line("#[derive(Clone, Debug, PartialEq)]");
    out.line("#[non_exhaustive]");
    out.open("pub enum", &answer.name);
    for variant in &answer.variants {
        out.docs(&variant.docs);
        out.variant(&variant.name, variant.ty.as_ref());
    }
    out.close();
    vec![out.finish(), table::answers(answer)]
}
