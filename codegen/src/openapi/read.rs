//! Reads nodes into objects. What is wrong with an object is reported here, with its outcome,
//! whether or not something uses the object.

use super::table::{Holds, Row, Table, Version};
use super::words::Word;
use super::{
    ByUri, Data, Described, Document, End, Id, Member, Object, Objects, Requirement, Said, Schema,
    Scopes, State, Text, Value,
};
use crate::report::{Code, Report};
use crate::syntax::object::{self, head};
use crate::syntax::{Entry, Node};

/// What reading asks of the documents.
pub(crate) trait Files<'d> {
    /// What a reference names.
    fn target(&self, reference: Node<'d>) -> Option<Node<'d>>;

    /// What a reference calls it.
    fn name(&self, reference: Node<'d>) -> Option<String>;

    /// The root of the file that a node stands in.
    fn home(&self, node: Node<'d>) -> Option<Node<'d>>;
}

/// The most references that lead from one thing to another.
pub(crate) const LONGEST_CHAIN: usize = 32;

/// Reads documents, and what they refer to.
pub(crate) fn read<'d>(
    files: &dyn Files<'d>,
    roots: impl Iterator<Item = Node<'d>>,
    report: &mut Report,
) -> Objects<'d> {
    let mut reader = Reader {
        files,
        objects: Objects::default(),
        pending: Vec::new(),
        references: Vec::new(),
        root: None,
        report,
    };
    for root in roots {
        reader.root = Some(root);
        reader.id::<Document<'d>>(root);
        while let Some((fill, index)) = reader.pending.pop() {
            fill(&mut reader, index);
        }
        for (follow, index) in std::mem::take(&mut reader.references) {
            follow(&mut reader, index);
        }
    }
    reader.objects
}

/// What is to be done with the object at an index, of a kind that the function knows.
type Step<R> = fn(&mut R, u32);

/// Reads one object after another.
pub(crate) struct Reader<'a, 'd> {
    files: &'a dyn Files<'d>,
    objects: Objects<'d>,
    /// The objects that are known by their nodes, and not read yet.
    pending: Vec<(Step<Self>, u32)>,
    /// The references that are read, and not followed yet.
    references: Vec<(Step<Self>, u32)>,
    /// The document that is read.
    root: Option<Node<'d>>,
    report: &'a mut Report,
}

