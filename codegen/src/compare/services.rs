//! The crate and its services: names, addresses, credentials, envelopes, sessions, faults.

use std::collections::BTreeMap;

use super::log::{Log, code};
use super::side::CrateOptions;
use super::{Comparing, Rule, Wire, credentials};
use crate::config::Features;
use crate::model::{
    Address, Envelope, FaultShape, Protocol, RestService, Server, Service, SoapService,
};

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    let (old, new) = (&comparing.old.side, &comparing.new.side);
    crate_options(old.crate_options, new.crate_options, log);
    let pairs = &comparing.pairs.services;
    for (at, service) in old.api.services.iter().enumerate() {
        if !pairs.iter().any(|(paired, _)| *paired == at) {
            let message = format!("the service was removed with its {}", calls(service));
            log.add(Rule::ServiceRemoved, root(service), message)
                .was_at(service.origin.span);
        }
    }
    for (at, service) in new.api.services.iter().enumerate() {
        if !pairs.iter().any(|(_, paired)| *paired == at) {
            let message = format!("a service with {} was added", calls(service));
            log.add(Rule::ServiceAdded, root(service), message)
                .is_at(service.origin.span);
        }
    }
    for &at in pairs {
        let (one, other) = (comparing.old.service(at.0), comparing.new.service(at.1));
        if one.title != other.title || one.docs != other.docs || conflicts(one) != conflicts(other)
        {
            log.add(
                Rule::DocsChanged,
                root(other),
                "the documentation of the service changed",
            )
            .both(one.origin.span, other.origin.span);
        }
        match (&one.protocol, &other.protocol) {
            (Protocol::Rest(old), Protocol::Rest(new)) => rest(comparing, at, old, new, log),
            (Protocol::Soap(old_soap), Protocol::Soap(new_soap)) => {
                soap((one, old_soap), (other, new_soap), log);
            }
            _ => {}
        }
    }
}

fn crate_options(old: CrateOptions<'_>, new: CrateOptions<'_>, log: &mut Log) {
    // A crate without a configuration keeps its name, whatever becomes of the document.
    if let (Some(before), Some(now)) = (old.name, new.name)
        && before != now
    {
        let message = format!(
            "the crate is named {} instead of {}",
            code(now),
            code(before)
        );
        log.add(Rule::CrateRenamed, now, message);
    }
    let subject = new.name.unwrap_or_default();
    // What follows from a setting is told where it is; that it follows from one is told here.
    let settings = [
        ("groups", old.groups.as_str(), new.groups.as_str()),
        (
            "undescribed-properties",
            old.undescribed.as_str(),
            new.undescribed.as_str(),
        ),
    ];
    for (setting, was, is) in settings.into_iter().filter(|(_, was, is)| was != is) {
        let message = format!(
            "the setting `{setting}` is `{is}` instead of `{was}`; what that changes for callers is reported on its own"
        );
        log.add(Rule::SettingChanged, subject, message);
    }
    match (old.features, new.features) {
        (Features::None | Features::Tags, Features::Protocols) => {
            let message = "the modules `rest` and `soap` need a feature of that name: a build without default features lacks them";
            log.add(Rule::FeaturesRequired, subject, message);
        }
        (Features::None | Features::Protocols, Features::Tags) => {
            let message = "the calls of a tag need a feature of that name: a build without default features lacks them";
            log.add(Rule::FeaturesRequired, subject, message);
        }
        (Features::Protocols, Features::None) => {
            let message = "the modules `rest` and `soap` need no feature";
            log.add(Rule::FeaturesDropped, subject, message);
        }
        (Features::Tags, Features::None) => {
            let message = "the calls of a tag need no feature";
            log.add(Rule::FeaturesDropped, subject, message);
        }
        (Features::None, Features::None)
        | (Features::Protocols, Features::Protocols)
        | (Features::Tags, Features::Tags) => {}
    }
}

/// The client of a service, as callers write it.
fn root(service: &Service) -> &'static str {
    match service.protocol {
        Protocol::Rest(_) => "Client",
        Protocol::Soap(_) => "soap::Client",
    }
}

fn calls(service: &Service) -> String {
    match service.operations.len() {
        1 => "1 call".to_owned(),
        count => format!("{count} calls"),
    }
}

fn conflicts(service: &Service) -> Vec<(&[String], &str)> {
    match &service.protocol {
        Protocol::Rest(_) => Vec::new(),
        Protocol::Soap(soap) => soap
            .conflicts
            .iter()
            .map(|conflict| (&conflict.operations[..], conflict.docs.as_str()))
            .collect(),
    }
}

