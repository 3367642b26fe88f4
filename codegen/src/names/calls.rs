//! The names of groups, calls and their arguments.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::methods::{self, Paths, Proposed};
use super::{
    Case, FormerNames, Given, Ledger, LedgerKey, MOST_ARGUMENTS, OperationNames, REQUIRED,
    Reserved, ServiceNames, TagNames, Wanted, WholeNames, assign, belonging, constant, credentials,
    messages, single, tag_place, wanted, yielding,
};
use crate::hidden::push_word;
use crate::model::{Api, Input, Location, Operation, Presence, Service};

/// What the calls of an API were given before.
pub(super) struct Frozen {
    /// The names that types have to yield to.
    pub(super) names: BTreeSet<String>,
    pub(super) services: Vec<FrozenService>,
}

/// What the calls of a service were given before.
pub(super) struct FrozenService {
    /// The places under which the operations were known.
    operations: Vec<LedgerKey>,
}

/// Looks up what was given before.
pub(super) fn frozen(api: &Api, ledger: &Ledger) -> Frozen {
    let mut names = BTreeSet::new();
    let services = api
        .services
        .iter()
        .map(|service| {
            let operations = before(service, ledger);
            for operation in &operations {
                for part in [REQUEST, HOLDER, RESPONSE] {
                    names.extend(ledger.get(&operation.then(part)).map(str::to_owned));
                }
            }
            for tag in &service.tags {
                let handle = tag_place(service, &tag.name).then(HANDLE);
                names.extend(ledger.get(&handle).map(str::to_owned));
            }
            FrozenService { operations }
        })
        .collect();
    Frozen { names, services }
}

/// The steps below an operation and a tag that name what is derived from them.
const REQUEST: &str = "request";
const HOLDER: &str = "inputs";
const HANDLE: &str = "handle";
const METHOD: &str = "method";
const RESPONSE: &str = "response";
/// The step below an input that names the method which sets it to null.
const NULL: &str = "null";

/// The places under which the operations of a service were known.
pub(super) fn before(service: &Service, ledger: &Ledger) -> Vec<LedgerKey> {
    let places: Vec<_> = service.operations.iter().map(place).collect();
    let present: BTreeSet<_> = places.iter().cloned().collect();
    places
        .iter()
        .map(|place| ledger.before(place, &present))
        .collect()
}

/// The inputs that a method takes by their position. Where they come as a struct, these are those
/// of the methods that take no property of the body.
pub(super) fn positional(operation: &Operation) -> impl Iterator<Item = &Input> {
    let required = || {
        let inputs = operation.inputs.iter();
        inputs.filter(|input| input.presence == Presence::Required)
    };
    let is_struct = required().count() > MOST_ARGUMENTS;
    let has_others = operation.record().is_some() || operation.may_lack_body();
    required().filter(move |input| !is_struct || has_others && input.place != Location::BodyField)
}

/// An input below its operation: where it travels, and its name there.
pub(super) fn argument(input: &Input) -> String {
    let mut name = format!("{}/", travels(input.place));
    push_word(&mut name, &input.wire);
    name
}

pub(super) fn place(operation: &Operation) -> LedgerKey {
    LedgerKey::new(&operation.origin.file, "operations", &operation.id)
}

/// The group whose calls are named.
struct Group<'a> {
    api: &'a Api,
    service: &'a Service,
    paths: &'a Paths<'a>,
    handle: &'a str,
}

impl Group<'_> {
    /// The names that a call proposes for its method.
    fn proposed(&self, operation: &Operation, id: &str) -> Proposed {
        methods::proposed(self.api, self.service, self.paths, operation, id)
    }
}