impl<'d> Reader<'_, 'd> {
    /// The id of an object, which is read later where it is new.
    pub(super) fn id<T: Described<'d>>(&mut self, node: Node<'d>) -> Id<T> {
        let place = (node.identity(), T::KIND);
        if let Some(index) = self.objects.by_node.get(&place) {
            return Id::new(*index);
        }
        let all = T::all_mut(&mut self.objects);
        // A document has fewer nodes than that.
        let index = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.push(Object {
            node,
            state: State::Nothing,
            summary: None,
            description: None,
            keys: T::default(),
        });
        self.objects.by_node.insert(place, index);
        self.pending.push((Self::fill::<T>, index));
        Id::new(index)
    }

    fn fill<T: Described<'d>>(&mut self, index: u32) {
        let node = T::all(&self.objects)[index as usize].node;
        let mut object = Object {
            node,
            state: State::Nothing,
            summary: None,
            description: None,
            keys: T::default(),
        };
        self.object(T::TABLE, node, &mut object);
        if matches!(object.state, State::Reference { .. }) {
            self.references.push((Self::follow::<T>, index));
        }
        T::all_mut(&mut self.objects)[index as usize] = object;
    }

    fn object<T: Described<'d>>(
        &mut self,
        table: &'static Table,
        node: Node<'d>,
        object: &mut Object<'d, T>,
    ) {
        let mark = self.report.mark();
        let what = table.what.trim_matches('`');
        let mapping = match table.otherwise {
            Some(_) => object::mapping(node, what, self.report),
            None => object::mapping_or_empty(node, what, self.report),
        };
        let otherwise = table.otherwise.unwrap_or("it is ignored");
        self.report.guess_since(mark, otherwise);
        if mapping.is_none() {
            return;
        }
        for (key, text) in [
            ("summary", &mut object.summary),
            ("description", &mut object.description),
        ] {
            *text = node
                .get(key)
                .filter(|_| table.row(key).is_some())
                .and_then(Node::text);
        }
        let version = self.older(node);
        if table.refers.is_some()
            && let Some(reference) = node.entry("$ref")
        {
            if let (Some(Version::V3_2), Some(version)) = (table.refers, version) {
                self.newer(&reference, "the key `$ref`", version);
            }
            let describes = table.is_described_by_reference && self.describes();
            object::beside_reference(node, describes, self.report);
            // Any other scalar is the text of a reference, which was followed as such.
            let is_text = |key: &str, node: Node<'d>| key == "$ref" && node.text().is_some();
            for key in ["summary", "description", "$ref"] {
                if let Some(value) = node.get(key).filter(|value| !is_text(key, *value)) {
                    self.text(value, key);
                }
            }
            let target = self.files.target(reference.value);
            object.state = State::Reference {
                text: reference.value,
                next: target.map(|target| self.id(target)),
                end: None,
            };
            return;
        }
        object.state = State::Object;
        if table.others.is_none() {
            self.unknown(table, node);
        }
        self.required(table, node);
        for entry in node.entries() {
            let row = table.row(entry.key);
            if let (Some(Version::V3_2), Some(version)) = (row.map(|row| row.since), version) {
                self.newer(&entry, &format!("the key `{}`", entry.key), version);
            }
            object.keys.read(entry, self);
        }
    }

    /// Finds out what a reference leads to at last.
    fn follow<T: Described<'d>>(&mut self, index: u32) {
        let first = Id::<T>::new(index);
        let overrides = T::TABLE.is_described_by_reference && self.describes();
        let (mut at, mut name, mut described) = (first, None, first);
        let mut describes = false;
        // A chain of references is short, unless it is a circle.
        for _ in 0..LONGEST_CHAIN {
            let object = self.objects.get(at);
            let State::Reference { text, next, .. } = &object.state else {
                let found = End {
                    object: at,
                    name,
                    described,
                };
                let object = &mut T::all_mut(&mut self.objects)[index as usize];
                if let State::Reference { end, .. } = &mut object.state {
                    *end = Some(found);
                }
                return;
            };
            describes |= overrides && object.description.is_some();
            name = self.files.name(*text);
            let Some(next) = *next else { return };
            at = next;
            if !describes {
                described = at;
            }
        }
        let at = self.objects.get(at).node.span();
        let what = T::TABLE.noun();
        self.report
            .error(
                Code::ReferenceCycle,
                at,
                format!("the {what} is described by nothing but itself"),
            )
            .assume("it is left out");
    }

    /// Reports keys that the object does not have.
    fn unknown(&mut self, table: &Table, node: Node<'d>) {
        let rows = || table.rows.iter();
        let read: Vec<_> = rows()
            .filter(|row| row.uses != Some(&[]))
            .map(|row| row.name)
            .collect();
        let known = || rows().map(|row| row.name);
        object::check_names(node, table.what, known, &read, true, self.report);
    }

    /// Reports what the object cannot do without.
    fn required(&mut self, table: &'static Table, node: Node<'d>) {
        let what = format!("the {}", table.noun());
        let what = if table.what.starts_with('`') {
            table.what
        } else {
            what.as_str()
        };
        for row in table.rows.iter().filter(|row| row.is_required) {
            let mark = self.report.mark();
            object::required(node, row.name, what, head(node), self.report);
            self.report.guess_since(mark, row.otherwise);
        }
        let Some((key, values)) = table.demands else {
            return;
        };
        let value = node.get(key).and_then(Node::text);
        let demand = values.iter().find(|(of, _)| Some(*of) == value);
        for key in demand.into_iter().flat_map(|(_, keys)| *keys) {
            let mark = self.report.mark();
            object::required(node, key, what, head(node), self.report);
            let otherwise = table
                .row(key)
                .map_or("it is read without", |row| row.otherwise);
            self.report.guess_since(mark, otherwise);
        }
    }

    /// The version of the file that a node stands in, where that is older than 3.2, and the file is
    /// of the document that is read.
    fn older(&self, node: Node<'d>) -> Option<&'d str> {
        let root = self.root?;
        let home = self.files.home(node)?;
        let is_elsewhere = home.get("openapi").is_some() && home.identity() != root.identity();
        let version = root.get("openapi")?.text()?;
        let is_older = is_version(version, "3.0") || is_version(version, "3.1");
        (is_older && !is_elsewhere).then_some(version)
    }

    /// Whether what stands beside a reference may describe it: from 3.1 on.
    fn describes(&self) -> bool {
        self.root.is_some_and(references_describe)
    }

    /// Reports what a document uses of OpenAPI 3.2.
    fn newer(&mut self, entry: &Entry<'d>, what: &str, version: &str) {
        self.report.assumed(
            entry.key_span,
            format!("{what} is of OpenAPI 3.2, and the document is of `{version}`"),
            "it is read as in 3.2",
        );
    }

    /// The value of a key that has a row.
    pub(super) fn said<V: Value<'d>>(
        &mut self,
        table: &'static Table,
        entry: Entry<'d>,
    ) -> Option<Said<'d, V>> {
        let row = table.row(entry.key)?;
        let mark = self.report.mark();
        let value = V::read(entry.value, entry.key, self);
        // What is said to bindery itself is meant to be heard.
        if !entry.key.starts_with("x-bindery-") {
            self.report.guess_since(mark, row.otherwise);
        }
        self.demanded(row, entry.value);
        let value = value?;
        if let (Version::V3_2, Some(version)) = (value.since(), self.older(entry.value)) {
            let word = entry.value.text().unwrap_or_default();
            self.newer(&entry, &format!("`{}: {word}`", entry.key), version);
        }
        Some(Said {
            value,
            key: entry.key_span,
            node: entry.value,
        })
    }

    /// An object under one of several keys that hold the same.
    pub(super) fn member<T: Described<'d>>(
        &mut self,
        table: &'static Table,
        entry: Entry<'d>,
    ) -> Option<Member<'d, Id<T>>> {
        let said = self.said(table, entry)?;
        Some(Member {
            name: entry.key,
            span: entry.key_span,
            value: said.value,
        })
    }

    /// An object under a name of the API.
    pub(super) fn other<T: Described<'d>>(
        &mut self,
        entry: Entry<'d>,
    ) -> Option<Member<'d, Id<T>>> {
        (!entry.key.starts_with("x-")).then(|| Member {
            name: entry.key,
            span: entry.key_span,
            value: self.id(entry.value),
        })
    }

    /// Reports what an object under a key cannot do without.
    fn demanded(&mut self, row: &'static Row, node: Node<'d>) {
        let Holds::One(kind) = row.holds else { return };
        let Some(node) = node.as_mapping().filter(|_| !row.demands.is_empty()) else {
            return;
        };
        let mark = self.report.mark();
        for key in row.demands {
            let what = format!("the {}", kind.table().noun());
            object::required(node, key, &what, head(node), self.report);
        }
        self.report.guess_since(mark, "it is read without");
    }

    fn text(&mut self, node: Node<'d>, key: &str) -> Option<&'d str> {
        let mark = self.report.mark();
        let text = object::text(node, key, self.report);
        self.report
            .guess_since(mark, "it is as if it were not there");
        text
    }

    /// One of the words that a key may hold.
    pub(super) fn word<W: Word>(&mut self, node: Node<'d>, key: &str) -> Option<W> {
        let words: Vec<_> = W::WORDS.iter().map(|(word, _)| *word).collect();
        let found = object::word(node, key, &words, self.report)?;
        let known = W::WORDS.iter().find(|(word, _)| *word == found);
        known.map(|(_, word)| *word)
    }

    /// What stands behind the references of a mapping that is nothing else: descriptions in several
    /// files have them in places where the specification knows none.
    fn behind(&self, node: Node<'d>) -> Node<'d> {
        let mut found = node;
        for _ in 0..LONGEST_CHAIN {
            let reference = found
                .get("$ref")
                .filter(|reference| reference.text().is_some());
            match reference.and_then(|reference| self.files.target(reference)) {
                Some(target) => found = target,
                None => return found,
            }
        }
        node
    }

    /// The security scheme that a key names as a URI.
    fn scheme(&mut self, key: Node<'d>) -> Option<ByUri<'d>> {
        let home = self.files.home(key)?;
        names_by_uri(home, key).then(|| ByUri {
            name: self.files.name(key),
            scheme: self.files.target(key).map(|scheme| self.id(scheme)),
        })
    }

    fn members<T>(
        &mut self,
        node: Node<'d>,
        key: &str,
        mut read: impl FnMut(&mut Self, Entry<'d>) -> Option<T>,
    ) -> Option<Vec<Member<'d, T>>> {
        let node = self.behind(node);
        let node = object::mapping_or_empty(node, key, self.report)?;
        let members = node.entries().filter_map(|entry| {
            Some(Member {
                name: entry.key,
                span: entry.key_span,
                value: read(self, entry)?,
            })
        });
        Some(members.collect())
    }
}

impl<'d> Value<'d> for &'d str {
    const HOLDS: Holds = Holds::Data;

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        object::text(node, key, reader.report)
    }
}

