//! What the subject of a change names on both sides: the call or type that it belongs to, the groups
//! of calls that it concerns, and how it is declared.
//!
//! A subject is a path as callers write it, and no two items of a crate have the same one. So a rule
//! does not say a second time what it is about.

use std::collections::{BTreeSet, HashMap};

use super::Comparing;
use super::reach::Reach;
use super::side::View;
use crate::config::Features;
use crate::lower::Context;
use crate::model::{Shape, TypeId};
use crate::names::MESSAGES;
use crate::options::Options;

/// What changes belong to that are about no call and no type.
const CRATE: &str = "the crate";

/// The group of the types that no call uses.
const TYPES: &str = "types";

/// A call by its service and its place there.
type At = (usize, usize);

/// An item of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// The calls of a group, by service and tag.
    Group(At),
    Call(At),
    Input(At, usize),
    Type(TypeId),
    Member(TypeId, usize),
}

/// What a subject names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// The call, or the type that several calls use, or the crate.
    pub(super) owner: String,
    /// The groups of calls that it concerns.
    pub(super) groups: Vec<String>,
    /// How the old crate declares it.
    pub(super) old_signature: Option<String>,
    /// How the new crate declares it.
    pub(super) new_signature: Option<String>,
}

/// One side, with its items by their paths.
struct Crate<'a> {
    view: &'a View<'a>,
    context: Context<'a>,
    items: HashMap<String, Item>,
}

/// Looks subjects up.
pub(super) struct Subjects<'a> {
    comparing: &'a Comparing<'a>,
    old: Crate<'a>,
    new: Crate<'a>,
    new_reach: Reach,
    new_of_call: HashMap<At, At>,
    old_of_call: HashMap<At, At>,
    /// The owner and the groups of each type, by side.
    of_types: HashMap<(bool, TypeId), (String, Vec<String>)>,
}

/// The settings that signatures are written with: none of them shows.
pub(super) fn options() -> Options {
    Options {
        crate_path: "crate".to_owned(),
        module: "crate".to_owned(),
        features: Features::None,
        included: false,
        source: String::new(),
    }
}

impl<'a> Subjects<'a> {
    pub(super) fn of(comparing: &'a Comparing<'a>, options: &'a Options) -> Self {
        let pairs = &comparing.pairs.operations;
        Self {
            comparing,
            old: Crate::of(&comparing.old, options),
            new: Crate::of(&comparing.new, options),
            new_reach: Reach::of(comparing.new.side.api),
            new_of_call: pairs.iter().copied().collect(),
            old_of_call: pairs.iter().map(|&(old, new)| (new, old)).collect(),
            of_types: HashMap::new(),
        }
    }

    /// What a subject is. What is only in the old description is named as it was there.
    pub(super) fn about(&mut self, subject: &str, is_gone: bool) -> About {
        let (mut old, mut new) = (None, None);
        if !is_gone {
            new = self.new.find(subject);
            old = new.and_then(|item| self.was(item));
        }
        if new.is_none() {
            old = self.old.find(subject);
            new = old.and_then(|item| self.is(item));
        }
        let (owner, groups) = match (new, old) {
            (Some(item), _) => self.owner(true, item),
            (None, Some(item)) => self.owner(false, item),
            (None, None) if subject.starts_with(MESSAGES) => {
                (subject.to_owned(), vec![MESSAGES.to_owned()])
            }
            (None, None) => (CRATE.to_owned(), vec![CRATE.to_owned()]),
        };
        About {
            owner,
            groups,
            old_signature: old.and_then(|item| self.old.signature(item)),
            new_signature: new.and_then(|item| self.new.signature(item)),
        }
    }

    /// What an item of the new crate was.
    fn was(&self, item: Item) -> Option<Item> {
        match item {
            Item::Group(_) => None,
            Item::Call(at) => self.old_of_call.get(&at).copied().map(Item::Call),
            Item::Input(at, input) => {
                let old = *self.old_of_call.get(&at)?;
                Some(other_input(&self.new, at, input, &self.old, old))
            }
            Item::Type(id) => self.comparing.pairs.old_of(id).map(Item::Type),
            Item::Member(id, member) => {
                let old = self.comparing.pairs.old_of(id)?;
                other_member(&self.new, id, member, &self.old, old)
            }
        }
    }

    /// What an item of the old crate is.
    fn is(&self, item: Item) -> Option<Item> {
        match item {
            Item::Group(_) => None,
            Item::Call(at) => self.new_of_call.get(&at).copied().map(Item::Call),
            Item::Input(at, input) => {
                let new = *self.new_of_call.get(&at)?;
                Some(other_input(&self.old, at, input, &self.new, new))
            }
            Item::Type(id) => self.comparing.pairs.new_of(id).map(Item::Type),
            Item::Member(id, member) => {
                let new = self.comparing.pairs.new_of(id)?;
                other_member(&self.old, id, member, &self.new, new)
            }
        }
    }

    /// What an item belongs to, and the groups that it concerns.
    fn owner(&mut self, is_new: bool, item: Item) -> (String, Vec<String>) {
        let side = if is_new { &self.new } else { &self.old };
        match item {
            Item::Group(at) => {
                let path = side.view.handle_path(at.0, at.1);
                (path.clone(), vec![path])
            }
            Item::Call(at) | Item::Input(at, _) => {
                let group = side.view.handle_path(at.0, side.view.operation(at).tag);
                (side.view.call_path(at), vec![group])
            }
            Item::Type(id) | Item::Member(id, _) => {
                if let Some(known) = self.of_types.get(&(is_new, id)) {
                    return known.clone();
                }
                let found = self.owner_of_type(is_new, id);
                self.of_types.insert((is_new, id), found.clone());
                found
            }
        }
    }

