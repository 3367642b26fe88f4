//! Checks the keys and values of every object, whether or not something reads it.
//!
//! Reading reports what is wrong with the keys that it looks at, in the words of what it does with them. What nobody looks at is
//! checked here, so that a document says nothing in vain; where reading found something, nothing is added.

mod table;

use std::collections::HashSet;

use table::{Holds, Object};

use super::{Context, schema};
use crate::report::Report;
use crate::syntax::object::{self, head};
use crate::syntax::{Node, NodeId};

/// Checks a document, and what it refers to.
pub(super) fn check(context: &Context<'_>, root: Node<'_>, report: &mut Report) {
    let mut walk = Walk {
        context,
        describes: super::references_describe(root),
        seen: HashSet::new(),
        pending: vec![(&table::DOCUMENT, root)],
        found: Report::new(),
    };
    while let Some((object, node)) = walk.pending.pop() {
        walk.object(object, node);
    }
    for id in context.schemas.ids() {
        let schema = context.schemas.refer(id);
        if schema.written.and_then(Node::as_mapping).is_some() {
            schema::check(schema, &mut walk.found);
            schema::check_parts(schema, &mut walk.found);
        }
    }
    report.add_elsewhere(walk.found);
}

struct Walk<'a, 'd> {
    context: &'a Context<'d>,
    /// Whether a reference may describe what it refers to.
    describes: bool,
    seen: HashSet<NodeId>,
    pending: Vec<(&'static Object, Node<'d>)>,
    found: Report,
}

impl<'d> Walk<'_, 'd> {
    fn object(&mut self, object: &'static Object, node: Node<'d>) {
        if !self.seen.insert(node.identity()) {
            return;
        }
        let mark = self.found.mark();
        let mapping = object::mapping_or_empty(node, object.what(), &mut self.found);
        self.found.guess_since(mark, IGNORED);
        let Some(node) = mapping else { return };
        if object.refers
            && let Some(reference) = node.get("$ref")
        {
            return self.reference(object, node, reference);
        }
        if object.others.is_none() {
            object::check_known(node, object.keys, &mut self.found);
        }
        self.required(object, node);
        for entry in node.entries() {
            if let Some(holds) = object.holds(entry.key) {
                self.value(holds, node, entry.key, entry.value);
            } else if let Some(others) = object.others
                && !entry.key.starts_with("x-")
            {
                self.pending.push((others, entry.value));
            }
        }
    }

    fn reference(&mut self, object: &'static Object, node: Node<'d>, reference: Node<'d>) {
        object::beside_reference(node, self.describes, &mut self.found);
        for key in ["$ref", "summary", "description"] {
            if let Some(value) = node.get(key) {
                self.value(Holds::Text, node, key, value);
            }
        }
        let target = (self.context.documents).target(self.context.sources, reference);
        self.pending.extend(target.map(|target| (object, target)));
    }

    fn required(&mut self, object: &Object, node: Node<'d>) {
        let by_value = object.required_by.and_then(|(key, values)| {
            let value = node.get(key)?.text()?;
            let row = values.iter().find(|(of, _)| *of == value);
            row.map(|(_, required)| *required)
        });
        for key in object.required.iter().chain(by_value.unwrap_or_default()) {
            let mark = self.found.mark();
            object::required(node, key, object.what(), head(node), &mut self.found);
            self.found.guess_since(mark, "it is read without");
        }
    }

    fn value(&mut self, holds: Holds, node: Node<'d>, key: &str, value: Node<'d>) {
        let mark = self.found.mark();
        let report = &mut self.found;
        match holds {
            Holds::Text => {
                object::text(value, key, report);
            }
            Holds::Flag => {
                object::flag(node, key, report);
            }
            Holds::Word(words) => {
                object::word(value, key, words, report);
            }
            Holds::Texts => texts(value, key, report),
            Holds::NamedTexts => {
                let named = object::mapping_or_empty(value, key, report);
                for entry in named.into_iter().flat_map(Node::entries) {
                    object::text(entry.value, entry.key, report);
                }
            }
            Holds::NamedData => {
                object::mapping_or_empty(value, key, report);
            }
            Holds::Schema => {
                if value.as_bool().is_none() {
                    object::mapping(value, "a schema", report);
                }
                report.guess_since(mark, "it is any JSON");
            }
            Holds::One(object) => self.pending.push((object, value)),
            Holds::List(object) => {
                let list = object::list_or_empty(value, key, report);
                let items = list.into_iter().flat_map(Node::items);
                self.pending.extend(items.map(|item| (object, item)));
            }
            Holds::Named(object) => {
                let value = self.context.behind(value);
                let named = object::mapping_or_empty(value, key, report);
                let entries = named.into_iter().flat_map(Node::entries);
                self.pending
                    .extend(entries.map(|entry| (object, entry.value)));
            }
            Holds::Requirements => {
                let list = object::list_or_empty(value, key, report);
                for item in list.into_iter().flat_map(Node::items) {
                    let named = object::mapping_or_empty(item, "a security requirement", report);
                    for entry in named.into_iter().flat_map(Node::entries) {
                        texts(entry.value, "the scopes", report);
                    }
                }
            }
        }
        self.found.guess_since(mark, IGNORED);
    }
}

/// How a value of the wrong type is read.
const IGNORED: &str = "it is ignored";

fn texts(value: Node<'_>, key: &str, report: &mut Report) {
    let list = object::list_or_empty(value, key, report);
    for item in list.into_iter().flat_map(Node::items) {
        object::text(item, key, report);
    }
}
