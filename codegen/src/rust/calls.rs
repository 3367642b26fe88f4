//! Calls as they are emitted: the handle, its methods, their requests, the wire constants.

use super::Ty;

/// The calls of a tag.
#[derive(Debug)]
pub(crate) struct Handle {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) methods: Vec<Method>,
}

/// A call of a handle.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    /// The request type that it returns.
    pub(crate) request: String,
    /// The static that describes it.
    pub(crate) operation: String,
    pub(crate) arguments: Vec<Argument>,
    /// The struct that holds the arguments, when there are too many for a signature.
    pub(crate) inputs: Option<String>,
    /// Fields of the request that start as a boolean that callers do not choose.
    pub(crate) set: Vec<(String, bool)>,
    /// Fields of the request that start as `None`.
    pub(crate) optional: Vec<String>,
    /// Fields of the request that start as `Maybe::Absent`.
    pub(crate) maybe: Vec<String>,
    /// The deprecated name of a call that was renamed.
    pub(crate) former: Option<String>,
}

/// A required input.
#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) ty: Ty,
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
    pub(crate) name: String,
    pub(crate) ty: Ty,
    /// The deprecated name of an input that was renamed.
    pub(crate) former: Option<String>,
}

/// How the fields of a request travel, and what comes back.
#[derive(Debug)]
pub(crate) struct RequestMacro {
    pub(crate) output: Ty,
    /// The name of the elements of a wrapped list, when the answer is one.
    pub(crate) item: Option<String>,
    /// Of a response in XML over REST.
    pub(crate) root: Option<Root>,
    pub(crate) lines: Vec<Line>,
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
