//! Lists that come page by page: `x-bindery-pagination` of an operation, and answers that describe
//! the header `Link`.
//!
//! What the extension says is checked against the types of the call once they are known: a page
//! that cannot be asked for is a mistake of the description, and is found here.

use crate::model::{
    Content, Effect, NextPage, Operation, Pagination, Path, Presence, Shape, Type, Wire,
};
use crate::openapi;
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::syntax::Node;
use crate::syntax::object::{self, Keys, head};

const PAGINATION: Keys = Keys {
    what: "`x-bindery-pagination`",
    read: &["items", "next"],
    extensible: false,
};

const NEXT_PAGE: Keys = Keys {
    what: "`next`",
    read: &["input", "from", "first", "address"],
    ..PAGINATION
};

/// The word that stands for the header.
const LINK_HEADER: &str = "link-header";

/// Says of each operation, which comes with what describes it, how its answers are pages of a list.
pub(super) fn settle<'a, 'd: 'a>(
    operations: impl Iterator<Item = (&'a mut Operation, &'a openapi::Operation<'d>)>,
    types: &Types,
    report: &mut Report,
) {
    for (operation, described) in operations {
        operation.pagination = match described.pagination {
            Some(said) => asked(operation, said.node, types, report),
            None => linked(operation, types),
        };
    }
}

/// Pages as an answer that describes the header `Link` has them.
fn linked(operation: &Operation, types: &Types) -> Option<Pagination> {
    let output = &operation.output;
    let header = output.headers.iter().find(|header| header.leads_on)?;
    let gets = matches!(&operation.wire, Wire::Rest(rest) if rest.method == "GET");
    if !gets || operation.effect != Effect::Read || !is_read_whole(operation) {
        return None;
    }
    let list = match bare(types, &output.ty) {
        Type::List(item, _) => Some((Path::new(), (**item).clone())),
        _ => None,
    };
    Some(Pagination {
        span: header.span,
        list,
        next: NextPage::Link,
    })
}

/// Whether an answer is one value, read as a whole.
fn is_read_whole(operation: &Operation) -> bool {
    let output = &operation.output;
    output.choices.is_empty()
        && output.content == Content::Document
        && output.ty != Type::Nothing
        && !output.redirects
}

/// Pages as the description asks for them.
fn asked(
    operation: &Operation,
    node: Node<'_>,
    types: &Types,
    report: &mut Report,
) -> Option<Pagination> {
    let node = object::mapping(node, "x-bindery-pagination", report)?;
    let at = head(node);
    object::check_keys(node, &PAGINATION, report);
    if !is_read_whole(operation) {
        report
            .error(
                Code::InvalidValue,
                at,
                format!("the response of `{}` is not a page", operation.id),
            )
            .help("a page is JSON under one successful status");
        return None;
    }
    let list = match node.get("items") {
        None => None,
        Some(items) => Some(self::list(operation, items, types, report)?),
    };
    let next = object::required(node, "next", "`x-bindery-pagination`", at, report)?;
    let next = following(operation, next, list.is_some(), types, report)?;
    Some(Pagination {
        span: at,
        list,
        next,
    })
}

/// The list of a page.
fn list(
    operation: &Operation,
    node: Node<'_>,
    types: &Types,
    report: &mut Report,
) -> Option<(Path, Type)> {
    let (path, ty) = place(operation, node, "items", types, report)?;
    match bare(types, &ty) {
        Type::List(item, _) => Some((path, (**item).clone())),
        _ => {
            let message = format!("`{}` is not a list", node.text().unwrap_or_default());
            report
                .error(Code::InvalidValue, node.span(), message)
                .help("name the list of a page, as in `/data/items`");
            None
        }
    }
}

/// What the next page is asked with.
fn following(
    operation: &Operation,
    node: Node<'_>,
    has_list: bool,
    types: &Types,
    report: &mut Report,
) -> Option<NextPage> {
    if node.as_str() == Some(LINK_HEADER) {
        return Some(NextPage::Link);
    }
    let mark = report.mark();
    let Some(next) = object::mapping(node, "next", report) else {
        report.help_since(
            mark,
            "write `link-header`, `{ address: /next }`, or `{ input: cursor, from: /next }`",
        );
        return None;
    };
    object::check_keys(next, &NEXT_PAGE, report);
    if let Some(address) = next.get("address") {
        let (path, ty) = place(operation, address, "address", types, report)?;
        if *bare(types, &ty) != Type::Text {
            report.error(
                Code::InvalidValue,
                address.span(),
                format!("`{}` is not text", address.text().unwrap_or_default()),
            );
            return None;
        }
        return non_empty(path, address, report).map(NextPage::Address);
    }
    let at = head(next);
    let from = object::required(next, "from", "`next`", at, report)?;
    let input = object::required(next, "input", "`next`", at, report)?;
    let input_type = |input: usize| bare(types, &operation.inputs[input].ty).clone();
    let index = self::input(operation, input, report)?;
    match from.as_str() {
        Some(word @ ("offset" | "page")) => {
            if !is_integer(&input_type(index)) {
                report.error(
                    Code::InvalidValue,
                    input.span(),
                    format!(
                        "`{}` is not an integer, and cannot count",
                        operation.inputs[index].wire
                    ),
                );
                return None;
            }
            if !has_list {
                report
                    .error(
                        Code::MissingKey,
                        at,
                        "`x-bindery-pagination` has no `items`",
                    )
                    .help("counting ends with the first page that holds nothing");
                return None;
            }
            let first = first(next, u32::from(word == "page"), report)?;
            Some(if word == "page" {
                NextPage::Page {
                    input: index,
                    first,
                }
            } else {
                NextPage::Offset {
                    input: index,
                    first,
                }
            })
        }
        _ => {
            let (path, ty) = place(operation, from, "from", types, report)?;
            let (said, asked) = (bare(types, &ty), input_type(index));
            if *said != asked || !(asked == Type::Text || is_integer(&asked)) {
                report
                    .error(
                        Code::InvalidValue,
                        from.span(),
                        format!(
                            "`{}` is not what `{}` takes",
                            from.text().unwrap_or_default(),
                            operation.inputs[index].wire
                        ),
                    )
                    .help("both are text, or both are integers of the same width");
                return None;
            }
            let from = non_empty(path, from, report)?;
            Some(NextPage::Cursor { input: index, from })
        }
    }
}

