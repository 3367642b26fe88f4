//! The names of webhooks and callbacks, which have a module of their own.

use super::{Case, Given, Ledger, LedgerKey, Reserved, assign, wanted};
use crate::model::{Message, Sender, Service};

/// The module.
pub(crate) const MODULE: &str = "webhooks";

/// Chooses the names of what a service sends.
pub(super) fn choose(service: &Service, ledger: &Ledger, given: &mut Given) -> Vec<String> {
    let places: Vec<_> = service.messages.iter().map(place).collect();
    let all: Vec<_> = service
        .messages
        .iter()
        .zip(&places)
        .map(|(message, place)| {
            wanted(message.rust_name.as_deref(), &message.name, || {
                ledger.get(place)
            })
        })
        .collect();
    let names = assign(Case::Pascal, Reserved::Types, &all);
    for ((message, place), name) in service.messages.iter().zip(&places).zip(&names) {
        given.look_at(message.origin.span, "", &message.name, name);
        // What has no body has no type.
        if message.ty.is_some() {
            given.add(place, name);
        }
    }
    names
}

/// Where a message stands, in words that no other one has.
fn place(message: &Message) -> LedgerKey {
    let file = &message.origin.file;
    match &message.from {
        Sender::Webhook => LedgerKey::new(file, "webhooks", &message.key).then(&message.method),
        Sender::Callback { operation, address } => LedgerKey::new(file, "callbacks", operation)
            .then(&message.key)
            .then(address)
            .then(&message.method),
    }
}
