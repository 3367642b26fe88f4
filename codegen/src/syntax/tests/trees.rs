//! What a tree says about a sound text.

use super::super::{Kind, Node};
use super::{parse, sound};
use crate::syntax::scalar::Core;

/// The text that a node's span covers.
fn covered<'t>(text: &'t str, node: Node<'_>) -> &'t str {
    let span = node.span();
    &text[span.start as usize..span.end as usize]
}

#[test]
fn keys_and_values_keep_order_and_place() {
    let text = "b: 1\na:\n  - 'x'\n  - { k: v, \"q\": [1, 2] }\n\"c\": |\n  text\n";
    let document = sound(text);
    let root = document.root();
    let keys: Vec<&str> = root.entries().map(|entry| entry.key).collect();
    assert_eq!(keys, ["b", "a", "c"]);
    let list = root.get("a").expect("a is there");
    assert_eq!(list.kind(), Kind::Sequence);
    assert_eq!(list.len(), 2);
    let places: Vec<&str> = list.items().map(|item| covered(text, item)).collect();
    assert_eq!(places, ["'x'", "{ k: v, \"q\": [1, 2] }"]);
    let key = root.entry("c").expect("c is there").key_span;
    assert_eq!(&text[key.start as usize..key.end as usize], "\"c\"");
    assert_eq!(root.get("c").and_then(Node::as_str), Some("text\n"));
    assert_eq!(covered(text, list), "- 'x'\n  - { k: v, \"q\": [1, 2] }");
    assert!(covered(text, root).starts_with("b: 1"));
}

#[test]
fn scalars_follow_the_core_schema_and_keep_their_text() {
    let document = sound(
        "[yes, no, on, off, 1.10, 017, '1', true, ~, !!str , 0x1F, 1e3, \"true\", !!str 5, !!int \"7\", ! 8, 99999999999999999999]",
    );
    let items: Vec<Node<'_>> = document.root().items().collect();
    let cores: Vec<_> = items.iter().filter_map(|item| item.core()).collect();
    use Core::{Boolean, Float, Integer, Null, Text};
    assert_eq!(
        cores,
        [
            Text, Text, Text, Text, Float, Integer, Text, Boolean, Null, Text, Integer, Float,
            Text, Text, Integer, Text, Integer
        ]
    );
    assert_eq!(items[4].text(), Some("1.10"));
    assert_eq!(items[4].as_str(), None);
    assert_eq!(items[4].number_text(), Some("1.10"));
    assert_eq!(items[5].as_i64(), Some(17));
    assert_eq!(items[6].as_str(), Some("1"));
    assert_eq!(items[7].as_bool(), Some(true));
    assert_eq!(items[9].as_str(), Some(""));
    assert_eq!(items[10].as_f64(), Some(31.0));
    assert_eq!(items[12].as_bool(), None);
    assert_eq!(items[14].as_i64(), Some(7));
    assert_eq!(items[16].as_i64(), None);
    assert_eq!(items[16].as_f64(), Some(1e20));
}

#[test]
fn a_value_left_out_is_null() {
    let document = sound("a:\nb: [{c: , d}]\ne:\n  - \n  - 1\n");
    for pointer in ["/a", "/b/0/c", "/b/0/d", "/e/0"] {
        let node = document.root().pointer(pointer).expect(pointer);
        assert!(node.is_null(), "{pointer}");
        assert_eq!(node.text(), Some(""), "{pointer}");
    }
}

#[test]
fn pointers_are_followed() {
    let mut text = String::from("paths:\n  /a/{b}:\n    get: [x, y]\n  ~t: 1\n");
    for number in 0..40 {
        text.push_str(&format!("key{number}: {number}\n"));
    }
    let document = sound(&text);
    let root = document.root();
    assert_eq!(
        root.pointer("/paths/~1a~1{b}/get/1").and_then(Node::as_str),
        Some("y")
    );
    assert_eq!(root.pointer("/paths/~0t").and_then(Node::as_i64), Some(1));
    assert_eq!(root.pointer("/key37").and_then(Node::as_i64), Some(37));
    assert_eq!(root.pointer("").map(Node::len), Some(41));
    for missing in [
        "paths",
        "/paths/~2t",
        "/paths/~",
        "/nope",
        "/paths/~1a~1{b}/get/2",
        "/paths/~1a~1{b}/get/01",
        "/key1/x",
    ] {
        assert!(root.pointer(missing).is_none(), "{missing}");
    }
}

#[test]
fn an_alias_is_the_node_that_it_names() {
    let document = sound(
        "a: &x { k: [1, 2] }\nb: *x\nc: &x 3\nd: *x\n&k e: *k\n*k : last\n"
            .trim_end_matches("*k : last\n"),
    );
    let root = document.root();
    let node = |key| root.get(key).expect("the key is there");
    assert_eq!(node("a").identity(), node("b").identity());
    assert_ne!(node("a").identity(), node("c").identity());
    assert_eq!(node("d").as_i64(), Some(3));
    assert_eq!(node("e").as_str(), Some("e"));
}

