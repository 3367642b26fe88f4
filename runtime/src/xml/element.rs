//! An element of a response.

use std::borrow::Cow;

use roxmltree::Node;

use super::problem::Problem;

/// The namespace of `xsi:nil`.
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// How deep typed reading follows nested elements. Records that hold records of their own type
/// could otherwise be nested by a server until the stack ends.
const DEEPEST: u8 = 100;

/// An element that is being read. Its children are looked for in its own namespace.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    node: Node<'a, 'a>,
    depth: u8,
}

impl<'a> Element<'a> {
    pub(crate) fn new(node: Node<'a, 'a>) -> Self {
        Self { node, depth: 0 }
    }

    /// The element of this name among the children, where there is one.
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

    /// The children of this name, which may be many. Others are ignored.
    pub(crate) fn children(self, name: &str) -> impl Iterator<Item = Result<Self, Problem>> {
        let namespace = self.node.tag_name().namespace();
        self.node
            .children()
            .filter(move |node| {
                node.is_element()
                    && node.tag_name().name() == name
                    && node.tag_name().namespace() == namespace
            })
            .map(move |node| self.below(node))
    }

    /// Whether there are children, all of which have other names.
    pub(crate) fn holds_only_others(self, name: &str) -> bool {
        let mut children = self.node.children().filter(Node::is_element).peekable();
        children.peek().is_some() && self.children(name).next().is_none()
    }

    /// Whether the element says of itself that it has no value.
    pub(crate) fn is_nil(self) -> bool {
        self.node
            .attribute((SCHEMA_INSTANCE, "nil"))
            .is_some_and(|value| matches!(value.trim(), "true" | "1"))
    }

    /// Whether the element holds neither elements nor text.
    pub(crate) fn is_empty(self) -> bool {
        self.node
            .children()
            .all(|node| !node.is_element() && node.text_of_text().is_empty())
    }

    /// Whether the element holds nothing but white space.
    pub(crate) fn is_blank(self) -> bool {
        self.node
            .children()
            .all(|node| !node.is_element() && node.text_of_text().trim().is_empty())
    }

    /// The whole text: all its pieces, whatever comments stand between them.
    pub(crate) fn text(self) -> Result<Cow<'a, str>, Problem> {
        let mut text = Cow::Borrowed("");
        for node in self.node.children() {
            if node.is_element() {
                return Err(self.problem("holds elements where a plain value was expected"));
            }
            let piece = node.text_of_text();
            if text.is_empty() {
                text = Cow::Borrowed(piece);
            } else if !piece.is_empty() {
                text.to_mut().push_str(piece);
            }
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
