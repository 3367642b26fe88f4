//! Quoted text: every character that JSON or YAML 1.2 allow, and lines at any indentation.

use proptest::prelude::*;

use super::super::Node;
use super::{parse, sound};

#[test]
fn quotes_hold_every_character_that_json_or_yaml_allow() {
    let characters = ('\u{20}'..='\u{a0}').chain([
        '\t',
        '\u{ff}',
        '\u{2028}',
        '\u{2029}',
        '\u{d7ff}',
        '\u{e000}',
        '\u{feff}',
        '\u{fffd}',
        '\u{fffe}',
        '\u{ffff}',
        '\u{1f600}',
        '\u{10ffff}',
    ]);
    for character in characters.filter(|one| !matches!(one, '"' | '\\' | '\'')) {
        for text in [
            format!("a: \"x{character}y\"\nb: 1\n"),
            format!("a: 'x{character}y'\nb: 1\n"),
            format!("{{\"a\": \"x{character}y\", \"b\": 1}}"),
            format!("a: # it's\n- 'x{character}y'\nb: |\n  'z\nc: 1\n"),
            format!("- - a: &x \"x{character}y\"\n    b: *x\n"),
        ] {
            let document = sound(&text);
            let wanted = format!("x{character}y");
            let mut pending = vec![document.root()];
            let mut found = false;
            while let Some(node) = pending.pop() {
                pending.extend(node.items().chain(node.entries().map(|entry| entry.value)));
                if node.as_str() == Some(&wanted) {
                    let span = node.span();
                    let quoted = &text[span.start as usize..span.end as usize];
                    assert_eq!(quoted[1..quoted.len() - 1], wanted, "{text:?}");
                    found = true;
                }
            }
            assert!(found, "{text:?}");
        }
        let text = format!("{{\"x{character}\": 1, 'y{character}' : 2}}");
        let document = sound(&text);
        let keys: Vec<&str> = document.root().entries().map(|entry| entry.key).collect();
        assert_eq!(keys, [format!("x{character}"), format!("y{character}")]);
    }
}

#[test]
fn what_stands_behind_a_rewritten_text_keeps_its_place() {
    let text = "a: \"\u{7f}\u{80}\u{ffff}\"\nb: 'one\n\ntwo'\nc: [x, {d: \"\u{7f}\"}]\nd: 1\n";
    let (document, findings) = parse(text);
    assert_eq!(
        findings,
        ["not-yaml 4:1 a quoted text continues with too little indentation"]
    );
    let document = document.expect("the text is read");
    let places = document.root().entries().map(|entry| {
        let span = entry.value.span();
        &text[span.start as usize..span.end as usize]
    });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [
            "\"\u{7f}\u{80}\u{ffff}\"",
            "'one\n\ntwo'",
            "[x, {d: \"\u{7f}\"}]",
            "1"
        ]
    );
    assert_eq!(
        document.root().get("b").and_then(Node::as_str),
        Some("one\ntwo")
    );
}

