//! A document of Swagger 2.0, from its root to its operations.

use super::parameters::{self, In};
use super::part::{Key, Map, Part, Plan};
use super::references::{Defaults, Lifting};
use super::{bodies, keys, responses, schemas, security};
use crate::documents::Documents;
use crate::documents::position::is_swagger;
use crate::openapi::Swagger;
use crate::report::{Code, Report};
use crate::source::Sources;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// The version that documents are lifted to: it says `nullable` and exclusive bounds as 2.0 does.
const OPENAPI: &str = "3.0.4";

/// The methods that a path can have.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// Plans what becomes of every document of Swagger 2.0, and of what other formats refer to in one.
pub(super) fn plan(documents: &Documents, sources: &Sources, report: &mut Report) -> Plan {
    let roots: Vec<_> = documents
        .written_roots()
        .filter(|root| is_swagger(*root))
        .collect();
    if roots.is_empty() {
        return Plan::default();
    }
    let mut lifting = Lifting::new(documents, sources, report);
    for place in &documents.walked.swagger_schemas {
        let changes = documents.node(*place).map(schemas::changes);
        let changes: Vec<(Key, Part)> = changes.unwrap_or_default();
        if !changes.is_empty() {
            let there = lifting.plan.schemas.entry(place.0).or_default();
            there.push((place.1, changes));
        }
    }
    let homes: Vec<_> = roots
        .iter()
        .map(|root| (*root, lifting.home(*root)))
        .collect();
    for (root, defaults) in &homes {
        let (file, _) = root.identity();
        let part = if documents.is_input(file) {
            document(&mut lifting, *root, defaults)
        } else {
            // Of another file counts what is referred to.
            Map::of(*root).with_version(*root).with_schemas(*root)
        };
        let parts = lifting.plan.parts.entry(file).or_default();
        parts.push(part.into());
        lifting.plan.roots.insert(file, parts.len() - 1);
    }
    for (place, object) in &documents.walked.swagger_entered {
        lifting.reach(*place, *object, &Defaults::default());
    }
    lifting.finish()
}

impl Map {
    fn with_version(mut self, root: Node<'_>) -> Self {
        if let Some(entry) = root.entry("swagger") {
            self.add(
                "openapi",
                entry.key_span,
                Part::text(OPENAPI, entry.value.span()),
            );
        }
        self
    }

    fn with_schemas(mut self, root: Node<'_>) -> Self {
        if let Some(entry) = root.entry("definitions") {
            let mut components = Self::new(entry.value.span());
            components.add("schemas", entry.key_span, Part::written(entry.value));
            self.add("components", entry.key_span, components.into());
        }
        self
    }
}

fn document<'d>(lifting: &mut Lifting<'_, 'd>, root: Node<'d>, defaults: &Defaults<'d>) -> Map {
    object::check_keys(root, &keys::DOCUMENT, lifting.report);
    let mut servers = defaults.address.servers();
    let mut components = Map::new(root.span());
    let mut described = None;
    let mut document = Map::of(root);
    for entry in root.entries() {
        match entry.key {
            "swagger" => document = document.with_version(root),
            "host" | "basePath" | "schemes" => {
                if let Some(servers) = servers.take() {
                    document.add("servers", entry.key_span, servers);
                }
            }
            "paths" => {
                let paths = paths(lifting, entry.value, defaults);
                document.add("paths", entry.key_span, paths);
            }
            "definitions" | "parameters" | "responses" | "securityDefinitions" => {
                described.get_or_insert(entry.key_span);
                section(lifting, &entry, defaults, &mut components);
            }
            "info" | "security" | "tags" | "externalDocs" | "x-bindery-envelope" => {
                document.keep(&entry);
            }
            key if keys::is_extension(key) => document.keep(&entry),
            _ => {}
        }
    }
    if let Some(at) = described {
        document.add("components", at, components.into());
    }
    document
}

/// A section of what is shared.
fn section<'d>(
    lifting: &mut Lifting<'_, 'd>,
    entry: &Entry<'d>,
    defaults: &Defaults<'d>,
    components: &mut Map,
) {
    let at = entry.key_span;
    let node = lifting.documents.behind(lifting.sources, entry.value);
    let mark = lifting.report.mark();
    let mapping = object::mapping(node, entry.key, lifting.report);
    lifting
        .report
        .guess_since(mark, "it is as if it were not there");
    let Some(node) = mapping else { return };
    match entry.key {
        "definitions" => components.add("schemas", at, Part::written(entry.value)),
        "securityDefinitions" => {
            let schemes = security::schemes(node, lifting.report);
            components.add("securitySchemes", at, schemes);
        }
        "responses" => {
            let mut responses = Map::of(node);
            for entry in node.entries() {
                let part = shared(lifting, entry.value, Swagger::Response, defaults);
                responses.add(entry.key, entry.key_span, part);
            }
            components.add("responses", at, responses.into());
        }
        _ => {
            let mut parameters = Map::new(node.span());
            let mut bodies = Map::new(node.span());
            for entry in node.entries() {
                let part = shared(lifting, entry.value, Swagger::Parameter, defaults);
                let section = match In::of(lifting.meant(entry.value).0) {
                    In::Body | In::Form => &mut bodies,
                    In::Line => &mut parameters,
                };
                section.add(entry.key, entry.key_span, part);
            }
            components.add("parameters", at, parameters.into());
            components.add("requestBodies", at, bodies.into());
        }
    }
}

