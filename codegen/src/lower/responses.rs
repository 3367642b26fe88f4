//! What the documentation of a call says about its responses: what it returns, by its type, and
//! what its errors contain.

use unicode_normalization::UnicodeNormalization;

use super::calls::Call;
use super::docs::{Docs, code, joined};
use super::{Context, outputs};
use crate::model::{ErrorResponse, Type};
use crate::rust::Ty;

/// Adds what a call returns, and what the description says of it.
pub(super) fn returned(context: &Context<'_>, call: Call<'_>, docs: &mut Docs) {
    let output = &call.operation.output;
    let links = context.links(&call.operation.origin.file);
    let said = match output.statuses.len() {
        // Each status has its own description.
        2.. => "",
        _ => said(&output.docs),
    };
    let returns = noun(&outputs::ty(context, call)).map(|noun| {
        let depends = match output.choices.as_slice() {
            [] => "",
            _ => ", whose variant depends on the status code",
        };
        format!("Returns {noun}{depends}.")
    });
    match returns {
        Some(returns) if said.is_empty() => docs.ours(&returns),
        Some(returns) => docs.text_after(&returns, said, links),
        None if said.is_empty() => {}
        None => docs.text_after("Response:", said, links),
    }
}

/// Adds the errors of a call, apart from those that every call can return.
pub(super) fn errors(context: &Context<'_>, call: Call<'_>, docs: &mut Docs) {
    let errors = &call.operation.errors;
    let links = context.links(&call.operation.origin.file);
    if errors.is_empty() {
        return;
    }
    docs.heading("Errors");
    let listed: Vec<_> = (errors.iter())
        .filter(|error| !said(&error.docs).is_empty() || error.ty.is_none())
        .collect();
    if !listed.is_empty() {
        docs.ours("In addition to the [errors](Error) every call can return:");
        for error in listed {
            docs.described(&error.status, said(&error.docs), links);
        }
    }
    bodies(context, errors, docs);
    let mut headers: Vec<(String, Vec<String>)> = Vec::new();
    for error in errors.iter().filter(|error| !error.headers.is_empty()) {
        let names: Vec<_> = (error.headers.iter())
            .map(|header| code(&header.name))
            .collect();
        group(&mut headers, joined(&names), &error.status);
    }
    for (names, statuses) in headers {
        let of = of(&statuses, errors);
        docs.ours(&format!(
            "[`Error::headers`] returns the header {names}{of}."
        ));
    }
}

/// Adds what the bodies of errors are read as.
fn bodies(context: &Context<'_>, errors: &[ErrorResponse], docs: &mut Docs) {
    let mut bodies: Vec<(String, Vec<String>)> = Vec::new();
    for error in errors {
        let Some(ty) = &error.ty else { continue };
        let reads = match error.root {
            Some(_) => "xml_body",
            None => "body",
        };
        // No code of the file has to name the type.
        let body = if let Type::Named(id) = ty {
            let (name, path) = (context.type_name(*id), context.path(*id));
            format!("a [body of type `{name}`]({path})")
        } else {
            let ty = crate::emit::type_text(&context.ty(ty));
            format!("a body of type `{ty}`")
        };
        let says = format!("[`Error::{reads}`] reads {body}");
        group(&mut bodies, says, &error.status);
    }
    for (says, statuses) in bodies {
        docs.ours(&format!("{says}{}.", of(&statuses, errors)));
    }
}

/// Adds a status to the group that says the same.
fn group(groups: &mut Vec<(String, Vec<String>)>, says: String, status: &str) {
    let status = status.to_owned();
    match groups.iter_mut().find(|(other, _)| *other == says) {
        Some((_, statuses)) => statuses.push(status),
        None => groups.push((says, vec![status])),
    }
}

/// The statuses that something holds for, where it does not hold for all of them.
fn of(statuses: &[String], errors: &[ErrorResponse]) -> String {
    if statuses.len() == errors.len() {
        return String::new();
    }
    let statuses: Vec<_> = statuses.iter().map(|status| code(status)).collect();
    format!(" for {}", joined(&statuses))
}

