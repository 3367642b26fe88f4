//! A schema: the value of each of its keywords.

use std::rc::Rc;

use crate::keywords::Keyword;
use crate::source::Span;
use crate::syntax::{Kind, Node};

/// Names a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(u32);

impl SchemaId {
    pub(crate) fn of_index(index: usize) -> Self {
        // A document has fewer nodes than that.
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema, without the way to those that it refers to.
#[derive(Clone, Debug)]
pub(crate) struct Schema<'d> {
    /// What is written; nothing of a schema that stands nowhere.
    pub(crate) written: Option<Node<'d>>,
    /// Where it stands, or what it is made of.
    pub(crate) at: Span,
    /// What it says, in the order in which it is written.
    pub(crate) says: Vec<Said<'d>>,
    /// What composing found out of it.
    pub(crate) composed: Option<Box<Composed>>,
}

/// What is known of a schema by what it is composed of, or composes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Composed {
    /// What it is called by the schema that describes it, where others hold it too.
    pub(crate) home: Option<Rc<str>>,
    /// What it is called among alternatives, where it stands nowhere.
    pub(crate) label: Option<Rc<str>>,
    /// The alternative that it was before it got what stands beside all of them.
    pub(crate) alternative: Option<SchemaId>,
    /// Why its parts are not one description.
    pub(crate) failure: Option<&'static str>,
}

/// A keyword with its value.
#[derive(Clone, Debug)]
pub(crate) struct Said<'d> {
    /// Nothing where no version of the specification has it.
    pub(crate) keyword: Option<Keyword>,
    /// As it is written.
    pub(crate) key: &'d str,
    pub(crate) span: Span,
    /// What is written under it.
    pub(crate) node: Node<'d>,
    pub(crate) value: Value<'d>,
}

