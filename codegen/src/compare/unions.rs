//! The types that a value is one of. A value of no known type arrives and keeps its JSON.

use super::log::{Log, code};
use super::side::View;
use super::types::{Pair, change};
use super::{Calls, Comparing, Rule, Ways, Wire};
use crate::conversions::{self, Conversion, Source};
use crate::model::{Type, Union, Variant};
use crate::usage::Direction;

pub(super) fn compare(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Union, &Union),
    log: &mut Log,
) {
    let calls = || comparing.calls(pair.one);
    if old.tag != new.tag {
        let said = |tag: &Option<String>| match tag {
            Some(tag) => format!("by {}", code(tag)),
            None => "by their structure".to_owned(),
        };
        let mut message = format!(
            "alternatives are distinguished {} instead of {}",
            said(&new.tag),
            said(&old.tag)
        );
        let subject = comparing.new.type_path(pair.other);
        let named = (Type::Named(pair.one), Type::Named(pair.other));
        let (wire, reason) = comparing.replaced(pair.ways, &named.0, &named.1);
        message.push_str(&reason);
        log.add(Rule::TypeKindChanged, subject, message)
            .wire(wire)
            .both(pair.old.origin.span, pair.new.origin.span)
            .calls(calls());
    }
    for (at, variant) in new.variants.iter().enumerate() {
        let subject = comparing.new.member_path(pair.other, at);
        let Some(was) = old.counterpart(new, variant) else {
            let (wire, end) = if pair.ways.read {
                (Wire::Compatible, ": deployed programs read it as `Unknown`")
            } else {
                (Wire::None, "")
            };
            let message = format!("the variant {} was added{end}", code(&variant.name));
            log.add(Rule::EnumValueAdded, subject, message)
                .wire(wire)
                .is_at(variant.origin.span)
                .calls(calls());
            continue;
        };
        if was.docs != variant.docs {
            let message = "the documentation of the variant changed";
            log.add(Rule::DocsChanged, &subject, message)
                .both(was.origin.span, variant.origin.span);
        }
        untagged(pair, (was, variant), &subject, calls(), log);
        if let Some(difference) = comparing.difference(&was.ty, &variant.ty) {
            let instead = comparing.instead(difference, &was.ty, &variant.ty);
            let message = format!("the variant holds {instead}");
            let types = (difference, &was.ty, &variant.ty);
            change(comparing, pair.ways, types, &subject, message, log)
                .both(was.origin.span, variant.origin.span)
                .calls(calls());
        } else if was.tags != variant.tags {
            let message = format!(
                "the discriminator value of the variant is {} instead of {}",
                code(&variant.tags.join(", ")),
                code(&was.tags.join(", "))
            );
            let is_kept = was.tags.iter().all(|tag| variant.tags.contains(tag));
            let rule = if is_kept {
                Rule::EnumValueAdded
            } else {
                Rule::EnumValueRemoved
            };
            // Deployed programs keep a value that they do not know, and send what they know.
            let wire = match pair.ways {
                Ways { written: true, .. } if !is_kept => Wire::Break,
                Ways { read: true, .. } => Wire::Compatible,
                Ways { .. } => Wire::None,
            };
            log.add(rule, subject, message)
                .wire(wire)
                .both(was.origin.span, variant.origin.span)
                .calls(calls());
        }
    }
    converted(comparing, pair, (old, new), log);
    for (at, variant) in old.variants.iter().enumerate() {
        if new.counterpart(old, variant).is_none() {
            let wire = if pair.ways.written {
                Wire::Break
            } else {
                Wire::None
            };
            let message = format!("the variant {} was removed", code(&variant.name));
            log.add(
                Rule::EnumValueRemoved,
                comparing.old.member_path(pair.one, at),
                message,
            )
            .wire(wire)
            .was_at(variant.origin.span)
            .calls(calls());
        }
    }
}

/// Whether a value without its discriminator is of the variant.
fn untagged(
    pair: &Pair<'_>,
    (old, new): (&Variant, &Variant),
    subject: &str,
    calls: Calls,
    log: &mut Log,
) {
    let (message, wire) = match (old.untagged, new.untagged) {
        (true, true) | (false, false) => return,
        // Deployed programs keep such a value as it came.
        (false, true) => (
            "a value without the discriminator is of this variant",
            if pair.ways.read {
                Wire::Compatible
            } else {
                Wire::None
            },
        ),
        (true, false) => (
            "a value without the discriminator is no longer of this variant",
            if pair.ways.written {
                Wire::Break
            } else {
                Wire::None
            },
        ),
    };
    log.add(Rule::DefaultVariantChanged, subject, message)
        .wire(wire)
        .both(old.origin.span, new.origin.span)
        .calls(calls);
}

/// Reports what converted into a variant that is still there, and no longer does.
fn converted(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Union, &Union),
    log: &mut Log,
) {
    let (was, is) = (&comparing.old, &comparing.new);
    if was.usage.direction(pair.one) == Direction::Read {
        return;
    }
    let calls = || comparing.calls(pair.one);
    if is.usage.direction(pair.other) == Direction::Read {
        let message = "no call sends the union any more: it has no constructors, and nothing converts into it";
        log.add(Rule::ConversionRemoved, is.type_path(pair.other), message)
            .both(pair.old.origin.span, pair.new.origin.span)
            .calls(calls());
        return;
    }
    let before = conversions::of(was.side.api, old);
    let after = conversions::of(is.side.api, new);
    for ((at, variant), after) in new.variants.iter().enumerate().zip(after) {
        let variants = old.variants.iter().zip(&before);
        let same = old.counterpart(new, variant);
        let Some((known, before)) = variants
            .filter(|(known, _)| same.is_some_and(|same| std::ptr::eq(same, *known)))
            .find(|(known, _)| comparing.difference(&known.ty, &variant.ty).is_none())
        else {
            continue;
        };
        let is_same = |one: &Source, other: &Source| {
            one.conversion == other.conversion && comparing.difference(&one.ty, &other.ty).is_none()
        };
        let gone = before
            .iter()
            .filter(|one| !after.iter().any(|other| is_same(one, other)));
        for conversion in gone {
            let message = format!(
                "{} no longer convert into {}: callers name the variant",
                sources(&comparing.old, conversion),
                code(&variant.name)
            );
            log.add(
                Rule::ConversionRemoved,
                is.member_path(pair.other, at),
                message,
            )
            .both(known.origin.span, variant.origin.span)
            .calls(calls());
        }
        let came = after
            .iter()
            .filter(|one| !before.iter().any(|other| is_same(other, one)));
        for conversion in came {
            let message = format!(
                "{} convert into {}",
                sources(&comparing.new, conversion),
                code(&variant.name)
            );
            log.add(
                Rule::ConversionAdded,
                is.member_path(pair.other, at),
                message,
            )
            .both(known.origin.span, variant.origin.span)
            .calls(calls());
        }
    }
}

/// What converts, as callers call it.
fn sources(view: &View<'_>, source: &Source) -> String {
    match source.conversion {
        Conversion::Value => format!("values of the type {}", code(&view.rust(&source.ty))),
        Conversion::Text => "texts".to_owned(),
        Conversion::List | Conversion::Texts => "lists".to_owned(),
        Conversion::Map | Conversion::TextMap => "maps".to_owned(),
    }
}
