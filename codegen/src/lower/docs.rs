//! Text of the description as documentation that rustdoc takes without a warning.
//!
//! Descriptions are Markdown for people. What rustdoc would read differently is made literal:
//! brackets that are no links, angle brackets, bare addresses, and code that is not Rust.
//! Paragraphs are wrapped, so that a long sentence is readable in a diff.

use std::borrow::Cow;

use crate::hidden::{in_source, on_one_line, without_hidden};

/// The longest documentation line.
const WIDTH: usize = 92;

/// A block of documentation under way.
#[derive(Debug, Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Starts with a text, or with another where the description says nothing.
    pub(super) fn of(text: &str, otherwise: &str) -> Self {
        let mut docs = Self::default();
        if text.trim().is_empty() {
            // It names things of the description.
            docs.text(&in_source(otherwise));
        } else {
            docs.text(text);
        }
        docs
    }

    /// Starts with a paragraph of ours, which is right as it stands.
    pub(super) fn from_ours(paragraph: &str) -> Self {
        let mut docs = Self::default();
        docs.ours(paragraph);
        docs
    }

    /// Adds a paragraph or more of the description.
    pub(super) fn text(&mut self, markdown: &str) {
        let lines = lines_of(markdown);
        if lines.is_empty() {
            return;
        }
        self.gap();
        self.lines.extend(lines);
    }

    /// Adds a paragraph of ours, which is right as it stands; wrapped.
    pub(super) fn ours(&mut self, paragraph: &str) {
        self.gap();
        wrap(paragraph, "", "", &mut self.lines);
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, title: &str) {
        self.gap();
        self.lines.push(format!("# {title}"));
    }

    /// Adds an item of a list: behind another item without a gap.
    pub(super) fn item(&mut self, text: &str) {
        if !self
            .lines
            .last()
            .is_some_and(|line| line.starts_with("- ") || line.starts_with("  "))
        {
            self.gap();
        }
        wrap(text, "- ", "  ", &mut self.lines);
    }

    /// Adds lines as they are.
    pub(super) fn verbatim(&mut self, lines: impl IntoIterator<Item = String>) {
        self.gap();
        self.lines.extend(lines);
    }

    /// The lines.
    pub(super) fn finish(self) -> Vec<String> {
        self.lines
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// A sentence without its full stop, for use inside another.
pub(super) fn clause(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or(text);
    let joined = first.split_whitespace().collect::<Vec<_>>().join(" ");
    literal(joined.trim_end_matches('.'))
}

/// The lines of a Markdown text.
fn lines_of(markdown: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut paragraph = String::new();
    // What a line needs in front to go on with the item or the quotation before it.
    let mut hang = String::new();
    let mut fence: Option<String> = None;
    let spaced = markdown.replace('\t', "    ");
    for line in without_hidden(&spaced).lines().map(str::trim_end) {
        let body = line.trim_start();
        if let Some(mark) = &fence {
            if body.starts_with(mark.as_str())
                && body.trim_matches(|c| c == '`' || c == '~').is_empty()
            {
                // Far to the right it would be code and no end.
                let is_end = line.len() - body.len() < 4;
                out.push(if is_end { line } else { body }.to_owned());
                fence = None;
            } else {
                out.push(line.to_owned());
            }
            continue;
        }
        let first = body.chars().next().filter(|c| matches!(c, '`' | '~'));
        let mark: String = body.chars().take_while(|c| Some(*c) == first).collect();
        let is_fence = mark.len() >= 3 && !(first == Some('`') && body[mark.len()..].contains('`'));
        if is_fence {
            flush(&mut paragraph, &mut hang, &mut out);
            hang.clear();
            out.push(format!("{mark}{}", language(&body[mark.len()..])));
            fence = Some(mark);
        } else if body.is_empty() {
            flush(&mut paragraph, &mut hang, &mut out);
            hang.clear();
            out.push(String::new());
        } else if stands_alone(body) {
            flush(&mut paragraph, &mut hang, &mut out);
            // A table, or a number other than 1, does not end what hangs there.
            let goes_on = body.starts_with('|')
                || body.starts_with(|first: char| first.is_ascii_digit())
                    && !out.last().is_some_and(|last| {
                        last.trim_start()
                            .starts_with(|first: char| first.is_ascii_digit())
                    });
            if goes_on && !hang.is_empty() {
                out.push(String::new());
            }
            // Deep indentation would be read as code, and code as Rust.
            let indent = (line.len() - body.len()).min(3);
            let body = contained(body);
            hang = hanging(indent, &body);
            let text = if body.starts_with('|') {
                row(&body)
            } else {
                literal(&body)
            };
            out.push(format!("{:indent$}{text}", ""));
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(body);
        }
    }
    flush(&mut paragraph, &mut hang, &mut out);
    if let Some(mark) = fence {
        out.push(mark);
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    let start = out.iter().position(|line| !line.is_empty()).unwrap_or(0);
    out.drain(..start);
    out.dedup_by(|next, line| next.is_empty() && line.is_empty());
    out
}

/// The language of a block of code: one that rustdoc shows and does not compile.
fn language(written: &str) -> &'static str {
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
    let written = written.trim().to_ascii_lowercase();
    SHOWN
        .iter()
        .find(|shown| **shown == written)
        .map_or("text", |shown| shown)
}

/// A line of a list or a quotation whose content can be no block of code: its markers stand one
/// blank apart, and back quotes that would open a block are literal.
fn contained(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some(length) = marker(rest) {
        out.push_str(&rest[..length]);
        out.push(' ');
        rest = rest[length..].trim_start();
    }
    if rest.starts_with("```") || rest.starts_with("~~~") {
        out.push('\\');
    }
    out.push_str(rest);
    out.trim_end().to_owned()
}

/// How long the marker is that a line of a list or a quotation starts with.
fn marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let length = match line.as_bytes().get(digits)? {
        b'>' if digits == 0 => return Some(1),
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    line[length..].starts_with(' ').then_some(length)
}

/// A name of the description as code.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", on_one_line(name).replace('`', "'"))
}

