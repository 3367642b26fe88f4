//! The method names of REST calls within their group: from method and path if the id only repeats
//! these, else from the id without the words of the group.
//!
//! A call proposes several names, the shortest first. The longer ones are used if another call of
//! the group has the first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::reserved::{Reserved, is_keyword};
use crate::model::{Api, Operation, RestCall, Service, Shape, Type, Wire};
use crate::words::number::{is_plural, same, singular, spelled};
use crate::words::{split, version};

/// The names that a call proposes for its method.
#[derive(Debug)]
pub(super) struct Proposed {
    /// The shortest first.
    pub(super) names: Vec<String>,
    /// Whether the call is deprecated, and how much the first name lacks: of several calls that
    /// propose it, the one with the least of this keeps it.
    rank: (bool, Lacks),
}

/// What the shortest name of a call lacks, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lacks {
    Nothing,
    /// The group in the singular: the call is for one thing.
    Singular,
    Plural,
    /// The version of the call, or what its path says before the group.
    More,
}

/// The names that a call proposes. `id` is its own, or what it was called before it was renamed.
pub(super) fn proposed(
    api: &Api,
    service: &Service,
    paths: &Paths<'_>,
    operation: &Operation,
    id: &str,
) -> Proposed {
    let Wire::Rest(rest) = &operation.wire else {
        // The names of a SOAP service stay whole.
        return Proposed {
            names: vec![id.to_owned()],
            rank: (false, Lacks::Nothing),
        };
    };
    let name = &service.tags[operation.tag].name;
    let group: Vec<String> = name.split('_').map(str::to_owned).collect();
    let suffix = operation
        .variant
        .as_ref()
        .map(|words| format!("_as_{words}"));
    let bare = suffix
        .as_ref()
        .and_then(|suffix| id.strip_suffix(suffix.as_str()));
    let call = Call {
        api,
        operation,
        rest,
        paths,
        path: Path::of(&rest.path, &group),
        group: &group,
    };
    let id = bare.unwrap_or(id);
    let words = split(id);
    let is_all = |id: &str| call.path.is_all_of(id, &rest.method, true);
    let is_of_path = is_all(id) || is_all(&version::without_last(&words).concat());
    let mut proposed = if operation.derived || is_of_path {
        call.by_path(id)
    } else {
        call.by_id(id, &words)
    };
    if let (Some(suffix), Some(_)) = (suffix, bare) {
        for name in &mut proposed.names {
            name.push_str(&suffix);
        }
    }
    proposed
}

/// The calls of a service by their paths.
pub(super) struct Paths<'a>(HashMap<&'a str, Vec<(&'a str, &'a Operation)>>);

impl<'a> Paths<'a> {
    pub(super) fn of(service: &'a Service) -> Self {
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for operation in &service.operations {
            if let Wire::Rest(rest) = &operation.wire {
                let calls = found.entry(rest.path.as_str()).or_default();
                calls.push((rest.method.as_str(), operation));
            }
        }
        Self(found)
    }

    /// The call by a method on a path.
    fn call(&self, method: &str, path: &str) -> Option<&'a Operation> {
        let mut calls = self.0.get(path)?.iter();
        calls.find_map(|(other, call)| (*other == method).then_some(*call))
    }
}