/// What a description says of a response; nothing where it says only that it is one.
pub(super) fn said(docs: &str) -> &str {
    /// The words of descriptions such as "OK", "200" and "A successful response".
    const EMPTY: &[&str] = &[
        "a",
        "an",
        "the",
        "of",
        "for",
        "is",
        "was",
        "has",
        "been",
        "http",
        "status",
        "code",
        "ok",
        "creation",
        "deletion",
        "success",
        "successful",
        "successfully",
        "succeeded",
        "default",
        "expected",
        "request",
        "response",
        "operation",
        "error",
        "errors",
        "no",
        "content",
        "created",
        "accepted",
    ];
    let mut words = docs.split(|one: char| !one.is_alphanumeric());
    let says = words.any(|word| {
        let is_number = word.bytes().all(|one| one.is_ascii_digit());
        !is_number && !EMPTY.iter().any(|empty| empty.eq_ignore_ascii_case(word))
    });
    if says { docs } else { "" }
}

/// A value of a type, with its article; nothing for none.
fn noun(ty: &Ty) -> Option<String> {
    Some(match ty {
        Ty::Unit => return None,
        Ty::Option(inner) | Ty::Maybe(inner) => format!("{}, or `None`", noun(inner)?),
        Ty::Boxed(inner) => return noun(inner),
        Ty::Vec(inner) => format!("a list of {}", name(inner)),
        Ty::Map(inner) => format!("a map of {}", name(inner)),
        Ty::Tuple(_) => format!("a tuple, {}", name(ty)),
        Ty::Named(named) => format!("{} {}", article(last(&named.path)), name(ty)),
        Ty::Own(own) => format!("{} {}", article(own), name(ty)),
        Ty::Runtime { name: own, .. } => format!("{} {}", article(own), name(ty)),
        Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::Plain(_)
        | Ty::Constant { .. }
        | Ty::F32
        | Ty::F64
        | Ty::String
        | Ty::Secret
        | Ty::DateTime
        | Ty::Json => {
            let text = crate::emit::type_text(ty);
            format!("{} {}", article(&text), name(ty))
        }
    })
}

/// A type as documentation names it: linked where it can be.
fn name(ty: &Ty) -> String {
    match ty {
        Ty::Boxed(inner) => name(inner),
        Ty::Option(inner) | Ty::Maybe(inner) => format!("{} or `None`", name(inner)),
        Ty::Vec(inner) => format!("lists of {}", name(inner)),
        Ty::Map(inner) => format!("maps of {}", name(inner)),
        Ty::Runtime {
            name: own,
            qualified,
            of,
        } => {
            let link = if *qualified {
                format!("[`{own}`](bindery_runtime::{own})")
            } else {
                format!("[`{own}`]")
            };
            match of {
                Some(of) => format!("{link} of {}", name(of)),
                None => link,
            }
        }
        Ty::Named(named) if named.path.contains("::") => {
            format!("[`{}`]({})", last(&named.path), named.path)
        }
        Ty::Named(named) => link(&named.path),
        Ty::Own(own) => link(own),
        Ty::Secret | Ty::DateTime | Ty::Json => {
            format!("[`{}`]", crate::emit::type_text(ty))
        }
        Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::Plain(_)
        | Ty::Constant { .. }
        | Ty::F32
        | Ty::F64
        | Ty::String
        | Ty::Unit
        | Ty::Tuple(_) => format!("`{}`", crate::emit::type_text(ty)),
    }
}

/// The name at the end of a path.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// A link to a type of the file's scope.
pub(super) fn link(name: &str) -> String {
    /// What the prelude has as derive macros, too.
    const DERIVED: &[&str] = &[
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
    ];
    // rustc normalises what it reads as a name, rustdoc does not.
    let name: String = name.nfc().collect();
    // The constant of a call has capital letters alone.
    if DERIVED.contains(&name.as_str()) || !name.contains(char::is_lowercase) {
        format!("[`type@{name}`]")
    } else {
        format!("[`{name}`]")
    }
}

