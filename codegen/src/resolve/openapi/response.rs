//! Responses: what a successful call returns, and its errors.
//!
//! Every operation has a response: where no success is described, it returns nothing. Of several
//! successful responses callers get what they have in common, or an enumeration by status.

mod content;
mod envelope;
mod headers_and_links;
mod media;
mod status;

use super::identity::{Called, Calls};
use super::media::{self as bodies, Media, entries};
use super::{Document, Named};
use crate::model::{Choice, Content, ErrorResponse, Facts, Header, Output, Type};
use crate::openapi::{self, Use};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::source::Span;
use content::{Payload, Wanted, payload};
pub(super) use content::{is_prose, optional};
pub(super) use envelope::error_envelope;
pub(super) use headers_and_links::kind as words;
pub(super) use media::{Kind, kind};
use status::DEFAULT;

/// The media type that is read and written unless something else is said.
pub(super) const JSON: &str = "application/json";

/// An entry under `responses`.
struct StatusResponse<'d> {
    entry: Named<'d, openapi::Response<'d>>,
    /// What it is called, where it was referred to.
    name: Option<String>,
    status: String,
    docs: String,
}

/// A successful response.
struct Success<'a, 'd> {
    response: &'a StatusResponse<'d>,
    payload: Payload,
}

/// The responses of an operation: payload, whether it is enveloped, errors.
pub(super) fn responses<'d>(
    document: &Document<'_, 'd>,
    (called, calls): (&Called<'d>, &Calls<'_>),
    types: &mut Types,
    report: &mut Report,
) -> (Output, bool, Vec<ErrorResponse>) {
    let id = called.id.as_str();
    let operation = called.method.value;
    let described = read(document, operation, report);
    let elsewhere: Vec<_> = if called.variant.is_none() && called.varies_by_media_type(document) {
        let further = further(document, operation);
        further.iter().map(|entry| entry.name).collect()
    } else {
        Vec::new()
    };
    let (at, good) = good(document, operation, &described);
    let mut successes = Vec::new();
    // Each has a type of its own then, and the status says whose it is.
    let with_content = described.iter().filter(|response| {
        good.contains(&response.status.as_str()) && response.entry.value.content.is_some()
    });
    let is_alone = document.envelope.is_some() || with_content.count() < 2;
    for response in &described {
        if !good.contains(&response.status.as_str()) {
            continue;
        }
        if document.envelope.is_some() && !successes.is_empty() {
            let Success {
                response: first, ..
            } = &successes[0];
            only_first(response, first, report);
            continue;
        }
        let wanted = match (&called.variant, called.asks_for()) {
            (None, _) => Wanted::First(&elsewhere),
            (Some(_), Some(key)) => Wanted::Instead(key),
            (Some(_), None) => Wanted::FirstAgain,
        };
        let name = name(response, called, is_alone && successes.is_empty());
        if let Some(payload) = payload(document, response.entry.value, wanted, &name, types, report)
        {
            successes.push(Success { response, payload });
        }
    }
    let enveloped = successes
        .first()
        .is_some_and(|success| success.payload.enveloped);
    let redirects = good.is_empty()
        && described
            .iter()
            .any(|response| is_redirect(&response.status));
    if good.is_empty() && !redirects {
        report.assumed(
            at,
            "no successful response is described",
            "the call returns nothing",
        );
    }
    let mut output = output(at, successes, called.asks_for(), report);
    output.redirects = redirects;
    for response in &described {
        if !good.contains(&response.status.as_str()) {
            continue;
        }
        for header in headers_and_links::headers(document, response.entry.value) {
            let known = |known: &Header| known.name.eq_ignore_ascii_case(&header.name);
            if !output.headers.iter().any(known) {
                output.headers.push(header);
            }
        }
    }
    for response in &described {
        for link in headers_and_links::links(document, response.entry.value, calls, report) {
            if !output.links.contains(&link) {
                output.links.push(link);
            }
        }
    }
    let errors = described
        .iter()
        .filter(|response| !good.contains(&response.status.as_str()))
        .map(|response| error(document, response, id, types, report))
        .collect();
    (output, enveloped, errors)
}

