//! The schema keywords, each once: the type of its value, what it says about values, how two of
//! them merge in `allOf`, and how it is supported.
//!
//! All code that needs to know a keyword by name uses this table. A new keyword is a row here, and
//! the code for its own meaning, if it has one.

/// What stands under a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Anything: data, or something that only people read.
    Any,
    Flag,
    Number,
    /// A number, or a boolean as in 3.0.
    Exclusive,
    Text,
    /// The name of a type, or a list of these.
    Types,
    /// A list of property names.
    Names,
    /// A list of values.
    Values,
    Schema,
    /// A schema, or a list of schemas as in older drafts.
    Items,
    /// A list of schemas.
    Schemas,
    /// Schemas by name.
    NamedSchemas,
    Reference,
    Discriminator,
    /// An object for people or for other formats.
    Object,
    /// Lists of property names, by the names of other properties.
    NamesByName,
}

/// What a keyword says of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// What the values are made of.
    Structure,
    /// Which of them are allowed, whatever they are made of.
    Restriction,
    /// Nothing: it is for people, or about the place where it stands.
    Annotation,
    /// Something that depends on other keywords.
    Own,
}

/// How the values of a keyword become one where several parts of a schema have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merge {
    /// The merger has a rule for this keyword alone.
    Own,
    /// It says something of the part that has it, and holds for the whole only where that part
    /// stands in the schema itself.
    Local,
    /// The larger number says more.
    Larger,
    /// The smaller number says more.
    Smaller,
    /// True says more.
    True,
    /// The last one counts.
    Last,
}

/// The values that a keyword says something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Applies {
    All,
    Texts,
    Numbers,
    TextsAndNumbers,
    Arrays,
    Objects,
}

/// Which change of a limit lets fewer values pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tightens {
    Larger,
    Smaller,
    /// A number that the old one is no multiple of.
    NoMultiple,
    /// Any change.
    Always,
}

/// A limit on values, as people are told of it and as two descriptions are compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// In words, with `{}` for the value.
    words: &'static str,
    pub(crate) tightens: Tightens,
    /// The keyword that limits the same side, where there are two.
    pub(crate) side: Keyword,
}

impl Limit {
    /// The limit at a value, in words.
    pub(crate) fn at(&self, value: &str) -> String {
        let words = self.words.replace("{}", value);
        match value.trim_matches('`') {
            "1" => (words.replace("characters", "character"))
                .replace("items", "item")
                .replace("entries", "entry"),
            _ => words,
        }
    }
}

/// What becomes of a keyword in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It is read, or only people read it.
    Read,
    /// It is passed over, which is reported.
    Ignored,
    /// It is read beside `$ref`, and unknown elsewhere.
    BesideReference,
}

/// What is known of a keyword.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) role: Role,
    pub(crate) merge: Merge,
    pub(crate) applies: Applies,
    pub(crate) reading: Reading,
    pub(crate) limit: Option<Limit>,
    /// Whether it is reflected beside `$ref`, where it says something of one use of a schema.
    pub(crate) beside_reference: bool,
}

impl Row {
    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            role: Role::Own,
            merge: Merge::Last,
            applies: Applies::All,
            reading: Reading::Read,
            limit: None,
            beside_reference: false,
        }
    }

    /// Says nothing of values.
    const fn annotation(self) -> Self {
        Self {
            role: Role::Annotation,
            merge: Merge::Local,
            beside_reference: true,
            ..self
        }
    }

    const fn restriction(self, applies: Applies) -> Self {
        Self {
            role: Role::Restriction,
            applies,
            ..self
        }
    }

    const fn structure(self, applies: Applies) -> Self {
        Self {
            role: Role::Structure,
            merge: Merge::Own,
            applies,
            ..self
        }
    }

    const fn of(self, applies: Applies) -> Self {
        Self { applies, ..self }
    }

    const fn merged(self, merge: Merge) -> Self {
        Self { merge, ..self }
    }

    const fn limits(self, words: &'static str, tightens: Tightens, side: Keyword) -> Self {
        Self {
            limit: Some(Limit {
                words,
                tightens,
                side,
            }),
            beside_reference: true,
            ..self
        }
    }

    const fn beside_reference(self) -> Self {
        Self {
            beside_reference: true,
            ..self
        }
    }

    const fn read(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }
}