/// The article before the name of a type, as it is spoken.
pub(super) fn article(name: &str) -> &'static str {
    let (first, vowels) = first_word(last(name));
    let starts = |with: &[&str]| with.iter().any(|start| first.starts_with(start));
    let spoken_vowel = if !vowels {
        // It is spelled: an `HttpError`, a `TlsConfig`, an `f64`, a `u64`.
        starts(&["a", "e", "f", "h", "i", "l", "m", "n", "o", "r", "s", "x"])
    } else if starts(&["hour", "honest", "honor", "heir"]) {
        true
    } else if ["ui", "uk", "un", "us", "usd", "ux"].contains(&first.as_str()) {
        false
    } else if starts(&[
        "eu", "one", "once", "ubi", "uni", "use", "usa", "usu", "uti", "uri", "url", "uui",
    ]) {
        starts(&["unin", "unim", "uniden"])
    } else {
        starts(&["a", "e", "i", "o", "u"])
    };
    if spoken_vowel { "an" } else { "a" }
}

/// The first word of a name in lower case, and whether it has a vowel that makes it one.
fn first_word(name: &str) -> (String, bool) {
    let start = name.find(char::is_alphanumeric).unwrap_or(0);
    let mut rest = name[start..].char_indices().skip(1);
    let end = rest
        .find(|(_, one)| !one.is_lowercase())
        .map_or(name.len(), |(at, _)| start + at);
    let word = name[start..end].to_lowercase();
    let vowels = word.chars().count() > 1 && word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    (word, vowels)
}

#[cfg(test)]
mod tests {
    use super::{article, noun, said};
    use crate::rust::{Named, Ty};

    #[test]
    fn articles_are_those_that_are_spoken() {
        for (article_of, names) in [
            (
                "a",
                &[
                    "Customer",
                    "User",
                    "Usage",
                    "UniqueId",
                    "UnitPrice",
                    "Uri",
                    "UuidValue",
                    "Europe",
                    "u64",
                    "String",
                    "bool",
                    "TlsConfig",
                    "OneOff",
                    "Year",
                    "UsBankAccount",
                ][..],
            ),
            (
                "an",
                &[
                    "Account",
                    "Event",
                    "Invoice",
                    "Order",
                    "Update",
                    "Upload",
                    "UnknownValue",
                    "HttpError",
                    "XmlNode",
                    "i32",
                    "f64",
                    "Hour",
                    "McpTool",
                    "SmsMessage",
                    "UninstalledApp",
                ],
            ),
        ] {
            for name in names {
                assert_eq!(article(name), article_of, "{name}");
            }
        }
    }

    #[test]
    fn what_is_returned_is_told_by_its_type() {
        let named = || {
            Box::new(Ty::Named(Named {
                path: "Order".to_owned(),
                from: None,
            }))
        };
        for (ty, expected) in [
            (Ty::Unit, None),
            (*named(), Some("an [`Order`]")),
            (Ty::Vec(named()), Some("a list of [`Order`]")),
            (Ty::Option(named()), Some("an [`Order`], or `None`")),
            (
                Ty::Map(Box::new(Ty::Vec(named()))),
                Some("a map of lists of [`Order`]"),
            ),
            (Ty::I64, Some("an `i64`")),
            (Ty::Secret, Some("a [`SecretString`]")),
            (
                Ty::Runtime {
                    name: "EventStream",
                    qualified: true,
                    of: Some(named()),
                },
                Some("an [`EventStream`](bindery_runtime::EventStream) of [`Order`]"),
            ),
        ] {
            assert_eq!(noun(&ty).as_deref(), expected, "{ty:?}");
        }
    }

    #[test]
    fn descriptions_that_say_nothing_are_told_from_others() {
        for nothing in [
            "OK",
            "success",
            "successful operation",
            "200",
            "200 OK",
            "A successful response.",
            "Created",
            "OK - the request has succeeded.",
            "Error response.",
            "No Content",
            "",
        ] {
            assert_eq!(said(nothing), "", "{nothing}");
        }
        for something in [
            "The customer.",
            "Not Found",
            "Task successfully enqueued",
            "成功",
        ] {
            assert_eq!(said(something), something);
        }
    }
}
