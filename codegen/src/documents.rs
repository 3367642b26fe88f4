//! The documents of a description, and the references between them.
//!
//! Every referenced file is read before anything is resolved, so that later stages only look things
//! up. A dangling reference is found here, wherever it is.

pub(crate) mod ids;
mod own_name;
pub(crate) mod position;
mod walk;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::config::Input;
use crate::openapi::{self, ObjectKind, Swagger};
use crate::overlay::{self, Overlays};
use crate::report::{Code, NOTHING_KNOWN, Report};
use crate::source::{self, FileId, Sources, Span};
use crate::syntax::{self, Document, Kind, Node};
use position::Position;
use walk::Walked;

/// The documents of a description, by file.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    by_file: BTreeMap<FileId, Document>,
    paths: BTreeMap<String, FileId>,
    /// The documents that say what they are called, by that.
    own_names: BTreeMap<String, FileId>,
    /// The inputs that could be read, in the order of the configuration.
    inputs: Vec<FileId>,
    /// The anchors of each document, once a reference asked.
    anchors: BTreeMap<FileId, OnceCell<BTreeMap<String, u32>>>,
    /// The references and the schemas of all of them.
    pub(crate) walked: Walked,
    /// What documents of older formats were lifted to.
    lifted: BTreeMap<FileId, Lifted>,
    /// The document that each overlay changes; the first one, where it changes several.
    overlaid: BTreeMap<FileId, FileId>,
}

/// How a file was written, and what that was lifted to. References, JSON pointers and paths name
/// what is written.
#[derive(Debug)]
pub(crate) struct Lifted {
    /// The root of the file as it is written.
    pub(crate) root: u32,
    /// What a node became, where that is another one.
    pub(crate) nodes: HashMap<u32, u32>,
}

/// How the text of a reference begins that names a node and not a place of a file. No document has
/// it: files are not named so.
const LINK: char = '\0';

pub(crate) use crate::openapi::LONGEST_CHAIN;

/// A reference to a node, and what it calls it; without a name it stands for the node itself.
pub(crate) fn link((file, node): (FileId, u32), name: &str) -> String {
    let name = syntax::escaped(name).replace('%', "%25");
    format!("{LINK}{}/{node}#/{name}", file.index())
}

impl Documents {
    /// Reads the inputs and everything that they refer to, with the overlays applied.
    pub(crate) fn read(
        sources: &mut Sources,
        inputs: &[Input],
        overlays: &[(String, Option<Span>)],
        report: &mut Report,
    ) -> Self {
        let mut documents = Self::default();
        let mut complete = true;
        for Input { path, span, .. } in inputs {
            if let Some(file) = sources.load_from(path, *span, report) {
                if documents.inputs.contains(&file) {
                    if let Some(span) = span {
                        report.error(
                            Code::DuplicateValue,
                            *span,
                            format!("`{path}` is listed twice"),
                        );
                    }
                    continue;
                }
                documents.inputs.push(file);
            } else {
                complete = false;
            }
        }
        let mut overlays = Overlays::read(sources, overlays, &documents.inputs, report);
        for file in documents.inputs.clone() {
            complete &= documents.add(sources, file, true, &mut overlays, report);
        }
        complete &= walk::read(&mut documents, sources, &mut overlays, report);
        documents.overlaid = std::mem::take(&mut overlays.overlaid);
        // What could not be read might have matched.
        if complete {
            overlays.finish(sources, &documents.inputs, report);
        }
        documents
    }

    /// Reads a document and applies the overlays; whether there is one.
    fn add(
        &mut self,
        sources: &Sources,
        file: FileId,
        is_input: bool,
        overlays: &mut Overlays,
        report: &mut Report,
    ) -> bool {
        let Some(document) = syntax::read(sources, file, report) else {
            return false;
        };
        let document = overlays.apply(document, is_input, sources, report);
        self.by_file.insert(file, document);
        self.anchors.insert(file, OnceCell::new());
        self.add_own_name(sources, file);
        true
    }

