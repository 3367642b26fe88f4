//! The repair of a finding: the overlay action that fixes it.
//!
//! The code that finds a mistake knows the wrong node, and not its path. A repair therefore names
//! the node, and gets the path after all findings are known; without a path it is not shown.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::source::FileId;

/// What an overlay may do about a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Repair {
    /// The document, and the number of the node in it.
    node: (FileId, u32),
    /// What follows the path of the node.
    below: String,
    /// The value to merge in, as YAML; none to remove the place.
    update: Option<String>,
    /// The path of the node.
    path: Option<String>,
}

impl Repair {
    /// Merges a mapping into the node.
    pub(crate) fn update(node: (FileId, u32), value: &impl Serialize) -> Self {
        Self {
            node,
            below: String::new(),
            update: serde_yaml::to_string(value).ok(),
            path: None,
        }
    }

    /// Removes what a path from the node on names; the node itself when that is empty.
    pub(crate) fn remove(node: (FileId, u32), below: impl Into<String>) -> Self {
        Self {
            node,
            below: below.into(),
            update: None,
            path: None,
        }
    }

    /// The node whose path is asked for.
    pub(super) fn node(&self) -> (FileId, u32) {
        self.node
    }

    /// Gives the node its path.
    pub(super) fn locate(&mut self, paths: &BTreeMap<(FileId, u32), String>) {
        self.path = paths.get(&self.node).cloned();
    }

    /// The action as an item of the `actions` of an overlay.
    pub(super) fn action(&self) -> Option<String> {
        let target = format!("{}{}", self.path.as_deref()?, self.below);
        let target = serde_yaml::to_string(&target).ok()?;
        let change = match &self.update {
            None => "  remove: true\n".to_owned(),
            Some(update) => {
                let lines = update.lines().map(|line| format!("    {line}\n"));
                format!("  update:\n{}", lines.collect::<String>())
            }
        };
        Some(format!("- target: {}\n{change}", target.trim_end()))
    }
}