/// The texts of the methods of a group, of which no two are the same where something tells them
/// apart. What is asked for and what was given before stays.
pub(super) fn texts(proposed: &[Proposed], fixed: &[Option<&str>]) -> Vec<String> {
    let is_fixed = |index: usize| fixed[index].is_some();
    let held: BTreeSet<String> = fixed
        .iter()
        .flatten()
        .map(|name| name.to_lowercase())
        .collect();
    let mut levels = vec![0; proposed.len()];
    loop {
        let mut by_name = BTreeMap::<String, Vec<usize>>::new();
        for (index, proposed) in proposed
            .iter()
            .enumerate()
            .filter(|(index, _)| !is_fixed(*index))
        {
            let name = split(&proposed.names[levels[index]]).join("_");
            by_name.entry(name).or_default().push(index);
        }
        let mut moved = false;
        for (name, members) in by_name {
            let is_held = held.contains(&name);
            if members.len() == 1 && !is_held {
                continue;
            }
            let keeper = keeper(proposed, &levels, &members).filter(|_| !is_held);
            for index in members.into_iter().filter(|index| Some(*index) != keeper) {
                if levels[index] + 1 < proposed[index].names.len() {
                    levels[index] += 1;
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let chosen = proposed.iter().zip(levels);
    chosen
        .map(|(proposed, level)| proposed.names[level].clone())
        .collect()
}

/// The one of several calls that keeps the name which all of them propose.
fn keeper(proposed: &[Proposed], levels: &[usize], members: &[usize]) -> Option<usize> {
    let rank = |index: usize| {
        let (is_deprecated, lacks) = proposed[index].rank;
        let is_short = levels[index] == 0;
        (is_deprecated, if is_short { lacks } else { Lacks::Nothing })
    };
    let least = members.iter().map(|index| rank(*index)).min()?;
    let mut keepers = members
        .iter()
        .copied()
        .filter(|index| rank(*index) == least);
    match (keepers.next(), keepers.next()) {
        (Some(only), None) => Some(only),
        (_, _) => None,
    }
}

/// What the names of a call are made from.
struct Call<'a> {
    api: &'a Api,
    operation: &'a Operation,
    rest: &'a RestCall,
    paths: &'a Paths<'a>,
    path: Path,
    group: &'a [String],
}

impl Call<'_> {
    /// The names by the id, which has these words.
    fn by_id(&self, id: &str, words: &[String]) -> Proposed {
        let own = self.path.not_in(words, &self.rest.method);
        let numbered = self.without_kind(version::without_last(behind_api(own)));
        let led = self.led(numbered);
        let is_noun_first = led.as_ref().is_some_and(|led| led.at == 0);
        let usual = self
            .dropped(numbered)
            .filter(|it| !self.is_by_verb(numbered, it));
        let found = match usual {
            Some(dropped) if !is_noun_first => Some((dropped, false)),
            usual => led.map(|led| (led, true)).or(usual.map(|it| (it, false))),
        };
        let (mut short, lacks) = match found {
            Some((dropped, is_led)) => {
                let mut left = dropped.left;
                let gets = left[0] == "get" && (dropped.at == 1 || left.len() == 1);
                if gets && dropped.was_plural && self.returns_list() {
                    "list".clone_into(&mut left[0]);
                }
                let lacks = match (is_led || dropped.was_part, dropped.was_plural) {
                    (true, _) => Lacks::More,
                    (false, true) => Lacks::Plural,
                    (false, false) => Lacks::Singular,
                };
                (left, lacks)
            }
            None => (numbered.to_vec(), Lacks::Nothing),
        };
        let has_version = numbered.len() != own.len();
        if short.is_empty() {
            short = words.to_vec();
        }
        Proposed {
            names: distinct([short.join("_"), own.join("_"), id.to_owned()]),
            rank: self.rank(if has_version { Lacks::More } else { lacks }),
        }
    }

    /// The words without a last one that only says what an id is of: `getThreadMethod`.
    fn without_kind<'w>(&self, words: &'w [String]) -> &'w [String] {
        match words {
            [left @ .., last] if left.len() > 1 && KINDS.contains(&&**last) => {
                let mut said = self.path.words(self.path.segments.len()).chain(self.group);
                if said.any(|word| same(word, last)) {
                    words
                } else {
                    left
                }
            }
            _ => words,
        }
    }

    /// Drops the words of the group with those in front of it that the path has there as well:
    /// `createSipDomain` on `/SIP/Domains` is `create`. The verb, at the front or at
    /// the end, and the words behind the group remain.
    fn led(&self, words: &[String]) -> Option<Dropped> {
        let before = self.path.group.unwrap_or(self.path.segments.len());
        let says = |word: &String| {
            let mut said = self.path.words(before);
            said.any(|other| same(word, other)) || version::is_of_api(word)
        };
        let first = words.first()?;
        let verb = usize::from(!says(first) || VERBS.contains(&first.as_str()));
        (verb + 1..words.len()).find_map(|at| {
            let behind = behind(words, at, self.group)?;
            let is_led = words[verb..at].iter().all(says) && (verb == 1 || behind.left.len() == 1);
            let left = [&words[..verb], behind.left].concat();
            (is_led && is_name(&left, verb)).then_some(Dropped {
                left,
                at: verb,
                was_plural: behind.was_plural,
                was_part: false,
            })
        })
    }

    /// Drops the words of the group, where they stand in a row at the front or behind the first
    /// word. Of a group of several words the last ones are enough after a verb. Nothing is dropped if
    /// the remaining words would not be a name, or would mean something else.
    fn dropped(&self, words: &[String]) -> Option<Dropped> {
        let starts = 0..self.group.len();
        let runs = starts.flat_map(|start| [(start, 0), (start, 1)]);
        runs.into_iter().find_map(|(start, at)| {
            let mut behind = behind(words, at, &self.group[start..])?;
            if at == 0
                && let [first, rest @ ..] = behind.left
                && first == "controller"
            {
                behind.left = rest;
            }
            let left = [&words[..at], behind.left].concat();
            let was_part = start > 0;
            let is_right = match (was_part, at) {
                (false, 0) => true,
                (false, _) => {
                    let is_module = behind.left.last().is_some_and(|last| is_done(last));
                    !behind.was_plural || is_module || self.is_apart(behind.left)
                }
                (true, 0) => {
                    // `judge_conversation` in `judges` does what it begins with.
                    let says = |first: &String| {
                        is_done(first)
                            || self.is_apart(&left)
                            || behind.was_plural && left.len() == 1
                    };
                    !is_done(&words[0]) && left.first().is_some_and(says)
                }
                (true, _) => is_done(&words[0]) && self.is_apart(behind.left),
            };
            (is_right && is_name(&left, at)).then_some(Dropped {
                left,
                at,
                was_plural: behind.was_plural,
                was_part,
            })
        })
    }

    /// Whether words behind those of the group are no thing that the verb would be about without
    /// these: `remove_albums_user` removes albums, and no user. What the path has behind the group
    /// belongs to it.
    fn is_apart(&self, words: &[String]) -> bool {
        let [first, ..] = words else {
            return true;
        };
        let is = |list: &[&str]| list.contains(&first.as_str());
        let start = self.path.group.map_or(0, |at| at + 1);
        let mut said = literals(&self.path.segments[start..]);
        is(PREPOSITIONS) || is(PARTICLES) || said.any(|word| same(word, first))
    }

    /// Whether the word that was dropped is what the call does and the group's name as well:
    /// `inviteUser` on `/invites`.
    fn is_by_verb(&self, words: &[String], dropped: &Dropped) -> bool {
        let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
        let said = |word: &String| {
            let mut said = self.path.words(self.path.segments.len());
            said.any(|other| same(word, other))
        };
        dropped.at == 0
            && self.group.len() == 1
            && is(&words[0], NOUNS_AND_VERBS)
            && !is(&dropped.left[0], VERBS)
            && !dropped.left.iter().any(said)
    }

    /// The names by the method and the path.
    fn by_path(&self, id: &str) -> Proposed {
        let segments = &self.path.segments;
        let group = self.path.group;
        let behind = &segments[group.map_or(0, |at| at + 1)..];
        let mut nouns = nouns(behind);
        let action = nouns.last().filter(|last| self.is_action(last));
        let action = action.map(|action| action.words.clone());
        let verb = match &action {
            Some(action) => {
                nouns.pop();
                match self.dropped(action).filter(|it| !it.was_part) {
                    Some(dropped) => dropped.left,
                    None => action.clone(),
                }
            }
            None => vec![self.verb(behind)],
        };
        let creates = verb == ["create"];
        let last = nouns.len().saturating_sub(1);
        let method = self.rest.method.as_str();
        // `deleteProjectRole`, but neither `postRole` nor `deleteRoleId`.
        let is_english = matches!(method, "GET" | "DELETE" | "PATCH")
            && !self.operation.derived
            && self.path.is_all_of(id, method, false);
        let nouns_of_one = nouns.iter().enumerate();
        let mut short: Vec<String> = nouns_of_one
            .flat_map(|(at, noun)| noun.called(noun.is_item || creates && at == last))
            .collect();
        if matches!(method, "GET" | "DELETE" | "PATCH") && verb != ["list"] {
            keep_number(&mut short, id, method);
        }
        let written = |segments: &[Segment]| {
            let literals = segments.iter().filter_map(|segment| match segment {
                Segment::Literal(words) => Some(words.as_slice()),
                Segment::Parameter(_) => None,
            });
            let mut all: Vec<&[String]> = literals.collect();
            if action.is_some() {
                all.pop();
            }
            all.concat()
        };
        // Where no word is behind the group, the group itself tells calls apart.
        let from = match group {
            Some(at) if nouns.is_empty() => at,
            Some(at) => at + 1,
            None => 0,
        };
        // `generate_webhook_hmac` is `/webhooks/{id}/generateHmac`.
        let (does, what) = match verb.split_first() {
            Some((does, what)) if VERBS.contains(&does.as_str()) => (&verb[..1], what),
            _ => (verb.as_slice(), [].as_slice()),
        };
        let named = |nouns: Vec<String>| [does, &nouns, what].concat().join("_");
        let is_of_one = matches!(segments.last(), Some(Segment::Parameter(_)));
        Proposed {
            names: distinct(
                [
                    Some(named(short)),
                    is_english.then(|| id.to_owned()),
                    Some(named(written(&segments[from..]))),
                    Some(named(written(segments))),
                    Some(id.to_owned()),
                ]
                .into_iter()
                .flatten(),
            ),
            rank: self.rank(match group {
                Some(at) if at > 0 => Lacks::More,
                _ if is_of_one => Lacks::Singular,
                _ => Lacks::Plural,
            }),
        }
    }

    /// Whether a segment at the end of the path is what is done, and no thing.
    fn is_action(&self, last: &Noun) -> bool {
        let method = self.rest.method.as_str();
        let is_verb = last
            .words
            .first()
            .is_some_and(|word| VERBS.contains(&word.as_str()));
        let is_plural = last.words.last().is_some_and(|word| is_plural(word));
        let has = |method| self.paths.call(method, &self.rest.path).is_some();
        // A resource that can be deleted, or read and changed, is a noun: `stop-words`.
        let is_thing = has("DELETE") || has("GET") && (has("PUT") || has("PATCH"));
        !last.is_item && (is_verb && !is_thing || method == "POST" && !is_plural && !has("GET"))
    }

    /// What a call does by its method, where its path says only what it does it to.
    fn verb(&self, behind: &[Segment]) -> String {
        let path = self.rest.path.as_str();
        let verb = match self.rest.method.as_str() {
            "GET" | "QUERY" if self.returns_list() => "list",
            "GET" | "QUERY" => "get",
            "POST" if matches!(behind.last(), Some(Segment::Parameter(_))) => {
                // What updates it is the other one.
                match self.paths.call("PATCH", path) {
                    Some(_) => "post",
                    None => "update",
                }
            }
            "POST" if self.is_one_thing() => "update",
            "POST" => "create",
            "PUT" if self.paths.call("PATCH", path).is_some() => "replace",
            "PUT" | "PATCH" => "update",
            method => return method.to_lowercase(),
        };
        verb.to_owned()
    }

    /// Whether the path ends in one thing, which is read there, and in no collection.
    fn is_one_thing(&self) -> bool {
        let Some(Segment::Literal(words)) = self.path.segments.last() else {
            return false;
        };
        let get = self.paths.call("GET", &self.rest.path);
        !words.last().is_some_and(|word| is_plural(word))
            && get.is_some_and(|get| !returns_list(self.api, get, &self.path))
    }

    fn rank(&self, lacks: Lacks) -> (bool, Lacks) {
        (self.operation.deprecated, lacks)
    }

    fn returns_list(&self) -> bool {
        returns_list(self.api, self.operation, &self.path)
    }
}