    /// A type that one call uses belongs to it.
    fn owner_of_type(&self, is_new: bool, id: TypeId) -> (String, Vec<String>) {
        let (side, reach) = if is_new {
            (&self.new, &self.new_reach)
        } else {
            (&self.old, &self.comparing.reach)
        };
        let calls: Vec<At> = reach.places(id).collect();
        let tags: BTreeSet<At> = calls
            .iter()
            .map(|at| (at.0, side.view.operation(*at).tag))
            .collect();
        let groups = match tags.is_empty() {
            true => vec![TYPES.to_owned()],
            false => tags
                .iter()
                .map(|tag| side.view.handle_path(tag.0, tag.1))
                .collect(),
        };
        let owner = match calls[..] {
            [only] => side.view.call_path(only),
            _ => side.view.type_path(id),
        };
        (owner, groups)
    }
}

/// The input of the other side that has the same name in the description; the call where there is
/// none.
fn other_input(side: &Crate<'_>, at: At, input: usize, other: &Crate<'_>, there: At) -> Item {
    let wire = side.view.operation(at).inputs.get(input);
    let inputs = &other.view.operation(there).inputs;
    let same = wire.and_then(|input| inputs.iter().position(|one| one.wire == input.wire));
    same.map_or(Item::Call(there), |input| Item::Input(there, input))
}

/// The member of the other side that has the same name in the description, or else in Rust.
fn other_member(
    side: &Crate<'_>,
    id: TypeId,
    member: usize,
    other: &Crate<'_>,
    there: TypeId,
) -> Option<Item> {
    let wire = |side: &Crate<'_>, id: TypeId, at: usize| match &side.view.definition(id).shape {
        Shape::Record(record) => record.fields.get(at).map(|field| field.wire.clone()),
        Shape::Enumeration(values) => values.get(at).map(|value| value.wire.clone()),
        Shape::Union(union) => union.variants.get(at).map(|variant| variant.name.clone()),
        Shape::Alias(_) => None,
    };
    let count = other.view.side.names.types[there.index()].members.len();
    let wanted = wire(side, id, member)?;
    let name = side.view.member_name(id, member);
    (0..count)
        .find(|at| wire(other, there, *at).as_ref() == Some(&wanted))
        .or_else(|| (0..count).find(|at| other.view.member_name(there, *at) == name))
        .map(|at| Item::Member(there, at))
}

impl<'a> Crate<'a> {
    fn of(view: &'a View<'a>, options: &'a Options) -> Self {
        let side = view.side;
        Self {
            view,
            context: Context::new(side.api, side.names, &view.usage, options),
            items: items(view),
        }
    }

    /// The item that a path names, or else what it is in.
    fn find(&self, path: &str) -> Option<Item> {
        let mut path = path;
        loop {
            if let Some(item) = self.items.get(path) {
                return Some(*item);
            }
            path = path.rsplit_once("::")?.0;
        }
    }

    /// How an item is declared.
    fn signature(&self, item: Item) -> Option<String> {
        match item {
            Item::Group(_) => None,
            Item::Call(at) => Some(self.method(at)),
            Item::Input(at, input) => {
                let (operation, names) = (self.view.operation(at), self.view.operation_names(at));
                let own = self.context.input_signature(operation, names, input);
                own.or_else(|| Some(self.method(at)))
            }
            Item::Type(id) => {
                let definition = self.view.definition(id);
                Some(self.context.type_signature(id, definition))
            }
            Item::Member(id, at) => {
                let definition = self.view.definition(id);
                self.context.member_signature(id, definition, at)
            }
        }
    }

    fn method(&self, at: At) -> String {
        let (operation, names) = (self.view.operation(at), self.view.operation_names(at));
        self.context.method_signature(operation, names)
    }
}

/// The items of a crate by their paths.
fn items(view: &View<'_>) -> HashMap<String, Item> {
    let mut items = HashMap::new();
    let mut add = |path: String, item: Item| {
        items.entry(path).or_insert(item);
    };
    for (service, described) in view.side.api.services.iter().enumerate() {
        for tag in 0..described.tags.len() {
            add(view.handle_path(service, tag), Item::Group((service, tag)));
        }
        for (place, operation) in described.operations.iter().enumerate() {
            let at = (service, place);
            let names = view.operation_names(at);
            add(view.call_path(at), Item::Call(at));
            let own = [
                Some(&names.request),
                names.holder.as_ref(),
                names.response.as_ref(),
            ];
            for name in own.into_iter().flatten() {
                add(format!("{}{name}", view.prefix(service)), Item::Call(at));
            }
            for input in 0..operation.inputs.len() {
                add(view.input_path(at, input), Item::Input(at, input));
            }
        }
    }
    for id in view.emitted() {
        add(view.type_path(id), Item::Type(id));
        let members = view.side.names.types[id.index()].members.len();
        for at in 0..members {
            add(view.member_path(id, at), Item::Member(id, at));
        }
    }
    items
}
