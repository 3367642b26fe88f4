//! What stands where in a description, by the objects of the OpenAPI specification.
//!
//! A key has a meaning only in the object that defines it: below `properties` it names a property,
//! below `responses` a status, and inside an example it is data. Whoever walks over documents asks
//! here and decides nothing by the name of a key alone. What a reference leads to is what stands in
//! its place, wherever that is written.

use crate::syntax::Node;

/// What a node is, by the place that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Position {
    One(Object),
    /// A mapping whose keys are names of the API, and each of whose values is such an object.
    Named(Object),
    /// Data of the API, of an extension, or for people only: nothing in it is a reference.
    Data,
}

/// An object of the specification that holds references, or others that do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    Callback,
    Components,
    Discriminator,
    Document,
    Encoding,
    Example,
    Header,
    Link,
    /// The names of schemas by the values of a discriminator, or references to them.
    Mapping,
    MediaType,
    Operation,
    Parameter,
    PathItem,
    Paths,
    RequestBody,
    Response,
    Responses,
    Schema,
    SecurityScheme,
    /// A SOAP description of ours.
    Soap,
    /// A type of such a description, which may be a schema of an OpenAPI document.
    SoapType,
}

use Object::{
    Callback, Components, Discriminator, Document, Encoding, Example, Header, Link, Mapping,
    MediaType, Operation, Parameter, PathItem, Paths, RequestBody, Response, Responses, Schema,
    SecurityScheme, Soap, SoapType,
};
use Position::{Data, Named, One};

impl Position {
    /// What the root of an input is; nothing where another file decides what is in it.
    pub(crate) fn of_root(root: Node<'_>) -> Option<Self> {
        let has = |key: &str| root.get(key).is_some();
        if has("openapi") {
            Some(One(Document))
        } else if has("soap") {
            Some(One(Soap))
        } else {
            None
        }
    }

    /// What stands in the place of a reference in this position.
    pub(crate) fn referred(self) -> Self {
        match self {
            One(SoapType) => One(Schema),
            other => other,
        }
    }

    /// The items of a sequence, each with its position, or the values of a mapping.
    pub(crate) fn inside(self, node: Node<'_>) -> impl Iterator<Item = (Node<'_>, Self)> {
        let items = node.items().map(move |item| (item, self));
        let values = node.entries();
        items.chain(values.map(move |entry| (entry.value, self.below(entry.key))))
    }

    /// What stands below a key.
    pub(crate) fn below(self, key: &str) -> Self {
        match self {
            Data => Data,
            Named(object) => One(object),
            One(object) => object.below(key),
        }
    }
}

impl Object {
    fn below(self, key: &str) -> Position {
        match self {
            // Their keys are of the API, but for extensions.
            Paths | Callback | Responses if key.starts_with("x-") => Data,
            Paths | Callback => One(PathItem),
            Responses => One(Response),
            Document => match key {
                "paths" => One(Paths),
                "webhooks" => Named(PathItem),
                "components" => One(Components),
                _ => Data,
            },
            Components => match key {
                "schemas" => Named(Schema),
                "responses" => Named(Response),
                "parameters" => Named(Parameter),
                "examples" => Named(Example),
                "requestBodies" => Named(RequestBody),
                "headers" => Named(Header),
                "securitySchemes" => Named(SecurityScheme),
                "links" => Named(Link),
                "callbacks" => Named(Callback),
                "pathItems" => Named(PathItem),
                _ => Data,
            },
            PathItem => match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" => {
                    One(Operation)
                }
                "parameters" => One(Parameter),
                _ => Data,
            },
            Operation => match key {
                "parameters" => One(Parameter),
                "requestBody" => One(RequestBody),
                "responses" => One(Responses),
                "callbacks" => Named(Callback),
                _ => Data,
            },
            Parameter | Header => match key {
                "schema" => One(Schema),
                "content" => Named(MediaType),
                "examples" => Named(Example),
                _ => Data,
            },
            RequestBody => match key {
                "content" => Named(MediaType),
                _ => Data,
            },
            Response => match key {
                "headers" => Named(Header),
                "content" => Named(MediaType),
                "links" => Named(Link),
                _ => Data,
            },
            MediaType => match key {
                "schema" | "itemSchema" => One(Schema),
                "examples" => Named(Example),
                "encoding" => Named(Encoding),
                _ => Data,
            },
            Encoding => match key {
                "headers" => Named(Header),
                _ => Data,
            },
            Schema => match key {
                "additionalItems"
                | "additionalProperties"
                | "allOf"
                | "anyOf"
                | "contains"
                | "contentSchema"
                | "else"
                | "if"
                | "items"
                | "not"
                | "oneOf"
                | "prefixItems"
                | "propertyNames"
                | "then"
                | "unevaluatedItems"
                | "unevaluatedProperties" => One(Schema),
                "$defs" | "definitions" | "dependentSchemas" | "patternProperties"
                | "properties" => Named(Schema),
                "discriminator" => One(Discriminator),
                _ => Data,
            },
            Discriminator => match key {
                "mapping" => One(Mapping),
                _ => Data,
            },
            Soap => match key {
                "types" => Named(SoapType),
                _ => Data,
            },
            Example | Link | Mapping | SecurityScheme | SoapType => Data,
        }
    }
}
