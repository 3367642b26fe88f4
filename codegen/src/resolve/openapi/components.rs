//! What stands under `components`: checked whether it is used or not, so that a mistake does not
//! wait for its first use. Nothing here adds a type.

use super::response::{error_envelope, json};
use super::{Context, Document, body, schema};
use crate::openapi::Use;
use crate::report::Report;
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::syntax::Node;

/// Checks what depends on how components would be used.
pub(super) fn check(document: &Document<'_, '_>, types: &mut Types, report: &mut Report) {
    let objects = document.context.objects;
    let components = document.api.and_then(|api| objects.one(&api.components));
    let Some(components) = components.map(|components| components.object) else {
        return;
    };
    let mark = report.mark();
    for body in objects.named(&components.request_bodies) {
        body::unused(document, &body.value.object.content, report);
    }
    for response in objects.named(&components.responses) {
        let response = response.value.object;
        for media in objects.named(&response.content) {
            media.value.object.check_use(Use::Stream, report);
        }
        // The envelope of an error that no operation refers to is told by its payload: there is
        // none. It is no type.
        let whole = json(document, &response.content).and_then(SchemaRef::followed);
        let (Some(envelope), Some(whole)) = (document.envelope, whole) else {
            continue;
        };
        let property = |name: &str| whole.property(name);
        if !types.was_read(whole.id)
            && property(&envelope.success).is_some()
            && property(&envelope.data).is_none_or(is_null)
        {
            error_envelope(document, response, envelope, types, report);
        }
    }
    report.leave_out(mark, "what refers to it");
}

/// Resolves the schemas that nothing refers to, for what is wrong with them only.
///
/// They get types of their own, which are thrown away: a schema without use has no part in the
/// names of the others.
pub(super) fn unused_schemas(
    context: &Context<'_>,
    root: Node<'_>,
    types: &Types,
    report: &mut Report,
) {
    let document = Document::bare(context, root);
    let components = document
        .api
        .and_then(|api| context.objects.one(&api.components));
    let Some(schemas) = components.and_then(|found| found.object.schemas.as_ref()) else {
        return;
    };
    let mut unused = Types::default();
    for entry in &schemas.value {
        if let Some(schema) = context.schemas.at(entry.value.0)
            && !types.was_read(schema.id)
        {
            schema::named(&document, schema, entry.name, false, &mut unused);
        }
    }
    schema::read_pending_except(&document, &mut unused, types, report);
}

/// Whether a schema describes null and nothing else.
fn is_null(schema: SchemaRef<'_>) -> bool {
    schema::kinds(schema) == ["null"]
}
