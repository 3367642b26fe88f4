//! The operations of a path item: those of the methods that have a key of their own, and
//! `additionalOperations` by the name of the method.

use crate::report::{Code, Report};
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// The methods that have a key of their own.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The operations of a path item, each under the key or the name of its method. A method that has a
/// key of its own always stands under that.
pub(super) fn operations<'d>(item: Node<'d>, report: &mut Report) -> Vec<Entry<'d>> {
    let fixed = METHODS.iter().filter_map(|method| item.entry(method));
    let mut operations: Vec<_> = fixed.collect();
    let mark = report.mark();
    let more = item
        .get("additionalOperations")
        .and_then(|node| object::mapping_or_empty(node, "additionalOperations", report));
    report.assume_since(mark, "there are none");
    let mut more: Vec<_> = more.into_iter().flat_map(Node::entries).collect();
    more.sort_by_key(|entry| entry.key);
    for entry in more {
        let own = METHODS
            .iter()
            .find(|own| own.eq_ignore_ascii_case(entry.key));
        if let Some(own) = own {
            let is_taken = operations.iter().any(|known| known.key == *own);
            let finding = report.error(
                Code::InvalidValue,
                entry.key_span,
                format!("the method `{}` has the key `{own}` of its own", entry.key),
            );
            if is_taken {
                finding.assume("the operation is left out");
                continue;
            }
            finding.help(format!("write `{own}` beside `additionalOperations`"));
            finding.assume(format!("it is `{own}`"));
        } else if !is_token(entry.key) {
            report
                .error(
                    Code::InvalidValue,
                    entry.key_span,
                    format!("`{}` is not an HTTP method", entry.key),
                )
                .assume("the operation is left out");
            continue;
        }
        let key = own.map_or(entry.key, |own| *own);
        operations.push(Entry { key, ..entry });
    }
    operations
}

/// A method as it is sent: upper and lower case of those without a key of their own are different
/// methods.
pub(super) fn sent(method: &str) -> String {
    if METHODS.contains(&method) {
        method.to_ascii_uppercase()
    } else {
        method.to_owned()
    }
}

/// Whether a text can be a method or the name of a header (`token` of RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    let is_tchar = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_tchar)
}
