//! Follows JSON pointers.

use super::node::{Kind, Node};

impl<'d> Node<'d> {
    /// Follows a JSON pointer: `/paths/~1keys/get`. The empty pointer is the node itself.
    pub(crate) fn pointer(self, pointer: &str) -> Option<Node<'d>> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer
            .strip_prefix('/')?
            .split('/')
            .try_fold(self, |node, step| match node.kind() {
                Kind::Mapping if step.contains('~') => node.get(&unescape(step)?),
                Kind::Mapping => node.get(step),
                Kind::Sequence => node.items().nth(index(step)?),
                Kind::Scalar => None,
            })
    }
}

/// A key as a step of a pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A step of a pointer with `~1` and `~0` undone; none if a `~` is alone.
fn unescape(step: &str) -> Option<String> {
    let mut parts = step.split('~');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let (escaped, rest) = (part.chars().next()?, part.get(1..)?);
        text.push(match escaped {
            '0' => '~',
            '1' => '/',
            _ => return None,
        });
        text.push_str(rest);
    }
    Some(text)
}

/// An index as a pointer writes it: no sign, no leading zero.
fn index(step: &str) -> Option<usize> {
    let plain =
        step == "0" || (!step.starts_with('0') && step.bytes().all(|digit| digit.is_ascii_digit()));
    if plain { step.parse().ok() } else { None }
}
