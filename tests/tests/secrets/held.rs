//! What holds a secret, and what refuses one: printed in every form.

use std::fmt::Debug;
use std::future::IntoFuture;

use ecgrid::soap::Session;
use ecgrid::types::{KeyIdInfo, KeyInfo, KeyValue, KeyVisibility, Objects};
use ecgrid::{ApiKey, BearerToken, Client, Credential, Error, SecretString, reqwest};
use ecgrid_tests::everything;
use serde_json::{from_value, json};

use super::check;

fn look(name: &str, thing: &dyn Debug) {
    check(name, &format!("{thing:?} {thing:#?}"));
}

/// Credentials, builders, clients, handles, requests, futures, values.
pub(crate) fn things(secret: &str) {
    let key = ApiKey::new(secret).unwrap();
    let token = BearerToken::new(secret).unwrap();
    let session = Session::new(secret).unwrap();
    let text = SecretString::from(secret);
    look(
        "credentials",
        &(&key, &token, &session, &text, Some(&text), [&text]),
    );
    look(
        "a credential of either sort",
        &[
            Credential::from(key.clone()),
            Credential::from(token.clone()),
        ],
    );

    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert(
        "x-tenant",
        reqwest::header::HeaderValue::from_str(secret).unwrap(),
    );
    let http = || {
        reqwest::Client::builder()
            .default_headers(headers.clone())
            .no_proxy()
    };
    let builders = || {
        [
            Client::builder(key.clone()),
            Client::builder(token.clone()),
            Client::builder(key.clone()).http(http()),
            Client::builder(key.clone())
                .user_agent(secret)
                .root_certificate(secret),
            Client::builder(key.clone()).base_url(format!("https://u:{secret}@h.test/?{secret}")),
        ]
    };
    for builder in builders() {
        look("a builder", &builder);
    }
    for builder in builders().into_iter().take(3) {
        let client = builder.base_url("http://127.0.0.1:1").build().unwrap();
        look("a client", &(&client, client.keys(), client.users()));
        let requests = (
            client.keys().get(1).header("X-Trace", secret),
            client
                .keys()
                .list(1)
                .header("X-Trace", secret)
                .with_response(),
            client
                .users()
                .get_api_key(1)
                .header("X-Trace", secret)
                .header("X-Bad", format!("{secret}\n")),
        );
        look("requests", &requests);
        look("a future", &requests.0.into_future());
        look("a future with a response", &requests.1.into_future());
    }
    let builder = ecgrid::soap::Client::builder(session)
        .endpoint("http://127.0.0.1:1")
        .http(http());
    look("a builder", &builder);
    let client = builder.build().unwrap();
    look("a client", &(&client, client.keys(), client.users()));
    let call = client
        .keys()
        .key_value_get("k", Objects::User, 1, KeyVisibility::Private);
    look(
        "requests",
        &(
            client.keys().key_get(1).header("X-Trace", secret),
            call,
            client.users().user_get_api_key(1).with_response(),
        ),
    );

    let info: KeyInfo = from_value(json!({ "keyId": 1, "userId": 2, "key": secret, "visibility": "Private", "created": "2025-01-15T10:30:00Z" })).unwrap();
    let record: KeyIdInfo = from_value(json!({ "KeyID": 1, "UserID": 2, "Key": secret, "Visibility": "Private", "Created": "2025-01-15T10:30:00" })).unwrap();
    let value: KeyValue = from_value(json!({
        "Created": "2025-01-15T10:30:00", "Expires": "2025-01-15T10:30:00", "Visibility": "Private",
        "NetworkID": 1, "MailboxID": 2, "UserID": 3, "SessionID": secret,
    }))
    .unwrap();
    look("values", &(info, record, value));
}

/// Everything that is refused before a call.
pub(crate) fn refusals(secret: &str) {
    let refused = |name: &str, outcome: Result<(), Error>| {
        check(name, &everything(&outcome.expect_err(name)));
    };
    for bad in [
        format!("{secret}\n"),
        format!(" {secret}"),
        format!("{secret}\u{e9}"),
        format!("\0{secret}"),
    ] {
        refused("a key", ApiKey::new(&*bad).map(|_| ()).map_err(Error::from));
        refused(
            "a token",
            BearerToken::new(&*bad).map(|_| ()).map_err(Error::from),
        );
        refused(
            "a session",
            Session::new(&*bad).map(|_| ()).map_err(Error::from),
        );
        refused(
            "an answered key",
            ApiKey::try_from(SecretString::from(&*bad))
                .map(|_| ())
                .map_err(Error::from),
        );
    }
    let rest = || Client::builder(ApiKey::new(secret).unwrap());
    let soap = || ecgrid::soap::Client::builder(Session::new(secret).unwrap());
    let safe = super::scene::percent(secret);
    for address in [
        format!("https://user:{safe}@x.test/"),
        format!("https://{safe}@x.test/"),
        format!("https://x.test/?key={safe}"),
        format!("https://x.test/#{safe}"),
        format!("http://{safe}.test/"),
        format!("http://x.test/{safe}"),
        format!("ftp://x.test/{safe}"),
        format!("https://x.test:{safe}/"),
        format!("https://[{safe}]/"),
        secret.to_owned(),
    ] {
        refused("a base URL", rest().base_url(&*address).build().map(|_| ()));
        refused(
            "an endpoint",
            soap().endpoint(&*address).build().map(|_| ()),
        );
    }
    refused(
        "a user agent",
        rest().user_agent(format!("{secret}\n")).build().map(|_| ()),
    );
    refused(
        "a root",
        rest().root_certificate(secret).build().map(|_| ()),
    );

    let client = rest().base_url("http://127.0.0.1:1").build().unwrap();
    let get = || client.keys().get(1);
    refused(
        "a value",
        get()
            .header("X-Trace", format!("{secret}\r\nX: y"))
            .wait()
            .map(|_| ()),
    );
    refused(
        "a name",
        get().header(format!("{secret} "), "1").wait().map(|_| ()),
    );
    refused(
        "a credential",
        get().header("Authorization", secret).wait().map(|_| ()),
    );
    refused(
        "a key",
        get().header("X-API-Key", secret).wait().map(|_| ()),
    );
    let client = soap().endpoint("http://127.0.0.1:1").build().unwrap();
    let value = client.keys().key_value_get(
        format!("{secret}\0"),
        Objects::User,
        1,
        KeyVisibility::Private,
    );
    refused("a name that XML cannot hold", value.wait().map(|_| ()));
}
