//! An element of a response.

use std::borrow::Cow;

use roxmltree::Node;

use super::name::Name;
use super::problem::Problem;

/// The namespace of `xsi:nil`.
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// How deep typed reading follows nested elements. Records that hold records of their own type
/// could otherwise be nested by a server until the stack ends.
const DEEPEST: u8 = 100;

/// An element that is being read, or what it holds of one kind.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    node: Node<'a, 'a>,
    depth: u8,
    namespaces: Namespaces,
    view: View<'a>,
}

/// How children are distinguished from others with the same local name.
#[derive(Clone, Copy, PartialEq)]
enum Namespaces {
    /// They stand in the namespace of the element around them: SOAP says so.
    Exact,
    /// They stand in the namespace that is the closest to what the description says. Descriptions
    /// of REST APIs often say nothing of namespaces.
    Closest,
}

/// What is read of an element.
#[derive(Clone, Copy)]
enum View<'a> {
    /// All of it.
    Whole,
    /// An attribute, of this value.
    Attribute(&'a str),
    /// The text between its children.
    Text,
}

impl<'a> Element<'a> {
    /// An element whose children stand in its own namespace.
    pub(crate) fn new(node: Node<'a, 'a>) -> Self {
        Self {
            node,
            depth: 0,
            namespaces: Namespaces::Exact,
            view: View::Whole,
        }
    }

    /// The root of a document, of this name. The namespace may be left out.
    pub(crate) fn root(node: Node<'a, 'a>, name: &'static str) -> Result<Self, Problem> {
        let name = Name::of(name);
        let tag = node.tag_name();
        let astray = |problem: Problem| Err(problem.within(tag.name()).at(node.range().start));
        if !name.local.is_empty() && tag.name() != name.local {
            let what = format!("stands where `{}` was expected", name.local);
            return astray(Problem::new(what));
        }
        match (name.namespace, tag.namespace()) {
            (Some(expected), Some(namespace)) if expected != namespace => {
                let what = format!("was expected in the namespace `{expected}`");
                astray(Problem::new(what))
            }
            _ => Ok(Self {
                namespaces: Namespaces::Closest,
                ..Self::new(node)
            }),
        }
    }

    /// The element of this name among the children, where there is one.
    #[cfg(feature = "soap")]
    pub(crate) fn child(self, name: &str) -> Result<Option<Self>, Problem> {
        let mut slots = [None];
        self.sort(&[name], &mut slots)?;
        Ok(slots[0])
    }

    /// Puts each child into the slot of its name, and says whether there are children of other
    /// names.
    ///
    /// A name that comes twice is a problem, and so is one that comes in another namespace only:
    /// ignoring it would make a value out of nothing.
    pub(crate) fn sort(self, names: &[&str], slots: &mut [Option<Self>]) -> Result<bool, Problem> {
        let namespace = self.node.tag_name().namespace();
        let mut strangers = false;
        let mut astray = None;
        let mut expected = 0;
        for node in self.node.children().filter(Node::is_element) {
            let tag = node.tag_name();
            // Servers write in the order of the description, so the next name is the likeliest.
            let index = match names.get(expected) {
                Some(name) if *name == tag.name() => Some(expected),
                _ => names.iter().position(|name| *name == tag.name()),
            };
            let Some(index) = index else {
                strangers = true;
                continue;
            };
            if tag.namespace() != namespace {
                astray = astray.or(Some((index, node)));
                continue;
            }
            if slots[index].is_some() {
                let problem = Problem::new("comes more than once").within(names[index]);
                return Err(problem.at(node.range().start));
            }
            slots[index] = Some(self.below(node)?);
            expected = index + 1;
        }
        match astray {
            Some((index, node)) if slots[index].is_none() => {
                let problem = Problem::new("is in another namespace than the element around it");
                Err(problem.within(names[index]).at(node.range().start))
            }
            _ => Ok(strangers),
        }
    }

    /// The only child of this name, where there is one. Others are ignored.
    pub(crate) fn only(self, name: &'static str) -> Result<Option<Self>, Problem> {
        let mut children = self.children(name);
        let child = children.next().transpose()?;
        match children.next() {
            None => Ok(child),
            Some(second) => Err(second?.problem("comes more than once")),
        }
    }

    /// The attribute of this name, where there is one, as something that holds its value.
    pub(crate) fn attribute(self, name: &'static str) -> Option<Self> {
        let name = Name::of(name);
        let distance = |namespace: Option<&str>| match (namespace, name.namespace) {
            (own, expected) if own == expected => Some(0),
            (None, Some(_)) => Some(1),
            (Some(_), None) => Some(2),
            _ => None,
        };
        let attributes = self.node.attributes();
        let (_, value) = attributes
            .filter(|attribute| attribute.name() == name.local)
            .filter_map(|attribute| Some((distance(attribute.namespace())?, attribute.value())))
            .min_by_key(|(distance, _)| *distance)?;
        Some(Self {
            view: View::Attribute(value),
            ..self
        })
    }

