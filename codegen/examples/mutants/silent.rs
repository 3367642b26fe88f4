//! Changes one construct of a document, and wants to see it: in a refusal, in a finding, in the lock file, or in the
//! emitted code; or in what a comparison of both documents reports.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use bindery::Files;
use regex::Regex;
use serde_json::{Map, Value};

use crate::constructs::{Step, places, pointer};
use crate::{Dice, FAILURES, Trial, keep, part, referred};

/// What may change without a trace, each with its reason.
const BY_RIGHT: &str = include_str!("silent.tsv");

/// What may be emitted otherwise without a line of a comparison, each with its reason.
const UNREPORTED: &str = include_str!("unreported.tsv");

/// Where a change has to be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Code,
    Report,
}

/// Parts of a document are taken until this many of its operations are in one.
const PARTS: usize = 24;

/// The most places of one kind that are remembered.
const PLACES: usize = 60;

/// How a construct is changed.
const CHANGES: &[&str] = &[
    "other", "type", "null", "remove", "nonsense", "rename", "twice",
];

/// A part of a document, and what it generates.
struct Part {
    document: Value,
    emitted: u64,
    /// JSON pointers that already have a finding.
    reported: Vec<String>,
}

/// A place that may be changed: the number of its part, and the way there.
type Spot = (usize, Vec<Step>);

/// What came of a kind of construct.
#[derive(Default)]
struct Kind {
    refused: usize,
    seen: usize,
    by_right: usize,
    silent: usize,
    example: String,
}

/// Changes a construct `count` times, every kind of construct as often as any other.
pub(crate) fn run(
    documents: &[Value],
    count: usize,
    seed: u64,
    wanted: Wanted,
    trial: &mut Trial,
) -> Result<bool, Box<dyn Error>> {
    let mut dice = Dice::new(seed);
    let mut parts = Vec::new();
    for document in documents {
        let operations = document
            .get("paths")
            .and_then(Value::as_object)
            .map_or(0, Map::len);
        for _ in 0..=(operations / 3).min(PARTS) {
            let document = part(document, operations <= 4, &mut dice);
            // What no operation leads to emits nothing.
            let is_empty = |section: &&str| {
                let entries = document.get(*section).and_then(Value::as_object);
                entries.is_none_or(Map::is_empty)
            };
            if ["paths", "webhooks"].iter().all(is_empty) {
                continue;
            }
            if let Ok(Some(files)) = trial.attempt(&document.to_string()) {
                parts.push(Part {
                    document,
                    emitted: digest(&files),
                    reported: reported(&files),
                });
            }
        }
    }
    let spots = spots(&parts, &mut dice);
    let mut order: Vec<&String> = spots.keys().collect();
    for index in (1..order.len()).rev() {
        order.swap(index, dice.below(index + 1));
    }
    println!("{} parts, {} kinds of constructs", parts.len(), order.len());

    let (silent, unreported) = (rules(BY_RIGHT)?, rules(UNREPORTED)?);
    let mut kinds: BTreeMap<&str, Kind> = BTreeMap::new();
    let mut failed = 0;
    let mut number = 0;
    let mut tries = 0;
    while number < count && tries < count * 20 {
        let kind = order[tries % order.len()];
        tries += 1;
        let of_kind = &spots[kind];
        let (index, way) = &of_kind[dice.below(of_kind.len())];
        let part = &parts[*index];
        let mut document = part.document.clone();
        let other = {
            let (index, way) = &of_kind[dice.below(of_kind.len())];
            at(&parts[*index].document, way)
                .cloned()
                .unwrap_or_default()
        };
        let before = at(&document, way).cloned().unwrap_or_default();
        let change = CHANGES[dice.below(CHANGES.len())];
        if !alter(&mut document, way, change, &other) {
            continue;
        }
        number += 1;
        let text = document.to_string();
        let tally = kinds.entry(kind).or_default();
        let files = match trial.attempt(&text) {
            Err(problem) => {
                failed += 1;
                println!("{}: {problem}", keep(&format!("{seed}-{number}"), &text)?);
                continue;
            }
            Ok(None) => {
                tally.refused += 1;
                continue;
            }
            Ok(Some(files)) => files,
        };
        let is_emitted = digest(&files) != part.emitted;
        let is_seen = match wanted {
            Wanted::Code => is_emitted,
            Wanted::Report => match trial.compared(&part.document.to_string(), &text) {
                Ok(comparison) => !comparison.is_empty(),
                Err(problem) => {
                    failed += 1;
                    println!("{}: {problem}", keep(&format!("{seed}-{number}"), &text)?);
                    continue;
                }
            },
        };
        if is_seen {
            tally.seen += 1;
            continue;
        }
        let (what, rules) = if is_emitted {
            ("unreported", &unreported)
        } else {
            ("silent", &silent)
        };
        let place = pointer(way);
        let value = before.to_string();
        let holder = way
            .split_last()
            .and_then(|(_, above)| at(&part.document, above));
        let holder = holder.map(Value::to_string).unwrap_or_default();
        let columns = [kind.as_str(), change, &value, &holder];
        let by_right = rules.iter().any(|rule| {
            rule.iter()
                .zip(columns)
                .all(|(pattern, text)| pattern.is_match(text))
        });
        if by_right {
            tally.by_right += 1;
            continue;
        }
        tally.silent += 1;
        failed += 1;
        tally.example = format!("{change} {place}");
        let kept = keep(
            &format!("{what}-{seed}-{number}"),
            &part.document.to_string(),
        )?;
        let after = at(&document, way).map_or_else(String::new, |value| short(&value.to_string()));
        println!(
            "{what}\t{kind}\t{change}\t{}\t{after}\t{kept}#{place}",
            short(&value)
        );
    }

    let mut table = String::from("kind\trefused\tseen\tby right\tsilent\texample\n");
    for (kind, tally) in &kinds {
        let Kind {
            refused,
            seen,
            by_right,
            silent,
            example,
        } = tally;
        let _ = writeln!(
            table,
            "{kind}\t{refused}\t{seen}\t{by_right}\t{silent}\t{example}"
        );
    }
    fs::write(format!("{FAILURES}/constructs.tsv"), table)?;
    let sum = |of: fn(&Kind) -> usize| kinds.values().map(of).sum::<usize>();
    println!(
        "{number} changes of {} kinds: {} refused, {} seen, {} silent by right, {} silent, {} of them in schemas",
        kinds.len(),
        sum(|kind| kind.refused),
        sum(|kind| kind.seen),
        sum(|kind| kind.by_right),
        sum(|kind| kind.silent),
        (kinds.iter().filter(|(kind, _)| is_in_schema(kind)))
            .map(|(_, kind)| kind.silent)
            .sum::<usize>(),
    );
    Ok(failed == 0)
}

