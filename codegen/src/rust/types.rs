//! Types as they are emitted.

/// A type in a signature or a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    Bool,
    I32,
    I64,
    F32,
    F64,
    String,
    Secret,
    DateTime,
    /// Any JSON.
    Json,
    Unit,
    /// A type of the `types` module.
    Named(String),
    Boxed(Box<Ty>),
    Option(Box<Ty>),
    Vec(Box<Ty>),
    Map(Box<Ty>),
}

/// Which way a type travels, and so which conversions it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Read,
    Write,
    Both,
}

/// A record: a struct and its wire names.
#[derive(Debug)]
pub(crate) struct TypeStruct {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    pub(crate) direction: Direction,
    pub(crate) fields: Vec<RecordField>,
}

/// A field of a record.
#[derive(Debug)]
pub(crate) struct RecordField {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) wire: String,
    /// The name of the elements of a wrapped list.
    pub(crate) item: Option<String>,
    /// Whether `None` is null and not absence.
    pub(crate) nullable: bool,
}

/// An open enumeration.
#[derive(Debug)]
pub(crate) struct OpenEnum {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    pub(crate) variants: Vec<EnumVariant>,
    /// The deprecated names of variants that were renamed.
    pub(crate) former: Vec<Former>,
}

/// A value of an open enumeration.
#[derive(Debug)]
pub(crate) struct EnumVariant {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) wire: String,
}

/// Another name for a type.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    pub(crate) ty: Ty,
}

/// The deprecated name of a type that was renamed.
#[derive(Clone, Debug)]
pub(crate) struct Former {
    pub(crate) name: String,
    /// Its name now.
    pub(crate) now: String,
}

/// The required inputs of a call that has too many for a signature.
#[derive(Debug)]
pub(crate) struct Inputs {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) fields: Vec<(Vec<String>, String, Ty)>,
}