/// A text of the description for the middle of a sentence of ours.
pub(super) fn inline(text: &str) -> String {
    literal(
        &without_hidden(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Lists, tables, headings and quotations keep their lines.
fn stands_alone(body: &str) -> bool {
    let numbered = body.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty()
            && number.len() < 4
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(' ')
    });
    numbered
        || body.starts_with(['|', '>', '#'])
        || body.starts_with("- ")
        || body.starts_with("* ")
        || body.starts_with("+ ")
}

/// What the lines need in front that go on with an item or a quotation; nothing for anything else.
fn hanging(indent: usize, body: &str) -> String {
    let is_rule = |c: char| matches!(c, '-' | '*' | ' ');
    if body.chars().all(is_rule) {
        return String::new();
    }
    let mut hang = String::new();
    let mut rest = body;
    while let Some(length) = marker(rest) {
        if rest.starts_with('>') {
            hang.push_str("> ");
        } else {
            hang.push_str(&" ".repeat(length + 1));
        }
        rest = rest[length..].trim_start();
    }
    if hang.is_empty() {
        hang
    } else {
        format!("{:indent$}{hang}", "")
    }
}

/// A row of a table: cells end at every bar, be it in code.
fn row(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut start = 0;
    for (at, _) in body.match_indices('|') {
        if !body[..at].ends_with('\\') {
            out.push_str(&literal(&body[start..at]));
            out.push('|');
            start = at + 1;
        }
    }
    out.push_str(&literal(&body[start..]));
    out
}

fn flush(paragraph: &mut String, hang: &mut String, out: &mut Vec<String>) {
    if !paragraph.is_empty() {
        if hang.is_empty() {
            // What begins like an item goes on like one.
            *hang = hanging(0, paragraph);
            wrap(&literal(paragraph), "", hang, out);
        } else {
            wrap(&literal(paragraph), hang, hang, out);
        }
        paragraph.clear();
    }
}

/// Wraps a paragraph at spaces; words are never broken, and neither is code between back quotes.
fn wrap(text: &str, first: &str, indent: &str, out: &mut Vec<String>) {
    let text = without_hidden(text);
    let text = if text.contains('\n') {
        Cow::Owned(text.replace('\n', " "))
    } else {
        text
    };
    let mut line = first.to_owned();
    // In characters.
    let mut width = first.chars().count();
    let mut empty = true;
    for word in words(&text) {
        let wide = word.chars().count();
        if !empty && width + 1 + wide > WIDTH && !begins_block(word) {
            out.push(std::mem::replace(&mut line, indent.to_owned()));
            width = indent.chars().count();
            empty = true;
        }
        if !empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += wide;
        empty = false;
    }
    if !empty {
        out.push(line);
    }
}

/// Whether a line that starts with a word would be an item, a heading, a rule or a quotation.
fn begins_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let is_number = number.len() < word.len() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        || word.starts_with('>')
        || word.starts_with("```")
        || word.starts_with("~~~")
        || (word == "+")
        || word
            .bytes()
            .all(|byte| matches!(byte, b'-' | b'*' | b'_' | b'='))
        || word.bytes().all(|byte| byte == b'#')
}

