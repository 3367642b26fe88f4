//! The names and types of credentials.

use super::{Case, Given, Ledger, LedgerKey, Reserved, Wanted, assign};
use crate::model::{CredentialPlace, Operation, Protocol, RestService, Service};

/// Chooses the names of a service's credentials, where a client holds several.
pub(super) fn choose(service: &Service, ledger: &Ledger, given: &mut Given) -> Vec<String> {
    let credentials = match &service.protocol {
        Protocol::Rest(rest) if !rest.single => &rest.credentials,
        Protocol::Rest(_) | Protocol::Soap(_) => return Vec::new(),
    };
    let places: Vec<_> = credentials
        .iter()
        .map(|credential| LedgerKey::new(&credential.file, "credentials", &credential.name))
        .collect();
    let wanted: Vec<_> = credentials
        .iter()
        .zip(&places)
        .map(|(credential, place)| Wanted {
            given: ledger.get(place),
            ..Wanted::of(&credential.name)
        })
        .collect();
    let names = assign(Case::Snake, Reserved::Credentials, &wanted);
    for (place, name) in places.iter().zip(&names) {
        given.add(place, name);
    }
    names
}

/// The types that are enough by themselves, and the credential that each is: those of which there
/// is one, and with which some call can be made.
pub(crate) fn conversions(
    rest: &RestService,
    operations: &[Operation],
) -> Vec<(&'static str, usize)> {
    use CredentialPlace::{Basic, Bearer, Cookie, Header, Query, Token};

    let mut enough = vec![false; rest.credentials.len()];
    let own = operations.iter().filter_map(Operation::needs);
    for needs in own.chain([&rest.needs]) {
        for alternative in &needs.alternatives {
            if let [need] = alternative.as_slice() {
                enough[need.credential] = true;
            }
        }
    }
    let only = |wanted: &dyn Fn(&CredentialPlace) -> bool| {
        let mut all = rest
            .credentials
            .iter()
            .enumerate()
            .filter(|(_, credential)| wanted(&credential.place));
        match (all.next(), all.next()) {
            (Some((index, _)), None) if enough[index] => Some(index),
            _ => None,
        }
    };
    let token = only(&|place| matches!(place, Token { .. }));
    [
        (
            "ApiKey",
            only(&|place| matches!(place, Header(_) | Query(_) | Cookie(_))),
        ),
        ("BasicAuth", only(&|place| matches!(place, Basic))),
        (
            "BearerToken",
            only(&|place| matches!(place, Bearer | Token { .. })),
        ),
        (
            "ClientCredentials",
            token.filter(|&index| {
                matches!(rest.credentials[index].place, Token { endpoint: Some(_) })
            }),
        ),
        ("TokenSource", token),
    ]
    .into_iter()
    .filter_map(|(ty, index)| Some((ty, index?)))
    .collect()
}

/// The runtime type of a credential.
pub(crate) fn payload(place: &CredentialPlace) -> &'static str {
    match place {
        CredentialPlace::Header(_) | CredentialPlace::Query(_) | CredentialPlace::Cookie(_) => {
            "ApiKey"
        }
        CredentialPlace::Bearer => "BearerToken",
        CredentialPlace::Basic => "BasicAuth",
        CredentialPlace::Token { .. } => "TokenSource",
    }
}
