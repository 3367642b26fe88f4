//! Which style a parameter is written in: the one that it names, or that of its place.

use super::Parameter;
use crate::model::{Form, Item, Location, Shape, Style, StyleKind, Type};
use crate::openapi::{self, Said, Word};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::is;
use crate::syntax::object;

/// The styles of a place; the first is the one that needs no saying.
fn allowed(place: Location) -> &'static [(openapi::Style, StyleKind)] {
    use openapi::Style;
    match place {
        Location::Path => &[
            (Style::Simple, StyleKind::Simple),
            (Style::Label, StyleKind::Label),
            (Style::Matrix, StyleKind::Matrix),
        ],
        Location::Query => &[
            (Style::Form, StyleKind::Form),
            (Style::SpaceDelimited, StyleKind::SpaceDelimited),
            (Style::PipeDelimited, StyleKind::PipeDelimited),
            (Style::DeepObject, StyleKind::DeepObject),
        ],
        Location::Cookie => &[
            (Style::Form, StyleKind::Form),
            (Style::Cookie, StyleKind::Verbatim),
        ],
        // Its media type decides.
        Location::QueryString => &[(Style::Form, StyleKind::Form)],
        Location::Header | Location::BodyField | Location::Body | Location::Child => {
            &[(Style::Simple, StyleKind::Simple)]
        }
    }
}

/// The style that a parameter describes.
pub(super) fn described(parameter: &Parameter<'_>, place: Location, report: &mut Report) -> Style {
    let allowed = allowed(place);
    let (plain, mut kind) = allowed[0];
    if place == Location::QueryString {
        whole(parameter, report);
        return Style {
            kind,
            exploded: false,
            reserved: false,
        };
    }
    if let Some(style) = parameter.style {
        match allowed.iter().find(|(known, _)| *known == style.value) {
            Some((_, found)) => kind = *found,
            None => {
                let words: Vec<_> = allowed.iter().map(|(style, _)| style.word()).collect();
                object::no_word(style.span(), "style", style.value.word(), &words, report)
                    .assume(format!("it is `{}`", plain.word()));
            }
        }
    }
    let usual = matches!(kind, StyleKind::Form | StyleKind::Verbatim);
    let exploded = parameter.explode.map_or(usual, |explode| explode.value);
    let mut reserved = is(parameter.allow_reserved);
    if let Some(said) = parameter.allow_reserved
        && reserved
        && (place == Location::Header || kind == StyleKind::Verbatim)
    {
        report
            .error(
                Code::Ignored,
                said.span(),
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

/// Reports a style that is for lists or objects where a parameter is a single value, and reads it as
/// the style that needs no saying.
pub(super) fn of_single_value(
    parameter: &Parameter<'_>,
    place: Location,
    ty: &Type,
    written: &mut Style,
    types: &Types,
    report: &mut Report,
) {
    let is_composite = match written.kind {
        StyleKind::SpaceDelimited | StyleKind::PipeDelimited | StyleKind::DeepObject => true,
        StyleKind::Form
        | StyleKind::Simple
        | StyleKind::Label
        | StyleKind::Matrix
        | StyleKind::Verbatim
        | StyleKind::Json => false,
    };
    let Some(style) = parameter
        .style
        .filter(|_| is_composite && is_text(ty, types))
    else {
        return;
    };
    report
        .error(
            Code::Ignored,
            style.span(),
            format!(
                "`style: {}` has no meaning for a single value",
                style.value.word()
            ),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
    written.kind = allowed(place)[0].1;
}

/// Reports what has no meaning for a query string, whose media type says how it is written.
fn whole(parameter: &Parameter<'_>, report: &mut Report) {
    let flag = |flag: Option<Said<'_, bool>>| flag.map(|flag| flag.key);
    for (key, at) in [
        ("style", parameter.style.map(|style| style.key)),
        ("explode", flag(parameter.explode)),
        ("allowReserved", flag(parameter.allow_reserved)),
    ] {
        let Some(at) = at else { continue };
        report
            .error(
                Code::Ignored,
                at,
                format!("`{key}` has no meaning beside `in: querystring`"),
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
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
    match types.resolved(ty).form() {
        Form::Scalar => true,
        Form::Named(id) => match types.definition(id).shape {
            Shape::Enumeration(_) => true,
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Form::Json
        | Form::Upload
        | Form::Nothing
        | Form::Optional(_)
        | Form::List(_)
        | Form::Tuple(_)
        | Form::Map(_) => false,
    }
}
