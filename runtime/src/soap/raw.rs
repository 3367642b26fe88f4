//! Writes the content of an element as XML, for fault details of an unknown structure.
//!
//! The text is written again rather than copied from the response. A secret then has one form in
//! it, whatever references, comments or CDATA sections the server used, and can be found and
//! masked.

use roxmltree::{Node, NodeId};

use crate::xml::writer::Writer;

/// How much is written, about. What is kept of it in the end is less.
const LONGEST: usize = 32 * 1024;

/// The content of an element as XML; `None` where it is empty.
pub(super) fn inner_xml(element: Node<'_, '_>) -> Option<String> {
    let mut writer = Writer::default();
    let mut open: Vec<NodeId> = Vec::new();
    // In document order, without recursion: a server decides how deep the nodes are nested.
    for node in element.descendants().skip(1) {
        while let Some(last) = open.last() {
            if node.parent().is_some_and(|parent| parent.id() == *last) {
                break;
            }
            close(element, &mut writer, &mut open);
        }
        if writer.len() > LONGEST {
            break;
        }
        if node.is_element() {
            start(node, &mut writer);
            open.push(node.id());
        } else if node.is_text() {
            write(&mut writer, node.text().unwrap_or_default());
        }
    }
    while !open.is_empty() {
        close(element, &mut writer, &mut open);
    }
    let (text, _) = writer.finish();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn start(node: Node<'_, '_>, writer: &mut Writer) {
    writer.raw("<").raw(node.tag_name().name());
    let around = node
        .parent()
        .and_then(|parent| parent.tag_name().namespace());
    let namespace = node.tag_name().namespace();
    if namespace != around {
        writer.raw(" xmlns=\"");
        write(writer, namespace.unwrap_or_default());
        writer.raw("\"");
    }
    for attribute in node.attributes() {
        writer.raw(" ").raw(attribute.name()).raw("=\"");
        write(writer, attribute.value());
        writer.raw("\"");
    }
    writer.raw(">");
}

fn close(element: Node<'_, '_>, writer: &mut Writer, open: &mut Vec<NodeId>) {
    let node = open.pop().and_then(|id| element.document().get_node(id));
    if let Some(node) = node {
        writer.raw("</").raw(node.tag_name().name()).raw(">");
    }
}

/// Writes text that was read from XML, which XML can therefore hold.
fn write(writer: &mut Writer, text: &str) {
    // A refusal leaves the text out; there is nobody to tell.
    let _ = writer.text(text);
}
