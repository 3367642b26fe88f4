//! Blocks of Markdown as lines: paragraphs are wrapped, and containers have their markers.

use pulldown_cmark::Alignment;

use super::WIDTH;
use super::inline::{Inline, Kind, Within, longest_run};
use super::wrap::wrapped;
use crate::hidden::without_hidden;

/// How many containers stand in each other; what is deeper stands with the innermost. It is the
/// width that ends most before.
const DEEPEST: usize = 24;

/// A text under way.
#[derive(Debug, Default)]
pub(super) struct Page {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// What came last outside of all containers.
    previous: Previous,
    leaf: Option<Leaf>,
    /// How many leaves there were.
    leaves: usize,
    /// What the text of HTML is collected in, as code.
    code: Option<String>,
    table: Option<Table>,
    /// What the next leaf begins with.
    lead: Inline,
    /// Whether all of it is one text.
    flat: bool,
}

/// A span that is open, to close it by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    leaf: usize,
    span: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Previous {
    #[default]
    Nothing,
    Paragraph,
    List(char),
    Item,
    Other,
}

#[derive(Debug)]
struct Container {
    kind: Block,
    /// What the next line starts with; `hang` otherwise.
    marker: Option<String>,
    hang: &'static str,
    /// Whether a line of it is written.
    begun: bool,
    previous: Previous,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    Quote,
    List {
        number: Option<u64>,
        sign: char,
        loose: bool,
    },
    Item,
}

#[derive(Debug)]
struct Leaf {
    kind: LeafKind,
    inline: Inline,
}

#[derive(Debug)]
enum LeafKind {
    Paragraph,
    Heading(usize),
    /// A block of code: its language and its text.
    Lines(&'static str, String),
}

#[derive(Debug, Default)]
struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<Inline>>,
}

/// Blanks for the widest marker of an item.
const BLANKS: &str = "           ";

impl Page {
    /// A page behind another one that ends with a list of this sign.
    pub(super) fn after(list: Option<char>) -> Self {
        Self {
            previous: list.map_or(Previous::Nothing, Previous::List),
            ..Self::default()
        }
    }

    /// A page that is one item of a list with this sign.
    pub(super) fn item(sign: char) -> Self {
        let mut page = Self::default();
        let list = Block::List {
            number: None,
            sign,
            loose: false,
        };
        page.push(list, String::new(), "");
        page.open_item();
        page
    }

    /// A page that is one text.
    pub(super) fn flat() -> Self {
        Self {
            flat: true,
            ..Self::default()
        }
    }

    /// The lines, and the sign of the list that they end with.
    pub(super) fn finish(mut self) -> (Vec<String>, Option<char>) {
        self.end_leaf();
        let list = match self.previous {
            Previous::List(sign) => Some(sign),
            Previous::Nothing | Previous::Paragraph | Previous::Item | Previous::Other => None,
        };
        (self.lines, list)
    }

    /// The one text of a page that is flat.
    pub(super) fn finish_flat(mut self) -> String {
        self.end_code();
        self.inline().finish(Within::Line)
    }

    /// Leaves out all but the first sentence of a page that is one text.
    pub(super) fn end_at_sentence(&mut self) {
        self.end_code();
        self.inline().end_at_sentence();
    }

    /// Whether there are no lines to write blocks to.
    fn is_inline(&self) -> bool {
        self.flat || self.table.is_some()
    }

    /// The text that is under way.
    fn inline(&mut self) -> &mut Inline {
        if let Some(table) = &mut self.table {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            let last = table.rows.len() - 1;
            let row = &mut table.rows[last];
            if row.is_empty() {
                row.push(Inline::default());
            }
            let last = row.len() - 1;
            return &mut row[last];
        }
        let lead = std::mem::take(&mut self.lead);
        let leaf = self.leaf.get_or_insert_with(|| Leaf {
            kind: LeafKind::Paragraph,
            inline: Inline::default(),
        });
        leaf.inline.extend(&lead);
        &mut leaf.inline
    }

    /// The text that is under way, where there is one.
    fn started(&mut self) -> Option<&mut Inline> {
        match &mut self.table {
            Some(table) => table.rows.last_mut()?.last_mut(),
            None => self.leaf.as_mut().map(|leaf| &mut leaf.inline),
        }
    }

    /// Begins the next leaf with a text.
    pub(super) fn lead(&mut self, text: &str) {
        self.lead.text(text);
    }

