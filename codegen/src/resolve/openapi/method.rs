//! The operations of a path item: those of the methods that have a key of their own, and
//! `additionalOperations` by the name of the method.

use crate::openapi::{Holds, Id, Member, ObjectKind, Operation, PathItem};
use crate::report::{Code, Report};

/// The methods that have a key of their own.
fn methods() -> impl Iterator<Item = &'static str> {
    let rows = ObjectKind::PathItem.table().rows.iter();
    let methods = rows.filter(|row| row.holds == Holds::One(ObjectKind::Operation));
    methods.map(|row| row.name)
}

/// An operation under the key or the name of its method.
type Method<'d> = Member<'d, Id<Operation<'d>>>;

/// The operations of a path item. A method that has a key of its own always stands under that.
pub(super) fn operations<'d>(item: &PathItem<'d>, report: &mut Report) -> Vec<Method<'d>> {
    let mut operations = item.operations.clone();
    operations.sort_by_key(|one| methods().position(|method| method == one.name));
    let others = item.others.iter().flat_map(|others| &others.value);
    let mut more: Vec<_> = others.collect();
    more.sort_by_key(|entry| entry.name);
    for entry in more {
        let own = methods().find(|own| own.eq_ignore_ascii_case(entry.name));
        if let Some(own) = own {
            let is_taken = operations.iter().any(|known| known.name == own);
            let finding = report.error(
                Code::InvalidValue,
                entry.span,
                format!("the method `{}` has the key `{own}` of its own", entry.name),
            );
            if is_taken {
                finding.assume("the operation is left out");
                continue;
            }
            finding.help(format!("write `{own}` beside `additionalOperations`"));
            finding.assume(format!("it is `{own}`"));
        } else if !is_token(entry.name) {
            report
                .error(
                    Code::InvalidValue,
                    entry.span,
                    format!("`{}` is not an HTTP method", entry.name),
                )
                .assume("the operation is left out");
            continue;
        }
        let name = own.unwrap_or(entry.name);
        operations.push(Member { name, ..*entry });
    }
    operations
}

/// A method as it is sent: upper and lower case of those without a key of their own are different
/// methods.
pub(super) fn sent(method: &str) -> String {
    if methods().any(|own| own == method) {
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
