//! What values of enumerations are called, as extensions of other generators say it.
//!
//! They stand beside `enum`, one for each of its values. What does not fit the list is not used:
//! these keys are not ours, and nobody promised that they are in order.

use std::collections::HashSet;

use crate::keywords::Keyword;
use crate::schemas::SchemaRef;

/// Names and documentation of the values of one enumeration.
pub(super) struct ValueNames {
    names: Vec<String>,
    docs: Vec<String>,
}

impl ValueNames {
    /// What a schema says of its values, which are so many.
    pub(super) fn of(schema: SchemaRef<'_>, count: usize) -> Self {
        let texts = |keywords: &[Keyword]| -> Vec<String> {
            let list = keywords
                .iter()
                .filter_map(|keyword| schema.data(*keyword))
                .find(|list| list.len() == count && list.as_sequence().is_some());
            let texts = list.map(|list| {
                let texts = list.items();
                texts.map(|item| item.text().unwrap_or_default().to_owned())
            });
            texts.map(Iterator::collect).unwrap_or_default()
        };
        let mut names = texts(&[
            Keyword::EnumVarNames,
            Keyword::EnumNames,
            Keyword::EnumNamesInKebab,
        ]);
        let mut seen = HashSet::new();
        if names
            .iter()
            .any(|name| name.is_empty() || !seen.insert(name.as_str()))
        {
            names.clear();
        }
        Self {
            names,
            docs: texts(&[Keyword::EnumDescriptions, Keyword::EnumDescriptionsInCamel]),
        }
    }

    /// What the value at a place of the list is called.
    pub(super) fn name(&self, at: usize) -> Option<String> {
        self.names.get(at).cloned()
    }

    /// The documentation of the value at a place of the list.
    pub(super) fn docs(&self, at: usize) -> Option<String> {
        self.docs.get(at).cloned()
    }
}