/// The words of a text, with code between back quotes as part of its word.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = None;
    let mut in_code = false;
    for (at, character) in text.char_indices() {
        if character == '`' {
            in_code = !in_code;
        }
        let breaks = character.is_whitespace() && !in_code;
        match (start, breaks) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                found.push(&text[from..at]);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(&text[from..]);
    }
    found
}

/// Makes literal what rustdoc would take for a link, a tag or an address.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // How long the runs of back quotes are that nothing closes.
    let mut unclosed = Vec::new();
    // Whether the bracket that was opened last is that of a link.
    let mut in_link = false;
    loop {
        // `h` of an address.
        let plain = rest.find(['`', '[', '<', 'h', '\\']).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(character) = rest.chars().next() else {
            break;
        };
        if character == '`' {
            let ticks = run(rest);
            let end = match unclosed.contains(&ticks) || ticks > LONGEST_RUN {
                true => None,
                false => closing(&rest[ticks..], ticks),
            };
            match end {
                Some(end) => {
                    let span = ticks + end + ticks;
                    out.push_str(&rest[..span]);
                    rest = &rest[span..];
                }
                None => {
                    unclosed.push(ticks);
                    out.push_str(&"\\`".repeat(ticks));
                    rest = &rest[ticks..];
                }
            }
            continue;
        }
        if character == '\\' {
            let escaped = rest[1..].chars().next();
            let length = escaped.filter(char::is_ascii_punctuation).map_or(1, |_| 2);
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        if rest.starts_with("https://") || rest.starts_with("http://") {
            let end = rest
                .find(|c: char| c.is_whitespace() || "<>()[]`\"".contains(c))
                .unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            let linked =
                (in_link && out.ends_with("](")) || (out.ends_with('<') && !out.ends_with("\\<"));
            if linked {
                in_link = false;
                out.push_str(address);
            } else {
                out.push_str(&format!("<{address}>"));
            }
            rest = &rest[address.len()..];
            continue;
        }
        if let Some(length) = linked_image(rest) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        match character {
            '[' => match link(rest).inspect(|_| in_link = true) {
                // No address inside of a link is one of its own.
                Some(shown) if shown.contains("://") => {
                    out.push('[');
                    out.push_str(&shown.replace('<', "\\<"));
                    rest = &rest[shown.len()..];
                }
                Some(_) => out.push('['),
                None => {
                    in_link = false;
                    out.push_str("\\[");
                }
            },
            '<' if !is_address(rest) => out.push_str("\\<"),
            other => out.push(other),
        }
        rest = &rest[character.len_utf8()..];
    }
    out
}