/// Chooses the names of a service's calls.
pub(super) fn choose(
    api: &Api,
    service: &Service,
    frozen: &FrozenService,
    ledger: &Ledger,
    types: &BTreeSet<&str>,
    given: &mut Given,
) -> ServiceNames {
    let tags = tags(service, ledger, types, given);
    let mut by_tag = vec![Vec::new(); tags.len()];
    for (index, operation) in service.operations.iter().enumerate() {
        by_tag[operation.tag].push(index);
    }
    let paths = Paths::of(service);
    let mut operations = vec![OperationNames::default(); service.operations.len()];
    for (tag, mut members) in by_tag.into_iter().enumerate() {
        members.sort_by(|one, other| {
            service.operations[*one]
                .id
                .cmp(&service.operations[*other].id)
        });
        let calls: Vec<_> = members
            .iter()
            .map(|&index| (&service.operations[index], &frozen.operations[index]))
            .collect();
        let group = Group {
            api,
            service,
            paths: &paths,
            handle: &tags[tag].handle,
        };
        let names = of_tag(&calls, &group, ledger, types, given);
        for (index, names) in members.into_iter().zip(names) {
            operations[index] = names;
        }
    }
    ServiceNames {
        tags,
        credentials: credentials::choose(service, ledger, given),
        operations,
        messages: messages::choose(service, ledger, given),
    }
}

fn tags(
    service: &Service,
    ledger: &Ledger,
    types: &BTreeSet<&str>,
    given: &mut Given,
) -> Vec<TagNames> {
    let places: Vec<_> = service
        .tags
        .iter()
        .map(|tag| tag_place(service, &tag.name))
        .collect();
    let below: Vec<_> = places.iter().map(|place| place.then(HANDLE)).collect();
    let named = |places: &[LedgerKey]| -> Vec<Wanted<'_>> {
        service
            .tags
            .iter()
            .zip(places)
            .map(|(tag, place)| Wanted {
                given: ledger.get(place),
                ..Wanted::of(&tag.name)
            })
            .collect()
    };
    let modules = assign(Case::Snake, Reserved::Tags, &named(&places));
    let methods: Vec<_> = places.iter().map(|place| place.then(METHOD)).collect();
    let method_names: Vec<_> = named(&methods)
        .into_iter()
        .zip(&places)
        .map(|(wanted, place)| Wanted {
            // Without a line of its own the method is called like the module.
            given: wanted.given.or_else(|| ledger.get(place)),
            ..wanted
        })
        .collect();
    let method_names = assign(Case::Snake, Reserved::Groups, &method_names);
    let handles = named(&below);
    let handles = yielding(
        assign(Case::Pascal, Reserved::Types, &handles),
        &handles,
        "Calls",
        |name| types.contains(name),
    );
    modules
        .into_iter()
        .zip(method_names)
        .zip(handles)
        .enumerate()
        .map(|(index, ((module, method), handle))| {
            given.add(&places[index], &module);
            given.member(&methods[index], &module, &method);
            given.add(&below[index], &handle);
            // A tag need not be described.
            if let Some(call) = service.operations.iter().find(|call| call.tag == index) {
                for name in [&module, &handle] {
                    given.look_at(call.origin.span, "", &service.tags[index].name, name);
                }
            }
            TagNames {
                module,
                method,
                handle,
            }
        })
        .collect()
}