/// Whether a call returns a list: as it is, page by page, or in an object that lists nothing else.
fn returns_list(api: &Api, operation: &Operation, path: &Path) -> bool {
    if operation.pagination.is_some() {
        return true;
    }
    lists(api, &operation.output.ty, path, true)
}

/// Whether a value is a list, or an object with one; `may_wrap` where that may be a member of
/// another.
fn lists(api: &Api, ty: &Type, path: &Path, may_wrap: bool) -> bool {
    let ty = present(api, ty);
    let Type::Named(id) = ty else {
        return matches!(ty, Type::List(..));
    };
    let Shape::Record(record) = &api.definition(*id).shape else {
        return false;
    };
    let wrapped = record.fields.iter().find(|field| {
        let is_wrapper = matches!(field.wire.as_str(), "data" | "result" | "response");
        is_wrapper && matches!(present(api, &field.ty), Type::Named(_))
    });
    if let Some(wrapped) = wrapped.filter(|_| may_wrap) {
        return lists(api, &wrapped.ty, path, false);
    }
    let mut lists = record
        .fields
        .iter()
        .filter(|field| matches!(present(api, &field.ty), Type::List(..)));
    let (Some(list), None, Some(Segment::Literal(last))) =
        (lists.next(), lists.next(), path.segments.last())
    else {
        return false;
    };
    let words = split(&list.wire);
    let is_called_so = last.last().zip(words.last());
    is_called_so.is_some_and(|(one, other)| is_plural(one) && same(one, other))
        || matches!(words.as_slice(), [word] if PAGES.contains(&word.as_str()))
}