/// The number that is counted from.
fn first(next: Node<'_>, otherwise: u32, report: &mut Report) -> Option<u32> {
    let Some(node) = next.get("first") else {
        return Some(otherwise);
    };
    let first = node.number_text().and_then(|text| text.parse().ok());
    if first.is_none() {
        let message = format!(
            "`{}` is not a number to count from",
            node.text().unwrap_or_default()
        );
        report.error(Code::InvalidValue, node.span(), message);
    }
    first
}

/// The input that asks for the next page.
fn input(operation: &Operation, node: Node<'_>, report: &mut Report) -> Option<usize> {
    let name = object::text(node, "input", report)?;
    let found = (operation.inputs.iter()).position(|input| input.wire == name);
    let Some(found) = found else {
        let known = operation.inputs.iter().map(|input| input.wire.as_str());
        let meant = report.suggest(name, known);
        report
            .error(
                Code::UnknownReference,
                node.span(),
                format!("`{}` has no input `{name}`", operation.id),
            )
            .did_you_mean(meant);
        return None;
    };
    if operation.inputs[found].presence != Presence::Optional {
        report
            .error(
                Code::InvalidValue,
                node.span(),
                format!("`{name}` is not optional"),
            )
            .help("the first page is asked for without it");
        return None;
    }
    Some(found)
}

/// The place that a pointer names in the answer, and what stands there.
fn place(
    operation: &Operation,
    node: Node<'_>,
    key: &str,
    types: &Types,
    report: &mut Report,
) -> Option<(Path, Type)> {
    let pointer = object::text(node, key, report)?;
    let mut path = Path::new();
    let mut ty = operation.output.ty.clone();
    if !pointer.is_empty() && !pointer.starts_with('/') {
        let message = format!("`{pointer}` is not a JSON pointer");
        report
            .error(Code::InvalidValue, node.span(), message)
            .help("start with a slash, as in `/data/items`; an empty string is the whole response");
        return None;
    }
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let Some((step, next)) = step(types, &ty, &name) else {
            let names = fields(types, &ty);
            let meant = report.suggest(&name, names.iter().map(String::as_str));
            report
                .error(
                    Code::UnknownReference,
                    node.span(),
                    format!("the response has no `{name}` at `{pointer}`"),
                )
                .did_you_mean(meant);
            return None;
        };
        path.push(step);
        ty = next;
    }
    Some((path, ty))
}

/// The whole answer says nothing of a further page.
fn non_empty(path: Path, node: Node<'_>, report: &mut Report) -> Option<Path> {
    if path.is_empty() {
        report.error(
            Code::InvalidValue,
            node.span(),
            "the response has nothing that leads to the next page",
        );
        return None;
    }
    Some(path)
}

/// The field of this name, where values of the type are records.
fn step(types: &Types, ty: &Type, name: &str) -> Option<((crate::model::TypeId, usize), Type)> {
    let Type::Named(id) = bare(types, ty) else {
        return None;
    };
    let Shape::Record(record) = &types.definition(*id).shape else {
        return None;
    };
    let at = record.fields.iter().position(|field| field.wire == name)?;
    Some(((*id, at), record.fields[at].ty.clone()))
}

/// The names of the fields, likewise.
fn fields(types: &Types, ty: &Type) -> Vec<String> {
    let record = match bare(types, ty) {
        Type::Named(id) => &types.definition(*id).shape,
        _ => return Vec::new(),
    };
    match record {
        Shape::Record(record) => record
            .fields
            .iter()
            .map(|field| field.wire.clone())
            .collect(),
        _ => Vec::new(),
    }
}

/// What a value is where it is there: behind aliases, and without what says that it may be missing.
fn bare<'t>(types: &'t Types, ty: &'t Type) -> &'t Type {
    match types.resolved(ty) {
        Type::Optional(inner) => types.resolved(inner),
        other => other,
    }
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Int32 | Type::Int64 | Type::Integer(_))
}
