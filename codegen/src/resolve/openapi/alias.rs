//! What stands behind references, where a description refers to a component, or to a file, that is
//! itself a reference.

use super::Context;
use crate::documents::{LONGEST_CHAIN, referred_name};
use crate::report::{Code, Report};
use crate::syntax::Node;

/// An object behind all of its references.
pub(super) struct Meant<'d> {
    pub(super) node: Node<'d>,
    /// What the last reference calls it: the same name, by whatever alias it is referred to.
    pub(super) name: Option<String>,
}

/// What an object means; nothing where it was reported that nothing describes it. `each` sees every
/// reference on the way.
pub(super) fn meant<'d>(
    context: &Context<'d>,
    node: Node<'d>,
    what: &str,
    mut each: impl FnMut(Node<'d>, &mut Report),
    report: &mut Report,
) -> Option<Meant<'d>> {
    let mut meant = Meant { node, name: None };
    // A chain of references is short, unless it is a circle.
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = meant.node.get("$ref") else {
            return Some(meant);
        };
        each(meant.node, report);
        meant = Meant {
            node: context.documents.target(context.sources, reference)?,
            name: referred_name(reference),
        };
    }
    report
        .error(
            Code::ReferenceCycle,
            meant.node.span(),
            format!("the {what} is described by nothing but itself"),
        )
        .assume("it is left out");
    None
}