/// The names of a tag's operations, which come sorted by their ids.
fn of_tag(
    calls: &[(&Operation, &LedgerKey)],
    group: &Group<'_>,
    ledger: &Ledger,
    types: &BTreeSet<&str>,
    given: &mut Given,
) -> Vec<OperationNames> {
    let proposed: Vec<_> = calls
        .iter()
        .map(|(operation, _)| group.proposed(operation, &operation.id))
        .collect();
    let given_before: Vec<_> = calls.iter().map(|(_, before)| ledger.get(before)).collect();
    // Of two that were given one name in two groups, the one that came from another group yields.
    let proposes = |index: usize| {
        let mut names = proposed[index].names.iter();
        names.any(|name| Some(name.as_str()) == given_before[index])
    };
    let at_home: BTreeSet<_> = (0..calls.len())
        .filter(|index| proposes(*index))
        .filter_map(|index| given_before[index])
        .collect();
    let keeps: Vec<bool> = (0..calls.len())
        .map(|index| {
            let is_taken = given_before[index].is_some_and(|name| at_home.contains(name));
            proposes(index) || !is_taken
        })
        .collect();
    let known = |index: usize| given_before[index].filter(|_| keeps[index]);
    let fixed: Vec<_> = calls
        .iter()
        .enumerate()
        .map(|(index, (operation, _))| operation.rust_name.as_deref().or_else(|| known(index)))
        .collect();
    let texts = methods::texts(&proposed, &fixed);
    let named_by = calls.iter().zip(&texts).enumerate();
    let wanted = named_by.map(|(index, ((operation, _), text))| {
        wanted(operation.rust_name.as_deref(), text, || known(index))
    });
    let (methods, [withs, withouts]) = methods_of(calls, wanted.collect(), ledger);
    // What belongs to a method is called by it, with a word behind it.
    let below = |word: &str| -> Vec<String> {
        methods
            .iter()
            .map(|method| format!("{method} {word}"))
            .collect()
    };
    let named = |texts: &[String], part: &str, kind: &str, taken: &dyn Fn(&str) -> bool| {
        let wanted: Vec<_> = calls
            .iter()
            .zip(texts)
            .zip(&keeps)
            .map(|(((_, before), text), keeps)| Wanted {
                given: ledger.get(&before.then(part)).filter(|_| *keeps),
                ..Wanted::of(text)
            })
            .collect();
        let names = assign(Case::Pascal, Reserved::Types, &wanted);
        yielding(names, &wanted, kind, taken)
    };
    let request_texts: Vec<_> = methods.iter().map(|method| request_text(method)).collect();
    let taken = |name: &str| name == group.handle || types.contains(name);
    let requests = named(&request_texts, REQUEST, "Request", &taken);
    let used: BTreeSet<&str> = requests.iter().map(String::as_str).collect();
    let holders = named(&below(REQUIRED), HOLDER, "Type", &|name| {
        taken(name) || used.contains(name)
    });
    let holding: BTreeSet<&str> = holders.iter().map(String::as_str).collect();
    let responses = named(&below("response"), RESPONSE, "Type", &|name| {
        taken(name) || used.contains(name) || holding.contains(name)
    });
    let mut all = Vec::with_capacity(calls.len());
    for (index, (operation, before)) in calls.iter().enumerate() {
        let place = place(operation);
        let required = operation
            .inputs
            .iter()
            .filter(|input| input.presence == Presence::Required)
            .count();
        let holder = (required > MOST_ARGUMENTS).then(|| holders[index].clone());
        given.add(&place, &methods[index]);
        given.add(&place.then(REQUEST), &requests[index]);
        let named = [
            (&texts[index], &methods[index]),
            (&request_texts[index], &requests[index]),
        ];
        for (text, name) in named {
            given.look_at(operation.origin.span, "", text, name);
        }
        if let Some(holder) = &holder {
            given.add(&place.then(HOLDER), holder);
        }
        let response = (!operation.output.choices.is_empty()).then(|| responses[index].clone());
        if let Some(response) = &response {
            given.add(&place.then(RESPONSE), response);
        }
        for (other, names) in Other::ALL.iter().zip([&withs, &withouts]) {
            if let Some(name) = &names[index] {
                given.add(&place.then(other.step()), name);
            }
        }
        // What an operation takes keeps its names when the operation is renamed.
        let renamed = former_place(operation).filter(|_| ledger.get(before).is_none());
        let (inputs, null_inputs) = inputs(operation, renamed.as_ref().unwrap_or(before), ledger);
        for (input, name) in operation.inputs.iter().zip(&inputs) {
            let (below, qualifier) = (below_input(&place, input), qualifier(input));
            if qualifier.is_empty() {
                given.member(&below, &input.wire, name);
            } else {
                // Another of its name may come, in another place.
                given.add(&below, name);
            }
            given.look_at(input.origin.span, qualifier, &input.wire, name);
        }
        for ((input, name), null) in operation.inputs.iter().zip(&inputs).zip(&null_inputs) {
            if let Some(null) = null {
                let below = below_input(&place, input).then(NULL);
                given.member(&below, &format!("{name}_null"), null);
            }
        }
        all.push(OperationNames {
            former: None,
            former_inputs: operation
                .inputs
                .iter()
                .map(|input| {
                    let text = free_text(input.place, input.renamed_from.as_deref()?);
                    let name = single(Case::Snake, Reserved::Inputs, &text);
                    (!inputs.contains(&name)).then_some(name)
                })
                .collect(),
            method: methods[index].clone(),
            request: requests[index].clone(),
            holder,
            response,
            whole: withs[index].as_ref().map(|method| WholeNames {
                method: method.clone(),
                field: whole_field(operation, &inputs),
            }),
            without: withouts[index].clone(),
            constant: match constant(&methods[index]) {
                // The file imports this one.
                taken if taken == "ENVELOPE" => "ENVELOPE_OPERATION".to_owned(),
                free => free,
            },
            inputs,
            null_inputs,
        });
    }
    let formers: Vec<_> = calls
        .iter()
        .zip(&all)
        .map(|((operation, _), now)| {
            let former = former(operation, now, group, ledger, given)?;
            free(former, group, types, &all)
        })
        .collect();
    for (names, former) in all.iter_mut().zip(formers) {
        names.former = former;
    }
    all
}

