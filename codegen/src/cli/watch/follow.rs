//! Waits for events, and decides when to act.
//!
//! A save is many events: they are collected until it is quiet. A folder may be replaced, as a
//! checkout or an editor does, and no event tells that reliably: so it is looked at now and then.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use super::events::Event;

/// What to act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// Files changed, and it is quiet again.
    Saved(Vec<PathBuf>),
    /// There is no such folder any more.
    Gone,
    /// There is a folder again, or another one.
    Back,
}

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// Without an event, until it is quiet.
    pub(super) quiet: Duration,
    /// In all, where it never is.
    pub(super) longest: Duration,
    /// Between two looks at the folder.
    pub(super) look: Duration,
}

/// Long enough for an editor, short enough for a person.
pub(super) const PACE: Pace = Pace {
    quiet: Duration::from_millis(100),
    longest: Duration::from_secs(2),
    look: Duration::from_millis(500),
};

/// Waits and acts until it is stopped.
///
/// `act` breaks off to end, and continues with whether it could do what it had to: a folder that
/// could not be taken up is offered again.
pub(super) fn follow(
    events: &Receiver<Event>,
    folder: &Path,
    pace: Pace,
    mut act: impl FnMut(Occasion) -> ControlFlow<(), bool>,
) {
    let mut known = Identity::of(folder);
    let mut missed = false;
    loop {
        let mut touched = Vec::new();
        match events.recv_timeout(pace.look) {
            Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
            Ok(first) => match collect(first, events, pace) {
                Some(collected) => {
                    touched = collected.touched;
                    // It may be there again already, and look the same.
                    if collected.moved {
                        known = None;
                        missed = true;
                    }
                }
                None => return,
            },
        }
        let now = Identity::of(folder);
        let occasion = match (&known, &now) {
            (None, None) if missed => Occasion::Gone,
            (None, None) => continue,
            (Some(_), None) => Occasion::Gone,
            (known, Some(_)) if *known != now => Occasion::Back,
            _ if touched.is_empty() => continue,
            _ => Occasion::Saved(touched),
        };
        missed = false;
        match act(occasion) {
            ControlFlow::Break(()) => return,
            ControlFlow::Continue(true) => known = now,
            ControlFlow::Continue(false) => known = None,
        }
    }
}

struct Collected {
    touched: Vec<PathBuf>,
    moved: bool,
}

/// Takes events until it is quiet; None when one of them is the end.
fn collect(first: Event, events: &Receiver<Event>, pace: Pace) -> Option<Collected> {
    let started = Instant::now();
    let mut collected = Collected {
        touched: Vec::new(),
        moved: false,
    };
    let mut next = first;
    loop {
        match next {
            Event::Stop => return None,
            Event::Moved => collected.moved = true,
            Event::Touched(paths) => collected.touched.extend(paths),
        }
        if started.elapsed() >= pace.longest {
            return Some(collected);
        }
        next = match events.recv_timeout(pace.quiet) {
            Ok(event) => event,
            Err(_) => return Some(collected),
        };
    }
}

/// What distinguishes a folder from another one at the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    number: (u64, u64),
    created: Option<SystemTime>,
}

impl Identity {
    fn of(folder: &Path) -> Option<Self> {
        let about = fs::metadata(folder).ok().filter(fs::Metadata::is_dir)?;
        Some(Self {
            #[cfg(unix)]
            number: {
                use std::os::unix::fs::MetadataExt;
                (about.dev(), about.ino())
            },
            created: about.created().ok(),
        })
    }
}

#[cfg(test)]
mod tests;
