//! Which schemas contain secrets.

use std::collections::{HashMap, HashSet};

use super::{Schema, SchemaId, Schemas};
use crate::keywords::Keyword;
use crate::syntax::Node;

impl Schemas<'_> {
    /// Whether a schema, or one that it leads to, describes a secret.
    pub(super) fn hold_secret(&self, schema: SchemaId) -> bool {
        self.secrets
            .get_or_init(|| self.secrets())
            .contains(&schema)
    }

    /// All that lead to those that say so themselves.
    fn secrets(&self) -> HashSet<SchemaId> {
        let mut secret: Vec<_> = self.ids().filter(|id| is_secret(self.get(*id))).collect();
        if secret.is_empty() {
            return HashSet::new();
        }
        let mut holders: HashMap<_, Vec<_>> = HashMap::new();
        for id in self.ids() {
            for held in self.get(id).leads_to() {
                holders.entry(held).or_default().push(id);
            }
        }
        let mut found = HashSet::new();
        while let Some(id) = secret.pop() {
            if found.insert(id) {
                secret.extend(holders.get(&id).into_iter().flatten());
            }
        }
        found
    }
}

/// Whether a schema says itself that its values are secret.
fn is_secret(schema: &Schema<'_>) -> bool {
    schema.data(Keyword::Format).and_then(Node::text) == Some("password")
        || schema.data(Keyword::Secret).and_then(Node::as_bool) == Some(true)
}
