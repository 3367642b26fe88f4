//! Types: records, open enumerations, and the types of their values.

use super::{Constant, Facts, Origin, XmlNode};

/// Names a type of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(u32);

impl TypeId {
    /// The id of the type at this place of the list.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place of the type in the list.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type with a name of its own.
#[derive(Debug)]
pub(crate) struct TypeDefinition {
    /// Its name in the description.
    pub(crate) name: String,
    /// Where it stands, if it is described inline.
    pub(crate) inline: Option<Inline>,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    /// Markdown; empty where the description says nothing.
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    /// Its name in an earlier description.
    pub(crate) renamed_from: Option<String>,
    pub(crate) facts: Facts,
    /// Whether it is an enumeration that stands beside any text in the description.
    pub(crate) takes_any_text: bool,
    pub(crate) shape: Shape,
}

/// Where an inline type stands: the same, whatever is called like it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Inline {
    /// What holds it.
    pub(crate) holder: Holder,
    /// The component that holds it; empty where none does.
    pub(crate) owner: String,
    /// The steps from the component to it, as a JSON pointer has them.
    pub(crate) place: Vec<String>,
    /// What it is called where no component has the name.
    pub(crate) name: String,
}

/// What holds an inline schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Holder {
    /// The component of the name that the place has.
    Schema,
    /// An operation, or the parameters that those of a path share.
    Operation,
    /// A component that is no schema, a webhook or a callback, of this name.
    Part(String),
    /// A file that is no API.
    File,
}

impl TypeDefinition {
    /// What it is called in the description, or would be if no component had the name.
    pub(crate) fn called(&self) -> &str {
        self.inline
            .as_ref()
            .map_or(&self.name, |inline| &inline.name)
    }
}

/// What the values of a named type are.
#[derive(Debug)]
pub(crate) enum Shape {
    Record(Record),
    Enumeration(Vec<EnumValue>),
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// Values of one of several types.
#[derive(Debug, Default)]
pub(crate) struct Union {
    /// The property whose text tells the variants apart, where there is one.
    pub(crate) tag: Option<String>,
    /// In the order of the description.
    pub(crate) variants: Vec<Variant>,
}

impl Union {
    /// The variant that one of another description was: of the same name and format, or the only
    /// one of the name in both.
    pub(crate) fn counterpart<'u>(
        &'u self,
        other: &Self,
        variant: &Variant,
    ) -> Option<&'u Variant> {
        let of_name = |union: &Self| {
            let variants = union.variants.iter();
            variants.filter(|one| one.name == variant.name).count()
        };
        let mut named = self.variants.iter().filter(|one| one.name == variant.name);
        named
            .clone()
            .find(|one| one.format == variant.format)
            .or_else(|| {
                named
                    .next()
                    .filter(|_| of_name(self) == 1 && of_name(other) == 1)
            })
    }
}

/// One of the types of a union.
#[derive(Debug)]
pub(crate) struct Variant {
    /// What it is called: the name of its schema, or what its values are.
    pub(crate) name: String,
    /// Whether it is called by what its values are.
    pub(crate) unnamed: bool,
    /// What tells it from others of the name: how its numbers are stored. Empty where the name says
    /// all that there is.
    pub(crate) format: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) docs: String,
    pub(crate) ty: Type,
    /// The texts of the tag that stand for it.
    pub(crate) tags: Vec<String>,
    /// Whether its values may be without the tag.
    pub(crate) untagged: bool,
}

/// Named fields, in the order of the description.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) fields: Vec<Field>,
    /// Whether the last field keeps what the description says nothing of.
    pub(crate) keeps_undescribed: bool,
}

/// A field of a record.
#[derive(Debug)]
pub(crate) struct Field {
    /// The property or element name; of further properties the key that describes them.
    pub(crate) wire: String,
    /// What it is where the record travels as XML.
    pub(crate) xml: XmlNode,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) access: Access,
    pub(crate) facts: Facts,
}

/// Which way a field travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Access {
    /// Both ways.
    #[default]
    Any,
    /// Only responses hold it.
    ReadOnly,
    /// Calls only take it.
    WriteOnly,
}

