//! A description read as far as its names: what generating and comparing have in common.
//!
//! It knows where files come from only as a [`Root`], and nothing of what is emitted.

use std::collections::BTreeSet;
use std::thread;

#[cfg(feature = "cli")]
use crate::about::About;
use crate::access;
#[cfg(feature = "cli")]
use crate::acknowledge::acknowledge_acceptable;
use crate::acknowledge::{acknowledge, acknowledge_all, degradation};
use crate::check;
use crate::compose;
use crate::config::{self, Config};
use crate::documents::{Documents, decoded, ids};
use crate::lift;
use crate::lone;
use crate::model::Api;
use crate::names::{self, Given, Ledger, Names, Orders};
use crate::nulls;
use crate::output::{self, Lock, OutputError};
use crate::report::{Code, Degradation, Findings, Rejected, Report};
use crate::resolve;
use crate::schemas::Schemas;
use crate::source::{Root, Sources};
use crate::undescribed;
use crate::usage::Usage;

/// What is to be read.
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// Where the files come from.
    pub(crate) root: Root,
    pub(crate) settings: Settings<'a>,
    pub(crate) accept: Accept,
}

/// Where the settings come from.
#[derive(Debug)]
pub(crate) enum Settings<'a> {
    /// From a configuration below the root.
    Configuration(&'a str),
    /// A document has no configuration.
    Lone(Box<Config>),
}

/// What is done about what the code would not support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accept {
    /// What the configuration acknowledges; anything else is an error.
    Acknowledged,
    /// Whatever could be acknowledged: a document without a configuration has nowhere to say so.
    #[cfg(feature = "cli")]
    Acceptable,
    /// Everything: a comparison tells what is lost, and refuses nothing.
    All,
}

