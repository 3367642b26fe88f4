//! Security schemes: how the credential of each travels.

use super::method::is_token;
use super::{Meant, keys};
use crate::model::{Credential, CredentialPlace};
use crate::report::{Code, Report};
use crate::resolve::Context;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// The credential of a scheme; nothing where it cannot be carried out, which is reported.
pub(super) fn credential(
    context: &Context<'_>,
    name: &str,
    meant: &Meant<'_>,
    report: &mut Report,
) -> Option<Credential> {
    let scheme = meant.node;
    let mark = report.mark();
    let Some(place) = place(scheme, report) else {
        report.guess_since(mark, "calls go without it");
        return None;
    };
    let span = head(scheme);
    Some(Credential {
        span,
        file: context.file_name(span.file),
        name: name.to_owned(),
        docs: meant.docs(report),
        deprecated: object::flag(scheme, "deprecated", report),
        place,
    })
}

fn place(scheme: Node<'_>, report: &mut Report) -> Option<CredentialPlace> {
    let scheme = object::mapping_or_empty(scheme, "a security scheme", report)?;
    object::check_keys(scheme, &keys::SECURITY_SCHEME, report);
    let at = head(scheme);
    let kind = object::required(scheme, "type", "the security scheme", at, report)?;
    match object::word(
        kind,
        "type",
        &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"],
        report,
    )? {
        "apiKey" => api_key(scheme, report),
        "http" => {
            let name = object::required(scheme, "scheme", "the security scheme", at, report)?;
            let text = object::text(name, "scheme", report)?;
            match text.to_ascii_lowercase().as_str() {
                "bearer" => Some(CredentialPlace::Bearer),
                "basic" => Some(CredentialPlace::Basic),
                _ => {
                    let message =
                        format!("the HTTP scheme `{text}` is not carried out: calls go without it");
                    report.error(Code::Ignored, name.span(), message);
                    None
                }
            }
        }
        "mutualTLS" => {
            report
                .error(
                    Code::Ignored,
                    kind.span(),
                    "a client certificate is not presented: calls go without it",
                )
                .help("callers hand it to the builder of the client, with `tls` or `http_with_own_tls`");
            None
        }
        "oauth2" => Some(CredentialPlace::Token {
            endpoint: endpoint(scheme, report),
        }),
        _ => Some(CredentialPlace::Token { endpoint: None }),
    }
}

fn api_key(scheme: Node<'_>, report: &mut Report) -> Option<CredentialPlace> {
    let at = head(scheme);
    let place = object::required(scheme, "in", "the security scheme", at, report)?;
    let name = object::required(scheme, "name", "the security scheme", at, report)?;
    let word = object::word(place, "in", &["cookie", "header", "query"], report)?;
    let text = object::text(name, "name", report)?.to_owned();
    if word != "query" && !is_token(&text) {
        let message = format!("no {word} can have this name: calls go without the key");
        report.error(Code::Ignored, name.span(), message);
        return None;
    }
    Some(match word {
        "header" => CredentialPlace::Header(text),
        "cookie" => CredentialPlace::Cookie(text),
        _ => {
            report
                .error(
                    Code::SecretInUrl,
                    place.span(),
                    "the API key would be sent in the query of a URL",
                )
                .help("addresses are logged by every server on the way; send the key in a header");
            CredentialPlace::Query(text)
        }
    })
}

/// Where the client-credentials flow asks for tokens. The other flows need a person, or are the
/// caller's own matter: their tokens are given to the client.
fn endpoint(scheme: Node<'_>, report: &mut Report) -> Option<String> {
    let flow = scheme.get("flows")?.get("clientCredentials")?;
    let url = object::text_of(flow, "tokenUrl", report)?.trim();
    (!url.is_empty()).then(|| url.to_owned())
}
