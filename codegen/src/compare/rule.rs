//! The kinds of changes, each with a stable name, what it does to callers and an explanation.
//!
//! A new kind is a line below, a file `explain/<name>.md` and a folder in `tests/changes`.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Source, Wire};

macro_rules! source {
    (_) => {
        None
    };
    ($level:ident) => {
        Some(Source::$level)
    };
}

macro_rules! wire {
    (_) => {
        None
    };
    ($level:ident) => {
        Some(Wire::$level)
    };
}

macro_rules! rules {
    ($($variant:ident = $name:literal [$source:tt $wire:tt], $summary:literal;)*) => {
        /// The kind of a change.
        ///
        /// Its name, such as `operation-removed`, never changes: scripts may rely on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!($summary, ".")] $variant,)*
        }

        impl Rule {
            /// Every kind, from the crate down to documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it means, in one line without a full stop.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary,)*
                }
            }

            /// What it does to code that is compiled again; `None` where that depends on the case.
            pub fn source(self) -> Option<Source> {
                match self {
                    $(Self::$variant => source!($source),)*
                }
            }

            /// What it does to programs that are deployed; `None` where that depends on the case.
            pub fn wire(self) -> Option<Wire> {
                match self {
                    $(Self::$variant => wire!($wire),)*
                }
            }

            /// Markdown: what it is, an example, why the verdict is what it is, and how to soften
            /// it.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explain/", $name, ".md")),)*
                }
            }
        }
    };
}

