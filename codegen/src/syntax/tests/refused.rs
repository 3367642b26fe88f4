//! What is refused, with its place.

use super::{finding, parse};

#[test]
fn what_is_not_yaml_is_refused_at_its_place() {
    for (text, expected) in [
        ("a: 'x", "not-yaml 1:4 a quoted text is not closed"),
        ("a: [1, 2", "not-yaml 1:4 a `[` is not closed"),
        ("a: {b: 1", "not-yaml 1:4 a `{` is not closed"),
        ("a: [1}\n", "not-yaml 1:4 `[` is closed by `}`"),
        ("a:\n\tb: 1\n", "not-yaml 2:2 a tab cannot indent"),
        (
            "a: b: c\n",
            "not-yaml 1:5 a `:` followed by a space is not allowed here",
        ),
        (
            "a: 1\n b: 2\n",
            "not-yaml 2:3 a `:` followed by a space is not allowed here",
        ),
        (
            "a: @x\n",
            "not-yaml 1:4 text cannot start with `@` unless it is quoted",
        ),
        (
            "a: \"\\q\"\n",
            "not-yaml 1:4 an unknown escape in a quoted text",
        ),
        (
            "a: 1\n\0b: 2\n",
            "not-yaml 2:1 a control character (U+0000) is not allowed in YAML",
        ),
        (
            "a: \u{1b}[31m\n",
            "not-yaml 1:4 a control character (U+001B) is not allowed in YAML",
        ),
    ] {
        assert_eq!(finding(text), expected, "{text:?}");
    }
}

#[test]
fn half_a_surrogate_pair_is_no_text() {
    for text in [
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\u0041\"",
    ] {
        assert!(finding(text).starts_with("not-yaml 1:"), "{text}");
    }
}

#[test]
fn files_that_hold_nothing_or_too_much() {
    for text in [
        "",
        "\n\n",
        "# a comment\n",
        "---\n",
        "--- # a comment\n...\n",
        "\u{feff}",
    ] {
        assert_eq!(
            finding(text),
            "empty-file 1:1 the file holds nothing",
            "{text:?}"
        );
    }
    assert_eq!(
        finding("a: 1\n---\nb: 2\n"),
        "several-documents 2:1 a second document starts here"
    );
    assert_eq!(
        finding("---\na: 1\n...\n---\n"),
        "several-documents 4:1 a second document starts here"
    );
}

#[test]
fn keys_that_are_none() {
    assert_eq!(
        finding("a: 1\nb: 2\na: 3\n"),
        "duplicate-key 3:1 the key `a` is given twice"
    );
    assert_eq!(
        finding("{\"a\": 1, \"\\u0061\": 2}"),
        "duplicate-key 1:10 the key `a` is given twice"
    );
    assert_eq!(
        finding("200: a\n'200': b\n"),
        "duplicate-key 2:1 the key `200` is given twice"
    );
    assert_eq!(
        finding("[a, b]: 1\n"),
        "complex-key 1:1 a list or a mapping cannot be a key"
    );
    assert_eq!(
        finding("? {a: b}\n: 1\n"),
        "complex-key 1:3 a list or a mapping cannot be a key"
    );
    assert_eq!(
        finding(": 1\n"),
        "complex-key 1:1 a key is missing before `:`"
    );
    for text in ["<<: 1\n", "<<:\n", "a: &x 1\n<<: [{b: 1}, *x]\n"] {
        let said = finding(text);
        assert!(
            said.starts_with("merge-key ") && said.ends_with(" `<<` names no mapping here"),
            "{said}"
        );
    }
    for text in ["'<<': 1\n", "!!str <<: 1\n", "! <<: 1\n"] {
        assert_eq!(parse(text).1, [""; 0], "{text}");
    }
}

#[test]
fn every_duplicate_of_a_large_mapping_is_found() {
    let mut text: String = (0..500).map(|number| format!("k{number}: 1\n")).collect();
    text.push_str("k7: 2\nk499: 2\nk7: 3\n");
    let (_, findings) = parse(&text);
    assert_eq!(
        findings,
        [
            "duplicate-key 501:1 the key `k7` is given twice",
            "duplicate-key 502:1 the key `k499` is given twice",
            "duplicate-key 503:1 the key `k7` is given twice",
        ]
    );
}

