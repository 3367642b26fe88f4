//! The names that were given before, as `bindery.lock` keeps them.
//!
//! A place is the id of a document and a path in it, `ecgrid#types/KeyInfo/keyId`: what is
//! described, not where it is written, so that moving an item keeps its name. A line of the lock
//! file is a place and its Rust name. The lines have no order.

use std::collections::{BTreeSet, HashMap};

use super::Orders;
use super::digest::has_digest;
use crate::hidden::push_word;
use crate::source::Span;
use crate::syntax::escaped;

/// Something that has a name: a file of the description and a path in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LedgerKey(String);

impl LedgerKey {
    /// The place of something in a file.
    pub(crate) fn new(file: &str, kind: &str, name: &str) -> Self {
        let mut text = String::new();
        push_word(&mut text, file);
        text.push('#');
        text.push_str(kind);
        Self(text).then(name)
    }

    /// A place as a lock file has it, unless it names no file.
    pub(super) fn read(text: &str) -> Option<Self> {
        text.contains('#').then(|| Self(text.to_owned()))
    }

    /// A place below this one.
    pub(crate) fn then(&self, step: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + 1 + step.len());
        text.push_str(&self.0);
        text.push('/');
        if step.contains(['~', '/']) {
            push_word(&mut text, &escaped(step));
        } else {
            push_word(&mut text, step);
        }
        Self(text)
    }

    /// The place as it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The place without its file.
    fn path(&self) -> &str {
        self.0.split_once('#').map_or("", |(_, path)| path)
    }
}

/// Two names for one place, which is what a merge leaves of two that were given on two branches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ambiguous {
    /// The place.
    pub(crate) place: String,
    /// The names.
    pub(crate) names: [String; 2],
}

/// The names that were given before, by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    names: HashMap<LedgerKey, String>,
    /// Every place by its path, for what moved to another file.
    paths: HashMap<String, Vec<LedgerKey>>,
    /// The calls that documentation showed first.
    examples: BTreeSet<String>,
    /// The places of types that were names for others.
    aliases: BTreeSet<String>,
    /// In which order calls took their arguments.
    pub(super) orders: Orders,
    /// The same before moves that were accepted.
    pub(super) former_orders: Orders,
}

impl Ledger {
    /// Reads the lines of a lock file: a place, a space, a name. Lines that are none of it are
    /// returned as they are.
    pub(crate) fn read<'l>(
        lines: impl Iterator<Item = &'l str>,
    ) -> (Self, Vec<&'l str>, Vec<Ambiguous>) {
        let mut ledger = Self::default();
        let mut unread = Vec::new();
        let mut ambiguous = Vec::new();
        for line in lines {
            let Some((place, name)) = line
                .split_once(' ')
                .filter(|(place, name)| place.contains('#') && is_identifier(name))
            else {
                unread.push(line);
                continue;
            };
            let place = LedgerKey(place.to_owned());
            match ledger.names.get(&place) {
                Some(other) if other != name => ambiguous.push(Ambiguous {
                    place: place.0,
                    names: [other.clone(), name.to_owned()],
                }),
                Some(_) => {}
                None => {
                    let path = place.path().to_owned();
                    ledger.paths.entry(path).or_default().push(place.clone());
                    ledger.names.insert(place, name.to_owned());
                }
            }
        }
        (ledger, unread, ambiguous)
    }

    /// Adds the calls that documentation showed first.
    pub(crate) fn show(&mut self, examples: impl Iterator<Item = String>) {
        self.examples.extend(examples);
    }

    /// Whether documentation showed the call at a place first.
    pub(super) fn shows(&self, place: &LedgerKey) -> bool {
        self.examples.contains(place.as_str())
    }

    /// Adds the places of types that were names for others.
    pub(crate) fn equate(&mut self, aliases: impl Iterator<Item = String>) {
        self.aliases.extend(aliases);
    }

    /// Whether the type at a place was a name for another.
    pub(super) fn is_alias(&self, place: &LedgerKey) -> bool {
        self.aliases.contains(place.as_str())
    }

    /// Adds the orders of arguments; `former` ones are those before moves that were accepted.
    pub(crate) fn remember(&mut self, former: bool, orders: Orders) {
        if former {
            self.former_orders = orders;
        } else {
            self.orders = orders;
        }
    }

    /// The name that a place was given before.
    pub(crate) fn get(&self, place: &LedgerKey) -> Option<&str> {
        self.names.get(place).map(String::as_str)
    }

    /// The place under which names were given to what is at `place` now: itself, or the only
    /// one of the same path in another file, from which it was moved.
    pub(crate) fn before(&self, place: &LedgerKey, present: &BTreeSet<LedgerKey>) -> LedgerKey {
        if self.names.contains_key(place) {
            return place.clone();
        }
        match self.paths.get(place.path()).map(Vec::as_slice) {
            Some([moved]) if !present.contains(moved) => moved.clone(),
            _ => place.clone(),
        }
    }
}

