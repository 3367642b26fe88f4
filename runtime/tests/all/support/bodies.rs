//! A client in the shape that bindery emits, whose bodies are no JSON.

use bindery_runtime::v1::rest::{Call, Operation, Service, credential, request};
use bindery_runtime::{ApiKey, JsonValue, SecretString, Upload};

super::declare_client!(pub);

#[derive(Clone, Debug)]
pub enum Credential {
    ApiKey(ApiKey),
}

credential! {
    Credential {
        ApiKey(ApiKey) = header "X-API-Key",
    }
}

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

impl Client {
    pub fn of(server: &super::Server) -> Self {
        Self::at(&server.url())
    }

    pub fn at(url: &str) -> Self {
        let credential = Credential::from(ApiKey::new("key").unwrap());
        bindery_runtime::rest::ClientBuilder::new(&SERVICE, credential)
            .backoff(
                std::time::Duration::from_millis(1),
                std::time::Duration::from_millis(5),
            )
            .base_url(url)
            .build()
            .unwrap()
    }

    pub fn note(&self, body: impl Into<String>) -> Note {
        Note {
            call: self.core.call(&NOTE),
            body: body.into(),
        }
    }

    pub fn store(&self, body: impl Into<Upload>) -> Store {
        Store {
            call: self.core.call(&STORE),
            body: body.into(),
        }
    }

    pub fn perhaps(&self) -> Perhaps {
        Perhaps {
            call: self.core.call(&PERHAPS),
            body: None,
        }
    }

    pub fn form_perhaps(&self) -> FormPerhaps {
        FormPerhaps {
            call: self.core.call(&FORM_PERHAPS),
            name: None,
        }
    }

    pub fn form(&self, form: Form) -> SendForm {
        SendForm {
            call: self.core.call(&FORM),
            name: form.name,
            tags: form.tags,
            filter: form.filter,
            commas: form.commas,
            details: form.details,
            password: form.password,
        }
    }

    pub fn any_form(&self, body: JsonValue) -> AnyForm {
        AnyForm {
            call: self.core.call(&FORM),
            body,
        }
    }

    pub fn parts(&self, parts: Parts) -> SendParts {
        SendParts {
            call: self.core.call(&PARTS),
            title: parts.title,
            details: parts.details,
            numbers: parts.numbers,
            picture: parts.picture,
            more: parts.more,
            script: parts.script,
            labels: parts.labels,
        }
    }
}

static NOTE: Operation = Operation::post("note", "/note").sends("text/plain; charset=utf-8");
static STORE: Operation = Operation::put("store", "/store").sends("application/octet-stream");
static PERHAPS: Operation = Operation::put("perhaps", "/store").sends("image/png");
static FORM: Operation =
    Operation::post("form", "/form").sends("application/x-www-form-urlencoded");
static FORM_PERHAPS: Operation = Operation::get("form", "/form")
    .sends("application/x-www-form-urlencoded")
    .optional_body();
static PARTS: Operation = Operation::post("parts", "/parts").sends("multipart/form-data");

#[derive(Clone, Debug)]
pub struct Note {
    call: Call,
    body: String,
}

request! {
    Note -> (), Error;
    text body = "body",
}

#[derive(Clone, Debug)]
pub struct Store {
    call: Call,
    body: Upload,
}

request! {
    Store -> (), Error;
    upload body = "body",
}

#[derive(Clone, Debug)]
pub struct Perhaps {
    call: Call,
    body: Option<Upload>,
}

request! {
    Perhaps -> (), Error;
    upload body = "body",
}

#[derive(Clone, Debug)]
pub struct FormPerhaps {
    call: Call,
    name: Option<String>,
}

request! {
    FormPerhaps -> (), Error;
    form name = "name",
}

pub struct Form {
    pub name: String,
    pub tags: Option<Vec<String>>,
    pub filter: Option<JsonValue>,
    pub commas: Option<Vec<i32>>,
    pub details: Option<JsonValue>,
    pub password: Option<SecretString>,
}

#[derive(Clone, Debug)]
pub struct SendForm {
    call: Call,
    name: String,
    tags: Option<Vec<String>>,
    filter: Option<JsonValue>,
    commas: Option<Vec<i32>>,
    details: Option<JsonValue>,
    password: Option<SecretString>,
}

request! {
    SendForm -> (), Error;
    form name = "name",
    form tags = "tags",
    form_deep filter = "filter",
    form_commas commas = "commas",
    form details = "details",
    form password = "password",
}

#[derive(Clone, Debug)]
pub struct AnyForm {
    call: Call,
    body: JsonValue,
}

request! {
    AnyForm -> (), Error;
    whole_form body = "body",
}

pub struct Parts {
    pub title: Option<String>,
    pub details: Option<JsonValue>,
    pub numbers: Option<Vec<i32>>,
    pub picture: Upload,
    pub more: Option<Vec<Upload>>,
    pub script: Option<String>,
    pub labels: Option<JsonValue>,
}

#[derive(Clone, Debug)]
pub struct SendParts {
    call: Call,
    title: Option<String>,
    details: Option<JsonValue>,
    numbers: Option<Vec<i32>>,
    picture: Upload,
    more: Option<Vec<Upload>>,
    script: Option<String>,
    labels: Option<JsonValue>,
}

request! {
    SendParts -> (), Error;
    part title = "title",
    part details = "details",
    part numbers = "numbers",
    file picture = "picture" as "image/png",
    file more = "more",
    part script = "script" as "application/sdp",
    part_deep labels = "labels",
}
