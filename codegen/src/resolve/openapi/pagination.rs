//! Lists that come page by page: `x-bindery-pagination` of an operation, and responses that describe
//! the header `Link`.
//!
//! What the extension says is checked against the types of the call once they are known: a page
//! that cannot be asked for is a mistake of the description, and is found here.

use crate::model::{
    Content, Effect, NextPage, Operation, Pagination, Path, Presence, Shape, Type, Wire,
};
use crate::openapi;
use crate::report::{Code, Draft, Report};
use crate::resolve::Types;
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object::{self, Keys, head};

const PAGINATION: Keys = Keys {
    what: "`x-bindery-pagination`",
    read: &["items", "more", "next"],
    extensible: false,
};

const NEXT_PAGE: Keys = Keys {
    what: "`next`",
    read: &["input", "from", "at", "first", "address"],
    ..PAGINATION
};

/// The word that stands for the header.
const LINK_HEADER: &str = "link-header";

/// Says of each operation, which comes with what describes it, how its responses are pages of a list.
pub(super) fn find<'a, 'd: 'a>(
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

/// Pages as a response that describes the header `Link` has them.
fn linked(operation: &Operation, types: &Types) -> Option<Pagination> {
    let output = &operation.output;
    let header = output.headers.iter().find(|header| header.leads_on)?;
    let gets = matches!(&operation.wire, Wire::Rest(rest) if rest.method == "GET");
    if !gets || operation.effect != Effect::Read || !is_read_whole(operation) {
        return None;
    }
    let list = item(bare(types, &output.ty)).map(|item| (Path::new(), item));
    Some(Pagination {
        span: header.span,
        list,
        more: None,
        next: NextPage::Link,
    })
}

/// Whether a response is one value, read as a whole.
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
    let more = match node.get("more") {
        None => None,
        Some(more) => Some(flag(operation, more, types, report)?),
    };
    let next = object::required(node, "next", "`x-bindery-pagination`", at, report)?;
    let item = list.as_ref().map(|(_, item)| item);
    let next = following(operation, next, item, types, report)?;
    Some(Pagination {
        span: at,
        list,
        more,
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
    let (path, ty) = place(response(operation), node, "items", types, report)?;
    match item(bare(types, &ty)) {
        Some(item) => Some((path, item)),
        None => {
            let message = format!("`{}` is not a list", node.text().unwrap_or_default());
            report
                .error(Code::InvalidValue, node.span(), message)
                .help("name the list of a page, as in `/data/items`");
            None
        }
    }
}

/// Where a page says whether another one follows.
fn flag(operation: &Operation, node: Node<'_>, types: &Types, report: &mut Report) -> Option<Path> {
    let (path, ty) = place(response(operation), node, "more", types, report)?;
    if *bare(types, &ty) != Type::Boolean {
        let message = format!("`{}` is not a boolean", node.text().unwrap_or_default());
        report.error(Code::InvalidValue, node.span(), message);
        return None;
    }
    non_empty(path, node, report)
}

/// What the next page is asked with.
fn following(
    operation: &Operation,
    node: Node<'_>,
    item: Option<&Type>,
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
        let (path, ty) = place(response(operation), address, "address", types, report)?;
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
            if item.is_none() {
                listless(at, report).help("counting ends with the first page that holds nothing");
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
        Some("last") => {
            let Some(item) = item else {
                listless(at, report).help("its last item leads to the next page");
                return None;
            };
            let said = object::required(next, "at", "`next`", at, report)?;
            let (path, ty) = place(("an item", item), said, "at", types, report)?;
            takes(operation, index, (said, &ty), types, report)?;
            Some(NextPage::Last {
                input: index,
                at: path,
            })
        }
        _ => {
            let (path, ty) = place(response(operation), from, "from", types, report)?;
            takes(operation, index, (from, &ty), types, report)?;
            let from = non_empty(path, from, report)?;
            Some(NextPage::Cursor { input: index, from })
        }
    }
}

/// Reports that a page has no list.
fn listless(at: Span, report: &mut Report) -> &mut Draft {
    report.error(
        Code::MissingKey,
        at,
        "`x-bindery-pagination` has no `items`",
    )
}

/// Checks that an input takes what stands at a place.
fn takes(
    operation: &Operation,
    input: usize,
    (node, ty): (Node<'_>, &Type),
    types: &Types,
    report: &mut Report,
) -> Option<()> {
    let input = &operation.inputs[input];
    let (said, asked) = (bare(types, ty), bare(types, &input.ty));
    if said == asked && (*asked == Type::Text || is_integer(asked)) {
        return Some(());
    }
    let place = node.text().unwrap_or_default();
    let message = format!("`{place}` is not what `{}` takes", input.wire);
    report
        .error(Code::InvalidValue, node.span(), message)
        .help("both are text, or both are integers of the same width");
    None
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

/// The response, as pointers into it are read.
fn response(operation: &Operation) -> (&'static str, &Type) {
    ("the response", &operation.output.ty)
}

/// The place that a pointer names in a value, and what stands there.
fn place(
    (what, whole): (&str, &Type),
    node: Node<'_>,
    key: &str,
    types: &Types,
    report: &mut Report,
) -> Option<(Path, Type)> {
    let pointer = object::text(node, key, report)?;
    let mut path = Path::new();
    let mut ty = whole.clone();
    if !pointer.is_empty() && !pointer.starts_with('/') {
        let message = format!("`{pointer}` is not a JSON pointer");
        report
            .error(Code::InvalidValue, node.span(), message)
            .help(format!(
                "start with a slash, as in `/data/items`; an empty string is all of {what}"
            ));
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
                    format!("{what} has no `{name}` at `{pointer}`"),
                )
                .did_you_mean(meant);
            return None;
        };
        path.push(step);
        ty = next;
    }
    Some((path, ty))
}

/// The whole response says nothing of a further page.
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

/// The names of the fields.
fn fields(types: &Types, ty: &Type) -> Vec<String> {
    let Type::Named(id) = bare(types, ty) else {
        return Vec::new();
    };
    match &types.definition(*id).shape {
        Shape::Record(record) => record
            .fields
            .iter()
            .map(|field| field.wire.clone())
            .collect(),
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => Vec::new(),
    }
}

/// What a value is where it is there: behind aliases, and without what says that it may be missing.
fn bare<'t>(types: &'t Types, ty: &'t Type) -> &'t Type {
    types.resolved(types.resolved(ty).present())
}

/// The type of the items of a list.
fn item(ty: &Type) -> Option<Type> {
    let Type::List(item, _) = ty else { return None };
    Some((**item).clone())
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Int32 | Type::Int64 | Type::Integer(_))
}
