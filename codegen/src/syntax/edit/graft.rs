//! Copies values of one document into another.

use std::collections::HashMap;

use super::super::document::{Content, Data, Pair, Text};
use super::super::node::{Kind, Node};
use super::{Editor, to_u32};

/// A value of another document, brought into this one and standing nowhere yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Graft {
    pub(crate) id: u32,
    /// How many collections lie inside each other in it.
    pub(crate) height: u32,
    /// How many nodes it has, with every alias written out.
    pub(crate) weight: u64,
}

impl Editor {
    /// Brings a value of another document into this one. Its nodes keep their places in their file.
    pub(crate) fn graft(&mut self, node: Node<'_>) -> Graft {
        self.graft_once(node, &mut HashMap::new())
    }

    fn graft_once(&mut self, node: Node<'_>, known: &mut HashMap<u32, Graft>) -> Graft {
        if let Some(graft) = known.get(&node.id) {
            self.share(graft.id);
            return *graft;
        }
        let (mut height, mut weight) = (0, 1_u64);
        let mut add = |graft: Graft| {
            height = height.max(graft.height);
            weight = weight.saturating_add(graft.weight);
            graft.id
        };
        let content = match node.kind() {
            Kind::Scalar => self.graft_scalar(node),
            Kind::Sequence => {
                let children: Vec<u32> = node
                    .items()
                    .map(|item| add(self.graft_once(item, known)))
                    .collect();
                height += 1;
                let first = to_u32(self.document.items.len());
                self.work += children.len() as u64;
                self.document.items.extend(&children);
                Content::Sequence {
                    first,
                    count: to_u32(children.len()),
                }
            }
            Kind::Mapping => {
                let pairs: Vec<Pair> = node
                    .key_nodes()
                    .map(|(key, value)| Pair {
                        key: self.graft_once(key, known).id,
                        value: add(self.graft_once(value, known)),
                    })
                    .collect();
                height += 1;
                self.append_mapping(&pairs)
            }
        };
        let span = node.span();
        let id = self.push(
            Data {
                start: span.start,
                end: span.end,
                content,
            },
            span,
        );
        let graft = Graft { id, height, weight };
        known.insert(node.id, graft);
        graft
    }

    fn graft_scalar(&mut self, node: Node<'_>) -> Content {
        let content = node.document.nodes[node.id as usize].content;
        let Content::Scalar { core, plain, .. } = content else {
            return content;
        };
        self.document
            .owned
            .push(node.text().unwrap_or_default().into());
        Content::Scalar {
            text: Text::Owned(to_u32(self.document.owned.len() - 1)),
            core,
            plain,
        }
    }
}
