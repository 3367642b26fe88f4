//! A client in the shape that bindery emits: what the tests call.

use bindery_runtime::v1::rest::{
    self, Call, Envelope, Operation, Service, client, credential, request,
};
use bindery_runtime::v1::{open_enum, record};
use bindery_runtime::{ApiKey, BearerToken, SecretString, UnknownValue};

pub const KEY: &str = "s3cret-KEY-0123456789";

pub struct Error(bindery_runtime::Error);

bindery_runtime::v1::error!(Error, code: ErrorCode);

#[derive(Clone, Debug)]
pub struct Client {
    core: rest::Client,
}

pub type ClientBuilder = bindery_runtime::rest::ClientBuilder<Client>;

client!(Client, Error);

#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    ApiKey(ApiKey),
    BearerToken(BearerToken),
}

credential! {
    Credential {
        ApiKey(ApiKey) = header "X-API-Key",
        BearerToken(BearerToken) = bearer,
    }
}

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

static ENVELOPE: Envelope = Envelope::new("success", "data")
    .code("errorCode")
    .message("message");

impl Client {
    pub fn builder(credential: impl Into<Credential>) -> ClientBuilder {
        ClientBuilder::new(&SERVICE, credential.into())
    }

    /// A client of a test server, whose pauses are short.
    pub fn of(server: &super::Server) -> Self {
        Self::quick().base_url(server.url()).build().unwrap()
    }

    /// A builder with a credential and short pauses.
    pub fn quick() -> ClientBuilder {
        Self::builder(ApiKey::new(KEY).unwrap()).backoff(
            std::time::Duration::from_millis(1),
            std::time::Duration::from_millis(5),
        )
    }

    pub fn get_key(&self, user_id: i32) -> GetKey {
        GetKey {
            call: self.core.call(&GET_KEY),
            user_id,
        }
    }

    pub fn list_keys(&self, user_id: i32) -> ListKeys {
        ListKeys {
            call: self.core.call(&LIST_KEYS),
            user_id,
            visibility: None,
            note: None,
            secret: None,
        }
    }

    pub fn find_key(&self, user_id: i32) -> FindKey {
        FindKey {
            call: self.core.call(&FIND_KEY),
            user_id,
        }
    }

    pub fn new_key(&self, user_id: i32) -> NewKey {
        NewKey {
            call: self.core.call(&NEW_KEY),
            user_id,
        }
    }

    pub fn set_key(&self, user_id: i32) -> SetKey {
        SetKey {
            call: self.core.call(&SET_KEY),
            user_id,
        }
    }

    pub fn remove(&self, user: impl Into<String>, key: impl Into<String>) -> Remove {
        Remove {
            call: self.core.call(&REMOVE),
            user: user.into(),
            key: key.into(),
            tags: Vec::new(),
            since: None,
            trace: None,
            otp: None,
        }
    }

    pub fn plain(&self) -> Plain {
        Plain {
            call: self.core.call(&PLAIN),
        }
    }

    pub fn store(&self, key: KeyInput) -> Store {
        Store {
            call: self.core.call(&STORE),
            key,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KeyInfo {
    pub key_id: i32,
    pub key: SecretString,
    pub visibility: Visibility,
}

record! {
    KeyInfo {
        key_id = "keyId",
        key = "key" as secret,
        visibility = "visibility",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct KeyInput {
    pub name: String,
    pub limit: Option<i64>,
}

record! {
    KeyInput {
        name = "name",
        limit = "limit",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Visibility {
    Private,
    Shared,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    Visibility {
        Private = "Private",
        Shared = "Shared",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    ObjectNotFound,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    ErrorCode {
        ObjectNotFound = "ObjectNotFound",
    } else Unknown
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct GetKey {
    call: Call,
    user_id: i32,
}

request! {
    GetKey -> KeyInfo, Error;
    body user_id = "userId",
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct ListKeys {
    call: Call,
    user_id: i32,
    visibility: Option<Visibility>,
    note: Option<String>,
    secret: Option<SecretString>,
}

impl ListKeys {
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.visibility = Some(visibility);
        self
    }

    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }

    pub fn secret(mut self, secret: &str) -> Self {
        self.secret = Some(SecretString::from(secret));
        self
    }
}

request! {
    ListKeys -> Vec<KeyInfo>, Error;
    body user_id = "userId",
    body visibility = "visibility",
    body note = "note" or null,
    body secret = "secret",
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct FindKey {
    call: Call,
    user_id: i32,
}

request! {
    FindKey -> Option<KeyInfo>, Error;
    query user_id = "userId",
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct NewKey {
    call: Call,
    user_id: i32,
}

request! {
    NewKey -> KeyInfo, Error;
    body user_id = "userId",
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct SetKey {
    call: Call,
    user_id: i32,
}

request! {
    SetKey -> KeyInfo, Error;
    body user_id = "userId",
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct Remove {
    call: Call,
    user: String,
    key: String,
    tags: Vec<String>,
    since: Option<i64>,
    trace: Option<String>,
    otp: Option<SecretString>,
}

impl Remove {
    pub fn tags(mut self, tags: &[&str]) -> Self {
        self.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        self
    }

    pub fn since(mut self, since: i64) -> Self {
        self.since = Some(since);
        self
    }

    pub fn trace(mut self, trace: &str) -> Self {
        self.trace = Some(trace.to_owned());
        self
    }

    pub fn otp(mut self, otp: &str) -> Self {
        self.otp = Some(SecretString::from(otp));
        self
    }
}

request! {
    Remove -> (), Error;
    query tags = "tag",
    path user = "user",
    query since = "since",
    path key = "key",
    header trace = "X-Trace",
    header otp = "X-Otp",
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct Plain {
    call: Call,
}

request! {
    Plain -> KeyInput, Error;
}

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct Store {
    call: Call,
    key: KeyInput,
}

request! {
    Store -> (), Error;
    json key = "body",
}

static GET_KEY: Operation = Operation::post("getKey", "/v2/keys/get-key")
    .reads_only()
    .enveloped(&ENVELOPE);

static LIST_KEYS: Operation = Operation::post("listKeys", "/v2/keys/list")
    .reads_only()
    .enveloped(&ENVELOPE);

static FIND_KEY: Operation = Operation::get("findKey", "/v2/keys").enveloped(&ENVELOPE);

static NEW_KEY: Operation = Operation::post("newKey", "/v2/keys").enveloped(&ENVELOPE);

static SET_KEY: Operation = Operation::put("setKey", "/v2/keys").enveloped(&ENVELOPE);

static REMOVE: Operation = Operation::delete("remove", "/v2/users/{user}/keys/{key}.json");

static PLAIN: Operation = Operation::get("plain", "/plain");

static STORE: Operation = Operation::post("store", "/store").idempotent();