/// Whether a kind of construct is a key of a schema.
fn is_in_schema(kind: &str) -> bool {
    kind.rsplit(' ')
        .next()
        .is_some_and(|last| last.starts_with("schema["))
}

/// The places of all parts by kind; of many, a few that are chosen evenly.
fn spots(parts: &[Part], dice: &mut Dice) -> BTreeMap<String, Vec<Spot>> {
    let mut found: BTreeMap<String, (usize, Vec<Spot>)> = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        for place in places(&unreported(part)) {
            let at = pointer(&place.way);
            let is_reported = |above: &String| {
                let below = at.strip_prefix(above.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            if part.reported.iter().any(is_reported) {
                continue;
            }
            let (met, spots) = found.entry(place.kind).or_default();
            *met += 1;
            if spots.len() < PLACES {
                spots.push((index, place.way));
            } else {
                let chosen = dice.below(*met);
                if let Some(spot) = spots.get_mut(chosen) {
                    *spot = (index, place.way);
                }
            }
        }
    }
    found
        .into_iter()
        .map(|(kind, (_, spots))| (kind, spots))
        .collect()
}

/// The part without the nodes that already have a finding, and with the components that it refers to; the order stays.
fn unreported(part: &Part) -> Value {
    let mut document = part.document.clone();
    for pointer in &part.reported {
        if let Some(value) = document.pointer_mut(pointer) {
            *value = Value::Null;
        }
    }
    let components = document.get("components").cloned();
    if let (Some(components), Some(entries)) = (components, document.as_object_mut()) {
        entries.remove("components");
        let referred = referred(&components, &document);
        document["components"] = referred;
    }
    document
}

/// Changes a place, and says whether that is a change.
fn alter(root: &mut Value, way: &[Step], change: &str, other: &Value) -> bool {
    let Some((last, above)) = way.split_last() else {
        return false;
    };
    let Some(holder) = at_mut(root, above) else {
        return false;
    };
    match (last, &mut *holder) {
        (Step::Key(key), Value::Object(entries)) => {
            let Some(value) = entries.get(key).cloned() else {
                return false;
            };
            match change {
                "remove" => {
                    entries.remove(key);
                }
                "rename" => {
                    entries.remove(key);
                    entries.insert(format!("{key}x"), value);
                }
                _ => {
                    let Some(new) = changed(&value, change, other) else {
                        return false;
                    };
                    entries.insert(key.clone(), new);
                }
            }
            true
        }
        (Step::Index(index), Value::Array(items)) if *index < items.len() => {
            match change {
                "remove" => {
                    let item = items.remove(*index);
                    // What is listed twice is still there.
                    return !items.contains(&item);
                }
                "twice" => items.push(items[*index].clone()),
                _ => {
                    let Some(new) = changed(&items[*index], change, other) else {
                        return false;
                    };
                    items[*index] = new;
                }
            }
            true
        }
        _ => false,
    }
}

/// Another value in the place of one.
fn changed(value: &Value, change: &str, other: &Value) -> Option<Value> {
    let new = match (change, value) {
        ("null", _) => Value::Null,
        ("type", Value::String(_)) => Value::from(7),
        ("type", _) => Value::from("nonsense"),
        ("nonsense", Value::Object(entries)) => {
            let mut entries = entries.clone();
            entries.insert("nonsense".to_owned(), Value::from("nonsense"));
            Value::Object(entries)
        }
        ("nonsense", Value::String(_)) => Value::from("nonsense"),
        ("nonsense", Value::Number(_)) => Value::from(-1.5),
        ("other", _) if other != value && same_type(other, value) => other.clone(),
        ("other", Value::Bool(is)) => Value::Bool(!is),
        ("other", Value::String(text)) => Value::String(format!("{text}x")),
        ("other", Value::Number(number)) => Value::from(number.as_i64()? + 1),
        ("other", Value::Array(items)) => Value::Array(items.get(1..)?.to_vec()),
        _ => return None,
    };
    (new != *value).then_some(new)
}

fn same_type(one: &Value, other: &Value) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn at<'v>(root: &'v Value, way: &[Step]) -> Option<&'v Value> {
    way.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

