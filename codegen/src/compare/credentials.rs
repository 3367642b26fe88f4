//! Credentials: what clients identify themselves with, how it is sent, and which calls need it.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{Log, code};
use super::{Comparing, Rule};
use crate::model::{Credential, CredentialPlace, Need, Needs, Protocol, RestService, Service};
use crate::names::{conversions, payload};
use crate::source::Span;

/// How many alternatives are looked through for one that asks for less.
const MOST_COMPARED: usize = 64;

/// A service on one side.
struct Half<'a> {
    service: &'a Service,
    rest: &'a RestService,
    /// The setters of the credentials, where a client holds several.
    names: &'a [String],
}

impl Half<'_> {
    /// The Rust item of a credential.
    fn subject(&self, index: usize) -> String {
        match self.names.get(index) {
            Some(name) => format!("Credentials::{name}"),
            None => format!(
                "Credential::{}",
                payload(&self.rest.credentials[index].place)
            ),
        }
    }

    /// What a client is made with.
    fn argument(&self) -> &'static str {
        if self.rest.credentials.is_empty() {
            "nothing"
        } else if self.rest.single {
            "a `Credential`"
        } else {
            "`Credentials`"
        }
    }

    /// A credential in a sentence.
    fn described(&self, index: usize) -> String {
        let credential = &self.rest.credentials[index];
        if self.rest.single {
            format!("with a `{}`", payload(&credential.place))
        } else {
            format!("for the scheme {}", code(&credential.name))
        }
    }
}

/// Compares two services over REST; `at` is where they are on each side.
pub(super) fn compare(comparing: &Comparing<'_>, at: (usize, usize), log: &mut Log) {
    let (old, new) = (comparing.old.service(at.0), comparing.new.service(at.1));
    let (Protocol::Rest(was), Protocol::Rest(is)) = (&old.protocol, &new.protocol) else {
        return;
    };
    let old = Half {
        service: old,
        rest: was,
        names: comparing.old.credential_names(at.0),
    };
    let new = Half {
        service: new,
        rest: is,
        names: comparing.new.credential_names(at.1),
    };
    let pairs = pairs(was, is);
    let (before, after) = (old.argument(), new.argument());
    if before != after {
        let message = format!("a client takes {after} instead of {before}");
        log.add(Rule::CredentialsReshaped, "Client::new", message)
            .both(old.service.origin.span, new.service.origin.span);
    }
    if !was.credentials.is_empty() && !is.credentials.is_empty() {
        schemes(&old, &new, &pairs, log);
        if !was.single && !is.single {
            enough(&old, &new, &pairs, log);
        }
    }
    let spans = (old.service.origin.span, new.service.origin.span);
    needs(
        &old,
        &new,
        &pairs,
        (&was.needs, &is.needs),
        "Client",
        spans,
        log,
    );
    for &(one, other) in &comparing.pairs.operations {
        if (one.0, other.0) != at {
            continue;
        }
        let (was, is) = (comparing.old.operation(one), comparing.new.operation(other));
        if was.needs().is_none() && is.needs().is_none() {
            continue;
        }
        let each = (
            was.needs().unwrap_or(&old.rest.needs),
            is.needs().unwrap_or(&new.rest.needs),
        );
        let path = comparing.new.call_path(other);
        let spans = (was.origin.span, is.origin.span);
        needs(&old, &new, &pairs, each, &path, spans, log);
    }
}

/// The new index of each old credential: the one of its name and type, else, where clients hold one
/// at a time, the one of its type.
fn pairs(old: &RestService, new: &RestService) -> Vec<Option<usize>> {
    let by_name: BTreeMap<_, _> = new
        .credentials
        .iter()
        .enumerate()
        .map(|(index, credential)| ((&credential.name, payload(&credential.place)), index))
        .collect();
    let by_type: BTreeMap<_, _> = new
        .credentials
        .iter()
        .enumerate()
        .filter(|_| new.single)
        .map(|(index, credential)| (payload(&credential.place), index))
        .collect();
    old.credentials
        .iter()
        .map(|credential| {
            let ty = payload(&credential.place);
            let named = by_name.get(&(&credential.name, ty));
            named
                .or_else(|| by_type.get(ty).filter(|_| old.single))
                .copied()
        })
        .collect()
}

