//! Names of elements and attributes, as the tables of generated code write them.

/// A name: `name`, `{namespace}name` or `{namespace}prefix:name`.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    /// What the description says; nothing where it says nothing.
    pub(crate) namespace: Option<&'static str>,
    /// Of a name that is written with one. A name in a namespace without a prefix makes that
    /// namespace the default.
    pub(crate) prefix: Option<&'static str>,
    pub(crate) local: &'static str,
}

impl Name {
    /// Takes a name apart.
    pub(crate) fn of(written: &'static str) -> Self {
        let in_namespace = written
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        let Some((namespace, name)) = in_namespace else {
            return Self {
                namespace: None,
                prefix: None,
                local: written,
            };
        };
        let (prefix, local) = match name.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, name),
        };
        Self {
            namespace: Some(namespace),
            prefix,
            local,
        }
    }
}
