//! Whatever serde_yaml reads, the tree agrees with.

use proptest::prelude::*;
use serde_yaml::Value;

use super::super::{Kind, Node};
use super::parse;
use crate::syntax::scalar::Core;

/// Findings of texts that serde_yaml reads: it keeps the last of duplicate keys, and takes `<<` for
/// a key.
const STRICTER: [&str; 2] = ["duplicate-key", "merge-key"];

/// Compares a text's two readings. Either may refuse it: they read two versions of YAML.
fn compare(text: &str) -> Result<(), String> {
    // serde_yaml merges nothing.
    if text.contains("<<") {
        return Ok(());
    }
    // The lines of a block that is the whole document may be at the margin in YAML 1.2, where
    // 1.1 still sees comments.
    let block = text.trim_start().starts_with(['>', '|']);
    if block && text.contains(['\n', '\r']) && text.lines().any(|line| line.contains('#')) {
        return Ok(());
    }
    match (serde_yaml::from_str::<Value>(text), parse(text)) {
        (Ok(expected), (Some(document), findings)) if findings.is_empty() => {
            agree(document.root(), &expected, "").map_err(|why| format!("{why} in {text:?}"))
        }
        _ => Ok(()),
    }
}

/// Compares the two readings of a text that anything must read.
fn compare_sound(text: &str) -> Result<(), String> {
    let (document, findings) = parse(text);
    let expected = findings
        .iter()
        .all(|finding| STRICTER.iter().any(|code| finding.starts_with(code)));
    if document.is_none() || !expected {
        return Err(format!("refused {text:?}: {findings:?}"));
    }
    compare(text)
}

pub(super) fn agree(node: Node<'_>, value: &Value, at: &str) -> Result<(), String> {
    let differ = || {
        Err(format!(
            "{at}: {node:?} ({}) against {value:?}",
            node.describe()
        ))
    };
    let same = match value {
        Value::Null => node.is_null(),
        Value::Bool(value) => node.as_bool() == Some(*value),
        Value::Number(number) => {
            // serde_yaml reads binary integers, which the core schema has not.
            let binary = node
                .text()
                .is_some_and(|text| text.trim_start_matches(['+', '-']).starts_with("0b"));
            let float = node.as_f64().zip(number.as_f64());
            let close =
                float.is_some_and(|(one, other)| one == other || (one.is_nan() && other.is_nan()));
            let exact = number
                .as_i64()
                .is_none_or(|value| node.as_i64() == Some(value));
            let signed_radix = node
                .text()
                .is_some_and(|text| text.starts_with(['+', '-']) && text[1..].starts_with('0'));
            binary || (signed_radix && node.as_str().is_some()) || (close && exact)
        }
        Value::String(value) => {
            // serde_yaml keeps numbers with leading zeros, and some others that it cannot hold, as
            // text.
            let number =
                matches!(node.core(), Some(Core::Integer | Core::Float)) && node.is_plain();
            node.as_str() == Some(value) || (number && node.text() == Some(value))
        }
        Value::Sequence(items) => {
            if node.kind() != Kind::Sequence || node.len() != items.len() {
                return differ();
            }
            for (index, (item, value)) in node.items().zip(items).enumerate() {
                agree(item, value, &format!("{at}/{index}"))?;
            }
            true
        }
        Value::Mapping(entries) => {
            if node.kind() != Kind::Mapping || node.len() != entries.len() {
                return differ();
            }
            for (entry, (key, value)) in node.entries().zip(entries) {
                if let Value::String(key) = key
                    && key != entry.key
                {
                    return differ();
                }
                agree(entry.value, value, &format!("{at}/{}", entry.key))?;
            }
            true
        }
        Value::Tagged(_) => false,
    };
    if same { Ok(()) } else { differ() }
}