/// A description that was read.
#[derive(Debug)]
pub(crate) struct Described {
    pub(crate) sources: Sources,
    #[cfg(feature = "cli")]
    pub(crate) about: About,
    pub(crate) config: Config,
    /// Whether there is a configuration at all.
    pub(crate) configured: bool,
    /// The documents that have an id of their own, each with its path as the lock file has it: the
    /// inputs first.
    pub(crate) listed: Vec<(String, String)>,
    pub(crate) api: Api,
    pub(crate) usage: Usage,
    pub(crate) names: Names,
    /// The names, as lines of the next lock file.
    pub(crate) given: Given,
    /// Lines of the next lock file about the order of arguments, each with its kind.
    pub(crate) orders: Vec<(&'static str, String)>,
    pub(crate) degradations: Vec<Degradation>,
}

/// Reads a description. `lock` returns the lock file of the last generation, from the output folder
/// that the configuration names.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(crate) fn describe(
    request: Request<'_>,
    lock: impl FnOnce(&Config) -> Result<Lock, OutputError> + Send,
) -> Result<Described, Findings> {
    // What is accepted is bounded by the description alone.
    let mut report = match request.accept {
        #[cfg(feature = "cli")]
        Accept::Acceptable => Report::keeping_more(),
        Accept::Acknowledged | Accept::All => Report::new(),
    };
    let mut sources = Sources::new(request.root);
    let configured = matches!(request.settings, Settings::Configuration(_));
    #[cfg(feature = "cli")]
    let mut about = About::default();
    let stages =
        (|| {
            let mut config = match request.settings {
                Settings::Configuration(file) => config::load(&mut sources, file, &mut report)?,
                Settings::Lone(config) => *config,
            };
            // The lock file of a large description is large as well, and is read beside it.
            let (mut documents, lock) = thread::scope(|scope| {
                let lock = scope.spawn(|| lock(&config));
                let documents =
                    Documents::read(&mut sources, &config.inputs, &config.overlays, &mut report);
                match lock.join() {
                    Ok(lock) => (documents, lock),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            });
            report.barrier_to_reading()?;

            lift::lift(&mut documents, &sources, &mut report);
            documents.check_references(&sources, &mut report);
            let mut schemas = Schemas::read(&documents, &sources);
            compose::compose(&mut schemas, &documents, &sources, &mut report);
            let objects = documents.objects(&sources, &mut report);
            for root in documents.roots() {
                let document = objects.document(root);
                if let Some(said) = document.and_then(|document| document.changes) {
                    let changes = config::changes_of_document(said.node, &mut report);
                    config.changes.add(changes);
                }
            }
            let listed = (config.inputs.as_slice(), config.parts.as_slice());
            let ids = ids::assign(
                &documents,
                &sources,
                listed,
                &known(&lock, &config.way),
                &mut report,
            );
            let listed: Vec<_> = ids
                .listed()
                .map(|(id, file)| {
                    let path = ids::stored(&sources, file);
                    (ids::word(id), lone::listed(&config.way, &path))
                })
                .collect();
            let context = resolve::Context {
                sources: &sources,
                documents: &documents,
                schemas: &schemas,
                objects: &objects,
                ids: &ids,
                groups: config.groups,
                undescribed: config.undescribed,
            };
            let mut api = resolve::resolve(&context, &mut report);
            let ledger = ledger(lock, &mut report);
            let mut orders: Vec<_> = names::orders(&api)
                .into_iter()
                .map(|line| (output::ARGUMENTS, line))
                .collect();
            let mut degradations = match request.accept {
                #[cfg(feature = "cli")]
                Accept::Acceptable => {
                    for found in &names::moved(&api, &ledger) {
                        found.report(&mut report);
                    }
                    acknowledge_acceptable(&context, &mut report)
                }
                Accept::Acknowledged => {
                    let moved = names::moved(&api, &ledger);
                    for found in &moved {
                        found.report(&mut report);
                    }
                    let mut accepted = acknowledge(&context, &config.acknowledge, &mut report);
                    for found in &moved {
                        found.withdraw_if_accepted(&mut report);
                        if accepted.iter().any(|accepted| found.is(accepted)) {
                            orders.push((output::MOVED, found.line.clone()));
                        }
                    }
                    // A move loses nothing of the description.
                    accepted.retain(|accepted| accepted.code != Code::MovedArgument);
                    accepted
                }
                Accept::All => acknowledge_all(&context, &mut report),
            };
            report.barrier()?;

            check::check(&api, &mut report);
            report.barrier()?;

            let mut usage = Usage::of(&api);
            undescribed::apply(&mut api, &usage, config.undescribed);
            access::relax(&mut api, &usage);
            nulls::tell_apart(&mut api);
            let (names, given) = names::choose(&api, &usage, &ledger);
            usage.unite(names.aliases());
            // A name that nobody can read is reported, and stops nothing.
            let digests = given.digests();
            degradations.extend(digests.map(|(span, message)| {
                degradation(&context, (Code::Assumed, *span, message.clone()))
            }));
            let given = (given, orders, degradations);
            #[cfg(feature = "cli")]
            {
                about = About::of(&documents);
            }
            Ok((config, listed, api, usage, names, given))
        })();
    match stages {
        Ok((config, listed, api, usage, names, (given, orders, degradations))) => Ok(Described {
            sources,
            #[cfg(feature = "cli")]
            about,
            config,
            configured,
            listed,
            api,
            usage,
            names,
            given,
            orders,
            degradations,
        }),
        Err(Rejected) => Err(report.into_findings(&sources)),
    }
}

impl Described {
    /// The ids of the inputs, in their order.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &str> {
        let inputs = self.listed.iter().take(self.config.inputs.len());
        inputs.map(|(id, _)| id.as_str())
    }

    /// Adds what the next lock file says of documents and names.
    pub(crate) fn remember(&self, lock: &mut Lock) {
        for (id, path) in &self.listed {
            lock.add(output::DOCUMENT, &format!("{id} {path}"));
        }
        for line in self.given.lines() {
            lock.add(output::NAME, line);
        }
        for place in self.given.aliases() {
            lock.add(output::ALIAS, place);
        }
    }

    /// The ids of documents that names begin with.
    pub(crate) fn used_ids(&self) -> BTreeSet<&str> {
        let lines = self.given.lines();
        lines
            .filter_map(|line| Some(line.split_once('#')?.0))
            .collect()
    }

    /// Gives the names anew, so that what a description before this one was given stays.
    pub(crate) fn keep_names_of(&mut self, before: &Self) {
        let (mut ledger, ..) = Ledger::read(before.given.lines());
        ledger.equate(before.given.aliases().map(str::to_owned));
        self.usage = Usage::of(&self.api);
        (self.names, self.given) = names::choose(&self.api, &self.usage, &ledger);
        self.usage.unite(self.names.aliases());
    }
}

