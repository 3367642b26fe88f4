//! Collects what a file imports.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::{Gate, Item, Ty, Use};

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

    /// Imports what a type is written with; named types come from `types`.
    pub(super) fn ty(&mut self, types: &str, ty: &Ty) {
        match ty {
            Ty::Json => self.add("bindery_runtime", "JsonValue"),
            Ty::Secret => self.add("bindery_runtime", "SecretString"),
            Ty::DateTime => self.add("bindery_runtime", "DateTime"),
            Ty::Named(name) => self.add(types, name),
            Ty::Runtime {
                name,
                qualified,
                of,
            } => {
                if !qualified {
                    self.add("bindery_runtime", name);
                }
                if let Some(inner) = of {
                    self.ty(types, inner);
                }
            }
            Ty::Into(inner) | Ty::Boxed(inner) | Ty::Option(inner) | Ty::Vec(inner) => {
                self.ty(types, inner);
            }
            Ty::Maybe(inner) => {
                self.add("bindery_runtime", "Maybe");
                self.ty(types, inner);
            }
            Ty::Map(inner) => {
                self.add("std::collections", "BTreeMap");
                self.ty(types, inner);
            }
            Ty::Tuple(places) => {
                for place in places {
                    self.ty(types, place);
                }
            }
            Ty::Own(_)
            | Ty::Within(_)
            | Ty::Bool
            | Ty::Plain(_)
            | Ty::I32
            | Ty::I64
            | Ty::F32
            | Ty::F64
            | Ty::String
            | Ty::Unit => {}
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