/// A method of a call beside its usual one.
#[derive(Clone, Copy, Debug)]
enum Other {
    /// It takes the body whole.
    With,
    /// It sends no body.
    Without,
}

impl Other {
    const ALL: [Self; 2] = [Self::With, Self::Without];

    /// The step below an operation that names it.
    fn step(self) -> &'static str {
        match self {
            Self::With => "with",
            Self::Without => "without",
        }
    }

    /// What its name has behind that of the usual method.
    fn suffix(self) -> &'static str {
        match self {
            Self::With => "_with",
            Self::Without => "_without_body",
        }
    }

    /// What its name has behind that where another call has the name.
    fn more(self) -> &'static str {
        match self {
            Self::With => "_body",
            Self::Without => "_sent",
        }
    }

    fn is_of(self, operation: &Operation) -> bool {
        match self {
            Self::With => operation.record().is_some(),
            Self::Without => operation.may_lack_body(),
        }
    }
}

/// The usual methods of calls, and the others of those that have them. A call has the name that is
/// its own before another method of a call has it; what was given before stays.
fn methods_of<'a>(
    calls: &[(&Operation, &LedgerKey)],
    mut wanted: Vec<Wanted<'a>>,
    ledger: &'a Ledger,
) -> (Vec<String>, [Vec<Option<String>>; 2]) {
    let mut others = Other::ALL.map(|_| vec![None; calls.len()]);
    let mut known = Vec::new();
    for (at, other) in Other::ALL.into_iter().enumerate() {
        for (index, (operation, before)) in calls.iter().enumerate() {
            // What is asked for the call goes before what was given.
            let given = ledger.get(&before.then(other.step()));
            if let Some(name) = given.filter(|_| operation.rust_name.is_none())
                && other.is_of(operation)
            {
                known.push((at, index));
                wanted.push(Wanted {
                    given: Some(name),
                    ..Wanted::of(name)
                });
            }
        }
    }
    let mut methods = assign(Case::Snake, Reserved::Methods, &wanted);
    let mut taken: BTreeSet<String> = methods.iter().map(|name| name.to_lowercase()).collect();
    for ((at, index), name) in known.into_iter().zip(methods.split_off(calls.len())) {
        others[at][index] = Some(name);
    }
    for (at, other) in Other::ALL.into_iter().enumerate() {
        for (index, (operation, _)) in calls.iter().enumerate() {
            if others[at][index].is_none() && other.is_of(operation) {
                let (suffix, more) = (other.suffix(), other.more());
                let name = belonging(&methods[index], suffix, more, |name| {
                    taken.contains(&name.to_lowercase())
                });
                taken.insert(name.to_lowercase());
                others[at][index] = Some(name);
            }
        }
    }
    (methods, others)
}

