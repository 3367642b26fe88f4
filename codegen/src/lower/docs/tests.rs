//! What comes of descriptions, and that rustdoc reads all of it as it was meant.

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{Docs, Links, WIDTH, clause, html, inline, sentence, wrap};
use crate::hidden::{characters, without_hidden};

const LINKS: &str = "https://example.org/docs/api";

fn lines(text: &str) -> Vec<String> {
    let lines = Docs::of(text, Links::to(Some(LINKS))).finish();
    check(text, &lines);
    lines
}

fn becomes(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

/// Checks what rustdoc warns of, and the width.
fn check(text: &str, lines: &[String]) {
    let markdown = lines.join("\n");
    let what = || format!("{text:?} became\n{markdown}");
    // What rustdoc reads, but for quotes and dashes.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut broken = Vec::new();
    let broken_link = |link: BrokenLink<'_>| {
        broken.push(link.reference.to_string());
        None
    };
    let parser = Parser::new_with_broken_link_callback(&markdown, options, Some(broken_link));
    let mut linked = 0;
    let mut in_code = false;
    let mut texts = String::new();
    for event in parser {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in {}", what()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                linked += 1;
                let is_followed = ["http://", "https://", "mailto:"]
                    .iter()
                    .any(|scheme| dest_url.to_ascii_lowercase().starts_with(scheme));
                assert!(
                    is_followed || dest_url.contains('@'),
                    "{dest_url} in {}",
                    what()
                );
            }
            Event::End(TagEnd::Link | TagEnd::Image) => linked -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_code = true;
                assert!(!["", "rust"].contains(&language.as_ref()), "{}", what());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => panic!("{}", what()),
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if linked == 0 && !in_code => texts.push_str(&text),
            _ => texts.push(' '),
        }
    }
    for scheme in ["http://", "https://"] {
        let bare = texts.split(scheme).skip(1);
        for bare in bare {
            assert!(
                !bare.starts_with(|one: char| one.is_ascii_alphanumeric()),
                "{}",
                what()
            );
        }
    }
    assert!(broken.is_empty(), "{broken:?} in {}", what());
    let mut fence = None;
    for line in lines {
        assert!(!characters(line).any(|(_, hides)| hides), "{}", what());
        let body = line.trim_start_matches(|one: char| " >-*+.)0123456789".contains(one));
        let ticks = body.len() - body.trim_start_matches('`').len();
        match fence {
            None if ticks >= 3 && !body[ticks..].contains('`') => fence = Some(ticks),
            Some(open) if ticks == open && body.len() == ticks => fence = None,
            _ => {}
        }
        let is_one_word = wrap::wrapped(body, 1).len() < 2;
        assert!(
            fence.is_some() || is_one_word || line.chars().count() <= WIDTH,
            "{line} in {}",
            what()
        );
    }
}

/// What is seen of Markdown, without blanks. Of HTML that is its text: a tag shows nothing.
fn seen(markdown: &str, options: Options) -> String {
    let mut seen = String::new();
    let mut block = None;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => seen.push_str(&text),
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            // A tag may go on in the next line.
            Event::Html(text) => match &mut block {
                Some(block) => block.push_str(&text),
                None => see_html(&text, &mut seen),
            },
            Event::InlineHtml(text) => see_html(&text, &mut seen),
            Event::End(TagEnd::HtmlBlock) => see_html(&block.take().unwrap_or_default(), &mut seen),
            Event::TaskListMarker(done) => seen.push_str(if done { "[x]" } else { "[]" }),
            Event::FootnoteReference(label) => seen.push_str(&format!("[^{label}]")),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                seen.push_str(&format!("[^{label}]:"));
            }
            _ => {}
        }
    }
    let seen = without_hidden(&seen);
    seen.chars().filter(|one| !one.is_whitespace()).collect()
}

fn see_html(html: &str, seen: &mut String) {
    for token in html::tokens(html) {
        if let html::Token::Text(text) = token {
            seen.push_str(&html::decoded(text));
        }
    }
}

