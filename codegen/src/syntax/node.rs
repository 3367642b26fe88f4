//! The handle for reading a tree.

use super::document::{Content, Document, Pair};
use super::scalar::{self, Core};
use crate::source::{FileId, Span};

/// Names a node of the documents: the file of its document, and its number in there.
pub(crate) type NodeId = (FileId, u32);

/// The three shapes of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text, a number, a boolean or null.
    Scalar,
    /// A list.
    Sequence,
    /// Keys with values.
    Mapping,
}

/// A handle to one node of a document.
#[derive(Clone, Copy)]
pub(crate) struct Node<'d> {
    pub(super) document: &'d Document,
    pub(super) id: u32,
}

/// A key of a mapping, with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'d> {
    /// The key's text.
    pub(crate) key: &'d str,
    /// Where the key stands.
    pub(crate) key_span: Span,
    /// What it stands for.
    pub(crate) value: Node<'d>,
}

impl<'d> Node<'d> {
    /// Where the node stands: for an alias, where what it names stands.
    pub(crate) fn span(self) -> Span {
        self.document.span(self.id)
    }

    /// The same for two handles exactly when they name the same node of the same document; aliases
    /// of one anchor do. The file is that of the document, whatever file the node came from.
    pub(crate) fn identity(self) -> NodeId {
        (self.document.file, self.id)
    }

    /// Scalar, sequence or mapping.
    pub(crate) fn kind(self) -> Kind {
        match self.content() {
            Content::Scalar { .. } => Kind::Scalar,
            Content::Sequence { .. } => Kind::Sequence,
            Content::Mapping { .. } => Kind::Mapping,
        }
    }