// The brackets hold what a change does to source and to the wire; `_` where the case decides.
rules! {
    CrateRenamed = "crate-renamed" [Break None], "The crate has another name";
    FeaturesRequired = "features-required" [Break None], "The modules of the protocols depend on features now";
    FeaturesDropped = "features-dropped" [Added None], "The modules of the protocols no longer depend on features";
    ServiceAdded = "service-added" [Added None], "A service was added";
    ServiceRemoved = "service-removed" [Break Break], "A service was removed";
    AddressChanged = "address-changed" [None Break], "Calls go to another address by default";
    BaseUrlArgumentChanged = "base-url-argument-changed" [Break None], "A client is made with the address that calls go to, or no longer";
    CredentialAdded = "credential-added" [Added None], "Another kind of credential is accepted";
    CredentialRemoved = "credential-removed" [Break Break], "A kind of credential is no longer accepted";
    CredentialHeaderChanged = "credential-header-changed" [None Break], "A credential travels in another place";
    CredentialsReshaped = "credentials-reshaped" [Break None], "A client is made with credentials of another shape, or with none";
    CredentialNotEnough = "credential-not-enough" [Break None], "A credential is no longer enough to make a client of";
    EnvelopeAdded = "envelope-added" [None Break], "Answers are wrapped in an envelope now";
    EnvelopeRemoved = "envelope-removed" [None Break], "Answers are no longer wrapped in an envelope";
    EnvelopeKeysChanged = "envelope-keys-changed" [None Break], "The envelope names its payload or its success otherwise";
    EnvelopeErrorKeysChanged = "envelope-error-keys-changed" [None _], "The envelope names the code or the message of an error otherwise";
    OperationEnvelopeChanged = "operation-envelope-changed" [None Break], "An answer went into or out of the envelope";
    ErrorCodesAdded = "error-codes-added" [Added None], "Error codes are described now";
    ErrorCodesRemoved = "error-codes-removed" [Break None], "Error codes are no longer described";
    ErrorCodesChanged = "error-codes-changed" [Break None], "Error codes are another enumeration";
    TagAdded = "tag-added" [Added None], "A group of calls was added";
    TagRemoved = "tag-removed" [Break None], "A group of calls was removed";
    TagRenamed = "tag-renamed" [_ None], "A group of calls has another name";
    HandleNameChanged = "handle-name-changed" [Break None], "A group of calls has another Rust name under the same tag";
    SoapNamespaceChanged = "soap-namespace-changed" [None Break], "Requests and answers are in another namespace";
    SoapSessionChanged = "soap-session-changed" [None Break], "The session travels in another element";
    SoapElementChanged = "soap-element-changed" [None Break], "A call has another element and action";
    OperationSessionChanged = "operation-session-changed" [None Break], "A call began or ceased to carry the session";
    FaultAdded = "fault-added" [None Compatible], "A shape of faults was added";
    FaultRemoved = "fault-removed" [None Compatible], "A shape of faults was removed";
    FaultChanged = "fault-changed" [None Compatible], "A shape of faults changed";
    MaintenanceChanged = "maintenance-changed" [None None], "A service went into or out of maintenance mode";
    OperationAdded = "operation-added" [Added None], "A call was added";
    OperationRemoved = "operation-removed" [Break Break], "A call was removed";
    OperationRenamed = "operation-renamed" [_ None], "A call has another id";
    OperationRenamedWithAlias = "operation-renamed-with-alias" [_ None], "A call has another id and keeps its old name as a deprecated alias";
    MethodNameChanged = "method-name-changed" [Break None], "A call has another method name under the same id";
    RequestNameChanged = "request-name-changed" [Break None], "The request of a call has another name under the same id";
    OperationMoved = "operation-moved" [Break None], "A call stands in another group";
    HttpMethodChanged = "http-method-changed" [None Break], "A call uses another HTTP method";
    PathChanged = "path-changed" [None Break], "A call goes to another path";
    EffectRaised = "effect-raised" [Break _], "Repeating a call does more than before";
    EffectLowered = "effect-lowered" [None Compatible], "Repeating a call does less than before";
    OperationNeedsMore = "operation-needs-more" [None Break], "A call no longer accepts credentials that it accepted";
    OperationNeedsLess = "operation-needs-less" [None Compatible], "A call accepts fewer credentials, or others beside those of before";
    ErrorStatusAdded = "error-status-added" [None Compatible], "A call may answer with another error";
    ErrorStatusRemoved = "error-status-removed" [None None], "A call no longer answers with an error";
    ArgumentsBecomeStruct = "arguments-become-struct" [Break None], "The arguments of a method became one struct";
    ArgumentsLeaveStruct = "arguments-leave-struct" [Break None], "The struct of a method's arguments became arguments";
    ArgumentsReordered = "arguments-reordered" [Break None], "The arguments of a method stand in another order";
    InputsReordered = "inputs-reordered" [None None], "Inputs that are named stand in another order";
    ChildrenReordered = "children-reordered" [None Break], "The elements of a SOAP request stand in another order";
    BodyKindChanged = "body-kind-changed" [Break Break], "A body is taken as a whole instead of by its fields, or the other way";
    BodyTakenWhole = "body-taken-whole" [Added None], "A method was added that takes the body of a call as a record";
    BodyNoLongerTakenWhole = "body-no-longer-taken-whole" [Break None], "The method is gone that took the body of a call as a record";
    BodyBecomesRequired = "body-becomes-required" [_ _], "A call can no longer be sent without its body";
    BodyBecomesOptional = "body-becomes-optional" [_ None], "A call can be sent without its body";
    MediaTypeChanged = "media-type-changed" [None Break], "A body travels as another media type, or a field of it is written otherwise";
    InputAddedOptional = "input-added-optional" [Added None], "An optional input was added";
    InputAddedRequired = "input-added-required" [_ Break], "A required input was added";
    InputRemoved = "input-removed" [_ Break], "An input was removed";
    InputRenamed = "input-renamed" [_ _], "An input has another name on the wire";
    InputNameChanged = "input-name-changed" [_ None], "An input has another Rust name and the same wire name";
    InputMoved = "input-moved" [None Break], "An input travels in another place";
    InputBecomesRequired = "input-becomes-required" [Break Break], "An optional input became required";
    InputBecomesOptional = "input-becomes-optional" [Break _], "A required input became optional";
    InputBecomesNullable = "input-becomes-nullable" [Break None], "A required input may be null";
    InputNoLongerNullable = "input-no-longer-nullable" [Break Break], "A required input may no longer be null";
    RequestTypeWidened = "request-type-widened" [Break None], "Something that callers send may hold more values";
    RequestTypeNarrowed = "request-type-narrowed" [Break Break], "Something that callers send may hold fewer values";
    AnswerTypeWidened = "answer-type-widened" [Break Break], "Something that callers get may hold more values";
    AnswerTypeNarrowed = "answer-type-narrowed" [Break None], "Something that callers get may hold fewer values";
    ConstantChanged = "constant-changed" [None _], "Something that has one value has another one";
    ConstantBecomesChoice = "constant-becomes-choice" [_ _], "Something that had one value may have others";
    ChoiceBecomesConstant = "choice-becomes-constant" [Break _], "Something that had several values has one";
    RequiredDefaultChanged = "required-default-changed" [Break None], "Something that must be sent began or ceased to start at a default";
    TypeChanged = "type-changed" [Break Break], "Something is of an unrelated type";
    ListChanged = "list-changed" [Break Break], "A list became a single value, or the other way";
    BecomesSecret = "becomes-secret" [Break None], "A text became a secret";
    NoLongerSecret = "no-longer-secret" [Break None], "A secret became plain text";
    TextBecomesEnum = "text-becomes-enum" [Break _], "A text became an enumeration";
    EnumBecomesText = "enum-becomes-text" [Break _], "An enumeration became any text";
    ListItemNameChanged = "list-item-name-changed" [None Break], "The items of a SOAP list have another element name";
    XmlChanged = "xml-changed" [None Break], "Something is another node of XML, or began or ceased to be XML";
    WidenedSchemaChanged = "widened-schema-changed" [None Break], "A schema changed that is represented as any JSON";
    OutputAdded = "output-added" [Break Compatible], "A call that answered nothing answers something";
    OutputRemoved = "output-removed" [Break Break], "A call that answered something answers nothing";
    OutputBecomesOptional = "output-becomes-optional" [Break Break], "What a call answers may be missing";
    OutputNoLongerOptional = "output-no-longer-optional" [Break None], "What a call answers is always there";
    AnswerFieldAdded = "answer-field-added" [Added Compatible], "A field was added to answers";
    AnswerFieldRemoved = "answer-field-removed" [_ _], "A field was removed from answers";
    AnswerFieldBecomesOptional = "answer-field-becomes-optional" [Break Break], "A field of answers may be absent";
    AnswerFieldBecomesNullable = "answer-field-becomes-nullable" [Break _], "A field of answers may be null";
    AnswerFieldBecomesRequired = "answer-field-becomes-required" [Break None], "A field of answers is always there";
    AnswerFieldNullInsteadOfAbsent = "answer-field-null-instead-of-absent" [None None], "A missing field of answers is null rather than absent";
    AnswerFieldAbsentInsteadOfNull = "answer-field-absent-instead-of-null" [None None], "A missing field of answers is absent rather than null";
    RequestFieldAddedOptional = "request-field-added-optional" [Added None], "An optional field was added to what callers send";
    RequestFieldAddedRequired = "request-field-added-required" [_ Break], "A required field was added to what callers send";
    RequestFieldRemoved = "request-field-removed" [_ Break], "A field was removed from what callers send";
    RequestFieldBecomesOptional = "request-field-becomes-optional" [Break None], "A field that callers send may be left out";
    RequestFieldBecomesNullable = "request-field-becomes-nullable" [Break None], "A field that callers send may be null";
    RequestFieldBecomesRequired = "request-field-becomes-required" [Break Break], "A field that callers send must be there";
    RequestFieldNullInsteadOfAbsent = "request-field-null-instead-of-absent" [Break Break], "A missing field that callers send is null rather than absent";
    RequestFieldAbsentInsteadOfNull = "request-field-absent-instead-of-null" [Break Break], "A missing field that callers send is absent rather than null";
    FieldOptionOrMaybe = "field-option-or-maybe" [Break None], "A field became a `Maybe` and was an `Option`, or the other way";
    FieldRenamed = "field-renamed" [None _], "A field has another name on the wire";
    FieldsReordered = "fields-reordered" [_ None], "The fields of a record stand in another order";
    FieldBoxingChanged = "field-boxing-changed" [Break None], "A field began or ceased to hold its own record";
    MemberNameChanged = "member-name-changed" [Break None], "A field or variant has another Rust name and the same wire name";
    TypeAdded = "type-added" [Added None], "A type was added";
    TypeRemoved = "type-removed" [Break None], "A type was removed";
    TypeRenamed = "type-renamed" [_ None], "A type has another name";
    TypeRenamedWithAlias = "type-renamed-with-alias" [_ None], "A type has another name and keeps its old one as a deprecated alias";
    TypeNameChanged = "type-name-changed" [Break None], "A type has another Rust name under the same name of the description";
    TypeKindChanged = "type-kind-changed" [Break Break], "A type became a record, an enumeration or an alias";
    TypeNoLongerSent = "type-no-longer-sent" [Break None], "Nothing takes a type any more";
    TypeAlsoSent = "type-also-sent" [Added None], "A type of answers is taken as well";
    TypeNeedsFeature = "type-needs-feature" [Break None], "A type depends on a feature now";
    TypeLeavesFeature = "type-leaves-feature" [Added None], "A type no longer depends on a feature";
    EnumValueAdded = "enum-value-added" [Added _], "A value was added to an enumeration";
    EnumValueRemoved = "enum-value-removed" [Break _], "A value was removed from an enumeration";
    EnumValueRenamed = "enum-value-renamed" [_ Break], "A value of an enumeration has another text";
    EnumValuesReordered = "enum-values-reordered" [None None], "The values of an enumeration stand in another order";
    RequestDefaultChanged = "request-default-changed" [Break Break], "Leaving an input out means another value";
    AnswerDefaultChanged = "answer-default-changed" [None Compatible], "A field that is absent from answers stands for another value";
    DefaultStated = "default-stated" [None None], "A default is described now";
    DefaultDropped = "default-dropped" [None None], "A default is no longer described";
    RequestBoundsTightened = "request-bounds-tightened" [None Break], "Fewer values are accepted from callers";
    RequestBoundsLoosened = "request-bounds-loosened" [None Compatible], "More values are accepted from callers";
    AnswerBoundsChanged = "answer-bounds-changed" [None Compatible], "The bounds of what callers get changed";
    FormatChanged = "format-changed" [None _], "A text or number has another format within the same type";
    Deprecated = "deprecated" [None None], "Something is deprecated now";
    NoLongerDeprecated = "no-longer-deprecated" [None None], "Something is no longer deprecated";
    DocsChanged = "docs-changed" [None None], "Only documentation changed";
    DegradationGained = "degradation-gained" [None None], "Something described is newly left out or represented more loosely";
    DegradationLost = "degradation-lost" [None None], "Something described is no longer left out or represented more loosely";
}

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A name that no kind of change has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    name: String,
}

impl UnknownRule {
    /// The kind that was probably meant.
    pub fn suggestion(&self) -> Option<Rule> {
        crate::report::suggest(&self.name, Rule::ALL.iter().map(|rule| rule.as_str()))?
            .parse()
            .ok()
    }
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no change is called `{}`", self.name)
    }
}

impl std::error::Error for UnknownRule {}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        let known = Self::ALL.iter().find(|rule| rule.as_str() == name);
        known.copied().ok_or_else(|| UnknownRule {
            name: name.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use crate::report::Code;

    #[test]
    fn no_change_is_called_like_a_finding() {
        for rule in Rule::ALL {
            assert!(rule.as_str().parse::<Code>().is_err(), "{rule}");
        }
    }
}