/// What the request of a method is called: `AcceptCallCall` would say it twice.
fn request_text(method: &str) -> String {
    let word = if method.ends_with("_call") {
        "request"
    } else {
        "call"
    };
    format!("{method} {word}")
}

/// The field of a request that holds the body whole: what is no property of it keeps its name.
fn whole_field(operation: &Operation, inputs: &[String]) -> String {
    let beside: Vec<_> = operation
        .inputs
        .iter()
        .zip(inputs)
        .filter(|(input, _)| input.place != Location::BodyField)
        .map(|(_, name)| name.as_str())
        .collect();
    let mut name = "body".to_owned();
    while beside.contains(&name.as_str()) {
        name.insert_str(0, "whole_");
    }
    name
}

/// Where the ledger has the names of the operation that one was renamed from.
fn former_place(operation: &Operation) -> Option<LedgerKey> {
    let id = operation.renamed_from.as_deref()?;
    Some(LedgerKey::new(&operation.origin.file, "operations", id))
}

/// What an operation, and what it has by now, was called before it was renamed.
fn former(
    operation: &Operation,
    now: &OperationNames,
    group: &Group<'_>,
    ledger: &Ledger,
    given: &mut Given,
) -> Option<FormerNames> {
    let place = former_place(operation)?;
    let mut name = |place: &LedgerKey, case, reserved, text: &str| {
        let name = ledger
            .get(place)
            .map_or_else(|| single(case, reserved, text), str::to_owned);
        given.add(place, &name);
        name
    };
    let proposed = group.proposed(operation, operation.renamed_from.as_deref()?);
    let method = name(&place, Case::Snake, Reserved::Methods, &proposed.names[0]);
    let mut ty =
        |part: &str, text: String| name(&place.then(part), Case::Pascal, Reserved::Types, &text);
    let request = ty(REQUEST, request_text(&method));
    let holder = now.holder.as_ref();
    let holder = holder.map(|_| ty(HOLDER, format!("{method} {REQUIRED}")));
    let response = now.response.as_ref();
    let response = response.map(|_| ty(RESPONSE, format!("{method} response")));
    let mut other = |other: Other| {
        let text = format!("{method}{}", other.suffix());
        let place = place.then(other.step());
        name(&place, Case::Snake, Reserved::Methods, &text)
    };
    let whole = now.whole.as_ref().map(|_| other(Other::With));
    let without = now.without.as_ref().map(|_| other(Other::Without));
    Some(FormerNames {
        method,
        request,
        holder,
        response,
        whole,
        without,
    })
}

/// Takes out the former names that something else has by now; none is left without the method.
fn free(
    former: FormerNames,
    group: &Group<'_>,
    types: &BTreeSet<&str>,
    all: &[OperationNames],
) -> Option<FormerNames> {
    let methods: BTreeSet<&str> = all
        .iter()
        .flat_map(|names| {
            let whole = names.whole.as_ref().map(|whole| &whole.method);
            let others = whole.into_iter().chain(&names.without);
            others.chain([&names.method]).map(String::as_str)
        })
        .collect();
    let of_calls: BTreeSet<&str> = all
        .iter()
        .flat_map(|names| {
            names
                .holder
                .iter()
                .chain(&names.response)
                .chain([&names.request])
        })
        .map(String::as_str)
        .collect();
    let is_free = |name: &String| {
        let name = name.as_str();
        name != group.handle && !types.contains(name) && !of_calls.contains(name)
    };
    let is_method = |name: &String| !methods.contains(name.as_str());
    (is_method(&former.method) && is_free(&former.request)).then(|| FormerNames {
        holder: former.holder.filter(is_free),
        response: former.response.filter(is_free),
        whole: former.whole.filter(is_method),
        without: former.without.filter(is_method),
        ..former
    })
}

