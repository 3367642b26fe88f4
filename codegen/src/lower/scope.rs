//! How a file writes the types of the crate: by name if they are in the same file or imported, and
//! by path if the file has another type with the name.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::calls::Call;
use crate::graph;
use crate::model::{Shape, Type, TypeId};
use crate::names::{FormerNames, TagNames};
use crate::rust::Named;
use crate::usage;

/// Where types are written.
#[derive(Debug)]
pub(crate) enum Scope {
    /// Outside of the crate: by their paths from its root.
    Outside,
    /// In a file whose own names hide none that is written: by their paths from the crate.
    Apart,
    File(FileScope),
}

/// A file that imports types.
#[derive(Debug)]
pub(crate) struct FileScope {
    /// The home whose types the file has without importing them.
    home: Option<usize>,
    /// The modules above that of the file, from the root.
    above: Vec<String>,
    /// Types that it writes with their modules.
    qualified: HashSet<TypeId>,
}

impl Scope {
    /// The file of a home.
    pub(super) fn of_home(context: &Context<'_>, at: usize) -> Self {
        let home = &context.names.homes[at];
        let own = home.types();
        let own = own.flat_map(|id| context.names.types[id.index()].all());
        let mut mentioned = Vec::new();
        for id in home.types() {
            match &context.api.definition(id).shape {
                Shape::Record(record) => {
                    for field in &record.fields {
                        mentioned.extend([&field.ty, enumeration(context, &field.ty)]);
                    }
                }
                Shape::Union(union) => {
                    for variant in &union.variants {
                        mentioned.push(&variant.ty);
                        // The constructor of an alternative takes what the record's `new` does.
                        mentioned.extend(fields(context, &variant.ty));
                    }
                }
                Shape::Alias(ty) => mentioned.push(ty),
                Shape::Enumeration(_) => {}
            }
        }
        let modules = home.modules.as_slice();
        let above = match home.group {
            // The module of a group holds that of its types.
            Some(_) => modules,
            None => &modules[..modules.len() - 1],
        };
        Self::file(context, Some(at), above, own, mentioned)
    }

    /// The file of a group of calls.
    pub(super) fn of_calls(context: &Context<'_>, tag: &TagNames, calls: &[Call<'_>]) -> Self {
        let home = home_of(context, calls);
        let inline = home.iter().flat_map(|&at| context.names.homes[at].types());
        let inline = inline.flat_map(|id| context.names.types[id.index()].all());
        let requests = calls.iter().flat_map(|call| {
            let former = call.names.former.iter().flat_map(FormerNames::types);
            let beside = call.names.holder.iter().chain(&call.names.response);
            former.chain(beside).chain([&call.names.request])
        });
        let own = requests.chain(inline).chain([&tag.handle]);
        let mut mentioned = Vec::new();
        for call in calls {
            mentioned.extend(usage::types_of(call.operation));
            for input in &call.operation.inputs {
                mentioned.extend([&input.ty, enumeration(context, &input.ty)]);
            }
            mentioned.extend(call.operation.record());
            let pages = call.operation.pagination.as_ref();
            mentioned.extend(
                pages
                    .and_then(|pages| pages.list.as_ref())
                    .map(|(_, ty)| ty),
            );
        }
        Self::file(context, home, &[], own, mentioned)
    }

    fn file<'n>(
        context: &Context<'_>,
        home: Option<usize>,
        above: &[String],
        own: impl Iterator<Item = &'n String>,
        mentioned: Vec<&Type>,
    ) -> Self {
        let own: HashSet<&String> = own.collect();
        let mut by_name = HashMap::<&String, HashSet<TypeId>>::new();
        for ty in mentioned {
            for id in graph::named(ty, true).into_iter().map(TypeId::new) {
                let names = &context.names.types[id.index()];
                if Some(names.home) != home {
                    for name in names.required.iter().chain([&names.name]) {
                        by_name.entry(name).or_default().insert(id);
                    }
                }
            }
        }
        let clashes = by_name
            .into_iter()
            .filter(|(name, ids)| ids.len() > 1 || own.contains(name));
        Self::File(FileScope {
            home,
            above: above.to_vec(),
            qualified: clashes.flat_map(|(_, ids)| ids).collect(),
        })
    }
}

/// The enumeration that a type is behind its aliases, whose values are written; else the type.
fn enumeration<'t>(context: &Context<'t>, ty: &'t Type) -> &'t Type {
    let resolved = context.api.resolved(ty);
    if matches!(resolved, Type::Named(_)) {
        resolved
    } else {
        ty
    }
}

/// The types of the fields of a record.
fn fields<'c>(context: &Context<'c>, ty: &Type) -> Vec<&'c Type> {
    let Type::Named(id) = context.api.resolved(ty) else {
        return Vec::new();
    };
    match &context.api.definition(*id).shape {
        Shape::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
        Shape::Union(_) | Shape::Enumeration(_) | Shape::Alias(_) => Vec::new(),
    }
}

/// The home of the types that are inline in calls of one group.
pub(super) fn home_of(context: &Context<'_>, calls: &[Call<'_>]) -> Option<usize> {
    let call = calls.first()?;
    let homes = context.names.homes.iter();
    homes.enumerate().find_map(|(at, home)| {
        let (service, tag) = home.group?;
        let mut operations = context.api.services[service].operations.iter();
        (tag == call.operation.tag && operations.any(|one| std::ptr::eq(one, call.operation)))
            .then_some(at)
    })
}

impl Context<'_> {
    /// The path of a type from anywhere in the crate.
    pub(super) fn path(&self, id: TypeId) -> String {
        format!("{}::{}", self.options.module, self.names.path(id))
    }

    /// The struct that the `new` of a record takes, where it takes one.
    pub(super) fn named_required(&self, id: TypeId) -> Option<Named> {
        let id = self.names.types[id.index()].same_as.unwrap_or(id);
        let names = &self.names.types[id.index()];
        let required = names.required.as_ref()?;
        let Named { path, from } = self.named(id);
        let path = path.strip_suffix(&names.name).unwrap_or_default();
        Some(Named {
            path: format!("{path}{required}"),
            from,
        })
    }

    /// A type of the crate as the file at hand writes it.
    pub(super) fn named(&self, id: TypeId) -> Named {
        let names = &self.names.types[id.index()];
        let plain = |from: Option<String>| Named {
            path: names.name.clone(),
            from,
        };
        let qualified = |path: String| Named { path, from: None };
        match &self.scope {
            Scope::Outside => qualified(self.names.path(id)),
            Scope::Apart => qualified(self.path(id)),
            Scope::File(file) if file.home == Some(names.home) => plain(None),
            Scope::File(file) => {
                let is_above = !file.above.is_empty() && file.above == names.modules;
                let module = if is_above {
                    "super".to_owned()
                } else {
                    format!("{}::{}", self.options.module, names.modules.join("::"))
                };
                if file.qualified.contains(&id) {
                    qualified(format!("{module}::{}", names.name))
                } else {
                    plain(Some(module))
                }
            }
        }
    }
}
