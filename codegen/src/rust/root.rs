//! The generated root of a service: client, builder, credential.

use super::Gate;

/// The accessor of a handle.
#[derive(Debug)]
pub(crate) struct Accessor {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) handle: String,
    pub(crate) gate: Gate,
}

/// The root of a REST service.
#[derive(Debug)]
pub(crate) struct RestRoot {
    pub(crate) base_url: Option<BaseUrl>,
    pub(crate) client_docs: Vec<String>,
    pub(crate) new_docs: Vec<String>,
    pub(crate) builder_docs: Vec<String>,
    pub(crate) accessors: Vec<Accessor>,
    pub(crate) identity: Identity,
    pub(crate) envelope: Option<Envelope>,
}

/// Where calls go by default.
#[derive(Debug)]
pub(crate) struct BaseUrl {
    pub(crate) docs: Vec<String>,
    pub(crate) url: String,
}

/// What a client identifies itself with.
#[derive(Debug)]
pub(crate) enum Identity {
    Nothing,
    /// Any one of these, which every call carries.
    One(Vec<CredentialVariant>),
    /// Any of these, of which a call carries those that it needs.
    Several(CredentialsStruct),
}

impl Identity {
    /// The runtime types that it is written with.
    pub(crate) fn types(&self) -> Vec<&'static str> {
        match self {
            Self::Nothing => Vec::new(),
            Self::One(variants) => variants.iter().map(|variant| variant.ty).collect(),
            Self::Several(credentials) => {
                let fields = credentials.fields.iter().map(|field| field.ty);
                let from = credentials.from.iter().map(|(ty, _)| *ty);
                fields.chain(from).collect()
            }
        }
    }
}

/// The credentials of a client.
#[derive(Debug)]
pub(crate) struct CredentialsStruct {
    pub(crate) fields: Vec<CredentialField>,
    /// The types that are enough by themselves, and the field that each becomes.
    pub(crate) from: Vec<(&'static str, String)>,
    /// The schemes that calls need which say nothing else.
    pub(crate) needs: Vec<Vec<String>>,
}

/// A credential among others.
#[derive(Debug)]
pub(crate) struct CredentialField {
    pub(crate) docs: Vec<String>,
    /// The field, which is also the method that sets it.
    pub(crate) name: String,
    /// The runtime type that it holds.
    pub(crate) ty: &'static str,
    /// Whether callers usually hold something that only converts into the type.
    pub(crate) converts: bool,
    /// The scheme, as the description calls it.
    pub(crate) scheme: String,
    /// `header`, `query`, `cookie`, `bearer`, `basic` or `token`.
    pub(crate) place: &'static str,
    /// The name there, or the token endpoint.
    pub(crate) wire: Option<String>,
}

/// A way to say who calls.
#[derive(Debug)]
pub(crate) struct CredentialVariant {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    /// The runtime type that it holds.
    pub(crate) ty: &'static str,
    /// The header that it travels in; none for a bearer token.
    pub(crate) header: Option<String>,
}

/// The wire names of the envelope.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub(crate) success: String,
    pub(crate) data: String,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// What the calls that it wraps depend on.
    pub(crate) gate: Gate,
}

/// The root of a SOAP service.
#[derive(Debug)]
pub(crate) struct SoapRoot {
    pub(crate) endpoint: String,
    pub(crate) namespace: String,
    pub(crate) session: Option<String>,
    pub(crate) client_docs: Vec<String>,
    pub(crate) new_docs: Vec<String>,
    pub(crate) builder_docs: Vec<String>,
    pub(crate) accessors: Vec<Accessor>,
}
