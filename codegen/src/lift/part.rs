//! The lifted parts of a document, and the only code that writes them into it.

use std::collections::{BTreeMap, HashMap};

use crate::documents::{Documents, Lifted, link};
use crate::source::{FileId, Span};
use crate::syntax::{Editor, Entry, Node, NodeId};

/// A node that is to be.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// What is written at a place; a copy of it in another file.
    Written(NodeId),
    /// The object itself that is written at a place, for it is known by that; a reference to it in
    /// another file.
    Itself(NodeId),
    Text(String, Span),
    Flag(bool, Span),
    List(Vec<Part>, Span),
    Map(Map),
    /// A reference to a variant, and what it is called.
    Variant(usize, String, Span),
}

/// A mapping that is to be.
#[derive(Clone, Debug)]
pub(super) struct Map {
    at: Span,
    /// The node that it replaces, for references to that node.
    from: Option<NodeId>,
    entries: Vec<(Key, Part)>,
}

/// A key that is to be.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) at: Span,
}

impl Key {
    pub(super) fn new(text: &str, at: Span) -> Self {
        Self {
            text: text.to_owned(),
            at,
        }
    }
}

impl Part {
    /// A node as it is written.
    pub(super) fn written(node: Node<'_>) -> Self {
        Self::Written(node.identity())
    }

    /// An object that is known by its place.
    pub(super) fn itself(node: Node<'_>) -> Self {
        Self::Itself(node.identity())
    }

    pub(super) fn text(text: &str, at: Span) -> Self {
        Self::Text(text.to_owned(), at)
    }
}

impl Map {
    /// What takes the place of a node.
    pub(super) fn of(node: Node<'_>) -> Self {
        Self {
            from: Some(node.identity()),
            ..Self::new(node.span())
        }
    }

    /// A mapping that nobody wrote.
    pub(super) fn new(at: Span) -> Self {
        Self {
            at,
            from: None,
            entries: Vec::new(),
        }
    }

    /// The same, in the place of a node.
    pub(super) fn in_place_of(self, node: Node<'_>) -> Self {
        Self {
            from: Some(node.identity()),
            ..self
        }
    }

    /// Adds a key that is not there.
    pub(super) fn add(&mut self, key: &str, at: Span, value: Part) {
        self.entries.push((Key::new(key, at), value));
    }

    /// Adds an entry as it is written.
    pub(super) fn keep(&mut self, entry: &Entry<'_>) {
        self.add(entry.key, entry.key_span, Part::written(entry.value));
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known.text == key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl From<Map> for Part {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

/// Keys that a schema gets, each with its value.
pub(super) type Changes = Vec<(Key, Part)>;

/// Everything that is to be written.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What becomes of roots and of what is referred to.
    pub(super) parts: BTreeMap<FileId, Vec<Part>>,
    /// What becomes the root of a file: one of its parts.
    pub(super) roots: BTreeMap<FileId, usize>,
    /// What is lifted in another way for some who refer to it, in the files of these.
    pub(super) variants: Vec<(FileId, Part)>,
    /// Keys that schemas get, in place of what they have by that name.
    pub(super) schemas: BTreeMap<FileId, Vec<(u32, Changes)>>,
}

impl Plan {
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.schemas.is_empty()
    }
}

/// Writes a plan into the documents, file by file.
pub(super) fn write(documents: &mut Documents, mut plan: Plan) {
    let mut files: Vec<FileId> = plan.parts.keys().copied().collect();
    files.extend(plan.schemas.keys());
    files.extend(plan.variants.iter().map(|(file, _)| *file));
    files.sort_unstable();
    files.dedup();
    for file in files {
        let Some(document) = documents.take(file) else {
            continue;
        };
        let (_, root) = document.root().identity();
        let mut writer = Writer {
            documents,
            file,
            editor: Editor::new(document),
            is_usual: false,
            nodes: HashMap::new(),
            copies: HashMap::new(),
            variants: HashMap::new(),
        };
        for (number, (home, part)) in plan.variants.iter().enumerate() {
            if *home == file {
                let node = writer.part(part);
                writer.variants.insert(number, node);
            }
        }
        writer.is_usual = true;
        for (node, changes) in plan.schemas.remove(&file).unwrap_or_default() {
            writer.change(node, &changes);
        }
        let parts = plan.parts.remove(&file).unwrap_or_default();
        for (number, part) in parts.iter().enumerate() {
            let node = writer.part(part);
            if plan.roots.get(&file) == Some(&number) {
                writer.editor.become_root(node);
            }
        }
        let nodes = writer.nodes;
        let written = writer.editor.finish();
        documents.put_lifted(file, written, Lifted { root, nodes });
    }
}

struct Writer<'m> {
    /// The others.
    documents: &'m Documents,
    file: FileId,
    editor: Editor,
    /// Whether what is written takes the place of what it is made from.
    is_usual: bool,
    /// What nodes became.
    nodes: HashMap<u32, u32>,
    /// Nodes of other files.
    copies: HashMap<NodeId, u32>,
    variants: HashMap<usize, u32>,
}

impl Writer<'_> {
    /// Gives a schema other values for some of its keys.
    fn change(&mut self, node: u32, changes: &[(Key, Part)]) {
        let mut entries = self.editor.entries_of(node);
        for (key, value) in changes {
            let value = self.part(value);
            let held = entries
                .iter()
                .position(|(held, _)| self.editor.text_of(*held) == key.text);
            match held {
                Some(at) => entries[at].1 = value,
                None => entries.push((self.editor.add_text(&key.text, key.at), value)),
            }
        }
        self.editor.become_mapping(node, &entries);
    }

    fn part(&mut self, part: &Part) -> u32 {
        match part {
            Part::Written((file, node)) | Part::Itself((file, node)) if *file == self.file => *node,
            Part::Written(place) => {
                if let Some(copy) = self.copies.get(place) {
                    return *copy;
                }
                let Some(node) = self.documents.node(*place) else {
                    unreachable!("every document but the one that is written is in its place");
                };
                let copy = self.editor.graft(node).id;
                self.copies.insert(*place, copy);
                copy
            }
            Part::Itself(place) => {
                let at = self.documents.node(*place).map(Node::span);
                let at = at.unwrap_or(Span::new(place.0, 0, 0));
                self.reference(&link(*place, ""), at)
            }
            Part::Text(text, at) => self.editor.add_text(text, *at),
            Part::Flag(flag, at) => self.editor.add_flag(*flag, *at),
            Part::List(parts, at) => {
                let items: Vec<u32> = parts.iter().map(|part| self.part(part)).collect();
                self.editor.add_sequence(&items, *at)
            }
            Part::Map(map) => {
                let entries: Vec<(u32, u32)> = map
                    .entries
                    .iter()
                    .map(|(key, value)| {
                        let key = self.editor.add_text(&key.text, key.at);
                        (key, self.part(value))
                    })
                    .collect();
                let node = self.editor.add_mapping(&entries, map.at);
                if let Some((file, from)) = map.from
                    && file == self.file
                    && self.is_usual
                {
                    // What several aliases name is written for each, and referred to as the first.
                    self.nodes.entry(from).or_insert(node);
                }
                node
            }
            Part::Variant(number, name, at) => {
                let Some(node) = self.variants.get(number) else {
                    unreachable!("a variant is written in the file that refers to it");
                };
                let text = link((self.file, *node), name);
                self.reference(&text, *at)
            }
        }
    }

    fn reference(&mut self, text: &str, at: Span) -> u32 {
        let key = self.editor.add_text("$ref", at);
        let value = self.editor.add_text(text, at);
        self.editor.add_mapping(&[(key, value)], at)
    }
}