    /// Reads the OpenAPI documents into objects.
    pub(crate) fn objects<'d>(
        &'d self,
        sources: &'d Sources,
        report: &mut Report,
    ) -> openapi::Objects<'d> {
        let roots = self.inputs().filter(|root| root.get("openapi").is_some());
        let mark = report.mark();
        let files = Files {
            documents: self,
            sources,
        };
        let objects = openapi::read(&files, roots, report);
        report.permit(mark);
        objects
    }

    /// The inputs, in order.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = Node<'_>> {
        self.inputs
            .iter()
            .filter_map(|file| self.by_file.get(file))
            .map(Document::root)
    }

    /// All documents: the inputs and what they refer to, by file.
    pub(crate) fn roots(&self) -> impl Iterator<Item = Node<'_>> {
        self.by_file.values().map(Document::root)
    }

    /// The root of the file that a node is in.
    pub(crate) fn home(&self, node: Node<'_>) -> Option<Node<'_>> {
        self.by_file.get(&node.identity().0).map(Document::root)
    }

    /// The document at a path of the configuration.
    fn file(&self, sources: &Sources, path: &str) -> Option<FileId> {
        let path = source::normalise(path).ok()?;
        let mut files = self.by_file.keys();
        files.find(|file| sources.path(**file) == path).copied()
    }

    /// The root of a file as it is written.
    pub(crate) fn written(&self, file: FileId) -> Option<Node<'_>> {
        let document = self.by_file.get(&file)?;
        let lifted = self.lifted.get(&file);
        lifted.map_or(Some(document.root()), |lifted| document.node(lifted.root))
    }

    /// The roots of all documents as they are written.
    pub(crate) fn written_roots(&self) -> impl Iterator<Item = Node<'_>> {
        self.by_file.keys().filter_map(|file| self.written(*file))
    }

    /// Replaces a document by what it was lifted to.
    pub(crate) fn put_lifted(&mut self, file: FileId, document: Document, lifted: Lifted) {
        self.put(file, document);
        self.lifted.insert(file, lifted);
    }

    /// Finds the references and the schemas once more, after documents were lifted.
    pub(crate) fn walk_again(&mut self, sources: &Sources) {
        walk::again(self, sources);
    }

    /// Whether a document is listed by the configuration.
    pub(crate) fn is_input(&self, file: FileId) -> bool {
        self.inputs.contains(&file)
    }

    /// The node at a place that [`Node::identity`] returns.
    pub(crate) fn node(&self, (file, id): (FileId, u32)) -> Option<Node<'_>> {
        self.by_file.get(&file)?.node(id)
    }

    /// The document that holds what is at a place, and the JSON pointer in it.
    pub(crate) fn pointer(&self, place: Span) -> Option<(FileId, String)> {
        if let Some(root) = self.written(place.file) {
            return Some((place.file, written_at(root, place)));
        }
        // An overlay's: what it brought may be anywhere.
        self.written_roots().find_map(|root| {
            let pointer = overlay::path::pointer(root, place)?;
            Some((root.identity().0, pointer))
        })
    }

    /// The document that holds a node, as it is written, and the JSON pointer to it; nothing for a
    /// node that is in no document.
    pub(crate) fn location(&self, node: Node<'_>) -> Option<(Node<'_>, String)> {
        if node.span().file != node.identity().0 {
            // An overlay brought it, perhaps to several places.
            let root = self.written(node.identity().0)?;
            return Some((root, overlay::path::pointer_of(root, node)?));
        }
        let (file, mut pointer) = self.pointer(syntax::object::head(node))?;
        if node.kind() == Kind::Mapping && node.len() > 0 {
            // The head of a mapping is its first key.
            pointer.truncate(pointer.rfind('/')?);
        }
        let root = self.written(file)?;
        let written = root.pointer(&pointer)?;
        (self.lifted(written)?.identity() == node.identity()).then_some((root, pointer))
    }

    /// What the references of all documents name.
    pub(crate) fn targets<'d>(&'d self, sources: &'d Sources) -> impl Iterator<Item = Node<'d>> {
        let references = self.walked.references.iter();
        references.filter_map(|place| self.target(sources, self.node(*place)?))
    }

    /// Gives the repairs of findings their paths, in the documents that overlays apply to.
    pub(crate) fn locate_repairs(&self, report: &mut Report) {
        let wanted = report.repaired();
        let mut paths = BTreeMap::new();
        for root in self.inputs().filter(|root| root.get("openapi").is_some()) {
            let (file, _) = root.identity();
            let root = self.written(file).unwrap_or(root);
            let nodes = wanted.iter().filter(|(other, _)| *other == file);
            let nodes: BTreeSet<u32> = nodes.map(|(_, node)| *node).collect();
            let located = overlay::path::locate(root, &nodes);
            paths.extend(located.into_iter().map(|(node, path)| ((file, node), path)));
        }
        report.locate_repairs(&paths);
    }

    /// Reports every reference that is dangling.
    pub(crate) fn check_references(&self, sources: &Sources, report: &mut Report) {
        let mut described = self.walked.references.as_slice();
        while let Some((file, _)) = described.first() {
            let mark = report.mark();
            let (own, others) =
                described.split_at(described.partition_point(|(one, _)| one == file));
            for node in own.iter().filter_map(|place| self.node(*place)) {
                self.follow(sources, node, report);
            }
            // Descriptions of ours are fixed, those of others read as far as they go.
            let root = self.by_file.get(file).map(Document::root);
            if root.is_some_and(|root| root.get("soap").is_none()) {
                report.guess_since(mark, NOTHING_KNOWN);
                report.permit(mark);
            }
            described = others;
        }
    }

    /// Takes a document out, to be changed.
    pub(crate) fn take(&mut self, file: FileId) -> Option<Document> {
        self.by_file.remove(&file)
    }

    /// Puts a changed document back.
    pub(crate) fn put(&mut self, file: FileId, document: Document) {
        self.by_file.insert(file, document);
    }

    /// The node that a link names.
    fn named_by(&self, link: &str) -> Option<Node<'_>> {
        let (place, _) = link.split_once('#')?;
        let (file, node) = place.split_once('/')?;
        let file = FileId::of_index(file.parse().ok()?);
        self.node((file, node.parse().ok()?))
    }

    /// What a reference names.
    pub(crate) fn target(&self, sources: &Sources, reference: Node<'_>) -> Option<Node<'_>> {
        let written = self.written_target(sources, reference, &mut { LONGEST_CHAIN })?;
        self.lifted(written)
    }

    /// What a node became, where its document was lifted.
    fn lifted<'d>(&'d self, written: Node<'d>) -> Option<Node<'d>> {
        let (file, node) = written.identity();
        let lifted = self
            .lifted
            .get(&file)
            .and_then(|lifted| lifted.nodes.get(&node));
        lifted.map_or(Some(written), |lifted| self.node((file, *lifted)))
    }

    /// What a reference names, as it is written and where no more than so many others are on the
    /// way there.
    fn written_target(
        &self,
        sources: &Sources,
        reference: Node<'_>,
        left: &mut usize,
    ) -> Option<Node<'_>> {
        if let Some(link) = reference.text()?.strip_prefix(LINK) {
            return self.named_by(link);
        }
        let (path, pointer) = split(reference.text()?);
        let root = self.document(sources, reference, path)?.root();
        let root = self.written(root.identity().0)?;
        self.inside(sources, root, &decoded(pointer), left)
    }

    /// What is behind the references of an object that is nothing else, or the object itself.
    ///
    /// Descriptions in several files have them in places where the specification knows none: all of
    /// `components`, an operation.
    pub(crate) fn behind<'d>(&'d self, sources: &Sources, node: Node<'d>) -> Node<'d> {
        let mut found = node;
        for _ in 0..LONGEST_CHAIN {
            let target = found
                .get("$ref")
                .and_then(|reference| self.target(sources, reference));
            match target {
                Some(target) => found = target,
                None => return found,
            }
        }
        node
    }

    /// A member of an object, behind its references.
    pub(crate) fn member<'d>(
        &'d self,
        sources: &Sources,
        node: Node<'d>,
        key: &str,
    ) -> Option<Node<'d>> {
        node.get(key).map(|member| self.behind(sources, member))
    }

    /// What a fragment names in a document: a place by its pointer, or an anchor.
    fn inside<'d>(
        &'d self,
        sources: &Sources,
        root: Node<'d>,
        fragment: &str,
        left: &mut usize,
    ) -> Option<Node<'d>> {
        if fragment.is_empty() || fragment.starts_with('/') {
            let plain = root.pointer(fragment);
            return plain.or_else(|| self.through(sources, root, fragment, left));
        }
        let (file, _) = root.identity();
        let anchors = self.anchors.get(&file)?.get_or_init(|| anchors(root));
        self.node((file, *anchors.get(fragment)?))
    }

    /// Follows a pointer through references, as if what they refer to stood in their place.
    fn through<'d>(
        &'d self,
        sources: &Sources,
        root: Node<'d>,
        pointer: &str,
        left: &mut usize,
    ) -> Option<Node<'d>> {
        let mut node = root;
        for step in pointer.split('/').skip(1) {
            let step = format!("/{step}");
            node = loop {
                if let Some(next) = node.pointer(&step) {
                    break next;
                }
                *left = left.checked_sub(1)?;
                node = self.written_target(sources, node.get("$ref")?, left)?;
            };
        }
        Some(node)
    }

    fn document(&self, sources: &Sources, reference: Node<'_>, path: &str) -> Option<&Document> {
        // The file of the document: a reference that an overlay brings is relative to that as well.
        let own = reference.identity().0;
        let file = if path.is_empty() {
            own
        } else if let Some(file) = self.named_by_itself(sources, own, path) {
            file
        } else {
            *self.paths.get(&referred_path(sources.path(own), path))?
        };
        self.by_file.get(&file)
    }

    fn follow(&self, sources: &Sources, reference: Node<'_>, report: &mut Report) {
        let Some(text) = reference.text() else { return };
        let (path, pointer) = split(text);
        if source::is_address(path) && self.document(sources, reference, path).is_none() {
            report
                .error(
                    Code::OutsideFolder,
                    reference.span(),
                    format!("`{path}` {}", source::Refused::Address),
                )
                .help(source::Refused::Address.help());
            return;
        }
        // A file that cannot be read was reported when it was loaded.
        let document = self.document(sources, reference, path);
        let Some(root) = document.and_then(|document| self.written(document.root().identity().0))
        else {
            return;
        };
        let pointer = decoded(pointer);
        let found = self.inside(sources, root, &pointer, &mut { LONGEST_CHAIN });
        if found.is_some() {
            return;
        }
        if !pointer.is_empty() && !pointer.starts_with('/') {
            report
                .error(Code::UnknownReference, reference.span(), format!("`{text}` is neither a JSON pointer nor an anchor"))
                .help("write `#/components/schemas/Name`, or `file.yaml#/components/schemas/Name` for another file");
            return;
        }
        // The deepest place that exists tells what was probably meant.
        let mut parent = pointer.as_str();
        let mut node = None;
        let mut step = "";
        while node.is_none() {
            let (shorter, last) = parent.rsplit_once('/').unwrap_or(("", parent));
            (parent, step) = (shorter, last);
            node = root.pointer(parent);
            if parent.is_empty() {
                break;
            }
        }
        let name = pointer.rsplit('/').next().unwrap_or_default();
        let meant = node.and_then(|node| {
            let keys = node.entries().map(|entry| entry.key);
            node.entry(report.suggest(step, keys)?)
        });
        let finding = report.error(
            Code::UnknownReference,
            reference.span(),
            format!("`{name}` is not defined"),
        );
        if let Some(found) = meant {
            let (line, _) = sources.line_column(found.key_span);
            let file = sources.name(found.key_span.file);
            finding.help(format!(
                "did you mean `{}`, defined at {file}:{line}?",
                found.key
            ));
        }
    }
}

