//! Builds the tree from events, with an explicit stack, and finds mistakes in its structure.

mod alias;
mod mapping;
mod merge;
mod scalar;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::document::{Content, Data, Document};
use super::events::{Event, Events, Failure, Granit, Properties, Reason};
use super::limits::{MAXIMUM_DEPTH, SEARCHED_LINEARLY};
use super::quoted;
use crate::report::{Code, Report};
use crate::source::{FileId, Sources, Span};
use alias::Anchor;

/// Reads the tree of a file.
///
/// None where there is no tree to go on with; a tree may come with findings, so that later stages
/// can find more in the same run.
pub(crate) fn read(sources: &Sources, file: FileId, report: &mut Report) -> Option<Document> {
    let text = sources.shared_text(file);
    if let Some(at) = text
        .bytes()
        .position(|byte| byte < b' ' && !b"\t\r\n".contains(&byte))
    {
        let span = place(file, &(to_u32(at)..to_u32(at + 1)));
        let message = format!(
            "a control character (U+{:04X}) is not allowed in YAML",
            text.as_bytes()[at]
        );
        report
            .error(Code::NotYaml, span, message)
            .help("remove it, or write it as an escape in double quotes");
        return None;
    }
    if is_markup(&text) {
        let span = place(file, &(0..1));
        report
            .error(Code::NotYaml, span, "the file is XML or HTML, which is not read")
            .help("name a file in YAML or JSON; what a browser shows may be a page about the document");
        return None;
    }
    let failure = match Builder::new(file, &text, report).build(&text, Granit::new(&text, &[])) {
        Ok(document) => return document,
        Err(failure) => failure,
    };
    if let Some(again) = quoted::rewritten(&text) {
        let events = Granit::new(&again.text, &again.places);
        // What was found before is found again, and told once.
        if let Ok(document) = Builder::new(file, &text, report).build(&text, events) {
            for line in again.low {
                report
                    .error(
                        Code::NotYaml,
                        place(file, &line),
                        "a quoted text continues with too little indentation",
                    )
                    .help("indent it more than its key")
                    .assume("the text goes on");
            }
            return document;
        }
    }
    fail(file, failure, report);
    None
}

/// How high a tree is, and how many nodes it has with every alias written out.
#[derive(Clone, Copy)]
struct Measure {
    height: u32,
    weight: u64,
}

const LEAF: Measure = Measure {
    height: 0,
    weight: 1,
};

/// A collection that is being read.
struct Open {
    id: u32,
    anchor: usize,
    flow: bool,
    mapping: bool,
    /// Where its children start in `waiting`.
    first: usize,
    inside: Measure,
    end: u32,
}

/// Whether a text starts as XML or HTML do and ends with a tag. A YAML key may start so, too.
fn is_markup(text: &str) -> bool {
    let text = text.trim();
    let has_end = || text.contains("</") || text.contains("/>");
    let is_start = text.strip_prefix('<').is_some_and(|rest| {
        rest.starts_with(['!', '?'])
            || (rest.starts_with(|one: char| one.is_ascii_alphabetic()) && has_end())
    });
    is_start && text.ends_with('>')
}

struct Builder<'r> {
    document: Document,
    report: &'r mut Report,
    open: Vec<Open>,
    /// Children of open collections; keys and values alternate in mappings.
    waiting: Vec<u32>,
    anchors: HashMap<usize, Anchor>,
    /// How many aliases were read.
    aliases: u64,
    /// How many entries merge keys have named.
    merged: u64,
    documents: u32,
    heaviest_alias: Option<(u64, Span)>,
    /// Set by a finding after which the tree must not be used.
    unsound: bool,
}

impl<'r> Builder<'r> {
    fn new(file: FileId, text: &Arc<str>, report: &'r mut Report) -> Self {
        let document = Document {
            file,
            text: Arc::clone(text),
            nodes: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            sorted: Vec::new(),
            owned: Vec::new(),
            root: 0,
            runs: Vec::new(),
        };
        Self {
            document,
            report,
            open: Vec::new(),
            waiting: Vec::new(),
            anchors: HashMap::new(),
            aliases: 0,
            merged: 0,
            documents: 0,
            heaviest_alias: None,
            unsound: false,
        }
    }

