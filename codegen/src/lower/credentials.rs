//! The credentials of a client: none, one, or several of which each call sends those that it
//! requires.

use super::docs::{Docs, code};
use super::{Context, root, servers};
use crate::model::{
    Credential, CredentialPlace, Need, Needs, Operation, Protocol, RestService, Service,
};
use crate::names::{ServiceNames, conversions, payload};
use crate::rust::{CredentialField, CredentialVariant, CredentialsStruct, Identity};

/// What a client of the service identifies itself with.
pub(super) fn identity(
    context: &Context<'_>,
    rest: &RestService,
    operations: &[Operation],
    names: &[String],
) -> Identity {
    if rest.credentials.is_empty() {
        Identity::Nothing
    } else if rest.single {
        let credentials = rest.credentials.iter();
        Identity::One(credentials.map(|one| variant(context, one)).collect())
    } else {
        Identity::Several(several(context, rest, operations, names))
    }
}

/// Said of a scheme that the description marks as deprecated.
const DEPRECATED: &str = "Deprecated.";

fn variant(context: &Context<'_>, credential: &Credential) -> CredentialVariant {
    let mut docs = Docs::of(&credential.docs, context.links(&credential.file))
        .or(&format!("The scheme {}.", code(&credential.name)));
    if credential.deprecated {
        docs.ours(DEPRECATED);
    }
    CredentialVariant {
        docs: docs.finish(),
        // No two credentials of such a client are of one kind.
        name: payload(&credential.place).to_owned(),
        ty: payload(&credential.place),
        header: if let CredentialPlace::Header(header) = &credential.place {
            Some(header.clone())
        } else {
            None
        },
    }
}

fn several(
    context: &Context<'_>,
    rest: &RestService,
    operations: &[Operation],
    names: &[String],
) -> CredentialsStruct {
    let fields = rest
        .credentials
        .iter()
        .zip(names)
        .map(|(credential, name)| field(context, credential, name))
        .collect();
    let from = conversions(rest, operations)
        .into_iter()
        .map(|(ty, credential)| (ty, names[credential].clone()))
        .collect();
    CredentialsStruct {
        fields,
        from,
        needs: alternatives(rest, &rest.needs),
    }
}

fn field(context: &Context<'_>, credential: &Credential, name: &str) -> CredentialField {
    let (place, wire, travels) = match &credential.place {
        CredentialPlace::Header(name) => ("header", Some(name), format!("header {}", code(name))),
        CredentialPlace::Query(name) => ("query", Some(name), format!("query {}", code(name))),
        CredentialPlace::Cookie(name) => ("cookie", Some(name), format!("cookie {}", code(name))),
        CredentialPlace::Bearer => ("bearer", None, "bearer token".to_owned()),
        CredentialPlace::Basic => ("basic", None, "user and password".to_owned()),
        CredentialPlace::Token { endpoint } => {
            ("token", endpoint.as_ref(), "bearer token".to_owned())
        }
    };
    let mut docs = Docs::of(&credential.docs, context.links(&credential.file)).or(&format!(
        "Sets the credential for the scheme {}.",
        code(&credential.name)
    ));
    if credential.deprecated {
        docs.ours(DEPRECATED);
    }
    if let CredentialPlace::Token { endpoint } = &credential.place {
        docs.ours(match endpoint {
            Some(_) => {
                "Takes a [`bindery_runtime::BearerToken`], [`bindery_runtime::ClientCredentials`], \
                 with which tokens are fetched from the token endpoint, or your own [`TokenSource`]."
            }
            None => {
                "Takes a [`bindery_runtime::BearerToken`], or a [`TokenSource`] that fetches tokens."
            }
        });
    }
    if matches!(credential.place, CredentialPlace::Query(_)) {
        docs.ours("It is sent in the URL, which servers and proxies write to their logs.");
    }
    docs.ours(&format!(
        "Wire: {travels} · `{}#{}`",
        credential.file, credential.name
    ));
    CredentialField {
        docs: docs.finish(),
        name: name.to_owned(),
        ty: payload(&credential.place),
        converts: matches!(credential.place, CredentialPlace::Token { .. }),
        scheme: credential.name.clone(),
        place,
        wire: wire.cloned(),
    }
}

/// What the constant of a call says: its credentials, where they are not those of the service.
pub(super) fn of_call(service: &RestService, own: Option<&Needs>) -> Option<Vec<Vec<String>>> {
    let own = own.filter(|_| !service.single)?;
    let differs = own.credentials() != service.needs.credentials();
    (differs && !service.credentials.is_empty()).then(|| alternatives(service, own))
}

