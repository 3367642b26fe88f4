//! Examples: a call as a caller would write it, compiled by every test run of the crate.

use super::calls::Call;
use super::imports::Imports;
use super::{Context, folder};
use crate::conversions::{self, Conversion, Source};
use crate::model::{
    Effect, Operation, Presence, Protocol, Service, Shape, Type, TypeId, Union, Value, Values,
};
use crate::names::{Case, Reserved, TagNames, single};
use crate::rust::{Start, Taken};

/// The longest line of an example.
const WIDTH: usize = 88;

/// The longest text of the description that an example repeats: rustfmt breaks no line in a text.
const LONGEST: usize = 60;

/// How many values are written inside each other: a reader has to see the call.
const DEEPEST: usize = 2;

/// A call written out: the expression, and the types that it needs imported.
pub(super) struct Example {
    /// The types to import.
    pub(super) types: Vec<TypeId>,
    /// Names to import from the module of the handle.
    pub(super) inputs: Option<String>,
    /// Records that the call takes, as parameters of the example: name and type.
    pub(super) records: Vec<(String, String)>,
    /// `client.keys().get(12345)`, with optional inputs that the description shows.
    pub(super) call: String,
}

/// How much an example shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Every value that the description shows; types are imported by their names.
    Full,
    /// What the call cannot do without; the module of types is imported, and nothing else is.
    Least,
}

/// What an example needs beside its call.
struct Types<'a> {
    context: &'a Context<'a>,
    extent: Extent,
    /// The types that it imports.
    imported: Vec<TypeId>,
    /// Its parameters: name and type.
    records: Vec<(String, String)>,
    /// How many values the one that is written stands in.
    depth: usize,
}

impl Types<'_> {
    /// What is written without another parameter; otherwise nothing changes.
    fn alone(&mut self, write: impl FnOnce(&mut Self) -> Option<String>) -> Option<String> {
        let (imported, records) = (self.imported.len(), self.records.len());
        let written = write(self).filter(|_| self.records.len() == records);
        if written.is_none() {
            self.imported.truncate(imported);
            self.records.truncate(records);
        }
        written
    }

    /// A parameter of a type, by a name that no parameter of another type has.
    fn named(&mut self, mut name: String, ty: String) -> String {
        while let Some((_, other)) = self.records.iter().find(|(taken, _)| *taken == name) {
            if *other == ty {
                return name;
            }
            name.push_str("_item");
        }
        self.records.push((name.clone(), ty));
        name
    }

    /// A type as the example writes it.
    fn written(&mut self, id: TypeId) -> String {
        let names = &self.context.names;
        let crate_name = &self.context.options.crate_path;
        let own = &names.types[id.index()];
        let is_component = own.modules.first().is_some_and(|first| first == "types");
        let clashes = |other: &TypeId| *other != id && names.types[other.index()].name == own.name;
        match self.extent {
            Extent::Full if self.imported.iter().any(clashes) => {
                format!("{crate_name}::{}", names.path(id))
            }
            Extent::Full => {
                self.imported.push(id);
                own.name.clone()
            }
            Extent::Least if is_component => {
                self.imported.push(id);
                names.path(id)
            }
            Extent::Least => format!("{crate_name}::{}", names.path(id)),
        }
    }

    /// A record or a union, as a parameter of the example that is called like its type.
    fn parameter(&mut self, context: &Context<'_>, id: TypeId) -> String {
        let definition = context.api.definition(id);
        let written = self.written(id);
        let name = single(Case::Snake, Reserved::Fields, &definition.name);
        self.named(name, written)
    }
}