fn schemes(old: &Half<'_>, new: &Half<'_>, pairs: &[Option<usize>], log: &mut Log) {
    let kept: BTreeSet<usize> = pairs.iter().copied().flatten().collect();
    for (index, credential) in new.rest.credentials.iter().enumerate() {
        if !kept.contains(&index) {
            let message = format!("clients can authenticate {}", new.described(index));
            log.add(Rule::SecuritySchemeAdded, new.subject(index), message)
                .is_at(credential.span);
        }
    }
    for (index, (credential, pair)) in old.rest.credentials.iter().zip(pairs).enumerate() {
        match pair {
            Some(pair) => scheme(old, new, (index, *pair), log),
            None => {
                let message = format!(
                    "clients can no longer authenticate {}",
                    old.described(index)
                );
                log.add(Rule::SecuritySchemeRemoved, old.subject(index), message)
                    .was_at(credential.span);
            }
        }
    }
}

fn scheme(old: &Half<'_>, new: &Half<'_>, (one, other): (usize, usize), log: &mut Log) {
    let (before, after) = (&old.rest.credentials[one], &new.rest.credentials[other]);
    let subject = new.subject(other);
    if let (Some(was), Some(is)) = (old.names.get(one), new.names.get(other))
        && was != is
    {
        let message = format!("the method is named `{is}` instead of `{was}`");
        log.add(Rule::MemberNameChanged, &subject, message)
            .both(before.span, after.span);
    }
    if before.place.slot() != after.place.slot() {
        let message = format!(
            "the key is sent in {} instead of {}",
            place(&after.place),
            place(&before.place)
        );
        log.add(Rule::SecuritySchemeLocationChanged, subject, message)
            .both(before.span, after.span);
    } else if let (Some(was), Some(is)) = (endpoint(before), endpoint(after))
        && was != is
    {
        let message = format!(
            "the default token URL is {} instead of {}",
            code(is),
            code(was)
        );
        log.add(Rule::ServerUrlChanged, subject, message)
            .both(before.span, after.span);
    } else if (&before.docs, &before.name, before.deprecated)
        != (&after.docs, &after.name, after.deprecated)
    {
        log.add(
            Rule::DocsChanged,
            subject,
            "the documentation of the credential changed",
        )
        .both(before.span, after.span);
    }
}

fn endpoint(credential: &Credential) -> Option<&str> {
    let CredentialPlace::Token { endpoint } = &credential.place else {
        return None;
    };
    endpoint.as_deref()
}

fn place(place: &CredentialPlace) -> String {
    match place {
        CredentialPlace::Header(name) => format!("the header {}", code(name)),
        CredentialPlace::Query(name) => format!("the query as {}", code(name)),
        CredentialPlace::Cookie(name) => format!("the cookie {}", code(name)),
        CredentialPlace::Bearer | CredentialPlace::Basic | CredentialPlace::Token { .. } => {
            "`Authorization`".to_owned()
        }
    }
}