    /// Builds the tree; none where a finding says why there is none.
    fn build<'t>(
        mut self,
        text: &'t str,
        mut events: impl Events<'t>,
    ) -> Result<Option<Document>, Failure> {
        let mut root = None;
        while let Some(step) = events.next_event() {
            let (event, range) = step?;
            match self.step(text, event, range) {
                Some(completed) => root = completed.or(root),
                None => return Ok(None),
            }
        }
        Ok(self.finish(root))
    }

    /// Takes an event; none where reading must end. The value is the root, once it is complete.
    fn step<'t>(
        &mut self,
        text: &'t str,
        event: Event<'t>,
        range: Range<u32>,
    ) -> Option<Option<(u32, Measure)>> {
        let completed = match event {
            Event::StartDocument => {
                self.documents += 1;
                if self.documents == 2 {
                    let span = self.place(&range);
                    self.report
                        .error(
                            Code::SeveralDocuments,
                            span,
                            "a second document starts here",
                        )
                        .help("keep one document in the file");
                    return None;
                }
                None
            }
            Event::EndDocument => None,
            Event::Scalar {
                text: value,
                plain,
                properties,
            } => Some(self.scalar(text, value, plain, &properties, range)),
            Event::StartSequence { flow, properties } => {
                self.start(false, flow, &properties, &range)?;
                None
            }
            Event::StartMapping { flow, properties } => {
                self.start(true, flow, &properties, &range)?;
                None
            }
            Event::EndSequence | Event::EndMapping => Some(self.end(&range)?),
            Event::Alias(anchor) => Some(self.alias(anchor, range)?),
            Event::UnknownAlias(name) => {
                let span = self.place(&range);
                self.report
                    .error(
                        Code::UnknownAlias,
                        span,
                        format!("no value before this line has the anchor `&{name}`"),
                    )
                    .help("an anchor comes before its aliases");
                self.unsound = true;
                Some((self.push(range, EMPTY), LEAF))
            }
        };
        let (Some((id, measure)), Some(parent)) = (completed, self.open.last_mut()) else {
            return Some(completed);
        };
        parent.inside.height = parent.inside.height.max(measure.height);
        parent.inside.weight = parent.inside.weight.saturating_add(measure.weight);
        parent.end = self.document.nodes[id as usize].end.max(parent.end);
        self.waiting.push(id);
        Some(None)
    }

    fn finish(mut self, root: Option<(u32, Measure)>) -> Option<Document> {
        let empty = |data: &Data| {
            data.start == data.end && matches!(data.content, Content::Scalar { plain: true, .. })
        };
        let Some((id, measure)) = root.filter(|(id, _)| !empty(&self.document.nodes[*id as usize]))
        else {
            let span = Span::new(self.document.file, 0, 0);
            self.report
                .error(Code::EmptyFile, span, "the file holds nothing")
                .help("write a document into it, or name another file");
            return None;
        };
        if self.is_bomb(id, measure) {
            return None;
        }
        self.document.root = id;
        self.document.nodes.shrink_to_fit();
        (!self.unsound).then_some(self.document)
    }

    fn start(
        &mut self,
        mapping: bool,
        flow: bool,
        properties: &Properties,
        range: &Range<u32>,
    ) -> Option<()> {
        if let Some(tag) = &properties.tag {
            self.check_collection_tag(tag, mapping);
        }
        if self.open.len() >= MAXIMUM_DEPTH as usize {
            self.too_deep(range);
            return None;
        }
        let id = self.push(range.clone(), EMPTY);
        self.anchor(properties.anchor, id, None);
        self.open.push(Open {
            id,
            anchor: properties.anchor,
            flow,
            mapping,
            first: self.waiting.len(),
            inside: Measure {
                height: 0,
                weight: 0,
            },
            end: range.start,
        });
        Some(())
    }

    fn end(&mut self, range: &Range<u32>) -> Option<(u32, Measure)> {
        let closed = self.open.pop()?;
        let children = self.waiting.split_off(closed.first);
        let content = if closed.mapping {
            self.mapping(&children)?
        } else {
            self.sequence(&children)
        };
        let data = &mut self.document.nodes[closed.id as usize];
        data.content = content;
        data.end = if closed.flow { range.end } else { closed.end };
        let measure = Measure {
            height: closed.inside.height + 1,
            weight: closed.inside.weight.saturating_add(1),
        };
        self.anchor(closed.anchor, closed.id, Some(measure));
        Some((closed.id, measure))
    }

    fn sequence(&mut self, children: &[u32]) -> Content {
        let first = to_u32(self.document.items.len());
        self.document.items.extend_from_slice(children);
        Content::Sequence {
            first,
            count: to_u32(children.len()),
        }
    }

    fn too_deep(&mut self, range: &Range<u32>) {
        too_deep(self.document.file, range, self.report);
    }

    fn push(&mut self, range: Range<u32>, content: Content) -> u32 {
        let id = to_u32(self.document.nodes.len());
        self.document.nodes.push(Data {
            start: range.start,
            end: range.end.max(range.start),
            content,
        });
        id
    }

    fn place(&self, range: &Range<u32>) -> Span {
        place(self.document.file, range)
    }
}

fn fail(file: FileId, failure: Failure, report: &mut Report) {
    let range = failure.at..failure.at;
    match failure.reason {
        Reason::TooDeep => too_deep(file, &range, report),
        Reason::Malformed { message, help } => {
            let finding = report.error(Code::NotYaml, place(file, &range), message);
            if let Some(help) = help {
                finding.help(help);
            }
        }
    }
}

fn too_deep(file: FileId, range: &Range<u32>, report: &mut Report) {
    let message = format!("more than {MAXIMUM_DEPTH} values lie inside each other here");
    report.error(Code::TooDeep, place(file, range), message);
}

const EMPTY: Content = Content::Sequence { first: 0, count: 0 };

fn place(file: FileId, range: &Range<u32>) -> Span {
    Span::new(file, range.start, range.end)
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
