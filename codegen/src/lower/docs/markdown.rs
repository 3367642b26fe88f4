//! Parses the Markdown of a description, and writes it as rustdoc accepts it without a warning.
//!
//! The dialect is that of GitHub: CommonMark with tables, footnotes, alerts, task lists and
//! strikethrough. HTML becomes the equivalent Markdown; HTML without an equivalent, and links
//! without a target, become text. Code of a description is never compiled.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::html::{self, Element, Token};
use super::inline::Kind;
use super::links::Links;
use super::page::{Mark, Page};
use crate::hidden::without_hidden;

/// How many elements of HTML stand in each other; those that are deeper are left out, their text is
/// not.
const DEEPEST: usize = 64;

/// What Markdown has beside CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// A description as lines, and the sign of the list that they end with. They come after a list
/// with a sign.
pub(super) fn lines(
    markdown: &str,
    links: Links<'_>,
    after: Option<char>,
) -> (Vec<String>, Option<char>) {
    let source = readable(markdown);
    Reader::of(&source, links, Page::after(after))
        .read(source.len())
        .finish()
}

/// A description as an item of a list with a sign, behind the name of what it describes.
pub(super) fn item(name: &str, markdown: &str, links: Links<'_>, sign: char) -> Vec<String> {
    let source = readable(markdown);
    let mut reader = Reader::of(&source, links, Page::item(sign));
    reader.page.lead_code(name);
    reader.page.lead(": ");
    let first = Parser::new_ext(&source, OPTIONS).next();
    let is_text = matches!(first, Some(Event::Start(Tag::Paragraph | Tag::HtmlBlock)));
    if !is_text {
        reader.page.end_lead();
    }
    let mut page = reader.read(source.len());
    page.close_container();
    page.close_container();
    page.finish().0
}

/// Whether a description is one paragraph.
pub(super) fn is_paragraph(markdown: &str) -> bool {
    let source = readable(markdown);
    let mut events = Parser::new_ext(&source, OPTIONS);
    matches!(events.next(), Some(Event::Start(Tag::Paragraph)))
        && events
            .find(|event| matches!(event, Event::End(TagEnd::Paragraph)))
            .is_some()
        && events.next().is_none()
}

/// What a description says before its first empty line, in one line.
pub(super) fn first(markdown: &str, links: Links<'_>) -> String {
    first_page(markdown, links).finish_flat()
}

/// The first sentence of a description.
pub(super) fn sentence(markdown: &str, links: Links<'_>) -> String {
    let mut page = first_page(markdown, links);
    page.end_at_sentence();
    page.finish_flat()
}

fn first_page(markdown: &str, links: Links<'_>) -> Page {
    let source = readable(markdown);
    let start = source.len() - source.trim_start().len();
    let lines = source[start..].split_inclusive('\n');
    let length: usize = lines
        .take_while(|line| !line.trim().is_empty())
        .map(str::len)
        .sum();
    Reader::of(&source, links, Page::flat()).read(start + length)
}

/// A text that is no Markdown, in one line of it.
pub(super) fn plain(text: &str) -> String {
    let source = readable(text);
    let mut reader = Reader::of(&source, Links::default(), Page::flat());
    reader.prose(&source, None);
    reader.page.finish_flat()
}

/// A text without hidden characters; tabs are as wide as they are for a parser.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains(['\t', '\r']) {
        return without_hidden(text);
    }
    let mut spaced = String::with_capacity(text.len());
    let mut column = 0;
    let mut rest = text.chars().peekable();
    while let Some(one) = rest.next() {
        match one {
            '\t' => {
                let wide = 4 - column % 4;
                spaced.extend(std::iter::repeat_n(' ', wide));
                column += wide;
                continue;
            }
            '\r' if rest.peek() == Some(&'\n') => continue,
            '\r' => spaced.push('\n'),
            _ => spaced.push(one),
        }
        column = if spaced.ends_with('\n') {
            0
        } else {
            column + 1
        };
    }
    Cow::Owned(without_hidden(&spaced).into_owned())
}

/// What is open, and what to do about its end.
#[derive(Debug)]
struct Open {
    /// The element of HTML; none for Markdown.
    html: Option<Element>,
    end: End,
}

#[derive(Clone, Copy, Debug)]
enum End {
    Nothing,
    Leaf,
    Footnote,
    Container,
    Span(Mark),
    Code,
    Table,
}

struct Reader<'a> {
    source: &'a str,
    links: Links<'a>,
    page: Page,
    open: Vec<Open>,
    /// How many of what is open last are HTML.
    html: usize,
    /// Where the address ends that was read last.
    read: usize,
    /// The text of a block of HTML, which is read as a whole.
    block: Option<String>,
    /// Whether what is read is for no reader.
    unseen: bool,
}

