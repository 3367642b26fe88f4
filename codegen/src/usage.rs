//! Which protocols use each type, and whether calls send it, return it, or both.

use crate::model::{
    Access, Api, Field, Location, Operation, Presence, Protocol, Record, Type, TypeId, Wire,
};
use crate::rust::Start;

/// The most values that a function takes one by one; more come as a struct.
pub(crate) const MOST_ARGUMENTS: usize = 4;

/// Which way a type travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Calls return it.
    Read,
    /// Calls send it.
    Write,
    Both,
}

/// Who uses each type, and which way it travels.
#[derive(Debug)]
pub(crate) struct Usage {
    read: Vec<bool>,
    written: Vec<bool>,
    rest: Vec<bool>,
    soap: Vec<bool>,
    /// Types that travel as XML over REST.
    xml: Vec<bool>,
    /// Types that travel otherwise.
    elsewhere: Vec<bool>,
    /// Types that stand on their own: the error codes.
    always: Vec<bool>,
}

impl Usage {
    /// Follows every operation to the types that it takes and returns.
    pub(crate) fn of(api: &Api) -> Self {
        let none = vec![false; api.types.len()];
        let mut usage = Self {
            read: none.clone(),
            written: none.clone(),
            rest: none.clone(),
            soap: none.clone(),
            xml: none.clone(),
            elsewhere: none.clone(),
            always: none,
        };
        for service in &api.services {
            let protocol = match &service.protocol {
                Protocol::Rest(rest) => {
                    if let Some(codes) = rest.envelope.as_ref().and_then(|envelope| envelope.codes)
                    {
                        usage.always[codes.index()] = true;
                    }
                    &mut usage.rest
                }
                Protocol::Soap(_) => &mut usage.soap,
            };
            for operation in &service.operations {
                types_of(operation).for_each(|ty| api.mark_reachable(ty, protocol));
                let in_xml: Vec<_> = in_xml(operation).collect();
                for ty in types_of(operation) {
                    let is_xml = in_xml.iter().any(|one| std::ptr::eq(*one, ty));
                    let seen = if is_xml {
                        &mut usage.xml
                    } else {
                        &mut usage.elsewhere
                    };
                    api.mark_reachable(ty, seen);
                }
                for ty in operation.response_types() {
                    api.mark_reachable(ty, &mut usage.read);
                }
                for ty in operation.taken() {
                    api.mark_reachable(ty, &mut usage.written);
                }
            }
            for ty in service.messages.iter().filter_map(|sent| sent.ty.as_ref()) {
                api.mark_reachable(ty, protocol);
                api.mark_reachable(ty, &mut usage.read);
                api.mark_reachable(ty, &mut usage.elsewhere);
            }
        }
        usage
    }

    /// Has types that are names for others travel as those do, and the other way round.
    pub(crate) fn unite(&mut self, aliases: impl Iterator<Item = (TypeId, TypeId)>) {
        let aliases: Vec<_> = aliases
            .map(|(alias, of)| (alias.index(), of.index()))
            .collect();
        for set in [
            &mut self.read,
            &mut self.written,
            &mut self.rest,
            &mut self.soap,
            &mut self.xml,
            &mut self.elsewhere,
            &mut self.always,
        ] {
            for &(alias, of) in &aliases {
                set[of] |= set[alias];
            }
            for &(alias, of) in &aliases {
                set[alias] = set[of];
            }
        }
    }

    /// Whether a type is emitted at all.
    pub(crate) fn emitted(&self, id: TypeId) -> bool {
        let at = id.index();
        self.rest[at] || self.soap[at] || self.always[at]
    }

    /// Whether a type travels over SOAP.
    pub(crate) fn over_soap(&self, id: TypeId) -> bool {
        self.soap[id.index()]
    }

    /// Whether a type travels as XML over REST.
    pub(crate) fn over_xml(&self, id: TypeId) -> bool {
        self.xml[id.index()]
    }

    /// Whether a type travels as XML over REST and not otherwise.
    pub(crate) fn only_over_xml(&self, id: TypeId) -> bool {
        self.xml[id.index()] && !self.elsewhere[id.index()]
    }

    /// Which way a type travels.
    pub(crate) fn direction(&self, id: TypeId) -> Direction {
        match (self.read[id.index()], self.written[id.index()]) {
            (true, true) => Direction::Both,
            (false, true) => Direction::Write,
            _ => Direction::Read,
        }
    }

    /// Whether calls send a type.
    pub(crate) fn is_sent(&self, id: TypeId) -> bool {
        self.written[id.index()]
    }

    /// Whether a field of a record tells null from absence: where calls send it. What only arrives
    /// is there or it is not.
    pub(crate) fn is_maybe(&self, id: TypeId, field: &Field) -> bool {
        field.presence == Presence::OptionalNullable
            && self.is_sent(id)
            && field.access != Access::ReadOnly
    }

    /// What callers begin a record with.
    pub(crate) fn start(&self, id: TypeId, record: &Record) -> Start {
        if !self.is_sent(id) {
            return Start::Nothing;
        }
        let asked = record.fields.iter().filter(|field| field.is_asked());
        match asked.count() {
            0 => Start::Default,
            1..=MOST_ARGUMENTS => Start::New,
            _ => Start::Required,
        }
    }

    /// Whether a type stands on its own, whatever calls there are.
    pub(crate) fn stands_alone(&self, id: TypeId) -> bool {
        self.always[id.index()]
    }
}

/// The types that a call over REST sends and returns as XML.
pub(crate) fn in_xml(operation: &Operation) -> impl Iterator<Item = &Type> {
    let output = &operation.output;
    let whole = output.root.iter().map(|_| &output.ty);
    let choices = output.choices.iter();
    let by_status = choices.filter(|choice| choice.root.is_some());
    let body = match &operation.wire {
        Wire::Rest(rest) => rest.body.as_ref().and_then(|body| body.root.as_ref()),
        Wire::Soap(_) => None,
    };
    let errors = operation.errors.iter();
    let failed = errors.filter(|error| error.root.is_some());
    let inputs = operation.inputs.iter();
    let sent = inputs.filter(move |input| body.is_some() && input.place == Location::Body);
    whole
        .chain(by_status.map(|choice| &choice.ty))
        .chain(failed.filter_map(|error| error.ty.as_ref()))
        .chain(sent.map(|input| &input.ty))
}

/// The types that a call names: what it returns and takes.
pub(crate) fn types_of(operation: &Operation) -> impl Iterator<Item = &Type> {
    operation.response_types().chain(operation.taken())
}