/// The value of a keyword.
#[derive(Clone, Debug)]
pub(crate) enum Value<'d> {
    /// What can be anything is read from its node.
    Data,
    /// Of another shape than the keyword takes.
    Malformed,
    Flag(bool),
    Number(&'d str),
    Text(&'d str),
    /// The names of types, each where it is written.
    Types {
        names: Vec<Node<'d>>,
        /// Whether null is another one.
        or_null: bool,
    },
    /// Names of properties, or values.
    List(Vec<Node<'d>>),
    Schema(SchemaId),
    Schemas(Vec<SchemaId>),
    Named(Vec<Named<'d>>),
    Reference(Reference),
}

/// A schema under a name.
#[derive(Clone, Debug)]
pub(crate) struct Named<'d> {
    pub(crate) name: &'d str,
    pub(crate) span: Span,
    pub(crate) schema: SchemaId,
}

/// A reference to a schema.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// What it names; nothing where it was reported that nothing is there.
    pub(crate) target: Option<SchemaId>,
    /// What it calls it.
    pub(crate) name: Option<Rc<str>>,
}

impl<'d> Said<'d> {
    /// A keyword that composing says, with what it was taken from.
    pub(crate) fn of(keyword: Keyword, span: Span, node: Node<'d>, value: Value<'d>) -> Self {
        Self {
            keyword: Some(keyword),
            key: keyword.name(),
            span,
            node,
            value,
        }
    }
}

impl<'d> Schema<'d> {
    /// A schema that stands nowhere.
    pub(crate) fn made(at: Span, says: Vec<Said<'d>>) -> Self {
        Self {
            written: None,
            at,
            says,
            composed: None,
        }
    }

    /// Whether it is an object with keywords.
    pub(crate) fn is_object(&self) -> bool {
        self.written.is_none_or(|node| node.kind() == Kind::Mapping)
    }

    /// Whether it is written as `true` or `false`, and which of them.
    pub(crate) fn as_bool(&self) -> Option<bool> {
        self.written?.as_bool()
    }

    /// Where to point for it: at its first keyword where it has one.
    pub(crate) fn head(&self) -> Span {
        self.says.first().map_or(self.at, |said| said.span)
    }

    /// What it says under a keyword.
    pub(crate) fn said(&self, keyword: Keyword) -> Option<&Said<'d>> {
        self.says.iter().find(|said| said.keyword == Some(keyword))
    }

    pub(crate) fn has(&self, keyword: Keyword) -> bool {
        self.said(keyword).is_some()
    }

    /// Whether it has one of these keywords.
    pub(crate) fn has_any(&self, keywords: &[Keyword]) -> bool {
        keywords.iter().any(|keyword| self.has(*keyword))
    }

    /// What is written under a keyword.
    pub(crate) fn data(&self, keyword: Keyword) -> Option<Node<'d>> {
        self.said(keyword).map(|said| said.node)
    }

    /// What is written under a keyword that takes values of another shape.
    pub(crate) fn malformed(&self, keyword: Keyword) -> Option<Node<'d>> {
        let said = self.said(keyword)?;
        matches!(said.value, Value::Malformed).then_some(said.node)
    }

    pub(crate) fn flag(&self, keyword: Keyword) -> Option<bool> {
        let Value::Flag(flag) = self.said(keyword)?.value else {
            return None;
        };
        Some(flag)
    }

    /// Whether a keyword is there and true.
    pub(crate) fn is(&self, keyword: Keyword) -> bool {
        self.flag(keyword) == Some(true)
    }

    /// A number as it is written.
    pub(crate) fn number(&self, keyword: Keyword) -> Option<&'d str> {
        let Value::Number(number) = self.said(keyword)?.value else {
            return None;
        };
        Some(number)
    }

    /// A number, rounded where it must be.
    pub(crate) fn float(&self, keyword: Keyword) -> Option<f64> {
        crate::syntax::number(self.number(keyword)?)
    }

    pub(crate) fn text(&self, keyword: Keyword) -> Option<&'d str> {
        let Value::Text(text) = self.said(keyword)?.value else {
            return None;
        };
        Some(text)
    }

    /// The names of its types, null among them.
    pub(crate) fn types(&self) -> Vec<&'d str> {
        let Some(Value::Types { names, or_null }) = self.said(Keyword::Type).map(|it| &it.value)
        else {
            return Vec::new();
        };
        let names = names.iter().filter_map(|node| node.text());
        names.chain(or_null.then_some("null")).collect()
    }

    /// The items of a list of names or values; nothing where there is no list.
    pub(crate) fn list(&self, keyword: Keyword) -> Option<&[Node<'d>]> {
        let Value::List(items) = &self.said(keyword)?.value else {
            return None;
        };
        Some(items)
    }

    pub(crate) fn schemas(&self, keyword: Keyword) -> &[SchemaId] {
        match self.said(keyword).map(|said| &said.value) {
            Some(Value::Schemas(schemas)) => schemas,
            _ => &[],
        }
    }

    pub(crate) fn named(&self, keyword: Keyword) -> &[Named<'d>] {
        match self.said(keyword).map(|said| &said.value) {
            Some(Value::Named(named)) => named,
            _ => &[],
        }
    }

    pub(crate) fn reference(&self) -> Option<&Reference> {
        let Value::Reference(reference) = &self.said(Keyword::Reference)?.value else {
            return None;
        };
        Some(reference)
    }

    /// Whether a property is required.
    pub(crate) fn requires(&self, property: &str) -> bool {
        let required = self.list(Keyword::Required).unwrap_or_default();
        required.iter().any(|name| name.text() == Some(property))
    }

    /// What it is called by the schema that describes it, where others hold it too.
    pub(crate) fn home(&self) -> Option<&str> {
        self.composed.as_ref()?.home.as_deref()
    }

    /// What it is called among alternatives, where it stands nowhere.
    pub(crate) fn label(&self) -> Option<&str> {
        self.composed.as_ref()?.label.as_deref()
    }

    /// The alternative that it was before it got what stands beside all of them.
    pub(crate) fn alternative(&self) -> Option<SchemaId> {
        self.composed.as_ref()?.alternative
    }

    /// Why its parts are not one description.
    pub(crate) fn failure(&self) -> Option<&'static str> {
        self.composed.as_ref()?.failure
    }

    /// The schemas that it leads to directly.
    pub(crate) fn leads_to(&self) -> impl Iterator<Item = SchemaId> {
        self.says.iter().flat_map(|said| {
            let (one, several, named): (_, &[SchemaId], &[Named<'d>]) = match &said.value {
                Value::Schema(id) => (Some(*id), &[], &[]),
                Value::Reference(reference) => (reference.target, &[], &[]),
                Value::Schemas(ids) => (None, ids, &[]),
                Value::Named(named) => (None, &[], named),
                Value::Data
                | Value::Malformed
                | Value::Flag(_)
                | Value::Number(_)
                | Value::Text(_)
                | Value::Types { .. }
                | Value::List(_) => (None, &[], &[]),
            };
            let several = several.iter().copied();
            let named = named.iter().map(|named| named.schema);
            one.into_iter().chain(several).chain(named)
        })
    }
}