/// Texts of pieces that mean something to Markdown.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "b c",
        "d_e",
        "*",
        "**",
        "***",
        "_",
        "__",
        "~",
        "~~",
        "`",
        "``",
        "```",
        "[",
        "]",
        "(",
        ")",
        "](https://x.y/z)",
        "](/z)",
        "](javascript:x)",
        "![",
        "!",
        "<",
        ">",
        "<T>",
        "</T>",
        "<https://x.y>",
        "&amp;",
        "&lt;",
        "&",
        "\\",
        "\n",
        "\n\n",
        "\n",
        " ",
        "  ",
        "- ",
        "* ",
        "1. ",
        "3) ",
        "> ",
        "# ",
        "## ",
        "+ ",
        "---",
        "===",
        "~~~",
        "|",
        "https://a.b/c",
        ".",
        ":",
        "\"",
        "'",
        "\t",
        "    ",
        "[^1]",
        "[^1]: ",
        "é",
        "字",
        "1",
        "[x] ",
        "[a]: https://b.c",
        "[a]",
        "word word word word word word word word word word word word word word word word word word",
        "\u{200b}",
        "\u{202e}",
        "\u{a0}",
        "=",
        "-",
        "://",
        "https://a/_b_/*c*d",
        "$",
        "^",
        "{",
        "}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

/// Texts with HTML, whole and broken.
fn hypertext() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "b c",
        "*",
        "**",
        "`",
        "[",
        "](/z)",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<a href='/x'>",
        "</a>",
        "<a href=\"javascript:x\">",
        "<ul>",
        "<ol start=3>",
        "<li>",
        "</li>",
        "</ul>",
        "</ol>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</td>",
        "</tr>",
        "</table>",
        "<br>",
        "<br/>",
        "<hr>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<blockquote>",
        "</blockquote>",
        "<img src='https://x.y/z' alt='w'>",
        "<x y=z>",
        "&nbsp;",
        "&lt;b&gt;",
        "&#x202e;",
        ".",
        ",",
        "<",
        ">",
        "<s>",
        "</s>",
        "|",
        "1. ",
        "(",
        "https://a.b",
        "word word word word word word word word word word word word word word word word word word",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_that_is_seen_stays(text in markdown()) {
        let lines = lines(&text);
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let source = super::markdown::readable(&text);
        let before = seen(&source, options | Options::ENABLE_GFM);
        let after = seen(&lines.join("\n"), options);
        // The signs of an address are no marks.
        let after = after.replace("%3C", "<");
        let counts = |one: &char| one.is_alphanumeric() || !text.contains("://");
        let [before, after] = [before, after].map(|seen| seen.chars().filter(counts).collect::<String>());
        prop_assert_eq!(&after, &before, "{}", lines.join("\n"));
    }

    #[test]
    fn hypertext_becomes_markdown(text in hypertext()) {
        lines(&text);
        for said in [clause(&text, Links::default()), sentence(&text, Links::default())] {
            check(&text, &wrap::wrapped(&said, WIDTH));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        lines(&text);
        let mut item = Docs::default();
        item.described("name", &format!("{text}\n\n{text}"), Links::to(Some(LINKS)));
        item.text_after("Ours.", &text, Links::to(Some(LINKS)));
        check(&text, &item.finish());
        let said = inline(&text);
        check(&text, &wrap::wrapped(&said, WIDTH));
    }
}

#[test]
fn what_rustdoc_would_misread_is_literal() {
    becomes(&[
        ("An [id] of <T>", &["An \\[id] of \\<T>"]),
        (
            "See https://example.org/a.",
            &["See <https://example.org/a>."],
        ),
        (
            "See [there](https://example.org).",
            &["See [there](https://example.org)."],
        ),
        ("`[x]` stays", &["`[x]` stays"]),
        (
            "a*b, snake_case, 5 * 3, a < b & c",
            &["a\\*b, snake_case, 5 * 3, a < b & c"],
        ),
        ("&lt;b&gt; is &amp;amp;", &["\\<b> is \\&amp;"]),
        ("https://*.a/_b_/*c", &["<https://*.a/_b_/*c>"]),
    ]);
}

#[test]
fn a_badge_is_a_link() {
    becomes(&[
        (
            "[![Run it](https://a/b.svg)](https://c#?d=e=) f",
            &["[![Run it](https://a/b.svg)](https://c#?d=e=) f"],
        ),
        ("![a](https://b)", &["![a](https://b)"]),
        // A tag within is one, and has no part in an alternative text.
        (
            "[![<b> a](https://b)](https://c)",
            &["[![a](https://b)](https://c)"],
        ),
        (
            "[![a](https://b)](c)",
            &["[![a](https://b)](https://example.org/docs/c)"],
        ),
        ("[![a](data:b)](https://c)", &["[a](https://c)"]),
        (
            "[![a](https://b)](https://c",
            &["\\[![a](https://b)](<https://c>"],
        ),
        ("[![a]](https://c)", &["[!\\[a\\]](https://c)"]),
    ]);
}