/// The names of the schemes of each alternative.
fn alternatives(rest: &RestService, needs: &Needs) -> Vec<Vec<String>> {
    let named = |needs: &Vec<Need>| {
        let schemes = needs.iter().map(|need| need.credential);
        schemes
            .map(|scheme| rest.credentials[scheme].name.clone())
            .collect()
    };
    needs.alternatives.iter().map(named).collect()
}

/// What the documentation of a call says of its credentials, where not all calls are alike.
pub(super) fn note(
    service: &Service,
    rest: &RestService,
    names: &ServiceNames,
    own: Option<&Needs>,
) -> Option<String> {
    let needs = own.unwrap_or(&rest.needs);
    if rest.single {
        return scopes(needs);
    }
    if rest.credentials.is_empty() || !varies(service, rest) {
        return None;
    }
    let alternatives: Vec<_> = needs
        .alternatives
        .iter()
        .map(|alternative| {
            let parts: Vec<_> = alternative
                .iter()
                .map(|need| {
                    let name = &names.credentials[need.credential];
                    let link = format!("[`{name}`](super::Credentials::{name})");
                    match need.scopes.as_slice() {
                        [] => link,
                        [scope] => format!("{link} (scope {})", code(scope)),
                        scopes => {
                            let scopes: Vec<_> = scopes.iter().map(|scope| code(scope)).collect();
                            format!("{link} (scopes {})", scopes.join(", "))
                        }
                    }
                })
                .collect();
            if parts.is_empty() {
                "none".to_owned()
            } else {
                parts.join(" and ")
            }
        })
        .collect();
    Some(if alternatives.is_empty() {
        "Credentials: none.".to_owned()
    } else {
        format!("Credentials: {}.", alternatives.join(", or "))
    })
}

/// What the only credential of a client must allow for a call, where that is said.
fn scopes(needs: &Needs) -> Option<String> {
    let mut alternatives: Vec<String> = Vec::new();
    for need in needs.alternatives.iter().flatten() {
        let scopes: Vec<_> = need.scopes.iter().map(|scope| code(scope)).collect();
        let said = match scopes.as_slice() {
            // One of the credentials is enough as it is.
            [] => return None,
            [scope] => format!("the scope {scope}"),
            [most @ .., last] => format!("the scopes {} and {last}", most.join(", ")),
        };
        if !alternatives.contains(&said) {
            alternatives.push(said);
        }
    }
    let said = alternatives.join(", or ");
    (!said.is_empty()).then(|| format!("Needs {said}."))
}

/// Whether calls differ in what they need, or say what it must allow.
fn varies(service: &Service, rest: &RestService) -> bool {
    let scoped = |needs: &Needs| {
        let mut all = needs.alternatives.iter().flatten();
        all.any(|need| !need.scopes.is_empty())
    };
    scoped(&rest.needs)
        || service
            .operations
            .iter()
            .filter_map(Operation::needs)
            .any(|own| scoped(own) || own.credentials() != rest.needs.credentials())
}

/// A credential as examples make it.
pub(super) struct Shown {
    /// What is imported from the crate, `Client` aside.
    pub(super) imported: Vec<&'static str>,
    /// The lines before the client, where the credential does not fit into its line.
    pub(super) lines: Vec<String>,
    /// The argument of `Client::new`; empty where there is none.
    pub(super) argument: String,
}

impl Shown {
    fn of(imported: Vec<&'static str>, argument: impl Into<String>) -> Self {
        Self {
            imported,
            lines: Vec::new(),
            argument: argument.into(),
        }
    }
}

/// The arguments of a client that examples show; `needs` are those of the call that it makes, where
/// it makes one that says so itself.
pub(super) fn shown(
    context: &Context<'_>,
    service: &Service,
    rest: &RestService,
    names: &[String],
    needs: Option<&Needs>,
) -> Shown {
    let credential = credential(context, service, rest, names, needs);
    Shown {
        argument: servers::with_address(&rest.address, credential.argument),
        ..credential
    }
}