/// The example of an operation.
pub(super) fn of(
    context: &Context<'_>,
    service: &Service,
    call: Call<'_>,
    tag: &TagNames,
    extent: Extent,
) -> Example {
    let Call { operation, names } = call;
    let mut types = Types {
        context,
        extent,
        imported: Vec::new(),
        records: Vec::new(),
        depth: 0,
    };
    let shown = |wire: &str| {
        operation
            .example
            .inputs
            .iter()
            .find(|(name, _)| name == wire)
            .map(|(_, value)| value)
    };
    // The parameters of the example are named like those of the call, and the client is one of them.
    types
        .records
        .push((variable(service).to_owned(), String::new()));
    let given: Vec<_> = (operation.inputs.iter().zip(&names.inputs))
        .filter(|(input, _)| input.presence == Presence::Required)
        .map(|(input, name)| {
            let id = record_of(context, &input.ty)?;
            let is_exact = names.holder.is_some();
            Some(
                made(context, id, shown(&input.wire), is_exact, &mut types).unwrap_or_else(|| {
                    let record = types.written(id);
                    types.named(name.clone(), record)
                }),
            )
        })
        .collect();
    let mut given = given.into_iter();
    let mut required = Vec::new();
    let mut optional = String::new();
    for (input, name) in operation.inputs.iter().zip(&names.inputs) {
        let value = shown(&input.wire);
        if input.presence == Presence::Required {
            let given = given.next().flatten();
            let is_exact = names.holder.is_some();
            let value = given
                .unwrap_or_else(|| expression(context, &input.ty, value, is_exact, &mut types));
            required.push((name, value));
        } else if extent == Extent::Full
            && value.is_some()
            && record_of(context, &input.ty).is_none()
        {
            let value = if context.api.is_switch(input) {
                String::new()
            } else {
                expression(context, &input.ty, value, false, &mut types)
            };
            optional.push_str(&format!(".{name}({value})"));
        }
    }
    let arguments = if let Some(holder) = &names.holder {
        let fields: Vec<_> = required
            .iter()
            .map(|(name, value)| {
                if *name == value {
                    value.clone()
                } else {
                    format!("{name}: {value}")
                }
            })
            .collect();
        format!("{holder} {{ {} }}", fields.join(", "))
    } else {
        required
            .iter()
            .map(|(_, value)| value.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut records = std::mem::take(&mut types.records);
    Example {
        types: types.imported,
        inputs: names.holder.clone(),
        records: records.split_off(1),
        call: format!(
            "{}.{}().{}({arguments}){optional}",
            variable(service),
            tag.method,
            names.method
        ),
    }
}

/// The documentation lines of an example that compiles.
pub(super) fn lines(
    context: &Context<'_>,
    service: &Service,
    operation: &Operation,
    tag: &TagNames,
    example: &Example,
) -> Vec<String> {
    let crate_name = &context.options.crate_path;
    let mut lines = vec!["```no_run".to_owned()];
    let mut imports = Imports::default();
    for id in &example.types {
        let names = &context.names.types[id.index()];
        let module = names.modules.join("::");
        imports.add(&format!("{crate_name}::{module}"), &names.name);
    }
    if let Some(inputs) = &example.inputs {
        imports.add(
            &format!("{crate_name}::{}::{}", folder(service), tag.module),
            inputs,
        );
    }
    let uses = imports.lines();
    if !uses.is_empty() {
        lines.extend(uses.iter().flat_map(|line| statement(line)));
        lines.push(String::new());
    }
    let client = match service.protocol {
        Protocol::Rest(_) => format!("{crate_name}::Client"),
        Protocol::Soap(_) => format!("{crate_name}::soap::Client"),
    };
    let records: String = example
        .records
        .iter()
        .map(|(name, ty)| format!(", {name}: {ty}"))
        .collect();
    let parameters = format!("{}: {client}{records}", variable(service));
    // An example is safe to run: what does more than read is not sent.
    match operation.effect {
        Effect::Read => {
            let result = format!(" -> Result<(), {crate_name}::Error>");
            lines.extend(signature("async fn", &parameters, &result));
            lines.extend(statement(
                &match super::outputs::variable(context, &operation.output) {
                    Some(name) => format!("let {name} = {}.await?;", example.call),
                    None => format!("{}.await?;", example.call),
                },
            ));
            lines.push("# Ok(())".to_owned());
        }
        Effect::Idempotent | Effect::Write => {
            lines.extend(signature("fn", &parameters, ""));
            lines.extend(statement(&format!("let request = {};", example.call)));
        }
    }
    lines.extend(["# }", "```"].map(str::to_owned));
    lines
}

/// The hidden function around an example, broken when it is too long for a line.
fn signature(head: &str, parameters: &str, result: &str) -> Vec<String> {
    let line = format!("# {head} example({parameters}){result} {{");
    if line.len() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("# {head} example(")];
    lines.extend(
        parameters
            .split(", ")
            .map(|parameter| format!("#     {parameter},")),
    );
    lines.push(format!("# ){result} {{"));
    lines
}

/// A statement as lines, broken when it is too long for one.
pub(crate) fn statement(statement: &str) -> Vec<String> {
    if statement.chars().count() <= WIDTH {
        return vec![statement.to_owned()];
    }
    let Ok(file) = syn::parse_str(&format!("fn example() {{ {statement} }}")) else {
        unreachable!("an example is a statement of Rust");
    };
    let text = prettyplease::unparse(&file);
    let body = text.lines().filter_map(|line| line.strip_prefix("    "));
    body.map(str::to_owned).collect()
}

/// The name of the client in examples.
pub(super) fn variable(service: &Service) -> &'static str {
    match service.protocol {
        Protocol::Rest(_) => "client",
        Protocol::Soap(_) => "soap",
    }
}

