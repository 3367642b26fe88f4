//! Bodies and responses in XML, once every type is known: what no table can say is text.
//!
//! XML has no maps, no alternatives and no lists of lists, and a description may ask for more than
//! the runtime's tables have words for. Such a body is text that callers write or read themselves,
//! with one finding at its media type.

use std::collections::HashSet;

use crate::model::{
    Api, Body, BodyFormat, Content, Facts, Form, Location, Operation, Presence, Record, Shape,
    Type, TypeId, Wire, XmlName, XmlNode, XmlRoot,
};
use crate::report::{Code, Report};

/// Makes text of what no table can say.
pub(super) fn replace_unsupported(api: &mut Api, report: &mut Report) {
    let mut services = std::mem::take(&mut api.services);
    for operation in services
        .iter_mut()
        .flat_map(|service| &mut service.operations)
    {
        body(api, operation, report);
        responses(api, operation, report);
    }
    api.services = services;
}

fn body(api: &Api, operation: &mut Operation, report: &mut Report) {
    let Wire::Rest(rest) = &mut operation.wire else {
        return;
    };
    let mut inputs = operation.inputs.iter_mut();
    let input = inputs.find(|input| input.place == Location::Body);
    let (Some(Body { format, root, .. }), Some(input)) = (&mut rest.body, input) else {
        return;
    };
    let Some(described) = root else {
        return;
    };
    if let Some(why) = unsaid(api, &input.ty, &described.node) {
        let becomes = ("body", "becomes text that the caller writes");
        widened(api, &input.ty, described, &why, becomes, report);
        *format = BodyFormat::Text;
        *root = None;
        input.ty = Type::Text;
        input.facts = Facts::default();
    }
}

fn responses(api: &Api, operation: &mut Operation, report: &mut Report) {
    let becomes = ("response", "is returned as text");
    let output = &mut operation.output;
    if let Some(root) = &output.root
        && let Some(why) = unsaid(api, &output.ty, &root.node)
    {
        widened(api, &output.ty, root, &why, becomes, report);
        output.root = None;
        output.content = Content::Text;
        output.ty = text(&output.ty);
        output.facts = Facts::default();
    }
    for choice in &mut output.choices {
        if let Some(root) = &choice.root
            && let Some(why) = unsaid(api, &choice.ty, &root.node)
        {
            widened(api, &choice.ty, root, &why, becomes, report);
            choice.root = None;
            choice.content = Content::Text;
            choice.ty = text(&choice.ty);
        }
    }
    for error in &mut operation.errors {
        let (Some(root), Some(ty)) = (&error.root, &error.ty) else {
            continue;
        };
        // Of the root of an error nothing is asked, and so a list has no items.
        let why = if matches!(root.node, XmlNode::List { .. }) {
            Some("its schema is a list".to_owned())
        } else {
            unsaid(api, ty, &root.node)
        };
        if let Some(why) = why {
            widened(api, ty, root, &why, ("response", "is read as text"), report);
            error.root = None;
            error.ty = Some(Type::Text);
        }
    }
}

/// Text instead of a type, which may be missing as that was.
fn text(ty: &Type) -> Type {
    if matches!(ty, Type::Optional(_)) {
        Type::Optional(Box::new(Type::Text))
    } else {
        Type::Text
    }
}

fn widened(
    api: &Api,
    ty: &Type,
    root: &XmlRoot,
    why: &str,
    (what, becomes): (&str, &str),
    report: &mut Report,
) {
    let media_type = &root.media_type;
    let message = format!("a {what} of the media type `{media_type}` {becomes}: {why}");
    if holds_secret(api, ty) {
        report
            .error(
                Code::Unsupported,
                root.span,
                format!("{message}, and holds a secret that would then be printed"),
            )
            .help("describe the secret where a type can say so");
        return;
    }
    report
        .error(Code::Widened, root.span, message)
        .help("describe it without, or acknowledge it in `bindery.yaml`");
}

/// Whether values of a type hold a secret.
fn holds_secret(api: &Api, ty: &Type) -> bool {
    let mut seen = vec![false; api.types.len()];
    api.mark_reachable(ty, &mut seen);
    let reached = api.types.iter().zip(&seen).filter(|(_, seen)| **seen);
    let is_secret = |ty: &Type| api.is_made_of_secrets(ty);
    is_secret(ty)
        || reached
            .into_iter()
            .any(|(definition, _)| match &definition.shape {
                Shape::Record(record) => record.fields.iter().any(|field| is_secret(&field.ty)),
                Shape::Union(union) => union.variants.iter().any(|variant| is_secret(&variant.ty)),
                Shape::Alias(ty) => is_secret(ty),
                Shape::Enumeration(_) => false,
            })
}