/// The type of a value that is there.
fn present<'t>(api: &'t Api, ty: &'t Type) -> &'t Type {
    api.resolved(ty.present())
}

/// What the list of a page is called, where it is not called by what it lists.
const PAGES: &[&str] = &[
    "content", "data", "entries", "items", "list", "records", "results", "value", "values",
];

/// A thing on the way to what a call is for.
struct Noun {
    words: Vec<String>,
    /// Whether it is one of them: a parameter follows.
    is_item: bool,
}

impl Noun {
    /// Its words, of which the last is in the singular where it is for one of them.
    fn called(&self, is_one: bool) -> Vec<String> {
        let mut words = self.words.clone();
        if let Some(last) = words.last_mut().filter(|_| is_one) {
            *last = singular(last);
        }
        words
    }
}

/// The things that segments name.
fn nouns(segments: &[Segment]) -> Vec<Noun> {
    let mut found: Vec<Noun> = Vec::new();
    for segment in segments {
        match segment {
            Segment::Literal(words) => found.push(Noun {
                words: words.clone(),
                is_item: false,
            }),
            Segment::Parameter(_) => {
                if let Some(last) = found.last_mut() {
                    last.is_item = true;
                }
            }
        }
    }
    found
}

/// Gives words of a path the number that an id has them in: `deleteReward` of `/rewards`.
fn keep_number(words: &mut [String], id: &str, method: &str) {
    let mut own = version::without_last(&split(id)).to_vec();
    if own
        .last()
        .is_some_and(|last| last.eq_ignore_ascii_case(method))
    {
        own.pop();
    }
    let pairs = words.iter_mut().rev().zip(own.into_iter().rev());
    for (word, own) in pairs.take_while(|(word, own)| same(word, own)) {
        *word = own;
    }
}

