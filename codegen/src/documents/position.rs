//! What each position of a document contains, by the objects of the OpenAPI specification.
//!
//! A key has a meaning only in the object that defines it: below `properties` it names a property,
//! below `responses` a status, and inside an example it is data. Code that walks over documents
//! asks this module, and never decides by the name of a key alone. The target of a reference has
//! the position of the reference, wherever it is written.

use crate::keywords::{Keyword, Shape};
use crate::openapi::{Holds, ObjectKind, Swagger};
use crate::syntax::Node;

/// What a node is, by the place that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Position {
    One(ObjectKind),
    /// A mapping whose keys are names of the API, and each of whose values is such an object.
    Named(ObjectKind),
    /// Security requirements: a key may be a reference to a scheme.
    Requirements,
    /// Data of the API, of an extension, or for people only: nothing in it is a reference.
    Data,
}

use Position::{Data, Named, One, Requirements};

impl Position {
    /// What the root of an input is; nothing where another file decides what is in it.
    pub(crate) fn of_root(root: Node<'_>) -> Option<Self> {
        let has = |key: &str| root.get(key).is_some();
        if has("openapi") {
            Some(One(ObjectKind::Document))
        } else if has("soap") {
            Some(One(ObjectKind::Soap))
        } else if is_swagger(root) {
            Some(One(ObjectKind::Swagger(Swagger::Document)))
        } else {
            None
        }
    }

    /// What is in the place of a reference in this position.
    pub(crate) fn referred(self) -> Self {
        match self {
            One(ObjectKind::SoapType) => One(ObjectKind::Schema),
            kept @ (One(_) | Named(_) | Requirements | Data) => kept,
        }
    }

    /// The same position in the format of the file that is referred to; a file that names no format
    /// has that of the object that refers to it.
    pub(crate) fn in_format_of(self, root: Node<'_>) -> Self {
        let convert = if root.get("openapi").is_some() {
            in_openapi
        } else if is_swagger(root) {
            in_swagger
        } else {
            return self;
        };
        match self {
            One(kind) => One(convert(kind)),
            Named(kind) => Named(convert(kind)),
            Data | Requirements => self,
        }
    }

    /// Whether the object is one of Swagger 2.0.
    pub(crate) fn is_swagger(self) -> bool {
        match self {
            One(kind) | Named(kind) => matches!(kind, ObjectKind::Swagger(_)),
            Data | Requirements => false,
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
            Data | Requirements => Data,
            Named(kind) => One(kind),
            One(kind) => below(kind, key),
        }
    }

    /// Whether a reference can stand there.
    pub(crate) fn refers(self) -> bool {
        match self {
            Data | Requirements | Named(ObjectKind::SoapType) => false,
            Named(_) => true,
            One(kind) => kind.table().refers.is_some(),
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
const SWAGGER: &[(Swagger, ObjectKind)] = &[
    (Swagger::Document, ObjectKind::Document),
    (Swagger::Header, ObjectKind::Header),
    (Swagger::Operation, ObjectKind::Operation),
    (Swagger::Parameter, ObjectKind::Parameter),
    (Swagger::PathItem, ObjectKind::PathItem),
    (Swagger::Paths, ObjectKind::Paths),
    (Swagger::Response, ObjectKind::Response),
    (Swagger::Responses, ObjectKind::Responses),
    (Swagger::Schema, ObjectKind::Schema),
];

fn in_openapi(kind: ObjectKind) -> ObjectKind {
    let is = |older: Swagger| kind == ObjectKind::Swagger(older);
    let found = SWAGGER.iter().find(|(older, _)| is(*older));
    found.map_or(kind, |(_, newer)| *newer)
}

fn in_swagger(kind: ObjectKind) -> ObjectKind {
    let found = SWAGGER.iter().find(|(_, newer)| *newer == kind);
    found.map_or(kind, |(older, _)| ObjectKind::Swagger(*older))
}

/// What stands below a key of an object.
fn below(kind: ObjectKind, key: &str) -> Position {
    let holds = match (kind, Keyword::named(key)) {
        (ObjectKind::Schema | ObjectKind::Swagger(Swagger::Schema), None) => Holds::Data,
        (ObjectKind::Schema | ObjectKind::Swagger(Swagger::Schema), Some(keyword)) => {
            match keyword.row().shape {
                Shape::Schema | Shape::Items | Shape::Schemas => Holds::One(kind),
                Shape::NamedSchemas => Holds::Named(kind),
                Shape::Discriminator => Holds::One(ObjectKind::Discriminator),
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
                | Shape::NamesByName => Holds::Data,
            }
        }
        (kind, _) => kind.table().holds(key),
    };
    match holds {
        Holds::Data => Data,
        Holds::Requirements => Requirements,
        Holds::Schema => One(ObjectKind::Schema),
        Holds::Schemas => Named(ObjectKind::Schema),
        // A list has the position of its items.
        Holds::One(kind) | Holds::List(kind) => One(kind),
        Holds::Named(kind) => Named(kind),
    }
}
