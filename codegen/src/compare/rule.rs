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
    SettingChanged = "setting-changed" [None None], "A setting of the generation changed";
    ServiceAdded = "service-added" [Added None], "A service was added";
    ServiceRemoved = "service-removed" [Break Break], "A service was removed";
    ServerUrlChanged = "server-url-changed" [None Break], "The default server URL changed";
    ServerAdded = "server-added" [None None], "A server was added that callers may choose";
    ServerRemoved = "server-removed" [None Break], "A server was removed that callers may have chosen";
    ServerVariablesChanged = "server-variables-changed" [None Compatible], "The variables of a server URL, their defaults or their values changed";
    BaseUrlArgumentChanged = "base-url-argument-changed" [Break None], "A client takes the server URL as an argument now, or no longer";
    SecuritySchemeAdded = "security-scheme-added" [Added None], "A security scheme was added";
    SecuritySchemeRemoved = "security-scheme-removed" [Break Break], "A security scheme was removed";
    SecuritySchemeLocationChanged = "security-scheme-location-changed" [None Break], "A credential is sent in another location";
    CredentialsReshaped = "credentials-reshaped" [Break None], "The type of the credentials of a client changed";
    CredentialNotEnough = "credential-not-enough" [Break None], "A client can no longer be created with this credential alone";
    EnvelopeAdded = "envelope-added" [None Break], "Responses are wrapped in an envelope now";
    EnvelopeRemoved = "envelope-removed" [None Break], "Responses are no longer wrapped in an envelope";
    EnvelopeKeysChanged = "envelope-keys-changed" [None Break], "The key of the payload or of the success flag in the envelope changed";
    EnvelopeErrorKeysChanged = "envelope-error-keys-changed" [None _], "The key of the error code or error message in the envelope changed";
    OperationEnvelopeChanged = "operation-envelope-changed" [None Break], "A response is wrapped in the envelope now, or no longer";
    ErrorCodesAdded = "error-codes-added" [Added None], "An enumeration of error codes was added";
    ErrorCodesRemoved = "error-codes-removed" [Break None], "The enumeration of error codes was removed";
    ErrorCodesChanged = "error-codes-changed" [Break None], "The enumeration of error codes was replaced by another one";
    TagAdded = "tag-added" [Added None], "A group of calls was added";
    TagRemoved = "tag-removed" [Break None], "A group of calls was removed";
    TagRenamed = "tag-renamed" [_ None], "A group of calls was renamed";
    HandleNameChanged = "handle-name-changed" [Break None], "The Rust name of a group of calls changed, and its tag did not";
    SoapNamespaceChanged = "soap-namespace-changed" [None Break], "The namespace of requests and responses changed";
    SoapSessionChanged = "soap-session-changed" [None Break], "The session is sent in another element";
    SoapElementChanged = "soap-element-changed" [None Break], "The element and the action of a call changed";
    OperationSessionChanged = "operation-session-changed" [None Break], "A call sends the session now, or no longer";
    FaultAdded = "fault-added" [None Compatible], "A kind of fault detail was added";
    FaultRemoved = "fault-removed" [None Compatible], "A kind of fault detail was removed";
    FaultChanged = "fault-changed" [None Compatible], "A kind of fault detail changed";
    MaintenanceChanged = "maintenance-changed" [None None], "The maintenance mode of a service changed";
    OperationAdded = "operation-added" [Added None], "A call was added";
    OperationRemoved = "operation-removed" [Break Break], "A call was removed";
    OperationRenamed = "operation-renamed" [_ None], "A call was renamed";
    OperationRenamedWithAlias = "operation-renamed-with-alias" [_ None], "A call was renamed and keeps its old name as a deprecated alias";
    MethodNameChanged = "method-name-changed" [Break None], "The method name of a call changed, and its id did not";
    RequestNameChanged = "request-name-changed" [Break None], "The name of a request type changed, and the id of its call did not";
    OperationMoved = "operation-moved" [Break None], "A call was moved to another group";
    HttpMethodChanged = "http-method-changed" [None Break], "The HTTP method of a call changed";
    PathChanged = "path-changed" [None Break], "The path of a call changed";
    EffectRaised = "effect-raised" [Break _], "Repeating a call has more effect than before";
    EffectLowered = "effect-lowered" [None Compatible], "Repeating a call has less effect than before";
    OperationSecurityTightened = "operation-security-tightened" [None Break], "A call no longer accepts credentials that it accepted before";
    OperationSecurityLoosened = "operation-security-loosened" [None Compatible], "A call needs fewer credentials, or accepts additional ones";
    PaginationAdded = "pagination-added" [Added None], "A call can be read page by page or item by item";
    PaginationRemoved = "pagination-removed" [Break None], "A call can no longer be read page by page or item by item";
    PaginationChanged = "pagination-changed" [None Break], "The next page of a call is found in another way";
    StreamAdded = "stream-added" [Added None], "A call can return a stream now, beside its response";
    StreamRemoved = "stream-removed" [Break Break], "A call can no longer return a stream";
    SuccessStatusAdded = "success-status-added" [_ _], "A status of success was added to a call";
    SuccessStatusRemoved = "success-status-removed" [_ _], "A status of success was removed from a call";
    SuccessStatusChanged = "success-status-changed" [None _], "A call succeeds with another status";
    ErrorStatusAdded = "error-status-added" [None Compatible], "An error status was added to a call";
    ErrorStatusRemoved = "error-status-removed" [None None], "An error status was removed from a call";
    ErrorBodyAdded = "error-body-added" [None Compatible], "The body of an error is described now";
    ErrorBodyRemoved = "error-body-removed" [None Break], "The body of an error is no longer described";
    ResponseHeaderAdded = "response-header-added" [None Compatible], "A response header was added";
    ResponseHeaderRemoved = "response-header-removed" [None _], "A response header was removed";
    ResponseHeaderBecomesOptional = "response-header-becomes-optional" [None Break], "A response header may be absent";
    ResponseHeaderBecomesRequired = "response-header-becomes-required" [None None], "A response header is always present";
    ResponseHeaderChanged = "response-header-changed" [None Break], "The value of a response header is of another type";
    WebhookAdded = "webhook-added" [_ Compatible], "A webhook or a callback was added";
    WebhookRemoved = "webhook-removed" [_ Break], "A webhook or a callback was removed";
    WebhookRequestChanged = "webhook-request-changed" [_ _], "The request of a webhook or a callback changed";
    WebhookResponseChanged = "webhook-response-changed" [None _], "The responses to a webhook or a callback changed";
    ArgumentsBecomeStruct = "arguments-become-struct" [Break None], "The arguments of a method became one struct";
    ArgumentsLeaveStruct = "arguments-leave-struct" [Break None], "The struct of a method's arguments became arguments";
    ArgumentsReordered = "arguments-reordered" [Break None], "The order of the arguments of a method changed";
    ParametersReordered = "parameters-reordered" [None None], "The order of parameters that are set by name changed";
    SoapElementsReordered = "soap-elements-reordered" [None Break], "The order of the elements of a SOAP request changed";
    RequestBodyKindChanged = "request-body-kind-changed" [Break Break], "A method takes the request body as one value instead of property by property, or the reverse";
    RequestBodyMethodAdded = "request-body-method-added" [Added None], "A method that takes the request body as a record was added";
    RequestBodyMethodRemoved = "request-body-method-removed" [Break None], "The method that takes the request body as a record was removed";
    RequestBodyBecomesRequired = "request-body-becomes-required" [_ _], "The request body became required";
    RequestBodyBecomesOptional = "request-body-becomes-optional" [_ None], "The request body became optional";
    MediaTypeChanged = "media-type-changed" [None Break], "The media type of a body changed, or the encoding of one of its properties";
    ParameterAddedOptional = "parameter-added-optional" [Added None], "An optional parameter was added";
    ParameterAddedRequired = "parameter-added-required" [_ Break], "A required parameter was added";
    ParameterRemoved = "parameter-removed" [_ Break], "A parameter was removed";
    ParameterRenamed = "parameter-renamed" [_ _], "A parameter was renamed";
    ParameterNameChanged = "parameter-name-changed" [_ None], "The Rust name of a parameter changed, and its wire name did not";
    ParameterMoved = "parameter-moved" [None Break], "A parameter is sent in another location or style";
    ParameterBecomesRequired = "parameter-becomes-required" [_ Break], "An optional parameter became required";
    ParameterBecomesOptional = "parameter-becomes-optional" [_ _], "A required parameter became optional";
    ParameterBecomesNullable = "parameter-becomes-nullable" [_ None], "A parameter became nullable";
    ParameterNoLongerNullable = "parameter-no-longer-nullable" [Break Break], "A parameter is no longer nullable";
    RequestTypeWidened = "request-type-widened" [Break None], "A type in requests accepts more values";
    RequestTypeNarrowed = "request-type-narrowed" [Break Break], "A type in requests accepts fewer values";
    ResponseTypeWidened = "response-type-widened" [Break Break], "A type in responses may have more values";
    ResponseTypeNarrowed = "response-type-narrowed" [Break None], "A type in responses may have fewer values";
    ConstantChanged = "constant-changed" [None _], "The only value of something changed";
    ConstantBecomesChoice = "constant-becomes-choice" [_ _], "Something that had one value may have others";
    ChoiceBecomesConstant = "choice-becomes-constant" [_ _], "Something that had several values has one";
    RequiredDefaultChanged = "required-default-changed" [Break None], "Something required starts at a default now, or no longer";
    TypeChanged = "type-changed" [Break _], "A type was replaced by an unrelated one";
    ListChanged = "list-changed" [Break Break], "A list became a single value, or the reverse";
    BecomesSecret = "becomes-secret" [Break None], "A string became a secret";
    NoLongerSecret = "no-longer-secret" [Break None], "A secret became a plain string";
    TextBecomesEnum = "text-becomes-enum" [Break _], "A string became an enumeration";
    EnumBecomesText = "enum-becomes-text" [Break _], "An enumeration became a string";
    ListItemNameChanged = "list-item-name-changed" [None Break], "The element name of the items of a SOAP list changed";
    XmlChanged = "xml-changed" [None Break], "The XML form of something changed";
    WidenedSchemaChanged = "widened-schema-changed" [None Break], "A schema that is read as any JSON changed";
    ResponseBodyAdded = "response-body-added" [Break Compatible], "A response body was added to a call that had none";
    ResponseBodyRemoved = "response-body-removed" [Break Break], "The response body of a call was removed";
    ResponseBodyBecomesOptional = "response-body-becomes-optional" [Break Break], "The response body of a call may be absent";
    ResponseBodyBecomesRequired = "response-body-becomes-required" [Break None], "The response body of a call is always present";
    ResponsePropertyAdded = "response-property-added" [Added Compatible], "A response property was added";
    ResponsePropertyRemoved = "response-property-removed" [_ _], "A response property was removed";
    ResponsePropertyBecomesOptional = "response-property-becomes-optional" [Break Break], "A response property became optional";
    ResponsePropertyBecomesNullable = "response-property-becomes-nullable" [Break _], "A response property became nullable";
    ResponsePropertyBecomesRequired = "response-property-becomes-required" [Break None], "A response property became required";
    ResponsePropertyNullInsteadOfAbsent = "response-property-null-instead-of-absent" [None None], "A response property without a value is null and was absent";
    ResponsePropertyAbsentInsteadOfNull = "response-property-absent-instead-of-null" [None None], "A response property without a value is absent and was null";
    RequestPropertyAddedOptional = "request-property-added-optional" [Added None], "An optional request property was added";
    RequestPropertyAddedRequired = "request-property-added-required" [_ Break], "A required request property was added";
    RequestPropertyRemoved = "request-property-removed" [_ Break], "A request property was removed";
    RequestPropertyBecomesOptional = "request-property-becomes-optional" [Break None], "A request property became optional";
    RequestPropertyBecomesNullable = "request-property-becomes-nullable" [Break None], "A request property became nullable";
    RequestPropertyBecomesRequired = "request-property-becomes-required" [Break Break], "A request property became required";
    RequestPropertyNullInsteadOfAbsent = "request-property-null-instead-of-absent" [Break Break], "A request property without a value is sent as null and was left out";
    RequestPropertyAbsentInsteadOfNull = "request-property-absent-instead-of-null" [Break Break], "A request property without a value is left out and was sent as null";
    FieldOptionOrMaybe = "field-option-or-maybe" [Break None], "A field became a `Maybe` and was an `Option`, or the reverse";
    PropertyBecomesReadOnly = "property-becomes-read-only" [None Break], "A property is read-only: requests no longer send it";
    PropertyNoLongerReadOnly = "property-no-longer-read-only" [None None], "A property is no longer read-only: requests send it, too";
    PropertyBecomesWriteOnly = "property-becomes-write-only" [None Compatible], "A property is write-only: responses no longer have it";
    PropertyNoLongerWriteOnly = "property-no-longer-write-only" [None Compatible], "A property is no longer write-only: responses may have it, too";
    PropertyRenamed = "property-renamed" [None _], "A property was renamed";
    PropertiesReordered = "properties-reordered" [_ None], "The order of the properties of a record changed";
    FieldBoxingChanged = "field-boxing-changed" [Break None], "A field became recursive, or is no longer recursive";
    MemberNameChanged = "member-name-changed" [Break None], "The Rust name of a field or variant changed, and its wire name did not";
    TypeAdded = "type-added" [Added None], "A type was added";
    TypeRemoved = "type-removed" [Break None], "A type was removed";
    TypeRenamed = "type-renamed" [_ None], "A type was renamed";
    TypeRenamedWithAlias = "type-renamed-with-alias" [_ None], "A type was renamed and keeps its old name as a deprecated alias";
    TypeNameChanged = "type-name-changed" [Break None], "The Rust name of a type changed, and its name in the description did not";
    TypeKindChanged = "type-kind-changed" [Break _], "A type became a record, an enumeration or an alias";
    TypeRemovedFromRequests = "type-removed-from-requests" [Break None], "A type is no longer used in requests";
    TypeAddedToRequests = "type-added-to-requests" [Added None], "A type of responses is used in requests, too";
    TypeNeedsFeature = "type-needs-feature" [Break None], "A type depends on a feature now";
    TypeLeavesFeature = "type-leaves-feature" [Added None], "A type no longer depends on a feature";
    ConversionAdded = "conversion-added" [Added None], "A value converts into what callers send";
    ConversionRemoved = "conversion-removed" [Break _], "A value no longer converts into what callers send";
    EnumValueAdded = "enum-value-added" [Added _], "A value was added to an enumeration";
    EnumValueRemoved = "enum-value-removed" [Break _], "A value was removed from an enumeration";
    EnumValueRenamed = "enum-value-renamed" [_ _], "A value of an enumeration was renamed";
    EnumValuesReordered = "enum-values-reordered" [None None], "The order of the values of an enumeration changed";
    DefaultVariantChanged = "default-variant-changed" [None _], "A value without its discriminator is of another variant";
    RequestDefaultChanged = "request-default-changed" [Break Break], "The default of a parameter or request property changed";
    ResponseDefaultChanged = "response-default-changed" [None Compatible], "The default of a response property changed";
    DefaultAdded = "default-added" [None None], "A default was added";
    DefaultRemoved = "default-removed" [None None], "A default was removed";
    RequestBoundsTightened = "request-bounds-tightened" [None Break], "The bounds of a parameter or request property were tightened";
    RequestBoundsLoosened = "request-bounds-loosened" [None Compatible], "The bounds of a parameter or request property were loosened";
    ResponseBoundsChanged = "response-bounds-changed" [None Compatible], "The bounds of a response property changed";
    FormatChanged = "format-changed" [None _], "The format of a string or number changed, and its Rust type did not";
    Deprecated = "deprecated" [None None], "Something is deprecated now";
    NoLongerDeprecated = "no-longer-deprecated" [None None], "Something is no longer deprecated";
    SunsetChanged = "sunset-changed" [None Compatible], "The date on which something goes away was added, changed or removed";
    DocsChanged = "docs-changed" [None None], "Only documentation changed";
    DegradationGained = "degradation-gained" [None None], "Something is no longer supported, or is read as a less exact type";
    DegradationLost = "degradation-lost" [None None], "Something is supported now, or is read as a more exact type";
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
        write!(formatter, "no change is named `{}`", self.name)
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
