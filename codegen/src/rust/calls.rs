//! Generated calls: the handle, its methods, their requests, the wire constants.

use super::{Named, Ty};

/// The calls of a tag.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) methods: Vec<Method>,
}

/// A method of a handle: a way to make a call.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    /// The request type that it returns.
    pub(crate) request: String,
    pub(crate) arguments: Vec<Argument>,
    /// The struct that holds the arguments, when there are too many for a signature.
    pub(crate) inputs: Option<String>,
    pub(crate) makes: Makes,
    /// The deprecated name of a call that was renamed.
    pub(crate) former: Option<String>,
}

/// What a method makes of its arguments.
#[derive(Debug)]
pub(crate) enum Makes {
    /// The request.
    Request {
        /// The static that describes the operation.
        operation: String,
        /// The fields of the request but for the call itself.
        fields: Vec<(String, Initial)>,
        /// An argument and its field that is set before it is sent.
        set: Option<(String, String, Initial)>,
    },
    /// What another method makes of some of them, and of a record that is made of the others.
    With {
        method: String,
        /// Those that are passed on.
        passed: Vec<Argument>,
        body: Built,
    },
}

/// A record in a variable.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) variable: String,
    pub(crate) ty: String,
    pub(crate) how: Building,
    /// What is then assigned to its fields.
    pub(crate) sets: Vec<(String, Initial)>,
}

/// How a record is made.
#[derive(Debug)]
pub(crate) enum Building {
    /// By its `Default`.
    Default,
    /// By its function `new`, of these arguments.
    New(Vec<Initial>),
    /// By its function `new`, of this struct with these fields.
    Required(Named, Vec<(String, Initial)>),
}

/// What a field starts as.
#[derive(Debug)]
pub(crate) enum Initial {
    /// An argument.
    Given(Given),
    None,
    /// Neither a value nor null.
    Absent,
    /// A boolean.
    Plain(bool),
    /// A boolean that need not be there.
    Chosen(bool),
    /// A boolean that need not be there and may be null.
    Maybe(bool),
    /// A value as it is written.
    Written(String),
}

/// An argument that becomes the value of a field.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) name: String,
    pub(crate) taken: Taken,
    pub(crate) held: Held,
    /// Whether what the field holds stands in a box.
    pub(crate) boxed: bool,
}

/// How a field holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// As it is.
    Plainly,
    Option,
    Maybe,
}

/// A required input.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) taken: Taken,
}

/// What callers give for a value.
#[derive(Clone, Debug)]
pub(crate) enum Taken {
    /// The value itself.
    Value(Ty),
    /// Anything that converts into it.
    Into(Ty),
    /// For a list: any number of what converts into its items.
    Each(Ty),
    /// For a map: any number of pairs of a key and a value, or what converts into it.
    Entries { value: Ty, converts: bool },
}

impl Taken {
    /// The type that the signature names.
    pub(crate) fn ty(&self) -> &Ty {
        match self {
            Self::Value(ty) | Self::Into(ty) | Self::Each(ty) => ty,
            Self::Entries { value, .. } => value,
        }
    }
}

/// A request: what a method returns and a caller awaits.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) fields: Vec<(String, Ty)>,
    pub(crate) setters: Vec<Setter>,
    pub(crate) wire: RequestMacro,
}

/// The method that sets an optional input.
#[derive(Debug)]
pub(crate) struct Setter {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) value: Given,
    /// The method that sets it to null, where that is not the same as leaving it out.
    pub(crate) null: Option<String>,
    /// The only value, where callers set it by the call alone.
    pub(crate) only: Option<String>,
    pub(crate) target: Target,
    /// The deprecated name of an input that was renamed.
    pub(crate) former: Option<String>,
}

/// What a setter sets.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A field of the request.
    Request { field: String },
    /// A field of the record that is the body.
    Body {
        body: String,
        field: String,
        /// Whether the request may be without one.
        optional: bool,
    },
}

/// How the fields of a request travel, and what comes back.
#[derive(Debug)]
pub(crate) struct RequestMacro {
    pub(crate) output: Ty,
    /// The name of the elements of a wrapped list, when the response is one.
    pub(crate) item: Option<String>,
    /// Of a response in XML over REST.
    pub(crate) root: Option<Root>,
    /// What has one value.
    pub(crate) constants: Vec<ConstantLine>,
    pub(crate) lines: Vec<Line>,
}

/// What a request always sends, on the wire.
#[derive(Debug)]
pub(crate) struct ConstantLine {
    /// As of a [`Line`].
    pub(crate) place: &'static str,
    pub(crate) wire: String,
    /// As a literal.
    pub(crate) value: String,
    /// The media type of a part.
    pub(crate) media_type: Option<String>,
    /// The words of its style.
    pub(crate) style: Option<String>,
}

/// The root of a document in XML.
#[derive(Debug)]
pub(crate) struct Root {
    /// Empty where any name is read.
    pub(crate) name: String,
    /// What its items are called, where it is a list.
    pub(crate) item: Option<String>,
}

/// A field of a request on the wire.
#[derive(Debug)]
pub(crate) struct Line {
    /// `path`, `query`, `header`, `cookie`, `body`, `json` and so on; none in SOAP, where all are
    /// children.
    pub(crate) place: Option<&'static str>,
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) item: Option<String>,
    /// Whether it is a list or a map of secrets.
    pub(crate) secret: bool,
    /// The media type of a part, which is no list or map of secrets.
    pub(crate) media_type: Option<String>,
    pub(crate) nullable: bool,
    /// The words of its style, where it is no single value.
    pub(crate) style: Option<String>,
    /// How its members are written as fields of a form, by wire name, where that is not as usual.
    pub(crate) members: Vec<(String, Writing)>,
}

/// How a field of a form is written.
#[derive(Clone, Debug)]
pub(crate) enum Writing {
    /// `deep`, `commas` and the like.
    Style(&'static str),
    /// As a part of this media type.
    MediaType(String),
}

/// The constant facts of an operation: `Operation::post("getKey",
/// "/v2/keys/get-key").reads_only()`.
#[derive(Debug)]
pub(crate) struct OperationStatic {
    pub(crate) name: String,
    /// The constructor and its arguments.
    pub(crate) constructor: &'static str,
    pub(crate) arguments: Vec<String>,
    /// The calls behind it: a name, and the expression that it takes.
    pub(crate) modifiers: Vec<(&'static str, Option<String>)>,
    /// The schemes that it needs, where it says so itself.
    pub(crate) needs: Option<Vec<Vec<String>>>,
}