/// What is shared under a name.
fn shared<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    object: Swagger,
    defaults: &Defaults<'d>,
) -> Part {
    if node.get("$ref").is_some() {
        return lifting.refer(node, object, defaults);
    }
    if node.as_mapping().is_none() {
        return Part::written(node);
    }
    lifting.reach(node.identity(), object, defaults);
    if object == Swagger::Response {
        responses::response(lifting, node, &defaults.produces)
    } else {
        parameters::shared(lifting, node, defaults)
    }
}

pub(super) fn paths<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    defaults: &Defaults<'d>,
) -> Part {
    if node.get("$ref").is_some() {
        return lifting.refer(node, Swagger::Paths, defaults);
    }
    if node.as_mapping().is_none() {
        return Part::written(node);
    }
    let mut paths = Map::of(node);
    for entry in node.entries() {
        let part = if entry.key.starts_with("x-") || entry.value.as_mapping().is_none() {
            Part::written(entry.value)
        } else if entry.value.get("$ref").is_some() {
            lifting.refer(entry.value, Swagger::PathItem, defaults)
        } else {
            path_item(lifting, entry.value, defaults)
        };
        paths.add(entry.key, entry.key_span, part);
    }
    paths.into()
}

pub(super) fn path_item<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    defaults: &Defaults<'d>,
) -> Part {
    object::check_keys(node, &keys::PATH_ITEM, lifting.report);
    lifting.stands.insert(node.identity());
    let shared = node.entry("parameters");
    let mut item = Map::of(node);
    for entry in node.entries() {
        match entry.key {
            "parameters" if entry.value.as_sequence().is_some() => {
                let listed = parameters::listed(lifting, Some(entry.value));
                let kept = parameters::kept(lifting, entry.value, &listed.kept, defaults);
                item.add(entry.key, entry.key_span, kept);
            }
            "parameters" => item.keep(&entry),
            key if METHODS.contains(&key) => {
                let part = operation(lifting, entry.value, shared, defaults);
                item.add(key, entry.key_span, part);
            }
            key if keys::is_extension(key) => item.keep(&entry),
            _ => {}
        }
    }
    item.into()
}

pub(super) fn operation<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    shared: Option<Entry<'d>>,
    defaults: &Defaults<'d>,
) -> Part {
    if node.get("$ref").is_some() {
        return lifting.refer(node, Swagger::Operation, defaults);
    }
    if node.as_mapping().is_none() {
        return Part::written(node);
    }
    object::check_keys(node, &keys::OPERATION, lifting.report);
    lifting.stands.insert(node.identity());
    let defaults = &defaults.within(node, lifting.report);
    let mut operation = Map::of(node);
    for entry in node.entries() {
        match entry.key {
            "consumes" | "produces" => {}
            "parameters" if entry.value.as_sequence().is_some() => {
                let listed = parameters::listed(lifting, Some(entry.value));
                let kept = parameters::kept(lifting, entry.value, &listed.kept, defaults);
                operation.add(entry.key, entry.key_span, kept);
            }
            "responses" => {
                let responses = responses::responses(lifting, entry.value, defaults);
                operation.add(entry.key, entry.key_span, responses);
            }
            "schemes" => {
                let servers = defaults.address.servers_of(&entry, lifting.report);
                if let Some(servers) = servers {
                    operation.add("servers", entry.key_span, servers);
                }
            }
            key if keys::is_extension(key) || keys::OPERATION.read.contains(&key) => {
                operation.keep(&entry);
            }
            _ => {}
        }
    }
    request_body(lifting, node, shared, defaults, &mut operation);
    operation.into()
}

/// Adds the body of an operation: of its own parameters, or else of those of its path.
fn request_body<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    shared: Option<Entry<'d>>,
    defaults: &Defaults<'d>,
    operation: &mut Map,
) {
    let own = node.entry("parameters");
    let inherited = parameters::listed(lifting, shared.map(|entry| entry.value));
    let listed = parameters::listed(lifting, own.map(|entry| entry.value));
    let Some(list) = own.or(shared) else { return };
    let bodies = if listed.body.is_empty() {
        inherited.body
    } else {
        listed.body
    };
    let mut fields: Vec<Node<'d>> = Vec::new();
    let name = |node: &Node<'d>| node.get("name").and_then(Node::text);
    for field in &listed.form {
        fields.push(lifting.meant(*field).0);
    }
    for field in &inherited.form {
        let field = lifting.meant(*field).0;
        if !fields.iter().any(|own| name(own) == name(&field)) {
            fields.push(field);
        }
    }
    let Some((first, others)) = bodies.split_first() else {
        if !fields.is_empty() {
            let places = (list.key_span, list.value.span());
            let form = bodies::form(lifting, &fields, places, &defaults.consumes);
            operation.add("requestBody", list.key_span, form.into());
        }
        return;
    };
    for other in others {
        lifting
            .report
            .error(
                Code::DuplicateParameter,
                object::head(*other),
                "a second parameter describes the body",
            )
            .label(object::head(*first), "first here")
            .assume("the first one counts");
    }
    if let Some(field) = fields.first() {
        lifting.report.assumed(
            object::head(*field),
            "the operation has a body and fields of a form",
            "the body counts",
        );
    }
    let at = object::head(*first);
    let body = if first.get("$ref").is_some() {
        let consumes = |defaults: &Defaults<'d>| defaults.consumes.clone();
        lifting.refer_with(*first, Swagger::Parameter, defaults, consumes, bodies::body)
    } else {
        bodies::body(lifting, *first, &defaults.consumes)
    };
    if defaults.consumes.is_empty() {
        let (meant, _) = lifting.meant(*first);
        if meant.get("schema").is_some() {
            lifting.report.assumed(
                at,
                "no `consumes` say in which media type the body is sent",
                "it is `application/json`",
            );
        }
    }
    operation.add("requestBody", at, body);
}