impl<'d> Value<'d> for bool {
    const HOLDS: Holds = Holds::Data;

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        Some(object::flag_at(Some(node), key, reader.report))
    }
}

impl<'d> Value<'d> for Data<'d> {
    const HOLDS: Holds = Holds::Data;

    fn read(node: Node<'d>, _: &str, _: &mut Reader<'_, 'd>) -> Option<Self> {
        Some(Self(node))
    }
}

impl<'d> Value<'d> for Schema<'d> {
    const HOLDS: Holds = Holds::Schema;

    fn read(node: Node<'d>, _: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        if node.as_bool().is_none() {
            let mark = reader.report.mark();
            object::mapping(node, "a schema", reader.report);
            reader.report.guess_since(mark, "it is any JSON");
        }
        Some(Self(node))
    }
}

impl<'d> Value<'d> for Text<'d> {
    const HOLDS: Holds = Holds::Data;

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        let text = object::text(node, key, reader.report)?;
        let span = node.span();
        Some(Self { text, span })
    }
}

impl<'d, T: Described<'d>> Value<'d> for Id<T> {
    const HOLDS: Holds = Holds::One(T::KIND);

    fn read(node: Node<'d>, _: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        Some(reader.id(node))
    }
}

/// A list, without the items that are of another type.
fn list<'d, V: Value<'d>>(
    node: Node<'d>,
    key: &str,
    reader: &mut Reader<'_, 'd>,
) -> Option<Vec<V>> {
    let node = object::list_or_empty(node, key, reader.report)?;
    Some(
        node.items()
            .filter_map(|item| V::read(item, key, reader))
            .collect(),
    )
}

