//! The objects of OpenAPI that are not schemas, each with its keys.
//!
//! A key is one row: its field, the type of its value, and in which versions, where and how it is
//! read. The keys in the second braces are checked, and only people read them.

use std::marker::PhantomData;

use super::others::{self, Swagger};
use super::table::{Row, Table, Use, Version};
use super::{
    Data, Described, Id, Member, NamedObjects, Object, Objects, Reader, Requirement, Said, Schema,
    Text, Value,
};
use crate::syntax::Entry;

use Version::V3_2;

macro_rules! objects {
    (<$d:lifetime> $(
        $(#[$doc:meta])*
        $name:ident in $all:ident: $what:literal $(.$set:ident($($with:expr),*))* {
            $($field:ident: $ty:ty = $key:literal $(.$opt:ident($($arg:expr),*))*;)*
        } {
            $($unread:ty = $unread_key:literal $(.$unread_opt:ident($($unread_arg:expr),*))*;)*
        } $([$each:ident: $of:ty = $($each_key:literal $(.$each_opt:ident($($each_arg:expr),*))?)|*])?
        $((by name $members:ident: $member:ident))?
    )*) => {
        /// The kinds of objects.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum ObjectKind {
            $($name,)*
            Schema,
            Discriminator,
            /// The names of schemas by the values of a discriminator, or references to them.
            Mapping,
            /// A SOAP description of ours.
            Soap,
            /// A type of such a description, which may be a schema of an OpenAPI document.
            SoapType,
            /// Of Swagger 2.0, before it is lifted.
            Swagger(Swagger),
        }

        impl ObjectKind {
            /// What is known of it.
            pub(crate) fn table(self) -> &'static Table {
                match self {
                    $(Self::$name => <$name<'static> as Described<'static>>::TABLE,)*
                    // What stands under the keys of a schema is in the table of keywords.
                    Self::Schema | Self::SoapType => &others::EMPTY,
                    Self::Discriminator => &others::DISCRIMINATOR,
                    Self::Mapping => &others::MAPPING,
                    Self::Soap => &others::SOAP,
                    Self::Swagger(kind) => kind.table(),
                }
            }
        }

        /// All objects of a description, by kind.
        #[derive(Debug, Default)]
        pub(crate) struct Store<$d> {
            $($all: Vec<Object<$d, $name<$d>>>,)*
        }

        $(
            $(#[$doc])*
            #[derive(Debug, Default)]
            pub(crate) struct $name<$d> {
                $(pub(crate) $field: Option<Said<$d, $ty>>,)*
                $(pub(crate) $each: Vec<Member<$d, Id<$of>>>,)?
                $(pub(crate) $members: Vec<Member<$d, Id<$member<$d>>>>,)?
                document: PhantomData<&$d ()>,
            }

            impl<$d> Described<$d> for $name<$d> {
                const KIND: ObjectKind = ObjectKind::$name;
                const TABLE: &'static Table = &Table::new($what, &[
                    $(Row::new($key, <$ty as Value<$d>>::HOLDS)$(.$opt($($arg),*))*,)*
                    $($(Row::new($each_key, <Id<$of> as Value<$d>>::HOLDS)$(.$each_opt($($each_arg),*))?,)*)?
                    $(Row::new($unread_key, <$unread as Value<$d>>::HOLDS).or("it is ignored")$(.$unread_opt($($unread_arg),*))*,)*
                ])$(.$set($($with),*))*$(.by_name(ObjectKind::$member))?;

                fn all<'o>(objects: &'o Objects<$d>) -> &'o Vec<Object<$d, Self>> {
                    &objects.store.$all
                }

                fn all_mut<'o>(objects: &'o mut Objects<$d>) -> &'o mut Vec<Object<$d, Self>> {
                    &mut objects.store.$all
                }

                fn read(&mut self, entry: Entry<$d>, reader: &mut Reader<'_, $d>) {
                    match entry.key {
                        $($key => self.$field = reader.said(Self::TABLE, entry),)*
                        $($($each_key)|* => self.$each.extend(reader.member(Self::TABLE, entry)),)?
                        $($unread_key => {
                            reader.said::<$unread>(Self::TABLE, entry);
                        })*
                        _ => {
                            $(self.$members.extend(reader.other::<$member<$d>>(entry));)?
                        }
                    }
                }
            }
        )*
    };
}