    /// What the node is, in words for a message: "a list", "a number", ...
    pub(crate) fn describe(self) -> &'static str {
        match self.content() {
            Content::Sequence { .. } => "a list",
            Content::Mapping { .. } => "a mapping",
            Content::Scalar { core, .. } => match core {
                Core::Null => "empty",
                Core::Boolean => "a boolean",
                Core::Integer => "an integer",
                Core::Float => "a number",
                Core::Text => "text",
            },
        }
    }

    /// The node itself, if it is a mapping.
    pub(crate) fn as_mapping(self) -> Option<Self> {
        (self.kind() == Kind::Mapping).then_some(self)
    }

    /// The node itself, if it is a sequence.
    pub(crate) fn as_sequence(self) -> Option<Self> {
        (self.kind() == Kind::Sequence).then_some(self)
    }

    /// The scalar's text after quotes and escapes, whatever the schema takes it for.
    pub(crate) fn text(self) -> Option<&'d str> {
        self.document.scalar_text(self.id)
    }

    /// What the core schema takes the scalar for.
    pub(crate) fn core(self) -> Option<Core> {
        match self.content() {
            Content::Scalar { core, .. } => Some(core),
            Content::Sequence { .. } | Content::Mapping { .. } => None,
        }
    }

    #[cfg(test)]
    /// Whether the scalar is written without quotes and not as a block of text.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self.content(), Content::Scalar { plain: true, .. })
    }

    /// The text of a scalar that is text: quoted, or not readable as anything else.
    pub(crate) fn as_str(self) -> Option<&'d str> {
        self.text_of(Core::Text)
    }

    /// Whether the node is null, or left empty.
    pub(crate) fn is_null(self) -> bool {
        self.core() == Some(Core::Null)
    }

    /// The value of a boolean.
    pub(crate) fn as_bool(self) -> Option<bool> {
        scalar::boolean(self.text_of(Core::Boolean)?)
    }

    /// The value of an integer that fits.
    pub(crate) fn as_i64(self) -> Option<i64> {
        scalar::integer(self.text_of(Core::Integer)?)
    }

    /// The value of any number, rounded where it must be.
    pub(crate) fn as_f64(self) -> Option<f64> {
        scalar::number(self.number_text()?)
    }

    /// A number as it is written.
    pub(crate) fn number_text(self) -> Option<&'d str> {
        self.text_of(Core::Integer)
            .or_else(|| self.text_of(Core::Float))
    }

    /// How many items or entries there are; 0 for a scalar.
    pub(crate) fn len(self) -> usize {
        match self.content() {
            Content::Scalar { .. } => 0,
            Content::Sequence { count, .. } | Content::Mapping { count, .. } => count as usize,
        }
    }

    /// The items of a sequence, in order; nothing for other nodes.
    pub(crate) fn items(self) -> impl ExactSizeIterator<Item = Node<'d>> + DoubleEndedIterator {
        self.item_ids().iter().map(move |id| self.at(*id))
    }

    /// The entries of a mapping, in the order of the file; nothing for other nodes.
    pub(crate) fn entries(self) -> impl ExactSizeIterator<Item = Entry<'d>> + DoubleEndedIterator {
        self.pairs().iter().map(move |pair| self.entry_of(*pair))
    }

    /// The last entry whose key starts at a place of the text or before, where entries are in the
    /// order of the text.
    pub(crate) fn entry_before(self, place: u32) -> Option<Entry<'d>> {
        let pairs = self.pairs();
        let starts_before = |pair: &Pair| self.entry_of(*pair).key_span.start <= place;
        let after = pairs.partition_point(starts_before);
        Some(self.entry_of(*pairs.get(after.checked_sub(1)?)?))
    }

    /// The last item that starts at a place of the text or before, with its position, where items
    /// are in the order of the text.
    pub(crate) fn item_before(self, place: u32) -> Option<(usize, Node<'d>)> {
        let items = self.item_ids();
        let after = items.partition_point(|id| self.at(*id).span().start <= place);
        let position = after.checked_sub(1)?;
        Some((position, self.at(*items.get(position)?)))
    }

    /// The value of a key.
    pub(crate) fn get(self, key: &str) -> Option<Node<'d>> {
        self.entry(key).map(|entry| entry.value)
    }

    /// The entry of a key.
    pub(crate) fn entry(self, key: &str) -> Option<Entry<'d>> {
        let position = self.position(key)?;
        Some(self.entry_of(self.pairs()[position]))
    }

    /// Which entry, counted from 0, has a key.
    pub(crate) fn position(self, key: &str) -> Option<usize> {
        let Content::Mapping { count, sorted, .. } = self.content() else {
            return None;
        };
        let pairs = self.pairs();
        let key_of = |pair: &Pair| self.document.scalar_text(pair.key).unwrap_or("");
        match sorted {
            None => pairs.iter().position(|pair| key_of(pair) == key),
            Some(first) => {
                let order = &self.document.sorted[first as usize..(first + count) as usize];
                let found =
                    order.binary_search_by(|index| key_of(&pairs[*index as usize]).cmp(key));
                found.ok().map(|at| order[at] as usize)
            }
        }
    }

    /// The keys of a mapping as nodes, with their values.
    pub(crate) fn key_nodes(self) -> impl Iterator<Item = (Node<'d>, Node<'d>)> {
        self.pairs()
            .iter()
            .map(move |pair| (self.at(pair.key), self.at(pair.value)))
    }

    fn text_of(self, wanted: Core) -> Option<&'d str> {
        if self.core()? == wanted {
            self.text()
        } else {
            None
        }
    }

    fn content(self) -> Content {
        self.document.nodes[self.id as usize].content
    }

    fn item_ids(self) -> &'d [u32] {
        match self.content() {
            Content::Sequence { first, count } => {
                &self.document.items[first as usize..(first + count) as usize]
            }
            Content::Scalar { .. } | Content::Mapping { .. } => &[],
        }
    }

    fn pairs(self) -> &'d [Pair] {
        match self.content() {
            Content::Mapping { first, count, .. } => self.document.pairs(first, count),
            Content::Scalar { .. } | Content::Sequence { .. } => &[],
        }
    }

    fn entry_of(self, pair: Pair) -> Entry<'d> {
        Entry {
            key: self.document.scalar_text(pair.key).unwrap_or(""),
            key_span: self.document.span(pair.key),
            value: self.at(pair.value),
        }
    }

    fn at(self, id: u32) -> Self {
        Self {
            document: self.document,
            id,
        }
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.text().unwrap_or_else(|| self.describe());
        write!(formatter, "Node({}: {text:?})", self.id)
    }
}
