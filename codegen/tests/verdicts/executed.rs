//! What `scripts/wire-verdicts` saw when programs were run: beside what the rules say of the wire.
//!
//! Every difference has a reason here, and every reason has a difference.

use std::collections::BTreeMap;
use std::path::Path;

use bindery::{Rule, WireEffect};

use crate::cases::{self, Case};
use crate::support::read;

/// What was seen of every case, by its rule and the prefix of its files.
pub(crate) type Executions = BTreeMap<(Rule, String), Execution>;

/// The old program with the new service, and the other way round.
#[derive(Debug)]
pub(crate) struct Execution {
    pub(crate) forward: String,
    pub(crate) backward: String,
}

/// Why an execution is not what the rules say.
#[derive(Debug)]
pub(crate) struct Difference {
    pub(crate) title: &'static str,
    pub(crate) why: &'static str,
    pub(crate) rules: &'static [Rule],
}

/// Reads what was seen.
pub(crate) fn read_all() -> Executions {
    let text = read(Path::new("tests/verdicts/executed.tsv"));
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let [case, forward, backward] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("executed.tsv: {line}");
        };
        let (rule, prefix) = case.split_once('/').unwrap_or((case, ""));
        let rule = rule
            .parse()
            .unwrap_or_else(|_| panic!("executed.tsv: `{rule}` is no rule"));
        let execution = Execution {
            forward: forward.to_owned(),
            backward: backward.to_owned(),
        };
        ((rule, prefix.to_owned()), execution)
    })
    .collect()
}

/// `breaks`, `works` or `not executed`, without what was seen.
pub(crate) fn outcome(seen: &str) -> &str {
    seen.split(':').next().unwrap_or(seen)
}

/// The reason of a rule, if one is given.
pub(crate) fn difference(rule: Rule) -> Option<&'static Difference> {
    DIFFERENCES.iter().find(|one| one.rules.contains(&rule))
}

/// Differences without a reason, and reasons without a difference.
pub(crate) fn wrong(cases: &[Case], executions: &Executions) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases {
        let rule = case.rule;
        let mut differs = false;
        for prefix in ["", "also-"] {
            let breaks = match prefix {
                "" => Some(breaks(&case.comparison)),
                _ => cases::comparison(rule, prefix).as_ref().map(breaks),
            };
            let seen = executions.get(&(rule, prefix.to_owned()));
            match (breaks, seen) {
                (None, None) => {}
                (Some(breaks), Some(seen)) => {
                    let said = if breaks { "breaks" } else { "works" };
                    if outcome(&seen.forward) != said {
                        differs = true;
                        if difference(rule).is_none() {
                            wrong.push(format!(
                                "{rule}: {prefix}old.yaml and {prefix}new.yaml: bindery says that \
                                 the old program {said}; it was seen: {}",
                                seen.forward
                            ));
                        }
                    }
                }
                (Some(_), None) | (None, Some(_)) => wrong.push(format!(
                    "{rule}: {prefix}old.yaml is not what was executed; mend: scripts/wire-verdicts"
                )),
            }
        }
        if !differs && difference(rule).is_some() {
            wrong.push(format!("{rule}: there is a reason, and no difference"));
        }
    }
    wrong
}

fn breaks(comparison: &bindery::Comparison) -> bool {
    let mut changes = comparison.changes().iter();
    changes.any(|change| change.wire() == WireEffect::Break)
}

pub(crate) const DIFFERENCES: &[Difference] = &[
    Difference {
        title: "Meaning",
        why: "Everything is accepted and read, and means something else: a call that read now writes, \
              an omitted parameter means another value. No double can see that.",
        rules: &[Rule::EffectRaised, Rule::RequestDefaultChanged],
    },
    Difference {
        title: "Uses that the program does not make",
        why: "The program makes each call once, with every credential, at the default server, and \
              looks at no message of an error. A program breaks that follows pages, reads a stream, has \
              only the credential that is gone, chose the server that is gone, or reads the message.",
        rules: &[
            Rule::PaginationChanged,
            Rule::StreamRemoved,
            Rule::SecuritySchemeRemoved,
            Rule::ServerRemoved,
            Rule::EnvelopeErrorKeysChanged,
        ],
    },
    Difference {
        title: "SOAP and XML",
        why: "The double speaks neither, so that these are not executed. What is sent is held by the \
              tests of the runtime against recorded exchanges.",
        rules: &[
            Rule::ServiceRemoved,
            Rule::SoapNamespaceChanged,
            Rule::SoapSessionChanged,
            Rule::SoapElementChanged,
            Rule::OperationSessionChanged,
            Rule::FaultAdded,
            Rule::FaultRemoved,
            Rule::FaultChanged,
            Rule::MaintenanceChanged,
            Rule::SoapElementsReordered,
            Rule::ListItemNameChanged,
            Rule::XmlChanged,
            Rule::TypeNeedsFeature,
            Rule::TypeLeavesFeature,
        ],
    },
    Difference {
        title: "Schemas without a value",
        why: "The schema contradicts itself, and is read as any JSON once that is acknowledged. There \
              is no value to send, and what the service means by it is unknown.",
        rules: &[Rule::WidenedSchemaChanged],
    },
];
