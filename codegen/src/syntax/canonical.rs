//! A node as one line of text, for comparing values that are written differently.

use super::{Kind, Node};

/// The most values that a text made of a node goes into.
const MOST_VALUES: usize = 10_000;

/// A node as one line of JSON, keys in alphabetical order.
pub(crate) fn canonical(node: Node<'_>) -> String {
    let mut text = String::new();
    let mut left = MOST_VALUES;
    write(node, &mut text, &mut left);
    text
}

fn write(node: Node<'_>, text: &mut String, left: &mut usize) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    match node.kind() {
        Kind::Scalar => match node.as_str() {
            Some(plain) => text.push_str(&serde_json::Value::from(plain).to_string()),
            None if node.is_null() => text.push_str("null"),
            None => text.push_str(node.text().unwrap_or_default()),
        },
        Kind::Sequence => {
            text.push('[');
            for (at, item) in node.items().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write(item, text, left);
            }
            text.push(']');
        }
        Kind::Mapping => {
            let mut entries: Vec<_> = node.entries().collect();
            entries.sort_by_key(|entry| entry.key);
            text.push('{');
            for (at, entry) in entries.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&serde_json::Value::from(entry.key).to_string());
                text.push(':');
                write(entry.value, text, left);
            }
            text.push('}');
        }
    }
}