/// Why no table can say what the root of a document is.
fn unsaid(api: &Api, ty: &Type, node: &XmlNode) -> Option<String> {
    let mut pending = Vec::new();
    let mut seen = HashSet::new();
    if let Some(why) = of_node(api, ty, node, &mut pending) {
        return Some(format!("its schema {why}"));
    }
    // Breadth first: what is nearest to the media type is named.
    let mut next = 0;
    while let Some(id) = pending.get(next).copied() {
        next += 1;
        if !seen.insert(id) {
            continue;
        }
        let definition = api.definition(id);
        if let Shape::Record(record) = &definition.shape
            && let Some((field, why)) = of_record(api, record, &mut pending)
        {
            return Some(format!("`{}` of `{}` {why}", field, definition.name));
        }
    }
    None
}

/// The first field of a record that no table can say.
fn of_record(api: &Api, record: &Record, pending: &mut Vec<TypeId>) -> Option<(String, String)> {
    let mut elements: HashSet<&XmlName> = HashSet::new();
    let mut attributes: HashSet<&XmlName> = HashSet::new();
    let mut has_text = false;
    for (at, field) in record.fields.iter().enumerate() {
        // What is kept of JSON has no element.
        if record.keeps_undescribed && at + 1 == record.fields.len() {
            continue;
        }
        let is_new = match &field.xml {
            XmlNode::Element(name) | XmlNode::List { name, .. } | XmlNode::Items(name) => {
                elements.insert(name)
            }
            XmlNode::Attribute(name) => attributes.insert(name),
            XmlNode::Text | XmlNode::CData => !std::mem::replace(&mut has_text, true),
            XmlNode::Unsaid(_) => true,
        };
        let why = if field.presence == Presence::Further {
            Some("are properties of any name".to_owned())
        } else if is_new {
            of_node(api, &field.ty, &field.xml, pending)
        } else {
            Some("is called like another property".to_owned())
        };
        if let Some(why) = why {
            return Some((field.wire.clone(), why));
        }
    }
    None
}

/// Why a value cannot be a node; remembers the records that it holds.
fn of_node(api: &Api, ty: &Type, node: &XmlNode, pending: &mut Vec<TypeId>) -> Option<String> {
    let ty = api.present(ty);
    let why = match node {
        XmlNode::Unsaid(why) => return Some(why.clone()),
        XmlNode::Element(_) => value(api, ty, pending)?,
        XmlNode::List { .. } | XmlNode::Items(_) => match ty.form() {
            Form::List(inner) => value(api, api.present(inner), pending)?,
            Form::Tuple(_) => "is a list whose places differ",
            Form::Scalar
            | Form::Json
            | Form::Upload
            | Form::Nothing
            | Form::Named(_)
            | Form::Optional(_)
            | Form::Map(_) => "is not a list alone",
        },
        XmlNode::Attribute(_) | XmlNode::Text | XmlNode::CData => {
            let before = pending.len();
            let why = value(api, ty, pending);
            if why.is_none() && pending.len() == before {
                return None;
            }
            "is not a single value, as attributes and text are"
        }
    };
    Some(why.to_owned())
}

/// Why a value cannot be an element; remembers the record that it is.
fn value(api: &Api, ty: &Type, pending: &mut Vec<TypeId>) -> Option<&'static str> {
    match ty.form() {
        Form::Scalar => None,
        Form::Json => Some("is any JSON"),
        Form::Upload => Some("is a file"),
        Form::Nothing => Some("is always null"),
        Form::Optional(_) => Some("is null in two ways"),
        Form::List(_) | Form::Tuple(_) => Some("is a list of lists"),
        Form::Map(_) => Some("is a map"),
        Form::Named(id) => match &api.definition(id).shape {
            Shape::Record(_) => {
                pending.push(id);
                None
            }
            Shape::Enumeration(_) => None,
            Shape::Union(_) => Some("is one of several types"),
            Shape::Alias(_) => Some("is an alias of itself"),
        },
    }
}
