//! Security: which credentials a client may hold.

use super::{Document, keys};
use crate::model::{ApiKeyPlace, Credential};
use crate::report::{Code, Report, suggest};
use crate::resolve::object::{self, head};
use crate::syntax::Node;

/// The credentials that the document accepts, any one of which will do; in alphabetical order.
pub(super) fn credentials(document: &Document<'_, '_>, report: &mut Report) -> Vec<Credential> {
    let schemes = document
        .root
        .get("components")
        .and_then(|components| components.get("securitySchemes"));
    let mut found: Vec<Credential> = Vec::new();
    let Some(security) = document.security else {
        return found;
    };
    let Some(alternatives) = object::list(security, "security", report) else {
        return found;
    };
    for alternative in alternatives.items() {
        let Some(alternative) = object::mapping(alternative, "a security requirement", report)
        else {
            continue;
        };
        if alternative.len() != 1 {
            report
                .error(
                    Code::Ignored,
                    head(alternative),
                    "a requirement of several schemes, or of none, is read as one of any of them",
                )
                .help("name one scheme in each requirement");
        }
        for entry in alternative.entries() {
            let Some(scheme) = schemes.and_then(|schemes| schemes.get(entry.key)) else {
                let known = schemes.into_iter().flat_map(|schemes| {
                    schemes.entries().map(|entry| entry.key).collect::<Vec<_>>()
                });
                let meant = suggest(entry.key, known);
                report
                    .error(
                        Code::UnknownSecurityScheme,
                        entry.key_span,
                        format!("`{}` is not described under `securitySchemes`", entry.key),
                    )
                    .did_you_mean(meant);
                continue;
            };
            if let Some(place) = place(scheme, report) {
                let kind = std::mem::discriminant(&place);
                if found
                    .iter()
                    .any(|known| std::mem::discriminant(&known.place) == kind)
                {
                    report.error(
                        Code::Ignored,
                        entry.key_span,
                        "two schemes of one kind are not carried out: calls go without the second",
                    );
                    continue;
                }
                let docs = object::text_or_empty(scheme, "description", report);
                found.push(Credential {
                    span: head(scheme),
                    name: entry.key.to_owned(),
                    docs,
                    place,
                });
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// Where the credential of a scheme travels.
fn place(scheme: Node<'_>, report: &mut Report) -> Option<ApiKeyPlace> {
    let scheme = object::mapping(scheme, "a security scheme", report)?;
    object::check_keys(scheme, &keys::SECURITY_SCHEME, report);
    let at = head(scheme);
    let kind = object::required(scheme, "type", "the security scheme", at, report)?;
    match object::word(
        kind,
        "type",
        &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"],
        report,
    )? {
        "apiKey" => {
            let place = object::required(scheme, "in", "the security scheme", at, report)?;
            let name = object::required(scheme, "name", "the security scheme", at, report)?;
            match object::word(place, "in", &["cookie", "header", "query"], report)? {
                "header" => object::text(name, "name", report)
                    .map(|name| ApiKeyPlace::Header(name.to_owned())),
                "query" => {
                    report
                        .error(Code::SecretInUrl, place.span(), "the API key would travel in the query of an address")
                        .help("addresses are logged by every server on the way; send the key in a header");
                    None
                }
                _ => {
                    report.error(
                        Code::Ignored,
                        place.span(),
                        "an API key in a cookie is not carried out: calls go without it",
                    );
                    None
                }
            }
        }
        "http" => {
            let name = object::required(scheme, "scheme", "the security scheme", at, report)?;
            let text = object::text(name, "scheme", report)?;
            if text.eq_ignore_ascii_case("bearer") {
                return Some(ApiKeyPlace::Bearer);
            }
            let message =
                format!("the HTTP scheme `{text}` is not carried out: calls go without it");
            report.error(Code::Ignored, name.span(), message);
            None
        }
        other => {
            let message =
                format!("security of the type `{other}` is not carried out: calls go without it");
            report.error(Code::Ignored, kind.span(), message);
            None
        }
    }
}

/// Reports requirements of an operation that differ from those of the document.
pub(super) fn check_operation(
    document: &Document<'_, '_>,
    operation: Node<'_>,
    report: &mut Report,
) {
    let Some(own) = operation.get("security") else {
        return;
    };
    let none = document.security.is_none() && own.items().next().is_none();
    if !none
        && !document
            .security
            .is_some_and(|security| same(security, own))
    {
        report
            .error(
                Code::Ignored,
                head(own),
                "a call carries the credential of the client, whatever its own `security` says",
            )
            .help(
                "leave it out when the document's own applies, or acknowledge it in `bindery.yaml`",
            );
    }
}

/// Whether two lists of requirements name the same schemes.
fn same(one: Node<'_>, other: Node<'_>) -> bool {
    let names = |node: Node<'_>| {
        let mut names: Vec<Vec<String>> = node
            .items()
            .map(|item| item.entries().map(|entry| entry.key.to_owned()).collect())
            .collect();
        names.sort();
        names
    };
    names(one) == names(other)
}
