//! Reads nodes into schemas.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Named, Reference, Said, Schema, SchemaId, Schemas, Value};
use crate::documents::{Documents, LONGEST_CHAIN, referred_name};
use crate::keywords::{Keyword, Shape};
use crate::source::Sources;
use crate::syntax::{Entry, Kind, Node};

/// Reads what the walk over the documents found, and what that holds.
pub(super) fn read<'d>(documents: &'d Documents, sources: &Sources) -> Schemas<'d> {
    let mut reader = Reader {
        documents,
        sources,
        schemas: Schemas {
            all: Vec::with_capacity(documents.walked.schemas.len()),
            by_node: HashMap::with_capacity(documents.walked.schemas.len()),
            secrets: OnceCell::new(),
        },
        read: 0,
    };
    for place in &documents.walked.schemas {
        if let Some(node) = documents.node(*place) {
            reader.id(node);
        }
    }
    reader.finish()
}

struct Reader<'a, 'd> {
    documents: &'d Documents,
    sources: &'a Sources,
    schemas: Schemas<'d>,
    /// How many of the schemas are read; the others are known by their nodes.
    read: usize,
}

impl<'d> Reader<'_, 'd> {
    fn finish(mut self) -> Schemas<'d> {
        while let Some(schema) = self.schemas.all.get(self.read) {
            let entries = schema.written.into_iter().flat_map(Node::entries);
            let says = entries.map(|entry| self.said(entry)).collect();
            self.schemas.all[self.read].says = says;
            self.read += 1;
        }
        self.schemas
    }

    /// The id of a schema, which is read later where it is new.
    fn id(&mut self, node: Node<'d>) -> SchemaId {
        let all = &mut self.schemas.all;
        *(self.schemas.by_node.entry(node.identity())).or_insert_with(|| {
            all.push(Schema {
                written: Some(node),
                at: node.span(),
                says: Vec::new(),
                composed: None,
            });
            SchemaId::of_index(all.len() - 1)
        })
    }

    fn said(&mut self, entry: Entry<'d>) -> Said<'d> {
        let keyword = Keyword::named(entry.key);
        let shape = keyword.map_or(Shape::Any, |keyword| keyword.row().shape);
        Said {
            keyword,
            key: entry.key,
            span: entry.key_span,
            node: entry.value,
            value: self.value(shape, entry.value).unwrap_or(Value::Malformed),
        }
    }

    /// The value of a keyword; nothing where it has another shape.
    fn value(&mut self, shape: Shape, node: Node<'d>) -> Option<Value<'d>> {
        let kind = node.kind();
        Some(match shape {
            Shape::Any | Shape::Discriminator => Value::Data,
            Shape::Object => {
                node.as_mapping()?;
                Value::Data
            }
            Shape::NamesByName => {
                let mut lists = node.as_mapping()?.entries();
                lists
                    .all(|entry| entry.value.as_sequence().is_some())
                    .then_some(Value::Data)?
            }
            Shape::Flag => Value::Flag(node.as_bool()?),
            Shape::Number => Value::Number(node.number_text()?),
            Shape::Exclusive => match node.as_bool() {
                Some(flag) => Value::Flag(flag),
                None => Value::Number(node.number_text()?),
            },
            Shape::Text => Value::Text(node.as_str()?),
            Shape::Types => Value::Types {
                names: match kind {
                    Kind::Sequence => node.items().collect(),
                    Kind::Scalar | Kind::Mapping => vec![node],
                },
                or_null: false,
            },
            Shape::Names | Shape::Values => Value::List(node.as_sequence()?.items().collect()),
            Shape::Items if kind == Kind::Sequence => self.schemas_of(node),
            Shape::Schema | Shape::Items => Value::Schema(self.id(node)),
            Shape::Schemas => {
                let list = node.as_sequence()?;
                self.schemas_of(list)
            }
            Shape::NamedSchemas => {
                let named = self.behind(node)?.entries().map(|entry| Named {
                    name: entry.key,
                    span: entry.key_span,
                    schema: self.id(entry.value),
                });
                Value::Named(named.collect())
            }
            Shape::Reference => {
                node.text()?;
                let target = self.documents.target(self.sources, node);
                Value::Reference(Reference {
                    target: target.map(|target| self.id(target)),
                    name: referred_name(node).map(Rc::from),
                })
            }
        })
    }

    /// The mapping of schemas that is written, or that a reference in its place names.
    fn behind(&self, node: Node<'d>) -> Option<Node<'d>> {
        let mut named = node.as_mapping()?;
        for _ in 0..LONGEST_CHAIN {
            let reference = named.get(Keyword::Reference.name());
            // A property of that name has a schema.
            match reference.filter(|reference| named.len() == 1 && reference.as_str().is_some()) {
                None => break,
                Some(reference) => {
                    named = self
                        .documents
                        .target(self.sources, reference)?
                        .as_mapping()?;
                }
            }
        }
        Some(named)
    }

    fn schemas_of(&mut self, list: Node<'d>) -> Value<'d> {
        Value::Schemas(list.items().map(|item| self.id(item)).collect())
    }
}
