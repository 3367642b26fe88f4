//! One walk over everything that a description leads to: it reads the referenced files, and finds
//! the references and the schemas.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::position::Position;
use super::{Documents, LONGEST_CHAIN, referred_path, split};
use crate::openapi::{ObjectKind, Swagger, names_by_uri};
use crate::overlay::Overlays;
use crate::report::Report;
use crate::source::{self, FileId, Sources, Span};
use crate::syntax::{Kind, Node, NodeId};

/// What the walk found.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// The values of `$ref`, in their order.
    pub(super) references: Vec<NodeId>,
    /// Every schema, in their order.
    pub(crate) schemas: Vec<NodeId>,
    /// The files that the references of a file lead to.
    pub(super) links: BTreeMap<FileId, BTreeSet<FileId>>,
    /// How many nodes stand where something can be described.
    pub(crate) size: usize,
    /// The schemas of Swagger 2.0, which are lifted where they are.
    pub(crate) swagger_schemas: Vec<NodeId>,
    /// What documents of OpenAPI refer to in files of Swagger 2.0.
    pub(crate) swagger_entered: Vec<(NodeId, Swagger)>,
}

/// Walks over the inputs and whatever they refer to, and reads it; whether all of it could be read.
pub(super) fn read(
    documents: &mut Documents,
    sources: &mut Sources,
    overlays: &mut Overlays,
    report: &mut Report,
) -> bool {
    walk(documents, |documents, place, is_new, roots| {
        documents.reach(sources, place, is_new, roots, overlays, report)
    })
}

/// Walks once more over what is read already, because it was changed. References that are no longer
/// there are still checked.
pub(super) fn again(documents: &mut Documents, sources: &Sources) {
    let before = std::mem::take(&mut documents.walked.references);
    walk(documents, |documents, place, _, _| {
        let reference = documents.node(place);
        let target = reference.and_then(|reference| documents.target(sources, reference));
        Ok(target.map(Node::identity))
    });
    let references = &mut documents.walked.references;
    references.extend(before);
    references.sort_unstable();
    references.dedup();
}

/// Walks over the inputs and whatever they refer to. `follow` returns what a reference names, told
/// whether it is the first time that it is asked, and adds the files that come in with it.
fn walk(
    documents: &mut Documents,
    mut follow: impl FnMut(
        &mut Documents,
        NodeId,
        bool,
        &mut Vec<FileId>,
    ) -> Result<Option<NodeId>, Unreadable>,
) -> bool {
    let mut complete = true;
    let mut walked = Walked::default();
    let mut seen = HashSet::new();
    let mut roots: Vec<FileId> = documents.inputs.clone();
    let mut pending: Vec<(NodeId, Position)> = Vec::new();
    let mut followed = HashSet::new();
    loop {
        for file in roots.drain(..) {
            let root = documents.by_file.get(&file).map(super::Document::root);
            let position = root.and_then(Position::of_root);
            pending.extend(root.map(Node::identity).zip(position));
        }
        let mut found = Vec::new();
        while let Some((place, position)) = pending.pop() {
            let Some(node) = documents.node(place) else {
                continue;
            };
            if !seen.insert((place, position)) {
                continue;
            }
            // `true` is a schema, too, and what is none is found where it is read.
            if position == Position::One(ObjectKind::Schema) {
                walked.schemas.push(place);
            }
            if node.kind() == Kind::Scalar {
                continue;
            }
            walked.size += node.len() + 1;
            if node.kind() == Kind::Mapping {
                if position == Position::One(ObjectKind::Swagger(Swagger::Schema)) {
                    walked.swagger_schemas.push(place);
                }
                if position == Position::Requirements
                    && let Some(home) = documents.home(node)
                {
                    let keys = node.key_nodes().map(|(key, _)| key);
                    let named = keys.filter(|key| names_by_uri(home, *key));
                    let scheme = Position::One(ObjectKind::SecurityScheme);
                    found.extend(named.map(|key| (key.identity(), scheme)));
                }
                if let Some(reference) = reference(node, position) {
                    found.push((reference.identity(), position.referred()));
                }
            }
            let inside = position.inside(node);
            let described = inside.filter(|(_, position)| *position != Position::Data);
            pending.extend(described.map(|(node, position)| (node.identity(), position)));
        }
        for (place, position) in found {
            let is_new = followed.insert(place);
            match follow(documents, place, is_new, &mut roots) {
                Ok(target) => {
                    let Some(target) = target else { continue };
                    if target.0 != place.0 {
                        walked.links.entry(place.0).or_default().insert(target.0);
                    }
                    // As it is now: what was lifted is in the newer format.
                    let home = documents.by_file.get(&target.0).map(super::Document::root);
                    let there = home.map_or(position, |home| position.in_format_of(home));
                    if let Position::One(ObjectKind::Swagger(object)) = there
                        && !position.is_swagger()
                    {
                        walked.swagger_entered.push((target, object));
                    }
                    pending.push((target, there));
                }
                Err(Unreadable) => complete = false,
            }
        }
        if pending.is_empty() && roots.is_empty() {
            break;
        }
    }
    walked.references.extend(followed);
    walked.references.sort_unstable();
    walked.schemas.sort_unstable();
    documents.walked = walked;
    complete
}

