//! Where `cargo-semver-checks` asks for another part of the version than we do, and why.
//!
//! Every disagreement has a reason here, and every reason has a disagreement.

use bindery::{Rule, Verdict};

use crate::Answers;
use crate::cases::Case;

/// One reason, and where it is one.
#[derive(Debug)]
pub(crate) struct Disagreement {
    pub(crate) title: &'static str,
    pub(crate) ours: Verdict,
    pub(crate) theirs: Verdict,
    pub(crate) why: &'static str,
    pub(crate) rules: &'static [Rule],
}

/// Whether two verdicts are the same: `cargo-semver-checks` knows no `patch`.
pub(crate) fn agree(ours: Verdict, theirs: Verdict) -> bool {
    let plain = |verdict| match verdict {
        Verdict::Patch => Verdict::None,
        other => other,
    };
    plain(ours) == plain(theirs)
}

/// Disagreements without a reason, and reasons without a disagreement.
pub(crate) fn wrong(cases: &[Case], answers: &Answers) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases {
        let rule = case.rule;
        let ours = case.comparison.verdict();
        let Some(answer) = answers.get(&rule) else {
            wrong.push(format!(
                "{rule}: `cargo-semver-checks` was not asked; run scripts/verdicts"
            ));
            continue;
        };
        let theirs = answer.verdict;
        let reasons: Vec<_> = DISAGREEMENTS
            .iter()
            .filter(|one| one.rules.contains(&rule))
            .collect();
        let fits = |one: &Disagreement| one.ours == ours && one.theirs == theirs;
        match (agree(ours, theirs), reasons.as_slice()) {
            (true, []) => {}
            (false, [one]) if fits(one) => {}
            (true, _) => wrong.push(format!("{rule}: there is a reason, and no disagreement")),
            (false, _) => wrong.push(format!(
                "{rule}: bindery says {ours}, cargo-semver-checks {theirs} {:?}, and no reason \
                 is given for that",
                answer.lints
            )),
        }
    }
    wrong
}