fn at_mut<'v>(root: &'v mut Value, way: &[Step]) -> Option<&'v mut Value> {
    way.iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

fn digest(files: &Files) -> u64 {
    let mut digest = DefaultHasher::new();
    files.hash(&mut digest);
    digest.finish()
}

/// The pointers of the findings in the lock file: `degradation CODE FILE#POINTER SENTENCE`.
fn reported(files: &Files) -> Vec<String> {
    let lines = files.get("bindery.lock").map_or("", String::as_str).lines();
    lines
        .filter_map(|line| {
            let mut words = line.strip_prefix("degradation ")?.split(' ');
            let code = words.next()?;
            let place = words.next()?.split_once('#')?.1;
            Some(lost_with(code, place).to_owned())
        })
        .collect()
}

/// The schema that is any JSON because of a finding: the whole choice where one of its alternatives is.
fn lost_with<'p>(code: &str, place: &'p str) -> &'p str {
    if !matches!(code, "unknown-reference" | "widened" | "wrong-type") {
        return place;
    }
    let schema = place.strip_suffix("/$ref").unwrap_or(place);
    let alternatives = schema.rsplit_once('/').map(|(list, _)| list);
    let choice = alternatives.and_then(|list| {
        let lists = ["/anyOf", "/oneOf"];
        lists.iter().find_map(|name| list.strip_suffix(name))
    });
    choice.unwrap_or(schema)
}

/// The rules of a table: patterns for the kind, the change, the value and what it stands in.
fn rules(table: &str) -> Result<Vec<[Regex; 4]>, Box<dyn Error>> {
    let pattern = |glob: &str| {
        let any = regex::escape(glob).replace(r"\*", ".*").replace(r"\|", "|");
        Regex::new(&format!("^(?s:{any})$"))
    };
    let lines = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [kind, change, value, holder, _reason] => Ok([
                pattern(kind)?,
                pattern(change)?,
                pattern(value)?,
                pattern(holder)?,
            ]),
            _ => Err(format!("`{line}` has not five columns").into()),
        })
        .collect()
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
