//! Requests and their futures go anywhere: to other threads, into collections, out of the scope of
//! their client.

use std::future::{Future, IntoFuture};

use ecgrid::types::{KeyVisibility, Objects};
use ecgrid::{ApiKey, BearerToken, Client, Credential, Error, SecretString};
use ecgrid_tests::{Reply, Server, rest};

fn everywhere<T: Send + Sync + 'static>() {}

fn future<F: Future + Send + 'static>(future: F) -> F {
    future
}

fn request<
    R: IntoFuture<IntoFuture: Send + 'static> + Clone + std::fmt::Debug + Send + Sync + 'static,
>(
    request: R,
) -> R {
    request
}

#[test]
fn types_are_send_sync_and_static() {
    everywhere::<Client>();
    everywhere::<ecgrid::ClientBuilder>();
    everywhere::<Credential>();
    everywhere::<ecgrid::soap::Client>();
    everywhere::<ecgrid::soap::ClientBuilder>();
    everywhere::<ecgrid::soap::Session>();
    everywhere::<ApiKey>();
    everywhere::<BearerToken>();
    everywhere::<SecretString>();
    everywhere::<Error>();
    everywhere::<ecgrid::Fault>();
    everywhere::<ecgrid::Response<ecgrid::types::KeyInfo>>();
    everywhere::<ecgrid::types::KeyIdInfo>();
    everywhere::<ecgrid::types::KeyValue>();
    everywhere::<KeyVisibility>();
    everywhere::<ecgrid::DateTime>();
}

#[test]
fn an_error_goes_where_errors_go() {
    fn boxed(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
        error.into()
    }
    let error = ApiKey::new("").map_err(Error::from).unwrap_err();
    assert!(boxed(error).downcast_ref::<Error>().is_some());
}

#[test]
fn a_question_mark_is_enough_for_every_error() {
    fn build() -> Result<(), Error> {
        let _ = Client::new(ApiKey::new("k")?)?;
        let _ = ecgrid::soap::Client::new(ecgrid::soap::Session::new("s")?)?;
        let _ = BearerToken::new("\n")?;
        Ok(())
    }
    assert_eq!(
        build().unwrap_err().kind(),
        ecgrid::ErrorKind::Configuration
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_and_its_future() {
    let server = Server::replying([Reply::new(404, "")]);
    let (rest, soap) = {
        let client = rest(&server).build().unwrap();
        let soap = ecgrid_tests::soap(&server, ecgrid_tests::Soap::V12)
            .build()
            .unwrap();
        let (keys, users) = (client.keys(), client.users());
        let rest = (
            future(request(keys.get(1)).into_future()),
            future(request(keys.list(1).visibility(KeyVisibility::Public)).into_future()),
            future(request(users.get_api_key(1)).into_future()),
            future(request(keys.get(1).with_response()).into_future()),
        );
        let (keys, users) = (soap.keys(), soap.users());
        let soap = (
            future(request(keys.key_get(1)).into_future()),
            future(
                request(keys.key_value_get("k", Objects::User, 1, KeyVisibility::Private))
                    .into_future(),
            ),
            future(request(users.user_get_api_key(1)).into_future()),
            future(request(users.user_get_api_key(1).with_response()).into_future()),
        );
        (rest, soap)
    };
    // The clients are gone; the calls go on, on whichever thread.
    assert!(tokio::spawn(rest.0).await.unwrap().is_err());
    assert!(tokio::spawn(rest.1).await.unwrap().is_err());
    assert!(tokio::spawn(rest.2).await.unwrap().is_err());
    assert!(tokio::spawn(rest.3).await.unwrap().is_err());
    assert!(tokio::spawn(soap.0).await.unwrap().is_err());
    assert!(tokio::spawn(soap.1).await.unwrap().is_err());
    assert!(tokio::spawn(soap.2).await.unwrap().is_err());
    assert!(tokio::spawn(soap.3).await.unwrap().is_err());
    assert_eq!(server.count(), 8);
}

#[test]
fn foreign_types_are_at_hand() {
    let _: Option<ecgrid::reqwest::StatusCode> = None;
    let _: ecgrid::reqwest::header::HeaderMap = ecgrid::reqwest::header::HeaderMap::new();
    let _: ecgrid::reqwest::ClientBuilder = ecgrid::reqwest::ClientBuilder::new();
}