/// The record or union that a value is.
fn record_of(context: &Context<'_>, ty: &Type) -> Option<TypeId> {
    let Type::Named(id) = context.api.resolved(ty) else {
        return None;
    };
    matches!(
        context.api.definition(*id).shape,
        Shape::Record(_) | Shape::Union(_)
    )
    .then_some(*id)
}

/// What a caller would call the response.
pub(super) fn response_name(context: &Context<'_>, ty: &Type) -> Option<String> {
    match ty {
        Type::Nothing | Type::Constant(_) => None,
        Type::Secret => Some("secret".to_owned()),
        Type::Named(id) => {
            let name = context.type_name(*id);
            Some(single(Case::Snake, Reserved::Fields, name))
        }
        Type::Optional(inner) => response_name(context, inner),
        Type::List(inner, _) => {
            let name = response_name(context, inner)?;
            Some(plural(&name))
        }
        Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Integer(_)
        | Type::Float32
        | Type::Float64
        | Type::Decimal
        | Type::Text
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::Upload
        | Type::Tuple(_)
        | Type::Map(_) => Some("response".to_owned()),
    }
}

/// What several of something are called in English, as far as its last letters tell.
fn plural(name: &str) -> String {
    let name = name.trim_end_matches('_');
    let ends = |all: &[&str]| all.iter().any(|end| name.ends_with(end));
    if ends(&["ss", "us", "is", "x", "ch", "sh"]) {
        format!("{name}es")
    } else if ends(&["s"]) {
        // It is one already.
        name.to_owned()
    } else if ends(&["y"]) && !ends(&["ay", "ey", "oy", "uy"]) {
        format!("{}ies", &name[..name.len() - 1])
    } else {
        format!("{name}s")
    }
}

/// A record or a union as a caller makes it, where that takes nothing that has to be made first.
fn made(
    context: &Context<'_>,
    id: TypeId,
    value: Option<&Value>,
    exact: bool,
    types: &mut Types<'_>,
) -> Option<String> {
    if types.extent == Extent::Least || types.depth == DEEPEST {
        return None;
    }
    types.depth += 1;
    let made = match &context.api.definition(id).shape {
        Shape::Union(union) => converted(context, union, value, exact, types)
            .or_else(|| constructed(context, id, union, types)),
        // A record that starts without anything says nothing: a parameter names it.
        Shape::Record(_) => asked(context, &Type::Named(id))
            .filter(|asked| !asked.is_empty())
            .and_then(|asked| types.alone(|types| with(context, id, "new", &asked, types))),
        Shape::Enumeration(_) | Shape::Alias(_) => None,
    };
    types.depth -= 1;
    made
}

/// The text that converts into a union.
fn converted(
    context: &Context<'_>,
    union: &Union,
    value: Option<&Value>,
    exact: bool,
    types: &mut Types<'_>,
) -> Option<String> {
    let conversions = conversions::of(context.api, union);
    let text = |source: &&Source| source.conversion == Conversion::Text;
    let source = conversions.iter().flatten().find(text)?;
    let ty = context.api.resolved(&source.ty);
    let written = expression(context, ty, value, false, types);
    Some(if exact {
        format!("{written}.into()")
    } else {
        written
    })
}