/// The media types beside the first that successful responses of an operation have for themselves, of
/// which each makes a call of its own.
pub(super) fn further<'d>(
    document: &Document<'_, 'd>,
    operation: &'d openapi::Operation<'d>,
) -> Vec<Media<'d>> {
    let mut further: Vec<Media<'d>> = Vec::new();
    let responses = document.context.objects.one(&operation.responses);
    let mut responses: Vec<_> = responses
        .iter()
        .flat_map(|responses| &responses.statuses)
        .filter(|entry| status::is_status(entry.name) && entry.name.starts_with('2'))
        .collect();
    responses.sort_by_key(|entry| entry.name);
    for response in responses {
        let response = document.context.objects.behind(response.value);
        for entry in content::further(document, &response.content) {
            if further.iter().all(|known| known.name != entry.name) {
                further.push(entry);
            }
        }
    }
    further
}

/// What stands under `responses`, by status.
fn read<'d>(
    document: &Document<'_, 'd>,
    operation: &'d openapi::Operation<'d>,
    report: &mut Report,
) -> Vec<StatusResponse<'d>> {
    let objects = document.context.objects;
    let Some(responses) = objects.one(&operation.responses) else {
        return Vec::new();
    };
    let mut entries: Vec<_> = responses.object.statuses.iter().collect();
    entries.sort_by_key(|entry| entry.name);
    let mut responses = Vec::new();
    for entry in entries {
        let status = entry.name;
        if !status::is_status(status) {
            report
                .error(
                    Code::InvalidValue,
                    entry.span,
                    format!("`{status}` is not a status code"),
                )
                .help("a status is three digits, a range like `4XX`, or `default`")
                .guess("the response is left out");
            continue;
        }
        let Some(meant) = objects.meant(entry.value) else {
            continue;
        };
        let docs = super::operation::summarised(&meant);
        let Some(entry) = entry.map(|_| Some(meant.object)) else {
            continue;
        };
        responses.push(StatusResponse {
            status: status::canonical(status),
            docs,
            entry,
            name: meant.called,
        });
    }
    responses
}

/// The statuses that are good, and where the description says what is answered.
///
/// `default` stands for them where no other response says what happens when all is well.
fn good<'a>(
    document: &Document<'_, '_>,
    operation: &openapi::Object<'_, openapi::Operation<'_>>,
    responses: &'a [StatusResponse<'_>],
) -> (Span, Vec<&'a str>) {
    let mut good: Vec<_> = responses
        .iter()
        .filter(|response| response.status.starts_with('2'))
        .collect();
    let mut statuses = responses.iter().map(|response| &response.status);
    if good.is_empty() && !statuses.any(|status| is_redirect(status)) {
        good.extend(
            responses
                .iter()
                .filter(|response| response.status == DEFAULT)
                .filter(|response| !is_error(document, response, responses)),
        );
    }
    let at = good.first().map_or_else(
        || {
            let responses = operation.responses.as_ref();
            responses.map_or_else(|| operation.at(), |responses| responses.key)
        },
        |response| response.entry.span,
    );
    (
        at,
        good.iter()
            .map(|response| response.status.as_str())
            .collect(),
    )
}

/// Whether responses of a status say where to ask next: 304 says that nothing changed.
fn is_redirect(status: &str) -> bool {
    status.starts_with('3') && status != "304"
}

/// Whether `default` is an error by its structure: its media type is one of problems, or a response
/// to a failure has the same schema. What it is called or how it is described says nothing.
fn is_error(
    document: &Document<'_, '_>,
    response: &StatusResponse<'_>,
    all: &[StatusResponse<'_>],
) -> bool {
    let schemas = |response: &StatusResponse<'_>| -> Vec<_> {
        let media = entries(document, &response.entry.value.content).into_iter();
        let schemas = media.filter_map(|media| document.schema(&media.value.schema));
        schemas
            .filter_map(SchemaRef::target)
            .map(|target| target.id)
            .collect()
    };
    let own = schemas(response);
    let mut failures = all
        .iter()
        .filter(|other| other.status.starts_with(['4', '5']))
        .flat_map(schemas);
    let mut own_media = entries(document, &response.entry.value.content).into_iter();
    own_media.any(|media| media::is_problem(media.name))
        || failures.any(|schema| own.contains(&schema))
}

