//! Generated types.

use super::{Argument, Given};

/// A type in a signature or a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    Bool,
    I32,
    I64,
    /// A type that is always there, by its name.
    Plain(&'static str),
    /// What has one value; with its path where the API has a type of that name.
    Constant {
        qualified: bool,
    },
    F32,
    F64,
    String,
    Secret,
    DateTime,
    /// Any JSON.
    Json,
    Unit,
    /// A type of the crate.
    Named(Named),
    /// A type of the runtime; with its path where the API has one of its name.
    Runtime {
        name: &'static str,
        qualified: bool,
        /// The type that it is made of.
        of: Option<Box<Ty>>,
    },
    /// A type that stands in the same file.
    Own(String),
    Boxed(Box<Ty>),
    Option(Box<Ty>),
    /// Absent, null, or there.
    Maybe(Box<Ty>),
    Vec(Box<Ty>),
    Map(Box<Ty>),
    /// Two or more values.
    Tuple(Vec<Ty>),
}

/// A type of the crate, as a file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The name; with the modules before it where the file has another of the name.
    pub(crate) path: String,
    /// The module that the file imports it from.
    pub(crate) from: Option<String>,
}

/// A record: a struct and its wire names.
#[derive(Debug)]
pub(crate) struct TypeStruct {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    pub(crate) start: Start,
    /// Whether the `Default` of each field's type is what it starts at.
    pub(crate) starts_empty: bool,
    /// The struct that `new` takes, where it takes one.
    pub(crate) required: Option<String>,
    pub(crate) fields: Vec<RecordField>,
    /// Where its fields are in XML, where it travels so over REST.
    pub(crate) markup: Option<Vec<MarkupLine>>,
}

/// Where a field of a record is in XML.
#[derive(Debug)]
pub(crate) struct MarkupLine {
    /// `attribute`, `element`, `list`, `items`, `text` or `cdata`; none of what has no element.
    pub(crate) node: Option<&'static str>,
    pub(crate) field: String,
    /// Of the element or attribute; none of text.
    pub(crate) name: Option<String>,
    /// Of the items of a list in an element of its own.
    pub(crate) item: Option<String>,
    /// Whether `None` is nil and not absence.
    pub(crate) nullable: bool,
    /// Its only value, as a literal.
    pub(crate) constant: Option<String>,
    /// Whether it is absent from some of what is read, though it has one value.
    pub(crate) absent: bool,
}

/// What callers begin a record with, when they do not write out every field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Nothing: callers do not build the record.
    Nothing,
    /// `Default`: no field has to be given.
    Default,
    /// The function `new`, which takes the fields that have to be given.
    New,
    /// The function `new`, which takes them in a struct.
    Required,
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
    /// Whether it keeps what the other fields are not for.
    pub(crate) further: bool,
    /// Whether it holds secrets that are to be written into a request.
    pub(crate) secret: bool,
    /// Whether only responses hold it, of a record that calls take as well.
    pub(crate) read_only: bool,
    /// What it is as long as callers say nothing; `None` where they have to.
    pub(crate) initial: Option<String>,
    /// Whether that is a default of the description.
    pub(crate) starts: bool,
    /// What callers give for it, where they have to.
    pub(crate) given: Given,
    /// Its only value, as a literal: it is no field of callers then.
    pub(crate) constant: Option<String>,
    /// Whether it is absent from some of what is read, though it has one value.
    pub(crate) absent: bool,
}

/// An open enumeration.
#[derive(Debug)]
pub(crate) struct OpenEnum {
    /// The macro that makes it readable.
    pub(crate) table: &'static str,
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
    /// What stands for it on the wire, as a literal.
    pub(crate) wire: String,
}

/// One of several types.
#[derive(Debug)]
pub(crate) struct UnionType {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) name: String,
    /// The property whose text tells the variants apart.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<UnionVariant>,
    /// The variants in the order in which a text is read as one of them, where all have a text
    /// form; those of one value with it, as a literal.
    pub(crate) text: Option<Vec<(String, Option<String>)>>,
    /// How callers make each variant; empty where no call sends the union.
    pub(crate) alternatives: Vec<Alternative>,
}

/// How callers make a variant of a union.
#[derive(Debug)]
pub(crate) struct Alternative {
    /// The constructor.
    pub(crate) name: String,
    pub(crate) variant: String,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) made: Made,
    /// What converts into the variant, but for a record in a box: a word of the table, and the type
    /// behind it.
    pub(crate) from: Vec<(&'static str, Option<Ty>)>,
}

/// What a constructor makes of its arguments.
#[derive(Debug)]
pub(crate) enum Made {
    /// The value that the only argument gives.
    Value,
    /// The record that the only argument is, in a box.
    Boxed(Ty),
    /// A record in a box, by its `Default`.
    Default(Ty),
    /// A record in a box, by its function `new`.
    New(Ty),
}

/// One of the types of a union.
#[derive(Debug)]
pub(crate) struct UnionVariant {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    pub(crate) ty: Ty,
    /// Its only value, as a literal: it holds nothing then.
    pub(crate) constant: Option<String>,
    /// Whether it holds a box of the type.
    pub(crate) boxed: bool,
    /// What its values look like, where that decides.
    pub(crate) kind: Option<&'static str>,
    /// The required keys of its values.
    pub(crate) required: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) untagged: bool,
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