/// The ids that documents had before: those that are listed, with the path of the document in the
/// folder that is read, and those that places begin with.
fn known(lock: &Result<Lock, OutputError>, way: &str) -> ids::Known {
    let listed = lock.iter().flat_map(|lock| lock.of(output::DOCUMENT));
    let listed = listed.filter_map(|line| line.split_once(' '));
    let places = lock.iter().flat_map(|lock| lock.of(output::NAME));
    let used = places.filter_map(|line| Some(line.split_once('#')?.0.to_owned()));
    ids::Known {
        listed: listed
            .map(|(id, path)| (decoded(id), lone::below(way, path).to_owned()))
            .collect(),
        used: used.collect(),
    }
}

/// The names that were given before.
fn ledger(lock: Result<Lock, OutputError>, report: &mut Report) -> Ledger {
    let lock = match lock {
        Ok(lock) => lock,
        Err(error) => {
            report.error_without_place(Code::DamagedLock, error.to_string());
            return Ledger::default();
        }
    };
    let (mut ledger, unread, ambiguous) = Ledger::read(lock.of(output::NAME));
    for line in unread {
        report
            .error_without_place(
                Code::DamagedLock,
                format!(
                    "`{} {line}` of `{}` is not a place and a Rust name",
                    output::NAME,
                    output::LOCK
                ),
            )
            .help("remove the line, then generate again");
    }
    for found in ambiguous {
        let [one, other] = &found.names;
        report
            .error_without_place(
                Code::ConflictingLock,
                format!(
                    "`{}` names `{}` both `{one}` and `{other}`",
                    output::LOCK,
                    found.place
                ),
            )
            .help("remove the line with the name that is not to be, then generate again");
    }
    ledger.show(lock.of(output::EXAMPLE).map(str::to_owned));
    ledger.equate(lock.of(output::ALIAS).map(str::to_owned));
    for kind in [output::ARGUMENTS, output::MOVED] {
        let orders = orders(&lock, kind, report);
        ledger.remember(kind == output::MOVED, orders);
    }
    ledger
}

/// The orders of arguments that lines of a kind remember.
fn orders(lock: &Lock, kind: &str, report: &mut Report) -> Orders {
    let (orders, unread) = Orders::read(lock.of(kind));
    for line in unread {
        report
            .error_without_place(
                Code::DamagedLock,
                format!(
                    "`{kind} {line}` of `{}` is not a place and its arguments",
                    output::LOCK
                ),
            )
            .help("remove the line, then generate again");
    }
    // What was accepted on two branches may well differ.
    let mut contradicts = false;
    for (place, [one, other]) in orders
        .contradictions()
        .filter(|_| kind == output::ARGUMENTS)
    {
        contradicts = true;
        report
            .error_without_place(
                Code::ConflictingLock,
                format!(
                    "`{}` orders the arguments of `{place}` both `{one}` and `{other}`",
                    output::LOCK
                ),
            )
            .help("remove the line with the order that is not to be, then generate again");
    }
    if contradicts {
        // Whatever moved, moved against one of them.
        return Orders::default();
    }
    orders
}