/// What a type is called that a response describes in place.
fn name(response: &StatusResponse<'_>, called: &Called<'_>, alone: bool) -> String {
    // A component is named after its key, not after its first user.
    let own = response.name.as_ref();
    let id = &called.id;
    match (own, &called.variant) {
        (Some(own), Some(variant)) if !variant.sends => {
            format!("{}_response", variant.named(own))
        }
        (Some(own), _) => format!("{own}_response"),
        (None, _) if alone => format!("{id}_response"),
        (None, _) => format!("{id}_{}_response", status_words(&response.status)),
    }
}

/// The status in words.
fn status_words(status: &str) -> String {
    match crate::model::status_words(status) {
        "" => format!("status_{status}"),
        words => words.to_owned(),
    }
}

fn only_first(response: &StatusResponse<'_>, first: &StatusResponse<'_>, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            response.entry.span,
            "only the first successful response is read",
        )
        .label(first.entry.span, "the first one")
        .help("leave the others out, or acknowledge it in `bindery.yaml`");
}

/// What callers get, of all successful responses.
fn output(
    at: Span,
    mut successes: Vec<Success<'_, '_>>,
    asked: Option<&str>,
    report: &mut Report,
) -> Output {
    let statuses = successes
        .iter()
        .map(|success| {
            (
                success.response.status.clone(),
                success.response.docs.clone(),
            )
        })
        .collect();
    let mut wanted: Vec<String> = Vec::new();
    for success in &successes {
        if success.payload.is_nothing() {
            continue;
        }
        let accept = success
            .payload
            .accept
            .clone()
            .unwrap_or_else(|| JSON.to_owned());
        if !wanted.contains(&accept) {
            wanted.push(accept);
        }
    }
    let accept = match &wanted[..] {
        [] => None,
        [one] if one == JSON => None,
        _ => Some(accept(&wanted, asked)),
    };
    let span = successes
        .first()
        .map_or(at, |success| success.response.entry.span);
    let one = successes
        .iter()
        .position(|success| !success.payload.is_nothing())
        .unwrap_or(0);
    let node = |payload: &Payload| payload.root.as_ref().map(|root| root.node.clone());
    let alike = successes.iter().all(|success| {
        let first = &successes[one].payload;
        success.payload.is_nothing()
            || (success.payload.ty == first.ty
                && success.payload.content == first.content
                && node(&success.payload) == node(first))
    });
    let nothing = successes.iter().any(|success| success.payload.is_nothing());
    let has_nothing_of_bytes = nothing
        && successes
            .get(one)
            .is_some_and(|success| success.payload.content == Content::Bytes);
    if successes.is_empty() {
        return Output::document(span, Type::Nothing, String::new(), Facts::default());
    }
    if !alike || has_nothing_of_bytes {
        for stream in successes
            .iter()
            .filter_map(|one| one.payload.stream.as_ref())
        {
            report
                .error(
                    Code::Ignored,
                    stream.span,
                    format!(
                        "where the status decides, the media type `{}` is not supported and is ignored",
                        stream.accept
                    ),
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
        }
        let choices = successes
            .into_iter()
            .map(|success| Choice {
                span: success.response.entry.span,
                status: success.response.status.clone(),
                docs: success.response.docs.clone(),
                ty: success.payload.ty,
                content: success.payload.content,
                root: success.payload.root,
            })
            .collect();
        return Output {
            accept,
            choices,
            ..Output::document(span, Type::Nothing, String::new(), Facts::default())
        };
    }
    let Success { response, payload } = successes.swap_remove(one);
    Output {
        content: payload.content,
        root: payload.root,
        accept,
        statuses,
        stream: payload.stream,
        ..Output::document(
            response.entry.span,
            optional(payload.ty, nothing),
            if response.docs.is_empty() {
                payload.docs
            } else {
                response.docs.clone()
            },
            payload.facts,
        )
    }
}

/// The media types to ask for; what a call is made for before what other statuses respond with.
fn accept(wanted: &[String], asked: Option<&str>) -> String {
    let is_second = |one: &String| asked.is_some_and(|asked| asked != one);
    let (second, first): (Vec<_>, Vec<_>) = wanted.iter().partition(|one| is_second(one));
    let first = first.into_iter().cloned();
    let second = second.iter().map(|one| format!("{one};q=0.5"));
    first.chain(second).collect::<Vec<_>>().join(", ")
}

/// A response that is an error.
fn error(
    document: &Document<'_, '_>,
    response: &StatusResponse<'_>,
    id: &str,
    types: &mut Types,
    report: &mut Report,
) -> ErrorResponse {
    let mut ty = None;
    let mut root = None;
    if let Some(envelope) = document.envelope {
        error_envelope(document, response.entry.value, envelope, types, report);
    } else if let Some(content) = &response.entry.value.content {
        let name = error_name(response, id);
        ty = payload(
            document,
            response.entry.value,
            Wanted::First(&[]),
            &name,
            types,
            report,
        )
        .filter(|payload| !payload.is_nothing())
        .and_then(|payload| match payload.content {
            Content::Document | Content::Text => Some(payload.ty),
            Content::Xml => {
                root = payload.root;
                Some(payload.ty)
            }
            Content::Bytes | Content::Events(_) | Content::Lines => {
                report
                    .error(
                        Code::Ignored,
                        content.key,
                        "of an error that is neither JSON nor text, only the status is returned",
                    )
                    .help("leave its `content` out, or acknowledge it in `bindery.yaml`");
                None
            }
        });
    }
    ErrorResponse {
        span: response.entry.span,
        status: response.status.clone(),
        docs: response.docs.clone(),
        ty,
        root,
        headers: headers_and_links::headers(document, response.entry.value),
    }
}

/// What a type is called that an error describes in place.
fn error_name(response: &StatusResponse<'_>, id: &str) -> String {
    let said = match (response.name.clone(), response.status.as_str()) {
        (Some(own), _) => own,
        (None, DEFAULT) => id.to_owned(),
        (None, status) => format!("{id}_{}", status_words(status)),
    };
    if said.to_ascii_lowercase().ends_with("error") {
        said
    } else {
        format!("{said}_error")
    }
}

/// The schema of the JSON under `content`.
pub(super) fn json_schema<'d>(
    document: &Document<'_, 'd>,
    content: &'d bodies::Content<'d>,
    report: &mut Report,
) -> Option<SchemaRef<'d>> {
    let is_json = |key: &str| {
        let name = key.split(';').next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case(JSON)
    };
    let entries = entries(document, content);
    let found = entries.iter().rfind(|entry| is_json(entry.name));
    for entry in entries.iter().filter(|entry| !is_json(entry.name)) {
        if found.is_some() {
            report
                .error(
                    Code::Ignored,
                    entry.span,
                    format!(
                        "beside JSON the media type `{}` is not supported and is ignored",
                        entry.name
                    ),
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
        } else {
            report
                .error(
                    Code::Unsupported,
                    entry.span,
                    format!("the media type `{}` is not supported yet", entry.name),
                )
                .help(format!("describe the JSON of it under `{JSON}`"));
        }
    }
    let media = found?.value;
    media.check_use(Use::Any, report);
    if media.schema.is_none() {
        let message = "the media type has no `schema`";
        report.error(Code::MissingKey, media.at(), message);
    }
    document.schema(&media.schema)
}

/// The schema of the JSON under `content`, where there is one; says nothing of what else is there.
pub(super) fn json<'d>(
    document: &Document<'_, 'd>,
    content: &'d bodies::Content<'d>,
) -> Option<SchemaRef<'d>> {
    let mut entries = entries(document, content).into_iter();
    let json = entries.find(|entry| media::is_plain_json(entry.name))?;
    document.schema(&json.value.schema)
}