/// A path as its words.
struct Path {
    /// Without the versions at its front.
    segments: Vec<Segment>,
    /// The segment that the group is called by.
    group: Option<usize>,
    /// All of it.
    all: Vec<Segment>,
}

/// A part of a path.
#[derive(Clone)]
enum Segment {
    Literal(Vec<String>),
    /// The words of its name.
    Parameter(Vec<String>),
}

impl Path {
    fn of(path: &str, group: &[String]) -> Self {
        let mut all = Vec::new();
        let path = path.split('?').next().unwrap_or_default();
        for segment in path.split('/') {
            let segment = [".json", ".xml"]
                .iter()
                .find_map(|end| segment.strip_suffix(end))
                .unwrap_or(segment);
            for (at, part) in segment.split('{').enumerate() {
                let literal = match part.split_once('}').filter(|_| at > 0) {
                    Some((name, behind)) => {
                        all.push(Segment::Parameter(split(name)));
                        behind
                    }
                    None => part,
                };
                // An action stands behind a colon.
                let named = literal
                    .split(':')
                    .filter(|part| part.contains(char::is_alphanumeric));
                all.extend(named.map(|part| Segment::Literal(split(part))));
            }
        }
        let is_name = |segment: &Segment| !segment.may_be_left_out();
        let start = all.iter().position(is_name).unwrap_or(all.len());
        let segments = all[start..].to_vec();
        let is_called = |segment: &Segment, name: &str| match segment {
            Segment::Literal(words) => {
                let mut words = words.clone();
                if words[0].starts_with(|one: char| one.is_ascii_digit()) {
                    words.splice(..1, spelled(&words[0]));
                }
                same(&words.concat(), name)
            }
            Segment::Parameter(_) => false,
        };
        // By all words of the group, or the last ones.
        let mut names = (0..group.len()).map(|start| group[start..].concat());
        Self {
            group: names.find_map(|name| {
                let mut segments = segments.iter();
                segments.position(|segment| is_called(segment, &name))
            }),
            segments,
            all,
        }
    }

