//! What stands behind references, where a description refers to a component, or to a file, that is
//! itself a reference.

use super::Context;
use crate::documents::{LONGEST_CHAIN, referred_name};
use crate::report::{Code, Report};
use crate::syntax::{Node, object};

/// An object behind all of its references.
pub(super) struct Meant<'d> {
    pub(super) node: Node<'d>,
    /// What the last reference calls it: the same name, by whatever alias it is referred to.
    pub(super) name: Option<String>,
    /// Where its description stands: from 3.1 on, that of a reference replaces the component's own.
    pub(super) described: Node<'d>,
}

impl Meant<'_> {
    /// What is said of it: its summary as a sentence, and its description.
    pub(super) fn summarised(&self, report: &mut Report) -> String {
        super::operation::summarised(self.described, report)
    }

    /// What is said of it.
    pub(super) fn docs(&self, report: &mut Report) -> String {
        object::text_or_empty(self.described, "description", report)
    }
}

/// What an object means; nothing where it was reported that nothing describes it. `each` sees every
/// reference on the way, whose description counts where it `overrides` others.
pub(super) fn meant<'d>(
    context: &Context<'d>,
    node: Node<'d>,
    what: &str,
    overrides: bool,
    mut each: impl FnMut(Node<'d>, &mut Report),
    report: &mut Report,
) -> Option<Meant<'d>> {
    let mut meant = Meant {
        node,
        name: None,
        described: node,
    };
    let mut describes = false;
    // A chain of references is short, unless it is a circle.
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = meant.node.get("$ref") else {
            return Some(meant);
        };
        each(meant.node, report);
        describes |= overrides && meant.node.get("description").is_some();
        let target = context.documents.target(context.sources, reference)?;
        meant = Meant {
            node: target,
            name: referred_name(reference),
            described: if describes { meant.described } else { target },
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