/// A union by a constructor, one that takes something if there is one.
fn constructed(
    context: &Context<'_>,
    id: TypeId,
    union: &Union,
    types: &mut Types<'_>,
) -> Option<String> {
    let constructors = &context.names.types[id.index()].constructors;
    let variants = union.variants.iter().zip(constructors);
    let mut ways: Vec<_> = variants
        .filter(|(variant, _)| variant.ty.constant().is_none())
        .map(|(variant, constructor)| {
            let whole = || vec![variant.ty.clone()];
            let taken = asked(context, &variant.ty).unwrap_or_else(whole);
            (constructor, taken)
        })
        .collect();
    ways.sort_by_key(|(_, taken)| taken.is_empty());
    ways.iter().find_map(|(constructor, taken)| {
        types.alone(|types| with(context, id, constructor, taken, types))
    })
}

/// A type's function with values of these types.
fn with(
    context: &Context<'_>,
    id: TypeId,
    function: &str,
    taken: &[Type],
    types: &mut Types<'_>,
) -> Option<String> {
    let name = types.written(id);
    let values: Vec<_> = taken
        .iter()
        .map(|ty| expression(context, ty, None, false, types))
        .collect();
    Some(format!("{name}::{function}({})", values.join(", ")))
}

/// The types of what `new` of a record takes, where it takes them one by one.
fn asked(context: &Context<'_>, ty: &Type) -> Option<Vec<Type>> {
    let Type::Named(id) = context.api.resolved(ty) else {
        return None;
    };
    let Shape::Record(record) = &context.api.definition(*id).shape else {
        return None;
    };
    let is_one_by_one = match context.use_of.start(*id, record) {
        Start::Nothing => false,
        Start::Default | Start::New => true,
        Start::Required => context.named_required(*id).is_none(),
    };
    let asked = record.fields.iter().filter(|field| field.is_asked());
    let types = asked.map(|field| match field.presence {
        Presence::Nullable => Type::Optional(Box::new(field.ty.clone())),
        Presence::Required
        | Presence::Defaulted
        | Presence::Optional
        | Presence::OptionalNullable
        | Presence::Further => field.ty.clone(),
    });
    is_one_by_one.then(|| types.collect())
}

