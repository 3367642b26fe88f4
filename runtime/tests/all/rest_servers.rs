//! Where calls go: to the service, to a server of their own, and to wherever the builder says.

use crate::support::{Reply, Server};
use bindery_runtime::rest::ClientBuilder;
use bindery_runtime::v1::rest::{Call, Operation, Service, client, request};

struct Error(bindery_runtime::Error);

bindery_runtime::v1::error!(Error);

#[derive(Clone, Debug)]
struct Client {
    core: bindery_runtime::v1::rest::Client,
}

client!(Client, Error);

#[derive(Clone, Debug)]
struct Upload {
    call: Call,
}

request! {
    Upload -> (), Error;
}

/// A service at one address, with an operation at another; they live as long as the test.
fn declared(service: &str, own: &str) -> (ClientBuilder<Client>, &'static Operation) {
    let service = Service::new(service.to_owned().leak(), "test-client/1.2.3");
    let operation = Operation::put("upload", "/files").at(own.to_owned().leak());
    (
        ClientBuilder::new(Box::leak(Box::new(service)), ()),
        Box::leak(Box::new(operation)),
    )
}

async fn upload(client: Client, operation: &'static Operation) -> Result<(), Error> {
    let call = client.core.call(operation);
    Upload { call }.await
}

#[tokio::test]
async fn a_call_goes_to_its_own_server() {
    let service = Server::replying([]);
    let uploads = Server::replying([Reply::new(204, "")]);
    let own = format!("{}/v2/", uploads.url());
    let (builder, operation) = declared(&service.url(), &own);
    upload(builder.build().unwrap(), operation).await.unwrap();
    assert_eq!(uploads.received()[0].target, "/v2/files");
    assert!(service.received().is_empty());
}

#[tokio::test]
async fn a_caller_who_says_where_calls_go_means_all_of_them() {
    let uploads = Server::replying([]);
    let proxy = Server::replying([Reply::new(204, "")]);
    let (builder, operation) = declared("https://rest.example.com", &uploads.url());
    let client = builder.base_url(proxy.url()).build().unwrap();
    upload(client, operation).await.unwrap();
    assert_eq!(proxy.received()[0].target, "/files");
    assert!(uploads.received().is_empty());
}

#[tokio::test]
async fn nothing_is_sent_over_plain_http_unless_it_may_be() {
    let service = Server::replying([]);
    let (builder, operation) = declared(&service.url(), "http://uploads.example.com");
    let error = upload(builder.build().unwrap(), operation)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("plain http"), "{error}");
    assert!(service.received().is_empty());
}

#[test]
fn a_service_that_may_be_anywhere_wants_an_address() {
    static ANYWHERE: Service = Service::anywhere("test-client/1.2.3");
    let client = |address: &str| {
        ClientBuilder::<Client>::new(&ANYWHERE, ())
            .base_url(address)
            .build()
    };
    assert!(client("http://127.0.0.1:1").is_ok());
    assert!(client("").is_err());
    assert!(client("/api").is_err());
}