/// The longest run of back quotes that opens code.
const LONGEST_RUN: usize = 16;

/// How many back quotes a text starts with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Where code ends that as many back quotes opened: at a run of the same length.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = text[at..].find('`') {
        let length = run(&text[at + start..]);
        if length == ticks {
            return Some(at + start);
        }
        at += start + length;
    }
    None
}

/// Whether an angle bracket opens an address that another one closes.
fn is_address(text: &str) -> bool {
    let address = &text[1..];
    (address.starts_with("http://") || address.starts_with("https://"))
        && address
            .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
            .is_some_and(|end| address[end..].starts_with('>'))
}

/// The text of the Markdown link to an address that a bracket opens.
fn link(text: &str) -> Option<&str> {
    // No further than the next bracket: a text of nothing but brackets is looked at once.
    let end = text[1..].find(['[', ']'])? + 1;
    let shown = &text[1..end];
    let is_link = shown.matches('`').count().is_multiple_of(2)
        && !shown.ends_with('\\')
        && destination(&text[end..]).is_some();
    is_link.then_some(shown)
}

/// How long the rest of a link is, from the bracket that ends its text: `](https://…)`.
fn destination(text: &str) -> Option<usize> {
    let address = text.strip_prefix("](")?;
    if !address.starts_with("http://") && !address.starts_with("https://") {
        return None;
    }
    let stops = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '[' | ')');
    let end = address.find(stops)?;
    (address[end..].starts_with(')')).then_some("](".len() + end + ")".len())
}

/// How long a picture is that is a link: `[![text](https://…)](https://…)`, as pages show badges.
fn linked_image(text: &str) -> Option<usize> {
    let image = text.strip_prefix("[!")?;
    if !image.starts_with('[') {
        return None;
    }
    // A tag in the text is made literal, like one anywhere.
    let alt = link(image).filter(|alt| !alt.contains('<'))?;
    let shown = "[!".len() + "[".len() + alt.len();
    let image = shown + destination(&text[shown..])?;
    Some(image + destination(&text[image..])?)
}

#[cfg(test)]
mod tests {
    use super::Docs;

    fn lines(text: &str) -> Vec<String> {
        Docs::of(text, "").finish()
    }

    #[test]
    fn what_rustdoc_would_misread_is_literal() {
        assert_eq!(lines("An [id] of <T>"), ["An \\[id] of \\<T>"]);
        assert_eq!(
            lines("See https://example.org/a."),
            ["See <https://example.org/a>."]
        );
        assert_eq!(
            lines("See [there](https://example.org)."),
            ["See [there](https://example.org)."]
        );
        assert_eq!(lines("`[x]` stays"), ["`[x]` stays"]);
    }

