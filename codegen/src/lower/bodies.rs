//! Bodies that are records: the methods that take one as a whole or send none, the fields of the
//! request, and how a record is created from arguments.
//!
//! A request whose body is a component contains the record. The method that takes the required
//! properties creates the record and passes it to the method that takes it as a whole, and a setter
//! sets its field, so that sending is written in one place.

use super::Context;
use super::calls::{Call, argument_docs};
use super::docs::Docs;
use super::imports::Imports;
use super::responses::article;
use crate::model::{
    Access, BodyFormat, Encoding, Input, Location, Presence, Record, Shape, Switch, Type,
};
use crate::rust::{
    Argument, Building, Built, Given, Held, Initial, Line, Makes, Method, Named, Start, Taken,
    Target, Ty, Writing,
};

/// The record that a call can take as its body.
pub(super) struct Whole<'a> {
    /// The argument, and the field of the request.
    pub(super) field: &'a str,
    /// The method that takes it.
    pub(super) method: &'a str,
    pub(super) ty: Ty,
    /// Whether the request may be without it.
    pub(super) optional: bool,
    record: &'a Record,
    /// The names of its fields.
    members: &'a [String],
    /// Which of its fields hold boxes.
    boxed: Vec<bool>,
    /// How each of its fields holds a value.
    held: Vec<Held>,
    start: Start,
    /// The struct that its `new` takes.
    required: Option<Named>,
}

impl<'a> Whole<'a> {
    /// The record of a call, where its body is one.
    pub(super) fn of(context: &'a Context<'_>, call: Call<'a>) -> Option<Self> {
        let names = call.names.whole.as_ref()?;
        let ty = call.operation.record()?;
        let Type::Named(id) = context.api.resolved(ty) else {
            return None;
        };
        let Shape::Record(record) = &context.api.definition(*id).shape else {
            return None;
        };
        let fields = record.fields.iter();
        Some(Self {
            field: &names.field,
            method: &names.method,
            ty: context.ty(ty),
            optional: call.operation.may_lack_body(),
            record,
            members: &context.names.types[id.index()].members,
            boxed: fields
                .map(|field| context.boxes.is_endless(*id, &field.ty))
                .collect(),
            held: (record.fields.iter())
                .map(|field| match field.presence {
                    Presence::OptionalNullable if context.use_of.is_maybe(*id, field) => {
                        Held::Maybe
                    }
                    Presence::Optional | Presence::OptionalNullable => Held::Option,
                    Presence::Required
                    | Presence::Defaulted
                    | Presence::Nullable
                    | Presence::Further => Held::Plainly,
                })
                .collect(),
            start: context.use_of.start(*id, record),
            required: context.named_required(*id),
        })
    }

    /// The field of the record that an input is.
    fn at(&self, input: &Input) -> Option<usize> {
        let mut fields = self.record.fields.iter();
        fields.position(|field| field.presence != Presence::Further && field.wire == input.wire)
    }

