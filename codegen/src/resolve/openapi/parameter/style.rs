//! Which style a parameter is written in: the one that it names, or that of its place.

use crate::model::{Item, Location, Shape, Style, StyleKind, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::syntax::Node;
use crate::syntax::object;

/// The styles of a place; the first is the one that needs no saying.
fn allowed(place: Location) -> &'static [(&'static str, StyleKind)] {
    match place {
        Location::Path => &[
            ("simple", StyleKind::Simple),
            ("label", StyleKind::Label),
            ("matrix", StyleKind::Matrix),
        ],
        Location::Query => &[
            ("form", StyleKind::Form),
            ("spaceDelimited", StyleKind::SpaceDelimited),
            ("pipeDelimited", StyleKind::PipeDelimited),
            ("deepObject", StyleKind::DeepObject),
        ],
        Location::Cookie => &[("form", StyleKind::Form), ("cookie", StyleKind::Verbatim)],
        // Its media type decides.
        Location::QueryString => &[("form", StyleKind::Form)],
        Location::Header | Location::BodyField | Location::Body | Location::Child => {
            &[("simple", StyleKind::Simple)]
        }
    }
}

/// The style that a parameter describes.
pub(super) fn described(node: Node<'_>, place: Location, report: &mut Report) -> Style {
    let allowed = allowed(place);
    let (plain, mut kind) = allowed[0];
    if place == Location::QueryString {
        whole(node, report);
        return Style {
            kind,
            exploded: false,
            reserved: false,
        };
    }
    if let Some(style) = node.get("style") {
        let words: Vec<_> = allowed.iter().map(|(word, _)| *word).collect();
        let mark = report.mark();
        let word = object::word(style, "style", &words, report);
        report.assume_since(mark, &format!("it is `{plain}`"));
        if let Some((_, found)) = allowed.iter().find(|(known, _)| Some(*known) == word) {
            kind = *found;
        }
    }
    let exploded = match node.get("explode") {
        Some(_) => object::flag(node, "explode", report),
        None => matches!(kind, StyleKind::Form | StyleKind::Verbatim),
    };
    let mut reserved = object::flag(node, "allowReserved", report);
    if reserved && (place == Location::Header || kind == StyleKind::Verbatim) {
        let at = node.get("allowReserved").map_or(node.span(), Node::span);
        report
            .error(
                Code::Ignored,
                at,
                "`allowReserved` has no meaning where nothing is percent-encoded",
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
        reserved = false;
    }
    Style {
        kind,
        exploded,
        reserved,
    }
}

/// Reports what has no meaning for a query string, whose media type says how it is written.
fn whole(node: Node<'_>, report: &mut Report) {
    for key in ["style", "explode", "allowReserved"] {
        if let Some(entry) = node.entry(key) {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("`{key}` has no meaning beside `in: querystring`"),
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
        }
    }
}

/// The style that has to be named for values of a type: none where they are written plainly.
pub(super) fn needed(style: Style, place: Location, ty: &Type, types: &Types) -> Option<Style> {
    let plain = !style.reserved
        && place != Location::QueryString
        && match (types.resolved(ty), style.kind) {
            (_, StyleKind::Label | StyleKind::Matrix | StyleKind::Verbatim | StyleKind::Json) => {
                false
            }
            // One query parameter for each item.
            (Type::List(item, Item::Member), StyleKind::Form) => {
                place == Location::Query
                    && style.exploded
                    && matches!(ty, Type::List(..))
                    && is_text(item, types)
                    && **item != Type::Secret
            }
            (ty, _) => is_text(ty, types),
        };
    (!plain).then_some(style)
}

/// Whether values of a type are one text each.
fn is_text(ty: &Type, types: &Types) -> bool {
    match types.resolved(ty) {
        Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Float32
        | Type::Float64
        | Type::Text
        | Type::Secret
        | Type::DateTime => true,
        Type::Named(id) => matches!(types.definition(*id).shape, Shape::Enumeration(_)),
        _ => false,
    }
}