    #[test]
    fn a_badge_is_a_link() {
        for (text, expected) in [
            (
                "[![Run it](https://a/b.svg)](https://c#?d=e=) f",
                "[![Run it](https://a/b.svg)](https://c#?d=e=) f",
            ),
            ("![a](https://b)", "![a](https://b)"),
            (
                "[![<b> a](https://b)](https://c)",
                "\\[![\\<b> a](https://b)](<https://c>)",
            ),
            ("[![a](https://b)](c)", "\\[![a](https://b)](c)"),
            ("[![a](b)](https://c)", "\\[!\\[a](b)](<https://c>)"),
            (
                "[![a](https://b)](https://c",
                "\\[![a](https://b)](<https://c>",
            ),
            ("[![a]](https://c)", "\\[!\\[a]](<https://c>)"),
        ] {
            assert_eq!(lines(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_half_a_mark_is_literal() {
        for (text, expected) in [
            ("`a [Foo]`` b", "\\`a \\[Foo]\\`\\` b"),
            ("``a ` [Foo]`` b", "``a ` [Foo]`` b"),
            ("\\`[Foo]\\`", "\\`\\[Foo]\\`"),
            ("\\\\[Foo]", "\\\\\\[Foo]"),
            ("\\[Foo]", "\\[Foo]"),
            ("<http what> x", "\\<http what> x"),
            ("<https://a b>", "\\<<https://a> b>"),
            ("<https://a>", "<https://a>"),
            ("[a](https://b c)", "\\[a](<https://b> c)"),
            ("[https://b](https://b)", "[https://b](https://b)"),
            ("[`a](https://b) c`", "\\[`a](https://b) c`"),
            ("| `a | [Foo]` |", "| \\`a | \\[Foo]\\` |"),
            ("```a``` b [c]", "```a``` b \\[c]"),
        ] {
            assert_eq!(lines(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_goes_on_with_an_item_is_indented_like_it() {
        for (text, expected) in [
            ("- a\nb", &["- a", "  b"][..]),
            ("10. a\nb\n\nc", &["10. a", "    b", "", "c"]),
            ("> a\nb", &["> a", "> b"]),
            ("> - a\nb", &["> - a", ">   b"]),
            ("- a\n| b |\nc", &["- a", "", "| b |", "c"]),
            ("- a\n2. b", &["- a", "", "2. b"]),
            ("1. a\n2. b", &["1. a", "2. b"]),
            ("* * *\na", &["* * *", "a"]),
            ("-\na", &["- a"]),
            (
                "    ```\n    a\n    ```\nb",
                &["```text", "    a", "```", "b"],
            ),
        ] {
            assert_eq!(lines(text), expected, "{text}");
        }
    }

    #[test]
    fn no_wrapped_line_begins_a_block() {
        for word in ["-", "1.", "#", ">", "+", "***", "---", "===", "```"] {
            let text = format!("{}{word} b {}", "a ".repeat(46), "c ".repeat(46));
            for line in &lines(&text)[1..] {
                assert!(!line.starts_with(word) || word == "```", "{line}");
            }
        }
    }

    #[test]
    fn code_is_never_compiled() {
        assert_eq!(lines("```\nlet\n```"), ["```text", "let", "```"]);
        assert_eq!(lines("```rust\nlet"), ["```text", "let", "```"]);
        assert_eq!(lines("a\n\n        deep"), ["a", "", "deep"]);
        for hidden in [
            "rust,no_run",
            "rust ignore",
            "should_panic",
            "compile_fail",
            "edition2021",
            "E0277",
        ] {
            assert_eq!(
                lines(&format!("```{hidden}\nlet\n```"))[0],
                "```text",
                "{hidden}"
            );
        }
        assert_eq!(lines("```JSON\n{}\n```")[0], "```json");
        for (container, expected) in [
            ("> ```rust", "> \\`\\`\\`rust"),
            (">     panic!()", "> panic!()"),
            ("-      panic!()", "- panic!()"),
            ("1.     panic!()", "1. panic!()"),
            ("> - ~~~", "> - \\~~~"),
        ] {
            assert_eq!(lines(container), [expected], "{container}");
        }
    }

    #[test]
    fn a_name_in_back_quotes_opens_no_block() {
        assert_eq!(
            lines("`~` of the description."),
            ["`~` of the description."]
        );
    }

    #[test]
    fn brackets_without_end_are_read_once() {
        assert_eq!(lines(&"[".repeat(200_000))[0].len(), 400_000);
    }

    #[test]
    fn long_paragraphs_are_wrapped_and_lists_are_not() {
        let long = "word ".repeat(40);
        assert!(lines(&long).len() > 1);
        assert!(lines(&long).iter().all(|line| line.len() <= 92));
        assert_eq!(lines("- a\n- b"), ["- a", "- b"]);
    }
}