/// Whether a lock file may give the name: anything else would not be Rust.
fn is_identifier(name: &str) -> bool {
    // No keyword has a digit or an underscore in it, or a capital letter behind its first.
    let start = |byte: u8| byte.is_ascii_alphabetic();
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let no_keyword = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'_';
    match name.as_bytes() {
        [first, rest @ ..]
            if start(*first)
                && rest.iter().copied().all(inner)
                && rest.iter().copied().any(no_keyword) =>
        {
            true
        }
        // A comment or a space beside it is read as well, and raw names are never given.
        _ => {
            !name.starts_with("r#")
                && syn::parse_str::<syn::Ident>(name).is_ok_and(|ident| ident == name)
        }
    }
}

/// The names that a run gave, as lines of the next lock file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    lines: Vec<String>,
    /// The call that documentation shows first.
    pub(crate) example: Option<LedgerKey>,
    aliases: Vec<String>,
    digests: Vec<(Span, String)>,
}

impl Given {
    /// Adds a name that its place keeps.
    pub(crate) fn add(&mut self, place: &LedgerKey, name: &str) {
        self.lines.push(format!("{} {name}", place.as_str()));
    }

    /// Says that the type at a place is a name for another.
    pub(super) fn alias(&mut self, place: &LedgerKey) {
        self.aliases.push(place.as_str().to_owned());
    }

    /// The places of types that are names for others, in no order.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().map(String::as_str)
    }

    /// Adds the name of a member, unless it is the very text: nothing can take that away.
    pub(crate) fn member(&mut self, place: &LedgerKey, text: &str, name: &str) {
        if text != name {
            self.add(place, name);
        }
    }

    /// Looks at a name: one that ends with a digest of its text is nothing to read, and a finding.
    pub(super) fn look_at(&mut self, span: Span, qualifier: &str, text: &str, name: &str) {
        if has_digest(qualifier, text, name) {
            let message = format!(
                "only a digest distinguishes `{text}` from others: it is named `{name}` until `x-bindery-name: …` gives it a name"
            );
            self.digests.push((span, message));
        }
    }

    /// The names that end with a digest: where each is described, and what a finding says.
    pub(crate) fn digests(&self) -> impl Iterator<Item = &(Span, String)> {
        self.digests.iter()
    }

    /// The lines, in no order.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Ambiguous, Ledger, LedgerKey};

    #[test]
    fn any_text_stays_on_its_line() {
        let place = LedgerKey::new("a b.yaml", "types", "x/y~z\n%").then("größe 2");
        assert_eq!(place.as_str(), "a%20b.yaml#types/x~1y~0z%0A%25/größe%202");
    }

    #[test]
    fn what_is_no_name_is_told_apart() {
        let lines = [
            "a.yaml#types/A A",
            "a.yaml#types/B 1B",
            "nonsense",
            "a.yaml#types/A B",
            "a.yaml#types/C C /* c */",
            "a.yaml#types/C C//c",
            "a.yaml#types/C  C",
            "a.yaml#types/C r#type",
        ];
        let (ledger, unread, ambiguous) = Ledger::read(lines.into_iter());
        assert_eq!(
            ledger.get(&LedgerKey::new("a.yaml", "types", "A")),
            Some("A")
        );
        assert_eq!(
            unread,
            [
                "a.yaml#types/B 1B",
                "nonsense",
                "a.yaml#types/C C /* c */",
                "a.yaml#types/C C//c",
                "a.yaml#types/C  C",
                "a.yaml#types/C r#type"
            ]
        );
        assert_eq!(
            ambiguous,
            [Ambiguous {
                place: "a.yaml#types/A".to_owned(),
                names: ["A".to_owned(), "B".to_owned()]
            }]
        );
    }

    #[test]
    fn a_move_to_another_file_is_followed_while_nothing_else_stands_there() {
        let (ledger, ..) = Ledger::read(["a.yaml#types/ID Id"].into_iter());
        let (old, new) = (
            LedgerKey::new("a.yaml", "types", "ID"),
            LedgerKey::new("b.yaml", "types", "ID"),
        );
        assert_eq!(ledger.before(&new, &BTreeSet::from([new.clone()])), old);
        let both = BTreeSet::from([old, new.clone()]);
        assert_eq!(ledger.before(&new, &both), new);
    }
}
