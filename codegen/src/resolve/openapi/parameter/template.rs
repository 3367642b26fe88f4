//! Path templates, and the parameters that stand in them.

use std::collections::HashSet;

use super::super::identity::Called;
use crate::model::{Facts, Input, Location, Presence, Type, Value};
use crate::report::{Code, Report};
use crate::resolve::Context;
use crate::source::Span;

/// A path with the names of its placeholders, in order. Braces that are none stand encoded.
pub(in super::super) fn read(path: &str) -> (String, Vec<&str>) {
    let mut literal = String::with_capacity(path.len());
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let name = rest[at..]
            .starts_with('{')
            .then(|| behind.find(['{', '}']))
            .flatten()
            .filter(|end| *end > 0 && behind[*end..].starts_with('}'))
            .map(|end| &behind[..end]);
        match name {
            Some(name) => {
                literal.push_str(&rest[at..at + name.len() + 2]);
                if !names.contains(&name) {
                    names.push(name);
                }
                rest = &behind[name.len() + 1..];
            }
            None => {
                literal.push_str(if rest[at..].starts_with('{') {
                    "%7B"
                } else {
                    "%7D"
                });
                rest = behind;
            }
        }
    }
    literal.push_str(rest);
    (literal, names)
}

/// Gives every placeholder a parameter, and leaves out the path parameters without one.
pub(super) fn match_placeholders(
    context: &Context<'_>,
    called: &Called<'_>,
    inputs: &mut Vec<(Input, Option<Value>)>,
    at: Span,
    report: &mut Report,
) {
    let (literal, names) = read(called.sent());
    let placeholders: HashSet<&str> = names.iter().copied().collect();
    let declared: HashSet<String> = inputs
        .iter()
        .filter(|(input, _)| input.place == Location::Path)
        .map(|(input, _)| input.wire.clone())
        .collect();
    let mut unused: Vec<&str> = declared
        .iter()
        .map(String::as_str)
        .filter(|wire| !placeholders.contains(wire))
        .collect();
    unused.sort_unstable();
    for name in &names {
        if declared.contains(*name) {
            continue;
        }
        let meant = report.suggest(name, unused.iter().copied());
        let finding = report
            .error(
                Code::PathParameterUndeclared,
                called.path_span,
                format!("the path parameter `{name}` is not described"),
            )
            .label(at, "by this operation");
        match meant {
            Some(meant) => finding.help(format!("did you mean `{{{meant}}}`?")),
            None => finding.help(format!(
                "add a parameter with `name: {name}`, `in: path` and `required: true`"
            )),
        };
        finding.assume("it is text");
        inputs.push((undescribed(context, called, name), None));
    }
    inputs.retain(|(input, _)| {
        let unused = input.place == Location::Path && !placeholders.contains(input.wire.as_str());
        if unused {
            report
                .error(
                    Code::PathParameterUnused,
                    input.origin.span,
                    format!("the path parameter `{}` is not in the path", input.wire),
                )
                .label(called.path_span, "the path")
                .assume("it is left out");
        }
        !unused
    });
    if literal != called.sent() {
        report
            .error(
                Code::InvalidValue,
                called.path_span,
                format!("the braces of the path `{}` do not match", called.path),
            )
            .assume("those without a match are sent as they are");
    }
}

/// A path parameter that nothing describes.
fn undescribed(context: &Context<'_>, called: &Called<'_>, name: &str) -> Input {
    Input {
        wire: name.to_owned(),
        rust_name: None,
        renamed_from: None,
        origin: context.origin(called.path_span, &format!("{}.{name}", called.id)),
        place: Location::Path,
        style: None,
        docs: String::new(),
        deprecated: false,
        ty: Type::Text,
        presence: Presence::Required,
        facts: Facts::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn placeholders_stand_anywhere() {
        for (path, literal, names) in [
            ("/", "/", &[][..]),
            ("/{a}.{b}", "/{a}.{b}", &["a", "b"]),
            ("/x:{verb}/{verb}", "/x:{verb}/{verb}", &["verb"]),
            ("/{}", "/%7B%7D", &[]),
            ("/{a", "/%7Ba", &[]),
            ("/a}", "/a%7D", &[]),
            ("/{a{b}}", "/%7Ba{b}%7D", &["b"]),
            ("/é{ü}", "/é{ü}", &["ü"]),
        ] {
            assert_eq!(read(path), (literal.to_owned(), names.to_vec()), "{path}");
        }
    }
}
