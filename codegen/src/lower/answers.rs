//! Answers as callers get them: the type of a call, its enumeration by status, and how its body is
//! read.

use super::calls::{Call, uncapitalised};
use super::docs::{Docs, clause};
use super::imports::Imports;
use super::{Context, example};
use crate::model::{Choice, Content, Output, Shape, Type};
use crate::names::status_variant;
use crate::rust::{AnswerEnum, AnswerVariant, Ty};

/// What a call answers.
pub(super) fn ty(context: &Context<'_>, call: Call<'_>) -> Ty {
    let output = &call.operation.output;
    if let Some(name) = &call.names.answer {
        return Ty::Own(name.clone());
    }
    match output.content {
        Content::Bytes => context.runtime("ByteStream"),
        Content::Document | Content::Text => context.ty(&output.ty),
    }
}

/// Imports what the answer of a call is written with.
pub(super) fn imports(context: &Context<'_>, call: Call<'_>, types: &str, imports: &mut Imports) {
    imports.ty(types, &ty(context, call));
    if call.names.answer.is_some() {
        imports.add("bindery_runtime::v1::rest", "answers");
    }
    for choice in &call.operation.output.choices {
        if let Some(ty) = choice_type(context, choice) {
            imports.ty(types, &ty);
        }
    }
}

/// What a caller would call the answer.
pub(super) fn variable(context: &Context<'_>, output: &Output) -> Option<String> {
    if !output.choices.is_empty() {
        return Some("answer".to_owned());
    }
    match output.content {
        Content::Bytes => Some("content".to_owned()),
        Content::Text => Some("text".to_owned()),
        Content::Document => example::answer_name(context, &output.ty),
    }
}

/// What a caller should know of the answer beside its type.
pub(super) fn notes(output: &Output, docs: &mut Docs) {
    if output.redirects {
        docs.ours(
            "The server points elsewhere, where nothing follows it: `.with_response()` has the header `Location`.",
        );
    }
    for (status, text) in &output.statuses {
        docs.item(&format!("HTTP {status}: {}.", said(text)));
    }
}

/// What the description says of a status; never empty.
fn said(docs: &str) -> String {
    if docs.trim().is_empty() {
        "success".to_owned()
    } else {
        uncapitalised(&clause(docs))
    }
}

/// How the answer of a call is asked for and read, as steps of its constant.
pub(super) fn modifiers(output: &Output) -> Vec<(&'static str, Option<String>)> {
    let mut modifiers = Vec::new();
    if let Some(accept) = &output.accept {
        modifiers.push(("accepts", Some(format!("{accept:?}"))));
    }
    if output.choices.is_empty() && output.content == Content::Text {
        modifiers.push(("text", None));
    }
    if output.redirects {
        modifiers.push(("redirects", None));
    }
    modifiers
}

/// The enumeration of what a call answers, when the status decides.
pub(super) fn by_status(context: &Context<'_>, call: Call<'_>, handle: &str) -> Option<AnswerEnum> {
    let name = call.names.answer.clone()?;
    let choices = &call.operation.output.choices;
    let variants = choices
        .iter()
        .map(|choice| AnswerVariant {
            docs: Docs::of(&choice.docs, &format!("HTTP {}.", choice.status)).finish(),
            name: status_variant(&choice.status),
            status: choice.status.clone(),
            ty: choice_type(context, choice),
            form: match choice.content {
                Content::Document => None,
                Content::Text => Some("text"),
                Content::Bytes => Some("bytes"),
            },
        })
        .collect();
    Some(AnswerEnum {
        docs: Docs::from_ours(&format!(
            "What [`{handle}::{}`] answers, by status.",
            call.names.method
        ))
        .finish(),
        name,
        variants,
    })
}

fn choice_type(context: &Context<'_>, choice: &Choice) -> Option<Ty> {
    if choice.content == Content::Bytes {
        return Some(context.runtime("Bytes"));
    }
    if choice.ty == Type::Nothing {
        return None;
    }
    let ty = context.ty(&choice.ty);
    // No variant is far larger than the others.
    let is_record = matches!(context.api.resolved(&choice.ty), Type::Named(id)
        if matches!(context.api.definition(*id).shape, Shape::Record(_)));
    Some(if is_record {
        Ty::Boxed(Box::new(ty))
    } else {
        ty
    })
}