macro_rules! keywords {
    ($($variant:ident = $name:literal, $shape:ident $(, $rule:ident($($argument:expr),*))*;)*) => {
        /// A keyword of schemas.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Keyword {
            $($variant,)*
        }

        const TABLE: &[Row] = &[
            $(Row::new($name, Shape::$shape)$(.$rule($($argument),*))*,)*
        ];

        impl Keyword {
            /// Every keyword.
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The keyword of a name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

use Applies::{Arrays, Numbers, Objects, Texts, TextsAndNumbers};
use Merge::{Larger, Local, Own, Smaller, True};
use Reading::{BesideReference, Ignored};
use Tightens::{Always, NoMultiple};

keywords! {
    Reference = "$ref", Reference, merged(Own), beside_reference();
    DynamicReference = "$dynamicRef", Any;
    Anchor = "$anchor", Any, annotation();
    DynamicAnchor = "$dynamicAnchor", Any, annotation();
    Comment = "$comment", Any, annotation();
    Id = "$id", Any, annotation();
    MetaSchema = "$schema", Any, annotation();
    Vocabulary = "$vocabulary", Any;
    Defs = "$defs", NamedSchemas, annotation();
    Definitions = "definitions", NamedSchemas, annotation();

    AllOf = "allOf", Schemas, merged(Own);
    AnyOf = "anyOf", Schemas, merged(Own);
    OneOf = "oneOf", Schemas, merged(Own);
    Discriminator = "discriminator", Discriminator, merged(Local);

    Type = "type", Types, merged(Own);
    Format = "format", Text, restriction(TextsAndNumbers);
    Enum = "enum", Values, structure(Applies::All);
    Const = "const", Any, structure(Applies::All);
    Nullable = "nullable", Flag, annotation();

    Properties = "properties", NamedSchemas, structure(Objects);
    PatternProperties = "patternProperties", NamedSchemas, structure(Objects);
    AdditionalProperties = "additionalProperties", Schema, structure(Objects);
    UnevaluatedProperties = "unevaluatedProperties", Schema, of(Objects);
    Required = "required", Names, restriction(Objects), merged(Own);
    PropertyNames = "propertyNames", Schema, restriction(Objects);
    DependentRequired = "dependentRequired", NamesByName, restriction(Objects);
    Dependencies = "dependencies", Any, restriction(Objects);
    DependentSchemas = "dependentSchemas", NamedSchemas, restriction(Objects), read(Ignored);
    MinProperties = "minProperties", Number, restriction(Objects), merged(Larger),
        limits("at least {} entries", Tightens::Larger, Keyword::MinProperties);
    MaxProperties = "maxProperties", Number, restriction(Objects), merged(Smaller),
        limits("at most {} entries", Tightens::Smaller, Keyword::MaxProperties);

    Items = "items", Items, structure(Arrays);
    PrefixItems = "prefixItems", Schemas, structure(Arrays), merged(Merge::Last);
    AdditionalItems = "additionalItems", Schema, of(Arrays);
    UnevaluatedItems = "unevaluatedItems", Schema, of(Arrays), read(Ignored);
    Contains = "contains", Schema, restriction(Arrays);
    MinContains = "minContains", Number, restriction(Arrays);
    MaxContains = "maxContains", Number, restriction(Arrays);
    MinItems = "minItems", Number, restriction(Arrays), merged(Larger),
        limits("at least {} items", Tightens::Larger, Keyword::MinItems);
    MaxItems = "maxItems", Number, restriction(Arrays), merged(Smaller),
        limits("at most {} items", Tightens::Smaller, Keyword::MaxItems);
    UniqueItems = "uniqueItems", Flag, restriction(Arrays), merged(True),
        limits("without duplicates", Always, Keyword::UniqueItems);

    Minimum = "minimum", Number, restriction(Numbers), merged(Larger),
        limits("at least {}", Tightens::Larger, Keyword::Minimum);
    ExclusiveMinimum = "exclusiveMinimum", Exclusive, restriction(Numbers), merged(Larger),
        limits("more than {}", Tightens::Larger, Keyword::Minimum);
    Maximum = "maximum", Number, restriction(Numbers), merged(Smaller),
        limits("at most {}", Tightens::Smaller, Keyword::Maximum);
    ExclusiveMaximum = "exclusiveMaximum", Exclusive, restriction(Numbers), merged(Smaller),
        limits("less than {}", Tightens::Smaller, Keyword::Maximum);
    MultipleOf = "multipleOf", Number, restriction(Numbers),
        limits("a multiple of {}", NoMultiple, Keyword::MultipleOf);

    MinLength = "minLength", Number, restriction(Texts), merged(Larger),
        limits("at least {} characters", Tightens::Larger, Keyword::MinLength);
    MaxLength = "maxLength", Number, restriction(Texts), merged(Smaller),
        limits("at most {} characters", Tightens::Smaller, Keyword::MaxLength);
    Pattern = "pattern", Text, restriction(Texts),
        limits("matching {}", Always, Keyword::Pattern);
    ContentEncoding = "contentEncoding", Text, of(Texts), beside_reference();
    ContentMediaType = "contentMediaType", Text, of(Texts), beside_reference();
    ContentSchema = "contentSchema", Schema, of(Texts), read(Ignored);

    If = "if", Schema, restriction(Applies::All), read(Ignored);
    Then = "then", Schema, restriction(Applies::All), read(Ignored);
    Else = "else", Schema, restriction(Applies::All), read(Ignored);
    Not = "not", Schema, restriction(Applies::All);

    Title = "title", Any, annotation();
    Summary = "summary", Any, annotation(), read(BesideReference);
    Description = "description", Any, annotation();
    Default = "default", Any, annotation(), merged(Merge::Last);
    Example = "example", Any, annotation();
    Examples = "examples", Any, annotation();
    Deprecated = "deprecated", Any, annotation();
    Sunset = "x-sunset", Text, annotation();
    ReadOnly = "readOnly", Flag, annotation(), merged(True);
    WriteOnly = "writeOnly", Flag, annotation(), merged(True);
    ExternalDocs = "externalDocs", Object, annotation();
    Xml = "xml", Object, annotation();

    Secret = "x-bindery-secret", Any, merged(True);
    RustName = "x-bindery-name", Any, merged(Local), beside_reference();
    RenamedFrom = "x-bindery-renamed-from", Any, merged(Local), beside_reference();
    EnumVarNames = "x-enum-varnames", Any, merged(Local);
    EnumNames = "x-enumNames", Any, merged(Local);
    EnumNamesInKebab = "x-enum-names", Any, merged(Local);
    EnumDescriptions = "x-enum-descriptions", Any, merged(Local);
    EnumDescriptionsInCamel = "x-enumDescriptions", Any, merged(Local);
}

impl Keyword {
    /// What is known of it.
    pub(crate) fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether it says what values are made of: `required` names properties, and restricts them.
    pub(crate) fn is_structure(self) -> bool {
        self.row().role == Role::Structure || self == Self::Required
    }

    /// Whether it is an extension, which means nothing to most readers.
    pub(crate) fn is_extension(self) -> bool {
        self.name().starts_with("x-")
    }

    /// Whether it is a rule about values that no type, format or limit of the code says.
    pub(crate) fn is_rule(self) -> bool {
        let row = self.row();
        let is_said = matches!(self, Self::Format | Self::Required);
        row.role == Role::Restriction && row.limit.is_none() && !is_said
    }

    /// Whether it says something of values of a type, and nothing of others.
    pub(crate) fn is_only_of(self, kind: &str) -> bool {
        match self.row().applies {
            Applies::All => false,
            Texts => kind == "string",
            Numbers => matches!(kind, "integer" | "number"),
            TextsAndNumbers => matches!(kind, "string" | "integer" | "number"),
            Arrays => kind == "array",
            Objects => kind == "object",
        }
    }
}