    /// The text between the children.
    pub(crate) fn content(self) -> Self {
        Self {
            view: View::Text,
            ..self
        }
    }

    /// The children of this name, which may be many. Others are ignored.
    pub(crate) fn children(
        self,
        name: &'static str,
    ) -> impl Iterator<Item = Result<Self, Problem>> {
        let name = Name::of(name);
        let closest = match self.namespaces {
            Namespaces::Exact => Some(0),
            Namespaces::Closest => {
                let nodes = self.node.children();
                nodes.filter_map(|node| self.distance(node, name)).min()
            }
        };
        self.node
            .children()
            .filter(move |node| {
                let distance = self.distance(*node, name);
                distance.is_some() && distance == closest
            })
            .map(move |node| self.below(node))
    }

    /// How far the namespace of a child is from that of a name; nothing where it is another name.
    fn distance(self, node: Node<'_, '_>, name: Name) -> Option<u8> {
        let tag = node.tag_name();
        if !node.is_element() || tag.name() != name.local {
            return None;
        }
        let is_around = tag.namespace() == self.node.tag_name().namespace();
        let is_nowhere = tag.namespace().is_none();
        match name.namespace {
            Some(expected) if tag.namespace() == Some(expected) => Some(0),
            // Servers that leave the namespace out.
            Some(_) => (is_around || is_nowhere).then_some(1),
            None if is_around => Some(0),
            None if is_nowhere => Some(1),
            // Of a name in no namespace nothing is said but the name.
            None => Some(2),
        }
    }

    /// Whether there are children, all of which have other names.
    pub(crate) fn holds_only_others(self, name: &'static str) -> bool {
        let mut children = self.node.children().filter(Node::is_element).peekable();
        children.peek().is_some() && self.children(name).next().is_none()
    }

    /// Whether the element says of itself that it has no value.
    pub(crate) fn is_nil(self) -> bool {
        match self.view {
            View::Whole => self
                .node
                .attribute((SCHEMA_INSTANCE, "nil"))
                .is_some_and(|value| matches!(value.trim(), "true" | "1")),
            View::Attribute(_) | View::Text => false,
        }
    }

    /// Whether the element holds neither elements nor text.
    pub(crate) fn is_empty(self) -> bool {
        match self.view {
            View::Whole => self
                .node
                .children()
                .all(|node| !node.is_element() && node.text_of_text().is_empty()),
            View::Attribute(value) => value.is_empty(),
            View::Text => self.text().is_ok_and(|text| text.is_empty()),
        }
    }

    /// Whether the element holds nothing but white space.
    pub(crate) fn is_blank(self) -> bool {
        self.node
            .children()
            .all(|node| !node.is_element() && node.text_of_text().trim().is_empty())
    }

    /// The whole text: all its pieces, whatever comments stand between them.
    pub(crate) fn text(self) -> Result<Cow<'a, str>, Problem> {
        let between = match self.view {
            View::Whole => false,
            View::Attribute(value) => return Ok(Cow::Borrowed(value)),
            View::Text => true,
        };
        let mut text = Cow::Borrowed("");
        let mut elements = false;
        for node in self.node.children() {
            if node.is_element() {
                if !between {
                    return Err(self.problem("holds elements where a plain value was expected"));
                }
                elements = true;
            }
            let piece = node.text_of_text();
            if text.is_empty() {
                text = Cow::Borrowed(piece);
            } else if !piece.is_empty() {
                text.to_mut().push_str(piece);
            }
        }
        // Between elements stand the ends of lines.
        if elements && text.trim().is_empty() {
            text = Cow::Borrowed("");
        }
        Ok(text)
    }

    /// A problem with this element.
    pub(crate) fn problem(self, what: impl Into<Cow<'static, str>>) -> Problem {
        Problem::new(what).at(self.node.range().start)
    }

    fn below(self, node: Node<'a, 'a>) -> Result<Self, Problem> {
        if self.depth == DEEPEST {
            return Err(self.problem("is nested too deeply"));
        }
        Ok(Self {
            node,
            depth: self.depth + 1,
            view: View::Whole,
            ..self
        })
    }
}

/// The text of a node that is text, and nothing for comments and the like.
trait TextOfText<'a> {
    fn text_of_text(&self) -> &'a str;
}

impl<'a> TextOfText<'a> for Node<'a, 'a> {
    fn text_of_text(&self) -> &'a str {
        if self.is_text() {
            self.text().unwrap_or_default()
        } else {
            ""
        }
    }
}
