//! Security: which credentials a client may hold, and which of them a call carries.
//!
//! Only schemes that a requirement names are looked at. A scheme that cannot be carried out is a
//! finding where it is declared, and is then missing from every requirement that names it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Context;
use super::identity::Called;
use super::security_scheme::credential;
use crate::documents::position::is_swagger;
use crate::model::{Credential, CredentialPlace, Need, Needs, Operation, Wire};
use crate::openapi::{self, ByUri, Id, Requirement, Said};
use crate::report::{Code, Report};

/// The requirements under a key.
type Requirements<'d> = Option<Said<'d, Vec<Requirement<'d>>>>;

/// The security of a document.
#[derive(Default)]
pub(super) struct Security<'d> {
    /// The credentials that requirements name, in alphabetical order.
    pub(super) credentials: Vec<Credential>,
    /// By what requirements name each scheme: its credential, where it is needed and can be carried
    /// out.
    schemes: BTreeMap<&'d str, Option<usize>>,
    /// Where the document describes them.
    section: &'static str,
}

impl<'d> Security<'d> {
    /// Reads the schemes that the requirements of a document name.
    pub(super) fn of(
        context: &Context<'d>,
        api: &'d openapi::Object<'d, openapi::Document<'d>>,
        calls: &[Called<'d>],
        report: &mut Report,
    ) -> Self {
        let used = used(api, calls);
        let objects = context.objects;
        let components = objects.one(&api.components);
        let declared = components.and_then(|found| found.object.security_schemes.as_ref());
        let declared = declared.into_iter().flat_map(|said| &said.value);
        let declared: BTreeMap<_, _> = declared.map(|entry| (entry.name, entry.value)).collect();
        let place = |id: Id<openapi::SecurityScheme<'d>>| objects.behind(id).place();
        // Each with what it is called, and the key that requirements name it by.
        let mut schemes: Vec<_> = declared
            .iter()
            .map(|(name, id)| (*name, *name, *id))
            .collect();
        for (uri, by_uri) in &used {
            let Some(ByUri {
                name,
                scheme: Some(id),
            }) = by_uri
            else {
                continue;
            };
            let name = name.as_deref().unwrap_or(uri);
            let is_free = declared
                .get(name)
                .is_none_or(|known| place(*known) == place(*id));
            schemes.push((if is_free { name } else { uri }, uri, *id));
        }
        schemes.sort_by_key(|(name, key, _)| (*name, *key));
        let written = context.documents.written(api.place().0);
        let mut security = Self {
            section: if written.is_some_and(is_swagger) {
                "securityDefinitions"
            } else {
                "securitySchemes"
            },
            ..Self::default()
        };
        let mut known = HashMap::new();
        for (name, key, id) in schemes {
            let index = known.get(&place(id)).copied().or_else(|| {
                let scheme = objects.meant(id).filter(|_| used.contains_key(key))?;
                let credential = credential(context, name, &scheme, report)?;
                security.credentials.push(credential);
                Some(security.credentials.len() - 1)
            });
            if let Some(index) = index {
                known.insert(place(id), index);
            }
            security.schemes.insert(key, index);
        }
        security
    }

    /// What the requirements of a document or a call come to; nothing where it has none.
    pub(super) fn needs(&self, said: &Requirements<'d>, report: &mut Report) -> Option<Needs> {
        let mut needs = Needs::default();
        let mut known = BTreeSet::new();
        let mut optional = false;
        for requirement in &said.as_ref()?.value {
            optional |= requirement.schemes.is_empty();
            for alternative in self.alternatives(requirement, report) {
                let schemes: Vec<_> = alternative.iter().map(|need| need.credential).collect();
                if alternative.is_empty() {
                    continue;
                }
                if known.insert(schemes) {
                    needs.alternatives.push(alternative);
                } else if !needs.alternatives.contains(&alternative) {
                    report
                        .error(
                            Code::Ignored,
                            requirement.at,
                            "an earlier alternative names the same schemes: these scopes are ignored",
                        )
                        .help("write one requirement, or acknowledge it in `bindery.yaml`");
                }
            }
        }
        // A call prefers a credential to none, wherever the description says that it may go without.
        if optional && !needs.alternatives.is_empty() {
            needs.alternatives.push(Vec::new());
        }
        Some(needs)
    }

    /// One alternative, without what cannot be carried out, in alphabetical order; several where
    /// credentials cannot travel at once.
    fn alternatives(&self, requirement: &Requirement<'d>, report: &mut Report) -> Vec<Vec<Need>> {
        let mut alternative: Vec<Need> = Vec::new();
        for entry in &requirement.schemes {
            let Some(scheme) = self.schemes.get(entry.name) else {
                // A reference that names nothing was reported as such.
                if entry.value.by_uri.is_some() {
                    continue;
                }
                let meant = report.suggest(entry.name, self.schemes.keys().copied());
                report
                    .error(
                        Code::UnknownSecurityScheme,
                        entry.span,
                        format!("`{}` is not defined under `{}`", entry.name, self.section),
                    )
                    .did_you_mean(meant);
                continue;
            };
            let scopes = entry.value.scopes.iter();
            let scopes = scopes.map(|scope| scope.text.to_owned()).collect();
            if let Some(credential) = *scheme {
                alternative.push(Need { credential, scopes });
            }
        }
        alternative.sort_by_key(|need| need.credential);
        let mut slots: BTreeMap<_, Vec<Need>> = BTreeMap::new();
        for need in &alternative {
            let slot = self.place(need).slot();
            slots.entry(slot).or_default().push(need.clone());
        }
        let most = slots.values().map(Vec::len).max().unwrap_or_default();
        if most > 1 {
            report
                .error(
                    Code::Ignored,
                    requirement.at,
                    "two credentials of this requirement are sent in the same place: one of them is enough",
                )
                .help("name one of them, or write them as alternatives");
            return (0..most)
                .map(|at| {
                    let mut one: Vec<_> = slots
                        .values()
                        .filter_map(|needs| needs.get(at).or(needs.last()).cloned())
                        .collect();
                    one.sort_by_key(|need| need.credential);
                    one
                })
                .collect();
        }
        vec![alternative]
    }

    fn place(&self, need: &Need) -> &CredentialPlace {
        &self.credentials[need.credential].place
    }

    /// Whether every call carries whatever one credential the client holds: one kind each, the same
    /// for all calls, and none that may be missing. Such a client has an enumeration of them.
    pub(super) fn is_single(&self, default: &Needs, operations: &[Operation]) -> bool {
        let sorted = |needs: &Needs| {
            let mut credentials = needs.credentials();
            credentials.sort();
            credentials
        };
        let kinds: BTreeSet<_> = default
            .alternatives
            .iter()
            .map(|alternative| match alternative.as_slice() {
                [need] => match self.place(need) {
                    CredentialPlace::Header(_) => Some("header"),
                    CredentialPlace::Bearer => Some("bearer"),
                    CredentialPlace::Query(_)
                    | CredentialPlace::Cookie(_)
                    | CredentialPlace::Basic
                    | CredentialPlace::Token { .. } => None,
                },
                _ => None,
            })
            .collect();
        let all = sorted(default);
        !kinds.contains(&None)
            && kinds.len() == default.alternatives.len()
            && all.len() == self.credentials.len()
            && operations.iter().all(|operation| match &operation.wire {
                Wire::Rest(rest) => rest.needs.as_ref().is_none_or(|own| sorted(own) == all),
                Wire::Soap(_) => true,
            })
    }
}

/// The schemes that requirements name, by the keys that they are named by.
fn used<'d>(
    api: &'d openapi::Document<'d>,
    calls: &[Called<'d>],
) -> BTreeMap<&'d str, Option<&'d ByUri<'d>>> {
    let own = calls.iter().map(|call| &call.method.value.security);
    own.chain([&api.security])
        .flatten()
        .flat_map(|said| &said.value)
        .flat_map(|requirement| &requirement.schemes)
        .map(|scheme| (scheme.name, scheme.value.by_uri.as_ref()))
        .collect()
}