    /// Begins the next leaf with code.
    pub(super) fn lead_code(&mut self, code: &str) {
        self.lead.code(code);
    }

    /// Ends what a text was to begin: without a leaf it stands alone.
    pub(super) fn end_lead(&mut self) {
        if !self.lead.is_empty() {
            self.inline();
        }
        self.end_leaf();
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some(Leaf {
            kind: LeafKind::Lines(_, lines),
            ..
        }) = &mut self.leaf
        {
            lines.push_str(text);
        } else if !text.trim().is_empty() {
            self.inline().text(text);
        } else if let Some(inline) = self.started() {
            inline.text(text);
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        if self.is_verbatim() {
            self.text(text);
        } else {
            self.inline().code(text);
        }
    }

    /// Whether only text counts.
    pub(super) fn is_verbatim(&self) -> bool {
        let lines = self.leaf.as_ref().map(|leaf| &leaf.kind);
        self.code.is_some() || matches!(lines, Some(LeafKind::Lines(..)))
    }

    pub(super) fn address(&mut self, address: &str) {
        if self.is_verbatim() {
            self.text(address);
        } else {
            self.inline().address(address);
        }
    }

    /// The box of a task. It is one only where an item starts; elsewhere it is text, which a reader
    /// would take for a link.
    pub(super) fn task(&mut self, done: bool) {
        let starts_item = matches!(
            self.containers.last(),
            Some(Container {
                kind: Block::Item,
                marker: Some(_),
                ..
            })
        );
        let written = if done { "[x]" } else { "[ ]" };
        if starts_item && !self.is_inline() && self.leaf.is_none() && self.lead.is_empty() {
            self.inline().task(written);
        } else {
            self.inline().text(written);
        }
    }

    pub(super) fn line_break(&mut self) {
        if self.is_verbatim() {
            self.text("\n");
        } else if let Some(inline) = self.started() {
            inline.line_break();
        }
    }

    pub(super) fn open(&mut self, kind: Kind) -> Option<Mark> {
        if self.is_verbatim() {
            return None;
        }
        let span = self.inline().open(kind);
        Some(Mark {
            leaf: self.leaves,
            span,
        })
    }

    pub(super) fn close(&mut self, mark: Mark) {
        self.end_code();
        if mark.leaf == self.leaves {
            self.inline().close(mark.span);
        }
    }

    /// Takes what follows as code, up to [`end_code`](Self::end_code).
    pub(super) fn start_code(&mut self) {
        if !self.is_verbatim() {
            self.code = Some(String::new());
        }
    }

    pub(super) fn end_code(&mut self) {
        if let Some(code) = self.code.take() {
            let code = code.trim();
            if !code.is_empty() {
                self.inline().code(code);
            }
        }
    }

    pub(super) fn heading(&mut self, level: usize) {
        self.start(LeafKind::Heading(level));
    }

    /// Starts a block of code.
    pub(super) fn start_lines(&mut self, language: &'static str) {
        if self.is_inline() {
            self.end_leaf();
            self.start_code();
        } else {
            if !self.lead.is_empty() {
                self.inline();
                self.end_leaf();
            }
            self.start(LeafKind::Lines(language, String::new()));
        }
    }

    fn start(&mut self, kind: LeafKind) {
        self.end_leaf();
        if !self.is_inline() {
            self.inline();
            if let Some(leaf) = &mut self.leaf {
                leaf.kind = kind;
            }
        }
    }

    /// Ends the paragraph, heading or block of code that is under way.
    pub(super) fn end_leaf(&mut self) {
        self.end_code();
        self.leaves += 1;
        if self.is_inline() {
            if let Some(inline) = self.started() {
                inline.end();
            }
            return;
        }
        let Some(Leaf { kind, mut inline }) = self.leaf.take() else {
            return;
        };
        match kind {
            LeafKind::Lines(language, text) => self.fenced(language, &text),
            LeafKind::Paragraph | LeafKind::Heading(_) if inline.is_empty() => {}
            LeafKind::Paragraph => self.paragraph(&inline.finish(Within::Paragraph)),
            LeafKind::Heading(level) => {
                let text = inline.finish(Within::Line);
                let closing = text.rfind(' ').map_or(0, |at| at + 1);
                let (before, last) = text.split_at(closing);
                let escape = if last.bytes().all(|one| one == b'#') {
                    "\\"
                } else {
                    ""
                };
                let line = format!("{} {before}{escape}{last}", "#".repeat(level));
                if line.chars().count() > self.room() {
                    self.paragraph(&text);
                } else {
                    self.begin(Previous::Other);
                    self.line(&line);
                }
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.begin(Previous::Paragraph);
        for line in wrapped(text, self.room()) {
            self.line(&line);
        }
    }

    fn fenced(&mut self, language: &str, text: &str) {
        let text = without_hidden(text);
        let lines = text.trim_start_matches('\n').trim_end();
        if lines.trim().is_empty() {
            return;
        }
        let fence = "`".repeat(longest_run(lines).max(2) + 1);
        self.begin(Previous::Other);
        self.line(&format!("{fence}{language}"));
        for line in lines.lines() {
            self.line(line);
        }
        self.line(&fence);
    }

    pub(super) fn rule(&mut self) {
        self.end_leaf();
        if !self.is_inline() {
            self.begin(Previous::Other);
            // No list has this sign.
            self.line("___");
        }
    }

    /// Opens a quotation; whether there is one to close.
    pub(super) fn open_quote(&mut self) -> bool {
        self.end_leaf();
        self.push(Block::Quote, "> ".to_owned(), "> ")
    }

    /// Opens a list; whether there is one to close.
    pub(super) fn open_list(&mut self, number: Option<u64>) -> bool {
        self.end_leaf();
        let (one, other) = match number {
            None => ('-', '*'),
            Some(_) => ('.', ')'),
        };
        let is_second = self.innermost() == Previous::List(one);
        let list = Block::List {
            number,
            sign: if is_second { other } else { one },
            loose: false,
        };
        let in_list = self.list().is_some();
        !in_list && self.push(list, String::new(), "")
    }

    /// What came last in the innermost container.
    fn innermost(&self) -> Previous {
        self.containers
            .last()
            .map_or(self.previous, |container| container.previous)
    }

    /// The list whose items come next.
    fn list(&mut self) -> Option<&mut Block> {
        let last = self.containers.last_mut()?;
        matches!(last.kind, Block::List { .. }).then_some(&mut last.kind)
    }

    /// Opens an item of the list that was opened last; whether there is one to close.
    pub(super) fn open_item(&mut self) -> bool {
        /// The largest number that Markdown takes for one.
        const LARGEST: u64 = 999_999_999;

        self.end_leaf();
        let Some(Block::List { number, sign, .. }) = self.list() else {
            if self.is_inline() {
                self.inline().text("- ");
            }
            return false;
        };
        let marker = match number {
            None => format!("{sign} "),
            Some(number) => {
                let marker = format!("{}{sign} ", (*number).min(LARGEST));
                *number = number.saturating_add(1);
                marker
            }
        };
        let hang = &BLANKS[..marker.len()];
        self.push(Block::Item, marker, hang)
    }

    /// Sets the items of the innermost list apart.
    pub(super) fn loosen(&mut self) {
        if let [.., list, item] = self.containers.as_mut_slice()
            && let Block::List { loose, .. } = &mut list.kind
            && item.kind == Block::Item
        {
            *loose = true;
        }
    }

    fn push(&mut self, kind: Block, marker: String, hang: &'static str) -> bool {
        let fits = self.containers.len() < DEEPEST && self.room() >= WIDTH / 2 + hang.len();
        if self.is_inline() || !fits {
            return false;
        }
        self.containers.push(Container {
            kind,
            marker: Some(marker),
            hang,
            begun: false,
            previous: Previous::Nothing,
        });
        true
    }

    /// Closes the container that was opened last.
    pub(super) fn close_container(&mut self) {
        self.end_leaf();
        self.containers.pop();
    }

    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.end_leaf();
        if !self.is_inline() {
            self.table = Some(Table {
                alignments,
                rows: Vec::new(),
            });
        }
    }

    pub(super) fn row(&mut self) {
        self.end_leaf();
        if let Some(table) = &mut self.table {
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn cell(&mut self) {
        self.end_leaf();
        if let Some(table) = &mut self.table {
            match table.rows.last_mut() {
                Some(row) => row.push(Inline::default()),
                None => table.rows.push(vec![Inline::default()]),
            }
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_leaf();
        let Some(Table { alignments, rows }) = self.table.take() else {
            return;
        };
        let mut rows: Vec<Vec<Inline>> = rows
            .into_iter()
            .filter(|row| !row.iter().all(Inline::is_empty))
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let mut lines: Vec<String> = rows
            .iter_mut()
            .map(|row| {
                row.resize(columns, Inline::default());
                let cells = row.iter_mut().map(|cell| cell.finish(Within::Cell));
                line_of(cells)
            })
            .collect();
        let marks = (0..columns).map(|at| {
            let mark = match alignments.get(at) {
                Some(Alignment::Left) => ":--",
                Some(Alignment::Center) => ":-:",
                Some(Alignment::Right) => "--:",
                Some(Alignment::None) | None => "---",
            };
            mark.to_owned()
        });
        lines.insert(1, line_of(marks));
        if lines.iter().any(|line| line.chars().count() > self.room()) {
            self.listed(rows);
        } else {
            self.begin(Previous::Other);
            for line in lines {
                self.line(&line);
            }
        }
    }

    /// Writes a table whose rows fit on no line: an item a row, with what its cells stand under.
    fn listed(&mut self, rows: Vec<Vec<Inline>>) {
        let mut rows = rows.into_iter();
        let Some(head) = rows.next() else { return };
        let is_list = self.open_list(None);
        if rows.len() == 0 {
            rows = vec![head.clone()].into_iter();
        }
        for row in rows {
            let is_item = self.open_item();
            let line = self.inline();
            for (name, cell) in head.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()) {
                line.line_break();
                if !name.is_empty() {
                    let mark = line.open(Kind::Strong);
                    line.extend(name);
                    line.close(mark);
                    line.text(": ");
                }
                line.extend(cell);
            }
            if is_item {
                self.close_container();
            } else {
                self.end_leaf();
            }
        }
        if is_list {
            self.close_container();
        }
    }

    /// How wide a line is within the containers.
    fn room(&self) -> usize {
        let taken: usize = self.containers.iter().map(|one| one.hang.len()).sum();
        WIDTH - taken
    }

    /// Begins a block, and the containers that no line is written of.
    fn begin(&mut self, block: Previous) {
        let begun = self.containers.iter().rposition(|one| one.begun);
        for at in begun.map_or(0, |at| at + 1)..self.containers.len() {
            let block = match self.containers[at].kind {
                Block::Quote => Previous::Other,
                Block::List { sign, .. } => Previous::List(sign),
                Block::Item => Previous::Item,
            };
            self.follow(at, block);
            self.containers[at].begun = true;
        }
        self.follow(self.containers.len(), block);
    }

    /// Sets a block apart from the one before it, in what holds the container at a place.
    fn follow(&mut self, at: usize, block: Previous) {
        let outer = at.checked_sub(1);
        let previous = match outer {
            None => &mut self.previous,
            Some(outer) => &mut self.containers[outer].previous,
        };
        let before = std::mem::replace(previous, block);
        let list = |at: usize| match self.containers.get(at).map(|one| one.kind) {
            Some(Block::List { number, loose, .. }) => Some((number, loose)),
            Some(Block::Quote | Block::Item) | None => None,
        };
        let is_tight = |at: usize| list(at).is_some_and(|(_, loose)| !loose);
        let is_apart = match (before, block) {
            (Previous::Nothing, _) => false,
            (Previous::Item, Previous::Item) => outer.is_none_or(|outer| !is_tight(outer)),
            // It interrupts a paragraph, unless it starts with another number than 1.
            (Previous::Paragraph, Previous::List(_)) => {
                let interrupts =
                    list(at).is_none_or(|(number, _)| number.is_none_or(|next| next == 2));
                !(interrupts && at >= 2 && is_tight(at - 2))
            }
            _ => true,
        };
        if is_apart && !self.lines.is_empty() {
            let prefix: String = self.containers[..at].iter().map(|one| one.hang).collect();
            self.lines.push(prefix.trim_end().to_owned());
        }
    }

    fn line(&mut self, text: &str) {
        let mut line = String::new();
        for container in &mut self.containers {
            match container.marker.take() {
                Some(marker) => line.push_str(&marker),
                None => line.push_str(container.hang),
            }
        }
        line.push_str(text);
        line.truncate(line.trim_end().len());
        self.lines.push(line);
    }
}

/// A line of a table.
fn line_of(cells: impl Iterator<Item = String>) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        line.push_str(&cell);
        line.push_str(" |");
    }
    line
}
