//! What a document says about itself outside of the API: its version and its license.
//!
//! Neither a comparison nor generated code uses it; the manifest of a whole crate does. Nothing
//! here is a finding: what cannot be used is omitted.

use crate::documents::Documents;
use crate::syntax::Node;

/// What the first document says of itself, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// `info.version`.
    pub(crate) version: String,
    /// `info.license.identifier`, and then `info.license.name`.
    pub(crate) licenses: Vec<String>,
}

impl About {
    /// Reads it from the first input.
    pub(crate) fn of(documents: &Documents) -> Self {
        let info = documents
            .inputs()
            .next()
            .and_then(|root| member(root, "info"));
        let text = |node: Option<Node<'_>>| node.and_then(Node::text).map(str::to_owned);
        let license = info.and_then(|info| member(info, "license"));
        Self {
            version: text(info.and_then(|info| member(info, "version"))).unwrap_or_default(),
            licenses: ["identifier", "name"]
                .into_iter()
                .filter_map(|key| text(license.and_then(|license| member(license, key))))
                .collect(),
        }
    }
}

/// A value of a mapping; none of what is no mapping.
fn member<'d>(node: Node<'d>, key: &str) -> Option<Node<'d>> {
    node.as_mapping()?.get(key)
}
