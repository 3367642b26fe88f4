//! Decides whether a node matches a filter of a JSONPath.

use std::cmp::Ordering;
use std::collections::HashMap;

use regex::Regex;

use super::budget::Exhausted;
use super::jsonpath::expression;
use super::query::{Filter, Number, Operand, Query, Relation, Selector};
use super::search::{Search, child, place};
use crate::syntax::{Kind, Node};

/// Steps that compiling a regular expression counts for.
const COMPILING: u64 = 10_000;

/// The most regular expressions that are kept.
const KEPT: usize = 64;

/// Regular expressions by pattern, and whether they match a whole text.
#[derive(Debug, Default)]
pub(super) struct Expressions(HashMap<(String, bool), Option<Regex>>);

/// What is compared.
#[derive(Clone, Copy)]
enum Value<'v> {
    Nothing,
    Node(Node<'v>),
    Primitive(Primitive<'v>),
}

/// A value that is no collection.
#[derive(Clone, Copy)]
enum Primitive<'v> {
    Null,
    Boolean(bool),
    Number(Number),
    Text(&'v str),
}

impl<'d> Search<'d, '_> {
    /// Whether a node passes a filter.
    pub(super) fn passes(&mut self, node: Node<'d>, filter: &Filter) -> Result<bool, Exhausted> {
        self.budget.spend(1)?;
        match filter {
            Filter::Or(several) => {
                for one in several {
                    if self.passes(node, one)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Filter::And(several) => {
                for one in several {
                    if !self.passes(node, one)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Filter::Not(one) => Ok(!self.passes(node, one)?),
            Filter::Exists(query) => {
                let start = self.start(node, query);
                let visit = &mut |_: Node<'d>, _: &[u32]| false;
                let finished = self.follow(start, &query.segments, &mut Vec::new(), visit)?;
                Ok(!finished)
            }
            Filter::Compares(left, relation, right) => {
                let left = self.value(node, left)?;
                let right = self.value(node, right)?;
                self.compare(left, *relation, right)
            }
            Filter::Matches {
                text,
                pattern,
                whole,
            } => {
                let text = self.value(node, text)?;
                let pattern = self.value(node, pattern)?;
                match (text.primitive(), pattern.primitive()) {
                    (Some(Primitive::Text(text)), Some(Primitive::Text(pattern))) => {
                        self.matches(text, pattern, *whole)
                    }
                    _ => Ok(false),
                }
            }
        }
    }

    /// Where a query starts.
    fn start(&self, node: Node<'d>, query: &Query) -> Node<'d> {
        if query.from_root { self.root } else { node }
    }

    fn matches(&mut self, text: &str, pattern: &str, whole: bool) -> Result<bool, Exhausted> {
        self.budget
            .spend(1 + text.len() as u64 + pattern.len() as u64)?;
        let known = &mut self.expressions.0;
        let key = (pattern.to_owned(), whole);
        if !known.contains_key(&key) {
            self.budget.spend(COMPILING)?;
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(key.clone(), expression(pattern, whole));
        }
        let expression = known.get(&key).and_then(Option::as_ref);
        Ok(expression.is_some_and(|expression| expression.is_match(text)))
    }

    fn value<'v>(&mut self, node: Node<'d>, operand: &'v Operand) -> Result<Value<'v>, Exhausted>
    where
        'd: 'v,
    {
        Ok(Value::Primitive(match operand {
            Operand::Null => Primitive::Null,
            Operand::Boolean(value) => Primitive::Boolean(*value),
            Operand::Number(value) => Primitive::Number(*value),
            Operand::Text(value) => Primitive::Text(value),
            Operand::Node(query) => return self.single(node, query),
            Operand::Length(operand) => {
                let value = self.value(node, operand)?;
                match (value, value.primitive()) {
                    (_, Some(Primitive::Text(text))) => {
                        self.budget.spend(text.len() as u64)?;
                        count(text.chars().count())
                    }
                    (Value::Node(node), None) => count(node.len()),
                    _ => return Ok(Value::Nothing),
                }
            }
            Operand::Count(query) => {
                let mut found = 0;
                let start = self.start(node, query);
                self.follow(start, &query.segments, &mut Vec::new(), &mut |_, _| {
                    found += 1;
                    true
                })?;
                count(found)
            }
            Operand::Value(query) => {
                let mut found = Value::Nothing;
                let mut first = true;
                let start = self.start(node, query);
                let visit = &mut |node: Node<'d>, _: &[u32]| {
                    found = Value::Node(node);
                    std::mem::take(&mut first)
                };
                let finished = self.follow(start, &query.segments, &mut Vec::new(), visit)?;
                return Ok(if finished { found } else { Value::Nothing });
            }
        }))
    }

    /// The node that a query for one names.
    fn single<'v>(&mut self, node: Node<'d>, query: &Query) -> Result<Value<'v>, Exhausted>
    where
        'd: 'v,
    {
        self.budget.spend(query.segments.len() as u64)?;
        let mut steps = query.segments.iter().flat_map(|step| &step.selectors);
        let start = self.start(node, query);
        let found = steps.try_fold(start, |node, step| match step {
            Selector::Name(name) => node.get(name),
            Selector::Index(index) => place(*index, node)
                .and_then(|at| child(node, at))
                .map(|(_, node)| node),
            Selector::Wildcard | Selector::Slice { .. } | Selector::Filter(_) => {
                unreachable!("a query for one node has no such step")
            }
        });
        Ok(found.map_or(Value::Nothing, Value::Node))
    }

    fn compare(
        &mut self,
        left: Value<'_>,
        relation: Relation,
        right: Value<'_>,
    ) -> Result<bool, Exhausted> {
        let order = left
            .primitive()
            .zip(right.primitive())
            .and_then(|(left, right)| left.order(right));
        Ok(match relation {
            Relation::Equal => self.equal(left, right)?,
            Relation::NotEqual => !self.equal(left, right)?,
            Relation::Less => order == Some(Ordering::Less),
            Relation::Greater => order == Some(Ordering::Greater),
            Relation::LessOrEqual => order == Some(Ordering::Less) || self.equal(left, right)?,
            Relation::GreaterOrEqual => {
                order == Some(Ordering::Greater) || self.equal(left, right)?
            }
        })
    }

    fn equal(&mut self, left: Value<'_>, right: Value<'_>) -> Result<bool, Exhausted> {
        match (left, right) {
            (Value::Nothing, Value::Nothing) => Ok(true),
            (Value::Node(left), Value::Node(right)) => self.equal_nodes(left, right),
            _ => Ok(left
                .primitive()
                .zip(right.primitive())
                .is_some_and(|(left, right)| left.equals(right))),
        }
    }

    fn equal_nodes(&mut self, left: Node<'_>, right: Node<'_>) -> Result<bool, Exhausted> {
        self.budget.spend(1)?;
        if left.kind() != right.kind() || left.len() != right.len() {
            return Ok(false);
        }
        match left.kind() {
            Kind::Scalar => Ok(primitive(left)
                .zip(primitive(right))
                .is_some_and(|(left, right)| left.equals(right))),
            Kind::Sequence => {
                for (left, right) in left.items().zip(right.items()) {
                    if !self.equal_nodes(left, right)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Kind::Mapping => {
                for entry in left.entries() {
                    let Some(other) = right.get(entry.key) else {
                        return Ok(false);
                    };
                    if !self.equal_nodes(entry.value, other)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
        }
    }
}

impl<'v> Value<'v> {
    fn primitive(self) -> Option<Primitive<'v>> {
        match self {
            Self::Nothing => None,
            Self::Node(node) => primitive(node),
            Self::Primitive(value) => Some(value),
        }
    }
}

fn count<'v>(number: usize) -> Primitive<'v> {
    Primitive::Number(Number::Integer(i64::try_from(number).unwrap_or(i64::MAX)))
}

fn primitive(node: Node<'_>) -> Option<Primitive<'_>> {
    if node.is_null() {
        return Some(Primitive::Null);
    }
    node.as_str()
        .map(Primitive::Text)
        .or_else(|| node.as_bool().map(Primitive::Boolean))
        .or_else(|| {
            node.as_i64()
                .map(|value| Primitive::Number(Number::Integer(value)))
        })
        .or_else(|| {
            node.as_f64()
                .map(|value| Primitive::Number(Number::Float(value)))
        })
}

impl Primitive<'_> {
    fn equals(self, other: Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(left), Self::Boolean(right)) => left == right,
            _ => self.order(other) == Some(Ordering::Equal),
        }
    }

    /// Only numbers and texts have an order.
    fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => left.order(right),
            (Self::Text(left), Self::Text(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}
