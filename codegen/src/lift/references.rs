//! What is lifted, and the targets of references.
//!
//! A shared response or body has other media types in an operation with its own `consumes` or
//! `produces`. It is lifted once with the media types of the document, for references to it, and
//! once more for each other list.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::part::{Part, Plan};
use super::servers::Address;
use super::{parameters, responses, swagger};
use crate::documents::{Documents, LONGEST_CHAIN, referred_name};
use crate::openapi::Swagger;
use crate::report::{Code, Report};
use crate::source::{FileId, Span};
use crate::syntax::object;
use crate::syntax::{Entry, Node, NodeId};

/// The most media types of a list: each body and each response has all of them.
const MOST_MEDIA_TYPES: usize = 64;

/// Media types, and where each is listed.
pub(super) type Media<'d> = Rc<[(&'d str, Span)]>;

/// What the parts of a document mean by what the document says once for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults<'d> {
    pub(super) consumes: Media<'d>,
    pub(super) produces: Media<'d>,
    pub(super) address: Rc<Address>,
}

impl<'d> Defaults<'d> {
    /// The media types of a document or an operation, where they list their own.
    pub(super) fn within(&self, node: Node<'d>, report: &mut Report) -> Self {
        let mut listed = |key: &str, usual: &Media<'d>| match node.entry(key) {
            Some(entry) => media(&entry, report),
            None => usual.clone(),
        };
        Self {
            consumes: listed("consumes", &self.consumes),
            produces: listed("produces", &self.produces),
            address: self.address.clone(),
        }
    }
}

fn media<'d>(entry: &Entry<'d>, report: &mut Report) -> Media<'d> {
    let mark = report.mark();
    let list = object::list(entry.value, entry.key, report);
    let mut found: Vec<(&str, Span)> = Vec::new();
    for node in list.into_iter().flat_map(Node::items) {
        let Some(text) = object::text(node, entry.key, report).map(str::trim) else {
            continue;
        };
        if found.iter().any(|(known, _)| *known == text) {
            continue;
        }
        if found.len() == MOST_MEDIA_TYPES {
            report
                .error(
                    Code::Ignored,
                    node.span(),
                    format!("the media types behind the first {MOST_MEDIA_TYPES} are ignored"),
                )
                .help("leave them out, or acknowledge it in `bindery.yaml`");
            break;
        }
        found.push((text, node.span()));
    }
    report.guess_since(mark, "it is as if it were not there");
    found.into()
}

fn is_same(one: &Media<'_>, other: &Media<'_>) -> bool {
    let texts = |media: &Media<'_>| media.iter().map(|(text, _)| (*text).to_owned()).collect();
    let (one, other): (Vec<String>, Vec<String>) = (texts(one), texts(other));
    one == other
}

/// What is known while documents are lifted.
pub(super) struct Lifting<'r, 'd> {
    pub(super) documents: &'d Documents,
    pub(super) sources: &'d crate::source::Sources,
    pub(super) report: &'r mut Report,
    pub(super) plan: Plan,
    /// What documents say once for all.
    homes: HashMap<FileId, Defaults<'d>>,
    /// What references lead to, as it was asked for first: it is lifted so.
    reached: HashMap<NodeId, Defaults<'d>>,
    pending: Vec<(NodeId, Swagger, Defaults<'d>)>,
    /// What is lifted where it stands.
    pub(super) stands: HashSet<NodeId>,
    variants: HashMap<(FileId, NodeId, Vec<String>), usize>,
}

impl<'r, 'd> Lifting<'r, 'd> {
    pub(super) fn new(
        documents: &'d Documents,
        sources: &'d crate::source::Sources,
        report: &'r mut Report,
    ) -> Self {
        Self {
            documents,
            sources,
            report,
            plan: Plan::default(),
            homes: HashMap::new(),
            reached: HashMap::new(),
            pending: Vec::new(),
            stands: HashSet::new(),
            variants: HashMap::new(),
        }
    }