/// Whether a value can be missing, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always there.
    Required,
    /// Always there; callers start at its default.
    Defaulted,
    /// Always there, and may be null.
    Nullable,
    /// May be absent.
    Optional,
    /// May be absent, and may be null, which are two things.
    OptionalNullable,
    /// A map of whatever the other fields are not for: it may be empty.
    Further,
}

impl Presence {
    /// Whether the value is always there, be it as null.
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Defaulted | Self::Nullable)
    }

    /// Whether callers cannot do without giving it.
    pub(crate) fn is_asked(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

impl Field {
    /// Whether callers cannot do without giving it.
    pub(crate) fn is_asked(&self) -> bool {
        self.presence.is_asked() && self.constant().is_none()
    }

    /// The only value that it has, where there is one.
    pub(crate) fn constant(&self) -> Option<&Constant> {
        self.ty.constant()
    }
}

/// A value as JSON writes it.
pub(super) fn json(scalar: Scalar, wire: &str) -> String {
    match scalar {
        Scalar::Text => serde_json::Value::from(wire).to_string(),
        Scalar::Integer | Scalar::Number | Scalar::Boolean => wire.to_owned(),
    }
}

/// A value of an open enumeration.
#[derive(Debug)]
pub(crate) struct EnumValue {
    /// Its text, or its number or boolean as JSON writes it.
    pub(crate) wire: String,
    pub(crate) scalar: Scalar,
    /// What the description calls it, where its name follows from that and not from the wire.
    pub(crate) called: Option<String>,
    /// What the description says in other words, where its text is a name; else empty.
    pub(crate) title: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    /// Its text in an earlier description.
    pub(crate) renamed_from: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) docs: String,
}

/// How the items of a list are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// As members of a JSON array.
    Member,
    /// As elements of this name inside a wrapping element.
    Element(String),
}

impl EnumValue {
    /// The value as JSON writes it.
    pub(crate) fn json(&self) -> String {
        json(self.scalar, &self.wire)
    }

    /// The text that its name is made of, where the description asks for no name.
    pub(crate) fn label(&self) -> &str {
        self.called.as_ref().unwrap_or(&self.wire)
    }
}

/// How a value of an enumeration is written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Scalar {
    Text,
    Integer,
    /// A number with a fraction, or with an exponent.
    Number,
    Boolean,
}

/// What the values of an enumeration are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    Texts,
    /// Integers that 64 bits hold.
    Integers,
    /// Anything else, and several of them.
    Mixed,
}

impl Values {
    /// What these values are.
    pub(crate) fn of(values: &[EnumValue]) -> Self {
        let all = |holds: fn(&EnumValue) -> bool| values.iter().all(holds);
        if all(|value| value.scalar == Scalar::Text) {
            Self::Texts
        } else if all(|value| value.scalar == Scalar::Integer && value.wire.parse::<i64>().is_ok())
        {
            Self::Integers
        } else {
            Self::Mixed
        }
    }
}

/// The widths of integers but for the two usual ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    I8,
    I16,
    I128,
    U8,
    U16,
    U32,
    U64,
    U128,
}

impl Width {
    /// Its type in Rust.
    pub(crate) fn rust(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I128 => "i128",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::U128 => "u128",
        }
    }

    /// The format that descriptions say it by.
    pub(crate) fn format(self) -> &'static str {
        match self {
            Self::I8 => "int8",
            Self::I16 => "int16",
            Self::I128 => "int128",
            Self::U8 => "uint8",
            Self::U16 => "uint16",
            Self::U32 => "uint32",
            Self::U64 => "uint64",
            Self::U128 => "uint128",
        }
    }

    /// The least and the greatest value; of the greatest width as much as can be told.
    pub(crate) fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::I128 => (i128::MIN, i128::MAX),
            Self::U8 => (0, u8::MAX.into()),
            Self::U16 => (0, u16::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::U64 => (0, u64::MAX.into()),
            Self::U128 => (0, i128::MAX),
        }
    }
}