/// The documents, to follow the references of their objects.
struct Files<'d> {
    documents: &'d Documents,
    sources: &'d Sources,
}

impl<'d> openapi::Files<'d> for Files<'d> {
    fn target(&self, reference: Node<'d>) -> Option<Node<'d>> {
        self.documents.target(self.sources, reference)
    }

    fn name(&self, reference: Node<'d>) -> Option<String> {
        referred_name(reference)
    }

    fn home(&self, node: Node<'d>) -> Option<Node<'d>> {
        self.documents.home(node)
    }
}

/// The JSON pointer of what is written at a place of the file of a document.
fn written_at(root: Node<'_>, place: Span) -> String {
    let mut node = root;
    let mut pointer = String::new();
    let holds =
        |span: Span| span.file == place.file && span.start <= place.start && place.end <= span.end;
    // An alias leads to what was written before it, and so never back here.
    'down: loop {
        // Most entries hold their own text only, and are in its order.
        let near = node.entry_before(place.start).filter(|entry| {
            entry.key_span.file == place.file && entry.key_span.end <= entry.value.span().start
        });
        for entry in near.into_iter().chain(node.entries()) {
            if holds(entry.key_span) || holds(entry.value.span()) {
                pointer.push_str(&format!("/{}", syntax::escaped(entry.key)));
                if holds(entry.key_span) {
                    return pointer;
                }
                node = entry.value;
                continue 'down;
            }
        }
        let near = node.item_before(place.start);
        for (index, item) in near.into_iter().chain(node.items().enumerate()) {
            if holds(item.span()) {
                pointer.push_str(&format!("/{index}"));
                node = item;
                continue 'down;
            }
        }
        return pointer;
    }
}