impl<'d> Value<'d> for Vec<Text<'d>> {
    const HOLDS: Holds = Holds::Data;

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        list(node, key, reader)
    }
}

impl<'d, T: Described<'d>> Value<'d> for Vec<Id<T>> {
    const HOLDS: Holds = Holds::List(T::KIND);

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        list(node, key, reader)
    }
}

impl<'d, V: Named<'d>> Value<'d> for Vec<Member<'d, V>> {
    const HOLDS: Holds = V::NAMED;

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        reader.members(node, key, |reader, entry| {
            V::read(entry.value, entry.key, reader)
        })
    }
}

/// What may stand under names.
pub(crate) trait Named<'d>: Value<'d> {
    const NAMED: Holds;
}

impl<'d> Named<'d> for Data<'d> {
    const NAMED: Holds = Holds::Data;
}

impl<'d> Named<'d> for Text<'d> {
    const NAMED: Holds = Holds::Data;
}

impl<'d> Named<'d> for Schema<'d> {
    const NAMED: Holds = Holds::Schemas;
}

impl<'d, T: Described<'d>> Named<'d> for Id<T> {
    const NAMED: Holds = Holds::Named(T::KIND);
}

impl<'d> Value<'d> for Vec<Requirement<'d>> {
    const HOLDS: Holds = Holds::Requirements;

    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self> {
        let node = object::list_or_empty(node, key, reader.report)?;
        let requirements = node.items().filter_map(|item| {
            let mapping = object::mapping_or_empty(item, "a security requirement", reader.report)?;
            let keys = mapping.key_nodes().map(|(key, _)| key);
            let schemes = mapping.entries().zip(keys).map(|(entry, key)| Member {
                name: entry.key,
                span: entry.key_span,
                value: Scopes {
                    scopes: list(entry.value, "the scopes", reader).unwrap_or_default(),
                    by_uri: reader.scheme(key),
                },
            });
            Some(Requirement {
                schemes: schemes.collect(),
                at: head(item),
            })
        });
        Some(requirements.collect())
    }
}

/// Whether what stands beside a reference of a document may describe it: from 3.1 on.
fn references_describe(root: Node<'_>) -> bool {
    let version = root.get("openapi").and_then(Node::text);
    version.is_some_and(|version| !version.starts_with("3.0"))
}

/// Whether a security requirement of a file names a scheme by a URI, as it may from 3.2 on.
pub(crate) fn names_by_uri(home: Node<'_>, key: Node<'_>) -> bool {
    let version = home.get("openapi").and_then(Node::text);
    let text = key.text().unwrap_or_default();
    let declared = home
        .get("components")
        .and_then(|components| components.get("securitySchemes"));
    version.is_some_and(|version| is_version(version, "3.2"))
        && text.contains(['#', '/'])
        && declared.is_none_or(|declared| declared.get(text).is_none())
}

/// Whether a text is a version, of whatever patch.
pub(crate) fn is_version(text: &str, version: &str) -> bool {
    let rest = text.strip_prefix(version);
    rest.is_some_and(|patch| {
        // `3.1.0-rc1` is one as well.
        let patch = patch.split_once('-').map_or(patch, |(patch, _)| patch);
        let number = if patch.is_empty() {
            "0"
        } else {
            patch.strip_prefix('.').unwrap_or_default()
        };
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
