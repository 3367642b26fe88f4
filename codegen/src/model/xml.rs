//! The form of values in XML, from the `xml` of their schemas.

use crate::source::Span;

/// The name of an element or an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct XmlName {
    pub(crate) local: String,
    /// Only of a name in a namespace.
    pub(crate) prefix: Option<String>,
    pub(crate) namespace: Option<String>,
}

impl XmlName {
    /// A name of which no namespace is known.
    pub(crate) fn plain(local: &str) -> Self {
        Self {
            local: local.to_owned(),
            prefix: None,
            namespace: None,
        }
    }

    /// Whether a text can be a name, or a prefix.
    pub(crate) fn is_name(text: &str) -> bool {
        let mut characters = text.chars();
        let starts = characters
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_');
        starts && characters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    }

    /// The name as tables of the runtime write it: `name`, `{namespace}name` or
    /// `{namespace}prefix:name`.
    pub(crate) fn written(&self) -> String {
        match (&self.namespace, &self.prefix) {
            (None, _) => self.local.clone(),
            (Some(namespace), None) => format!("{{{namespace}}}{}", self.local),
            (Some(namespace), Some(prefix)) => format!("{{{namespace}}}{prefix}:{}", self.local),
        }
    }
}

/// What a value is in XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum XmlNode {
    Element(XmlName),
    Attribute(XmlName),
    /// The text of the element around it.
    Text,
    /// A CDATA section of the element around it.
    CData,
    /// An element of its own that holds the items of a list.
    List {
        name: XmlName,
        item: XmlName,
    },
    /// The items of a list, as elements of the element around it.
    Items(XmlName),
    /// What the description says, and no table: why.
    Unsaid(String),
}

/// The root of a body or a response in XML.
#[derive(Clone, Debug)]
pub(crate) struct XmlRoot {
    /// The media type.
    pub(crate) span: Span,
    pub(crate) media_type: String,
    /// An element without a name is read whatever it is called.
    pub(crate) node: XmlNode,
}