impl<'a> Reader<'a> {
    fn of(source: &'a str, links: Links<'a>, page: Page) -> Self {
        Self {
            source,
            links,
            page,
            open: Vec::new(),
            html: 0,
            read: 0,
            block: None,
            unseen: false,
        }
    }

    /// Reads what begins before a place of the source.
    fn read(mut self, end: usize) -> Page {
        for (event, place) in Parser::new_ext(self.source, OPTIONS).into_offset_iter() {
            if place.start >= end && !matches!(event, Event::End(_)) {
                break;
            }
            self.event(event, place);
        }
        while !self.open.is_empty() {
            self.pop();
        }
        self.page
    }

    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            // What it opens may go on behind it.
            Event::Start(Tag::HtmlBlock) => self.block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let block = self.block.take().unwrap_or_default();
                self.hypertext(&block);
                self.unseen = false;
            }
            Event::Start(tag) => {
                let end = if let Tag::Link {
                    link_type: LinkType::Autolink | LinkType::Email,
                    dest_url,
                    ..
                } = &tag
                    && self.links.destination(&mailed(dest_url)).is_some()
                {
                    self.address(dest_url);
                    self.read = place.end;
                    End::Nothing
                } else {
                    self.start(tag)
                };
                self.html = 0;
                self.open.push(Open { html: None, end });
            }
            Event::End(_) => self.end(),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                match &mut self.block {
                    Some(block) => block.push_str(&text),
                    None => self.text(&text, &place),
                }
            }
            Event::Html(text) => match &mut self.block {
                Some(block) => block.push_str(&text),
                None => self.hypertext(&text),
            },
            Event::InlineHtml(tag) => self.hypertext(&tag),
            Event::Code(code) if !self.unseen => self.page.code(&code),
            Event::FootnoteReference(label) => self.shown(&format!("[^{label}]")),
            Event::SoftBreak => self.shown("\n"),
            Event::HardBreak => self.page.line_break(),
            Event::Rule => self.page.rule(),
            Event::TaskListMarker(done) => {
                self.page.task(done);
                self.page.text(" ");
            }
            Event::Code(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> End {
        match tag {
            Tag::Paragraph => {
                self.page.end_leaf();
                if self.open.last().is_some_and(|one| one.html.is_none()) {
                    self.page.loosen();
                }
                End::Leaf
            }
            Tag::Heading { level, .. } => self.heading(level as usize),
            Tag::BlockQuote(kind) => {
                let end = container(self.page.open_quote());
                if let Some(kind) = kind {
                    let mark = self.page.open(Kind::Strong);
                    self.page.text(match kind {
                        BlockQuoteKind::Note => "Note",
                        BlockQuoteKind::Tip => "Tip",
                        BlockQuoteKind::Important => "Important",
                        BlockQuoteKind::Warning => "Warning",
                        BlockQuoteKind::Caution => "Caution",
                    });
                    if let Some(mark) = mark {
                        self.page.close(mark);
                    }
                    self.page.end_leaf();
                }
                end
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Indented => "",
                    CodeBlockKind::Fenced(info) => info.as_ref(),
                };
                self.page.start_lines(shown_language(language));
                End::Leaf
            }
            Tag::List(number) => container(self.page.open_list(number)),
            Tag::Item => container(self.page.open_item()),
            Tag::FootnoteDefinition(label) => {
                self.page.end_leaf();
                self.page.lead(&format!("[^{label}]: "));
                End::Footnote
            }
            Tag::Table(alignments) => {
                self.page.start_table(alignments);
                End::Table
            }
            Tag::TableHead | Tag::TableRow => {
                self.page.row();
                End::Nothing
            }
            Tag::TableCell => {
                self.page.cell();
                End::Leaf
            }
            Tag::Emphasis => self.span(Kind::Emphasis),
            Tag::Strong => self.span(Kind::Strong),
            Tag::Strikethrough => self.span(Kind::Strike),
            Tag::Link { dest_url, .. } => self.link(&dest_url, Kind::Link),
            Tag::Image { dest_url, .. } => self.link(&dest_url, Kind::Image),
            Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => End::Nothing,
        }
    }

    /// Ends what Markdown opened last, and the HTML within.
    fn end(&mut self) {
        while self.open.last().is_some_and(|one| one.html.is_some()) {
            self.pop();
        }
        self.pop();
        let inner = self.open.iter().rev();
        self.html = inner.take_while(|one| one.html.is_some()).count();
    }

    fn pop(&mut self) {
        let Some(Open { html, end }) = self.open.pop() else {
            return;
        };
        self.html -= usize::from(html.is_some());
        match end {
            End::Nothing => {}
            End::Leaf => {
                self.unseen = false;
                self.page.end_leaf();
            }
            End::Footnote => self.page.end_lead(),
            End::Container => self.page.close_container(),
            End::Span(mark) => self.page.close(mark),
            End::Code => self.page.end_code(),
            End::Table => self.page.end_table(),
        }
    }

    fn span(&mut self, kind: Kind) -> End {
        self.page.open(kind).map_or(End::Nothing, End::Span)
    }

    fn link(&mut self, to: &str, kind: impl Fn(String) -> Kind) -> End {
        match self.links.destination(to) {
            Some(to) => self.span(kind(to)),
            None => End::Nothing,
        }
    }

    /// A heading below those of the item, which are of the first level.
    fn heading(&mut self, level: usize) -> End {
        /// The last level that Markdown has.
        const LAST: usize = 6;

        self.page.heading((level + 1).min(LAST));
        End::Leaf
    }

    /// Text of Markdown, which stands at a place of the source.
    fn text(&mut self, text: &str, place: &Range<usize>) {
        if self.unseen || place.end <= self.read {
            return;
        }
        if text.len() == place.len() {
            let start = place.start.max(self.read);
            let rest = text.get(start - place.start..).unwrap_or_default();
            self.prose(rest, Some(start));
        } else {
            self.prose(text, None);
        }
    }

    /// Text with its addresses as links. Where it stands in the source, an address may go on behind
    /// it: what is Markdown elsewhere is part of it.
    fn prose(&mut self, text: &str, place: Option<usize>) {
        let mut rest = text;
        // What stands there in the source, where it does.
        let mut source = match place {
            Some(place) if !self.page.is_verbatim() => &self.source[place..],
            _ => text,
        };
        while let Some(start) = address_start(rest, source) {
            self.page.text(&rest[..start]);
            let (address, behind) = source[start..].split_at(address(&source[start..]));
            match rest.get(start + address.len()..) {
                Some(after) => {
                    self.address(address);
                    (rest, source) = (after, behind);
                }
                None => {
                    self.address(&unescaped(address));
                    self.read = self.source.len() - behind.len();
                    return;
                }
            }
        }
        self.page.text(rest);
    }

    /// An address. None has a space in it, of whatever width: what follows one is text.
    fn address(&mut self, address: &str) {
        let end = address.find(char::is_whitespace).unwrap_or(address.len());
        let (address, behind) = address.split_at(end);
        self.page.address(address);
        self.prose(behind, None);
    }

    /// Text that is no address.
    fn shown(&mut self, text: &str) {
        if !self.unseen {
            self.page.text(text);
        }
    }

    /// A part of a text that is HTML.
    fn hypertext(&mut self, text: &str) {
        for token in html::tokens(text) {
            match token {
                Token::Close(Element::Unseen) => self.unseen = false,
                _ if self.unseen => {}
                Token::Text(text) => self.prose(&html::decoded(text), None),
                Token::Open(element, tag) => self.open_element(element, tag),
                Token::Close(element) => self.close_element(element),
                Token::Comment => {}
            }
        }
    }

    fn open_element(&mut self, element: Element, tag: &str) {
        let end = match element {
            Element::Break => return self.page.line_break(),
            Element::Rule => return self.page.rule(),
            Element::Sign(sign) => return self.page.text(sign),
            Element::Plain => return,
            Element::Unseen => {
                self.unseen = !tag.ends_with("/>");
                return;
            }
            Element::Block => return self.page.end_leaf(),
            Element::Row => return self.page.row(),
            Element::Cell => return self.page.cell(),
            Element::Image => return self.image(tag),
            _ if self.html >= DEEPEST => return self.page.end_leaf(),
            Element::Item => {
                self.end_item();
                container(self.page.open_item())
            }
            Element::Heading(level) => self.heading(level.into()),
            Element::Quote => container(self.page.open_quote()),
            Element::List => container(self.page.open_list(None)),
            Element::Numbers => {
                let start = html::attribute(tag, "start").and_then(|start| start.parse().ok());
                container(self.page.open_list(Some(start.unwrap_or(1))))
            }
            Element::Lines => {
                self.page.start_lines(shown_language(""));
                End::Leaf
            }
            Element::Table => {
                self.page.start_table(Vec::new());
                End::Table
            }
            Element::Emphasis => self.span(Kind::Emphasis),
            Element::Strong => self.span(Kind::Strong),
            Element::Strike => self.span(Kind::Strike),
            Element::Code => {
                self.page.start_code();
                End::Code
            }
            Element::Link => match html::attribute(tag, "href") {
                Some(to) => self.link(&to, Kind::Link),
                None => End::Nothing,
            },
        };
        self.open.push(Open {
            html: Some(element),
            end,
        });
        self.html += 1;
    }

    fn image(&mut self, tag: &str) {
        let to = html::attribute(tag, "src").unwrap_or_default();
        let end = self.link(&to, Kind::Image);
        self.page
            .text(&html::attribute(tag, "alt").unwrap_or_default());
        if let End::Span(mark) = end {
            self.page.close(mark);
        }
    }

    /// Ends the item that another one follows; one without a list starts one.
    fn end_item(&mut self) {
        let mut inner = self.open.iter().rev().take(self.html);
        let found = inner.find_map(|one| match one.html {
            Some(Element::Item) => Some(true),
            Some(Element::List | Element::Numbers) => Some(false),
            _ => None,
        });
        match found {
            Some(true) => self.close_element(Element::Item),
            Some(false) => {}
            None => {
                let end = container(self.page.open_list(None));
                self.open.push(Open {
                    html: Some(Element::List),
                    end,
                });
                self.html += 1;
            }
        }
    }

    /// Ends an element, and those within; nothing where Markdown stands between.
    fn close_element(&mut self, element: Element) {
        match element {
            Element::Block | Element::Row | Element::Cell => return self.page.end_leaf(),
            Element::Break => return self.page.line_break(),
            Element::Heading(_)
            | Element::Quote
            | Element::List
            | Element::Numbers
            | Element::Item
            | Element::Lines
            | Element::Table
            | Element::Emphasis
            | Element::Strong
            | Element::Strike
            | Element::Code
            | Element::Link
            | Element::Image
            | Element::Rule
            | Element::Sign(_)
            | Element::Plain
            | Element::Unseen => {}
        }
        let mut inner = self.open.iter().rev().take(self.html);
        if let Some(place) = inner.position(|one| one.html == Some(element)) {
            for _ in 0..=place {
                self.pop();
            }
        }
    }
}

