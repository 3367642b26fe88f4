//! The values of enumerations, which are open: an unknown one arrives and keeps its text.

use std::collections::HashMap;

use super::log::{Log, code};
use super::types::Pair;
use super::{Comparing, Rule, Source, Wire, is_reordered, renamed};
use crate::model::{EnumValue, Scalar, Values};

pub(super) fn compare(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&[EnumValue], &[EnumValue]),
    log: &mut Log,
) {
    kind(comparing, pair, (old, new), log);
    if pair.ways.written && pair.old.takes_any_text && !pair.new.takes_any_text {
        let subject = comparing.new.type_path(pair.other);
        let message = "the values are described without any other text beside them: arguments take a value and no text";
        log.add(Rule::ConversionRemoved, subject, message)
            .wire(Wire::Break)
            .both(pair.old.origin.span, pair.new.origin.span)
            .calls(comparing.calls(pair.one));
    }
    if pair.ways.written && !pair.old.takes_any_text && pair.new.takes_any_text {
        let subject = comparing.new.type_path(pair.other);
        let message =
            "the values are described beside any other text: arguments take a text as well";
        log.add(Rule::ConversionAdded, subject, message)
            .both(pair.old.origin.span, pair.new.origin.span)
            .calls(comparing.calls(pair.one));
    }
    let by_text: HashMap<(Scalar, &str), usize> = old
        .iter()
        .enumerate()
        .map(|(at, value)| ((value.scalar, value.wire.as_str()), at))
        .collect();
    let mut same: Vec<Option<usize>> = new
        .iter()
        .map(|value| {
            let text = (value.scalar, value.wire.as_str());
            by_text.get(&text).copied()
        })
        .collect();
    let mut known = vec![false; old.len()];
    for before in same.iter().flatten() {
        known[*before] = true;
    }
    for (at, value) in new.iter().enumerate() {
        if same[at].is_none()
            && let Some(&before) =
                renamed::value(value).and_then(|text| by_text.get(&(value.scalar, text)))
            && !known[before]
        {
            same[at] = Some(before);
            known[before] = true;
        }
    }
    // A variant that callers write as before is the same one, whatever its text.
    let by_rust: HashMap<&str, usize> = (0..old.len())
        .filter(|at| !known[*at])
        .map(|at| (comparing.old.member_name(pair.one, at), at))
        .collect();
    for (at, same) in same.iter_mut().enumerate() {
        if same.is_none()
            && let Some(&before) = by_rust.get(comparing.new.member_name(pair.other, at))
        {
            *same = Some(before);
            known[before] = true;
        }
    }
    let calls = || comparing.calls(pair.one);
    for (at, value) in new.iter().enumerate() {
        let subject = comparing.new.member_path(pair.other, at);
        let Some(before) = same[at] else {
            let (wire, end) = if pair.ways.read {
                (Wire::Compatible, ": deployed programs read it as `Unknown`")
            } else {
                (Wire::None, "")
            };
            let message = format!("the value {} was added{end}", code(&value.wire));
            log.add(Rule::EnumValueAdded, subject, message)
                .wire(wire)
                .is_at(value.origin.span)
                .calls(calls());
            continue;
        };
        both(comparing, pair, (before, &old[before]), (at, value), log);
    }
    for (at, value) in old.iter().enumerate().filter(|(at, _)| !known[*at]) {
        let wire = if pair.ways.written {
            Wire::Break
        } else {
            Wire::None
        };
        let message = format!("the value {} was removed", code(&value.wire));
        log.add(
            Rule::EnumValueRemoved,
            comparing.old.member_path(pair.one, at),
            message,
        )
        .wire(wire)
        .was_at(value.origin.span)
        .calls(calls());
    }
    if is_reordered(same.iter().flatten().copied()) {
        let message = "the order of the values changed, and that of `KNOWN` with it";
        log.add(
            Rule::EnumValuesReordered,
            comparing.new.type_path(pair.other),
            message,
        )
        .both(pair.old.origin.span, pair.new.origin.span);
    }
}

/// What the values are: code for texts is none for integers.
fn kind(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&[EnumValue], &[EnumValue]),
    log: &mut Log,
) {
    let said = |values| match values {
        Values::Texts => "strings",
        Values::Integers => "integers",
        Values::Mixed => "values of several kinds",
    };
    let (was, is) = (Values::of(old), Values::of(new));
    if was != is {
        let message = format!(
            "the values of the enumeration are {} instead of {}",
            said(is),
            said(was)
        );
        log.add(
            Rule::TypeChanged,
            comparing.new.type_path(pair.other),
            message,
        )
        .both(pair.old.origin.span, pair.new.origin.span)
        .calls(comparing.calls(pair.one));
    }
}

/// A value beside another one: what is text is told from what is none.
fn written(value: &EnumValue, beside: &EnumValue) -> String {
    if value.scalar == beside.scalar {
        code(&value.wire)
    } else {
        code(&value.json())
    }
}

fn both(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (before, old): (usize, &EnumValue),
    (at, new): (usize, &EnumValue),
    log: &mut Log,
) {
    let subject = comparing.new.member_path(pair.other, at);
    let spans = (old.origin.span, new.origin.span);
    let was = comparing.old.member_name(pair.one, before);
    let is = comparing.new.member_name(pair.other, at);
    if (old.scalar, &old.wire) != (new.scalar, &new.wire) {
        // Where the old name stays as a deprecated constant, code that matches on a reference or
        // imports the variant does not compile either.
        let source = if was == is {
            Source::None
        } else {
            Source::Break
        };
        let (wire, end) = if pair.ways.written {
            (Wire::Break, "")
        } else {
            (Wire::Compatible, ": deployed programs read it as `Unknown`")
        };
        let message = format!(
            "the value {} was renamed to {}{end}",
            written(old, new),
            written(new, old)
        );
        log.add(Rule::EnumValueRenamed, &subject, message)
            .source(source)
            .wire(wire)
            .both(spans.0, spans.1)
            .calls(comparing.calls(pair.one));
    } else if was != is {
        let message = format!(
            "the Rust name of {} is `{is}` instead of `{was}`",
            code(&new.wire)
        );
        log.add(Rule::MemberNameChanged, &subject, message)
            .both(spans.0, spans.1)
            .calls(comparing.calls(pair.one));
    }
    if old.docs != new.docs {
        log.add(
            Rule::DocsChanged,
            &subject,
            "the documentation of the value changed",
        )
        .both(spans.0, spans.1);
    }
}
