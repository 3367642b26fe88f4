//! What the platform says of a folder, reduced to what matters here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::real;

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Files were written, renamed or removed.
    Touched(Vec<PathBuf>),
    /// The folder itself was removed or renamed: nothing more is heard of it.
    Moved,
    /// The user wants an end.
    Stop,
}

/// A folder that is watched, and the part of it that is not.
pub(super) struct Source {
    /// As it was named: what is there may change.
    folder: PathBuf,
    watcher: RecommendedWatcher,
    /// What is watched now, without links.
    watched: PathBuf,
    /// The output, where it lies inside.
    ignored: Option<PathBuf>,
    /// Folders that were made or emptied by the last run.
    made: BTreeSet<PathBuf>,
    /// The document, where it is described by nothing else: what is beside it is the crate's own, and
    /// is written by people and by Cargo.
    document: Option<PathBuf>,
}

impl Source {
    /// Watches a folder with everything below it.
    pub(super) fn start(
        folder: &Path,
        document: Option<&Path>,
        sender: Sender<Event>,
    ) -> notify::Result<Self> {
        let folder = std::path::absolute(folder).map_err(notify::Error::io)?;
        let place = folder.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            // Nobody listens any more when the command is ending.
            let _ = reduced(event, &place).is_some_and(|event| sender.send(event).is_ok());
        };
        let watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false))?;
        let mut source = Self {
            watched: real(&folder),
            folder,
            watcher,
            ignored: None,
            made: BTreeSet::new(),
            document: document.map(real),
        };
        source.resume()?;
        Ok(source)
    }

    /// Watches what is at the folder's place now.
    pub(super) fn resume(&mut self) -> notify::Result<()> {
        self.pause();
        self.watched = real(&self.folder);
        self.watcher.watch(&self.watched, RecursiveMode::Recursive)
    }

    /// Forgets what was watched.
    pub(super) fn pause(&mut self) {
        // What is gone cannot be unwatched, and need not be.
        let _ = self.watcher.unwatch(&self.watched);
    }

    /// Takes the folder that is written into out of account, and what was written there.
    pub(super) fn ignore<'p>(&mut self, output: &Path, written: impl Iterator<Item = &'p str>) {
        let output = real(output);
        self.made = written
            .flat_map(|path| Path::new(path).ancestors().skip(1))
            .filter(|folder| *folder != Path::new(""))
            .map(|folder| output.join(folder))
            .collect();
        let inside = output != self.watched && output.starts_with(&self.watched);
        self.ignored = inside.then_some(output);
    }

    /// Whether a change of a file can be one of the description.
    pub(super) fn concerns(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.as_deref().unwrap_or_default();
        let described = [".yaml", ".yml", ".json"]
            .iter()
            .any(|ending| name.ends_with(ending));
        let emitted = name.ends_with(".rs")
            || name == "bindery.lock"
            || !described
                && match &self.document {
                    // The folder itself is named where something was missed.
                    Some(document) => path != document && path != self.watched,
                    None => self
                        .ignored
                        .as_ref()
                        .is_some_and(|output| path.starts_with(output)),
                };
        // Editors write beside a file and rename; only the last step matters.
        let passing = name.ends_with('~')
            || [".tmp", ".swp", ".swx"]
                .iter()
                .any(|ending| name.ends_with(ending))
            || !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        let below = path.strip_prefix(&self.watched).unwrap_or(path);
        let hidden = below
            .components()
            .any(|step| step.as_os_str().to_string_lossy().starts_with('.'));
        !(emitted || passing || hidden || self.made.contains(path))
    }
}

/// None for what is no change: reading a file is an event too.
fn reduced(event: notify::Result<notify::Event>, folder: &Path) -> Option<Event> {
    let everything = || Event::Touched(vec![folder.to_path_buf()]);
    // An error says that something was missed.
    let Ok(event) = event else {
        return Some(everything());
    };
    if event.need_rescan() {
        return Some(everything());
    }
    let itself = || {
        let folders = [folder, &real(folder)];
        event
            .paths
            .iter()
            .any(|path| folders.contains(&path.as_path()))
    };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return None,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) if itself() => {
            return Some(Event::Moved);
        }
        _ => {}
    }
    Some(Event::Touched(event.paths))
}

#[cfg(test)]
mod tests;
