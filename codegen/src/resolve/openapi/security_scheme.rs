//! Security schemes: how the credential of each travels.

use super::method::is_token;
use super::operation::paragraphs;
use super::{Context, Meant, is};
use crate::model::{Credential, CredentialPlace};
use crate::openapi::{KeyIn, SchemeKind, SecurityScheme, Word as _};
use crate::report::{Code, Report};

/// The credential of a scheme; nothing where it cannot be carried out, which is reported.
pub(super) fn credential<'d>(
    context: &Context<'d>,
    name: &str,
    meant: &Meant<'d, SecurityScheme<'d>>,
    report: &mut Report,
) -> Option<Credential> {
    let span = meant.object.at();
    Some(Credential {
        span,
        file: context.file_name(span.file),
        name: name.to_owned(),
        docs: docs(meant),
        deprecated: is(meant.deprecated),
        place: place(context, meant.object, report)?,
    })
}

/// What is said of a scheme, and where its authorization server describes itself.
fn docs<'d>(meant: &Meant<'d, SecurityScheme<'d>>) -> String {
    let metadata = meant.metadata.map_or_else(String::new, |url| {
        format!(
            "The authorization server describes itself at <{}>.",
            url.value.trim()
        )
    });
    paragraphs(meant.description(), &metadata)
}

fn place<'d>(
    context: &Context<'d>,
    scheme: &'d SecurityScheme<'d>,
    report: &mut Report,
) -> Option<CredentialPlace> {
    let kind = scheme.kind?;
    match kind.value {
        SchemeKind::ApiKey => api_key(scheme, report),
        SchemeKind::Http => {
            let name = scheme.scheme?;
            match name.value.to_ascii_lowercase().as_str() {
                "bearer" => Some(CredentialPlace::Bearer),
                "basic" => Some(CredentialPlace::Basic),
                _ => {
                    let message = format!(
                        "the HTTP scheme `{}` is not carried out: calls go without it",
                        name.value
                    );
                    report.error(Code::Ignored, name.span(), message);
                    None
                }
            }
        }
        SchemeKind::MutualTls => {
            report
                .error(
                    Code::Ignored,
                    kind.span(),
                    "a client certificate is not presented: calls go without it",
                )
                .help("callers hand it to the builder of the client, with `tls` or `http_with_own_tls`");
            None
        }
        SchemeKind::Oauth2 => Some(CredentialPlace::Token {
            endpoint: endpoint(context, scheme),
        }),
        SchemeKind::OpenIdConnect => Some(CredentialPlace::Token { endpoint: None }),
    }
}

fn api_key(scheme: &SecurityScheme<'_>, report: &mut Report) -> Option<CredentialPlace> {
    let (place, name) = (scheme.place?, scheme.name?);
    let text = name.value.to_owned();
    if place.value != KeyIn::Query && !is_token(&text) {
        let word = place.value.word();
        let message = format!("no {word} can have this name: calls go without the key");
        report.error(Code::Ignored, name.span(), message);
        return None;
    }
    Some(match place.value {
        KeyIn::Header => CredentialPlace::Header(text),
        KeyIn::Cookie => CredentialPlace::Cookie(text),
        KeyIn::Query => {
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
fn endpoint<'d>(context: &Context<'d>, scheme: &'d SecurityScheme<'d>) -> Option<String> {
    let flows = context.objects.one(&scheme.flows)?;
    let flow = context.objects.one(&flows.object.client_credentials)?;
    let url = flow.token_url?.value.trim();
    (!url.is_empty()).then(|| url.to_owned())
}