/// A value as Rust: the one that the description shows, or one that compiles. `exact` where nothing
/// converts it.
fn expression(
    context: &Context<'_>,
    ty: &Type,
    value: Option<&Value>,
    exact: bool,
    types: &mut Types<'_>,
) -> String {
    let text = |text: String| {
        if exact {
            format!("{text}.into()")
        } else {
            text
        }
    };
    match (ty, value) {
        (Type::Boolean, Some(Value::Boolean(value))) => value.to_string(),
        (Type::Boolean, _) => "true".to_owned(),
        (Type::Int32, Some(Value::Number(number))) if number.parse::<i32>().is_ok() => {
            number.clone()
        }
        (Type::Int64, Some(Value::Number(number))) if number.parse::<i64>().is_ok() => {
            number.clone()
        }
        (Type::Integer(width), Some(Value::Number(number)))
            if number.parse::<i128>().is_ok_and(|integer| {
                let (least, most) = width.range();
                (least..=most).contains(&integer)
            }) =>
        {
            number.clone()
        }
        (Type::Int32 | Type::Int64 | Type::Integer(_), _) => "1".to_owned(),
        (Type::Float32 | Type::Float64, Some(Value::Number(number)))
            if number.parse::<f64>().is_ok_and(f64::is_finite) =>
        {
            if number.contains(['.', 'e', 'E']) {
                number.clone()
            } else {
                format!("{number}.0")
            }
        }
        (Type::Float32 | Type::Float64, _) => "1.0".to_owned(),
        (Type::Text, Some(Value::Text(shown))) if shown.chars().count() <= LONGEST => {
            text(proc_macro2::Literal::string(shown).to_string())
        }
        (Type::Text | Type::Secret, _) => text("\"…\"".to_owned()),
        (Type::DateTime, value) => {
            let text = match value {
                Some(Value::Text(text)) => text.as_str(),
                _ => "2025-01-15T10:30:00Z",
            };
            format!(
                "{}.parse().expect(\"a date-time\")",
                proc_macro2::Literal::string(text)
            )
        }
        (Type::Date, value) => {
            let text = match value {
                Some(Value::Text(text)) => text.as_str(),
                _ => "2025-01-15",
            };
            format!(
                "{}.parse().expect(\"a date\")",
                proc_macro2::Literal::string(text)
            )
        }
        (Type::Decimal, value) => {
            let text = match value {
                Some(Value::Number(number)) => number.as_str(),
                _ => "12.50",
            };
            format!(
                "{}.parse().expect(\"a number\")",
                proc_macro2::Literal::string(text)
            )
        }
        (Type::Base64, _) => text("b\"hello\"".to_owned()),
        (Type::Named(id), value) => match &context.api.definition(*id).shape {
            // Any text is one of its values, and reads better than its name for a listed one.
            Shape::Enumeration(values) if context.converts(ty) && !exact => {
                let first = values.first().map(|value| value.wire.as_str());
                let shown = match value {
                    Some(Value::Text(text)) => Some(text.as_str()),
                    _ => first,
                };
                proc_macro2::Literal::string(shown.unwrap_or("…")).to_string()
            }
            Shape::Enumeration(values) => {
                let name = types.written(*id);
                let variant = match value {
                    Some(Value::Text(text)) if Values::of(values) == Values::Texts => {
                        context.variant(*id, &serde_json::Value::from(text.as_str()).to_string())
                    }
                    Some(Value::Number(json)) => context
                        .variant(*id, json)
                        .or_else(|| context.first_variant(*id)),
                    _ => context.first_variant(*id),
                };
                match variant {
                    Some(variant) => format!("{name}::{variant}"),
                    None => format!("{name}::from(\"…\")"),
                }
            }
            Shape::Alias(_) => {
                let resolved = context.api.resolved(ty);
                if resolved == ty {
                    // An alias of itself is no type.
                    "Default::default()".to_owned()
                } else {
                    expression(context, resolved, value, exact, types)
                }
            }
            Shape::Record(_) | Shape::Union(_) => made(context, *id, value, exact, types)
                .unwrap_or_else(|| types.parameter(context, *id)),
        },
        (Type::Optional(inner), _) if record_of(context, inner).is_some() => "None".to_owned(),
        (Type::Optional(inner), value) => {
            format!("Some({})", expression(context, inner, value, true, types))
        }
        (Type::List(..), _) if exact => "Vec::new()".to_owned(),
        (Type::List(item, _), _) => {
            let exact = !matches!(context.taken(ty), Taken::Each(_));
            format!("[{}]", expression(context, item, None, exact, types))
        }
        (Type::Tuple(places), _) => {
            let places: Vec<_> = places
                .iter()
                .map(|place| expression(context, place, None, true, types))
                .collect();
            format!("({})", places.join(", "))
        }
        (Type::Json | Type::Map(_), _) if exact => "Default::default()".to_owned(),
        (Type::Json, _) => "\"…\"".to_owned(),
        (Type::Map(inner), _) => {
            let exact = !matches!(context.taken(ty), Taken::Entries { converts: true, .. });
            format!(
                "[(\"…\", {})]",
                expression(context, inner, None, exact, types)
            )
        }
        (Type::Upload, _) => format!("{}::Upload::from_path(\"…\")", context.options.crate_path),
        (Type::Nothing, _) => "()".to_owned(),
        (Type::Constant(_), _) => unreachable!("no caller passes what has one value"),
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn several_have_the_plural_of_one() {
        for (one, several) in [
            ("key", "keys"),
            ("repository", "repositories"),
            ("status", "statuses"),
            ("branch", "branches"),
            ("address", "addresses"),
            ("values", "values"),
            ("type_", "types"),
            ("größe", "größes"),
        ] {
            assert_eq!(plural(one), several);
        }
    }
}