    /// The name of the field that an input is.
    pub(super) fn member(&self, input: &Input) -> Option<&'a str> {
        self.members.get(self.at(input)?).map(String::as_str)
    }

    /// An argument that becomes a field of the record.
    fn given(&self, at: usize, name: &str, taken: Taken) -> Given {
        Given {
            name: name.to_owned(),
            held: self.held[at],
            boxed: self.boxed[at],
            taken,
        }
    }

    /// What a setter sets.
    pub(super) fn target(&self, member: &str) -> Target {
        Target::Body {
            body: self.field.to_owned(),
            field: member.to_owned(),
            optional: self.optional,
        }
    }

    /// The value of a setter.
    pub(super) fn set(&self, input: &Input, name: &str, taken: Taken) -> Option<(Given, Target)> {
        let at = self.at(input)?;
        let target = self.target(self.members.get(at)?);
        Some((self.given(at, name, taken), target))
    }

    /// What a request starts with, of an argument that is the record.
    pub(super) fn initial(&self) -> Initial {
        Initial::Given(Given {
            name: self.field.to_owned(),
            taken: Taken::Value(self.ty.clone()),
            held: if self.optional {
                Held::Option
            } else {
                Held::Plainly
            },
            boxed: false,
        })
    }

    /// The type of the field of the request.
    pub(super) fn held(&self) -> Ty {
        if self.optional {
            Ty::Option(Box::new(self.ty.clone()))
        } else {
            self.ty.clone()
        }
    }

    fn variable(&self, how: Building, sets: Vec<(usize, Initial)>) -> Built {
        let sets = sets.into_iter();
        Built {
            variable: self.field.to_owned(),
            ty: crate::emit::type_text(&self.ty),
            how,
            sets: sets
                .map(|(at, initial)| (self.members[at].clone(), initial))
                .collect(),
        }
    }

    /// What the field that asks for a stream is in a call that does not return a stream.
    fn switched(&self, call: Call<'_>) -> Option<(usize, Initial)> {
        let Some(Switch::Input { input, plain }) = &call.operation.output.switch else {
            return None;
        };
        let at = self
            .at(input)
            .filter(|_| input.place == Location::BodyField)?;
        let initial = match (self.record.fields[at].presence, plain) {
            _ if self.record.fields[at].constant().is_some() => return None,
            (Presence::Required | Presence::Defaulted | Presence::Further, Some(plain)) => {
                Initial::Plain(*plain)
            }
            (Presence::OptionalNullable, Some(plain)) => Initial::Maybe(*plain),
            (Presence::OptionalNullable, None) => Initial::Absent,
            (Presence::Nullable | Presence::Optional, Some(plain)) => Initial::Chosen(*plain),
            (
                Presence::Required
                | Presence::Defaulted
                | Presence::Further
                | Presence::Nullable
                | Presence::Optional,
                None,
            ) => Initial::None,
        };
        Some((at, initial))
    }

    /// The record of the properties that are required.
    pub(super) fn built(&self, context: &Context<'_>, call: Call<'_>) -> Built {
        let inputs = call.operation.inputs.iter().zip(&call.names.inputs);
        let mut known: Vec<(usize, Initial)> = inputs
            .filter(|(input, _)| {
                input.place == Location::BodyField && input.presence == Presence::Required
            })
            .filter_map(|(input, name)| {
                let at = self.at(input)?;
                let given = self.given(at, name, context.taken(&input.ty));
                Some((at, Initial::Given(given)))
            })
            .collect();
        // The method that takes the record sets the property, unless `new` requires it.
        let switched = self.switched(call);
        known.extend(switched.filter(|(at, _)| self.record.fields[*at].is_asked()));
        let asked = self.record.fields.iter().enumerate();
        let asked = asked.filter(|(_, field)| field.is_asked());
        let arguments: Vec<(usize, Initial)> = asked
            .map(|(at, _)| {
                let given = known.iter().position(|(known, _)| *known == at);
                (
                    at,
                    given.map_or(Initial::None, |given| known.swap_remove(given).1),
                )
            })
            .collect();
        known.sort_by_key(|(at, _)| *at);
        let how = match (self.start, &self.required) {
            (Start::Required, Some(ty)) => {
                let fields = arguments.into_iter();
                let fields = fields.map(|(at, initial)| (self.members[at].clone(), initial));
                Building::Required(ty.clone(), fields.collect())
            }
            (Start::New, _) => {
                Building::New(arguments.into_iter().map(|(_, initial)| initial).collect())
            }
            (Start::Default | Start::Nothing | Start::Required, _) => Building::Default,
        };
        self.variable(how, known)
    }

    /// Imports what the calls of a body are written with.
    pub(super) fn imports(&self, context: &Context<'_>, call: Call<'_>, imports: &mut Imports) {
        imports.ty(&self.ty);
        let built = self.built(context, call);
        let mut initials: Vec<Initial> = match built.how {
            Building::Required(named, fields) => {
                imports.ty(&Ty::Named(named));
                fields.into_iter().map(|(_, initial)| initial).collect()
            }
            // `new` converts what it takes itself.
            Building::New(arguments) => arguments
                .into_iter()
                .filter(|initial| {
                    !matches!(initial, Initial::Given(given) if given.held == Held::Plainly)
                })
                .collect(),
            Building::Default => Vec::new(),
        };
        initials.extend(built.sets.into_iter().map(|(_, initial)| initial));
        initials.extend(self.switched(call).map(|(_, initial)| initial));
        for initial in initials {
            match initial {
                Initial::Absent | Initial::Maybe(_) => imports.add("bindery_runtime", "Maybe"),
                Initial::Given(given) => {
                    if given.held == Held::Maybe {
                        imports.add("bindery_runtime", "Maybe");
                    }
                    if call.names.holder.is_none() {
                        imports.conversion(&given.taken);
                    }
                }
                Initial::None | Initial::Plain(_) | Initial::Chosen(_) | Initial::Written(_) => {}
            }
        }
    }

    /// Whether a field of it is for responses alone.
    fn holds_read_only(&self) -> bool {
        let mut fields = self.record.fields.iter();
        fields.any(|field| field.access == Access::ReadOnly)
    }

    /// Whether a field that is deprecated is named where the calls stand.
    pub(super) fn mentions_deprecated(&self, context: &Context<'_>, call: Call<'_>) -> bool {
        let is_deprecated = |at: usize| self.record.fields[at].deprecated;
        let set = call.operation.inputs.iter().any(|input| {
            input.place == Location::BodyField
                && input.presence != Presence::Required
                && self.at(input).is_some_and(is_deprecated)
        });
        let assigned = self.built(context, call).sets;
        let assigned = assigned.iter().any(|(member, _)| {
            let at = self.members.iter().position(|known| known == member);
            at.is_some_and(is_deprecated)
        });
        set || assigned || self.switched(call).is_some_and(|(at, _)| is_deprecated(at))
    }
}

