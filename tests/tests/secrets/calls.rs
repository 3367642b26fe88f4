//! Every call against one answer, with every credential, and a look at all that can be printed
//! afterwards.

use std::fmt::Debug;
use std::future::IntoFuture;
use std::time::Duration;

use ecgrid::soap::Session;
use ecgrid::types::{KeyVisibility, Objects};
use ecgrid::{ApiKey, BearerToken, Client, Credential, Error, Response};
use ecgrid_tests::{Server, everything};

use super::check;
use super::scene::Scene;

const PAUSE: Duration = Duration::from_millis(1);

/// Sends a request and looks at everything that comes of it.
async fn look<R, V>(scene: &str, request: R)
where
    R: IntoFuture<Output = Result<Response<V>, Error>> + Debug,
    V: Debug,
{
    check(scene, &format!("{request:?} {request:#?}"));
    match request.into_future().await {
        Ok(response) => {
            check(scene, &format!("{response:?} {response:#?}"));
            check(scene, &format!("{:?}", response.clone_value()));
        }
        Err(error) => check(scene, &everything(&error)),
    }
}

/// The value of an answer, as something to print.
trait Valued {
    fn clone_value(&self) -> &dyn Debug;
}

impl<V: Debug> Valued for Response<V> {
    fn clone_value(&self) -> &dyn Debug {
        self.value()
    }
}

/// The three calls over REST.
pub(crate) async fn rest(scene: &Scene, secret: &str) {
    let server = Server::replying([scene.reply.clone()]);
    let own = if scene.own { secret } else { "nobody" };
    let credentials: [Credential; 2] = [
        ApiKey::new(own).unwrap().into(),
        BearerToken::new(own).unwrap().into(),
    ];
    let name = &format!("REST, {}", scene.name);
    for credential in credentials {
        let client = Client::builder(credential)
            .base_url(server.url())
            .backoff(PAUSE, PAUSE)
            .max_attempts(2)
            .max_response_size(20_000)
            .build()
            .unwrap();
        look(
            name,
            client
                .keys()
                .get(1)
                .header("X-Trace", secret)
                .with_response(),
        )
        .await;
        look(
            name,
            client
                .keys()
                .list(1)
                .visibility(KeyVisibility::Private)
                .with_response(),
        )
        .await;
        look(
            name,
            client
                .users()
                .get_api_key(1)
                .header("X-Trace", secret)
                .with_response(),
        )
        .await;
    }
    let received = server.received();
    assert!(received.len() >= 6);
    assert_eq!(
        scene.own,
        received
            .iter()
            .any(|request| { request.header("x-api-key") == Some(secret) })
    );
}

/// The three calls over SOAP.
pub(crate) async fn soap(scene: &Scene, secret: &str) {
    let server = Server::replying([scene.reply.clone()]);
    let own = if scene.own { secret } else { "nobody" };
    let name = &format!("SOAP, {}", scene.name);
    let sessions = [Session::new(own).unwrap(), ApiKey::new(own).unwrap().into()];
    for session in sessions {
        let client = ecgrid::soap::Client::builder(session)
            .endpoint(server.url())
            .backoff(PAUSE, PAUSE)
            .max_attempts(2)
            .build()
            .unwrap();
        look(
            name,
            client
                .keys()
                .key_get(1)
                .header("X-Trace", secret)
                .with_response(),
        )
        .await;
        let call = client
            .keys()
            .key_value_get("k", Objects::User, 1, KeyVisibility::Private);
        look(name, call.with_response()).await;
        look(name, client.users().user_get_api_key(1).with_response()).await;
    }
    assert!(server.count() >= 6);
}

/// A call through a builder that was told to log every byte.
pub(crate) async fn verbose(secret: &str) {
    let server = Server::replying([ecgrid_tests::Reply::new(503, "")]);
    let http = ecgrid::reqwest::Client::builder()
        .no_proxy()
        .connection_verbose(true);
    let client = Client::builder(ApiKey::new(secret).unwrap())
        .base_url(server.url())
        .backoff(PAUSE, PAUSE)
        .http(http)
        .build()
        .unwrap();
    look("a verbose builder", client.keys().get(1).with_response()).await;
    assert!(server.count() >= 1);
}

/// Calls that reach nobody, through a proxy that wants a password or straight.
pub(crate) async fn unreachable(secret: &str) {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let key = || ApiKey::new(secret).unwrap();
    let client = Client::builder(key())
        .base_url(format!("http://{free}"))
        .backoff(PAUSE, PAUSE)
        .build()
        .unwrap();
    look("nobody there", client.keys().get(1).with_response()).await;

    let proxy = Server::replying([ecgrid_tests::Reply::new(407, "")]);
    let user = format!(
        "http://user:{}@{}",
        super::scene::percent(secret),
        proxy.address()
    );
    for through in [
        ecgrid::reqwest::Proxy::all(proxy.url())
            .unwrap()
            .basic_auth("user", secret),
        ecgrid::reqwest::Proxy::all(user).unwrap(),
    ] {
        for address in ["https://rest.ecgrid.test", "http://rest.ecgrid.test"] {
            let http = ecgrid::reqwest::Client::builder().proxy(through.clone());
            let builder = Client::builder(key())
                .base_url(address)
                .allow_plain_http()
                .backoff(PAUSE, PAUSE)
                .http(http);
            check("a builder with a proxy", &format!("{builder:?}"));
            let client = builder.build().unwrap();
            check("a client with a proxy", &format!("{client:?}"));
            look("a proxy that refuses", client.keys().get(1).with_response()).await;
        }
    }
    assert!(proxy.count() >= 2);
}