#[test]
fn links_are_resolved_or_text() {
    becomes(&[
        ("[a](/b)", &["[a](https://example.org/b)"]),
        ("[a](b#c \"title\")", &["[a](https://example.org/docs/b#c)"]),
        ("[a](javascript:b) [c](ftp://d)", &["a c"]),
        ("[a][b]\n\n[b]: https://c", &["[a](https://c)"]),
        ("[a][b]", &["\\[a]\\[b]"]),
        ("<a@b.c> <javascript:a>", &["<a@b.c> javascript:a"]),
        (
            "<a href=\"/b\" onclick=\"c\">d</a>",
            &["[d](https://example.org/b)"],
        ),
        ("a[^1]\n\n[^1]: b", &["a\\[^1]", "", "\\[^1]: b"]),
    ]);
    let docs = Docs::of("[a](/b) [c](#d)", Links::default());
    assert_eq!(docs.finish(), ["a c"]);
}

#[test]
fn what_is_half_a_mark_is_literal() {
    becomes(&[
        ("`a [Foo]`` b", &["\\`a \\[Foo]\\`\\` b"]),
        ("``a ` [Foo]`` b", &["``a ` [Foo]`` b"]),
        ("\\`[Foo]\\`", &["\\`\\[Foo]\\`"]),
        ("\\\\[Foo]", &["\\\\\\[Foo]"]),
        ("\\[Foo]", &["\\[Foo]"]),
        ("<http what> x", &["\\<http what> x"]),
        ("<https://a b>", &["\\<<https://a> b>"]),
        ("<https://a>", &["<https://a>"]),
        ("[a](https://b c)", &["\\[a](<https://b> c)"]),
        ("[https://b](https://b)", &["[https://b](https://b)"]),
        ("[`a](https://b) c`", &["\\[`a](https://b) c`"]),
        // No second line makes a table of it.
        ("| `a | [Foo]` |", &["\\| `a | [Foo]` |"]),
        ("```a``` b [c]", &["`a` b \\[c]"]),
    ]);
}

#[test]
fn containers_hold_what_goes_on_with_them() {
    becomes(&[
        ("- a\nb", &["- a b"]),
        ("10. a\nb\n\nc", &["10. a b", "", "c"]),
        ("> a\nb", &["> a b"]),
        ("> - a\nb", &["> - a b"]),
        ("- a\n2. b", &["- a", "", "2. b"]),
        ("1. a\n2. b", &["1. a", "2. b"]),
        (
            "1. a\n   - b\n   - c\n2. d",
            &["1. a", "   - b", "   - c", "2. d"],
        ),
        ("- a\n\n- b", &["- a", "", "- b"]),
        ("- a\n* b", &["- a", "", "* b"]),
        (
            "- a\n\n  ```\n  b\n  ```",
            &["- a", "", "  ```text", "  b", "  ```"],
        ),
        ("* * *\na", &["___", "", "a"]),
        // An item without text is none.
        ("-\na", &["a"]),
        ("- [x] a\n- [ ] b", &["- [x] a", "- [ ] b"]),
        // A box that starts no item of its own would be a link that leads nowhere.
        ("- [x] ", &["- \\[x]"]),
        ("[^1]: - [x] a", &["- \\[^1]: \\[x] a"]),
        (
            "    ```\n    a\n    ```\nb",
            &["````text", "```", "a", "```", "````", "", "b"],
        ),
        ("# A #\nb", &["## A", "", "b"]),
        ("###### A", &["###### A"]),
        ("a\n---", &["### a"]),
        ("> [!WARNING]\n> a", &["> **Warning**", ">", "> a"]),
        ("a\\\nb  \nc", &["a\\", "b\\", "c"]),
        (
            "| a | b |\n|:-|--:|\n| `c\\|d` | e |",
            &["| a | b |", "| :-- | --: |", "| `c\\|d` | e |"],
        ),
    ]);
}