impl Type {
    /// The value, where it is one alone.
    pub(crate) fn constant(&self) -> Option<&Constant> {
        let Self::Constant(constant) = self else {
            return None;
        };
        Some(constant)
    }

    /// How its values are built, whatever a single value is.
    pub(crate) fn form(&self) -> Form<'_> {
        match self {
            Self::Boolean
            | Self::Int32
            | Self::Int64
            | Self::Integer(_)
            | Self::Float32
            | Self::Float64
            | Self::Decimal
            | Self::Text
            | Self::Secret
            | Self::DateTime
            | Self::Date
            | Self::Base64
            | Self::Constant(_) => Form::Scalar,
            Self::Json => Form::Json,
            Self::Upload => Form::Upload,
            Self::Nothing => Form::Nothing,
            Self::Named(id) => Form::Named(*id),
            Self::Optional(inner) => Form::Optional(inner),
            Self::List(inner, _) => Form::List(inner),
            Self::Tuple(places) => Form::Tuple(places),
            Self::Map(inner) => Form::Map(inner),
        }
    }

    /// The same, to be changed.
    pub(crate) fn parts_mut(&mut self) -> &mut [Self] {
        match self {
            Self::Optional(inner) | Self::List(inner, _) | Self::Map(inner) => {
                std::slice::from_mut(inner)
            }
            Self::Tuple(places) => places,
            Self::Boolean
            | Self::Int32
            | Self::Int64
            | Self::Integer(_)
            | Self::Float32
            | Self::Float64
            | Self::Decimal
            | Self::Text
            | Self::Secret
            | Self::DateTime
            | Self::Date
            | Self::Base64
            | Self::Json
            | Self::Upload
            | Self::Nothing
            | Self::Constant(_)
            | Self::Named(_) => &mut [],
        }
    }

    /// What its values are if they are there: the type without the `Option` around it.
    pub(crate) fn present(&self) -> &Self {
        if let Self::Optional(inner) = self {
            inner
        } else {
            self
        }
    }

    /// How complex clippy finds it, at this depth in another type: ten for each name in it, times
    /// the depth of the name.
    pub(crate) fn complexity(&self, depth: usize) -> usize {
        let inside = depth + 1;
        let key = if matches!(self, Self::Map(_)) {
            10 * inside
        } else {
            0
        };
        let parts = self.parts().iter().map(|part| part.complexity(inside));
        10 * depth + key + parts.sum::<usize>()
    }

    /// The types that it is made of: of the value, the items, the places; none of a named one.
    pub(crate) fn parts(&self) -> &[Self] {
        match self.form() {
            Form::Optional(inner) | Form::List(inner) | Form::Map(inner) => {
                std::slice::from_ref(inner)
            }
            Form::Tuple(places) => places,
            Form::Scalar | Form::Json | Form::Upload | Form::Nothing | Form::Named(_) => &[],
        }
    }
}

/// How the values of a type are built.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form<'t> {
    /// A single value, which is one text wherever it travels.
    Scalar,
    Json,
    Upload,
    Nothing,
    Named(TypeId),
    Optional(&'t Type),
    List(&'t Type),
    Tuple(&'t [Type]),
    Map(&'t Type),
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Boolean,
    Int32,
    Int64,
    /// An integer of another width.
    Integer(Width),
    Float32,
    Float64,
    /// A number with all its digits.
    Decimal,
    Text,
    /// Text that is never printed.
    Secret,
    DateTime,
    Date,
    /// Bytes that travel as text.
    Base64,
    /// Any JSON: what a description says and no other type can.
    Json,
    /// Bytes that are sent as they are: a body, or a file of a form.
    Upload,
    /// Nothing at all: a response without content.
    Nothing,
    /// One value: a property that must be there, or an alternative of a union.
    Constant(Constant),
    Named(TypeId),
    /// A value that may be missing, where no [`Presence`] says so: a member of a list, the result
    /// of a call.
    Optional(Box<Type>),
    List(Box<Type>, Item),
    /// A list of as many values as there are types, one of each: never objects.
    Tuple(Vec<Type>),
    Map(Box<Type>),
}
