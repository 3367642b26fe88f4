//! What stands where in a description, by the objects of the OpenAPI specification.
//!
//! A key has a meaning only in the object that defines it: below `properties` it names a property,
//! below `responses` a status, and inside an example it is data. Whoever walks over documents asks
//! here and decides nothing by the name of a key alone. What a reference leads to is what is in
//! its place, wherever that is written.

use crate::keywords::{Keyword, Shape};
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
    /// A document of Swagger 2.0, before it is lifted; and so the others.
    Swagger,
    SwaggerHeader,
    SwaggerOperation,
    SwaggerParameter,
    SwaggerPathItem,
    SwaggerPaths,
    SwaggerResponse,
    SwaggerResponses,
    SwaggerSchema,
}

use Object::{
    Callback, Components, Discriminator, Document, Encoding, Example, Header, Link, Mapping,
    MediaType, Operation, Parameter, PathItem, Paths, RequestBody, Response, Responses, Schema,
    SecurityScheme, Soap, SoapType, Swagger, SwaggerHeader, SwaggerOperation, SwaggerParameter,
    SwaggerPathItem, SwaggerPaths, SwaggerResponse, SwaggerResponses, SwaggerSchema,
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
        } else if is_swagger(root) {
            Some(One(Swagger))
        } else {
            None
        }
    }

    /// What is in the place of a reference in this position.
    pub(crate) fn referred(self) -> Self {
        match self {
            One(SoapType) => One(Schema),
            other => other,
        }
    }

    /// The same position in the format of the file that is referred to; a file that names no format
    /// has that of whoever refers to it.
    pub(crate) fn in_format_of(self, root: Node<'_>) -> Self {
        let convert = if root.get("openapi").is_some() {
            Object::in_openapi
        } else if is_swagger(root) {
            Object::in_swagger
        } else {
            return self;
        };
        match self {
            One(object) => One(convert(object)),
            Named(object) => Named(convert(object)),
            Data => Data,
        }
    }

    /// Whether the object is one of Swagger 2.0.
    pub(crate) fn is_swagger(self) -> bool {
        match self {
            One(object) | Named(object) => object.in_openapi() != object,
            Data => false,
        }
    }

    /// The items of a sequence, each with its position, or the values of a mapping.
    pub(crate) fn inside(self, node: Node<'_>) -> impl Iterator<Item = (Node<'_>, Self)> {
        let items = node.items().map(move |item| (item, self));
        let values = node.entries();
        items.chain(values.map(move |entry| (entry.value, self.below(entry.key))))
    }

    /// What is below a key.
    pub(crate) fn below(self, key: &str) -> Self {
        match self {
            Data => Data,
            Named(object) => One(object),
            One(object) => object.below(key),
        }
    }
}

/// Whether a file is a document of Swagger 2.0.
pub(crate) fn is_swagger(root: Node<'_>) -> bool {
    let has = |key: &str| root.get(key).is_some();
    let version = root.get("swagger").and_then(Node::text);
    version.is_some_and(|version| matches!(version.trim(), "2.0" | "2"))
        && !has("openapi")
        && !has("soap")
}

/// What the objects of Swagger 2.0 are in OpenAPI.
const SWAGGER: &[(Object, Object)] = &[
    (Swagger, Document),
    (SwaggerHeader, Header),
    (SwaggerOperation, Operation),
    (SwaggerParameter, Parameter),
    (SwaggerPathItem, PathItem),
    (SwaggerPaths, Paths),
    (SwaggerResponse, Response),
    (SwaggerResponses, Responses),
    (SwaggerSchema, Schema),
];

impl Object {
    fn in_openapi(self) -> Self {
        let found = SWAGGER.iter().find(|(older, _)| *older == self);
        found.map_or(self, |(_, newer)| *newer)
    }

    fn in_swagger(self) -> Self {
        let found = SWAGGER.iter().find(|(_, newer)| *newer == self);
        found.map_or(self, |(older, _)| *older)
    }

    fn below(self, key: &str) -> Position {
        match self {
            // Their keys are of the API, but for extensions.
            Paths | Callback | Responses | SwaggerPaths | SwaggerResponses
                if key.starts_with("x-") =>
            {
                Data
            }
            Paths | Callback => One(PathItem),
            Responses => One(Response),
            SwaggerPaths => One(SwaggerPathItem),
            SwaggerResponses => One(SwaggerResponse),
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
                "mediaTypes" => Named(MediaType),
                _ => Data,
            },
            PathItem => match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query" => One(Operation),
                "additionalOperations" => Named(Operation),
                "parameters" => One(Parameter),
                _ => Data,
            },
            Swagger => match key {
                "paths" => One(SwaggerPaths),
                "definitions" => Named(SwaggerSchema),
                "parameters" => Named(SwaggerParameter),
                "responses" => Named(SwaggerResponse),
                _ => Data,
            },
            SwaggerPathItem => match key {
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" => {
                    One(SwaggerOperation)
                }
                "parameters" => One(SwaggerParameter),
                _ => Data,
            },
            SwaggerOperation => match key {
                "parameters" => One(SwaggerParameter),
                "responses" => One(SwaggerResponses),
                _ => Data,
            },
            SwaggerParameter => match key {
                "schema" => One(SwaggerSchema),
                _ => Data,
            },
            SwaggerResponse => match key {
                "schema" => One(SwaggerSchema),
                "headers" => Named(SwaggerHeader),
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
                "itemEncoding" | "prefixEncoding" => One(Encoding),
                _ => Data,
            },
            Encoding => match key {
                "headers" => Named(Header),
                "encoding" => Named(Encoding),
                "itemEncoding" | "prefixEncoding" => One(Encoding),
                _ => Data,
            },
            Schema | SwaggerSchema => {
                match Keyword::named(key).map(|keyword| keyword.row().shape) {
                    Some(Shape::Schema | Shape::Items | Shape::Schemas) => One(self),
                    Some(Shape::NamedSchemas) => Named(self),
                    Some(Shape::Discriminator) => One(Discriminator),
                    Some(
                        Shape::Any
                        | Shape::Flag
                        | Shape::Number
                        | Shape::Exclusive
                        | Shape::Text
                        | Shape::Types
                        | Shape::Names
                        | Shape::Values
                        | Shape::Reference
                        | Shape::Object
                        | Shape::NamesByName,
                    )
                    | None => Data,
                }
            }
            Discriminator => match key {
                "mapping" => One(Mapping),
                _ => Data,
            },
            Soap => match key {
                "types" => Named(SoapType),
                _ => Data,
            },
            Example | Link | Mapping | SecurityScheme | SoapType | SwaggerHeader => Data,
        }
    }
}