fn rest(
    comparing: &Comparing<'_>,
    at: (usize, usize),
    old: &RestService,
    new: &RestService,
    log: &mut Log,
) {
    let spans = (old.address.span, new.address.span);
    match (&old.address.url, &new.address.url) {
        (Some(before), Some(now)) if before != now => {
            let message = format!(
                "the default server URL is {} instead of {}",
                code(now),
                code(before)
            );
            log.add(Rule::ServerUrlChanged, "rest::BASE_URL", message)
                .both(spans.0, spans.1);
        }
        (Some(before), None) => {
            let message = format!(
                "a client takes the server URL as an argument; the default was {}",
                code(before)
            );
            log.add(Rule::BaseUrlArgumentChanged, "Client::new", message)
                .both(spans.0, spans.1);
        }
        (None, Some(now)) => {
            let message = format!(
                "a client no longer takes the server URL as an argument: the default is {}",
                code(now)
            );
            log.add(Rule::BaseUrlArgumentChanged, "Client::new", message)
                .both(spans.0, spans.1);
        }
        _ => {}
    }
    servers(&old.address, &new.address, log);
    credentials::compare(comparing, at, log);
    match (&old.envelope, &new.envelope) {
        (None, None) => {}
        (None, Some(new)) => {
            let message = "responses are wrapped in an envelope, which deployed programs read as the response";
            log.add(Rule::EnvelopeAdded, "Client", message)
                .is_at(new.span);
        }
        (Some(old), None) => {
            let message =
                "responses are no longer wrapped in an envelope, which deployed programs expect";
            log.add(Rule::EnvelopeRemoved, "Client", message)
                .was_at(old.span);
        }
        (Some(old), Some(new)) => envelope(old, new, log),
    }
    codes(comparing, old.envelope.as_ref(), new.envelope.as_ref(), log);
}

/// The servers beside the default one: callers may choose them.
fn servers(old: &Address, new: &Address, log: &mut Log) {
    let (from, to) = (old.span, new.span);
    let others = |address: &'_ Address, other: &Address| -> Vec<usize> {
        // The default server that is another one is reported as such.
        let is_told = address.url != other.url;
        (usize::from(is_told)..address.servers.len()).collect()
    };
    let find = |servers: &'_ [Server], template: &str| {
        let mut servers = servers.iter();
        servers.position(|server| server.template == template)
    };
    for at in others(new, old) {
        let server = &new.servers[at];
        let Some(known) = find(&old.servers, &server.template) else {
            let message = format!("the server {} was added", code(&server.template));
            log.add(Rule::ServerAdded, "Client", message).both(from, to);
            continue;
        };
        let known = &old.servers[known];
        let choices = |server: &'_ Server| -> Vec<(String, Option<String>, Vec<String>)> {
            let variables = server.variables.iter();
            variables
                .map(|one| (one.name.clone(), one.default.clone(), one.values.clone()))
                .collect()
        };
        if choices(known) != choices(server) {
            let message = format!(
                "the variables of the server {} changed",
                code(&server.template)
            );
            log.add(Rule::ServerVariablesChanged, "Client", message)
                .both(from, to);
        }
        let docs = |server: &'_ Server| -> Vec<String> {
            let variables = server.variables.iter().map(|one| one.docs.clone());
            let own = [server.name.clone(), server.docs.clone()];
            own.into_iter().chain(variables).collect()
        };
        if docs(known) != docs(server) {
            let message = format!(
                "the documentation of the server {} changed",
                code(&server.template)
            );
            log.add(Rule::DocsChanged, "Client", message).both(from, to);
        }
    }
    for at in others(old, new) {
        let server = &old.servers[at];
        if find(&new.servers, &server.template).is_none() {
            let message = format!("the server {} was removed", code(&server.template));
            log.add(Rule::ServerRemoved, "Client", message)
                .both(from, to);
        }
    }
}

fn envelope(old: &Envelope, new: &Envelope, log: &mut Log) {
    for (what, was, is) in [
        ("success", &old.success, &new.success),
        ("payload", &old.data, &new.data),
    ] {
        if was != is {
            let message = format!(
                "the {what} of a response is at {} instead of {}",
                code(is),
                code(was)
            );
            log.add(Rule::EnvelopeKeysChanged, "Client", message)
                .both(old.span, new.span);
        }
    }
    for (what, was, is) in [
        ("code", &old.code, &new.code),
        ("message", &old.message, &new.message),
    ] {
        let (message, wire) = match (was, is) {
            (Some(was), Some(is)) if was != is => (
                format!(
                    "the {what} of an error is at {} instead of {}",
                    code(is),
                    code(was)
                ),
                Wire::Break,
            ),
            (Some(was), None) => (
                format!("the {what} of an error is no longer at {}", code(was)),
                Wire::Break,
            ),
            (None, Some(is)) => (
                format!("the {what} of an error is read from {}", code(is)),
                Wire::Compatible,
            ),
            _ => continue,
        };
        log.add(
            Rule::EnvelopeErrorKeysChanged,
            format!("Error::{what}"),
            message,
        )
        .wire(wire)
        .both(old.span, new.span);
    }
}

