//! Applies an action to a document: finds the matches of its target, then changes them.

use std::collections::BTreeMap;

use super::budget::{Budget, Exhausted};
use super::query::{Query, Selector};
use super::read::{Action, Change};
use super::search::{Path, child, place, search};
use crate::report::{Code, Report};
use crate::source::{Sources, Span};
use crate::syntax::{Document, Editor, Kind, MAXIMUM_ALIASED, MAXIMUM_DEPTH, MAXIMUM_GROWTH, Node};

/// A document that overlays are applied to.
pub(super) struct Target {
    pub(super) editor: Editor,
    /// How many nodes overlays may still add, shared ones counted at each place.
    room: u64,
}

/// What came of an action.
pub(super) enum Outcome {
    /// It matched something; what was wrong with that is reported.
    Matched,
    /// It matched nothing; what was probably meant, where that is known.
    Unmatched(Option<String>),
    /// Nothing more may be applied: the budget is used up.
    Stopped,
}

impl Target {
    /// Starts to change a document.
    pub(super) fn new(document: Document) -> Self {
        let size = document.size() as u64;
        Self {
            editor: Editor::new(document),
            room: MAXIMUM_ALIASED.min(size.saturating_mul(MAXIMUM_GROWTH)),
        }
    }

    /// Applies an action of an overlay.
    pub(super) fn apply(
        &mut self,
        action: &Action,
        overlay: &Document,
        budget: &mut Budget,
        sources: &Sources,
        report: &mut Report,
    ) -> Outcome {
        let root = self.editor.document().root();
        let Ok(found) = search(root, &action.query, budget) else {
            return too_large(action.span, report);
        };
        if found.is_empty() {
            return Outcome::Unmatched(nearest(root, &action.query, sources, report));
        }
        // Places deep down and at the end come first, so that no change moves one still to come.
        let done = match action.change {
            Change::Remove => {
                self.remove(found.into_iter().rev());
                budget.spend(self.editor.take_work())
            }
            Change::Update(node) => match overlay.node(node) {
                Some(update) => self.update(found.into_iter().rev(), update, budget, report),
                None => Ok(()),
            },
        };
        match done {
            Ok(()) => Outcome::Matched,
            Err(Exhausted) => too_large(action.span, report),
        }
    }

    fn remove(&mut self, paths: impl Iterator<Item = Path>) {
        let mut collections = BTreeMap::<Path, Vec<u32>>::new();
        for mut path in paths {
            if let Some(position) = path.pop() {
                collections.entry(path).or_default().push(position);
            }
        }
        for (path, mut positions) in collections.into_iter().rev() {
            positions.reverse();
            self.editor.remove(&path, &positions);
        }
    }

    fn update(
        &mut self,
        paths: impl Iterator<Item = Path>,
        update: Node<'_>,
        budget: &mut Budget,
        report: &mut Report,
    ) -> Result<(), Exhausted> {
        let graft = self.editor.graft(update);
        for path in paths {
            self.room = self.room.checked_sub(graft.weight).ok_or(Exhausted)?;
            // A value appended to a list lies one deeper than the list.
            if path.len() as u64 + u64::from(graft.height) + 1 > u64::from(MAXIMUM_DEPTH) {
                report
                    .error(
                        Code::TooDeep,
                        update.span(),
                        format!("more than {MAXIMUM_DEPTH} values would lie inside each other"),
                    )
                    .help("describe a part under `components`, and refer to it with `$ref`");
                return Ok(());
            }
            if let Err(mismatch) = self.editor.update(&path, graft) {
                report
                    .error(
                        Code::WrongType,
                        mismatch.update,
                        format!(
                            "the update is {} where the document has {}",
                            mismatch.update_is, mismatch.target_is
                        ),
                    )
                    .label(mismatch.target, "here")
                    .help("merge like into like; to replace it, remove it with an action before");
                return Ok(());
            }
            budget.spend(self.editor.take_work())?;
        }
        Ok(())
    }
}

fn too_large(span: Span, report: &mut Report) -> Outcome {
    report
        .error(
            Code::OverlayTooLarge,
            span,
            "the overlays ask for too much at this action",
        )
        .help(
            "name the place by a plainer path; `bindery explain overlay-too-large` has the bounds",
        );
    Outcome::Stopped
}

/// Where a plain path ends that leads nowhere, and what was probably meant there.
fn nearest(
    root: Node<'_>,
    query: &Query,
    sources: &Sources,
    report: &mut Report,
) -> Option<String> {
    let mut node = root;
    let mut shown = String::from("$");
    for segment in &query.segments {
        let [selector] = segment.selectors.as_slice() else {
            return None;
        };
        if segment.descends {
            return None;
        }
        let next = match selector {
            Selector::Name(name) => match node.get(name) {
                Some(next) => next,
                None => return Some(without(node, name, &shown, sources, report)),
            },
            Selector::Index(index) => match place(*index, node).and_then(|at| child(node, at)) {
                Some((_, next)) => next,
                None if node.kind() == Kind::Sequence => {
                    return Some(format!("`{shown}` is a list of {}", node.len()));
                }
                None => return Some(format!("`{shown}` is {}, not a list", node.describe())),
            },
            Selector::Wildcard | Selector::Slice { .. } | Selector::Filter(_) => return None,
        };
        shown.push_str(&super::path::step(selector));
        node = next;
    }
    None
}

fn without(
    node: Node<'_>,
    name: &str,
    shown: &str,
    sources: &Sources,
    report: &mut Report,
) -> String {
    if node.kind() != Kind::Mapping {
        return format!("`{shown}` is {}, not a mapping", node.describe());
    }
    let meant = report.suggest(name, node.entries().map(|entry| entry.key));
    match meant.and_then(|meant| node.entry(meant)) {
        Some(entry) => {
            let (line, _) = sources.line_column(entry.key_span);
            let file = sources.name(entry.key_span.file);
            format!(
                "did you mean `{shown}{}`, defined at {file}:{line}?",
                super::path::name_step(entry.key)
            )
        }
        None => format!("`{shown}` has no `{name}`"),
    }
}
