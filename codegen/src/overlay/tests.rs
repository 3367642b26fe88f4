//! What targets name, in a document that has a bit of everything, and what is no target.

use std::collections::BTreeMap;

use super::budget::Budget;
use super::jsonpath;
use super::search::search;
use crate::report::Report;
use crate::source::{Root, Sources};
use crate::syntax::{self, Document};

const TEXT: &str = r#"
a: {b: [10, 20, 30, {c: deep}], "x y": null, 'it''s': yes}
list:
  - {name: one, size: 1, tags: [p, q]}
  - {name: two, size: 2.0, tags: []}
  - {name: three, size: 0x3}
  - {name: "2", size: "2", big: 99999999999999999999}
flag: true
"é": .inf
"#;

fn document(text: &str) -> Document {
    let files = BTreeMap::from([("a.yaml".to_owned(), text.as_bytes().to_vec())]);
    let mut sources = Sources::new(Root::memory("", files));
    let mut report = Report::new();
    let file = sources
        .load("a.yaml", &mut report)
        .expect("the file is there");
    syntax::read(&sources, file, &mut report).expect("the text is YAML")
}

/// The places that a target names, as positions.
fn found(document: &Document, target: &str) -> Vec<Vec<u32>> {
    let query = jsonpath::parse(target).unwrap_or_else(|refused| panic!("{target} {refused:?}"));
    search(document.root(), &query, &mut Budget::new())
        .expect("the document is small")
        .into_iter()
        .collect()
}

#[test]
fn targets_name_places() {
    let document = document(TEXT);
    let list = |items: &[u32]| items.iter().map(|item| vec![1, *item]).collect::<Vec<_>>();
    for (target, places) in [
        ("$", vec![vec![]]),
        ("$.a.b[0]", vec![vec![0, 0, 0]]),
        ("$['a']['x y']", vec![vec![0, 1]]),
        (r"$.a['it\'s']", vec![vec![0, 2]]),
        ("$.é", vec![vec![3]]),
        ("$[\"\\u00e9\"]", vec![vec![3]]),
        ("$ .a\n[ 'b' , 'b' ]", vec![vec![0, 0]]),
        ("$.list[-1]", list(&[3])),
        ("$.list[4]", vec![]),
        ("$.list[1:3]", list(&[1, 2])),
        ("$.list[::-2]", list(&[1, 3])),
        ("$.list[-2:]", list(&[2, 3])),
        ("$.list[::0]", vec![]),
        ("$..c", vec![vec![0, 0, 3, 0]]),
        (
            "$.list[*].tags[*]",
            vec![vec![1, 0, 2, 0], vec![1, 0, 2, 1]],
        ),
        ("$.list[?@.tags]", list(&[0, 1])),
        ("$.list[?!@.tags]", list(&[2, 3])),
        ("$.list[?@.tags[0]]", list(&[0])),
        ("$.list[?@.size == 2]", list(&[1])),
        ("$.list[?@.size >= 2]", list(&[1, 2])),
        ("$.list[?@.size < '3']", list(&[3])),
        (
            "$.list[?@.size != 2 && (@.tags || @.name == 'three')]",
            list(&[0, 2]),
        ),
        ("$.list[?@.missing == @.gone]", list(&[0, 1, 2, 3])),
        ("$.list[?@.missing <= @.gone]", list(&[0, 1, 2, 3])),
        ("$.list[?@.big > 9007199254740991]", list(&[3])),
        ("$.list[?@.tags == $.list[0].tags]", list(&[0])),
        ("$.list[?length(@.name) == 3]", list(&[0, 1])),
        ("$.list[?length(@.tags) == 0]", list(&[1])),
        ("$.list[?count(@.*) == 2]", list(&[2])),
        ("$.list[?value(@..size) == 1]", list(&[0])),
        ("$.list[?match(@.name, 't.*')]", list(&[1, 2])),
        ("$.list[?match(@.name, 'w|o')]", vec![]),
        ("$.list[?search(@.name, 'w|^o')]", list(&[0, 1])),
        ("$.list[?search(@.name, $.list[0].name)]", list(&[0])),
        ("$.a[?@ == null]", vec![vec![0, 1]]),
        ("$.a[?@ == 'yes']", vec![vec![0, 2]]),
        ("$[?@ == true]", vec![vec![2]]),
        ("$[?@ > 1e300]", vec![vec![3]]),
        ("$..[?@ == 30.0]", vec![vec![0, 0, 2]]),
    ] {
        assert_eq!(found(&document, target), places, "{target}");
    }
}

#[test]
fn what_is_no_target() {
    for text in [
        "",
        " $",
        "$ ",
        "a",
        "$.",
        "$..",
        "$. a",
        "$[",
        "$[]",
        "$['a'",
        "$['a\"]",
        "$[01]",
        "$[-0]",
        "$[1.0]",
        "$[9007199254740992]",
        "$.1",
        "$.a-b",
        "$[a]",
        "$[?]",
        "$[?@.a ==]",
        "$[?1]",
        "$[?@.a = 1]",
        "$[?!@.a == 1]",
        "$[?@..a == 1]",
        "$[?@[*] == 1]",
        "$[?@.a == 01]",
        "$[?@.a == 1.]",
        "$[?@.a == 1e]",
        "$[?length(@.a)]",
        "$[?length(@.*) == 1]",
        "$[?count(1) == 1]",
        "$[?match(@.a, 'b') == true]",
        "$[?match(@.a)]",
        "$[?Match(@.a, 'b')]",
        "$[?in(@.a, $.b)]",
        "$[?match(@.a, '(')]",
        "$[?(@.a]",
        "$[?@.a &&]",
        "$['\\x']",
        "$['\\ud800']",
        "$['\u{1}']",
        "$[?@.a == 'b\"]",
        "$[1:2:3:4]",
        "$.a.*b",
        "$[?true]",
        "$[?@ == True]",
    ] {
        let refused = jsonpath::parse(text).expect_err(text);
        assert!(!refused.too_large, "{text}");
    }
}
