//! How the parameters of a call are sent: the location of each in the table of its request, and
//! what the operation says about its body.

use super::types::literal;
use super::{Context, outputs};
use crate::model::{BodyFormat, Encoding, Input, Location, Operation, RestCall, Style, Type, Wire};
use crate::rust::{ConstantLine, Root};

/// The place of an input; none in SOAP.
pub(super) fn place(operation: &Operation, input: &Input) -> Option<&'static str> {
    match input.place {
        Location::Path => Some("path"),
        Location::Query => Some("query"),
        Location::QueryString => Some("querystring"),
        Location::Header => Some("header"),
        Location::Cookie => Some("cookie"),
        Location::BodyField => Some(match format(operation) {
            BodyFormat::Form => match encoding(operation, input) {
                Some(Encoding::Deep) => "form_deep",
                Some(Encoding::Commas) => "form_commas",
                Some(Encoding::Spaces) => "form_spaces",
                Some(Encoding::Pipes) => "form_pipes",
                Some(Encoding::Spread) => "form_spread",
                Some(Encoding::Json) => "form_json",
                Some(Encoding::MediaType(_)) | None => "form",
            },
            BodyFormat::Parts if is_upload(&input.ty) => "file",
            BodyFormat::Parts if encoding(operation, input) == Some(&Encoding::Deep) => "part_deep",
            BodyFormat::Parts => "part",
            BodyFormat::Json | BodyFormat::Xml | BodyFormat::Text | BodyFormat::Bytes => "body",
        }),
        Location::Body => Some(match format(operation) {
            BodyFormat::Json => "json",
            BodyFormat::Xml => "xml",
            BodyFormat::Form => "whole_form",
            BodyFormat::Parts => "whole_parts",
            BodyFormat::Text => "text",
            BodyFormat::Bytes => "upload",
        }),
        Location::Child => None,
    }
}

/// What a call sends that has one value.
pub(super) fn constants(context: &Context<'_>, operation: &Operation) -> Vec<ConstantLine> {
    let constants = operation.constants.iter();
    let constants = constants.filter_map(|input| Some((input, input.ty.constant()?)));
    constants
        .filter_map(|(input, constant)| {
            Some(ConstantLine {
                place: place(operation, input)?,
                wire: input.wire.clone(),
                value: literal(constant),
                media_type: media_type(context, operation, input),
                style: input.style.map(Style::words),
            })
        })
        .collect()
}

/// The root of the body, where an input is one in XML.
pub(super) fn root(operation: &Operation, input: &Input) -> Option<Root> {
    match &operation.wire {
        Wire::Rest(rest) if input.place == Location::Body => {
            rest.body.as_ref()?.root.as_deref().map(outputs::root)
        }
        Wire::Rest(_) | Wire::Soap(_) => None,
    }
}

/// The media type of a part.
pub(super) fn media_type(
    context: &Context<'_>,
    operation: &Operation,
    input: &Input,
) -> Option<String> {
    if context.api.is_made_of_secrets(&input.ty) && !context.api.is_secret(&input.ty) {
        return None;
    }
    match encoding(operation, input) {
        Some(Encoding::MediaType(media_type)) => Some(media_type.clone()),
        _ => None,
    }
}

/// Whether an input is a field of a form, which has no null.
pub(super) fn is_form(operation: &Operation, input: &Input) -> bool {
    input.place == Location::BodyField && format(operation) != BodyFormat::Json
}

/// Whether a value is bytes as they are, one or several.
pub(super) fn is_upload(ty: &Type) -> bool {
    let ty = if let Type::List(inner, _) = ty {
        inner
    } else {
        ty
    };
    *ty == Type::Upload
}

/// What is declared of what is sent: where to, where that is elsewhere, and of the body its media type where it is not JSON, and whether it may be left
/// out where its inputs do not say so.
pub(super) fn modifiers(
    operation: &Operation,
    rest: &RestCall,
) -> Vec<(&'static str, Option<String>)> {
    let mut modifiers = Vec::new();
    if let Some(server) = &rest.server {
        let literal = proc_macro2::Literal::string(server).to_string();
        modifiers.push(("at", Some(literal)));
    }
    let Some(body) = &rest.body else {
        return modifiers;
    };
    if body.media_type != "application/json" {
        let literal = proc_macro2::Literal::string(&body.media_type).to_string();
        modifiers.push(("sends", Some(literal)));
    }
    // JSON is sent, be it empty, unless the call has a method that sends none.
    let may_be_empty = match body.format {
        BodyFormat::Form | BodyFormat::Parts => !body.required,
        BodyFormat::Json => operation.may_lack_body() && body.record.is_none(),
        BodyFormat::Xml | BodyFormat::Text | BodyFormat::Bytes => false,
    };
    if may_be_empty {
        modifiers.push(("optional_body", None));
    }
    modifiers
}

fn format(operation: &Operation) -> BodyFormat {
    match &operation.wire {
        Wire::Rest(rest) => rest
            .body
            .as_ref()
            .map_or(BodyFormat::Json, |body| body.format),
        Wire::Soap(_) => BodyFormat::Json,
    }
}

fn encoding<'o>(operation: &'o Operation, input: &Input) -> Option<&'o Encoding> {
    match &operation.wire {
        Wire::Rest(rest) if input.place == Location::BodyField => {
            rest.body.as_ref()?.encodings.get(&input.wire)
        }
        Wire::Rest(_) | Wire::Soap(_) => None,
    }
}