#[test]
fn escapes_of_json_and_yaml_are_read() {
    for (escape, expected) in [
        (r"\u00e9\u0085\u2028", "é\u{85}\u{2028}"),
        (r"\ud83d\ude00", "😀"),
        (r"\uD83D\uDE00", "😀"),
        (r#"\/\\\"\b\f\n\r\t"#, "/\\\"\u{8}\u{c}\n\r\t"),
        (
            r"\0\a\v\e\N\_\L\P\x7f\U0001F600",
            "\0\u{7}\u{b}\u{1b}\u{85}\u{a0}\u{2028}\u{2029}\u{7f}😀",
        ),
    ] {
        // Alone, and beside what makes the text be written anew.
        for beside in ["", "\u{7f}"] {
            let text = format!("{{\"a\": \"{escape}{beside}\"}}");
            let document = sound(&text);
            let read = document.root().get("a").and_then(Node::as_str);
            assert_eq!(
                read,
                Some(format!("{expected}{beside}").as_str()),
                "{escape}"
            );
        }
    }
}

#[test]
fn quoted_text_goes_on_at_any_indentation() {
    for (text, expected) in [
        ("a:\n  k: \"one\n  two\"\n  l: 1\n", "one two"),
        ("a:\n  k: 'one\n  two'\n  l: 1\n", "one two"),
        (
            "a:\n  k: \"one\ntwo\n\n    three\"\n  l: 1\n",
            "one two\nthree",
        ),
        (
            "a:\n  k: 'it''s\n\n\n  \"two\"'\n  l: 1\n",
            "it's\n\n\"two\"",
        ),
        (
            "a:\n  k: \"one \\\n  two\\\n\n\\ three\n  four\"\n  l: 1\n",
            "one two\n three four",
        ),
        ("a:\n  k: \"one\n\ttwo\"\n  l: 1\n", "one two"),
        ("a:\r\n  k: \"one\r\n  two\"\r\n  l: 1\r\n", "one two"),
        (
            "a:\n  k: \"one: [\n  # two\n  - three\"\n  l: 1\n",
            "one: [ # two - three",
        ),
        (
            "a:\n  x: |\n    'not quoted\n  y: don't\n    \"go on\n  k: \"one\n  two\"\n  l: 1\n",
            "one two",
        ),
        ("a:\n  - k: 'one\n  two'\n    l: 1\n  - l: 1\n", "one two"),
    ] {
        let (document, findings) = parse(text);
        assert_eq!(findings.len(), 1, "{text:?}: {findings:?}");
        assert!(
            findings[0].ends_with("continues with too little indentation"),
            "{findings:?}"
        );
        let document = document.expect("the text is read");
        let root = document.root().get("a").expect("a is there");
        let holder = root.items().next().unwrap_or(root);
        assert_eq!(
            holder.get("k").and_then(Node::as_str),
            Some(expected),
            "{text:?}"
        );
        assert_eq!(holder.get("l").and_then(Node::as_i64), Some(1), "{text:?}");
    }
}

#[test]
fn a_quote_that_is_not_closed_is_told_where_it_is() {
    let (document, findings) = parse("a: 'one\nb: 'two'\n");
    assert!(document.is_none());
    assert_eq!(
        findings,
        ["not-yaml 2:1 a quoted text continues with too little indentation"]
    );
}

/// A mapping of texts, each in quotes, as plain text or as a block.
fn texts() -> impl Strategy<Value = String> {
    let line = "[a-c]{1,2}[a-c :#'\\[\\]{},|>&*!-]{0,6}[a-c]";
    let value = prop_oneof![
        prop::collection::vec((line, 0..6_usize), 1..4).prop_map(|lines| {
            let lines = lines.into_iter().enumerate();
            let lines = lines.map(|(at, (line, indent))| match at {
                0 => line,
                _ => format!("\n{}{line}", " ".repeat(indent)),
            });
            format!("\"{}\"", lines.collect::<String>())
        }),
        "[a-c]{1,3}(\n     [a-c'\"]{1,3})?",
        "[|>][+-]?\n     [a-c'\"# ]{0,4}[a-c]",
        "\\[[a-c], \"[a-c:, ]{1,3}\n[a-c]\", \\{[a-c]: '[a-c]\n\n[a-c]'\\}\\]",
        "&[a-c]{1,2} '[a-c]''\n [a-c]'",
        "# [a-c'\"]{1,3}\n     '[a-c]\n    [a-c]'",
        "- \"[a-c]\n  [a-c]\"\n  - '[a-c]'",
    ];
    prop::collection::vec(value, 1..6).prop_map(|values| {
        let values = values.into_iter().enumerate();
        let values = values.map(|(at, value)| match value.strip_prefix("- ") {
            Some(list) => format!("  k{at}:\n  - {list}\n"),
            None => format!("  k{at}: {value}\n"),
        });
        format!("r:\n{}", values.collect::<String>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// libyaml, which asks for no indentation in quotes, reads the same.
    #[test]
    fn texts_agree_with_libyaml(text in texts()) {
        if let Ok(expected) = serde_yaml::from_str::<serde_yaml::Value>(&text) {
            let (document, findings) = parse(&text);
            let unexpected = findings.iter().find(|finding| !finding.ends_with(" with too little indentation"));
            prop_assert_eq!(unexpected, None, "{}", text);
            let document = document.expect("the text is read");
            let agreed = super::differential::agree(document.root(), &expected, "");
            prop_assert_eq!(agreed, Ok(()), "{}", text);
        }
    }
}
