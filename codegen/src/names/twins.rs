//! Distinguishes names whose texts are equal: by titles, signs, case, kind, and finally a digest.

use std::collections::{BTreeMap, BTreeSet};

use super::allocate::{Wanted, qualifier, repeated};
use super::digest::{DIGESTS, digest};
use super::identifier::{Case, composed, free, is_ours, qualifying};
use super::reserved::Reserved;
use super::words;

/// The one of several with the same name that keeps it: the only one that is written like it, else
/// the only one that lost no sign on the way to it.
pub(super) fn keeper(
    case: Case,
    reserved: Reserved,
    members: &[usize],
    plain: &[String],
    wanted: &[Wanted<'_>],
) -> Option<usize> {
    let only = |keeps: &dyn Fn(usize) -> bool| {
        let mut keepers = members.iter().copied().filter(|&index| keeps(index));
        match (keepers.next(), keepers.next()) {
            (Some(only), None) => Some(only),
            (_, _) => None,
        }
    };
    let lost_none = |index: usize| {
        let Wanted { text, short, .. } = wanted[index];
        short.is_empty() && !words::has_signs(text) && words::spelled(text).is_none()
    };
    only(&|index| wanted[index].text == plain[index])
        .or_else(|| only(&|index| lost_none(index) && !is_ours(case, reserved, wanted[index].text)))
        .or_else(|| only(&lost_none))
        .or_else(|| only(&|index| wanted[index].short.is_empty()))
        .or_else(|| {
            let depth = |index: usize| wanted[index].place.matches('/').count();
            let least = members.iter().map(|&index| depth(index)).min()?;
            only(&|index| wanted[index].has_place() && depth(index) == least)
        })
}

/// Something whose plain name something else has.
pub(super) struct Yielding {
    pub(super) index: usize,
    /// Whether an inline type was given the name before, and this is a component.
    pub(super) to_placed: bool,
}

/// Names for texts whose plain names something else has, each the first of its own that nothing
/// else would have; with a digest where all of them are taken.
pub(super) fn distinguished(
    case: Case,
    reserved: Reserved,
    members: Vec<Yielding>,
    plain: &[String],
    wanted: &[Wanted<'_>],
    taken: &BTreeSet<String>,
) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut taken = taken.clone();
    let repeated = repeated(wanted);
    let mut open: Vec<_> = members
        .into_iter()
        .map(|Yielding { index, to_placed }| {
            let name = &wanted[index];
            let qualifier = qualifier(&repeated, name);
            let mut candidates = candidates(case, reserved, qualifier, name);
            let lower = plain[index].to_lowercase();
            let is_equal = |other: usize| {
                other != index
                    && wanted[other].text == name.text
                    && plain[other].to_lowercase() == lower
            };
            if name.has_place() && (0..wanted.len()).any(is_equal) {
                // The text tells nothing.
                candidates.clear();
            }
            if to_placed {
                let kind = [words::split(name.text), vec![reserved.kind().to_owned()]].concat();
                candidates.insert(0, worded(case, reserved, qualifier, kind));
            }
            let placed = placed(case, reserved, qualifier, name);
            if matches!(reserved, Reserved::Types) {
                // A type is told by the steps to it rather than by its letters.
                let whole = usize::from(!candidates.is_empty() && !name.short.is_empty());
                candidates.splice(whole..whole, placed);
            } else {
                candidates.extend(placed);
            }
            (index, candidates.into_iter())
        })
        .collect();
    let mut without = Vec::new();
    // All of them are asked at once, so that their order has no say.
    while !open.is_empty() {
        let mut proposed = Vec::new();
        for (index, mut candidates) in open {
            match candidates.find(|name| !taken.contains(&name.to_lowercase())) {
                Some(name) => proposed.push((index, name, candidates)),
                None => without.push(index),
            }
        }
        let mut times = BTreeMap::<String, usize>::new();
        for (_, name, _) in &proposed {
            *times.entry(name.to_lowercase()).or_default() += 1;
        }
        open = Vec::new();
        for (index, name, candidates) in proposed {
            if times[&name.to_lowercase()] == 1 {
                names.push((index, name));
            } else {
                open.push((index, candidates));
            }
        }
        taken.extend(times.into_keys());
    }
    names.extend(digested(case, &without, plain, wanted, &taken));
    names
}

/// What a text can be called where its plain name is another's, the best first: by its title, with
/// its signs as words, by its case, and by what it is.
pub(super) fn candidates(
    case: Case,
    reserved: Reserved,
    qualifier: &str,
    name: &Wanted<'_>,
) -> Vec<String> {
    let text = name.text;
    let plain = words::split(text);
    let with = |words: &[String], last: &str| [words, &[last.to_owned()]].concat();
    let spelled = words::spelled(text);
    let letters = words::case(text);
    let mut found = Vec::new();
    if !name.short.is_empty() {
        found.push(plain.clone());
    }
    if !name.title.is_empty() {
        found.push(words::split(name.title));
    }
    found.extend(spelled.clone());
    if is_ours(case, reserved, text) {
        found.push(with(&plain, reserved.kind()));
    }
    if text.chars().count() == 1 && words::has_signs(text) {
        found.push(with(&plain, "sign"));
    }
    found.extend(letters.map(|letters| with(&plain, letters)));
    if let (Some(spelled), Some(letters)) = (&spelled, letters) {
        found.push(with(spelled, letters));
    }
    found.push(with(&plain, reserved.kind()));
    let named = found.into_iter();
    named
        .map(|words| worded(case, reserved, qualifier, words))
        .collect()
}

/// What something is called by where it stands: by the names on the way, then by all of it.
fn placed(case: Case, reserved: Reserved, qualifier: &str, name: &Wanted<'_>) -> Vec<String> {
    let steps = || name.place.split('/').filter(|step| !step.is_empty());
    let named: Vec<_> = steps().filter(|step| *step != "properties").collect();
    [named, steps().collect()]
        .into_iter()
        .filter(|steps| !steps.is_empty())
        .map(|steps| worded(case, reserved, qualifier, words::split(&steps.join(" "))))
        .collect()
}

/// A name of words.
fn worded(case: Case, reserved: Reserved, qualifier: &str, words: Vec<String>) -> String {
    let words = [qualifying(case, qualifier), words].concat();
    free(case, reserved, composed(case, reserved, &words))
}

/// The names with a digest of their own texts behind them, as long as it takes for each to be
/// alone.
fn digested(
    case: Case,
    members: &[usize],
    plain: &[String],
    wanted: &[Wanted<'_>],
    taken: &BTreeSet<String>,
) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for length in DIGESTS {
        names = members
            .iter()
            .map(|&index| {
                let digest = format!(
                    "{:016x}",
                    digest(wanted[index].qualifier, wanted[index].text)
                );
                let plain = plain[index].trim_end_matches('_');
                let name = match case {
                    Case::Snake => format!("{plain}_x{}", &digest[..length]),
                    Case::Pascal => format!("{plain}X{}", &digest[..length]),
                };
                (index, name)
            })
            .collect();
        let distinct: BTreeSet<_> = names.iter().map(|(_, name)| name.to_lowercase()).collect();
        if distinct.len() == names.len() && distinct.is_disjoint(taken) {
            break;
        }
    }
    names
}
