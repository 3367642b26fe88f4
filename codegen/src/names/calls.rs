//! The names of tags, calls and what they take.

use std::collections::{BTreeSet, HashMap};

use super::{
    Case, Given, Ledger, LedgerKey, MOST_ARGUMENTS, OperationNames, PageNames, REQUIRED, Reserved,
    ServiceNames, TagNames, Wanted, WholeNames, assign, belonging, constant, credentials, messages,
    single, suffixed, tag_place, wanted, yielding,
};
use crate::hidden::push_word;
use crate::model::{Api, Content, Input, Location, Operation, Presence, Service};

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
                for part in [REQUEST, HOLDER, ANSWER] {
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
const ANSWER: &str = "answer";

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

/// Settles the names of a service's calls.
pub(super) fn settle(
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
            said: &service.tags[tag].name,
            handle: &tags[tag].handle,
        };
        let names = of_tag(&calls, &group, ledger, types, given);
        for (index, names) in members.into_iter().zip(names) {
            operations[index] = names;
        }
    }
    ServiceNames {
        tags,
        credentials: credentials::settle(service, ledger, given),
        operations,
        messages: messages::settle(service, ledger, given),
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

/// What names the calls of a tag as well.
struct Group<'a> {
    /// The name of the tag, which methods do not repeat.
    said: &'a str,
    handle: &'a str,
}

impl Group<'_> {
    /// What the method of an operation is called: its id without the group that it stands in.
    fn method<'o>(&self, id: &'o str) -> &'o str {
        id.get(..self.said.len())
            .filter(|start| start.eq_ignore_ascii_case(self.said))
            .and_then(|start| id[start.len()..].strip_prefix(['/', '.', ':']))
            .filter(|rest| rest.starts_with(char::is_alphabetic))
            .unwrap_or(id)
    }
}

/// The names of a tag's operations, which come sorted by their ids.
fn of_tag(
    calls: &[(&Operation, &LedgerKey)],
    group: &Group<'_>,
    ledger: &Ledger,
    types: &BTreeSet<&str>,
    given: &mut Given,
) -> Vec<OperationNames> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (operation, _) in calls {
        *times.entry(group.method(&operation.id)).or_default() += 1;
    }
    let methods: Vec<_> = calls
        .iter()
        .map(|(operation, before)| {
            // Two that would be one are called in full.
            let text = Some(group.method(&operation.id))
                .filter(|text| times[text] == 1)
                .unwrap_or(&operation.id);
            wanted(operation.rust_name.as_deref(), text, || ledger.get(before))
        })
        .collect();
    let below = |part: &str| -> Vec<Wanted<'_>> {
        calls
            .iter()
            .map(|(operation, before)| Wanted {
                given: ledger.get(&before.then(part)),
                ..Wanted::of(&operation.id)
            })
            .collect()
    };
    let (methods, [withs, withouts]) = methods_of(calls, methods, ledger);
    let taken = |name: &str| name == group.handle || types.contains(name);
    let requested = below(REQUEST);
    let requests = yielding(
        assign(Case::Pascal, Reserved::Types, &requested),
        &requested,
        "Request",
        taken,
    );
    let held = below(HOLDER);
    let holders = requests
        .iter()
        .zip(&held)
        .map(|(request, wanted)| match wanted.given {
            Some(given) => given.to_owned(),
            None => suffixed(request, REQUIRED),
        })
        .collect();
    let used: BTreeSet<&str> = requests.iter().map(String::as_str).collect();
    let holders = yielding(holders, &held, "Inputs", |name| {
        taken(name) || used.contains(name)
    });
    let answered = below(ANSWER);
    let answers = requests
        .iter()
        .zip(&answered)
        .map(|(request, wanted)| match wanted.given {
            Some(given) => given.to_owned(),
            None => suffixed(request, "Answer"),
        })
        .collect();
    let holding: BTreeSet<&str> = holders.iter().map(String::as_str).collect();
    let answers = yielding(answers, &answered, "ByStatus", |name| {
        taken(name) || used.contains(name) || holding.contains(name)
    });
    let ids: Vec<_> = calls
        .iter()
        .map(|(operation, _)| Wanted::of(&operation.id))
        .collect();
    let constants = assign(Case::Snake, Reserved::Fields, &ids);
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
        for name in [&methods[index], &requests[index]] {
            given.look_at(operation.origin.span, "", &operation.id, name);
        }
        if let Some(holder) = &holder {
            given.add(&place.then(HOLDER), holder);
        }
        let answer = (!operation.output.choices.is_empty()).then(|| answers[index].clone());
        if let Some(answer) = &answer {
            given.add(&place.then(ANSWER), answer);
        }
        for (other, names) in Other::ALL.iter().zip([&withs, &withouts]) {
            if let Some(name) = &names[index] {
                given.add(&place.then(other.step()), name);
            }
        }
        let inputs = inputs(operation, before, ledger);
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
        all.push(OperationNames {
            former: former(operation, ledger, given).filter(|(method, _)| {
                let mut others = withs.iter().chain(&withouts).flatten();
                !methods.contains(method) && others.all(|other| other != method)
            }),
            former_inputs: operation
                .inputs
                .iter()
                .map(|input| {
                    let text = input.renamed_from.as_deref()?;
                    let name = single(Case::Snake, Reserved::Inputs, text);
                    (!inputs.contains(&name)).then_some(name)
                })
                .collect(),
            method: methods[index].clone(),
            request: requests[index].clone(),
            holder,
            answer,
            whole: withs[index].as_ref().map(|method| WholeNames {
                method: method.clone(),
                field: whole_field(operation, &inputs),
            }),
            without: withouts[index].clone(),
            stream: operation
                .output
                .stream
                .as_ref()
                .map(|stream| stream_method(stream.content, &inputs)),
            pages: operation.pagination.as_ref().map(|_| PageNames {
                pages: beside("pages", &inputs),
                items: beside("items", &inputs),
            }),
            constant: match constant(&constants[index]) {
                // The file imports this one.
                taken if taken == "ENVELOPE" => "ENVELOPE_OPERATION".to_owned(),
                free => free,
            },
            inputs,
        });
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