/// The enumeration behind `Error::code`.
fn codes(comparing: &Comparing<'_>, old: Option<&Envelope>, new: Option<&Envelope>, log: &mut Log) {
    let before = old.and_then(|envelope| Some((envelope, envelope.codes?)));
    let after = new.and_then(|envelope| Some((envelope, envelope.codes?)));
    match (before, after) {
        (None, None) => {}
        (None, Some((envelope, id))) => {
            let path = comparing.new.type_path(id);
            log.add(
                Rule::ErrorCodesAdded,
                "Error::code",
                format!("errors have a `code`, of the type `{path}`"),
            )
            .is_at(envelope.span);
        }
        (Some((envelope, _)), None) => {
            log.add(
                Rule::ErrorCodesRemoved,
                "Error::code",
                "errors no longer have the method `code`",
            )
            .was_at(envelope.span);
        }
        (Some((one, was)), Some((other, is))) => {
            if comparing.pairs.new_of(was) != Some(is) {
                let (was, is) = (comparing.old.type_path(was), comparing.new.type_path(is));
                log.add(
                    Rule::ErrorCodesChanged,
                    "Error::code",
                    format!("the code of an error is a `{is}` instead of a `{was}`"),
                )
                .both(one.span, other.span);
            }
        }
    }
}

fn soap(
    (one, old): (&Service, &SoapService),
    (other, new): (&Service, &SoapService),
    log: &mut Log,
) {
    if old.endpoint != new.endpoint {
        let message = format!(
            "the default server URL is {} instead of {}",
            code(&new.endpoint),
            code(&old.endpoint)
        );
        log.add(Rule::ServerUrlChanged, "soap::ENDPOINT", message)
            .both(old.endpoint_span, new.endpoint_span);
    }
    if old.namespace != new.namespace {
        let message = format!(
            "elements are in the namespace {} instead of {}",
            code(&new.namespace),
            code(&old.namespace)
        );
        log.add(Rule::SoapNamespaceChanged, "soap::NAMESPACE", message)
            .both(old.namespace_span, new.namespace_span);
    }
    if old.session != new.session {
        let named =
            |session: &Option<String>| session.as_deref().map_or("nothing".to_owned(), code);
        let message = format!(
            "the session is sent in {} instead of {}",
            named(&new.session),
            named(&old.session)
        );
        log.add(Rule::SoapSessionChanged, "soap::Client", message)
            .both(one.origin.span, other.origin.span);
    }
    if old.maintenance != new.maintenance {
        let message = if new.maintenance {
            "the service is in maintenance mode: only fixes are to be expected"
        } else {
            "the service is no longer in maintenance mode"
        };
        log.add(Rule::MaintenanceChanged, "soap::Client", message)
            .both(one.origin.span, other.origin.span);
    }
    faults(&old.faults, &new.faults, log);
}

fn faults(old: &[FaultShape], new: &[FaultShape], log: &mut Log) {
    let by_place = |faults: &'_ [FaultShape]| -> BTreeMap<String, usize> {
        let places = faults.iter().enumerate();
        places.map(|(at, fault)| (fault.at.clone(), at)).collect()
    };
    let (before, after) = (by_place(old), by_place(new));
    for (place, at) in &after {
        let fault = &new[*at];
        match before.get(place).map(|at| &old[*at]) {
            None => {
                let message = format!("faults may have the detail {}", code(place));
                log.add(Rule::FaultAdded, "Error::fault", message)
                    .is_at(fault.span);
            }
            Some(known) if known.content != fault.content => {
                let message = format!("the fault detail {} changed", code(place));
                log.add(Rule::FaultChanged, "Error::fault", message)
                    .both(known.span, fault.span);
            }
            Some(known) if known.docs != fault.docs => {
                let message = format!("the documentation of {} changed", code(place));
                log.add(Rule::DocsChanged, "Error::fault", message)
                    .both(known.span, fault.span);
            }
            Some(_) => {}
        }
    }
    for (place, at) in before
        .iter()
        .filter(|(place, _)| !after.contains_key(*place))
    {
        let message = format!("faults no longer have the detail {}", code(place));
        log.add(Rule::FaultRemoved, "Error::fault", message)
            .was_at(old[*at].span);
    }
}
