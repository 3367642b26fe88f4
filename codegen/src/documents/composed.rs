//! What is known of schemas that are made of others, once they are composed.

use std::collections::HashMap;

use crate::syntax::NodeId;

/// What composing found out, in addition to what it wrote into the documents.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    /// The names of schemas that a composed one holds and does not describe itself: by where they
    /// were described first.
    pub(crate) homes: HashMap<NodeId, String>,
    /// What schemas without a place of their own are called among the alternatives that they are
    /// one of.
    pub(crate) labels: HashMap<NodeId, String>,
    /// The schemas that alternatives were before they got what stands beside all of them.
    pub(crate) alternatives: HashMap<NodeId, NodeId>,
    /// Schemas whose parts could not be brought together, and why.
    pub(crate) failed: HashMap<NodeId, &'static str>,
}

impl Composed {
    /// The name of a schema by the place that describes it, where another one holds it too.
    pub(crate) fn home(&self, node: NodeId) -> Option<&str> {
        self.homes.get(&node).map(String::as_str)
    }

    /// What an alternative without a place of its own is called.
    pub(crate) fn label(&self, node: NodeId) -> Option<&str> {
        self.labels.get(&node).map(String::as_str)
    }

    /// The schema that an alternative was described as: what a discriminator's mapping refers to.
    pub(crate) fn alternative(&self, node: NodeId) -> Option<NodeId> {
        self.alternatives.get(&node).copied()
    }

    /// Why the parts of a schema are not one description.
    pub(crate) fn failure(&self, node: NodeId) -> Option<&'static str> {
        self.failed.get(&node).copied()
    }
}
