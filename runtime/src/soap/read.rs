//! From a response to a value, or to an error that says what came instead.
//!
//! The body decides before the status does: a fault comes with HTTP 500 as a rule and with 200 at
//! times, and either way it is a fault. Whatever else comes with an error status is an error of
//! that status.

use reqwest::header::CONTENT_TYPE;
use roxmltree::{Document, Node, ParsingOptions};

use super::fault;
use super::version::Version;
use crate::error::{Error, Mismatch};
use crate::transport::RawResponse;
use crate::xml::decode::decode;
use crate::xml::element::Element;
use crate::xml::guard;
use crate::xml::problem::Problem;

/// How many nodes a response may have. A node takes some seventy bytes, and as few as four of the
/// response.
const MOST_NODES: u32 = 3_000_000;

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
    let content_type = response
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let Some(text) = decode(&response.body, content_type) else {
        let what = "the response holds bytes that are wrong in its character encoding";
        return Err(unreadable(Mismatch::new("", what)));
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

/// Reads text as XML. The reader's own errors quote the text, so only their place is kept.
fn parse(text: &str) -> Result<Document<'_>, Mismatch> {
    if looks_like_html(text) {
        return Err(Mismatch::new("", "the response is an HTML page"));
    }
    guard::check(text).map_err(|problem| {
        let (path, what, _) = problem.into_parts();
        Mismatch::new(path, what)
    })?;
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let what = match error {
            roxmltree::Error::NodesLimitReached => {
                "the response holds more elements than are accepted"
            }
            roxmltree::Error::UnknownNamespace(..) => {
                "the response is not XML: a prefix stands for no namespace"
            }
            _ => "the response is not well-formed XML",
        };
        let position = error.pos();
        Mismatch::new("", what).at(position.row as usize, position.col as usize)
    })
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

fn mismatch(document: &Document<'_>, problem: Problem) -> Mismatch {
    let (path, what, offset) = problem.into_parts();
    let mismatch = Mismatch::new(path, what);
    match offset.map(|offset| document.text_pos_at(offset)) {
        Some(position) => mismatch.at(position.row as usize, position.col as usize),
        None => mismatch,
    }
}

fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"].iter().any(|tag| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    })
}
