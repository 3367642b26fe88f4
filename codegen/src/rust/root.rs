//! The root of a service as it is emitted: client, builder, credential.

/// The accessor of a handle.
#[derive(Debug)]
pub(crate) struct Accessor {
    pub(crate) docs: Vec<String>,
    /// The method, which is also the module.
    pub(crate) name: String,
    pub(crate) handle: String,
}

/// The root of a REST service.
#[derive(Debug)]
pub(crate) struct RestRoot {
    pub(crate) base_url: String,
    pub(crate) client_docs: Vec<String>,
    pub(crate) new_docs: Vec<String>,
    pub(crate) builder_docs: Vec<String>,
    pub(crate) accessors: Vec<Accessor>,
    pub(crate) credentials: Vec<CredentialVariant>,
    pub(crate) envelope: Option<Envelope>,
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