/// The arguments of a call that are no property of its body.
fn beside<'a>(call: Call<'a>) -> impl Iterator<Item = (&'a Input, &'a String)> {
    let inputs = call.operation.inputs.iter().zip(&call.names.inputs);
    inputs.filter(|(input, _)| {
        input.presence == Presence::Required && input.place != Location::BodyField
    })
}

fn arguments(context: &Context<'_>, call: Call<'_>) -> Vec<Argument> {
    beside(call)
        .map(|(input, name)| Argument {
            name: name.clone(),
            taken: context.taken(&input.ty),
        })
        .collect()
}

/// What the usual method makes of its arguments, where another takes the body whole.
pub(super) fn usual(context: &Context<'_>, call: Call<'_>, whole: &Whole<'_>) -> Makes {
    Makes::With {
        method: whole.method.to_owned(),
        passed: arguments(context, call),
        body: whole.built(context, call),
    }
}

/// The other methods of a call: the one that takes the body whole, and the one that sends none.
pub(super) fn methods(
    context: &Context<'_>,
    call: Call<'_>,
    handle: &str,
    fields: impl Fn(bool) -> Vec<(String, Initial)>,
) -> Vec<Method> {
    let usual = format!("[`{handle}::{}`]", call.names.method);
    let whole = Whole::of(context, call);
    let mut methods = Vec::new();
    let former = call.names.former.as_ref();
    let mut add =
        |name: &str, former: Option<&String>, docs: Docs, more: Option<Argument>, makes: Makes| {
            let mut arguments = arguments(context, call);
            arguments.extend(more);
            methods.push(Method {
                docs: docs.finish(),
                deprecated: call.operation.deprecated,
                name: name.to_owned(),
                request: call.names.request.clone(),
                arguments,
                inputs: None,
                makes,
                former: former.cloned(),
            });
        };
    if let Some(whole) = &whole {
        let ty = crate::emit::type_text(&whole.ty);
        let mut docs = Docs::from_ours(&format!(
            "Does what {usual} does, with {} [`{ty}`] as its body.",
            article(&ty)
        ));
        if whole.holds_read_only() {
            docs.ours("Its properties that are `readOnly`, at any depth, are not sent.");
        }
        argument_docs(context, call, beside(call), &mut docs);
        let mut fields = fields(true);
        fields.push((whole.field.to_owned(), whole.initial()));
        let body = Argument {
            name: whole.field.to_owned(),
            taken: Taken::Value(whole.ty.clone()),
        };
        // Nobody asks for a stream by the body.
        let switched = whole.switched(call);
        let makes = Makes::Request {
            operation: call.names.constant.clone(),
            fields,
            set: switched
                .map(|(at, initial)| (whole.field.to_owned(), whole.members[at].clone(), initial)),
        };
        let former = former.and_then(|former| former.whole.as_ref());
        add(whole.method, former, docs, Some(body), makes);
    }
    if let Some(name) = &call.names.without {
        let mut docs = Docs::from_ours(&format!("Does what {usual} does, and sends no body."));
        docs.ours(match whole {
            Some(_) => "Setting a property of the body has no effect.",
            None => "Properties of the body that are set are sent.",
        });
        argument_docs(context, call, beside(call), &mut docs);
        let mut fields = fields(true);
        match &whole {
            Some(whole) => fields.push((whole.field.to_owned(), Initial::None)),
            None => {
                let inputs = call.operation.inputs.iter().zip(&call.names.inputs);
                let required = inputs.filter(|(input, _)| {
                    input.place == Location::BodyField && input.presence == Presence::Required
                });
                fields.extend(required.map(|(input, name)| {
                    let absent = match optional(call, input) {
                        Held::Maybe => Initial::Absent,
                        Held::Plainly | Held::Option => Initial::None,
                    };
                    (name.clone(), absent)
                }));
            }
        }
        let makes = Makes::Request {
            operation: call.names.constant.clone(),
            fields,
            set: None,
        };
        let former = former.and_then(|former| former.without.as_ref());
        add(name, former, docs, None, makes);
    }
    methods
}