    /// The words of the literals among so many segments.
    fn words(&self, segments: usize) -> impl Iterator<Item = &String> {
        literals(&self.segments[..segments])
    }

    /// Whether an id says no more than a method and this path. Versions and parameters may be left
    /// out; `may_name_parameters` says whether parameters may stand in it, and whether it may begin
    /// behind the group.
    fn is_all_of(&self, id: &str, method: &str, may_name_parameters: bool) -> bool {
        let id = letters(id);
        let method = method.to_lowercase();
        // `keys_get` and `keys_delete` are verbs as well as methods.
        let is_verb = matches!(method.as_str(), "get" | "delete");
        let behind = id.strip_suffix(&method).filter(|_| !is_verb);
        let Some(rest) = id.strip_prefix(&method).or(behind) else {
            return false;
        };
        let group = self
            .group
            .map(|at| at + self.all.len() - self.segments.len());
        let mut ends = BTreeSet::from([0]);
        for (at, segment) in self.all.iter().enumerate() {
            let texts = match segment {
                Segment::Literal(words) => {
                    let text = words.concat();
                    vec![singular(&text), text]
                }
                Segment::Parameter(words) if may_name_parameters => {
                    // `getHubsId` of `{hub_id}`.
                    let ends = (0..words.len()).map(|start| words[start..].concat());
                    ends.flat_map(|name| [format!("by{name}"), name]).collect()
                }
                Segment::Parameter(_) => Vec::new(),
            };
            let mut next = BTreeSet::new();
            for end in ends {
                let left = &rest[end..];
                let fit = texts.iter().filter(|text| left.starts_with(text.as_str()));
                next.extend(fit.map(|text| end + text.len()));
                if segment.may_be_left_out() {
                    next.insert(end);
                }
            }
            if may_name_parameters && group == Some(at) && !rest.is_empty() {
                next.insert(0);
            }
            ends = next;
        }
        ends.contains(&rest.len())
    }

    /// The words of an id before those of this path and a method, which some frameworks put behind
    /// the name of a function.
    fn not_in<'w>(&self, words: &'w [String], method: &str) -> &'w [String] {
        let mut tail: String = self.all.iter().map(Segment::letters).collect();
        tail.push_str(&method.to_lowercase());
        let found = (1..words.len()).find(|&at| words[at..].concat() == tail);
        &words[..found.unwrap_or(words.len())]
    }
}

impl Segment {
    fn letters(&self) -> String {
        match self {
            Self::Literal(words) | Self::Parameter(words) => words.concat(),
        }
    }

    /// Whether nobody misses it in a name: parameters, and versions.
    fn may_be_left_out(&self) -> bool {
        match self {
            Self::Literal(words) => version::is_segment(&words.concat(), words),
            Self::Parameter(_) => true,
        }
    }
}