/// The method that answers with a stream; an input that is called so keeps its name.
fn stream_method(content: Content, inputs: &[String]) -> String {
    let name = match content {
        Content::Lines => "lines",
        _ => "events",
    };
    beside(name, inputs)
}

/// A method of ours beside the inputs.
fn beside(name: &str, inputs: &[String]) -> String {
    let mut name = name.to_owned();
    while inputs.contains(&name) {
        name.push('_');
    }
    name
}

/// The method and request of the operation that this one was renamed from.
fn former(operation: &Operation, ledger: &Ledger, given: &mut Given) -> Option<(String, String)> {
    let text = operation.renamed_from.as_deref()?;
    let place = LedgerKey::new(&operation.origin.file, "operations", text);
    let mut name = |place: &LedgerKey, case, reserved| {
        let name = ledger
            .get(place)
            .map_or_else(|| single(case, reserved, text), str::to_owned);
        given.add(place, &name);
        name
    };
    Some((
        name(&place, Case::Snake, Reserved::Methods),
        name(&place.then(REQUEST), Case::Pascal, Reserved::Types),
    ))
}

fn below_input(place: &LedgerKey, input: &Input) -> LedgerKey {
    place.then(travels(input.place)).then(&input.wire)
}

fn inputs(operation: &Operation, before: &LedgerKey, ledger: &Ledger) -> Vec<String> {
    let places: Vec<_> = operation
        .inputs
        .iter()
        .map(|input| format!("{}/{}", travels(input.place), input.wire.replace('/', " ")))
        .collect();
    let wanted: Vec<_> = operation
        .inputs
        .iter()
        .zip(&places)
        .map(|(input, place)| Wanted {
            qualifier: qualifier(input),
            place,
            ..wanted(input.rust_name.as_deref(), &input.wire, || {
                ledger.get(&below_input(before, input))
            })
        })
        .collect();
    assign(Case::Snake, Reserved::Inputs, &wanted)
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