#[test]
fn html_is_markdown() {
    becomes(&[
        (
            "<p>The ID of the <code>a[b]</code>.</p>",
            &["The ID of the `a[b]`."],
        ),
        ("<b>a</b>, <i> b </i>, <s>c</s>", &["**a**, *b* , ~~c~~"]),
        ("a<br>b<br/>\nc", &["a\\", "b\\", "c"]),
        ("<ul><li>a<li>b <b>c</ul>d", &["- a", "- b **c**", "", "d"]),
        (
            "<ol start=\"3\"><li>a</li><li>b<ul><li>c</li></ul></li></ol>",
            &["3. a", "4. b", "   - c"],
        ),
        ("<ul>\n\n- a\n\n</ul>", &["- a"]),
        ("<h1 id=\"x\">a</h1>b", &["## a", "", "b"]),
        (
            "<pre><code class=\"json\">{\n  \"a\": &lt;b&gt;\n}</code></pre>",
            &["```text", "{", "  \"a\": <b>", "}", "```"],
        ),
        (
            "<table><tr><th>a<th>b</tr><tr><td>c</td><td>d | e</td></tr></table>",
            &["| a | b |", "| --- | --- |", "| c | d \\| e |"],
        ),
        ("a <!-- b --> c<script>d</script>", &["a c"]),
        ("<script>\na\n</script>\nb", &["b"]),
        (
            "<details><summary>a</summary>\n\nb\n\n</details>",
            &["a", "", "b"],
        ),
        ("<blockquote>a</blockquote>", &["> a"]),
        ("10<sup>2</sup> H<sub>2</sub>O", &["10^2 H_2O"]),
        ("<div onclick=\"a\">*b*</div>", &["\\*b\\*"]),
        (
            "<img src=\"https://a/b\" alt=\"c\" onerror=\"d\">",
            &["![c](https://a/b)"],
        ),
        (
            "<your-id> and <T extends A>",
            &["\\<your-id> and \\<T extends A>"],
        ),
        ("<b>a.</b>b<b></b>", &["a.b"]),
        ("</p></b>a", &["a"]),
    ]);
}

#[test]
fn code_is_never_compiled() {
    becomes(&[
        ("```\nlet\n```", &["```text", "let", "```"]),
        ("```rust\nlet", &["```text", "let", "```"]),
        ("```JSON\n{}\n```", &["```json", "{}", "```"]),
        // What is indented is code.
        (
            "a\n\n        deep",
            &["a", "", "```text", "    deep", "```"],
        ),
        ("> ```rust", &[]),
        (">     panic!()", &["> ```text", "> panic!()", "> ```"]),
        ("-      panic!()", &["- ```text", "   panic!()", "  ```"]),
    ]);
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
}

#[test]
fn a_name_in_back_quotes_opens_no_block() {
    becomes(&[("`~` of the description.", &["`~` of the description."])]);
}

#[test]
fn arguments_stand_apart_from_lists_of_the_description() {
    let mut docs = Docs::of("- a\n- b", Links::default());
    docs.item("`c`: d.");
    docs.item("`e`: f.");
    docs.text("* g", Links::default());
    let expected = ["- a", "- b", "", "* `c`: d.", "* `e`: f.", "", "- g"];
    assert_eq!(docs.finish(), expected);
}

#[test]
fn a_clause_is_what_stands_before_an_empty_line() {
    for (text, expected) in [
        ("A *b*.\n\nC.", "A *b*"),
        ("One of:\n- `a`\n- b\n\nC.", "One of: - `a` - b"),
        ("# A\nb", "A b"),
        ("```\na\n```", "`a`"),
        ("[a][b]\n\n[b]: https://c", "[a](https://c)"),
        ("<p>A.</p>", "A"),
        ("a | b", "a | b"),
    ] {
        assert_eq!(clause(text, Links::default()), expected, "{text}");
    }
}

#[test]
fn no_line_is_too_wide() {
    let long = "word ".repeat(40);
    for text in [
        long.clone(),
        format!("- {long}\n- {long}"),
        format!("# {long}"),
        format!("| a | b |\n|---|---|\n| c | {long} |"),
        format!("{}{long}", "> ".repeat(200)),
        format!("{}{long}", "- ".repeat(200)),
    ] {
        assert!(
            lines(&text).iter().all(|line| line.len() <= WIDTH),
            "{text}"
        );
    }
    let wide = lines(&format!("| a | b |\n|---|---|\n| c | {long} |"));
    assert_eq!(wide[0], "- **a**: c\\");
    assert!(wide[1].starts_with("  **b**: word word"));
}