pub(crate) const DISAGREEMENTS: &[Disagreement] = &[
    Disagreement {
        title: "Additions",
        ours: Verdict::Minor,
        theirs: Verdict::None,
        why: "Cargo's rules ask for a minor version where something new can be used. \
              cargo-semver-checks looks for what is lost or deprecated, and has no lint for a new item.",
        rules: &[
            Rule::FeaturesDropped,
            Rule::ServiceAdded,
            Rule::SecuritySchemeAdded,
            Rule::ErrorCodesAdded,
            Rule::TagAdded,
            Rule::OperationAdded,
            Rule::RequestBodyMethodAdded,
            Rule::RequestBodyBecomesOptional,
            Rule::ParameterAddedOptional,
            Rule::ResponsePropertyAdded,
            Rule::TypeAdded,
            Rule::EnumValueAdded,
            Rule::RequestPropertyAddedOptional,
            Rule::PaginationAdded,
            Rule::StreamAdded,
            Rule::WebhookAdded,
            Rule::ConversionAdded,
        ],
    },
    Disagreement {
        title: "Aliases of types",
        ours: Verdict::Minor,
        theirs: Verdict::None,
        why: "The type has a new name, and the old one is a deprecated alias. cargo-semver-checks \
              finds a deprecated method, and has no lint for a struct whose old name is a \
              deprecated alias now.",
        rules: &[Rule::TypeRenamedWithAlias],
    },
    Disagreement {
        title: "Only the wire",
        ours: Verdict::Minor,
        theirs: Verdict::None,
        why: "The request, its URL or the response changes, and every signature stays the \
              same. cargo-semver-checks compares signatures; bindery requires a minor version, \
              so that a change of the wire is never a patch.",
        rules: &[
            Rule::OperationSecurityTightened,
            Rule::OperationSecurityLoosened,
            Rule::ServerUrlChanged,
            Rule::SecuritySchemeLocationChanged,
            Rule::EnvelopeKeysChanged,
            Rule::EnvelopeErrorKeysChanged,
            Rule::SoapNamespaceChanged,
            Rule::SoapSessionChanged,
            Rule::SoapElementChanged,
            Rule::OperationSessionChanged,
            Rule::FaultAdded,
            Rule::FaultRemoved,
            Rule::FaultChanged,
            Rule::HttpMethodChanged,
            Rule::PathChanged,
            Rule::MediaTypeChanged,
            Rule::EffectLowered,
            Rule::ErrorStatusAdded,
            Rule::SoapElementsReordered,
            Rule::ParameterMoved,
            Rule::ListItemNameChanged,
            Rule::XmlChanged,
            Rule::WidenedSchemaChanged,
            Rule::ConstantChanged,
            Rule::PropertyRenamed,
            Rule::ResponseDefaultChanged,
            Rule::RequestBoundsTightened,
            Rule::RequestBoundsLoosened,
            Rule::ResponseBoundsChanged,
            Rule::FormatChanged,
            Rule::ServerRemoved,
            Rule::ServerVariablesChanged,
            Rule::PaginationChanged,
            Rule::SuccessStatusAdded,
            Rule::SuccessStatusRemoved,
            Rule::SuccessStatusChanged,
            Rule::ErrorBodyAdded,
            Rule::ResponseHeaderAdded,
            Rule::ResponseHeaderRemoved,
            Rule::ResponseHeaderBecomesOptional,
            Rule::ResponseHeaderChanged,
            Rule::WebhookRequestChanged,
            Rule::DefaultVariantChanged,
            Rule::WebhookResponseChanged,
            Rule::PropertyBecomesReadOnly,
            Rule::PropertyBecomesWriteOnly,
            Rule::SunsetChanged,
            Rule::PropertyNoLongerWriteOnly,
        ],
    },
    Disagreement {
        title: "Changes of meaning",
        ours: Verdict::Major,
        theirs: Verdict::None,
        why: "The same code compiles and does something else: arguments of one type are \
              swapped, a call that read now writes, an omitted parameter means another value. \
              Neither the compiler nor a comparison of signatures finds this. The callers of \
              these kinds still compile, and a comment in them says why.",
        rules: &[
            Rule::ArgumentsReordered,
            Rule::EffectRaised,
            Rule::RequestDefaultChanged,
        ],
    },
    Disagreement {
        title: "Types of arguments",
        ours: Verdict::Major,
        theirs: Verdict::None,
        why: "The method has the same number of arguments, and one of them has another type. \
              cargo-semver-checks counts arguments and compares neither their types nor the \
              bounds of an `impl Into<String>`. The compiler rejects callers that pass the \
              argument.",
        rules: &[
            Rule::RequestBodyKindChanged,
            Rule::ParameterBecomesNullable,
            Rule::ParameterNoLongerNullable,
            Rule::RequestTypeWidened,
            Rule::RequestTypeNarrowed,
            Rule::TypeChanged,
            Rule::TypeAddedToRequests,
        ],
    },
    Disagreement {
        title: "Types of responses",
        ours: Verdict::Major,
        theirs: Verdict::None,
        why: "The type of an awaited request is the associated type of its `IntoFuture`, which \
              cargo-semver-checks does not compare. The compiler rejects callers that name the \
              type; callers of other changes do not use the response, and compile.",
        rules: &[
            Rule::EnvelopeAdded,
            Rule::EnvelopeRemoved,
            Rule::ListChanged,
            Rule::ResponseBodyAdded,
            Rule::ResponseBodyRemoved,
            Rule::ResponseBodyBecomesOptional,
            Rule::ResponseBodyBecomesRequired,
            Rule::TypeLeavesFeature,
        ],
    },
    Disagreement {
        title: "Types of fields",
        ours: Verdict::Major,
        theirs: Verdict::None,
        why: "The field exists, and has another type, which cargo-semver-checks does not \
              compare. The compiler rejects the callers.",
        rules: &[
            Rule::BecomesSecret,
            Rule::NoLongerSecret,
            Rule::TextBecomesEnum,
            Rule::ResponseTypeWidened,
            Rule::ResponseTypeNarrowed,
            Rule::ResponsePropertyBecomesOptional,
            Rule::ResponsePropertyBecomesNullable,
            Rule::ResponsePropertyBecomesRequired,
            Rule::RequestPropertyBecomesNullable,
            Rule::RequestPropertyBecomesRequired,
            Rule::RequestPropertyNullInsteadOfAbsent,
            Rule::FieldOptionOrMaybe,
            Rule::FieldBoxingChanged,
        ],
    },
    Disagreement {
        title: "Conversions",
        ours: Verdict::Major,
        theirs: Verdict::None,
        why: "A value that converted no longer does, or a client can no longer be created with \
              one credential: an impl of `From` was removed. cargo-semver-checks compares \
              derived traits and those without parameters, not conversions. The compiler \
              rejects the callers.",
        rules: &[Rule::CredentialNotEnough, Rule::ConversionRemoved],
    },
];