#[test]
fn aliases_that_name_nothing_or_themselves() {
    assert_eq!(
        finding("a: *x\n"),
        "unknown-alias 1:4 no value before this line has the anchor `&x`"
    );
    assert_eq!(
        finding("a: *x\nb: &x 1\n"),
        "unknown-alias 1:4 no value before this line has the anchor `&x`"
    );
    assert_eq!(
        finding("a: &x [*x]\n"),
        "recursive-alias 1:8 the alias is inside the value that it names"
    );
    assert_eq!(
        finding("a: &x\n  b:\n    c: *x\n"),
        "recursive-alias 3:8 the alias is inside the value that it names"
    );
    assert!(parse("a: &x [*x]\n").0.is_none());
}

#[test]
fn a_thousand_million_laughs_are_refused_at_once() {
    let mut text = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let said = finding(&text);
    assert!(said.starts_with("alias-bomb 21:"), "{said}");
    let quadratic = format!(
        "a: &a [{}]\nb: [{}]\n",
        vec!["x"; 3000].join(", "),
        vec!["*a"; 3000].join(", ")
    );
    assert!(
        finding(&quadratic).starts_with("alias-bomb 2:"),
        "{}",
        finding(&quadratic)
    );
}

#[test]
fn merge_keys_cannot_make_a_bomb() {
    let wide: String = (0..3000).map(|number| format!("k{number}: 1, ")).collect();
    let often = format!("a: &a {{{wide}}}\n<<: [{}]\n", vec!["*a"; 3000].join(", "));
    let chained: String = (1..20_000)
        .map(|number| {
            format!(
                "a{number}: &a{number} {{<<: *a{}, k{number}: 1}}\n",
                number - 1
            )
        })
        .collect();
    let chained = format!("a0: &a0 {{k: 1}}\n{chained}");
    for text in [often, chained] {
        let said = finding(&text);
        let is_bound = said.starts_with("alias-bomb ") || said.starts_with("too-deep ");
        assert!(is_bound, "{said}");
        assert!(parse(&text).0.is_none());
    }
}

#[test]
fn aliases_as_people_use_them_are_no_bomb() {
    let shared = format!(
        "a: &a [{}]\nb: [{}]\n",
        vec!["x"; 100].join(", "),
        vec!["*a"; 300].join(", ")
    );
    assert_eq!(parse(&shared).1, [""; 0]);
    let list = format!("- &a x\n{}", "- *a\n".repeat(20_000));
    assert_eq!(parse(&list).1, [""; 0]);
}

#[test]
fn nesting_beyond_the_limit_is_refused() {
    for text in [
        format!("{}{}", "[".repeat(201), "]".repeat(201)),
        "[".repeat(1_000_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a:\n".to_owned()
            + &(1..5000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect::<String>(),
        // Block and flow together.
        (0..150)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect::<String>()
            + &format!(
                "{}x: {}{}\n",
                " ".repeat(150),
                "[".repeat(60),
                "]".repeat(60)
            ),
    ] {
        let said = finding(&text);
        assert!(said.starts_with("too-deep "), "{said} {}", &text[..20]);
        assert!(parse(&text).0.is_none());
    }
}

#[test]
fn depth_is_counted_through_aliases() {
    let nest = |inner: &str| format!("{}{inner}{}", "[".repeat(90), "]".repeat(90));
    let text = format!(
        "- &a {}\n- &b {}\n- &c {}\n",
        nest("x"),
        nest("*a"),
        nest("*b")
    );
    let said = finding(&text);
    assert!(said.starts_with("too-deep 3:"), "{said}");
}

#[test]
fn tags_that_are_not_read() {
    assert_eq!(
        finding("a: !x 1\n"),
        "unknown-tag 1:4 the tag `!x` is not read"
    );
    assert_eq!(
        finding("a: !!binary aGk=\n"),
        "unknown-tag 1:4 the tag `!!binary` is not read"
    );
    assert_eq!(
        finding("a: !include other.yaml\n"),
        "unknown-tag 1:4 the tag `!include` is not read"
    );
    assert_eq!(
        finding("a: !!set {b: 1}\n"),
        "unknown-tag 1:4 the tag `!!set` is not read"
    );
    assert_eq!(
        finding("a: !!int x\n"),
        "wrong-type 1:4 `x` is not what the tag `!!int` says"
    );
    assert_eq!(
        finding("a: !!map [1]\n"),
        "wrong-type 1:4 a list is not what the tag `!!map` says"
    );
    assert_eq!(
        parse("a: !!map {b: !!seq [!!str 1, !!null '', !!float 1]}\n").1,
        [""; 0]
    );
}