    /// Remembers what a document says once for all.
    pub(super) fn home(&mut self, root: Node<'d>) -> Defaults<'d> {
        let mut defaults = Defaults::default().within(root, self.report);
        // Of another file counts what is referred to.
        if self.documents.is_input(root.identity().0) {
            defaults.address = Address::of(root, self.report).into();
        }
        self.homes.insert(root.identity().0, defaults.clone());
        defaults
    }

    /// What a reference leads to at last, and what the last one calls it.
    pub(super) fn meant(&self, node: Node<'d>) -> (Node<'d>, Option<String>) {
        let (mut found, mut name) = (node, None);
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = found.get("$ref") else {
                return (found, name);
            };
            let Some(target) = self.documents.target(self.sources, reference) else {
                break;
            };
            (found, name) = (target, referred_name(reference));
        }
        (node, None)
    }

    /// Keeps a reference, and has what it leads to lifted.
    pub(super) fn refer(
        &mut self,
        node: Node<'d>,
        object: Swagger,
        defaults: &Defaults<'d>,
    ) -> Part {
        let mut next = node;
        for _ in 0..LONGEST_CHAIN {
            let target = next
                .get("$ref")
                .and_then(|reference| self.documents.target(self.sources, reference));
            let Some(target) = target else { break };
            self.reach(target.identity(), object, defaults);
            next = target;
        }
        Part::itself(node)
    }

    /// Has something lifted that a reference leads to.
    pub(super) fn reach(&mut self, place: NodeId, object: Swagger, defaults: &Defaults<'d>) {
        // What other formats describe is not lifted.
        let home = self.documents.written(place.0);
        if home.is_some_and(|home| home.get("openapi").is_some()) {
            return;
        }
        if !self.reached.contains_key(&place) {
            let defaults = self.homes.get(&place.0).unwrap_or(defaults).clone();
            self.reached.insert(place, defaults.clone());
            self.pending.push((place, object, defaults));
        }
    }

    /// A reference to what depends on media types: plain, where it means the usual ones.
    pub(super) fn refer_with(
        &mut self,
        node: Node<'d>,
        object: Swagger,
        defaults: &Defaults<'d>,
        chosen: impl Fn(&Defaults<'d>) -> Media<'d>,
        lift: impl FnOnce(&mut Self, Node<'d>, &Media<'d>) -> Part,
    ) -> Part {
        let plain = self.refer(node, object, defaults);
        let (target, name) = self.meant(node);
        let wanted = chosen(defaults);
        let usual = self.reached.get(&target.identity());
        let varies = usual.is_some_and(|usual| !is_same(&chosen(usual), &wanted));
        if !varies || target.get("schema").is_none() {
            return plain;
        }
        object::beside_reference(node, false, self.report);
        let texts = wanted.iter().map(|(text, _)| (*text).to_owned()).collect();
        let file = node.identity().0;
        let key = (file, target.identity(), texts);
        let number = match self.variants.get(&key) {
            Some(number) => *number,
            None => {
                let part = lift(self, target, &wanted);
                self.plan.variants.push((file, part));
                self.variants.insert(key, self.plan.variants.len() - 1);
                self.plan.variants.len() - 1
            }
        };
        Part::Variant(number, name.unwrap_or_default(), node.span())
    }

    /// Lifts what references lead to, until nothing is left.
    pub(super) fn finish(mut self) -> Plan {
        while let Some((place, object, defaults)) = self.pending.pop() {
            if self.stands.contains(&place) {
                continue;
            }
            let Some(node) = self.documents.node(place) else {
                continue;
            };
            if let Some(part) = self.lifted(node, object, &defaults) {
                self.plan.parts.entry(place.0).or_default().push(part);
            }
        }
        self.plan
    }

    /// What stands behind a reference; nothing where that is as it was.
    fn lifted(&mut self, node: Node<'d>, object: Swagger, defaults: &Defaults<'d>) -> Option<Part> {
        if node.get("$ref").is_some() || node.as_mapping().is_none() {
            return None;
        }
        match object {
            Swagger::Parameter => Some(parameters::shared(self, node, defaults)),
            Swagger::Response => Some(responses::response(self, node, &defaults.produces)),
            Swagger::Responses => Some(responses::responses(self, node, defaults)),
            Swagger::PathItem => Some(swagger::path_item(self, node, defaults)),
            Swagger::Paths => Some(swagger::paths(self, node, defaults)),
            Swagger::Operation => Some(swagger::operation(self, node, None, defaults)),
            Swagger::Document | Swagger::Header | Swagger::Schema => None,
        }
    }
}
