//! What the `xml` of a schema says: which node of a document its values are, and what that is
//! called.
//!
//! A name is that of the `xml` of the schema, or of what it refers to; else of the property; at the
//! root that of the component. What no table can say is kept as such: nothing is reported of types
//! that never travel as XML.

use super::response::is_prose;
use super::schema;
use crate::documents::LONGEST_CHAIN;
use crate::keywords::Keyword;
use crate::model::{XmlName, XmlNode};
use crate::schemas::SchemaRef;
use crate::syntax::{Kind, Node};

/// The keys of an `xml` object.
const KEYS: &[&str] = &[
    "attribute",
    "name",
    "namespace",
    "nodeType",
    "prefix",
    "wrapped",
];

/// Prefixes that need no namespace beside them.
const KNOWN: &[(&str, &str)] = &[
    ("xml", "http://www.w3.org/XML/1998/namespace"),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
];

/// What is said of a schema on the way to the one that describes its values.
#[derive(Default)]
struct Said<'d> {
    /// Whether any `xml` is there.
    any: bool,
    node_type: Option<&'d str>,
    name: Option<&'d str>,
    namespace: Option<&'d str>,
    prefix: Option<&'d str>,
    attribute: Option<bool>,
    wrapped: Option<bool>,
    /// What the last reference is called.
    component: Option<String>,
    /// The schema of the items of a list.
    items: Option<SchemaRef<'d>>,
    is_list: bool,
    is_root: bool,
    /// Whether all values are text.
    is_text: bool,
}

/// What the property of a record is.
pub(super) fn field(schema: Option<SchemaRef<'_>>, property: &str) -> XmlNode {
    let said = schema.map_or_else(|| Ok(Said::default()), said);
    said.and_then(|said| said.node(Some(property)))
        .unwrap_or_else(XmlNode::Unsaid)
}

/// What the root of a body is, or that of a response, which may have any name; nothing where the
/// schema describes no structure, so that the document is a text.
pub(super) fn root(schema: SchemaRef<'_>, is_response: bool) -> Option<XmlNode> {
    let said = match said(schema) {
        Ok(said) => Said {
            is_root: true,
            ..said
        },
        Err(why) => return Some(XmlNode::Unsaid(why)),
    };
    if said.is_text && !said.any {
        return None;
    }
    let inferred = said.component.clone();
    let inferred = inferred.or_else(|| is_response.then(String::new));
    let node = said.node(inferred.as_deref());
    Some(match node {
        Ok(XmlNode::Items(item)) => match said.label(inferred.as_deref(), false) {
            // A document has one root, whatever the list says.
            Ok(name) => XmlNode::List { name, item },
            Err(why) => XmlNode::Unsaid(why),
        },
        Ok(XmlNode::Attribute(_) | XmlNode::Text | XmlNode::CData) => {
            XmlNode::Unsaid("is the root of the document, and so an element".to_owned())
        }
        Ok(node @ (XmlNode::Element(_) | XmlNode::List { .. } | XmlNode::Unsaid(_))) => node,
        Err(why) => XmlNode::Unsaid(why),
    })
}

/// Collects what is said of a schema; fails where that cannot be meant.
fn said<'d>(schema: SchemaRef<'d>) -> Result<Said<'d>, String> {
    let mut said = Said::default();
    let mut at = schema;
    for _ in 0..LONGEST_CHAIN {
        if let Some(xml) = at.schema().data(Keyword::Xml) {
            said.take(xml)?;
        }
        let is_element = said.node_type == Some("element");
        let (Some(reference), Some(target)) = (at.reference(), at.target()) else {
            break;
        };
        said.component = (reference.name.as_deref().map(str::to_owned)).or(said.component);
        at = target;
        let xml = at.data(Keyword::Xml);
        let says_nothing = !at.has(Keyword::Reference)
            && schema::kinds(at) != ["array"]
            && xml.is_none_or(|xml| xml.get("nodeType").is_none());
        if is_element && says_nothing {
            return Err("is an element around that of another schema".to_owned());
        }
    }
    let kinds = schema::kinds(at);
    said.items = at.under(Keyword::Items).filter(|items| items.is_object());
    said.is_list = kinds.contains(&"array") || (kinds.is_empty() && said.items.is_some());
    said.is_text = match kinds.as_slice() {
        [] => at.schema().says.iter().all(is_prose),
        kinds => kinds.iter().all(|kind| matches!(*kind, "string" | "null")),
    };
    Ok(said)
}