objects! { <'d>
    Document in documents: "the document" {
        openapi: Data<'d> = "openapi";
        info: Id<Info<'d>> = "info".required("the API goes without");
        servers: Vec<Id<Server<'d>>> = "servers".or("callers say where calls go");
        security: Vec<Requirement<'d>> = "security";
        tags: Vec<Id<Tag<'d>>> = "tags".or("no tag is described");
        paths: Id<Paths<'d>> = "paths";
        webhooks: NamedObjects<'d, PathItem<'d>> = "webhooks".or("there are none");
        components: Id<Components<'d>> = "components";
        external_docs: Id<ExternalDocs<'d>> = "externalDocs";
        envelope: Data<'d> = "x-bindery-envelope";
        changes: Data<'d> = "x-bindery-changes";
    } {
        &'d str = "$self".since(V3_2);
        &'d str = "jsonSchemaDialect".read_in(&[]);
    }

    Info in infos: "`info`".or("the API goes without") {
        title: &'d str = "title".required("the API goes without");
    } {
        &'d str = "version".required("the API goes without");
        &'d str = "description";
        &'d str = "summary";
        &'d str = "termsOfService";
        Id<Contact<'d>> = "contact";
        Id<License<'d>> = "license";
    }

    Contact in contacts: "`contact`" {} {
        &'d str = "name";
        &'d str = "url";
        &'d str = "email";
    }

    License in licenses: "`license`" {} {
        &'d str = "name";
        &'d str = "identifier";
        &'d str = "url";
    }

    ExternalDocs in external_docs: "`externalDocs`" {
        url: &'d str = "url".required("it is read without");
    } {
        &'d str = "description";
    }

    Server in servers: "a server".or("the server is left out") {
        url: &'d str = "url".required("the server is left out");
        name: &'d str = "name".since(V3_2);
        variables: NamedObjects<'d, ServerVariable<'d>> = "variables";
    } {
        &'d str = "description";
    }

    ServerVariable in server_variables: "a variable of a server".or("it is as if it were not there") {
        default: &'d str = "default";
        values: Vec<Text<'d>> = "enum";
    } {
        &'d str = "description";
    }

    Tag in tags: "a tag".or("the tag is as if it were not described") {
        name: &'d str = "name".required("the tag is as if it were not described");
        parent: &'d str = "parent".since(V3_2);
    } {
        &'d str = "summary".since(V3_2);
        &'d str = "description";
        Id<ExternalDocs<'d>> = "externalDocs";
        &'d str = "kind".since(V3_2);
    }

    Components in components: "`components`".refers() {
        schemas: Vec<Member<'d, Schema<'d>>> = "schemas";
        responses: NamedObjects<'d, Response<'d>> = "responses";
        parameters: NamedObjects<'d, Parameter<'d>> = "parameters";
        request_bodies: NamedObjects<'d, RequestBody<'d>> = "requestBodies";
        security_schemes: NamedObjects<'d, SecurityScheme<'d>> = "securitySchemes";
    } {
        NamedObjects<'d, Header<'d>> = "headers";
        NamedObjects<'d, Example<'d>> = "examples";
        NamedObjects<'d, Callback<'d>> = "callbacks";
        NamedObjects<'d, Link<'d>> = "links";
        NamedObjects<'d, PathItem<'d>> = "pathItems";
        NamedObjects<'d, MediaType<'d>> = "mediaTypes".since(V3_2);
    }

    Paths in paths: "`paths`".refers().or("there are no operations") {} {} (by name items: PathItem)

    PathItem in path_items: "a path".refers().alone().or("the path is left out") {
        others: NamedObjects<'d, Operation<'d>> = "additionalOperations".since(V3_2).or("there are none");
        parameters: Vec<Id<Parameter<'d>>> = "parameters".or("there are none");
        servers: Vec<Id<Server<'d>>> = "servers".or("callers say where calls go");
    } {
        &'d str = "summary";
        &'d str = "description";
    } [operations: Operation<'d> =
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query".since(V3_2)
    ]

    Operation in operations: "an operation".refers().alone().or("the operation is left out") {
        operation_id: &'d str = "operationId";
        tags: Vec<Text<'d>> = "tags".or("the tag is left out");
        parameters: Vec<Id<Parameter<'d>>> = "parameters".or("there are none");
        request_body: Id<RequestBody<'d>> = "requestBody";
        responses: Id<Responses<'d>> = "responses";
        callbacks: NamedObjects<'d, Callback<'d>> = "callbacks".read_in(&[Use::Call]).or("there are none");
        deprecated: bool = "deprecated";
        sunset: &'d str = "x-sunset";
        security: Vec<Requirement<'d>> = "security";
        servers: Vec<Id<Server<'d>>> = "servers".read_in(&[Use::Call]).or("callers say where calls go");
        rust_name: &'d str = "x-bindery-name";
        renamed_from: &'d str = "x-bindery-renamed-from";
        effect: super::Effect = "x-bindery-effect";
        pagination: Data<'d> = "x-bindery-pagination";
    } {
        &'d str = "summary";
        &'d str = "description";
        Id<ExternalDocs<'d>> = "externalDocs";
    }

    Parameter in parameters: "a parameter".refers().or("the parameter is left out") {
        name: &'d str = "name".required("the parameter is left out");
        place: super::In = "in".required("the parameter is left out");
        required: bool = "required";
        schema: Schema<'d> = "schema";
        example: Data<'d> = "example";
        examples: NamedObjects<'d, Example<'d>> = "examples";
        deprecated: bool = "deprecated";
        sunset: &'d str = "x-sunset";
        style: super::Style = "style".or("it is written as is usual in its place");
        explode: bool = "explode";
        allow_reserved: bool = "allowReserved";
        allow_empty_value: bool = "allowEmptyValue";
        content: NamedObjects<'d, MediaType<'d>> = "content";
        secret: bool = "x-bindery-secret";
        rust_name: &'d str = "x-bindery-name";
        renamed_from: &'d str = "x-bindery-renamed-from";
    } {
        &'d str = "description";
    }

    Header in headers: "a header".refers() {
        required: bool = "required";
        schema: Schema<'d> = "schema";
        example: Data<'d> = "example";
        examples: NamedObjects<'d, Example<'d>> = "examples";
        deprecated: bool = "deprecated";
    } {
        &'d str = "description";
        super::HeaderStyle = "style";
        bool = "explode";
        NamedObjects<'d, MediaType<'d>> = "content";
        bool = "allowEmptyValue";
        bool = "allowReserved";
    }

    RequestBody in request_bodies: "a request body".refers() {
        required: bool = "required";
        content: NamedObjects<'d, MediaType<'d>> = "content".required("nothing is sent");
    } {
        &'d str = "description";
    }

    MediaType in media_types: "a media type".refers_since(V3_2) {
        schema: Schema<'d> = "schema";
        example: Data<'d> = "example";
        examples: NamedObjects<'d, Example<'d>> = "examples";
        encoding: NamedObjects<'d, Encoding<'d>> = "encoding".read_in(&[Use::Form]);
        item_schema: Schema<'d> = "itemSchema".read_in(&[Use::Stream]);
    } {
        Id<Encoding<'d>> = "itemEncoding".read_in(&[]).since(V3_2);
        Vec<Id<Encoding<'d>>> = "prefixEncoding".read_in(&[]).since(V3_2);
    }

    Encoding in encodings: "an encoding" {
        content_type: &'d str = "contentType";
        headers: NamedObjects<'d, Header<'d>> = "headers";
        style: super::FormStyle = "style";
        explode: bool = "explode";
    } {
        // Characters that are left as they are mean the same encoded.
        bool = "allowReserved";
        NamedObjects<'d, Encoding<'d>> = "encoding".read_in(&[]).since(V3_2);
        Id<Encoding<'d>> = "itemEncoding".read_in(&[]).since(V3_2);
        Vec<Id<Encoding<'d>>> = "prefixEncoding".read_in(&[]).since(V3_2);
    }

    Example in examples: "an example".refers() {
        value: Data<'d> = "value";
        data_value: Data<'d> = "dataValue".since(V3_2);
    } {
        &'d str = "summary";
        &'d str = "description";
        &'d str = "externalValue";
        &'d str = "serializedValue".since(V3_2);
    }

    Responses in responses_by_status: "`responses`".refers() {} {} (by name statuses: Response)

    Response in responses: "a response".refers() {
        headers: NamedObjects<'d, Header<'d>> = "headers";
        content: NamedObjects<'d, MediaType<'d>> = "content";
        links: NamedObjects<'d, Link<'d>> = "links".or("there are none");
    } {
        &'d str = "summary".since(V3_2);
        &'d str = "description";
    }

    Link in links: "a link".refers().or("the link is left out") {
        operation_ref: &'d str = "operationRef".or("the link is left out");
        operation_id: &'d str = "operationId".or("the link is left out");
        parameters: Vec<Member<'d, Data<'d>>> = "parameters";
        request_body: Data<'d> = "requestBody";
    } {
        &'d str = "description";
        Id<Server<'d>> = "server";
    }

    Callback in callbacks: "a callback".refers().or("the callback is left out") {} {}
        (by name items: PathItem)

    SecurityScheme in security_schemes: "a security scheme".refers().demands("type", &[
        ("apiKey", &["in", "name"]),
        ("http", &["scheme"]),
        ("oauth2", &["flows"]),
        ("openIdConnect", &["openIdConnectUrl"]),
    ]) {
        kind: super::SchemeKind = "type".required("calls go without it");
        name: &'d str = "name".or("calls go without it");
        place: super::KeyIn = "in".or("calls go without it");
        scheme: &'d str = "scheme".or("calls go without it");
        flows: Id<Flows<'d>> = "flows";
        deprecated: bool = "deprecated".since(V3_2);
        metadata: &'d str = "oauth2MetadataUrl".since(V3_2);
    } {
        &'d str = "description";
        &'d str = "bearerFormat";
        &'d str = "openIdConnectUrl";
    }

    Flows in flows: "`flows`" {
        client_credentials: Id<Flow<'d>> = "clientCredentials".demands(&["tokenUrl"]);
    } {
        Id<Flow<'d>> = "implicit".demands(&["authorizationUrl"]);
        Id<Flow<'d>> = "password".demands(&["tokenUrl"]);
        Id<Flow<'d>> = "authorizationCode".demands(&["authorizationUrl", "tokenUrl"]);
        Id<Flow<'d>> = "deviceAuthorization".demands(&["deviceAuthorizationUrl", "tokenUrl"]).since(V3_2);
    }

    Flow in flow: "a flow" {
        token_url: &'d str = "tokenUrl";
    } {
        &'d str = "authorizationUrl";
        &'d str = "deviceAuthorizationUrl";
        &'d str = "refreshUrl";
        Vec<Member<'d, Text<'d>>> = "scopes".required("it is read without");
    }
}