/// The reference of a node, where one can be.
fn reference(node: Node<'_>, position: Position) -> Option<Node<'_>> {
    node.get("$ref")
        .filter(|reference| position.refers() && reference.text().is_some())
}

/// A file could not be read, which was reported.
struct Unreadable;

impl Documents {
    /// What a reference names, once the files on the way there are read; nothing where it names
    /// nothing. Files that come in with it are added to `roots`.
    fn reach(
        &mut self,
        sources: &mut Sources,
        place: NodeId,
        tells: bool,
        roots: &mut Vec<FileId>,
        overlays: &mut Overlays,
        report: &mut Report,
    ) -> Result<Option<NodeId>, Unreadable> {
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = self.node(place) else {
                return Ok(None);
            };
            let Some((path, span)) = self.unread(sources, reference, &mut { LONGEST_CHAIN }) else {
                return Ok(self.target(sources, reference).map(Node::identity));
            };
            // What was tried before is not there.
            if self.paths.contains_key(&path) || !tells {
                return Err(Unreadable);
            }
            let mark = report.mark();
            let file = sources.load_from(&path, Some(span), report);
            report.permit(mark);
            let file = file.ok_or(Unreadable)?;
            self.paths.insert(path, file);
            if !self.by_file.contains_key(&file) {
                if !self.add(sources, file, false, overlays, report) {
                    return Err(Unreadable);
                }
                roots.push(file);
            }
        }
        Ok(None)
    }

    /// The file that has to be read before a reference can be followed, and what refers to it.
    fn unread(
        &self,
        sources: &Sources,
        reference: Node<'_>,
        left: &mut usize,
    ) -> Option<(String, Span)> {
        let (path, pointer) = split(reference.text()?);
        // What is never fetched is told where references are checked.
        if source::is_address(path) && self.document(sources, reference, path).is_none() {
            return None;
        }
        let Some(document) = self.document(sources, reference, path) else {
            let own = reference.identity().0;
            return Some((referred_path(sources.path(own), path), reference.span()));
        };
        let mut node = self.written(document.root().identity().0)?;
        let pointer = super::decoded(pointer);
        for step in pointer.split('/').skip(1) {
            let step = format!("/{step}");
            node = loop {
                if let Some(next) = node.pointer(&step) {
                    break next;
                }
                *left = left.checked_sub(1)?;
                let next = node.get("$ref")?;
                if let Some(unread) = self.unread(sources, next, left) {
                    return Some(unread);
                }
                node = self.written_target(sources, next, left)?;
            };
        }
        None
    }
}
