//! A description in Swagger 2.0: what its calls send, and what they read.

use crate::support::answering;
use bindery_goldens::swagger::types::Pet;
use bindery_goldens::swagger::{BasicAuth, Client};
use serde_json::json;

fn client(url: &str) -> Client {
    let account = BasicAuth::new("me", "secret").expect("a user and a password");
    Client::builder(account)
        .base_url(url)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn lists_are_joined_as_described_and_children_are_told_by_the_discriminator() {
    let pets = r#"[{"kind":"Dog","name":null,"tricks":["sit"]},{"kind":"Cat","lives":9}]"#;
    let (url, server) = answering(200, "application/json\r\nx-next: 7", pets);
    let client = client(&url);
    let call = client
        .pets()
        .list()
        .limit(2)
        .tags(vec!["a".to_owned(), "b".to_owned()])
        .ids(vec![1, 2]);
    let answer = call.with_response().await.expect("the pets");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "GET /pets?limit=2&tags=a,b&ids=1&ids=2");
    assert_eq!(received.header("authorization"), Some("Basic bWU6c2VjcmV0"));
    let next = answer.headers().get("x-next").expect("the header");
    assert_eq!(next, "7");
    assert!(matches!(&answer.value()[0], Pet::Dog(dog) if dog.name.is_none()));
    assert!(matches!(&answer.value()[1], Pet::Cat(cat) if cat.lives == Some(9)));
}

#[tokio::test]
async fn a_body_is_sent_in_what_the_document_consumes() {
    let (url, server) = answering(200, "application/json", r#"{"kind":"Cat"}"#);
    let client = client(&url);
    let added = client.pets().add("Tom").age(3).await;
    assert!(matches!(added.expect("the pet"), Pet::Cat(_)));
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "POST /pets");
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.json(), json!({ "name": "Tom", "age": 3 }));
}

#[tokio::test]
async fn parameters_in_a_form_are_sent_as_the_operation_consumes_them() {
    let (url, server) = answering(204, "text/plain", "");
    let tags = vec!["a".to_owned(), "b".to_owned()];
    let renamed = client(&url).pets().rename(7, "Tim").tags(tags).await;
    renamed.expect("it was renamed");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "PUT /pets/7");
    assert_eq!(
        received.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(received.body, "name=Tim&tags=a,b");

    let (url, server) = answering(204, "text/plain", "");
    let picture = b"GIF89a".to_vec();
    let added = client(&url).pets().add_picture(7, picture).note("x").await;
    added.expect("it was added");
    let received = server.join().expect("a request came");
    let kind = received.header("content-type").unwrap_or_default();
    assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");
    assert!(received.body.contains("GIF89a"), "{}", received.body);
}

#[tokio::test]
async fn a_file_is_read_as_bytes() {
    let (url, server) = answering(200, "image/png", "PNG");
    let picture = client(&url).pets().get_picture(7).await;
    let picture = picture.expect("an answer").bytes().await;
    assert_eq!(&picture.expect("its bytes")[..], b"PNG");
    let received = server.join().expect("a request came");
    assert_eq!(received.header("accept"), Some("image/png"));
}
