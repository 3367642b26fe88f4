//! Generates whenever the description is saved.
//!
//! What is wrong is printed, and the next save is waited for; only Ctrl-C ends it, or a reader of
//! its output that goes away.

mod events;
mod follow;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use bindery::revision::{EntryPoint, Side};
use bindery::{Change, Snapshot};

use super::print::Printer;
use super::project::{Done, Project};
use super::{Outcome, project};
use events::{Event, Source};
use follow::{Occasion, PACE, follow};

/// Runs the command.
pub(crate) fn watch(spec: &Path, printer: &mut Printer) -> Outcome {
    let document = project::document(spec);
    let folder = &*match &document {
        Some(document) => EntryPoint::document(document).folder,
        None => EntryPoint::of(spec).folder,
    };
    let (sender, events) = mpsc::channel();
    let mut source = match Source::start(folder, document.as_deref(), sender.clone()) {
        Ok(source) => source,
        Err(why) => {
            printer.error(
                &format!("cannot watch `{}`: {why}", folder.display()),
                Some("`bindery generate` generates once"),
            );
            return Outcome::Wrong;
        }
    };
    if let Err(error) = end_on_interrupt(sender) {
        printer.error(&format!("cannot wait for Ctrl-C: {error}"), None);
        return Outcome::Wrong;
    }

    run(spec, &mut source, printer);
    printer.note(&format!("watching `{}`; Ctrl-C ends it", folder.display()));
    follow(&events, folder, PACE, |occasion| {
        match occasion {
            Occasion::Saved(paths) => {
                if paths.iter().any(|path| source.concerns(path)) {
                    run(spec, &mut source, printer);
                }
            }
            Occasion::Gone => {
                source.pause();
                printer.error(
                    &format!("`{}` is gone", folder.display()),
                    Some("it is waited for; Ctrl-C ends it"),
                );
            }
            Occasion::Back => {
                if source.resume().is_err() {
                    return ControlFlow::Continue(false);
                }
                run(spec, &mut source, printer);
            }
        }
        if printer.unheard() || printer.failed() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(true)
    });
    Outcome::Done
}

/// Generates once, and prints what came of it.
fn run(spec: &Path, source: &mut Source, printer: &mut Printer) {
    let project = match Project::open(spec) {
        Ok(project) => project,
        Err(error) => {
            project::complain(&error, printer);
            return;
        }
    };
    let (changes, remark) = match project.write() {
        Ok(Done::Generated(changes)) => (changes, String::new()),
        Ok(Done::Written(written)) => (written.changes, written.to_do),
        Err(error) => {
            source.ignore(project.output(), std::iter::empty());
            project::complain(&error, printer);
            return;
        }
    };
    // Known only now: a new configuration may name another folder, which may not have been there.
    source.ignore(project.output(), changes.iter().map(Change::path));
    if changes.is_empty() {
        printer.note("nothing changed");
    }
    for change in &changes {
        printer.note(&change.to_string());
    }
    if !remark.is_empty() {
        printer.remark(remark.trim_end());
    }
    since_last_commit(spec, printer);
}

/// Prints what changed for callers since the last commit; nothing where there is none to compare
/// with, or nothing changed.
fn since_last_commit(spec: &Path, printer: &mut Printer) {
    let spec = EntryPoint::of(spec);
    let comparison = Side::parse("HEAD", &spec)
        .and_then(|head| {
            let head = Snapshot::of(&head, &spec)?;
            Ok((head, Snapshot::of(&Side::WorkingTree, &spec)?))
        })
        .ok()
        .and_then(|(head, now)| bindery::compare(&head, &now).ok());
    if let Some(comparison) = comparison.filter(|comparison| !comparison.is_empty()) {
        printer.note("\nsince the last commit:");
        printer.note(comparison.render(true).trim_end());
    }
}

/// Ends the waiting at the first Ctrl-C, after a run that is under way; the process at the second.
fn end_on_interrupt(sender: mpsc::Sender<Event>) -> Result<(), ctrlc::Error> {
    let mut asked = false;
    ctrlc::set_handler(move || {
        if asked || sender.send(Event::Stop).is_err() {
            std::process::exit(130);
        }
        asked = true;
    })
}

/// A path without links where it exists, so that it compares with those of events.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}
