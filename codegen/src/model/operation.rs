//! Operations: what a call takes, returns and does.

use super::{Body, ErrorResponse, Facts, Needs, Origin, Output, Pagination, Presence, Style, Type};

/// A call.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its id in the description, unique in its service.
    pub(crate) id: String,
    /// The method name that the description asks for, where the id is not to be it.
    pub(crate) rust_name: Option<String>,
    /// Its id in an earlier description.
    pub(crate) renamed_from: Option<String>,
    pub(crate) origin: Origin,
    /// Whether the description gives it no id, so that its method and its path are all that it says.
    pub(crate) derived: bool,
    /// What tells it in a name from the call of the same operation that is made for the first media
    /// type; absent for that one.
    pub(crate) variant: Option<String>,
    /// Index of the group in the service.
    pub(crate) tag: usize,
    /// The names of further tags that it has.
    pub(crate) also: Vec<String>,
    /// One sentence.
    pub(crate) summary: String,
    /// Markdown that follows the summary.
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    /// The sunset date (`x-sunset`), as the description writes it.
    pub(crate) sunset: Option<String>,
    pub(crate) effect: Effect,
    /// In the order in which callers pass them.
    pub(crate) inputs: Vec<Input>,
    /// What is sent and has one value, but for what the record of the body writes: no caller passes
    /// it.
    pub(crate) constants: Vec<Input>,
    pub(crate) output: Output,
    /// Responses that are errors.
    pub(crate) errors: Vec<ErrorResponse>,
    /// How its responses are pages of one list, where they are.
    pub(crate) pagination: Option<Pagination>,
    pub(crate) example: Example,
    pub(crate) wire: Wire,
}

impl Operation {
    /// What the call says itself of the credentials that it needs.
    pub(crate) fn needs(&self) -> Option<&Needs> {
        match &self.wire {
            Wire::Rest(rest) => rest.needs.as_ref(),
            Wire::Soap(_) => None,
        }
    }

    /// What is sent, where there is something.
    pub(crate) fn body(&self) -> Option<&Body> {
        match &self.wire {
            Wire::Rest(rest) => rest.body.as_ref(),
            Wire::Soap(_) => None,
        }
    }

    /// The record that the body can be given as, besides property by property.
    pub(crate) fn record(&self) -> Option<&Type> {
        self.body()?.record.as_ref()
    }

    /// Whether the call can do without its body, and not without a property of it where there is
    /// one.
    pub(crate) fn may_lack_body(&self) -> bool {
        self.body().is_some_and(|body| !body.required)
            && self.inputs.iter().any(|input| {
                input.place == Location::BodyField && input.presence == Presence::Required
            })
    }

    /// Every type that callers give: those of the inputs, and the record of the body.
    pub(crate) fn taken(&self) -> impl Iterator<Item = &Type> {
        let inputs = self.inputs.iter().map(|input| &input.ty);
        inputs.chain(self.record())
    }

    /// Every type that a response can be of, errors included.
    pub(crate) fn response_types(&self) -> impl Iterator<Item = &Type> {
        let errors = self.errors.iter().filter_map(|error| error.ty.as_ref());
        self.output.types().chain(errors)
    }
}

/// What repeating a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It only reads.
    Read,
    /// Repeating it changes nothing more.
    Idempotent,
    /// Repeating it may act twice.
    Write,
}

/// A value that a caller passes.
#[derive(Debug)]
pub(crate) struct Input {
    /// The parameter, property or element name.
    pub(crate) wire: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    /// Its name in an earlier description.
    pub(crate) renamed_from: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) place: Location,
    /// How it is written there; none for a single value, and for a list whose items are sent one by
    /// one.
    pub(crate) style: Option<Style>,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) facts: Facts,
}

/// Where a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    Path,
    Query,
    /// As the whole query string.
    QueryString,
    Header,
    Cookie,
    /// A field of the body.
    BodyField,
    /// The body as a whole.
    Body,
    /// A child of the SOAP request element.
    Child,
}

/// Values that the documentation can show.
#[derive(Debug, Default)]
pub(crate) struct Example {
    /// By input wire name.
    pub(crate) inputs: Vec<(String, Value)>,
}

/// A value in an example.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    /// As it is written.
    Number(String),
    Boolean(bool),
}

/// How a call travels.
#[derive(Debug)]
pub(crate) enum Wire {
    Rest(RestCall),
    Soap(SoapCall),
}

/// A call over HTTP.
#[derive(Debug)]
pub(crate) struct RestCall {
    /// As it is sent.
    pub(crate) method: String,
    /// The path template: `/v2/users/key/{id}`.
    pub(crate) path: String,
    /// The address that it goes to, where that is another than the service's.
    pub(crate) server: Option<String>,
    /// Whether the response is wrapped in the service's envelope.
    pub(crate) enveloped: bool,
    /// The credentials that it needs, where it says so itself.
    pub(crate) needs: Option<Needs>,
    /// What is sent, where there is something.
    pub(crate) body: Option<Body>,
}

/// A call over SOAP.
#[derive(Debug)]
pub(crate) struct SoapCall {
    /// The request element and action name.
    pub(crate) element: String,
    /// Whether the session travels as first child.
    pub(crate) session: bool,
    /// The id of the operation of another service that does the same.
    pub(crate) equivalent: Option<String>,
}