fn container(is_open: bool) -> End {
    if is_open {
        End::Container
    } else {
        End::Nothing
    }
}

/// The address of a link between angle brackets.
fn mailed(address: &str) -> Cow<'_, str> {
    if address.contains(':') {
        Cow::Borrowed(address)
    } else {
        Cow::Owned(format!("mailto:{address}"))
    }
}

/// Where the first address of a text starts, with what stands there in the source.
fn address_start(text: &str, source: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(colon) = text[from..].find("://") {
        let before = &text[..from + colon];
        let scheme = ["https", "http"]
            .into_iter()
            .find(|scheme| before[from..].ends_with(scheme));
        if let Some(scheme) = scheme
            && address(&source[before.len() - scheme.len()..]) > 0
        {
            return Some(before.len() - scheme.len());
        }
        from = before.len() + "://".len();
    }
    None
}

/// How long the address is that a text starts with, without the signs that end a sentence.
fn address(text: &str) -> usize {
    let stops = |one: char| one.is_whitespace() || "<>()[]`\"|".contains(one);
    let end = text.find(stops).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(|one| ".,:;!?*_~'\\".contains(one));
    if address.ends_with('/') && address.len() <= "https://".len() {
        return 0;
    }
    let is_name = |one: char| one.is_ascii_alphanumeric() || one == '#';
    let ends_entity =
        text[address.len()..].starts_with(';') && address.trim_end_matches(is_name).ends_with('&');
    address.len() + usize::from(ends_entity)
}