fn below_input(place: &LedgerKey, input: &Input) -> LedgerKey {
    place.then(travels(input.place)).then(&input.wire)
}

/// The names of the inputs, and of the methods that set one to null: those yield to no newcomer.
fn inputs(
    operation: &Operation,
    before: &LedgerKey,
    ledger: &Ledger,
) -> (Vec<String>, Vec<Option<String>>) {
    let places: Vec<_> = operation
        .inputs
        .iter()
        .map(|input| format!("{}/{}", travels(input.place), input.wire.replace('/', " ")))
        .collect();
    let is_alone = |input: &Input| {
        let others = operation
            .inputs
            .iter()
            .filter(|other| other.wire == input.wire);
        others.count() == 1
    };
    let texts: Vec<_> = operation
        .inputs
        .iter()
        .map(|input| {
            let text = input.rust_name.as_ref().unwrap_or(&input.wire);
            if input.rust_name.is_some() || is_alone(input) {
                free_text(input.place, text)
            } else {
                Cow::Borrowed(text.as_str())
            }
        })
        .collect();
    let nulls: Vec<_> = operation
        .inputs
        .iter()
        .map(|input| {
            let below = below_input(before, input);
            let given = ledger.get(&below);
            let name = input.rust_name.as_deref().or(given).unwrap_or(&input.wire);
            (input.presence == Presence::OptionalNullable)
                .then(|| (format!("{name}_null"), ledger.get(&below.then(NULL))))
        })
        .collect();
    let mut wanted: Vec<_> = operation
        .inputs
        .iter()
        .zip(places.iter().zip(&texts))
        .map(|(input, (place, text))| Wanted {
            qualifier: qualifier(input),
            place,
            given: ledger
                .get(&below_input(before, input))
                .filter(|_| input.rust_name.is_none()),
            ..Wanted::of(text)
        })
        .collect();
    wanted.extend(nulls.iter().flatten().map(|(text, given)| Wanted {
        given: *given,
        ..Wanted::of(text)
    }));
    let mut names = assign(Case::Snake, Reserved::Inputs, &wanted);
    let mut of_nulls = names.split_off(operation.inputs.len()).into_iter();
    let nulls = nulls
        .iter()
        .map(|null| null.as_ref().and_then(|_| of_nulls.next()));
    (names, nulls.collect())
}

/// A text that names an input, with a word for its kind where its name is a control of requests.
fn free_text(place: Location, text: &str) -> Cow<'_, str> {
    if !Reserved::Inputs.holds(&single(Case::Snake, Reserved::Fields, text)) {
        return Cow::Borrowed(text);
    }
    let kind = match place {
        Location::Path
        | Location::Query
        | Location::QueryString
        | Location::Header
        | Location::Cookie => "param",
        Location::BodyField => "property",
        Location::Body => "body",
        Location::Child => "element",
    };
    Cow::Owned(format!("{text} {kind}"))
}

/// What tells an input from another of its name.
fn qualifier(input: &Input) -> &'static str {
    match input.place {
        Location::Path | Location::Child => "",
        Location::Query
        | Location::QueryString
        | Location::Header
        | Location::Cookie
        | Location::BodyField
        | Location::Body => travels(input.place),
    }
}

/// Where a value travels, in a word.
fn travels(place: Location) -> &'static str {
    match place {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::BodyField | Location::Body => "body",
        Location::Child => "child",
    }
}