#[test]
fn handwritten_texts() {
    for text in [
        "a: 1\nb: [x, 'y', \"z\"]\n",
        "a: |\n  one\n   two\n\n  three\n\nb: >-\n  folded\n  text\n\n  more\n",
        "a: |+\n  keep\n\n\nb: |2\n    indented\n",
        "- - a\n  - b\n-\n  - c\n- ? d\n  : e\n",
        "a: 'it''s'\nb: \"tab\\there\\x41\\u00e9\\U0001F600\"\n",
        "a: multi\n  line\n  plain\nb: 'multi\n\n  line'\nc: \"multi\\\n  line\"\n",
        "a: &x [1, 2]\nb: *x\n",
        "version: 1.10\nyes: no\non: off\nnull: ~\ntrue: false\n",
        "[1, -2, +3, 0x1f, 0o17, 017, 1e3, 1., .5, -.inf, .nan, 1_000, 0b11, 12345678901234567890]",
        "'200': a\n404: b\ndefault: c\n",
        "a: # comment\n  b # no\n# c\n",
        "a: http://x.y/z#f\nb: x:y\nc: -x\nd: ?x\n",
        "{a: 1, b, c: , 'd':2, \"e\":3}",
        "a:\n- b\n- c\nd: e\n",
        "%YAML 1.2\n---\na: 1\n...\n",
        "\"a\": {\"b\": [true, false, null, \"\", {}, []]}",
        "a: ''\nb: \"\"\nc:\nd: !!str\ne: !!null ''\n",
        "base: &base {k: &v 1, l: [*v, *v]}\none: *base\ntwo: [*base, &w x, *w]\n",
        "a: 2024-01-01\nb: 12:30:45\nc: 0.1.2\nd: =\n",
        "key with spaces: v\n? long\n: w\n",
        "é: ü\n中: 😀\n",
        "a: >\n  one\n  two\n    three\n  four\n",
    ] {
        compare_sound(text).unwrap_or_else(|why| panic!("{why}"));
    }
}

fn tree() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-zA-Z0-9 :#,\\[\\]{}&*!|>'\"%@`~.?=<>_\\-+/\\\\]{0,12}",
        "[\\t\\n é中😀a-c\\-]{0,8}",
        prop_oneof![
            Just("null"),
            Just("true"),
            Just("yes"),
            Just("1.10"),
            Just("0x1f"),
            Just("~"),
            Just("---"),
            Just("1e5"),
            Just(".inf")
        ]
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Sequence),
            prop::collection::vec((text.clone(), inner), 0..12).prop_map(|entries| Value::Mapping(
                entries
                    .into_iter()
                    .map(|(key, value)| (key.into(), value))
                    .collect()
            )),
        ]
    })
}

// Without `?`, `!`, `&` and `%`: the two versions of YAML read `[?a]`, `! a`, `&a:b` and a stray
// directive differently.
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn written_trees_are_read_back(value in tree()) {
        let yaml = serde_yaml::to_string(&value).expect("a tree can be written");
        prop_assert_eq!(compare_sound(&yaml), Ok(()));
        if let Ok(json) = serde_json::to_string_pretty(&value) {
            prop_assert_eq!(compare_sound(&json), Ok(()));
        }
        if let Ok(json) = serde_json::to_string(&value) {
            prop_assert_eq!(compare_sound(&json), Ok(()));
        }
    }

    #[test]
    fn edited_trees_agree(value in tree(), at in any::<prop::sample::Index>(), with in "[ \\n:\\-\\[\\]{},'\"#*|>~a0.]{1,3}") {
        let mut yaml = serde_yaml::to_string(&value).expect("a tree can be written");
        let mut position = at.index(yaml.len() + 1);
        while !yaml.is_char_boundary(position) {
            position -= 1;
        }
        yaml.insert_str(position, &with);
        prop_assert_eq!(compare(&yaml), Ok(()));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ \\n\\r\\t:\\-\\[\\]{},'\"#*|>~@ab01.é\\\\]{0,60}") {
        prop_assert_eq!(compare(&text), Ok(()));
    }
}
