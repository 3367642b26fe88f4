//! Security: which credentials a client may hold, and which of them a call carries.
//!
//! Only schemes that a requirement names are looked at. A scheme that cannot be carried out is a
//! finding where it is declared, and is then missing from every requirement that names it.

use std::collections::{BTreeMap, BTreeSet};

use super::Document;
use super::identity::Called;
use super::security_scheme::credential;
use crate::model::{Credential, CredentialPlace, Need, Needs, Operation, Wire};
use crate::report::{Code, Report};
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// The security of a document.
#[derive(Default)]
pub(super) struct Security<'d> {
    /// The credentials that requirements name, in alphabetical order.
    pub(super) credentials: Vec<Credential>,
    /// By the name of each declared scheme: its credential, where it is needed and can be carried
    /// out.
    schemes: BTreeMap<&'d str, Option<usize>>,
}

impl<'d> Security<'d> {
    /// Reads the schemes that the requirements of a document name.
    pub(super) fn of(
        document: &Document<'_, 'd>,
        calls: &[Called<'d>],
        report: &mut Report,
    ) -> Self {
        let used = used(document, calls);
        let context = document.context;
        let declared = context
            .member(document.root, "components")
            .and_then(|components| context.member(components, "securitySchemes"));
        let mut entries: Vec<_> = declared.into_iter().flat_map(Node::entries).collect();
        entries.sort_by_key(|entry| entry.key);
        let mut security = Self::default();
        for entry in entries {
            let found = used
                .contains(entry.key)
                .then(|| document.meant(entry.value, "security scheme", report))
                .flatten()
                .and_then(|scheme| credential(document.context, entry.key, &scheme, report));
            let index = found.map(|credential| {
                security.credentials.push(credential);
                security.credentials.len() - 1
            });
            security.schemes.insert(entry.key, index);
        }
        security
    }

    /// What the requirements of a document or a call come to; nothing where it has none.
    pub(super) fn needs(&self, node: Node<'_>, report: &mut Report) -> Option<Needs> {
        let mut needs = Needs::default();
        let mut known = BTreeSet::new();
        let mut optional = false;
        let mark = report.mark();
        let alternatives = object::list(node.get("security")?, "security", report);
        report.guess_since(mark, "it is as if it were not there");
        let alternatives = alternatives?;
        for node in alternatives.items() {
            let Some(node) = object::mapping_or_empty(node, "a security requirement", report)
            else {
                continue;
            };
            optional |= node.len() == 0;
            for alternative in self.alternatives(node, report) {
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
                            head(node),
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
    fn alternatives(&self, node: Node<'_>, report: &mut Report) -> Vec<Vec<Need>> {
        let mut alternative: Vec<Need> = Vec::new();
        for entry in node.entries() {
            let Some(scheme) = self.schemes.get(entry.key) else {
                let meant = report.suggest(entry.key, self.schemes.keys().copied());
                report
                    .error(
                        Code::UnknownSecurityScheme,
                        entry.key_span,
                        format!("`{}` is not defined under `securitySchemes`", entry.key),
                    )
                    .did_you_mean(meant);
                continue;
            };
            let mut scopes = Vec::new();
            if let Some(list) = object::list_or_empty(entry.value, "the scopes", report) {
                for scope in list.items() {
                    scopes.extend(object::text(scope, "a scope", report).map(str::to_owned));
                }
            }
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
                    head(node),
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
                    _ => None,
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

/// The schemes that requirements name.
fn used<'d>(document: &Document<'_, 'd>, calls: &[Called<'d>]) -> BTreeSet<&'d str> {
    let own = calls
        .iter()
        .filter_map(|call| call.method.value.get("security"));
    own.chain(document.root.get("security"))
        .flat_map(Node::items)
        .flat_map(Node::entries)
        .map(|entry| entry.key)
        .collect()
}