/// A part of a source as the text that it stands for.
fn unescaped(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('\\') {
        out.push_str(&html::decoded(&rest[..at]));
        rest = &rest[at + 1..];
        match rest.chars().next().filter(char::is_ascii_punctuation) {
            Some(sign) => {
                out.push(sign);
                rest = &rest[1..];
            }
            None => out.push('\\'),
        }
    }
    out.push_str(&html::decoded(rest));
    out
}

/// The language of a block of code: one that rustdoc shows and does not compile.
fn shown_language(info: &str) -> &'static str {
    const SHOWN: &[&str] = &[
        "bash",
        "c",
        "console",
        "csharp",
        "css",
        "csv",
        "diff",
        "go",
        "graphql",
        "html",
        "http",
        "ini",
        "java",
        "javascript",
        "js",
        "json",
        "jsonc",
        "kotlin",
        "php",
        "powershell",
        "python",
        "ruby",
        "sh",
        "shell",
        "sql",
        "swift",
        "toml",
        "ts",
        "typescript",
        "xml",
        "yaml",
        "yml",
    ];
    // Anything that rustdoc does not know as another language it may take for Rust.
    let written = info.split_whitespace().next().unwrap_or_default();
    SHOWN
        .iter()
        .find(|shown| shown.eq_ignore_ascii_case(written))
        .map_or("text", |shown| shown)
}