/// The words of the literals among segments.
fn literals(segments: &[Segment]) -> impl Iterator<Item = &String> {
    segments.iter().flat_map(|segment| match segment {
        Segment::Literal(words) => words.as_slice(),
        Segment::Parameter(_) => &[],
    })
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|one| one.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What is left of words without those of the group.
struct Dropped {
    left: Vec<String>,
    /// How many words stood before the group.
    at: usize,
    /// Whether the group stood there in the plural.
    was_plural: bool,
    /// Whether only its last words stood there.
    was_part: bool,
}

/// The words behind those at the front that only say of which module and version of the API they
/// are: `agents_api_v1_agents_create`, `files_api_routes_upload_file`.
fn behind_api(words: &[String]) -> &[String] {
    let api = words.iter().take(2).position(|word| word == "api");
    let start = api.map_or(0, |at| at + 1);
    let behind = &words[start..];
    let count = match behind {
        [first, ..] if first == "routes" && api.is_some() => 1,
        [first, ..] if api == Some(0) && is_done(first) => 0,
        [..] => match version::leading(behind) {
            0 => return words,
            count => count,
        },
    };
    let left = &behind[count..];
    let is_module = api != Some(1) || !is_done(&words[0]);
    if is_module && is_name(left, 0) {
        left
    } else {
        words
    }
}

/// Whether a word of an operation id is a verb.
fn is_done(word: &str) -> bool {
    let is = |list: &[&str]| list.contains(&word);
    is(VERBS) || is(VERBS_OF_IDS)
}

/// The words behind those of the group.
struct Behind<'w> {
    left: &'w [String],
    /// Whether the group is in the plural.
    was_plural: bool,
}

/// The words behind those of the group, if these follow `at` other words.
fn behind<'w>(words: &'w [String], at: usize, group: &[String]) -> Option<Behind<'w>> {
    let run = words.get(at..at + group.len())?;
    let is_group = run.iter().zip(group).all(|(one, other)| same(one, other));
    is_group.then(|| Behind {
        left: &words[at + group.len()..],
        was_plural: run.last().is_some_and(|word| is_plural(word)),
    })
}

/// Whether words are a name of their own where the group stood behind `at` of them.
fn is_name(words: &[String], at: usize) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let ends = is(last, PREPOSITIONS) || at > 0 && is(last, PARTICLES);
    let name = words.join("_");
    !ends
        && !is(first, PREPOSITIONS)
        && !is(first, PARTICLES)
        && !first.starts_with(|one: char| one.is_ascii_digit())
        && !is_keyword(&name)
        && !Reserved::Methods.holds(&name)
}

/// Words that lead to what follows them, or away from it.
const PREPOSITIONS: &[&str] = &[
    "about", "across", "after", "against", "among", "and", "as", "at", "before", "between", "by",
    "during", "for", "from", "into", "of", "onto", "or", "per", "since", "than", "through", "to",
    "toward", "under", "until", "upon", "via", "with", "within", "without",
];

/// Words that lead to what follows them, and belong to the verb where nothing does: `sign_in`.
const PARTICLES: &[&str] = &["down", "in", "off", "on", "out", "over", "up"];

/// Last words of an id that only say what kind of thing it identifies.
const KINDS: &[&str] = &["endpoint", "handler", "method", "operation"];

/// Words that are a noun as the name of a group, and a verb at the front of an id: `inviteUser`
/// on `/invites`.
const NOUNS_AND_VERBS: &[&str] = &[
    "archive", "charge", "download", "export", "import", "invite", "refund", "transfer", "upload",
];

/// Words that a segment starts with which says what is done. Many a `POST` needs none.
const VERBS: &[&str] = &[
    "accept",
    "activate",
    "add",
    "apply",
    "approve",
    "assign",
    "attach",
    "cancel",
    "clear",
    "confirm",
    "convert",
    "create",
    "deactivate",
    "decline",
    "delete",
    "detach",
    "disable",
    "dismiss",
    "enable",
    "execute",
    "finalize",
    "find",
    "generate",
    "get",
    "list",
    "manage",
    "mark",
    "merge",
    "pause",
    "publish",
    "refresh",
    "regenerate",
    "reject",
    "remove",
    "rename",
    "reopen",
    "replace",
    "resend",
    "reset",
    "restart",
    "restore",
    "resume",
    "retry",
    "revoke",
    "rotate",
    "search",
    "send",
    "stop",
    "submit",
    "suspend",
    "sync",
    "terminate",
    "unarchive",
    "unassign",
    "unlock",
    "unpublish",
    "update",
    "validate",
    "verify",
];

/// Verbs in operation ids that are nouns as segments of paths.
const VERBS_OF_IDS: &[&str] = &[
    "check", "download", "edit", "export", "fetch", "head", "import", "patch", "post", "put",
    "query", "read", "retrieve", "save", "set", "start", "store", "upload", "upsert",
];

/// Names without those that stand before.
fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
