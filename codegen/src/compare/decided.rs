//! Every fact of the model, and the changes that report it: a new fact does not compile here until
//! somebody has decided what a comparison makes of it.

use std::collections::BTreeSet;

use super::Rule;
use crate::model;

/// What reports that a fact changed.
enum Decided {
    /// These changes.
    By(&'static [Rule]),
    /// Nothing, for this reason.
    Not(&'static str),
}

macro_rules! facts {
    ($($ty:ident { $($fact:ident => $decided:expr,)* })*) => {
        $(
            // Without `..`, so that every fact is named.
            const _: fn(&model::$ty) = |one| {
                let model::$ty { $($fact: _,)* } = one;
            };
        )*

        /// The facts, each with its type.
        const FACTS: &[(&str, &str, Decided)] = &[
            $($((stringify!($ty), stringify!($fact), $decided),)*)*
        ];
    };
}

macro_rules! by {
    ($($rule:ident)*) => {
        Decided::By(&[$(Rule::$rule),*])
    };
}

/// The changes of a type, wherever it is used.
const TYPE: Decided = by!(
    TypeChanged ListChanged BecomesSecret NoLongerSecret TextBecomesEnum EnumBecomesText
    ListItemNameChanged ConstantChanged ConstantBecomesChoice ChoiceBecomesConstant
    RequestTypeWidened RequestTypeNarrowed ResponseTypeWidened ResponseTypeNarrowed
);
const DOCS: Decided = by!(DocsChanged);
const DEPRECATION: Decided = by!(Deprecated NoLongerDeprecated);
const SUNSET: Decided = by!(SunsetChanged);
/// What pairs the two sides, or where a change is shown.
const PLACE: Decided = Decided::Not("it says where something is described");
const NAMES: Decided = Decided::Not("the Rust names that follow from it are compared");
const INSIDE: Decided = Decided::Not("it is compared field by field");

facts! {
    Api {
        services => by!(ServiceAdded ServiceRemoved),
        types => by!(TypeAdded TypeRemoved),
    }
    Service {
        origin => PLACE,
        title => DOCS,
        docs => DOCS,
        links => Decided::Not("relative links of Markdown lead elsewhere: `externalDocs` is the cause"),
        tags => by!(TagAdded TagRemoved),
        operations => by!(OperationAdded OperationRemoved ParameterRemoved),
        messages => by!(WebhookAdded WebhookRemoved),
        protocol => INSIDE,
    }
    Tag {
        span => PLACE,
        name => by!(TagRenamed HandleNameChanged OperationMoved),
        written => NAMES,
        docs => DOCS,
    }
    RestService {
        address => INSIDE,
        credentials => by!(SecuritySchemeAdded SecuritySchemeRemoved),
        needs => by!(OperationSecurityTightened OperationSecurityLoosened),
        single => by!(CredentialsReshaped CredentialNotEnough),
        envelope => by!(EnvelopeAdded EnvelopeRemoved),
    }
    Address {
        span => PLACE,
        url => by!(ServerUrlChanged BaseUrlArgumentChanged),
        servers => by!(ServerAdded ServerRemoved),
    }
    Server {
        name => DOCS,
        template => by!(ServerAdded ServerRemoved),
        url => Decided::Not("it follows from the template and the variables"),
        docs => DOCS,
        variables => by!(ServerVariablesChanged),
    }
    ServerVariable {
        name => by!(ServerVariablesChanged),
        default => by!(ServerVariablesChanged),
        values => by!(ServerVariablesChanged),
        docs => DOCS,
    }
    Envelope {
        span => PLACE,
        success => by!(EnvelopeKeysChanged),
        data => by!(EnvelopeKeysChanged),
        code => by!(EnvelopeErrorKeysChanged),
        message => by!(EnvelopeErrorKeysChanged),
        codes => by!(ErrorCodesAdded ErrorCodesRemoved ErrorCodesChanged),
    }
    SoapService {
        endpoint_span => PLACE,
        namespace_span => PLACE,
        endpoint => by!(ServerUrlChanged),
        namespace => by!(SoapNamespaceChanged),
        maintenance => by!(MaintenanceChanged),
        session => by!(SoapSessionChanged),
        faults => by!(FaultAdded FaultRemoved),
        conflicts => DOCS,
    }
    FaultShape {
        span => PLACE,
        at => by!(FaultAdded FaultRemoved),
        content => by!(FaultChanged),
        docs => DOCS,
    }
    Conflict {
        operations => DOCS,
        docs => DOCS,
    }
    Credential {
        span => PLACE,
        file => PLACE,
        name => by!(SecuritySchemeAdded SecuritySchemeRemoved DocsChanged),
        docs => DOCS,
        deprecated => DOCS,
        place => by!(SecuritySchemeLocationChanged ServerUrlChanged),
    }
    Needs {
        alternatives => by!(OperationSecurityTightened OperationSecurityLoosened),
    }
    Need {
        credential => by!(OperationSecurityTightened OperationSecurityLoosened),
        scopes => by!(OperationSecurityTightened OperationSecurityLoosened),
    }
    Operation {
        id => by!(OperationRenamed OperationRenamedWithAlias),
        rust_name => by!(MethodNameChanged RequestNameChanged),
        renamed_from => by!(OperationRenamedWithAlias),
        origin => PLACE,
        derived => Decided::Not("an id that is derived from the path is an id"),
        variant => NAMES,
        tag => by!(OperationMoved),
        also => DOCS,
        summary => DOCS,
        docs => DOCS,
        deprecated => DEPRECATION,
        sunset => SUNSET,
        effect => by!(EffectRaised EffectLowered),
        inputs => by!(
            ParameterAddedOptional ParameterAddedRequired ParameterRemoved ParametersReordered
            ArgumentsReordered ArgumentsBecomeStruct ArgumentsLeaveStruct SoapElementsReordered
        ),
        constants => by!(ParameterAddedRequired ParameterRemoved ConstantChanged),
        output => INSIDE,
        errors => by!(ErrorStatusAdded ErrorStatusRemoved),
        pagination => by!(PaginationAdded PaginationRemoved),
        example => DOCS,
        wire => INSIDE,
    }
    Input {
        wire => by!(ParameterRenamed),
        rust_name => by!(ParameterNameChanged),
        renamed_from => by!(ParameterRenamed),
        origin => PLACE,
        place => by!(ParameterMoved),
        style => by!(ParameterMoved),
        docs => DOCS,
        deprecated => DEPRECATION,
        ty => TYPE,
        presence => by!(
            ParameterBecomesRequired ParameterBecomesOptional ParameterBecomesNullable
            ParameterNoLongerNullable RequiredDefaultChanged
        ),
        facts => INSIDE,
    }
    Example {
        inputs => DOCS,
    }
    RestCall {
        method => by!(HttpMethodChanged),
        path => by!(PathChanged),
        server => by!(ServerUrlChanged),
        enveloped => by!(OperationEnvelopeChanged),
        needs => by!(OperationSecurityTightened OperationSecurityLoosened),
        body => by!(RequestBodyKindChanged ParameterAddedRequired ParameterRemoved),
    }
    SoapCall {
        element => by!(SoapElementChanged),
        session => by!(OperationSessionChanged),
        equivalent => DOCS,
    }
    Body {
        media_type => by!(MediaTypeChanged),
        format => Decided::Not("it follows from the media type"),
        root => by!(XmlChanged),
        required => by!(RequestBodyBecomesRequired RequestBodyBecomesOptional),
        record => by!(RequestBodyMethodAdded RequestBodyMethodRemoved),
        encodings => by!(MediaTypeChanged),
    }
    Output {
        span => PLACE,
        ty => by!(
            ResponseBodyAdded ResponseBodyRemoved ResponseBodyBecomesOptional
            ResponseBodyBecomesRequired TypeChanged
        ),
        docs => DOCS,
        facts => INSIDE,
        content => by!(TypeChanged),
        root => by!(XmlChanged),
        accept => by!(MediaTypeChanged),
        choices => by!(SuccessStatusAdded SuccessStatusRemoved),
        stream => by!(StreamAdded StreamRemoved),
        switch => by!(ParameterMoved),
        redirects => by!(SuccessStatusAdded SuccessStatusRemoved SuccessStatusChanged),
        statuses => by!(SuccessStatusAdded SuccessStatusRemoved SuccessStatusChanged),
        headers => by!(ResponseHeaderAdded ResponseHeaderRemoved),
        links => DOCS,
    }
    Header {
        span => PLACE,
        name => by!(ResponseHeaderAdded ResponseHeaderRemoved),
        kind => by!(ResponseHeaderChanged),
        docs => DOCS,
        required => by!(ResponseHeaderBecomesOptional ResponseHeaderBecomesRequired),
        deprecated => DOCS,
        leads_on => Decided::Not("the pages that it leads to are compared"),
    }
    Link {
        name => DOCS,
        to => DOCS,
        inputs => DOCS,
        docs => DOCS,
    }
    Stream {
        span => PLACE,
        accept => Decided::Not("it follows from the content"),
        ty => TYPE,
        content => by!(TypeChanged),
    }
    Choice {
        span => PLACE,
        status => by!(SuccessStatusAdded SuccessStatusRemoved),
        docs => DOCS,
        ty => TYPE,
        content => by!(TypeChanged),
        root => by!(XmlChanged),
    }
    ErrorResponse {
        span => PLACE,
        status => by!(ErrorStatusAdded ErrorStatusRemoved),
        docs => DOCS,
        ty => by!(ErrorBodyAdded ErrorBodyRemoved TypeChanged),
        root => by!(XmlChanged),
        headers => by!(ResponseHeaderAdded ResponseHeaderRemoved),
    }
    Message {
        name => by!(WebhookAdded WebhookRemoved),
        key => Decided::Not("the name is made of it"),
        rust_name => by!(TypeNameChanged),
        origin => PLACE,
        from => by!(WebhookRequestChanged),
        method => Decided::Not("another method is another name"),
        summary => DOCS,
        docs => DOCS,
        deprecated => DEPRECATION,
        ty => by!(WebhookRequestChanged TypeChanged),
        parameters => by!(WebhookRequestChanged),
        responses => by!(WebhookResponseChanged),
    }
    Pagination {
        span => PLACE,
        list => by!(PaginationAdded PaginationRemoved PaginationChanged),
        more => by!(PaginationChanged),
        next => by!(PaginationChanged),
    }
    Style {
        kind => by!(ParameterMoved),
        exploded => by!(ParameterMoved),
        reserved => by!(ParameterMoved),
    }
    Facts {
        bounds => by!(RequestBoundsTightened RequestBoundsLoosened ResponseBoundsChanged FormatChanged),
        default => by!(RequestDefaultChanged ResponseDefaultChanged DefaultAdded DefaultRemoved),
        always => by!(ConstantBecomesChoice ChoiceBecomesConstant ConstantChanged),
        open => by!(ConversionRemoved),
        sunset => SUNSET,
        widened => by!(WidenedSchemaChanged),
    }
    Bound {
        inside => by!(RequestBoundsTightened RequestBoundsLoosened ResponseBoundsChanged),
        kind => by!(RequestBoundsTightened RequestBoundsLoosened ResponseBoundsChanged),
        value => by!(RequestBoundsTightened RequestBoundsLoosened ResponseBoundsChanged),
    }
    TypeDefinition {
        name => by!(TypeRenamed TypeRenamedWithAlias),
        inline => Decided::Not("it finds the type on the other side"),
        rust_name => by!(TypeNameChanged),
        origin => PLACE,
        docs => DOCS,
        deprecated => DEPRECATION,
        renamed_from => by!(TypeRenamedWithAlias),
        facts => INSIDE,
        takes_any_text => by!(ConversionAdded ConversionRemoved),
        shape => by!(TypeKindChanged),
    }
    Inline {
        holder => PLACE,
        owner => PLACE,
        place => PLACE,
        name => NAMES,
    }
    Union {
        tag => by!(TypeKindChanged),
        variants => by!(EnumValueAdded EnumValueRemoved ConversionAdded ConversionRemoved),
    }
    Variant {
        name => by!(EnumValueAdded EnumValueRemoved),
        unnamed => NAMES,
        format => by!(EnumValueAdded EnumValueRemoved),
        rust_name => NAMES,
        origin => PLACE,
        docs => DOCS,
        ty => TYPE,
        tags => by!(EnumValueRemoved),
        untagged => by!(DefaultVariantChanged),
    }
    Record {
        fields => by!(
            ResponsePropertyAdded ResponsePropertyRemoved RequestPropertyAddedOptional
            RequestPropertyAddedRequired RequestPropertyRemoved PropertiesReordered
            FieldBoxingChanged
        ),
        keeps_undescribed => Decided::Not("the field that keeps them is added or removed"),
    }
    Field {
        wire => by!(PropertyRenamed),
        xml => by!(XmlChanged),
        rust_name => by!(MemberNameChanged),
        origin => PLACE,
        docs => DOCS,
        deprecated => DEPRECATION,
        ty => TYPE,
        presence => by!(
            ResponsePropertyBecomesOptional ResponsePropertyBecomesNullable
            ResponsePropertyBecomesRequired ResponsePropertyNullInsteadOfAbsent
            ResponsePropertyAbsentInsteadOfNull RequestPropertyBecomesOptional
            RequestPropertyBecomesNullable RequestPropertyBecomesRequired
            RequestPropertyNullInsteadOfAbsent RequestPropertyAbsentInsteadOfNull
            RequiredDefaultChanged FieldOptionOrMaybe
        ),
        access => by!(
            PropertyBecomesReadOnly PropertyNoLongerReadOnly PropertyBecomesWriteOnly
            PropertyNoLongerWriteOnly
        ),
        facts => INSIDE,
    }
    EnumValue {
        wire => by!(EnumValueAdded EnumValueRemoved EnumValueRenamed EnumValuesReordered),
        scalar => by!(EnumValueAdded EnumValueRemoved TypeChanged),
        called => NAMES,
        title => DOCS,
        rust_name => by!(MemberNameChanged),
        renamed_from => by!(EnumValueRenamed),
        origin => PLACE,
        docs => DOCS,
    }
    Constant {
        scalar => by!(ConstantChanged),
        wire => by!(ConstantChanged),
    }
    XmlRoot {
        span => PLACE,
        media_type => by!(MediaTypeChanged),
        node => by!(XmlChanged),
    }
    XmlName {
        local => by!(XmlChanged),
        prefix => by!(XmlChanged),
        namespace => by!(XmlChanged),
    }
    Origin {
        span => PLACE,
        file => PLACE,
        anchor => PLACE,
    }
}

/// Changes of no fact of the model: of what a configuration says, of how types are used, and of
/// what the model has no place for.
const BESIDE: &[Rule] = &[
    Rule::CrateRenamed,
    Rule::FeaturesRequired,
    Rule::FeaturesDropped,
    Rule::TypeNeedsFeature,
    Rule::TypeLeavesFeature,
    Rule::TypeAddedToRequests,
    Rule::TypeRemovedFromRequests,
    Rule::DegradationGained,
    Rule::DegradationLost,
    Rule::SettingChanged,
];

#[test]
fn every_change_is_that_of_a_fact() {
    let reported: BTreeSet<Rule> = FACTS
        .iter()
        .flat_map(|(_, _, decided)| match decided {
            Decided::By(rules) => *rules,
            Decided::Not(_) => &[],
        })
        .copied()
        .collect();
    for rule in Rule::ALL {
        assert_ne!(
            reported.contains(rule),
            BESIDE.contains(rule),
            "`{rule}` is the change of a fact, or of none"
        );
    }
}

#[test]
fn what_is_not_reported_has_a_reason() {
    for (ty, fact, decided) in FACTS {
        match decided {
            Decided::By(rules) => assert!(!rules.is_empty(), "{ty}::{fact}"),
            Decided::Not(reason) => assert!(!reason.is_empty(), "{ty}::{fact}"),
        }
    }
}