impl<'d> Said<'d> {
    /// Adds an `xml` object; what is known already stays.
    fn take(&mut self, xml: Node<'d>) -> Result<(), String> {
        if xml.kind() != Kind::Mapping {
            return Err(format!("has an `xml` that is {}", xml.describe()));
        }
        for entry in xml.entries() {
            if !KEYS.contains(&entry.key) && !entry.key.starts_with("x-") {
                return Err(format!("has the unknown key `{}` in its `xml`", entry.key));
            }
        }
        let text = |key: &str| match xml.get(key) {
            None => Ok(None),
            Some(value) => value
                .text()
                .map(|text| Some(text).filter(|text| !text.is_empty()))
                .ok_or_else(|| format!("has a `{key}` in its `xml` that is not text")),
        };
        let flag = |key: &str| match xml.get(key) {
            None => Ok(None),
            Some(value) => value.as_bool().map(Some).ok_or_else(|| {
                format!("has a `{key}` in its `xml` that is neither true nor false")
            }),
        };
        let (name, prefix) = (text("name")?, text("prefix")?);
        let (namespace, node_type) = (text("namespace")?, text("nodeType")?);
        let (attribute, wrapped) = (flag("attribute")?, flag("wrapped")?);
        if node_type.is_some() && (attribute.is_some() || wrapped.is_some()) {
            return Err("has `nodeType` beside `attribute` or `wrapped` in its `xml`".to_owned());
        }
        self.any = true;
        self.name = self.name.or(name);
        self.prefix = self.prefix.or(prefix);
        self.namespace = self.namespace.or(namespace);
        self.node_type = self.node_type.or(node_type);
        self.attribute = self.attribute.or(attribute);
        self.wrapped = self.wrapped.or(wrapped);
        Ok(())
    }

    /// The node, of the inferred name where it has none of its own.
    fn node(&self, inferred: Option<&str>) -> Result<XmlNode, String> {
        let is_attribute = self.attribute == Some(true);
        let is_wrapped = self.wrapped == Some(true);
        match (self.node_type, self.is_list) {
            (None | Some("element"), false) if !is_attribute => {
                Ok(XmlNode::Element(self.label(inferred, false)?))
            }
            (None, _) if is_attribute => Ok(XmlNode::Attribute(self.label(inferred, true)?)),
            (Some("attribute"), _) => Ok(XmlNode::Attribute(self.label(inferred, true)?)),
            (Some("text"), _) => Ok(XmlNode::Text),
            (Some("cdata"), _) => Ok(XmlNode::CData),
            (Some("element"), true) => self.wrapped(inferred),
            (None, true) if is_wrapped => self.wrapped(inferred),
            (None | Some("none"), true) => {
                let item = self.item(inferred)?;
                Ok(XmlNode::Items(item))
            }
            (Some("none"), false) => Err("holds what stands in the element around it".to_owned()),
            (Some(other), _) => Err(format!("has the unknown `nodeType` `{other}`")),
            (None, false) => unreachable!("an element or an attribute"),
        }
    }

    fn wrapped(&self, inferred: Option<&str>) -> Result<XmlNode, String> {
        let name = self.label(inferred, false)?;
        // Items without a name are called like the element around them.
        let item = self.item(Some(self.name.or(inferred).unwrap_or_default()))?;
        Ok(XmlNode::List { name, item })
    }

    /// The name of the items of a list.
    fn item(&self, inferred: Option<&str>) -> Result<XmlName, String> {
        let Some(items) = self.items else {
            return Self::default().label(inferred, false);
        };
        let said = said(items)?;
        // Which may be one of itself.
        if said.is_list {
            return Err("is a list of lists".to_owned());
        }
        let component = said.component.as_deref();
        let inferred = inferred.filter(|name| !name.is_empty());
        let inferred = if self.is_root {
            component.or(inferred)
        } else {
            inferred.or(component)
        };
        match said.node(inferred)? {
            XmlNode::Element(name) => Ok(name),
            XmlNode::Attribute(_)
            | XmlNode::Text
            | XmlNode::CData
            | XmlNode::List { .. }
            | XmlNode::Items(_)
            | XmlNode::Unsaid(_) => Err("is a list of what is not an element".to_owned()),
        }
    }

    /// The name of an element or an attribute.
    fn label(&self, inferred: Option<&str>, is_attribute: bool) -> Result<XmlName, String> {
        let Some(written) = self.name.or(inferred) else {
            return Err("has no name, which `name` in its `xml` would give it".to_owned());
        };
        let (prefix, local) = match written.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (self.prefix, written),
        };
        let known = KNOWN.iter().find(|(known, _)| Some(*known) == prefix);
        let namespace = match known {
            Some((_, namespace)) => Some(*namespace),
            None => self.namespace,
        };
        let is_anything = written.is_empty() && self.name.is_none();
        if !(is_anything || XmlName::is_name(local)) || !prefix.is_none_or(XmlName::is_name) {
            return Err(format!(
                "would be called `{written}`, which is not a name in XML"
            ));
        }
        match (namespace, prefix) {
            (None, Some(prefix)) => Err(format!("has the prefix `{prefix}` and no namespace")),
            (Some(_), None) if is_attribute => {
                Err("is an attribute in a namespace and has no prefix".to_owned())
            }
            (Some(namespace), _) if namespace.contains(['}', '{']) => Err(format!(
                "has the namespace `{namespace}`, which is not an address"
            )),
            (namespace, prefix) => Ok(XmlName {
                local: local.to_owned(),
                prefix: prefix.map(str::to_owned),
                namespace: namespace.map(str::to_owned),
            }),
        }
    }
}