/// The nodes of a document that have an anchor, by its name: schemas first, and then whatever a
/// reference may make one.
fn anchors(root: Node<'_>) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    let mut name = |node: Node<'_>| {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get(key).and_then(Node::as_str) {
                let (_, id) = node.identity();
                found.entry(name.to_owned()).or_insert(id);
            }
        }
    };
    for position in [Position::of_root(root), Some(Position::Data)] {
        let is_described = |position: &Position| *position != Position::Data;
        let all = position.as_ref().is_some_and(|one| !is_described(one));
        let mut seen = HashSet::new();
        let mut pending: Vec<_> = position
            .map(|position| (root, position))
            .into_iter()
            .collect();
        while let Some((node, position)) = pending.pop() {
            if node.kind() == Kind::Scalar || !seen.insert((node.identity(), position)) {
                continue;
            }
            let schemas =
                [ObjectKind::Schema, ObjectKind::Swagger(Swagger::Schema)].map(Position::One);
            if all || schemas.contains(&position) {
                name(node);
            }
            let inside = position.inside(node);
            pending.extend(inside.filter(|(_, position)| all || is_described(position)));
        }
    }
    found
}

/// File and pointer of a reference.
fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// What a reference calls the thing that it names: the last key, or the file without its ending.
pub(crate) fn referred_name(reference: Node<'_>) -> Option<String> {
    let (path, pointer) = split(reference.text()?);
    let key = decoded(pointer)
        .rsplit('/')
        .next()
        .map(|key| key.replace("~1", "/").replace("~0", "~"));
    key.filter(|key| !key.is_empty()).or_else(|| {
        let file = path.rsplit('/').next().unwrap_or(path);
        file.split('.')
            .next()
            .filter(|stem| !stem.is_empty())
            .map(str::to_owned)
    })
}

/// The path of the file that a reference of a file names: references are URIs, and may escape what
/// is in them.
fn referred_path(file: &str, path: &str) -> String {
    source::relative(file, &decoded(path))
}

/// A part of a reference without its percent encoding.
pub(crate) fn decoded(fragment: &str) -> String {
    if !fragment.contains('%') {
        return fragment.to_owned();
    }
    let bytes = fragment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| fragment.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| fragment.to_owned())
}
