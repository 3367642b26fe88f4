//! Overlays: changes to a third-party description, in files of their own.
//!
//! They are applied to a document between parsing and resolving, so that no later stage knows of
//! them, except that the span of a node may be in an overlay. An action that matches nothing is a
//! finding. The cost of a malicious target is bounded in [`budget`].

mod apply;
mod budget;
mod filter;
mod jsonpath;
pub(crate) mod path;
mod query;
mod read;
mod search;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::report::{Code, Report};
use crate::source::{FileId, Sources, Span};
use crate::syntax::Document;

use apply::{Outcome, Target};
use budget::Budget;
use read::{Overlay, Scope};

/// The overlays of a configuration, and what they have matched so far.
#[derive(Debug)]
pub(crate) struct Overlays {
    overlays: Vec<Overlay>,
    /// For each overlay, whether a document of its scope was seen, and what its actions came to.
    progress: Vec<Progress>,
    /// The document that each overlay changes; the first one, where it changes several.
    pub(crate) overlaid: BTreeMap<FileId, FileId>,
    budget: Budget,
    stopped: bool,
}

#[derive(Debug)]
struct Progress {
    applied: bool,
    actions: Vec<Matched>,
}

/// What an action came to so far.
#[derive(Clone, Debug)]
enum Matched {
    Something,
    /// Nothing, and how the target may be fixed.
    Nothing(Option<String>),
}

impl Overlays {
    /// Reads the overlays, in the order in which they apply; `inputs` are the inputs that could be
    /// read.
    pub(crate) fn read(
        sources: &mut Sources,
        files: &[(String, Option<Span>)],
        inputs: &[FileId],
        report: &mut Report,
    ) -> Self {
        let overlays = if files.is_empty() {
            Vec::new()
        } else {
            let inputs = paths(sources, inputs);
            read::read(sources, files, &inputs, report)
        };
        let progress = overlays
            .iter()
            .map(|overlay| Progress {
                applied: false,
                actions: vec![Matched::Nothing(None); overlay.actions.len()],
            })
            .collect();
        Self {
            overlays,
            progress,
            overlaid: BTreeMap::new(),
            budget: Budget::new(),
            stopped: false,
        }
    }

    /// Applies the overlays to a document, where they are meant for it.
    pub(crate) fn apply(
        &mut self,
        document: Document,
        is_input: bool,
        sources: &Sources,
        report: &mut Report,
    ) -> Document {
        let root = document.root();
        let path = sources.path(root.identity().0);
        let describes = ["openapi", "swagger"]
            .iter()
            .any(|key| root.get(key).is_some());
        let is_openapi = is_input && describes;
        let meant = |overlay: &Overlay| match &overlay.scope {
            Scope::Inputs => is_openapi,
            Scope::File(file, _) => file == path,
        };
        if !self.overlays.iter().any(meant) {
            return document;
        }
        let file = root.identity().0;
        self.budget.grant(document.size());
        let mut target = Target::new(document);
        for (overlay, progress) in self.overlays.iter().zip(&mut self.progress) {
            if !meant(overlay) {
                continue;
            }
            progress.applied = true;
            for (action, matched) in overlay.actions.iter().zip(&mut progress.actions) {
                if self.stopped {
                    break;
                }
                let budget = &mut self.budget;
                match target.apply(action, &overlay.document, budget, sources, report) {
                    Outcome::Matched => {
                        *matched = Matched::Something;
                        let (overlay, _) = overlay.document.root().identity();
                        self.overlaid.entry(overlay).or_insert(file);
                    }
                    Outcome::Unmatched(help) => {
                        if let Matched::Nothing(known) = matched {
                            *known = known.take().or(help);
                        }
                    }
                    Outcome::Stopped => self.stopped = true,
                }
            }
        }
        target.editor.finish()
    }

    /// Reports what has matched nothing, once all documents were seen.
    pub(crate) fn finish(self, sources: &Sources, inputs: &[FileId], report: &mut Report) {
        if self.stopped {
            return;
        }
        for (overlay, progress) in self.overlays.into_iter().zip(self.progress) {
            if !progress.applied
                && let Scope::File(path, span) = &overlay.scope
            {
                read::unknown_document(path, *span, &paths(sources, inputs), report);
                continue;
            }
            for (action, matched) in overlay.actions.iter().zip(progress.actions) {
                if let Matched::Nothing(help) = matched {
                    let finding = report.error(
                        Code::OverlayWithoutMatch,
                        action.span,
                        "the target matches nothing",
                    );
                    if let Some(help) = help {
                        finding.help(help);
                    }
                }
            }
        }
    }
}

/// The normal paths of files.
fn paths(sources: &Sources, files: &[FileId]) -> Vec<String> {
    files
        .iter()
        .map(|file| sources.path(*file).to_owned())
        .collect()
}
