//! Secrets, and types that cannot be used by both protocols.

use crate::model::{Api, Form, Location, Protocol, Shape, Type};
use crate::report::{Code, Report};

pub(super) fn check(api: &Api, report: &mut Report) {
    let mut used = [vec![false; api.types.len()], vec![false; api.types.len()]];
    for service in &api.services {
        let protocol = usize::from(matches!(service.protocol, Protocol::Soap(_)));
        for operation in &service.operations {
            for ty in operation.response_types() {
                api.mark_reachable(ty, &mut used[protocol]);
            }
            for input in &operation.inputs {
                api.mark_reachable(&input.ty, &mut used[protocol]);
                if input.place == Location::Child
                    && !matches!(input.ty, Type::Secret)
                    && is_record(api, &input.ty)
                {
                    report.error(
                        Code::Unsupported,
                        input.origin.span,
                        "a parameter of a SOAP operation that is a record is not supported yet",
                    );
                }
            }
        }
    }
    let [rest, soap] = &used;
    for (definition, (rest, soap)) in api.types.iter().zip(rest.iter().zip(soap)) {
        if *rest && *soap && matches!(definition.shape, Shape::Record(_)) {
            report
                .error(
                    Code::Unsupported,
                    definition.origin.span,
                    format!(
                        "`{}` is sent over both protocols, which is not supported yet for a record",
                        definition.name
                    ),
                )
                .help("an enumeration can be shared; describe the record once for each protocol");
        }
    }
}

fn is_record(api: &Api, ty: &Type) -> bool {
    let mut ty = api.resolved(ty);
    // Lists of lists are as deep as an alias lets them be.
    for _ in 0..=api.types.len() {
        match ty.form() {
            Form::Named(id) => return matches!(api.definition(id).shape, Shape::Record(_)),
            Form::Optional(inner) | Form::List(inner) | Form::Map(inner) => {
                ty = api.resolved(inner);
            }
            Form::Scalar | Form::Json | Form::Upload | Form::Nothing | Form::Tuple(_) => {
                return false;
            }
        }
    }
    false
}
