//! Collects the imports of a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::{Gate, Item, Taken, Ty, Use};

/// The imports of a file.
#[derive(Debug, Default)]
pub(super) struct Imports {
    /// Names by path.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// Imports a name from a path.
    pub(super) fn add(&mut self, path: &str, name: &str) {
        self.names
            .entry(path.to_owned())
            .or_default()
            .insert(name.to_owned());
    }

    /// Imports what a type is written with.
    pub(super) fn ty(&mut self, ty: &Ty) {
        match ty {
            Ty::Json => self.add("bindery_runtime", "JsonValue"),
            Ty::Secret => self.add("bindery_runtime", "SecretString"),
            Ty::DateTime => self.add("bindery_runtime", "DateTime"),
            Ty::Constant { qualified: false } => self.add("bindery_runtime::v1", "Constant"),
            Ty::Named(named) => {
                if let Some(module) = &named.from {
                    self.add(module, &named.path);
                }
            }
            Ty::Runtime {
                name,
                qualified,
                of,
            } => {
                if !qualified {
                    self.add("bindery_runtime", name);
                }
                if let Some(inner) = of {
                    self.ty(inner);
                }
            }
            Ty::Boxed(inner) | Ty::Option(inner) | Ty::Vec(inner) => {
                self.ty(inner);
            }
            Ty::Maybe(inner) => {
                self.add("bindery_runtime", "Maybe");
                self.ty(inner);
            }
            Ty::Map(inner) => {
                self.add("std::collections", "BTreeMap");
                self.ty(inner);
            }
            Ty::Tuple(places) => {
                for place in places {
                    self.ty(place);
                }
            }
            Ty::Own(_)
            | Ty::Bool
            | Ty::Plain(_)
            | Ty::Constant { qualified: true }
            | Ty::I32
            | Ty::I64
            | Ty::F32
            | Ty::F64
            | Ty::String
            | Ty::Unit => {}
        }
    }

    /// Imports what an argument is written with.
    pub(super) fn taken(&mut self, taken: &Taken) {
        self.ty(taken.ty());
    }

    /// Imports what an argument is converted with.
    pub(super) fn conversion(&mut self, taken: &Taken) {
        match taken {
            Taken::Each(_) | Taken::Entries { .. } => self.add("bindery_runtime", "v1"),
            Taken::Value(_) | Taken::Into(_) => {}
        }
    }

    /// The imports as lines of an example.
    pub(super) fn lines(self) -> Vec<String> {
        self.names
            .into_iter()
            .map(|(path, names)| {
                let names: Vec<_> = names.into_iter().collect();
                match &names[..] {
                    [name] => format!("use {path}::{name};"),
                    names => format!("use {path}::{{{}}};", names.join(", ")),
                }
            })
            .collect()
    }

    /// The `use` items, in the groups that rustfmt's users know: `std`, other crates, this one.
    pub(super) fn finish(self) -> Vec<Item> {
        let mut groups: [Vec<Use>; 3] = Default::default();
        for (path, names) in self.names {
            let group = match path.split("::").next().unwrap_or_default() {
                "std" => 0,
                "crate" | "super" | "self" => 2,
                _ => 1,
            };
            let mut names: Vec<_> = names.into_iter().collect();
            names.sort_by_key(|name| name != "self");
            groups[group].push(Use {
                public: false,
                path,
                names,
                gate: Gate::default(),
                inline: false,
            });
        }
        for group in &mut groups {
            group.sort_by_key(sort_key);
        }
        groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .map(Item::Uses)
            .collect()
    }
}

/// rustfmt's order: `super` before `crate`, and a list of names behind the paths that go deeper.
fn sort_key(import: &Use) -> (bool, String) {
    let written = match &import.names[..] {
        [name] => format!("{}::{name}", import.path),
        _ => format!("{}::{{", import.path),
    };
    (!written.starts_with("super"), written)
}
