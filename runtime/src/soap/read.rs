//! Decodes a response into a value, or into an error.
//!
//! The body takes precedence over the status: a fault usually has status 500 and sometimes 200, and
//! is a fault in both cases. Any other response with an error status is an error of that status.

use roxmltree::{Document, Node};

use super::fault;
use super::version::Version;
use crate::error::{Error, Mismatch};
use crate::transport::RawResponse;
use crate::xml::document::{self, mismatch, parse};
use crate::xml::element::Element;
use crate::xml::problem::Problem;

/// Reads the result of an operation with `read_result`.
pub(super) fn read<T>(
    namespace: &str,
    operation: &str,
    response: &RawResponse,
    read_result: &dyn Fn(Option<Element<'_>>) -> Result<T, Problem>,
) -> Result<T, Error> {
    let refused = || Error::from_status(response.status);
    let unreadable = |mismatch| {
        if response.status.is_success() {
            Error::decode(mismatch)
        } else {
            refused()
        }
    };
    if response.body.iter().all(u8::is_ascii_whitespace) {
        return Err(unreadable(Mismatch::new("", "the response is empty")));
    }
    let text = match document::text(&response.body, Some(&response.headers)) {
        Ok(text) => text,
        Err(mismatch) => return Err(unreadable(mismatch)),
    };
    let document = match parse(&text) {
        Ok(document) => document,
        Err(mismatch) => return Err(unreadable(mismatch)),
    };
    let body = match body(&document) {
        Ok(body) => body,
        Err(problem) => return Err(unreadable(mismatch(&document, problem))),
    };
    if let Some(fault) = body.children().find(|node| fault::is_fault(*node)) {
        return Err(fault::error(fault));
    }
    if !response.status.is_success() {
        return Err(refused());
    }
    result(body, namespace, operation, read_result)
        .map_err(|problem| unreadable(mismatch(&document, problem)))
}

/// Finds the body of the envelope.
fn body<'a>(document: &'a Document<'a>) -> Result<Node<'a, 'a>, Problem> {
    let root = document.root_element();
    let namespace = root.tag_name().namespace();
    let soap = Version::ALL
        .iter()
        .any(|version| namespace == Some(version.namespace()));
    if root.tag_name().name() != "Envelope" {
        let what = if root.tag_name().name().eq_ignore_ascii_case("html") {
            "the response is an HTML page"
        } else {
            "the response is not a SOAP envelope"
        };
        return Err(Problem::new(what).at(root.range().start));
    }
    if !soap {
        let problem =
            Problem::new("is in a namespace that is neither that of SOAP 1.1 nor that of 1.2");
        return Err(problem.within(&spelled(root)).at(root.range().start));
    }
    root.children()
        .find(|node| {
            node.is_element()
                && node.tag_name().name() == "Body"
                && node.tag_name().namespace() == namespace
        })
        .ok_or_else(|| Problem::new("is missing").within("Body").within("Envelope"))
}

/// Reads the result from the body.
fn result<T>(
    body: Node<'_, '_>,
    namespace: &str,
    operation: &str,
    read_result: &dyn Fn(Option<Element<'_>>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let name = format!("{operation}Response");
    let Some(response) = body
        .children()
        .find(|node| node.is_element() && node.tag_name().name() == name)
        .or_else(|| body.children().find(Node::is_element))
    else {
        return Err(Problem::new(format!("holds no `{name}`: it is empty")).within("Body"));
    };
    if response.tag_name().name() != name {
        let problem = Problem::new(format!("stands where `{name}` was expected"));
        return Err(problem
            .within(&spelled(response))
            .at(response.range().start));
    }
    if response.tag_name().namespace() != Some(namespace) {
        let problem = Problem::new(format!("was expected in the namespace `{namespace}`"));
        return Err(problem
            .within(&spelled(response))
            .at(response.range().start));
    }
    let result_name = format!("{operation}Result");
    let element = Element::new(response).child(&result_name);
    element
        .and_then(|element| read_result(element).map_err(|problem| problem.within(&result_name)))
        .map_err(|problem| problem.within(&name))
}

/// The name of an element that the server chose, with its namespace.
fn spelled(node: Node<'_, '_>) -> String {
    let name = node.tag_name();
    match name.namespace() {
        Some(namespace) => format!("`{}` in the namespace `{namespace}`", name.name()),
        None => format!("`{}` in no namespace", name.name()),
    }
}