/// What is read takes time in proportion to its length, however deep it is nested.
#[test]
fn hostile_texts_are_read_once() {
    const DEEP: usize = 10_000;
    for piece in [
        "[",
        "]",
        "(",
        "*",
        "**a ",
        "*a **",
        "_a_ ",
        "`",
        "``a",
        "<",
        "<b>",
        "<b>a",
        "</b>",
        "<i><b>",
        "<ul><li>",
        "<li>",
        "<a href='",
        "<a href=b>",
        "<!--",
        "<!-- a -->",
        "<table>",
        "<td>",
        "<p>",
        "> ",
        "- ",
        "1. ",
        "- a\n",
        "![",
        "[a](",
        "![a](https://b) ",
        "&",
        "&amp;",
        "&a",
        "\\",
        "~~a",
        "|",
        "|-",
        "#",
        "# a\n",
        "https://",
        "http://a_b*c ",
        "://",
        "<pre>",
        "<code>",
        "[^a]",
        "\t",
        "<script>",
        "> a\n\n",
        "*a*",
        "<b>.</b>",
    ] {
        let started = std::time::Instant::now();
        let text = piece.repeat(DEEP);
        Docs::of(&text, Links::default()).finish();
        clause(&text, Links::default());
        assert!(
            started.elapsed().as_secs() < 5,
            "{piece}: {:?}",
            started.elapsed()
        );
    }
    let staircase: String = (0..300)
        .map(|deep| format!("{}- a\n", "  ".repeat(deep)))
        .collect();
    lines(&staircase);
}

#[test]
fn an_item_has_all_that_is_said_of_it() {
    let mut docs = Docs::from_ours("Lists pets.");
    docs.described("id", "The pet", Links::default());
    docs.described("nothing", "", Links::default());
    docs.described(
        "filter",
        "What to list:\n\n- `old`: those of age\n- `new`\n\nDefault: `old`.",
        Links::default(),
    );
    docs.described("kind", "- cats\n- dogs\n\nAt least one.", Links::default());
    docs.described("tag", "<p>A tag.</p>\n\n```json\n{}\n```", Links::default());
    docs.ours("Returns pets.");
    let lines = docs.finish();
    assert_eq!(
        lines,
        [
            "Lists pets.",
            "",
            "- `id`: The pet.",
            "- `nothing`",
            "- `filter`: What to list:",
            "  - `old`: those of age",
            "  - `new`",
            "",
            "  Default: `old`.",
            "- `kind`:",
            "  - cats",
            "  - dogs",
            "",
            "  At least one.",
            "- `tag`: A tag.",
            "",
            "  ```json",
            "  {}",
            "  ```",
            "",
            "Returns pets.",
        ]
    );
}

#[test]
fn a_sentence_ends_where_another_may_begin() {
    for (text, expected) in [
        ("A pet. It has a name.", "A pet."),
        ("A pet\nof yours.\n\nIt has a name.", "A pet of yours."),
        ("A pet", "A pet."),
        ("Pets, e.g. `cats`. More.", "Pets, e.g. `cats`."),
        ("Version 1.0 of it. More.", "Version 1.0 of it."),
        ("A cat vs. A dog. More.", "A cat vs. A dog."),
        (
            "Ends etc. in small letters. More.",
            "Ends etc. in small letters.",
        ),
        (
            "**A pet. It has** a name. More",
            "**A pet. It has** a name.",
        ),
        (
            "See [it. There](https://a). More",
            "See [it. There](https://a).",
        ),
        ("`a. B` is. More", "`a. B` is."),
        ("Is it? Yes.", "Is it?"),
        ("<p>A pet.</p><p>More.</p>", "A pet."),
        ("ペットです。名前があります。", "ペットです。"),
        ("Values:\n- a\n- b", "Values: - a - b."),
        ("", ""),
    ] {
        assert_eq!(sentence(text, Links::default()), expected, "{text}");
    }
}

#[test]
fn an_address_ends_at_a_space_of_any_width() {
    becomes(&[
        ("<https://a.b/c\u{a0}d>", &["<https://a.b/c> d"]),
        ("https://a.b&nbsp;", &["<https://a.b>"]),
    ]);
}
