//! Resolves documents to the model: no later stage knows a format, and every name is defined.
//!
//! The first key of a document names its format: `openapi` or `soap`. Each format fills the same
//! model; a type that several files refer to is one type.

mod constants;
mod cycles;
mod openapi;
mod soap;
mod types;
mod unions;
mod xml;

use crate::config::{Groups, Undescribed};
use crate::documents::Documents;
use crate::documents::ids::Ids;
use crate::model::{Api, Protocol};
use crate::openapi::Objects;
use crate::report::{Code, Report};
use crate::schemas::Schemas;
use crate::source::Sources;
use crate::syntax::Node;
use crate::syntax::object;

use types::{InlineName, spelling};
pub(crate) use types::{TypeSource, Types};

/// What resolving looks things up in.
pub(crate) struct Context<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) documents: &'a Documents,
    pub(crate) schemas: &'a Schemas<'a>,
    pub(crate) objects: &'a Objects<'a>,
    pub(crate) ids: &'a Ids,
    /// Whether records keep properties that the description says nothing of.
    pub(crate) groups: Groups,
    pub(crate) undescribed: Undescribed,
}

/// Fills the model from the inputs.
pub(crate) fn resolve(context: &Context<'_>, report: &mut Report) -> Api {
    let mut types = Types::default();
    let mut services = Vec::new();
    for root in context.documents.inputs() {
        let at = object::head(root);
        if root.get("openapi").is_some() {
            services.extend(openapi::service(context, root, &mut types, report));
        } else if root.get("soap").is_some() {
            services.extend(soap::service(context, root, &mut types, report));
        } else if let Some(version) = root.get("swagger") {
            let text = version.text().unwrap_or_default();
            report
                .error(
                    Code::UnsupportedVersion,
                    version.span(),
                    format!("Swagger `{text}` is not read"),
                )
                .help("bindery reads Swagger 2.0, as in `swagger: '2.0'`");
        } else if root.get("inputs").is_some() && root.get("edition").is_some() {
            let name = context.sources.name(root.identity().0);
            report
                .error(
                    Code::UnsupportedVersion,
                    at,
                    format!("`{name}` is a configuration where a document is expected"),
                )
                .help("run it without `--out`, or name an OpenAPI document with `--spec`");
        } else {
            report
                .error(Code::UnsupportedVersion, at, "the file is neither OpenAPI nor a SOAP description")
                .help("the first key of an OpenAPI file is `openapi: 3.1.0`, that of a SOAP description `soap: 1`");
        }
    }
    check_whole(context, &types, report);
    context.documents.locate_repairs(report);
    for protocol in [
        |protocol: &Protocol| matches!(protocol, Protocol::Rest(_)),
        |protocol: &Protocol| matches!(protocol, Protocol::Soap(_)),
    ] {
        for service in services
            .iter()
            .filter(|service: &&crate::model::Service| protocol(&service.protocol))
            .skip(1)
        {
            report
                .error(
                    Code::Unsupported,
                    service.origin.span,
                    "a second description of the same protocol is not supported yet",
                )
                .help("describe one REST and one SOAP service in a crate");
        }
    }
    let mut types = types.finish();
    unions::simplify(&mut types);
    cycles::break_all(&mut types, report);
    let mut api = Api { services, types };
    constants::find(&mut api);
    xml::replace_unsupported(&mut api, report);
    api
}

/// Checks what is known once all inputs are resolved: what nothing reads, and references from one
/// service to another.
fn check_whole(context: &Context<'_>, types: &Types, report: &mut Report) {
    let rest: Vec<_> = context
        .documents
        .inputs()
        .filter(|root| root.get("openapi").is_some())
        .collect();
    for root in &rest {
        openapi::unread(context, *root, types, report);
    }
    openapi::check_schemas(context, report);
    let known: Option<Vec<&str>> = (!rest.is_empty()).then(|| {
        rest.iter()
            .flat_map(|root| openapi::operation_ids(context, *root))
            .collect()
    });
    for root in context
        .documents
        .inputs()
        .filter(|root| root.get("openapi").is_none() && root.get("soap").is_some())
    {
        soap::check_equivalents(root, known.as_deref(), report);
    }
}

impl<'d> Context<'d> {
    /// A member of an object, behind its references.
    pub(crate) fn member(&self, node: Node<'d>, key: &str) -> Option<Node<'d>> {
        self.documents.member(self.sources, node, key)
    }
}

impl Context<'_> {
    /// A document as emitted code names it.
    pub(crate) fn file_name(&self, file: crate::source::FileId) -> String {
        let id = self.ids.of(file);
        id.unwrap_or_else(|| self.sources.path(file)).to_owned()
    }

    /// Where a node stands, with its name in the file.
    pub(crate) fn origin(&self, span: crate::source::Span, anchor: &str) -> crate::model::Origin {
        crate::model::Origin {
            span,
            file: self.file_name(span.file),
            anchor: anchor.to_owned(),
        }
    }
}
