//! Calls: handles and their methods, requests and their setters, wire constants, and enumerations
//! of responses by status.

use super::table;
use super::writer::{Parameter, Writer, constant};
use crate::rust::{
    Argument, Building, Built, Given, Handle, Held, Initial, Makes, Method, Named, OperationStatic,
    Request, ResponseEnum, Taken, Ty,
};

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
    let names = method.arguments.iter().map(|argument| match &method.makes {
        Makes::Request {
            set: Some((name, ..)),
            ..
        } if *name == argument.name => format!("mut {name}"),
        Makes::Request { .. } | Makes::With { .. } => argument.name.clone(),
    });
    let names: Vec<_> = names.collect();
    match &method.inputs {
        Some(required) => parameters.push(Parameter::Required(required)),
        None => parameters.extend(
            (method.arguments.iter().zip(&names))
                .map(|(Argument { taken, .. }, name)| Parameter::Value { name, taken }),
        ),
    }
    out.docs(&method.docs);
    out.deprecated(method.deprecated);
    out.function(&method.name, &parameters, &method.request);
    // What is given stands in the struct of the arguments, where there is one.
    let from = if method.inputs.is_some() {
        "required."
    } else {
        ""
    };
    match &method.makes {
        Makes::Request {
            operation,
            fields,
            set,
        } => {
            if let Some((argument, field, initial)) = set {
                out.assign(
                    &format!("{argument}.{field}"),
                    &initial_value(initial, from),
                );
            }
            out.open_literal(&method.request);
            out.core_call(operation);
            for (name, initial) in fields {
                out.member(&member(name, initial, from));
            }
            out.close();
        }
        Makes::With {
            method,
            passed,
            body,
        } => {
            built(out, body, from);
            let mut passed: Vec<_> = passed
                .iter()
                .map(|Argument { name, .. }| format!("{from}{name}"))
                .collect();
            passed.push(body.variable.clone());
            let passed: Vec<_> = passed.iter().map(String::as_str).collect();
            out.call_of_self(method, &passed);
        }
    }
    out.close();
    if let Some(former) = &method.former {
        out.blank();
        out.former(&format!("Self::{}", method.name), &method.name);
        out.function(former, &parameters, &method.request);
        let passed: Vec<_> = match &method.inputs {
            Some(_) => vec!["required"],
            None => method.arguments.iter().map(|one| &*one.name).collect(),
        };
        out.call_of_self(&method.name, &passed);
        out.close();
    }
}

/// A record in a variable.
fn built(out: &mut Writer, body: &Built, from: &str) {
    let Built {
        variable,
        ty,
        how,
        sets,
    } = body;
    let binding = if sets.is_empty() {
        variable.clone()
    } else {
        format!("mut {variable}")
    };
    match how {
        Building::Default => out.let_call(&binding, &format!("{ty}::default"), &[]),
        Building::New(arguments) => {
            let arguments = arguments.iter().map(|initial| argument(initial, from));
            out.let_call(
                &binding,
                &format!("{ty}::new"),
                &arguments.collect::<Vec<_>>(),
            );
        }
        Building::Required(Named { path, .. }, fields) => {
            let fields = fields
                .iter()
                .map(|(name, initial)| member(name, initial, from));
            let fields: Vec<_> = fields.collect();
            out.let_call_of_literal(&binding, &format!("{ty}::new"), path, &fields);
        }
    }
    for (field, initial) in sets {
        out.assign(
            &format!("{variable}.{field}"),
            &initial_value(initial, from),
        );
    }
}

/// An argument of a function that converts what it takes itself.
fn argument(initial: &Initial, from: &str) -> String {
    match initial {
        Initial::Given(given) if given.held == Held::Plainly => format!("{from}{}", given.name),
        Initial::Given(_)
        | Initial::None
        | Initial::Absent
        | Initial::Plain(_)
        | Initial::Chosen(_)
        | Initial::Maybe(_)
        | Initial::Written(_) => initial_value(initial, from),
    }
}

/// A field of a literal.
fn member(name: &str, initial: &Initial, from: &str) -> String {
    let value = initial_value(initial, from);
    if name == value {
        value
    } else {
        format!("{name}: {value}")
    }
}

/// An argument as the value that it gives.
pub(super) fn converted(name: &str, taken: &Taken) -> String {
    match taken {
        Taken::Value(_) => name.to_owned(),
        Taken::Into(_) => format!("{name}.into()"),
        Taken::Each(_) => format!("v1::each({name})"),
        Taken::Entries { .. } => format!("v1::entries({name})"),
    }
}

fn initial_value(initial: &Initial, from: &str) -> String {
    match initial {
        Initial::Given(given) => value(given, from),
        Initial::None => "None".to_owned(),
        Initial::Absent => "Maybe::Absent".to_owned(),
        Initial::Plain(chosen) => chosen.to_string(),
        Initial::Chosen(chosen) => format!("Some({chosen})"),
        Initial::Maybe(chosen) => format!("Maybe::Present({chosen})"),
        Initial::Written(value) => value.clone(),
    }
}

/// What a field holds of an argument.
pub(super) fn value(given: &Given, from: &str) -> String {
    let Given { name, taken, .. } = given;
    let plain = if from.is_empty() {
        converted(name, taken)
    } else {
        format!("{from}{name}")
    };
    held_as(&plain, given)
}

/// What a field holds of an expression.
pub(super) fn held_as(plain: &str, given: &Given) -> String {
    let Given {
        taken, held, boxed, ..
    } = given;
    let held_in = |some: &str| {
        if *boxed {
            format!("{some}(Box::new({plain}))")
        } else {
            format!("{some}({plain})")
        }
    };
    let is_option = matches!(taken, Taken::Value(Ty::Option(_)));
    match (held, is_option, *boxed) {
        (Held::Plainly, _, false) => plain.to_owned(),
        (Held::Plainly, true, true) => format!("{plain}.map(Box::new)"),
        (Held::Plainly, false, true) => format!("Box::new({plain})"),
        (Held::Option, _, _) => held_in("Some"),
        (Held::Maybe, true, false) => format!("{plain}.into()"),
        (Held::Maybe, true, true) => format!("{plain}.map(Box::new).into()"),
        (Held::Maybe, false, _) => held_in("Maybe::Present"),
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
        parts.push(table::setters(request));
    }
    parts.push(table::request(request));
    parts
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
pub(super) fn response(response: &ResponseEnum) -> Vec<String> {
    let mut out = Writer::default();
    out.docs(&response.docs);
    out.line("#[derive(Clone, Debug, PartialEq)]");
    out.line("#[non_exhaustive]");
    out.open("pub enum", &response.name);
    for variant in &response.variants {
        out.docs(&variant.docs);
        out.variant(&variant.name, variant.ty.as_ref());
    }
    out.close();
    vec![out.finish(), table::responses(response)]
}
