//! The files that are generated from a description. Nothing is written here.

use crate::describe::Described;
use crate::options::Options;
use crate::output::{self, Files, Lock};
use crate::{emit, lower};

/// The files of a description, with their lock file: what `lock` says, and what the description does.
pub(crate) fn of(described: &Described, options: &Options, mut lock: Lock) -> Files {
    let files = lower::lower(
        &described.api,
        &described.names,
        &described.usage,
        options,
        |file| (file.path.clone(), emit::emit(file)),
    );
    let mut files = Files::from_iter(files);
    described.remember(&mut lock);
    if let Some(example) = &described.given.example {
        lock.add(output::EXAMPLE, example.as_str());
    }
    for (kind, line) in &described.orders {
        lock.add(kind, line);
    }
    for degradation in &described.degradations {
        lock.add(output::DEGRADATION, &degradation.line());
    }
    output::seal(&mut files, lock);
    files
}