/// The credentials that a client can be made of alone.
fn enough(old: &Half<'_>, new: &Half<'_>, pairs: &[Option<usize>], log: &mut Log) {
    let before = conversions(old.rest, &old.service.operations);
    let after = conversions(new.rest, &new.service.operations);
    let types = |all: &[(&'static str, usize)]| -> BTreeSet<&'static str> {
        all.iter().map(|(ty, _)| *ty).collect()
    };
    let (was, is) = (types(&before), types(&after));
    for (ty, index) in before.iter().filter(|(ty, _)| !is.contains(ty)) {
        // One that is gone is told of as such.
        if let Some(pair) = pairs[*index] {
            let message = format!("a client can no longer be created with `{ty}` alone");
            log.add(Rule::CredentialNotEnough, new.subject(pair), message)
                .both(
                    old.rest.credentials[*index].span,
                    new.rest.credentials[pair].span,
                );
        }
    }
    for (ty, index) in after.iter().filter(|(ty, _)| !was.contains(ty)) {
        if pairs.contains(&Some(*index)) {
            let message = format!("a client can be created with `{ty}` alone");
            log.add(Rule::SecuritySchemeAdded, new.subject(*index), message)
                .is_at(new.rest.credentials[*index].span);
        }
    }
}

/// What a call needs, or all calls that say nothing else.
fn needs(
    old: &Half<'_>,
    new: &Half<'_>,
    pairs: &[Option<usize>],
    (was, is): (&Needs, &Needs),
    subject: &str,
    (from, to): (Span, Span),
    log: &mut Log,
) {
    // What is gone can be held by nobody; it is still another thing than what is there.
    let gone = new.rest.credentials.len();
    let before = sets(was, |need| {
        pairs[need.credential].unwrap_or(gone + need.credential)
    });
    let after = sets(is, |need| need.credential);
    // Whatever a client holds of the one sort goes with every call, and the schemes are compared as such.
    let is_told = (old.rest.single && new.rest.single)
        && old.rest.credentials.is_empty() == new.rest.credentials.is_empty()
        && schemes_of(&before) != schemes_of(&after);
    if before == after || is_told {
        return;
    }
    let covered = |one: &BTreeSet<Wanted<'_>>, by: &BTreeSet<BTreeSet<Wanted<'_>>>| {
        by.contains(one)
            || by
                .iter()
                .take(MOST_COMPARED)
                .any(|other| other.is_subset(one))
    };
    let message = format!(
        "it needs {} instead of {}",
        needed(new.rest, is),
        needed(old.rest, was)
    );
    let rule = if before.iter().all(|one| covered(one, &after)) {
        Rule::OperationSecurityLoosened
    } else {
        Rule::OperationSecurityTightened
    };
    log.add(rule, subject, message).both(from, to);
}

/// A credential, or a scope of it.
type Wanted<'a> = (usize, Option<&'a str>);

/// The schemes of alternatives.
fn schemes_of(alternatives: &BTreeSet<BTreeSet<Wanted<'_>>>) -> BTreeSet<BTreeSet<usize>> {
    let schemes =
        |alternative: &BTreeSet<Wanted<'_>>| alternative.iter().map(|one| one.0).collect();
    alternatives.iter().map(schemes).collect()
}

/// A credential with its scopes.
fn wanted(need: &Need, index: usize) -> impl Iterator<Item = Wanted<'_>> {
    let scopes = need.scopes.iter();
    std::iter::once((index, None)).chain(scopes.map(move |scope| (index, Some(scope.as_str()))))
}

/// The alternatives as sets; that of a call without a credential is empty.
fn sets(needs: &Needs, index: impl Fn(&Need) -> usize) -> BTreeSet<BTreeSet<Wanted<'_>>> {
    let mut sets: BTreeSet<BTreeSet<Wanted<'_>>> = BTreeSet::new();
    for alternative in &needs.alternatives {
        let needs = alternative.iter();
        sets.insert(needs.flat_map(|need| wanted(need, index(need))).collect());
    }
    if needs.allow_none() {
        sets.insert(BTreeSet::new());
    }
    sets
}

/// Alternatives in a sentence.
fn needed(rest: &RestService, needs: &Needs) -> String {
    let alternatives: Vec<_> = needs
        .alternatives
        .iter()
        .map(|alternative| {
            let names: Vec<_> = alternative
                .iter()
                .map(|need| {
                    let name = code(&rest.credentials[need.credential].name);
                    if need.scopes.is_empty() {
                        return name;
                    }
                    let scopes: Vec<_> = need.scopes.iter().map(|scope| code(scope)).collect();
                    format!("{name} with the scope {}", scopes.join(" and "))
                })
                .collect();
            if names.is_empty() {
                "no credential".to_owned()
            } else {
                names.join(" and ")
            }
        })
        .collect();
    if alternatives.is_empty() {
        "no credential".to_owned()
    } else {
        alternatives.join(", or ")
    }
}