#[test]
fn a_merge_key_takes_over_the_entries_of_others() {
    for (text, expected) in [
        ("a: &a {k: 1}\nr: {<<: *a}\n", "k=1"),
        (
            "a: &a {k: 1, l: 2}\nr: {x: 0, <<: *a, l: 3, y: 4}\n",
            "x=0 k=1 l=3 y=4",
        ),
        ("a: &a {k: 1, l: 2}\nr: {l: 3, <<: *a}\n", "l=3 k=1"),
        (
            "a: &a {k: 1, l: 2}\nb: &b {l: 3, m: 4}\nr: {<<: [*a, *b], n: 5}\n",
            "k=1 l=2 m=4 n=5",
        ),
        (
            "a: &a {k: 1, l: 2}\nb: &b {l: 3}\nr: {<<: *b, <<: *a}\n",
            "l=3 k=1",
        ),
        (
            "a: &a {k: 1}\nb: &b {<<: *a, l: 2}\nr:\n  <<: *b\n",
            "k=1 l=2",
        ),
        ("a: &a [{k: 1}, {k: 2, l: 2}]\nr: {<<: *a}\n", "k=1 l=2"),
        ("a: &a {k: 1}\nr:\n  !!merge <<: *a\n", "k=1"),
        ("r:\n  <<: {k: 1}\n  l: 2\n", "k=1 l=2"),
        ("r: {<<: []}\n", ""),
        ("r: {'<<': 1}\n", "<<=1"),
    ] {
        let document = sound(text);
        let merged = document.root().get("r").expect("r is there");
        let entries = merged.entries();
        let entries = entries.map(|entry| {
            assert_eq!(
                merged.get(entry.key).map(Node::identity),
                Some(entry.value.identity())
            );
            assert_eq!(covered(text, entry.value), entry.value.text().unwrap_or(""));
            format!("{}={}", entry.key, entry.value.text().unwrap_or(""))
        });
        assert_eq!(entries.collect::<Vec<_>>().join(" "), expected, "{text}");
    }
}

#[test]
fn byte_order_mark_and_carriage_returns_are_no_content() {
    let text = "\u{feff}a: 1\r\nb:\r\n  - x\r\n  - 'y\r\n    z'\r\nc: |\r\n  one\r\n  two\r\n";
    let document = sound(text);
    let root = document.root();
    assert_eq!(root.entry("a").map(|entry| entry.key_span.start), Some(0));
    assert_eq!(root.pointer("/b/0").and_then(Node::as_str), Some("x"));
    assert_eq!(root.pointer("/b/1").and_then(Node::as_str), Some("y z"));
    assert_eq!(root.get("c").and_then(Node::as_str), Some("one\ntwo\n"));
}

#[test]
fn json_is_read_as_it_stands() {
    let long = "k".repeat(5000);
    let text = format!(
        "{{\n\t\"a\\u00e9\": \"\\ud83d\\ude00\\/\",\n\t\"n\": -9223372036854776000,\n\t\"{long}\": [null, true, 1E5, \"\"]\n}}"
    );
    let document = sound(&text);
    let root = document.root();
    assert_eq!(root.get("aé").and_then(Node::as_str), Some("😀/"));
    assert_eq!(
        root.get("n").and_then(Node::number_text),
        Some("-9223372036854776000")
    );
    assert_eq!(root.get("n").and_then(Node::as_i64), None);
    let list = root.get(&long).expect("the long key is there");
    assert_eq!(
        list.items().map(Node::describe).collect::<Vec<_>>(),
        ["empty", "a boolean", "a number", "text"]
    );
    assert!(
        list.items()
            .nth(3)
            .is_some_and(|item| item.as_str() == Some(""))
    );
}

#[test]
fn most_scalars_are_borrowed_from_the_text() {
    let document = sound("a: plain\nb: 'quoted'\nc: \"esc\\n\"\nd: \"plain quoted\"\n");
    assert_eq!(document.owned.len(), 1);
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    sound(&deep);
    let block: String = (0..199)
        .map(|depth| format!("{}k:\n", " ".repeat(depth)))
        .collect();
    sound(&format!("{block}{}k: v\n", " ".repeat(199)));
}

#[test]
fn a_scalar_alone_is_a_document() {
    assert_eq!(sound("# only\nvalue\n").root().as_str(), Some("value"));
    assert!(sound("null").root().is_null());
    assert_eq!(sound("''").root().as_str(), Some(""));
}

#[test]
fn findings_that_leave_a_tree_leave_the_rest_of_it() {
    let (document, findings) = parse("a: 1\na: 2\nb: !x 3\n[c]: 4\n<<: {d: 5}\ne: 6\n");
    assert_eq!(findings.len(), 3, "{findings:?}");
    let document = document.expect("the tree is still of use");
    let keys: Vec<&str> = document.root().entries().map(|entry| entry.key).collect();
    assert_eq!(keys, ["a", "a", "b", "d", "e"]);
}

/// A text that ends without a line break has none at its end, whatever ends its other lines.
#[test]
fn a_block_at_the_end_of_the_file_ends_where_the_file_does() {
    for (text, expected) in [
        (">\r é", "é"),
        (">\n é", "é"),
        (">\r\n é", "é"),
        (">\r é\r", "é\n"),
        ("|\r a\r b", "a\nb"),
        ("|+\r a", "a"),
        ("|+\n a\n", "a\n"),
    ] {
        let (document, findings) = super::parse(text);
        assert!(findings.is_empty(), "{text:?}: {findings:?}");
        let document = document.expect("the text is read");
        assert_eq!(document.root().text(), Some(expected), "{text:?}");
    }
}
