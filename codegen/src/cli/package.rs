//! Writes a whole crate from a document on its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bindery::Undescribed;
use bindery::package::{Acceptance, Accepted, Package, Runtime, Written};

use super::print::Printer;
use super::{Outcome, project};

/// The most files, and the most kinds of accepted findings, that are told one by one.
const MOST: usize = 20;
const FIRST: usize = 10;

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) out: &'a Path,
    pub(crate) root: Option<&'a Path>,
    pub(crate) name: Option<&'a str>,
    pub(crate) runtime: Option<&'a Runtime>,
    pub(crate) strict: bool,
    pub(crate) undescribed: Undescribed,
    pub(crate) groups_by_path: bool,
    pub(crate) overlays: &'a [PathBuf],
}

/// Runs the command.
pub(crate) fn generate(spec: &Path, wanted: &Wanted<'_>, printer: &mut Printer) -> Outcome {
    let package = Package::new(spec, wanted.out)
        .root(wanted.root.map(Path::to_path_buf))
        .name(wanted.name.map(str::to_owned))
        .runtime(wanted.runtime.cloned())
        .strict(wanted.strict)
        .undescribed(wanted.undescribed)
        .groups_by_path(wanted.groups_by_path)
        .overlays(wanted.overlays.to_vec());
    match package.write() {
        Ok(written) => {
            tell(&written, printer);
            Outcome::Done
        }
        Err(error) => project::complain(&error, printer),
    }
}

/// Prints what a run did.
pub(crate) fn tell(written: &Written, printer: &mut Printer) {
    for change in written.changes.iter().take(MOST) {
        printer.note(&change.to_string());
    }
    let more = written.changes.len().saturating_sub(MOST);
    if more > 0 {
        printer.note(&format!("and {more} more files"));
    }
    for path in &written.kept {
        printer.remark(&format!(
            "kept {path}: somebody edited it; remove it to have it written again"
        ));
    }
    if !written.accepted.is_empty() {
        printer.remark(&accepted(&written.accepted, &written.ledger));
    }
    if !written.to_do.is_empty() {
        printer.remark(written.to_do.trim_end());
    }
}

/// The first finding of each kind, and their number, rare kinds first. Findings are of one kind if
/// their messages differ only in names and values.
fn kinds(accepted: &Accepted) -> Vec<(&Acceptance, usize)> {
    let mut kinds: Vec<(&Acceptance, usize)> = Vec::new();
    let mut places = BTreeMap::new();
    for one in accepted {
        // Names and values are in backticks.
        let sentence: Vec<_> = one.message.split('`').step_by(2).collect();
        let place = *places.entry((one.code, sentence)).or_insert_with(|| {
            kinds.push((one, 0));
            kinds.len() - 1
        });
        kinds[place].1 += 1;
    }
    kinds.sort_by_key(|(_, count)| *count);
    kinds
}

/// The counts, the first few kinds, and where the rest stands.
fn accepted(accepted: &Accepted, ledger: &str) -> String {
    let counts: Vec<_> = accepted
        .counts()
        .into_iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    let mut text = format!("accepted: {}", counts.join(", "));
    let kinds = kinds(accepted);
    let mut told = 0;
    for (one, count) in kinds.iter().take(FIRST) {
        text.push_str(&format!(
            "\n  {}:{}: {}: {}",
            one.file, one.line, one.code, one.message
        ));
        if *count > 1 {
            text.push_str(&format!(" (and {} more like it)", count - 1));
        }
        told += count;
    }
    let rest = match accepted.len() - told {
        0 => "these are".to_owned(),
        rest => format!("{rest} more are with these"),
    };
    text.push_str(&format!(
        "\n  {rest} in {ledger}; `bindery explain` tells more, `--strict` refuses them"
    ));
    text
}
