//! Parses faults, leniently and by local name: no description defines their content, and servers
//! differ.

use roxmltree::Node;

use super::raw;
use super::version::Version;
use crate::Fault;
use crate::error::Error;
use crate::retry::Blame;

/// Whether an element of a body is a fault.
pub(super) fn is_fault(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "Fault"
        && Version::ALL
            .iter()
            .any(|version| node.tag_name().namespace() == Some(version.namespace()))
}

/// The error that a fault is.
///
/// Whom it blames decides whether the call is sent again: see [`crate::retry`].
pub(super) fn error(node: Node<'_, '_>) -> Error {
    let fault = read(node);
    let blame = blame(&fault);
    let code = fault.word().map(str::to_owned);
    let message = [Some(fault.message()), fault.error_message()]
        .into_iter()
        .flatten()
        .find(|message| !message.is_empty())
        .map(str::to_owned);
    Error::soap_fault(fault, code, message).blaming(blame)
}

/// Whom a fault blames: a failure of the system is the server's, whatever the code says.
fn blame(fault: &Fault) -> Blame {
    if [fault.error_string(), fault.error_code()].contains(&Some("SystemError")) {
        return Blame::Server;
    }
    // SOAP 1.1 refines codes behind a dot: `Server.Database`.
    match fault.code().split('.').next() {
        Some("Server" | "Receiver") => Blame::Server,
        Some("Client" | "Sender") => Blame::Client,
        Some(_) | None => Blame::Nobody,
    }
}

fn read(node: Node<'_, '_>) -> Fault {
    let code = child(node, "faultcode")
        .or_else(|| child(node, "Code").and_then(|code| child(code, "Value")))
        .map(text)
        .unwrap_or_default();
    let message = child(node, "faultstring")
        .or_else(|| child(node, "Reason").and_then(|reason| child(reason, "Text")))
        .map(text)
        .unwrap_or_default();
    let mut fault = Fault {
        code: code
            .rsplit(':')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        message: useful_part(&message).to_owned(),
        ..Fault::default()
    };
    if let Some(detail) = child(node, "detail").or_else(|| child(node, "Detail")) {
        read_detail(detail, &mut fault);
    }
    fault
}

fn read_detail(detail: Node<'_, '_>, fault: &mut Fault) {
    fault.raw_detail = raw::inner_xml(detail);
    if let Some(info) = child(detail, "ErrorInfo") {
        let field = |name| child(info, name).map(text).filter(|text| !text.is_empty());
        fault.error_code = field("ErrorCode");
        fault.error_string = field("ErrorString");
        fault.error_item = field("ErrorItem");
        fault.error_message = field("ErrorMessage")
            .map(|message| useful_part(&message).to_owned())
            .filter(|message| !message.is_empty());
    } else {
        fault.error_code = elements(detail)
            .find(|node| node.tag_name().name().ends_with("ErrorCode"))
            .map(text)
            .filter(|text| !text.is_empty());
    }
}

/// The part of a message that is for people. A .NET server puts the name of an exception before it
/// and the stack behind.
fn useful_part(message: &str) -> &str {
    let mut message = message.trim();
    while let Some((name, rest)) = message.split_once(": ") {
        let is_name = |name: &str| {
            name.ends_with("Exception")
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '`'))
        };
        if !is_name(name) {
            break;
        }
        message = rest.trim_start_matches(' ');
    }
    let mut end = message.len();
    let mut start = 0;
    for line in message.split_inclusive('\n') {
        // The first line is the message, even if it says "at least".
        if start > 0 && line.trim_start().starts_with("at ") {
            end = start;
            break;
        }
        start += line.len();
    }
    message[..end].trim_end()
}

fn elements<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    elements(node).find(|child| child.tag_name().name() == name)
}

/// The text of an element, without white space around it.
fn text(node: Node<'_, '_>) -> String {
    let pieces = node
        .children()
        .filter(Node::is_text)
        .filter_map(|node| node.text());
    pieces.collect::<String>().trim().to_owned()
}