/// How a request holds a required property of a body that it may be without.
pub(super) fn optional(call: Call<'_>, input: &Input) -> Held {
    match (&input.ty, super::sending::is_form(call.operation, input)) {
        (Type::Optional(_), true) => Held::Plainly,
        (Type::Optional(_), false) => Held::Maybe,
        (_, _) => Held::Option,
    }
}

/// Says how else the body can be given.
pub(super) fn notes(context: &Context<'_>, call: Call<'_>, handle: &str, docs: &mut Docs) {
    let whole = Whole::of(context, call).map(|whole| {
        let ty = crate::emit::type_text(&whole.ty);
        format!(
            "[`{handle}::{}`] takes the body as {} [`{ty}`]",
            whole.method,
            article(&ty)
        )
    });
    let without = call.names.without.as_ref();
    let without = without.map(|method| format!("[`{handle}::{method}`] sends"));
    match (whole, without) {
        (Some(whole), None) => docs.ours(&format!("{whole}.")),
        (Some(whole), Some(without)) => docs.ours(&format!("{whole}, and {without} none.")),
        (None, Some(without)) => docs.ours(&format!("{without} no body.")),
        (None, None) => {
            let inputs = call.operation.inputs.iter().zip(&call.names.inputs);
            let mut bodies = inputs.filter(|(input, _)| {
                input.place == Location::Body && input.presence != Presence::Required
            });
            if let Some((_, name)) = bodies.next() {
                let request = &call.names.request;
                docs.ours(&format!(
                    "No body is sent unless [`{request}::{name}`] sets one."
                ));
            }
        }
    }
}

/// The line of the body in the table of a request.
pub(super) fn line(call: Call<'_>, whole: &Whole<'_>) -> Line {
    let format = call.operation.body().map(|body| body.format);
    Line {
        place: Some(match format {
            Some(BodyFormat::Form) => "whole_form",
            Some(BodyFormat::Parts) => "whole_parts",
            Some(BodyFormat::Json | BodyFormat::Xml | BodyFormat::Text | BodyFormat::Bytes)
            | None => "json",
        }),
        name: whole.field.to_owned(),
        wire: "body".to_owned(),
        item: None,
        secret: false,
        media_type: None,
        nullable: false,
        style: None,
        members: writings(call),
    }
}

/// How the members of a form that is given whole are written.
pub(super) fn writings(call: Call<'_>) -> Vec<(String, Writing)> {
    let encodings = call
        .operation
        .body()
        .into_iter()
        .flat_map(|body| &body.encodings);
    encodings
        .map(|(wire, encoding)| {
            let writing = match encoding {
                Encoding::Deep => Writing::Style("deep"),
                Encoding::Commas => Writing::Style("commas"),
                Encoding::Spaces => Writing::Style("spaces"),
                Encoding::Pipes => Writing::Style("pipes"),
                Encoding::Spread => Writing::Style("spread"),
                Encoding::Json => Writing::Style("json"),
                Encoding::MediaType(media_type) => Writing::MediaType(media_type.clone()),
            };
            (wire.clone(), writing)
        })
        .collect()
}
