//! The maximum length of names: a name fits on a line, and so does the file name of its
//! documentation.

use super::identifier::{Case, joined};
use super::reserved::Reserved;

/// The longest name, in characters.
pub(super) const LONGEST: usize = 79;

/// How long a name is. A file is measured as the type in it, so that both are cut alike.
pub(super) fn measure(reserved: Reserved) -> fn(&str) -> usize {
    if reserved.is_of_files() {
        |name| name.chars().filter(|one| *one != '_').count()
    } else {
        columns
    }
}

pub(super) fn columns(name: &str) -> usize {
    name.chars().count()
}

/// The words of a name that fits a line, and the file of its documentation: of a longer one those
/// that repeat others are dropped, then those in the middle.
pub(super) fn bounded(
    case: Case,
    mut words: Vec<String>,
    most: usize,
    length: fn(&str) -> usize,
) -> Vec<String> {
    let is_long = |words: &[String]| length(&joined(case, words)) > most;
    if !is_long(&words) {
        return words;
    }
    // Each has a letter at least: what is in the middle of more has no place in any case.
    if words.len() > 2 * most {
        words.drain(most..words.len() - most);
    }
    for at in (1..words.len().saturating_sub(1)).rev() {
        if !is_long(&words) {
            return words;
        }
        if words[..at].contains(&words[at]) {
            words.remove(at);
        }
    }
    while words.len() > 2 && is_long(&words) {
        words.remove(words.len() / 2);
    }
    if !is_long(&words) {
        return words;
    }
    // What stands at the end tells a name apart.
    if let [first, last] = words.as_mut_slice() {
        let left = most.saturating_sub(last.chars().count() + 1).max(1);
        cut(first, left);
        cut(last, most - 2);
    } else if let [only] = words.as_mut_slice() {
        cut(only, most);
    }
    words
}

/// Leaves so many characters of a word.
fn cut(word: &mut String, most: usize) {
    let end = word.char_indices().nth(most).map(|(end, _)| end);
    word.truncate(end.unwrap_or(word.len()));
}