/// The credential that examples show: what the call needs, else enough for most calls.
fn credential(
    context: &Context<'_>,
    service: &Service,
    rest: &RestService,
    names: &[String],
    needs: Option<&Needs>,
) -> Shown {
    if rest.credentials.is_empty() {
        return Shown::of(Vec::new(), "");
    }
    if rest.single {
        let (ty, argument) = made(context, &rest.credentials[0], None);
        return Shown::of(vec![ty], argument);
    }
    let own = service.operations.iter().filter_map(Operation::needs);
    let ids = |alternative: &[Need]| -> Vec<usize> {
        alternative.iter().map(|need| need.credential).collect()
    };
    let usual = first(&rest.needs).or_else(|| {
        own.flat_map(|needs| &needs.alternatives)
            .filter(|alternative| !alternative.is_empty())
            .min_by_key(|alternative| (alternative.len(), ids(alternative)))
    });
    let takes_usual = |needs: &Needs| {
        let usual = usual.map(|usual| ids(usual)).unwrap_or_default();
        needs.credentials().contains(&usual)
    };
    let first = needs
        .filter(|needs| !takes_usual(needs))
        .and_then(first)
        .or(usual);
    let Some(first) = first else {
        return Shown::of(vec!["Credentials"], "Credentials::new()");
    };
    let conversions = conversions(rest, &service.operations);
    if let [need] = first.as_slice() {
        let (ty, argument) = made(context, &rest.credentials[need.credential], None);
        if conversions.contains(&(ty, need.credential)) {
            return Shown::of(vec![ty], argument);
        }
    }
    let mut imported = vec!["Credentials"];
    let mut lines = vec!["let credentials = Credentials::new()".to_owned()];
    for need in first {
        let name = &names[need.credential];
        let (ty, made) = made(context, &rest.credentials[need.credential], Some(name));
        imported.push(ty);
        lines.push(format!("    .{name}({made})"));
    }
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    imported.sort_unstable();
    imported.dedup();
    Shown {
        imported,
        lines,
        argument: "credentials".to_owned(),
    }
}

/// The alternative that is preferred, but for doing without a credential.
fn first(needs: &Needs) -> Option<&Vec<Need>> {
    let mut alternatives = needs.alternatives.iter();
    alternatives.find(|alternative| !alternative.is_empty())
}

/// Every credential of a client, as one expression; a token is given rather than fetched.
pub(super) fn every(context: &Context<'_>, rest: &RestService, names: &[String]) -> String {
    if rest.single {
        let first = rest.credentials.first();
        return first.map_or_else(String::new, |first| made(context, first, None).1);
    }
    let mut text = "Credentials::new()".to_owned();
    for (credential, name) in rest.credentials.iter().zip(names) {
        let (_, value) = if matches!(credential.place, CredentialPlace::Token { .. }) {
            given_token(context, Some(name))
        } else {
            made(context, credential, Some(name))
        };
        text.push_str(&format!(".{name}({value})"));
    }
    text
}

/// A credential of the environment, and its type; `of` tells it from others of its type.
fn made(
    context: &Context<'_>,
    credential: &Credential,
    of: Option<&str>,
) -> (&'static str, String) {
    let variable = |what: &str| variable(context, of, what);
    match &credential.place {
        CredentialPlace::Header(_) | CredentialPlace::Query(_) | CredentialPlace::Cookie(_) => {
            let what = if of.is_some() { "KEY" } else { "API_KEY" };
            (
                "ApiKey",
                format!("ApiKey::from_env(\"{}\")?", variable(what)),
            )
        }
        CredentialPlace::Bearer | CredentialPlace::Token { endpoint: None } => {
            given_token(context, of)
        }
        CredentialPlace::Basic => (
            "BasicAuth",
            format!(
                "BasicAuth::from_env(\"{}\", \"{}\")?",
                variable("USER"),
                variable("PASSWORD")
            ),
        ),
        CredentialPlace::Token { endpoint: Some(_) } => (
            "ClientCredentials",
            format!(
                "ClientCredentials::from_env(\"{}\", \"{}\")?",
                variable("CLIENT_ID"),
                variable("CLIENT_SECRET")
            ),
        ),
    }
}

/// What the crate re-exports of the runtime, for credentials that not every crate has.
pub(super) fn exported(services: &[Service]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for service in services {
        let Protocol::Rest(rest) = &service.protocol else {
            continue;
        };
        for credential in &rest.credentials {
            match credential.place {
                CredentialPlace::Basic => names.push("BasicAuth"),
                CredentialPlace::Token { .. } => {
                    names.extend(["AccessToken", "ClientCredentials", "TokenSource"]);
                }
                CredentialPlace::Header(_)
                | CredentialPlace::Query(_)
                | CredentialPlace::Cookie(_)
                | CredentialPlace::Bearer => {}
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn given_token(context: &Context<'_>, of: Option<&str>) -> (&'static str, String) {
    let variable = variable(context, of, "TOKEN");
    (
        "BearerToken",
        format!("BearerToken::from_env(\"{variable}\")?"),
    )
}

/// The environment variable of a credential.
fn variable(context: &Context<'_>, of: Option<&str>, what: &str) -> String {
    let Some(name) = of else {
        return root::environment(context, what);
    };
    let name = name.trim_end_matches('_').to_uppercase();
    if name.ends_with(what) {
        root::environment(context, &name)
    } else {
        root::environment(context, &format!("{name}_{what}"))
    }
}
