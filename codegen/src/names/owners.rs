//! The owner of each type: a component, or the group of calls in which it is inline.
//!
//! One place alone decides, so that no added or removed type moves another one.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Api, Holder, Protocol, TypeDefinition};

/// What owns a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// A component of a file, by its key.
    Component { file: String, key: String },
    /// The group of a call: a service, and a tag of it.
    Group { service: usize, tag: usize },
}

/// A type and what owns it.
#[derive(Clone, Debug)]
pub(super) struct Owned {
    pub(super) owner: Owner,
    /// The call that it is inline in, by its place in the service of its group.
    pub(super) operation: usize,
    /// The words of the steps from the owner to it; empty for the component itself.
    pub(super) below: String,
}

impl Owned {
    /// Whether it is a component itself.
    pub(super) fn is_component(&self) -> bool {
        self.below.is_empty()
    }
}

/// Finds the owners of types.
pub(super) struct Owners<'a> {
    /// The calls over REST by their ids: service, tag, and place in the service.
    calls: HashMap<&'a str, (usize, usize, usize)>,
    /// The components that are types, by file and key.
    components: BTreeSet<(&'a str, &'a str)>,
    /// Their files by key; none for one of several files.
    files: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Owners<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut calls = HashMap::new();
        for (service, described) in api.services.iter().enumerate() {
            if matches!(described.protocol, Protocol::Rest(_)) {
                for (at, operation) in described.operations.iter().enumerate() {
                    let place = (service, operation.tag, at);
                    calls.entry(operation.id.as_str()).or_insert(place);
                }
            }
        }
        let components = api.types.iter().filter(|one| one.inline.is_none());
        let components: BTreeSet<_> = components
            .map(|one| (one.origin.file.as_str(), one.name.as_str()))
            .collect();
        let mut files = HashMap::new();
        for &(file, key) in &components {
            files
                .entry(key)
                .and_modify(|known| *known = None)
                .or_insert(Some(file));
        }
        Self {
            calls,
            components,
            files,
        }
    }

    /// The file of the component that something holds which is described in this one: another than
    /// it, where an overlay describes what it holds.
    fn file<'f>(&'f self, file: &'f str, key: &str) -> &'f str {
        if self.components.contains(&(file, key)) {
            return file;
        }
        self.files.get(key).copied().flatten().unwrap_or(file)
    }

    /// What owns a type.
    pub(super) fn owned(&self, definition: &TypeDefinition) -> Owned {
        let file = &definition.origin.file;
        let component = |key: &str, below: String| Owned {
            owner: Owner::Component {
                file: self.file(file, key).to_owned(),
                key: key.to_owned(),
            },
            operation: 0,
            below,
        };
        let Some(inline) = &definition.inline else {
            return component(&definition.name, String::new());
        };
        let called = inline.name.as_str();
        match &inline.holder {
            Holder::Schema => {
                let below = below(called, &inline.owner).unwrap_or(called);
                return component(&inline.owner, below.to_owned());
            }
            Holder::Part(key) if key == called => return component(key, String::new()),
            Holder::Part(key) => {
                return component(key, below(called, key).unwrap_or(called).to_owned());
            }
            Holder::Operation | Holder::File => {}
        }
        let named = inline.place.first().map(String::as_str);
        let named = named.filter(|_| inline.holder == Holder::Operation);
        let mut ids = named.into_iter().chain(prefixes(called));
        if let Some(id) = ids.find(|id| self.calls.contains_key(id)) {
            let (service, tag, operation) = self.calls[id];
            return Owned {
                owner: Owner::Group { service, tag },
                operation,
                below: below(called, id).unwrap_or(called).to_owned(),
            };
        }
        let mut keys = prefixes(called);
        match keys.find(|key| self.components.contains(&(file.as_str(), key))) {
            Some(key) => component(key, below(called, key).unwrap_or(called).to_owned()),
            // A dot in the name of a property is no module.
            None => component(&called.replace('.', "_"), String::new()),
        }
    }
}

/// What a name has behind that of what holds it.
fn below<'n>(name: &'n str, holder: &str) -> Option<&'n str> {
    let below = name.strip_prefix(holder)?.strip_prefix('_')?;
    (!below.is_empty()).then_some(below)
}

/// What the names of holders may be of something with a name, the longest first.
fn prefixes(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.rmatch_indices('_');
    ends.map(|(end, _)| &name[..end])
}

/// The modules that the dots in the key of a component stand for, and its last word.
pub(super) fn modules(key: &str) -> (Vec<&str>, &str) {
    let is_word = |word: &str| {
        let is_part = |one: char| one.is_alphanumeric() || matches!(one, '_' | '-');
        word.starts_with(char::is_alphabetic) && word.chars().all(is_part)
    };
    let is_version = |word: &str| {
        let number = word.strip_prefix(['v', 'V']);
        number.is_some_and(|number| number.starts_with(|one: char| one.is_ascii_digit()))
    };
    let mut words: Vec<&str> = key.split('.').collect();
    if !words.iter().all(|word| is_word(word)) {
        return (Vec::new(), key);
    }
    let last = words.pop().unwrap_or_default();
    let mut length = last.len();
    if is_version(last) {
        // `Order.v2` is an order.
        length += words.pop().map_or(0, |word| word.len() + 1);
    }
    (words, &key[key.len() - length..])
}

#[cfg(test)]
mod tests {
    use super::modules;

    #[test]
    fn dots_between_words_are_modules() {
        for (key, path) in [
            ("Pet", "Pet"),
            ("issuing.card", "issuing::card"),
            (
                "io.k8s.api.apps.v1.Deployment",
                "io::k8s::api::apps::v1::Deployment",
            ),
            ("Order.v2", "Order.v2"),
            ("shop.Order.v2", "shop::Order.v2"),
            ("v1", "v1"),
            ("gpt-4.1", "gpt-4.1"),
            ("Page`1[[App.User, App]]", "Page`1[[App.User, App]]"),
            (".hidden", ".hidden"),
            ("a..b", "a..b"),
        ] {
            let (mut words, last) = modules(key);
            words.push(last);
            assert_eq!(words.join("::"), path, "{key}");
        }
    }
}
